"""How likely an event is right: signs of the act and its parties, weighed by data/confidence.toml.

The weights are fitted on events of agency reports judged one by one (`python -m benchmarks.calibrate`), as a logistic
regression with a ridge penalty: so the number is meant as the share of such events that a judge finds right. One of
the signs, "core", is what the language core's vector of the act's word says (data/confidence.npz, fitted together with
the others).
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from readout.extract import codes, lexicon, syntax
from readout.extract.lexicon import listed, settings
from readout.extract.politics import is_for_the_state
from readout.extract.reading import Reading
from readout.language.document import Document

if TYPE_CHECKING:
    from readout.extract.events import Candidate

_LEAST = 0.01
_DEEDS = (2, 4)
_PAIR = 2
_TOPICS = ("economic", "health", "disasters", "military", "diplomatic", "legal", "terrorism", "executive")
_BELOW = ("xcomp", "ccomp", "advcl", "acl")


@cache
def _weights() -> dict[str, Any]:
    return tomllib.loads((lexicon.DATA / "confidence.toml").read_text("utf-8"))


@cache
def _of_vectors() -> NDArray[np.float32]:
    with (lexicon.DATA / "confidence.npz").open("rb") as file, np.load(file) as arrays:
        return np.asarray(arrays["weights"], np.float32)


def vector(c: Candidate, doc: Document) -> NDArray[np.float32] | None:
    """The core's vector of the act's word; `None` where the document keeps none."""
    return None if doc.vectors is None else np.asarray(doc.vectors[c.trigger.head], np.float32)


def logit(chance: float) -> float:
    """The log odds of a probability, which is kept 0.01 from either end."""
    p = min(1 - _LEAST, max(_LEAST, chance))
    return math.log(p / (1 - p))


def least() -> float:
    """The confidence below which an act is left out of the record (0-1): the user's, or what ships."""
    given = lexicon.in_use().least
    return float(_weights()["least"]) if given is None else given


def confidence(signs: Mapping[str, float]) -> float:
    """The probability (0-1) that an event with these `signs` is right; a sign that is missing counts as its mean."""
    table = _weights()
    total = float(table["intercept"])
    for name, (mean, weight) in table["signs"].items():
        total += weight * (signs.get(name, mean) - mean)
    return 1 / (1 + math.exp(-total))


def signs(c: Candidate, reading: Reading, word: Mapping[str, float] | None, tag: float | None) -> dict[str, float]:
    """What speaks for or against candidate `c`. `word` is the head's word on the type of its trigger, `tag` the
    probability that the trigger is an event at all; either is `None` where no head was asked, and leaves its sign out.
    """
    doc, head = reading.document, c.trigger.head
    token = doc.tokens[head]
    sentence = doc.sentence_of(head)
    out = {
        "type": logit(float(settings()["confidence"]["types"][c.kind])),
        "noun": float(c.trigger.noun),
        "root": float(token.is_root),
        "below": float(token.relation in _BELOW and not c.trigger.noun),
        "no_actor": float(not c.actor),
        "no_recipient": float(not c.recipient),
        "one_side": float(not (c.actor and c.recipient)),
        "actor_lost": float(not c.actor and bool(_subjects(doc, c))),
        "recipient_lost": float(not c.recipient and bool(_objects(doc, c))),
        "recipient_inside": float(bool(c.recipient) and not _is_beside(doc, c)),
        "pronoun": float(any(doc.tokens[h].upos == "PRON" for h in c.actor.heads + c.recipient.heads)),
        "group": float(any(reading.cast.actor(i).kind == "group" for i in c.actor.ids)),
        "state": float(is_for_the_state(reading, c.actor, c.recipient)),
        "unreal": float(c.status in ("possible", "conditional", "negated", "planned")),
        "historical": float(c.status == "historical"),
        "late": math.log1p(token.sentence),
        "long": (sentence.last - sentence.first) / 10,
        "weak": float(not c.trigger.noun and c.trigger.entry.head in listed("weak", "verbs")),
        "again": float("told again" in c.why),
        "special": float(bool(c.trigger.entry.weight)),
    }
    out |= {f"is_{kind}": float(c.kind == kind) for kind in settings()["types"]}
    out |= _who(reading, c) | _about(doc, head)
    if reading.published is not None:  # where the report has no date its acts can have none, which says nothing
        out["dated"] = float(c.when is not None)
    if c.chance is not None:
        out["pair"] = logit(c.chance)
    if word is not None:
        seen = {c.kind} if c.kind in c.trigger.entry.types else {c.kind, *c.trigger.entry.types}
        out["word_best"] = float(max(word, key=word.__getitem__) in seen)
        out["word"] = logit(max(word.get(kind, 0.0) for kind in seen))
    if tag is not None:
        out["tag"] = logit(tag)
    of_core = vector(c, doc)
    if of_core is not None:
        out["core"] = float(_of_vectors() @ of_core)
    return out


def _who(reading: Reading, c: Candidate) -> dict[str, float]:
    """Who the sides are: persons or bodies with names, of one country or of two, in private life alone."""
    actors, others = ([reading.cast.actor(i) for i in side.ids] for side in (c.actor, c.recipient))
    homes = [{a.country for a in side if a.country} for side in (actors, others)]
    physical = codes.quad(c.kind) in _DEEDS
    return {
        "deed_to_none": float(physical and not c.recipient),
        "person": float(any(a.kind == "person" for a in actors)),
        "office": float(any(a.role or a.kind == "country" for a in actors)),
        "other_group": float(any(a.kind == "group" for a in others)),
        "other_body": float(any(a.kind == "organisation" for a in others)),
        "abroad": float(bool(homes[0] and homes[1]) and not homes[0] & homes[1]),
        "at_home": float(bool(homes[0] & homes[1])),
        "private": float(all(a.sector in listed("private_sectors") or not a.sector for a in actors + others)),
        "many": float(len(actors) + len(others) > _PAIR),
    }


def _about(doc: Document, head: int) -> dict[str, float]:
    """What the sentence is about: how many contexts of politics it calls up, and some that few acts belong to."""
    found = set(codes.contexts(doc, head))
    out = {f"on_{name}": float(name in found) for name in _TOPICS}
    return out | {"contexts": float(min(len(found), 4))}


def _subjects(doc: Document, c: Candidate) -> list[int]:
    return [] if c.trigger.noun else syntax.subjects(doc, c.trigger.head)


def _objects(doc: Document, c: Candidate) -> list[int]:
    return [] if c.trigger.noun else [o for o in syntax.objects(doc, c.trigger.head) if o not in c.trigger.words]


def _is_beside(doc: Document, c: Candidate) -> bool:
    """Whether the recipient hangs from the act itself, and is not only named within what does."""
    near = {c.trigger.head, *c.trigger.words}
    return any(doc.tokens[h].head in near or h in _objects(doc, c) for h in c.recipient.heads)
