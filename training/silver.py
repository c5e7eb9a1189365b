"""Self-training: what the network says of running news, as labels for the same sentences standing alone.

The pairs, CAMEO's sentences and the stories come without a parse. Trained on them for their types only, the network
learns to tell such lone political sentences by sight and lets their parse go. Read behind two sentences of news it
parses them well, so that reading becomes the label.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import islice

import torch

from readout.language.chunks import HARD_LIMIT, LIMIT, lengths
from readout.language.decode import is_tree
from readout.language.pieces import WordPieces
from training import corpora
from training.batches import LEAD, Example, batched, chunked, tensors
from training.corpora import IGNORE, Sentence, Text
from training.model import Labels, Network

LAYERS = ("upos", "xpos", "heads", "deprel", "names", "cue", "source", "content", "event", "negative", "modal")


def news(every: int) -> list[Text]:
    """Newswire reports, one in `every`, without labels."""
    rows = corpora.jsonl(corpora.root() / "newswire" / "reports.jsonl.gz")
    return [corpora.spread(d["text"], {}) for d in islice(rows, 0, None, every)]


def label_running(network: Network, texts: Sequence[Text], labels: Labels, pieces: WordPieces) -> None:
    """Give every sentence of `texts` the layers that the network reads off running text."""
    examples: list[Example] = []
    for text in texts:
        sizes = lengths([s.words for s in text.sentences], pieces)
        if max(sizes, default=HARD_LIMIT) < LIMIT:
            found = chunked(text, sizes, pieces, LIMIT)
            examples += found
            at = iter(text.sentences)
            for example in found:
                example.owners = [next(at) for _ in range(max(example.chunk.sentence) + 1)]
    _label(network, examples, labels)


def label_alone(
    network: Network, texts: Sequence[Text], before: Sequence[Text], labels: Labels, pieces: WordPieces
) -> None:
    """The same for lone sentences: each text is read behind two sentences of one of `before`."""
    rng = random.Random(0)
    examples: list[Example] = []
    for text in texts:
        start = rng.choice(before).sentences
        k = rng.randrange(max(1, len(start) - 1))
        lead = [Sentence(s.words[:30]) for s in start[k : k + 2]]
        body: list[Sentence] = []
        for sentence in text.sentences:
            if body and sum(len(s.words) for s in body) > LEAD:
                break
            body.append(sentence)
        both = Text([*lead, *body])
        sizes = lengths([s.words for s in both.sentences], pieces)
        if sum(sizes) < HARD_LIMIT - 10:
            for example in chunked(both, sizes, pieces, HARD_LIMIT):
                example.owners = [None] * len(lead) + list(body)
                examples.append(example)
    _label(network, examples, labels)


@torch.no_grad()
def _label(network: Network, examples: list[Example], labels: Labels) -> None:
    network.eval()
    for group in batched(examples, 3000, random.Random(0)):
        batch = tensors(group)
        with torch.autocast("cpu", torch.bfloat16):
            words = network.words(*(batch[n] for n in ("ids", "shapes", "first", "last")))
        heads = network.parser.arcs(words, batch["sentence"]).argmax(-1)
        events = network.events(words)
        flags, spans = (events[..., -2:] > 0).long(), (network.attribution(words) > 0).long()
        kinds = events[..., :-2].argmax(-1)
        grids = [
            network.upos(words).argmax(-1),
            network.xpos(words).argmax(-1),
            heads,
            network.parser.labels(*network.parser.halves(words), heads).argmax(-1),
            network.names(words).argmax(-1),
            spans[..., 0],
            spans[..., 1],
            spans[..., 2],
            kinds,
            torch.where(kinds > 0, flags[..., 0], IGNORE),
            torch.where(kinds > 0, flags[..., 1], IGNORE),
        ]
        for row, example in enumerate(group):
            _share(example, {name: grid[row].tolist() for name, grid in zip(LAYERS, grids, strict=True)}, labels)
    network.train()


def _share(example: Example, found: dict[str, list[int]], labels: Labels) -> None:
    at = 0
    for owner in example.owners:
        if owner is None:
            at = next(i for i, s in enumerate(example.chunk.sentence) if s == example.chunk.sentence[at] + 1)
            continue
        size = len(owner.words)
        layers = {name: values[at : at + size] for name, values in found.items()}
        layers["heads"] = [head - at for head in layers["heads"]]
        if is_tree(layers["heads"]) and _sane(owner.words, layers, labels):
            owner.layers = layers | {k: v for k, v in owner.layers.items() if k in ("actor", "recipient")}
        at += size


def _sane(words: Sequence[str], layers: dict[str, list[int]], labels: Labels) -> bool:
    """Whether stops and commas, and nothing else about them, are punctuation."""
    mark, relation = labels.upos.index("PUNCT"), labels.deprel.index("punct")
    rows = zip(words, layers["upos"], layers["deprel"], strict=True)
    return all((upos, deprel) == (mark, relation) for word, upos, deprel in rows if word in ".,?!" and len(words) > 1)
