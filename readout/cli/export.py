"""`readout export`: records, or reports, to the files that other tools read."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from readout.cli.filters import Since, Until, day_given
from readout.cli.read import Tally
from readout.cli.records import records_found
from readout.cli.store import Where, opened
from readout.errors import UsageError

if TYPE_CHECKING:
    from readout.record import Record

DATES = ("exact", "filled")


def command(
    to: Annotated[
        str,
        typer.Option(
            "--to",
            metavar="LAYOUT",
            help="polecat, gdelt, gdelt-mentions, icews, plover, csv, parquet, jsonl, items, ics or atom.",
            show_default=False,
        ),
    ],
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="OUT",
            help="File, folder (csv, parquet) or - for standard output.",
            show_default=False,
        ),
    ],
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[INPUT…]",
            help="Files of records (JSONL, JSON), or reports; - is lines of records [default: the store].",
            show_default=False,
        ),
    ] = None,
    where: Where = None,
    since: Since = None,
    until: Until = None,
    status: Annotated[
        str | None,
        typer.Option(
            "--status",
            metavar="STATUSES",
            help="Events with these, with commas, or all [default: occurred,ongoing where the layout has no status].",
            show_default=False,
        ),
    ] = None,
    dates: Annotated[
        str,
        typer.Option("--dates", metavar="HOW", help="exact: only days that the report gives; filled: see the manual."),
    ] = "exact",
) -> None:
    """Write records in the layout that your scripts read: POLECAT, GDELT, ICEWS, PLOVER, tables, a calendar, a feed.

    Examples:

    \b
      readout export records.jsonl --to parquet -o tables/
      readout export records.jsonl --to gdelt -o events.CSV
      readout export folder/of/reports --to ics -o docket.ics
      readout export --store news.db --since 2025-01-01 --to csv -o tables/

    Without inputs the store is exported, its items as reviewers corrected them, with what they said; what they rejected
    goes out in csv, parquet and items alone, which have a column for it. --since and --until are then days of
    publication.

    Exit status: 0 all was exported; 1 something could not be read; 2 misuse.
    """  # fmt: skip
    from readout.export import LAYOUTS, export

    if dates not in DATES:
        raise UsageError(f"--dates {dates!r} is unknown", remedy=f"Use {' or '.join(DATES)}")
    if to in LAYOUTS and not LAYOUTS[to].has_events and status is not None:
        raise UsageError(f"{to} holds no events, so that --status chooses nothing", remedy="Leave --status out")
    if inputs and where:
        raise UsageError("there are inputs and a store", remedy="Leave one of them out")
    tally = Tally()
    reviewed: dict[tuple[str, str], str] = {}
    counts = export(
        records_found(inputs, tally) if inputs else _of_store(where, since, until, tally, reviewed, to),
        to,
        output,
        statuses=_statuses(status),
        all_statuses=status == "all",
        filled=dates == "filled",
        reviewed=reviewed,
    )
    for line in counts.lines():
        sys.stderr.write(f"readout: {line}\n")
    if tally.failed or tally.skipped:
        tally.report(True)
    raise typer.Exit(tally.status)


def _of_store(
    where: str | None, since: str | None, until: str | None, tally: Tally, reviewed: dict[tuple[str, str], str], to: str
) -> Iterator[Record]:
    """The store's records as their reviewers left them; what was said of their items goes into `reviewed` before each.

    What was rejected goes out only where a column says so.
    """
    from readout.export import LAYOUTS
    from readout.store.amending import amended
    from readout.store.reviewing import reviewed as said_of

    first, last = (day_given(day).isoformat() if day else None for day in (since, until))
    with opened(where) as store:
        for record in store.records(since=first, until=last):
            tally.read += 1
            said = store.reviews(record.report.id)
            reviewed |= said_of(record, said)
            yield amended(record, said, rejected=to in LAYOUTS and LAYOUTS[to].tells_review)


def _statuses(given: str | None) -> frozenset[str] | None:
    from readout.record import Status

    if given is None or given == "all":
        return None
    chosen = frozenset(part.strip().lower() for part in given.split(",") if part.strip())
    unknown = sorted(chosen - set(get_args(Status)))
    if unknown or not chosen:
        known = ", ".join(get_args(Status))
        raise UsageError(f"--status {', '.join(unknown) or given!r} is unknown", remedy=f"Use all, or some of {known}")
    return chosen
