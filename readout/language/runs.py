"""One run of non-space characters: its tokens, and what it says of the sentence ends on either side.

A chunk is studied without its neighbours, so the answer can be cached; `tokenize` puts chunks together. The word lists
and the conventions they follow are in `data/tokenize.toml`.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

MAX_CHUNK = 1000
"""Code points: a longer run without a space is one token (encoded data, not words)."""
CACHED_CHUNK = 40
"""Code points: longer chunks are rare and are not cached, which bounds the cache's memory."""


class Lexicon(NamedTuple):
    """The word lists of `data/tokenize.toml` and the token pattern made of them."""

    lists: dict[str, frozenset[str]]
    contractions: dict[str, tuple[int, ...]]
    token: re.Pattern[str]


class Chunk(NamedTuple):
    """What one run of non-space characters says by itself."""

    text: str
    spans: tuple[tuple[int, int], ...]
    """Start and end of each token, relative to the chunk."""
    ends: str
    """"" no end, "." period, "!" question or exclamation, "~" ellipsis, "a" abbreviation, "t" title or initial,
    "u" web address or smiley, "r" ruled line."""
    closed: bool
    """A closing quote or bracket follows the end."""
    begins: str
    """"U" capital, "l" lower case, "d" digit, "b" bullet, "c" only closing marks, "n" note mark ("[3]"), "" other."""
    opened: bool
    """An opening quote comes first."""
    first: str
    """Its first word, lower case."""
    inner: tuple[int, ...]
    """Sentence ends inside the chunk, as token counts."""


_OPENERS = "\"“‘«([{'`„"
_QUOTES = "\"“‘«'`„"
_CLOSERS = "\"”’»)]}'"
_PRIMES = str.maketrans("’`´‘", "''''")
_CLITIC = re.compile(r"(?i)(?:n['’`´]t|['’`´](?:s|re|ve|ll|d|m))$")
_SLANTED = str.maketrans("’`´", "'''")
_TRAIL = re.compile(r"[.,;:!?'\"’”)\]>]{1,20}$")
_BULLET = re.compile(r"(?:[-*•·▪●■◦–—>+]|\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)])$")
_NOTE = re.compile(r"(?:\[(?:\d{1,3}|[a-z])\]){1,6}$")
_NOTE_AFTER = re.compile(r"(?<=[.!?\"”’)])(?:\[(?:\d{1,3}|[a-z])\]){1,6}$")
_SMILEY = re.compile(r"[:;=][-'^]?[()DPp]{1,5}$")
_RULE = re.compile(r"[-=_*#~+]{5,}$")
_INNER_LEFT = re.compile(r"[a-z0-9)\]\"”’']{2}$")
_PATTERN = r"""
  (?P<url>(?:https?|ftp)://[^\s<>"“”]{1,2000}|www\.[^\s<>"“”]{1,500})
| (?P<smiley>(?<!\S)[:;=][-'^]?[()DPp]{1,5}(?!\S))
| (?P<mail>[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6})
| (?P<site>(?:[A-Za-z0-9][A-Za-z0-9-]{0,62}\.){1,4}(?i:DOMAINS)(?![\w.])(?:/[^\s<>"“”),;]{0,500})?)
| (?P<group>(?<!\w)[a-z]{2,20}(?:\.[a-z][a-z-]{1,20}){2,6}(?!\w))
| (?P<file>\w[\w-]{0,60}\.(?i:FILES)(?!\w))
| (?P<tag>[@\#]\w{1,100})
| (?P<elided>(?i:(?:ELIDED))(?!\w)|['’]\d\d(?:s|(?!\w)))
| (?P<clitic>(?i:['’](?:s|re|ve|ll|d|m))(?!\w))
| (?P<phone>(?<!\w)(?:(?:\d-)?\d{3}-\d{3}-\d{4}|\d{3}-\d{4}|\d{4}-\d\d-\d\d|\d\d-\d\d-\d{4})(?!\w))
| (?P<ordinal>\d{1,12}(?:,\d{3}){0,4}(?i:st|nd|rd|th|s)(?!\w))
| (?P<number>(?<!\w)[.]\d{1,40}(?!\w)|\d{1,40}(?:[.,:/]\d{1,40}){0,12}(?:(?!\w)|(?=(?i:UNITS)(?!\w))))
| (?P<acronym>(?:[^\W\d_]\.){2,10}(?:[^\W\d_](?!\w))?|(?i:ph\.d\.?))
| (?P<hyphen>(?i:(?:WHOLE)(?!\w)|(?<!-)(?:PREFIX)-(?=[^\W\d_]{2})\w{1,100}(?:['’]\w{1,3})?))
| (?P<money>[A-Z]{1,3}\$(?=[\d.])|(?<!\w)(?:EUR|USD|GBP|RMB|Rs)(?=\d))
| (?P<amp>[A-Z]{1,4}&[A-Z]{1,4}(?!\w))
| (?P<word>\w{1,1000}(?:['’`´]\w{1,100}){0,3})
| (?P<dots>\.{2,1000}|…{1,1000})
| (?P<mark>[!?]{2,100}|(?P<same>[^\w\s])(?P=same){0,1000}|\S)
"""


