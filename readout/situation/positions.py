"""Who stands where over time, and who moved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from rapidfuzz import fuzz

from readout.record import Record
from readout.situation.decided import Decided
from readout.situation.figures import on_word_of
from readout.situation.model import Actors, Merge, PositionTrack, Reason, Stand, source_of
from readout.situation.settings import telling

LIKE = 85
"""Likeness of the wording of two issues (0-100) from which on they are one."""


def same_issue(left: str, right: str) -> bool:
    """Whether two phrases name one question: most of the telling words of the shorter stand in the longer.

    One word in common is not enough where either has more: "the Syria embargo" is not "the Syria talks".
    """
    return likeness(left, right) >= LIKE


@lru_cache(maxsize=8192)
def likeness(left: str, right: str) -> float:
    """How alike two names of questions are, 0 to 100."""
    a, b = telling(left), telling(right)
    if not a or not b:
        return 0.0
    if a == b:
        return 100.0
    if min(len(a), len(b)) == 1:
        return 0.0
    return fuzz.token_set_ratio(" ".join(sorted(a)), " ".join(sorted(b)))


def _merges(group: Sequence[Stand], decided: Decided) -> tuple[Merge, ...]:
    """Why each stand is on the issue of one before it: how alike their words are, or a person's word."""
    out = []
    worded = {group[0].issue: group[0]}
    for n, stand in enumerate(group[1:], 1):
        key = stand.source.key
        before = worded.values()
        other = max(before, key=lambda s: likeness(s.issue, stand.issue))
        worded.setdefault(stand.issue, stand)
        asked = group[:n] if decided.has(key) else ()
        said = next((s.source.key for s in asked if decided.same(key, [s.source.key])), None)
        if said is not None:
            out.append(Merge(said, key, 0.0, decided=True))
            continue
        alike = round(likeness(other.issue, stand.issue) / 100, 3)
        out.append(Merge(other.source.key, key, alike, (Reason("issue", alike, alike),)))
    return tuple(out)


def _is_on(stand: Stand, group: Sequence[Stand], decided: Decided) -> bool:
    """Whether a stand is on the issue of others, by a person's word or else by their wording."""
    if decided.has(stand.source.key):
        keys = [other.source.key for other in group]
        if decided.apart([stand.source.key], keys):
            return False
        if decided.same(stand.source.key, keys):
            return True
    return any(same_issue(stand.issue, issue) for issue in dict.fromkeys(other.issue for other in group))


def tracks(records: Sequence[Record], known: Actors, decided: Decided | None = None) -> tuple[PositionTrack, ...]:
    """Each actor's stands on each issue, in order of publication. A position of two actors is one of each.

    What a person said of two positions beats their wording.
    """
    decided = decided or Decided()
    found: dict[str, list[Stand]] = defaultdict(list)
    for record in records:
        for position in record.positions:
            stand = Stand(
                position.stance,
                position.toward,
                position.issue,
                source_of(record, position),
                on_word_of(record, position.claim, known),
            )
            for actor in known.keys(record, position.actor):
                found[actor].append(stand)
    out: list[PositionTrack] = []
    for actor, stands in found.items():
        groups: list[list[Stand]] = []
        for stand in sorted(stands, key=lambda s: (s.source.day or date.max, s.source.key)):
            group = next((g for g in groups if _is_on(stand, g, decided)), None)
            if group is None:
                groups.append([stand])
            else:
                group.append(stand)
        name = known.entities[actor].name
        out += [
            PositionTrack(
                f"{actor}|{g[0].source.key}",
                actor,
                name,
                max((s.issue for s in g), key=len),
                tuple(g),
                _merges(g, decided),
            )
            for g in groups
        ]
    return tuple(out)
