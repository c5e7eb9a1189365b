"""Every benchmark in turn: `python -m benchmarks`, or some of them: `python -m benchmarks claims times`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main() -> int:
    """Runs each module of this folder that has a command, and names those that fail."""
    found = sorted(
        p.stem for p in HERE.glob("*.py") if not p.stem.startswith("_") and "def main(" in p.read_text("utf-8")
    )
    failed = []
    for name in sys.argv[1:] or found:
        print(f"== {name}", flush=True)
        if subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False, cwd=HERE.parent).returncode:
            failed.append(name)
    print("failed: " + ", ".join(failed) if failed else "all ran")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
