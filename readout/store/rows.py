"""A record as rows: what each item gives the tables that are derived."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from readout.record import Claim, DocketItem, Event, Figure, Item, Period, Position, Record, Span
from readout.store.amending import amended
from readout.store.keys import FAMILIES, keyed
from readout.store.said import Review, by_key, standing

_SIDES = {"events": ("actor", "recipient"), "claims": ("source",), "positions": ("actor",), "docket": ("who",)}
_PERIODS = {"events": "date", "docket": "when"}
"""Not of figures: rival ones are told apart by when they were told."""


@dataclass(frozen=True)
class Row:
    """One item: its columns, and the names of its actors with the side that each is on."""

    columns: dict[str, Any]
    actors: tuple[tuple[str, str], ...]


def rows(record: Record, reviews: Sequence[Review] = ()) -> Iterator[Row]:
    """The rows of a record's items as their reviewers left them, in its order.

    An item without a day takes that of publication; the docket none.
    """
    left = amended(record, reviews)
    keys, said = {item.id: key for _, item, key in keyed(record)}, by_key(reviews)
    names = {a.id: a.name for a in left.actors}
    for family in FAMILIES:
        for item in getattr(left, family):
            own = {"key": keys[item.id], "reviewed": standing(said.get(keys[item.id], ())) or None}
            yield Row(_common(left, family, item) | _OWN[family](left, item) | own, _sides(family, item, names))


def _sides(family: str, item: Item, names: dict[str, str]) -> tuple[tuple[str, str], ...]:
    found = [(names[i], side) for side in _SIDES.get(family, ()) for i in getattr(item, side)]
    return tuple(dict.fromkeys(found))


def _common(record: Record, family: str, item: Any) -> dict[str, Any]:
    published = (record.report.published or "")[:10] or None
    period: Period | None = getattr(item, _PERIODS[family]) if family in _PERIODS else None
    day = (period.start or period.end) if period else None
    return {
        "family": family, "item": item.id, "claim": item.via if family == "claims" else item.claim,
        "day": day or (None if family == "docket" else published), "until": period.end if period else None,
        "type": None, "mode": None, "status": None, "country": None,
        "label": None, "unit": None, "low": None, "high": None,
    }  # fmt: skip


def _said(record: Record, *spans: Span) -> str:
    return " … ".join(record.report.text[s.start : s.end] for s in spans)


def _event(record: Record, e: Event) -> dict[str, Any]:
    return {
        "type": e.type, "mode": e.mode, "status": e.status, "country": e.place.country if e.place else None,
        "label": e.place.name if e.place else None,
        "words": _said(record, e.trigger), "evidence": _said(record, e.evidence),
    }  # fmt: skip


def _claim(record: Record, c: Claim) -> dict[str, Any]:
    return {
        "type": c.kind, "mode": c.quote, "label": _said(record, *c.content),
        "words": _said(record, c.cue), "evidence": _said(record, *_sentences(record, c.cue)),
    }  # fmt: skip


def _sentences(record: Record, span: Span) -> list[Span]:
    return [s for s in record.sentences if s.start < span.end and span.start < s.end] or [span]


def _figure(record: Record, f: Figure) -> dict[str, Any]:
    return {
        "type": f.measure, "label": f.about, "unit": f.unit, "low": f.low, "high": f.high,
        "words": _said(record, f.text), "evidence": _said(record, f.evidence),
    }  # fmt: skip


def _position(record: Record, p: Position) -> dict[str, Any]:
    return {"type": p.stance, "label": p.issue, "words": p.toward or p.issue, "evidence": _said(record, p.evidence)}


def _docket(record: Record, d: DocketItem) -> dict[str, Any]:
    return {
        "type": d.kind, "status": d.status, "label": d.what,
        "words": d.what, "evidence": _said(record, d.evidence),
    }  # fmt: skip


_OWN: dict[str, Any] = {
    "events": _event, "claims": _claim, "figures": _figure, "positions": _position, "docket": _docket,
}  # fmt: skip
