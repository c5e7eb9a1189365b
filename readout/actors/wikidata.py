"""Facts from a Wikidata extract: entities of a JSON dump, or rows of a SPARQL result. Property numbers are data."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, get_args

from readout.actors.knowledge import knowledge
from readout.actors.own import Fact, HeldOffice
from readout.actors.tables import day as day_of
from readout.record import ActorKind

_QID = re.compile(r"Q[1-9]\d*$")
_CODE = re.compile(r"[A-Z]{3}$")
_DAY = re.compile(r"\+?(\d{4})-(\d\d)-(\d\d)")
_LANGUAGES = ("en", "mul", "en-gb", "en-us", "en-ca")
_SECTOR = re.compile(r"[A-Z]{3}$")


@cache
def settings() -> dict[str, Any]:
    """data/wikidata.toml."""
    return tomllib.loads(files("readout.actors").joinpath("data/wikidata.toml").read_text("utf-8"))


@cache
def _countries() -> dict[str, str]:
    return {e.wikidata: code for code, e in knowledge().countries.items() if e.wikidata}


def of_entity(entity: dict[str, Any]) -> Fact | None:
    """The actor or office that an entity of a dump is; `None` where it is neither, or has no English name.

    Raises ValueError for an object that is no entity.
    """
    qid = entity.get("id")
    if not isinstance(qid, str) or not isinstance(entity.get("claims", {}), (dict, list)):
        raise ValueError('no Wikidata entity: "id" and "claims" are expected')
    claims = entity.get("claims") or {}
    name = _label(entity)
    if not _QID.match(qid) or not name or not isinstance(claims, dict):
        return None
    properties = settings()["properties"]
    classes = list(_items(claims, properties["instance"]))
    names = tuple(dict.fromkeys([name, *_aliases(entity)]))
    places = [*_items(claims, properties["citizenship"]), *_items(claims, properties["country"])]
    country = next((_countries()[p] for p in places if p in _countries()), "")
    if settings()["persons"]["human"] in classes:
        return _person(claims, qid, names, country)
    if set(classes) & set(settings()["positions"]["classes"]):
        where = [*_items(claims, properties["jurisdiction"]), *places]
        return Fact(qid, name, "position", next((_countries()[p] for p in where if p in _countries()), ""))
    for number, (kind, sector) in settings()["bodies"].items():
        if number in classes:
            return Fact(qid, name, kind, "IGO" if sector == "IGO" else country, sector, "", names)
    return None


def _person(claims: dict[str, Any], qid: str, names: tuple[str, ...], country: str) -> Fact | None:
    properties = settings()["properties"]
    offices = tuple(_offices(claims.get(properties["position"], [])))
    if not offices and not set(_items(claims, properties["occupation"])) & set(settings()["persons"]["occupations"]):
        return None
    genders = settings()["gender"]
    gender = next((genders[g] for g in _items(claims, properties["gender"]) if g in genders), "")
    return Fact(qid, names[0], "person", country, "", gender, names, offices)


def _offices(statements: list[dict[str, Any]]) -> Iterator[HeldOffice]:
    properties = settings()["properties"]
    for statement in statements:
        position = _item(statement.get("mainsnak", {}))
        if position is None or statement.get("rank") == "deprecated":
            continue
        qualifiers = statement.get("qualifiers") or {}
        yield HeldOffice(position, "", _time(qualifiers, properties["start"]), _time(qualifiers, properties["end"]))


def _items(claims: dict[str, Any], number: str) -> Iterator[str]:
    """Values of a property that are entities; preferred ones first, deprecated ones left out."""
    found = [s for s in claims.get(number, []) if s.get("rank") != "deprecated"]
    for statement in sorted(found, key=lambda s: s.get("rank") != "preferred"):
        item = _item(statement.get("mainsnak", {}))
        if item is not None:
            yield item


def _item(snak: dict[str, Any]) -> str | None:
    value = (snak.get("datavalue") or {}).get("value")
    found = value.get("id") if isinstance(value, dict) else None
    return found if isinstance(found, str) else None


def _time(qualifiers: dict[str, Any], number: str) -> str:
    for snak in qualifiers.get(number, []):
        value = (snak.get("datavalue") or {}).get("value")
        if isinstance(value, dict):
            return iso_day(str(value.get("time", "")), last=number == settings()["properties"]["end"])
    return ""


def iso_day(text: str, *, last: bool = False) -> str:
    """The ISO 8601 day of a Wikidata time; of a year or month alone its first day, or its `last`. "" for none."""
    found = _DAY.match(text)
    if not found:
        return ""
    known = [part for part in found.groups() if int(part)]
    return day_of("-".join(known), last=last).isoformat() if int(found[1]) else ""


def _label(entity: dict[str, Any]) -> str:
    labels = entity.get("labels") or {}
    return next((str(labels[c]["value"]) for c in _LANGUAGES if c in labels), "") if isinstance(labels, dict) else ""


def _aliases(entity: dict[str, Any]) -> list[str]:
    aliases = entity.get("aliases") or {}
    if not isinstance(aliases, dict):
        return []
    return [str(a["value"]) for c in _LANGUAGES for a in aliases.get(c, [])]


def of_row(row: dict[str, Any]) -> Fact | None:
    """The actor of one row of a SPARQL result with the variables that docs/actors.md names.

    Raises ValueError where a variable is missing or has a value that it may not have, and says which.
    """
    qid = _cell(row, "item").rpartition("/")[2]
    name, kind = _cell(row, "itemLabel"), _cell(row, "kind")
    country, sector, gender = _cell(row, "country"), _cell(row, "sector"), _cell(row, "gender")
    if not _QID.match(qid):
        raise ValueError(f"?item is {_cell(row, 'item')!r}; an entity such as Q22316 is expected")
    if kind not in get_args(ActorKind):
        raise ValueError(f"?kind is {kind!r}; allowed are {', '.join(get_args(ActorKind))}")
    if country and not _CODE.match(country):
        raise ValueError(f"?country is {country!r}; an ISO 3166-1 alpha-3 code is expected")
    if sector and not _SECTOR.match(sector):
        raise ValueError(f"?sector is {sector!r}; a PLOVER code of three capitals is expected")
    if not name or name == qid:
        return None
    aliases = [a.strip() for a in _cell(row, "aliases").split("|") if a.strip()]
    role = _cell(row, "role")
    start, end = iso_day(_cell(row, "start")), iso_day(_cell(row, "end"), last=True)
    offices = (HeldOffice(role, _cell(row, "roleCountry") or country, start, end),) if role else ()
    sex = settings()["gender"].get(gender.rpartition("/")[2], gender if gender in ("m", "f") else "")
    return Fact(qid, name, kind, country, sector, sex, tuple(dict.fromkeys([name, *aliases])), offices)


def _cell(row: dict[str, Any], name: str) -> str:
    value = row.get(name)
    return str(value.get("value", "")) if isinstance(value, dict) else ""
