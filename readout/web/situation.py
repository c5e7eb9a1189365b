"""A situation: an actor, a pair of actors, or a query; its events, docket, figures, positions and sources."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from readout.situation.calendar import rows
from readout.situation.model import MergedEvent, Source
from readout.situation.picture import Picture
from readout.store import Filter, Found
from readout.store.rows import FAMILIES
from readout.web.asking import FilterOf, address, day_asked, values
from readout.web.brief import OnDay
from readout.web.charts import chart, timeline
from readout.web.countries import country_name
from readout.web.desk import Desk, DeskOf, Pictured
from readout.web.network import Link, links, network
from readout.web.shown import (
    DueShown,
    EventShown,
    FigureShown,
    IssueShown,
    Shown,
    by_issue,
    by_words,
    due_shown,
    event_shown,
    figure_shown,
    position_shown,
)
from readout.web.worldmap import Spot, spots, world

router = APIRouter()
ITEMS = 200
"""Items of each family that are looked at, the newest."""
MOST = 120
"""Reports that are looked at, those of the newest items."""
LISTED = 40
"""Events that the page lists; all of them stand in its drawings and its JSON twin."""
CHARTED = 12
"""Series of figures that the page draws, those of the most claims."""
AFTER = 60
"""Days after the day of a situation up to which its events may lie: what was planned by then."""


class SourceShown(Shown):
    """A source, how many claims of the situation are its, and the page that lists its claims."""

    name: str
    claims: int
    href: str


class SituationShown(Shown):
    """A situation on a day. `capped`: there is more in the store than was looked at."""

    on: str | None
    reports: int
    capped: bool
    events: list[EventShown] = Field(default=[])
    links: list[Link] = Field(default=[], description="Who acted on whom")
    places: list[Spot] = Field(default=[], description="Where it happened")
    due: list[DueShown] = Field(default=[])
    figures: list[FigureShown] = Field(default=[])
    issues: list[IssueShown] = Field(default=[], description="Who stands where, by issue")
    sources: list[SourceShown] = Field(default=[])


def made(desk: Desk, wanted: Filter, on: str) -> SituationShown:
    """The situation that a filter asks for."""
    known = desk.store.days()
    day = day_asked(on, "on") or (known[1] if known else None)
    wanted = replace(wanted, limit=ITEMS, offset=0, type=None, status=None)
    if day is None or known is None or not values(wanted):
        return SituationShown(on=day, reports=0, capped=False)
    past = replace(wanted, told_until=day) if day < known[1] else wanted
    key = ("situation", past, day, desk.store.stamp())
    return desk.made(key, lambda: _situation(desk, past, day))


def _situation(desk: Desk, wanted: Filter, on: str) -> SituationShown:
    found = [one for family in FAMILIES for one in desk.store.items(family, _bounded(family, wanted, on))]
    ids = list(dict.fromkeys(f.report for f in sorted(found, key=lambda f: f.published or "", reverse=True)))
    known = desk.pictured(desk.store.current(ids[:MOST]))
    whole, chosen = known.picture, _Chosen(found, known)
    merged = sorted((e for e in whole.events if chosen.any(e.sources)), key=_when, reverse=True)
    events = [event_shown(whole, known.told, e) for e in merged]
    due = [due_shown(r) for r in rows(known.records, date.fromisoformat(on), made=whole) if chosen.row(r)]
    positions = [position_shown(t) for t in whole.positions if chosen.any([s.source for s in t.stands])]
    return SituationShown(
        on=on, reports=len(known.records), capped=len(ids) > MOST or _full(found), events=events, links=links(events),
        places=spots(events), due=due, figures=[figure_shown(s) for s in _series(whole, merged, chosen, wanted)],
        issues=by_issue(positions, due), sources=_sources(found, wanted),
    )  # fmt: skip


def _bounded(family: str, wanted: Filter, on: str) -> Filter:
    """Of an earlier day: items not far after it, so that no newer one is looked through; the docket from it on."""
    if wanted.told_until is None:
        return wanted
    if family == "docket":
        return replace(wanted, since=max(wanted.since or "", on))
    last = date.fromordinal(min(date.fromisoformat(on).toordinal() + AFTER, date.max.toordinal())).isoformat()
    return replace(wanted, until=min(wanted.until or last, last))


def _full(found: list[Found]) -> bool:
    return any(count >= ITEMS for count in Counter(f.family for f in found).values())


class _Chosen:
    """Which items of the records the store's answer holds."""

    def __init__(self, found: list[Found], known: Pictured) -> None:
        ids = {(f.report, f.item) for f in found}
        held = [(key, r, item) for key, (r, item) in known.told.items() if (r.report.id, item.id) in ids]
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
    return [
        SourceShown(name=name, claims=count, href=address("/claims", replace(wanted, actor=name, with_=None)))
        for name, count in names.most_common(12)
    ]


@router.get("/situation", include_in_schema=False)
def situation(request: Request, desk: DeskOf, wanted: FilterOf, on: OnDay = "") -> Response:
    """The page of a situation."""
    shown = made(desk, wanted, on)
    page: dict[str, Any] = {
        "shown": shown, "asked": values(wanted), "title": _title(wanted), "listed": LISTED,
        "charts": [chart(f) for f in shown.figures[:CHARTED]],
        "figures": address("/figures", replace(wanted, told_until=None)), "timeline": timeline(shown.events),
        "groups": by_words(shown.events[:LISTED]), "network": network(shown.links), "map": world(shown.places),
        "all": address("/events", replace(wanted, told_until=None)),
        "atom": address("/feeds/events.atom", wanted), "ics": address("/feeds/docket.ics", wanted),
        "json": address("/api/situation", wanted, **({"on": on} if on else {})),
    }  # fmt: skip
    return desk.page(request, "situation.html", page)


def _title(wanted: Filter) -> str:
    names = " and ".join(n for n in (wanted.actor, wanted.with_) if n)
    parts = [names, wanted.about or "", country_name(wanted.country or "")]
    return ", ".join(part for part in parts if part) or "A situation"


@router.get("/api/situation", response_model=SituationShown)
def situation_json(desk: DeskOf, wanted: FilterOf, on: Annotated[str, Query(max_length=10)] = "") -> SituationShown:
    """Events, docket, rival figures, positions and sources of an actor, a pair, a country or words."""
    return made(desk, wanted, on)
