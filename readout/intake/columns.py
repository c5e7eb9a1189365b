"""Parquet files -> rows as JSON objects, one at a time: tables with columns that fields.py knows, or our own shards."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from readout.errors import FormatError, InputError, UsageError
from readout.intake import fields
from readout.intake.decode import decode
from readout.intake.lexicon import table

_ROWS = 16
"""Rows that are held at a time: of the longest reports some 160 MB."""
_RECORD = "record"
"""The column of our own shards that holds the record whole."""


def rows(stream: BinaryIO) -> Iterator[tuple[int, Any | InputError]]:
    """Each row of a Parquet file with its number from 1, as the object that a line of JSONL would be.

    `stream` must be one that can be sought in. Columns that Readout has no use for are not read.

    Raises `FormatError` where the file is damaged or no column holds a text, after the rows before; `UsageError` where
    PyArrow is not installed.
    """
    try:
        from pyarrow import ArrowException, parquet
    except ImportError as error:
        raise UsageError(
            "Parquet needs pyarrow, which is not installed", remedy="pip install 'readout-news[parquet]'"
        ) from error
    number = 0
    try:
        file = parquet.ParquetFile(stream)
        for batch in file.iter_batches(_ROWS, columns=_columns(file.schema_arrow.names)):
            for row in batch.to_pylist():
                number += 1
                yield number, _value(row)
    except InputError:
        raise
    except (ArrowException, OSError, ValueError) as error:
        why = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
        raise FormatError(
            f"the Parquet file is damaged, after {number} rows ({why})", remedy="Make or fetch it again"
        ) from error


def _columns(names: list[str]) -> list[str]:
    """Which of the columns are read."""
    known = table("fields")
    if _RECORD in names:
        return [_RECORD]
    if not any(name in names for name in known["text"]):
        raise FormatError(
            f"none of its columns holds the text: {', '.join(names)[:200]}",
            remedy=f"Readout looks for {', '.join(known['text'][:5])}",
        )
    wanted = {name for part in known.values() for name in part}
    return [name for name in names if name in wanted]


def _value(row: dict[str, Any]) -> Any | InputError:
    try:
        if isinstance(row.get(_RECORD), str):
            return fields.load(row[_RECORD])
        return {name: _plain(value) for name, value in row.items()}
    except InputError as error:
        return error


def _plain(value: Any) -> Any:
    """A value as JSON has it: text for bytes and for dates."""
    if isinstance(value, bytes):
        return decode(value)[0]
    return value.isoformat() if hasattr(value, "isoformat") else value
