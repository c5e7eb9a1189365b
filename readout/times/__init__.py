"""Times: finds time expressions in English news text and resolves them against the day of publication.

    >>> from readout import times
    >>> [t.value for t in times.find("They meet on Monday.", published="2013-02-17")]
    ['2013-02-18']

Usable alone. Never reads the machine's clock or time zone: the same text and day give the same times everywhere.
"""

from __future__ import annotations

from datetime import date, datetime

from readout.language.document import Document
from readout.record import Period, Span, Time
from readout.times import absolute, composed, lengths, relative  # noqa: F401  (their resolvers register themselves)
from readout.times.calendar import Value
from readout.times.context import Context
from readout.times.direction import Direction
from readout.times.grammar import parse

__all__ = ["find"]

_COMPARISONS = {"quarter_ago", "year_ago", "ago", "same_of"}


def find(text: str, *, published: date | datetime | str | None, document: Document | None = None) -> list[Time]:
    """All time expressions of `text` in its order, with TimeML type and value and the days that they cover.

    `published` is the day (or time, of which the local day counts) of the report, as a date or in ISO 8601; with
    `None` only what names its own year is resolved to days. A `document` (the parse of the same text) decides the
    direction of bare weekdays and months by its tags; without one the words around decide. A bare weekday is within
    seven days of the report; "last week" in a Sunday report is the week that ends with it; "by March 1" is that day.
    Raises ValueError for a `published` string that is no ISO date.
    """
    day = _day(published)
    context = Context(text, day, Direction(text, document))
    out: list[Time] = []
    for piece in parse(text):
        value = context.resolve(piece)
        if value is None:
            continue
        context.note(value, compared=piece.rule.make in _COMPARISONS)
        span = Span(start=piece.start, end=piece.end)
        why = f"rule '{piece.rule.name}' ({piece.rule.make})"
        period = _period(value, span)
        out.append(
            Time(id=f"t{len(out) + 1}", span=span, type=value.type, value=value.value, period=period, why=why)  # type: ignore[arg-type]
        )
    return out


def _day(published: date | datetime | str | None) -> date | None:
    if isinstance(published, str):
        return date.fromisoformat(published[:10])
    return published.date() if isinstance(published, datetime) else published


def _period(value: Value, span: Span) -> Period | None:
    if value.start is None or value.end is None:
        return None
    return Period(start=value.start.isoformat(), end=value.end.isoformat(), text=span)
