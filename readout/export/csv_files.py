"""CSV, one file a family: UTF-8, RFC 4180, a header. Lists are JSON arrays."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path

from readout.export.files import written
from readout.export.layout import Options
from readout.export.tables import TABLES, Value, rows
from readout.record import Record


class CsvWriter:
    """Writes to one `csv.writer` a family."""

    def __init__(self, folder: Path, options: Options, stack: ExitStack) -> None:
        self._options, self._writers = options, {}
        for name, columns in TABLES.items():
            stream = stack.enter_context(written(folder / f"{name}.csv"))
            text = io.TextIOWrapper(stream, encoding="utf-8", errors="replace", newline="")
            stack.callback(text.detach)  # flushes, and leaves the stream to its own end
            self._writers[name] = csv.writer(text)
            self._writers[name].writerow([c.name for c in columns])

    def write(self, record: Record) -> None:
        """One record."""
        for table, row in rows(record, self._options):
            self._writers[table].writerow([_text(value) for value in row])
            self._options.counts.written += 1

    def close(self) -> None:
        """Nothing is left to write; the files are closed by the stack."""


@contextmanager
def open_csv(folder: Path, options: Options) -> Iterator[CsvWriter]:
    """A writer of `folder`/FAMILY.csv; the files get their names when all is written."""
    with ExitStack() as stack:
        yield CsvWriter(folder, options, stack)


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, date):
        return value.isoformat()
    return str(value).replace("\0", "")
