"""Sentences and syntactic words of a text, as code-point spans.

The words follow the English treebanks of Universal Dependencies (EWT, GUM): "did|n't", "Syria|'s", "long|-|term",
"$|5", "U.S.". Tokens are decided inside one run of non-space characters (`runs.study`), so none crosses whitespace;
sentence ends are decided between two chunks, from the end of one and the beginning of the next. Every repetition in the
patterns is bounded, so time is linear in the text.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from readout.language.runs import CACHED_CHUNK, MAX_CHUNK, Chunk, cached_study, lexicon, study

WRAP_LIMIT = 120
"""Code points: a paragraph with longer lines is not hard-wrapped, so its single line breaks are real."""
RAGGED = 0.85
"""Share of a paragraph's width that a line must reach, with the next word, to count as wrapped (OCR is ragged)."""

_CHUNK = re.compile(r"\S+")
_STAMP = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4} \d{1,2}:\d\d(?::\d\d)?(?: [AP]M)?(?!\S)")
_LABEL = re.compile(r"[ \t]{0,8}[-*•·▪–—]\s+(?:[A-Z][\w.'’-]{0,30}\s+){0,2}[A-Z][\w.'’-]{1,30}:")
_BEFORE_STAMP = frozenset({"on", "at", "of", "by", "from", "to", "since", "until", "and", "dated", "is", "was"})


class Piece(NamedTuple):
    """One syntactic word: code points [`start`, `end`) of the text."""

    start: int
    end: int


@cache
def _speaking() -> re.Pattern[str]:
    """A short name and a verb of speech, as they go on after a quoted question."""
    verbs = "|".join(sorted(lexicon().lists["speech"]))
    return re.compile(rf"(?:[A-Z][\w.'’-]{{0,20}} ){{1,4}}(?:{verbs})\b")


def _joins_number(previous: Chunk, following: Chunk) -> bool:
    """Whether a final period belongs to an abbreviation that only stands before numbers or names ("No. 2")."""
    if previous.ends != "." or previous.closed or len(previous.spans) < 2:
        return False
    word = previous.text[slice(*previous.spans[-2])]
    if following.begins == "d":
        return word.lower() in lexicon().lists["before_number"]
    named = following.begins == "U" and not following.opened and following.first not in lexicon().lists["starters"]
    return named and word[0].isupper() and word.lower() in lexicon().lists["before_name"]


_WHOLE = re.compile(r"(?!(?:19|20)\d\d\.)\d[\d,]{0,6}\.")
_DECIMALS = re.compile(
    r"\d{1,3} (?:percent|per cent|pct|million|billion|trillion|points?|met(?:er|re)s|seconds|degrees)\b"
)


def _broken_decimal(previous: Chunk, text: str, start: int) -> bool:
    """Whether a blank has come into a decimal number: "rose 59. 2 percent", but not "in 1995. 2 million people"."""
    return _WHOLE.fullmatch(previous.text) is not None and _DECIMALS.match(text, start) is not None


def _ends_here(previous: Chunk, following: Chunk, text: str, start: int) -> bool:
    """Whether a sentence ends between two chunks of one line; `start` is where the second begins in `text`."""
    ends, begins = previous.ends, following.begins
    if ends == "t" or begins in ("c", "n"):
        return False
    if ends == "r":
        return True
    if ends == "." and begins == "d" and _broken_decimal(previous, text, start):
        return False
    if begins == "l":
        return ends in ".!" and not previous.closed and not following.opened
    if ends == "!" and previous.closed and not following.opened:
        return _speaking().match(text, start) is None
    if ends in ".!":
        return True
    if ends in "~u":
        return begins == "U"
    return begins == "U" and (following.opened or following.first in lexicon().lists["starters"])


