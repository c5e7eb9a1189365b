"""The user's own knowledge base: import from Wikidata, and what resolution makes of it."""

from __future__ import annotations

import bz2
import gzip
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from readout.actors import importing, own
from readout.actors.importing import import_file
from readout.actors.resolve import resolve
from readout.actors.show import told
from readout.actors.wikidata import iso_day, of_row
from readout.errors import FormatError, NotFoundError

NORWAY = "Q20"


def item(number: str) -> dict[str, Any]:
    return {"mainsnak": {"datavalue": {"value": {"id": number}, "type": "wikibase-entityid"}}, "rank": "normal"}


def entity(qid: str, label: str, *aliases: str, **claims: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "id": qid,
        "labels": {"en": {"language": "en", "value": label}},
        "aliases": {"en": [{"language": "en", "value": a} for a in aliases]},
        "claims": claims,
    }


def held(position: str, start: str, end: str) -> dict[str, Any]:
    times = {"P580": start, "P582": end}
    qualifiers = {p: [{"datavalue": {"value": {"time": t}}}] for p, t in times.items() if t}
    return {**item(position), "qualifiers": qualifiers}


ENTITIES = [
    entity("Q900001", "Minister of Fisheries of Norway", P31=[item("Q4164871")], P1001=[item(NORWAY)]),
    entity(
        "Q900002", "Sigvard Ternvik", "S. Ternvik", P31=[item("Q5")], P27=[item(NORWAY)], P21=[item("Q6581097")],
        P39=[held("Q900001", "+2011-03-04T00:00:00Z", "+2013-10-00T00:00:00Z")],
    ),
    entity("Q900003", "Brattholm Front", "BRF", P31=[item("Q7278")], P17=[item(NORWAY)]),
    entity("Q900004", "A painter", P31=[item("Q5")], P106=[item("Q1028181")]),
]  # fmt: skip


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("READOUT_DATA", str(tmp_path / "data"))
    own.forget()
    yield tmp_path
    own.forget()


def dump(path: Path, lines: list[str]) -> Path:
    text = "\n".join(lines).encode()
    packed = gzip.compress(text) if path.suffix == ".gz" else bz2.compress(text) if path.suffix == ".bz2" else text
    path.write_bytes(packed)
    return path


LINES = ["[", *(json.dumps(e) + "," for e in ENTITIES), "]"]


@pytest.mark.parametrize("name", ["dump.json", "dump.jsonl", "dump.json.gz", "dump.json.bz2"])
def test_a_dump_is_taken_and_names_resolve(folder: Path, name: str) -> None:
    done = import_file(dump(folder / name, LINES))
    assert (done.entries, done.taken, done.bad) == (6, 3, 0)
    minister = resolve("Sigvard Ternvik", on=date(2012, 5, 1))
    assert (minister.country, minister.sector, minister.wikidata) == ("NOR", "GOV", "Q900002")
    assert minister.role == "Minister of Fisheries of Norway"
    assert resolve("S. Ternvik", on=date(2013, 10, 31)).role is not None
    assert resolve("Sigvard Ternvik", on=date(2015, 5, 1)).sector == "ELI"
    party = resolve("Brattholm Front")
    assert (party.name, party.country, party.sector, party.wikidata) == ("Brattholm Front", "NOR", "PTY", "Q900003")


def test_nothing_imported_leaves_names_unknown() -> None:
    assert resolve("Brattholm Front").wikidata is None
    assert own.known() == {}


def test_our_own_tables_come_first_and_have_numbers(folder: Path) -> None:
    import_file(dump(folder / "d.json", [json.dumps(entity("Q900009", "NATO", P31=[item("Q7278")]))]))
    assert resolve("NATO").wikidata == "Q7184"
    assert resolve("John Kerry", on=date(2014, 1, 1)).wikidata == "Q22316"


def test_bad_lines_are_named_and_counted_and_the_rest_is_taken(folder: Path) -> None:
    path = dump(
        folder / "d.jsonl", [json.dumps(ENTITIES[0]), "{broken", "[1]", '{"no": "id"}', json.dumps(ENTITIES[2])]
    )
    errors: list[FormatError] = []
    done = import_file(path, on_error=errors.append)
    assert (done.taken, done.bad) == (2, 3)
    assert [e.source.rpartition(" ")[2] for e in errors] == ["2", "3", "4"]


