"""Parquet, one file a family, typed: days as date32, lists as list<string>. Needs `pyarrow`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from readout.errors import UsageError
from readout.export.files import written
from readout.export.layout import Options
from readout.export.tables import TABLES, Column, Row, rows
from readout.record import Record

ROWS = 20_000
"""Rows of a row group."""
CHARACTERS = 20_000_000
"""Text held before a group is written, so that long reports do not fill the memory."""
_SURROGATES = re.compile(r"[\ud800-\udfff]")


class ParquetWriter:
    """Collects rows and writes them in groups."""

    def __init__(self, folder: Path, options: Options, stack: ExitStack) -> None:
        try:
            arrow, files = import_module("pyarrow"), import_module("pyarrow.parquet")
        except ImportError as error:
            raise UsageError("Parquet needs pyarrow", remedy="Run: pip install 'readout-news[parquet]'") from error
        self._arrow, self._options = arrow, options
        self._schemas = {name: _schema(arrow, columns) for name, columns in TABLES.items()}
        self._waiting: dict[str, list[Row]] = {name: [] for name in TABLES}
        self._size = 0
        self._files = {
            name: stack.enter_context(
                files.ParquetWriter(
                    stack.enter_context(written(folder / f"{name}.parquet")), schema, compression="zstd"
                )
            )
            for name, schema in self._schemas.items()
        }

    def write(self, record: Record) -> None:
        """One record."""
        for table, row in rows(record, self._options):
            self._waiting[table].append(row)
            self._options.counts.written += 1
            if len(self._waiting[table]) >= ROWS:
                self._flush(table)
        self._size += len(record.report.text)
        if self._size >= CHARACTERS:
            self.close()

    def close(self) -> None:
        """Write what waits."""
        self._size = 0
        for table in TABLES:
            self._flush(table)

    def _flush(self, table: str) -> None:
        waiting, schema = self._waiting[table], self._schemas[table]
        if waiting:
            arrays = [
                self._arrow.array([_clean(value) for value in values], type=field.type)
                for values, field in zip(zip(*waiting, strict=True), schema, strict=True)
            ]
            self._files[table].write_table(self._arrow.Table.from_arrays(arrays, schema=schema))
            waiting.clear()


@contextmanager
def open_parquet(folder: Path, options: Options) -> Iterator[ParquetWriter]:
    """A writer of `folder`/FAMILY.parquet. Raises `UsageError` where pyarrow is not installed."""
    with ExitStack() as stack:
        yield ParquetWriter(folder, options, stack)


def _schema(arrow: Any, columns: tuple[Column, ...]) -> Any:
    types = {
        "text": arrow.string(), "list": arrow.list_(arrow.string()), "whole": arrow.int64(),
        "number": arrow.float64(), "flag": arrow.bool_(), "day": arrow.date32(),
    }  # fmt: skip
    return arrow.schema([(c.name, types[c.kind]) for c in columns])


def _clean(value: Any) -> Any:
    """`value` without lone surrogates, which UTF-8 cannot hold."""
    if isinstance(value, str):
        return _SURROGATES.sub("?", value)
    return [_clean(v) for v in value] if isinstance(value, list) else value
