"""Speed of `readout.times.find` beside that of `dateparser.search.search_dates` on the same reports, in the same run.

    python -m benchmarks.speed_dateparser [--python INTERPRETER] [--reports N] [--seed N] [--english]

Without dateparser in the interpreter that is named (this one by default) the benchmark skips; one of its own is made
by `python -m venv E; E/bin/pip install dateparser`. Both read one report after another in one process,
with the day of the report. Processor time is measured; starting up and the first report, which loads tables, do not
count for either.
Reads ../shared/corpora/newswire.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import subprocess
import sys
import time
from pathlib import Path

from readout.times import find

NEWSWIRE = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "newswire" / "reports.jsonl.gz"
PROGRAM = """
import json, sys, time
import dateparser
from dateparser.search import search_dates
from datetime import datetime
rows, languages = json.load(sys.stdin)
begin, found = 0.0, 0
for n, (text, day) in enumerate(rows):
    if n == 1:
        begin = time.process_time()
    base = datetime.fromisoformat(day)
    found += len(search_dates(text, languages=languages, settings={"RELATIVE_BASE": base}) or [])
print(json.dumps([dateparser.__version__, time.process_time() - begin, found]))
"""
"""What the other interpreter runs: reads the reports as JSON, prints dateparser's version, seconds and dates found."""


def drawn(count: int, seed: int) -> list[tuple[str, str]]:
    """(text, ISO day) of `count` reports of the newswire drawn by `seed`."""
    with gzip.open(NEWSWIRE, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [(r["text"], r["published"][:10]) for r in random.Random(seed).sample(rows, count)]


def ours(rows: list[tuple[str, str]]) -> tuple[float, int]:
    """Seconds for all reports but the first, and the times found in all."""
    begin, found = 0.0, 0
    for n, (text, day) in enumerate(rows):
        if n == 1:
            begin = time.process_time()
        found += len(find(text, published=day))
    return time.process_time() - begin, found


def main() -> int:
    """Times both and prints the ratio."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--python", default=sys.executable, help="an interpreter that has dateparser [this one]")
    options.add_argument("--reports", type=int, default=60)
    options.add_argument("--seed", type=int, default=6)
    options.add_argument("--english", action="store_true", help="tell dateparser the language, which it else finds out")
    given = options.parse_args()
    if not NEWSWIRE.exists():
        print(f"skipped: no corpus at {NEWSWIRE}")
        return 0
    rows = drawn(given.reports, given.seed)
    languages = ["en"] if given.english else None
    told = json.dumps([rows, languages])
    other = subprocess.run([given.python, "-c", PROGRAM], input=told, capture_output=True, text=True, check=False)
    if other.returncode:
        cause = other.stderr.strip().splitlines()[-1:]
        print(f"skipped: {given.python} cannot run dateparser ({' '.join(cause)}); name one that can with --python")
        return 0
    version, seconds, found = json.loads(other.stdout)
    words = sum(len(text.split()) for text, _ in rows[1:])
    mine, times = ours(rows)
    print(f"dateparser {version}: {words / seconds:,.0f} words/s ({found} found in {len(rows)} reports)")
    print(f"readout.times: {words / mine:,.0f} words/s ({times} found), {seconds / mine:,.0f} times as fast")
    return 0


if __name__ == "__main__":
    sys.exit(main())
