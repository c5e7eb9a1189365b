"""Where a place stands on the desk's map of the world, `static/world.svg`.

Miller's cylindrical projection (Miller 1942): lands near the poles stay in bounds, and shapes in a cut of the map look
right at the latitudes where most people live.
"""

from __future__ import annotations

import math

NORTH, SOUTH = 79.0, -57.0
"""Degrees of latitude at which the map ends: Antarctica is left out."""
WIDTH = 3600.0
"""Width of the map, in its own units: ten a degree of longitude."""


def _height(lat: float) -> float:
    return WIDTH / math.tau * 1.25 * math.log(math.tan(math.pi / 4 + 0.4 * math.radians(lat)))


HEIGHT = round(_height(NORTH) - _height(SOUTH), 1)
"""Height of the map, in its own units."""


def projected(lat: float, lon: float) -> tuple[float, float]:
    """(x, y) of a place given in degrees (WGS 84); the top left corner is (0, 0)."""
    return WIDTH * (lon + 180) / 360, _height(NORTH) - _height(lat)
