"""Five-fold figures of what shares its sentences with training: PLOVER pairs, CAMEO classes and CAMEO spans.

    python -m training.folds --minutes 20 --out runs/folds              # each fold from the pretrained encoder
    python -m training.folds --base --minutes 30 --out runs/base        # a run that sees neither corpus ...
    python -m training.folds --minutes 5 --start runs/base --out ...    # ... and each fold from there

A fold is a fifth of the sentences by a hash of the text, the same for both corpora, as they overlap. Never start from
the weights that ship: they saw four fifths of everything. A fold that has its figures is not run again. Prints one
JSON line a fold, and the figures over all sentences, each judged by the network that did not see it.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import torch
from torch import Tensor

from readout.language.chunks import lengths
from training import corpora
from training.batches import batched, chunked, tensors
from training.corpora import QUADS, STATEMENT, TYPES, Text
from training.model import NEGATIVE
from training.train import Run, train

SHARES = {"ewt": 0.05, "gum": 0.1, "polnear": 0.0, "timebank": 0.05, "re3d": 0.0}
SHARES |= {"relations": 0.35, "cameo": 0.25, "stories": 0.2, "written": 0.0}
BASE = {"ewt": 0.2, "gum": 0.22, "polnear": 0.2, "timebank": 0.1, "re3d": 0.02}
BASE |= {"relations": 0.0, "cameo": 0.0, "stories": 0.26, "written": 0.0}
TAUGHT = {"ewt": 0.06, "gum": 0.1, "polnear": 0.06, "timebank": 0.05, "re3d": 0.0}
TAUGHT |= {"relations": 0.0, "cameo": 0.0, "stories": 0.13, "written": 0.6}
"""Of a base that goes on from a base: our own pairs foremost."""
Pairs = list[tuple[str, str]]
"""Found and wanted classes."""


def judged(run: Run, texts: list[Text]) -> Iterator[tuple[dict[str, Tensor], Tensor]]:
    """The batches of `texts`, each with the vectors of its words."""
    examples = []
    for text in texts:
        examples += chunked(text, lengths([s.words for s in text.sentences], run.pieces), run.pieces, 400)
    run.network.eval()
    for group in batched(examples, 3000, random.Random(0)):
        batch = {name: value.to(run.device) for name, value in tensors(group).items()}
        with torch.autocast(run.device.type, torch.bfloat16):
            words = run.network.words(*(batch[n] for n in ("ids", "shapes", "first", "last")))
        yield batch, words


@torch.no_grad()
def cameo(run: Run, fold: int) -> tuple[Pairs, dict[str, list[int]]]:
    """Classes found and wanted; and right, found, wanted words of actors and recipients."""
    classes: Pairs = []
    spans = {"actor": [0, 0, 0], "recipient": [0, 0, 0]}
    for batch, words in judged(run, list(corpora.cameo(True, fold))):
        present = (batch["sentence"] >= 0).float()
        weight = run.network.quad_weight(words)[..., 0] + (1 - present) * NEGATIVE
        found = (weight.softmax(1)[..., None] * run.network.quad(words)).sum(1).argmax(-1)
        classes += [(str(a), str(b)) for a, b in zip(found.tolist(), batch["target:quad"].tolist(), strict=True)]
        roles = run.network.roles(words) > 0
        for i, side in enumerate(spans):
            if side in batch:
                known = batch[side] >= 0
                ours, theirs = roles[..., i] & known, (batch[side] == 1) & known
                for k, count in enumerate((ours & theirs, ours, theirs)):
                    spans[side][k] += int(count.sum())
    return classes, spans


@torch.no_grad()
def relations(run: Run, fold: int) -> tuple[Pairs, Pairs]:
    """Roots and quads found and wanted; the mean of the pair head and the pooled words, as `Core.relate` has it."""
    roots: Pairs = []
    quads: Pairs = []
    for batch, words in judged(run, list(corpora.relations(True, fold))):
        present = (batch["sentence"] >= 0).float()
        masks = [(batch[layer] == 1).float() for layer in ("actor", "recipient")]
        pair = run.network.relate(words, present, *masks).softmax(-1)[:, :STATEMENT]
        pooled = (run.network.types(words) + (1 - present[..., None]) * NEGATIVE).logsumexp(1).softmax(-1)
        for scores, allowed in zip(((pair + pooled) / 2).tolist(), batch["target:allowed"].tolist(), strict=True):
            wanted = [float(allowed >> i & 1) for i in range(STATEMENT)]
            roots.append((root_of(scores), root_of(wanted)))
            quads.append((quad_of(scores), quad_of(wanted)))
    return roots, quads


def root_of(scores: Sequence[float]) -> str:
    """The type of the highest score; CONCEDE and RETREAT are one, YIELD, as in the data."""
    summed = {name: scores[i] for i, name in enumerate(TYPES)}
    summed["YIELD"] = summed.pop("CONCEDE") + summed.pop("RETREAT")
    return max(summed, key=lambda name: summed[name])


def quad_of(scores: Sequence[float]) -> str:
    """The quad of the most mass; CONCEDE counts as YIELD, which is material cooperation in the data."""
    concede = TYPES.index("CONCEDE")
    mass = [sum(scores[i] for i in group if i != concede) for group in QUADS]
    mass[1] += scores[concede]
    return str(1 + mass.index(max(mass)))


def macro(pairs: Pairs) -> float:
    """Macro F1 in per cent over the classes that are wanted somewhere."""
    out = []
    for name in {wanted for _, wanted in pairs}:
        right = sum(f == w == name for f, w in pairs)
        out.append(2 * right / max(1, sum(f == name for f, _ in pairs) + sum(w == name for _, w in pairs)))
    return round(100 * sum(out) / len(out), 2)


def trained(given: argparse.Namespace, out: Path, shares: Mapping[str, float], fold: int = 0) -> Run:
    """A run over the corpora with these `shares`, without that `fold`, brought to its end, or taken up and then."""
    out.mkdir(parents=True, exist_ok=True)
    run = Run(out, given.seed + fold, given.minutes, given.steps, fold)
    for corpus in run.corpora:
        corpus.share = shares[corpus.name]
    if (out / "last.pt").exists():
        run.resume()
    elif given.start:
        state = torch.load(given.start / "last.pt", map_location=run.device, weights_only=False)
        run.network.load_state_dict(state["network"])
    train(run, every=5, check=1e9)
    return run


def one(given: argparse.Namespace, fold: int) -> dict[str, object]:
    """Train without the fold, judge the fold."""
    run = trained(given, given.out / str(fold), SHARES, fold)
    classes, spans = cameo(run, fold)
    roots, quads = relations(run, fold)
    return {"fold": fold, "classes": classes, "spans": spans, "roots": roots, "quads": quads}


def summary(found: list[dict[str, object]]) -> dict[str, float]:
    """Macro F1s, and token F1s of spans, over the sentences of all folds together."""
    out = {key: macro([(a, b) for d in found for a, b in d[key]]) for key in ("classes", "roots", "quads")}  # type: ignore[attr-defined]
    for side in ("actor", "recipient"):
        right, ours, theirs = (sum(d["spans"][side][k] for d in found) for k in range(3))  # type: ignore[index]
        out[side] = round(200 * right / max(1, ours + theirs), 2)
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=20.0, help="a fold")
    parser.add_argument("--steps", type=int, default=0)
    parser.add_argument("--seed", type=int, default=13)
    parser.add_argument("--start", type=Path, help="a run that saw neither corpus")
    parser.add_argument("--folds", type=int, nargs="*", default=list(range(5)))
    parser.add_argument("--base", action="store_true", help="train on what is neither corpus, to start folds from")
    given = parser.parse_args()
    if given.base:
        trained(given, given.out, TAUGHT if given.start else BASE)
        return
    found = []
    for fold in given.folds:
        path = given.out / f"{fold}.json"
        if not path.exists():
            figures = one(given, fold)
            path.write_text(json.dumps(figures), encoding="utf-8")
        found.append(json.loads(path.read_text(encoding="utf-8")))
        print(json.dumps({"fold": fold, **summary(found[-1:])}), flush=True)
    print(json.dumps({"folds": len(found), **summary(found)}))


if __name__ == "__main__":
    main()
