"""How likely an event is right: signs of the act and its parties, weighed by data/confidence.toml.

The weights are fitted on events of agency reports judged by hand (`python -m benchmarks.calibrate`), as a logistic
regression with a ridge penalty: so the number is meant as the share of such events that a judge finds right.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from readout.extract import lexicon
from readout.extract.lexicon import settings
from readout.language.document import Document

if TYPE_CHECKING:
    from readout.extract.events import Candidate

_LEAST = 0.01


@cache
def _weights() -> dict[str, Any]:
    return tomllib.loads((lexicon.DATA / "confidence.toml").read_text("utf-8"))


def logit(chance: float) -> float:
    """The log odds of a probability, which is kept 0.01 from either end."""
    p = min(1 - _LEAST, max(_LEAST, chance))
    return math.log(p / (1 - p))


def confidence(signs: Mapping[str, float]) -> float:
    """The probability (0-1) that an event with these `signs` is right; a sign that is missing counts as its mean."""
    table = _weights()
    total = float(table["intercept"])
    for name, (mean, weight) in table["signs"].items():
        total += weight * (signs.get(name, mean) - mean)
    return 1 / (1 + math.exp(-total))


def signs(c: Candidate, doc: Document, word: Mapping[str, float] | None, tag: float | None) -> dict[str, float]:
    """What speaks for or against candidate `c`. `word` is the head's word on the type of its trigger, `tag` the
    probability that the trigger is an event at all; either is `None` where no head was asked, and leaves its sign out.
    """
    out = {
        "type": logit(float(settings()["confidence"]["types"][c.kind])),
        "noun": float(c.trigger.noun),
        "root": float(doc.tokens[c.trigger.head].is_root),
        "no_actor": float(not c.actor),
        "no_recipient": float(not c.recipient),
    }
    if word is not None:
        out["word_best"] = float(c.kind == max(word, key=word.__getitem__))
    if tag is not None:
        out["tag"] = logit(tag)
    return out