def test_a_killed_import_goes_on_where_it_stopped(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "_GROUP", 2)
    many = [json.dumps(entity(f"Q9{n:05}", f"Body Number{n}", P31=[item("Q7278")])) for n in range(9)]
    path = dump(folder / "d.jsonl", many)

    def kill(done: int, size: int, so_far: importing.Imported) -> None:
        if so_far.entries >= 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_file(path, on_progress=kill)
    assert own.known() == {"organisation": 4}
    done = import_file(path)
    assert (done.skipped, done.entries, done.taken) == (4, 9, 5)
    assert own.known() == {"organisation": 9}


def test_a_second_import_changes_nothing(folder: Path) -> None:
    path = dump(folder / "d.jsonl", LINES)
    import_file(path)
    assert import_file(path).complete
    before = list(told("Sigvard Ternvik"))
    assert import_file(path, again=True).taken == 3
    assert list(told("Sigvard Ternvik")) == before
    assert own.known() == {"organisation": 1, "person": 1, "position": 1}


def test_a_file_that_breaks_off_keeps_what_came_before(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "_GROUP", 1)
    whole = gzip.compress("\n".join(LINES * 400).encode())
    (folder / "d.json.gz").write_bytes(whole[: len(whole) - 40])
    with pytest.raises(FormatError, match="breaks off"):
        import_file(folder / "d.json.gz")
    assert own.known()["person"] == 1


def row(**cells: str) -> dict[str, Any]:
    return {k: {"type": "literal", "value": v} for k, v in cells.items()}


ROWS = [
    row(item="http://www.wikidata.org/entity/Q900011", itemLabel="Maren Oltby", kind="person", country="NOR",
        role="Minister of Defence", start="2020-01-02T00:00:00Z", end="2021-05-06T00:00:00Z", aliases="M. Oltby|Oltby"),
    row(item="http://www.wikidata.org/entity/Q900011", itemLabel="Maren Oltby", kind="person", country="NOR",
        role="Minister of Justice", start="2021-05-06T00:00:00Z"),
]  # fmt: skip


@pytest.mark.parametrize("indent", [None, 1])
def test_results_of_a_query_are_taken(folder: Path, indent: int | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "_CHUNK", 64)
    path = folder / "query.json"
    path.write_text(json.dumps({"head": {"vars": ["item"]}, "results": {"bindings": ROWS}}, indent=indent), "utf-8")
    done = import_file(path)
    assert (done.entries, done.taken, done.bad) == (2, 2, 0)
    assert resolve("Maren Oltby", on=date(2020, 6, 1)).role == "Minister of Defence"
    assert resolve("M. Oltby", on=date(2022, 6, 1)).role == "Minister of Justice"


def test_two_people_of_one_name_are_told_apart_by_office_or_not_at_all(folder: Path) -> None:
    other = row(item="Q900012", itemLabel="Maren Oltby", kind="person", country="DNK")
    path = folder / "q.json"
    path.write_text(json.dumps({"head": {}, "results": {"bindings": [*ROWS, other]}}), "utf-8")
    import_file(path)
    assert resolve("Maren Oltby", on=date(2020, 6, 1)).wikidata == "Q900011"
    assert resolve("Maren Oltby", on=date(2001, 6, 1)).wikidata is None


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"item": "x"}, "item"),
        ({"kind": "planet"}, "allowed are person"),
        ({"country": "Norway"}, "alpha-3"),
        ({"sector": "government"}, "PLOVER"),
    ],
)
def test_a_bad_row_says_what_is_allowed(cells: dict[str, str], said: str) -> None:
    good = {"item": "Q900011", "itemLabel": "Maren Oltby", "kind": "person"}
    with pytest.raises(ValueError, match=said):
        of_row(row(**{**good, **cells}))


@pytest.mark.parametrize(
    ("time", "last", "day"),
    [
        ("+2013-02-00T00:00:00Z", True, "2013-02-28"),
        ("+2013-00-00T00:00:00Z", False, "2013-01-01"),
        ("-0044-03-15T00:00:00Z", False, ""),
        ("t1234", False, ""),
    ],
)
def test_days_of_wikidata(time: str, last: bool, day: str) -> None:
    assert iso_day(time, last=last) == day


def test_a_missing_file_is_named(folder: Path) -> None:
    with pytest.raises(NotFoundError, match="nowhere"):
        import_file(folder / "nowhere.json")
