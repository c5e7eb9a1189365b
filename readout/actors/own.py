"""The user's own knowledge base: actors imported from Wikidata, in one SQLite file, asked after our own tables."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from readout.actors.tables import key

FILE = "actors.sqlite"
_SCHEMA = """
create table if not exists actor (qid text primary key, name text not null, kind text not null, country text not null,
  sector text not null, gender text not null) without rowid;
create table if not exists name (key text not null, written text not null, qid text not null, primary key (key, qid))
  without rowid;
create table if not exists office (qid text not null, role text not null, country text not null, start text not null,
  "end" text not null, primary key (qid, role, start)) without rowid;
create table if not exists progress (source text primary key, entries integer not null, done integer not null)
  without rowid;
"""


@dataclass(frozen=True, slots=True)
class HeldOffice:
    """One spell in an office. `role` is a text, or the number of a position whose label comes with its own entity.

    `start` and `end` are ISO 8601 days, "" where open or unknown.
    """

    role: str
    country: str = ""
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """What one entity or row tells of an actor. `kind` is a record's actor kind, or "position" for an office.

    `country` is ISO 3166-1 alpha-3 or IGO, `gender` m or f; "" where not told.
    """

    qid: str
    name: str
    kind: str
    country: str = ""
    sector: str = ""
    gender: str = ""
    names: tuple[str, ...] = ()
    offices: tuple[HeldOffice, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Office:
    """A spell in an office; days in ISO 8601, "" where open."""

    role: str
    country: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Own:
    """An actor of the own knowledge base; "" where unknown. `written` is the name that was asked for as imported."""

    qid: str
    name: str
    kind: str
    country: str
    sector: str
    gender: str
    written: str
    offices: tuple[Office, ...] = ()


def data_folder() -> Path:
    """Where a user's own data is: `$READOUT_DATA`, else the system's place for data of programs."""
    given = os.environ.get("READOUT_DATA")
    if given:
        return Path(given)
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "readout"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "readout"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "readout"


class OwnBase:
    """The file with the user's actors. Opened for reading only unless `write`, which makes it where it is missing."""

    def __init__(self, path: Path, *, write: bool = False) -> None:
        if write:
            path.parent.mkdir(parents=True, exist_ok=True)
        mode = "rwc" if write else "ro"
        self._db = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode={mode}", uri=True, timeout=60, check_same_thread=False
        )
        if write:
            self._db.executescript(_SCHEMA)

    def close(self) -> None:
        """Closes the file."""
        self._db.close()

    # -- writing

    def done(self, source: str) -> tuple[int, bool]:
        """How many entries of an import are in already, and whether all are."""
        row = self._db.execute("select entries, done from progress where source = ?", (source,)).fetchone()
        return (row[0], bool(row[1])) if row else (0, False)

    def save(self, facts: Iterable[Fact], source: str, entries: int, *, done: bool) -> None:
        """Enters facts and how far the import has come, all or nothing. What is there already stays once."""
        with self._db:
            for fact in facts:
                self._enter(fact)
            self._db.execute("insert or replace into progress values (?, ?, ?)", (source, entries, int(done)))

    def _enter(self, fact: Fact) -> None:
        told = (fact.name, fact.kind, fact.country, fact.sector, fact.gender)
        self._db.execute(
            "insert into actor values (?, ?, ?, ?, ?, ?) on conflict (qid) do update set name = excluded.name, "
            "kind = excluded.kind, country = coalesce(nullif(excluded.country, ''), country), "
            "sector = coalesce(nullif(excluded.sector, ''), sector), "
            "gender = coalesce(nullif(excluded.gender, ''), gender)",
            (fact.qid, *told),
        )
        names = [(key(n), n, fact.qid) for n in fact.names if key(n)]
        self._db.executemany("insert or ignore into name values (?, ?, ?)", names)
        offices = [(fact.qid, o.role, o.country, o.start, o.end) for o in fact.offices]
        self._db.executemany("insert or replace into office values (?, ?, ?, ?, ?)", offices)

    # -- asking

    def named(self, text: str) -> list[Own]:
        """Every actor of that name, as `key` compares names, in order of their numbers."""
        rows = self._db.execute(
            "select a.qid, a.name, a.kind, a.country, a.sector, a.gender, n.written from name n "
            "join actor a using (qid) where n.key = ? and a.kind != 'position' order by length(a.qid), a.qid",
            (key(text),),
        ).fetchall()
        return [
            Own(q, name, kind, country, sector, gender, written, tuple(self._offices(q)))
            for q, name, kind, country, sector, gender, written in rows
        ]

    def _offices(self, qid: str) -> Iterator[Office]:
        """Offices of an actor; a position that was not imported itself has no name and is left out."""
        rows = self._db.execute(
            "select coalesce(p.name, o.role), coalesce(nullif(p.country, ''), o.country), o.start, o.\"end\" "
            "from office o left join actor p on p.qid = o.role and p.kind = 'position' "
            "where o.qid = ? and (p.qid is not null or o.role not glob 'Q[0-9]*') order by o.start",
            (qid,),
        )
        return (Office(*map(str, row)) for row in rows)

    def may_start(self, word: str) -> bool:
        """Whether a name begins with the word."""
        first = key(word)
        row = self._db.execute(
            "select 1 from name where key = ? or (key > ? and key < ?) limit 1", (first, first + " ", first + "!")
        ).fetchone()
        return bool(first) and row is not None

    def counts(self) -> dict[str, int]:
        """How many actors of each kind there are."""
        return dict(self._db.execute("select kind, count(*) from actor group by kind order by kind"))


def own() -> OwnBase | None:
    """The user's knowledge base, opened once a process; `None` where nothing was imported."""
    return _opened(os.getpid())


@lru_cache(maxsize=4)
def _opened(process: int) -> OwnBase | None:
    """`process` keeps a forked worker from using its parent's connection. Asked for every word: it must be cheap."""
    path = data_folder() / FILE
    if not path.is_file():
        return None
    base = OwnBase(path)
    try:
        base.counts()
    except sqlite3.DatabaseError:
        base.close()
        return None
    return base


def forget() -> None:
    """Lets the next question open the file anew: after an import, or where `$READOUT_DATA` has changed."""
    _opened.cache_clear()


def known(path: Path | None = None) -> dict[str, int]:
    """Actors of each kind in the knowledge base at `path` (default: the user's); empty where there is none."""
    place = path or data_folder() / FILE
    if not place.is_file():
        return {}
    with closing(OwnBase(place)) as base:
        return base.counts()
