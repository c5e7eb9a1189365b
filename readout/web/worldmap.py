"""Where it happened: the events of a situation on a map of the world, cut to where they are."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from readout.web.countries import countries
from readout.web.projection import HEIGHT, WIDTH, projected
from readout.web.shown import EventShown, Shown, Words

WIDE, HIGH = 640.0, 340.0
"""The drawing's size, in its own units."""
LEAST = 420.0
"""Units of the world map's width that are shown at least: a cut of a few degrees would show no shore."""
_FRAME = 55.0
_LABELS = 14
_LETTER, _LINE = 7.4, 16.0
"""Width of a letter and height of a line, in the drawing's units."""


class Spot(Shown):
    """A place and the events there. `exact`: a town; else the country, at its middle. `words` are the latest."""

    name: str
    country: str | None
    lat: float
    lon: float
    exact: bool
    events: int
    quad: int
    words: Words


@dataclass(frozen=True)
class Mark:
    """A place in the drawing; `label` is empty where there is no room for its name."""

    spot: Spot
    x: float
    y: float
    radius: float
    label: str
    left: bool
    """Whether the name stands left of it."""


@dataclass(frozen=True)
class WorldMap:
    """The drawing: the world's outline is scaled by `scale`, then moved by (`dx`, `dy`)."""

    marks: tuple[Mark, ...]
    scale: float
    dx: float
    dy: float


def spots(events: Sequence[EventShown]) -> list[Spot]:
    """The places of events that took place, those of the most events first; `events` come newest first."""
    found: dict[tuple[str, str | None, float, float, bool], list[EventShown]] = {}
    for event in events:
        where = _where(event)
        if where and event.status in ("occurred", "ongoing"):
            found.setdefault(where, []).append(event)
    made = [
        Spot(name=name, country=country, lat=lat, lon=lon, exact=exact, events=len(here),
             quad=Counter(e.quad for e in here).most_common(1)[0][0], words=here[0].sources[0])
        for (name, country, lat, lon, exact), here in found.items()
    ]  # fmt: skip
    return sorted(made, key=lambda s: -s.events)


def _where(event: EventShown) -> tuple[str, str | None, float, float, bool] | None:
    if event.place is None:
        return None
    if event.lat is not None and event.lon is not None:
        return event.place, event.country, event.lat, event.lon, True
    known = countries().get(event.country or "")
    return (event.place, event.country, known.lat, known.lon, False) if known else None


def world(found: Sequence[Spot]) -> WorldMap | None:
    """The drawing of places; `None` where there is none."""
    if not found:
        return None
    points = [projected(s.lat, s.lon) for s in found]
    scale, dx, dy = _cut(points)
    most = max(s.events for s in found)
    taken: list[tuple[float, float, float, float]] = []
    marks = []
    for n, (spot, (px, py)) in enumerate(zip(found, points, strict=True)):
        x, y = round(px * scale + dx, 1), round(py * scale + dy, 1)
        radius = round(4.5 + 7 * math.sqrt((spot.events - 1) / max(1, most - 1)), 1)
        label, left = _label(spot, x, y, radius, taken) if n < _LABELS else ("", False)
        marks.append(Mark(spot, x, y, radius, label, left))
    return WorldMap(tuple(marks[::-1]), round(scale, 4), round(dx, 1), round(dy, 1))


def _cut(points: Sequence[tuple[float, float]]) -> tuple[float, float, float]:
    """Scale and shift that bring all points into the drawing, with a frame around, and never past the world's edge."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    inner_x, inner_y = WIDE - 2 * _FRAME, HIGH - 2 * _FRAME
    wide = max(max(xs) - min(xs), (max(ys) - min(ys)) * inner_x / inner_y, LEAST * inner_x / WIDE)
    scale = max(inner_x / wide, WIDE / WIDTH)
    dx = WIDE / 2 - (min(xs) + max(xs)) / 2 * scale
    dy = HIGH / 2 - (min(ys) + max(ys)) / 2 * scale
    return scale, min(0.0, max(dx, WIDE - WIDTH * scale)), min(0.0, max(dy, HIGH - HEIGHT * scale))


def _label(
    spot: Spot, x: float, y: float, radius: float, taken: list[tuple[float, float, float, float]]
) -> tuple[str, bool]:
    """The name where there is room beside the mark, and whether that is on its left."""
    long = len(spot.name) * _LETTER + 4
    for left in (x + radius + long > WIDE, x + radius + long <= WIDE):
        start = x - radius - long if left else x + radius
        box = (start, y - _LINE / 2, start + long, y + _LINE / 2)
        inside = box[0] >= 0 and box[2] <= WIDE
        if inside and not any(b[0] < box[2] and box[0] < b[2] and b[1] < box[3] and box[1] < b[3] for b in taken):
            taken.append(box)
            return spot.name, left
    return "", False
