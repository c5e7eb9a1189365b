"""The words of English numbers, compiled: patterns and values behind `readout.extract.numbers`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, Literal

Left = Literal["time", "label", "score", "date", "age", "compound"]
Test = Callable[[str, str, str], bool]


def _either(words: Iterable[str]) -> str:
    """A pattern for any of `words`, longest first, with any white space for a blank."""
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True))


class Lexicon:
    """`data/numbers.toml` with its patterns."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.units: dict[str, int] = data["units"]
        self.scales: dict[str, int] = data["scales"]
        self.glued_scales: dict[str, int] = data["glued"]
        self.vague: dict[str, list[int]] = data["vague"]
        self.scores: list[str] = data["scores"]["before"]
        self.fixed: dict[str, int] = data["fixed"]
        self.signs: dict[str, str] = data["sign"]
        bounds = {bound: phrases for bound, phrases in data["before"].items() if bound != "not_after"}
        self.bounds = {phrase: bound for bound, phrases in bounds.items() for phrase in phrases}
        self.bounds_after = {phrase: bound for bound, phrases in data["after"].items() for phrase in phrases}
        self._currencies: dict[str, str] = data["currency"]
        self._qualified: dict[str, str] = data["qualified"]
        self._hundredths: dict[str, str] = data["hundredth"]
        self._doubtful = frozenset(data["doubtful"]["words"])
        self._weights = frozenset(data["doubtful"]["weights"])
        self.parts: dict[str, int] = data["parts"]
        self.numeral = _numeral_pattern(self)
        signs = _either(self.signs)
        self.sign = re.compile(rf"(?<![A-Za-z])(?P<sign>{signs})\s?")
        percent = _either(data["percent"]["words"])
        self.percent = re.compile(rf"(?:\s|-|–)?(?:{percent})(?:\s+points?)?(?![A-Za-z])", re.I)
        self.glued = re.compile(rf"\s?({_either(self.glued_scales)})(?![A-Za-z])", re.I)
        self.before = re.compile(rf"(?<![A-Za-z-])(?P<words>{_either(self.bounds)})\s+(?:only\s+)?", re.I)
        self.after = re.compile(rf"(?:\s+|-)(?P<words>{_either(self.bounds_after)})(?![A-Za-z])", re.I)
        self.phrasal = re.compile(rf"(?<![A-Za-z])(?:{_either(data['before']['not_after'])})\s$", re.I)
        heavy = _either(data["doubtful"]["weighed"])
        self._weighed = re.compile(rf" of | \([\d.,]+[\s-](?:kg|kilo)|s? (?:\w+ )?(?:{heavy})s?(?![A-Za-z])")
        money = _either([*self._currencies, *self._hundredths])
        self.money = re.compile(
            rf"(?:\s+of)?[\s-]+(?P<name>(?:(?:[A-Z][A-Za-z.]*\s+){{0,3}}?|[a-z]+\s+)(?:{money})s?(?:\s+sterling)?)(?![A-Za-z])",
            re.I,
        )
        self.range_gap = re.compile(
            rf"(?P<unit>(?:\s|-)?(?:{percent}|{money}))?s?\s*(?P<word>to|and|or|-|–)\s*(?:{signs})?\s*", re.I
        )
        self.ratio_gap = re.compile(r"\s+(?P<word>out\s+of|in|of)\s+(?:every\s+)?", re.I)
        self.kinds = _kind_tests(data["labels"])
        self._year_before = frozenset(data["labels"]["year_before"])

    def scale_of(self, numeral: str) -> int:
        """The scale that ends `numeral`: 1,000,000 for "3 million", 1 for "40"."""
        last = re.split(r"[\s-]+", numeral.strip().lower())[-1]
        return self.scales.get(last.rstrip("s"), 1)

    def currency(self, match: re.Match[str], *, big: bool) -> tuple[str, float] | None:
        """The currency that `match` of `money` names, and what one is in whole units; `None` for a verb or a weight.

        `big`: whether the sum is large enough to be money whatever else the word may mean ("won", "pound").
        """
        words = match["name"].lower().replace("sterling", "").split()
        noun = self._singular(words[-1])
        if len(words) > 1:
            name = " ".join([*words[:-1], noun])
            if name in self._qualified:
                return self._qualified[name], 1.0
            tail = " ".join([*words[-2:-1], noun])
            if tail in self._qualified:
                return self._qualified[tail], 1.0
            if not match["name"][0].isupper():
                return None
            return (self._hundredths[noun], 0.01) if noun in self._hundredths else (noun, 1.0)
        if noun in self._hundredths:
            return self._hundredths[noun], 0.01
        if (noun in self._doubtful and not big) or (noun in self._weights and self._is_weight(match)):
            return None
        return self._currencies[noun], 1.0

    def _is_weight(self, match: re.Match[str]) -> bool:
        """Whether pounds weigh a thing: "50 pounds of flour", "a 500-pound bomb", "200 pounds (91 kilograms)"."""
        rest = match.string[match.end() : match.end() + 40]
        return bool(self._weighed.match(rest)) and (rest[:4] == " of " or rest[:2] == " (" or match[0][0] == "-")

    def _singular(self, word: str) -> str:
        if word in self._currencies or word in self._hundredths:
            return word
        return word[:-1]

    def year_context(self, before: str, after: str) -> bool:
        """Whether a four-digit number between these words reads as a year; `before` ends with its modifiers."""
        bare = self.before.search(before)
        if bare and bare.end() == len(before):
            return bool(
                re.search(r"\b(?:since|in|by|until|till|before|after)\s+$", before[: bare.start("words")], re.I)
            )
        words = re.findall(r"[A-Za-z]+|[^\sA-Za-z]", before)
        if words and (words[-1].lower() in self._year_before or words[-1] in "(),--–'"):
            return True
        return not re.match(r"\s+(?!(?:is|was|has|as|does|vs|us|this|its|his)\b)[a-z]+(?:s|ple|ren|men)\b", after)


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once."""
    data = files("readout.extract").joinpath("data", "numbers.toml").read_text("utf-8")
    return Lexicon(tomllib.loads(data))


_OPENING = (
    "of", "some", "than", "about", "around", "to", "at", "by", "with", "from", "over", "least", "nearly", "almost",
    "recorded", "reported", "total", "where", "killed", "and", "for",
)  # fmt: skip
"""Words after which "4, 500 delegates" is one number and no list of two."""


def _numeral_pattern(lex: Lexicon) -> re.Pattern[str]:
    """A numeral alone, its parts in named groups; the group that matched last names the kind of numeral."""
    tens = _either(w for w, n in lex.units.items() if n >= 20)
    ones = _either(w for w, n in lex.units.items() if 0 < n < 10)
    small = rf"(?:(?:{tens})(?:[\s-](?:{ones}))?|(?:{_either(lex.units)}))(?![A-Za-z])"
    scale = rf"(?:{_either(lex.scales)})s?(?![A-Za-z])"
    words = (
        rf"(?:{small}|an?(?=[\s-]+{scale}))(?:[\s-]+{scale})*"
        rf"(?:(?:[\s-]+|(?<=hundred)\s+and\s+|(?<=thousand)\s+and\s+){small}(?:[\s-]+{scale})+)*"
        rf"(?:(?:(?<=hundred)|(?<=thousand))(?:\s+and)?[\s-]+{small})?"
    )
    broken = "(?:" + "|".join(rf"(?<=\b{word}\s)" for word in _OPENING) + r"|(?<=\())"
    broken += r"\d{1,3},\s\d{3}(?![\d,])(?=\s[a-z])"  # "of 4, 500 delegates", as some agencies set it
    broken += r"|\d{1,3}\.\s\d{1,2}(?=\s(?:million|billion|trillion|percent|per\scent)\b)"  # "worth 3. 46 trillion won"
    digits = rf"(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|{broken}|\d+(?:\.\d+)?)(?:[\s-]?{scale})*"
    parts = _either(lex.parts)
    fraction = rf"(?:{small}[\s-](?:{parts})s?|an?\s(?:{parts})(?=\s+of\b))"
    half = rf"{small}\s+and\s+a\s+half(?:[\s-]+{scale})"
    return re.compile(
        r"(?<![A-Za-z\d])(?<!\d[.,])(?:"
        rf"(?P<vague>{_either(lex.vague)})(?![A-Za-z-])(?:(?<!scores)|(?=\s+(?:{_either(lex.scores)})\b))|(?P<fixed>{_either(lex.fixed)})(?![A-Za-z])"
        rf"|(?P<mixed>{half})|(?P<fraction>{fraction})(?![A-Za-z])"
        rf"|(?P<half>half)(?=\s+(?:of|the)\b)|(?P<digits>{digits})|(?P<words>{words}))(?!\d)",
        re.I,
    )


def value(match: re.Match[str], lex: Lexicon) -> tuple[float, float]:
    """Lowest and highest value of a match of the numeral pattern.

    Raises ValueError where the match is of no known group: the pattern and this function go together.
    """
    text = " ".join(match[0].lower().split())
    group = match.lastgroup
    if group == "vague":
        low, high = lex.vague[text]
        return float(low), float(high)
    if group == "fixed":
        return float(lex.fixed[text]), float(lex.fixed[text])
    if group == "half":
        return 0.5, 0.5
    if group == "fraction":
        exact = _fraction(text, lex)
    elif group == "mixed":
        head, _, tail = text.partition(" and a half")
        exact = (_words(head, lex) + 0.5) * lex.scale_of(tail)
    elif group == "digits":
        exact = _digits(text, lex)
    elif group == "words":
        exact = _words(text, lex)
    else:
        raise ValueError(f"no reading for the numeral {text!r}")
    return exact, exact


def _fraction(text: str, lex: Lexicon) -> float:
    count, part = re.split(r"[\s-]", text, maxsplit=1) if text[:2] != "a " else ("one", text[2:])
    return lex.units.get(count, 1) / lex.parts[part.rstrip("s")]


def _digits(text: str, lex: Lexicon) -> float:
    text = re.sub(r"(?<=\d)([.,])\s(?=\d)", r"\1", text)
    found = re.match(r"[\d.]+(?:,[\d.]+)*", text)
    assert found is not None  # the pattern begins with a digit
    exact = Decimal(re.sub(r"[,\s]", "", found[0]))
    for word in re.findall(r"[a-z]+", text[found.end() :]):
        exact *= lex.scales[word.rstrip("s")]
    return float(exact)


def scaled(amount: float | None, factor: float) -> float | None:
    """`amount` times `factor`, without the dust of binary fractions; `None` stays."""
    return None if amount is None else float(Decimal(repr(amount)) * Decimal(repr(factor)))


def _words(text: str, lex: Lexicon) -> float:
    """The value of a spelled number: "two hundred and fifty thousand" is 250,000."""
    total = current = 0.0
    for word in re.findall(r"[a-z]+", text):
        word = word if word in lex.units else word.rstrip("s")
        if word in lex.units:
            current += lex.units[word]
        elif word in ("hundred", "dozen"):
            current = max(current, 1) * lex.scales[word]
        elif word in lex.scales:
            total, current = total + max(current, 1) * lex.scales[word], 0.0
    return total + current


def _kind_tests(labels: dict[str, list[str]]) -> list[tuple[Left, Test]]:
    """Tests, in order, over the text before, the text after and the numeral, for numbers that count nothing."""
    months = _either(labels["months"])
    month_before = re.compile(rf"(?<![A-Za-z])(?:{months})\.?\s+(?:the\s+)?$", re.I)
    month_after = re.compile(rf"\s+(?:of\s+)?(?:{months})(?![A-Za-z])", re.I)
    clock = re.compile(rf"(?::\d\d)?\s?(?:{_either(labels['clock'])})(?![A-Za-z])", re.I)
    label = re.compile(rf"(?<![A-Za-z-])(?:{_either(labels['before'])})\s+$", re.I)
    age = re.compile(rf"(?<![A-Za-z])(?:{_either(labels['ages'])})\s+(?:of\s+|between\s+)?$", re.I)
    both_ages = re.compile(r"\s+(?:and|or)\s+\d{1,3}(?:,|\s+years\s+old)")
    named_age = re.compile(r"[A-Za-z)],\s$")
    glued_before, glued_after = re.compile(r"(?:[A-Za-z]-|[#/°])$"), re.compile(r"['’]?[A-Za-z/°]")
    capitals = re.compile(r"(?<![A-Za-z.])(?!(?:US|UN|EU|UK|NATO)\s)[A-Z]{2,}\s$")  # "CAC 40", "FTSE 100"
    bound_before, bound_after = re.compile(r"\d\s?[-–]$"), re.compile(r"\s?[-–]\d")
    minutes_before, minutes_after = re.compile(r"\d:$"), re.compile(r":\d\d")

    def is_time(before: str, after: str, numeral: str) -> bool:
        hour = numeral[0].isdigit() and clock.match(after)
        return bool(minutes_after.match(after) or minutes_before.search(before) or hour)

    def is_age(before: str, after: str, numeral: str) -> bool:
        beside = named_age.search(before) and re.match(r"\s*[,)]", after)
        return _day(numeral, 120) and bool(age.search(before) or beside or both_ages.match(after))

    def is_label(before: str, after: str, numeral: str) -> bool:
        glued = numeral[0].isdigit() and (glued_before.search(before) or glued_after.match(after))
        index = numeral.isdigit() and capitals.search(before)
        return bool(glued or index or (label.search(before) and "," not in numeral))

    return [
        ("time", is_time),
        ("date", lambda b, a, n: _day(n) and bool(month_before.search(b) or _month_after(month_after, a))),
        ("age", is_age),
        ("label", is_label),
        ("score", lambda b, a, n: bool(bound_before.search(b) or bound_after.match(a))),
        ("compound", lambda b, a, n: bool(re.match(r"-[A-Za-z]", a))),
    ]


def _day(numeral: str, most: int = 31) -> bool:
    first = re.match(r"\d+", numeral)
    return first is not None and int(first[0]) <= most and "," not in numeral


def _month_after(pattern: re.Pattern[str], after: str) -> bool:
    """Whether a month's name follows, with its capital: "40 may die" is none."""
    found = pattern.match(after)
    return found is not None and found[0].split()[-1][0].isupper()
