"""Near-duplicate reports and same events against pairs of newswire judged by hand.

    python -m benchmarks.situation [--misses] [--records FILE]

`data/pairs.jsonl` holds pairs of reports (`task` report: is one the other's text, edited or extended?) and of events
(`task` event: report, trigger's code points, type; do both tell one happening?), judged before anything was tuned:
reports by title, opening and overlap, events by their evidence sentences. Halves are by hash; weights and thresholds
were set on "tuned". Both halves were judged by the author of the rules, and the rule for reports was written with all
their pairs in mind. Pairs were drawn to be hard, so the figures are no estimate for pairs drawn by lot. "drawn" are
event pairs of 1997 and of December 2006, drawn by lot from those that the first weights scored above the threshold (26)
or up to 1.6 below it (20), one of two reports; they were judged before the weights were fitted anew, on "tuned" (with
39 pairs of 2005 drawn in the same way), and never tuned on. An event pair whose event is not extracted any more is
counted and left out. B-cubed is of the clusters that the judged pairs form by their "same" links, over the events in
them. Reads ../shared/corpora/newswire, with `--records` instead records of it that `readout read` wrote (reading takes
minutes).
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from readout.record import Record, from_json
from readout.situation.picture import Picture, picture

ROOT = Path(__file__).resolve().parents[1]
NEWSWIRE = ROOT.parent / "shared" / "corpora" / "newswire" / "reports.jsonl.gz"
PAIRS = Path(__file__).parent / "data" / "pairs.jsonl"


def records(path: Path | None) -> Iterator[Record]:
    """The records of the newswire, from a file of them or read now."""
    if path is not None:
        yield from (from_json(line, source=str(path)) for line in path.read_bytes().splitlines() if line.strip())
        return
    from readout.intake import reports
    from readout.reader import Reader

    yield from Reader().read_many(reports(str(NEWSWIRE)))


def judged(whole: Picture, found: Sequence[Record], pairs: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Every pair with what the picture says of it: `found`; None where an event of it is not extracted any more."""
    ref = {r.report.id: r.report.ref for r in found}
    repeated = {frozenset((ref[d.report], ref[d.other])) for d in whole.duplicates}
    merged = {source.key: event.key for event in whole.events for source in event.sources}
    ids = {r.report.ref: r.report.id for r in found}

    def key(event: Mapping[str, Any]) -> str:
        return f"{ids.get(event['report'])}/event/{event['start']}-{event['end']}/{event['type']}"

    out = []
    for pair in pairs:
        if pair["task"] == "report":
            answer: bool | None = frozenset((pair["a"], pair["b"])) in repeated
            ends = (pair["a"], pair["b"])
        else:
            ends = (key(pair["a"]), key(pair["b"]))
            answer = merged[ends[0]] == merged[ends[1]] if all(end in merged for end in ends) else None
        out.append({**pair, "found": answer, "ends": ends, "groups": tuple(merged.get(end) for end in ends)})
    return out


def scores(pairs: Iterable[Mapping[str, Any]]) -> str:
    """Precision, recall and F1 of the pairs held to be the same."""
    known = [p for p in pairs if p["found"] is not None]
    right = sum(p["same"] and p["found"] for p in known)
    said, true = sum(p["found"] for p in known), sum(p["same"] for p in known)
    f1 = 2 * right / max(1, said + true)
    return f"P {right / max(1, said):.3f}  R {right / max(1, true):.3f}  F1 {f1:.3f}  ({len(known)} pairs, {true} same)"


def b_cubed(pairs: Iterable[Mapping[str, Any]]) -> str:
    """B-cubed precision, recall and F1 (Bagga and Baldwin 1998) over the events of the pairs."""
    group: dict[str, str] = {}
    gold: dict[str, set[str]] = {}
    for pair in (p for p in pairs if p["found"] is not None):
        group |= dict(zip(pair["ends"], pair["groups"], strict=True))
        left, right = (gold.setdefault(end, {end}) for end in pair["ends"])
        if pair["same"] and left is not right:
            left |= right
            gold.update(dict.fromkeys(right, left))
    ours: dict[str, set[str]] = defaultdict(set)
    for event, name in group.items():
        ours[name].add(event)
    many = max(1, len(group))
    precision = sum(len(ours[group[e]] & gold[e]) / len(ours[group[e]]) for e in group) / many
    recall = sum(len(ours[group[e]] & gold[e]) / len(gold[e]) for e in group) / many
    return f"P {precision:.3f}  R {recall:.3f}  F1 {2 * precision * recall / max(1e-9, precision + recall):.3f}"


def main() -> int:
    """Prints the scores of both tasks and halves."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--misses", action="store_true", help="name what is wrong in the half that was tuned on")
    options.add_argument("--records", type=Path, help="records of the newswire, JSONL")
    given = options.parse_args()
    if given.records is None and not NEWSWIRE.is_file():
        print(f"skipped: no corpus at {NEWSWIRE}")
        return 0
    found = list(records(given.records))
    begin = time.perf_counter()
    whole = picture(found)
    seconds = time.perf_counter() - begin
    events = sum(len(r.events) for r in found)
    print(f"{len(found)} reports, {events} events in {len(whole.events)} happenings: {seconds:.1f} s")
    pairs = judged(whole, found, [json.loads(line) for line in PAIRS.read_text("utf-8").splitlines()])
    for task in ("report", "event"):
        for half in ("tuned", "unseen", "drawn"):
            part = [p for p in pairs if p["task"] == task and p["half"] == half]
            if not part:
                continue
            print(f"{task:7}{half:7} {scores(part)}")
            if task == "event":
                print(f"  B-cubed      {b_cubed(part)}  ({sum(p['found'] is None for p in part)} not extracted)")
    for pair in pairs if given.misses else ():
        if pair["half"] == "tuned" and pair["found"] is not None and pair["found"] != pair["same"]:
            print(f"{'missed' if pair['same'] else 'wrong'}: {pair['a']} {pair['b']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
