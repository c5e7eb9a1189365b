"""What is due, over all reports: the same item told twice is one, and later reports tell what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from readout.record import DocketItem, Period, Record, Span, day_of
from readout.situation.clusters import clusters, postings
from readout.situation.followed import FOLLOWED, Later, ends_of, gap_between
from readout.situation.model import (
    Actors,
    Decision,
    DocketEntry,
    DocketState,
    Merge,
    Outcome,
    Reason,
    key_of,
    source_of,
)
from readout.situation.settings import settings, telling

NARROW = 7
"""Days up to which a time tells one meeting or vote from the next."""
TALKS = frozenset({"meeting", "visit", "talks", "summit"})
"""Kinds that reports use for one another."""


@dataclass(frozen=True)
class _Due:
    """A docket item as the comparison sees it."""

    key: str
    record: Record
    item: DocketItem
    told: date | None
    who: frozenset[str]
    words: frozenset[str]
    """Telling words of `what`."""
    sentence: frozenset[str]
    """Telling words of the evidence."""


def docket(records: Sequence[Record], known: Actors, *, decisions: Iterable[Decision] = ()) -> tuple[DocketEntry, ...]:
    """The docket of all records, merged and followed, in the order of the days due; those without a day last."""
    found = [_due(record, item, known) for record in records for item in record.docket]
    found.sort(key=lambda d: (d.told or date.max, d.key))
    by_key = {d.key: d for d in found}

    def scored(left: str, right: str) -> float | None:
        merge = _score(by_key[left], by_key[right])
        return merge.score if merge else None

    pairs = [m for a, b in _candidates(found) if (m := _score(a, b))]
    groups = clusters(list(by_key), pairs, threshold=0.0, score=scored, decisions=decisions)
    later = Later(records, known)
    entries = [_entry([by_key[k] for k in keys], why, later) for keys, why in groups]
    return tuple(sorted(entries, key=lambda e: ((e.when and (e.when.end or e.when.start)) or "9999", e.key)))


def docket_on(entries: Iterable[DocketEntry], day: date) -> tuple[tuple[DocketEntry, DocketState], ...]:
    """What stands on the docket on a day: told by then, with its state then, by the day due."""
    told = (e for e in entries if any(s.day is None or s.day <= day for s in e.sources))
    return tuple((entry, entry.state(day)) for entry in told)


def _due(record: Record, item: DocketItem, known: Actors) -> _Due:
    who = frozenset(known.keys(record, item.who))
    words = telling(record.report.text[item.evidence.start : item.evidence.end])
    return _Due(key_of(record, item), record, item, day_of(record.report.published), who, telling(item.what), words)


def _candidates(found: Sequence[_Due]) -> Iterator[tuple[_Due, _Due]]:
    """Pairs, in order of telling, that share a party or a word of what is due, told within `FOLLOWED` days."""
    by_key = {d.key: d for d in found}
    seen: set[tuple[str, str]] = set()
    for keys in postings({d.key: d.who | d.words for d in found}).values():
        for n, left in enumerate(keys):
            for right in keys[n + 1 :]:
                a, b = by_key[left], by_key[right]
                if a.told and b.told and (b.told - a.told).days > FOLLOWED:
                    break
                if (left, right) not in seen:
                    seen.add((left, right))
                    yield a, b


def _score(a: _Due, b: _Due) -> Merge | None:
    """How surely two items are one; None where they cannot be: other kinds, other parties, other days."""
    x, y = a.item, b.item
    if a.record.report.id == b.record.report.id or not _kinds_fit(x, y) or (a.who and b.who and not a.who & b.who):
        return None
    gap = gap_between(x.when, y.when)
    if gap is not None and gap > 1 and not {"postponed", "cancelled"} & {x.status, y.status}:
        return None
    table = settings()["docket"]["weights"]
    values = {
        "what": _what(a.words - _bare(), b.words - _bare()),
        "who": len(a.who & b.who) / max(1, min(len(a.who), len(b.who))),
        "day": float(gap == 0 and _is_narrow(x.when) and _is_narrow(y.when)),
        "kind": float(x.kind == y.kind),
        "wording": len(a.sentence & b.sentence) / max(1, len(a.sentence | b.sentence)),
    }
    reasons = tuple(Reason(name, value, round(value * table[name], 3)) for name, value in values.items())
    return Merge(a.key, b.key, round(table["bias"] + sum(r.contribution for r in reasons), 3), reasons)


def _what(a: frozenset[str], b: frozenset[str]) -> float:
    """How alike two names of a thing are: -1 where both say what it is and share no word, 0.3 where one does not."""
    if not a or not b:
        return 0.3
    return len(a & b) / min(len(a), len(b)) or -1.0


@cache
def _bare() -> frozenset[str]:
    """Words that name no one meeting, vote or report among many."""
    return telling(settings()["docket"]["bare"])


def _is_narrow(period: Period | None) -> bool:
    ends = ends_of(period)
    return ends is not None and (ends[1] - ends[0]).days <= NARROW


def _kinds_fit(a: DocketItem, b: DocketItem) -> bool:
    return a.kind == b.kind or {a.kind, b.kind} <= TALKS or "other" in (a.kind, b.kind)


def _entry(group: Sequence[_Due], why: Sequence[Merge], later: Later) -> DocketEntry:
    timed = [d for d in group if d.item.when is not None]
    standing = [d for d in timed if d.item.status not in ("postponed", "cancelled")] or timed
    first = max(group, key=lambda d: len(d.words))
    entry = DocketEntry(
        key=group[0].key,
        what=first.item.what,
        kind=next((d.item.kind for d in group if d.item.kind != "other"), first.item.kind),
        who=tuple(dict.fromkeys(k for d in group for k in sorted(d.who))),
        when=standing[-1].item.when if standing else None,
        condition=next((_words(d, d.item.condition) for d in group if d.item.condition), None),
        otherwise=next((_words(d, d.item.otherwise) for d in group if d.item.otherwise), None),
        sources=tuple(source_of(d.record, d.item) for d in group),
        merges=tuple(why),
    )
    told = [*_told_in_docket(group), *later.outcomes(entry)]
    told.sort(key=lambda o: (o.source.day or date.max, o.source.key))
    return replace(entry, history=tuple(told))


def _words(due: _Due, span: Span | None) -> str | None:
    return " ".join(due.record.report.text[span.start : span.end].split()) if span else None


def _told_in_docket(group: Sequence[_Due]) -> Iterator[Outcome]:
    """Items that a report itself gives as put off or called off."""
    for due in group:
        state: DocketState | None = None
        if due.item.status == "postponed":
            state = "postponed"
        elif due.item.status == "cancelled":
            state = "cancelled"
        if state:
            earlier = [d.item.when for d in group if d.item.when and d.told and due.told and d.told < due.told]
            moved = due.item.when if due.item.when and due.item.when not in earlier else None
            yield Outcome(state, source_of(due.record, due.item), moved)
