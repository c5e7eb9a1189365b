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
    assert [row["type"] for row in rows if row["reviewed"].startswith("corrected")] == ["COERCE"]
    out = {layout: tmp_path / layout for layout in ("items", "plover", "atom", "jsonl", "polecat")}
    for layout, path in out.items():
        assert CliRunner().invoke(app, ["export", "--store", place, "--to", layout, "-o", str(path)]).exit_code == 0
    assert "rejected by Ann" in out["items"].read_text(encoding="utf-8")
    for layout in ("plover", "atom", "jsonl"):  # without a column for verdicts: what was rejected does not go out
        assert "rejected by Ann" not in out[layout].read_text(encoding="utf-8")
        assert "COERCE" in out[layout].read_text(encoding="utf-8")
    events = [e for line in out["jsonl"].read_text(encoding="utf-8").splitlines() for e in json.loads(line)["events"]]
    assert len(events) == len(rows) - 1


def test_merged_events_and_each_reports_own_leave_out_what_was_rejected(reviewed: tuple[Path, str, str, str]) -> None:
    place = str(reviewed[0])
    with Store(place) as store:
        (report,) = {review.report for review in store.reviews()}
        text = store.report(report).text  # type: ignore[union-attr]
    first, third = (tuple(map(int, key.partition(":")[2].split("-"))) for key in (reviewed[1], reviewed[3]))
    told = CliRunner().invoke(app, ["events", "--store", place, "--format", "json", "--limit", "500"]).stdout
    keys = {s["key"] for row in json.loads(told) for s in row["sources"]}
    assert f"{report}/event/{first[0]}-{first[1]}/COERCE" in keys
    assert not any(key.startswith(f"{report}/event/{third[0]}-{third[1]}/") for key in keys)
    each = CliRunner().invoke(app, ["events", "--store", place, "--each", "--format", "json", "--limit", "500"]).stdout
    mine = {(row["key"], row["type"], row["reviewed"]) for row in json.loads(each) if row["report"] == report}
    assert (reviewed[1], "COERCE", "corrected") in mine
    assert reviewed[3] not in {key for key, _, _ in mine}
    assert text[third[0] : third[1]]


def test_the_brief_leaves_out_what_was_rejected(client: TestClient, place: Path) -> None:
    def told() -> tuple[str, list[str]]:
        page = CliRunner().invoke(app, ["brief", "--store", str(place), "--on", "2025-02-24", "--since", "3d"]).stdout
        shown = client.get("/api/brief", params={"on": "2025-02-24", "days": 3}).json()
        return page, [e["sources"][0]["quote"] for e in shown["events"]]

    before, quotes = told()
    with Store(place) as store:
        for record in store.records():
            for item, key in Store.keys(record):
                if item in {e.id for e in record.events}:
                    store.review(record.report.id, key, "rejected", who="Ann")
    after, left = told()
    assert quotes and not left
    assert "## What happened" in before
    assert "## What happened" not in after
    assert client.get("/api/events").json() == []
    assert client.get("/feeds/events.atom").text.count("<entry>") == 0
    assert client.get("/api/situation", params={"actor": "Lithuania"}).json()["events"] == []


def test_a_corrected_item_is_shown_as_corrected_on_every_page(client: TestClient, place: Path) -> None:
    report = of_title(client, "EU extends sanctions")
    with Store(place) as store:
        record = store.record(report)
        assert record is not None
        due = record.docket[0]
        key = next(key for item, key in Store.keys(record) if item == due.id)
        fields = {"what": "vote on the herring treaty", "kind": "vote", "start": "2025-03-01", "end": "2025-03-01"}
        store.review(report, key, "corrected", who="Ann", fields=fields)
    assert "vote on the herring treaty" in client.get("/docket?about=herring").text
    assert "vote on the herring treaty" in client.get("/?on=2025-02-24").text
    shown = client.get("/api/situation", params={"about": "herring", "on": "2025-02-24"}).json()
    assert [(d["what"], d["start"]) for d in shown["due"]] == [("vote on the herring treaty", "2025-03-01")]
    calendar = client.get("/feeds/docket.ics?about=herring").text.replace("\r\n ", "")
    assert "SUMMARY:vote on the herring treaty" in calendar
    assert "DTSTART;VALUE=DATE:20250301" in calendar
    assert "Reviewed: corrected by Ann" in calendar
    listed = client.get("/docket?about=herring").text
    assert '<span class="verdict">corrected</span>' in listed


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
