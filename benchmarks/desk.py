"""How fast the desk's pages are over a large store, and how heavy its first page is.

    python -m benchmarks.desk [--reports 100000] [--store FILE] [--runs 7]

Makes a store as `benchmarks.store` does, or takes one that is there (`--store`; a file that is missing is made and
kept). Asks each page and feed through the desk's own server on this machine, and prints for each the first answer
(cold: nothing of it was asked before), the median and the slowest of the others (warm), the median of the processor
time that they took, and its size. At the end each bar with what was measured: every page and feed 300 ms, a situation
600 ms (medians, warm), any first answer 1 s, the first page with all that it loads 300 kB. Times of bars are the
clock's, with the processor's beside them: on a busy machine that tells more.
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

PAGE, SITUATION, COLD, WEIGHT = 300, 600, 1000, 300
"""Milliseconds of a page or feed and of a situation, warm, and of any first answer; kB of the first page."""
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
    "docket, what is next": "/docket",
    "docket from a day": "/docket?since=2015-01-01",
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
    size: float


def asked(client: httpx.Client, path: str) -> Answer:
    begun, worked = time.perf_counter(), time.process_time()
    answer = client.get(path)
    took, worked = 1000 * (time.perf_counter() - begun), 1000 * (time.process_time() - worked)
    answer.raise_for_status()
    return Answer(took, worked, len(answer.content))


def measure(client: httpx.Client, runs: int) -> bool:
    """Print the figures and the bars; whether all bars are met."""
    report = re.search(r'href="(/reports/[^"?#]+)', client.get("/events").text)
    paths = PATHS | ({"report": report[1]} if report else {})
    found: dict[str, tuple[Answer, Answer]] = {}
    print(f"{'page':28} {'cold ms':>8} {'cpu':>6} {'median':>8} {'cpu':>6} {'slowest':>8} {'kB':>7}")
    for name, path in paths.items():
        cold, *warm = (asked(client, path) for _ in range(runs + 1))
        middle = Answer(*(statistics.median(getattr(a, part) for a in warm) for part in ("took", "worked", "size")))
        found[name] = cold, middle
        print(
            f"{name:28} {cold.took:8.0f} {cold.worked:6.0f} {middle.took:8.0f} {middle.worked:6.0f} "
            f"{max(a.took for a in warm):8.0f} {cold.size / 1000:7.0f}",
            flush=True,
        )
    situations = {name for name in found if name.startswith("situation")}
    pages = [warm for name, (_, warm) in found.items() if name not in situations]
    met = [
        _bar("pages and feeds, warm", pages, PAGE),
        _bar("situations, warm", [found[name][1] for name in situations], SITUATION),
        _bar("first answers", [cold for cold, _ in found.values()], COLD),
        _light(client),
    ]
    return all(met)


def _bar(name: str, answers: list[Answer], most: int) -> bool:
    """Print a bar beside the slowest answer; whether it is met."""
    took, worked = max(a.took for a in answers), max(a.worked for a in answers)
    met = took <= most
    print(f"bar {most:5} ms: {name}: slowest {took:.0f} ms, {worked:.0f} of processor: {'met' if met else 'missed'}")
    return met


def _light(client: httpx.Client) -> bool:
    """Print the weight of the first page; whether its bar is met."""
    page = client.get("/").text
    parts = sorted(set(re.findall(r'(?:href|src)="(/static/[^"#]+)', page)))
    weight = (len(page.encode()) + sum(asked(client, part).size for part in parts)) / 1000
    met = weight <= WEIGHT
    print(f"bar {WEIGHT:5} kB: first page with {len(parts)} files, nothing compressed: {weight:.0f} kB: "
          f"{'met' if met else 'missed'}")  # fmt: skip
    return met


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
