"""The user's own words and types: the example of the manual, what bad files are told, what records refuse."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from readout.errors import UsageError
from readout.extract import lexicon
from readout.extract.confidence import least
from readout.extract.ontology import load
from readout.intake import report_from_text
from readout.reader import Reader
from readout.record import Event, OwnType, Record, Report, Span

PAGE = Path(__file__).resolve().parents[2] / "docs" / "ontology.md"
TEXT = (
    "France evacuated its embassy staff from Mali on Monday. Russia jammed GPS signals of Finland, officials in "
    "Helsinki said. Brazil accredited the ambassador of Japan on Tuesday. Germany refused to "
    "evacuate its diplomats from Sudan. Chinese jets dazzled a Philippine frigate."
)


def block(info: str) -> str:
    found = re.search(rf"^```{re.escape(info)}\n(.*?)^```$", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    assert found
    return found[1]


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    if not PAGE.is_file():
        pytest.skip("the documents do not ship with the package")
    words, types = tmp_path / "my.tsv", tmp_path / "my.toml"
    words.write_text(block("tsv my.tsv"), "utf-8")
    types.write_text(block("toml my.toml"), "utf-8")
    return words, types


def test_the_example_of_the_manual_finds_its_types_and_words(files: tuple[Path, Path]) -> None:
    words, types = files
    reader = Reader(lexicon=load([words], types))
    record = reader.read(report_from_text(TEXT, published="2021-05-05"))
    names = {a.id: a.name for a in record.actors}
    found = {(e.type, names[e.actor[0]] if e.actor else "") for e in record.events}
    assert {("EVACUATE_STAFF", "France"), ("JAM", "Russia"), ("REJECT", "Germany")} <= found
    assert {"ACCREDIT", "MOBILIZE"} <= {kind for kind, _ in found}
    assert [t.name for t in record.types] == ["EVACUATE_STAFF", "JAM", "ACCREDIT"]
    by_type = {e.type: e for e in record.events}
    assert (by_type["JAM"].quad, by_type["JAM"].score) == (4, -4.5)
    assert [record.plover(by_type[t]) for t in ("EVACUATE_STAFF", "ACCREDIT")] == ["RETREAT", "ACCREDIT"]
    line = record.model_dump_json()
    assert Record.model_validate_json(line).model_dump_json() == line


def test_the_lexicon_of_one_reader_does_not_touch_another(files: tuple[Path, Path]) -> None:
    words, types = files
    with lexicon.using(load([words], types)):
        assert "jam" in lexicon.verbs()
        assert lexicon.own_type("JAM") is not None
    assert lexicon.in_use() is lexicon.shipped()
    assert lexicon.own_type("JAM") is None


def test_an_entry_written_as_a_shipped_one_takes_its_place(tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    path.write_text("condemn\tREJECT\t-\t120\tS>O\n", "utf-8")
    assert [e.types for e in load([path]).verbs["condemn"] if e.key == "condemn"] == [("REJECT",)]
    assert all(e.types != ("REJECT",) for e in lexicon.shipped().verbs["condemn"])


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("dazzle MOBILIZE - 150 S>O", "1 columns"),
        ("dazzle\tMOBILISE\t-\t150\tS>O", "'MOBILISE' is unknown. Use AGREE"),
        ("dazzle\tMOBILIZE\tphone\t150\tS>O", "mode 'phone'"),
        ("dazzle\tMOBILIZE\t-\tx1\tS>O", "CAMEO code 'x1'"),
        ("dazzle\tMOBILIZE\t-\t150\tSO", "neither '>' nor '='"),
        ("dazzle\tMOBILIZE\t-\t150\tS>Obj", "'Obj' is no side"),
        ("dazzle @ships\tMOBILIZE\t-\t150\tS>O", "class '@ships' is unknown. Use @"),
        ("dazzle +often\tMOBILIZE\t-\t150\tS>O", "condition '+often' is unknown. Use +"),
        ("Dazzle\tMOBILIZE\t-\t150\tS>O", "'Dazzle' has a capital"),
        (" ; \tMOBILIZE\t-\t150\tS>O", "no entries"),
        ("dazzleing\tMOBILIZE\t-\t150\tP>of\tz", "need 'z' is unknown. Use a, t, l, v"),
    ],
)
def test_a_bad_line_is_named_with_what_is_allowed(tmp_path: Path, line: str, told: str) -> None:
    path = tmp_path / "own.tsv"
    path.write_text(f"# remark\n\n{line}\n", "utf-8")
    with pytest.raises(UsageError) as error:
        load([path])
    assert str(error.value).startswith(f"{path}:3: ")
    assert told in str(error.value)


@pytest.mark.parametrize(
    ("body", "line", "told"),
    [
        ('parent = "LEAVE"', 2, "parent 'LEAVE' is unknown. Use AGREE"),
        ("score = 2", 2, "neither parent nor quad"),
        ("quad = 5", 2, "quad"),
        ('quad = 1\nscore = "much"', 2, "score"),
        ('parent = "AID"\ncolour = 1', 2, "key 'colour' is unknown. Use about"),
        ('parent = "AID"\nverbs = "run"', 4, "no list of texts"),
        ('parent = "AID"\nverbs = ["run @nobody"]', 4, "class '@nobody'"),
        ('parent = "AID"\nnouns = ["run"]\nnoun_need = "q"', 4, "need 'q'"),
    ],
)
def test_a_bad_type_is_named_with_what_is_allowed(tmp_path: Path, body: str, line: int, told: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(f"# remark\n[types.RUN]\n{body}\n", "utf-8")
    with pytest.raises(UsageError) as error:
        load([], path)
    assert str(error.value).startswith(f"{path}:{line}: ")
    assert told in str(error.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[types.RUN\n", "line 1"),
        ("name = 1\n", "tables [types.NAME]"),
        ("[types.AID]\nquad = 2\n", "PLOVER's own"),
        ("[types.run-fast]\nquad = 2\n", "Names are capitals"),
    ],
)
def test_a_file_that_is_no_ontology_is_refused(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(UsageError, match=re.escape(told)):
        load([], path)


def test_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"gone\.tsv: it cannot be read"):
        load([tmp_path / "gone.tsv"])
    (tmp_path / "odd.tsv").write_bytes(b"\xff\xfe\xfa")
    with pytest.raises(UsageError, match="not UTF-8"):
        load([tmp_path / "odd.tsv"])


def record(kind: str, *types: OwnType) -> Record:
    event = Event(
        id="e1",
        type=kind,
        trigger=Span(start=0, end=3),
        evidence=Span(start=0, end=3),
        quad=4,
        score=0,
        status="occurred",
    )
    return Record(report=Report(id="r", text="Ran."), events=[event], types=list(types))


def test_a_record_refuses_a_type_that_it_does_not_declare() -> None:
    own = OwnType(name="JAM", parent="COERCE", quad=4, score=-4)
    assert record("JAM", own).plover(record("JAM", own).events[0]) == "COERCE"
    with pytest.raises(ValidationError, match="neither PLOVER's nor declared"):
        record("JAM")
    with pytest.raises(ValidationError, match="neither PLOVER's nor declared"):
        record("JAMS", own)
    with pytest.raises(ValidationError, match="declared twice or are PLOVER's own"):
        record("JAM", own, own)
    with pytest.raises(ValidationError, match="declared twice or are PLOVER's own"):
        record("AID", OwnType(name="AID", quad=2, score=0))


def test_a_lower_bar_keeps_every_act_and_a_high_one_none(tmp_path: Path) -> None:
    def told(bar: str) -> list[float]:
        path = tmp_path / "least.toml"
        path.write_text(f"least = {bar}\n", "utf-8")
        reader = Reader(lexicon=load([], path))
        return [e.confidence or 0.0 for e in reader.read(report_from_text(TEXT, published="2021-05-05")).events]

    shipped = [e.confidence or 0.0 for e in Reader().read(report_from_text(TEXT, published="2021-05-05")).events]
    every = told("0")
    assert len(every) >= len(shipped)
    assert sorted(c for c in every if c >= least()) == sorted(shipped)
    assert told("1") == []


@pytest.mark.parametrize("bar", ["-0.1", "2", "true", '"much"'])
def test_a_bar_that_is_no_share_is_refused(tmp_path: Path, bar: str) -> None:
    path = tmp_path / "least.toml"
    path.write_text(f"least = {bar}\n", "utf-8")
    with pytest.raises(UsageError, match="from 0 to 1"):
        load([], path)
