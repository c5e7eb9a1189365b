"""Which reports a day's brief is made from: the new ones, those of what is due, those before on the same actors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Row, Select, func, or_, select

from readout.store.query import of_family
from readout.store.tables import item, item_actor, report, review, version

_Told = tuple[int, str, int]
_PAGE = 400
"""Values in one list of a statement."""
_LOOKED_THROUGH = 600
"""Reports before the new ones, the newest, among which those on the same actors are looked for."""


@dataclass(frozen=True)
class Reading:
    """The current reading of a report: its id, a number that changes when it is read again, and one that changes when a
    person says something of it (0: nobody did)."""

    report: str
    version: int
    review: int = 0


@dataclass(frozen=True)
class Window:
    """The readings behind a brief, each once, and how many reports of the store are `new` in all."""

    readings: tuple[Reading, ...]
    new: int


@dataclass(frozen=True)
class Sizes:
    """How many reports of each kind are taken at most."""

    fresh: int
    due: int
    before: int


def window(connection: Connection, days: tuple[str, str, str, str], sizes: Sizes) -> Window:
    """The readings behind a brief. `days` are the first that is looked at, the first that is new, the day, the last
    for which the docket is wanted (ISO 8601).

    The newest of the new reports; the newest that tell of something due; and, of the reports before, those whose events
    name most of the actors that the new ones' events name.
    """
    back, since, on, ahead = days
    rows = _newest(connection, _told(since, on), sizes.fresh)
    found = list(rows)
    found += connection.execute(_due(back, on, ahead).limit(sizes.due)).all()
    earlier = _newest(connection, _told(back, since).where(report.c.day < since), _LOOKED_THROUGH)
    found += _akin(connection, [row.n for row in rows], earlier, sizes.before)
    new = connection.scalar(select(func.count()).select_from(_told(since, on).subquery())) or 0
    return Window(tuple(current(connection, dict.fromkeys(row.id for row in found))), new)


def current(connection: Connection, ids: Iterable[str]) -> list[Reading]:
    """The current readings of reports, in the order of `ids`; those that are not there are left out."""
    wanted = list(ids)
    known: dict[str, Reading] = {}
    for at in range(0, len(wanted), _PAGE):
        page = wanted[at : at + _PAGE]
        last = select(review.c.report_id, func.max(review.c.n)).where(review.c.report_id.in_(page))
        said: dict[str, int] = {row[0]: row[1] for row in connection.execute(last.group_by(review.c.report_id))}
        rows = connection.execute(select(report.c.id, report.c.current).where(report.c.id.in_(page)))
        known |= {row.id: Reading(row.id, row.current, said.get(row.id, 0)) for row in rows}
    return [known[one] for one in wanted if one in known]


def written(connection: Connection, readings: Sequence[Reading]) -> dict[int, str]:
    """The JSON of the record of each reading, by its number."""
    found: dict[int, str] = {}
    for at in range(0, len(readings), _PAGE):
        numbers = [r.version for r in readings[at : at + _PAGE]]
        wanted = select(version.c.n, version.c.record).where(version.c.n.in_(numbers))
        found |= {row.n: row.record for row in connection.execute(wanted)}
    return found


def _told(since: str, until: str) -> Select[_Told]:
    told = select(report.c.n, report.c.id, report.c.current)
    return told.where(report.c.day >= since, report.c.day <= until, report.c.current.is_not(None))


def _newest(connection: Connection, told: Select[_Told], limit: int) -> Sequence[Row[_Told]]:
    return connection.execute(told.order_by(report.c.day.desc(), report.c.n.desc()).limit(limit)).all()


def _due(back: str, on: str, ahead: str) -> Select[_Told]:
    """Reports told from `back` to `on` with a docket item of a day from `on` to `ahead`, the newest first."""
    due = select(item.c.report).where(
        item.c.family == "docket", item.c.day <= ahead, item.c.day >= back, or_(item.c.day >= on, item.c.until >= on)
    )
    return _told(back, on).where(report.c.n.in_(due)).order_by(report.c.day.desc(), report.c.n.desc())


def _akin(connection: Connection, fresh: Sequence[int], earlier: Sequence[Row[_Told]], limit: int) -> list[Row[_Told]]:
    """Of `earlier` reports those that share most actors of events with `fresh` ones; of as many, the newer."""
    mine = set().union(*_acting(connection, fresh).values())
    shared = {number: len(actors & mine) for number, actors in _acting(connection, [r.n for r in earlier]).items()}
    akin = (row for row in earlier if shared.get(row.n))
    return sorted(akin, key=lambda row: -shared[row.n])[:limit]


def _acting(connection: Connection, reports: Sequence[int]) -> dict[int, set[int]]:
    """The actors of each report's events, from the reports on: a plan by actor would meet all their events."""
    acting = select(item.c.report, item_actor.c.actor).join(item_actor, item_actor.c.item == item.c.n)
    found: dict[int, set[int]] = {}
    for number, actor in connection.execute(acting.where(of_family("events"), item.c.report.in_(reports))):
        found.setdefault(number, set()).add(actor)
    return found
