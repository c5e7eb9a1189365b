"""Which mentions of a document mean the same: each is linked to its best earlier mention, links make chains.

A small head on the core's word vectors (word-level coreference after Dobrovolskii 2021): mentions come by rule from the
parse, a pair of mentions is scored from both heads' vectors, their product in few dimensions, and features. The weights
are those of `training.coref`; a document without vectors has no chains.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from readout.errors import WeightsError
from readout.language.coref_mentions import MENTION_WIDTH, describe, vectors
from readout.language.coref_pairs import PAIR_WIDTH, candidates, pairs
from readout.language.document import Document, Mention
from readout.language.mentions import mentions

THRESHOLD = -0.5
"""Score above which a mention is linked; chosen on an eighth of GUM's training texts (`training/RUNS.md`)."""

_BLOCK = 16_384
"""Pairs that are scored at once."""

VECTOR_WIDTH = 384
"""Width of `Document.vectors`."""

Array = NDArray[np.float32]


class Coref:
    """The coreference head."""

    def __init__(self, weights: Mapping[str, Array]) -> None:
        """Take the arrays of coref.npz.

        Raises `WeightsError` where they were made for other features than this version's.
        """
        found = weights["mention.weight"].shape[1] - 2 * VECTOR_WIDTH, weights["pair.weight"].shape[1]
        if found != (MENTION_WIDTH, PAIR_WIDTH):
            raise WeightsError(
                f"coreference weights for {found} features, this version has {(MENTION_WIDTH, PAIR_WIDTH)}",
                remedy="Install readout-news again, or make the weights with `python -m training.coref`",
            )
        self._w = {name: np.ascontiguousarray(w.T) for name, w in weights.items()}

    def chains(self, document: Document) -> tuple[tuple[Mention, ...], ...]:
        """The chains of two and more mentions, by their first mention."""
        found = mentions(document) if document.vectors is not None else []
        if len(found) < 2 or document.vectors is None:
            return ()
        described = describe(document, found)
        later, earlier = candidates(described)
        both = np.concatenate([vectors(document.vectors, described), described.onehot], 1)
        x = np.maximum(self._linear("mention", both), 0)
        sides = [self._linear(name, x) for name in ("later", "earlier", "left", "right")]
        scores = np.empty(len(later), np.float32)
        for at in range(0, len(later), _BLOCK):
            j, i = later[at : at + _BLOCK], earlier[at : at + _BLOCK]
            scores[at : at + _BLOCK] = self._scores(sides, j, i, pairs(described, j, i))
        return tuple(tuple(found[i] for i in chain) for chain in link(len(found), later, earlier, scores, THRESHOLD))

    def _linear(self, name: str, x: Array) -> Array:
        out: Array = x @ self._w[f"{name}.weight"]
        return out + self._w[f"{name}.bias"] if f"{name}.bias" in self._w else out

    def _scores(self, sides: Sequence[Array], j: NDArray[np.int32], i: NDArray[np.int32], described: Array) -> Array:
        later, earlier, left, right = sides
        hidden = self._linear("product", left[j] * right[i])
        hidden += self._linear("pair", described)
        hidden += later[j]
        hidden += earlier[i]
        np.maximum(hidden, 0, out=hidden)
        return self._linear("out", hidden)[:, 0]


def link(
    count: int,
    later: NDArray[np.integer],
    earlier: NDArray[np.integer],
    scores: NDArray[np.floating],
    threshold: float = THRESHOLD,
) -> list[list[int]]:
    """Chains of two and more among `count` mentions, from scores of pairs sorted by the later mention."""
    if not len(later):
        return []
    chain = list(range(count))
    starts = np.flatnonzero(np.diff(later, prepend=-1))
    for start, stop in zip(starts.tolist(), [*starts[1:].tolist(), len(later)], strict=True):
        best = start + int(scores[start:stop].argmax())
        if scores[best] > threshold:
            chain[int(later[start])] = chain[int(earlier[best])]
    found: dict[int, list[int]] = {}
    for i, c in enumerate(chain):
        found.setdefault(c, []).append(i)
    return [c for c in found.values() if len(c) > 1]
