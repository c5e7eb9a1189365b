"""The door of the store: records in, and what they hold out again."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection, Table, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from readout import __version__
from readout.errors import StoreError, UsageError
from readout.record import Record, Report, from_json
from readout.store import query, window
from readout.store.connect import engine_of, prepare, written
from readout.store.query import Filter, Found, Hit, Known
from readout.store.rows import FAMILIES, rows
from readout.store.tables import actor, decision, item, item_actor, report, review, version
from readout.store.window import Reading, Sizes, Window

Outcome = Literal["added", "replaced", "there"]


@dataclass(frozen=True)
class Version:
    """One reading of a report: by which Readout and weights, and when (ISO 8601, UTC)."""

    reader: str
    weights: str
    made: str
    current: bool


@dataclass(frozen=True)
class Review:
    """A person's verdict on an item. `key` holds across readings; `fields` are the corrected ones."""

    report: str
    key: str
    verdict: str
    fields: dict[str, Any]
    who: str
    made: str


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
    processes at once; every method is one transaction, `add` one for each report.
    """

    def __init__(self, where: str | Path) -> None:
        self._engine = engine_of(where)
        try:
            prepare(self._engine)
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
        """Keep records, each in a transaction of its own; yields what became of each, once it is safe on disk.

        A report is known by its id, which is made of its content. One that is there, read by the same `reader` and
        `weights`, stays; by others, the new record replaces the current one, which is kept as an older version.
        """
        for record in records:

            def work(connection: Connection, record: Record = record) -> Outcome:
                return _add(connection, record, reader, weights)

            yield written(self._engine, work)

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

    def window(self, days: tuple[str, str, str, str], sizes: Sizes) -> Window:
        """The readings behind a brief. `days` are ISO 8601: the first that is looked at, the first that is new, the
        day of the brief, and the last for which the docket is wanted."""
        with self._engine.connect() as connection:
            return window.window(connection, days, sizes)

    def current(self, ids: Iterable[str]) -> list[Reading]:
        """The current readings of reports, in that order; those that are not there are left out."""
        with self._engine.connect() as connection:
            return window.current(connection, ids)

    def read(self, readings: Sequence[Reading]) -> dict[int, Record]:
        """The record of each reading, by its number."""
        with self._engine.connect() as connection:
            found = window.written(connection, readings)
        return {number: from_json(record) for number, record in found.items()}

    def days(self) -> tuple[str, str] | None:
        """The first and last day of publication (ISO 8601); `None` where no report has a date."""
        with self._engine.connect() as connection:
            row = connection.execute(select(func.min(report.c.day), func.max(report.c.day))).one()
        return None if row[0] is None else (row[0], row[1])

    def stamp(self) -> int:
        """A number that grows with every reading that is kept: what was worked out at the same one still holds."""
        with self._engine.connect() as connection:
            return int(connection.scalar(select(func.max(version.c.n))) or 0)

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
        self, name: str | None = None, *, country: str | None = None, limit: int = 50, offset: int = 0
    ) -> list[Known]:
        """Actors whose names hold `name`, those of the most items first."""
        with self._engine.connect() as connection:
            return query.actors(connection, name, country, limit, offset)

    def search(self, words: str, *, limit: int = 20, offset: int = 0) -> list[Hit]:
        """Reports that hold all the words in title or text, the best first."""
        with self._engine.connect() as connection:
            return query.search(connection, words, limit, offset)

    def review(self, report_id: str, key: str, verdict: str, *, who: str, fields: dict[str, Any] | None = None) -> None:
        """Keep a person's verdict on an item. Raises `StoreError` where the report is not there."""
        if not self.has(report_id):
            raise StoreError(f"the store holds no report {report_id}", remedy="Check the id with `readout search`")
        row = {"report_id": report_id, "key": key, "verdict": verdict, "who": who, "made": _now()}
        row["fields"] = json.dumps(fields or {}, ensure_ascii=False)
        written(self._engine, lambda connection: connection.execute(insert(review).values(row)))

    def reviews(self, report_id: str) -> list[Review]:
        """Every review of a report's items, the oldest first."""
        wanted = select(review).where(review.c.report_id == report_id).order_by(review.c.n)
        with self._engine.connect() as connection:
            found = connection.execute(wanted).all()
        return [Review(r.report_id, r.key, r.verdict, json.loads(r.fields), r.who, r.made) for r in found]

    def decide(self, kind: str, left: str, right: str, *, same: bool, who: str) -> None:
        """Keep a person's word that two things are, or are not, the same. Later words stand beside earlier ones."""
        left, right = sorted((left, right))
        row = asdict(Decision(kind, left, right, same=same, who=who, made=_now()))
        written(self._engine, lambda connection: connection.execute(insert(decision).values(row)))

    def decisions(self, kind: str) -> list[Decision]:
        """Every word on things of a kind, the oldest first: of two on one pair the later holds."""
        wanted = select(decision).where(decision.c.kind == kind).order_by(decision.c.n)
        with self._engine.connect() as connection:
            return [Decision(d.kind, d.left, d.right, d.same, d.who, d.made) for d in connection.execute(wanted)]

    def rebuild(self) -> int:
        """Make all derived rows anew from the current records, in one transaction; returns how many reports."""
        return written(self._engine, _rebuild)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _ignore(connection: Connection, table: Table, key: str) -> Any:
    """An insert that leaves a row alone where there is one of the same `key`. Takes its values when it is executed."""
    make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    return make(table).on_conflict_do_nothing(index_elements=[key])


