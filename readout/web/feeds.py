"""What can be subscribed to: events of a query as Atom, the docket of a query as iCalendar."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from readout.export import feed
from readout.store import Filter
from readout.store.reviewing import reviewed as told_of
from readout.web.asking import FilterOf
from readout.web.desk import Desk, DeskOf

router = APIRouter(prefix="/feeds")
MOST = 200
"""Entries of a feed at most, the newest."""


def _fed(desk: Desk, family: str, layout: str, wanted: Filter, media: str) -> Response:
    wanted = replace(wanted, limit=MOST, offset=0)
    key = ("feed", layout, wanted, desk.store.stamp())
    return Response(desk.made(key, lambda: _written(desk, family, layout, wanted)), media_type=media)


def _written(desk: Desk, family: str, layout: str, wanted: Filter) -> bytes:
    """The feed of a query, the newest report first: items as their reviewers left them, with what these said."""
    found = desk.store.items(family, wanted)
    chosen: dict[str, set[str]] = {}
    for one in sorted(found, key=lambda f: f.published or "", reverse=True):
        chosen.setdefault(one.report, set()).add(one.item)
    reviewed: dict[tuple[str, str], str] = {}
    for report_id in {one.report for one in found if one.reviewed}:
        reviewed |= told_of(desk.record(report_id), desk.store.reviews(report_id))
    cut = (
        r.model_copy(update={family: [i for i in getattr(r, family) if i.id in chosen[r.report.id]]})
        for r in desk.left(chosen)
    )
    stream = io.BytesIO()
    feed(cut, layout, stream, reviewed=reviewed)
    return stream.getvalue()


_ATOM: dict[int | str, dict[str, Any]] = {200: {"content": {"application/atom+xml": {}}}}
_ICS: dict[int | str, dict[str, Any]] = {200: {"content": {"text/calendar": {}}}}


@router.get("/events.atom", response_class=Response, responses=_ATOM)
def atom(desk: DeskOf, wanted: FilterOf) -> Response:
    """The newest events of a query as an Atom feed."""
    return _fed(desk, "events", "atom", wanted, "application/atom+xml; charset=utf-8")


@router.get("/docket.ics", response_class=Response, responses=_ICS)
def calendar(desk: DeskOf, wanted: FilterOf) -> Response:
    """The docket of a query as an iCalendar file; needs the extra `calendar`."""
    return _fed(desk, "docket", "ics", wanted, "text/calendar; charset=utf-8")
