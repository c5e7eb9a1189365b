"""The words and weights of this room, from `data/situation.toml`."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources
from typing import Any

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")


@cache
def settings() -> dict[str, Any]:
    """The whole file."""
    return tomllib.loads(resources.files(__package__).joinpath("data/situation.toml").read_text("utf-8"))


@cache
def stop_words() -> frozenset[str]:
    """Words that tell no text from another."""
    return frozenset(settings()["stop"].split())


def words(text: str) -> list[str]:
    """The words and numbers of `text`, lower case."""
    return _WORD.findall(text.lower())


@lru_cache(maxsize=8192)  # the sentences and issues of a picture are asked for again and again
def telling(text: str) -> frozenset[str]:
    """Its words without those that tell nothing, plurals and possessives cut ("attacks" as "attack")."""
    return frozenset(_stem(w) for w in words(text) if w not in stop_words() and (len(w) > 1 or w.isdigit()))


def _stem(word: str) -> str:
    if len(word) > 4 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def numbers(text: str) -> frozenset[str]:
    """The numerals of `text`, as written but without commas."""
    return frozenset(n.replace(",", "") for n in re.findall(r"\d[\d,]*(?:\.\d+)?", text))
