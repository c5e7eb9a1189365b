"""How values are written on the pages: days, ranges, links."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import quote, urlsplit

from readout.record import Period


def day(value: str | None) -> str:
    """ "18 February 2013" of an ISO 8601 day or time."""
    if not value:
        return ""
    try:
        found = date.fromisoformat(value[:10])
    except ValueError:
        return value
    return f"{found.day} {found:%B %Y}"


def weekday(value: str | None) -> str:
    """ "Monday 18 February 2013"."""
    try:
        return f"{date.fromisoformat((value or '')[:10]):%A} {day(value)}"
    except ValueError:
        return value or ""


def moment(value: str | None) -> str:
    """A day, with its hour where it has one."""
    if not value or len(value) <= 10:
        return day(value)
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return value
    return f"{day(value)}, {found:%H:%M}" + (f" {found:%Z}" if found.tzinfo else "")


def period(value: Period | dict[str, Any] | None) -> str:
    """One day, a month or year where it is a whole one, or "… to …"; an open end says so."""
    if value is None:
        return ""
    start, end = (value.start, value.end) if isinstance(value, Period) else (value.get("start"), value.get("end"))
    if start and end:
        return day(start) if start == end else _between(start, end)
    return f"from {day(start)}" if start else f"by {day(end)}" if end else ""


def _between(start: str, end: str) -> str:
    """ "2012", "May 2010", "1 to 5 May 2010", "28 April to 5 May 2010"."""
    try:
        first, last = date.fromisoformat(start[:10]), date.fromisoformat(end[:10])
    except ValueError:
        return f"{start} to {end}"
    begins, ends = first.day == 1, last == date.max or (last + timedelta(days=1)).day == 1
    if begins and ends and first.year == last.year:
        if (first.month, last.month) == (1, 12):
            return f"{first.year}"
        return f"{first:%B %Y}" if first.month == last.month else f"{first:%B} to {last:%B %Y}"
    if first.year != last.year:
        return f"{day(start)} to {day(end)}"
    return f"{first.day} to {day(end)}" if first.month == last.month else f"{first.day} {first:%B} to {day(end)}"


def number(value: float | None) -> str:
    """With thin groups: 70,000; no needless decimals."""
    if value is None:
        return ""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}".rstrip("0")


def extent(low: float | None, high: float | None) -> str:
    """A figure as the range that it is."""
    if low is not None and high is not None:
        return number(low) if low == high else f"{number(low)}–{number(high)}"
    if low is not None:
        return f"{number(low)} or more"
    return f"up to {number(high)}" if high is not None else "no number"


def unnamed(names: list[str], what: str | None) -> list[str]:
    """Those of some names that a text does not hold already."""
    return [name for name in names if name.casefold() not in (what or "").casefold()]


def web_link(value: str | None) -> str | None:
    """The URL where it is one of the web; nothing else becomes a link."""
    try:
        return value if value and urlsplit(value).scheme.lower() in ("http", "https") else None
    except ValueError:
        return None


def words_link(report: str, start: int, end: int) -> str:
    """The page of a report, at its words."""
    return f"/reports/{quote(report, safe='')}?at={start}-{end}#asked"


FILTERS: dict[str, Callable[..., Any]] = {
    "day": day, "weekday": weekday, "moment": moment, "period": period, "number": number, "web_link": web_link,
    "words_link": words_link, "extent": extent, "unnamed": unnamed,
}  # fmt: skip
