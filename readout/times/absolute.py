"""Resolvers of what stands on the calendar by its own words: dates, years, quarters, feasts, weekdays, clocks."""

from __future__ import annotations

import re
from datetime import date, timedelta

from readout.times import calendar
from readout.times.calendar import Value
from readout.times.context import Context, maker
from readout.times.grammar import Node, Piece
from readout.times.lexicon import classes, fold, value
from readout.times.numbers import spelled

_HALF_YEAR = 6
_LIST = 8
"""Characters between the members of a list of decades."""
_NUMBERED = re.compile(r"\b(?:resolutions?|flight|route|boeing|no|number|nos)\.?\s+$", re.IGNORECASE)
_CAPITAL = re.compile(r"\b([A-Z][a-z]+)\s+$")
_AND_NIGHTS = re.compile(r",?\s+(?:and|or)\s+[A-Z]\w+day\s+(mornings|afternoons|evenings|nights)\b")
_END = re.compile(r"\s+ended\s+(?P<month>[A-Z][a-z]+)\.?\s+(?P<day>[12]?\d|3[01])\b")
_OPENS = re.compile(r"(?:^|[.?!\"“'‘\n])\s*$")
_MODAL = re.compile(r"\s+(?:be|he|she|we|i|you|god|it|they|not)\b", re.IGNORECASE)
_OF_NO_YEAR = re.compile(
    r"\s+of\s+(?!(?:the\s+|its\s+)?(?:fiscal|this|last|next|year|current|new|previous)\b|\d)", re.IGNORECASE
)


@maker
def iso(p: Piece, ctx: Context) -> Value | None:
    """2013-02-18, with or without a time."""
    y, m, d = p.number("y"), p.number("m"), p.number("d")
    assert y and m and d
    found = calendar.day(date(y, m, d))
    if not p.groups.get("h"):
        return found
    return Value("TIME", f"{found.value}T{p.word('h')}:{p.word('mi')}", "T", found.start, found.end)


@maker
def numeric(p: Piece, ctx: Context) -> Value | None:
    """2/18/2013 in the American order, 18/2/2013 where no month has that number, 2013/2/18."""
    a, b, c = p.number("m"), p.number("d"), p.number("y")
    assert a is not None and b is not None and c is not None
    if len(p.word("m") or "") == 4:
        return calendar.day(date(a, b, c))
    if len(p.word("y") or "") == 2:
        c += 2000 if c < 50 else 1900
    return calendar.day(date(c, a, b) if a <= 12 else date(c, b, a))


@maker
def dotted(p: Piece, ctx: Context) -> Value | None:
    """18.2.2013."""
    y, m, d = p.number("y"), p.number("m"), p.number("d")
    assert y and m and d
    return calendar.day(date(y, m, d))


def ordinal(nodes: list[Node]) -> int:
    """ "third" -> 3, "twenty-first" -> 21, "20th" -> 20."""
    words = [fold(n.text) for n in nodes]
    if words[0].isdigit():
        return int(words[0])
    table = classes()["ORDW"] | {"final": 4, "last": 4}  # of quarters
    return int(spelled(words[:-1])) + int(table.get(words[-1], spelled(words[-1:])))


@maker
def month_day(p: Piece, ctx: Context) -> Value | None:
    """March 1; the year, where none is given, is the one nearest to the report, moved by the tense."""
    number = int(value("MON", p.word("mon") or ""))
    d = p.number("d") if p.groups.get("d") else ordinal(p.groups["o"])
    assert d is not None
    y = p.number("y") or _year_of(p, ctx, number, d)
    if y is None:
        return Value("DATE", f"XXXX-{number:02}-{d:02}", "D")
    return calendar.day(date(y, number, d))


def _year_of(p: Piece, ctx: Context, number: int, d: int) -> int | None:
    """The year of a month and day without one."""
    if ctx.published is None:
        return None
    near = ctx.published
    best = min((near.year - 1, near.year, near.year + 1), key=lambda y: abs((_safe(y, number, d) - near).days))
    gap = (_safe(best, number, d) - near).days
    said = int(classes()["DEIXIS"].get(p.word("dx") or "", 0))  # "the coming Dec. 15 vote"
    if said and said * gap < 0:
        return best + said
    if said:
        return best
    direction = ctx.direction(p.start, p.end, day=True)
    if direction > 0 and gap < -60:
        return best + 1
    if direction < 0 and gap > 60:
        return best - 1
    return best


