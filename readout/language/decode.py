"""Scores to structures: trees of heads, spans of names."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def is_tree(heads: Sequence[int]) -> bool:
    """Whether `heads` (indices; the root its own head) have exactly one root, no cycle and no head outside."""
    if min(heads) < 0 or max(heads) >= len(heads) or sum(i == head for i, head in enumerate(heads)) != 1:
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


def parted(sentence: Sequence[int], starts: NDArray[np.float32], threshold: float) -> list[int]:
    """Sentence numbers of words, with a new sentence where `starts`, the probability of one, reaches `threshold`.

    `sentence` holds the numbers that the rules gave; a border of theirs stays, whatever the network says of it.
    """
    out: list[int] = []
    number = -1
    for i, given in enumerate(sentence):
        number += i == 0 or given != sentence[i - 1] or bool(starts[i] >= threshold)
        out.append(number)
    return out


def best_tree(scores: NDArray[np.float32]) -> list[int]:
    """The heads of the highest-scoring tree with one root, which is its own head.

    `scores` is (words, words), dependents in rows, heads in columns, the diagonal the score as root. The method is Chu
    and Liu's and Edmonds' over the words and a node above them, to which every word's arc is dearer than all other arcs
    of a tree together: so the best tree has one (Stanojevic and Cohen 2021, "A root of a problem").
    """
    words = len(scores)
    full = np.full((words + 1, words + 1), -np.inf)
    full[:words, :words] = scores
    full[:words, words] = scores.diagonal() - (np.ptp(scores.astype(np.float64)) + 1) * (words + 1)
    np.fill_diagonal(full, -np.inf)
    heads = _arborescence(full, words)[:words]
    return [i if head == words else head for i, head in enumerate(heads.tolist())]


def _arborescence(scores: NDArray[np.float64], root: int) -> NDArray[np.int64]:
    """Heads of the best arborescence rooted in node `root`, which is its own head."""
    heads: NDArray[np.int64] = scores.argmax(1)
    heads[root] = root
    cycle = _cycle(heads, root)
    if cycle is None:
        return heads
    inside = np.array(cycle)
    free = np.ones(len(scores), bool)
    free[inside] = False
    outside = np.flatnonzero(free)
    # a head outside for node i of the cycle costs what i's head inside would have given
    into = scores[inside][:, outside] - scores[inside, heads[inside]][:, None]
    out_of = scores[outside][:, inside]
    size = len(outside)
    small = np.full((size + 1, size + 1), -np.inf)
    small[:-1, :-1] = scores[outside][:, outside]
    small[-1, :-1], small[:-1, -1] = into.max(0), out_of.max(1)
    found = _arborescence(small, int(np.searchsorted(outside, root)))
    result: NDArray[np.int64] = heads.copy()
    through = inside[out_of.argmax(1)]
    result[outside] = np.where(found[:-1] == size, through, outside[np.minimum(found[:-1], size - 1)])
    entry = found[-1]
    result[inside[into[:, entry].argmax()]] = outside[entry]
    return result


def _cycle(heads: NDArray[np.int64], root: int) -> list[int] | None:
    """The nodes of one cycle, or `None`; the loop at `root` is none."""
    up = heads.tolist()
    seen = [-1] * len(up)
    for start in range(len(up)):
        at = start
        while at != root and seen[at] < 0:
            seen[at] = start
            at = up[at]
        if at != root and seen[at] == start:
            cycle, node = [at], up[at]
            while node != at:
                cycle.append(node)
                node = up[node]
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
