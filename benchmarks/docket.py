"""The docket against sentences of newswire annotated by hand: is each item found, and under the right days?

    python -m benchmarks.docket [--misses] [--sheet N [--seed S]]

`data/docket.jsonl` holds 150 sentences drawn by lot from those of the shared newswire that have a word of the future
("will", "due", "next"…), annotated before any rule was tuned on them: the report's id, the sentence's code points, and
its docket items by the guideline of the codebook, each as the code points of its words with kind, days and status. Most
have none: forecasts, rules, threats, aims. `optional` items are matters of taste and count neither way. The half is
drawn by a hash; `--misses` shows the half "seen" alone. A hundred more ("fresh") were drawn the same way from other
reports and annotated after the rules of both halves were done, before anything was read on them; what is missed in
them was read since, so they are no longer unseen. Fixtures of sport and
shows are `optional` in all.  Each sentence is read by itself, with its report's date, since
a report's record tells a matter once. An item is found where its evidence overlaps the words in the file; its period
is right where it is equal or shares more than half of the days of both, or both have none.

`--sheet N` writes the items of N reports drawn by lot, for a check by hand: `data/docket_hand.jsonl` holds such sheets
with their verdicts, in the order in which they were judged, rules being mended between them; the last lines of the
output sum them up. `data/docket_read.txt` names the reports drawn so far, which no later sheet draws: add those of a
new one. (Sheets 5050 to 7171 left out only the reports that had items, which leaves poorer ones.) An item is right
where it is to come and has the day that the text gives, or none.
Reads ../shared/corpora/newswire.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from readout.intake import Taken
from readout.reader import Reader
from readout.record import DocketItem, Record, Report

NEWSWIRE = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "newswire" / "reports.jsonl.gz"
GOLD = Path(__file__).parent / "data" / "docket.jsonl"
HAND = Path(__file__).parent / "data" / "docket_hand.jsonl"
READ = Path(__file__).parent / "data" / "docket_read.txt"


@dataclass
class Tally:
    """Items found rightly, of these with the right days and of the right kind; all that were found; all in the file."""

    same: int = 0
    dated: int = 0
    kind: int = 0
    found: int = 0
    gold: int = 0

    def f1(self, right: int) -> float:
        return 2 * right / max(1, self.found + self.gold)

    def __str__(self) -> str:
        precision, recall = self.same / max(1, self.found), self.same / max(1, self.gold)
        return (
            f"item precision {precision:.3f}  recall {recall:.3f}  F1 {self.f1(self.same):.3f}"
            f"  with the right period F1 {self.f1(self.dated):.3f}  kind accuracy {self.kind / max(1, self.same):.3f}"
            f"  ({self.gold} items, {self.found} found)"
        )


def newswire(wanted: Iterable[str] | None = None) -> dict[str, dict[str, Any]]:
    """The reports of the shared newswire by id; all of them, or those `wanted`."""
    ids = set(wanted) if wanted is not None else None
    with gzip.open(NEWSWIRE, "rt", encoding="utf-8") as lines:
        return {r["id"]: r for r in map(json.loads, lines) if ids is None or r["id"] in ids}


def records(reports: Iterable[dict[str, Any]]) -> list[Record]:
    """Their records, in order."""
    taken = [Taken(Report(id=r["id"], text=r["text"], published=r["published"])) for r in reports]
    return list(Reader().read_many(taken))


def same_days(gold: list[str] | None, item: DocketItem) -> bool:
    """Whether two periods are equal, or share more than half of the days of both; both without days are the same."""
    when = item.when
    if gold is None or when is None or when.start is None or when.end is None:
        return gold is None and when is None
    a, b = (date.fromisoformat(d).toordinal() for d in gold)
    c, d = (date.fromisoformat(s).toordinal() for s in (when.start, when.end))
    return 2 * (min(b, d) - max(a, c) + 1) > max(b - a, d - c) + 1


def score(sentence: dict[str, Any], found: list[DocketItem], tally: Tally) -> list[str]:
    """Adds one sentence to `tally`; returns what went wrong in it. Offsets of `found` count from the sentence."""
    start, wrong, left = sentence["start"], [], list(found)

    def overlap(gold: dict[str, Any], item: DocketItem) -> int:
        return int(min(gold["end"] - start, item.evidence.end) - max(gold["start"] - start, item.evidence.start))

    firm = [g for g in sentence["items"] if not g.get("optional")]
    tally.gold += len(firm)
    for gold in firm:
        fits = [i for i in left if overlap(gold, i) > 0]
        best = max(
            fits, key=lambda i: (same_days(gold["when"], i), i.kind == gold["kind"], overlap(gold, i)), default=None
        )
        if best is None:
            wrong.append(f"missed {gold['kind']} {gold['when']} at {gold['start'] - start}")
            continue
        left.remove(best)
        tally.found += 1
        tally.same += 1
        tally.dated += same_days(gold["when"], best)
        tally.kind += best.kind == gold["kind"]
        if not same_days(gold["when"], best):
            wrong.append(f"days {best.when and (best.when.start, best.when.end)} for {gold['when']}: {best.what}")
    spare = [g for g in sentence["items"] if g.get("optional")]
    left = [i for i in left if not any(overlap(g, i) > 0 for g in spare)]
    tally.found += len(left)
    return wrong + [f"spurious {i.kind} {i.status} {i.when and i.when.start}: {i.what} ({i.why})" for i in left]


def described(report: dict[str, Any], item: DocketItem) -> str:
    """An item for the judge: the day of the report, what is due, when, and the words with their surroundings."""
    text, start, end = report["text"], item.evidence.start, item.evidence.end
    when = f"{item.when.start}..{item.when.end}" if item.when else "no day"
    words = " ".join(f"{text[max(0, start - 120) : start]}[[{text[start:end]}]]{text[end : end + 80]}".split())
    return f"    {report['published'][:10]} {item.kind} {item.status} {when} {item.what!r} ({item.why}): {words}"


def sheet(count: int, seed: int) -> None:
    """Prints the docket of `count` reports drawn by lot, a line of JSON each; its words go to standard error.

    Reports that were read before are left out, those too that had no item: rules were tuned on them.
    """
    every = newswire()
    read = {json.loads(line)["report"] for line in GOLD.read_text("utf-8").splitlines()}
    read |= set(READ.read_text("utf-8").split())
    chosen = [every[i] for i in random.Random(seed).sample(sorted(every.keys() - read), count)]
    for report, record in zip(chosen, records(chosen), strict=True):
        for item in record.docket:
            days = [item.when.start, item.when.end] if item.when else None
            line = {
                "seed": seed,
                "report": report["id"],
                "start": item.evidence.start,
                "end": item.evidence.end,
                "when": days,
            }
            print(json.dumps({**line, "verdict": None}))
            print(described(report, item), file=sys.stderr)


def judged() -> list[dict[str, Any]]:
    """The items of the sheets judged by hand, in the order in which they were judged."""
    return [json.loads(line) for line in HAND.read_text("utf-8").splitlines()] if HAND.exists() else []


def hand() -> list[str]:
    """What the sheets judged by hand say, each on the code of its day: right ones, and the causes of the others."""
    lines = judged()
    out = []
    for seed in dict.fromkeys(line["seed"] for line in lines):
        those = [line for line in lines if line["seed"] == seed]
        right = sum(line["verdict"] == "right" for line in those)
        causes = Counter(line["cause"] for line in those if line["verdict"] != "right")
        said = "  ".join(f"{cause} {n}" for cause, n in causes.most_common())
        out.append(f"by hand, seed {seed}: {right} of {len(those)} items to come and rightly dated;  wrong: {said}")
    return out


def main() -> int:
    """Scores both halves."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--misses", action="store_true", help="show what is wrong in the half that was tuned on")
    options.add_argument("--sheet", type=int, metavar="N", help="write the items of N reports drawn by lot")
    options.add_argument("--seed", type=int, default=6, help="of the lot [default: 6]")
    given = options.parse_args()
    if not NEWSWIRE.exists():
        print(f"skipped: no corpus at {NEWSWIRE}")
        return 0
    if given.sheet:
        sheet(given.sheet, given.seed)
        return 0
    sentences = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]
    reports = newswire(s["report"] for s in sentences)
    texts = [{**reports[s["report"]], "text": reports[s["report"]]["text"][s["start"] : s["end"]]} for s in sentences]
    tallies = {"seen": Tally(), "unseen": Tally(), "fresh": Tally()}
    for sentence, text, record in zip(sentences, texts, records(texts), strict=True):
        wrong = score(sentence, record.docket, tallies[sentence["half"]])
        if given.misses and wrong and sentence["half"] == "seen":
            print(f"[{text['published'][:10]}]", " ".join(text["text"].split()), *wrong, sep="\n    ")
    for half, tally in tallies.items():
        print(f"{half:8} {tally}")
    if HAND.exists():
        print(*hand(), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
