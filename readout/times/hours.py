"""Resolvers of times of day: clocks, parts of a day, nights."""

from __future__ import annotations

import re
from datetime import date, timedelta

from readout.times.calendar import Value
from readout.times.context import Context, maker
from readout.times.grammar import Piece
from readout.times.lexicon import classes, fold, value
from readout.times.numbers import spelled

_RELATIVE = re.compile(r"\s+(?:the|that|he|she|they|we|it|of the|when|before|after|a|his|her|their)\b(?! \d)")
_DURING = re.compile(r"\b(?:in|during|into|by|through|throughout|for|until|over)\s+\Z", re.IGNORECASE)
_NOON, _SMALL = 12, 4
"""The hour of noon; the last hour that "at night" still means after midnight."""
_NEAR = 150
"""Characters within which "the morning" still leans on a day named before."""


def _zone(p: Piece) -> str:
    word = p.word("z")
    return str(value("ZONE", word)) if word else ""


@maker
def clock(p: Piece, ctx: Context) -> Value | None:
    """10:30 a.m., 5 p.m. EST, 10 o'clock; of the day of the report until a date beside it says otherwise."""
    word = p.word("n")
    hour = int(value("NUMW", word)) if word else p.number("h")
    minute = p.word("mi") or (f"{int(spelled([p.word('n2') or ''])):02}" if p.groups.get("n2") else "")
    assert hour is not None
    half_day = classes()["AMPM"].get((p.word("ap") or "").replace(" ", ""))
    if half_day and not 1 <= hour <= 12:
        return None
    if half_day:
        hour = hour % 12 + (12 if half_day == "pm" else 0)
    return at_time(f"T{hour:02}" + f":{minute or '00'}" + _zone(p), ctx)


@maker
def clock_digits(p: Piece, ctx: Context) -> Value | None:
    """0343 GMT, 3.30 p.m."""
    digits = (p.word("hm") or "").replace(".", "").rjust(4, "0")
    hour = int(digits[:2])
    half_day = classes()["AMPM"].get((p.word("ap") or "").replace(" ", ""))
    if half_day:
        hour = hour % 12 + (12 if half_day == "pm" else 0)
    return at_time(f"T{hour:02}:{digits[2:]}" + _zone(p), ctx)


@maker
def clock_word(p: Piece, ctx: Context) -> Value | None:
    """Noon, midnight."""
    return at_time(str(value("CLOCKWORD", p.word("w") or "")) + _zone(p), ctx)


def at_time(clock_value: str, ctx: Context, d: date | None = None) -> Value:
    """A time of day on `d`, by default on the day of the report."""
    d = d or ctx.published
    return Value("TIME", (d.isoformat() if d else "XXXX-XX-XX") + clock_value, "T", d, d)


@maker
def this_part(p: Piece, ctx: Context) -> Value | None:
    """This morning; "in the morning" after "on Friday" in one paragraph is Friday's."""
    bare = fold(ctx.text[p.start : p.end]).startswith("the ")
    if bare and _RELATIVE.match(ctx.text, p.end) and not _DURING.search(ctx.text, max(0, p.start - 12), p.start):
        return None  # "on the night the bridge fell"
    return at_time(f"T{value('PART', p.word('p') or '')}", ctx, _leant_on(p, ctx) if bare else None)


def _leant_on(p: Piece, ctx: Context) -> date | None:
    """The day named shortly before in the same paragraph."""
    if ctx.last is None or ctx.last.grain != "D" or p.start - ctx.last_end >= _NEAR:
        return None
    return ctx.last.start if "\n\n" not in ctx.text[ctx.last_end : p.start] else None


@maker
def small_hours(p: Piece, ctx: Context) -> Value | None:
    """The early hours: the morning of the report's day."""
    return at_time("TMO", ctx)


@maker
def small_hours_of(p: Piece, ctx: Context) -> Value | None:
    """The early hours of Tuesday."""
    d = ctx.resolve(p.part("d"))
    return at_time("TMO", ctx, d.start) if d and d.start else None


@maker
def clock_in_part(p: Piece, ctx: Context) -> Value | None:
    """10:30 this morning, at 9 tonight: the hour of one part, the day and the half of it of the other."""
    part, clock = ctx.resolve(p.part("q")), ctx.resolve(p.part("p"))
    if part is None or part.start is None:
        return clock or part
    spoken = p.word("n")
    alone = int(value("NUMW", spoken)) if spoken else p.number("h") or 0
    told = clock.value.partition("T")[2] if clock else f"{alone:02}:00"
    hour, rest = int(told[:2]), told[2:]
    said = re.search(r"[ap]\.?\s?m\b", fold(ctx.text[p.start : p.end]))
    late = part.value.endswith(("TAF", "TEV")) or (part.value.endswith("TNI") and hour > _SMALL)
    if not said and late and hour < _NOON:
        hour += _NOON
    return at_time(f"T{hour:02}{rest}", ctx, part.start)


@maker
def that_part(p: Piece, ctx: Context) -> Value | None:
    """That night, the same evening: of the day last named."""
    if ctx.last is None or ctx.last.start is None or ctx.last.grain not in ("D", "T"):
        return None
    return at_time(f"T{value('PART', p.word('p') or '')}", ctx, ctx.last.start)


@maker
def tonight(p: Piece, ctx: Context) -> Value | None:
    """Tonight."""
    return at_time("TNI", ctx)


@maker
def last_night(p: Piece, ctx: Context) -> Value | None:
    """Last night: the night before the report's day."""
    if ctx.published is None:
        return None
    code = "TNI" if "night" in ctx.text[p.start : p.end].lower() else "TEV"
    return at_time(code, ctx, ctx.published - timedelta(days=1))


@maker
def overnight(p: Piece, ctx: Context) -> Value | None:
    """Overnight: the night that ended on the report's day; the days are that one and the one before."""
    if ctx.published is None:
        return None
    before = ctx.published - timedelta(days=1)
    return at_time("TNI", ctx, before).within(before, ctx.published)


@maker
def day_part(p: Piece, ctx: Context) -> Value | None:
    """Sunday morning, yesterday afternoon, the night of March 3."""
    d = ctx.resolve(p.part("d"))
    if d is None:
        return None
    code = "T" + str(value("PART", p.word("p") or ""))
    if d.start is None:
        return Value("TIME", d.value + code, "T")
    return at_time(code, ctx, d.start)


@maker
def time_on(p: Piece, ctx: Context) -> Value | None:
    """10 p.m. Wednesday, noon on Friday: the clock of one part on the day of the other."""
    clock, d = ctx.resolve(p.part("p")), ctx.resolve(p.part("d"))
    if clock is None or d is None:
        return clock or d
    _, _, rest = clock.value.partition("T")
    if d.start is None:
        return Value("TIME", f"{d.value}T{rest}", "T")
    return at_time(f"T{rest}", ctx, d.start)
