"""What an export wrote and what it left out: nothing is dropped in silence."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Counts:
    """Numbers of one export. `left` says why what was left out was, with how many."""

    reports: int = 0
    written: int = 0
    """Rows, or records, entries of a calendar or a feed."""
    what: str = "rows"
    left: Counter[str] = field(default_factory=Counter)
    notes: Counter[str] = field(default_factory=Counter)
    """What was written with something missing or changed."""

    def lines(self) -> list[str]:
        """One line for a person, then one for each reason."""
        out = [f"{self.reports} reports, {self.written} {self.what} written"]
        out += [f"left out: {n} {why}" for why, n in sorted(self.left.items())]
        return out + [f"note: {n} {why}" for why, n in sorted(self.notes.items())]
