"""What can be subscribed to: events of a query as Atom, the docket of a query as iCalendar."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from readout.export import feed
from readout.record import Record
from readout.store import Filter
from readout.store.reviewing import reviewed as told_of
from readout.web.asking import FilterOf
from readout.web.desk import Desk, DeskOf

router = APIRouter(prefix="/feeds")
MOST = 200
"""Entries of a feed at most, the newest."""


def _cut(desk: Desk, family: str, wanted: Filter) -> Iterator[tuple[Record, Record]]:
    """The records of the answer, newest report first: whole, and with the items of the answer alone in that family."""
    found = desk.store.items(family, replace(wanted, limit=MOST, offset=0))
    chosen: dict[str, set[str]] = {}
    for one in sorted(found, key=lambda f: f.published or "", reverse=True):
        chosen.setdefault(one.report, set()).add(one.item)
    for report_id, ids in chosen.items():
        record = desk.store.record(report_id)
        if record is not None:
            yield record, record.model_copy(update={family: [i for i in getattr(record, family) if i.id in ids]})


def _fed(desk: Desk, family: str, layout: str, wanted: Filter, media: str) -> Response:
    found = list(_cut(desk, family, wanted))
    reviewed: dict[tuple[str, str], str] = {}
    for whole, _ in found:
        reviewed |= told_of(whole, desk.store.reviews(whole.report.id))
    stream = io.BytesIO()
    feed([cut for _, cut in found], layout, stream, reviewed=reviewed)
    return Response(stream.getvalue(), media_type=media)


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
