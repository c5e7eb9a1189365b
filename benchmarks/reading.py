"""Every report of the newswire corpus and of PolNeAR's dev set, read: crashes, empty records, warnings.

    python -m benchmarks.reading

A record is empty when there is nothing in it at all, not even an actor or a time; "bare" when it has neither event,
claim, figure, position nor docket item (a table of football results, say). Reads ../shared/corpora.
"""

from __future__ import annotations

import resource
import sys
import time
from collections import Counter
from pathlib import Path

from readout.errors import ReadoutError
from readout.intake import reports
from readout.reader import Reader
from readout.record import Record

CORPORA = Path(__file__).resolve().parents[2] / "shared" / "corpora"
FILES = ("newswire/reports.jsonl.gz", "polnear/dev.jsonl.gz")
FAMILIES = ("events", "claims", "figures", "positions", "docket")


def is_bare(record: Record) -> bool:
    """Whether no event, claim, figure, position or docket item was taken from the text."""
    return not any(getattr(record, family) for family in FAMILIES)


def is_empty(record: Record) -> bool:
    """Whether nothing at all was taken from the text."""
    return is_bare(record) and not record.actors and not record.times


def main() -> int:
    """Reads both corpora and prints what came of each."""
    reader, errors = Reader(), list[ReadoutError]()
    for name in FILES:
        path = CORPORA / name
        if not path.is_file():
            print(f"skipped: no corpus at {path}")
            continue
        begin, words, items = time.perf_counter(), 0, Counter[str]()
        for record in reader.read_many(reports(str(path)), on_error=errors.append):
            items["records"] += 1
            items["empty"] += is_empty(record)
            if is_empty(record):
                print(
                    f"  empty: {record.report.ref}: {record.report.text[:60]!r} ({len(record.report.text)} characters)"
                )
            items["with warnings"] += bool(record.warnings)
            for warning in record.warnings:
                if "could not be read (" in warning:
                    print(f"  warning: {record.report.ref}: {warning}")
            words += len(record.report.text.split())
            for family in FAMILIES:
                items[family] += len(getattr(record, family))
        seconds = time.perf_counter() - begin
        print(f"{name}: {dict(items)}, {len(errors)} failed; {words / seconds:,.0f} words/s (split at white space)")
    for error in errors:
        print(f"  failed: {error}")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MiB")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
