"""The docket as an iCalendar file (RFC 5545). Needs `icalendar`."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, date, datetime, timedelta
from typing import IO, Any

from readout import __version__
from readout.errors import UsageError
from readout.export.layout import Evidence, Options
from readout.export.told import chain, moment, words_of
from readout.record import DocketItem, Record, day_of

STATUS = {
    "scheduled": "CONFIRMED", "agreed": "CONFIRMED", "expected": "TENTATIVE", "proposed": "TENTATIVE",
    "postponed": "TENTATIVE", "cancelled": "CANCELLED",
}  # fmt: skip
"""Ours to iCalendar's: confirmed only what is set or agreed."""
_CLOCK = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


class CalendarWriter:
    """Writes one VEVENT a docket item that has its days."""

    def __init__(self, stream: IO[bytes], options: Options, evidence: Evidence | None) -> None:
        try:
            import icalendar
        except ImportError as error:
            raise UsageError("iCalendar needs icalendar", remedy="Run: pip install 'readout-news[calendar]'") from error
        self._ical, self._stream, self._options = icalendar, stream, options
        self._uids: set[str] = set()
        options.counts.what = "calendar entries"
        stream.write(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Readout//readout {__version__}//EN\r\n".encode())
        stream.write(b"CALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\nX-WR-CALNAME:Readout docket\r\n")

    def write(self, record: Record) -> None:
        """The docket of one record."""
        left = self._options.counts.left
        for item in record.docket:
            when = item.when
            start, end = (day_of(when.start), day_of(when.end)) if when else (None, None)
            if when is None or not (when.start or when.end):
                left["docket items without a date"] += 1
            elif start is None or end is None:
                left["docket items whose period is open at one end"] += 1
            elif end == date.max:
                left["docket items past the last day of the calendar"] += 1
            else:
                self._stream.write(self._entry(record, item, start, end).to_ical())
                self._options.counts.written += 1

    def close(self) -> None:
        """The end of the calendar."""
        self._stream.write(b"END:VCALENDAR\r\n")

    def _entry(self, record: Record, item: DocketItem, start: date, end: date) -> Any:
        report, entry = record.report, self._ical.Event()
        entry.add("uid", self._uid(record, item))
        entry.add("dtstamp", moment(report) or datetime(1970, 1, 1, tzinfo=UTC))
        clock = clock_of(record, item) if start == end else None
        entry.add("dtstart", clock or start)
        if clock is None:
            entry.add("dtend", end + timedelta(days=1))
            entry.add("transp", "TRANSPARENT")
        entry.add("summary", _safe(item.what))
        entry.add("status", STATUS[item.status])
        entry.add("categories", [item.kind])
        entry.add("description", _safe(self._description(record, item)))
        if report.url:
            entry.add("url", _safe(report.url))
        entry.add("x-readout-report", _safe(report.id))
        entry.add("x-readout-item", _safe(item.id))
        return entry

    def _uid(self, record: Record, item: DocketItem) -> str:
        """Of the report, the kind and the words: the same entry has the same UID each time, so that it is updated."""
        for again in range(1 << 30):
            key = (record.report.id, item.kind, item.what, item.evidence.start, item.evidence.end, again)
            text = "\x1f".join(map(str, key)).encode("utf-8", "replace")
            uid = f"{hashlib.blake2b(text, digest_size=12).hexdigest()}@readout"
            if uid not in self._uids:
                self._uids.add(uid)
                return uid
        raise AssertionError("unreachable: a billion hashes were all taken")

    def _description(self, record: Record, item: DocketItem) -> str:
        report, names = record.report, {a.id: a.name for a in record.actors}
        known = (report.title, report.publisher or report.wire, report.published)
        lines = (
            ("", f"“{words_of(record, item.evidence)}”"),
            ("If: ", words_of(record, item.condition)),
            ("Otherwise: ", words_of(record, item.otherwise)),
            ("Who: ", ", ".join(names[i] for i in item.who)),
            ("Docket status: ", item.status),
            ("On the word of: ", ", as told by ".join(chain(record, item.claim))),
            ("Reviewed: ", self._options.review(record, item.id) or ""),
            ("Report: ", ", ".join(part for part in known if part)),
            ("Source: ", report.url or ""),
            ("Report id: ", report.id),
        )  # fmt: skip
        return "\n".join(label + text for label, text in lines if text)


def clock_of(record: Record, item: DocketItem) -> datetime | None:
    """The hour of an item whose words name one: in UTC where the value has an offset, else local and floating."""
    when = item.when
    if when is None or when.text is None:
        return None
    for time in record.times:
        inside = time.span.start < item.evidence.end and time.span.end > item.evidence.start
        near = time.span.start <= when.text.end + 1 and time.span.end >= when.text.start - 1
        if inside and near and time.type == "TIME" and time.value[:10] == when.start and _CLOCK.match(time.value):
            try:
                value = datetime.fromisoformat(time.value)
                return value.astimezone(UTC) if value.tzinfo else value
            except (ValueError, OverflowError):
                continue
    return None


def _safe(text: str) -> str:
    """`text` without characters that iCalendar forbids."""
    return _UNSAFE.sub(" ", text)
