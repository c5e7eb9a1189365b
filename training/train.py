"""One joint fine-tuning of the encoder and every head, over all corpora together.

    python -m training.train --minutes 75 --seed 13 --out runs/one
    python -m training.train --out runs/one --resume        # after a kill

Budget by time (`--minutes`) or by updates (`--steps`, reproducible to the bit on one machine).
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections import defaultdict
from dataclasses import asdict
from pathlib import Path

import torch
from torch import Tensor

from readout.language.pieces import WordPieces
from training import corpora, silver, treebanks
from training.batches import Corpus, blur_shapes, tensors
from training.losses import WEIGHTS, losses
from training.model import Labels, Network, pretrained
from training.quick import quick
from training.rounding import round_matrices

ENCODER_RATE, HEAD_RATE, WARM_UP = 2e-4, 1e-3, 0.06
MASK, FIRST_WORD, MASKED_BATCHES = 103, 104, 0.8
"""The piece that hides another, the first piece that is a word's, and the share of batches that hide any."""
POLISH = {"ewt": 0.25, "gum": 0.12, "polnear": 0.31, "timebank": 0.06, "re3d": 0.01}
POLISH |= {"relations": 0.08, "cameo": 0.02, "stories": 0.03, "written": 0.08, "news": 0.08}
"""Shares of the updates in the second stage."""
ALONE = ("relations", "cameo", "stories", "written")
"""Corpora of lone sentences, which the second stage gives a parse."""


def label_sets() -> Labels:
    """The classes of each head; tags and relations are those of the two treebanks' training parts."""
    rows = [r for bank in ("ewt", "gum") for _, text in treebanks.rows(bank, "train") for s in text for r in s]
    xpos, deprel = corpora.unique(r.xpos for r in rows), corpora.unique(r.deprel for r in rows)
    return Labels(corpora.UPOS, xpos, deprel, corpora.NAMES, corpora.EVENTS, corpora.TYPES)


def load(labels: Labels, fold: int = 0) -> list[Corpus]:
    """Every training corpus with its share of the updates and the size of its batches; pairs and CAMEO less `fold`."""
    tags = labels.xpos, labels.deprel
    read = {
        "ewt": (treebanks.texts("ewt", "train", *tags), 0.24, 2300),
        "gum": (treebanks.texts("gum", "train", *tags), 0.24, 2300),
        "polnear": (corpora.polnear("train"), 0.22, 2300),
        "timebank": (corpora.timebank(False), 0.05, 1500),
        "re3d": (corpora.re3d("train"), 0.02, 1200),
        "relations": (corpora.relations(False, fold), 0.11, 1000),
        "cameo": (corpora.cameo(False, fold), 0.06, 1200),
        "stories": (corpora.stories(False), 0.06, 2000),
        "written": (corpora.written(), 0.08, 1200),
    }
    return [Corpus(name, list(texts), share, pieces) for name, (texts, share, pieces) in read.items()]


def masked(ids: Tensor, share: float) -> Tensor:
    """The pieces with a `share` (0-1) of them hidden, so that the words around must tell what a word is."""
    hidden = (torch.rand(ids.shape) < share) & (ids >= FIRST_WORD)
    return torch.where(hidden, torch.full_like(ids, MASK), ids)


