"""Actor phrases: country and sector of `readout.actors.resolve` against the 144 phrases of actors/codes-dev.

    python -m benchmarks.actors [--misses]

Where the data names no expectation (null) nothing is asked. "" and the codes UNK and JNK mean unknown: we say `None`.
The record writes IGO for every intergovernmental body, the data also EUR and UNO: these count as IGO.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from readout.actors.resolve import Resolved, resolve

DATA = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "actors" / "codes-dev.jsonl.gz"
_SAME = {"EUR": "IGO", "UNO": "IGO", "": None, "UNK": None, "JNK": None}


def day(case: dict[str, Any]) -> date | None:
    """The day of a case, from "2022-06-01" or "1 January 2018"; `None` for "today" and for none."""
    said = case.get("query_date") or case["date"]
    for pattern in ("%Y-%m-%d", "%d %B %Y"):
        try:
            return datetime.strptime(said, pattern).date()
        except ValueError:
            continue
    return None


def fits(expected: list[str] | None, said: str | None) -> bool:
    """Whether what we say is among what is expected; nothing expected always fits."""
    return expected is None or said in [_SAME.get(e, e) for e in expected]


def cases() -> Iterator[tuple[dict[str, Any], Resolved]]:
    """Each case with our answer."""
    with gzip.open(DATA, "rt", encoding="utf-8") as lines:
        for line in lines:
            case = json.loads(line)
            yield case, resolve(case["text"], context=case["context"], on=day(case))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true")
    args = parser.parse_args()
    if not DATA.exists():
        print(f"skipped: no {DATA.name} in ../shared/corpora/actors")
        return 0
    total = country = sector = both = 0
    for case, said in cases():
        a, b = fits(case["country"], said.country), fits(case["sector"], said.sector)
        total, country, sector, both = total + 1, country + a, sector + b, both + (a and b)
        if args.misses and not (a and b):
            print(f"{case['text']!r} expected {case['country']} {case['sector']}; said {said}", file=sys.stderr)
    shares = [
        f"{name} {count / total:.3f}" for name, count in (("country", country), ("sector", sector), ("both", both))
    ]
    print(f"actor codes: {total} phrases; {', '.join(shares)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
