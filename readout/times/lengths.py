"""Resolvers of lengths and repetition."""

from __future__ import annotations

import re

from readout.times import calendar
from readout.times.calendar import Value
from readout.times.context import NAMED, Context, maker
from readout.times.grammar import Piece
from readout.times.lexicon import classes, fold, value
from readout.times.numbers import count, plain


def duration(number: float | None, unit: str) -> Value:
    """A TimeML duration: P2Y, PT4H, P2Y6M for two and a half years, PXD for a few days."""
    timed, letter = unit.startswith("T"), unit.lstrip("T")
    letter = {"F": "W", "N": "D"}.get(letter, letter)
    if letter == "WE" and number is not None:
        return Value("DURATION", f"P{plain(number)}WE", unit="WE", count=number)
    factor = {"F": 2}.get(unit, 1)
    if number is None:
        return Value("DURATION", f"P{'T' if timed else ''}X{letter}", unit=unit)
    number *= factor
    small = {"Y": ("M", 12), "TH": ("M", 60), "TM": ("S", 60), "M": ("D", 30), "E": ("Y", 10), "C": ("Y", 100)}
    whole, rest = int(number), number - int(number)
    text = f"{plain(number)}{letter}"
    if rest and unit in small:
        lower, size = small[unit]
        text = (f"{whole}{letter}" if whole else "") + f"{round(rest * size)}{lower}"
        if unit in ("E", "C"):
            text = f"{round(number * size)}Y"
    elif unit == "E" and number > 1:
        text = f"{plain(number * 10)}Y"
    return Value("DURATION", f"P{'T' if timed else ''}{text}", unit=unit, count=number / factor)


@maker
def length(p: Piece, ctx: Context) -> Value | None:
    """Two years, the eight-month, 2 1/2 years, a few days."""
    number = count(p.groups["c"])
    unit = str(value("UNIT", p.word("u") or ""))
    if unit == "Q" and ctx.text[p.end - 9 : p.end].lower().endswith(("-quarters", "-quarter")):  # a fraction
        return None
    return duration(number, unit)


@maker
def length_sum(p: Piece, ctx: Context) -> Value | None:
    """Five hours and 47 minutes, two years six months."""
    many, few = count(p.groups["c"]), count(p.groups["e"])
    first = duration(many, str(value("UNIT", p.word("u") or "")))
    if many is None or few is None or many != int(many):
        return first
    second = duration(few, str(value("UNIT", p.word("v") or ""))).value.removeprefix("PT").removeprefix("P")
    size = 12 if first.unit == "Y" else 60
    return Value("DURATION", first.value + second, unit=first.unit, count=many + few / size)


@maker
def length_word(p: Piece, ctx: Context) -> Value | None:
    """Yearlong, weeklong."""
    return Value("DURATION", str(value("LONGWORD", p.word("w") or "")))


@maker
def length_bare(p: Piece, ctx: Context) -> Value | None:
    """Hour-long, decade-old: one of the unit; decades-old: some."""
    word = p.word("u") or ""
    return duration(None if word in classes()["UNITS"] else 1, str(value("UNIT", word)))


@maker
def length_half(p: Piece, ctx: Context) -> Value | None:
    """A year and a half."""
    number = count(p.groups["c"]) if p.groups.get("c") else 1.0
    return duration(None if number is None else number + 0.5, str(value("UNIT", p.word("u") or "")))


@maker
def length_one(p: Piece, ctx: Context) -> Value | None:
    """A week, an hour. "A second", "a minute", "a quarter" are mostly no times and left out."""
    unit = str(value("UNIT", p.word("u") or ""))
    if unit in ("TS", "TM", "Q", "N", "WE") or p.word("u") in classes()["UNITS"] or _rate(p, ctx):
        return None
    return duration(1, unit)


_AMOUNT = re.compile(
    r"(?:\d|\d%|\bpercent|\b(?:million|billion|trillion|times)|\d\s+[^\W\d]+)(?:\s+per\s+[^\W\d]+)?\s+$"
)
_COMPARED = re.compile(r"\s+(?:ago|earlier|later|before|after)\b")


def _rate(p: Piece, ctx: Context) -> bool:
    """Whether a unit only says how much of something: "$500 million a year", "700 seats a week", "20% annually"."""
    return bool(_AMOUNT.search(ctx.text, max(0, p.start - 40), p.start)) and not _COMPARED.match(ctx.text, p.end)


@maker
def length_vague(p: Piece, ctx: Context) -> Value | None:
    """Months, years."""
    unit = str(value("UNIT", p.word("u") or ""))
    return duration(None, unit) if unit not in ("TS", "Q", "WE", "N") else None


@maker
def length_vague_one(p: Piece, ctx: Context) -> Value | None:
    """The year ended March 31: some company's own year, a length."""
    return duration(1, str(value("UNIT", p.word("u") or "")))


@maker
def length_const(p: Piece, ctx: Context) -> Value | None:
    """A while, some time, yearlong."""
    return Value("DURATION", str(p.rule.constants["value"]))


@maker
def length_at(p: Piece, ctx: Context) -> Value | None:
    """The last two weeks, the next few days: a length that ends or begins at the report."""
    number = count(p.groups["c"]) if p.groups.get("c") else None
    unit = str(value("UNIT", p.word("u") or ""))
    found = duration(number, unit)
    word = p.word("dx") or ""
    if number is None and word in ("coming", "upcoming"):
        return calendar.reference("FUTURE_REF")
    if ctx.published is None or number is None:
        return found
    step = classes()["DEIXIS"].get(word, 0)
    if not step or word in ("following", "previous", "preceding"):
        return found
    other = calendar.shift(ctx.published, unit, step * int(number))
    return found.within(min(other, ctx.published), max(other, ctx.published))


@maker
def every_unit(p: Piece, ctx: Context) -> Value | None:
    """Every day, every two weeks, each year, twice a week."""
    unit = str(value("UNIT", p.word("u") or ""))
    number = count(p.groups["c"]) if p.groups.get("c") else 1.0  # "every few weeks": of no number
    text = fold(ctx.text[p.start : p.end])
    if " other " in text or " second " in text:
        number = 2.0
    return Value("SET", duration(number, unit).value)


@maker
def every_weekday(p: Piece, ctx: Context) -> Value | None:
    """Every Monday, Tuesday nights, Fridays."""
    word = p.word("wd") or ""
    number = classes()["WD"].get(word) or classes()["WDS"][word]
    part = p.word("p")
    return Value("SET", f"XXXX-WXX-{number}" + (f"T{value('PART', part)}" if part else ""))


@maker
def every_month(p: Piece, ctx: Context) -> Value | None:
    """Each July."""
    return Value("SET", f"XXXX-{int(value('MON', p.word('mon') or '')):02}")


@maker
def every_season(p: Piece, ctx: Context) -> Value | None:
    """Every summer."""
    return Value("SET", f"XXXX-{value('SEASON', p.word('s') or '')}")


@maker
def every_part(p: Piece, ctx: Context) -> Value | None:
    """Every morning."""
    return Value("SET", f"XXXX-XX-XXT{value('PART', p.word('p') or '')}")


@maker
def often(p: Piece, ctx: Context) -> Value | None:
    """Daily, weekly, annually; "10,000 units annually" is no time."""
    if _rate(p, ctx) or NAMED.search(ctx.text, max(0, p.start - 20), p.start + 1):
        return None
    return Value("SET", str(value("OFTEN", p.word("w") or "")))
