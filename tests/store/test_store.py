"""The store, on SQLite and on PostgreSQL."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from store.making import made

from readout.errors import StoreError, UsageError
from readout.record import Record
from readout.store import Filter, Store
from readout.store.connect import HEAD, engine_of
from readout.store.keys import FAMILIES
from readout.store.tables import metadata

ROOT = Path(__file__).resolve().parents[2]
ADDER = """
import sys
from store.making import made
from readout.store import Store
with Store(sys.argv[1]) as store:
    for n, outcome in enumerate(store.add(made(n) for n in range(int(sys.argv[2]), int(sys.argv[3])))):
        print(int(sys.argv[2]) + n, outcome, flush=True)
"""


def adding(where: str, first: int, last: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", ADDER, where, str(first), str(last)],
        stdout=subprocess.PIPE, text=True, env={"PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"},
    )  # fmt: skip


def test_adding_twice_adds_once_and_gives_the_record_back(store: Store) -> None:
    record = made(1)
    assert list(store.add([record, record])) == ["added", "there"]
    assert store.record("r1") == record
    assert store.report("r1") == record.report
    assert store.has("r1")
    assert not store.has("r2")
    assert store.record("r2") is None
    assert [r.report.id for r in store.records()] == ["r1"]


def test_each_item_leads_back_to_its_report_and_words(store: Store) -> None:
    list(store.add([made(7)]))
    for family in FAMILIES:
        (found,) = store.items(family)
        assert found.report == "r7"
        assert found.evidence in made(7).report.text
    assert store.events()[0].sides == {"actor": ["Syldavia"], "recipient": ["Borduria"]}


FILTERS = [
    (Filter(actor="syldavia"), ["r1"]),
    (Filter(actor="Borduria", with_="Syldavia"), ["r1"]),
    (Filter(actor="Syldavia", with_="Klow"), []),
    (Filter(actor="Nobody"), []),
    (Filter(type="ACCUSE"), ["r2", "r1"]),
    (Filter(type="ASSAULT"), []),
    (Filter(country="BOR"), ["r2", "r1"]),
    (Filter(since="2031-04-03"), ["r2"]),
    (Filter(until="2031-04-02"), ["r1"]),
    (Filter(about="DAM 2"), ["r2"]),
    (Filter(status="occurred", limit=1), ["r2"]),
    (Filter(limit=1, offset=1), ["r1"]),
]


@pytest.mark.parametrize(("wanted", "reports"), FILTERS)
def test_filters(store: Store, wanted: Filter, reports: list[str]) -> None:
    list(store.add([made(1), made(2, one="Klow", other="Ruritania", day="2031-04-05")]))
    assert [f.report for f in store.events(wanted)] == reports


def test_a_family_that_is_not_kept_is_misuse(store: Store) -> None:
    with pytest.raises(UsageError, match="times"):
        store.items("times")


def test_search_marks_the_words_and_takes_odd_input(store: Store) -> None:
    list(store.add([made(1), made(2)]))
    assert [h.report for h in store.search("treaty dam 2")] == ["r2"]
    assert "«" in store.search("Borduria")[0].snippet
    assert store.search('" OR (') == []
    assert store.search("") == []


def test_actors_are_counted_over_reports(store: Store) -> None:
    list(store.add([made(1), made(2)]))
    assert [(a.name, a.items) for a in store.actors()] == [("Syldavia", 8), ("Borduria", 4)]
    assert [a.name for a in store.actors("bord")] == ["Borduria"]


def test_newer_weights_replace_the_record_and_keep_history_and_reviews(store: Store) -> None:
    list(store.add([made(1)], weights="1"))
    key = store.events()[0].key
    store.review("r1", key, "wrong", who="ana", fields={"type": "REJECT"})
    again = made(1).model_copy(update={"claims": [], "figures": []})
    assert list(store.add([again], weights="2")) == ["replaced"]
    assert store.record("r1") == again
    assert store.claims() == []
    assert [(v.weights, v.current) for v in store.versions("r1")] == [("1", False), ("2", True)]
    (kept,) = store.reviews("r1")
    assert (kept.key, kept.verdict, kept.fields, kept.who) == (
        store.events()[0].key,
        "wrong",
        {"type": "REJECT"},
        "ana",
    )
    with pytest.raises(StoreError, match="r9"):
        store.review("r9", key, "right", who="ana")


def test_decisions_are_kept_in_order_whichever_side_is_named_first(store: Store) -> None:
    store.decide("event", "r2/e1", "r1/e1", same=True, who="ana")
    store.decide("event", "r1/e1", "r2/e1", same=False, who="ben")
    found = [(d.left, d.right, d.same, d.who) for d in store.decisions("event")]
    assert found == [("r1/e1", "r2/e1", True, "ana"), ("r1/e1", "r2/e1", False, "ben")]


def test_rebuilding_gives_the_same_rows(store: Store) -> None:
    list(store.add([made(1), made(2)]))
    before = [store.items(f) for f in FAMILIES], store.actors()
    assert store.rebuild() == 2
    assert ([store.items(f) for f in FAMILIES], store.actors()) == before


def test_two_processes_add_to_a_new_store_at_once(where: str) -> None:
    both = [adding(where, 0, 60), adding(where, 30, 90)]
    answers = [p.communicate(timeout=120)[0].split("\n") for p in both]
    assert [p.returncode for p in both] == [0, 0]
    assert sum(line.endswith("added") for lines in answers for line in lines) == 90
    with Store(where) as store:
        assert sorted(int(r.report.id[1:]) for r in store.records()) == list(range(90))
        assert len(store.events(Filter(limit=200))) == 90


def test_a_kill_loses_no_committed_report(where: str) -> None:
    told: set[int] = set()
    for attempt in range(5):
        process = adding(where, 0, 100_000)
        assert process.stdout is not None
        for _ in range(7 + 13 * attempt):
            line = process.stdout.readline()
            told.add(int(line.split()[0]))
        time.sleep(0.003 * attempt)
        process.send_signal(signal.SIGKILL)
        told |= {int(line.split()[0]) for line in process.stdout.read().splitlines() if len(line.split()) == 2}
        process.wait(timeout=30)
        process.stdout.close()
        with Store(where) as store:
            kept = {int(r.report.id[1:]) for r in store.records()}
            assert told <= kept
            assert len(store.events(Filter(limit=10_000))) == len(kept)


def test_a_newer_schema_and_a_foreign_database_are_refused(where: str) -> None:
    with Store(where):
        pass
    engine = engine_of(where)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(StoreError, match="newer"):
        Store(where)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE alembic_version"))
    engine.dispose()
    with pytest.raises(StoreError, match="no store"):
        Store(where)


def test_the_migrations_make_the_tables_of_the_code(where: str) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with Store(where):
        pass
    engine = engine_of(where)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert context.get_current_revision() == HEAD
        found = [d for d in compare_metadata(context, metadata) if "report_words" not in str(d)]
    engine.dispose()
    assert found == []


def test_datasette_opens_the_store_as_it_is(tmp_path: Path) -> None:
    app = pytest.importorskip("datasette.app", reason="Datasette is not installed")
    import asyncio

    with Store(tmp_path / "store.db") as store:
        list(store.add([made(1)]))
    client = app.Datasette([str(tmp_path / "store.db")]).client
    answer = asyncio.run(client.get("/store/item.json?_shape=array&family=events"))
    assert answer.status_code == 200
    assert [row["words"] for row in answer.json()] == ["condemned"]


FIRST_SCHEMA = """
INSERT INTO report (n, id, text, current, added) VALUES (1, 'r1', 'x', 1, '2031');
INSERT INTO version (n, report, reader, weights, made, record) VALUES (1, 1, '1', '', '2031', :record);
INSERT INTO item (n, report, family, item, key, words, evidence) VALUES (1, 1, 'events', 'e1', 'events:1-2', 'x', 'x');
INSERT INTO actor (n, name, folded, held) VALUES (1, 'Syldavia', 'syldavia', 1);
INSERT INTO item_actor (item, actor, side, family, day) VALUES (1, 1, 'actor', 'events', '2031-04-02');
INSERT INTO review (report_id, key, verdict, fields, who, made) VALUES ('r1', 'events:1-2', 'accepted', '{}', 'a', 'b');
"""


def test_a_store_of_the_first_schema_is_brought_up_to_date_with_all_that_it_holds(where: str) -> None:
    from alembic import command
    from alembic.config import Config

    import readout.store.connect as connect

    engine = engine_of(where)
    config = Config()
    config.set_main_option("script_location", str(Path(connect.__file__).parent / "migrations"))
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        for statement in filter(str.strip, FIRST_SCHEMA.split(";\n")):
            connection.execute(text(statement), {"record": made(1).model_dump_json()} if ":record" in statement else {})
    engine.dispose()
    with Store(where) as store:
        assert [f.sides for f in store.events(Filter(actor="syldavia"))] == [{"actor": ["Syldavia"]}]
        assert [r.verdict for r in store.reviews("r1")] == ["accepted"]
        assert store.rebuild() == 1
        assert store.events()[0].sides == {"actor": ["Syldavia"], "recipient": ["Borduria"]}


def test_where_the_source_of_records_breaks_what_came_before_is_kept(store: Store) -> None:
    def broken() -> Iterator[Record]:
        yield made(1)
        yield made(1)
        raise ValueError("the feed ended")

    with pytest.raises(ValueError, match="the feed ended"):
        list(store.add(broken()))
    assert [r.report.id for r in store.records()] == ["r1"]


def test_reports_of_one_batch_are_told_apart_from_those_that_are_there(store: Store) -> None:
    list(store.add([made(1), made(2)], weights="1"))
    again = [made(2), made(3), made(3), made(1)]
    assert list(store.add(again, weights="2")) == ["replaced", "added", "there", "replaced"]
    assert [len(store.versions(f"r{n}")) for n in (1, 2, 3)] == [2, 2, 1]
    assert [(a.name, a.items) for a in store.actors()] == [("Syldavia", 12), ("Borduria", 6)]


def test_search_and_actors_take_the_filters_of_items(store: Store) -> None:
    list(store.add([made(1), made(2, one="Klow", other="Ruritania", day="2031-04-05")]))

    def found(**given: Any) -> list[str]:
        return [h.report for h in store.search("condemned over dam", wanted=Filter(**given))]

    assert sorted(found()) == ["r1", "r2"]
    assert found(actor="klow") == ["r2"]
    assert found(until="2031-04-03") == ["r1"]
    assert found(actor="Klow", until="2031-04-03") == []
    assert found(actor="Syldavia", with_="Borduria", type="ACCUSE") == ["r1"]
    accusing = store.actors(wanted=Filter(type="ACCUSE", since="2031-04-03"))
    assert [(a.name, a.items) for a in accusing] == [("Klow", 1), ("Ruritania", 1)]
    assert [a.name for a in store.actors("bord", wanted=Filter(with_="Syldavia"))] == ["Borduria"]
    assert store.actors(country="SYL", wanted=Filter(about="ferry")) == []
