"""What `--only-relevant` leaves out, and what that saves.

    python -m benchmarks.relevance [--sample N]

On newswire: the share of reports and words left out, how many of these hold an event between political actors (read
whole; those are lost), and of a sample of what was let through, how many hold none (these could still be saved). On
PolNeAR, all politics, nothing should be left out. Reads ../shared/corpora.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from readout.intake import Taken, reports
from readout.intake.relevance import off_topic
from readout.reader import Reader
from readout.record import Record

CORPORA = Path(__file__).resolve().parents[2] / "shared" / "corpora"


def has_pair(record: Record) -> bool:
    """Whether an event has both an actor and a recipient."""
    return any(event.actor and event.recipient for event in record.events)


def parted(path: Path) -> tuple[list[tuple[str, Taken]], list[Taken]]:
    """(topic, report) of what is left out, and what is let through; prints counts and the seconds that it took."""
    taken = [one for one in reports(str(path)) if isinstance(one, Taken)]
    begin = time.perf_counter()
    topics = [off_topic(one.report) for one in taken]
    seconds = time.perf_counter() - begin
    out = [(topic, one) for topic, one in zip(topics, taken, strict=True) if topic]
    kept = [one for topic, one in zip(topics, taken, strict=True) if not topic]
    lost = sum(len(one.report.text.split()) for _, one in out)
    total = sum(len(one.report.text.split()) for one in taken)
    print(f"{path.parent.name}/{path.name}: {len(out)} of {len(taken)} reports left out, {lost / total:.1%} of words")
    print(f"  the pass: {1e3 * seconds / len(taken):.2f} ms a report; {dict(Counter(t for t, _ in out))}")
    return out, kept


def read(reader: Reader, taken: Sequence[Taken], what: str) -> None:
    """Read `taken` and print how many hold an event between two, how many any event, and how long it took."""
    begin = time.perf_counter()
    records = list(reader.read_many(taken))
    seconds = time.perf_counter() - begin
    pairs = [record for record in records if has_pair(record)]
    print(f"  {what}: {len(records)} read in {seconds:.0f} s, {len(pairs)} with an event between actors")
    if what == "left out":
        for record in pairs:
            print(f"    {record.report.ref}: {record.report.title or record.report.text[:70]!r}")


def main() -> int:
    """Runs both corpora."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, default=150, help="reports of those let through that are read")
    sample = parser.parse_args().sample
    out, kept = parted(CORPORA / "newswire" / "reports.jsonl.gz")
    if sample:
        reader = Reader()
        read(reader, [one for _, one in out], "left out")
        read(reader, kept[:: max(1, len(kept) // sample)][:sample], "sample of those let through")
    for name in ("train", "dev"):
        for topic, one in parted(CORPORA / "polnear" / f"{name}.jsonl.gz")[0]:
            print(f"    {topic}: {one.report.ref} {one.report.title or one.report.text[:70]!r}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
