"""`readout export`: records, or reports, to the files that other tools read."""

from __future__ import annotations

import sys
from typing import Annotated, get_args

import typer

from readout.cli.read import Tally
from readout.cli.records import records_found
from readout.errors import UsageError

DATES = ("exact", "filled")


def command(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT…",
            help="Files of records (JSONL, JSON), or reports; - is lines of records.",
            show_default=False,
        ),
    ],
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

    Exit status: 0 all was exported; 1 something could not be read; 2 misuse.
    """  # fmt: skip
    from readout.export import LAYOUTS, export

    if dates not in DATES:
        raise UsageError(f"--dates {dates!r} is unknown", remedy=f"Use {' or '.join(DATES)}")
    if to in LAYOUTS and not LAYOUTS[to].has_events and status is not None:
        raise UsageError(f"{to} holds no events, so that --status chooses nothing", remedy="Leave --status out")
    tally = Tally()
    chosen = _statuses(status)
    counts = export(
        records_found(inputs, tally),
        to,
        output,
        statuses=chosen,
        all_statuses=status == "all",
        filled=dates == "filled",
    )
    for line in counts.lines():
        sys.stderr.write(f"readout: {line}\n")
    if tally.failed or tally.skipped:
        tally.report(True)
    raise typer.Exit(tally.status)


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
