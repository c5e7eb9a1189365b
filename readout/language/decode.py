"""Scores to structures: trees of heads, spans of names."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_ROOT_COST = 1e5
"""Taken off every root's score so that a tree has one root only (Stanojevic and Cohen 2021)."""


def is_tree(heads: Sequence[int]) -> bool:
    """Whether `heads` (indices; the root its own head) have exactly one root and no cycle."""
    if sum(i == head for i, head in enumerate(heads)) != 1:
        return False
    state = [0] * len(heads)  # 0 not seen, i + 1 on the walk from word i
    for i in range(len(heads)):
        at = i
        while state[at] == 0:
            state[at] = i + 1
            if heads[at] == at:
                break
            at = heads[at]
        else:
            if state[at] == i + 1:
                return False
    return True


def best_tree(scores: NDArray[np.float32]) -> list[int]:
    """The heads of the highest-scoring tree with one root.

    `scores` is (words, words), dependents in rows, heads in columns, the diagonal the score as root.
    The method is Chu-Liu and Edmonds'.
    """
    n = len(scores)
    full = np.full((n + 1, n + 1), -np.inf)
    full[1:, 1:] = scores
    full[1:, 0] = np.diagonal(scores) - _ROOT_COST
    np.fill_diagonal(full, -np.inf)
    heads = _arborescence(full)
    return [i if heads[i + 1] == 0 else int(heads[i + 1]) - 1 for i in range(n)]


def _arborescence(scores: NDArray[np.float64]) -> NDArray[np.int64]:
    """Heads of the best arborescence rooted in node 0; `heads[0]` is 0."""
    heads: NDArray[np.int64] = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    inside = np.array(cycle)
    outside = np.setdiff1d(np.arange(len(scores)), inside)
    # a head outside for node i of the cycle costs what i's head inside would have given
    into = scores[np.ix_(inside, outside)] - scores[inside, heads[inside]][:, None]
    out_of = scores[np.ix_(outside, inside)]
    small = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    small[:-1, :-1] = scores[np.ix_(outside, outside)]
    small[-1, :-1], small[:-1, -1] = into.max(0), out_of.max(1)
    small[0, :] = -np.inf
    found = _arborescence(small)
    result: NDArray[np.int64] = heads.copy()
    for k, node in enumerate(outside):
        if k:
            head = found[k]
            result[node] = inside[out_of[k].argmax()] if head == len(outside) else outside[head]
    entry = found[-1]
    broken = inside[into[:, entry].argmax()]
    result[broken] = outside[entry]
    return result


def _cycle(heads: NDArray[np.int64]) -> list[int] | None:
    """The nodes of one cycle, or `None`."""
    seen = np.zeros(len(heads), np.int64)
    for start in range(1, len(heads)):
        at = start
        while at and not seen[at]:
            seen[at] = start
            at = int(heads[at])
        if at and seen[at] == start:
            cycle, node = [at], int(heads[at])
            while node != at:
                cycle.append(node)
                node = int(heads[node])
            return cycle
    return None


def spans(labels: Sequence[str], breaks: Sequence[int]) -> list[tuple[int, int, str]]:
    """Spans (first, past the last, kind) of labels "B-X", "I-X", "O"; `breaks` number the sentences.

    An "I" after another kind, or at the start of a sentence, begins a span: the label is surer than the border.
    """
    out: list[tuple[int, int, str]] = []
    start, kind = 0, ""
    for i, label in enumerate(labels):
        goes_on = kind and label == f"I-{kind}" and breaks[i] == breaks[i - 1]
        if kind and not goes_on:
            out.append((start, i, kind))
            kind = ""
        if not goes_on and label != "O":
            start, kind = i, label[2:]
    if kind:
        out.append((start, len(labels), kind))
    return out