def _safe(y: int, number: int, d: int) -> date:
    return calendar.add_months(date(y, number, 1), 0) + timedelta(days=min(d, 28) - 1)


@maker
def day_range(p: Piece, ctx: Context) -> Value | None:
    """April 3-5: one expression over several days; its value is the ISO 8601 interval."""
    first = month_day(p, ctx)
    last = p.number("e")
    if first is None or first.start is None or last is None:
        return None
    end = first.start.replace(day=last)
    if end <= first.start:
        return None
    return Value("DATE", f"{first.value}/{end.isoformat()}", "D", first.start, end)


@maker
def month_year(p: Piece, ctx: Context) -> Value | None:
    """March 1996."""
    y = p.number("y")
    assert y is not None
    return calendar.month(y, int(value("MON", p.word("mon") or "")))


def _spoken_year(p: Piece, ctx: Context) -> int:
    words = [fold(w) for w in ctx.text[p.start : p.end].replace("-", " ").split()]
    at = next(i for i, w in enumerate(words) if w in ("nineteen", "twenty"))
    return int(100 * spelled(words[at : at + 1]) + spelled(words[at + 1 :]))


@maker
def month_year_words(p: Piece, ctx: Context) -> Value | None:
    """January nineteen ninety-seven."""
    return calendar.month(_spoken_year(p, ctx), int(value("MON", p.word("mon") or "")))


@maker
def year_words(p: Piece, ctx: Context) -> Value | None:
    """Nineteen ninety-seven."""
    y = _spoken_year(p, ctx)
    return calendar.year(y) if 1900 <= y <= 2099 else None


@maker
def year_thousand(p: Piece, ctx: Context) -> Value | None:
    """The year two thousand (and five)."""
    word = p.word("n")
    return calendar.year(2000 + (int(value("NUMW", word)) if word else 0))


@maker
def bare_month(p: Piece, ctx: Context) -> Value | None:
    """October: the last or the next one, this month included, as the tense says; the nearest where it says nothing."""
    number = int(value("MON", p.word("mon") or ""))
    if _no_month(p, ctx):
        return None
    if ctx.published is None:
        return Value("DATE", f"XXXX-{number:02}", "M")
    direction = ctx.direction(p.start, p.end)
    behind = (ctx.published.month - number) % 12
    ahead = direction > 0 or (direction == 0 and behind > _HALF_YEAR)
    return calendar.month(ctx.published.year, ctx.published.month + (-behind % 12 if ahead else -behind))


def _no_month(p: Piece, ctx: Context) -> bool:
    """Whether the word is part of a name or a verb: "Jan Balkenende", "Mar del Plata", "Theresa May", "May we"."""
    word = ctx.text[p.start : p.end]
    if word in ("Jan", "Mar", "Sep", "Jun", "Jul"):
        return not ctx.text.startswith(".", p.end)
    if word != "May":
        return False
    before = _CAPITAL.search(ctx.text, max(0, p.start - 20), p.start)
    named = before is not None and not {fold(before[1])} & (classes()["BEFOREMONTH"].keys() | classes()["MON"].keys())
    return named or bool(_OPENS.search(ctx.text, max(0, p.start - 3), p.start) and _MODAL.match(ctx.text, p.end))


@maker
def weekday(p: Piece, ctx: Context) -> Value | None:
    """Sunday: the last one, the day of the report included; the next where the tense says so."""
    number = int(value("WD", p.word("wd") or ""))
    if often := _AND_NIGHTS.match(ctx.text, p.end):
        return Value("SET", f"XXXX-WXX-{number}T{value('PART', often[1])}")
    found = ctx.nearest_weekday(number, ctx.direction(p.start, p.end, day=True))
    return calendar.day(found) if found else Value("DATE", f"XXXX-WXX-{number}", "D")


