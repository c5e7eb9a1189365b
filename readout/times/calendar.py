"""Days, weeks, quarters, seasons and feasts: TimeML values made of dates, and the days that a value covers.

Weeks are ISO 8601 weeks, Monday to Sunday. Nothing here reads a clock.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from readout.times.lexicon import load

_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}
_AT_HAND = 60
"""Days within which a feast is the one meant, whatever the tense around it."""
_STEPS = {"M": 1, "Q": 3, "H": 6, "Y": 12, "E": 120, "C": 1200, "L": 12000}


@dataclass(frozen=True, slots=True)
class Value:
    """A time as understood: TimeML `type` and `value`, its grain (a unit letter), the days `start` to `end`.

    `grain` is D W WE M Q S H Y E C for dates, "T" for times of day, "" for references without a place in the
    calendar. `months`, `days` and `count` hold the length of a duration whose number is known.
    """

    type: str
    value: str
    grain: str = ""
    start: date | None = None
    end: date | None = None
    unit: str = ""
    count: float | None = None

    def within(self, start: date | None, end: date | None) -> Value:
        """The same value over other days."""
        return replace(self, start=start, end=end)


def day(d: date) -> Value:
    """One day."""
    return Value("DATE", d.isoformat(), "D", d, d)


def week(d: date) -> Value:
    """The ISO week of `d`."""
    monday = d - timedelta(days=d.weekday())
    year, number, _ = d.isocalendar()
    return Value("DATE", f"{year}-W{number:02}", "W", monday, monday + timedelta(days=6))


def weekend(d: date) -> Value:
    """Saturday and Sunday of the ISO week of `d`."""
    of = week(d)
    assert of.end is not None
    return Value("DATE", of.value + "-WE", "WE", of.end - timedelta(days=1), of.end)


def month(year: int, number: int) -> Value:
    """One month; `number` may run past 12 or below 1. Raises ValueError for years outside 1-9998."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    start = date(year, number, 1)
    return Value("DATE", f"{year:04}-{number:02}", "M", start, add_months(start, 1) - timedelta(days=1))


def quarter(year: int, number: int) -> Value:
    """One quarter of a calendar year; `number` may run past 4 or below 1."""
    year, number = year + (number - 1) // 4, (number - 1) % 4 + 1
    start = date(year, 3 * number - 2, 1)
    return Value("DATE", f"{year:04}-Q{number}", "Q", start, add_months(start, 3) - timedelta(days=1))


def half(year: int, number: int) -> Value:
    """The first or second half of a year."""
    start = date(year, 6 * number - 5, 1)
    return Value("DATE", f"{year:04}-H{number}", "H", start, add_months(start, 6) - timedelta(days=1))


def season(year: int, code: str) -> Value:
    """A season of the northern year: SP March-May, SU, FA, WI December of `year` to February of the next."""
    first, last = _SEASONS[code]
    start = date(year, first, 1)
    return Value("DATE", f"{year:04}-{code}", "S", start, add_months(date(year, first, 1), last - first + 1) - _DAY)


_DAY = timedelta(days=1)


def year(number: int) -> Value:
    """One calendar year."""
    return Value("DATE", f"{number:04}", "Y", date(number, 1, 1), date(number, 12, 31))


def decade(number: int) -> Value:
    """Ten years from `number` ("1990"); TimeML writes the three digits that they share."""
    return Value("DATE", f"{number // 10:03}", "E", date(number, 1, 1), date(number + 9, 12, 31))


def century(number: int) -> Value:
    """The `number`th century after Christ; TimeML writes the two digits that most of its years share."""
    start = 100 * (number - 1)
    return Value("DATE", f"{number - 1:02}", "C", date(start + 1, 1, 1), date(start + 100, 12, 31))


def reference(name: str) -> Value:
    """PAST_REF, PRESENT_REF or FUTURE_REF: a time without a place in the calendar."""
    return Value("DATE", name)


