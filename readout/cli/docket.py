"""`readout docket`: the calendar of what is due, by day, over many reports or over the store."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from readout.cli.brief import latest_day
from readout.cli.filters import (
    About,
    Actor,
    Country,
    Format,
    Kind,
    Limit,
    Since,
    Until,
    With,
    check_format,
    day_given,
    filter_of,
)
from readout.cli.merged import why
from readout.cli.options import Form, Published
from readout.cli.query import Explain, show_merged
from readout.cli.read import Tally
from readout.cli.records import records_found
from readout.cli.store import Where, opened
from readout.errors import UsageError

if TYPE_CHECKING:
    from rich.text import Text

    from readout.record import Record

UNDATED = "no date"
STATES = ("open", "met", "postponed", "extended", "cancelled", "lapsed", "overdue")
MOST = 150
"""Items of the store that are looked at, those due next."""


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
    actor: Actor = None,
    with_: With = None,
    kind: Kind = None,
    country: Country = None,
    since: Since = None,
    until: Until = None,
    about: About = None,
    status: Annotated[
        str | None,
        typer.Option(
            "--status",
            metavar="STATES",
            help="What became of it, past items too: open, met, postponed, extended, cancelled, lapsed, overdue; "
            "several with commas.",
            show_default=False,
        ),
    ] = None,
    limit: Limit = MOST,
    ics: Annotated[
        Path | None, typer.Option("--ics", metavar="FILE", help="Write a calendar (iCalendar) too.", show_default=False)
    ] = None,
    explain: Explain = False,
    output_format: Format = "table",
    form: Form = "auto",
    published: Published = None,
    threads: Annotated[
        int | None, typer.Option(min=1, help="Processor threads [default: all cores].", show_default=False)
    ] = None,
) -> None:
    """Print what is due, by day: who, on what condition, what follows otherwise, and how the body decides.

    The same thing told by several reports is one entry; what a later report says became of it is its state. The
    filters are for the store.

    Examples:

    \b
      readout docket folder/ --on 2013-02-18
      readout docket records.jsonl --days 30 --ics due.ics
      readout docket --store news.db --actor "European Union" --format json
      readout docket --store news.db --status overdue,postponed

    Exit status: 0 all was read or rightly skipped; 1 something failed, or nothing was read; 2 misuse.
    """
    check_format(output_format)
    states, day, tally = _states(status), day_given(on) if on else None, Tally()
    filters = {"actor": actor, "with_": with_, "kind": kind, "country": country, "since": since, "until": until,
               "about": about}  # fmt: skip
    if sources and any(filters.values()):
        raise UsageError("filters are for the store", remedy="Add the reports with `readout add`, then ask the store")
    records: Sequence[Record]
    if sources:
        records = list(records_found(sources, tally, form=form, published=published, threads=threads, lines=False))
        day = day or latest_day(records)
        if day is None and records:
            raise UsageError("no report has a date", remedy="Say the day with --on, and --published")
        found = _rows(records, day, days, states)
    else:
        records, found = _of_store(where, day, days, states, {**filters, "limit": limit})
    if output_format == "table":
        _print(found, explain)
    else:
        show_merged(found, "docket", output_format, explain=explain)
    if ics is not None:
        from readout.export import export

        export(records, "ics", ics)
    if sources:
        tally.report(True)
        raise typer.Exit(tally.status)


def _states(status: str | None) -> frozenset[str]:
    chosen = frozenset(part.strip().lower() for part in (status or "").split(",") if part.strip())
    unknown = sorted(chosen - set(STATES))
    if unknown:
        raise UsageError(f"--status {unknown[0]!r} is unknown", remedy=f"Use some of {', '.join(STATES)}")
    return chosen


def _rows(
    records: Sequence[Record], day: date | None, days: int | None, states: frozenset[str]
) -> list[dict[str, Any]]:
    from readout.situation.calendar import rows

    return [] if day is None else list(rows(records, day, days, states=states))


def _of_store(
    where: str | None, day: date | None, days: int | None, states: frozenset[str], filters: dict[str, Any]
) -> tuple[Sequence[Record], list[dict[str, Any]]]:
    """The records looked at, and the rows of the items that were asked for: what is to come, or has one of `states`."""
    from readout.store import situation
    from readout.store.situations import MOST as REPORTS

    with opened(where) as store:
        known = store.days()
        day = day or (date.fromisoformat(known[1]) if known else None)
        if day is None:
            return (), []
        if not states and not filters["since"]:
            filters["since"] = day.isoformat()
        if states and "open" not in states and not filters["until"]:
            filters["until"] = day.isoformat()
        wanted = replace(filter_of(**filters), soonest="open" in states or not states)
        found = situation(store, wanted, ("docket",), on=day, most=max(REPORTS, wanted.limit))
    return found.records, found.calendar(days, states)


def _print(found: list[dict[str, Any]], explain: bool) -> None:
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
            for line in (*_lines(row), *(_why(row) if explain else ())):
                console.print(Padding(line, (0, 0, 0, 6)))


def _when(row: dict[str, Any]) -> str:
    start, end = row["start"], row["end"]
    if not (start or end):
        return UNDATED
    if start == end:
        return f"{start} {date.fromisoformat(start):%A}"
    return f"{start or '…'} to {end or '…'}"


def _lines(row: dict[str, Any]) -> Iterator[Text]:
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
    for told in row["history"]:
        moved = f" to {told['start'] or told['end']}" if told["start"] or told["end"] else ""
        yield Text.assemble((f"{told['state']}{moved}  ", "yellow"), _cited(told["source"]))
    first = row["sources"][0]
    more = f"  and {len(row['sources']) - 1} more" if len(row["sources"]) > 1 else ""
    yield Text.assemble(_cited(first), (more, "dim"))


def _cited(source: dict[str, Any]) -> Text:
    from rich.text import Text

    name = source["title"] or source["ref"] or source["report"]
    return Text.assemble(f"“{source['quote']}”", (f"  {name} · {(source['published'] or '')[:10]}", "dim"))


def _why(row: dict[str, Any]) -> Iterator[Text]:
    from rich.text import Text

    for source in row["sources"]:
        yield Text(f"key: {source['key']}", "dim")
    for merge in row["merges"]:
        yield Text(why(merge), "dim italic")
