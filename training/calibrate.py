"""Texts to measure activations on, so that the int8 graph has fixed scales.

With scales measured afresh on every batch a text would read a little differently by the company it is in.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import chain, islice

import numpy as np
from numpy.typing import NDArray
from onnxruntime.quantization import CalibrationDataReader

from readout.language.chunks import LIMIT, arrays, lengths
from readout.language.pieces import WordPieces
from training import corpora, treebanks
from training.batches import batched, chunked
from training.corpora import Text
from training.model import Labels


def _texts(labels: Labels) -> Iterator[Text]:
    tags = labels.xpos, labels.deprel
    yield from islice(treebanks.texts("ewt", "train", *tags), 0, None, 40)
    yield from islice(treebanks.texts("gum", "train", *tags), 0, None, 20)
    yield from islice(corpora.timebank(False), 0, None, 15)
    news = corpora.jsonl(corpora.root() / "newswire" / "reports.jsonl.gz")
    yield from (corpora.spread(d["text"], {}) for d in islice(news, 0, None, 100))


class Calibration(CalibrationDataReader):  # type: ignore[misc]
    """Batches of treebank and news chunks, as ONNX Runtime's quantiser asks for them."""

    def __init__(self, labels: Labels, pieces: WordPieces, chunks: int = 300) -> None:
        rng = random.Random(0)
        made = list(
            chain.from_iterable(
                chunked(text, lengths([s.words for s in text.sentences], pieces), pieces, LIMIT)
                for text in _texts(labels)
            )
        )
        rng.shuffle(made)
        self._batches = iter(batched(made[:chunks], 2048, rng))

    def get_next(self) -> dict[str, NDArray[np.int64]] | None:
        batch = next(self._batches, None)
        return None if batch is None else arrays([e.chunk for e in batch])
