"""How values are written on the pages: days, ranges, links."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
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
    """One day, or "from … to …"; an open end says so."""
    if value is None:
        return ""
    start, end = (value.start, value.end) if isinstance(value, Period) else (value.get("start"), value.get("end"))
    if start and end:
        return day(start) if start == end else f"{day(start)} to {day(end)}"
    return f"from {day(start)}" if start else f"by {day(end)}" if end else ""


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
    "words_link": words_link, "extent": extent,
}  # fmt: skip
