"""The newswire added to a store in one run, and once more: the second run must add nothing in 5 % of the time.

    python -m benchmarks.twice [--store FILE|URL] [--threads N]

Runs `readout add` over ../shared/corpora/newswire, 2,043 reports, in a process of its own, twice. Prints what each run
said, its time by the clock and by processor time (the latter says more on a machine that others use), and how many
reports the store holds. Exit status 1 where a report failed, the second run added any, or it took 5 % of the first's
processor time. Takes some minutes of all cores.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from sqlalchemy import func, select

from benchmarks.reading import CORPORA
from readout.store.connect import engine_of
from readout.store.tables import report

NEWSWIRE = CORPORA / "newswire" / "reports.jsonl.gz"
SHARE = 0.05
"""Of the first run's processor time, that the second may take."""


def added(store: str, threads: int | None) -> tuple[int, float, float]:
    """Exit status of one `readout add`, its seconds by the clock and of processor time."""
    more = [] if threads is None else ["--threads", str(threads)]
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    command = [sys.executable, "-m", "readout", "add", str(NEWSWIRE), "--store", store, *more]
    status = subprocess.run(command, check=False).returncode
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return status, time.monotonic() - begun, spent


def held(store: str) -> int:
    """How many reports the store holds."""
    engine = engine_of(store)
    with engine.connect() as connection:
        count = connection.scalar(select(func.count()).select_from(report)) or 0
    engine.dispose()
    return count


def main() -> int:
    """Adds twice and compares."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--store")
    options.add_argument("--threads", type=int)
    given = options.parse_args()
    if not NEWSWIRE.exists():
        print(f"skipped: no corpus at {NEWSWIRE}")
        return 0
    runs, counts = [], []
    with tempfile.TemporaryDirectory() as folder:
        store = given.store or str(Path(folder) / "news.db")
        for name in ("first", "second"):
            runs.append(added(store, given.threads))
            counts.append(held(store))
            print(
                f"{name} run: {counts[-1]} reports there, {runs[-1][1]:.1f} s, {runs[-1][2]:.1f} s of processor time",
                flush=True,
            )
    (first, _, spent), (second, _, again) = runs
    print(f"the second run took {again / spent:.2%} of the first's processor time and added {counts[1] - counts[0]}")
    return int(bool(first or second or counts[0] != counts[1] or again >= SHARE * spent))


if __name__ == "__main__":
    sys.exit(main())
