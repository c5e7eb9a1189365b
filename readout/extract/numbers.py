"""English numbers in words and digits: a pure function of the text, `find(text) -> [Number]`.

A number is read as a range: "more than 70,000" is (70000, None), "as high as 90,000" (None, 90000), "between 40 and
60" (40, 60), "dozens" (24, 99), "some 2,000" (2000, 2000) and approximate. What the digits are is told by the words
beside them alone (`Number.kind`), so that a caller can leave out years, dates, clock times, ages, labels ("Chapter 7")
and scores. The words are data: `data/numbers.toml`. The values of vague plurals are the record's conventions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from readout.extract.numerals import Lexicon, lexicon, scaled, value

Kind = Literal[
    "count", "percent", "money", "fraction", "ratio", "year", "date", "time", "age", "label", "score", "compound"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Number:
    """One number, at code points [`start`, `end`) with its modifiers and unit.

    [`core_start`, `core_end`) is the numeral alone. `low` and `high` are the range, `None` an open end: money in whole
    units of its currency, a percentage in percent, a fraction between 0 and 1. `unit` is, for money, an ISO 4217 code
    (or the currency's name where the word does not settle it); for percent "percent" or "percentage points"; for a
    compound ("21-month") the word after the hyphen; else `None`.
    """

    start: int
    end: int
    core_start: int
    core_end: int
    low: float | None
    high: float | None
    approximate: bool = False
    kind: Kind = "count"
    unit: str | None = None
    digits: bool = False
    """Whether the numeral is written in digits."""


_GLUED = re.compile(r"(?:[A-Za-z][-–]|\d[-–]\s?)$")  # "F-16", "126.02-05": part of a label or of a quotation


def find(text: str) -> list[Number]:
    """Every number in `text`, in order; ranges are one number."""
    lex = lexicon()
    cores = [_numeral(m, lex) for m in lex.numeral.finditer(text)]
    out: list[Number] = []
    i = 0
    while i < len(cores):
        joined = _range(text, cores[i], cores[i + 1], lex) if i + 1 < len(cores) else None
        number = joined or cores[i]
        number = _sorted(text, _qualified(text, _measured(text, number, lex), lex), lex)
        if out and (unit := _shared(text, out[-1], number)):
            out[-1] = unit
        if out and _is_ratio(text, out[-1], number, lex):
            out[-1], number = replace(out[-1], kind="ratio"), replace(number, kind="ratio")
        out.append(number)
        i += 2 if joined else 1
    return out


def _shared(text: str, first: Number, second: Number) -> Number | None:
    """`first` with the unit of `second`, where it has none and the two are a change: "cut from 40 to 35 percent"."""
    if first.kind != "count" or second.kind not in ("percent", "money") or second.start != second.core_start:
        return None
    leading = text[: first.start].rstrip().rsplit(None, 1)[-1:]
    if leading and leading[0].lower() == "from" and text[first.end : second.start].strip() == "to":
        return replace(first, kind=second.kind, unit=second.unit)
    return None


def _numeral(match: re.Match[str], lex: Lexicon) -> Number:
    start, end = match.span()
    low, high = value(match, lex)
    kind: Kind = "fraction" if match.lastgroup in ("fraction", "half") else "count"
    return Number(start, end, start, end, low, high, low != high, kind, None, match.lastgroup == "digits")


def _range(text: str, a: Number, b: Number, lex: Lexicon) -> Number | None:
    """`a` and `b` as one range, where the words between them make one of them."""
    gap = lex.range_gap.fullmatch(text, a.core_end, b.core_start)
    if gap is None or None in (a.low, a.high, b.low, b.high) or a.kind != "count" or a.low != a.high or b.low != b.high:
        return None
    assert a.low is not None and b.high is not None  # for the type checker: seen above
    before = text[: a.core_start].rstrip(" $€£¥US").rsplit(None, 1)[-1:]
    opening = before[0].lower() if before else ""
    word = gap["word"]
    paired = (word == "and") == (opening == "between")
    if not paired or (gap["unit"] and word != "and") or (word == "to" and opening == "from"):
        return None
    low, high = a.low, b.high
    scale = lex.scale_of(text[b.core_start : b.core_end])
    if scale > 1 and low < high / scale and low < 1000:
        low *= scale
    if a.digits and _is_year(text, a) and lex.scale_of(text[b.core_start : b.core_end]) > 1:
        return None  # "fell from 406 million in 1995 to 133 million"
    years = a.digits and b.digits and _is_year(text, a) and _is_year(text, b)
    if (
        low >= high
        or (low != int(low) and high == int(high) and high > 100 * low)
        or (word == "or" and high > 10 * low)
        or (years and word != "or")
    ):
        return None
    start = text.rindex(before[0], 0, a.core_start) if word == "and" else a.core_start
    whole = replace(a, start=start, end=b.core_end, core_end=b.core_end, low=low, high=high)
    return replace(whole, approximate=word == "or", digits=a.digits and b.digits)


def _measured(text: str, number: Number, lex: Lexicon) -> Number:
    """With the percent sign or the currency that stands beside it, the span widened to it."""
    start, end = number.start, number.end
    if _GLUED.search(text, max(0, start - 3), start):
        return number
    if percent := lex.percent.match(text, end):
        unit = "percentage points" if "point" in percent[0] else "percent"
        return replace(number, end=percent.end(), kind="percent", unit=unit)
    sign = lex.sign.search(text, max(0, number.core_start - 5), number.core_start)
    if sign and sign.end() == number.core_start:
        return _signed(text, replace(number, start=min(start, sign.start("sign"))), lex.signs[sign["sign"]], lex)
    if lex.scale_of(text[number.core_start : end]) > 1 and text[end : end + 4] == " US)":
        return replace(number, end=end + 3, kind="money", unit="USD")  # "11 billion dollars (8.6 billion US)"
    money = lex.money.match(text, end)
    if money and number.kind == "count":
        found = lex.currency(money, big=(number.low or 0) >= 10_000 or lex.scale_of(text[number.core_start : end]) > 1)
        if found:
            unit, factor = found
            low, high = scaled(number.low, factor), scaled(number.high, factor)
            return replace(number, end=money.end(), kind="money", unit=unit, low=low, high=high)
    return number


def _signed(text: str, number: Number, unit: str, lex: Lexicon) -> Number:
    """A sum with its sign in front, with the letter for its scale ("$3.5bn")."""
    low, high, end = number.low, number.high, number.end
    if glued := lex.glued.match(text, end):
        scale = lex.glued_scales[glued[1].lower()]
        low, high = scaled(low, scale), scaled(high, scale)
        end = glued.end()
    return replace(number, low=low, high=high, end=end, kind="money", unit=unit)


def _qualified(text: str, number: Number, lex: Lexicon) -> Number:
    """With the words before and after that bound or blur it, the span widened to them."""
    for _ in range(2):
        near = lex.before.finditer(text, max(0, number.start - 40), number.start)
        match = next((m for m in near if m.end() == number.start), None)  # not the first "more than doubled to over"
        if match is None or (match["words"].lower() == "over" and lex.phrasal.search(text, 0, match.start())):
            break
        number = _bounded(replace(number, start=match.start("words")), lex.bounds[_folded(match["words"])])
    if (match := lex.after.match(text, number.end)) is not None:
        number = _bounded(replace(number, end=match.end()), lex.bounds_after[_folded(match["words"])])
    elif text[number.end : number.end + 1] == "+":
        number = _bounded(replace(number, end=number.end + 1), "low")
    return number


def _bounded(number: Number, bound: str) -> Number:
    if bound == "about":
        return replace(number, approximate=True)
    if number.low is None or number.high is None:
        return number
    return replace(number, high=None) if bound == "low" else replace(number, low=None)


def _folded(words: str) -> str:
    return " ".join(words.lower().split())


def _is_ratio(text: str, first: Number, second: Number, lex: Lexicon) -> bool:
    """Whether the two make a share: "nine out of 10", "one in five"."""
    gap = lex.ratio_gap.fullmatch(text, first.end, second.start)
    if gap is None or {first.kind, second.kind} != {"count"}:
        return False
    wholes = (10, 100) if gap["word"].lower() == "of" else (*range(2, 11), 100)
    return (first.high or 0) < (second.high or 0) and (second.high or 0) in wholes


def _sorted(text: str, number: Number, lex: Lexicon) -> Number:
    """With its kind, told by the words beside it."""
    if number.kind != "count":
        return number
    before, after = text[max(0, number.start - 40) : number.start], text[number.end : number.end + 40]
    for kind, test in lex.kinds:
        if test(before, after, text[number.core_start : number.core_end]):
            unit = after[1:].split("-")[0].split()[0] if kind == "compound" else None
            return replace(number, kind=kind, unit=unit)
    leading = text[max(0, number.core_start - 60) : number.core_start]
    if _is_year(text, number) and lex.year_context(leading, after):
        return replace(number, kind="year")
    return number


def _is_year(text: str, number: Number) -> bool:
    core = text[number.core_start : number.core_end]
    return bool(re.fullmatch(r"(1[5-9]|20)\d\d(\s?[-–/]\s?(\d\d|\d{4}))?", core))
