"""Resolvers of what is made of parts: "two days earlier", "early next week", "the first quarter of 1990", spans."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from readout.times import calendar
from readout.times.absolute import feast_name, in_part
from readout.times.calendar import Value
from readout.times.compared import year_before
from readout.times.context import Context, maker
from readout.times.grammar import Piece
from readout.times.lexicon import classes, fold, value
from readout.times.numbers import count

_DAY = timedelta(days=1)
_YEAR = re.compile(r"\b(?:1[0-9]|20)\d\d\b")
_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)


@maker
def ago(p: Piece, ctx: Context) -> Value | None:
    """Two weeks ago (from the report), two days earlier (from the time last named), three days later."""
    length, word = ctx.resolve(p.part("l")), p.word("dx") or "ago"
    if length is None or (word == "later" and length.unit.startswith("T")):
        return length
    step = int(value("AGO", word))
    base = ctx.published if word in ("ago", "hence") else _anchor(ctx)
    if base is None:
        return None
    if length.count is None:  # "a few days later" in a story lies ahead of nothing but the day told before
        return _vaguely(step) if word in ("ago", "hence") else length
    if length.unit == "Y" and length.count == 1 and step < 0 and word in ("ago", "earlier", "before"):
        return _a_year_before(ctx, word)
    moved = _moved(base, length, step)
    if moved and length.unit == "W" and word == "ago":  # TimeBank names the day, a reader means the week
        return replace(moved, value=calendar.shift(base, "W", -int(length.count)).isoformat())
    return moved


def _anchor(ctx: Context) -> date | None:
    if ctx.last and ctx.last.start and ctx.last.grain in ("D", "T", "M", "Q", "W", "Y"):
        return ctx.last.start
    return ctx.published


def _vaguely(step: int) -> Value:
    return calendar.reference("PAST_REF" if step < 0 else "FUTURE_REF")


def _a_year_before(ctx: Context, word: str) -> Value | None:
    """A year ago, a year earlier, at the grain of what the text compares: a quarter where it speaks of one."""
    last = ctx.last
    if ctx.compares == "Q":
        return year_before(ctx)
    if last and last.start and last.grain == "M" and word != "ago":
        return calendar.month(last.start.year - 1, last.start.month)
    if last and last.start and word != "ago":
        return calendar.year(last.start.year - 1)
    return calendar.year(ctx.published.year - 1) if ctx.published else None


_FROM = re.compile(r"\b(?:from|than|over|against)\s+\Z")
_ENDS = re.compile(r"[\"'”’)]*(?:[.,;:]|\s*$)")


@maker
def ago_before(p: Piece, ctx: Context) -> Value | None:
    """A year before, at the end of its clause: a year earlier; "a year before Congress met" is a length."""
    length = ctx.resolve(p.part("l"))
    if length is None or length.count is None:
        return length
    if not _ENDS.match(ctx.text, p.end) and not _FROM.search(ctx.text, max(0, p.start - 9), p.start):
        return length
    if length.unit == "Y":
        return _a_year_before(ctx, "before")
    base = _anchor(ctx)
    return _moved(base, length, -1) if base else None


_SMALLER = {"Y": (12, "M"), "W": (7, "D"), "E": (10, "Y"), "C": (100, "Y")}


def _moved(base: date, length: Value, step: int) -> Value | None:
    """The unit of `base` moved by a counted length."""
    assert length.count is not None
    unit, number = length.unit, length.count
    if unit.startswith("T"):
        return calendar.day(calendar.shift(base, unit, step * int(number)))
    if number != int(number):
        size, smaller = _SMALLER.get(unit, (1, unit))
        number, unit = round(number * size), smaller
    moved = calendar.shift(base, unit, step * int(number))
    grain = {"F": "W", "N": "D", "WE": "WE"}.get(unit, unit)
    return calendar.unit_of(moved, grain)


@maker
def ago_of(p: Piece, ctx: Context) -> Value | None:
    """A year ago this month, two years ago October, a week ago Thursday: the second part, moved back by the first."""
    length, d = ctx.resolve(p.part("l")), ctx.resolve(p.part("d"))
    if length is None or length.count is None or d is None or d.start is None or length.count != int(length.count):
        return d
    moved = calendar.shift(d.start, length.unit, -int(length.count))
    return calendar.unit_of(moved, d.grain) if d.grain in ("D", "W", "M", "Q", "Y") else d


_COUNTED = re.compile(  # "the second report in two months", "the lowest in a year"
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|\d+(?:st|nd|rd|th)|latest|time|\w+est)\b[^.;:,]*\bin\s+$",
    re.IGNORECASE,
)
_TIME = re.compile(r"['’]?\s+time\b")  # "in two weeks' time"


@maker
def in_length(p: Piece, ctx: Context) -> Value | None:
    """In two weeks: counted from the report where the tense looks ahead ("will meet in two weeks"), else a length."""
    length = ctx.resolve(p.part("l"))
    since = _COUNTED.search(ctx.text, max(0, p.start - 45), p.start)
    ahead = _TIME.match(ctx.text, p.end) or (not since and ctx.direction(p.start, p.end) > 0)
    if length is None or length.count is None or ctx.published is None or not ahead or length.unit in ("TM", "TS"):
        return length
    found, most = _moved(ctx.published, length, 1), _most(p, length, ctx)
    return found.within(found.start, most.end) if found and most else found


def _most(p: Piece, length: Value, ctx: Context) -> Value | None:
    """The later end of "in two or three days"."""
    part = p.part("l")
    if part is None or not part.groups.get("d") or ctx.published is None:
        return None
    number = count(part.groups["d"])
    return _moved(ctx.published, replace(length, count=number), 1) if number and number > (length.count or 0) else None


@maker
def within_length(p: Piece, ctx: Context) -> Value | None:
    """Within 30 days: a length, over the days from the report on where the tense looks ahead."""
    length = ctx.resolve(p.part("l"))
    if length is None or length.count is None or ctx.published is None or ctx.direction(p.start, p.end) <= 0:
        return length
    return length.within(ctx.published, calendar.shift(ctx.published, length.unit, int(length.count)))


@maker
def from_date(p: Piece, ctx: Context) -> Value | None:
    """Two days after March 1, three weeks from now, the day before the vote on Monday."""
    target = ctx.resolve(p.part("d"))
    text = ctx.text[p.start : p.end].lower()
    if p.groups.get("dx") and p.part("dx") is not None:
        length: Value | None = Value("DURATION", "P1D", unit="D", count=1)
        step = -1 if "before" in text.split() else 1
    else:
        length = ctx.resolve(p.part("l"))
        step = -1 if p.word("dx") == "before" else 1
    base = (target.start if step < 0 else target.end) if target else ctx.published
    if length is None or base is None:
        return None
    return _moved(base, length, step) if length.count is not None else _vaguely(step)


@maker
def week_of(p: Piece, ctx: Context) -> Value | None:
    """The week of March 4, the weekend of March 9."""
    d = ctx.resolve(p.part("d"))
    return calendar.unit_of(d.start, str(value("CALENDAR", p.word("u") or ""))) if d and d.start else None


@maker
def second(p: Piece, ctx: Context) -> Value | None:
    """The value of the part that the rule names, the rest of the words adding nothing to it."""
    return ctx.resolve(p.part(str(p.rule.constants.get("group", "d"))))


@maker
def modified(p: Piece, ctx: Context) -> Value | None:
    """Early next week, the end of the month, later this year: the same value over fewer days."""
    v = ctx.resolve(p.part("d"))
    return _in_mode(v, p, ctx) if v else None


@maker
def modified_of(p: Piece, ctx: Context) -> Value | None:
    """Early January next year."""
    d, part = ctx.resolve(p.part("d")), p.part("m")
    m = ctx.resolve(part)
    if part is None or m is None or m.start is None or d is None or d.start is None or d.grain != "Y":
        return m
    return _in_mode(calendar.month(d.start.year, m.start.month), part, ctx)


def _in_mode(v: Value, p: Piece, ctx: Context) -> Value:
    """A period in the mode that the words of a piece give it."""
    opening = p.part("e")  # "the first days of"
    nodes = (opening or p).groups.get("mode")
    words = [fold(n.text) for n in nodes] if nodes else []
    mode = str(p.rule.constants.get("mode") or (words[-1] if words else ""))
    mode = classes()["EDGE"].get(mode) or classes()["MODE"].get(mode) or mode
    if words and words[0] in ("early", "first", "opening", "initial"):
        mode = "early"
    if words and words[0] in ("tail", "latter", "last", "final", "closing"):
        mode = "late"
    if v.grain == "D" or v.start is None or v.end is None:
        return v
    if mode in ("later", "rest", "remainder") and ctx.published and v.start <= ctx.published < v.end:
        return v.within(ctx.published + _DAY, v.end)
    if mode == "earlier" and ctx.published and v.start < ctx.published <= v.end:
        return v.within(v.start, ctx.published)
    if opening and "days" in fold(ctx.text[opening.start : opening.end]):
        return v.within(v.start, v.start + 9 * _DAY) if mode == "early" else v.within(v.end - 9 * _DAY, v.end)
    return in_part(v, mode)


@maker
def part_of(p: Piece, ctx: Context) -> Value | None:
    """The third quarter of last year, next year's first quarter."""
    d, q = ctx.resolve(p.part("d")), ctx.resolve(p.part("q"))
    if d is None or q is None or d.start is None or q.start is None or d.grain != "Y":
        return d
    if q.grain == "H":
        return calendar.half(d.start.year, 1 if q.start.month < 7 else 2)
    return calendar.quarter(d.start.year, (q.start.month + 2) // 3)


@maker
def season_of(p: Piece, ctx: Context) -> Value | None:
    """The summer of last year."""
    d, bare = ctx.resolve(p.part("d")), p.part("s")
    if d is None or d.start is None:
        return None
    word = bare.word("s") if bare else p.word("s")
    return calendar.season(d.start.year, str(value("SEASON", word or "")))


@maker
def month_of(p: Piece, ctx: Context) -> Value | None:
    """July last year, March 1 of next year."""
    d, m = ctx.resolve(p.part("d")), ctx.resolve(p.part("m"))
    if d is None or m is None or d.start is None or m.start is None:
        return m
    if d.grain != "Y":
        return m
    if m.grain == "M":
        return calendar.month(d.start.year, m.start.month)
    return calendar.day(m.start.replace(year=d.start.year))


@maker
def weekday_the(p: Piece, ctx: Context) -> Value | None:
    """Monday the 18th (of this month)."""
    w, number = ctx.resolve(p.part("w")), p.number("d")
    if w is None or w.start is None or number is None:
        return w
    near = [calendar.add_months(w.start.replace(day=1), n) for n in (-1, 0, 1)]
    start = w.start
    days = [m.replace(day=number) for m in near if number <= (calendar.add_months(m, 1) - m).days]
    fitting = [d for d in days if d.isoweekday() == start.isoweekday()]
    return calendar.day(min(fitting, key=lambda d: abs((d - start).days))) if fitting else w


@maker
def nth_weekday(p: Piece, ctx: Context) -> Value | None:
    """The first Sunday of March."""
    m = ctx.resolve(p.part("m"))
    if m is None or m.start is None or m.grain != "M":
        return None
    n = int(classes()["ORDW"][p.word("o") or ""])
    day = p.part("w")
    assert day is not None
    number = int(value("WD", day.word("wd") or ""))
    first = m.start + ((number - m.start.isoweekday()) % 7) * _DAY
    return calendar.day(first + 7 * (n - 1) * _DAY)


@maker
def nth_week(p: Piece, ctx: Context) -> Value | None:
    """The first week of March: the month's value over seven of its days."""
    m = ctx.resolve(p.part("m"))
    if m is None or m.start is None or m.end is None or m.grain != "M":
        return m
    if p.word("o") == "last":
        return m.within(m.end - 6 * _DAY, m.end)
    first = m.start + 7 * (int(classes()["ORDW"][p.word("o") or ""]) - 1) * _DAY
    return m.within(first, min(first + 6 * _DAY, m.end)) if first <= m.end else m


@maker
def first_of(p: Piece, ctx: Context) -> Value | None:
    """The first ten months of 2006, the last two weeks of January: the value of the whole over those of its days."""
    length, d, word = ctx.resolve(p.part("l")), ctx.resolve(p.part("d")), p.part("l")
    if length is None or length.count is None or d is None or d.start is None or d.end is None or word is None:
        return d
    count = int(length.count)
    if word.word("dx") in ("last", "final", "closing"):
        return d.within(max(d.start, calendar.shift(d.end + _DAY, length.unit, -count)), d.end)
    return d.within(d.start, min(d.end, calendar.shift(d.start, length.unit, count) - _DAY))


@maker
def feast_of(p: Piece, ctx: Context) -> Value | None:
    """New Year's Day 1997, Christmas Eve last year."""
    f, d = p.part("f"), ctx.resolve(p.part("d"))
    name = feast_name(ctx.text[f.start : f.end]) if f else None
    if name is None or d is None or d.start is None or d.grain != "Y":
        return ctx.resolve(f)
    return calendar.feast_of(name, d.start.year)


@maker
def last_of(p: Piece, ctx: Context) -> Value | None:
    """The last day of March, the last Monday in March; the last week of March: its value over seven of its days."""
    m, last = ctx.resolve(p.part("m")), p.part("l")
    if m is None or m.end is None or last is None:
        return m
    if "w" in last.groups:
        number = int(value("WD", last.word("w") or ""))
        return calendar.day(m.end - (m.end.isoweekday() - number) % 7 * _DAY)
    unit = str(value("CALENDAR", last.word("u") or ""))
    if unit == "D":
        return calendar.day(m.end)
    return calendar.unit_of(m.end, unit) if unit == "WE" else m.within(m.end - 6 * _DAY, m.end)


@maker
def span(p: Piece, ctx: Context) -> Value | None:
    """From Monday to Wednesday, between 1991 and 1994: one expression; its value is the ISO 8601 interval."""
    found = ends(p, ctx)
    if found is None:
        return None
    a, b = found
    return Value("DATE", f"{a.value}/{b.value}", b.grain, a.start, b.end)


def apart(p: Piece, ctx: Context) -> tuple[Value, Value] | None:
    """The length and the date of "eight days after Oct. 12", which TimeML marks as two; `None` where they are none."""
    length, d = ctx.resolve(p.part("l")), ctx.resolve(p.part("d"))
    return (length, d) if length and d else None


def ends(p: Piece, ctx: Context) -> tuple[Value, Value] | None:
    """The first and the last time of a range; `None` where they make none: they have no days, or run backwards."""
    a, b = ctx.resolve(p.part("a")), ctx.resolve(p.part("b"))
    if a is None or b is None or a.start is None or b.end is None or b.start is None:
        return None
    a = _of_the_same_year(p, ctx, a, b)
    if a.start is None:
        return None
    if a.start > b.end and a.grain == b.grain == "D" and (a.start - b.end).days < 7:
        forward = ctx.direction(p.start, p.end) > 0
        a, b = (a, calendar.day(b.end + 7 * _DAY)) if forward else (calendar.day(a.start - 7 * _DAY), b)
    if a.start is None or b.end is None or a.start > b.end:
        return None
    return a, b


def _of_the_same_year(p: Piece, ctx: Context, a: Value, b: Value) -> Value:
    """The start of a span in the year that only its end names: "from May 1 to October 31, 2010"."""
    first, last = p.part("a"), p.part("b")
    if first is None or last is None or a.start is None or b.start is None or a.grain not in ("D", "M"):
        return a
    if _YEAR.search(ctx.text[first.start : first.end]) or not _YEAR.search(ctx.text[last.start : last.end]):
        return a
    if _fixed_day(ctx.text[first.start : first.end]) is None:
        return a
    later = (a.start.month, a.start.day) > (b.start.month, b.start.day)
    year = b.start.year - 1 if later else b.start.year
    return calendar.month(year, a.start.month) if a.grain == "M" else calendar.day(a.start.replace(year=year))


def _fixed_day(words: str) -> str | None:
    """The month that words name, by its first three letters; `None` for "Monday", "last month"."""
    found = _MONTH.search(words)
    return found.group(0) if found else None
