"""A whole batch: reports in their order, in shards, through a pool of processes, into a folder with a manifest."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from readout import __version__
from readout.batch.manifest import LAYOUTS, Manifest, Settings, Shard, digest, write_whole
from readout.batch.shard import Setup, arrow
from readout.batch.workers import Done, Engine, Job, Pool
from readout.errors import InputError, OffTopicError, StoreError, UsageError
from readout.intake import relevant, reports

if TYPE_CHECKING:
    from readout.extract.lexicon import Lexicon
    from readout.intake import Taken

ENGINES = ("local", "ray")
"""Where reading processes may live."""


@dataclass
class Progress:
    """Counts of reports of a run so far. `kept` were done by an earlier run of the same batch; `dropped`, which are
    among the `skipped`, were left out as not about public affairs."""

    read: int = 0
    failed: int = 0
    skipped: int = 0
    kept: int = 0
    shards: int = 0
    dropped: int = 0

    @property
    def total(self) -> int:
        """All reports that are done with."""
        return self.read + self.failed + self.skipped + self.kept


def run(
    inputs: Sequence[str],
    folder: Path,
    *,
    workers: int,
    size: int = 200,
    layout: str = "parquet",
    published: str | None = None,
    only_relevant: bool = False,
    lexicons: Sequence[Path] = (),
    ontology: Path | None = None,
    engine: str = "local",
    reader: str | None = None,
    on_shard: Callable[[Progress, Shard], None] | None = None,
) -> Progress:
    """Read everything in `inputs` (as `readout.intake.reports` takes it) into shards of `size` reports in `folder`.

    Goes on where an earlier run was stopped, at whatever moment: shards in the manifest are not read again.
    `workers` is the number of processes; the shards are the same bytes for any number. `reader` names the versions
    in the manifest (default: this program's and its weights'). With `only_relevant`, reports that are plainly not about
    public affairs (`readout.intake.relevance`) are not read but counted in the manifest. `lexicons` and `ontology` hold
    words and types of the user's own (`readout.extract.ontology.load`).

    `engine` says where the reading processes live: `local`, on this machine, or `ray`, on the Ray cluster that
    `RAY_ADDRESS` names, else on one that is begun here. The shards are the same bytes.

    Raises `UsageError` where `folder` holds a batch of other settings or inputs, for an unknown `layout` or `engine`,
    and where one of them needs a package that is not installed; `StoreError` where the folder cannot be written on.
    """
    if layout not in LAYOUTS:
        raise UsageError(f"--layout {layout!r} is unknown", remedy=f"Use {' or '.join(LAYOUTS)}")
    if layout == "parquet":
        arrow()
    words, lexicon = _words(lexicons, ontology)
    pool = _engine(engine, workers, Setup(layout, lexicon))
    settings = Settings(tuple(inputs), size, layout, reader or version(), published, only_relevant, words)
    manifest = Manifest.open(folder, settings)
    progress = Progress()
    with pool:
        for done in pool.run(_jobs(inputs, manifest, progress)):
            try:
                shard = _write(done, manifest)
            except OSError as error:
                raise StoreError(
                    f"{folder} cannot be written: {(error.strerror or type(error).__name__).lower()}",
                    remedy="Make room, and give the same command again: it goes on after the last whole shard",
                ) from error
            progress.read += shard.read
            progress.failed += len(shard.failed)
            progress.skipped += len(shard.skipped)
            progress.dropped += shard.dropped
            progress.shards += 1
            if on_shard is not None:
                on_shard(progress, shard)
    return progress


def _engine(name: str, workers: int, setup: Setup) -> Engine:
    if name == "local":
        return Pool(workers, setup)
    if name != "ray":
        raise UsageError(f"--engine {name!r} is unknown", remedy=f"Use {' or '.join(ENGINES)}")
    from readout.batch.on_ray import RayPool

    return RayPool(workers, setup)


def _words(lexicons: Sequence[Path], ontology: Path | None) -> tuple[str | None, Lexicon | None]:
    """The user's own lexicon, and a digest of its files."""
    paths = [*lexicons, *([ontology] if ontology else [])]
    if not paths:
        return None, None
    from readout.extract.ontology import load

    lexicon = load(lexicons, ontology)
    return digest([hashlib.sha256(path.read_bytes()).hexdigest() for path in paths]), lexicon


def version() -> str:
    """The versions that shape a record: the program's and the weights'."""
    from readout.reader import weights_name

    return f"readout {__version__}, weights {weights_name()}"


def _jobs(inputs: Sequence[str], manifest: Manifest, progress: Progress) -> Iterator[Job]:
    """The shards that are still to be read."""
    entries: list[Taken | InputError] = []
    number = 0

    def job() -> Job | None:
        if manifest.done(number, _ids(entries)):
            progress.kept += len(entries)
            return None
        return Job(number, entries)

    for source in inputs:
        found = reports(source, published=manifest.settings.published)
        for entry in relevant(found) if manifest.settings.only_relevant else found:
            entries.append(entry)
            if len(entries) == manifest.settings.size:
                if made := job():
                    yield made
                entries, number = [], number + 1
    if entries and (made := job()):
        yield made


def _ids(entries: Sequence[Taken | InputError]) -> str:
    return digest([str(e) if isinstance(e, InputError) else e.report.id for e in entries])


def _write(done: Done, manifest: Manifest) -> Shard:
    job, layout = done.job, manifest.settings.layout
    name = f"part-{job.number:06d}{LAYOUTS[layout]}"
    made = done.made
    write_whole(manifest.folder / name, made.data)
    shard = Shard(
        number=job.number,
        file=name,
        reports=len(job.entries),
        read=made.read,
        ids=_ids(job.entries),
        sha256=hashlib.sha256(made.data).hexdigest(),
        bytes=len(made.data),
        failed=tuple(done.failed),
        skipped=tuple(made.skipped),
        dropped=sum(isinstance(entry, OffTopicError) for entry in job.entries),
    )
    manifest.add(shard)
    return shard
