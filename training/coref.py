"""Fit the coreference head on what the core that ships makes of GUM's training texts: `python -m training.coref`.

The core stays as it is; only `coref.npz` is written beside its weights, and named in labels.json. One document is one
update. `--held-out` leaves an eighth of the training documents out, measures on them and writes nothing.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from benchmarks.coref_scores import Tally
from readout.language import Core, Document, coref_mentions, coref_pairs
from readout.language.coref import THRESHOLD, link
from readout.language.mentions import Mention, mentions
from training.coref_data import Key, keys
from training.corpora import held_out, root

WIDTH, HIDDEN, RANK = 160, 128, 48
EPOCHS = 9


@dataclass(slots=True)
class Example:
    """One document: its key and mentions; inputs of the network; for each pair whether it is one of the key's."""

    key: Key
    document: Document
    found: list[Mention]
    vectors: Tensor
    onehot: Tensor
    later: Tensor
    earlier: Tensor
    described: Tensor
    right: Tensor


def clusters_of(key: Key, document: Document, found: list[Mention]) -> list[int]:
    """The key's cluster of each mention, by span, else by head word; -1 for none."""
    by_span = {(m.start, m.end): m.cluster for m in key.mentions}
    tokens = document.tokens
    spans = [(tokens[m.first].start, tokens[m.last - 1].end) for m in found]
    out = [by_span.get(span, -1) for span in spans]
    taken = {span for span in spans if span in by_span}
    by_head = {m.head[0]: m.cluster for m in key.mentions if (m.start, m.end) not in taken}
    return [
        by_head.get(tokens[m.head].start, -1) if cluster < 0 and not m.joined else cluster
        for m, cluster in zip(found, out, strict=True)
    ]


def example(key: Key, document: Document) -> Example:
    found = mentions(document)
    described = coref_mentions.describe(document, found)
    later, earlier = coref_pairs.candidates(described)
    at = np.array(clusters_of(key, document, found))
    assert document.vectors is not None
    return Example(
        key,
        document,
        found,
        torch.from_numpy(coref_mentions.vectors(document.vectors, described)),
        torch.from_numpy(described.onehot),
        torch.from_numpy(later).long(),
        torch.from_numpy(earlier).long(),
        torch.from_numpy(coref_pairs.pairs(described, later, earlier)).half(),
        torch.from_numpy((at[later] == at[earlier]) & (at[later] >= 0)),
    )


class Head(nn.Module):
    """Scores of pairs: a hidden layer over both mentions, their product in few dimensions, and the features."""

    def __init__(self, inputs: int) -> None:
        super().__init__()
        self.mention = nn.Linear(inputs + coref_mentions.MENTION_WIDTH, WIDTH)
        self.later = nn.Linear(WIDTH, HIDDEN)
        self.earlier = nn.Linear(WIDTH, HIDDEN, bias=False)
        self.left = nn.Linear(WIDTH, RANK)
        self.right = nn.Linear(WIDTH, RANK)
        self.product = nn.Linear(RANK, HIDDEN, bias=False)
        self.pair = nn.Linear(coref_pairs.PAIR_WIDTH, HIDDEN, bias=False)
        self.out = nn.Linear(HIDDEN, 1)
        self.drop_in, self.drop = nn.Dropout(0.3), nn.Dropout(0.2)

    def forward(self, e: Example) -> Tensor:
        x = torch.relu(self.mention(torch.cat([self.drop_in(e.vectors), e.onehot], 1)))
        x = self.drop(x)
        both = self.left(x)[e.later] * self.right(x)[e.earlier]
        hidden = self.later(x)[e.later] + self.earlier(x)[e.earlier] + self.product(both)
        hidden = self.drop(torch.relu(hidden + self.pair(e.described.float())))
        return self.out(hidden)[:, 0]


def loss_of(scores: Tensor, e: Example) -> Tensor:
    """Mean over mentions of minus the log of the probability of a right antecedent, or of none where there is none."""
    n = len(e.found)
    top = torch.zeros(n).scatter_reduce(0, e.later, scores.detach(), "amax")
    weight = torch.exp(scores - top[e.later])
    total = torch.exp(-top).index_add(0, e.later, weight)
    right = torch.zeros(n).index_add(0, e.later, weight * e.right)
    none = torch.zeros(n).index_add(0, e.later, e.right.float()) == 0
    right = torch.where(none, torch.exp(-top), right)
    return (total.log() - right.clamp_min(1e-12).log()).mean()


def chains(e: Example, scores: Tensor, threshold: float = THRESHOLD) -> list[list[int]]:
    return link(len(e.found), e.later.numpy(), e.earlier.numpy(), scores.numpy(), threshold)


def measure(head: Head, examples: list[Example], threshold: float = THRESHOLD) -> dict[str, float]:
    head.eval()
    tally = Tally()
    with torch.no_grad():
        for e in examples:
            tokens = e.document.tokens
            ours = [
                frozenset((tokens[e.found[m].first].start, tokens[e.found[m].last - 1].end) for m in chain)
                for chain in chains(e, head(e), threshold)
            ]
            by: dict[int, set[tuple[int, int]]] = {}
            for m in e.key.mentions:
                by.setdefault(m.cluster, set()).add((m.start, m.end))
            tally.add([frozenset(c) for c in by.values() if len(c) > 1], ours)
    return tally.figures()


def fit(examples: list[Example], held: list[Example], epochs: int, seed: int) -> Head:
    torch.manual_seed(seed)
    head = Head(examples[0].vectors.shape[1])
    optimiser = torch.optim.AdamW(head.parameters(), lr=2e-3, weight_decay=1e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 2e-3, total_steps=epochs * len(examples), pct_start=0.1)
    for epoch in range(epochs):
        head.train()
        started, losses = time.time(), []
        for i in torch.randperm(len(examples)).tolist():
            loss = loss_of(head(examples[i]), examples[i])
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(head.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            losses.append(loss.item())
        figures = measure(head, held) if held and (epoch % 3 == 2 or epoch == epochs - 1) else {}
        print(epoch, round(float(np.mean(losses)), 4), f"{time.time() - started:.0f}s", json.dumps(figures), flush=True)
    return head


def write(head: Head, folder: Path) -> int:
    """Write coref.npz in half precision into the weights' folder and name it in labels.json; its size in bytes."""
    path = folder / "coref.npz"
    arrays = {name: value.numpy().astype(np.float16) for name, value in head.state_dict().items()}
    np.savez_compressed(path, **arrays)
    labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    labels["sha256"]["coref.npz"] = hashlib.sha256(path.read_bytes()).hexdigest()
    (folder / "labels.json").write_text(json.dumps(labels, indent=1) + "\n", encoding="utf-8")
    return path.stat().st_size


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    default = Path(__file__).resolve().parents[1] / "readout" / "language" / "weights"
    parser.add_argument("--weights", type=Path, default=default, help="folder of the core; coref.npz is written there")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--seed", type=int, default=13)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--held-out", action="store_true", help="measure on an eighth of the texts; write nothing")
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    golds = list(keys("train"))
    core = Core(threads=given.threads, folder=given.weights, coref=False)
    examples = [example(k, d) for k, d in zip(golds, core.parse([k.text for k in golds]), strict=True)]
    print(f"{len(examples)} documents read from {root()}", flush=True)
    held = [e for e in examples if given.held_out and held_out(e.key.name, 8)]
    head = fit(
        [e for e in examples if not (given.held_out and held_out(e.key.name, 8))], held, given.epochs, given.seed
    )
    if not given.held_out:
        print(json.dumps({"bytes": write(head, given.weights)}))


if __name__ == "__main__":
    main()
