"""Refit the pair head to pairs in running text, on the core that ships: `python -m training.relate`.

In the joint training a pair's sentence stands alone, and the encoder comes to know it by heart; the head then learns
what the sentence is about and hardly who acts on whom. Here the core stays as it is and reads every training pair
three times: alone, between sentences of newswire, and joined to the sentence of another pair. Only the head of the
pairs is fitted; `relate.npz` is written anew with it, and its checksum in labels.json. Run it after every export.

Prints JSON lines: the held-out fifth of the pairs in the same three places, before and after.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from readout.language import Core
from readout.language.pairs import PairHeads
from readout.language.tokenize import tokenize
from readout.language.weights import load
from training import corpora
from training.corpora import STATEMENT, Text
from training.folds import macro, quad_of, root_of
from training.losses import among, kept
from training.model import WIDTH, Relate
from training.silver import news

EPOCHS, RATE, DROPOUT, BATCH = 6, 1e-3, 0.3, 32
CAMEO = 0.4
"""Weight of CAMEO's pairs, which say the quad and not the type."""
PLACES = ("alone", "among news", "beside another pair")
Arrays = dict[str, NDArray[np.float32]]
Spans = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence, the words of both sides as offsets into it, and the types that it may have as a bit mask."""

    text: str
    sides: tuple[Spans, Spans]
    allowed: int


@dataclass(frozen=True, slots=True)
class Seen:
    """The vectors of the words of a pair's sentence; the rows of both sides in it; the allowed types."""

    words: NDArray[np.float32]
    sides: tuple[list[int], list[int]]
    allowed: int


def pairs(texts: Iterable[Text]) -> list[Pair]:
    """The pairs of a corpus; texts without both sides, or without a type, are left out."""
    return [_pair(text) for text in texts if "allowed" in text.targets]


def _pair(text: Text) -> Pair:
    words = [piece for sentence in tokenize(text.text) for piece in sentence]
    actor, recipient = (
        [
            word
            for word, label in zip(words, (v for s in text.sentences for v in s.layers[side]), strict=True)
            if label == 1
        ]
        for side in ("actor", "recipient")
    )
    return Pair(text.text, (actor, recipient), text.targets["allowed"])


def place(
    pair: Pair, where: str, reports: Sequence[Text], others: Sequence[Pair], rng: random.Random
) -> tuple[str, int]:
    """A text with the pair's sentence in it, and where that begins."""
    if where == "among news":
        return _among_news(pair, rng.choice(reports).text, rng)
    if where == "beside another pair":
        other = rng.choice(others).text.rstrip(" .")
        joint = rng.choice((", while ", ", and "))
        before = other + joint
        return (
            (before + pair.text, len(before))
            if rng.random() < 0.5
            else (pair.text.rstrip(" .") + joint + other + ".", 0)
        )
    return pair.text, 0


def _among_news(pair: Pair, report: str, rng: random.Random) -> tuple[str, int]:
    """One or two sentences before it, and most often one behind."""
    spans = [(pieces[0][0], pieces[-1][1]) for pieces in tokenize(report) if len(pieces) > 4]
    k = rng.randrange(max(1, len(spans) - 2))
    lead = spans[k : k + rng.choice((1, 1, 2))]
    before = report[lead[0][0] : lead[-1][1]] + " " if lead else ""
    follows = spans[k + len(lead) : k + len(lead) + 1] if rng.random() < 0.7 else []
    return before + pair.text + "".join(f" {report[s:e]}" for s, e in follows), len(before)


def read(core: Core, given: Sequence[Pair], placed: Sequence[tuple[str, int]]) -> list[Seen]:
    """What the core makes of pairs in their places; a pair of which it finds only one side is left out."""
    out = []
    for pair, (_, start), document in zip(given, placed, core.parse_stream([text for text, _ in placed]), strict=True):
        actor, recipient = (
            [t.i for t in document.tokens if any(t.start < e + start and s + start < t.end for s, e in side)]
            for side in pair.sides
        )
        if actor and recipient and document.vectors is not None:
            at = sorted(document.tokens[i].sentence for i in (*actor, *recipient))
            first, last = document.sentences[at[0]].first, document.sentences[at[-1]].last
            sides = [i - first for i in actor], [i - first for i in recipient]
            out.append(Seen(document.vectors[first:last], sides, pair.allowed))
    return out


