"""The store at size: adding, filters and search over reports made by re-dating and re-combining real records.

    python -m benchmarks.store [--reports 100000] [--store FILE|URL] [--records FILE]

Reads every so many of ../shared/corpora/newswire once (or takes records that `readout read` wrote), then makes reports
of them: a new id and day each, words of the title shuffled in. Prints records a second while adding (making them left
out; by the clock, and by processor time, which says more on a machine that others use), the size on the disk, and for
each query the first answer, the median and the slowest of ten warm runs in milliseconds: first those of items, then
those that merge over reports, which the store keeps until it is written to, so that there the first answer counts; it
is given in processor time too. A store that is there already is asked alone. Run it on an idle machine.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from readout.record import Record, from_json
from readout.store import Filter, Store, situation

SEEDS = 200
"""Records that the others are made of."""


def read_seeds(given: Path | None) -> list[Record]:
    if given is not None:
        with given.open(encoding="utf-8") as lines:
            return [from_json(line) for _, line in zip(range(SEEDS), lines, strict=False)]
    from benchmarks.speed import texts
    from readout.intake import report_from_text
    from readout.reader import Reader

    taken = [report_from_text(text, published=day) for text, day in texts(SEEDS)]
    return list(Reader().read_many(taken))


def made(seeds: list[Record], count: int) -> Iterator[Record]:
    """`count` reports over twenty years; each is one of `seeds` under another day and id."""
    rng = random.Random(5)
    for n in range(count):
        seed = seeds[n % len(seeds)]
        day = date(2000, 1, 1) + timedelta(days=rng.randrange(7300))
        moved = (day - date.fromisoformat((seed.report.published or "2000-01-01")[:10])).days
        name = hashlib.sha256(f"{n}".encode()).hexdigest()[:16]
        title = f"{seed.report.title or 'Report'} ({n})"
        report = seed.report.model_copy(update={"id": f"r-{name}", "published": day.isoformat(), "title": title})
        events = [e.model_copy(update={"date": _moved(e.date, moved)}) for e in seed.events]
        docket = [d.model_copy(update={"when": _moved(d.when, moved)}) for d in seed.docket]
        yield seed.model_copy(update={"report": report, "events": events, "docket": docket})


def _moved(period: object, days: int) -> object:
    if period is None:
        return None
    ends = {}
    for end in ("start", "end"):
        value = getattr(period, end)
        try:
            ends[end] = None if value is None else (date.fromisoformat(value[:10]) + timedelta(days=days)).isoformat()
        except (ValueError, OverflowError):
            ends[end] = value
    return period.model_copy(update=ends)  # type: ignore[attr-defined]


def queries(store: Store) -> dict[str, Callable[[], object]]:
    """What a desk asks."""
    return {
        "events, newest": lambda: store.events(Filter()),
        "events of a country's government": lambda: store.events(Filter(actor="United States")),
        "events between two": lambda: store.events(Filter(actor="United States", with_="Iraq")),
        "events of a rare actor": lambda: store.events(Filter(actor="Estonia")),
        "events of a type in a month": lambda: store.events(
            Filter(type="ASSAULT", since="2010-05-01", until="2010-05-31")
        ),
        "events by status": lambda: store.events(Filter(status="planned")),
        "events in a country": lambda: store.events(Filter(country="IRQ")),
        "events about words": lambda: store.events(Filter(about="nuclear")),
        "events in a country that few name": lambda: store.events(Filter(country="EST")),
        "claims about a rare word": lambda: store.claims(Filter(about="uranium")),
        "claims about no word there": lambda: store.claims(Filter(about="quixotry")),
        "claims of an actor": lambda: store.claims(Filter(actor="United States")),
        "figures of killed": lambda: store.figures(Filter(type="killed")),
        "positions": lambda: store.positions(Filter(actor="Russia")),
        "docket from a day": lambda: store.docket(Filter(since="2015-01-01")),
        "actors by name": lambda: store.actors("putin"),
        "actors, the most named": lambda: store.actors(),
        "search, a common word": lambda: store.search("president"),
        "search, two words": lambda: store.search("nuclear inspectors"),
        "search, nothing": lambda: store.search("quixotry"),
    }


def merging(store: Store) -> dict[str, Callable[[], object]]:
    """What a desk asks of many reports at once: up to 50 items, the reports near them, one picture."""
    return {
        "merged events, newest": lambda: situation(store, Filter(), ("events",)),
        "merged events of a country": lambda: situation(store, Filter(actor="United States"), ("events",)),
        "rival figures of killed": lambda: situation(store, Filter(type="killed"), ("figures",)),
        "positions over time of an actor": lambda: situation(store, Filter(actor="Russia"), ("positions",)),
        "docket followed from a day": lambda: situation(store, Filter(since="2015-01-01"), ("docket",)),
    }


def measure(where: str, seeds: list[Record], count: int) -> None:
    with Store(where) as store:
        if store.days() is None:
            _add(store, made(seeds, count))
        for name, ask in {**queries(store), **merging(store)}.items():
            times, worked = [], []
            for _ in range(11):
                begun = time.perf_counter(), time.process_time()
                ask()
                times.append(1000 * (time.perf_counter() - begun[0]))
                worked.append(1000 * (time.process_time() - begun[1]))
            print(
                f"{name:38} first {times[0]:7.0f} ms ({worked[0]:5.0f} of processor)   "
                f"median {statistics.median(times[1:]):7.1f} ({statistics.median(worked[1:]):5.1f})   "
                f"slowest {max(times[1:]):7.1f}",
                flush=True,
            )


def _add(store: Store, records: Iterator[Record]) -> None:
    """Add records and print how fast; the time that making them took is left out."""
    spent = [0.0, 0.0]

    def timed() -> Iterator[Record]:
        while True:
            clocks = time.perf_counter(), time.process_time()
            record = next(records, None)
            spent[0] += time.perf_counter() - clocks[0]
            spent[1] += time.process_time() - clocks[1]
            if record is None:
                return
            yield record

    begun = time.perf_counter(), time.process_time()
    added = sum(outcome == "added" for outcome in store.add(timed()))
    wall, cpu = time.perf_counter() - begun[0] - spent[0], time.process_time() - begun[1] - spent[1]
    print(
        f"added {added} records: {added / wall:.0f} records/s, {added / cpu:.0f} a second of processor time", flush=True
    )


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--reports", type=int, default=100_000)
    options.add_argument("--store")
    options.add_argument("--records", type=Path)
    given = options.parse_args()
    from training.corpora import root

    if given.records is None and not root().is_dir():
        print("skipped: no corpora beside the project (../shared/corpora), and no --records")
        return
    seeds = read_seeds(given.records)
    if given.store:
        measure(given.store, seeds, given.reports)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "news.db"
        measure(str(path), seeds, given.reports)
        print(
            f"on disk {path.stat().st_size / 1e6:.0f} MB, {path.stat().st_size / given.reports / 1000:.1f} kB a report"
        )


if __name__ == "__main__":
    main()
