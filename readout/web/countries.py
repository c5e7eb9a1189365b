"""Countries as the pages need them: names, and a point of each on the map."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Country:
    """A country: its name, and its middle in degrees (WGS 84)."""

    name: str
    lat: float
    lon: float


@cache
def countries() -> dict[str, Country]:
    """By ISO 3166-1 alpha-3 code."""
    lines = files("readout.web").joinpath("data/countries.tsv").read_text("utf-8").splitlines()
    cells = [line.split("\t") for line in lines if not line.startswith("#")]
    return {code: Country(name, float(lat), float(lon)) for code, name, lat, lon in cells[1:]}


def country_name(code: str) -> str:
    """Its name; the code itself where it is not known."""
    found = countries().get(code)
    return found.name if found else code
