"""Text and what is known of it -> `Taken`: a report, and warnings about what could not be read."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from readout.errors import EmptyError, TooLargeError, UsageError
from readout.intake import stamps
from readout.intake.clean import Cleaned, clean
from readout.intake.decode import tidy
from readout.intake.language import language
from readout.intake.lexicon import wire_of, wire_of_id
from readout.record import Report

MAX_REPORT = 10_000_000
"""Characters (or bytes) of one report: a hundred times the longest article; more is a file of another kind."""


@dataclass(frozen=True)
class Taken:
    """A report, and warnings about what could not be read or was left out."""

    report: Report
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Known:
    """What a source says of a report beside its text. `given` is the caller's own date, which wins."""

    given: str | None = None
    published: str | None = None
    title: str | None = None
    url: str | None = None
    ref: str | None = None
    publisher: str | None = None
    byline: str | None = None
    wire: str | None = None
    warnings: tuple[str, ...] = ()


def report_from_text(
    text: str,
    *,
    published: str | None = None,
    title: str | None = None,
    url: str | None = None,
    ref: str | None = None,
    publisher: str | None = None,
    byline: str | None = None,
    wire: str | None = None,
) -> Taken:
    """The report of a plain text. `published` is an ISO 8601 date or time and wins over what the text says.

    Raises `UsageError` for a `published` that is no date, `EmptyError`, `TooLargeError`, `LanguageError`.
    """
    given = check_published(published)
    return build(text, Known(given=given, title=title, url=url, ref=ref, publisher=publisher, byline=byline, wire=wire))


def check_published(published: str | None) -> str | None:
    """`published` in ISO 8601, or `None`. Raises `UsageError` where it is no date."""
    if published is None:
        return None
    value = stamps.parse(published)
    if value is None:
        raise UsageError(f"{published!r} is no date", remedy="Give it as 2013-02-18 or 2013-02-18T03:43:00+04:00")
    return value


def build(text: str, known: Known) -> Taken:
    """The report of `text` with all that is `known` of it. Raises as `report_from_text`."""
    if len(text) > MAX_REPORT:
        raise too_large()
    title = _line(known.title)
    found = clean(tidy(text), title=title)
    if not re.search(r"\w", found.body):
        raise EmptyError("there is no text in it", remedy="Give a report with a body")
    spoken = language(found.body)
    published, undated = _published(known, found)
    report = Report(
        id=_identity(found.title, found.body),
        ref=_line(known.ref),
        url=_line(known.url),
        title=found.title,
        publisher=_line(known.publisher) or found.publisher,
        wire=_wire(known, found),
        byline=_line(known.byline) or found.byline,
        language=spoken,
        published=published,
        text=found.body,
    )
    return Taken(report, (*known.warnings, *undated, *found.notes()))


def too_large() -> TooLargeError:
    """The error for a report over the limit."""
    return TooLargeError(
        f"it is over the limit of {MAX_REPORT // 1_000_000} MB for one report",
        remedy="Split it: one report to a file, or to a line of JSONL",
    )


def _published(known: Known, found: Cleaned) -> tuple[str | None, tuple[str, ...]]:
    if known.given:
        return known.given, ()
    value: str | None = None
    bad: tuple[str, ...] = ()
    if known.published:
        value = stamps.parse(known.published)
        if value is None:
            shown = known.published[:60]
            bad = (f'its date "{shown}" could not be read; relative dates stay open unless you give --published',)
    stamp = found.published or found.updated
    if value is not None and stamp is not None and "T" in stamp and "T" not in value and stamp.startswith(value):
        value = stamp  # the same day, with the hour
    value = value or stamp or _date_of_id(known.ref)
    if value is None and found.line is not None and found.year:
        value = stamps.iso(found.line.date_in(found.year) or "")
    if value is None and not bad:
        bad = ("no publication date found; relative dates stay open unless you give --published",)
    return value, bad


def _date_of_id(ref: str | None) -> str | None:
    if ref is None or wire_of_id(ref) is None or (found := re.search(r"\d{8}", ref)) is None:
        return None
    return stamps.iso(found[0])


def _wire(known: Known, found: Cleaned) -> str | None:
    if known.wire:
        return wire_of(known.wire) or _line(known.wire)
    if found.line is not None and found.line.wire:
        return found.line.wire
    by_id = wire_of_id(known.ref) if known.ref else None
    return by_id or found.wire or (wire_of(known.publisher) if known.publisher else None)


def _identity(title: str | None, body: str) -> str:
    words = " ".join(f"{title or ''} {body}".split())
    return "r-" + hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:16]


def _line(text: str | None) -> str | None:
    return " ".join(tidy(text).split()) or None if text else None
