"""Which earlier mentions each mention is compared with, and what is known of such a pair: plain numpy.

Shared by training and reading. Pairs are few for a mention (`WINDOW`, and older ones that share a word), so time and
memory grow in proportion to the text.
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

from readout.language.coref_mentions import Described, Floats, Ints

WINDOW = 40
"""Mentions before a mention that are always compared with it."""
OLDER = 6
"""Still earlier mentions that are compared because they share a word, at most, for each such word."""


def candidates(described: Described) -> tuple[Ints, Ints]:
    """Pairs of (mention, earlier mention) that are compared: all within `WINDOW`, older ones that share a word."""
    known: dict[int, list[int]] = defaultdict(list)
    later: list[int] = []
    earlier: list[int] = []
    for j, keys in enumerate(described.keys):
        start = max(0, j - WINDOW)
        older = {i for key in keys for i in [i for i in known[key] if i < start][-OLDER:]}
        found = [*sorted(older), *range(start, j)]
        later += [j] * len(found)
        earlier += found
        for key in keys:
            seen = known[key]
            seen.append(j)
            if len(seen) > WINDOW + 2 * OLDER:
                del seen[:OLDER]
    return np.array(later, np.int32), np.array(earlier, np.int32)


_SENTENCES = (1, 2, 3, 5, 8, 13)
_MENTIONS = (2, 3, 5, 8, 13, 21, 34, 55, 144)
_PLAIN = 35
"""Columns of `pairs` before those of the distances."""
PAIR_WIDTH = _PLAIN + len(_SENTENCES) + len(_MENTIONS)


def pairs(d: Described, j: Ints, i: Ints) -> Floats:
    """What is known of pairs of mentions, `j` the later ones: array (pairs, PAIR_WIDTH) of 0 and 1."""
    wj, wi = d.words[:, j], d.words[:, i]
    seen_j, seen_i = _shared(wj, wi), _shared(wi, wj)
    size_j, size_i = (wj > 0).sum(0), (wi > 0).sum(0)
    odd_j, odd_i = _missing(d.modifiers[:, j], wi), _missing(d.modifiers[:, i], wj)
    hj, hi = d.head_word[j], d.head_word[i]
    head_same = (hj == hi) & (hj > 0)
    nominal = (hj > 0) & (hi > 0)
    apart = d.sentence[j] - d.sentence[i]
    gj, gi = d.group[j], d.group[i]
    nj, ni = d.number[j], d.number[i]
    fj, fi = d.gender[j], d.gender[i]
    lj, li = d.label[j], d.label[i]
    qj, qi = d.quote[j], d.quote[i]
    inside = (d.spans[i, 0] <= d.spans[j, 0]) & (d.spans[j, 1] <= d.spans[i, 1])
    linked = _acronyms(d, j, i)
    columns = [
        head_same,
        (d.string[j] == d.string[i]) & nominal,
        nominal & (seen_j == size_j) & (size_j > 0),
        nominal & (seen_i == size_i) & (size_i > 0),
        nominal & (seen_j > 0),
        nominal & (seen_j == 0),
        nominal & (wi == hj).any(0),
        nominal & (wj == hi).any(0),
        head_same & odd_j,
        head_same & odd_i,
        head_same & odd_j & odd_i,
        head_same & (d.capital[j] > 0),
        linked,
        (gj == gi) & (gj >= 0),
        (gj >= 0) & (gi >= 0) & (gj != gi),
        (nj == ni) & (nj >= 0),
        (nj != ni) & (nj >= 0) & (ni >= 0),
        (fj == fi) & (fj >= 0),
        (fj != fi) & (fj >= 0) & (fi >= 0),
        (lj == li) & (lj >= 0),
        (lj != li) & (lj >= 0) & (li >= 0),
        qj == qi,
        (qj == qi) & (qj > 0),
        (qj > 0) & (qi == 0),
        (qj == 0) & (qi > 0),
        inside,
        d.appositive_of[j] == d.heads[i],
        d.subject_of[i] == d.heads[j],
        (d.governor[j] == d.governor[i]) & (d.governor[j] >= 0),
        d.governor[j] == d.heads[i],
        d.governor[i] == d.heads[j],
        d.heads[i] == d.heads[j],
        d.relation[i] == d.relation[j],
        apart == 0,
        i < j - WINDOW,
    ]
    columns += [apart >= k for k in _SENTENCES]
    columns += [j - i >= k for k in _MENTIONS]
    out = np.empty((len(j), len(columns)), np.float32)
    for k, column in enumerate(columns):
        out[:, k] = column
    return out


def _shared(words: Ints, others: Ints) -> Ints:
    """How many of `words` (words, pairs) stand among `others`, pair by pair."""
    out = np.zeros(words.shape[1], np.int32)
    for word in words:
        among = word == others[0]
        for other in others[1:]:
            among |= word == other
        out += among & (word > 0)
    return out


def _missing(words: Ints, others: Ints) -> NDArray[np.bool_]:
    """Whether any of `words` (words, pairs) is not among `others`, pair by pair."""
    found: NDArray[np.bool_] = np.less(_shared(words, others), (words > 0).sum(0))
    return found


def _acronyms(d: Described, j: Ints, i: Ints) -> NDArray[np.bool_]:
    """Whether one of the pair is a word that the initials of the other make."""
    hj, hi = d.head_word[j], d.head_word[i]
    found: NDArray[np.bool_] = np.zeros(len(j), np.bool_)
    found |= (d.acronym[j] == hi) | (d.acronym[i] == hj)
    found &= (hj > 0) & (hi > 0)
    return found
