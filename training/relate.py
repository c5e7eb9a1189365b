"""Fit the heads of given pairs to pairs in running text, on the core that ships: `python -m training.relate`.

In the joint training a pair's sentence stands alone, and the encoder comes to know it by heart; the head then learns
what the sentence is about and hardly who acts on whom. Here the core stays as it is and reads every training pair
three times: alone, between sentences of newswire, and joined to the sentence of another pair. So it does with the pairs
that we wrote ourselves, and with pairs turned round, of whose acts few are done both ways: they tell nothing. Fitted
are "relate", which weighs the acts of a record, to the published pairs alone (not with `--given`), then "pair" and
"pooled" from it and "types"; `relate.npz` is written anew with them, and its checksum in labels.json. Run it after
every export.

Prints JSON lines: the held-out fifth of the pairs in the same three places, before and after. `--folds` writes nothing
and gives the figures of all five folds, each from a head that did not see it; for a core that saw none of the pairs
(`python -m training.folds --base`, twice: see RUNS.md, section 9), exported into a folder of its own:

    python -m training.export --run runs/base2 --to runs/base2/weights
    python -m training.relate --folds --weights runs/base2/weights
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from readout.language import Core, Document
from readout.language.pairs import PairHeads
from readout.language.tokenize import tokenize
from readout.language.weights import Weights, load
from training import corpora
from training.corpora import STATEMENT, TYPES, Text
from training.folds import macro, quad_of, root_of
from training.losses import among, bagged, kept
from training.model import WIDTH, Relate, mlp
from training.silver import news

EPOCHS, RATE, DROPOUT, BATCH = 6, 1e-3, 0.3, 32
CAMEO = 0.4
"""Weight of CAMEO's pairs, which say the quad and not the type."""
EVENTS = {"relate": "relate."}
"""The head that weighs the acts of a record, and whose weights it begins from."""
GIVEN = {"pair": "relate.", "pooled": "types."}
"""The heads of given pairs, and whose weights they begin from."""
TURNED = 0.5
"""Weight of pairs turned round."""
MUTUAL = ("AGREE", "CONSULT", "COOPERATE", "ASSAULT")
"""Types whose acts the other side often does as well."""
FOLDS = 5
PLACES = ("alone", "among news", "beside another pair")
Arrays = dict[str, NDArray[np.float32]]
Spans = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence, the words of both sides as offsets into it, and the types that it may have as a bit mask.

    `said` are those of all acts of the sentence, 0 where they are not known.
    """

    text: str
    sides: tuple[Spans, Spans]
    allowed: int
    said: int = 0


@dataclass(frozen=True, slots=True)
class Seen:
    """A pair, the vectors of the words of its sentence where that stands, and the rows of both sides in them."""

    pair: Pair
    words: NDArray[np.float32]
    sides: tuple[list[int], list[int]]


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
    allowed = text.targets["allowed"]
    return Pair(
        text.text, (actor, recipient), allowed, text.targets.get("said", 0 if "quad" in text.targets else allowed)
    )


def turned(given: Sequence[Pair]) -> list[Pair]:
    """The pairs of one-way types with their sides changed, as pairs between which nothing is told."""
    both = sum(1 << TYPES.index(kind) for kind in MUTUAL) | 1 << STATEMENT
    return [Pair(p.text, (p.sides[1], p.sides[0]), 1 << STATEMENT) for p in given if not p.allowed & both]


def weighed(typed: list[Pair], quads: list[Pair], ours: list[Pair]) -> list[tuple[float, list[Pair]]]:
    """What the heads of given pairs are fitted to, each with its weight; the first two are published."""
    return [(1.0, typed), (CAMEO, quads), (1.0, ours), (TURNED, turned([*typed, *ours]))]


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
        actor, recipient = (inside(document, side, start) for side in pair.sides)
        if actor and recipient and document.vectors is not None:
            at = sorted(document.tokens[i].sentence for i in (*actor, *recipient))
            first, last = document.sentences[at[0]].first, document.sentences[at[-1]].last
            sides = [i - first for i in actor], [i - first for i in recipient]
            out.append(Seen(pair, document.vectors[first:last], sides))
    return out


def inside(document: Document, spans: Spans, start: int = 0) -> list[int]:
    """The tokens of `spans`, which are offsets into a sentence that begins at `start`."""
    return [t.i for t in document.tokens if any(t.start < e + start and s + start < t.end for s, e in spans)]


def batch(rows: Sequence[Seen]) -> tuple[Tensor, ...]:
    """Vectors, 0/1 masks of words, actors and recipients, allowed types, and those of the sentence, of `rows`."""
    size = max(len(row.words) for row in rows)
    words, masks = torch.zeros(len(rows), size, WIDTH), torch.zeros(3, len(rows), size)
    for i, row in enumerate(rows):
        words[i, : len(row.words)] = torch.from_numpy(row.words)
        masks[0, i, : len(row.words)] = 1
        for mask, side in zip(masks[1:], row.sides, strict=True):
            mask[i, side] = 1
    return words, *masks, *(torch.tensor(of) for of in ([r.pair.allowed for r in rows], [r.pair.said for r in rows]))


def fit(
    weights: Mapping[str, NDArray[np.float32]],
    groups: Sequence[tuple[float, list[Seen]]],
    seed: int,
    which: Mapping[str, str] = GIVEN,
) -> Arrays:
    """The weights of the heads `which`, from those of `weights`, fitted to groups of pairs, each with its weight."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    heads: dict[str, nn.Module] = {
        name: mlp(128, len(TYPES), 0.2) if name == "pooled" else Relate(STATEMENT + 1, dropout=DROPOUT)
        for name in which
    }
    of_pair = next(head for name, head in heads.items() if name != "pooled")
    for name, head in heads.items():
        prefix = which[name]
        state = {n.removeprefix(prefix): torch.tensor(w) for n, w in weights.items() if n.startswith(prefix)}
        head.load_state_dict(state)
    batches: list[tuple[float, tuple[Tensor, ...]]] = []
    for weight, rows in groups:
        ordered = sorted(rows, key=lambda row: len(row.words))
        batches += [(weight, batch(ordered[i : i + BATCH])) for i in range(0, len(ordered), BATCH)]
    parameters = [p for head in heads.values() for p in head.parameters()]
    optimizer = torch.optim.AdamW(parameters, lr=RATE, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.0, EPOCHS * len(batches))
    for _ in range(EPOCHS):
        rng.shuffle(batches)
        for weight, (words, present, actor, recipient, allowed, said) in batches:
            sides = (mask * kept(len(words)) for mask in (actor, recipient))
            loss = among(of_pair(words, present, *sides), allowed)
            if "pooled" in heads:
                loss = loss + bagged(heads["pooled"](words), present, said)
            optimizer.zero_grad(set_to_none=True)
            (weight * loss).backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(parameters, 2.0)
            optimizer.step()
            schedule.step()
    # as they will ship, in half precision
    return {
        f"{name}.{n}": value.numpy().astype(np.float16).astype(np.float32)
        for name, head in heads.items()
        for n, value in head.state_dict().items()
    }


