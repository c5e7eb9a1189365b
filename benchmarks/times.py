"""Time expressions on TimeBank: extents, types, values, speed; four fifths for development and the last fifth apart.

    python -m benchmarks.times [--misses] [--parse]
    python -m benchmarks.times --draw SEED [--times N]     # times of newswire drawn by lot, to judge by hand

Scores as TempEval-3 (UzZaman et al. 2013): relaxed = spans overlap, strict = spans equal, value F1 = overlap and equal
value, type accuracy over the overlapping. `data/times_hand.jsonl` holds times of newswire judged by hand, each seed on
the code of its day: right if the words are a time and value and days are those meant. A seed whose wrong ones were read
for causes is development from then on. Reads ../shared/corpora/timeml; says so and stops where that is absent.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import random
import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.judged import newswire
from readout.language import Core
from readout.times import find

DATA = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "timeml" / "timebank.jsonl.gz"


HAND = Path(__file__).parent / "data" / "times_hand.jsonl"
REPORTS, TIMES = 300, 150


def held_out(name: str) -> bool:
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 5 == 0


def matched(gold: list[dict[str, Any]], found: list[Any]) -> list[tuple[dict[str, Any], Any]]:
    """Pairs that overlap, each used once, the longest overlap first."""
    pairs = [
        (min(g["end"], f.span.end) - max(g["start"], f.span.start), i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
    ]
    out, left, right = [], set(), set()
    for size, i, j in sorted(pairs, reverse=True):
        if size > 0 and i not in left and j not in right:
            left.add(i)
            right.add(j)
            out.append((gold[i], found[j]))
    return out


def score(rows: list[dict[str, Any]], core: Core | None = None) -> tuple[dict[str, float], list[tuple[str, ...]]]:
    n: Counter[str] = Counter()
    misses: list[tuple[str, ...]] = []
    for row in rows:
        text, gold = row["text"], row["timexes"]
        document = core.parse([text])[0] if core else None
        found = find(text, published=date.fromisoformat(row["published"][:10]), document=document, ranges=False)
        pairs = matched(gold, found)
        n.update(gold=len(gold), found=len(found), relaxed=len(pairs))
        for g, f in pairs:
            n["strict"] += (g["start"], g["end"]) == (f.span.start, f.span.end)
            n["type"] += g["type"] == f.type
            n["value"] += g["value"] == f.value
            if g["value"] != f.value:
                misses.append(("value", row["id"], g["text"], g["value"], f.value, _around(text, f.span.start)))
        missed = [g for g in gold if not any(g is p[0] for p in pairs)]
        extra = [f for f in found if not any(f is p[1] for p in pairs)]
        misses += [("missed", row["id"], g["text"], g["value"], _around(text, g["start"])) for g in missed]
        misses += [
            ("extra", row["id"], text[f.span.start : f.span.end], f.value, _around(text, f.span.start)) for f in extra
        ]
    f1 = {k: 2 * n[k] / (n["gold"] + n["found"]) for k in ("relaxed", "strict", "value")}
    return {**f1, "type": n["type"] / n["relaxed"], "gold": n["gold"], "found": n["found"]}, misses


def _around(text: str, at: int) -> str:
    return " ".join(text[max(0, at - 70) : at + 50].split())


def draw(seed: int, size: int) -> None:
    """Prints a line for the sheet, and to see by the words around, for times of reports that `seed` picks by lot."""
    lot, reports = random.Random(seed), newswire()
    ids = lot.sample(sorted(reports), REPORTS)
    times = [(i, t) for i in ids for t in find(reports[i]["text"], published=reports[i]["published"][:10])]
    for i, t in lot.sample(times, size):
        span, days = [t.span.start, t.span.end], t.period and f"{t.period.start}..{t.period.end}"
        print(json.dumps({"seed": seed, "report": i, "span": span, "value": t.value, "right": None, "cause": None}))
        said = _around(reports[i]["text"], t.span.start)
        print(reports[i]["published"][:10], t.value, days, "|", said, file=sys.stderr)


def hand() -> list[str]:
    """What was judged by hand: right ones, and the causes of the others, by seed."""
    lines = [json.loads(line) for line in HAND.read_text("utf-8").splitlines()]
    out = []
    for seed in dict.fromkeys(line["seed"] for line in lines):
        those = [line for line in lines if line["seed"] == seed]
        causes = Counter(line["cause"] for line in those if not line["right"])
        said = "  ".join(f"{cause} {n}" for cause, n in causes.most_common())
        out.append(f"by hand, seed {seed}: {len(those) - causes.total()} of {len(those)} times right;  wrong: {said}")
    return out


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--misses", action="store_true", help="list what differs on the development part")
    parser.add_argument("--parse", action="store_true", help="let the language core's tags tell the tense (slow)")
    parser.add_argument("--draw", type=int, metavar="SEED", help="draw times of newswire to judge by hand")
    parser.add_argument("--times", type=int, default=TIMES, help="how many to draw")
    arguments = parser.parse_args()
    if arguments.draw is not None:
        draw(arguments.draw, arguments.times)
        return 0
    core = Core() if arguments.parse else None
    if not DATA.exists():
        print(f"skipped: no {DATA.name} beside the project (../shared/corpora/timeml)")
        return 0
    with gzip.open(DATA, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    parts = {
        "development": [r for r in rows if not held_out(r["id"])],
        "held out": [r for r in rows if held_out(r["id"])],
        "all": rows,
    }
    for name, part in parts.items():
        figures, misses = score(part, core)
        print(
            f"{name:12} articles {len(part):4}  relaxed F1 {figures['relaxed']:.3f}  strict F1 {figures['strict']:.3f}"
            f"  type accuracy {figures['type']:.3f}  value F1 {figures['value']:.3f}"
            f"  (gold {figures['gold']:.0f}, found {figures['found']:.0f})"
        )
        if arguments.misses and name == "development":
            for miss in sorted(misses):
                print(" | ".join(miss), file=sys.stderr)
    print("\n".join(hand()))
    words = sum(len(r["text"].split()) for r in rows)
    begin = time.perf_counter()
    for r in rows:
        find(r["text"], published=date.fromisoformat(r["published"][:10]))
    print(f"speed        {words / (time.perf_counter() - begin):,.0f} words/s, one process")
    return 0


if __name__ == "__main__":
    sys.exit(main())
