"""Confidence of events: fits it on the events judged by hand, and says how far it can be trusted.

    python -m benchmarks.calibrate [--write] [--signs FILE]

Reads the reports of `data/judged_events.tsv` and `data/verdicts.jsonl` anew and gives each verdict to the event of the
same type whose trigger overlaps the judged one; says how many verdicts no event of today takes. Where
`data/judged_anew.tsv` has read an event again, its word goes: what a rule has mended since is no longer wrong. No event
counts twice. Fits a logistic regression with a ridge penalty (Newton's method; signs scaled to unit variance, those
that few events have by less) on the signs of `readout/extract/confidence.py` and, penalised more, the language
core's vector of the act's word. The figures are of ten-fold cross-validation by report: each event's confidence
comes from a fit that saw neither its report nor its verdict.
Beside them the confidence that stands on the sheet, which the code that was judged had given. `threshold` picks the
confidence under which events would be dropped on one half of the reports, and tells precision and recall of right
events on the other half.

`--write` puts the weights of a fit on all verdicts into `readout/extract/data/confidence.toml` and `confidence.npz`;
`--signs FILE` keeps the signs and verdicts, as JSON lines. Reads ../shared/corpora; says so and stops where it is
absent.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks import replay
from benchmarks.judge import NEWSWIRE, SHEET, Verdict, sheet
from readout import times
from readout.actors.cast import Cast
from readout.errors import ReadoutError
from readout.extract import confidence as confidences
from readout.extract.claims import claims
from readout.extract.events import weighed_acts
from readout.extract.reading import Reading, publication_day
from readout.intake import reports
from readout.language import Core

WEIGHTS = Path(confidences.__file__).parent / "data" / "confidence.toml"
ANEW = SHEET.with_name("judged_anew.tsv")
PENALTY = 100.0
FOLDS, BINS = 10, 5
OF_VECTORS = 50.0
"""How many times more the weights of the vectors are penalised: there are 384 of them."""
LEAST_SPREAD = 0.25
"""So that a sign which few events have does not weigh much on the word of those few."""
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Row:
    """One judged event: the signs that the code of today sees, and the verdict with the confidence of its day."""

    verdict: Verdict
    signs: dict[str, float]
    vector: NDArray[np.float32]


@dataclass(frozen=True)
class Fit:
    """Weights of a logistic regression: mean and weight of each sign, the intercept at the means, and the weights of
    the vectors, whose product with them is the sign "core", and its mean."""

    names: tuple[str, ...]
    means: Floats
    weights: Floats
    intercept: float
    core: Floats
    core_mean: float

    def chances(self, rows: list[Row]) -> Floats:
        """The probability of each of `rows` to be right; a missing sign counts as its mean."""
        signs = (_table(rows, self.names, self.means) - self.means) @ self.weights
        return 1 / (1 + np.exp(-(self.intercept + signs + _vectors(rows) @ self.core - self.core_mean)))


def judged_at_length() -> list[Verdict]:
    """The verdicts of `data/verdicts.jsonl`, in the form of the sheet."""
    return [
        Verdict(0, v.report, v.start, v.end, v.type, 0.5, not v.faults, v.cause) for v in replay.verdicts()
    ]  # fmt: skip


def judged_rows(verdicts: list[Verdict]) -> tuple[list[Row], list[Verdict]]:
    """The verdicts with the signs of the events that take them, and those that no event takes."""
    if not NEWSWIRE.is_file():
        sys.exit(f"skipped: no corpus at {NEWSWIRE}")
    wanted = {v.report for v in verdicts}
    core = Core()
    again = {(v.seed, v.report, v.start, v.type): v for v in sheet(ANEW)}
    verdicts = [again.get((v.seed, v.report, v.start, v.type), v) for v in verdicts]
    rows: list[Row] = []
    lost: list[Verdict] = []
    taken_by: set[tuple[str | None, int, str]] = set()
    for taken in reports(str(NEWSWIRE)):
        if isinstance(taken, ReadoutError) or taken.report.ref not in wanted:
            continue
        report = taken.report
        document = core.parse([report.text])[0]
        day = publication_day(report)
        found = times.find(report.text, published=day, document=document)
        reading = Reading(report, document, Cast(document, day), found)
        heads = partial(core.relate, document), partial(core.trigger_types, document)
        acts = weighed_acts(reading, claims(reading), *heads)
        for verdict in (v for v in verdicts if v.report == report.ref):
            near = [
                (c, signs) for c, signs in acts
                if c.kind == verdict.type and verdict.start <= document.tokens[c.trigger.head].start < verdict.end
            ]  # fmt: skip
            if not near:
                lost.append(verdict)
            elif (event := (report.ref, near[0][0].trigger.head, verdict.type)) not in taken_by:
                taken_by.add(event)
                seen = confidences.vector(near[0][0], document)
                assert seen is not None  # only a document without vectors has none
                rows.append(Row(verdict, {n: v for n, v in near[0][1].items() if n != "core"}, seen))
    return rows, lost


def _table(rows: list[Row], names: tuple[str, ...], means: Floats | None = None) -> Floats:
    values = np.array([[row.signs.get(name, math.nan) for name in names] for row in rows])
    fill = np.nan_to_num(np.nanmean(values, axis=0)) if means is None else means
    return np.where(np.isnan(values), fill, values)


def _right(rows: list[Row]) -> Floats:
    return np.array([float(row.verdict.right) for row in rows])


def _vectors(rows: list[Row]) -> Floats:
    return np.array([row.vector for row in rows], float)


def fit(rows: list[Row], penalty: float = PENALTY) -> Fit:
    """A logistic regression of the verdicts on signs and vectors, with `penalty` on the squares of the scaled weights,
    and `OF_VECTORS` times as much on those of the vectors."""
    names = tuple(sorted({name for row in rows for name in row.signs}))
    table, seen, y = _table(rows, names), _vectors(rows), _right(rows)
    means, spread = table.mean(axis=0), table.std(axis=0)
    spread[spread == 0] = 1.0
    spread = np.maximum(spread, LEAST_SPREAD)
    middle, width = seen.mean(axis=0), np.maximum(seen.std(axis=0), 1e-6)
    x = np.hstack([np.ones((len(rows), 1)), (table - means) / spread, (seen - middle) / width])
    ridge = np.diag([0.0] + [penalty] * len(names) + [OF_VECTORS * penalty] * seen.shape[1])
    w = np.zeros(x.shape[1])
    for _ in range(12):
        p = 1 / (1 + np.exp(-x @ w))
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + ridge, x.T @ (y - p) - ridge @ w)
        w += step
        if np.abs(step).max() < 1e-6:
            break
    of_signs, core = w[1 : len(names) + 1], w[len(names) + 1 :] / width
    return Fit(names, means, of_signs / spread, float(w[0]), core, float(core @ middle))


def folds(rows: list[Row], count: int, seed: int = 0) -> NDArray[np.int64]:
    """For each row the fold of its report."""
    names = sorted({row.verdict.report for row in rows})
    random.Random(seed).shuffle(names)
    at = {name: n % count for n, name in enumerate(names)}
    return np.array([at[row.verdict.report] for row in rows])


def cross_validated(rows: list[Row], seed: int = 0) -> Floats:
    """The probability of each row from a fit that saw nothing of its report."""
    fold, out = folds(rows, FOLDS, seed), np.zeros(len(rows))
    for n in range(FOLDS):
        held = [row for row, f in zip(rows, fold, strict=True) if f == n]
        if held:
            out[fold == n] = fit([row for row, f in zip(rows, fold, strict=True) if f != n]).chances(held)
    return out


def auc(p: Floats, y: Floats) -> float:
    """How often a right event has more confidence than a wrong one; ties count half."""
    right, wrong = p[y == 1][:, None], p[y == 0][None, :]
    return float(((right > wrong) + 0.5 * (right == wrong)).mean())


def brier(p: Floats, y: Floats) -> float:
    """The mean square of what confidence is off."""
    return float(((p - y) ** 2).mean())


def calibration_error(p: Floats, y: Floats, bins: int = BINS) -> float:
    """Expected calibration error over `bins` bins of equally many events."""
    parts = np.array_split(np.argsort(p, kind="stable"), bins)
    return float(sum(len(part) * abs(p[part].mean() - y[part].mean()) for part in parts if len(part)) / len(p))


def figures(label: str, p: Floats, y: Floats) -> None:
    """Prints AUC, Brier score, calibration error, and precision among the surest."""
    order = np.argsort(-p, kind="stable")
    shares = (0.25, 0.5, 0.75, 0.9, 1)
    kept = "  ".join(f"{share:.0%} {y[order[: max(1, round(share * len(y)))]].mean():.2f}" for share in shares)
    print(f"{label}: AUC {auc(p, y):.3f}  Brier {brier(p, y):.3f}  ECE {calibration_error(p, y):.3f}")
    print(f"  precision of the surest {kept}")


def threshold(rows: list[Row], p: Floats, recall: float = 0.95) -> None:
    """Drops below the highest confidence that keeps `recall` of the right events of one half of the reports."""
    y, half = _right(rows), folds(rows, 2, seed=7)
    for n in (0, 1):
        tune, test = half == n, half != n
        cut = float(np.quantile(p[tune & (y == 1)], 1 - recall))
        kept = test & (p >= cut)
        print(
            f"threshold {cut:.2f} (chosen on half {n}): precision {y[test].mean():.3f} -> {y[kept].mean():.3f}, "
            f"recall {y[kept].sum() / y[test].sum():.3f}, {kept.sum()} of {test.sum()} kept"
        )


def written(found: Fit, rows: list[Row]) -> str:
    """The weights as data/confidence.toml."""
    lines = [
        "# How surely an event is right: logistic regression on the signs of readout/extract/confidence.py.",
        "# Made by `python -m benchmarks.calibrate --write`; not to be edited by hand.",
        f"# Fitted on {len(rows)} events of {len({r.verdict.report for r in rows})} agency reports judged one by one",
        f"# (benchmarks/data/judged_events.tsv, verdicts.jsonl), ridge penalty {PENALTY:g} on scaled weights.",
        "",
        f"intercept = {found.intercept:.4f}",
        "",
        "# below it an act is left out of the record: chosen by hand, for precision",
        f"least = {confidences.least()}",
        "",
        "# sign = [mean, weight]: the weight of one unit above the mean, in log odds",
        "[signs]",
        *(f"{n} = [{m:.4f}, {w:.4f}]" for n, m, w in zip(found.names, found.means, found.weights, strict=True)),
        f"core = [{found.core_mean:.4f}, 1]",
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Fits, measures, and writes where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the weights into the package")
    parser.add_argument("--signs", type=Path, metavar="FILE", help="keep signs and verdicts here, as JSON lines")
    options = parser.parse_args()
    rows, lost = judged_rows([*sheet(), *judged_at_length()])
    print(f"{len(rows)} verdicts matched, {len(lost)} lost ({sum(v.right for v in lost)} of those right)")
    if options.signs:
        kept = [{"report": r.verdict.report, "right": r.verdict.right, "signs": r.signs} for r in rows]
        options.signs.write_text("".join(json.dumps(line) + "\n" for line in kept), "utf-8")
    y, p = _right(rows), cross_validated(rows)
    figures("confidence on the sheet", np.array([row.verdict.confidence for row in rows]), y)
    figures("fitted, cross-validated", p, y)
    event = np.array([float(row.verdict.cause != "no-event") for row in rows])
    print(f"  as a filter of words that tell no event: AUC {auc(p, event):.3f}")
    threshold(rows, p)
    for cut in (0.32, 0.36, 0.4, 0.44, 0.48, 0.52):
        listed = p >= cut
        print(
            f"  from {cut}: {listed.mean():.2f} of the events, precision {y[listed].mean():.3f},"
            f" {y[listed].sum() / y.sum():.2f} of the right ones"
        )
    found = fit(rows)
    scaled = np.abs(found.weights) * _table(rows, found.names).std(axis=0)
    strong = sorted(zip(scaled, found.names, found.weights, strict=True), reverse=True)[:10]
    print("strongest signs:", "  ".join(f"{name} {weight:+.2f}" for _, name, weight in strong))
    if options.write:
        WEIGHTS.write_text(written(found, rows), "utf-8")
        np.savez(WEIGHTS.with_suffix(".npz"), weights=found.core.astype(np.float32))


if __name__ == "__main__":
    main()