def _alternatives(words: frozenset[str]) -> str:
    return "|".join(re.escape(word).replace("'", "['’]") for word in sorted(words, key=lambda w: (-len(w), w)))


@cache
def lexicon() -> Lexicon:
    """The word lists, read once from the package's data."""
    raw = tomllib.loads(files("readout.language").joinpath("data/tokenize.toml").read_text(encoding="utf-8"))
    lists = {key: frozenset(value.split()) for key, value in raw.items()}
    pattern = _PATTERN
    for name, key in (
        ("DOMAINS", "domains"),
        ("FILES", "files"),
        ("ELIDED", "apostrophe_first"),
        ("UNITS", "units"),
        ("WHOLE", "whole"),
        ("PREFIX", "hyphen_prefixes"),
    ):
        pattern = pattern.replace(name, _alternatives(lists[key]))
    contractions: dict[str, tuple[int, ...]] = {}
    for entry in lists["contractions"]:
        parts = entry.split("|")
        sizes = [len(part) for part in parts]
        contractions["".join(parts)] = tuple(sum(sizes[:n]) for n in range(1, len(parts)))
    return Lexicon(lists, contractions, re.compile(pattern, re.VERBOSE))


def _split_word(word: str) -> list[int]:
    """Inner cuts of a word: contractions and possessives."""
    plain = word.lower().translate(_PRIMES)
    if plain in (table := lexicon().contractions):
        return list(table[plain])
    cuts: list[int] = []
    end = len(word)
    while len(cuts) < 3 and (match := _CLITIC.search(word, max(0, end - 4), end)) and match.start() > 0:
        end = match.start()
        cuts.append(end)
    return cuts[::-1]


def _abbreviated(word: str) -> bool:
    """Whether a period right after `word` belongs to it."""
    lists, low = lexicon().lists, word.lower()
    if len(word) == 1:
        return word.isupper() and word != "I"
    if low in lists["leading"] or low in lists["abbreviations"]:
        return True
    return word[0].isupper() and (low in lists["titles"] or low in lists["capitalised"])


def _one_period(chunk: str, at: int) -> bool:
    """Whether a period at `at` is no part of an ellipsis; "Inc.." holds the abbreviation's and the sentence's."""
    return chunk[at : at + 1] == "." and chunk[at : at + 3] != "..."


def _cut(chunk: str) -> list[int]:
    """Start and end of each token of a chunk, in turn."""
    out: list[int] = []
    at, size, scan = 0, len(chunk), lexicon().token.match
    while at < size:
        match = scan(chunk, at)
        kind, end = (match.lastgroup, match.end()) if match else ("mark", at + 1)
        if kind in ("url", "site") and (trail := _TRAIL.search(chunk, at, end)) and trail.start() > at:
            end = trail.start()
        elif kind in ("word", "hyphen"):
            inner = [at + cut for cut in _split_word(chunk[at:end])]
            if not inner and _one_period(chunk, end) and _abbreviated(chunk[at:end]):
                end += 1
            for cut in inner:
                out += (at, cut)
                at = cut
        out += (at, end)
        at = end
    return out


