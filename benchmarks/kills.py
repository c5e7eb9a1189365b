"""The store under `kill -9`: a process that adds records is killed at random moments, again and again.

    python -m benchmarks.kills [--kills 20] [--reports 1000] [--store FILE|URL] [--seed N]

A run of so many reports is cut into pieces by kills at random moments: for each a number of reports is drawn, over the
whole run, and the process is killed up to 0.3 s after it said that so many are kept (a transaction of 64 reports takes
about 0.1 s). The next process begins with the first report again, as a user would. After each kill the store is opened:
every record that was said to be kept must be there with all its items, no item may stand without its report, SQLite's
own check must pass. The last process is left to run to its end, and all reports must be there once. Prints one line a
kill and the sum; exit status 1 where anything was lost. Records are made of a small one, so that no corpora are needed.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import signal
import sys
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path

from sqlalchemy import func, select, text

from readout.record import Actor, Claim, Event, Period, Record, Report, Span
from readout.store import Store
from readout.store.connect import engine_of
from readout.store.tables import actor, item, item_actor, report, version


def made(number: int) -> Record:
    """Report `number`: two acts of two sides, and a claim; its length varies."""
    said = f"Syldavia condemned Borduria over dam {number}, a minister said. Borduria threatened Syldavia. "
    words = said + "The river rose. " * (number % 40)

    def span(part: str) -> Span:
        return Span(start=words.index(part), end=words.index(part) + len(part))

    first, second = span(said[: said.index(" Borduria threatened")]), span("Borduria threatened Syldavia.")
    day = Period(start="2031-04-02", end="2031-04-02")
    return Record(
        report=Report(id=f"r-{number}", title=f"Dam {number}", text=words, published="2031-04-02"),
        sentences=[first, second],
        actors=[Actor(id="a1", name="Syldavia", kind="country"), Actor(id="a2", name="Borduria", kind="country"),
                Actor(id="a3", name=f"minister {number % 50}", kind="person")],
        events=[
            Event(id="e1", type="ACCUSE", actor=["a1"], recipient=["a2"], trigger=span("condemned"), evidence=first,
                  date=day, quad=3, score=-2),
            Event(id="e2", type="THREATEN", actor=["a2"], recipient=["a1"], trigger=span("threatened"),
                  evidence=second, date=day, quad=3, score=-3),
        ],
        claims=[Claim(id="c1", source=["a3"], cue=span("said"), content=[first], quote="indirect")],
    )  # fmt: skip


def adding(where: str, reports: int, told: Connection) -> None:
    """Add the records of the run; say the number of each that is kept."""
    with Store(where) as store:
        for number, _ in enumerate(store.add(map(made, range(reports)))):
            told.send(number)


def killed(where: str, reports: int, at: int | None, rng: random.Random) -> set[int]:
    """The numbers that a process said to be kept before it was killed: soon after `at` of them, or not (`None`)."""
    fork = multiprocessing.get_context("fork")
    here, there = fork.Pipe(duplex=False)
    process = fork.Process(target=adding, args=(where, reports, there))
    process.start()
    there.close()
    kept: set[int] = set()
    if at is not None:
        while len(kept) <= at:
            kept.add(here.recv())
        time.sleep(0.3 * rng.random())
        assert process.pid is not None
        os.kill(process.pid, signal.SIGKILL)
    try:
        while True:
            kept.add(here.recv())
    except EOFError:
        process.join()
    return kept


def faults(where: str, told: set[int]) -> list[str]:
    """What is wrong with the store."""
    engine = engine_of(where)
    with Store(where) as store, engine.connect() as connection:
        ids = set(connection.scalars(select(report.c.id)))
        out = [f"r-{n} was kept and is gone" for n in told if f"r-{n}" not in ids]
        wrong = {
            "versions": connection.scalar(select(func.count()).select_from(version)) != len(ids),
            "items": connection.scalar(select(func.count()).select_from(item)) != 3 * len(ids),
            "links": connection.scalar(select(func.count()).select_from(item_actor)) != 5 * len(ids),
            "counts of actors": connection.scalar(select(func.sum(actor.c.held))) != 5 * len(ids),
        }
        out += [f"{name} do not fit {len(ids)} reports" for name, is_wrong in wrong.items() if is_wrong]
        if connection.dialect.name == "sqlite" and connection.scalar(text("PRAGMA integrity_check")) != "ok":
            out.append("SQLite finds the file damaged")
        if len(store.search("river", limit=10)) == 0:
            out.append("the search finds nothing")
    engine.dispose()
    return out


def main() -> int:
    """Kills and checks."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--kills", type=int, default=20)
    options.add_argument("--reports", type=int, default=1000, help="of the whole run")
    options.add_argument("--store")
    options.add_argument("--seed", type=int, default=7)
    given = options.parse_args()
    rng, told, wrong = random.Random(given.seed), set[int](), 0
    with tempfile.TemporaryDirectory() as folder:
        where = given.store or str(Path(folder) / "news.db")
        moments = sorted(rng.randrange(given.reports - 64) for _ in range(given.kills))
        for turn, at in enumerate([*moments, None], 1):
            told |= killed(where, given.reports, at, rng)
            found = faults(where, told)
            if at is None and len(told) != given.reports:
                found.append(f"the whole run kept {len(told)} of {given.reports} reports")
            wrong += bool(found)
            name = "to the end" if at is None else f"kill {turn}, after {at}"
            print(f"{name}: {len(told)} records said to be kept; {'; '.join(found) or 'all there'}", flush=True)
    print(f"{given.kills} kills over {given.reports} reports, {wrong} with a loss or damage")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
