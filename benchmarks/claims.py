"""Attributions on PolNeAR's development part, end to end: claims of the reader against the annotators' attributions.

    python benchmarks/claims.py [--misses N] [--texts N] [--half even|odd]

An attribution is right where its content overlaps the annotators' by half (Jaccard over words) and the sources share a
word, or both have none. Precision is by the claim's own kind of quotation, recall by that of the annotation (every word
in quotation marks: direct; some: partial). Token F1: words that stand in any cue, source, content. PolNeAR has no
attribution inside another (none of its 2,193 in this part): claims whose cue stands in the content of another are left
out of the count. It has attitudes and acts as attributions ("would vote for", "allows"), which are events or positions
in a record and stay misses here. Reads ../shared/corpora/polnear; says so and stops where that is absent.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "polnear" / "dev.jsonl.gz"
LAYERS = ("cue", "source", "content")
Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True)
class One:
    """One attribution as sets of the starts of its words, and how it is quoted."""

    cue: frozenset[int]
    source: frozenset[int]
    content: frozenset[int]
    quote: str
    shown: str


def words(text: str, spans: Spans) -> frozenset[int]:
    return frozenset(m.start() + s for s, e in spans for m in re.finditer(r"\w+", text[s:e]))


def annotated(row: dict[str, Any]) -> list[One]:
    """The annotators' attributions of one text."""
    from readout.extract.quotes import marks

    text = row["text"]
    quoted = words(text, [(s, e) for s, e, _ in marks(text)])
    out = []
    for a in row["attributions"]:
        content = words(text, a["content"])
        inside = len(content & quoted)
        quote = "indirect" if not inside else "direct" if inside == len(content) else "partial"
        shown = " | ".join(" … ".join(text[s:e] for s, e in a[k]) for k in ("source", "cue", "content"))
        out.append(One(words(text, a["cue"]), words(text, a["source"]), content, quote, shown))
    return out


def predicted(text: str, claims: Iterable[Any]) -> list[One]:
    """The claims of one record, without those that stand inside another."""
    claims = list(claims)
    out = []
    for c in claims:
        inner = any(o is not c and any(s.start <= c.cue.start < s.end for s in o.content) for o in claims)
        if not inner:
            parts = [[c.source_text] if c.source_text else [], [c.cue], c.content]
            source, cue, content = ([(s.start, s.end) for s in part] for part in parts)
            shown = " | ".join(" … ".join(text[s:e] for s, e in part) for part in (source, cue, content))
            out.append(One(words(text, cue), words(text, source), words(text, content), c.quote, f"{shown} ({c.why})"))
    return out


def pairs(gold: list[One], found: list[One]) -> list[tuple[int, int, bool]]:
    """One-to-one pairs by content, best first, each with whether the source is right."""
    cells = []
    for i, g in enumerate(gold):
        for j, f in enumerate(found):
            either = len(g.content | f.content)
            jaccard = len(g.content & f.content) / either if either else 0.0
            if jaccard >= 0.5:
                right = bool(g.source & f.source) or not (g.source or f.source)
                cells.append((jaccard + right + 0.5 * bool(g.cue & f.cue), i, j, right))
    used_gold: set[int] = set()
    used_found: set[int] = set()
    out = []
    for _, i, j, right in sorted(cells, reverse=True):
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            out.append((i, j, right))
    return out


def count(n: Counter[str], gold: list[One], found: list[One]) -> tuple[list[One], list[One]]:
    """Adds one text to the counts; returns what was missed and what was spurious."""
    for layer in LAYERS:
        a, b = (frozenset().union(*(getattr(o, layer) for o in side)) for side in (gold, found))
        n.update({f"{layer} both": len(a & b), f"{layer} gold": len(a), f"{layer} found": len(b)})
    made = pairs(gold, found)
    n.update({"content": len(made), "gold": len(gold), "found": len(found)})
    n.update(f"gold {g.quote}" for g in gold)
    n.update(f"found {f.quote}" for f in found)
    for i, j, right in made:
        n.update({"right": right, f"right gold {gold[i].quote}": right, f"right found {found[j].quote}": right})
    hits = {i for i, _, right in made if right}, {j for _, j, right in made if right}
    return [g for i, g in enumerate(gold) if i not in hits[0]], [f for j, f in enumerate(found) if j not in hits[1]]


def line(name: str, both: float, found: float, gold: float) -> str:
    precision, recall = both / max(found, 1), both / max(gold, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"{name:22} precision {precision:.3f}  recall {recall:.3f}  f1 {f1:.3f}"


def report(n: Counter[str]) -> None:
    print(line("attributions", n["right"], n["found"], n["gold"]), f" gold {n['gold']}  found {n['found']}")
    print(line("contents alone", n["content"], n["found"], n["gold"]))
    for quote in ("direct", "partial", "indirect"):
        precision = n[f"right found {quote}"] / max(n[f"found {quote}"], 1)
        recall = n[f"right gold {quote}"] / max(n[f"gold {quote}"], 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        print(f"  {quote:20} precision {precision:.3f}  recall {recall:.3f}  f1 {f1:.3f}  gold {n[f'gold {quote}']}")
    for layer in LAYERS:
        print(line(f"tokens, {layer}", n[f"{layer} both"], n[f"{layer} found"], n[f"{layer} gold"]))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--misses", type=int, default=0, help="list so many of what is missed and spurious")
    parser.add_argument("--texts", type=int, default=1000, help="the first so many texts")
    parser.add_argument("--half", choices=["even", "odd"], help="only every second text")
    arguments = parser.parse_args()
    if not DATA.exists():
        print("skipped: no polnear/dev.jsonl.gz beside the project (../shared/corpora)")
        return 0
    from readout.actors.cast import Cast
    from readout.extract.claims import claims
    from readout.extract.reading import Reading
    from readout.language import Core
    from readout.record import Report

    with gzip.open(DATA, "rt", encoding="utf-8") as lines:
        rows = [json.loads(row) for row in lines][: arguments.texts]
    if arguments.half:
        rows = rows[0 if arguments.half == "even" else 1 :: 2]
    n: Counter[str] = Counter()
    left = arguments.misses
    start = time.perf_counter()
    for row, document in zip(rows, Core().parse_stream([r["text"] for r in rows]), strict=True):
        report_ = Report(id=row["id"], text=row["text"], published=None)
        found = predicted(row["text"], claims(Reading(report_, document, Cast(document, None), ())))
        missed, spurious = count(n, annotated(row), found)
        for what, items in (("missed", missed), ("spurious", spurious)):
            for item in items[: max(left, 0)]:
                print(f"{what}: {' '.join(item.shown.split())}")
                left -= 1
    print(f"PolNeAR dev, {len(rows)} texts, {time.perf_counter() - start:.1f} s")
    report(n)
    return 0


if __name__ == "__main__":
    sys.exit(main())
