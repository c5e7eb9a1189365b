"""A situation: an actor, a pair of actors, or a query; its events, docket, figures, positions and sources."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from readout.store import Filter, Found
from readout.store import situation as situation_of
from readout.store.near import COUNTED
from readout.store.situations import bounded
from readout.web.asking import FilterOf, address, day_asked, values
from readout.web.brief import OnDay
from readout.web.charts import chart, timeline
from readout.web.countries import country_name
from readout.web.desk import Desk, DeskOf
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
    told_items,
)
from readout.web.worldmap import Spot, spots, world

router = APIRouter()
ITEMS = 200
"""Items of each family that are looked at, the newest."""
MOST = 120
"""Reports that are looked at, those of the newest items first."""
LISTED = 40
"""Events that the page lists; all of them stand in its drawings and its JSON twin."""
CHARTED = 12
"""Series of figures that the page draws, those of the most claims."""


class LookedAt(Shown):
    """How many `items` of a family were looked at, the newest, of those `there` (`None`: more, that were not counted);
    `more`: there are more than that."""

    family: str
    items: int
    there: int | None
    more: bool


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
    looked_at: list[LookedAt] = Field(default=[], description="Families of which there is more in the store")
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
    return desk.made(("situation", wanted, day, desk.store.stamp()), lambda: _situation(desk, wanted, day))


def _situation(desk: Desk, wanted: Filter, on: str) -> SituationShown:
    found = situation_of(desk.store, wanted, on=date.fromisoformat(on), most=MOST)
    told = told_items(found.records)
    events = [event_shown(found.whole, told, e) for e in found.events]
    due = [due_shown(row) for row in found.calendar()]
    cited = desk.store.claims(bounded(desk.store, "claims", wanted, found.on))
    return SituationShown(
        on=on, reports=len(found.records), capped=found.capped, looked_at=_looked_at(found.counts), events=events,
        links=links(events), places=spots(events), due=due, figures=[figure_shown(s) for s in found.figures],
        issues=by_issue([position_shown(t) for t in found.positions], due), sources=_sources(cited, wanted),
    )  # fmt: skip


def _looked_at(counts: dict[str, tuple[int, int | None]]) -> list[LookedAt]:
    return [
        LookedAt(family=family, items=taken, there=there, more=there is None or there >= COUNTED)
        for family, (taken, there) in counts.items()
        if there is None or taken < there
    ]


def _sources(found: list[Found], wanted: Filter) -> list[SourceShown]:
    names = Counter(n for f in found for n in f.sides.get("source", ()))
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
