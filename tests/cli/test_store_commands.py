"""The commands over the store as a user meets them, on reports written for the test."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

pytest.importorskip("sqlalchemy", reason="the extra `store` is not installed")

from readout.cli.app import app
from readout.errors import StoreError

TEXTS = {
    "visit": "PARIS (Wire) - French President Anne Dubois met Turkish Foreign Minister Kemal Arslan on Monday. "
    "Arslan said at least 40 people were killed in the border clashes.",
    "demand": "KYIV (Wire) - Russia demanded on Tuesday that Ukraine withdraw its troops. Ukraine rejected the demand, "
    "the foreign ministry said.",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("news")
    for day, (name, text) in enumerate(TEXTS.items(), 3):
        value = {"id": name, "title": f"A {name}", "text": text, "published": f"2021-03-0{day}"}
        (folder / f"{name}.json").write_text(json.dumps(value), encoding="utf-8")
    where = str(tmp_path_factory.mktemp("store") / "news.db")
    done = run("add", str(folder), "--store", where)
    assert "2 added, 0 already there" in done.stderr
    return where


def run(*arguments: str) -> Result:
    done = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done


def test_adding_again_adds_nothing(store: str, tmp_path: Path) -> None:
    value = {"id": "visit", "title": "A visit", "text": TEXTS["visit"], "published": "2021-03-03"}
    (tmp_path / "visit.json").write_text(json.dumps(value), encoding="utf-8")
    assert "0 added, 1 already there" in run("add", str(tmp_path), "--store", store).stderr


def test_events_show_who_what_and_the_words(store: str) -> None:
    out = run("events", "--store", store, "--actor", "russia").stdout
    assert "REQUEST" in out and "Russia → Ukraine" in out
    assert "«demanded" in out and "A demand · 2021-03-04 · r-" in out
    assert "Dubois" not in out


def test_filters_meet(store: str) -> None:
    arguments = ("events", "--store", store, "--format", "json", "--type", "consult", "--until", "2021-03-31")
    (event,) = json.loads(run(*arguments).stdout)
    assert event["actor"] + event["recipient"] == ["Anne Dubois", "Kemal Arslan"]


def test_csv_has_a_header_and_a_row_an_item(store: str) -> None:
    rows = list(csv.DictReader(io.StringIO(run("figures", "--store", store, "--format", "csv").stdout)))
    assert [(row["type"], row["low"], row["high"]) for row in rows] == [("killed", "40.0", "")]


def test_search_marks_the_word_and_report_prints_the_record(store: str) -> None:
    (hit,) = json.loads(run("search", "clashes", "--store", store, "--format", "json").stdout)
    assert "«clashes»" in hit["snippet"]
    assert "WHO DID WHAT" in run("report", hit["report"], "--store", store).stdout


def test_actors_are_listed_with_their_items(store: str) -> None:
    out = run("actors", "list", "dubois", "--store", store).stdout
    assert "Anne Dubois" in out and "FRA" in out


def test_nothing_found_is_said(store: str) -> None:
    done = run("events", "--store", store, "--actor", "Nobody Atall")
    assert done.stdout == "" and "nothing found" in done.stderr


def test_no_store_and_a_broken_store_are_clear_errors(tmp_path: Path, store: str) -> None:
    with pytest.raises(StoreError, match="there is no store here"):
        CliRunner().invoke(app, ["events", "--store", str(tmp_path / "no.db")], catch_exceptions=False)
    broken = tmp_path / "broken.db"
    broken.write_bytes(Path(store).read_bytes())
    with sqlite3.connect(broken) as connection:
        connection.execute("DROP TABLE item_actor")
    with pytest.raises(StoreError, match=r"it could not be read .no such table: item_actor"):
        CliRunner().invoke(app, ["claims", "--store", str(broken)], catch_exceptions=False)
