"""What a reviewer may correct of an item, by family, and the check of what was given."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from readout.errors import UsageError
from readout.record import (
    Claim,
    ClaimKind,
    DocketItem,
    DocketKind,
    DocketStatus,
    Event,
    EventType,
    Figure,
    Item,
    Position,
    Record,
    Stance,
    Status,
)  # fmt: skip

LONGEST = 500
"""Characters of a corrected value."""


@dataclass(frozen=True)
class Field:
    """A field of a form: one of `choices`, or text; `kind` is text, day or number."""

    name: str
    label: str
    choices: tuple[str, ...] = ()
    kind: str = "text"


_WHEN = (Field("start", "First day", kind="day"), Field("end", "Last day", kind="day"))
FIELDS: dict[str, tuple[Field, ...]] = {
    "events": (
        Field("type", "Type", get_args(EventType)), Field("mode", "Mode"), Field("status", "Status", get_args(Status)),
        Field("actor", "Actors"), Field("recipient", "Recipients"), *_WHEN,
    ),
    "claims": (Field("source", "Sources"), Field("kind", "Kind", get_args(ClaimKind))),
    "figures": (
        Field("measure", "Measure"), Field("low", "Low", kind="number"), Field("high", "High", kind="number"),
        Field("unit", "Unit"), Field("about", "About"),
    ),
    "positions": (Field("actor", "Actors"), Field("issue", "Issue"), Field("stance", "Stance", get_args(Stance))),
    "docket": (
        Field("what", "What"), Field("kind", "Kind", get_args(DocketKind)),
        Field("status", "Status", get_args(DocketStatus)), Field("who", "Who"), *_WHEN,
    ),
}  # fmt: skip
"""By family, in the order of the form."""
_FAMILY: dict[type[Item], str] = {
    Event: "events", Claim: "claims", Figure: "figures", Position: "positions", DocketItem: "docket",
}  # fmt: skip


def current(record: Record, item: Item) -> dict[str, str]:
    """The values of an item's fields as the form shows them: names with semicolons between, days in ISO 8601."""
    names = {a.id: a.name for a in record.actors}
    when = getattr(item, "date", None) or getattr(item, "when", None)
    out: dict[str, str] = {}
    for field in FIELDS[_FAMILY[type(item)]]:
        value: Any = getattr(item, field.name, None)
        if field.kind == "day":
            value = getattr(when, field.name, None)
        elif isinstance(value, list):
            value = "; ".join(names[i] for i in value)
        elif isinstance(value, float):
            value = f"{value:g}" if abs(value) < 1e6 else f"{value:.0f}"
        out[field.name] = "" if value is None else str(value)
    return out


def corrected(family: str, before: Mapping[str, str], given: Mapping[str, str]) -> dict[str, str]:
    """The fields that were changed. Raises `UsageError` for a value that the record could not hold."""
    out: dict[str, str] = {}
    for field in FIELDS[family]:
        value = " ".join(given.get(field.name, before[field.name]).split())
        if value == before[field.name]:
            continue
        if not value.isprintable():
            raise UsageError(f"{field.label} holds control characters", remedy="Type it anew")
        if len(value) > LONGEST:
            raise UsageError(f"{field.label} is longer than {LONGEST} characters", remedy="Shorten it")
        if field.choices and value not in field.choices:
            raise UsageError(f"{field.label} cannot be {value!r}", remedy=f"Use {', '.join(field.choices)}")
        if value and field.kind == "number" and not re.fullmatch(r"-?\d{1,15}(\.\d{1,6})?", value):
            raise UsageError(f"{field.label} is no number", remedy="Give digits only, such as 70000")
        if value and field.kind == "day":
            _check_day(field, value)
        out[field.name] = value
    return out


def _check_day(field: Field, value: str) -> None:
    from datetime import date

    try:
        if date.fromisoformat(value).isoformat() == value:
            return
    except ValueError:
        pass
    raise UsageError(f"{field.label} is no date", remedy="Give it as 2013-02-18")
