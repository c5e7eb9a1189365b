"""`readout docket` as a user meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from readout.cli.app import app

FIRST = """BRUSSELS, February 18 (Wire) - European Union foreign ministers are set to debate the arms embargo on
Ruritania on Thursday. If there is no deal by March 1, all of the bloc's sanctions on Ruritania will be lifted.
"""
SECOND = """GENEVA, February 19 (Wire) - The trial of the former president of Ruritania will open on March 4, the court
said. The foreign minister of France met his Italian counterpart on Monday.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text, day in (("one", FIRST, "2013-02-18"), ("two", SECOND, "2013-02-19")):
        value = {"id": name, "text": text.replace("\n", " "), "published": day}
        (tmp_path / f"{name}.json").write_text(json.dumps(value), encoding="utf-8")
    return tmp_path


def run(*arguments: str) -> str:
    done = CliRunner().invoke(app, ["docket", *arguments], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_what_is_due_comes_by_day_with_condition_and_words(folder: Path) -> None:
    out = run(str(folder))
    days = [out.index(day) for day in ("2013-02-21 Thursday", "2013-03-01 Friday", "2013-03-04 Monday")]
    assert days == sorted(days)
    assert "condition  If there is no deal by March 1" in out
    assert "otherwise  all of the bloc's sanctions on Ruritania will be lifted" in out
    assert "met his Italian counterpart" not in out


def test_json_holds_the_reports_words(folder: Path) -> None:
    rows = json.loads(run(str(folder), "--format", "json"))
    (trial,) = [row for row in rows if row["start"] == "2013-03-04"]
    assert trial["kind"] == "court"
    assert trial["sources"][0]["ref"] == "two"
    assert "will open on March 4" in trial["sources"][0]["quote"]


def test_a_horizon_and_a_later_day_leave_out(folder: Path) -> None:
    assert "2013-03-04" not in run(str(folder), "--days", "5")
    later = run(str(folder), "--on", "2013-03-02")
    assert "2013-03-01" not in later and "2013-03-04" in later


def test_a_calendar_is_written_beside(folder: Path, tmp_path: Path) -> None:
    icalendar = pytest.importorskip("icalendar", reason="the extra `calendar` is not installed")
    run(str(folder), "--ics", str(tmp_path / "due.ics"))
    calendar = icalendar.Calendar.from_ical((tmp_path / "due.ics").read_bytes())
    days = {str(event["DTSTART"].dt) for event in calendar.walk("VEVENT")}
    assert {"2013-02-21", "2013-03-04"} <= days


def test_without_sources_the_store_is_asked(folder: Path, tmp_path: Path) -> None:
    pytest.importorskip("sqlalchemy", reason="the extra `store` is not installed")
    store = str(tmp_path / "news.db")
    added = CliRunner().invoke(app, ["add", str(folder), "--store", store], catch_exceptions=False)
    assert added.exit_code == 0, added.output
    assert run("--store", store) == run(str(folder))
