"""Resolvers of what a text sets beside its own quarter or month: "the year-earlier period", "a year ago"."""

from __future__ import annotations

from readout.times import calendar
from readout.times.absolute import quarter
from readout.times.calendar import Value
from readout.times.context import Context, maker
from readout.times.grammar import Piece
from readout.times.lexicon import classes

_FRESH = 200
"""Days within which a quarter is one of the last two."""


@maker
def quarter_said(p: Piece, ctx: Context) -> Value | None:
    """The latest quarter: the one last named, else the last that has ended; the current one: of the report."""
    if ctx.published is None:
        return None
    if p.groups.get("o"):
        return quarter(p, ctx)
    now = (ctx.published.month + 2) // 3
    if p.word("dx") == "current":
        return calendar.quarter(ctx.published.year, now)
    if p.word("dx") == "prior" and ctx.quarter and ctx.quarter.start:
        return calendar.unit_of(calendar.shift(ctx.quarter.start, "Q", -1), "Q")
    if p.word("dx") == "same" and not ctx.quarter:
        return None
    ended = ctx.quarter is not None and ctx.quarter.end is not None and ctx.quarter.end < ctx.published
    return ctx.quarter if ended else calendar.quarter(ctx.published.year, now - 1)


@maker
def quarter_ago(p: Piece, ctx: Context) -> Value | None:
    """The year-earlier quarter."""
    if p.groups.get("p") and ctx.compares == "Y" and ctx.months:
        return ctx.months
    base = ctx.quarter or quarter_said(p, ctx)
    if base is None or base.start is None:
        return year_before(ctx)
    number = (base.start.month + 2) // 3
    if p.groups.get("o"):
        number = int(classes()["ORDW"][p.word("o") or ""])
    y = ctx.published.year if ctx.published else base.start.year
    return calendar.quarter(min(base.start.year, y) - 1, number) if base.start.year >= y - 1 else base


@maker
def month_ago(p: Piece, ctx: Context) -> Value | None:
    """The year-earlier month: the month last named, a year before; else that of the report."""
    base = ctx.last.start if ctx.last and ctx.last.grain == "M" else ctx.published
    return calendar.month(base.year - 1, base.month) if base else None


@maker
def year_ago(p: Piece, ctx: Context) -> Value | None:
    """Year-ago, year-earlier: the same quarter of the year before where the text speaks of one."""
    return year_before(ctx)


def year_before(ctx: Context) -> Value | None:
    """The quarter a year before the one that the text compares, else the year before that of the report."""
    if ctx.published is None:
        return None
    told = ctx.quarter
    if ctx.compares == "Q" and told and told.start and told.end:
        fresh = abs((ctx.published - told.end).days) < _FRESH  # in January the third quarter is of the year before
        return calendar.quarter((told.start if fresh else ctx.published).year - 1, (told.start.month + 2) // 3)
    return calendar.year(ctx.published.year - 1)


@maker
def same_of(p: Piece, ctx: Context) -> Value | None:
    """Last year's quarter, the corresponding period last year."""
    d = ctx.resolve(p.part("d"))
    if d is None or d.start is None or d.grain != "Y":
        return d
    return (
        calendar.quarter(d.start.year, (ctx.quarter.start.month + 2) // 3) if ctx.quarter and ctx.quarter.start else d
    )


@maker
def same_unit_of(p: Piece, ctx: Context) -> Value | None:
    """The same month last year: the one last named, in the year of the other part."""
    d, m = ctx.resolve(p.part("d")), ctx.resolve(p.part("m"))
    if d is None or d.start is None or d.grain != "Y" or m is None or m.start is None:
        return d or m
    if m.grain not in ("D", "M", "Q"):
        return d
    return calendar.unit_of(calendar.add_months(m.start, 12 * (d.start.year - m.start.year)), m.grain)
