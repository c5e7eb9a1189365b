"""The same report published again: copies, edited copies and longer versions of one text.

Broder (1997), "On the resemblance and containment of documents": a text is its set of word shingles; MinHash signatures
in bands find candidates without comparing all pairs, and the sets themselves decide. Two signatures are kept, of the
whole text and of its lead, so that a flash of twenty words finds the story of six hundred that grew from it.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from readout.record import Report, day_of
from readout.situation.settings import numbers, telling, words

Hashes = NDArray[np.uint64]
DuplicateKind = Literal["copy", "edited", "extended"]

SHINGLE = 3
"""Words a shingle."""
LEAD = 60
"""Words of the lead."""
BANDS, ROWS = 48, 2
"""A pair of resemblance .2 is a candidate with probability 1 - (1 - .2**2)**48 = .86, of .3 with .99, of .5 with 1."""
_PRIME = np.uint64((1 << 31) - 1)


@dataclass(frozen=True)
class Duplicate:
    """Two reports of one text."""

    report: str
    other: str
    kind: DuplicateKind
    """copy: the same words; edited: about as long, words changed; extended: one holds most of the other and more."""
    similarity: float
    """Resemblance: shared shingles by all shingles."""
    containment: float
    """Shared shingles by those of the shorter."""
    fuller: str
    """The report with more words."""
    earlier: str | None
    """The one published first; None where the times are equal or not known."""


@dataclass(frozen=True)
class Sketch:
    """What is kept of a report."""

    report: str
    published: str | None
    length: int
    """Words."""
    shingles: Hashes
    lead: frozenset[str]
    """Telling words of the lead."""
    numbers: frozenset[str]


def sketch(report: Report) -> Sketch:
    """The shingles, lead and numbers of a report."""
    tokens = words(report.text)
    return Sketch(
        report.id,
        report.published,
        len(tokens),
        _hashes(tokens),
        telling(" ".join(tokens[:LEAD])),
        numbers(report.text),
    )


def compare(a: Sketch, b: Sketch) -> Duplicate | None:
    """How `b` repeats `a`; None where the two are different texts, on one subject or not.

    Within a day of each other, half of the shorter's shingles must stand in the longer, under a like lead or over like
    whole texts. Further apart nearly all must, numbers too: tables and market reports repeat their words daily.
    """
    shared = int(np.intersect1d(a.shingles, b.shingles, assume_unique=True).size)
    least, most = sorted((a.shingles.size, b.shingles.size))
    if not shared or not least:
        return None
    similarity, containment = shared / (least + most - shared), shared / least
    if not _is_repeated(a, b, similarity, containment):
        return None
    kind: DuplicateKind = "edited"
    if similarity >= 0.95:
        kind = "copy"
    elif least < 0.8 * most:
        kind = "extended"
    fuller = a if a.length >= b.length else b
    earlier = None
    if a.published and b.published and a.published != b.published:
        earlier = min((a, b), key=lambda s: s.published or "").report
    return Duplicate(a.report, b.report, kind, similarity, containment, fuller.report, earlier)


def _is_repeated(a: Sketch, b: Sketch, similarity: float, containment: float) -> bool:
    apart = _days_apart(a, b)
    if apart > 1:
        return containment >= 0.9 and _shares(a.numbers, b.numbers) >= 0.8
    lead = len(a.lead & b.lead) / max(1, min(len(a.lead), len(b.lead)))
    if containment >= 0.8:
        return lead >= 0.5 or similarity >= 0.3
    if apart == 1 and containment < 0.7:
        return False
    return (containment >= 0.5 and similarity >= 0.3) or (containment >= 0.48 and lead >= 0.55)


def _days_apart(a: Sketch, b: Sketch) -> int:
    left, right = day_of(a.published), day_of(b.published)
    return abs((left - right).days) if left and right else 0


def _shares(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / min(len(a), len(b)) if a and b else 1.0


class DuplicateIndex:
    """Reports seen so far; each new one is compared with those that share a band with it, not with all."""

    def __init__(self, reports: Iterable[Report] = ()) -> None:
        self._sketches: dict[str, Sketch] = {}
        self._buckets: defaultdict[bytes, list[str]] = defaultdict(list)
        for report in reports:
            self.add(report)

    def __len__(self) -> int:
        return len(self._sketches)

    def add(self, report: Report) -> list[Duplicate]:
        """Keeps a report and returns those before it that it repeats. The same report again changes nothing."""
        if report.id in self._sketches:
            return []
        new, bands = _sketched(report)
        if not new.shingles.size:
            return []
        found: dict[str, None] = {}
        for band in bands:
            bucket = self._buckets[band]
            found.update(dict.fromkeys(bucket))
            bucket.append(report.id)
        self._sketches[report.id] = new
        pairs = (compare(self._sketches[other], new) for other in found)
        return [pair for pair in pairs if pair is not None]


@lru_cache(maxsize=1024)  # one report is in many pictures
def _sketched(report: Report) -> tuple[Sketch, tuple[bytes, ...]]:
    made = sketch(report)
    return made, tuple(_bands(made, words(report.text)[:LEAD])) if made.shingles.size else ()


def _hashes(tokens: list[str]) -> Hashes:
    """The hashes of the shingles, sorted, each once; of a text shorter than a shingle, of its words together."""
    grams = {" ".join(tokens[i : i + SHINGLE]) for i in range(max(1, len(tokens) - SHINGLE + 1))} - {""}
    return np.unique(np.fromiter((zlib.crc32(g.encode()) for g in grams), dtype=np.uint64, count=len(grams)))


@cache
def _permutations() -> tuple[Hashes, Hashes]:
    draw = np.random.default_rng(1997)
    many = BANDS * ROWS
    return (
        draw.integers(1, int(_PRIME), many, dtype=np.uint64)[:, None],
        draw.integers(0, int(_PRIME), many, dtype=np.uint64)[:, None],
    )


def _bands(new: Sketch, lead: list[str]) -> Iterable[bytes]:
    """The keys of the buckets that a report falls in: bands of both its signatures."""
    factor, offset = _permutations()
    for name, shingles in ((b"t", new.shingles), (b"l", _hashes(lead))):
        signature = ((factor * (shingles % _PRIME) + offset) % _PRIME).min(axis=1).astype(np.uint32).tobytes()
        wide = ROWS * 4
        for band in range(BANDS):
            yield name + bytes([band]) + signature[band * wide : (band + 1) * wide]
