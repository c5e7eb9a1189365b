"""Figures against sentences of newswire annotated by hand: are the values right, and what they measure?

    python benchmarks/figures.py [--misses]

`data/figures.jsonl` holds, for each of 156 sentences with a numeral drawn by lot from the shared newswire, the report's
id, its code points and every figure in it by the guideline of RECORD.md: {start, end, low, high, measure}; many have
none. What goes wrong in the half "unseen" was never looked at while rules were written: `--misses` shows the other
half alone. A predicted figure is right in value where it overlaps one in the file and has the same low and high.
The sentences of market reports are scored apart as well: by the record's later guideline the prices and moves of single
shares, which the file holds, are no figures outside the lead. Reads ../shared/corpora/newswire.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from readout.actors.cast import Cast
from readout.extract.counted import is_market
from readout.extract.figures import figures
from readout.extract.reading import Reading
from readout.language import Core
from readout.record import Figure, Report
from readout.times import find

ROOT = Path(__file__).resolve().parents[1]
NEWSWIRE = ROOT.parent / "shared" / "corpora" / "newswire" / "reports.jsonl.gz"
GOLD = Path(__file__).parent / "data" / "figures.jsonl"


@dataclass
class Tally:
    """Figures right in value, found, and in the file; of the right ones, those right in measure."""

    same: int = 0
    found: int = 0
    gold: int = 0
    measured: int = 0

    def __str__(self) -> str:
        precision, recall = self.same / max(1, self.found), self.same / max(1, self.gold)
        f1 = 2 * self.same / max(1, self.found + self.gold)
        right = self.measured / max(1, self.same)
        return (
            f"value precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}  measure accuracy {right:.3f}"
            f"  ({self.gold} figures, {self.found} found)"
        )


def read(report: dict[str, Any], core: Core) -> tuple[list[Figure], bool]:
    """The figures of one newswire report, and whether it is a market report."""
    document = core.parse([report["text"]])[0]
    head = Report(id=report["id"], text=report["text"], published=report["published"])
    reading = Reading(head, document, Cast(document), ())
    times = find(report["text"], published=reading.published, document=document)
    found = figures(Reading(head, document, Cast(document, reading.published), times), (), ())
    return found, is_market(document)


def _fits(gold: dict[str, Any], found: Figure) -> bool:
    overlap = min(gold["end"], found.text.end) > max(gold["start"], found.text.start)
    return overlap and _near(gold["low"], found.low) and _near(gold["high"], found.high)


def _near(a: float | None, b: float | None) -> bool:
    return a is b is None or (a is not None and b is not None and abs(a - b) <= 1e-6 * max(1.0, abs(a)))


def score(sentence: dict[str, Any], found: list[Figure], tally: Tally) -> list[tuple[str, Any]]:
    """Adds one sentence to `tally`; returns what went wrong in it."""
    wrong: list[tuple[str, Any]] = []
    left = [f for f in found if sentence["start"] <= f.text.start < sentence["end"]]
    tally.found += len(left)
    for gold in sentence["figures"]:
        tally.gold += 1
        match = next((f for f in left if _fits(gold, f)), None)
        if match is None:
            wrong.append(("missed", (gold["start"], gold["end"], gold["low"], gold["high"], gold["measure"])))
            continue
        left.remove(match)
        tally.same += 1
        tally.measured += match.measure == gold["measure"]
        if match.measure != gold["measure"]:
            wrong.append(("measure", (gold["start"], gold["end"], f"{match.measure} for {gold['measure']}", match.why)))
    wrong += [("spurious", (f.text.start, f.text.end, f.low, f.high, f.measure, f.why)) for f in left]
    return wrong


def main() -> int:
    """Scores both halves."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--misses", action="store_true", help="show what is wrong in the half that was tuned on")
    given = options.parse_args()
    if not NEWSWIRE.exists():
        print(f"skipped: no corpus at {NEWSWIRE}")
        return 0
    sentences = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]
    wanted = {s["report"] for s in sentences}
    with gzip.open(NEWSWIRE, "rt", encoding="utf-8") as lines:
        reports = {r["id"]: r for r in map(json.loads, lines) if r["id"] in wanted}
    core = Core()
    tallies = {f"{half}{kind}": Tally() for half in ("tuned", "unseen") for kind in ("", ", no market")}
    for sentence in sentences:
        report = reports[sentence["report"]]
        found, market = read(report, core)
        wrong = score(sentence, found, tallies[sentence["half"]])
        if not market:
            score(sentence, found, tallies[f"{sentence['half']}, no market"])
        if given.misses and wrong and sentence["half"] == "tuned":
            print(" ".join(report["text"][sentence["start"] : sentence["end"]].split()))
            for kind, detail in wrong:
                print(f"    {kind}: {report['text'][detail[0] : detail[1]]!r} {detail[2:]}")
    for half, tally in tallies.items():
        print(f"{half:18} {tally}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
