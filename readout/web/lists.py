"""Lists of items with their filters, the actors, and the search for words."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any, get_args

from fastapi import APIRouter, Query, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from readout.record import ClaimKind, DocketKind, DocketStatus, EventType, Stance, Status
from readout.store import Filter
from readout.store.keys import FAMILIES
from readout.web.asking import PAGE, FilterOf, address, values
from readout.web.desk import Desk, DeskOf

router = APIRouter(include_in_schema=False)
_KINDS: dict[str, tuple[str, ...]] = {
    "events": get_args(EventType), "claims": get_args(ClaimKind), "positions": get_args(Stance),
    "docket": get_args(DocketKind), "figures": (),
}  # fmt: skip
_STATUSES: dict[str, tuple[str, ...]] = {"events": get_args(Status), "docket": get_args(DocketStatus)}


@router.get("/search")
def search(
    request: Request, desk: DeskOf, q: Annotated[str, Query(max_length=200)] = "",
    page: Annotated[int, Query(ge=1, le=1000)] = 1,
) -> Response:  # fmt: skip
    """Reports that hold the words; and the actors of that name."""
    hits = desk.store.search(q, limit=PAGE + 1, offset=(page - 1) * PAGE)
    actors = desk.store.actors(q, limit=6) if q.strip() else []
    shown = {"q": q, "hits": hits[:PAGE], "more": len(hits) > PAGE, "page": page, "actors": actors}
    return desk.page(request, "search.html", shown)


@router.get("/actors")
def actors(
    request: Request, desk: DeskOf, q: Annotated[str, Query(max_length=200)] = "",
    page: Annotated[int, Query(ge=1, le=1000)] = 1,
) -> Response:  # fmt: skip
    """Who takes part, those of the most items first."""
    found = desk.store.actors(q or None, limit=PAGE + 1, offset=(page - 1) * PAGE)
    return desk.page(request, "actors.html", {"q": q, "actors": found[:PAGE], "more": len(found) > PAGE, "page": page})


@router.get("/{family}")
def items(request: Request, desk: DeskOf, wanted: FilterOf, family: str) -> Response:
    """Items of a family, newest first."""
    if family not in FAMILIES:
        raise HTTPException(404, "There is no such page")
    given = wanted
    if family == "docket":
        wanted = _coming(desk, wanted)
    found = desk.store.items(family, replace(wanted, limit=PAGE + 1))  # one more, to know whether another page follows
    number = wanted.offset // PAGE + 1
    shown: dict[str, Any] = {
        "family": family, "items": found[:PAGE], "asked": values(wanted), "page": number,
        "kinds": _KINDS[family], "statuses": _STATUSES.get(family, ()),
        "next": address(f"/{family}", wanted, page=number + 1) if len(found) > PAGE else None,
        "soonest": wanted.soonest, "clear": bool(values(given)),
        "before": address(f"/{family}", wanted, page=number - 1) if number > 1 else None,
        "feed": address("/feeds/events.atom", wanted) if family == "events" else
                address("/feeds/docket.ics", given) if family == "docket" else None,
    }  # fmt: skip
    return desk.page(request, "list.html", shown)


def _coming(desk: Desk, wanted: Filter) -> Filter:
    """The docket from a day on, the soonest first; without a filter from the store's newest day, if anything is due."""
    known = desk.store.days()
    if known and not values(wanted):
        coming = replace(wanted, since=known[1], soonest=True)
        return coming if desk.store.items("docket", replace(coming, limit=1, offset=0)) else wanted
    return replace(wanted, soonest=wanted.since is not None)
