"""What the store's reports say together: one event with all its sources, rival figures, who moved, the docket followed.

Nothing of it is stored: a situation is made when it is asked for, of the reports that hold the items asked for and of
those near them (`near.py`), and of the decisions that persons left in the store.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, get_args

from readout.errors import UsageError
from readout.record import ActorKind, Record, day_of
from readout.situation import Picture, calendar, picture
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
from readout.situation.picture import PARTS as FAMILIES
from readout.store.query import Filter
from readout.store.shelf import Left
from readout.store.store import Store
from readout.store.window import Reading, Sizes, Window

KINDS = {"events": "event", "figures": "figure", "positions": "position", "docket": "docket", "actors": "actor"}
"""The kind of decisions about a family's items: the second part of their keys."""
MOST = 150
"""Reports that a picture is made of: those of the items asked for, the newest first, then those nearest to them."""
AFTER = 60
"""Days after the day of a situation up to which its items may lie: what was planned by then."""
BEFORE = 60
"""Days before it from which on things due are looked for; what became of them is looked for as long
(`readout.situation.followed`)."""
BRIEF = Sizes(fresh=240, due=60, before=100)
"""Reports that a brief looks at."""
BACK, AHEAD = 30, 14
"""Days before a brief's from which on reports are looked at, and after it up to which things are due."""


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
    counts: dict[str, tuple[int, int | None]]
    """By family how many items were looked at, and how many the filter lets through: `near.COUNTED` at most, `None`
    where they are more and were not counted."""
    names: tuple[str, ...] = ()
    """Names asked for."""

    @property
    def events(self) -> list[MergedEvent]:
        """The events of which at least one source was asked for, the latest first."""
        found = [e for e in self.whole.events if self._has(s.key for s in e.sources)]
        return sorted(found, key=lambda e: (_day(e), e.key), reverse=True)

    @property
    def figures(self) -> list[FigureSeries]:
        """The series of figures that were asked for, that count one of its events, or that are about one of the names
        asked for or on its word; those with the most claims first."""
        events = {e.key for e in self.events} if self.names else set()
        found = [f for f in self.whole.figures if self._has(c.source.key for c in f.claims) or f.event in events
                 or self._is_of_name(f)]  # fmt: skip
        return sorted(found, key=lambda f: (-len(f.claims), f.key))

    def _is_of_name(self, series: FigureSeries) -> bool:
        told = [series.about or "", *(n for c in series.claims for n in c.on_word_of)]
        return any(name in one.casefold() for name in self.names for one in told)

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

    def calendar(self, days: int | None = None, states: Collection[str] = ()) -> list[dict[str, Any]]:
        """What was asked for of the docket and is still to come on the day, `days` ahead at most, or has one of
        `states`: rows as of `readout.situation.calendar`, with conditions and decision rules."""
        if self.on is None:
            return []
        keys = {entry.key for entry, _ in self.docket}
        told = calendar.rows(self.records, self.on, days, made=self.whole, states=states)
        return [row for row in told if row["key"] in keys]

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
    most, one picture is made with the decisions and reviews of the store. `on` is the day of which it is told: later
    reports are left out. `type` and `status` are those of single items. The last few are kept until the store changes.
    Raises `UsageError` for a family that is not merged.
    """
    unknown = sorted(set(families) - set(FAMILIES))
    if unknown:
        raise UsageError(f"{unknown[0]!r} is not merged over reports", remedy=f"Use {', '.join(FAMILIES)}")
    key = ("situation", wanted, tuple(families), on, most, store.stamp())
    return store.made(key, lambda: _situation(store, wanted, families, on, most))


def _situation(store: Store, wanted: Filter, families: Sequence[str], on: date | None, most: int) -> Situation:
    asked = {family: bounded(store, family, wanted, on) for family in families}
    around = store.around(asked, most, on.isoformat() if on else None)
    ids = dict.fromkeys((*around.reports, *_named(decisions(store), set(around.reports))))
    readings = store.current(ids)
    if on is not None:
        later = {one.record.report.id for one in store.left(readings) if not _is_told(one.record, on)}
        readings = [reading for reading in readings if reading.report not in later]
    records, whole = pictured(store, readings, families)
    day = on or max((d for r in records if (d := day_of(r.report.published))), default=None)
    return Situation(
        whole, records, day, frozenset(_keys(records, around.items)),
        around.capped, around.counts, tuple(n.casefold() for n in (wanted.actor, wanted.with_) if n),
    )  # fmt: skip


def bounded(store: Store, family: str, wanted: Filter, on: date | None) -> Filter:
    """The filter of a family on a day: what was told by then, and not of days that are far from it.

    On the newest day of the store and after it nothing is later, so that all is asked as it stands.
    """
    known = store.days()
    if on is None or known is None or on.isoformat() >= known[1]:
        return wanted
    wanted = replace(wanted, told_until=min(wanted.told_until or "9999", on.isoformat()))
    if family == "docket":
        return wanted if wanted.since or wanted.until else replace(wanted, since=_moved(on, -BEFORE))
    last = _moved(on, AFTER)
    return replace(wanted, until=min(wanted.until or last, last))


def pictured(
    store: Store, readings: Sequence[Reading], families: Sequence[str] = FAMILIES
) -> tuple[tuple[Record, ...], Picture]:
    """The records of readings as their reviewers left them, and one picture of them with the store's decisions; kept
    until one of them is read again or somebody reviews or decides: new reports of other things change nothing."""
    ruled = store.stamp()[1:]

    def make() -> tuple[tuple[Record, ...], Picture]:
        left = store.left(readings)
        records = tuple(one.record for one in left)
        return records, picture(records, carried(decisions(store), left), families)

    return store.made(("picture", tuple(readings), tuple(families), ruled), make)


def around_day(store: Store, since: date, on: date, sizes: Sizes = BRIEF) -> Window:
    """The readings that a brief of a day needs, `since` being the first day that is new: the newest of the new reports,
    those that tell what is due within `AHEAD` days, and of the `BACK` days before those on the same actors."""
    back = _moved(min(since, date.fromordinal(max(1, on.toordinal() - BACK))), 0)
    days = (back, since.isoformat(), on.isoformat(), _moved(on, AHEAD))
    return store.made(("window", days, sizes, store.stamp()), lambda: store.window(days, sizes))


def _moved(day: date, days: int) -> str:
    return date.fromordinal(min(max(1, day.toordinal() + days), date.max.toordinal())).isoformat()


def carried(said: Iterable[Decision], left: Iterable[Left]) -> list[Decision]:
    """Decisions on items that a reviewer corrected since, by their new keys."""
    moved = {old: new for one in left for old, new in one.moved.items()}
    return [replace(d, left=moved.get(d.left, d.left), right=moved.get(d.right, d.right)) for d in said]


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
