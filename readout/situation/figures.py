"""Figures about the same thing: rival claims in order, each on someone's word, never averaged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Literal

from rapidfuzz import fuzz

from readout.record import Figure, Record
from readout.situation.decided import Decided
from readout.situation.entities import name_key
from readout.situation.model import (
    Actors,
    FigureSeries,
    Merge,
    MergedEvent,
    Reason,
    RivalClaim,
    Source,
    key_of,
    source_of,
)
from readout.situation.settings import numbers, settings, telling

NEAR = 14
"""Days without a new claim after which a figure about the same thing starts a new series."""
SOON = 3
"""The same for two that nothing but their wording ties together."""
HARMED = frozenset({"killed", "injured", "casualties", "displaced", "missing", "detained", "refugees"})
"""Measures of people, which may be of one thing though their units differ ("civilians", "people")."""
LIKE = 80
"""Likeness of two sentences (0-100) from which on two numbers that nothing else ties together are about one thing."""


@dataclass(frozen=True)
class _Told:
    """A figure on its way into a series."""

    record: Record
    figure: Figure
    source: Source
    event: MergedEvent | None
    about: str | None
    words: frozenset[str]
    unit: frozenset[str]
    day: date


def series(
    records: Sequence[Record], known: Actors, merged: Mapping[str, MergedEvent], decided: Decided | None = None
) -> tuple[FigureSeries, ...]:
    """The series of figures that more than one report tells, or that one does alone, in the order of the first claim.

    `merged` is the merged event of each event's key. Two figures are about one thing where the measure and unit are
    the same and they count one merged event, or one crisis, place or actor in like sentences, within `NEAR` days; or
    where a person said so.
    """
    decided = decided or Decided()
    told = sorted((_told(r, f, known, merged) for r in records for f in r.figures), key=lambda t: (t.day, t.source.key))
    blocks: dict[str, list[list[_Told]]] = defaultdict(list)
    for one in told:
        groups = blocks[one.figure.measure]
        group = _group(one, groups, decided)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    found = [_series(group, known, decided) for groups in blocks.values() for group in groups]
    return tuple(sorted(found, key=lambda s: (s.claims[0].source.day or date.max, s.key)))


def _group(one: _Told, groups: Sequence[list[_Told]], decided: Decided) -> list[_Told] | None:
    """The series that a figure belongs to: the one that a person said, else the one that it fits best."""
    key = one.source.key
    if decided.has(key):
        groups = [g for g in groups if not decided.apart([key], (t.source.key for t in g))]
        said = next((g for g in groups if decided.same(key, (t.source.key for t in g))), None)
        if said is not None:
            return said
    recent = [g for g in groups if (one.day - g[-1].day).days <= NEAR]
    fits = [(fit, n) for n, g in enumerate(recent) if (fit := _fit(one, g))]
    return recent[max(fits)[1]] if fits else None


def _fit(one: _Told, group: Sequence[_Told]) -> tuple[bool, float] | None:
    """How well a figure fits a series: it must be about one thing with most of the last claims, one claim a report."""
    last = group[-5:]
    if 2 * sum(_one_thing(one, other) for other in last) <= len(last):
        return None
    if any(other.source.report == one.source.report for other in group):
        return None
    same = any((t.figure.low, t.figure.high) == (one.figure.low, one.figure.high) for t in last)
    return same, len(one.words & last[-1].words) / max(1, len(one.words | last[-1].words))


def _told(record: Record, figure: Figure, known: Actors, merged: Mapping[str, MergedEvent]) -> _Told:
    text = record.report.text
    sentence = text[figure.evidence.start : figure.evidence.end]
    here = [e for e in record.events if e.evidence == figure.evidence and _counts(e.type, figure.measure)]
    nearest = min(here, key=lambda e: abs(e.trigger.start - figure.text.start), default=None)
    event = merged.get(key_of(record, nearest)) if nearest else None
    about = name_key(figure.about) if figure.about else None
    source = source_of(record, figure)
    words, unit = telling(sentence) - numbers(sentence), telling(figure.unit or "") - _anyone()
    return _Told(record, figure, source, event, about, words, unit, source.day or date.max)


def _counts(kind: str, measure: str) -> bool:
    """Whether an event of this type can be what the figure counts: the dead are of an attack, not of a meeting."""
    if measure in ("killed", "injured", "casualties"):
        return kind == "ASSAULT"
    return kind in ("COERCE", "ASSAULT", "RETREAT") if measure in HARMED else True


def _one_thing(a: _Told, b: _Told) -> bool:
    apart = abs((a.day - b.day).days)
    common = _common(a, b)
    if not common or apart > NEAR or not _same_unit(a, b):
        return False
    if a.event is not None and b.event is not None:
        return a.event.key == b.event.key and common >= 0.15
    if a.about and b.about:
        return fuzz.token_set_ratio(a.about, b.about) >= LIKE and common >= 0.3
    return common >= 0.5 and apart <= SOON


def _same_unit(a: _Told, b: _Told) -> bool:
    """Whether both count the same: dead soldiers are not dead villagers, but "people" may be either."""
    if a.figure.measure in HARMED and not (a.unit and b.unit):
        return True
    return a.unit == b.unit or bool(a.unit & b.unit)


@cache
def _anyone() -> frozenset[str]:
    return telling(settings()["figures"]["anyone"])


def _series(group: Sequence[_Told], known: Actors, decided: Decided) -> FigureSeries:
    first = group[0]
    claims = [_claim(one, known) for one in group]
    changes = ["first", *(_change(a, b) for a, b in pairwise(claims))]
    return FigureSeries(
        key=first.source.key,
        measure=first.figure.measure,
        unit=next((t.figure.unit for t in group if t.figure.unit), None),
        about=next((t.figure.about for t in group if t.figure.about), None),
        event=next((t.event.key for t in group if t.event), None),
        claims=tuple(
            RivalClaim(c.low, c.high, c.approximate, c.text, c.on_word_of, c.source, change)  # type: ignore[arg-type]
            for c, change in zip(claims, changes, strict=True)
        ),
        merges=tuple(_merge(group[:n], group[n], decided) for n in range(1, len(group))),
    )


def _merge(before: Sequence[_Told], one: _Told, decided: Decided) -> Merge:
    """What ties a claim to the one before it that is most like it; or a person's word."""
    key = one.source.key
    for other in before:
        if decided.same(key, [other.source.key]):
            return Merge(other.source.key, key, 0.0, decided=True)
    other = max(before[-5:], key=lambda t: (_one_thing(t, one), _common(t, one)))
    reasons = (
        Reason("same_event", 1.0, float(bool(one.event and other.event and one.event.key == other.event.key))),
        Reason("about", 1.0, fuzz.token_set_ratio(one.about, other.about) / 100 if one.about and other.about else 0.0),
        Reason("wording", 1.0, round(_common(other, one), 3)),
    )
    return Merge(other.source.key, key, round(sum(r.contribution for r in reasons), 3), reasons)


