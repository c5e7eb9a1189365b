"""Events of some thousand agency reports that were judged one by one: what today's code makes of each of them.

    python -m benchmarks.replay [--half 0|1] [--cause recipient] [--limit N] [--show N]

`data/verdicts.jsonl` holds, of events that an earlier state of the code listed, the offsets, codes and sides, and what
the judges (language models that had not written the rules, with PLOVER's page and RECORD.md in hand) said of each:
right, or what is wrong and what would be right. Today's event at the same words is "as it was", "mended" (what was
wrong is now as the judge says), "other" (changed, and not into that), or gone. A right event that is gone or other is a
loss; a wrong one that is gone is a gain. Precision is told of events that are as they were or mended; "other" ones
count as wrong. Rules are made on the reports of half 0, and what they are worth is told by half 1. Reads
../shared/corpora; says so and stops where it is absent.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import zlib
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

from benchmarks.judge import NEWSWIRE
from readout.errors import ReadoutError
from readout.intake import reports
from readout.reader import Reader
from readout.record import Event, Record

SHEET = Path(__file__).parent / "data" / "verdicts.jsonl"
CAUSES = {"N": "no-event", "D": "duplicate", "T": "type", "A": "actor", "R": "recipient", "S": "status"}
NOBODY = ("", "-", "—")
_SMALL = {"the", "a", "an", "of", "and", "s", "to", "in", "for"}


@dataclass(frozen=True)
class Verdict:
    """An event as it was listed, and the judge's word: `faults` by letter (`CAUSES`), with what would be right."""

    report: str
    start: int
    end: int
    type: str
    status: str
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    faults: dict[str, str]

    @property
    def half(self) -> int:
        return zlib.crc32(self.report.encode()) % 2

    @property
    def cause(self) -> str:
        """The first thing wrong; "" for a right event."""
        return next((name for letter, name in CAUSES.items() if letter in self.faults), "")


def verdicts(path: Path = SHEET) -> list[Verdict]:
    """The sheet. Raises ValueError on a line that is no verdict."""
    out = []
    for line in path.read_text("utf-8").splitlines():
        report, start, end, kind, status, actor, recipient, faults = json.loads(line)
        if not set(faults) <= set(CAUSES):
            raise ValueError(f"{path.name}: unknown fault in {line[:80]}")
        out.append(Verdict(report, start, end, kind, status, tuple(actor), tuple(recipient), faults))
    return out


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower())) - _SMALL


def meant(names: list[str], said: str) -> bool:
    """Whether the sides of an event are those that a judge named, by their words."""
    if said.strip() in NOBODY:
        return not names
    wanted = [_words(part) for part in said.split("&")]
    have = [_words(name) for name in names]
    return len(have) == len(wanted) and all(any(a & b for b in have) for a in wanted)


def compare(verdict: Verdict, event: Event, names: dict[str, str]) -> str:
    """ "as it was", "mended" or "other"."""
    actor, recipient = ([names[i] for i in side] for side in (event.actor, event.recipient))
    as_it_was = {
        "T": event.type == verdict.type,
        "S": event.status == verdict.status,
        "A": set(actor) == set(verdict.actor),
        "R": set(recipient) == set(verdict.recipient),
    }
    if event.reciprocal and {*actor, *recipient} == {*verdict.actor, *verdict.recipient}:
        as_it_was |= {"A": True, "R": True}
    if all(as_it_was.values()):
        return "as it was"
    now = {"T": event.type, "S": event.status}
    right = all(
        (
            meant(actor if letter == "A" else recipient, verdict.faults[letter])
            if letter in "AR"
            else now[letter] == verdict.faults[letter]
        )
        if letter in verdict.faults
        else as_it_was[letter]
        for letter in "TSAR"
    )
    return "mended" if right and verdict.faults else "other"


def outcome(verdict: Verdict, record: Record) -> str:
    """What has become of the judged event."""
    there = [e for e in record.events if e.trigger.start < verdict.end and verdict.start < e.trigger.end]
    names = {a.id: a.name for a in record.actors}
    found = [compare(verdict, e, names) for e in there]
    return next((o for o in ("as it was", "mended", "other") if o in found), "gone")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", type=int, choices=(0, 1))
    parser.add_argument("--cause", choices=sorted(CAUSES.values()), help="only reports that have such an event")
    parser.add_argument("--limit", type=int, default=0, metavar="N", help="the first N reports")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="show N losses, and N right events changed")
    given = parser.parse_args()
    if not NEWSWIRE.is_file():
        sys.exit(f"skipped: no corpus at {NEWSWIRE}")
    by_report: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in verdicts():
        if given.half in (None, verdict.half):
            by_report[verdict.report].append(verdict)
    if given.cause:
        by_report = {r: of for r, of in by_report.items() if any(v.cause == given.cause for v in of)}
    taken = [t for t in reports(str(NEWSWIRE)) if not isinstance(t, ReadoutError) and t.report.ref in by_report]
    counts: Counter[tuple[str, str]] = Counter()
    shown = 0
    for record in Reader().read_many(taken[: given.limit or None]):
        for verdict in by_report[str(record.report.ref)]:
            found = outcome(verdict, record)
            counts[verdict.cause, found] += 1
            if not verdict.cause and found in ("gone", "other") and shown < given.show:
                shown += 1
                _show(verdict, record, found)
    _summary(counts)


def _show(verdict: Verdict, record: Record, found: str) -> None:
    text, names = record.report.text, {a.id: a.name for a in record.actors}
    print(f"{found}: {verdict.report} {verdict.type} [{verdict.status}] {verdict.actor} > {verdict.recipient}")
    print("   ", " ".join(text[max(0, verdict.start - 120) : verdict.end + 120].split()))
    for e in record.events:
        if e.trigger.start < verdict.end and verdict.start < e.trigger.end:
            print("    now", e.type, e.status, [names[i] for i in e.actor], [names[i] for i in e.recipient])


def _summary(counts: Counter[tuple[str, str]]) -> None:
    outcomes = ("as it was", "mended", "other", "gone")
    for cause in ("", *CAUSES.values()):
        row = {o: counts[cause, o] for o in outcomes}
        print(f"{cause or 'right':10}", "  ".join(f"{o} {n}" for o, n in row.items()), f"of {sum(row.values())}")
    right = counts["", "as it was"] + sum(n for (_, o), n in counts.items() if o == "mended")
    listed = sum(n for (_, o), n in counts.items() if o != "gone")
    known = sum(n for (c, _), n in counts.items() if not c)
    print(f"precision {right / max(1, listed):.3f} of {listed} listed")
    print(f"right ones kept {counts['', 'as it was'] / max(1, known):.3f}")


if __name__ == "__main__":
    main()
