"""Events of unseen agency reports, judged by hand: draws them, and sums up the sheet of verdicts.

    python -m benchmarks.judge draw --seed N [--reports 50] [--events 100] [--unread] > paper.txt
    python -m benchmarks.judge sum [--seed N] [--types]

`draw` prints events drawn by the seed from reports drawn by the seed (with `--unread` from those of which nobody has
judged an event), each with its sentence, sides, type, status and claim, under a line for
`data/judged_events.tsv`, where the verdict takes the place of the "?". An event is right ("y") where type,
actor, recipient and status are all what the codebook asks; wrong ("n") where any is not, or where the words tell no
event, or one told already. `cause` names the first thing wrong: `no-event`, `type`, `actor`, `recipient`, `status`,
`duplicate`, `speech`. The sheet holds offsets and verdicts, no text. `sum` counts right ones and causes by seed, and
how far confidence agrees with the verdicts. `--kinds AID,THREATEN` draws as many events of each of these types, however
unsure: to fit confidence on types that are rare. Reads ../shared/corpora; `draw` says so and stops where it is absent.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.reading import CORPORA
from readout.errors import ReadoutError
from readout.extract.lexicon import extended
from readout.intake import reports
from readout.reader import Reader
from readout.record import Event, Record

NEWSWIRE = CORPORA / "newswire" / "reports.jsonl.gz"
SHEET = Path(__file__).parent / "data" / "judged_events.tsv"
TYPES_SHEET = SHEET.with_name("judged_types.tsv")
"""Events of which only the type was judged, and whether there is an act at all."""
CAUSES = ("", "no-event", "type", "actor", "recipient", "status", "duplicate", "speech")
COLUMNS = ("seed", "report", "start", "end", "type", "confidence", "verdict", "cause")


@dataclass(frozen=True)
class Verdict:
    """One line of the sheet: event of `type` at code points [`start`, `end`) of a report, and what the judge said."""

    seed: int
    report: str
    start: int
    end: int
    type: str
    confidence: float
    right: bool
    cause: str


def sheet(path: Path = SHEET) -> list[Verdict]:
    """The verdicts in `path`. Raises ValueError on a line that names no known verdict or cause."""
    out = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        seed, report, start, end, kind, confidence, verdict, *cause = line.split("\t")
        why = cause[0] if cause else ""
        if verdict not in ("y", "n") or why not in CAUSES or (verdict == "y") != (why == ""):
            raise ValueError(f"{path.name}:{number}: verdict {verdict!r}, cause {why!r}")
        out.append(Verdict(int(seed), report, int(start), int(end), kind, float(confidence), verdict == "y", why))
    return out


def drawn(
    seed: int, size: int, events: int, unread: bool = False, kinds: Sequence[str] = ()
) -> list[tuple[Record, Event]]:
    """`events` events of `size` reports of the newswire, both drawn by `seed`, in the order of the reports.

    With `unread`, no report is drawn of which an event stands on a sheet under another seed. With `kinds`, `events` of
    each of these types, however unsure.
    """
    if not NEWSWIRE.is_file():
        sys.exit(f"skipped: no corpus at {NEWSWIRE}")
    read = {v.report for v in [*sheet(), *sheet(TYPES_SHEET)] if v.seed != seed} if unread else set()
    everything = [t for t in reports(str(NEWSWIRE)) if not isinstance(t, ReadoutError) and t.report.ref not in read]
    dice = random.Random(seed)
    reader = Reader(lexicon=extended([], [], [], least=0.0) if kinds else None)
    records = list(reader.read_many(dice.sample(everything, min(size, len(everything)))))
    pool = [(record, event) for record in records for event in record.events]
    places: list[int] = []
    for kind in kinds or ("",):
        those = [n for n, (_, event) in enumerate(pool) if not kind or event.type == kind]
        places += dice.sample(those, min(events, len(those)))
    return [pool[n] for n in sorted(places)]


def described(record: Record, event: Event) -> Iterator[str]:
    """The lines that a judge reads of an event: its codes and sides, the sentence before, and its sentence."""
    text = record.report.text
    names = {a.id: a.name for a in record.actors}

    def side(ids: list[str]) -> str:
        return " & ".join(names[i] for i in ids) or "—"

    arrow = "<->" if event.reciprocal else "->"
    when = f"{event.date.start}..{event.date.end}" if event.date else "no date"
    claim = next((c for c in record.claims if c.id == event.claim), None)
    mode = f"-{event.mode}" if event.mode else ""
    yield f"  {event.type}{mode} [{event.status}] {side(event.actor)} {arrow} {side(event.recipient)} | {when}" + (
        f" | per {side(claim.source)}" if claim else ""
    )
    number = next((n for n, s in enumerate(record.sentences) if s.end > event.trigger.start), 0)
    if number:
        before = record.sentences[number - 1]
        yield "    (" + " ".join(text[before.start : before.end].split())[-220:] + ")"
    s, e = event.evidence.start, event.evidence.end
    marked = (
        f"{text[s : event.trigger.start]}«{text[event.trigger.start : event.trigger.end]}»{text[event.trigger.end : e]}"
    )
    yield "    " + " ".join(marked.split())


def draw(seed: int, size: int, events: int, unread: bool, kinds: Sequence[str]) -> None:
    """Prints the paper of a judge: one line a verdict goes into, then what it is about."""
    for number, (record, event) in enumerate(drawn(seed, size, events, unread, kinds), start=1):
        where = (str(record.report.ref), str(event.trigger.start), str(event.trigger.end))
        print("\t".join((str(seed), *where, event.type, f"{event.confidence:.3f}", "?")), f"\t#{number}")
        print("\n".join(described(record, event)))


def summary(verdicts: list[Verdict]) -> None:
    """Prints right ones and the causes of the others, for each seed and for all."""
    for seed in [*sorted({v.seed for v in verdicts}), None]:
        those = [v for v in verdicts if seed in (None, v.seed)]
        causes = Counter(v.cause for v in those if not v.right)
        said = "  ".join(f"{cause} {n}" for cause, n in causes.most_common())
        label = "all" if seed is None else f"seed {seed}"
        print(f"{label}: {sum(v.right for v in those)} of {len(those)} right;  wrong: {said}")


def main() -> None:
    """`draw` or `sum`."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("draw", "sum"))
    parser.add_argument("--seed", type=int)
    parser.add_argument("--reports", type=int, default=50, metavar="N")
    parser.add_argument("--events", type=int, default=100, metavar="N")
    parser.add_argument(
        "--kinds", default="", metavar="A,B", help="draw as many of each of these types, however unsure"
    )
    parser.add_argument("--unread", action="store_true", help="draw from reports that no sheet has an event of")
    parser.add_argument("--types", action="store_true", help="sum the sheet of types alone")
    options = parser.parse_args()
    if options.what == "draw":
        if options.seed is None:
            parser.error("draw needs --seed")
        draw(
            options.seed,
            options.reports,
            options.events,
            options.unread,
            options.kinds.split(",") if options.kinds else (),
        )
    else:
        given = sheet(TYPES_SHEET if options.types else SHEET)
        summary([v for v in given if options.seed in (None, v.seed)])


if __name__ == "__main__":
    main()
