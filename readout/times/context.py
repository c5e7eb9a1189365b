"""What a resolver may look at: the day of the report, what was named before, the tense around an expression."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from readout.times.calendar import Value
from readout.times.direction import Direction
from readout.times.grammar import Piece

Maker = Callable[[Piece, "Context"], Value | None]
NAMED = re.compile(r"\b[A-Z]\w+\s+[A-Z]\Z")
"""Before and at a word that opens like a name: "the Southern Weekly", "Kim Soon"."""
MAKERS: dict[str, Maker] = {}


@dataclass
class Context:
    """The state of one reading of one text. `direction` tells past from future."""

    text: str
    published: date | None
    direction: Direction
    last: Value | None = None
    """The last date of the calendar that the text named."""
    last_end: int = 0
    """Where in the text the words of `last` end."""
    weekdays: dict[int, date] = field(default_factory=dict)
    """The last day that the text named of each day of the week, by ISO number."""
    quarter: Value | None = None
    """The last quarter that the text named."""
    months: Value | None = None
    """The six or nine months that the text named last."""
    compares: str = ""
    """What the text sets against the year before: "Q" after a quarter, "Y" after nine months or a year."""

    def note(self, value: Value, end: int, *, compared: bool) -> None:
        """Remembers a value, told up to `end`, for what refers to it; `compared`: it was only set beside another."""
        if value.type == "DURATION" and value.unit == "M" and value.count in (6, 9):
            self.compares, self.months = "Y", Value("DURATION", value.value, unit="M", count=value.count)
        if compared:
            return
        if value.start is not None and value.end is not None and value.type in ("DATE", "TIME"):
            self.last, self.last_end = value, end
            if value.grain == "D":
                self.weekdays[value.start.isoweekday()] = value.start
            if value.grain == "Q":
                self.quarter, self.compares = value, "Q"

    def resolve(self, piece: Piece | None) -> Value | None:
        """The value of a piece, by the maker that its rule names; `None` where it cannot be told."""
        if piece is None:
            return None
        try:
            return MAKERS[piece.rule.make](piece, self)
        except (ValueError, OverflowError):  # a date that does not exist
            return None

    def nearest_weekday(self, number: int, direction: int) -> date | None:
        """The day of that ISO number nearest before (or on) the report's day, or on or after it for direction 1."""
        if self.published is None:
            return None
        if direction > 0:
            return self.published + timedelta(days=(number - self.published.isoweekday()) % 7)
        return self.published - timedelta(days=(self.published.isoweekday() - number) % 7)


def maker(function: Maker) -> Maker:
    """Registers a resolver under its own name, as the rules name it."""
    MAKERS[function.__name__] = function
    return function
