"""`readout export`: records, or reports, to the files that other tools read."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, cast, get_args

import typer

from readout.cli.read import Tally, records_of
from readout.errors import FormatError, NotFoundError, UsageError

if TYPE_CHECKING:
    from readout.record import Record

DATES = ("exact", "filled")


def command(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT…",
            help="JSONL files of records, or reports; - is records on standard input.",
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
        _records(inputs, tally), to, output, statuses=chosen, all_statuses=status == "all", filled=dates == "filled"
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


def _records(inputs: list[str], tally: Tally) -> Iterator[Record]:
    """Records of all inputs in order: read from lines of records, or made from reports."""
    for given in inputs:
        if given == "-" or _holds_records(given):
            yield from _from_lines(given, tally)
        else:
            yield from records_of([given], "auto", None, None, tally)


def _holds_records(path: str) -> bool:
    """Whether the file's first line looks like a record: only records have a `schema` of Readout's."""
    if not Path(path).is_file() or not path.lower().endswith((".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")):
        return False
    with _open(path) as stream:
        head = stream.read(4096)
    return b'"readout/' in head[:200]


def _from_lines(path: str, tally: Tally) -> Iterator[Record]:
    """The sound records of a JSONL file; other lines are named and counted, the rest goes on."""
    from readout.record import from_json

    stream = sys.stdin.buffer if path == "-" else _open(path)
    try:
        for number, line in enumerate(stream, 1):
            if not line.strip():
                continue
            try:
                record = from_json(line.removeprefix(b"\xef\xbb\xbf"), source=f"{path}:{number}")
            except FormatError as error:
                tally.error(error)
                continue
            tally.read += 1
            yield record
    except (OSError, EOFError) as error:
        tally.error(FormatError(f"it breaks off ({error})", remedy="Write the file again", source=path))
    finally:
        if path != "-":
            stream.close()


def _open(path: str) -> IO[bytes]:
    import gzip

    try:
        stream = gzip.open(path, "rb") if path.lower().endswith(".gz") else open(path, "rb")  # noqa: SIM115, PTH123
    except OSError as error:
        raise NotFoundError(
            f"it cannot be opened ({error.strerror})", remedy="Check the path and its permissions", source=path
        ) from error
    return cast(IO[bytes], stream)
