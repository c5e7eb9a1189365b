"""Claims and figures of newswire judged by hand: draws a sample by seed to judge, and sums up the sheets.

    python -m benchmarks.judged                            # sums up every sheet in benchmarks/data
    python -m benchmarks.judged --draw SEED [--to FILE]    # reads 50 reports, prints 100 claims and 50 figures
    python -m benchmarks.judged --draw SEED --unread       # of reports that no sheet holds and no one has read
    python -m benchmarks.judged --show SHEET               # the judged items once more, with the words of the report

A sheet has one line an item: the report's id, code points of what was judged, `right` and, where it is wrong, the
cause. A claim is right if it is an attribution, the source is the right one in words and actor (or none where the text
names none), and the content is neither cut short nor overruns. A figure is right if its value (low and high), measure
and claim (on whose word) are. A sheet belongs to the code that it was judged on: the same seed draws the same reports,
but items of the code as it stands (sheets 10 to 16: seeds 31107, 47211, 88003, 51907, 60211, 73019 and 91463; 17 to 21,
of unread reports: 104729, 130363, 154321, 179424 and 200003; 14 to 21 hold claims alone). Reads
../shared/corpora/newswire.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from readout.intake import report_from_text
from readout.reader import Reader
from readout.record import Claim, Figure, Record

NEWSWIRE = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "newswire" / "reports.jsonl.gz"
SHEETS = Path(__file__).parent / "data"
REPORTS, CLAIMS, FIGURES = 50, 100, 50
NAMED = "source: words right"
"""How a cause begins where source and content are right as words, and only the actor listed for them is not."""
AROUND = 200
"""Code points shown on either side of what is judged."""


def newswire() -> dict[str, dict[str, Any]]:
    """The reports of the corpus by id."""
    with gzip.open(NEWSWIRE, "rt", encoding="utf-8") as lines:
        return {r["id"]: r for r in map(json.loads, lines)}


def read_before() -> set[str]:
    """The reports of the kept sheets, and those read in development (data/claims_read.txt)."""
    sheets = [p.read_text("utf-8").splitlines() for p in SHEETS.glob("judged-*.jsonl")]
    kept = {json.loads(line)["report"] for sheet in sheets for line in sheet}
    return kept | set((SHEETS / "claims_read.txt").read_text("utf-8").split())


def draw(seed: int, *, unread: bool = False) -> list[tuple[Record, Claim | Figure]]:
    """The claims and figures of 50 reports that `seed` picks, by lot, in the order of the reports.

    `unread`: only of reports that nobody has read before.
    """
    lot = random.Random(seed)
    reports = newswire()
    open_to = sorted(set(reports) - read_before()) if unread else sorted(reports)
    taken = [report_from_text(reports[i]["text"], published=reports[i]["published"], ref=i)
             for i in lot.sample(open_to, REPORTS)]  # fmt: skip
    records = list(Reader().read_many(taken))
    claims: list[tuple[Record, Claim | Figure]] = [(r, c) for r in records for c in r.claims]
    figures: list[tuple[Record, Claim | Figure]] = [(r, f) for r in records for f in r.figures]
    picked = [*lot.sample(claims, min(CLAIMS, len(claims))), *lot.sample(figures, min(FIGURES, len(figures)))]
    order = {id(r): n for n, r in enumerate(records)}
    return sorted(picked, key=lambda p: (isinstance(p[1], Figure), order[id(p[0])], _at(p[1])))


def _at(item: Claim | Figure) -> int:
    return item.cue.start if isinstance(item, Claim) else item.text.start


def entry(record: Record, item: Claim | Figure) -> dict[str, Any]:
    """The line of a sheet for an item not yet judged; code points are into the text of the record."""
    if isinstance(item, Claim):
        source = [item.source_text.start, item.source_text.end] if item.source_text else None
        content = [[s.start, s.end] for s in item.content]
        where: dict[str, Any] = {"cue": [item.cue.start, item.cue.end], "source": source, "content": content}
    else:
        where = {"text": [item.text.start, item.text.end], "low": item.low, "high": item.high, "measure": item.measure}
    family = "claim" if isinstance(item, Claim) else "figure"
    return {"report": record.report.ref, "family": family, **where, "right": None, "cause": None}


def shown(record: Record, item: Claim | Figure) -> str:
    """An item with the text around it, for the judge."""
    text = record.report.text
    spans = item.content if isinstance(item, Claim) else [item.text]
    first, last = min(s.start for s in spans), max(s.end for s in spans)
    if isinstance(item, Claim):
        first, last = min(first, item.cue.start), max(last, item.cue.end)
        what = f"{_words(text, item.source_text)} | {_words(text, item.cue)} | " + " … ".join(
            _words(text, s) for s in item.content
        )
        what = f"[{_names(record, item.source)}] {what}  ({item.kind}, {item.quote}, {item.id} via {item.via})"
    else:
        word = next((c for c in record.claims if c.id == item.claim), None)
        by = f"{_names(record, word.source)}: {_words(text, word.source_text)}" if word else "the reporter"
        value = f"{item.low}–{item.high} {item.measure} ({item.unit})"
        what = f"{_words(text, item.text)} = {value}, about {item.about}, per {by}"
    around = text[max(0, first - AROUND) : last + AROUND]
    return f"{what}\n      … {' '.join(around.split())} …"


def _words(text: str, span: Any) -> str:
    return " ".join(text[span.start : span.end].split()) if span else "–"


def _names(record: Record, ids: Iterable[str]) -> str:
    wanted = set(ids)
    return ", ".join(a.name for a in record.actors if a.id in wanted) or "–"


def summary(path: Path) -> str:
    """How many of each family are right in a sheet, and the causes of the rest, the most common first."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    out = [path.name]
    for family in ("claim", "figure"):
        judged = [r for r in rows if r["family"] == family and r["right"] is not None]
        if not judged:
            continue
        wrong = Counter(r["cause"] for r in judged if not r["right"])
        out.append(f"  {family}s right: {len(judged) - wrong.total()} of {len(judged)}")
        named = sum(n for cause, n in wrong.items() if cause.startswith(NAMED))
        if named:
            out.append(f"    {named + len(judged) - wrong.total()} with the words of source and content right")
        out += [f"    {n:3} {cause}" for cause, n in wrong.most_common()]
    return "\n".join(out)


