"""Records into rows: batches of reports, each in one transaction, and what is derived of them."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Literal

from sqlalchemy import Connection, Table, bindparam, delete, func, insert, select, text, update

from readout.record import Record, from_json
from readout.store.amending import amended
from readout.store.rows import rows
from readout.store.said import Review
from readout.store.tables import actor, item, item_actor, report, review, version

Outcome = Literal["added", "replaced", "there"]
BATCH = 64
"""Reports in one transaction, where they come fast."""
SECONDS = 0.5
"""Seconds after which a batch is kept though it is not full: so much reading is lost to a kill, at most."""
_LOCK = 7_236_862
"""Any number, the same in every Readout: PostgreSQL's advisory lock of writers, who take turns as in SQLite."""
_NAMES = 400
"""Names in one list of a statement."""
_KEPT_OF_ACTOR = ("name", "kind", "country", "sector", "role", "wikidata")


def now() -> str:
    """The time, ISO 8601 in UTC."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def batches(records: Iterable[Record]) -> Iterator[list[Record]]:
    """Records in groups that are kept together. Where the source of records breaks, what came before it is kept."""
    batch: list[Record] = []
    begun = 0.0
    try:
        for record in records:
            begun = begun if batch else time.monotonic()
            batch.append(record)
            if len(batch) >= BATCH or time.monotonic() - begun > SECONDS:
                yield batch
                batch = []
    except (Exception, KeyboardInterrupt):
        if batch:
            yield batch
        raise
    if batch:
        yield batch


def add(connection: Connection, records: Sequence[Record], reader: str, weights: str) -> list[Outcome]:
    """Keep records in the transaction of `connection`; what became of each."""
    take_turn(connection)
    there = _there(connection, [r.report.id for r in records])
    outcomes: list[Outcome] = []
    new: dict[str, Record] = {}
    for record in records:
        known = there.get(record.report.id)
        if record.report.id in new or (known is not None and known[1:] == (reader, weights)):
            outcomes.append("there")
            continue
        outcomes.append("added" if known is None else "replaced")
        new[record.report.id] = record
    if new:
        _keep(connection, new, {i: there[i][0] for i in new if i in there}, reader, weights)
    return outcomes


def take_turn(connection: Connection) -> None:
    """Wait for the other writers of PostgreSQL; SQLite's wait by themselves. So numbers are drawn in the order in which
    they are seen, and the highest tells that there is something new."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))


def _there(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[int, str, str]]:
    """Number, reader and weights of those reports that are there, by their ids."""
    wanted = select(report.c.id, report.c.n, version.c.reader, version.c.weights)
    wanted = wanted.join(version, version.c.n == report.c.current).where(report.c.id.in_(ids))
    return {row.id: (row.n, row.reader, row.weights) for row in connection.execute(wanted)}


def _keep(connection: Connection, new: Mapping[str, Record], old: Mapping[str, int], reader: str, weights: str) -> None:
    """A version of each record, the reports that were not there, and the rows derived of them."""
    fresh = [i for i in new if i not in old]
    numbers = {**old, **dict(zip(fresh, _numbers(connection, report, len(fresh)), strict=True))}
    versions = dict(zip(new, _numbers(connection, version, len(new)), strict=True))
    made = now()
    if fresh:
        connection.execute(
            insert(report),
            [
                {**(told := new[i].report).model_dump(), "n": numbers[i], "current": versions[i], "added": made,
                 "day": (told.published or "")[:10] or None}
                for i in fresh
            ],
        )  # fmt: skip
    connection.execute(
        insert(version),
        [
            {"n": versions[i], "report": numbers[i], "reader": reader, "weights": weights, "made": made,
             "record": record.model_dump_json()}
            for i, record in new.items()
        ],
    )  # fmt: skip
    if old:
        _forget(connection, sorted(old.values()))
        moved = update(report).where(report.c.n == bindparam("at")).values(current=bindparam("to"))
        connection.execute(moved, [{"at": n, "to": versions[i]} for i, n in old.items()])
    derive(connection, [(numbers[i], record) for i, record in new.items()])


def _numbers(connection: Connection, table: Table, count: int) -> Sequence[int]:
    """Numbers for new rows. SQLite has one writer at a time; PostgreSQL has a sequence."""
    if not count:
        return ()
    if connection.dialect.name == "postgresql":
        drawn = text(f"SELECT nextval('{table.name}_n_seq') FROM generate_series(1, :count)")
        return connection.scalars(drawn, {"count": count}).all()
    last = connection.scalar(select(func.max(table.c.n))) or 0
    return range(last + 1, last + 1 + count)