def _ending(chunk: str, cuts: list[int]) -> tuple[str, bool]:
    """How a chunk ends, and whether quotes or brackets close after that."""
    if (note := _NOTE_AFTER.search(chunk)) is not None:
        chunk, cuts = chunk[: note.start()], [cut for n, cut in enumerate(cuts) if cuts[n | 1] <= note.start()]
    i, closed = len(cuts) - 2, False
    if _SMILEY.match(chunk):
        return "u", False
    while i > 0 and all(c in _CLOSERS for c in chunk[cuts[i] : cuts[i + 1]]):
        closed, i = True, i - 2
    token = chunk[cuts[i] : cuts[i + 1]]
    if token in (".", "。"):
        return ".", closed
    if token[-1] in "!?":
        return "!", closed
    if token[-1] == "…" or token.startswith(".."):
        return "~", closed
    if token[-1] == "." and len(token) > 1:
        low, lists = token[:-1].lower(), lexicon().lists
        return ("t" if len(low) == 1 or low in lists["titles"] or low in lists["leading"] else "a"), closed
    if "://" in token or ("@" in token[1:] and "." in token):
        return "u", closed
    return ("r" if _RULE.match(chunk) else ""), closed


def _beginning(chunk: str, cuts: list[int]) -> tuple[str, bool, str]:
    """How a chunk begins, whether a quote opens first, and its first word in lower case."""
    i, opened = 0, False
    while i < len(cuts) - 2 and all(c in _OPENERS for c in chunk[cuts[i] : cuts[i + 1]]):
        opened = opened or chunk[cuts[i]] in _QUOTES
        i += 2
    token = chunk[cuts[i] : cuts[i + 1]]
    if _NOTE.match(chunk):
        return "n", False, ""
    if _BULLET.match(chunk):
        return "b", False, chunk
    if _SMILEY.match(chunk) or all(c in _CLOSERS or c in ".,;:!?" for c in chunk):
        return "c", False, ""
    head = token[0]
    kind = "U" if head.isupper() else "l" if head.islower() else "d" if head.isdigit() else ""
    return kind, opened, token.lower()


def _inner_ends(chunk: str, cuts: list[int]) -> tuple[int, ...]:
    """Sentence ends inside a chunk whose space was lost ("ended.The"), as token counts."""
    out = []
    for i in range(2, len(cuts) - 2, 2):
        if chunk[cuts[i] : cuts[i + 1]] in (".", "?", "!") and chunk[cuts[i + 2]].isupper():
            after = chunk[cuts[i + 2] : cuts[i + 3]]
            if _INNER_LEFT.search(chunk, 0, cuts[i]) and (after[1:].islower() or after in ("A", "I")):
                out.append(i // 2 + 1)
    return tuple(out)


def study(chunk: str) -> Chunk:
    """Tokens and boundary signs of one run of non-space characters; one token where it exceeds `MAX_CHUNK`."""
    if len(chunk) > MAX_CHUNK:
        return Chunk("", ((0, len(chunk)),), "", False, "", False, "", ())
    cuts = _cut(chunk)
    ends, closed = _ending(chunk, cuts)
    begins, opened, first = _beginning(chunk, cuts)
    spans = tuple(zip(cuts[::2], cuts[1::2], strict=True))
    return Chunk(chunk, spans, ends, closed, begins, opened, first, _inner_ends(chunk, cuts))


cached_study = lru_cache(maxsize=1 << 15)(study)
"""`study` with its answers kept, for chunks up to `CACHED_CHUNK`."""


def straight(word: str) -> str:
    """A clitic with the plain apostrophe, however it is written, and any other word as it is: "n’t" -> "n't"."""
    return word.translate(_SLANTED) if _CLITIC.fullmatch(word) else word
