"""The times of a sentence that may date an act in it: those that cover days, no part of a name or a dateline."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from readout.extract.syntax import case_of, head_of, phrase
from readout.language.document import Document
from readout.record import Time

_CITY = re.compile(r"\s*[A-Z]{3,}[A-Z.' -]*,(?:\s[\w. ]+,)?\s")
_DASH = re.compile(r"\s*(?:\([^)\n]{2,30}\)\s*)?(?:--?|–|—)\s")
Dated = tuple[Time, int]
"""A time and the token that its words hang from."""
_YEAR_ALONE = 4
"""Characters of the value of a year."""
_AT = ("at", "during", "in", "on")
_DATELINE = 60
"""Characters at most before the day of a dateline."""


def by_sentence(document: Document, times: Sequence[Time]) -> list[list[Dated]]:
    """For each sentence the times in it that cover days, each with the head token of its words, in text order."""
    out: list[list[Dated]] = [[] for _ in document.sentences]
    starts = [s.start for s in document.sentences]
    for time in times:
        number = bisect_right(starts, time.span.start) - 1
        if number < 0 or time.period is None or time.value.endswith("_REF"):
            continue
        sentence = document.sentences[number]
        inside = [t.i for t in document.tokens[sentence.first : sentence.last] if _overlaps(t.start, t.end, time)]
        outside = time.span.start >= sentence.end or _in_dateline(document.text, time)
        if inside and not outside and not _in_a_name(document, inside):
            out[number].append((time, head_of(document, inside[0], inside[-1] + 1)))
    return out


def year_of_a_thing(document: Document, token: int, time: Time, head: int) -> bool:
    """Whether a year tells which thing is meant, and not when the act `token` was done: "condemned the [2023] vote"."""
    word = document.tokens[head]
    whole = len(time.value) == _YEAR_ALONE and word.relation in ("compound", "nummod", "amod") and not word.is_root
    return whole and word.head != token and document.tokens[word.head].upos in ("NOUN", "PROPN")


def compared(doc: Document, token: int, head: int) -> bool:
    """Whether a time is what something is set against: "up from 14 percent in 2000", "the worst since 1990"."""
    path = [] if token == head else path_up(doc, head, token)
    for node in path:
        words = case_of(doc, node)
        if words in lexicon()["comparing"] or (
            node != head and words in lexicon()["comparing_nouns"] and _amount(doc, node)
        ):
            return True
        if words == "since" and node == head:
            first = max(0, phrase(doc, head)[0] - lexicon()["ranking_words"])
            ranks = (t.xpos in ("JJS", "RBS") or t.text.lower() in lexicon()["ranking"] for t in doc.tokens[first:head])
            return any(ranks)
    return False


def _amount(doc: Document, noun: int) -> bool:
    return doc.tokens[noun].upos in ("NUM", "SYM") or bool(doc.dependents(noun, "nummod"))


def path_up(doc: Document, head: int, top: int) -> list[int]:
    """Tokens from a time up to, not including, `top`."""
    path = [head]
    for up in doc.ancestors(head):
        if up == top:
            break
        path.append(up)
    return path


def occasion(document: Document, token: int) -> int | None:
    """What an act is at or during: "[the meeting] due on Thursday, during which the governors will discuss it"."""
    verb = document.tokens[token]
    while verb.relation in ("xcomp", "conj") and not verb.is_root:
        verb = document.tokens[verb.head]
    if verb.deprel != "acl:relcl":
        return None
    which = [o for o in document.dependents(verb.i, "obl") if document.tokens[o].text.lower() == "which"]
    return verb.head if any(case_of(document, o) in _AT for o in which) else None


def _in_dateline(text: str, time: Time) -> bool:
    """Whether a day stands in the dateline of a report ("KHARTOUM, Nov. 8 (Xinhua) --"): of the report, not an act."""
    line = text.rfind("\n", 0, time.span.start) + 1
    city = _CITY.fullmatch(text[line : time.span.start]) if time.span.start - line < _DATELINE else None
    return bool(city and _DASH.match(text, time.span.end))


def _in_a_name(doc: Document, inside: list[int]) -> bool:
    """Whether the words are part of a longer name of a place: the month in "Mar del Plata"."""
    name = doc.name_at.get(inside[0])
    return name is not None and name.label == "PLACE" and name.last - name.first > len(inside)


def _overlaps(start: int, end: int, time: Time) -> bool:
    return start < time.span.end and end > time.span.start


@cache
def lexicon() -> dict[str, Any]:
    """The lists of data/dates.toml."""
    return tomllib.loads((files("readout.extract") / "data" / "dates.toml").read_text("utf-8"))
