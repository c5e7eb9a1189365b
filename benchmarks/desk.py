"""How fast the desk's pages are over a large store, and how heavy its first page is.

    python -m benchmarks.desk [--reports 100000] [--store FILE] [--runs 7]

Makes a store as `benchmarks.store` does, or takes one that is there (`--store`; a file that is missing is made and
kept). Asks each page through the desk's own server on this machine, and prints for each the first answer (cold: nothing
of it was asked before), the median and the slowest of the others (warm), the median of the processor time that they
took, and its size. Then the first page with all that it loads, as a browser sums it up. Bars: every page 300 ms, a
situation 600 ms, the first page 300 kB. Run it on an idle machine; on a busy one the processor time tells more.
"""

from __future__ import annotations

import argparse
import re
import statistics
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import httpx

from benchmarks.serving import served
from benchmarks.store import made, read_seeds
from readout.store import Store

PAGE, SITUATION, WEIGHT = 300, 600, 300_000
"""Milliseconds of a page and of a situation, bytes of the first page."""
PATHS = {
    "brief, newest day": "/",
    "brief, another day": "/?on=2010-05-12",
    "brief, its day before": "/?on=2010-05-11",
    "brief, a week": "/?on=2008-03-03&days=7",
    "events": "/events",
    "events of an actor": "/events?actor=United+States",
    "events between two": "/events?actor=United+States&with=Iraq",
    "events in a country": "/events?country=IRQ",
    "claims about words": "/claims?about=nuclear",
    "figures": "/figures?type=killed",
    "positions": "/positions",
    "docket": "/docket?since=2015-01-01",
    "actors": "/actors",
    "actors by name": "/actors?q=bush",
    "search": "/search?q=president",
    "add": "/add",
    "situation of a power": "/situation?actor=United+States",
    "situation of a pair": "/situation?actor=United+States&with=Iraq",
    "situation of a small state": "/situation?actor=Estonia",
    "situation of a country": "/situation?country=IRQ",
    "situation of words": "/situation?about=nuclear",
    "situation on an old day": "/situation?actor=Russia&on=2009-06-01",
    "events, Atom": "/feeds/events.atom?actor=Iraq",
    "docket, iCalendar": "/feeds/docket.ics?actor=Iraq",
}


@dataclass(frozen=True)
class Answer:
    """Milliseconds on the clock and of the processor, and bytes."""

    took: float
    worked: float
    size: int


def asked(client: httpx.Client, path: str) -> Answer:
    begun, worked = time.perf_counter(), time.process_time()
    answer = client.get(path)
    took, worked = 1000 * (time.perf_counter() - begun), 1000 * (time.process_time() - worked)
    answer.raise_for_status()
    return Answer(took, worked, len(answer.content))


def measure(client: httpx.Client, runs: int) -> bool:
    """Print the figures; whether all bars are met."""
    met = True
    report = re.search(r'href="(/reports/[^"?#]+)', client.get("/events").text)
    paths = PATHS | ({"report": report[1]} if report else {})
    print(f"{'page':28} {'cold ms':>8} {'cpu':>6} {'median':>8} {'cpu':>6} {'slowest':>8} {'kB':>7}")
    for name, path in paths.items():
        cold, *warm = (asked(client, path) for _ in range(runs + 1))
        times, worked = [a.took for a in warm], statistics.median(a.worked for a in warm)
        median, bar = statistics.median(times), SITUATION if name.startswith("situation") else PAGE
        met &= median <= bar
        over = "" if median <= bar else f"  over {bar} ms"
        print(
            f"{name:28} {cold.took:8.0f} {cold.worked:6.0f} {median:8.0f} {worked:6.0f} {max(times):8.0f} "
            f"{cold.size / 1000:7.0f}{over}",
            flush=True,
        )
    page = client.get("/").text
    parts = sorted(set(re.findall(r'(?:href|src)="(/static/[^"#]+)', page)))
    weight = len(page.encode()) + sum(asked(client, part).size for part in parts)
    print(f"first page with {len(parts)} files: {weight / 1000:.0f} kB, nothing compressed")
    return met and weight <= WEIGHT


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--reports", type=int, default=100_000)
    options.add_argument("--store", type=Path)
    options.add_argument("--runs", type=int, default=7)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = given.store or Path(folder) / "news.db"
        if not store.exists():
            from training.corpora import root

            if not root().is_dir():
                print("skipped: no corpora beside the project (../shared/corpora), and no --store")
                return
            seeds = read_seeds(None)
            with Store(store) as opened:
                for _ in opened.add(made(seeds, given.reports)):
                    pass
        from readout.web import create_app

        with (
            served(create_app(str(store))) as address,
            httpx.Client(base_url=address, headers={"accept": "text/html"}, timeout=120) as client,
        ):
            print("all bars are met" if measure(client, given.runs) else "a bar is missed")


if __name__ == "__main__":
    main()
