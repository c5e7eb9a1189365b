"""Who stands where over time, and who moved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from rapidfuzz import fuzz

from readout.record import Record
from readout.situation.decided import Decided
from readout.situation.figures import on_word_of
from readout.situation.model import Actors, PositionTrack, Stand, source_of
from readout.situation.settings import telling

LIKE = 85
"""Likeness of the wording of two issues (0-100) from which on they are one."""


def same_issue(left: str, right: str) -> bool:
    """Whether two phrases name one question: most of the telling words of the shorter stand in the longer.

    One word in common is not enough where either has more: "the Syria embargo" is not "the Syria talks".
    """
    a, b = telling(left), telling(right)
    if not a or not b:
        return False
    if a == b:
        return True
    if min(len(a), len(b)) == 1:
        return False
    return fuzz.token_set_ratio(" ".join(sorted(a)), " ".join(sorted(b))) >= LIKE


def _is_on(stand: Stand, group: Sequence[Stand], decided: Decided) -> bool:
    """Whether a stand is on the issue of others, by a person's word or else by their wording."""
    keys = [other.source.key for other in group]
    if decided.apart([stand.source.key], keys):
        return False
    return decided.same(stand.source.key, keys) or any(same_issue(stand.issue, other.issue) for other in group)


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
            PositionTrack(f"{actor}|{g[0].source.key}", actor, name, max((s.issue for s in g), key=len), tuple(g))
            for g in groups
        ]
    return tuple(out)
