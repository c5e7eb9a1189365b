"""Texts to batches: chunks of one corpus, bucketed by length, in an order that a seed and a position fix."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from torch import Tensor

from readout.language.chunks import HARD_LIMIT, Chunk, arrays, lengths, pack
from readout.language.pieces import WordPieces
from training.corpora import IGNORE, Sentence, Text

LIMITS = (24, 56, 110, 160, 160)
"""Sizes of chunks, one drawn for every text and epoch: the network must also read a lone sentence."""


LEAD = 90
"""Pieces after which a text with targets of its own ends: what it is about stands in its first sentences."""


@dataclass(slots=True)
class Example:
    chunk: Chunk
    layers: dict[str, list[int]] = field(default_factory=dict)
    targets: dict[str, int] = field(default_factory=dict)
    owners: list[Sentence | None] = field(default_factory=list)
    """The sentences that labels found for the chunk go back to (`training.silver`)."""


@dataclass
class Corpus:
    """A corpus with its share of the steps and the pieces that one of its batches may hold."""

    name: str
    texts: list[Text]
    share: float
    pieces: int
    epoch: int = 0
    at: int = 0
    plan: list[list[Example]] = field(default_factory=list, repr=False)
    sizes: list[list[int]] = field(default_factory=list, repr=False)

    def next(self, pieces: WordPieces, seed: int) -> list[Example]:
        """The next batch; after the last one of an epoch, a new epoch with new chunks."""
        if not self.plan:
            self.plan = self._plan(pieces, seed)
        elif self.at >= len(self.plan):
            self.epoch, self.at = self.epoch + 1, 0
            self.plan = self._plan(pieces, seed)
        self.at += 1
        return self.plan[self.at - 1]

    def _plan(self, pieces: WordPieces, seed: int) -> list[list[Example]]:
        rng = random.Random(f"{seed} {self.name} {self.epoch}")
        if not self.sizes:
            self.sizes = [lengths([s.words for s in text.sentences], pieces) for text in self.texts]
        examples = []
        for text, sizes in zip(self.texts, self.sizes, strict=True):
            if text.sentences and "heads" in text.sentences[0].layers and not text.targets:
                text, sizes = joined(text, sizes, rng)
            examples += chunked(text, sizes, pieces, rng.choice(LIMITS))
        return batched(examples, self.pieces, rng)


JOINED = {True: 0.04, False: 0.4}
"""How often a sentence is joined to the next one: where it ends in a stop, and where it does not."""


def joined(text: Text, sizes: Sequence[int], rng: random.Random) -> tuple[Text, list[int]]:
    """Some neighbours as one sentence, the way rules fail to part them; the layer "starts" marks the true border.

    At most three are joined, and no more than fits a chunk. What stands at the start of a sentence is not asked.
    """
    out: list[Sentence] = []
    room: list[int] = []
    count = 0
    for sentence, size in zip(text.sentences, sizes, strict=True):
        inner = [0 if sentence.layers else IGNORE] * (len(sentence.words) - 1)
        alike = bool(out) and out[-1].layers.keys() - {"starts"} == sentence.layers.keys()
        stopped = bool(out) and out[-1].words[-1][-1] in '.?!"”'
        if alike and count < 3 and room[-1] + size < LIMITS[-1] and rng.random() < JOINED[stopped]:
            _append(out[-1], sentence, [1 if sentence.layers else IGNORE, *inner])
            room[-1] += size
            count += 1
        else:
            out.append(Sentence(list(sentence.words), {k: list(v) for k, v in sentence.layers.items()}))
            out[-1].layers["starts"] = [IGNORE, *inner]
            room.append(size)
            count = 1
    return Text(out, text.targets, text.id), room


def _append(to: Sentence, sentence: Sentence, starts: list[int]) -> None:
    offset = len(to.words)
    to.words += sentence.words
    for layer, labels in sentence.layers.items():
        to.layers[layer] += [offset + head for head in labels] if layer == "heads" else labels
    to.layers["starts"] += starts


def chunked(text: Text, sizes: Sequence[int], pieces: WordPieces, limit: int) -> list[Example]:
    """Cut a text into examples; a text with targets of its own stays one example, of its first sentences."""
    if text.targets:
        return [_example(text, 0, len(text.sentences), pieces)]
    fits = ((a, b) for a, b in pack(sizes, limit) if sum(sizes[a:b]) < HARD_LIMIT)
    return [_example(text, first, last, pieces) for first, last in fits]


def _example(text: Text, first: int, last: int, pieces: WordPieces) -> Example:
    example = Example(Chunk(), targets=text.targets)
    for number, sentence in enumerate(text.sentences[first:last]):
        start = len(example.chunk.first)
        if text.targets and number and (example.chunk.size > LEAD or len(sentence.words) > LEAD):
            break
        example.chunk.add(sentence.words, pieces, number)
        for layer, labels in sentence.layers.items():
            shifted = [start + head for head in labels] if layer == "heads" else labels
            known = example.layers.setdefault(layer, [])
            known += [IGNORE] * (start - len(known)) + shifted
    return example


def batched(examples: list[Example], pieces: int, rng: random.Random) -> list[list[Example]]:
    """Batches of similar lengths that hold up to `pieces` word pieces, padding counted, in random order."""
    examples = sorted(examples, key=lambda e: e.chunk.size + rng.uniform(0, 8))
    batches: list[list[Example]] = []
    current: list[Example] = []
    widest = 0
    for example in examples:
        widest = max(widest, example.chunk.size)
        if current and widest * (len(current) + 1) > pieces:
            batches.append(current)
            current, widest = [], example.chunk.size
        current.append(example)
    if current:
        batches.append(current)
    rng.shuffle(batches)
    return batches


def tensors(batch: Sequence[Example]) -> dict[str, Tensor]:
    """The batch as padded tensors: the graph's inputs, and a label a word for each layer."""
    inputs = {name: torch.from_numpy(value) for name, value in arrays([e.chunk for e in batch]).items()}
    shape = inputs["first"].shape
    for layer in sorted({layer for e in batch for layer in e.layers}):
        grid = np.full(shape, IGNORE, np.int64)
        for row, example in enumerate(batch):
            labels = example.layers.get(layer)
            if labels is not None:
                grid[row, : len(labels)] = labels
        inputs[layer] = torch.from_numpy(grid)
    for target in sorted({target for e in batch for target in e.targets}):
        inputs[f"target:{target}"] = torch.tensor([e.targets.get(target, IGNORE) for e in batch])
    return inputs


def blur_shapes(batch: dict[str, Tensor], rng: random.Random) -> None:
    """Now and then show a chunk in capitals or without any, as headlines and careless writers do."""
    shapes = batch["shapes"]
    for row in range(shapes.shape[0]):
        draw = rng.random()
        if draw < 0.06:
            letters = shapes[row] % 8
            kind = 2 if draw < 0.03 else 0
            worded = (letters <= 4).long()
            shapes[row] = shapes[row] - worded * (letters - kind)
