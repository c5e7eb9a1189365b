"""One shard: reports in, the bytes of its file out."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from readout.errors import NOTHING_TO_READ, InputError, ReadoutError, UsageError

if TYPE_CHECKING:
    from readout.intake import Taken
    from readout.reader import Reader
    from readout.record import Record

GROUP = 16
"""Reports that are parsed together."""
COLUMNS = ("report_id", "ref", "url", "title", "publisher", "published", "language", "record")
"""Columns of a Parquet shard: all text, `record` the whole record as JSON."""


def read_shard(
    reader: Reader, entries: Sequence[Taken | InputError], at: Callable[[int], None], *, alone: bool
) -> tuple[list[Record], list[dict[str, str]], list[dict[str, str]]]:
    """Records of `entries`, and what failed and what was skipped. `at` hears the number of the next report.

    With `alone`, each report is read by itself, so that the last number heard names the one that was being read.
    """
    records: list[Record] = []
    failed: list[dict[str, str]] = []
    skipped: list[dict[str, str]] = []

    def wrong(error: ReadoutError) -> None:
        (skipped if isinstance(error, NOTHING_TO_READ) else failed).append(
            {"source": error.source, "error": str(error)}
        )

    size = 1 if alone else GROUP
    for start in range(0, len(entries), size):
        at(start)
        records += reader.read_many(entries[start : start + size], on_error=wrong)
    return records, failed, skipped


def encode(records: Sequence[Record], layout: str) -> bytes:
    """The file of a shard. The same records give the same bytes."""
    return _parquet(records) if layout == "parquet" else _jsonl(records)


def _jsonl(records: Sequence[Record]) -> bytes:
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", compresslevel=6, mtime=0, filename="") as stream:
        for record in records:
            stream.write(_json(record).encode() + b"\n")
    return out.getvalue()


def _json(record: Record) -> str:
    return json.dumps(record.model_dump(mode="json"), ensure_ascii=False)


def _parquet(records: Sequence[Record]) -> bytes:
    pyarrow, parquet = arrow()
    rows = [_row(record) for record in records]
    schema = pyarrow.schema([(name, pyarrow.string()) for name in COLUMNS])
    out = io.BytesIO()
    parquet.write_table(pyarrow.Table.from_pylist(rows, schema=schema), out, compression="zstd")
    return out.getvalue()


def _row(record: Record) -> dict[str, str | None]:
    report = record.report
    told = {name: getattr(report, name) for name in ("ref", "url", "title", "publisher", "published", "language")}
    return {
        "report_id": report.id,
        **{k: None if v is None else str(v) for k, v in told.items()},
        "record": _json(record),
    }


def arrow() -> tuple[Any, Any]:
    """The modules `pyarrow` and `pyarrow.parquet`. Raises `UsageError` where they are not installed."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise UsageError(
            "Parquet needs pyarrow, which is not installed",
            remedy="pip install 'readout-news[parquet]', or take --layout jsonl",
        ) from error
    return pyarrow, parquet


def rows(data: bytes, layout: str) -> Iterator[dict[str, Any]]:
    """The records of a shard's file, as JSON values."""
    if layout == "parquet":
        _, parquet = arrow()
        for text in parquet.read_table(io.BytesIO(data), columns=["record"])["record"].to_pylist():
            yield json.loads(text)
    else:
        for line in gzip.decompress(data).splitlines():
            yield json.loads(line)