class Run:
    """The state of a run: network, optimiser, position in the corpora, time spent."""

    def __init__(self, out: Path, seed: int, minutes: float, steps: int, fold: int = 0, masked: float = 0.0) -> None:
        self.out, self.seed, self.minutes, self.steps, self.masked = out, seed, minutes, steps, masked
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        torch.manual_seed(seed)
        self.rng = random.Random(seed)
        self.labels = label_sets()
        vocabulary = (pretrained() / "vocab.txt").read_text(encoding="utf-8").split("\n")
        self.pieces = WordPieces(vocabulary)
        self.corpora = load(self.labels, fold)
        self.network = Network(self.labels)
        self.network.encoder.load(pretrained())
        self.network.to(self.device)
        self.optimizer = self._optimizer()
        self.rate = 1.0
        self.step, self.spent, self.started = 0, 0.0, time.monotonic()

    def _optimizer(self) -> torch.optim.Optimizer:
        groups: dict[tuple[bool, bool], list[Tensor]] = defaultdict(list)
        for name, parameter in self.network.named_parameters():
            if parameter.requires_grad:
                groups[name.startswith("encoder."), parameter.ndim > 1].append(parameter)
        settings = [
            {"params": found, "rate": ENCODER_RATE if encoder else HEAD_RATE, "weight_decay": 0.01 if matrix else 0.0}
            for (encoder, matrix), found in groups.items()
        ]
        return torch.optim.AdamW(settings, lr=0.0, betas=(0.9, 0.98), fused=True)

    @property
    def progress(self) -> float:
        """How much of the budget is spent, 0-1."""
        if self.steps:
            return self.step / self.steps
        return (self.spent + time.monotonic() - self.started) / (60 * self.minutes)

    def update(self) -> tuple[str, dict[str, float], int]:
        """One batch, one update: the corpus, the losses, the pieces read."""
        corpus = self.rng.choices(self.corpora, [c.share for c in self.corpora])[0]
        batch = tensors(corpus.next(self.pieces, self.seed))
        blur_shapes(batch, self.rng)
        if self.masked and self.rng.random() < MASKED_BATCHES:
            batch["ids"] = masked(batch["ids"], self.masked)
        batch = {name: value.to(self.device) for name, value in batch.items()}
        part = self.progress
        rate = min(part / WARM_UP, max(0.0, 1 - part) / (1 - WARM_UP)) if part < 1 else 0.0
        for group in self.optimizer.param_groups:
            group["lr"] = max(rate, 0.002) * group["rate"] * self.rate
        with torch.autocast(self.device.type, torch.bfloat16):
            words = self.network.words(*(batch[n] for n in ("ids", "shapes", "first", "last")))
        found = losses(self.network, words, batch)
        total = torch.stack([WEIGHTS[name] * value for name, value in found.items()]).sum()
        self.optimizer.zero_grad(set_to_none=True)
        total.backward()  # type: ignore[no-untyped-call]
        norm = torch.nn.utils.clip_grad_norm_(self.network.parameters(), 2.0)
        if math.isfinite(float(norm)):
            self.optimizer.step()
        self.step += 1
        return corpus.name, {name: float(value.detach()) for name, value in found.items()}, batch["ids"].numel()

    def save(self) -> None:
        """Write everything that resuming needs, at one stroke."""
        spent = self.spent + time.monotonic() - self.started
        state = {
            "network": self.network.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "labels": asdict(self.labels),
            "seed": self.seed,
            "minutes": self.minutes,
            "steps": self.steps,
            "masked": self.masked,
            "step": self.step,
            "spent": spent,
            "rng": self.rng.getstate(),
            "torch": torch.get_rng_state(),
            "places": {c.name: (c.epoch, c.at) for c in self.corpora},
        }
        part = self.out / "last.part"
        torch.save(state, part)
        part.replace(self.out / "last.pt")

    def polish(self, start: Path, rate: float) -> None:
        """Begin from another run's network; the corpora get the labels that it gives them in running text."""
        state = torch.load(start / "last.pt", map_location=self.device, weights_only=False)
        self.network.load_state_dict(state["network"])
        if not (self.out / "silver.pt").exists():
            self._make_silver(rate)
        self._take_silver()
        self.started = time.monotonic()

    def _make_silver(self, rate: float) -> None:
        """Label newswire and the lone sentences, and keep the labels in the run's folder."""
        reports = silver.news(6)
        silver.label_running(self.network, reports, self.labels, self.pieces)
        alone = [text for corpus in self.corpora if corpus.name in ALONE for text in corpus.texts]
        silver.label_alone(self.network, alone, reports, self.labels, self.pieces)
        labelled = [t for t in reports if any(s.layers for s in t.sentences)]
        torch.save({"alone": alone, "news": labelled, "rate": rate}, self.out / "silver.pt")
        count = sum("heads" in s.layers for t in alone for s in t.sentences)
        log(self, f"polish: {count} lone sentences and {len(labelled)} reports labelled")

    def _take_silver(self) -> None:
        """Give the corpora the labels in the run's folder, and the shares of the second stage."""
        found = torch.load(self.out / "silver.pt", weights_only=False)
        self.rate = found["rate"]
        texts = iter(found["alone"])
        for corpus in self.corpora:
            if corpus.name in ALONE:
                corpus.texts = [next(texts) for _ in corpus.texts]
            corpus.share = POLISH[corpus.name]
        self.corpora.append(Corpus("news", found["news"], POLISH["news"], 2000))

    def resume(self) -> None:
        """Take up the run where its last checkpoint left it."""
        state = torch.load(self.out / "last.pt", map_location=self.device, weights_only=False)
        if (self.out / "silver.pt").exists():
            self._take_silver()
        self.network.load_state_dict(state["network"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.step, self.spent = state["step"], state["spent"]
        self.seed, self.minutes, self.steps = state["seed"], state["minutes"], state["steps"]
        self.masked = state.get("masked", 0.0)
        self.rng.setstate(state["rng"])
        torch.set_rng_state(state["torch"].cpu())
        for corpus in self.corpora:
            corpus.epoch, corpus.at = state["places"][corpus.name]


def train(run: Run, every: float, check: float) -> None:
    """Update until the budget is spent; log each 50 updates, save every `every` minutes, test every `check`."""
    seen: dict[str, list[float]] = defaultdict(list)
    pieces, since, saved, checked = 0, time.monotonic(), time.monotonic(), time.monotonic()
    while run.progress < 1:
        name, found, count = run.update()
        pieces += count
        for task, value in found.items():
            seen[task if name not in ("re3d", "gum", "polnear") or task != "names" else f"names.{name}"].append(value)
        now = time.monotonic()
        if run.step % 50 == 0:
            means = " ".join(f"{task} {sum(v) / len(v):.3f}" for task, v in sorted(seen.items()))
            log(run, f"step {run.step} {run.progress:.3f} {pieces / (now - since):.0f} pieces/s {means}")
            seen.clear()
            pieces, since = 0, now
        if now - saved > 60 * every:
            run.save()
            saved = time.monotonic()
        if now - checked > 60 * check:
            log(run, f"dev at {run.step} {json.dumps(quick(run.network, run.labels, run.pieces, run.device))}")
            checked = since = time.monotonic()
            pieces = 0
    run.save()
    log(run, f"end at {run.step} {json.dumps(quick(run.network, run.labels, run.pieces, run.device))}")


def log(run: Run, line: str) -> None:
    places = " ".join(f"{c.name}:{c.epoch}" for c in run.corpora) if line.startswith("dev") else ""
    with (run.out / "log.txt").open("a", encoding="utf-8") as out:
        print(f"{time.strftime('%H:%M:%S')} {line} {places}", file=out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=75.0)
    parser.add_argument("--steps", type=int, default=0)
    parser.add_argument("--seed", type=int, default=13)
    parser.add_argument("--every", type=float, default=5.0, help="minutes between checkpoints")
    parser.add_argument("--check", type=float, default=10.0, help="minutes between quick tests")
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--polish", type=Path, help="second stage: start from this run, self-train on lone sentences")
    parser.add_argument("--rate", type=float, default=0.35, help="factor of the learning rates in the second stage")
    parser.add_argument(
        "--masked", type=float, default=0.0, metavar="SHARE", help="hide this share (0-1) of the pieces"
    )
    parser.add_argument("--rounded", action="store_true", help="round as int8 does, to learn to bear it")
    given = parser.parse_args()
    if given.threads:
        torch.set_num_threads(given.threads)
    given.out.mkdir(parents=True, exist_ok=True)
    run = Run(given.out, given.seed, given.minutes, given.steps, masked=given.masked)
    if given.polish:
        run.polish(given.polish, given.rate)
    elif given.resume and (given.out / "last.pt").exists():
        run.resume()
    if given.rounded:
        round_matrices(run.network)
    train(run, given.every, given.check)


if __name__ == "__main__":
    main()
