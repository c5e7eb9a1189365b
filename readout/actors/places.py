"""Where places are: cities with coordinates, regions and their countries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from readout.actors.knowledge import knowledge
from readout.actors.tables import cells, key, rows
from readout.record import Place

_LARGE = 300
"""Thousands of inhabitants from which a city is meant whatever country the report is about."""


_TOWN = 90
"""The same for a town that shares its name with none."""
_VAGUE = frozenset({
    "north", "south", "east", "west", "central", "northern", "southern", "eastern", "western", "centre", "center",
    "capital", "national", "federal", "union", "army", "police",
})  # fmt: skip
"""Names of regions that are words of everyday use."""


@dataclass(frozen=True, slots=True)
class City:
    """A city: degrees of latitude and longitude (WGS 84), thousands of inhabitants."""

    name: str
    country: str
    lat: float
    lon: float
    thousands: int


@lru_cache(maxsize=1)
def _index() -> dict[str, list[list[str]]]:
    """Lines of the tables of cities by name as `key` writes it; made into cities only when asked for."""
    out: dict[str, list[list[str]]] = defaultdict(list)
    for table in ("cities", "city_names"):
        lines = cells(table)
        next(lines)
        for line in lines:
            out[key(line[0])].append(line)
    return dict(out)


@lru_cache(maxsize=4096)
def cities(name: str) -> tuple[City, ...]:
    """Cities of that name, the largest first. Data: GeoNames, CC BY 4.0, and our own list of places in the news."""
    found = [
        City(line[0], line[1], float(line[2]), float(line[3]), int(line[4]) if len(line) > 4 else _LARGE)
        for line in _index().get(key(name), ())
    ]
    return tuple(sorted(found, key=lambda c: -c.thousands))


@lru_cache(maxsize=1)
def regions() -> dict[str, list[str]]:
    """Countries (alpha-3) that have a first-level region of that name, as `key` writes it."""
    out: dict[str, list[str]] = defaultdict(list)
    for row in rows("regions"):
        if key(row["name"]) not in _VAGUE:
            out[key(row["name"])].append(row["country"])
    return dict(out)


def city(name: str, near: Collection[str] = ()) -> City | None:
    """The city of that name: one in a country of `near` if there is one, else the largest if it is large."""
    if not name[:1].isupper():
        return None
    found = cities(name)
    here = [c for c in found if c.country in near]
    if here:
        return here[0]
    return (
        found[0]
        if found and (found[0].thousands >= _LARGE or (len(found) == 1 and found[0].thousands >= _TOWN))
        else None
    )


def is_region(name: str) -> bool:
    """Whether a first-level region (a state, a province) bears the name."""
    return key(name) in regions()


def country_of(name: str, near: Collection[str] = ()) -> str | None:
    """The country (alpha-3) of a city or region, chosen as `city` does; `None` where the tables do not hold it."""
    found = city(name, near)
    if found is not None:
        return found.country or None
    if not name[:1].isupper():
        return None
    where = regions().get(key(name), [])
    here = [c for c in where if c in near]
    if here:
        return here[0]
    return where[0] if len(where) == 1 else None


def locate(name: str, near: Collection[str] = ()) -> Place | None:
    """A place of the record for a place name; `near` are the countries (alpha-3) that the report is about.

    Cities have coordinates, countries and regions have none. `None` where nothing of the name is known.
    """
    meaning = knowledge().lookup(name)
    if meaning and meaning.via == "name" and meaning.entry.kind in ("country", "place-for-government"):
        return Place(name=meaning.entry.name, country=meaning.entry.country)
    found = city(name, near)
    if found is not None:
        return Place(name=name, country=found.country or None, lat=found.lat, lon=found.lon)
    country = country_of(name, near)
    return Place(name=name, country=country) if country else None
