"""Whole reports: every family is read, chains hold together, and one bad report costs one report."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import readout
from readout.errors import EmptyError, InputError, NotFoundError, ReadoutError, UsageError
from readout.intake import Taken, report_from_text, reports
from readout.reader import Reader
from readout.record import FAMILIES, Record

SAMPLES = Path(readout.__file__).parent / "samples"

STORY = (
    "Norway's Foreign Minister Kari Holm telephoned her Finnish counterpart Aino Salmi on Monday, officials said.\n\n"
    "Salmi said that Holm had warned that more than 300 refugees were missing.\n\n"
    "Norway opposes the embargo on Mali. The European Union will vote on the embargo on March 12.\n"
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.fixture(scope="module")
def samples(reader: Reader) -> list[Record]:
    failed: list[ReadoutError] = []
    read = list(reader.read_many(reports(SAMPLES), on_error=failed.append))
    assert not failed
    return read


def taken(text: str, published: str | None = "2013-03-06") -> Taken:
    return report_from_text(text, published=published)


def names(record: Record, ids: list[str]) -> list[str]:
    by_id = {a.id: a.name for a in record.actors}
    return [by_id[i] for i in ids]


def test_a_short_story_gives_event_chain_figure_position_and_docket(reader: Reader) -> None:
    record = reader.read(taken(STORY))
    calls = [e for e in record.events if e.type == "CONSULT"]
    assert any({*names(record, e.actor), *names(record, e.recipient)} == {"Kari Holm", "Aino Salmi"} for e in calls)
    assert any(e.date and e.date.start == "2013-03-04" for e in calls)
    inner = next(c for c in record.claims if names(record, c.source) == ["Kari Holm"])
    outer = next(c for c in record.claims if c.id == inner.via)
    assert names(record, outer.source) == ["Aino Salmi"]
    figure = next(f for f in record.figures if f.measure == "missing")
    assert (figure.low, figure.high, figure.claim) == (300, None, inner.id)
    assert any(p.stance == "against" and names(record, p.actor) == ["Norway"] for p in record.positions)
    assert any(d.when and d.when.start == "2013-03-12" for d in record.docket)


def test_every_sample_gives_a_sound_record_without_warnings_of_breakage(samples: list[Record]) -> None:
    assert len(samples) >= 8
    for record in samples:
        assert record.events, record.report.title
        assert record.claims, record.report.title
        assert not [w for w in record.warnings if "could not be read (" in w]
        text = record.model_dump_json()
        assert Record.model_validate_json(text).model_dump_json() == text


def test_no_family_is_empty_over_the_samples(samples: list[Record]) -> None:
    for family in FAMILIES:
        assert any(getattr(record, family) for record in samples), family


def test_every_item_says_why_it_was_made(samples: list[Record]) -> None:
    for record in samples:
        for family, item in record.items():
            if family not in ("actors", "times"):
                assert item.why, (record.report.title, family, item.id)


def test_nothing_on_the_docket_is_over_before_the_report(samples: list[Record]) -> None:
    for record in samples:
        assert record.report.published
        day = date.fromisoformat(record.report.published[:10])
        for item in record.docket:
            end = item.when.end if item.when else None
            assert end is None or date.fromisoformat(end) >= day, (record.report.title, item)


def test_the_same_text_read_twice_and_in_a_batch_gives_the_same_record(reader: Reader) -> None:
    alone = reader.read(taken(STORY))
    batch = list(reader.read_many([taken("Iran agreed to talks with France."), taken(STORY), taken(STORY)]))
    assert [r.report.id for r in batch[1:]] == [alone.report.id] * 2
    for again in batch[1:]:
        assert [e.type for e in again.events] == [e.type for e in alone.events]
        assert [c.content for c in again.claims] == [c.content for c in alone.claims]


def test_one_bad_report_goes_to_on_error_and_the_rest_goes_on(reader: Reader) -> None:
    def found() -> Iterator[Taken | InputError]:
        yield taken("France condemned the attack.")
        yield EmptyError("nothing to read in it", source="b.txt")
        yield taken("Iran agreed to talks.")

    failed: list[ReadoutError] = []
    assert len(list(reader.read_many(found(), on_error=failed.append))) == 2
    assert [e.source for e in failed] == ["b.txt"]


def test_a_fault_in_one_family_is_a_warning_and_the_others_stand(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> list[object]:
        raise RuntimeError("lexicon ate itself")

    monkeypatch.setattr("readout.reader.figures", broken)
    record = reader.read(taken(STORY))
    assert record.events
    assert record.figures == []
    assert any("figures could not be read" in w and "lexicon ate itself" in w for w in record.warnings)


def test_read_takes_text_a_path_and_refuses_nonsense(tmp_path: Path) -> None:
    reader = Reader()
    path = tmp_path / "a.txt"
    path.write_text(STORY, "utf-8")
    assert readout.read(path, reader=reader).report.ref == "a"
    assert readout.read(str(path), reader=reader).report.text == readout.read(STORY, reader=reader).report.text
    with pytest.raises(NotFoundError):
        readout.read(tmp_path / "none.txt", reader=reader)
    with pytest.raises(UsageError):
        readout.read(STORY, published="someday", reader=reader)


def test_public_names_are_sorted_and_exist() -> None:
    assert list(readout.__all__) == sorted(readout.__all__)
    for name in readout.__all__:
        assert getattr(readout, name) is not None
    with pytest.raises(AttributeError):
        _ = readout.nonsense
