"""What a watch remembers, in one SQLite file: feeds with their validators and next turn, items and their fate.

A feed's validators and its new items are committed together, and an item is done only once its record is kept, so a
kill at any moment loses nothing: at worst the item in hand is read again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from readout.errors import StoreError
from readout.watch.listing import Listing

_SCHEMA = """
CREATE TABLE IF NOT EXISTS feed (
  url TEXT PRIMARY KEY, etag TEXT, modified TEXT, due REAL NOT NULL DEFAULT 0, failures INTEGER NOT NULL DEFAULT 0,
  gone INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS item (
  n INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, url TEXT NOT NULL UNIQUE, host TEXT NOT NULL, title TEXT,
  published TEXT, state TEXT NOT NULL DEFAULT 'new', tries INTEGER NOT NULL DEFAULT 0, due REAL NOT NULL DEFAULT 0,
  told TEXT);
CREATE INDEX IF NOT EXISTS item_new ON item (host, due) WHERE state = 'new';
CREATE TABLE IF NOT EXISTS part (
  feed TEXT NOT NULL, url TEXT NOT NULL, PRIMARY KEY (feed, url)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS output (path TEXT PRIMARY KEY, bytes INTEGER NOT NULL);
"""


@dataclass(frozen=True)
class Feed:
    """A feed: its validators, the time of its next turn (seconds since 1970) and its failures in a row."""

    url: str
    etag: str | None
    modified: str | None
    due: float
    failures: int


@dataclass(frozen=True)
class Item:
    """An item that is still to be read, tried `tries` times before."""

    n: int
    url: str
    title: str | None
    published: str | None
    tries: int
    due: float


def host_of(url: str) -> str:
    """The host and port of an address."""
    return urlsplit(url).netloc.rpartition("@")[2].lower()


class State:
    """The memory of a watch in `path`. Raises `StoreError` where it cannot be opened or written."""

    def __init__(self, path: str | Path) -> None:
        try:
            self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=FULL")
            self._db.executescript(_SCHEMA)
        except sqlite3.Error as error:
            raise StoreError(
                f"the state of the watch cannot be used ({error})", remedy="Check --state", source=str(path)
            ) from error

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def known(self) -> bool:
        """Whether any feed was watched before."""
        return self._db.execute("SELECT 1 FROM feed LIMIT 1").fetchone() is not None

    def feeds(self, urls: Iterable[str]) -> list[Feed]:
        """The feeds of these addresses and the parts that they name, without those gone; noted where they are new."""
        wanted = list(urls)
        for url in wanted[:]:
            wanted += [row[0] for row in self._db.execute("SELECT url FROM part WHERE feed = ?", (url,))]
        self._db.executemany("INSERT OR IGNORE INTO feed (url) VALUES (?)", [(url,) for url in wanted])
        rows = self._db.execute("SELECT url, etag, modified, due, failures FROM feed WHERE NOT gone")
        watched = set(wanted)
        return [Feed(*row) for row in rows if row[0] in watched]

    def unchanged(self, feed: Feed, due: float) -> None:
        """Note that a feed has nothing new."""
        self._db.execute("UPDATE feed SET due = ?, failures = 0 WHERE url = ?", (due, feed.url))

    def polled(self, feed: Feed, found: Listing, etag: str | None, modified: str | None, due: float) -> int:
        """Note the answer of a feed and its new items in one transaction; returns how many are new."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            before = self._db.total_changes
            self._db.executemany(
                "INSERT OR IGNORE INTO item (key, url, host, title, published) VALUES (?, ?, ?, ?, ?)",
                [(e.key, e.url, host_of(e.url), e.title, e.published) for e in found.items],
            )
            new = self._db.total_changes - before
            self._db.execute("DELETE FROM part WHERE feed = ?", (feed.url,))
            parts = [(feed.url, url) for url in found.parts if url != feed.url]
            self._db.executemany("INSERT OR IGNORE INTO part VALUES (?, ?)", parts)
            self._db.execute(
                "UPDATE feed SET etag = ?, modified = ?, due = ?, failures = 0 WHERE url = ?",
                (etag, modified, due, feed.url),
            )
            self._db.execute("COMMIT")
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        return new

    def unanswered(self, feed: Feed, due: float, *, gone: bool = False) -> None:
        """Note that a feed failed, when to ask again, and whether it is gone for good."""
        self._db.execute(
            "UPDATE feed SET failures = failures + 1, due = ?, gone = ? WHERE url = ?", (due, gone, feed.url)
        )

    def waiting(self) -> list[Item]:
        """Of each host, the item whose turn is next."""
        rows = self._db.execute(
            "SELECT n, url, title, published, tries, min(due) FROM item WHERE state = 'new' GROUP BY host ORDER BY 6, n"
        )
        return [Item(*row) for row in rows]

    def count(self, state: str) -> int:
        """How many items are in a state: `new`, `done` or `failed`."""
        return int(self._db.execute("SELECT count(*) FROM item WHERE state = ?", (state,)).fetchone()[0])

    def finish(self, item: Item, state: str, told: str | None = None, output: tuple[str, int] | None = None) -> None:
        """Note that an item is `done` or has `failed`, and how long the output file is with it."""
        self._db.execute("BEGIN IMMEDIATE")
        self._db.execute("UPDATE item SET state = ?, told = ? WHERE n = ?", (state, told, item.n))
        if output is not None:
            self._db.execute("INSERT OR REPLACE INTO output VALUES (?, ?)", output)
        self._db.execute("COMMIT")

    def later(self, item: Item, due: float, told: str) -> None:
        """Put an item off."""
        self._db.execute("UPDATE item SET tries = tries + 1, due = ?, told = ? WHERE n = ?", (due, told, item.n))

    def written(self, path: str) -> int | None:
        """How many bytes of an output file hold finished items; `None` for a file that is new here."""
        row = self._db.execute("SELECT bytes FROM output WHERE path = ?", (path,)).fetchone()
        return None if row is None else int(row[0])

    def begin_output(self, path: str, size: int) -> None:
        """Note how long an output file is before anything is added."""
        self._db.execute("INSERT OR REPLACE INTO output VALUES (?, ?)", (path, size))
