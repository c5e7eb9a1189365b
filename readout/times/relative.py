"""Resolvers of what is told from the day of the report or from a time named before: "last week", "two days earlier"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from readout.times import calendar
from readout.times.calendar import Value
from readout.times.context import NAMED, Context, maker
from readout.times.grammar import Piece
from readout.times.hours import at_time
from readout.times.lexicon import classes, fold, value

_DAY = timedelta(days=1)
_HALF_YEAR = 6


@maker
def reference(p: Piece, ctx: Context) -> Value | None:
    """Now, recently, soon."""
    name = p.rule.constants.get("value")
    if NAMED.search(ctx.text, max(0, p.start - 20), p.start + 1):
        return None
    word = p.word("w") or ""
    if name is None:
        name = next(table[word] for k in ("PRESENT", "PAST", "FUTURE") if word in (table := classes()[k]))
    v = calendar.reference(str(name))
    return v.within(ctx.published, ctx.published) if name == "PRESENT_REF" else v


@maker
def dayword(p: Piece, ctx: Context) -> Value | None:
    """Today, yesterday, tomorrow."""
    if ctx.published is None:
        return calendar.reference("PRESENT_REF")
    if _GENERIC.search(ctx.text, max(0, p.start - 24), p.end) and not _OWNER.match(ctx.text, p.end):
        return None
    return calendar.day(ctx.published + int(value("DAYWORD", p.word("w") or "")) * _DAY)


@maker
def day_beyond(p: Piece, ctx: Context) -> Value | None:
    """The day before yesterday, the day after tomorrow."""
    if ctx.published is None:
        return None
    return calendar.day(ctx.published + (2 if "tomorrow" in ctx.text[p.start : p.end].lower() else -2) * _DAY)


_BEYOND = {"day": "D", "night": "D"}


@maker
def unit_beyond(p: Piece, ctx: Context) -> Value | None:
    """The week before last, the month after next."""
    if ctx.published is None:
        return None
    word = p.word("u") or ""
    unit = _BEYOND.get(word) or str(value("CALENDAR", word))
    moved = calendar.shift(ctx.published, unit, 2 if p.groups.get("w") else -2)
    return at_time("TNI", ctx, moved) if word == "night" else calendar.unit_of(moved, unit)


def _step(word: str) -> int:
    return int(value("DEIXIS", word))


@maker
def deictic_unit(p: Piece, ctx: Context) -> Value | None:
    """Last week, this month, next year. A week in a Sunday report is the one that the Sunday ends."""
    word, unit = p.word("dx") or "", str(value("CALENDAR", p.word("u") or ""))
    base = _base(word, ctx)
    if base is None or _titled(ctx.text[p.start : p.end]):
        return None
    step = _step(word)
    if unit == "Q" and not step and ctx.quarter and _reported(p, ctx):
        return ctx.quarter
    if unit == "D":
        return calendar.day(base + step * _DAY) if step else None
    if unit in ("W", "WE") and base.isoweekday() == 7 and unit == "W":
        return _week_of_sunday(base, step or (ctx.direction(p.start, p.end) > 0))
    if unit == "E" and step == 1:  # "over the next decade": the ten years from now
        return calendar.decade(base.year // 10 * 10 + 10).within(base, calendar.add_months(base, 120))
    if unit == "WE" and step == -1 and base.isoweekday() in (6, 7):
        return calendar.weekend(base - 7 * _DAY)
    return calendar.unit_of(calendar.shift(base if unit in ("W", "WE") else base.replace(day=1), unit, step), unit)


def _reported(p: Piece, ctx: Context) -> bool:
    """Whether "this quarter's loss" is that of the quarter reported on, which is over."""
    end = ctx.quarter.end if ctx.quarter else None
    over = end is not None and ctx.published is not None and end < ctx.published
    return over and ctx.text.startswith(("'s", "’s"), p.end) and ctx.direction(p.start, p.end) <= 0


def _titled(words: str) -> bool:
    """Whether capitals make a name of the words: "This Week With David Brinkley"."""
    return words.istitle() and len(words.split()) > 1


def _week_of_sunday(base: date, step: int) -> Value:
    """On a Sunday "last week" is the week just ended, "this week" and "next week" the one about to begin."""
    return calendar.week(base if step < 0 else base + 7 * _DAY if step > 0 else base)


def _base(word: str, ctx: Context) -> date | None:
    """From where a deictic counts: the time last named for "following" and "previous", else the report."""
    if word in ("following", "previous", "preceding") and ctx.last and ctx.last.start:
        return ctx.last.start
    return ctx.published


@maker
def week_ended(p: Piece, ctx: Context) -> Value | None:
    """The week just ended."""
    return calendar.week(ctx.published - 2 * _DAY) if ctx.published else None


@maker
def past_unit(p: Piece, ctx: Context) -> Value | None:
    """The past year: the one before this for years and decades."""
    unit = {"year": "Y", "decade": "E", "century": "C"}.get(p.word("u") or "")
    if unit is None:
        return Value("DURATION", "PT1H", unit="TH", count=1)
    if ctx.published is None:
        return None
    start = calendar.shift(ctx.published, unit, -1)
    return calendar.unit_of(start, unit).within(start, ctx.published)


@maker
def deictic_month(p: Piece, ctx: Context) -> Value | None:
    """Last August, next March, this September. "Last October" in November is of the year before: else "last month"."""
    number, step = int(value("MON", p.word("mon") or "")), _step(p.word("dx") or "")
    if ctx.published is None:
        return None
    y, now = ctx.published.year, ctx.published.month
    if step < 0:
        y -= number >= now - 1
    elif step > 0:
        y += number <= now
    return calendar.month(y, number)


@maker
def days_of_month(p: Piece, ctx: Context) -> Value | None:
    """24 to 27 of this month, the 3rd of next month."""
    first, last = p.number("d"), p.number("e")
    if ctx.published is None or first is None:
        return None
    start = calendar.add_months(ctx.published.replace(day=1), _step(p.word("dx") or "")).replace(day=first)
    if last is None:
        return calendar.day(start)
    end = start.replace(day=last)
    return Value("DATE", f"{start.isoformat()}/{end.isoformat()}", "D", start, end) if end > start else None


@maker
def deictic_weekday(p: Piece, ctx: Context) -> Value | None:
    """Last Friday, next Monday, this Thursday: "last" is never today or yesterday, "next" never today or tomorrow."""
    number, word = int(value("WD", p.word("wd") or "")), p.word("dx") or ""
    base = _base(word, ctx)
    if word in ("previous", "preceding"):  # after a Friday "the previous Friday" is the one before that
        base = ctx.weekdays.get(number, base)
    if base is None:
        return None
    step = _step(word)
    if step < 0:
        back = (base.isoweekday() - number - 1) % 7 + 1
        return calendar.day(base - (back + 7 * (back == 1)) * _DAY)  # one that was yesterday needs no "last"
    if step > 0:
        ahead = (number - base.isoweekday() - 1) % 7 + 1
        tomorrow = ahead == 1 and word == "next"  # which would be called by its bare name
        return calendar.day(base + (ahead + 7 * tomorrow) * _DAY)
    if ctx.direction(p.start, p.end) < 0:
        return calendar.day(base - ((base.isoweekday() - number) % 7) * _DAY)
    return calendar.day(base + ((number - base.isoweekday()) % 7) * _DAY)


@maker
def weekday_of_week(p: Piece, ctx: Context) -> Value | None:
    """Tuesday last week."""
    if ctx.published is None:
        return None
    number, step = int(value("WD", p.word("wd") or "")), _step(p.word("dx") or "")
    monday = ctx.published - (ctx.published.isoweekday() - 1 - 7 * step) * _DAY
    return calendar.day(monday + (number - 1) * _DAY)


@maker
def weekday_week(p: Piece, ctx: Context) -> Value | None:
    """Monday week, a week from Tuesday."""
    if ctx.published is None:
        return None
    word = p.word("wd")
    if word is None:
        return calendar.day(ctx.published + (7 + int(value("DAYWORD", p.word("w") or ""))) * _DAY)
    return calendar.day(ctx.published + ((int(value("WD", word)) - ctx.published.isoweekday()) % 7 + 7) * _DAY)


@maker
def bare_weekend(p: Piece, ctx: Context) -> Value | None:
    """The weekend: the last one; the coming one where the tense says so or the report is of a Thursday or Friday."""
    if ctx.published is None:
        return None
    d, direction = ctx.published, ctx.direction(p.start, p.end)
    if d.isoweekday() >= 6 or direction > 0 or (direction == 0 and d.isoweekday() >= 4):
        return calendar.weekend(d)
    return calendar.weekend(d - 7 * _DAY)


@maker
def deictic_season(p: Piece, ctx: Context) -> Value | None:
    """Last spring, this summer, next winter."""
    if ctx.published is None:
        return None
    code, step = str(value("SEASON", p.word("s") or "")), _step(p.word("dx") or "")
    found = [calendar.season(ctx.published.year + n, code) for n in range(-2, 3)]
    if step < 0:
        return [v for v in found if v.end and v.end < ctx.published][-1]
    if step > 0:
        return next(v for v in found if v.start and v.start > ctx.published)
    if code == "WI" and ctx.published.month <= 5:
        return found[1]
    return found[2]


@maker
def that_unit(p: Piece, ctx: Context) -> Value | None:
    """The quarter, that year, the same day: the unit that holds the time last named, else the one of the report."""
    unit = str(value("CALENDAR", p.word("u") or ""))
    words = fold(ctx.text[p.start : p.end]).split()
    if "same" not in words and _OF_WHAT.match(ctx.text, p.end):
        return None
    anaphoric = words[0] == "that" or "same" in words
    if unit == "W" and ctx.published and ctx.text[p.end : p.end + 6] == " ahead":
        return calendar.week(ctx.published + 7 * _DAY)
    if unit in ("Q", "W") and (found := _ended(p, ctx, unit)):
        return found
    if unit == "W" and not anaphoric and ctx.published and not _PART_OF.search(ctx.text, max(0, p.start - 16), p.start):
        return _some_week(p, ctx)
    if unit == "Q" and ctx.quarter:
        return ctx.quarter
    if unit == "D" and not anaphoric and ctx.published and _IN_THE_DAY.search(ctx.text, max(0, p.start - 12), p.start):
        told = ctx.last.start if ctx.last and ctx.last.grain in _FINER["D"] else None
        return calendar.day(told or ctx.published)
    base = ctx.last.start if ctx.last and ctx.last.grain in _FINER[unit] else None
    passed = base is not None and ctx.published is not None and base < ctx.published
    if passed and not anaphoric and unit != "D" and ctx.direction(p.start, p.end) > 0:
        base = None  # "will decide by the end of the month", whatever month was spoken of before
    if base is None and not anaphoric and unit != "D":
        base = ctx.published
        if unit == "Q" and base:
            return calendar.quarter(base.year, (base.month + 2) // 3 - 1)
    return calendar.unit_of(base, unit) if base else None


def _some_week(p: Piece, ctx: Context) -> Value:
    """The week: TimeML's value leaves open which, the period is the one spoken of."""
    base = ctx.last.start if ctx.last and ctx.last.start and ctx.last.grain in _FINER["W"] else ctx.published
    assert base is not None
    return replace(calendar.week(base), value=f"{base.isocalendar()[0]}-WXX")


