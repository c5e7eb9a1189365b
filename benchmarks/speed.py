"""Speed and memory of reading the newswire corpus on two processor cores.

    python benchmarks/speed.py [--core] [--reports N] [--cores N]

Prints words per second (syntactic words), peak memory of the process, and the share of the time that each room took.
`--core` times the language core alone, in batches as large as `Reader`'s. Reads ../shared/corpora/newswire.
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
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
NEWSWIRE = ROOT.parent / "shared" / "corpora" / "newswire" / "reports.jsonl.gz"
BATCH_CHARACTERS = 40_000
"""Text that is parsed together with `--core`, as in `readout.reader`."""
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


def _batches(rows: list[tuple[str, str]], size: int) -> Iterator[list[str]]:
    batch: list[str] = []
    for text, _ in rows:
        batch.append(text)
        if sum(map(len, batch)) >= size:
            yield batch
            batch = []
    if batch:
        yield batch


def core_only(rows: list[tuple[str, str]], cores: int, clock: Clock) -> int:
    """Words parsed by the language core alone."""
    from readout.language import Core

    core = Core(threads=cores)
    core.parse([rows[0][0]])
    parse, words = clock.timed("language", core.parse), 0
    for batch in _batches(rows, BATCH_CHARACTERS):
        words += sum(len(document.tokens) for document in parse(batch))
    return words


def whole_reader(rows: list[tuple[str, str]], cores: int, clock: Clock) -> int:
    """Words read by the whole product, from text to record."""
    from readout import reader as product
    from readout import times
    from readout.intake import report_from_text

    words = 0

    def counted(call: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: Any) -> Any:
            nonlocal words
            documents = call(*args)
            words += sum(len(document.tokens) for document in documents)
            return documents

        return run

    reader = product.Reader(threads=cores)
    reader.read(report_from_text(rows[0][0], published=rows[0][1]))
    space: dict[str, Any] = vars(product)
    for room, names in ROOMS.items():
        for name in names:
            space[name] = clock.timed(room, space[name])
    vars(times)["find"] = clock.timed("times", times.find)
    vars(reader.core)["parse"] = clock.timed("language", counted(reader.core.parse))
    taken = clock.timed("intake", report_from_text)
    records = reader.read_many(taken(text, published=day) for text, day in rows)
    begin = time.perf_counter()
    count = sum(1 for _ in records)
    clock.seconds["whole"] = time.perf_counter() - begin
    print(f"{count} records")
    return words


def main() -> int:
    """Times one run and prints its figures."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--core", action="store_true", help="the language core only")
    options.add_argument("--reports", type=int, default=400, help="reports to read (0: all 2,043)")
    options.add_argument("--cores", type=int, default=2, help="processor cores to use")
    given = options.parse_args()
    if not NEWSWIRE.is_file():
        print(f"skipped: no corpus at {NEWSWIRE}")
        return 0
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, set(sorted(os.sched_getaffinity(0))[: given.cores]))
    rows, clock = texts(given.reports), Clock()
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
