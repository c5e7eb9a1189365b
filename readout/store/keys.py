"""The keys by which the store, and reviews in it, know the items of a record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from readout.record import Item, Record, Span

FAMILIES = ("events", "claims", "figures", "positions", "docket")
"""The families that are indexed and reviewed."""
_MADE_BY = {"events": "trigger", "claims": "cue", "figures": "text"}
"""The field of the words that make an item, where they are not its evidence."""


def keyed(record: Record) -> Iterator[tuple[str, Item, str]]:
    """Each item with its family and its key, in the record's order.

    A key holds across readings: family and the offsets of the words that make the item, numbered where several are
    made by the same.
    """
    seen: Counter[str] = Counter()
    for family in FAMILIES:
        for item in getattr(record, family):
            span: Span = getattr(item, _MADE_BY.get(family, "evidence"))
            key = f"{family}:{span.start}-{span.end}"
            seen[key] += 1
            yield family, item, key if seen[key] == 1 else f"{key}#{seen[key]}"
