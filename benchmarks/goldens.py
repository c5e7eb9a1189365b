"""Whole records against the goldens, by the shared scorer.

    python -m benchmarks.goldens [--misses]

Prints precision, recall and F1 of every family and their mean. Reads ../shared/goldens and ../shared/score.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

SHARED = Path(__file__).resolve().parents[2] / "shared"
GOLDENS, SCORER = SHARED / "goldens", SHARED / "score" / "score.py"


def records(lines: str) -> str:
    """Records of the scorer's input lines, one JSON object a line."""
    from readout.cli.read import as_json
    from readout.intake import reports
    from readout.reader import Reader

    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as inputs:
        inputs.write(lines)
        inputs.flush()
        found = Reader().read_many(reports(inputs.name))
        return "".join(json.dumps(as_json(record), ensure_ascii=False) + "\n" for record in found)


def main() -> int:
    """Reads the goldens and prints what the scorer says."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--misses", action="store_true", help="name every item that was missed or is spurious")
    given = options.parse_args()
    if not SCORER.is_file():
        print(f"skipped: no scorer at {SCORER}")
        return 0
    score = [sys.executable, str(SCORER)]
    lines = subprocess.run([*score, "inputs", str(GOLDENS)], capture_output=True, text=True, check=True).stdout
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as out:
        out.write(records(lines))
        out.flush()
        more = ["--misses"] if given.misses else []
        return subprocess.run([*score, "score", str(GOLDENS), out.name, *more], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
