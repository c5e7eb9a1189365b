"""The pool on Ray: one actor a reading process, on the cluster that `RAY_ADDRESS` names or on this machine.

Reports go out and shards come back through this process, which alone reads the input and writes the output. Where an
actor dies, the reports of its shard are tried one by one, those that kill are named, and the others are read together.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from readout.batch.shard import Setup, ShardReader
from readout.batch.workers import Done, Job, killed
from readout.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readout.batch.shard import Made
    from readout.errors import InputError
    from readout.intake import Taken


class Hand:
    """What an actor does. It must not share a process with another: each loads the weights."""

    def __init__(self, setup: Setup) -> None:
        self._reader = ShardReader(setup)

    def read(self, entries: Sequence[Taken | InputError]) -> Made:
        """Read a shard."""
        return self._reader.read(entries)

    def survives(self, entry: Taken | InputError) -> bool:
        """Read one report; that this returns is the answer."""
        self._reader.read([entry])
        return True


class RayPool:
    """`count` actors that read shards as `setup` says. Use as a context manager.

    Raises `UsageError` where Ray is not installed, and on entering where it cannot be begun or reached.
    """

    def __init__(self, count: int, setup: Setup, hand: type[Any] = Hand) -> None:
        try:
            import ray
        except ImportError as error:
            raise UsageError(
                "--engine ray needs Ray, which is not installed", remedy="pip install 'readout-news[ray]'"
            ) from error
        self._ray: Any = ray
        self._count, self._setup, self._hand = count, setup, hand
        self._began = False

    def __enter__(self) -> RayPool:
        if not self._ray.is_initialized():
            here = {} if os.environ.get("RAY_ADDRESS") else {"num_cpus": self._count, "include_dashboard": False}
            try:
                self._ray.init(log_to_driver=False, logging_level=logging.ERROR, **here)
            except Exception as error:  # Ray raises its bare Exception too
                raise UsageError(
                    f"Ray could not be begun or reached ({str(error).splitlines()[0][:200]})",
                    remedy="Check RAY_ADDRESS and the cluster, or leave out --engine",
                ) from error
            self._began = True
        # an actor that the cluster has no processor for would keep its shard waiting for ever
        self._count = max(1, min(self._count, int(self._ray.cluster_resources().get("CPU", 1))))
        return self

    def __exit__(self, *exc: object) -> None:
        if self._began:
            self._ray.shutdown()

    def run(self, jobs: Iterable[Job]) -> Iterator[Done]:
        """What comes of each job, as it comes. Jobs are asked for only as actors fall idle."""
        queue = iter(jobs)
        idle = [self._actor() for _ in range(self._count)]
        busy: dict[Any, tuple[Any, Job]] = {}
        while True:
            while idle and (job := next(queue, None)) is not None:
                actor = idle.pop()
                busy[actor.read.remote(_alive(job))] = actor, job
            if not busy:
                return
            (ready, *_), _ = self._ray.wait(list(busy), num_returns=1)
            actor, job = busy.pop(ready)
            try:
                made = self._ray.get(ready)
            except self._ray.exceptions.RayActorError:
                job = self._tried(job)
                actor = self._actor()
                busy[actor.read.remote(_alive(job))] = actor, job
                continue
            idle.append(actor)
            yield Done(job, made)

    def _actor(self) -> Any:
        return self._ray.remote(num_cpus=1)(self._hand).remote(self._setup)

    def _tried(self, job: Job) -> Job:
        """The job without the reports that kill an actor that reads nothing else."""
        dead, actor = dict(job.dead), self._actor()
        for number, entry in enumerate(job.entries):
            if number in dead:
                continue
            try:
                self._ray.get(actor.survives.remote(entry))
            except self._ray.exceptions.RayActorError:
                dead[number] = killed(entry, "an actor of Ray")
                actor = self._actor()
        return Job(job.number, job.entries, dead=dead)


def _alive(job: Job) -> list[Taken | InputError]:
    return [entry for number, entry in enumerate(job.entries) if number not in job.dead]
