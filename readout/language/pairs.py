"""The heads that are asked afterwards, about words already read: numpy over `Document.vectors`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]


class PairHeads:
    """The PLOVER type of an actor and a recipient, and of single words. Weights are those of `training.model`."""

    def __init__(self, weights: Mapping[str, Array], heads: int) -> None:
        """Take the arrays of relate.npz, and the number of attention heads."""
        self._w, self._heads = weights, heads
        self._pair = np.ascontiguousarray(weights["parser.pair.weight"].T)

    def _linear(self, name: str, x: Array) -> Array:
        out: Array = x @ self._w[f"{name}.weight"].T + self._w[f"{name}.bias"]
        return out

    def _mlp(self, name: str, x: Array) -> Array:
        return self._linear(f"{name}.3", _gelu(self._linear(f"{name}.0", x)))

    def relate(self, words: Array, actor: Sequence[int], recipient: Sequence[int], *, given: bool = False) -> Array:
        """Probabilities of the types, and last that of "no event", for spans given as rows of `words`.

        Half is the pair head's, half that of the words themselves: the words know more of sentences with one act, the
        pair head which of two acts is the pair's (figures of other shares: training/RUNS.md). `given` pairs, of which
        nothing else is known, have heads of their own, fitted to more wordings (section 9 there).
        """
        pair, pooled = ("pair", "pooled") if given else ("relate", "types")
        found = self._pair_types(words, actor, recipient, pair)
        found[:-1] = (found[:-1] + (1 - found[-1]) * self._pooled_types(words, pooled)) / 2
        return found

    def _pooled_types(self, words: Array, head: str) -> Array:
        """The types of all `words` together: the log-sum that their head was trained with."""
        scores = self._mlp(head, words)
        out: Array = np.exp(scores - scores.max()).sum(0)
        out /= out.sum()
        return out

    def _pair_types(self, words: Array, actor: Sequence[int], recipient: Sequence[int], head: str) -> Array:
        a, r = (self._linear(f"{head}.span", _mean(words, rows)) for rows in (actor, recipient))
        pair = np.concatenate([a, r, a * r])
        query = self._linear(f"{head}.query", pair).reshape(self._heads, -1)
        key = self._linear(f"{head}.key", words).reshape(len(words), self._heads, -1)
        value = self._linear(f"{head}.value", words).reshape(len(words), self._heads, -1)
        scores = np.einsum("hd,nhd->hn", query, key) / np.float32(query.shape[1] ** 0.5)
        seen = np.einsum("hn,nhd->hd", softmax(scores), value).reshape(-1)
        hidden = _gelu(self._linear(f"{head}.hidden", np.concatenate([pair, seen])))
        return softmax(self._linear(f"{head}.out", hidden))

    def types(self, words: Array) -> Array:
        """For each word the probabilities of the types, were it the one that carries the event."""
        return softmax(self._mlp("types", words))

    def relation_scores(self, dep: Array, head: Array) -> Array:
        """Scores of the syntactic relations between `dep` and `head` vectors, row by row."""
        pair = (dep @ self._pair).reshape(len(dep), -1, head.shape[1])
        scores: Array = np.matmul(pair, head[:, :, None], dtype=np.float32)[:, :, 0]
        return scores + self._linear("parser.pair_dep", dep) + self._linear("parser.pair_head", head)


def _mean(words: Array, rows: Sequence[int]) -> Array:
    return words[list(rows)].mean(0) if len(rows) else np.zeros(words.shape[1], np.float32)


def softmax(x: Array) -> Array:
    """Softmax over the last axis."""
    e = np.exp(x - x.max(-1, keepdims=True))
    out: Array = e / e.sum(-1, keepdims=True)
    return out


def _gelu(x: Array) -> Array:
    """The exact form, with erf by Abramowitz and Stegun 7.1.26 (error under 2e-7)."""
    z = np.abs(x) / np.float32(2**0.5)
    t = 1 / (1 + 0.3275911 * z)
    poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    erf = np.sign(x) * (1 - poly * np.exp(-z * z))
    out: Array = (0.5 * x * (1 + erf)).astype(np.float32)
    return out
