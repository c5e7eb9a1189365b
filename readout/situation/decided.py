"""What persons decided about pairs, looked up by key: a person's word beats every score."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from readout.situation.model import Decision


class Decided:
    """Decisions by either key of their pair. Of a `same` and a `different` about one pair, `different` wins."""

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        self._apart: defaultdict[str, set[str]] = defaultdict(set)
        self._same: defaultdict[str, set[str]] = defaultdict(set)
        for d in decisions:
            table = self._apart if d.verdict == "different" else self._same
            table[d.left].add(d.right)
            table[d.right].add(d.left)

    def has(self, key: str) -> bool:
        """Whether anything was decided about this key."""
        return key in self._apart or key in self._same

    def apart(self, keys: Iterable[str], others: Iterable[str]) -> bool:
        """Whether any of `keys` was decided to be different from any of `others`."""
        mine: set[str] = set().union(*(self._apart[k] for k in keys if k in self._apart))
        return bool(mine) and not mine.isdisjoint(others)

    def same(self, key: str, others: Iterable[str]) -> bool:
        """Whether `key` was decided to be the same as any of `others`."""
        return key in self._same and not self._same[key].isdisjoint(others)

    def pairs(self) -> Iterator[tuple[str, str]]:
        """The pairs decided to be the same, each once, in order."""
        yield from sorted((a, b) for a, its in self._same.items() for b in its if a < b)
