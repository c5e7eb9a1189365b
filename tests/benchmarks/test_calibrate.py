"""The fit behind `confidence`: it finds what tells right from wrong, and its figures mean what they say."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from benchmarks.calibrate import Row, auc, brier, calibration_error, cross_validated, fit, folds, written
from benchmarks.judge import Verdict


def rows(count: int = 200) -> list[Row]:
    """Events of which those with `good` are right nine times of ten, the others once; `idle` says nothing."""
    dice = random.Random(5)
    out = []
    for n in range(count):
        good = dice.random() < 0.5
        right = dice.random() < (0.9 if good else 0.1)
        verdict = Verdict(1, f"r{n // 3}", 0, 1, "AID", 0.5, right, "" if right else "type")
        vector = np.array([dice.random(), float(good)], np.float32)
        out.append(Row(verdict, {"good": float(good), "idle": dice.random()}, vector))
    return out


def test_the_fit_weighs_the_sign_that_tells_and_hardly_the_idle_one() -> None:
    found = fit(rows(), 3.0)
    weights = dict(zip(found.names, found.weights, strict=True))
    assert weights["good"] > 2
    assert abs(weights["idle"]) < 1


def test_cross_validation_is_near_the_truth_and_no_report_is_in_two_folds() -> None:
    made = rows(2000)
    y = np.array([float(r.verdict.right) for r in made])
    p = cross_validated(made)
    assert auc(p, y) > 0.8
    assert calibration_error(p, y) < 0.1
    by_report: dict[str, set[int]] = {}
    for row, fold in zip(made, folds(made, 10), strict=True):
        by_report.setdefault(row.verdict.report, set()).add(int(fold))
    assert all(len(found) == 1 for found in by_report.values())


def test_a_missing_sign_counts_as_its_mean() -> None:
    found = fit(rows(), 3.0)
    mean = dict(zip(found.names, found.means, strict=True))
    seen = rows(1)[0]
    bare = Row(seen.verdict, {"idle": 0.5}, seen.vector)
    whole = Row(bare.verdict, {"idle": 0.5, "good": mean["good"]}, seen.vector)
    assert found.chances([bare])[0] == pytest.approx(found.chances([whole])[0])


def test_the_figures_by_hand() -> None:
    p, y = np.array([0.9, 0.6, 0.4, 0.1]), np.array([1.0, 0.0, 1.0, 0.0])
    assert auc(p, y) == 0.75
    assert brier(p, y) == pytest.approx((0.01 + 0.36 + 0.36 + 0.01) / 4)
    assert calibration_error(p, y, bins=2) == pytest.approx(0.25)


def test_the_file_that_ships_reads_as_the_fit_writes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from readout.extract import confidence, lexicon

    found = fit(rows(), 3.0)
    (tmp_path / "confidence.toml").write_text(written(found, rows()), "utf-8")
    monkeypatch.setattr(lexicon, "DATA", tmp_path)
    confidence._weights.cache_clear()
    try:
        row = rows()[0]
        signs = row.signs | {"core": float(found.core @ row.vector)}
        assert confidence.confidence(signs) == pytest.approx(found.chances([row])[0], abs=1e-3)
    finally:
        confidence._weights.cache_clear()
