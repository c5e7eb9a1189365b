"""Base noun phrases by their tags: what stands before a head and the head, nothing that follows it.

Tags are surer than a parse for this: "US Secretary of State John Kerry" is one run of tags whatever its arcs.
"""

from __future__ import annotations

from dataclasses import dataclass

from readout.actors.knowledge import knowledge
from readout.actors.tables import words
from readout.language.document import Document

_OPENERS = {"DT", "PRP$", "PDT", "WP$"}
_INSIDE = {"CD", "JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "HYPH", "FW", "ADD", "GW", "AFX", "$"}
_NOUNS = {"NN", "NNS", "NNP", "NNPS"}
_QUALITIES = {"JJ", "JJR", "JJS", "VBN", "VBG"}
_PRONOUNS = {"PRP", "WP"}
_DAYS = ("today", "yesterday", "tomorrow", "tonight")
_WHICH = ("last", "next", "late", "early", "earlier", "later")
_JOINED = ("flat", "compound", "fixed", "goeswith")


@dataclass(frozen=True, slots=True)
class Chunk:
    """Tokens [`first`, `last`) of a base noun phrase, `head` its last noun; `owner` the chunk before its "'s"."""

    first: int
    last: int
    head: int
    owner: int | None = None


def chunks(doc: Document) -> list[Chunk]:
    """Base noun phrases of a document in text order, pronouns and bare determiners ("both") among them."""
    out: list[Chunk] = []
    for sentence in doc.sentences:
        i = sentence.first
        while i < sentence.last:
            last = _run(doc, i, sentence.last)
            if last == i:
                i += 1
                continue
            chunk = _made(doc, i, last, out)
            if chunk is not None:
                out.append(chunk)
            i = last
            if i < sentence.last and doc.tokens[i].xpos == "POS":
                i += 1
    return out


def _made(doc: Document, first: int, last: int, before: list[Chunk]) -> Chunk | None:
    tokens = doc.tokens
    while last - 1 > first and tokens[last - 1].xpos == "HYPH":
        last -= 1
    while any(tokens[i].xpos in _NOUNS for i in range(first, last - 1)) and _is_quality(doc, last - 1):
        last -= 1  # "forces [loyal] to the king"
    nouns = [i for i in range(first, last) if tokens[i].xpos in _NOUNS]
    alone = tokens[first].xpos in _PRONOUNS | {"DT", "PRP$"} or tokens[last - 1].xpos in ("CD", "JJ", "JJS")
    if not nouns and not alone:
        return None
    owner = None
    if before and first > 0 and tokens[first - 1].xpos == "POS" and before[-1].last == first - 1:
        owner = len(before) - 1
    return Chunk(first, last, nouns[-1] if nouns else last - 1, owner)


def _run(doc: Document, first: int, end: int) -> int:
    """The end of the run of tags that begins at `first`; `first` itself where none begins."""
    tokens = doc.tokens
    if tokens[first].xpos in _PRONOUNS:
        return first + 1
    if not _fits(doc, first) or tokens[first].xpos == "HYPH":
        return first
    i, noun = first + 1, tokens[first].xpos in _NOUNS
    while i < end:
        token = tokens[i]
        if token.xpos in _OPENERS and (noun or token.xpos != "DT" or tokens[i - 1].xpos not in ("PDT", "DT")):
            break
        if token.xpos == "CC" and _joins_adjectives(doc, i, end):
            i += 1
            continue
        if not _fits(doc, i) or _calendar(token.text) or _is_dash(doc, i) or _parts(doc, first, i):
            break
        if noun and _says_when(doc, i):
            break
        noun = noun or token.xpos in _NOUNS
        i += 1
    return i


def _fits(doc: Document, i: int) -> bool:
    token = doc.tokens[i]
    if token.xpos in _INSIDE or token.xpos in _OPENERS:
        return True
    if token.xpos in ("VBN", "VBG"):
        return token.relation in ("amod", "compound") and token.head > i
    return token.upos == "PROPN"


def _is_quality(doc: Document, i: int) -> bool:
    """Whether a word is an adjective or participle, and does not stand for a noun ("the US [military] said")."""
    token = doc.tokens[i]
    return token.xpos in _QUALITIES and token.relation not in ("nsubj", "obj", "iobj", "obl", "nmod")


def _is_dash(doc: Document, i: int) -> bool:
    """Whether a hyphen stands between spaces: "VALL - Police said"."""
    return doc.tokens[i].xpos == "HYPH" and doc.text[doc.tokens[i].start - 1].isspace()


def _calendar(word: str) -> bool:
    return word.lower() in words()["calendar"]["words"] and word[:1].isupper()


def _says_when(doc: Document, i: int) -> bool:
    """Whether a time begins at token `i`, no part of the phrase before it: "with Albania [today]", "[last week]"."""
    following = doc.tokens[i + 1].text.lower() if i + 1 < len(doc.tokens) else ""
    text = doc.tokens[i].text
    return text in _DAYS or (text in _WHICH and following in words()["calendar"]["words"])


def _joins_adjectives(doc: Document, i: int, end: int) -> bool:
    """Whether the "and" at `i` joins two nationalities before one noun: "Hungarian and Romanian officials".

    "US" has no adjective of its own.
    """
    for noun in (i + 2, i + 3):
        if noun >= end or doc.tokens[noun].xpos not in ("NNS", "NN"):
            continue
        left = any(_is_nationality(doc, first, i, noun) for first in (i - 1, i - 2) if first >= 0)
        if left and any(_is_nationality(doc, i + 1, last, noun) for last in (noun, i + 2)):
            return True
    return False


def _is_nationality(doc: Document, first: int, last: int, noun: int) -> bool:
    """Whether tokens [`first`, `last`) say whose the `noun` is: an adjective ("South Korean"), or a country's name
    beside it ("US forces")."""
    meant, token = knowledge().lookup(doc.words(first, last)), doc.tokens[last - 1]
    if meant is None or meant.via == "adjective":
        return meant is not None
    beside = token.relation in ("compound", "amod") and token.head == noun
    return meant.entry.kind == "country" and (beside or token.text.replace(".", "").isupper())


def _parts(doc: Document, first: int, i: int) -> bool:
    """Whether the parse puts a border before token `i`: what stands before is complete and `i` hangs on none of it."""
    tokens = doc.tokens
    left = tokens[i - 1]
    if (
        left.xpos not in _NOUNS
        or tokens[i].relation in _JOINED
        or left.relation in (*_JOINED, "amod", "nummod", "nmod")
    ):
        return False
    if left.relation == "conj" and i in doc.ancestors(left.i):
        return False  # "Russian and [US] officials"
    if first <= left.head < i or left.head == i or left.is_root:
        return (
            left.head != i and not left.is_root and not _hangs(doc, i, first) and tokens[left.head].xpos not in _NOUNS
        )
    if left.head > i and tokens[left.head].xpos in _NOUNS:
        return False
    return not _hangs(doc, i, first)


def _hangs(doc: Document, i: int, first: int) -> bool:
    """Whether token `i` depends, over any number of arcs, on one of the tokens [`first`, `i`)."""
    return any(first <= a < i for a in doc.ancestors(i))
