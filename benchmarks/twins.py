"""Events told twice: fits and measures what `readout/extract/twins.py` weighs.

    python -m benchmarks.twins [--write]

Of the judged reports (`data/verdicts.jsonl`) it takes each two acts of one type that today's rules leave apart, with
the judges' word on whether both are one. Prints what is found at several thresholds by five-fold cross-validation over
reports: acts folded, right folds, right events that would go with a wrong fold. `--write` puts the weights of a fit on
all into `readout/extract/data/twins.toml`. Reads ../shared/corpora; says so and stops where it is absent.
"""

from __future__ import annotations

import argparse
import math
import sys
import zlib
from collections import defaultdict
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from benchmarks.calibrate import auc
from benchmarks.judge import NEWSWIRE
from benchmarks.replay import Verdict, verdicts
from readout import times
from readout.actors.cast import Cast
from readout.errors import ReadoutError
from readout.extract import twins
from readout.extract.claims import claims
from readout.extract.confidence import confidence, least
from readout.extract.events import weighed_acts
from readout.extract.reading import Reading, publication_day
from readout.intake import reports
from readout.language import Core

WEIGHTS = Path(twins.__file__).parent / "data" / "twins.toml"
FOLDS, PENALTY = 5, 8.0
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Pair:
    """Two acts of one report, `new` the later; whether the judges took them for one, and whether `new` was right."""

    report: str
    new: tuple[str, int]
    signs: dict[str, float]
    one: bool
    right: bool


def pairs() -> list[Pair]:
    """The judged pairs of one type that the rules leave apart, of acts that are listed."""
    if not NEWSWIRE.is_file():
        sys.exit(f"skipped: no corpus at {NEWSWIRE}")
    by_report: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in verdicts():
        by_report[verdict.report].append(verdict)
    core = Core()
    out: list[Pair] = []
    for taken in reports(str(NEWSWIRE)):
        if isinstance(taken, ReadoutError) or taken.report.ref not in by_report:
            continue
        document = core.parse([taken.report.text])[0]
        day = publication_day(taken.report)
        found = times.find(taken.report.text, published=day, document=document)
        reading = Reading(taken.report, document, Cast(document, day), found)
        acts = weighed_acts(
            reading, claims(reading), partial(core.relate, document), partial(core.trigger_types, document)
        )
        judged = [
            (c, v)
            for c, seen in acts
            if confidence(seen) >= least()
            for v in by_report[str(taken.report.ref)]
            if v.type == c.kind and v.start <= document.tokens[c.trigger.head].start < v.end and v.cause != "no-event"
        ]
        group = groups(by_report[str(taken.report.ref)])
        for n, (new, mine) in enumerate(judged):
            for old, other in judged[:n]:
                if old.kind == new.kind and (old.status == "negated") == (new.status == "negated"):
                    out.append(
                        Pair(
                            str(taken.report.ref),
                            (str(taken.report.ref), mine.start),
                            twins.signs(reading, old, new),
                            group[mine.start, mine.type] == group[other.start, other.type],
                            not mine.faults,
                        )
                    )
    return out


def groups(judged: list[Verdict]) -> dict[tuple[int, str], tuple[int, str]]:
    """For each judged event of a report the first of those that are one with it."""
    up = {(v.start, v.type): (v.start, v.type) for v in judged}

    def top(key: tuple[int, str]) -> tuple[int, str]:
        while up.get(key, key) != key:
            key = up[key]
        return key

    for v in judged:
        start, _, kind = v.faults.get("D", "").partition(":")
        if start.isdigit():
            up[top((v.start, v.type))] = top((int(start), kind))
    return {key: top(key) for key in up}


def table(rows: list[Pair], names: list[str]) -> Floats:
    return np.array([[row.signs.get(name, 0.0) for name in names] for row in rows])


def fit(x: Floats, y: Floats) -> Floats:
    """Weights, the intercept first: a logistic regression with a ridge penalty on standardised signs."""
    mean, spread = x.mean(axis=0), np.maximum(x.std(axis=0), 0.05)
    z = np.hstack([np.ones((len(x), 1)), (x - mean) / spread])
    ridge = np.diag([0.0] + [PENALTY] * x.shape[1])
    w = np.zeros(z.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-z @ w))
        step = np.linalg.solve((z * (p * (1 - p))[:, None]).T @ z + ridge, z.T @ (y - p) - ridge @ w)
        w += step
        if np.abs(step).max() < 1e-8:
            break
    return np.concatenate([[w[0] - float((w[1:] * mean / spread).sum())], w[1:] / spread])


def predicted(x: Floats, w: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-(w[0] + x @ w[1:]))))


def main() -> None:
    """Fits, measures, and writes where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the weights into the package")
    given = parser.parse_args()
    with patch.object(twins, "least", return_value=math.inf):  # what the weights have joined is to be weighed again
        rows = pairs()
    names = sorted({name for row in rows for name in row.signs})
    x, y = table(rows, names), np.array([float(row.one) for row in rows])
    fold = np.array([zlib.crc32(row.report.encode()) // 7 % FOLDS for row in rows])
    p = np.zeros(len(rows))
    for n in range(FOLDS):
        p[fold == n] = predicted(x[fold == n], fit(x[fold != n], y[fold != n]))
    print(f"{len(rows)} pairs, {int(y.sum())} of them one; out of fold: AUC {auc(p, y):.3f}")
    for cut in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        best: dict[tuple[str, int], tuple[float, bool, bool]] = {}
        for row, q in zip(rows, p, strict=True):
            if q >= cut and q > best.get(row.new, (0.0, False, False))[0]:
                best[row.new] = float(q), row.one, row.right
        wrong = [right for _, one, right in best.values() if not one]
        print(f"  from {cut}: {len(best)} folded, {len(best) - len(wrong)} rightly; {sum(wrong)} right events lost")
    w = fit(x, y)
    strong = sorted(zip(np.abs(w[1:]) * x.std(axis=0), names, w[1:], strict=True), reverse=True)[:14]
    print("strongest:", "  ".join(f"{name} {weight:+.2f}" for _, name, weight in strong))
    if given.write:
        lines = [
            "# How surely two acts of a report are one told twice: weights of the signs of readout/extract/twins.py.",
            "# Made by `python -m benchmarks.twins --write`; not to be edited by hand.",
            f"# Fitted on {len(rows)} pairs of {len({r.report for r in rows})} reports, ridge penalty {PENALTY:g}.",
            "",
            "# from it on two are taken for one: chosen by hand",
            f"least = {twins.least()}",
            f"intercept = {w[0]:.4f}",
            "",
            "[signs]",
            *(f"{name} = {weight:.4f}" for name, weight in zip(names, w[1:], strict=True)),
        ]
        WEIGHTS.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
