"""`readout docket`: the calendar of what is due, by day, over many reports or over the store."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from readout.cli.brief import latest_day
from readout.cli.filters import day_given
from readout.cli.options import Form, Published
from readout.cli.read import Tally
from readout.cli.records import records_found
from readout.cli.store import Where, opened
from readout.errors import UsageError

if TYPE_CHECKING:
    from readout.record import Record

FORMATS = ("table", "json")
UNDATED = "no date"


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
    on: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Today's date [default: that of the latest report].", show_default=False),
    ] = None,
    days: Annotated[
        int | None, typer.Option(min=0, help="No further ahead than so many days.", show_default=False)
    ] = None,
    ics: Annotated[
        Path | None, typer.Option("--ics", metavar="FILE", help="Write a calendar (iCalendar) too.", show_default=False)
    ] = None,
    output_format: Annotated[str, typer.Option("--format", metavar="FORMAT", help="table or json.")] = "table",
    form: Form = "auto",
    published: Published = None,
    threads: Annotated[
        int | None, typer.Option(min=1, help="Processor threads [default: all cores].", show_default=False)
    ] = None,
) -> None:
    """Print what is due, by day: who, on what condition, what follows otherwise, and how the body decides.

    The same thing told by several reports is one entry; what a later report says became of it is its state.

    Examples:

    \b
      readout docket folder/ --on 2013-02-18
      readout docket records.jsonl --days 30 --ics due.ics
      readout docket --store news.db --format json

    Exit status: 0 all was read or rightly skipped; 1 something failed, or nothing was read; 2 misuse.
    """
    if output_format not in FORMATS:
        raise UsageError(f"--format {output_format!r} is unknown", remedy=f"Use {' or '.join(FORMATS)}")
    day = day_given(on) if on else None
    tally = Tally()
    records = list(_records(sources, where, form, published, threads, tally))
    day = day or latest_day(records)
    if day is None and records:
        raise UsageError("no report has a date", remedy="Say the day with --on, and --published")
    if day is not None:
        from readout.situation.calendar import rows

        _print(list(rows(records, day, days)), output_format)
    if ics is not None:
        from readout.export import export

        export(records, "ics", ics)
    tally.report(bool(sources))
    raise typer.Exit(tally.status)


def _records(
    sources: list[str] | None, where: str | None, form: str, published: str | None, threads: int | None, tally: Tally
) -> Iterator[Record]:
    if sources:
        yield from records_found(sources, tally, form=form, published=published, threads=threads, lines=False)
        return
    with opened(where) as store:
        for record in store.records():
            tally.read += 1
            yield record


def _print(found: list[dict[str, Any]], output_format: str) -> None:
    if output_format == "json":
        typer.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console(highlight=False)
    if not found:
        sys.stderr.write("readout: nothing is due\n")
    for when, group in groupby(found, key=_when):
        console.print(Text(when, style="bold cyan"))
        for row in group:
            head = Text.assemble("  ", (row["kind"], "bold magenta"), "  ", row["what"])
            head.append(f"  ({', '.join(row['who'])})" if row["who"] else "")
            head.append(f"  [{row['state']}]", style="dim" if row["state"] == "open" else "yellow")
            console.print(head)
            for line in _lines(row):
                console.print(Padding(line, (0, 0, 0, 6)))


def _when(row: dict[str, Any]) -> str:
    start, end = row["start"], row["end"]
    if not (start or end):
        return UNDATED
    if start == end:
        return f"{start} {date.fromisoformat(start):%A}"
    return f"{start or '…'} to {end or '…'}"


def _lines(row: dict[str, Any]) -> Iterator[Any]:
    from rich.text import Text

    if row["condition"]:
        yield Text.assemble(("condition  ", "dim"), row["condition"])
    if row["otherwise"]:
        yield Text.assemble(("otherwise  ", "dim"), row["otherwise"])
    if rule := row["rule"]:
        yield Text.assemble((f"{rule['body']} decides  ", "dim"), rule["text"], (f"  {rule['source']}", "dim"))
        for side in ("for", "against", "undecided"):
            if rule[side]:
                yield Text.assemble((f"{side}  ", "dim"), ", ".join(rule[side]))
    first = row["sources"][0]
    more = f"  and {len(row['sources']) - 1} more" if len(row["sources"]) > 1 else ""
    yield Text.assemble(f"“{first['quote']}”", (f"  {first['title'] or first['ref'] or first['report']}{more}", "dim"))
