"""Whether two events of two reports are one: what speaks for it, what forbids it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

from readout.record import Event, Period, Place, Record, day_of
from readout.situation.model import Actors, Merge, Reason, key_of
from readout.situation.settings import numbers, settings, telling

FLOOR = 1_000
"""Sentences that word weights are reckoned with at least, so that a word is not common for being in a small set."""
SOME = 0.4
"""How alike two sides are that share no more than a country, or a group without a name."""
OLD = 400
"""Days of a period from which on it is too wide to tell two events apart."""


@dataclass(frozen=True)
class Side:
    """The actors or the recipients of an event."""

    keys: frozenset[str]
    countries: frozenset[str]
    words: str
    """Their names together, for those that no other report names alike."""
    telling: frozenset[str]
    """Keys of those that are not any "people" or "officials"."""


@dataclass(frozen=True)
class Happening:
    """An event as the comparison sees it."""

    key: str
    record: Record
    event: Event
    told: date | None
    actor: Side
    recipient: Side
    trigger: str
    words: frozenset[str]
    numbers: frozenset[str]


def happenings(records: Sequence[Record], known: Actors) -> list[Happening]:
    """Every event of the records, in order."""
    return [_happening(record, event, known) for record in records for event in record.events]


def _happening(record: Record, event: Event, known: Actors) -> Happening:
    text = record.report.text
    sentence = text[event.evidence.start : event.evidence.end]
    return Happening(
        key_of(record, event), record, event, day_of(record.report.published),
        _side(known, known.keys(record, event.actor)), _side(known, known.keys(record, event.recipient)),
        text[event.trigger.start : event.trigger.end].lower(), telling(sentence), numbers(sentence),
    )  # fmt: skip


def _side(known: Actors, keys: tuple[str, ...]) -> Side:
    found = [known.entities[k] for k in keys]
    return Side(
        frozenset(keys),
        frozenset(e.country for e in found if e.country),
        " ".join(e.name for e in found).lower(),
        frozenset(e.key for e in found if e.kind != "group" or e.country or len(e.name.split()) > 1),
    )


def word_weights(found: Iterable[Happening]) -> dict[str, float]:
    """The inverse document frequency of each word over the sentences of the events."""
    sentences = {(h.record.report.id, h.event.evidence.start): h.words for h in found}
    counts = Counter(word for words in sentences.values() for word in words)
    many = max(FLOOR, len(sentences))
    return {word: math.log(1 + many / count) for word, count in counts.items()}


def forbidden(a: Happening, b: Happening) -> str | None:
    """Why the two cannot be one, whatever their score: the contradiction in words; None where there is none."""
    x, y = a.event, b.event
    if a.record.report.id == b.record.report.id:
        return "one report tells them apart"
    if x.quad != y.quad:
        return "one is conflict or material, the other not"
    if (x.status == "negated") != (y.status == "negated"):
        return "one report denies it"
    gap = days_apart(x.date, y.date)
    if gap is not None and gap > 2:
        return f"{gap} days apart"
    if _elsewhere(x.place, y.place):
        return "in two countries"
    if _strangers(a.actor, b.actor) and _strangers(a.recipient, b.recipient):
        return "between other sides"
    return None


def _strangers(a: Side, b: Side) -> bool:
    """Both are known, of known countries, and have none in common."""
    return bool(a.countries and b.countries) and not a.countries & b.countries and not a.keys & b.keys


def days_apart(a: Period | None, b: Period | None) -> int | None:
    """Days between two periods; 0 where they overlap, None where either is not known or years wide."""
    spans = [_days(p) for p in (a, b)]
    if None in spans:
        return None
    (first, last), (start, end) = sorted(s for s in spans if s is not None)
    if min(last - first, end - start) > OLD:
        return None
    return max(0, start - last)


def _days(period: Period | None) -> tuple[int, int] | None:
    if period is None or not (period.start or period.end):
        return None
    start, end = period.start or period.end, period.end or period.start
    return date.fromisoformat(start or "").toordinal(), date.fromisoformat(end or "").toordinal()


def _elsewhere(a: Place | None, b: Place | None) -> bool:
    return bool(a and b and a.country and b.country and a.country != b.country)


class Likeness:
    """How surely two of some events are one, by the weights of `situation.toml` and the rarity of their words."""

    def __init__(self, found: Sequence[Happening]) -> None:
        self.words = word_weights(found)
        self._whole = {h.key: sum(self.words[w] for w in h.words) for h in found}
        table = settings()["event"]
        self.threshold: float = table["threshold"]
        self._bias: float = table["bias"]
        self._weights: dict[str, float] = table["weights"]

    def score(self, a: Happening, b: Happening) -> float:
        """The sum of what the features add, in logits; above the threshold: one."""
        added = (value * self._weights[name] for name, value in self._features(a, b).items() if value)
        return round(self._bias + sum(added), 3)

    def merge(self, a: Happening, b: Happening) -> Merge:
        """The same with what each feature adds."""
        found = self._features(a, b).items()
        reasons = tuple(Reason(name, value, round(value * self._weights[name], 3)) for name, value in found)
        return Merge(a.key, b.key, self.score(a, b), reasons)

    def _features(self, a: Happening, b: Happening) -> dict[str, float]:
        return _features(a, b) | {"wording": self._overlap(a, b)}

    def _overlap(self, a: Happening, b: Happening) -> float:
        """The weight of the words of both sentences: the mean of its share in the shorter, and in both together."""
        both = sum(map(self.words.__getitem__, a.words & b.words))
        left, right = self._whole[a.key], self._whole[b.key]
        return 0.5 * both / min(left, right) + 0.5 * both / (left + right - both) if both else 0.0


def _features(a: Happening, b: Happening) -> dict[str, float]:
    x, y = a.event, b.event
    gap = days_apart(x.date, y.date)
    sides = ((a.actor, b.actor), (a.recipient, b.recipient))
    actor, recipient = (_alike(one, other) for one, other in sides)
    named = zip((actor, recipient), sides, strict=True)
    return {
        "same_type": float(x.type == y.type),
        "mode_differs": float(bool(x.mode and y.mode and x.mode != y.mode)),
        "actor": actor,
        "recipient": recipient,
        "strangers": float(sum(alike < SOME and bool(one.keys and other.keys) for alike, (one, other) in named)),
        "apart": float(not actor and not recipient),
        "trigger": max(0.0, fuzz.token_set_ratio(a.trigger, b.trigger) / 60 - 2 / 3),
        "same_day": float(gap == 0),
        "day_apart": float(gap is not None and gap > 0),
        "place": _near(x.place, y.place),
        "figures_agree": float(bool(a.numbers & b.numbers)),
        "figures_differ": float(bool(a.numbers and b.numbers) and not a.numbers & b.numbers),
        "status_differs": float((x.status in _AHEAD) != (y.status in _AHEAD)),
    }


_AHEAD = frozenset({"planned", "possible", "conditional"})


def _alike(a: Side, b: Side) -> float:
    """How alike two sides are: 1 for an entity in common, else by their names, or `SOME`."""
    if not a.keys or not b.keys:
        return 0.0
    if a.telling & b.telling:
        return 1.0
    names = fuzz.token_set_ratio(a.words, b.words) / 100
    if a.keys & b.keys:
        return SOME
    return max(0.8 * names if names >= 0.6 and a.telling and b.telling else 0.0, SOME * bool(a.countries & b.countries))


def _near(a: Place | None, b: Place | None) -> float:
    if a is None or b is None:
        return 0.0
    if a.name.lower() == b.name.lower():
        return 1.0
    return 0.5 * bool(a.country and a.country == b.country)
