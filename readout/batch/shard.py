"""One shard: reports in, the bytes of its file out."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from readout.errors import NOTHING_TO_READ, InputError, ReadoutError, UsageError

if TYPE_CHECKING:
    from readout.extract.lexicon import Lexicon
    from readout.intake import Taken
    from readout.reader import Reader
    from readout.record import Record

COLUMNS = ("report_id", "ref", "url", "title", "publisher", "published", "language", "record")
"""Columns of a Parquet shard: all text, `record` the whole record as JSON."""


@dataclass(frozen=True)
class Setup:
    """What a reading process must know: the layout of shards, and the user's own words and types, if any."""

    layout: str
    lexicon: Lexicon | None = None


@dataclass(frozen=True)
class Made:
    """A shard that was read: the bytes of its file, how many records are in it, what failed and what was skipped."""

    data: bytes
    read: int
    failed: list[dict[str, str]]
    skipped: list[dict[str, str]]


class ShardReader:
    """Reads shards with one core on one thread; the weights are loaded at the first."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._reader: Reader | None = None

    def read(self, entries: Sequence[Taken | InputError]) -> Made:
        """Read `entries` and encode their records."""
        return self._made(entries, self._core().read_many)

    def read_alone(self, entries: Sequence[Taken | InputError], at: Callable[[int], None]) -> Made:
        """As `read`, to the same bytes, but report by report; `at` hears the number of each before it is read."""

        def many(entries: Sequence[Taken | InputError], on_error: Callable[[ReadoutError], None]) -> Iterator[Record]:
            for number, entry in enumerate(entries):
                at(number)
                yield from self._core().read_many([entry], on_error=on_error)

        return self._made(entries, many)

    def _core(self) -> Reader:
        if self._reader is None:
            from readout.reader import Reader

            self._reader = Reader(threads=1, lexicon=self._setup.lexicon)
        return self._reader

    def _made(self, entries: Sequence[Taken | InputError], read: Callable[..., Iterator[Record]]) -> Made:
        failed: list[dict[str, str]] = []
        skipped: list[dict[str, str]] = []

        def wrong(error: ReadoutError) -> None:
            told = skipped if isinstance(error, NOTHING_TO_READ) else failed
            told.append({"source": error.source, "error": str(error)})

        records = list(read(entries, on_error=wrong))
        return Made(encode(records, self._setup.layout), len(records), failed, skipped)


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
