"""MUC, B-cubed and CEAF-phi4 over clusters of mentions, and their mean, the CoNLL-2012 figure.

Counts are summed over documents before the ratios, as the reference scorer does. A mention is any hashable value;
mentions of key and response agree where they are equal. Singletons are the caller's to leave out.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Clusters = Sequence[frozenset[Hashable]]
MEASURES = ("muc", "b3", "ceaf")


def muc(key: Clusters, response: Clusters) -> tuple[float, float]:
    """Numerator and denominator of MUC recall (Vilain et al. 1995); swap the arguments for precision."""
    at = {m: i for i, cluster in enumerate(response) for m in cluster}
    right = wanted = 0
    for cluster in key:
        parts = {at[m] for m in cluster if m in at}
        right += len(cluster) - len(parts) - sum(m not in at for m in cluster)
        wanted += len(cluster) - 1
    return right, wanted


def b_cubed(key: Clusters, response: Clusters) -> tuple[float, float]:
    """The same of B-cubed (Bagga and Baldwin 1998), in the CoNLL-2012 form for system mentions."""
    at = {m: cluster for cluster in response for m in cluster}
    right = sum(len(cluster & at[m]) / len(cluster) for cluster in key for m in cluster if m in at)
    return right, sum(len(cluster) for cluster in key)


def ceaf(key: Clusters, response: Clusters) -> tuple[float, float]:
    """The same of CEAF with phi-4 (Luo 2005): the best pairing of clusters by 2 |K & R| / (|K| + |R|)."""
    if not key or not response:
        return 0.0, float(len(key))
    at = {m: i for i, cluster in enumerate(response) for m in cluster}
    table = np.zeros((len(key), len(response)))
    for i, cluster in enumerate(key):
        for j in {at[m] for m in cluster if m in at}:
            table[i, j] = 2 * len(cluster & response[j]) / (len(cluster) + len(response[j]))
    return float(sum(table[i, j] for i, j in best_pairing(table))), float(len(key))


def best_pairing(table: NDArray[np.float64]) -> list[tuple[int, int]]:
    """Rows and columns paired one to one with the largest sum (Kuhn 1955, Jonker and Volgenant's shortest paths)."""
    flipped = table.shape[0] > table.shape[1]
    cost = -(table.T if flipped else table)
    rows, columns = cost.shape
    row_price, column_price = np.zeros(rows + 1), np.zeros(columns + 1)
    owner = np.zeros(columns + 1, int)
    for row in range(1, rows + 1):
        owner[0] = row
        column = 0
        least, way = np.full(columns + 1, np.inf), np.zeros(columns + 1, int)
        used = np.zeros(columns + 1, bool)
        while owner[column]:
            used[column] = True
            reduced = cost[owner[column] - 1] - row_price[owner[column]] - column_price[1:]
            better = ~used[1:] & (reduced < least[1:])
            least[1:][better] = reduced[better]
            way[1:][better] = column
            nearest = int(np.where(used, np.inf, least).argmin())
            step = least[nearest]
            row_price[owner[used]] += step
            column_price[used] -= step
            least[~used] -= step
            column = nearest
        while column:
            owner[column] = owner[way[column]]
            column = int(way[column])
    pairs = [(int(owner[j]) - 1, j - 1) for j in range(1, columns + 1) if owner[j]]
    return sorted((j, i) for i, j in pairs) if flipped else sorted(pairs)


@dataclass
class Tally:
    """Sums over documents: for each measure the numerators and denominators of recall and precision."""

    sums: dict[str, list[float]] = field(default_factory=lambda: {m: [0.0] * 4 for m in MEASURES})
    mentions: list[int] = field(default_factory=lambda: [0, 0, 0])

    def add(self, key: Clusters, response: Clusters) -> None:
        """Count one document."""
        for name, measure in zip(MEASURES, (muc, b_cubed, ceaf), strict=True):
            for i, value in enumerate((*measure(key, response), *measure(response, key))):
                self.sums[name][i] += value
        ours, theirs = set().union(*response), set().union(*key)
        for i, count in enumerate((len(ours & theirs), len(ours), len(theirs))):
            self.mentions[i] += count

    def figures(self) -> dict[str, float]:
        """Per cent: F1 of each measure, "conll" (their mean), and recall and precision of the mentions."""
        out = {}
        for name, (right, wanted, exact, found) in self.sums.items():
            recall, precision = right / max(wanted, 1e-9), exact / max(found, 1e-9)
            out[name] = 200 * recall * precision / max(recall + precision, 1e-9)
        out["conll"] = sum(out.values()) / 3
        both, found_, wanted_ = self.mentions
        out["mention recall"], out["mention precision"] = 100 * both / max(1, wanted_), 100 * both / max(1, found_)
        return {k: round(v, 2) for k, v in out.items()}
