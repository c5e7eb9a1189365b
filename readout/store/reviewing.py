"""What persons said of items, put together: by item, for exports, as training data, and how far they agree."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from readout.record import Item, Record
from readout.store.fields import current
from readout.store.keys import keyed
from readout.store.said import Review, by_key, label, latest, standing, told
from readout.store.store import Store

_KEY = re.compile(r"(\w+):(\d+)-(\d+)(?:#\d+)?")


@dataclass(frozen=True)
class Agreement:
    """How far reviewers agree. `shared` items were judged by two or more of them, who said the same of `agreed`.

    `alpha` is Krippendorff's alpha for nominal data over what each said last, a verdict with the fields of a correction
    (Krippendorff, "Content Analysis", 2004, ch. 11); `None` where all said the same of everything, or shared nothing.
    """

    reviewers: int
    items: int
    shared: int
    agreed: int
    alpha: float | None


def reviewed(record: Record, reviews: Sequence[Review]) -> dict[tuple[str, str], str]:
    """What was said of the items of a record, by report id and item id: what `readout.export.export` takes."""
    if not reviews:
        return {}
    items, said = _items(record), by_key(reviews)
    return {(record.report.id, items[key].id): told(said[key]) for key in said if key in items}


def agreement(reviews: Iterable[Review]) -> Agreement:
    """How far the reviewers of any number of reports agree."""
    units: dict[tuple[str, str], dict[str, str]] = {}
    for review in reviews:
        units.setdefault((review.report, review.key), {})[review.who] = label(review)
    shared = [Counter(unit.values()) for unit in units.values() if len(unit) > 1]
    people = {who for unit in units.values() for who in unit}
    agreed = sum(len(unit) == 1 for unit in shared)
    return Agreement(len(people), len(units), len(shared), agreed, _alpha(shared))


def _alpha(units: Sequence[Counter[str]]) -> float | None:
    total: Counter[str] = sum(units, Counter())
    n = total.total()
    expected = n * n - sum(count * count for count in total.values())
    if not expected:
        return None
    observed = sum((u.total() ** 2 - sum(c * c for c in u.values())) / (u.total() - 1) for u in units)
    return 1 - (n - 1) * observed / expected


def training(store: Store) -> Iterator[dict[str, Any]]:
    """For training, a line for each reviewed item: its words, their sentence, as read, and as it should be.

    `gold` holds the fields as a form shows them (`readout.store.fields`), `None` where the item is no item, or where
    persons differ. `read` is `None` where the current reading holds the item no more. Offsets are code points of the
    report's text.
    """
    for record, reviews in _records(store):
        items = _items(record)
        for key, said in by_key(reviews).items():
            found = _KEY.fullmatch(key)
            if found is None or int(found[3]) > len(record.report.text):
                continue
            yield _line(record, key, (int(found[2]), int(found[3])), items.get(key), said)


def _line(record: Record, key: str, at: tuple[int, int], item: Item | None, said: Sequence[Review]) -> dict[str, Any]:
    text, (start, end) = record.report.text, at
    sentence = next(((s.start, s.end) for s in record.sentences if s.start <= start < s.end), at)
    verdict, read = standing(said), current(record, item) if item else None
    changed = list(latest(said).values())[-1].fields
    holds = read is not None and verdict in ("accepted", "corrected")
    return {
        "report": record.report.id, "url": record.report.url, "published": record.report.published,
        "family": key.partition(":")[0], "key": key, "start": start, "end": end, "words": text[start:end],
        "sentence": {"start": sentence[0], "end": sentence[1], "text": text[sentence[0] : sentence[1]]},
        "read": read, "verdict": verdict, "gold": {**(read or {}), **changed} if holds else None,
        "reviews": [{"who": r.who, "verdict": r.verdict, "fields": r.fields, "made": r.made} for r in said],
    }  # fmt: skip


def _items(record: Record) -> dict[str, Item]:
    return {key: item for _, item, key in keyed(record)}


def _records(store: Store) -> Iterator[tuple[Record, list[Review]]]:
    for report, reviews in groupby(sorted(store.reviews(), key=lambda r: r.report), key=lambda r: r.report):
        record = store.record(report)
        if record is not None:
            yield record, list(reviews)
