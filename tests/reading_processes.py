"""Reading processes for the tests of `readout.batch`: they can be told to die. Spawned, so they live in a module."""

from __future__ import annotations

import os
import signal
from multiprocessing.connection import Connection


def fragile(pipe: Connection, layout: str) -> None:
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
        pipe.send(("done", ("|".join(texts).encode(), len(texts), [], [])))