def _ended(p: Piece, ctx: Context, unit: str) -> Value | None:
    """The week ended Oct. 20, the quarter ended July 31: the calendar's own that holds its middle month."""
    found = _END.match(ctx.text, p.end)
    number = classes()["MON"].get(fold(found["month"])) if found else None
    if found is None or number is None or ctx.published is None:
        return None
    year = ctx.published.year - (number > ctx.published.month)
    if unit == "Q":
        return calendar.quarter(year, (number + 1) // 3)
    return calendar.week(date(year, number, int(found["day"])))


_MODAL = re.compile(r"\b(?:will|would|can|could|may|might|must|should|shall)\s+$", re.IGNORECASE)
_NOW = re.compile(r"\b(?:today|it|this)(?: is|['’]s)\s+$", re.IGNORECASE)
_IN_THE_DAY = re.compile(r"\b(?:early|earlier|late|later) in\s+$", re.IGNORECASE)
_END = re.compile(r"\s+end(?:ed|ing)\s+(?P<month>[A-Z][a-z]+)\.?\s+(?P<day>\d\d?)\b")

_PART_OF = re.compile(
    r"\b(?:(?:early|earlier|late|later) in|(?:end|start|beginning|middle|rest|part|close|most) of) \Z"
)
_CLAUSE = re.compile(r"\s+(?:[A-Z]|(?:of|when|that|the|he|she|they|it|his|her|their|its|being)\b)")
_SAID = re.compile(r"\b(?:say|says|said|saying|told|reported|announced|denied|insisted) at \Z")
_GENERIC = re.compile(
    r"\b[A-Z]\w+ (?:Today|Tomorrow)\Z|\b\w+s?\s+of tomorrow\Z"
)  # of "VOA Today", "the leaders of tomorrow"
_OWNER = re.compile(r"['’]s\b|,")
_OF_WHAT = re.compile(r"\s+of\s+(?![$£€#])")  # "the year of the drought", but "a high for the year of $42"
_FINER = {
    "D": "DT",
    "W": ("D", "T", "W", "WE"),
    "WE": ("D", "T", "WE"),
    "M": "DTM",
    "Q": "DTMQ",
    "Y": ("D", "T", "W", "WE", "M", "Q", "S", "H", "Y"),
    "E": ("Y", "E"),
    "C": ("Y", "E", "C"),
}


@maker
def day_after(p: Piece, ctx: Context) -> Value | None:
    """The day before, the day after: from the day last named."""
    if ctx.last is None or ctx.last.start is None or ctx.last.end is None:
        return None
    before = p.word("dx") == "before"
    return calendar.day(ctx.last.start - _DAY if before else ctx.last.end + _DAY)


@maker
def unit_before(p: Piece, ctx: Context) -> Value | None:
    """The year before, the month earlier: before the one last named, else before that of the report."""
    unit = str(value("CALENDAR", p.word("u") or ""))
    base = ctx.last.start if ctx.last and ctx.last.grain in _FINER[unit] else ctx.published
    return calendar.unit_of(calendar.shift(base, unit, -1), unit) if base else None


@maker
def day_next(p: Piece, ctx: Context) -> Value | None:
    """The next day, the following morning."""
    if ctx.last is None or ctx.last.start is None or ctx.last.grain not in ("D", "T"):
        return None
    back = "previous" in ctx.text[p.start : p.end].lower()
    found = ctx.last.start + (-_DAY if back else _DAY)
    part = p.word("p")
    return at_time(f"T{value('PART', part)}", ctx, found) if part else calendar.day(found)


@maker
def nth_day(p: Piece, ctx: Context) -> Value | None:
    """Today is the eighth day of: the day of the report."""
    return (
        calendar.day(ctx.published) if ctx.published and _NOW.search(ctx.text, max(0, p.start - 10), p.start) else None
    )


@maker
def at_the_time(p: Piece, ctx: Context) -> Value | None:
    """At the time: then; "at the time Kabul fell" is a clause of its own."""
    said = _SAID.search(ctx.text, max(0, p.start - 20), p.start)
    return calendar.reference("PAST_REF") if said or not _CLAUSE.match(ctx.text, p.end) else None


@maker
def until_then(p: Piece, ctx: Context) -> Value | None:
    """Until then: the time last named."""
    return ctx.last if ctx.last and ctx.last.type == "DATE" else None


@maker
def one_day(p: Piece, ctx: Context) -> Value | None:
    """One day: a length; some day to come in "will one day be"."""
    if _MODAL.search(ctx.text, max(0, p.start - 12), p.start):
        return calendar.reference("FUTURE_REF")
    return Value("DURATION", "P1D", unit="D", count=1)


@maker
def this_year(p: Piece, ctx: Context) -> Value | None:
    """The full year, the current fiscal year: the report's calendar year; the new year: the nearest."""
    text = ctx.text[p.start : p.end].lower()
    if ctx.published is None or not any(w in text for w in ("full", "fiscal", "current", "new")):
        return None
    return calendar.year(ctx.published.year + ("new" in text and ctx.published.month > _HALF_YEAR))
