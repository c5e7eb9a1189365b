"""A light test of whether a text is English: the share of its commonest little words, and its script."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from readout.errors import LanguageError
from readout.intake.lexicon import table

_ENOUGH = 30
"""Words below which nothing is said. English news has .35-.50 of its words in the list, other languages under .12."""
_SAMPLE = 20_000


def language(text: str) -> str | None:
    """`"en"`, or `None` where the text is too short or too odd to tell.

    Raises `LanguageError`, with the guess, for a text that is plainly in another language.
    """
    sample = text[:_SAMPLE]
    letters = [c for c in sample[:4000] if c.isalpha()]
    foreign = [c for c in letters if c > "\u036f"]
    if len(foreign) >= 40 and len(foreign) > len(letters) * 0.5:
        script = Counter(unicodedata.name(c, "?").split()[0] for c in foreign).most_common(1)[0][0]
        raise _refusal(table("languages")["scripts"].get(script, "a language in another script"))
    words = re.findall(r"[^\W\d_]+", sample.lower())
    if not words:
        return None
    shares = {code: sum(w in listed for w in words) / len(words) for code, listed in _lists().items()}
    best = max(shares, key=lambda code: shares[code])
    if best != "en" and len(words) >= _ENOUGH and shares[best] > max(0.18, 1.5 * shares["en"]):
        raise _refusal(table("languages")["names"][best])
    return "en" if best == "en" and shares["en"] > 0.2 and len(words) >= 8 else None


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    return {code: frozenset(words.split()) for code, words in table("languages").items() if isinstance(words, str)}


def _refusal(guess: str) -> LanguageError:
    return LanguageError(
        f"the report is not in English; it looks like {guess}", remedy="Translate it first: Readout reads English"
    )
