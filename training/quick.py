"""A quick look at the dev parts while training: gold words, a slice of each corpus, greedy decoding."""

from __future__ import annotations

import random
from itertools import islice

import torch
from torch import Tensor

from readout.language.chunks import LIMIT, lengths
from readout.language.pieces import WordPieces
from training import corpora, treebanks
from training.batches import Example, batched, chunked, joined, tensors
from training.corpora import IGNORE, Text
from training.model import NEGATIVE, Labels, Network


@torch.no_grad()
def quick(
    network: Network, labels: Labels, pieces: WordPieces, device: torch.device, *, whole: bool = False
) -> dict[str, float]:
    """Accuracies and token F1s, in per cent, on a slice of what was held out, or on the `whole` of it."""
    network.eval()
    tags = labels.xpos, labels.deprel
    every = 1 if whole else 7
    slices: dict[str, list[Text]] = {
        "ewt": list(islice(treebanks.texts("ewt", "dev", *tags), 0, None, every)),
        "gum": list(islice(treebanks.texts("gum", "dev", *tags), 0, None, every)),
        "polnear": list(islice(corpora.polnear("dev"), 0, None, every)),
        "timebank": list(islice(corpora.timebank(True), 0, None, 1 if whole else 3)),
        "relations": list(corpora.relations(True)),
        "stories": list(islice(corpora.stories(True), 0, None, every)),
    }
    out: dict[str, float] = {}
    for name, texts in slices.items():
        for key, value in _count(network, texts, pieces, device).items():
            out[f"{name}.{key}"] = round(100 * value, 1)
    network.train()
    return out


def _count(network: Network, texts: list[Text], pieces: WordPieces, device: torch.device) -> dict[str, float]:
    examples: list[Example] = []
    rng = random.Random(0)
    for text in texts:
        sizes = lengths([s.words for s in text.sentences], pieces)
        if text.sentences and "heads" in text.sentences[0].layers:
            text, sizes = joined(text, sizes, rng)
        examples += chunked(text, sizes, pieces, LIMIT)
    hits: dict[str, list[int]] = {}
    for group in batched(examples, 3000, random.Random(0)):
        batch = {name: value.to(device) for name, value in tensors(group).items()}
        with torch.autocast(device.type, torch.bfloat16):
            words = network.words(*(batch[n] for n in ("ids", "shapes", "first", "last")))
        for key, counts in _hits(network, words, batch).items():
            hits[key] = [a + b for a, b in zip(hits.get(key, [0] * len(counts)), counts, strict=True)]
    return {key: _score(counts) for key, counts in hits.items()}


def _score(counts: list[int]) -> float:
    """Accuracy from (right, all); F1 from (right, found, wanted)."""
    if len(counts) == 2:
        return counts[0] / max(1, counts[1])
    return 2 * counts[0] / max(1, counts[1] + counts[2])


def _hits(network: Network, words: Tensor, batch: dict[str, Tensor]) -> dict[str, list[int]]:
    out: dict[str, list[int]] = {}
    if "heads" in batch:
        known = batch["heads"] != IGNORE
        heads = network.parser.arcs(words, batch["sentence"]).argmax(-1)
        deprel = network.parser.labels(*network.parser.halves(words), heads).argmax(-1)
        right = known & (heads == batch["heads"])
        total = int(known.sum())
        out["upos"] = [int((network.upos(words).argmax(-1) == batch["upos"])[known].sum()), total]
        out["xpos"] = [int((network.xpos(words).argmax(-1) == batch["xpos"])[known].sum()), total]
        out["uas"] = [int(right.sum()), total]
        out["las"] = [int((right & (deprel == batch["deprel"])).sum()), total]
    if "starts" in batch:
        out["starts"] = _overlap((network.starts(words)[..., 0] > 0).long(), batch["starts"])
    if "names" in batch:
        out["names"] = _overlap(network.names(words).argmax(-1), batch["names"])
    if "cue" in batch:
        found = (network.attribution(words) > 0).long()
        for i, layer in enumerate(("cue", "source", "content")):
            out[layer] = _overlap(found[..., i], batch[layer])
    if "event" in batch:
        found = network.events(words)[..., :-2].argmax(-1)
        out["event"] = _overlap((found > 0).long(), batch["event"].clamp(max=1))
        out["class"] = _overlap(found, batch["event"])
    if "target:allowed" in batch:
        out |= _types(network, words, batch)
    return out


def _overlap(found: Tensor, wanted: Tensor) -> list[int]:
    known = wanted != IGNORE
    right = known & (found == wanted) & (wanted > 0)
    return [int(right.sum()), int((known & (found > 0)).sum()), int((wanted > 0).sum())]


def _types(network: Network, words: Tensor, batch: dict[str, Tensor]) -> dict[str, list[int]]:
    allowed, present = batch["target:allowed"], (batch["sentence"] >= 0).float()
    pooled = (network.types(words) + (1 - present[..., None]) * NEGATIVE).logsumexp(1)
    out = {"types": [int((allowed >> pooled.argmax(-1) & 1).sum()), len(allowed)]}
    if "actor" in batch:
        masks = [(batch[layer] == 1).float() for layer in ("actor", "recipient")]
        found = network.relate(words, present, *masks)[:, :-1].argmax(-1)
        out["relate"] = [int((allowed >> found & 1).sum()), len(allowed)]
    return out
