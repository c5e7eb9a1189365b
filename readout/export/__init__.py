"""Records in, files out, in the layouts that users' tools read. The door is `export`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from readout.errors import UsageError
from readout.export.atom import AtomWriter
from readout.export.counts import Counts
from readout.export.csv_files import open_csv
from readout.export.delimited import evidence_writer
from readout.export.files import folder, written
from readout.export.gdelt import GdeltWriter, MentionsWriter
from readout.export.icews import IcewsWriter
from readout.export.ics import CalendarWriter
from readout.export.jsonl import ItemsWriter, RecordsWriter
from readout.export.layout import HAPPENED, Layout, Options, Writer
from readout.export.parquet import open_parquet
from readout.export.plover import PloverWriter
from readout.export.polecat import PolecatWriter
from readout.record import Record

__all__ = ["HAPPENED", "LAYOUTS", "Counts", "export", "feed"]

LAYOUTS: dict[str, Layout] = {
    layout.name: layout
    for layout in (
        Layout("polecat", PolecatWriter, has_evidence_file=True),
        Layout("gdelt", GdeltWriter, has_evidence_file=True),
        Layout("gdelt-mentions", MentionsWriter, has_evidence_file=True),
        Layout("icews", IcewsWriter, has_evidence_file=True),
        Layout("plover", PloverWriter),
        Layout("csv", open_folder=open_csv, tells_status=True, tells_review=True),
        Layout("parquet", open_folder=open_parquet, tells_status=True, tells_review=True),
        Layout("jsonl", RecordsWriter, tells_status=True),
        Layout("items", ItemsWriter, tells_status=True, tells_review=True),
        Layout("ics", CalendarWriter, has_events=False),
        Layout("atom", AtomWriter, tells_status=True),
    )
}
"""By the name that `--to` takes."""


def export(
    records: Iterable[Record], layout: str, out: str | Path, *, statuses: frozenset[str] | None = None,
    all_statuses: bool = False, filled: bool = False, reviewed: Mapping[tuple[str, str], str] | None = None,
) -> Counts:  # fmt: skip
    """Write `records` to `out` in a layout of `LAYOUTS`, one record in memory at a time; say what was written.

    `out` is a file, `-` for standard output, or for `csv` and `parquet` a folder. Files appear whole at the end or
    not at all. Only events with one of `statuses` go out: by default `HAPPENED` where the layout cannot tell them
    apart, else all; `all_statuses` means all in any case. `filled` gives events without one day a day, see
    docs/exports.md. `reviewed` maps (report id, item id) to what a person said of the item. A report that comes twice
    counts once.

    Raises `UsageError` for an unknown layout, an output that cannot be written, or a library that is not installed.
    """
    chosen = LAYOUTS.get(layout)
    if chosen is None:
        raise UsageError(f"the layout {layout!r} is unknown", remedy=f"Use one of {', '.join(LAYOUTS)}")
    usual = None if all_statuses or chosen.tells_status else HAPPENED
    options = Options(usual if statuses is None else statuses, filled, {} if reviewed is None else reviewed)
    with _opened(chosen, out, options) as writer:
        for record in _once(records, options.counts):
            writer.write(record)
            options.counts.reports += 1
        writer.close()
    return options.counts


def feed(
    records: Iterable[Record], layout: str, stream: IO[bytes], *, reviewed: Mapping[tuple[str, str], str] | None = None
) -> Counts:
    """Write `records` to an open stream in a layout of one file, all statuses; as `export` in all else."""
    opener = LAYOUTS[layout].open
    assert opener is not None, f"{layout} is a folder of files"
    options = Options(None, False, {} if reviewed is None else reviewed)
    writer = opener(stream, options, None)
    for record in _once(records, options.counts):
        writer.write(record)
        options.counts.reports += 1
    writer.close()
    return options.counts


def _once(records: Iterable[Record], counts: Counts) -> Iterator[Record]:
    seen: set[str] = set()
    for record in records:
        if record.report.id in seen:
            counts.left["reports that had come before"] += 1
            continue
        seen.add(record.report.id)
        yield record


@contextmanager
def _opened(layout: Layout, out: str | Path, options: Options) -> Iterator[Writer]:
    if layout.open_folder is not None:
        if str(out) == "-":
            raise UsageError(f"{layout.name} is a folder of files", remedy="Name a folder as the output")
        with layout.open_folder(folder(Path(out)), options) as writer:
            yield writer
        return
    assert layout.open is not None
    if str(out) == "-":
        yield layout.open(sys.stdout.buffer, options, None)
        sys.stdout.buffer.flush()
        return
    with written(Path(out)) as stream, _evidence(layout, Path(out)) as beside:
        yield layout.open(stream, options, evidence_writer(beside) if beside else None)


@contextmanager
def _evidence(layout: Layout, out: Path) -> Iterator[IO[bytes] | None]:
    """The file of evidence beside `out`, for layouts without room for the words."""
    if not layout.has_evidence_file:
        yield None
        return
    with written(out.with_name(out.name + ".evidence.csv")) as stream:
        yield stream
