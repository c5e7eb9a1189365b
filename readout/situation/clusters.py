"""Constrained clustering: the surest pairs first, never across a contradiction, and a person's word above all."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from readout.situation.model import Decision, Merge

K = TypeVar("K", bound=Hashable)

SLACK = 1.0
"""How far the mean score between two clusters may lie below the threshold that their best pair passes (logits)."""


def clusters(
    keys: Sequence[str],
    pairs: Iterable[Merge],
    *,
    threshold: float,
    score: Callable[[str, str], float | None],
    decisions: Iterable[Decision] = (),
) -> list[tuple[list[str], list[Merge]]]:
    """Groups of `keys`, each with the merges that made it, in the order of `keys`.

    `score` gives the score of any two keys, None where they contradict each other: such two are never in one group,
    unless a person decided so. Decisions that name keys not among `keys` are left for the day when they come back.
    """
    known, groups = set(keys), {key: [key] for key in keys}
    why: dict[str, list[Merge]] = {key: [] for key in keys}
    apart: set[frozenset[str]] = set()

    def join(merge: Merge) -> None:
        left, right = groups[merge.left], groups[merge.right]
        if left is right:
            return
        why[left[0]] += [*why.pop(right[0]), merge]
        left += right
        groups.update(dict.fromkeys(right, left))

    decided = [d for d in decisions if d.left in known and d.right in known]
    apart.update(frozenset((d.left, d.right)) for d in decided if d.verdict == "different")
    for d in decided:
        if d.verdict == "same" and frozenset((d.left, d.right)) not in apart:
            join(Merge(d.left, d.right, 0.0, decided=True))
    for merge in sorted(pairs, key=lambda m: (-m.score, m.left, m.right)):
        if merge.score <= threshold:
            break
        left, right = groups[merge.left], groups[merge.right]
        if left is not right and _may_join(left, right, apart, score, threshold - SLACK):
            join(merge)
    order = {key: n for n, key in enumerate(keys)}
    found = {id(group): group for group in groups.values()}.values()
    return sorted(
        ((sorted(group, key=order.__getitem__), why[group[0]]) for group in found), key=lambda g: order[g[0][0]]
    )


def _may_join(
    left: Sequence[str],
    right: Sequence[str],
    apart: set[frozenset[str]],
    score: Callable[[str, str], float | None],
    least: float,
) -> bool:
    total = 0.0
    for a in left:
        for b in right:
            value = None if frozenset((a, b)) in apart else score(a, b)
            if value is None:
                return False
            total += value
    return total / (len(left) * len(right)) >= least


def postings(tokens: Mapping[str, Iterable[K]]) -> dict[K, list[str]]:
    """Which keys have each token: the blocks within which pairs are looked for."""
    found: dict[K, list[str]] = {}
    for key, its in tokens.items():
        for token in its:
            found.setdefault(token, []).append(key)
    return found
