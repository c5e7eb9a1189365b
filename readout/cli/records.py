"""Records for the commands that work on records: taken from files that hold them, or made of reports."""

from __future__ import annotations

import gzip
import json
import sys
import zlib
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from readout.cli.read import Tally, records_of
from readout.errors import FormatError

if TYPE_CHECKING:
    from readout.record import Record

_LOOKED_AT = 20
"""Lines after which a file without one that can be parsed is taken for reports."""


def records_found(
    inputs: Sequence[str],
    tally: Tally,
    *,
    form: str = "auto",
    published: str | None = None,
    threads: int | None = None,
    lines: bool = True,
) -> Iterator[Record]:
    """Records of all inputs in order: as they stand in files of records, else read from reports.

    `form`, `published` and `threads` are for reports; with a `form` nothing is taken for records. With `lines`,
    standard input holds records. What gives no record is counted and named by `tally`.
    """
    from readout.record import from_json

    for given in inputs:
        taken = lines if given == "-" else form == "auto" and _holds_records(given)
        if not taken:
            yield from records_of([given], form, published, threads, tally)
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
