"""The door of the store: records in, and what they hold out again."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, func, insert, select

from readout import __version__
from readout.errors import StoreError, UsageError
from readout.record import Record, Report, from_json
from readout.store import near, query, window, writing
from readout.store.connect import engine_of, prepare, written
from readout.store.keys import FAMILIES, keyed
from readout.store.near import Around
from readout.store.query import Filter, Found, Hit, Known
from readout.store.said import Review
from readout.store.shelf import Answers, Left, Shelf
from readout.store.tables import decision, report, review, version
from readout.store.window import Reading, Sizes, Window
from readout.store.writing import Outcome, now

Stamp = tuple[int, int, int]
_AMENDED = "0003"
"""The revision from which on items are indexed as their reviewers left them."""
_T = TypeVar("_T")


@dataclass(frozen=True)
class Version:
    """One reading of a report: by which Readout and weights, and when (ISO 8601, UTC)."""

    reader: str
    weights: str
    made: str
    current: bool


@dataclass(frozen=True)
class Decision:
    """A person's word on whether two things (of a `kind` that the caller names by keys) are the same."""

    kind: str
    left: str
    right: str
    same: bool
    who: str
    made: str


class Store:
    """Records in SQL: a file (SQLite) or a `postgresql://` URL. Made, or brought up to date, when it is opened.

    Raises `StoreError` where it cannot be opened, is no store, or is newer than this Readout. May be used by several
    processes at once; every method is one transaction, `add` one for a few reports.
    """

    def __init__(self, where: str | Path) -> None:
        self._engine = engine_of(where)
        self._shelf, self._answers = Shelf(), Answers()
        try:
            found = prepare(self._engine)
            if found is not None and found < _AMENDED:
                written(self._engine, writing.derive_changed)
        except StoreError:
            self._engine.dispose()
            raise

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def add(self, records: Iterable[Record], *, reader: str = __version__, weights: str = "") -> Iterator[Outcome]:
        """Keep records; yields what became of each, once it is safe on disk, in their order.

        Those that come fast share a transaction, `writing.BATCH` at most: each report is kept whole or not at all.

        A report is known by its id, which is made of its content. One that is there, read by the same `reader` and
        `weights`, stays; by others, the new record replaces the current one, which is kept as an older version.
        """
        for batch in writing.batches(records):

            def work(connection: Connection, batch: list[Record] = batch) -> list[Outcome]:
                return writing.add(connection, batch, reader, weights)

            yield from written(self._engine, work)

    def has(self, report_id: str) -> bool:
        """Whether the report is there."""
        with self._engine.connect() as connection:
            return connection.scalar(select(report.c.n).where(report.c.id == report_id)) is not None

    def report(self, report_id: str) -> Report | None:
        """The report with its text, or `None`."""
        with self._engine.connect() as connection:
            row = connection.execute(select(report).where(report.c.id == report_id)).mappings().first()
        return None if row is None else Report(**{k: row[k] for k in Report.model_fields})

    def record(self, report_id: str) -> Record | None:
        """The current record of a report, or `None`."""
        wanted = select(version.c.record).join(report, report.c.current == version.c.n).where(report.c.id == report_id)
        with self._engine.connect() as connection:
            found = connection.scalar(wanted)
        return None if found is None else from_json(found, source=report_id)

    def records(self, *, since: str | None = None, until: str | None = None) -> Iterator[Record]:
        """Current records in the order that they were added, published from `since` to `until` (ISO days)."""
        last = 0
        while True:
            wanted = select(report.c.n, version.c.record).join(version, report.c.current == version.c.n)
            wanted = wanted.where(report.c.n > last).order_by(report.c.n).limit(200)
            wanted = wanted.where(report.c.day >= since) if since else wanted
            wanted = wanted.where(report.c.day <= until) if until else wanted
            with self._engine.connect() as connection:
                page = connection.execute(wanted).all()
            for row in page:
                yield from_json(row.record)
            if not page:
                return
            last = page[-1].n

    def left(self, readings: Sequence[Reading]) -> list[Left]:
        """The records of readings as their reviewers left them, in that order; the last ones are kept."""
        with self._engine.connect() as connection:
            return self._shelf.take(connection, readings)

    def made(self, key: Hashable, make: Callable[[], _T]) -> _T:
        """What `make` gives for a key, which names all that it depends on (`stamp` for the whole store). The last few
        answers are kept; what is there never waits."""
        return self._answers.made(key, make)

    def around(self, families: Mapping[str, Filter], most: int, until: str | None = None) -> Around:
        """The items that a filter asks for of each family, and the reports that may tell the same, `most` at most; none
        of these was published after `until` (ISO 8601)."""
        with self._engine.connect() as connection:
            return near.around(connection, families, most, until)

    def window(self, days: tuple[str, str, str, str], sizes: Sizes) -> Window:
        """The readings behind a brief. `days` are ISO 8601: the first that is looked at, the first that is new, the
        day of the brief, and the last for which the docket is wanted."""
        with self._engine.connect() as connection:
            return window.window(connection, days, sizes)

    def current(self, ids: Iterable[str]) -> list[Reading]:
        """The current readings of reports, in that order; those that are not there are left out."""
        with self._engine.connect() as connection:
            return window.current(connection, ids)

    def days(self) -> tuple[str, str] | None:
        """The first and last day of publication (ISO 8601); `None` where no report has a date."""
        with self._engine.connect() as connection:
            ends = [select(end(report.c.day)).scalar_subquery() for end in (func.min, func.max)]  # each by the index
            row = connection.execute(select(*ends)).one()
        return None if row[0] is None else (row[0], row[1])

    def stamp(self) -> Stamp:
        """Numbers that grow with every reading, review and decision that is kept, by whatever process: what was worked
        out at the same ones still holds."""
        newest = [select(func.max(table.c.n)).scalar_subquery() for table in (version, review, decision)]
        with self._engine.connect() as connection:
            row = connection.execute(select(*newest)).one()
        return row[0] or 0, row[1] or 0, row[2] or 0

    def versions(self, report_id: str) -> list[Version]:
        """Every reading of a report, the oldest first."""
        wanted = select(version, report.c.current).join(report, report.c.n == version.c.report)
        with self._engine.connect() as connection:
            found = connection.execute(wanted.where(report.c.id == report_id).order_by(version.c.n)).all()
        return [Version(v.reader, v.weights, v.made, v.n == v.current) for v in found]

    def items(self, family: str, wanted: Filter | None = None) -> list[Found]:
        """Items of a family, newest day first. Raises `UsageError` for a family that is not indexed."""
        if family not in FAMILIES:
            raise UsageError(f"{family!r} is no family of the store", remedy=f"Use {', '.join(FAMILIES)}")
        with self._engine.connect() as connection:
            return query.items(connection, family, wanted or Filter())

    def events(self, wanted: Filter | None = None) -> list[Found]:
        """Events: who did what to whom."""
        return self.items("events", wanted)

    def claims(self, wanted: Filter | None = None) -> list[Found]:
        """Claims: who said what."""
        return self.items("claims", wanted)

    def figures(self, wanted: Filter | None = None) -> list[Found]:
        """Figures, as ranges."""
        return self.items("figures", wanted)

    def positions(self, wanted: Filter | None = None) -> list[Found]:
        """Positions: who stands where."""
        return self.items("positions", wanted)

    def docket(self, wanted: Filter | None = None) -> list[Found]:
        """Docket items: what is due."""
        return self.items("docket", wanted)

    def actors(
        self,
        name: str | None = None,
        *,
        country: str | None = None,
        limit: int = 50,
        offset: int = 0,
        wanted: Filter | None = None,
    ) -> list[Known]:
        """Actors whose names hold `name`, those of the most items first; `wanted` says which items count."""
        asked = replace(wanted or Filter(), actor=name, country=country, limit=limit, offset=offset)
        with self._engine.connect() as connection:
            return query.actors(connection, asked)

    def search(self, words: str, *, limit: int = 20, offset: int = 0, wanted: Filter | None = None) -> list[Hit]:
        """Reports that hold all the words in title or text, the best first; with `wanted` those that hold such items.

        Then `since` and `until` are days of publication, and the best 2,000 reports are looked at.
        """
        with self._engine.connect() as connection:
            return query.search(connection, words, limit, offset, wanted)

    def review(self, report_id: str, key: str, verdict: str, *, who: str, fields: dict[str, Any] | None = None) -> None:
        """Keep a person's verdict on an item, and index the report's items as its reviewers leave them.

        Raises `StoreError` where the report is not there.
        """
        if not self.has(report_id):
            raise StoreError(f"the store holds no report {report_id}", remedy="Check the id with `readout search`")
        row = {"report_id": report_id, "key": key, "verdict": verdict, "who": who, "made": now()}
        row["fields"] = json.dumps(fields or {}, ensure_ascii=False)

        def work(connection: Connection) -> None:
            writing.take_turn(connection)
            connection.execute(insert(review).values(row))
            writing.derive_anew(connection, [report_id])

        written(self._engine, work)

    def reviews(self, report_id: str | None = None) -> list[Review]:
        """Every review of a report's items, or of the store, the oldest first."""
        with self._engine.connect() as connection:
            return list(writing.reviews(connection, None if report_id is None else [report_id]))

    @staticmethod
    def keys(record: Record) -> Iterator[tuple[str, str]]:
        """The id of each item of a record and the key that reviews know it by."""
        for _, item, key in keyed(record):
            yield item.id, key

    def decide(self, kind: str, left: str, right: str, *, same: bool, who: str) -> None:
        """Keep a person's word that two things are, or are not, the same. Later words stand beside earlier ones."""
        left, right = sorted((left, right))
        row = asdict(Decision(kind, left, right, same=same, who=who, made=now()))

        def work(connection: Connection) -> None:
            writing.take_turn(connection)
            connection.execute(insert(decision).values(row))

        written(self._engine, work)

    def decisions(self, kind: str | None = None) -> list[Decision]:
        """Every word on things of a kind, or of all, the oldest first: of two on one pair the later holds."""
        wanted = select(decision).order_by(decision.c.n)
        wanted = wanted.where(decision.c.kind == kind) if kind else wanted
        with self._engine.connect() as connection:
            return [Decision(d.kind, d.left, d.right, d.same, d.who, d.made) for d in connection.execute(wanted)]

    def rebuild(self) -> int:
        """Make all derived rows anew from the current records, in one transaction; returns how many reports."""
        return written(self._engine, writing.rebuild)
