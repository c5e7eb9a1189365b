"""`readout export`: records, or reports, to the files that other tools read."""

from __future__ import annotations

import gzip
import json
import sys
import zlib
from collections.abc import Iterator
from contextlib import nullcontext
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, cast, get_args

import typer

from readout.cli.read import Tally, records_of
from readout.errors import FormatError, UsageError

if TYPE_CHECKING:
    from readout.record import Record

DATES = ("exact", "filled")
_LOOKED_AT = 20
"""Lines after which a file without one that can be parsed is taken for reports."""


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
    """Records of all inputs in order: read from files of records, or made from reports."""
    from readout.record import from_json

    for given in inputs:
        if given != "-" and not _holds_records(given):
            yield from records_of([given], "auto", None, None, tally)
            continue
        try:
            for source, line in _json_of(given):
                try:
                    record = from_json(line, source=source)
                except FormatError as error:
                    tally.error(error)
                    continue
                tally.read += 1
                yield record
        except (OSError, EOFError, ValueError, zlib.error) as error:
            tally.error(FormatError(f"it cannot be read to its end ({error})", remedy="Write it again", source=given))


def _holds_records(path: str) -> bool:
    """Whether the first value of a JSON or JSONL file that can be parsed is a record."""
    if not path.lower().removesuffix(".gz").endswith((".jsonl", ".ndjson", ".json")) or not Path(path).is_file():
        return False
    try:
        for _, line in islice(_json_of(path), _LOOKED_AT):
            try:
                value = json.loads(line)
            except ValueError:
                continue
            return isinstance(value, dict) and str(value.get("schema", "")).startswith("readout/")
    except (OSError, EOFError, ValueError, zlib.error):
        pass  # reading it as reports tells what is wrong with it
    return False


def _json_of(path: str) -> Iterator[tuple[str, str | bytes]]:
    """Each line of JSONL with its place; of a JSON array each value, read whole."""
    with nullcontext(sys.stdin.buffer) if path == "-" else _open(path) as stream:
        if path.lower().removesuffix(".gz").endswith(".json"):
            values = json.loads(stream.read())
            for number, value in enumerate(values if isinstance(values, list) else [values], 1):
                yield f"{path}:{number}", json.dumps(value)
            return
        for number, line in enumerate(stream, 1):
            if line.strip():
                yield f"{path}:{number}", line.removeprefix(b"\xef\xbb\xbf")


def _open(path: str) -> IO[bytes]:
    return cast(IO[bytes], gzip.open(path, "rb") if path.lower().endswith(".gz") else Path(path).open("rb"))
