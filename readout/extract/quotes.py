"""Quotations: where quotation marks open and close, over sentences and paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from readout.language.document import Document

_OPENING = {"“": "”", "«": "»", "„": "“”", "``": "''", "‘": "’"}
_EITHER = ('"', "''")
_MARK = re.compile(r"``|''|[\"“”«»„‘’]")
_BREAK = re.compile(r"\n[ \t]*\n|\n(?=[\"“„«])")
_SPEECH_WORDS = 5
"""Words from which on a quotation that holds a verb counts as speech, not as a quoted phrase."""


@dataclass(frozen=True)
class Quotation:
    """The tokens [`first`, `last`) between two quotation marks, the marks left out.

    `closed` is whether the closing mark was found; an open one runs to the end of its paragraph, by the printers'
    rule that each paragraph of a long quotation opens anew and only the last closes.
    """

    first: int
    last: int
    closed: bool


def marks(text: str) -> Iterator[tuple[int, int, bool]]:
    """Quotations of `text` as code points [start, end) of what stands between the marks, and whether it is closed."""
    begin = 0
    for stop in [*(m.start() for m in _BREAK.finditer(text)), len(text)]:
        yield from _in_paragraph(text, begin, stop)
        begin = stop


def _in_paragraph(text: str, begin: int, stop: int) -> Iterator[tuple[int, int, bool]]:
    opened: tuple[int, str] | None = None
    for match in _MARK.finditer(text, begin, stop):
        mark, at, after = match.group(), match.start(), match.end()
        if opened is None:
            closing = _OPENING.get(mark, mark if mark in _EITHER else "")
            if closing and _may_open(text, mark, at, after, stop):
                opened = (after, closing)
        elif mark in opened[1] and _may_close(text, mark, at, after):
            if at > opened[0]:
                yield opened[0], at, True
            opened = None
    if opened is not None and stop > opened[0] and opened[1] != "’":
        yield opened[0], stop, False


def _may_open(text: str, mark: str, at: int, after: int, stop: int) -> bool:
    free = at == 0 or not text[at - 1].isalnum()
    return after < stop and (free or mark == "“") and not (mark in _EITHER and at and text[at - 1].isdigit())


def _may_close(text: str, mark: str, at: int, after: int) -> bool:
    """A single mark closes only where no letter follows and it is not the apostrophe of a plural before a noun."""
    if mark != "’":
        return True
    follows = text[after : after + 1]
    return not follows.isalnum() and (text[at - 1] in ",.?!…" or follows in " ,.;:?!)\n")


class Quotations:
    """The quotations of a document, in text order; asks which one covers a token."""

    def __init__(self, doc: Document) -> None:
        starts = [t.start for t in doc.tokens]
        self.doc = doc
        self.all: list[Quotation] = []
        for start, end, closed in marks(doc.text):
            first, last = bisect_left(starts, start), bisect_right(starts, end - 1)
            if last > first:
                self.all.append(Quotation(first, last, closed))
        self._at = {i: q for q in self.all for i in range(q.first, q.last)}

    def at(self, i: int) -> Quotation | None:
        """The quotation that covers token `i`; `None` for none."""
        return self._at.get(i)

    def goes_on(self, i: int) -> bool:
        """Whether a verb outside marks has its subject inside: '"They met" and reiterated support, X said'."""
        token = self.doc.tokens[i]
        if token.relation != "conj" or token.is_root or self.at(i) is not None or self.doc.dependents(i, "nsubj"):
            return False
        beside = i > 2 and self.doc.tokens[i - 1].upos == "CCONJ" and self.at(i - 3) is not None
        return self.at(token.head) is not None or (beside and token.head > i)

    def speech(self, quotation: Quotation) -> bool:
        """Whether a quotation is speech (a sentence, or its end) and no quoted word or phrase."""
        tokens = self.doc.tokens[quotation.first : quotation.last]
        said = [t for t in tokens if t.upos != "PUNCT"]
        ends = tokens[-1].text in (",", ".", "?", "!", "...", "…") or not quotation.closed
        verb = any(t.upos in ("VERB", "AUX") for t in said)
        return (ends and len(said) > 1 and (verb or self.opens(quotation))) or (len(said) >= _SPEECH_WORDS and verb)

    def opens(self, quotation: Quotation) -> bool:
        """Whether a quotation begins its sentence."""
        first = self.doc.sentence_of(quotation.first).first
        return all(self.doc.tokens[i].upos == "PUNCT" for i in range(first, quotation.first))
