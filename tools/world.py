"""Draw the outline of the world for the desk's map, and the point of each country, from Natural Earth.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python tools/world.py package/countries-110m.json

Natural Earth (https://www.naturalearthdata.com) is in the public domain; `world-atlas` (ISC) is the same as TopoJSON.
Writes readout/web/static/world.svg and readout/web/data/countries.tsv. Needs the extra `tables` (pycountry).
"""

from __future__ import annotations

import itertools
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pycountry

from readout.actors.places import cities
from readout.actors.tables import rows
from readout.web.projection import HEIGHT, WIDTH, projected

WEB = Path(__file__).resolve().parent.parent / "readout" / "web"
ANTARCTICA = "010"
OWN_CODES = {"Kosovo": "XKX"}
"""Countries of ours that have no ISO number."""
HEAD = (
    "# The name and a point of each country. From Natural Earth 1:110m, public domain; of the small from GeoNames,\n"
    "# CC BY 4.0. Made by tools/world.py: do not edit.\n"
)
SMALLEST = 12.0
"""Square units of a ring below which it is not drawn."""
Ring = list[tuple[float, float]]


def arcs_of(topology: dict[str, Any]) -> list[Ring]:
    """The arcs in degrees: TopoJSON keeps each as steps on a grid."""
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    out = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            points.append((x * kx + dx, y * ky + dy))
        out.append(points)
    return out


def rings_of(geometry: dict[str, Any]) -> list[list[int]]:
    """The rings of a geometry, holes too, as numbers of arcs."""
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    return [ring for polygon in polygons for ring in polygon]


def joined(ring: list[int], arcs: list[Ring]) -> Ring:
    """The points of a ring; a negative number is an arc walked backwards."""
    points: Ring = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points


def unrolled(ring: Ring) -> Ring:
    """A ring that crosses the date line, in one piece: longitudes run on past 180 instead of starting again at -180."""
    out = ring[:1]
    for lon, lat in ring[1:]:
        turns = round((out[-1][0] - lon) / 360)
        out.append((lon + 360 * turns, lat))
    return out


def whole(ring: Ring) -> list[Ring]:
    """A ring as drawn: twice where it crosses the date line, so that each end of the map has its part."""
    spread = unrolled(ring)
    lons = [lon for lon, _ in spread]
    shifts = [0, *([-360] if max(lons) > 180 else []), *([360] if min(lons) < -180 else [])]
    return [[projected(lat, lon + shift) for lon, lat in spread] for shift in shifts]


def area(ring: Ring) -> float:
    """Its signed area."""
    return sum(x * v - u * y for (x, y), (u, v) in zip(ring, ring[1:] + ring[:1], strict=True)) / 2


def centre(ring: Ring) -> tuple[float, float]:
    """The centroid of a ring."""
    x = y = 0.0
    for (a, b), (c, d) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = a * d - c * b
        x, y = x + (a + c) * cross, y + (b + d) * cross
    return x / (6 * area(ring)), y / (6 * area(ring))


def path(points: Ring, closed: bool) -> str:
    """Points as a path of whole steps; what does not move is dropped."""
    spots = [(round(x), round(y)) for x, y in points]
    kept = [s for n, s in enumerate(spots) if n == 0 or s != spots[n - 1]]
    if len(kept) < (3 if closed else 2):
        return ""
    steps = [f"{u - x} {v - y}" for (x, y), (u, v) in itertools.pairwise(kept)]
    return f"M{kept[0][0]} {kept[0][1]}l{' '.join(steps).replace(' -', '-')}" + ("z" if closed else "")


def middles(geometries: list[dict[str, Any]], arcs: list[Ring]) -> dict[str, tuple[float, float]]:
    """The middle (lat, lon) of the largest land of each country, by its ISO 3166-1 code."""
    out = {}
    for geometry in geometries:
        number = geometry.get("id")
        found = pycountry.countries.get(numeric=number) if number else None
        code = found.alpha_3 if found else OWN_CODES.get(geometry["properties"]["name"])
        largest = max((unrolled(joined(ring, arcs)) for ring in rings_of(geometry)), key=lambda ring: abs(area(ring)))
        if code:
            lon, lat = centre(largest)
            out[code] = (lat, (lon + 180) % 360 - 180)
    return out


def points_of(found: dict[str, tuple[float, float]]) -> dict[str, tuple[str, float, float]]:
    """For every country of ours its name and middle; for the small, which Natural Earth leaves out, a town of it."""
    out = {}
    for row in rows("countries"):
        code = row["code"]
        towns = [c for name in (row["capital"], row["name"]) for c in cities(name) if c.country == code]
        if code in found:
            out[code] = (row["name"], *found[code])
        elif towns:
            out[code] = (row["name"], towns[0].lat, towns[0].lon)
    return out


def main() -> None:
    """Write both files."""
    topology = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    arcs = arcs_of(topology)
    drawn = [[projected(lat, lon) for lon, lat in arc] for arc in arcs]
    countries = [g for g in topology["objects"]["countries"]["geometries"] if g.get("id") != ANTARCTICA]
    used = Counter(n if n >= 0 else ~n for g in countries for ring in rings_of(g) for n in ring)
    shores = [drawn_ring for g in topology["objects"]["land"]["geometries"] for r in rings_of(g)
              for drawn_ring in whole(joined(r, arcs))]  # fmt: skip
    land = [path(r, closed=True) for r in shores if abs(area(r)) >= SMALLEST and min(y for _, y in r) < HEIGHT]
    borders = [path(drawn[n], closed=False) for n, times in used.items() if times > 1]
    svg = (
        "<!-- Natural Earth 1:110m, public domain; made by tools/world.py: do not edit -->\n"
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}">'
        f'<path id="land" vector-effect="non-scaling-stroke" fill-rule="evenodd" d="{"".join(land)}"/>'
        f'<path id="borders" vector-effect="non-scaling-stroke" fill="none" d="{"".join(borders)}"/></svg>\n'
    )
    (WEB / "static" / "world.svg").write_text(svg, "utf-8")
    points = sorted(points_of(middles(countries, arcs)).items())
    lines = [f"{code}\t{name}\t{lat:.1f}\t{lon:.1f}\n" for code, (name, lat, lon) in points]
    table = WEB / "data" / "countries.tsv"
    table.parent.mkdir(exist_ok=True)
    table.write_text("".join([HEAD, "code\tname\tlat\tlon\n", *lines]), "utf-8")


if __name__ == "__main__":
    main()
