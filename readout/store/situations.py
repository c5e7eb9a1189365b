"""What the store's reports say together: one event with all its sources, rival figures, who moved, the docket followed.

Nothing of it is stored: a situation is made when it is asked for, of the reports that hold the items asked for and of
those near them (`near.py`), and of the decisions that persons left in the store.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from typing import get_args

from readout.errors import UsageError
from readout.record import ActorKind, Record, day_of
from readout.situation import Picture, picture
from readout.situation.model import (
    Decision,
    DocketEntry,
    DocketState,
    Entity,
    FigureSeries,
    MergedEvent,
    PositionTrack,
    key_of,
)
from readout.store.query import Filter
from readout.store.store import Store

FAMILIES = ("events", "figures", "positions", "docket")
"""Families that are merged over reports. Claims are not: each is somebody's word once."""
KINDS = {"events": "event", "figures": "figure", "positions": "position", "docket": "docket", "actors": "actor"}
"""The kind of decisions about a family's items: the second part of their keys."""
BULK = 5000
"""Items of a family that a brief looks at."""
WEEK = 7
"""Days before and after a brief's in which what is due is looked for."""
MOST = 400
"""Reports that a picture is made of; so many take one to two seconds on one core."""


@dataclass(frozen=True)
class Situation:
    """A picture of some reports of a store, and what of it was asked for."""

    whole: Picture
    """Of all the reports looked at: those asked for and those near them."""
    records: tuple[Record, ...]
    on: date | None
    """The day of which it is: that of the latest report, if none was given; `None` where there is no report."""
    asked: frozenset[str]
    """Keys of the items that the filter let through."""
    capped: bool
    """Whether there was more than was looked at."""

    @property
    def events(self) -> list[MergedEvent]:
        """The events of which at least one source was asked for, the latest first."""
        found = [e for e in self.whole.events if self._has(s.key for s in e.sources)]
        return sorted(found, key=lambda e: (_day(e), e.key), reverse=True)

    @property
    def figures(self) -> list[FigureSeries]:
        """The series of figures, those with the most claims first."""
        found = [f for f in self.whole.figures if self._has(c.source.key for c in f.claims)]
        return sorted(found, key=lambda f: (-len(f.claims), f.key))

    @property
    def positions(self) -> list[PositionTrack]:
        """Who stands where over time, those who moved first."""
        found = [t for t in self.whole.positions if self._has(s.source.key for s in t.stands)]
        return sorted(found, key=lambda t: (not t.shifts, -len(t.stands), t.key))

    @property
    def docket(self) -> list[tuple[DocketEntry, DocketState]]:
        """What is or was due, with its state on the day, by the day due; what has none last."""
        told = self.whole.docket_on(self.on) if self.on else ()
        return [(entry, state) for entry, state in told if self._has(s.key for s in entry.sources)]

    @property
    def entities(self) -> dict[str, Entity]:
        """Persons, bodies and countries by their keys."""
        return self.whole.actors.entities

    def _has(self, keys: Iterable[str]) -> bool:
        return not self.asked.isdisjoint(keys)


def _day(event: MergedEvent) -> str:
    day = (event.date.start or event.date.end) if event.date else None
    return day or (event.sources[0].published or "")[:10]


def situation(
    store: Store, wanted: Filter, families: Sequence[str] = FAMILIES, *, on: date | None = None, most: int = MOST
) -> Situation:
    """What the store's reports say together of the items that a filter asks for.

    Of each of `families` the newest `wanted.limit` items are taken; of their reports and those near them, `most` at
    most, one picture is made with the decisions of the store. `on` is the day of which it is told: later reports are
    left out. `type` and `status` are those of single items. Raises `UsageError` for a family that is not merged.
    """
    unknown = sorted(set(families) - set(FAMILIES))
    if unknown:
        raise UsageError(f"{unknown[0]!r} is not merged over reports", remedy=f"Use {', '.join(FAMILIES)}")
    if on is not None:
        wanted = replace(wanted, told_until=on.isoformat())
    around, said = store.around(families, wanted, most), decisions(store)
    ids = dict.fromkeys((*around.reports, *_named(said, set(around.reports))))
    records = tuple(r for r in store.records_of(list(ids)) if on is None or _is_told(r, on))
    day = on or max((d for r in records if (d := day_of(r.report.published))), default=None)
    asked = frozenset(_keys(records, around.items))
    return Situation(picture(records, said), records, day, asked, around.capped)


def recent(store: Store, since: date, on: date, *, most: int = MOST) -> tuple[list[Record], bool]:
    """The reports that a brief of a day needs, and whether there are more than `most`.

    Those published from `since` to `on`, the newest first; older ones near what they tell; and those that tell what is
    due around `on`.
    """
    around = store.around(FAMILIES, Filter(told_since=since.isoformat(), told_until=on.isoformat(), limit=BULK), most)
    days = (date.fromordinal(max(1, on.toordinal() + n)).isoformat() for n in (-WEEK, WEEK))
    window = Filter(since=next(days), until=next(days), told_until=on.isoformat(), limit=BULK)
    due = store.around(("docket",), window, most // 2)
    ids = dict.fromkeys((*around.reports, *due.reports))
    return [r for r in store.records_of(list(ids)) if _is_told(r, on)], around.capped


def decisions(store: Store) -> list[Decision]:
    """What persons decided, as `picture` takes it: of several words on one pair the last."""
    last = {(d.kind, d.left, d.right): d for d in store.decisions()}
    return [Decision(d.left, d.right, "same" if d.same else "different", by=d.who) for d in last.values()]


def kind_of(key: str) -> str:
    """The kind of thing that a key of a picture names. Raises `UsageError` where it is no such key."""
    parts = key.split("/")
    if len(parts) > 2 and parts[1] in KINDS.values():
        return parts[1]
    if len(parts) in (2, 3) and parts[0] in get_args(ActorKind):
        return "actor"
    raise UsageError(f"{key!r} is no key of a merged item", remedy="Take keys from `readout events --format json`")


def _named(said: Iterable[Decision], reports: Set[str]) -> Iterator[str]:
    """Reports of which a person decided that they tell the same as those."""
    for d in said:
        ends = {d.left.split("/")[0], d.right.split("/")[0]}
        if ends & reports and d.verdict == "same":
            yield from sorted(ends)


def _is_told(record: Record, on: date) -> bool:
    day = day_of(record.report.published)
    return day is None or day <= on


def _keys(records: Iterable[Record], items: Set[tuple[str, str]]) -> Iterator[str]:
    for record in records:
        for family in FAMILIES:
            for item in getattr(record, family):
                if (record.report.id, item.id) in items:
                    yield key_of(record, item)
