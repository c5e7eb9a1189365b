"""Words to word pieces: the encoder's own vocabulary, and the shape of a word that the vocabulary forgets.

The encoder reads lower-cased pieces, so what capitals, digits and the start of a sentence tell is given to it
beside them, as a small number per word (its shape). Training and the runtime share this module, so that both
see a text in the same way.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

PAD, UNK, CLS, SEP = 0, 100, 101, 102
"""Identifiers of the special pieces in the encoder's vocabulary."""

MAX_PIECES = 8
"""Pieces kept of one word: enough for any word of a language; web addresses and number strings are cut."""

SHAPES = 16
"""Number of shapes: eight kinds of letters, each at or after the start of a sentence."""

_MAX_CHARACTERS = 60
_CACHE_LIMIT = 200_000


def shape(word: str, *, starts_sentence: bool) -> int:
    """The shape of `word`, 0-15: its letters (lower, Title, ALL CAPS, one capital, mIxed, digits, both, other)."""
    return _letters(word) + (8 if starts_sentence else 0)


def _letters(word: str) -> int:
    if word.islower():
        return 6 if any(c.isdigit() for c in word) else 0
    letters = [c for c in word if c.isalpha()]
    digits = any(c.isdigit() for c in word)
    if not letters:
        return 5 if digits else 7
    if digits:
        return 6
    if all(c.isupper() for c in letters):
        return 2 if len(letters) > 1 else 3
    if letters[0].isupper() and all(c.islower() for c in letters[1:]):
        return 1
    return 4


class WordPieces:
    """Splits single words into piece identifiers, greedily longest first, as BERT's uncased tokeniser does."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        """Take the pieces in the order of their identifiers, continuations marked with "##"."""
        self._ids = {piece: i for i, piece in enumerate(vocabulary)}
        self._cache: dict[str, tuple[int, ...]] = {}

    def __call__(self, word: str) -> tuple[int, ...]:
        """Identifiers of the pieces of `word`: at least one, at most `MAX_PIECES`."""
        found = self._cache.get(word)
        if found is None:
            if len(self._cache) >= _CACHE_LIMIT:
                self._cache.clear()
            found = self._cache[word] = self._split(word)
        return found

    def _split(self, word: str) -> tuple[int, ...]:
        pieces: list[int] = []
        for part in _parts(word[:_MAX_CHARACTERS]):
            pieces.extend(self._longest(part))
            if len(pieces) >= MAX_PIECES:
                break
        return tuple(pieces[:MAX_PIECES]) or (UNK,)

    def _longest(self, part: str) -> list[int]:
        out: list[int] = []
        start = 0
        while start < len(part):
            for end in range(len(part), start, -1):
                found = self._ids.get(part[start:end] if start == 0 else "##" + part[start:end])
                if found is not None:
                    out.append(found)
                    start = end
                    break
            else:
                return [UNK]
        return out


def _parts(word: str) -> list[str]:
    """Lower-case `word`, drop accents and control characters, and split it at punctuation and CJK characters."""
    parts, current = [], ""
    for c in unicodedata.normalize("NFD", word.lower()):
        category = unicodedata.category(c)
        if category == "Mn" or category[0] == "C" or c.isspace():
            continue
        if _stands_alone(c, category):
            parts += [current, c] if current else [c]
            current = ""
        else:
            current += c
    return [*parts, current] if current else parts


def _stands_alone(c: str, category: str) -> bool:
    code = ord(c)
    if category[0] == "P" or 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126:
        return True
    return 0x4E00 <= code <= 0x9FFF or 0x3400 <= code <= 0x4DBF or 0xF900 <= code <= 0xFAFF
