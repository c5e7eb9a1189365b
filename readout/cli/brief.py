"""`readout brief`: a morning brief of many reports."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from readout.cli.options import Form, Published, Sources
from readout.cli.read import Tally, records_of
from readout.errors import FormatError, UsageError

if TYPE_CHECKING:
    from readout.record import Record

_SPAN = re.compile(r"(\d{1,5})\s*([hdw])")
_UNITS = {"h": "hours", "d": "days", "w": "weeks"}


def command(
    sources: Sources,
    since: Annotated[
        str, typer.Option(metavar="SPAN|DATE", help="How far back news goes: 24h, 3d, 2w, or a date.")
    ] = "24h",
    on: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="The day of the brief [default: of the latest report].", show_default=False),
    ] = None,
    form: Form = "auto",
    published: Published = None,
    threads: Annotated[
        int | None, typer.Option(min=1, help="Processor threads [default: all cores].", show_default=False)
    ] = None,
) -> None:
    """Write a one-page brief in Markdown, every sentence cited: what happened, what moved, what is due, who shifted.

    Sources are reports, as `readout read` takes them, or JSONL files of its records, taken as they are.

    Examples:

    \b
      readout brief folder/ --since 24h --on 2013-02-18
      readout read feed.jsonl --format jsonl -o records.jsonl && readout brief records.jsonl --since 3d

    Exit status: 0 all was read or rightly skipped; 1 something failed, or nothing was read; 2 misuse.
    """
    from readout.situation import brief

    day = _day(on) if on else None
    _start(since, day or date(2000, 1, 1))
    tally = Tally()
    records = list(_records(sources, form, published, threads, tally))
    if day is None:
        day = max((date.fromisoformat(r.report.published[:10]) for r in records if r.report.published), default=None)
    if day is not None:
        sys.stdout.write(brief(records, _start(since, day), day))
    elif records:
        raise UsageError("no report has a date", remedy="Say the day of the brief with --on, and --published")
    tally.report(True)
    raise typer.Exit(tally.status)


def _start(since: str, day: date) -> datetime | date:
    """The first moment that is new: a date as it stands, a span back from the end of `day`, UTC."""
    span = _SPAN.fullmatch(since.strip())
    if span is None:
        return _day(since)
    end = datetime.combine(day + timedelta(days=1), time(), UTC)
    return end - timedelta(**{_UNITS[span[2]]: int(span[1])})


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(
            f"{text!r} is no date", remedy="Give a date such as 2013-02-18, or for --since a span such as 24h, 3d, 2w"
        ) from error


def _records(
    sources: list[str], form: str, published: str | None, threads: int | None, tally: Tally
) -> Iterator[Record]:
    """Records as they stand in a file of records; of all other sources, as they are read."""
    for source in sources:
        if form == "auto" and _holds_records(source):
            yield from _stored(source, tally)
        else:
            yield from records_of([source], form, published, threads, tally)


def _holds_records(source: str) -> bool:
    """Whether a file's first line is a record of Readout's own."""
    if not source.endswith((".jsonl", ".ndjson")):
        return False
    try:
        with open(source, "rb") as stream:  # noqa: PTH123 - a name, not a Path
            return b'"schema":"readout/' in stream.readline(200).replace(b" ", b"")
    except OSError:
        return False


def _stored(source: str, tally: Tally) -> Iterator[Record]:
    from readout.record import from_json

    with open(source, "rb") as stream:  # noqa: PTH123 - a name, not a Path
        for number, line in enumerate(stream, 1):
            if not line.strip():
                continue
            try:
                record = from_json(line, source=f"{source}:{number}")
            except FormatError as error:
                tally.error(error)
                continue
            tally.read += 1
            yield record
