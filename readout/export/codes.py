"""Codes of countries, sectors and acts in the vocabularies of older event data: read from `data/`, once."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple

from readout.record import Place


class Country(NamedTuple):
    """One row of `country_codes.tsv`; "" where a system has no code."""

    code: str
    """ISO 3166-1 alpha-3."""
    name: str
    fips: str
    """FIPS 10-4, two letters."""
    cow: str
    """Number in the Correlates of War State System."""
    cameo: str


class Sector(NamedTuple):
    """One row of `sectors.tsv`; "" where a vocabulary has no such sector."""

    sector: str
    cameo: str
    icews: str


class Act(NamedTuple):
    """One row of `cameo.tsv`: a CAMEO code, what it says, its Goldstein score."""

    code: str
    label: str
    goldstein: str


def country(code: str | None) -> Country | None:
    """The country of an alpha-3 code; `None` for `IGO`, for codes that are no country's, and where there is none."""
    return _countries().get(code or "")


def sector(code: str | None) -> Sector:
    """The sector of a PLOVER code; all empty where it is in no vocabulary."""
    return _sectors().get(code or "", Sector("", "", ""))


def act(code: str | None) -> Act | None:
    """What the table knows of a CAMEO code; of its parent where it has no row of its own (`1821` -> `182`)."""
    while code and len(code) >= 2:
        if found := _acts().get(code):
            return found
        code = code[:-1]
    return None


def is_town(place: Place | None) -> bool:
    """Whether a place is a town: it has coordinates and is no region of `areas.tsv`."""
    return place is not None and place.lat is not None and (place.name, place.country or "") not in _areas()


@cache
def _areas() -> frozenset[tuple[str, str]]:
    return frozenset((row[0], row[1]) for row in _rows("areas"))


@cache
def _countries() -> dict[str, Country]:
    return {row[0]: Country(*row) for row in _rows("country_codes")}


@cache
def _sectors() -> dict[str, Sector]:
    return {row[0]: Sector(*row) for row in _rows("sectors")}


@cache
def _acts() -> dict[str, Act]:
    return {row[0]: Act(*row) for row in _rows("cameo")}


def _rows(table: str) -> list[list[str]]:
    text = files("readout.export").joinpath(f"data/{table}.tsv").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return lines[1:]