@maker
def year(p: Piece, ctx: Context) -> Value | None:
    """1988. Numbers that are hardly years (before 1700 without "the year", of a resolution) are left out."""
    y = p.number("y")
    assert y is not None
    if _NUMBERED.search(ctx.text, max(0, p.start - 20), p.start):
        return None
    spoken = ctx.text[p.start : p.end].lower().startswith("the year")
    return calendar.year(y) if spoken or 1700 <= y <= 2100 else None


@maker
def year_range(p: Piece, ctx: Context) -> Value | None:
    """1991-94."""
    a, b = p.number("y"), p.number("z")
    assert a is not None and b is not None
    b = b if b > 99 else a // 100 * 100 + b
    if not (1500 <= a < b <= 2100):
        return None
    return Value("DATE", f"{a}/{b}", "Y", date(a, 1, 1), date(b, 12, 31))


@maker
def decade(p: Piece, ctx: Context) -> Value | None:
    """The 1990s, the '90s."""
    y = int((p.word("y") or "").rstrip("s"))
    y = y if y > 99 else 1900 + y if y >= 20 else 2000 + y
    if y % 10:
        return None
    return in_part(calendar.century(y // 100 + 1) if y % 100 == 0 and y < 2000 else calendar.decade(y), p.word("mode"))


@maker
def decade_told(p: Piece, ctx: Context) -> Value | None:
    """The 80s of "the 1970s and 80s"; alone it may be an age or a temperature."""
    return decade(p, ctx) if ctx.last and ctx.last.grain == "E" and p.start - ctx.last_end < _LIST else None


@maker
def decade_words(p: Piece, ctx: Context) -> Value | None:
    """The nineties."""
    return in_part(calendar.decade(1900 + 10 * int(value("DECADEWORD", p.word("w") or ""))), p.word("mode"))


@maker
def century(p: Piece, ctx: Context) -> Value | None:
    """The 20th century."""
    return in_part(calendar.century(ordinal(p.groups["o"])), p.word("mode"))


def in_part(v: Value, mode: str | None) -> Value:
    """The first, middle or last part of a period for "early", "mid" and "late": tens of a month, else thirds."""
    if mode is None or v.start is None or v.end is None:
        return v
    if v.grain == "M":
        first, last = {"early": (1, 10), "start": (1, 10), "mid": (11, 20), "late": (21, 0), "end": (21, 0)}.get(
            mode, (1, 0)
        )
        return v.within(v.start.replace(day=first), v.end.replace(day=last) if last else v.end)
    size = (v.end - v.start).days + 1
    third = max(1, round(size * (0.4 if size < 28 else 1 / 3)))
    if mode in ("early", "start", "first", "beginning"):
        return v.within(v.start, v.start + timedelta(days=third - 1))
    if mode in ("late", "end"):
        return v.within(v.end - timedelta(days=third - 1), v.end)
    if mode in ("mid", "middle"):
        start = v.start + timedelta(days=(size - third) // 2)
        return v.within(start, start + timedelta(days=third - 1))
    return v


@maker
def feast(p: Piece, ctx: Context) -> Value | None:
    """Christmas, Ramadan: the nearest to the report."""
    if ctx.published is None:
        return None
    name = feast_name(ctx.text[p.start : p.end])
    surname = _CAPITAL.search(ctx.text, max(0, p.start - 20), p.start)
    if name == "ramadan" and surname and surname[1] not in ("In", "During", "The", "This", "Last", "Muslim", "Islamic"):
        return None
    return calendar.feast(name, ctx.published, ctx.direction(p.start, p.end)) if name else None


def feast_name(words: str) -> str | None:
    """The words as the table of feasts has them; `None` where it has not."""
    name = " ".join(fold(words).replace("’", "'").split())
    last = name.rsplit(" ", 1)[-1]
    return next((n for n in (name, last) if n in calendar.feasts()), None)


@maker
def quarter(p: Piece, ctx: Context) -> Value | None:
    """The third quarter: of the named year, else the last one that has begun; the next where the tense says so."""
    number = ordinal(p.groups["o"]) if p.groups.get("o") else None
    y = p.number("y")
    if number is None and p.groups.get("p") and y and ctx.compares != "Q":  # "the 1988 period" after nine months
        return calendar.year(y)
    if number is None:
        return _of_last_quarter(ctx, y)
    if not 1 <= number <= 4:
        return None
    if y is not None:
        return calendar.quarter(y, number)
    if ctx.published is None:
        return Value("DATE", f"XXXX-Q{number}", "Q")
    if end := _ended(p, ctx):  # a company's own quarter: its three months may lie elsewhere than the calendar's
        after = end + timedelta(days=1)
        return calendar.quarter(end.year, number).within(calendar.add_months(after, -3), end)
    if ctx.last and ctx.last.grain == "Y" and ctx.last.start and ctx.last.start.year < ctx.published.year - 1:
        return calendar.quarter(ctx.last.start.year, number)
    now = (ctx.published.month + 2) // 3
    y = ctx.published.year
    if ctx.direction(p.start, p.end) > 0:  # "expects to report third-quarter profit" in October: one that is over
        return calendar.quarter(y + (number < now and (number - now) % 4 < 2), number)
    return calendar.quarter(y - (number > now), number)


def _ended(p: Piece, ctx: Context) -> date | None:
    """The day that "ended Sept. 30" names after a quarter: the last one before the report."""
    found = _END.match(ctx.text, p.end)
    number = classes()["MON"].get(fold(found["month"])) if found else None
    if found is None or number is None or ctx.published is None:
        return None
    day = _safe(ctx.published.year, number, 1).replace(day=min(int(found["day"]), 28))
    return day.replace(year=day.year - (day > ctx.published)) + timedelta(days=max(0, int(found["day"]) - 28))


def _of_last_quarter(ctx: Context, y: int | None) -> Value | None:
    if y is None:
        return None
    if ctx.quarter and ctx.quarter.start:
        return calendar.quarter(y, (ctx.quarter.start.month + 2) // 3)
    return calendar.year(y)


@maker
def half(p: Piece, ctx: Context) -> Value | None:
    """The first half (of 1990)."""
    number = 1 if (p.word("o") or "") in ("first", "1") else 2
    y = p.number("y")
    if y is None:
        if ctx.published is None:
            return None
        ahead, early = ctx.direction(p.start, p.end) > 0, ctx.published.month <= _HALF_YEAR
        y = ctx.published.year - (number == 2 and early and not ahead) + (number == 1 and not early and ahead)
        if _OF_NO_YEAR.match(ctx.text, p.end):  # of a match, of the group
            return None
    return calendar.half(y, number)


@maker
def fiscal_year(p: Piece, ctx: Context) -> Value | None:
    """Fiscal 1988, FY13: taken for the calendar year."""
    y = p.number("y")
    if y is None:
        return calendar.year(ctx.published.year) if ctx.published else None
    return calendar.year(y if y > 99 else 1900 + y if y > 50 else 2000 + y)


@maker
def season_year(p: Piece, ctx: Context) -> Value | None:
    """The winter of 1994."""
    y = p.number("y") or _spoken_year(p, ctx)
    return calendar.season(y, str(value("SEASON", p.word("s") or "")))


@maker
def bare_season(p: Piece, ctx: Context) -> Value | None:
    """In summer: the last one that has begun; the next where the tense says so."""
    code = str(value("SEASON", p.word("s") or ""))
    if ctx.published is None:
        return Value("DATE", f"XXXX-{code}", "S")
    found = [calendar.season(ctx.published.year + n, code) for n in (-1, 0, 1)]
    if ctx.direction(p.start, p.end) > 0:
        return next(v for v in found if v.end and v.end >= ctx.published)
    return next(v for v in reversed(found) if v.start and v.start <= ctx.published)


@maker
def year_end(p: Piece, ctx: Context) -> Value | None:
    """Year-end: 31 December of the report's year; of the one before where it is over ("since year-end")."""
    if ctx.published is None:
        return None
    since = ctx.text[: p.start].rstrip().lower().endswith("since")
    y = ctx.published.year - (since or (ctx.direction(p.start, p.end) < 0 and ctx.published.month < 7))
    return calendar.day(date(y, 12, 31))


@maker
def mid_year(p: Piece, ctx: Context) -> Value | None:
    """Midyear."""
    return in_part(calendar.year(ctx.published.year), "mid") if ctx.published else None
