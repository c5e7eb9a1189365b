"""Seconds from the command to its first output, for one report, in a fresh process.

    python -m benchmarks.startup [--runs N]

Reads a sample report that ships with the package.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path

SAMPLE = Path(__file__).resolve().parents[1] / "readout" / "samples" / "telephone-readout.txt"


def first_output() -> float:
    """Seconds until `readout read` writes its first bytes."""
    begin = time.perf_counter()
    with subprocess.Popen([sys.executable, "-m", "readout", "read", str(SAMPLE)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.read(1)
        seconds = time.perf_counter() - begin
        process.stdout.read()
    return seconds


def main() -> int:
    """Prints the first run and the median of the others."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--runs", type=int, default=6, help="processes to start")
    runs = [first_output() for _ in range(options.parse_args().runs)]
    later = statistics.median(runs[1:])
    print(f"first output after {runs[0]:.2f} s in the first run, {later:.2f} s in later runs (median)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
