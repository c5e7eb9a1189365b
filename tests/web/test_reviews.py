"""What persons said of items: seen by the others, kept over readings, in exports, as training data."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner
from web.desking import TestClient, of_title

from readout.cli.app import app
from readout.store import Review, Store
from readout.store.reviewing import agreement, training
from readout.store.said import standing, told


def _review(unit: str, who: str, verdict: str, **fields: str) -> Review:
    return Review("r", unit, verdict, dict(fields), who, "2025-01-01")


def test_the_alpha_is_krippendorffs() -> None:
    """His own example of four coders and twelve units, nominal: .743 ("Computing Krippendorff's Alpha", 2011)."""
    rows = {"A": "123321412***", "B": "1233224125*3", "C": "*3332342251*", "D": "12332441251*"}
    said = [
        _review(str(unit), who, value)
        for who, values in rows.items() for unit, value in enumerate(values) if value != "*"
    ]  # fmt: skip
    found = agreement(said)
    assert found.alpha == pytest.approx(0.743, abs=0.0005)
    assert (found.reviewers, found.items, found.shared) == (4, 12, 11)


def test_only_what_each_said_last_counts() -> None:
    said = [_review("e", "Ann", "accepted"), _review("e", "Bo", "rejected")]
    assert standing(said) == "disputed"
    assert agreement(said).agreed == 0
    said.append(_review("e", "Bo", "accepted"))
    assert (standing(said), told(said)) == ("accepted", "accepted by Ann; accepted by Bo")
    assert agreement(said).agreed == 1


def test_two_corrections_that_differ_are_a_dispute() -> None:
    said = [_review("e", "Ann", "corrected", type="COERCE"), _review("e", "Bo", "corrected", type="THREATEN")]
    assert standing(said) == "disputed"
    assert standing([*said, _review("e", "Ann", "corrected", type="THREATEN")]) == "corrected"
    assert standing([]) == ""


@pytest.fixture
def reviewed(client: TestClient, place: Path) -> tuple[Path, str, str, str]:
    """A store where Ann and Bo corrected an event, Ann accepted another and rejected a third; the three keys."""
    report = of_title(client, "EU extends sanctions")
    with Store(place) as store:
        record = store.record(report)
        assert record is not None
        first, second, third = (f"events:{e.trigger.start}-{e.trigger.end}" for e in record.events[:3])
        for who in ("Ann", "Bo"):
            store.review(report, first, "corrected", who=who, fields={"type": "COERCE"})
        store.review(report, second, "accepted", who="Ann")
        store.review(report, third, "rejected", who="Ann")
        assert list(store.add([record], weights="newer")) == ["replaced"]
    return place, first, second, third


def test_reviews_survive_a_reading_and_go_out_with_every_export(
    reviewed: tuple[Path, str, str, str], tmp_path: Path
) -> None:
    place = str(reviewed[0])
    asked = ["export", "--store", place, "--to", "csv", "-o", str(tmp_path / "tables")]
    assert CliRunner().invoke(app, asked).exit_code == 0
    rows = list(csv.DictReader(io.StringIO((tmp_path / "tables" / "events.csv").read_text(encoding="utf-8"))))
    said = {row["reviewed"] for row in rows}
    assert said == {
        "", "corrected by Ann: type COERCE; corrected by Bo: type COERCE", "accepted by Ann", "rejected by Ann",
    }  # fmt: skip
    for layout in ("items", "plover", "atom"):
        out = tmp_path / layout
        assert CliRunner().invoke(app, ["export", "--store", place, "--to", layout, "-o", str(out)]).exit_code == 0
    assert "rejected by Ann" in (tmp_path / "atom").read_text(encoding="utf-8")


def test_an_export_of_inputs_and_a_store_is_misuse(reviewed: tuple[Path, str, str, str], tmp_path: Path) -> None:
    from readout.errors import UsageError

    asked = ["export", "x.jsonl", "--store", str(reviewed[0]), "--to", "items", "-o", str(tmp_path / "x")]
    assert isinstance(CliRunner().invoke(app, asked).exception, UsageError)


def test_reviews_are_training_data(reviewed: tuple[Path, str, str, str], tmp_path: Path) -> None:
    place, first, second, third = reviewed
    out = tmp_path / "reviews.jsonl"
    assert CliRunner().invoke(app, ["reviews", "export", "--store", str(place), "-o", str(out)]).exit_code == 0
    lines = {line["key"]: line for line in map(json.loads, out.read_text(encoding="utf-8").splitlines())}
    assert set(lines) == {first, second, third}
    with Store(place) as store:
        text = store.report(lines[first]["report"]).text  # type: ignore[union-attr]
    for line in lines.values():
        assert text[line["start"] : line["end"]] == line["words"]
        around = line["sentence"]
        assert text[around["start"] : around["end"]] == around["text"]
        assert line["words"] in around["text"]
    assert lines[first]["gold"] == lines[first]["read"] | {"type": "COERCE"}
    assert lines[first]["read"]["type"] != "COERCE"
    assert lines[second]["gold"] == lines[second]["read"]
    assert (lines[third]["verdict"], lines[third]["gold"]) == ("rejected", None)
    assert [said["who"] for said in lines[first]["reviews"]] == ["Ann", "Bo"]


def test_an_item_that_is_read_no_more_keeps_its_review(reviewed: tuple[Path, str, str, str]) -> None:
    place, first, *_ = reviewed
    with Store(place) as store:
        (report,) = {review.report for review in store.reviews()}
        record = store.record(report)
        assert record is not None
        list(store.add([record.model_copy(update={"events": record.events[1:]})], weights="other"))
        line = next(line for line in training(store) if line["key"] == first)
    assert (line["read"], line["gold"], len(line["reviews"])) == (None, None, 2)


def test_agreement_is_said(reviewed: tuple[Path, str, str, str]) -> None:
    said = CliRunner().invoke(app, ["reviews", "agreement", "--store", str(reviewed[0])]).stdout
    assert "2 reviewers, 3 items, 1 of them judged by two or more" in said
    assert "the same said of 1 (100%)" in said