def measure(heads: PairHeads, rows: Sequence[Seen]) -> dict[str, float]:
    """Root and quad of pairs, as `Core.relate` gives them, in per cent."""
    found = [heads.relate(row.words, *row.sides, given=True)[:STATEMENT].tolist() for row in rows]
    wanted = [[float(row.pair.allowed >> i & 1) for i in range(STATEMENT)] for row in rows]
    roots, quads = ([(f(a), f(b)) for a, b in zip(found, wanted, strict=True)] for f in (root_of, quad_of))
    right = sum(a == b for a, b in roots) / len(roots)
    return {"root": macro(roots), "root, accuracy": round(100 * right, 2), "quad": macro(quads), "pairs": len(rows)}


def folded(core: Core, weights: Weights, seen: Callable[[list[Pair], str, list[Pair]], list[Seen]], seed: int) -> None:
    """Prints root and quad over all pairs, which stand alone here in fitting and in judging."""
    typed, quads = (pairs([*of(True), *of(False)]) for of in (corpora.relations, corpora.cameo))
    ours = pairs(corpora.written())
    once = [(weight, seen(of, PLACES[0], typed)) for weight, of in weighed(typed, quads, ours)]
    scores: list[list[float]] = []
    wanted: list[list[float]] = []
    for fold in range(FOLDS):
        groups = [(w, [r for r in rows if not corpora.held_out(r.pair.text, FOLDS, fold)]) for w, rows in once]
        heads = PairHeads(weights.pairs | fit(weights.pairs, groups, seed + fold), weights.relate_heads)
        held = [row for row in once[0][1] if corpora.held_out(row.pair.text, FOLDS, fold)]
        scores += [heads.relate(row.words, *row.sides, given=True)[:STATEMENT].tolist() for row in held]
        wanted += [[float(row.pair.allowed >> i & 1) for i in range(STATEMENT)] for row in held]
        told = {
            key: macro([(of(a), of(b)) for a, b in zip(scores, wanted, strict=True)])
            for key, of in (("root", root_of), ("quad", quad_of))
        }
        print(json.dumps({"folds": fold + 1, "pairs": len(scores), **told}), flush=True)


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
    parser.add_argument("--folds", action="store_true", help="figures of five folds; write nothing")
    parser.add_argument("--given", action="store_true", help="leave the head that weighs a record's acts as it is")
    parser.add_argument("--measure", action="store_true", help="measure what is there; fit and write nothing")
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    core, weights = Core(threads=given.threads, folder=given.weights, coref=False), load(given.weights)
    rng, reports, started = random.Random(given.seed), news(3), time.monotonic()

    def seen(of: list[Pair], where: str, others: list[Pair], half: int = 0) -> list[Seen]:
        placed = [place(pair, where, reports[half::2], others, rng) for pair in of]
        return read(core, [replace(p, said=0) for p in of] if where == PLACES[2] else of, placed)

    if given.folds:
        folded(core, weights, seen, given.seed)
        return
    held = pairs(corpora.relations(True))
    judged = {where: seen(held, where, held, 1) for where in PLACES}

    def report(when: str, arrays: Arrays) -> None:
        heads = PairHeads(arrays, weights.relate_heads)
        for where, rows in judged.items():
            print(json.dumps({"when": when, "pairs stand": where, **measure(heads, rows)}), flush=True)

    report("before", weights.pairs)
    if not given.measure:
        typed, quads, ours = (pairs(f) for f in (corpora.relations(False), corpora.cameo(False), corpora.written()))
        groups = [(weight, seen(of, where, typed)) for weight, of in weighed(typed, quads, ours) for where in PLACES]
        published = groups[: 2 * len(PLACES)]
        print(
            f"{sum(len(rows) for _, rows in groups)} readings of pairs, {time.monotonic() - started:.0f} s", flush=True
        )
        fitted = dict(weights.pairs)
        if not given.given:
            fitted |= fit(fitted, published, given.seed, EVENTS)
        fitted |= fit(fitted, groups, given.seed)
        report("after", fitted)
        write(fitted, given.weights)


if __name__ == "__main__":
    main()