def show(path: Path) -> None:
    """Prints the judged items of a sheet with the words of their reports."""
    reports = newswire()
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        raw = reports[row["report"]]
        text = report_from_text(raw["text"], published=raw["published"]).report.text
        parts = [row["source"], row["cue"], *row["content"]] if row["family"] == "claim" else [row["text"]]
        words = " | ".join(" ".join(text[p[0] : p[1]].split()) if p else "–" for p in parts)
        print(f"{'right' if row['right'] else 'WRONG'} {row['cause'] or ''}\n    {row['report']}: {words}")


def main() -> int:
    """Draws, shows or sums up."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--draw", type=int, metavar="SEED", help="print a sample for judging")
    options.add_argument("--unread", action="store_true", help="with --draw: only reports that nobody has read")
    options.add_argument("--to", type=Path, metavar="FILE", help="with --draw: also write a sheet without verdicts")
    options.add_argument("--show", type=Path, metavar="SHEET", help="print a sheet with the words judged")
    given = options.parse_args()
    if (given.draw is not None or given.show) and not NEWSWIRE.exists():
        print(f"skipped: no corpus at {NEWSWIRE}")
        return 0
    if given.show:
        show(given.show)
    elif given.draw is not None:
        picked = draw(given.draw, unread=given.unread)
        for n, (record, item) in enumerate(picked, 1):
            print(f"{n:3} {record.report.ref} {shown(record, item)}")
        if given.to:
            rows = [json.dumps(entry(r, i), ensure_ascii=False) for r, i in picked]
            given.to.write_text("\n".join(rows) + "\n", "utf-8")
    else:
        for path in sorted(SHEETS.glob("judged-*.jsonl"), key=lambda p: int(p.stem.split("-")[1])):
            print(summary(path))
    return 0


if __name__ == "__main__":
    sys.exit(main())
