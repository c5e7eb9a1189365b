"""The same event across reports, the union of its sources, and the best of what they say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from readout.record import Period, Place, Record, Status
from readout.situation.clusters import clusters, postings
from readout.situation.happenings import Happening, Likeness, days_apart, forbidden, happenings
from readout.situation.model import Actors, Decision, Merge, MergedEvent, source_of

WINDOW = 7
"""Days between two reports beyond which their events are not compared."""
RARE = 2.5
"""Weight from which on a word brings two sentences together: it stands in less than one in eleven."""

_SURE: dict[Status, int] = {
    "occurred": 6, "ongoing": 5, "historical": 4, "planned": 3, "conditional": 2, "possible": 1, "negated": 0,
}  # fmt: skip


def events(
    records: Sequence[Record],
    known: Actors,
    *,
    decisions: Iterable[Decision] = (),
    story: Mapping[str, str] | None = None,
) -> list[MergedEvent]:
    """The events of all records, merged, in the order of their earliest telling.

    `story` names for a report the one that it copies; copies do not count as independent sources.
    """
    found = sorted(happenings(records, known), key=lambda h: (h.told or date.max, h.key))
    by_key = {h.key: h for h in found}
    like = Likeness(found)
    scores: dict[frozenset[str], float | None] = {}

    def scored(left: str, right: str) -> float | None:
        pair = frozenset((left, right))
        if pair not in scores:
            a, b = by_key[left], by_key[right]
            scores[pair] = None if forbidden(a, b) else like.score(a, b)
        return scores[pair]

    pairs = candidates(found, like.words)
    likely = [like.merge(a, b) for a, b in pairs if (scored(a.key, b.key) or -9.0) > like.threshold]
    groups = clusters(list(by_key), likely, threshold=like.threshold, score=scored, decisions=decisions)
    merged = [_merged([by_key[k] for k in keys], why, known, story or {}) for keys, why in groups]
    return _disputed(merged, by_key, like)


def candidates(found: Sequence[Happening], weights: dict[str, float]) -> Iterator[tuple[Happening, Happening]]:
    """Pairs worth a score: of one quad class, told within the window, with a side or a rare word in common."""
    by_key = {h.key: h for h in found}
    order = {h.key: n for n, h in enumerate(found)}
    blocks = postings({h.key: _tokens(h, weights) for h in found})
    seen: set[tuple[int, int]] = set()
    for keys in blocks.values():
        for n, left in enumerate(keys):
            for right in keys[n + 1 :]:
                a, b = by_key[left], by_key[right]
                if a.told and b.told and (b.told - a.told).days > WINDOW:
                    break
                pair = (order[left], order[right])
                if pair not in seen:
                    seen.add(pair)
                    yield a, b


def _tokens(h: Happening, weights: dict[str, float]) -> set[tuple[int, str]]:
    quad = h.event.quad
    words = {(quad, word) for word in h.words if weights.get(word, 0.0) >= RARE}
    return words | {(quad, key) for key in h.actor.keys | h.recipient.keys}


def _merged(group: Sequence[Happening], why: Sequence[Merge], known: Actors, story: Mapping[str, str]) -> MergedEvent:
    first = group[0]
    date_of = _best_date(group)
    place_of = _best_place(group)
    status_of = max(group, key=lambda h: (_SURE[h.event.status], h.told or date.min))
    unsure = 1.0
    for report in {story.get(h.record.report.id, h.record.report.id): h for h in group}.values():
        unsure *= 1 - report.event.confidence
    return MergedEvent(
        key=first.key,
        type=_most([h.event.type for h in group]),
        mode=_most([h.event.mode for h in group if h.event.mode]) or None,
        actors=_named(group, known, "actor"),
        recipients=_named(group, known, "recipient"),
        date=date_of.event.date if date_of else None,
        date_from=date_of.key if date_of else None,
        place=place_of.event.place if place_of else None,
        place_from=place_of.key if place_of else None,
        status=status_of.event.status,
        status_from=status_of.key,
        statuses=tuple((h.key, h.event.status) for h in group),
        sources=tuple(source_of(h.record, h.event) for h in group),
        independent=len({story.get(h.record.report.id, h.record.report.id) for h in group}),
        confidence=round(1 - unsure, 4),
        merges=tuple(why),
    )


def _most(values: Sequence[str]) -> str:
    return Counter(values).most_common(1)[0][0] if values else ""


def _named(group: Sequence[Happening], known: Actors, side: str) -> tuple[str, ...]:
    """The entities of one side: of the telling that names most of them."""
    found = [known.keys(h.record, getattr(h.event, side)) for h in group]
    return max(found, key=lambda keys: (sum(known.entities[k].kind != "group" for k in keys), len(keys)))


def _best_date(group: Sequence[Happening]) -> Happening | None:
    """The telling with the narrowest date on which most agree; of those that say it occurred, if any does."""
    dated = [h for h in group if _length(h.event.date) is not None]
    done = [h for h in dated if h.event.status not in ("planned", "possible", "conditional")]

    def rank(h: Happening) -> tuple[int, int]:
        agree = sum(days_apart(h.event.date, other.event.date) == 0 for other in dated)
        return agree, -(_length(h.event.date) or 0)

    return max(done or dated, key=rank, default=None)


def _length(period: Period | None) -> int | None:
    if period is None or period.start is None or period.end is None:
        return None
    return (date.fromisoformat(period.end) - date.fromisoformat(period.start)).days


def _best_place(group: Sequence[Happening]) -> Happening | None:
    """The telling whose place is a town rather than a country, and the most named."""
    placed = [(h, h.event.place) for h in group if h.event.place]
    counts = Counter(place.name for _, place in placed)

    def rank(pair: tuple[Happening, Place]) -> tuple[bool, int]:
        return pair[1].lat is not None, counts[pair[1].name]

    return max(placed, key=rank)[0] if placed else None


def _disputed(merged: list[MergedEvent], by_key: Mapping[str, Happening], like: Likeness) -> list[MergedEvent]:
    """Denials stand beside what they deny: each names the other."""
    first = {m.key: by_key[m.sources[0].key] for m in merged}
    blocks = postings({key: h.actor.keys | h.recipient.keys for key, h in first.items()})
    disputes: dict[str, set[str]] = {}
    for m in (m for m in merged if m.status == "negated"):
        a = first[m.key]
        for key in {k for side in (*a.actor.keys, *a.recipient.keys) for k in blocks[side]}:
            if _may_deny(a, first[key]) and like.score(a, first[key]) > like.threshold:
                disputes.setdefault(m.key, set()).add(key)
                disputes.setdefault(key, set()).add(m.key)
    return [replace(m, disputes=tuple(sorted(disputes[m.key]))) if m.key in disputes else m for m in merged]


def _may_deny(a: Happening, b: Happening) -> bool:
    near = not (a.told and b.told) or abs((a.told - b.told).days) <= WINDOW
    gap = days_apart(a.event.date, b.event.date)
    return near and b.event.status != "negated" and a.event.type == b.event.type and not (gap and gap > 2)


def event_of(merged: Sequence[MergedEvent]) -> dict[str, MergedEvent]:
    """The merged event of each source's key."""
    return {source.key: m for m in merged for source in m.sources}
