"""Charts as numbers that the templates draw in SVG: ranges of rival figures, events over time."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from readout.web.shown import EventShown, FigureClaim, FigureShown

WIDTH = 400.0
"""Width of a range chart, in its own units."""
_EDGE = 14.0
_WIDE = 50.0
"""Times the smallest by which the largest figure must be larger for a logarithmic axis."""


@dataclass(frozen=True)
class Range:
    """One claim: from `left` to `right` in the chart's units; an open end has an arrow."""

    claim: FigureClaim
    left: float
    right: float
    open_left: bool
    open_right: bool
    y: float


@dataclass(frozen=True)
class Chart:
    """A series with its ranges, the numbers of its axis, and its height."""

    figure: FigureShown
    ranges: tuple[Range, ...]
    ticks: tuple[tuple[float, float], ...]
    """(x, number)."""
    height: float
    logarithmic: bool

    @property
    def rivals(self) -> bool:
        """Whether the claims differ, so that drawing them tells more than naming them."""
        return len({(r.claim.low, r.claim.high) for r in self.ranges}) > 1


def chart(figure: FigureShown) -> Chart:
    """The ranges of rival claims on one axis; logarithmic where they are far apart."""
    ends = [n for c in figure.claims for n in (c.low, c.high) if n is not None] or [0.0]
    low, high = min(ends), max(ends)
    logarithmic = low > 0 and high / low >= _WIDE

    def at(value: float) -> float:
        if high == low:
            return WIDTH / 2
        part = math.log(value / low) / math.log(high / low) if logarithmic else (value - low) / (high - low)
        return round(_EDGE + part * (WIDTH - 2 * _EDGE), 1)

    ranges = [
        Range(
            claim,
            at(claim.low) if claim.low is not None else 2.0,
            at(claim.high) if claim.high is not None else WIDTH - 2.0,
            claim.low is None,
            claim.high is None,
            12.0 + 20.0 * number,
        )
        for number, claim in enumerate(figure.claims)
    ]
    ticks = tuple((at(n), n) for n in sorted({low, high}))
    return Chart(figure, tuple(ranges), ticks, 20.0 * len(ranges) + 22, logarithmic)


@dataclass(frozen=True)
class Dot:
    """An event in the timeline."""

    event: EventShown
    x: float
    y: float


@dataclass(frozen=True)
class Timeline:
    """Events by day and score. `zero` is the height of score 0."""

    dots: tuple[Dot, ...]
    ticks: tuple[tuple[float, str], ...]
    zero: float


_FEW = 4
"""Events from which on a timeline tells more than their list."""
LONG, HIGH = 1200.0, 200.0
"""Width and height of a timeline, in its own units."""


def timeline(events: Sequence[EventShown]) -> Timeline | None:
    """Events that have a day, by day and score (+10 at the top, -10 at the foot); `None` where there are too few.

    Those told as background are left out: a recalled war would press the news into a corner.
    """
    dated = [(date.fromisoformat(e.start or e.end or ""), e) for e in _told_as_news(events)]
    days = sorted({day for day, _ in dated})
    if len(days) < 2 or len(dated) < _FEW:
        return None
    span = (days[-1] - days[0]).days

    def at(day: date) -> float:
        return round(20 + (day - days[0]).days / span * (LONG - 40), 1)

    stacked: dict[tuple[float, float], int] = {}
    dots = []
    for day, event in dated:
        x, y = at(day), round(HIGH / 2 - event.score * (HIGH / 2 - 14) / 10, 1)
        nth = stacked[x, y] = stacked.get((x, y), -1) + 1
        dots.append(Dot(event, min(LONG - 6, x + nth * 9), y))
    middle = days[len(days) // 2]
    marks = [days[0], middle, days[-1]] if at(days[0]) + 150 < at(middle) < at(days[-1]) - 150 else [days[0], days[-1]]
    return Timeline(tuple(dots), tuple((at(day), day.isoformat()) for day in marks), HIGH / 2)


def _told_as_news(events: Sequence[EventShown]) -> list[EventShown]:
    return [e for e in events if (e.start or e.end) and e.status != "historical"]
