"""`readout brief`: a morning brief of many reports."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from readout.cli.filters import day_given
from readout.cli.options import Form, Published, Sources
from readout.cli.read import Tally
from readout.cli.records import records_found
from readout.errors import UsageError

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

    day = day_given(on) if on else None
    _start(since, day or date(2000, 1, 1))
    tally = Tally()
    records = list(records_found(sources, tally, form=form, published=published, threads=threads, lines=False))
    day = day or latest_day(records)
    if day is not None:
        sys.stdout.write(brief(records, _start(since, day), day))
    elif records:
        raise UsageError("no report has a date", remedy="Say the day of the brief with --on, and --published")
    tally.report(True)
    raise typer.Exit(tally.status)


def latest_day(records: Iterable[Record]) -> date | None:
    """The day of the latest of `records`; `None` where none has a date."""
    return max((date.fromisoformat(r.report.published[:10]) for r in records if r.report.published), default=None)


def _start(since: str, day: date) -> datetime | date:
    """The first moment that is new: a date as it stands, a span back from the end of `day`, UTC."""
    span = _SPAN.fullmatch(since.strip())
    if span is None:
        return day_given(since)
    end = datetime.combine(day + timedelta(days=1), time(), UTC)
    return end - timedelta(**{_UNITS[span[2]]: int(span[1])})
