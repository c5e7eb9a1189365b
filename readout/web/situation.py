"""A situation: an actor, a pair of actors, or a query; its events, docket, figures, positions and sources."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from readout.record import Record
from readout.situation import picture
from readout.situation.calendar import rows
from readout.situation.model import MergedEvent, Source
from readout.situation.picture import Picture
from readout.store import Filter, Found
from readout.store.rows import FAMILIES
from readout.web.asking import FilterOf, address, values
from readout.web.brief import OnDay
from readout.web.charts import chart, timeline
from readout.web.desk import Desk, DeskOf
from readout.web.shown import (
    DueShown,
    EventShown,
    FigureShown,
    PositionShown,
    Shown,
    due_shown,
    event_shown,
    figure_shown,
    position_shown,
    told_items,
)

router = APIRouter()
ITEMS = 200
"""Items of each family that are looked at, the newest."""
MOST = 150
"""Reports that are looked at, those of the newest items."""


class SourceShown(Shown):
    """A source and how many claims of the situation are its."""

    name: str
    claims: int


class SituationShown(Shown):
    """A situation on a day. `capped`: there is more in the store than was looked at."""

    on: str | None
    reports: int
    capped: bool
    events: list[EventShown] = Field(default=[])
    due: list[DueShown] = Field(default=[])
    figures: list[FigureShown] = Field(default=[])
    positions: list[PositionShown] = Field(default=[])
    sources: list[SourceShown] = Field(default=[])


def made(desk: Desk, wanted: Filter, on: str) -> SituationShown:
    """The situation that a filter asks for."""
    from readout.web.asking import day_asked

    known = desk.store.days()
    day = day_asked(on, "on") or (known[1] if known else None)
    wanted = replace(wanted, limit=ITEMS, offset=0, type=None, status=None)
    if day is None or not values(wanted):
        return SituationShown(on=day, reports=0, capped=False)
    return desk.made(("situation", wanted, day), lambda: _situation(desk, wanted, day))


def _situation(desk: Desk, wanted: Filter, on: str) -> SituationShown:
    found = [one for family in FAMILIES for one in desk.store.items(family, wanted)]
    ids = list(dict.fromkeys(f.report for f in sorted(found, key=lambda f: f.published or "", reverse=True)))
    kept = ids[:MOST]
    records = [r for r in map(desk.store.record, kept) if r and (r.report.published or on)[:10] <= on]
    whole = picture(records)
    chosen = _Chosen(found, records)
    events = [e for e in whole.events if chosen.any(e.sources)]
    due = [row for row in rows(records, date.fromisoformat(on), made=whole) if chosen.row(row)]
    return SituationShown(
        on=on, reports=len(records), capped=len(ids) > MOST or _full(found),
        events=[event_shown(whole, chosen.told, e) for e in sorted(events, key=_when, reverse=True)],
        due=[due_shown(row) for row in due],
        figures=[figure_shown(s) for s in _series(whole, events, chosen, wanted)],
        positions=[position_shown(t) for t in whole.positions if chosen.any([s.source for s in t.stands])],
        sources=_sources(found, wanted),
    )  # fmt: skip


def _full(found: list[Found]) -> bool:
    return any(count >= ITEMS for count in Counter(f.family for f in found).values())


class _Chosen:
    """Which items of the records the store's answer holds."""

    def __init__(self, found: list[Found], records: list[Record]) -> None:
        self.told = told_items(records)
        self._ids = {(f.report, f.item) for f in found}
        held = [(key, record, item) for key, (record, item) in self.told.items() if (record.report.id, item.id) in
                self._ids]  # fmt: skip
        self._keys = {key for key, _, _ in held}
        self._words = {(r.report.id, i.evidence.start) for _, r, i in held if hasattr(i, "evidence")}

    def any(self, sources: Any) -> bool:
        """Whether any of the sources is of the answer."""
        return any(isinstance(s, Source) and s.key in self._keys for s in sources)

    def row(self, row: dict[str, Any]) -> bool:
        """Whether a row of the calendar stands on words of the answer."""
        return any((s["report"], s["start"]) in self._words for s in row["sources"])


def _series(whole: Picture, events: list[MergedEvent], chosen: _Chosen, wanted: Filter) -> list[Any]:
    """Figures of the answer; those that count one of its events; those on the word of the actor, or about it."""
    keys = {e.key for e in events}
    names = [n.casefold() for n in (wanted.actor, wanted.with_) if n]

    def fits(series: Any) -> bool:
        if series.event in keys or chosen.any([c.source for c in series.claims]):
            return True
        told = [series.about or "", *(n for c in series.claims for n in c.on_word_of)]
        return any(name in one.casefold() for name in names for one in told)

    return sorted(filter(fits, whole.figures), key=lambda s: -len(s.claims))


def _when(event: MergedEvent) -> tuple[str, str]:
    day = (event.date.start or event.date.end or "") if event.date else ""
    return day or (event.sources[0].published or "")[:10], event.key


def _sources(found: list[Found], wanted: Filter) -> list[SourceShown]:
    names = Counter(n for f in found if f.family == "claims" for n in f.sides.get("source", ()))
    return [SourceShown(name=name, claims=count) for name, count in names.most_common(12)]


@router.get("/situation", include_in_schema=False)
def situation(request: Request, desk: DeskOf, wanted: FilterOf, on: OnDay = "") -> Response:
    """The page of a situation."""
    shown = made(desk, wanted, on)
    issues: dict[str, list[PositionShown]] = {}
    for position in shown.positions:
        issues.setdefault(position.issue, []).append(position)
    page: dict[str, Any] = {
        "shown": shown, "asked": values(wanted), "title": _title(wanted), "issues": issues,
        "charts": [chart(f) for f in shown.figures if f.claims], "timeline": timeline(shown.events),
        "atom": address("/feeds/events.atom", wanted), "ics": address("/feeds/docket.ics", wanted),
        "json": address("/api/situation", wanted, **({"on": on} if on else {})),
    }  # fmt: skip
    return desk.page(request, "situation.html", page)


def _title(wanted: Filter) -> str:
    parts = [" and ".join(n for n in (wanted.actor, wanted.with_) if n), wanted.about or "", wanted.country or ""]
    return ", ".join(part for part in parts if part) or "A situation"


@router.get("/api/situation", response_model=SituationShown)
def situation_json(desk: DeskOf, wanted: FilterOf, on: Annotated[str, Query(max_length=10)] = "") -> SituationShown:
    """Events, docket, rival figures, positions and sources of an actor, a pair, a country or words."""
    return made(desk, wanted, on)
