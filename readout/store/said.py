"""What persons said of the items of a report, and what stands of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Review:
    """A person's verdict on an item. `key` holds across readings; `fields` are the corrected ones."""

    report: str
    key: str
    verdict: str
    fields: dict[str, Any]
    who: str
    made: str


def latest(reviews: Iterable[Review]) -> dict[str, Review]:
    """What each person said last of one item, by name."""
    return {review.who: review for review in reviews}


def standing(reviews: Iterable[Review]) -> str:
    """The verdict on one item; `disputed` where persons differ in it or in a correction, empty where none spoke."""
    last = latest(reviews).values()
    said = {label(review) for review in last}
    return "disputed" if len(said) > 1 else next((review.verdict for review in last), "")


def label(review: Review) -> str:
    """A verdict with the fields of its correction: two that are equal say the same."""
    return f"{review.verdict} {sorted(review.fields.items())}"


def told(reviews: Iterable[Review]) -> str:
    """What persons said of one item, in words: "accepted by Ann; corrected by Bo: type COERCE"."""
    parts = []
    for who, review in latest(reviews).items():
        fields = ", ".join(f"{name} {value or '(none)'}" for name, value in review.fields.items())
        parts.append(f"{review.verdict} by {who}" + (f": {fields}" if fields else ""))
    return "; ".join(parts)


def by_key(reviews: Iterable[Review]) -> dict[str, list[Review]]:
    """The reviews of a report by the key of their item."""
    out: dict[str, list[Review]] = {}
    for review in reviews:
        out.setdefault(review.key, []).append(review)
    return out
