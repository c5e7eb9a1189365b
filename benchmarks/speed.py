"""Speed and memory of reading the newswire corpus on two processor cores.

    python -m benchmarks.speed [--core] [--reports N] [--cores N] [--slowest] [--beside PYTHON]

Prints words per second (syntactic words), peak memory of the process, and the share of the time that each room took:
that of the language core is how long the rules waited for it, since it reads ahead on other threads. `--core` times
the language core alone; `--beside` times other programs in the same run (spaCy in the environment of that PYTHON) and
prints ratios. Reads ../shared/corpora/newswire.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
NEWSWIRE = ROOT.parent / "shared" / "corpora" / "newswire" / "reports.jsonl.gz"
ROOMS = {
    "actors": ("Cast",),
    "claims": ("claims",),
    "events": ("events",),
    "figures": ("figures",),
    "positions": ("positions",),
    "docket": ("docket",),
}
"""Names in `readout.reader` that are timed for each room."""


def texts(limit: int) -> list[tuple[str, str]]:
    """(text, date) of newswire reports, every so many, so that a part holds all years and agencies."""
    with gzip.open(NEWSWIRE, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    step = max(1, len(rows) // limit) if limit else 1
    return [(row["text"], row["published"]) for row in rows[::step]][: limit or None]


def peak_memory() -> float:
    """Peak resident memory of this process in megabytes (10^6 bytes)."""
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size / 1e6 if sys.platform == "darwin" else size * 1024 / 1e6


class Clock:
    """Seconds spent in each room."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)

    def timed(self, room: str, call: Callable[..., Any]) -> Callable[..., Any]:
        """`call`, with its time added to a room."""

        def run(*args: Any, **named: Any) -> Any:
            begin = time.perf_counter()
            try:
                return call(*args, **named)
            finally:
                self.seconds[room] += time.perf_counter() - begin

        return run


def core_only(rows: list[tuple[str, str]], cores: int, clock: Clock) -> int:
    """Words parsed by the language core alone."""
    from readout.language import Core

    core = Core(threads=cores)
    core.parse([rows[0][0]])
    begin = time.perf_counter()
    words = sum(len(document.tokens) for document in core.parse_stream(text for text, _ in rows))
    clock.seconds["language"] = time.perf_counter() - begin
    return words


def whole_reader(rows: list[tuple[str, str]], cores: int, clock: Clock) -> int:
    """Words read by the whole product, from text to record."""
    from readout import reader as product
    from readout import times
    from readout.intake import report_from_text
    from readout.language import Document

    words = 0

    def stream(texts: Iterable[str]) -> Iterator[Document]:
        nonlocal words
        documents = parse_stream(texts)
        while (document := waited(documents, None)) is not None:
            words += len(document.tokens)
            yield document

    reader = product.Reader(threads=cores)
    reader.read(report_from_text(rows[0][0], published=rows[0][1]))
    space: dict[str, Any] = vars(product)
    for room, names in ROOMS.items():
        for name in names:
            space[name] = clock.timed(room, space[name])
    vars(times)["find"] = clock.timed("times", times.find)
    parse_stream, waited = reader.core.parse_stream, clock.timed("language", next)
    vars(reader.core)["parse_stream"] = stream
    taken = clock.timed("intake", report_from_text)
    records = reader.read_many(taken(text, published=day) for text, day in rows)
    begin = time.perf_counter()
    count = sum(1 for _ in records)
    clock.seconds["whole"] = time.perf_counter() - begin
    print(f"{count} records")
    return words


def slowest_tenth(rows: list[tuple[str, str]]) -> None:
    """Prints milliseconds of processor time a word, each report read by itself: the median, the slowest tenth."""
    from readout.intake import report_from_text
    from readout.reader import Reader

    reader, took = Reader(threads=1), []
    for text, day in [rows[0], *rows]:
        begin = time.process_time()
        record = reader.read(report_from_text(text, published=day))
        seconds = time.process_time() - begin
        took.append((1000 * seconds / max(1, len(text.split())), len(text.split()), len(record.sentences)))
    took = sorted(took[1:])
    slow = took[-(len(took) // 10 or 1) :]
    for name, part in (("median", took[len(took) // 2 :][:1]), ("slowest tenth", slow), ("slowest", took[-1:])):
        each = [sum(column) / len(part) for column in zip(*part, strict=True)]
        print(f"{name:14} {each[0]:6.2f} ms a word, {each[1]:5.0f} words, {each[2]:4.0f} sentences")


def main() -> int:
    """Times one run and prints its figures."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--core", action="store_true", help="the language core only")
    options.add_argument("--reports", type=int, default=400, help="reports to read (0: all 2,043)")
    options.add_argument("--cores", type=int, default=2, help="processor cores to use")
    options.add_argument("--slowest", action="store_true", help="the slowest tenth of reports beside the median")
    options.add_argument("--beside", metavar="PYTHON", help="time others too; spaCy 3 is in this Python's environment")
    given = options.parse_args()
    if not NEWSWIRE.is_file():
        print(f"skipped: no corpus at {NEWSWIRE}")
        return 0
    if given.beside:
        from benchmarks.beside import beside

        beside(given.beside, given.reports, given.cores)
        return 0
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, set(sorted(os.sched_getaffinity(0))[: given.cores]))
    rows, clock = texts(given.reports), Clock()
    if given.slowest:
        slowest_tenth(rows)
        return 0
    before = peak_memory()
    words = (core_only if given.core else whole_reader)(rows, given.cores, clock)
    whole = clock.seconds.pop("whole", clock.seconds["language"])
    print(f"{len(rows)} reports, {words} words, {whole:.1f} s on {given.cores} cores: {words / whole:,.0f} words/s")
    print(f"peak memory {peak_memory():.0f} MB ({before:.0f} MB before loading)")
    rest = whole - sum(clock.seconds.values())
    for room, seconds in [*sorted(clock.seconds.items(), key=lambda item: -item[1]), ("rest", rest)]:
        print(f"  {room:10} {100 * seconds / whole:5.1f} %")
    return 0


if __name__ == "__main__":
    sys.exit(main())
