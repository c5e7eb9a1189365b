"""Sentences to chunks: the arrays that the encoder reads.

A chunk is a run of sentences of one text, short enough for one pass, so that attention sees the neighbours of
a sentence. Training and the runtime share this module.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from readout.language.pieces import CLS, PAD, SEP, WordPieces, shape

LIMIT = 160
"""Word pieces aimed at in one chunk."""

HARD_LIMIT = 400
"""Word pieces that no chunk exceeds: a longer sentence is cut."""


@dataclass(slots=True)
class Chunk:
    """Pieces of consecutive sentences, and where each word begins and ends among them."""

    ids: list[int] = field(default_factory=lambda: [CLS])
    shapes: list[int] = field(default_factory=lambda: [7])
    first: list[int] = field(default_factory=list)
    last: list[int] = field(default_factory=list)
    sentence: list[int] = field(default_factory=list)

    def add(self, words: Sequence[str], pieces: WordPieces, sentence: int) -> None:
        """Append the words of one sentence (or of a part of one), numbered `sentence`."""
        for i, word in enumerate(words):
            found = pieces(word)
            kind = shape(word, starts_sentence=i == 0)
            self.first.append(len(self.ids))
            self.ids.extend(found)
            self.shapes.extend([kind] * len(found))
            self.last.append(len(self.ids) - 1)
            self.sentence.append(sentence)

    @property
    def size(self) -> int:
        """Number of pieces, the closing one included."""
        return len(self.ids) + 1


def lengths(sentences: Sequence[Sequence[str]], pieces: WordPieces) -> list[int]:
    """Number of pieces of each sentence."""
    return [sum(len(pieces(word)) for word in words) for words in sentences]


def pack(sizes: Sequence[int], limit: int = LIMIT) -> list[tuple[int, int]]:
    """Group consecutive sentences of `sizes` pieces into chunks of up to `limit`: (first, past the last) each.

    The text is spread evenly: five sentences of 40 become 80 + 120 rather than 160 + 40, as a lone sentence
    at the end would see none of its neighbours.
    """
    total = sum(sizes)
    if total == 0:
        return [(0, len(sizes))] if sizes else []
    target = total / max(1, -(-total // limit))
    out, start, room = [], 0, 0
    for i, size in enumerate(sizes):
        if i > start and (room + size > limit or room + size / 2 > target):
            out.append((start, i))
            start, room = i, 0
        room += size
    out.append((start, len(sizes)))
    return out


def arrays(chunks: Sequence[Chunk]) -> dict[str, NDArray[np.int64]]:
    """Pad `chunks` into one batch, as the graph's inputs.

    `ids`, `shapes` are (batch, pieces); `first`, `last`, `sentence` are (batch, words), padded with -1 in
    `sentence` alone.
    """
    width = max(chunk.size for chunk in chunks)
    words = max(1, max(len(chunk.first) for chunk in chunks))
    out = {
        "ids": np.full((len(chunks), width), PAD, np.int64),
        "shapes": np.full((len(chunks), width), 7, np.int64),
        "first": np.zeros((len(chunks), words), np.int64),
        "last": np.zeros((len(chunks), words), np.int64),
        "sentence": np.full((len(chunks), words), -1, np.int64),
    }
    for row, chunk in enumerate(chunks):
        out["ids"][row, : chunk.size] = [*chunk.ids, SEP]
        out["shapes"][row, : chunk.size - 1] = chunk.shapes
        for name in ("first", "last", "sentence"):
            values = getattr(chunk, name)
            out[name][row, : len(values)] = values
    return out
