"""JSON lines: whole records (`jsonl`), or one item a line with its words and its report (`items`)."""

from __future__ import annotations

import json
from datetime import date
from typing import IO

from readout.export.layout import Evidence, Options
from readout.export.tables import TABLES, Value, rows
from readout.record import Record


class RecordsWriter:
    """One record a line, as `readout read --format jsonl` writes them."""

    def __init__(self, stream: IO[bytes], options: Options, evidence: Evidence | None) -> None:
        self._stream, self._options = stream, options
        options.counts.what = "records"

    def write(self, record: Record) -> None:
        """One record."""
        kept = [e for e in record.events if self._options.wanted(e)]
        value = record.model_copy(update={"events": kept}).model_dump(mode="json")
        self._stream.write((json.dumps(value, ensure_ascii=False) + "\n").encode("utf-8", "replace"))
        self._options.counts.written += 1

    def close(self) -> None:
        """Nothing is left to write."""


class ItemsWriter:
    """One item a line: the columns of its table, and `family`, the table's name."""

    def __init__(self, stream: IO[bytes], options: Options, evidence: Evidence | None) -> None:
        self._stream, self._options = stream, options
        options.counts.what = "items"

    def write(self, record: Record) -> None:
        """One record."""
        for table, row in rows(record, self._options):
            named = {c.name: _json(v) for c, v in zip(TABLES[table], row, strict=True)}
            line = json.dumps({"family": table, **named}, ensure_ascii=False)
            self._stream.write((line + "\n").encode("utf-8", "replace"))
            self._options.counts.written += 1

    def close(self) -> None:
        """Nothing is left to write."""


def _json(value: Value) -> Value:
    return value.isoformat() if isinstance(value, date) else value
