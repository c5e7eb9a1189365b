"""A record as its reviewers left it: what they rejected is gone, what they corrected is as they said.

Where reviewers differ in the verdict or in the correction, the item stays as it was read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from readout.record import Actor, Claim, Event, Item, Period, Record
from readout.situation.model import key_of
from readout.store.keys import FAMILIES, keyed
from readout.store.said import Review, by_key, latest, standing

_SIDES = ("actor", "recipient", "source", "who")
_NUMBERS = ("low", "high")
_ENDS = ("start", "end")


def amended(record: Record, reviews: Sequence[Review], *, rejected: bool = False) -> Record:
    """The record with what its reviewers said of its items; with `rejected` those that they rejected too.

    What stood on the word of a rejected claim stands on that of the claim around it. A correction that the record could
    not hold (an end before its start) changes nothing.
    """
    said = by_key(reviews)
    verdicts = {item.id: (item, standing(said[key]), said[key]) for _, item, key in keyed(record) if key in said}
    gone = {i for i, (_, verdict, _) in verdicts.items() if verdict == "rejected" and not rejected}
    cast = _Cast(record)
    new = {
        i: holds(record, item, list(latest(its).values())[-1].fields, cast) or item
        for i, (item, verdict, its) in verdicts.items()
        if verdict == "corrected"
    }
    if not gone and not new:
        return record
    outer = {c.id: c.via for c in record.claims}
    families = {
        family: [_on_word(new.get(i.id, i), gone, outer) for i in getattr(record, family) if i.id not in gone]
        for family in FAMILIES
    }
    return record.model_copy(update={**families, "actors": cast.actors})


def moved_keys(before: Record, after: Record) -> dict[str, str]:
    """The keys in pictures that a correction changed, each with its new one: decisions were made on the old."""
    out = {}
    for family in ("events", "figures", "positions", "docket"):
        items = {item.id: item for item in getattr(before, family)} if before is not after else {}
        for item in getattr(after, family) if items else ():
            old, new = key_of(before, items[item.id]), key_of(after, item)
            if old != new:
                out[old] = new
    return out


class _Cast:
    """The actors of a record, with those whom a correction names for the first time."""

    def __init__(self, record: Record) -> None:
        self.actors = list(record.actors)
        self._ids = {actor.name.casefold(): actor.id for actor in reversed(record.actors)}
        self._taken = {item.id for _, item in record.items()}

    def ids(self, names: str) -> list[str]:
        """The ids of names with semicolons between."""
        return list(dict.fromkeys(self._id(n) for name in names.split(";") if (n := " ".join(name.split()))))

    def _id(self, name: str) -> str:
        known = self._ids.get(name.casefold())
        if known is None:
            number = next(n for n in range(1, len(self._taken) + 2) if f"reviewed-{n}" not in self._taken)
            known = self._ids[name.casefold()] = f"reviewed-{number}"
            self._taken.add(known)
            self.actors.append(_actor(known, name))
        return known


def _actor(known: str, name: str) -> Actor:
    """An actor by the name that a reviewer gave, with what the knowledge base has of it."""
    from readout.actors.resolve import resolve

    found = resolve(name)
    told = {"country": found.country, "sector": found.sector, "role": found.role, "wikidata": found.wikidata}
    return Actor.model_validate({"id": known, "name": name, "kind": found.kind or "organisation", **told})


def holds(record: Record, item: Item, fields: Mapping[str, Any], cast: _Cast | None = None) -> Item | None:
    """The item with corrected fields, as a form gives them (`fields.FIELDS`); `None` where no record could hold it."""
    cast = cast or _Cast(record)
    try:
        changes = {name: _value(name, value, cast) for name, value in fields.items() if name not in _ENDS}
        changes |= _period(item, fields) | _worth(record, item, changes)
        return type(item).model_validate({**dict(item), **changes})
    except ValueError:  # pydantic's errors are some
        return None


def _value(name: str, value: Any, cast: _Cast) -> Any:
    if name in _SIDES:
        return cast.ids(value)
    if name in _NUMBERS:
        return float(value) if value else None
    return value or None


def _period(item: Item, fields: Mapping[str, Any]) -> dict[str, Period | None]:
    """The days of an event or of something due, where they were changed."""
    if not set(_ENDS) & set(fields):
        return {}
    name = "date" if isinstance(item, Event) else "when"
    old: Period | None = getattr(item, name)
    ends = {end: fields.get(end, getattr(old, end, None)) or None for end in _ENDS}
    return {name: Period(**ends, text=old.text if old else None) if any(ends.values()) else None}


def _worth(record: Record, item: Item, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Class, score and CAMEO code of an event whose type or mode was changed; a mode that the new type has not goes."""
    if not isinstance(item, Event) or not {"type", "mode"} & set(changes):
        return {}
    from readout.extract import codes

    kind, mode = changes.get("type", item.type), changes.get("mode", item.mode)
    own = next((t for t in record.types if t.name == kind), None)
    if own:
        return {"mode": mode, "quad": own.quad, "score": own.score, "cameo": None}
    mode = mode if "mode" in changes or mode in codes.modes(kind) else None
    return {"mode": mode, "quad": codes.quad(kind), "score": codes.score(kind, mode), "cameo": None}


def _on_word(item: Item, gone: set[str], outer: Mapping[str, str | None]) -> Item:
    """The item on the word of the nearest claim that was not rejected."""
    name = "via" if isinstance(item, Claim) else "claim"
    claim: str | None = getattr(item, name)
    kept = claim
    while kept in gone:
        kept = outer[kept]
    return item if kept == claim else item.model_copy(update={name: kept})
