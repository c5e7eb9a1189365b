"""A pool of reading processes that outlives its members: a crash costs one report, and that report is named.

`concurrent.futures` gives up the whole pool when one process dies, and does not tell over what. Here each process has
a pipe of its own; before it reads, it says which report is next.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING, Protocol

from readout.batch.shard import Made, Setup, ShardReader
from readout.errors import InputError, InternalError

if TYPE_CHECKING:
    from readout.intake import Taken

RECYCLED = 64
"""Shards after which a process is replaced, which bounds what fragments in its memory."""


@dataclass
class Job:
    """A shard to read: its number and its entries. `alone` after a crash, `dead` the reports that killed a process."""

    number: int
    entries: Sequence[Taken | InputError]
    alone: bool = False
    dead: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Done:
    """What came of a job."""

    job: Job
    made: Made

    @property
    def failed(self) -> list[dict[str, str]]:
        """What failed, with the reports that killed a process."""
        lost = [{"source": name_of(self.job.entries[i]), "error": why} for i, why in sorted(self.job.dead.items())]
        return self.made.failed + lost


class Engine(Protocol):
    """Processes that read shards, somewhere. A context manager."""

    def __enter__(self) -> Engine:
        """Begin."""

    def __exit__(self, *exc: object) -> None:
        """End the processes."""

    def run(self, jobs: Iterable[Job]) -> Iterator[Done]:
        """What comes of each job, as it comes. Jobs are asked for only as processes fall idle."""


@dataclass
class _Worker:
    process: BaseProcess
    pipe: Connection
    job: Job | None = None
    at: int = 0
    shards: int = 0


Target = Callable[[Connection, Setup], None]


class Pool:
    """`count` processes on this machine that read shards as `setup` says. Use as a context manager."""

    def __init__(self, count: int, setup: Setup, target: Target | None = None) -> None:
        self._context = multiprocessing.get_context("spawn")
        self._count, self._setup, self._target = count, setup, target or work
        self._workers: list[_Worker] = []

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *exc: object) -> None:
        for worker in self._workers:
            worker.pipe.close()
        for worker in self._workers:
            worker.process.join(0.5 if exc[0] is None else 0)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()

    def run(self, jobs: Iterable[Job]) -> Iterator[Done]:
        """What comes of each job, as it comes. Jobs are asked for only as processes fall idle."""
        queue = iter(jobs)
        again: list[Job] = []
        while True:
            self._feed(queue, again)
            busy = [worker for worker in self._workers if worker.job is not None]
            if not busy:
                return
            ready = set(wait([worker.pipe for worker in busy]))
            for worker in busy:
                if worker.pipe in ready:
                    done = self._hear(worker, again)
                    if done is not None:
                        yield done

    def _feed(self, queue: Iterator[Job], again: list[Job]) -> None:
        while sum(worker.job is not None for worker in self._workers) < self._count:
            job = again.pop() if again else next(queue, None)
            if job is None:
                return
            worker = next((w for w in self._workers if w.job is None), None) or self._start()
            worker.job, worker.at = job, 0
            alive = [None if i in job.dead else entry for i, entry in enumerate(job.entries)]
            try:
                worker.pipe.send((alive, job.alone))
            except OSError:
                self._drop(worker)
                again.append(job)
                worker.job = None

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=self._target, args=(theirs, self._setup), daemon=True)
        process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self._workers.append(worker)
        return worker

    def _drop(self, worker: _Worker) -> None:
        worker.pipe.close()
        worker.process.join(5)
        self._workers.remove(worker)

    def _hear(self, worker: _Worker, again: list[Job]) -> Done | None:
        job = worker.job
        assert job is not None
        try:
            kind, value = worker.pipe.recv()
        except (EOFError, OSError):
            self._drop(worker)
            again.append(_after_crash(job, worker))
            return None
        if kind == "at":
            worker.at = value
            return None
        worker.job = None
        worker.shards += 1
        if worker.shards >= RECYCLED:
            self._drop(worker)
        if kind == "error":
            raise value
        return Done(job, value)


def _after_crash(job: Job, worker: _Worker) -> Job:
    """The job once more: report by report the first time, then without the report that killed the process."""
    if not job.alone:
        return Job(job.number, job.entries, alone=True, dead=job.dead)
    code = worker.process.exitcode
    how = signal.Signals(-code).name if code is not None and code < 0 else f"status {code}"
    return Job(job.number, job.entries, alone=True, dead={**job.dead, worker.at: killed(job.entries[worker.at], how)})


def killed(entry: Taken | InputError, how: str) -> str:
    """What to say of a report that killed the process that read it."""
    error = InternalError(
        f"reading it killed the process ({how})",
        remedy="Please report this with the text, if you may share it",
        source=name_of(entry),
    )
    return str(error)


def name_of(entry: Taken | InputError) -> str:
    """The name of a report in messages."""
    if isinstance(entry, InputError):
        return entry.source
    return entry.report.ref or entry.report.url or entry.report.id


def work(pipe: Connection, setup: Setup) -> None:
    """The life of a process: load the core once, then read shards until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    reader = ShardReader(setup)
    while True:
        try:
            entries, alone = pipe.recv()
        except (EOFError, OSError):
            return
        # a report that killed a process is left out; the numbers of the others stay
        numbers = [i for i, entry in enumerate(entries) if entry is not None]
        kept = [entries[i] for i in numbers]
        try:
            made = reader.read_alone(kept, lambda k: pipe.send(("at", numbers[k]))) if alone else reader.read(kept)  # noqa: B023
            pipe.send(("done", made))
        except Exception as error:
            pipe.send(("error", error))
