"""Reading processes for the tests of `readout.batch`: they can be told to die. Spawned, so they live in a module."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Sequence
from multiprocessing.connection import Connection

from readout.batch.shard import Made, Setup
from readout.batch.workers import Job
from readout.intake import Taken, report_from_text


def fragile(pipe: Connection, setup: Setup) -> None:
    """Reads as `readout.batch.workers.work` does, but a report that holds the word DEADLY kills the process."""
    while True:
        try:
            entries, alone = pipe.recv()
        except (EOFError, OSError):
            return
        texts = []
        for i, entry in enumerate(entries):
            if entry is None:
                continue
            if alone or i % 2 == 0:
                pipe.send(("at", i))
            if "DEADLY" in entry.report.text:
                os.kill(os.getpid(), signal.SIGKILL)
            texts.append(entry.report.text)
        pipe.send(("done", Made("|".join(texts).encode(), len(texts), [], [])))


class Fragile:
    """An actor that reads as `readout.batch.on_ray.Hand` does, but the word DEADLY kills it."""

    def __init__(self, setup: Setup) -> None:
        pass

    def read(self, entries: Sequence[Taken]) -> Made:
        texts = [entry.report.text for entry in entries]
        if any("DEADLY" in text for text in texts):
            os.kill(os.getpid(), signal.SIGKILL)
        return Made("|".join(texts).encode(), len(texts), [], [])

    def survives(self, entry: Taken) -> bool:
        return bool(self.read([entry]))


def main(texts: Sequence[str]) -> None:
    """Read `texts` as one shard with a `Fragile` actor of Ray, and print what came of it."""
    from readout.batch.on_ray import RayPool

    job = Job(0, [report_from_text(text, ref=f"0.{i}") for i, text in enumerate(texts)])
    with RayPool(1, Setup("jsonl"), Fragile) as pool:
        (done,) = pool.run([job])
    print(json.dumps({"data": done.made.data.decode(), "failed": [one["source"] for one in done.failed]}))  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