def _common(a: _Told, b: _Told) -> float:
    """The share of their words that both sentences have."""
    both = len(a.words & b.words)
    return both / max(1, len(a.words) + len(b.words) - both)


def _claim(told: _Told, known: Actors) -> RivalClaim:
    figure = told.figure
    words = " ".join(told.record.report.text[figure.text.start : figure.text.end].split())
    by = on_word_of(told.record, figure.claim, known)
    return RivalClaim(figure.low, figure.high, figure.approximate, words, by, told.source)


def on_word_of(record: Record, claim: str | None, known: Actors) -> tuple[str, ...]:
    """The names along the chain of claims, the nearest to the words first; empty for the reporter's own."""
    claims = {c.id: c for c in record.claims}
    names: list[str] = []
    while claim is not None:
        told = claims[claim]
        found = known.names(known.keys(record, told.source))
        if not found and told.source_text:
            found = (record.report.text[told.source_text.start : told.source_text.end],)
        names += found
        claim = told.via
    return tuple(dict.fromkeys(names))


def _change(before: RivalClaim, after: RivalClaim) -> Literal["same", "up", "down", "overlaps"]:
    if (before.low, before.high) == (after.low, after.high):
        return "same"
    if before.high is not None and after.low is not None and after.low > before.high:
        return "up"
    if before.low is not None and after.high is not None and after.high < before.low:
        return "down"
    if before.high is None and after.high is None and before.low is not None and after.low is not None:
        return "up" if after.low > before.low else "down"
    return "overlaps"