class _Text:
    """A text being split: knows wrapped line breaks from real ones, and where a date-and-time stamp ends."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.start = self.end = self.width = 0
        self.stamp_end = -1

    def _wrapped(self, at: int, following: int) -> bool:
        """Whether the line that ends before `at` is so full that a word of `following` code points had to wrap."""
        text = self.text
        if not self.start <= at < self.end:
            self.start = max(text.rfind("\n\n", 0, at) + 2, 0 if self.end == 0 else self.end)
            stop = text.find("\n\n", at)
            self.end = len(text) if stop < 0 else stop
            self.width = max(map(len, text[self.start : self.end].split("\n")))
        line = at - (text.rfind("\n", max(0, at - self.width - 1), at) + 1)
        return self.width <= WRAP_LIMIT and line + 1 + following > RAGGED * self.width

    def _stamped(self, previous: Chunk, following: Chunk, end: int, start: int) -> bool:
        """Whether a stamp such as "03/14/2001 05:12 PM", which is a line of its own, begins or ends here."""
        if end == self.stamp_end:
            return following.begins not in ("c", "")
        if following.begins == "d" and "/" in following.text and (match := _STAMP.match(self.text, start)):
            self.stamp_end = match.end()
            return previous.text[-1:].isalnum() and previous.text.lower() not in _BEFORE_STAMP
        return False

    def _labelled(self, end: int) -> bool:
        """Whether all of the line before `end` is a bullet with its label: "- Peru: Congress voted"."""
        return _LABEL.fullmatch(self.text, self.text.rfind("\n", max(0, end - WRAP_LIMIT), end) + 1, end) is not None

    def stops(self, previous: Chunk, following: Chunk, end: int, start: int) -> bool:
        """Whether a sentence ends between a chunk that ends at `end` and the next, which begins at `start`."""
        if previous.text[-1] == ":" and following.begins == "U" and not following.opened and self._labelled(end):
            return True
        newlines = 0 if start == end + 1 and self.text[end] == " " else self.text.count("\n", end, start)
        if newlines > 1:
            return True
        if self._stamped(previous, following, end, start):
            return True
        ended = previous.ends != "" and _ends_here(previous, following, self.text, start)
        if newlines == 0 or ended or following.begins in ("l", "c", "n"):
            return ended
        if following.text in ("By", "BY") or following.text[:1] in ("*", "•", "·", "▪", "●", "■", "◦"):
            return True
        return not self._wrapped(end, len(following.text))


def _carried(previous: Chunk, chunk: Chunk) -> Chunk:
    """A chunk of closing marks keeps the end of the chunk before it; a second lone period makes an ellipsis."""
    if not chunk.ends:
        return chunk._replace(ends=previous.ends, closed=True)
    if chunk.text == "." and previous.text[-1:] == ".":
        return chunk._replace(ends="~")
    return chunk


def _study(text: str, start: int, end: int) -> Chunk:
    if end - start <= CACHED_CHUNK:
        return cached_study(text[start:end])
    if end - start <= MAX_CHUNK:
        return study(text[start:end])
    return study(text[start : start + MAX_CHUNK + 1])._replace(spans=((0, end - start),))


def tokenize(text: str) -> list[list[Piece]]:
    """Sentences of syntactic words.

    Args:
        text: any text; blank lines separate paragraphs, which always end a sentence.
    Returns:
        for each sentence its words in order, as code points [start, end) of `text`. Every character that is not
        whitespace belongs to exactly one word, and no word holds whitespace.
    """
    sentences: list[list[Piece]] = []
    current: list[Piece] = []
    state = _Text(text)
    previous: Chunk | None = None
    previous_end = 0
    new = tuple.__new__  # twice as fast as Piece(...), which counts here
    for match in _CHUNK.finditer(text):
        start, end = match.span()
        chunk = _study(text, start, end)
        if previous is not None:
            if previous.ends == "." and _joins_number(previous, chunk):
                current[-2:] = [Piece(current[-2].start, current[-1].end)]
                previous = previous._replace(ends="t")
            plain = (
                not previous.ends and chunk.begins in "Ul" and start == previous_end + 1 and text[previous_end] == " "
            )
            plain = plain and previous.text[-1] != ":"  # which may end a label
            if not (plain and state.stamp_end < 0) and state.stops(previous, chunk, previous_end, start):
                sentences.append(current)
                current = []
            if chunk.begins in ("c", "n"):
                chunk = _carried(previous, chunk)
        if not current and chunk.begins == "b":
            chunk = chunk._replace(ends="t")
        pieces = [new(Piece, (start + a, start + b)) for a, b in chunk.spans]
        done = 0
        for count in chunk.inner:
            sentences.append(current + pieces[done:count])
            current, done = [], count
        current += pieces[done:] if done else pieces
        previous, previous_end = chunk, end
    if current:
        sentences.append(current)
    return sentences
