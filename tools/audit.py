"""Looks up what is known to be wrong with the locked dependencies, and says so where it cannot.

    python tools/audit.py LOCK…

Runs pip-audit over each lock. Exit status: 0 nothing known is wrong, or no advisories could be reached (which is said:
it is no proof of anything); 1 something is; 2 misuse.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Verdict:
    """What pip-audit says of a lock: how many packages it could look up, how many not, and what is wrong."""

    asked: int
    unasked: int
    wrong: tuple[str, ...]

    @property
    def told(self) -> str:
        """One line for people."""
        if self.wrong:
            return f"{len(self.wrong)} known vulnerabilities"
        if not self.asked:
            return "NOT AUDITED: no advisories could be reached from here"
        left = f"; {self.unasked} could not be looked up" if self.unasked else ""
        return f"{self.asked} packages, nothing known is wrong{left}"


def verdict(answer: dict[str, Any]) -> Verdict:
    """What the JSON of pip-audit says."""
    found = answer.get("dependencies", [])
    asked = [one for one in found if "skip_reason" not in one]
    wrong = tuple(
        f"{one['name']} {one['version']}: {flaw['id']}, mended in {', '.join(flaw['fix_versions']) or 'no release'}"
        for one in asked
        for flaw in one.get("vulns", [])
    )
    return Verdict(len(asked), len(found) - len(asked), wrong)


def audit(lock: Path) -> Verdict:
    """Runs pip-audit over a lock with hashes. Where it breaks (no network), nothing was asked."""
    command = ["pip-audit", "-r", str(lock), "--require-hashes", "--disable-pip", "--format", "json", "--timeout", "20"]
    done = subprocess.run(
        [str(Path(sys.executable).parent / command[0]), *command[1:]], capture_output=True, text=True, check=False
    )
    try:
        return verdict(json.loads(done.stdout))
    except ValueError:
        sys.stderr.write(done.stderr[-500:])
        return Verdict(0, 0, ())


def main() -> int:
    """Audits each lock that is named."""
    if len(sys.argv) < 2:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    wrong = False
    for lock in map(Path, sys.argv[1:]):
        found = audit(lock)
        print(f"{lock}: {found.told}")
        for one in found.wrong:
            print(f"  {one}")
        wrong = wrong or bool(found.wrong)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
