"""Mentions by rule over the parse: every noun, name and pronoun with what belongs to it.

The span of a noun takes in its articles, modifiers, genitive and relative clauses; apposition, coordination and what
stands before a preposition stay outside, as in GUM's guidelines. A coordination ("Rome and Paris") is a mention of its
own beside its parts.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from readout.language.document import Document, Mention

_INSIDE = frozenset({"det", "amod", "nmod", "nummod", "compound", "acl", "flat", "fixed", "goeswith", "advmod", "dep"})
_NUMBER_RELATIONS = frozenset({"nsubj", "obj", "obl", "nmod", "conj"})
_BARE_RELATIONS = frozenset({"nsubj", "obj", "obl", "iobj", "conj"})
_PARTS = frozenset({"flat", "goeswith", "fixed"})
_CLOSING = frozenset(")]\"”’'")
_SKIPPED_TAGS = frozenset({"WDT", "EX"})
_RELATIVE = frozenset({"who", "whom", "which", "that", "what"})

__all__ = ["Mention", "mentions"]


def mentions(document: Document) -> list[Mention]:
    """The mentions of a document, by first token, the longer first."""
    low, high = _extents(document)
    out: dict[tuple[int, int], Mention] = {}
    for head in (t.i for t in document.tokens if _refers(document, t.i)):
        first, last, joined = _span(document, head, low, high)
        out.setdefault((first, last), Mention(first, last, head))
        if joined > last:
            out.setdefault((first, joined), Mention(first, joined, head, True))
    return sorted(out.values(), key=lambda m: (m.first, -m.last))


def _refers(document: Document, i: int) -> bool:
    token = document.tokens[i]
    if token.upos in ("NOUN", "PROPN"):
        return token.relation not in _PARTS
    if token.upos == "PRON":
        return token.xpos not in _SKIPPED_TAGS and not (token.xpos == "WP" and token.text.lower() in _RELATIVE)
    if token.upos == "NUM":
        return token.relation in _NUMBER_RELATIONS or token.is_root
    return token.upos == "DET" and token.relation in _BARE_RELATIONS


def _extents(document: Document) -> tuple[list[int], list[int]]:
    """First and last token below each token: spread from the leaves up until nothing changes."""
    n = len(document.tokens)
    heads: NDArray[np.int64] = np.fromiter((t.head for t in document.tokens), np.int64, n)
    low, high = np.arange(n), np.arange(n)
    while True:
        wider_low, wider_high = low.copy(), high.copy()
        np.minimum.at(wider_low, heads, low)
        np.maximum.at(wider_high, heads, high)
        if (wider_low == low).all() and (wider_high == high).all():
            return low.tolist(), high.tolist()
        low, high = wider_low, wider_high


def _span(document: Document, head: int, low: list[int], high: list[int]) -> tuple[int, int, int]:
    """First token, past the last, and past the last with all that is coordinated."""
    tokens = document.tokens
    children = document.children[head]
    predicate = tokens[head].is_root or any(tokens[c].relation == "cop" for c in children)
    first, last, joined = head, head, head
    for c in children:
        relation = tokens[c].relation
        if relation == "conj" and c > head and not predicate and tokens[c].upos in ("NOUN", "PROPN", "PRON"):
            joined = max(joined, high[c])
        elif relation in _INSIDE or (relation == "case" and c > head):
            if relation == "advmod" and predicate:
                continue
            first, last = min(first, low[c]), max(last, high[c])
    while last > head and tokens[last].upos == "PUNCT" and tokens[last].text not in _CLOSING:
        last -= 1
    while first < head and tokens[first].upos in ("PUNCT", "CCONJ"):
        first += 1
    return first, last + 1, joined + 1 if joined > last else 0