def _forget(connection: Connection, numbers: Sequence[int]) -> None:
    """Take away what is derived of some reports."""
    of_reports = select(item.c.n).where(item.c.report.in_(numbers))
    linked = select(item_actor.c.actor, func.count(item_actor.c.item.distinct()).label("items"))
    counted = connection.execute(linked.where(item_actor.c.item.in_(of_reports)).group_by(item_actor.c.actor)).all()
    _count(connection, {row.actor: -row.items for row in counted})
    connection.execute(delete(item_actor).where(item_actor.c.item.in_(of_reports)))
    connection.execute(delete(item).where(item.c.report.in_(numbers)))


def derive(connection: Connection, records: Sequence[tuple[int, Record]]) -> None:
    """The rows of the items of numbered reports and their links to actors: a few statements whatever their number."""
    said = reviews_of(connection, [record.report.id for _, record in records])
    actors = _actors(connection, [amended(record, said.get(record.report.id, ())) for _, record in records])
    made = [(number, row) for number, record in records for row in rows(record, said.get(record.report.id, ()))]
    if not made:
        return
    numbers = _numbers(connection, item, len(made))
    connection.execute(
        insert(item), [{"n": n, "report": of, **row.columns} for n, (of, row) in zip(numbers, made, strict=True)]
    )
    links = [
        {"item": n, "actor": actors[name], "side": side, "family": row.columns["family"], "day": row.columns["day"]}
        for n, (_, row) in zip(numbers, made, strict=True)
        for name, side in row.actors
    ]
    if links:
        connection.execute(insert(item_actor), links)
        _count(connection, Counter(n for _, n in {(link["item"], link["actor"]) for link in links}))


def _count(connection: Connection, more: Mapping[int, int]) -> None:
    """Add to the items of actors."""
    if more:
        counted = update(actor).where(actor.c.n == bindparam("at")).values(held=actor.c.held + bindparam("more"))
        connection.execute(counted, [{"at": n, "more": more[n]} for n in sorted(more)])


def _actors(connection: Connection, records: Iterable[Record]) -> dict[str, int]:
    """The number of each actor's name; those that are new are made."""
    named = {a.name: a for record in records for a in record.actors}
    names, found = list(named), dict[str, int]()
    for at in range(0, len(names), _NAMES):
        wanted = select(actor.c.name, actor.c.n).where(actor.c.name.in_(names[at : at + _NAMES]))
        found |= {row.name: row.n for row in connection.execute(wanted)}
    new = [name for name in names if name not in found]
    if new:
        numbers = dict(zip(new, _numbers(connection, actor, len(new)), strict=True))
        kept = [
            {"n": n, "folded": name.casefold(), "held": 0, **{k: getattr(named[name], k) for k in _KEPT_OF_ACTOR}}
            for name, n in numbers.items()
        ]
        connection.execute(insert(actor), kept)
        found |= numbers
    return found


def reviews(connection: Connection, ids: Sequence[str] | None = None) -> Iterator[Review]:
    """What persons said of the items of some reports, or of all, the oldest first."""
    wanted = select(review).order_by(review.c.n)
    wanted = wanted if ids is None else wanted.where(review.c.report_id.in_(ids))
    for r in connection.execute(wanted):
        yield Review(r.report_id, r.key, r.verdict, json.loads(r.fields), r.who, r.made)


def reviews_of(connection: Connection, ids: Sequence[str]) -> dict[str, list[Review]]:
    """What persons said of the items of some reports, by the report's id, the oldest first."""
    found: dict[str, list[Review]] = {}
    for at in range(0, len(ids), _NAMES):
        for one in reviews(connection, ids[at : at + _NAMES]):
            found.setdefault(one.report, []).append(one)
    return found


def derive_anew(connection: Connection, ids: Iterable[str]) -> None:
    """Make the rows of some reports anew, as their reviewers left them."""
    wanted = select(report.c.n, version.c.record).join(version, report.c.current == version.c.n)
    for one in ids:
        for row in connection.execute(wanted.where(report.c.id == one)).all():
            _forget(connection, [row.n])
            derive(connection, [(row.n, from_json(row.record))])


def derive_changed(connection: Connection) -> None:
    """Make the rows of reports anew of which a reviewer rejected or corrected something."""
    derive_anew(connection, {r.report for r in list(reviews(connection)) if r.verdict != "accepted"})


def rebuild(connection: Connection) -> int:
    """Make all that is derived anew from the current records; returns how many reports there are."""
    for table in (item_actor, item, actor):
        connection.execute(delete(table))
    wanted = select(report.c.n, version.c.record).join(version, report.c.current == version.c.n)
    last = count = 0
    while page := connection.execute(wanted.where(report.c.n > last).order_by(report.c.n).limit(BATCH)).all():
        derive(connection, [(row.n, from_json(row.record)) for row in page])
        last, count = page[-1].n, count + len(page)
    return count
