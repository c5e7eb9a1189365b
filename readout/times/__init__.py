"""Times: finds time expressions in English news text and resolves them against the day of publication.

    >>> from readout import times
    >>> [t.value for t in times.find("They meet on Monday.", published="2013-02-17")]
    ['2013-02-18']

Usable alone. Never reads the machine's clock or time zone: the same text and day give the same times everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from readout.language.document import Document
from readout.record import Period, Span, Time
from readout.times import absolute, compared, composed, hours, lengths, relative  # noqa: F401  (their resolvers register themselves)
from readout.times.calendar import Value
from readout.times.context import Context
from readout.times.direction import Direction
from readout.times.grammar import Piece, parse

__all__ = ["find"]

_PARTS = {"span": ("a", "b"), "from_date": ("l", "d"), "first_of": ("l", "d")}
"""Groups of the rules that make one time of two, by resolver."""
_COMPARISONS = {"quarter_ago", "year_ago", "ago", "same_of"}


def find(
    text: str, *, published: date | datetime | str | None, document: Document | None = None, ranges: bool = True
) -> list[Time]:
    """All time expressions of `text` in its order, with TimeML type and value and the days that they cover.

    `published` is the day (or time, of which the local day counts) of the report, as a date or in ISO 8601; with
    `None` only what names its own year is resolved to days. A `document` (the parse of the same text) decides the
    direction of bare weekdays and months by its tags; without one the words around decide. A bare weekday is within
    seven days of the report; "last week" in a Sunday report is the week that ends with it; "by March 1" is that day.
    "From May 3 to May 5" is one time over three days, its value an ISO 8601 interval; without `ranges` it is two, as
    TimeML marks them, and so is "two days after March 1"; of "two days later" it marks the length alone.

    Raises ValueError for a `published` string that is no ISO date.
    """
    day = _day(published)
    context = Context(text, day, Direction(text, document))
    out: list[Time] = []
    for piece, value in _resolved(text, context, ranges):
        context.note(value, piece.end, compared=piece.rule.make in _COMPARISONS)
        span = Span(start=piece.start, end=piece.end)
        why = f"rule '{piece.rule.name}' ({piece.rule.make})"
        period = _period(value, span)
        out.append(
            Time(id=f"t{len(out) + 1}", span=span, type=value.type, value=value.value, period=period, why=why)  # type: ignore[arg-type]
        )
    return out


def _resolved(text: str, context: Context, ranges: bool) -> Iterator[tuple[Piece, Value]]:
    """The pieces of a text that can be told, with their values; those of two times by their parts if not `ranges`."""
    for piece in parse(text):
        if not ranges and piece.rule.make == "ago" and piece.word("dx") == "later":
            piece = piece.part("l") or piece
        parts = () if ranges else _PARTS.get(piece.rule.make, ())
        values = (composed.apart if "l" in parts else composed.ends)(piece, context) if parts else None
        if values:
            yield from zip((p for p in map(piece.part, parts) if p), values, strict=True)
        elif value := context.resolve(piece):
            yield piece, value


def _day(published: date | datetime | str | None) -> date | None:
    if isinstance(published, str):
        return date.fromisoformat(published[:10])
    return published.date() if isinstance(published, datetime) else published


def _period(value: Value, span: Span) -> Period | None:
    if value.start is None or value.end is None:
        return None
    return Period(start=value.start.isoformat(), end=value.end.isoformat(), text=span)
