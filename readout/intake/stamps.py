"""Publication dates and times: ISO 8601, mail headers, and the stamps that pages print."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from functools import lru_cache

from readout.intake.lexicon import table

_EARLIEST, _LATEST = 1500, 2500
"""Years outside which a number is no year of a report."""


@dataclass(frozen=True)
class Stamp:
    """A date in a text: code points [`start`, `end`), `value` ISO 8601 with the time and offset where given."""

    start: int
    end: int
    value: str

    @property
    def timed(self) -> bool:
        """Whether it gives a time of day."""
        return "T" in self.value


def iso(text: str) -> str | None:
    """`text` as an ISO 8601 date (`2013-02-18`) or time (`2013-02-18T03:43:00+04:00`); `None` where it is neither."""
    text = text.strip()
    if not re.match(r"\d{4}-?(?:\d\d|W\d\d)", text):
        return None
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        return None
    bare = re.fullmatch(r"[\dW-]{8,10}", text) is not None
    return _text_of(when, timed=not bare)


def parse(text: str) -> str | None:
    """Any date that a field of metadata may hold: ISO 8601, a mail header's, a number of seconds, or plain English."""
    text = text.strip()[:80]
    if re.fullmatch(r"\d{10}|\d{13}", text):
        return _text_of(datetime.fromtimestamp(int(text[:10]), tz=UTC), timed=True)
    found = iso(text)
    if found is not None:
        return found
    stamp = find(text)
    if stamp is not None and not re.search(r"\w", text[: stamp.start] + text[stamp.end :]):
        return stamp.value
    try:
        return _text_of(parsedate_to_datetime(text), timed=True)
    except (ValueError, IndexError, TypeError, OverflowError):
        return None


def find(line: str) -> Stamp | None:
    """The first date of `line`, with the time of day and the offset that stand by it."""
    for found in _pattern().finditer(line):
        value = _value(found)
        if value is not None:
            return Stamp(found.start(), found.end(), value)
    return None


def month_number(name: str) -> int | None:
    """1-12 for an English month or its short form."""
    name = name.casefold().rstrip(".")
    return next((i for i, names in enumerate(table("dates")["months"], 1) if name in names), None)


def _text_of(when: datetime, *, timed: bool) -> str | None:
    offset = when.utcoffset()
    if not _EARLIEST <= when.year <= _LATEST or (offset is not None and offset.total_seconds() % 60):
        return None
    when = when.replace(microsecond=0)
    return when.isoformat() if timed else when.date().isoformat()


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    data = table("dates")
    month = "|".join(sorted((m for names in data["months"] for m in names), key=len, reverse=True))
    weekday = "|".join(data["weekdays"])
    zone = "|".join(sorted(data["zones"], key=len, reverse=True))
    day = r"(?P<{0}d>\d{{1,2}})(?:st|nd|rd|th)?"
    name = rf"(?P<{{0}}m>{month})\.?"
    clock = (
        r"(?P<{0}H>\d{{1,2}})[:.h](?P<{0}M>\d\d)(?::(?P<{0}S>\d\d)(?:\.\d+)?)?(?:\s?(?P<{0}half>[ap])\.?m\.?(?![a-z]))?"
        rf"(?:\s?\(?(?P<{{0}}Z>(?:UTC|GMT)?\s?[+-]\d\d?(?::?\d\d)?(?!\d)|(?-i:{zone})(?![A-Za-z]))\)?)?"
    )
    dates = [
        day + r"[\s.-]+" + name + r"[\s,.-]+(?P<{0}y>\d{{4}})",
        name + r"\s+" + day + r",?\s+(?P<{0}y>\d{{4}})",
        r"(?P<{0}y>\d{{4}})-(?P<{0}n>\d\d)-(?P<{0}d>\d\d)",
        r"(?P<{0}d>\d\d)[./](?P<{0}n>\d\d)[./](?P<{0}y>\d{{4}})",
    ]
    gap = r"(?:\s?[,|@•·–-]?\s?(?:at\s|T(?=\d))?\s?)"
    forms = [
        rf"(?:{clock.format(f't{i}')}[\s,]+)?(?:(?:{weekday})\.?,?\s+)?(?<![\d/.]){d.format(f'a{i}')}(?![\d/])"
        rf"(?:{gap}{clock.format(f'u{i}')})?"
        for i, d in enumerate(dates)
    ]
    return re.compile(r"(?<![\w])(?:" + "|".join(forms) + ")", re.IGNORECASE)


def _value(found: re.Match[str]) -> str | None:
    parts = {key[0] + key[2:]: value for key, value in found.groupdict().items() if value is not None}
    month = month_number(parts["am"]) if "am" in parts else int(parts["an"])
    day, year = int(parts["ad"]), int(parts["ay"])
    slashed = "an" in parts and "/" in found[0]
    if slashed and month is not None and day <= 12 and month != day:
        if month <= 12:
            return None  # 03/04/2013 is two dates
    elif slashed and month is not None and month > 12:
        day, month = month, day
    try:
        when = datetime(year, month or 0, day)
    except ValueError:
        return None
    side = "u" if "uH" in parts else "t" if "tH" in parts else None
    if side is None:
        return _text_of(when, timed=False)
    hour, minute, second = int(parts[side + "H"]), int(parts[side + "M"]), int(parts.get(side + "S", 0))
    if (half := parts.get(side + "half")) is not None:
        hour = hour % 12 + (12 if half in "pP" else 0)
    try:
        when = when.replace(hour=hour, minute=minute, second=second, tzinfo=_zone(parts.get(side + "Z")))
    except ValueError:
        return _text_of(when, timed=False)
    return _text_of(when, timed=True)


def _zone(text: str | None) -> timezone | None:
    if text is None:
        return None
    zones: dict[str, int] = table("dates")["zones"]
    if text in zones:
        return timezone(timedelta(minutes=zones[text]))
    found = re.search(r"([+-])(\d\d?):?(\d\d)?$", text)
    if found is None:
        return None
    minutes = int(found[2]) * 60 + int(found[3] or 0)
    return timezone(timedelta(minutes=minutes if found[1] == "+" else -minutes)) if minutes < 24 * 60 else None