def unit_of(d: date, unit: str) -> Value:
    """The day, week, weekend, month, quarter, year, decade or century of `d`. Raises KeyError for other units."""
    makers: dict[str, Any] = {
        "D": lambda: day(d),
        "W": lambda: week(d),
        "WE": lambda: weekend(d),
        "M": lambda: month(d.year, d.month),
        "Q": lambda: quarter(d.year, (d.month + 2) // 3),
        "Y": lambda: year(d.year),
        "E": lambda: decade(d.year // 10 * 10),
        "C": lambda: century((d.year - 1) // 100 + 1),
    }
    result: Value = makers[unit]()
    return result


def add_months(d: date, months: int) -> date:
    """`d` moved by whole months, on the last day of the month where its day does not exist there."""
    total = d.year * 12 + d.month - 1 + months
    target, number = divmod(total, 12)
    for last in (d.day, 30, 29, 28):
        try:
            return date(target, number + 1, min(d.day, last))
        except ValueError:
            if not 1 <= target <= 9999:
                raise
    raise ValueError(f"no such month: {target}-{number + 1}")


def shift(d: date, unit: str, count: int) -> date:
    """`d` moved by `count` units of `unit` (TimeML letters; "T*" below a day counts hours to whole days)."""
    if unit in _STEPS:
        return add_months(d, _STEPS[unit] * count)
    if unit.startswith("T"):
        hours = {"TH": 3600, "TM": 60, "TS": 1}[unit] * count
        return d + timedelta(days=int(hours / 86400))
    return d + timedelta(days=count * {"D": 1, "N": 1, "W": 7, "WE": 7, "F": 14}[unit])


def _pair(found: Value) -> tuple[date, date]:
    assert found.start is not None and found.end is not None
    return found.start, found.end


def easter(y: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian algorithm, Nature 1876)."""
    a, b, c = y % 19, y // 100, y % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    total = h + m - 7 * n + 114
    return date(y, total // 31, total % 31 + 1)


def hijri(y: int, number: int, d: int) -> date:
    """The Gregorian day of a day in the tabular Islamic calendar (civil epoch)."""
    days = d + (59 * (number - 1) + 1) // 2 + (y - 1) * 354 + (3 + 11 * y) // 30 + 227014
    return date.fromordinal(days)


@cache
def feasts() -> dict[str, dict[str, Any]]:
    """Each name of a feast, in lower case, with its entry in `data/holidays.toml`."""
    return {name.lower(): f for f in load("holidays.toml")["feast"] for name in f["names"]}


def feast(name: str, near: date, direction: int = 0) -> Value:
    """The feast nearest to `near`; if months away, the last or next for a `direction` of -1 or 1. Raises KeyError."""
    entry = feasts()[name]
    found = [_feast_in(entry, y) for y in range(near.year - 1, near.year + 2)]
    found += [_feast_in(entry, near.year, extra=1)] if "tabular" in entry else []
    best = min(found, key=lambda v: abs((_pair(v)[0] - near).days))
    gap = (_pair(best)[0] - near).days
    if direction * gap >= 0 or abs(gap) < _AT_HAND:
        return best
    return min(
        (v for v in found if (_pair(v)[0] - near).days * direction >= 0), key=lambda v: abs((_pair(v)[0] - near).days)
    )


def feast_of(name: str, y: int) -> Value:
    """The feast of one year. Raises KeyError."""
    return _feast_in(feasts()[name], y)


def _feast_in(entry: dict[str, Any], y: int, extra: int = 0) -> Value:
    if "day" in entry:
        number, d = map(int, entry["day"].split("-"))
        return day(date(y, number, d))
    if "easter" in entry:
        return day(easter(y) + timedelta(days=entry["easter"]))
    if "nth" in entry:
        return day(_nth(y, *entry["nth"]))
    number, first, last = entry["tabular"]
    hegira = round((y - 622) * 33 / 32) + extra
    start, end = hijri(hegira, number, first), hijri(hegira, number, last)
    return Value("DATE", f"{start.year}-{start.month:02}" if last > first + 5 else start.isoformat(), "S", start, end)


def _nth(y: int, number: int, weekday: int, n: int) -> date:
    if n > 0:
        first = date(y, number, 1)
        return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (n - 1))
    last = add_months(date(y, number, 1), 1) - _DAY
    return last - timedelta(days=(last.isoweekday() - weekday) % 7)
