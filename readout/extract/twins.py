"""How likely two acts of a report are one told twice, where no rule of `merge` and `again` says so.

Signs of the two tellings (who acts, on whom, the days, how far apart, how alike the words and their vectors are) are
weighed by data/twins.toml: a logistic regression fitted on events of agency reports of which judges said which are the
same (`python -m benchmarks.twins`).
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from readout.extract import again, codes, lexicon
from readout.extract.party import Party
from readout.extract.reading import Reading
from readout.language.document import Document

if TYPE_CHECKING:
    from readout.extract.events import Candidate

_BACK = ("the", "this", "that", "these", "those", "such")
_LEAD = 2
_FAR = 3
_KINDS = ("ASSAULT", "COERCE", "CONSULT", "ACCUSE", "REQUEST", "AGREE", "RETREAT", "PROTEST", "SANCTION", "REJECT")


@cache
def _weights() -> dict[str, Any]:
    return tomllib.loads((lexicon.DATA / "twins.toml").read_text("utf-8"))


def told_twice(reading: Reading, old: Candidate, new: Candidate) -> float:
    """The probability (0-1) that `new` tells the act of `old` again."""
    return chance(signs(reading, old, new))


def least() -> float:
    """The probability from which on two tellings are taken for one."""
    return float(_weights()["least"])


def chance(seen: Mapping[str, float]) -> float:
    """The probability (0-1) for these signs."""
    table = _weights()
    total = float(table["intercept"]) + sum(w * seen.get(name, 0.0) for name, w in table["signs"].items())
    return 1 / (1 + math.exp(-total))


def signs(reading: Reading, old: Candidate, new: Candidate) -> dict[str, float]:
    """What speaks for one act told twice, or against it; a sign that is missing counts as 0."""
    doc = reading.document
    apart = again.sentence_of(reading, new) - again.sentence_of(reading, old)
    a, b = old.trigger, new.trigger
    out = {
        "one_sentence": float(apart == 0),
        "next_sentence": float(apart == 1),
        "far": float(apart > _FAR),
        "distance": math.log1p(max(apart, 0)),
        "old_leads": float(again.sentence_of(reading, old) < _LEAD),
        "same_verb": float(a.entry.head == b.entry.head),
        "same_entry": float(a.entry.key == b.entry.key),
        "same_mode": float(codes.mode_of(doc, a, old.kind) == codes.mode_of(doc, b, new.kind)),
        "old_noun": float(a.noun),
        "new_noun": float(b.noun),
        "both_nouns": float(a.noun and b.noun),
        "definite": float(b.noun and any(doc.tokens[d].text.lower() in _BACK for d in doc.dependents(b.head, "det"))),
        "same_status": float(old.status == new.status),
        "new_historical": float(new.status == "historical" != old.status),
        "old_historical": float(old.status == "historical" != new.status),
        "set_apart": float(again.set_apart(reading, new)),
        "days_part": float(not again.dates_fit(old.when, new.when)),
        "same_day": float(old.when is not None and old.when == new.when),
        "alike": _cosine(doc, [a.head], [b.head]),
        "alike_to": _cosine(doc, old.recipient.heads, new.recipient.heads),
        "shared_words": _shared_words(doc, a.head, b.head),
        "nobody": float(not new.actor and not new.recipient),
        "crossed": float(bool(_ids(old.actor) & _ids(new.recipient) or _ids(new.actor) & _ids(old.recipient))),
        "by_pronoun": float(any(doc.tokens[h].upos == "PRON" for h in new.actor.heads + new.recipient.heads)),
    }
    out |= _sides("actor", reading, old.actor, new.actor) | _sides("recipient", reading, old.recipient, new.recipient)
    numbers = [_numbers(doc, party) for party in (old.recipient, new.recipient)]
    if all(numbers):
        out["same_number" if numbers[0] & numbers[1] else "other_number"] = 1.0
    return out | {f"is_{kind}": float(new.kind == kind) for kind in _KINDS}


def _ids(party: Party) -> set[str]:
    return set(party.ids)


def _sides(name: str, reading: Reading, old: Party, new: Party) -> dict[str, float]:
    """How the parties of one side go together: the same, some of them, one unknown, both unknown, of one country."""
    a, b = _ids(old), _ids(new)
    homes = [{reading.cast.actor(i).country for i in side} - {None} for side in (a, b)]
    return {
        f"{name}_same": float(bool(a) and a == b),
        f"{name}_shared": float(bool(a & b) and a != b),
        f"{name}_untold": float(bool(a) and not b),
        f"{name}_new": float(bool(b) and not a),
        f"{name}_unknown": float(not a and not b),
        f"{name}_home": float(bool(a and b) and not a & b and bool(homes[0] & homes[1])),
        f"{name}_abroad": float(bool(homes[0] and homes[1]) and not homes[0] & homes[1]),
    }


def _cosine(doc: Document, old: list[int] | tuple[int, ...], new: list[int] | tuple[int, ...]) -> float:
    """How alike the core's vectors of two groups of words are (-1 to 1); 0 where one is empty."""
    if doc.vectors is None or not old or not new:
        return 0.0
    a, b = doc.vectors[list(old)].mean(axis=0), doc.vectors[list(new)].mean(axis=0)
    return float(a @ b / (np.linalg.norm(a) * np.linalg.norm(b) + 1e-9))


def _shared_words(doc: Document, old: int, new: int) -> float:
    """Which share of the nouns, names and verbs of the shorter sentence the other has too (0-1)."""
    bags = []
    for i in (old, new):
        s = doc.sentence_of(i)
        bags.append({t.lemma.lower() for t in doc.tokens[s.first : s.last] if t.upos in ("NOUN", "PROPN", "VERB")})
    return len(bags[0] & bags[1]) / max(1, min(map(len, bags)))


def _numbers(doc: Document, party: Party) -> set[str]:
    """The numbers that count those of a side."""
    return {doc.tokens[n].text.lower() for h in party.heads for n in doc.dependents(h, "nummod")}
