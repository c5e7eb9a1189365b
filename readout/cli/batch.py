"""`readout batch`: an archive or a crawl in, shards of records out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from readout.cli.options import Lexicons, Ontology, Published
from readout.errors import UsageError

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

    from readout.batch import Progress, Shard


def command(
    paths: Annotated[
        list[str], typer.Argument(metavar="INPUT… OUTPUT", help="Files and folders to read, then the output folder.")
    ],
    layout: Annotated[str, typer.Option(metavar="LAYOUT", help="parquet or jsonl (gzipped).")] = "parquet",
    workers: Annotated[
        int | None, typer.Option(min=1, help="Reading processes [default: one a processor].", show_default=False)
    ] = None,
    size: Annotated[int, typer.Option("--shard-size", min=1, help="Reports in a shard.")] = 200,
    published: Published = None,
    only_relevant: Annotated[
        bool, typer.Option("--only-relevant", help="Leave out what is plainly not about public affairs.")
    ] = False,
    lexicons: Lexicons = None,
    ontology: Ontology = None,
    engine: Annotated[
        str,
        typer.Option(metavar="ENGINE", help="Where to read: local, or ray (the cluster of RAY_ADDRESS, else here)."),
    ] = "local",
) -> None:
    """Read an archive into shards of records, with a manifest; go on after any stop with the same command.

    Examples:

    \b
      readout batch archive.jsonl.gz records/
      readout batch 2024/ 2025/ records/ --workers 8 --layout jsonl
      readout batch crawl.warc.gz records/ --engine ray --workers 64

    A report that cannot be read, or that kills a reading process, is named and the rest goes on.

    Exit status: 0 all was read or rightly skipped; 1 something failed; 2 misuse; 130 stopped by Ctrl-C.
    """
    from readout.batch import run
    from readout.language.core import usable_processors

    if len(paths) < 2:
        raise UsageError("batch needs an input and an output folder", remedy="readout batch INPUT… OUTPUT")
    *inputs, output = paths
    with _Display() as display:
        progress = run(
            inputs,
            Path(output),
            workers=workers or usable_processors(),
            size=size,
            layout=layout,
            published=published,
            only_relevant=only_relevant,
            lexicons=lexicons or (),
            ontology=ontology,
            engine=engine,
            on_shard=display.shard,
        )
    kept = f", {progress.kept} kept from before" if progress.kept else ""
    kept += f", {progress.dropped} of the skipped not about public affairs" if progress.dropped else ""
    sys.stderr.write(f"readout: {progress.read} read, {progress.skipped} skipped, {progress.failed} failed{kept}\n")
    raise typer.Exit(1 if progress.failed or not progress.total else 0)


class _Display:
    """Counts on standard error while a batch runs on a terminal; failures are named wherever it runs."""

    def __enter__(self) -> _Display:
        self._bar: Bar | None = None
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

            columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
            self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
            self._bar.start()
            self._task = self._bar.add_task("loading")
        return self

    def shard(self, progress: Progress, shard: Shard) -> None:
        """A shard is written: name what failed in it, count."""
        for one in shard.failed:
            sys.stderr.write(f"readout: {one['error']}\n")
        if self._bar is not None:
            told = f"{progress.total} reports, {progress.failed} failed, {progress.shards} shards"
            self._bar.update(self._task, description=told)

    def __exit__(self, *exc: object) -> None:
        if self._bar is not None:
            self._bar.stop()