def _add(connection: Connection, record: Record, reader: str, weights: str) -> Outcome:
    told = record.report
    values = told.model_dump() | {"day": (told.published or "")[:10] or None, "added": _now()}
    number = connection.scalar(_ignore(connection, report, "id").returning(report.c.n), values)
    outcome: Outcome = "added"
    if number is None:
        locked = select(report.c.n, version.c.reader, version.c.weights).where(report.c.id == told.id)
        there = connection.execute(
            locked.join(version, version.c.n == report.c.current).with_for_update(of=report)
        ).one()
        if (there.reader, there.weights) == (reader, weights):
            return "there"
        number, outcome = there.n, "replaced"
        _forget(connection, number)
    made = {"report": number, "reader": reader, "weights": weights, "made": _now(), "record": record.model_dump_json()}
    current = connection.scalar(insert(version).values(made).returning(version.c.n))
    connection.execute(update(report).where(report.c.n == number).values(current=current))
    _derive(connection, number, record)
    return outcome


def _forget(connection: Connection, number: int) -> None:
    of_report = select(item.c.n).where(item.c.report == number)
    linked = select(item_actor.c.actor, func.count(item_actor.c.item.distinct()).label("items"))
    counted = connection.execute(linked.where(item_actor.c.item.in_(of_report)).group_by(item_actor.c.actor)).all()
    _count(connection, {row.actor: -row.items for row in counted})
    connection.execute(delete(item_actor).where(item_actor.c.item.in_(of_report)))
    connection.execute(delete(item).where(item.c.report == number))


def _derive(connection: Connection, number: int, record: Record) -> None:
    """The rows of a record's items and their links to actors: four statements whatever their number."""
    made = list(rows(record))
    actors = _actors(connection, record)
    if not made:
        return
    back = insert(item).returning(item.c.n, sort_by_parameter_order=True)
    numbers = connection.scalars(back, [{"report": number, **row.columns} for row in made]).all()
    links = [
        {"item": n, "actor": actors[name], "side": side, "family": row.columns["family"], "day": row.columns["day"]}
        for n, row in zip(numbers, made, strict=True)
        for name, side in row.actors
    ]
    if links:
        connection.execute(insert(item_actor), links)
        _count(connection, Counter(n for _, n in {(link["item"], link["actor"]) for link in links}))


def _count(connection: Connection, more: Mapping[int, int]) -> None:
    """Add to the items of actors, in the order of their numbers, so that two writers cannot lock each other out."""
    if more:
        counted = update(actor).where(actor.c.n == bindparam("at")).values(held=actor.c.held + bindparam("more"))
        connection.execute(counted, [{"at": n, "more": more[n]} for n in sorted(more)])


def _actors(connection: Connection, record: Record) -> dict[str, int]:
    """The number of each actor's name; names in order, so that two writers cannot lock each other out."""
    named = {a.name: a for a in reversed(record.actors)}
    if not named:
        return {}
    keep = ("name", "kind", "country", "sector", "role", "wikidata")
    values = [{**{k: getattr(a, k) for k in keep}, "folded": name.casefold()} for name, a in sorted(named.items())]
    connection.execute(_ignore(connection, actor, "name"), values)
    found = connection.execute(select(actor.c.name, actor.c.n).where(actor.c.name.in_(list(named))))
    return {row.name: row.n for row in found}


def _rebuild(connection: Connection) -> int:
    for table in (item_actor, item, actor):
        connection.execute(delete(table))
    wanted = select(report.c.n, version.c.record).join(version, report.c.current == version.c.n)
    numbers: Sequence[int] = connection.scalars(select(report.c.n).order_by(report.c.n)).all()
    for number in numbers:
        row = connection.execute(wanted.where(report.c.n == number)).one()
        _derive(connection, number, from_json(row.record))
    return len(numbers)
