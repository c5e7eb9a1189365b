"""`readout brief`: a morning brief of many reports."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from readout.cli.filters import day_given
from readout.cli.options import Form, Published
from readout.cli.read import Tally
from readout.cli.records import records_found
from readout.cli.store import Where, opened
from readout.errors import UsageError

if TYPE_CHECKING:
    from readout.record import Record
    from readout.situation import Decision

_SPAN = re.compile(r"(\d{1,5})\s*([hdw])")
_UNITS = {"h": "hours", "d": "days", "w": "weeks"}


def command(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH|URL|-]...",
            help="Reports, or JSONL files of records [default: the store].",
            show_default=False,
        ),
    ] = None,
    where: Where = None,
    since: Annotated[
        str, typer.Option(metavar="SPAN|DATE", help="How far back news goes: 24h, 3d, 2w, or a date.")
    ] = "24h",
    on: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="The day of the brief [default: of the latest report].", show_default=False),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also reports that are plainly about sport, markets, weather or stars.")
    ] = False,
    form: Form = "auto",
    published: Published = None,
    threads: Annotated[
        int | None, typer.Option(min=1, help="Processor threads [default: all cores].", show_default=False)
    ] = None,
) -> None:
    """Write a one-page brief in Markdown, every sentence cited: what happened, what moved, what is due, who shifted.

    Sources are reports, as `readout read` takes them, or JSONL files of its records, taken as they are; without any,
    the store's reports, with what persons decided there.

    Examples:

    \b
      readout brief --store news.db --since 24h > brief.md
      readout brief folder/ --since 24h --on 2013-02-18
      readout read feed.jsonl --format jsonl -o records.jsonl && readout brief records.jsonl --since 3d

    Exit status: 0 all was read or rightly skipped; 1 something failed, or nothing was read; 2 misuse.
    """
    from readout.situation import brief

    day = day_given(on) if on else None
    _start(since, day or date(2000, 1, 1))
    tally = Tally()
    said: list[Decision] = []
    if sources:
        records = list(records_found(sources, tally, form=form, published=published, threads=threads, lines=False))
    else:
        records, said, day = _of_store(where, since, day)
    day = day or latest_day(records)
    kept = records if everything else _public(records)
    if day is not None:
        sys.stdout.write(brief(kept, _start(since, day), day, decisions=said))
    elif records:
        raise UsageError("no report has a date", remedy="Say the day of the brief with --on, and --published")
    if len(kept) < len(records):
        sys.stderr.write(f"readout: {len(records) - len(kept)} reports left out as plainly no public affairs (--all)\n")
    if sources:
        tally.report(True)
        raise typer.Exit(tally.status)


def _of_store(where: str | None, since: str, day: date | None) -> tuple[list[Record], list[Decision], date | None]:
    """The records that a brief needs, what persons decided, and the day: that of the latest report if none is given."""
    from readout.store.situations import around_day, carried, decisions

    with opened(where) as store:
        known = store.days()
        day = day or (date.fromisoformat(known[1]) if known else None)
        if day is None:
            return [], [], None
        start = _start(since, day)
        first = start.date() if isinstance(start, datetime) else start
        window = around_day(store, first, day)
        left = store.left(window.readings)
        records = [one.record for one in left]
        fresh = sum(first.isoformat() <= (r.report.published or "")[:10] <= day.isoformat() for r in records)
        if fresh < window.new:
            sys.stderr.write(f"readout: the newest {fresh} of {window.new} new reports are looked at\n")
        return records, carried(decisions(store), left), day


def _public(records: list[Record]) -> list[Record]:
    """Those that are not plainly about sport, markets, weather, recipes or stars."""
    from readout.intake.relevance import off_topic

    return [r for r in records if off_topic(r.report) is None]


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
