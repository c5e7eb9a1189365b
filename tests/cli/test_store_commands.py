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
from readout.errors import ReadoutError, StoreError
from readout.store import Filter, Store

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
    assert "“Russia demanded" in out and "A demand · Wire · 2021-03-04 · r-" in out
    assert "Dubois" not in out


def test_each_report_s_own_items_are_there_too(store: str) -> None:
    out = run("events", "--store", store, "--actor", "russia", "--each").stdout
    assert "«demanded" in out and "A demand · 2021-03-04 · r-" in out


def test_filters_meet(store: str) -> None:
    arguments = ("events", "--store", store, "--format", "json", "--type", "consult", "--until", "2021-03-31")
    (event,) = json.loads(run(*arguments).stdout)
    assert event["actor"] + event["recipient"] == ["Anne Dubois", "Kemal Arslan"]


def test_csv_has_a_header_and_a_row_an_item(store: str) -> None:
    rows = list(csv.DictReader(io.StringIO(run("figures", "--store", store, "--format", "csv").stdout)))
    (row,) = rows
    assert (row["measure"], row["low"], row["told_low"], row["high"]) == ("killed", "40.0", "40.0", "")
    assert "at least 40 people were killed" in row["source_quote"]
    assert row["told_on_word_of"] == "Kemal Arslan"


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


@pytest.fixture(scope="module")
def told_twice(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store with one vote told by two reports, and what became of it, told by a third."""
    where = str(tmp_path_factory.mktemp("twice") / "news.db")
    folder = tmp_path_factory.mktemp("votes")
    for name, (day, text) in VOTES.items():
        value = {"id": name, "text": text, "published": day}
        (folder / f"{name}.json").write_text(json.dumps(value), encoding="utf-8")
    run("add", str(folder), "--store", where)
    return where


VOTES = {
    "one": ("2021-05-03", "PARIS (Wire) - France accused Russia on Monday of hiding grain in Odessa. "
            "Parliament will vote on the grain treaty on May 10."),
    "two": ("2021-05-03", "KYIV (Wire) - France on Monday accused Russia of hiding grain in Odessa, officials said. "
            "The parliament is to vote on the grain treaty on May 10."),
    "three": ("2021-05-11", "PARIS (Wire) - Parliament's vote on the grain treaty was put off after a walkout. "
              "Germany praised France."),
}  # fmt: skip


def accusation(where: str) -> list[dict[str, object]]:
    rows = json.loads(run("events", "--store", where, "--type", "accuse", "--format", "json").stdout)
    assert all(source["quote"] for row in rows for source in row["sources"])
    return list(rows)


def test_an_event_told_twice_is_one_until_a_person_parts_it(told_twice: str) -> None:
    (event,) = accusation(told_twice)
    keys = [source["key"] for source in event["sources"]]  # type: ignore[attr-defined]
    assert len(keys) == 2
    assert "why: " in run("events", "--store", told_twice, "--type", "accuse", "--explain").stdout
    run("decide", *keys, "different", "--who", "ana", "--store", told_twice)
    assert len(accusation(told_twice)) == 2
    assert "ana: " in run("decisions", "--store", told_twice).stdout
    run("decide", *keys, "same", "--who", "ben", "--store", told_twice)
    assert len(accusation(told_twice)) == 1


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (("r-1/event/1-2/ACCUSE", "r-1/figure/1-2", "same"), "no two things of one kind"),
        (("r-1/event/1-2/ACCUSE", "r-2/event/1-2/ACCUSE", "maybe"), "no verdict"),
        (("events:1-2", "events:1-3", "same"), "no key"),
        (("r-1/event/1-2/ACCUSE", "r-2/event/1-2/ACCUSE", "same"), "the store holds no r-1"),
    ],
)
def test_decisions_about_what_is_not_there_are_errors(told_twice: str, arguments: tuple[str, ...], error: str) -> None:
    with pytest.raises(ReadoutError, match=error):
        CliRunner().invoke(app, ["decide", *arguments, "--who", "ana", "--store", told_twice], catch_exceptions=False)


def test_the_docket_of_the_store_is_followed_and_filtered(told_twice: str) -> None:
    before = json.loads(run("docket", "--store", told_twice, "--on", "2021-05-04", "--format", "json").stdout)
    (vote,) = [row for row in before if row["kind"] == "vote"]
    assert (vote["state"], vote["start"], len(vote["sources"])) == ("open", "2021-05-10", 2)
    arguments = ("docket", "--store", told_twice, "--status", "postponed", "--type", "vote")
    rows = list(csv.DictReader(io.StringIO(run(*arguments, "--format", "csv").stdout)))
    assert {row["state"] for row in rows} == {"postponed"}
    assert "put off" in run(*arguments).stdout
    assert "nothing is due" in run("docket", "--store", told_twice, "--about", "herring").stderr
    with pytest.raises(ReadoutError, match="--status 'done' is unknown"):
        CliRunner().invoke(app, ["docket", "--store", told_twice, "--status", "done"], catch_exceptions=False)


def test_the_brief_of_the_store_cites_every_line(told_twice: str) -> None:
    page = run("brief", "--store", told_twice, "--since", "24h", "--on", "2021-05-03").stdout
    lines = [line for line in page.splitlines() if line.startswith("- ")]
    assert page.startswith("# Brief, 3 May 2021") and lines
    assert all(line.rstrip().endswith("]") for line in lines)
    assert page.count("hiding grain") == 1 and "accusation" in page
    assert "on grain treaty" in page and "`r-" in page


def test_the_store_is_exported_with_what_persons_said(told_twice: str, tmp_path: Path) -> None:
    with Store(told_twice) as kept:
        (event,) = kept.events(Filter(type="SUPPORT"))
        kept.review(event.report, event.key, "rejected", who="ana")
    run("export", "--store", told_twice, "--since", "2021-05-04", "--to", "csv", "-o", str(tmp_path))
    rows = list(csv.DictReader(io.StringIO((tmp_path / "events.csv").read_text("utf-8"))))
    assert {row["report_id"] for row in rows} == {event.report}
    assert [row["reviewed"] for row in rows if row["id"] == event.item] == ["rejected by ana"]