def batch(rows: Sequence[Seen]) -> tuple[Tensor, ...]:
    """Vectors, 0/1 masks of words, actors and recipients, and allowed types of `rows`, padded."""
    size = max(len(row.words) for row in rows)
    words, masks = torch.zeros(len(rows), size, WIDTH), torch.zeros(3, len(rows), size)
    for i, row in enumerate(rows):
        words[i, : len(row.words)] = torch.from_numpy(row.words)
        masks[0, i, : len(row.words)] = 1
        for mask, side in zip(masks[1:], row.sides, strict=True):
            mask[i, side] = 1
    return words, *masks, torch.tensor([row.allowed for row in rows])


def fit(weights: Mapping[str, NDArray[np.float32]], groups: Sequence[tuple[float, list[Seen]]], seed: int) -> Arrays:
    """The weights of the head, from those that ship, fitted to groups of pairs, each with its weight."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    head = Relate(STATEMENT + 1, dropout=DROPOUT)
    head.load_state_dict(
        {n.removeprefix("relate."): torch.tensor(w) for n, w in weights.items() if n.startswith("relate.")}
    )
    batches: list[tuple[float, tuple[Tensor, ...]]] = []
    for weight, rows in groups:
        ordered = sorted(rows, key=lambda row: len(row.words))
        batches += [(weight, batch(ordered[i : i + BATCH])) for i in range(0, len(ordered), BATCH)]
    optimizer = torch.optim.AdamW(head.parameters(), lr=RATE, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.0, EPOCHS * len(batches))
    for _ in range(EPOCHS):
        rng.shuffle(batches)
        for weight, (words, present, actor, recipient, allowed) in batches:
            sides = (mask * kept(len(words)) for mask in (actor, recipient))
            loss = weight * among(head(words, present, *sides), allowed)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(head.parameters(), 2.0)
            optimizer.step()
            schedule.step()
    # as they will ship, in half precision
    return {
        f"relate.{n}": value.numpy().astype(np.float16).astype(np.float32) for n, value in head.state_dict().items()
    }


def measure(heads: PairHeads, rows: Sequence[Seen]) -> dict[str, float]:
    """Root and quad of pairs, as `Core.relate` gives them, in per cent."""
    found = [heads.relate(row.words, *row.sides)[:STATEMENT].tolist() for row in rows]
    wanted = [[float(row.allowed >> i & 1) for i in range(STATEMENT)] for row in rows]
    roots, quads = ([(f(a), f(b)) for a, b in zip(found, wanted, strict=True)] for f in (root_of, quad_of))
    right = sum(a == b for a, b in roots) / len(roots)
    return {"root": macro(roots), "root, accuracy": round(100 * right, 2), "quad": macro(quads), "pairs": len(rows)}


def write(weights: Mapping[str, NDArray[np.float32]], folder: Path) -> None:
    """Write relate.npz in half precision, and its checksum into labels.json."""
    path = folder / "relate.npz"
    np.savez_compressed(path, **{name: value.astype(np.float16) for name, value in weights.items()})  # type: ignore[arg-type]
    labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    labels["sha256"]["relate.npz"] = hashlib.sha256(path.read_bytes()).hexdigest()
    (folder / "labels.json").write_text(json.dumps(labels, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    default = Path(__file__).resolve().parents[1] / "readout" / "language" / "weights"
    parser.add_argument(
        "--weights", type=Path, default=default, help="folder of the core; relate.npz is rewritten there"
    )
    parser.add_argument("--seed", type=int, default=13)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--measure", action="store_true", help="measure what is there; fit and write nothing")
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    core, weights = Core(threads=given.threads, folder=given.weights, coref=False), load(given.weights)
    rng, reports, started = random.Random(given.seed), news(3), time.monotonic()

    def seen(of: list[Pair], where: str, others: list[Pair], half: int) -> list[Seen]:
        return read(core, of, [place(pair, where, reports[half::2], others, rng) for pair in of])

    held = pairs(corpora.relations(True))
    judged = {where: seen(held, where, held, 1) for where in PLACES}

    def report(when: str, arrays: Arrays) -> None:
        heads = PairHeads(arrays, weights.relate_heads)
        for where, rows in judged.items():
            print(json.dumps({"when": when, "pairs stand": where, **measure(heads, rows)}), flush=True)

    report("before", weights.pairs)
    if not given.measure:
        typed, quads = pairs(corpora.relations(False)), pairs(corpora.cameo(False))
        groups = [
            (weight, seen(of, where, typed, 0)) for weight, of in ((1.0, typed), (CAMEO, quads)) for where in PLACES
        ]
        print(
            f"{sum(len(rows) for _, rows in groups)} readings of pairs, {time.monotonic() - started:.0f} s", flush=True
        )
        fitted = weights.pairs | fit(weights.pairs, groups, given.seed)
        report("after", fitted)
        write(fitted, given.weights)


if __name__ == "__main__":
    main()
