"""Words of time and their classes, read once from `data/lexicon.toml`; and the classes of numbers by their shape."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any

_FOLD = {"’": "'", "‘": "'", "`": "'", "–": "-", "‑": "-", "‐": "-"}
_NUMBER = re.compile(r"\d")


def load(name: str) -> dict[str, Any]:
    """The TOML table `data/{name}` of this room."""
    return tomllib.loads(resources.files(__package__).joinpath("data", name).read_text("utf-8"))


@cache
def classes() -> dict[str, dict[str, Any]]:
    """Each class with its words and their values."""
    return {k: v for k, v in load("lexicon.toml").items() if isinstance(v, dict)}


@cache
def cased() -> frozenset[str]:
    """Words that are times only with a capital letter."""
    return frozenset(load("lexicon.toml")["cased"])


def value(kind: str, word: str) -> Any:
    """The value of `word` in class `kind`. Raises KeyError where it is not in it."""
    return classes()[kind][fold(word)]


def fold(word: str) -> str:
    """Lower case, with the typographic forms of apostrophe and hyphen made plain."""
    return _FOLD.get(word) or " ".join(word.lower().split())


@cache
def classes_of(word: str) -> frozenset[str]:
    """All classes of one word as it stands in the text, capital letters included; empty for words without time."""
    if _NUMBER.match(word):
        return frozenset(_shapes(word))
    low = fold(word)
    if low in cased() and word[:1].islower():
        return frozenset({"=" + low})
    return _kinds().get(low, frozenset()) | {"=" + low}


@cache
def _kinds() -> dict[str, frozenset[str]]:
    """The classes of each listed word."""
    found: dict[str, set[str]] = {}
    for kind, listed in classes().items():
        for word in listed:
            found.setdefault(word, set()).add(kind)
    return {word: frozenset(kinds) for word, kinds in found.items()}


def _shapes(word: str) -> set[str]:
    """DECADES YEAR TENYEAR DAY MONTHNUM HOUR MIN YY HHMM CLOCKDEC NUM…: what a number may be by its shape alone."""
    if word.endswith("s"):
        return {"DECADES" if len(word) > 3 else "DECADEYY"}
    found = {"NUM"}
    if "." in word and len(word) <= 5:
        hour, _, minute = word.partition(".")
        if len(minute) == 2 and int(hour) <= 24 and int(minute) < 60:
            found.add("CLOCKDEC")
    if not word.isdecimal():
        return found
    number, size = int(word), len(word)
    tests = {
        "YEAR": size == 4 and 1000 <= number <= 2199,
        "TENYEAR": size in (2, 4) and number % 10 == 0 and (size == 2 or 1000 <= number <= 2199),
        "HHMM": size == 4 and number // 100 <= 24 and number % 100 < 60,
        "YY": size == 2,
        "MIN": size == 2 and number < 60,
        "DAY": size <= 2 and 1 <= number <= 31,
        "MONTHNUM": size <= 2 and 1 <= number <= 12,
        "HOUR": size <= 2 and number <= 24,
    }
    return found | {kind for kind, holds in tests.items() if holds}
