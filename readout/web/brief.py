"""The front page: what is new on a day, which figures moved, what is due, who shifted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from readout.intake.relevance import off_topic
from readout.situation.calendar import rows
from readout.situation.news import moved, new_events
from readout.store import Reading, Sizes, Window
from readout.store.situations import AHEAD, BACK, around_day, pictured
from readout.web.asking import day_asked
from readout.web.charts import Chart, chart
from readout.web.desk import Desk, DeskOf
from readout.web.shown import (
    DueShown,
    EventShown,
    FigureShown,
    ShiftShown,
    Shown,
    by_words,
    due_shown,
    event_shown,
    figure_shown,
    stand_shown,
    told_items,
)

router = APIRouter()
WIDE = 31
"""Days of a time within which something is due; what is due in a wider one is left to its situation."""
SIZES = Sizes(fresh=120, due=40, before=60)
"""Reports looked at: a picture of so many takes about half a second, and is kept."""
_EVENTS, _FIGURES, _SHIFTS = 20, 8, 8


class BriefShown(Shown):
    """The brief of a day. `since` is the first day that is new; `reports` were looked at, `fresh` of them are new.
    `new` are new in the store, of which the newest were looked at; `left_out` are plainly no public affairs."""

    on: str | None
    since: str | None
    reports: int
    fresh: int
    new: int
    left_out: int
    events: list[EventShown] = Field(default=[])
    figures: list[FigureShown] = Field(default=[])
    due: list[DueShown] = Field(default=[])
    shifts: list[ShiftShown] = Field(default=[])


OnDay = Annotated[str, Query(max_length=10, description="The day, ISO 8601; else that of the latest report")]
Days = Annotated[int, Query(ge=1, le=30, description="How many days, with the day itself, are new")]


All = Annotated[bool, Query(description="Also reports that are plainly about sport, markets, weather or stars")]


def made(desk: Desk, on: str, days: int, everything: bool = False) -> BriefShown:
    """The brief of a day of the store; without `everything` of reports that are not plainly about something else."""
    known = desk.store.days()
    asked = day_asked(on, "on") or (known[1] if known else None)
    if asked is None:
        return BriefShown(on=None, since=None, reports=0, fresh=0, new=0, left_out=0)
    day = date.fromisoformat(asked)
    since = _before(day, days - 1)
    window = around_day(desk.store, since, day, SIZES)
    key = ("brief", asked, days, everything, window, desk.store.stamp()[1:])
    return desk.made(key, lambda: _brief(desk, day, since, window, everything))


def _brief(desk: Desk, on: date, since: date, window: Window, everything: bool) -> BriefShown:
    off = set() if everything else _off_topic(desk, window.readings)
    read = tuple(r for r in window.readings if r.report not in off)
    records, whole = pictured(desk.store, read)
    told = told_items(records)

    def is_new(published: str | None) -> bool:
        return published is not None and since.isoformat() <= published[:10] <= on.isoformat()

    shifts = [
        ShiftShown(actor=track.name, issue=track.issue, before=stand_shown(a), after=stand_shown(b))
        for track in whole.positions for a, b in track.shifts if is_new(b.source.published)
    ]  # fmt: skip
    due = [shown for shown in map(due_shown, rows(records, on, AHEAD, made=whole)) if _is_near(shown)]
    return BriefShown(
        on=on.isoformat(), since=since.isoformat(), reports=len(records), new=window.new,
        fresh=sum(is_new(r.report.published) for r in records), left_out=len(window.readings) - len(read),
        events=[event_shown(whole, told, e) for e in new_events(is_new, whole, since)[:_EVENTS]],
        figures=[figure_shown(s) for s in moved(is_new, whole)[:_FIGURES]],
        due=sorted(due, key=lambda d: _turn(d, on)),
        shifts=shifts[:_SHIFTS],
    )  # fmt: skip


def _off_topic(desk: Desk, readings: Sequence[Reading]) -> set[str]:
    """The reports that are plainly about sport, markets, weather, recipes or stars."""
    told = (one.record.report for one in desk.store.left(readings))
    return {report.id for report in told if off_topic(report) is not None}


def _is_near(due: DueShown) -> bool:
    """Whether it is due in a time that a calendar can hold: not "in the course of next year"."""
    if not (due.start and due.end):
        return bool(due.start or due.end)
    return (date.fromisoformat(due.end) - date.fromisoformat(due.start)).days <= WIDE


def _turn(due: DueShown, on: date) -> str:
    """The day by which it is listed: what has begun or is due within a time, by the end of that time."""
    begun = due.start is None or due.start < on.isoformat()
    return (due.end if begun else due.start) or "9999"


def _before(on: date, days: int) -> date:
    return date.fromordinal(max(1, on.toordinal() - days))


@router.get("/", include_in_schema=False)
def brief(request: Request, desk: DeskOf, on: OnDay = "", days: Days = 1, all: All = False) -> Response:
    """The front page of a day."""
    shown = made(desk, on, days, all)
    charts: list[Chart] = [chart(f) for f in shown.figures]
    now = date.fromisoformat(shown.on) if shown.on else datetime.now(UTC).date()
    last = now if now == date.max else now + timedelta(days=1)
    values = {
        "brief": shown, "groups": by_words(shown.events), "charts": charts, "days": days, "ahead": AHEAD, "back": BACK,
        "all": all, "before": _before(now, 1).isoformat(), "after": last.isoformat(),
    }  # fmt: skip
    return desk.page(request, "brief.html", values)


@router.get("/api/brief", response_model=BriefShown)
def brief_json(desk: DeskOf, on: OnDay = "", days: Days = 1, all: All = False) -> BriefShown:
    """The brief of a day: new events, figures that moved, what is due, who shifted."""
    return made(desk, on, days, all)
