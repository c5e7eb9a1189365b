"""What a number counts: the tokens of a numeral, the noun that it belongs to, and whether the phrase is definite."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from readout.extract.numbers import Number
from readout.extract.syntax import head_of, lemma
from readout.language.document import Document

_MARKET_WORDS = 4  # different words of exchanges in a report of prices
_MARKET_SHARE = 0.03  # of all its words
_LARGE = 1_000_000  # sums of money in such a report that are more than a price
_SPAN = re.compile(r"\s+(?:of\s+)?(?:years?|months?|weeks?|days?|hours?|minutes?|decades?|centuries|kilomet|miles?\b)")
_NOMINAL = ("NOUN", "PROPN", "PRON", "ADJ", "SYM")


@dataclass(frozen=True, slots=True)
class Counted:
    """A number in the parse: its head token, and the token `noun` of what it counts, `None` where that is not said."""

    number: Number
    head: int
    noun: int | None
    definite: bool

    node: int
    """The token that stands for the whole phrase: "dozens" in "dozens of people", "people" in "12 people"."""

    @property
    def most(self) -> float:
        """The larger end of the range that is known."""
        return max(self.number.low or 0.0, self.number.high or 0.0)


@cache
def lexicon() -> dict[str, Any]:
    """data/figures.toml."""
    return tomllib.loads((files("readout.extract") / "data" / "figures.toml").read_text("utf-8"))


@cache
def word_list(key: str) -> frozenset[str]:
    """One of the plain lists of data/figures.toml."""
    return frozenset(lexicon()["lists"][key])


@cache
def measure_of(table: str) -> dict[str, str]:
    """A table of data/figures.toml turned round: the measure of each word."""
    return {word: measure for measure, words in lexicon()[table].items() for word in words}


def counted(doc: Document, number: Number) -> Counted | None:
    """The number in the parse; `None` where no token covers it, or it labels the noun before it ("Flight 103")."""
    tokens = tokens_over(doc, number.core_start, number.core_end)
    if not tokens:
        return None
    head = head_of(doc, tokens[0], tokens[-1] + 1)
    noun = _noun(doc, head, tokens)
    while noun is not None and doc.tokens[noun].relation == "compound" and doc.tokens[noun].head > noun:
        noun = doc.tokens[noun].head  # "400 JMB cadres", where the parse counts the name
    if noun is not None and doc.tokens[noun].xpos == "NN" and (number.high or number.low or 0) > 1:
        # "20 coast guard and militia vessels", where the parse counts the guard
        noun = next((c for c in doc.dependents(noun, "conj") if doc.tokens[c].xpos == "NNS"), noun)
    if noun is not None and noun < tokens[0] and number.kind == "count":
        return None
    over = noun is not None and noun not in doc.subtree(head)
    return Counted(
        number, head, noun, _is_definite(doc, tokens[0], head, noun), noun if noun is not None and over else head
    )


def tokens_over(doc: Document, start: int, end: int) -> list[int]:
    """Indices of the tokens that overlap code points [`start`, `end`)."""
    at = max(0, bisect_right(doc.tokens, start, key=lambda t: t.start) - 1)
    out = []
    while at < len(doc.tokens) and doc.tokens[at].start < end:
        if doc.tokens[at].end > start:
            out.append(at)
        at += 1
    return out


def _noun(doc: Document, head: int, numeral: list[int]) -> int | None:
    """The noun that a numeral counts: its head in the parse, or what follows "of"."""
    token, last = doc.tokens[head], numeral[-1]
    up = doc.tokens[token.head]
    if up.text.lower() == "strong" and not up.is_root:  # "a 5,000-strong force"
        return up.head
    if not token.is_root and token.relation in ("nummod", "det", "amod", "compound") and up.upos in (*_NOMINAL, "NUM"):
        if up.upos == "NUM" and up.i <= last:
            return None
        if up.i < numeral[0] and up.upos not in ("NOUN", "PROPN"):
            return None
        return _through_of(doc, up.i) if up.i > last else up.i
    if not token.is_root and token.relation in ("nmod", "obl") and last < up.i <= last + 4 and up.upos in _NOMINAL:
        return up.i
    return next((c for n in numeral for c in doc.dependents(n, "nmod") if c > last and _case_is_of(doc, c)), None)


def _through_of(doc: Document, noun: int) -> int:
    """Through a measure word to what it measures: "dozens of people", "two groups of soldiers" stays with "groups"."""
    if lemma(doc, noun) in ("dozen", "score", "hundred", "thousand", "million", "billion", "total", "ten"):
        return next((c for c in doc.dependents(noun, "nmod") if _case_is_of(doc, c)), noun)
    return noun


def _case_is_of(doc: Document, noun: int) -> bool:
    return any(doc.tokens[c].text.lower() == "of" for c in doc.dependents(noun, "case"))


def _is_definite(doc: Document, first: int, head: int, noun: int | None) -> bool:
    """Whether the phrase takes up a list already named: "the two men", "its 25 members", "five of the men"."""
    words = word_list("definite")
    before = [c for n in {head, noun} - {None} for c in doc.dependents(n or 0, "det", "nmod:poss") if c < first]
    if any(doc.tokens[c].deprel == "nmod:poss" or doc.tokens[c].text.lower() in words for c in before):
        return True
    return (
        first > 0
        and doc.tokens[first - 1].text.lower() in words
        and doc.tokens[first - 1].i >= doc.sentence_of(first).first
    )


def is_market(doc: Document) -> bool:
    """Whether the report is one of a day's prices, by how many of its words are of exchanges."""
    found = [t.lemma.lower() for t in doc.tokens if t.lemma.lower() in word_list("market")]
    return len(set(found)) >= _MARKET_WORDS and len(found) >= _MARKET_SHARE * len(doc.tokens)


def is_noise(doc: Document, item: Counted, market: bool) -> bool:
    """Whether the number is a price of one share, a move of one in a market report, or a span of time.

    What the lead says stays: there it is the news.
    """
    number, after = item.number, doc.text[item.number.end : item.number.end + 40].lower()
    if number.kind == "count" and _SPAN.match(after):
        return True
    lead = doc.text.find("\n\n", max(1, doc.sentences[0].end))
    if number.kind not in ("money", "percent") or number.start < (lead if lead > 0 else doc.sentences[0].end):
        return False
    each = any(re.match(rf"\s*(?:per|a|an|each|the|/)\s*{re.escape(w)}\b", after) for w in word_list("priced"))
    return (each and number.kind == "money") or (market and (number.kind == "percent" or item.most < _LARGE))
