"""An event with its names, words and days in the forms that layouts of rows need: what all of them share."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import permutations, product

from readout.record import Actor, Event, Period, Record, Report, Span, day_of

_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
"""What would end a line or a cell for some reader (`str.splitlines` knows more than \\n), or is no valid text."""


def flat(text: str) -> str:
    """`text` on one line: tabs, line breaks, control characters and lone surrogates become one blank each run."""
    return _BREAKS.sub(" ", text).strip()


def cell(text: str) -> str:
    """`text` for a file of tabs without quoting: on one line, and `"` as `'`, which readers would take for quoting."""
    return flat(text).replace('"', "'")


def moment(report: Report) -> datetime | None:
    """When the report was published, in UTC; midnight where only the day is known, and read as UTC without offset."""
    try:
        value = datetime.fromisoformat(report.published or "")
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    except (ValueError, OverflowError):
        day = day_of(report.published)
        return datetime(day.year, day.month, day.day, tzinfo=UTC) if day else None


def source_of(report: Report) -> str:
    """The report's address; where it has none, `readout:` and its id."""
    return report.url or f"readout:{report.id}"


def chain(record: Record, claim: str | None) -> list[str]:
    """On whose word, nearest first: names, or the words for a source that has no name; empty: the reporter's own."""
    said, names = {c.id: c for c in record.claims}, {a.id: a.name for a in record.actors}
    out: list[str] = []
    while claim is not None:
        link = said[claim]
        words = [words_of(record, link.source_text)] if link.source_text else []
        out.append(" and ".join([names[i] for i in link.source] or words or ["(source not named)"]))
        claim = link.via
    return out


def words_of(record: Record, span: Span | None) -> str:
    """The words of a span; "" for none."""
    return record.report.text[span.start : span.end] if span else ""


@dataclass(frozen=True)
class Told:
    """One event of one record."""

    record: Record
    event: Event
    actors: list[Actor]
    recipients: list[Actor]
    filled: bool = False
    """Whether days that the report does not give may be filled from the publication."""

    @property
    def id(self) -> str:
        """Unique over all records: the report's id and the event's."""
        return f"{self.record.report.id}-{self.event.id}"

    @property
    def words(self) -> str:
        """The sentence that tells it."""
        return words_of(self.record, self.event.evidence)

    @property
    def day(self) -> date | None:
        """The one day of the event. Told in a longer period or not at all: none; with `filled` the day of publication.

        With `filled`, a period that is all past or all future gives its day nearest to the publication.
        """
        period, published = self.event.date, day_of(self.record.report.published)
        start, end = (day_of(period.start), day_of(period.end)) if period else (None, None)
        if start and start == end:
            return start
        if not self.filled:
            return None
        if published and (start is None or start <= published) and (end is None or published <= end):
            return published
        return end if end and published and end < published else start or end

    @property
    def sentence(self) -> int | None:
        """Number of the sentence, from 1."""
        at = self.event.evidence.start
        return next((n for n, s in enumerate(self.record.sentences, 1) if s.start <= at < s.end), None)

    def pairs(self) -> Iterator[tuple[Actor | None, Actor | None]]:
        """Who to whom, one pair a row: each actor with each recipient, both ways round if reciprocal.

        A reciprocal event without a recipient ("the two met") pairs its actors with each other.
        """
        if self.event.reciprocal and len(self.actors) > 1 and not self.recipients:
            yield from permutations(self.actors, 2)
            return
        nobody: list[Actor | None] = [None]
        whole = list(product(self.actors or nobody, self.recipients or nobody))
        pairs = [(a, r) for a, r in whole if a is None or r is None or a.id != r.id] or whole
        yield from pairs
        if self.event.reciprocal:
            yield from ((r, a) for a, r in pairs if a and r and (r, a) not in pairs)


def told(record: Record, event: Event, *, filled: bool = False) -> Told:
    """The event with its sides looked up."""
    cast = {a.id: a for a in record.actors}
    return Told(record, event, [cast[i] for i in event.actor], [cast[i] for i in event.recipient], filled)


def months(period: Period | None) -> tuple[str, str]:
    """Month (`201302`) and year (`2013`) that the whole period lies in; "" where it runs over."""
    start, end = (day_of(period.start), day_of(period.end)) if period else (None, None)
    if start is None or end is None or start.year != end.year:
        return "", ""
    return (f"{start:%Y%m}" if start.month == end.month else ""), f"{start.year:04d}"


class Numbers:
    """Ids for rows, below 2**53 so that readers that hold numbers as doubles keep them whole.

    An id is a hash (BLAKE2b) of the report, the type, the words and the pair: the same row gets the same id in each
    run. Two rows never share one: the later of two that would is hashed again. Holds all ids in memory, about 60
    bytes a row.
    """

    def __init__(self) -> None:
        self._given: set[int] = set()

    def of(self, one: Told, actor: Actor | None, recipient: Actor | None) -> int:
        """The id of a row."""
        event, sides = one.event, (actor.name if actor else "", recipient.name if recipient else "")
        key = (one.record.report.id, event.type, str(event.trigger.start), str(event.trigger.end), *sides)
        for again in range(1 << 30):
            text = "\x1f".join((*key, str(again) if again else "")).encode(errors="replace")
            number = int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "big") >> 11
            if number and number not in self._given:
                self._given.add(number)
                return number
        raise AssertionError("unreachable: a billion hashes were all taken")
