"""`readout reviews`: what persons said of the items of the store."""

from __future__ import annotations

import json
import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import IO, Annotated

import typer

from readout.cli.store import Where, opened

app = typer.Typer(help="What persons said of items on the desk.", no_args_is_help=True)


@app.callback()
def root() -> None:
    """What persons said of items on the desk."""


@app.command("export")
def export(
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="OUT", help="A file, or - for standard output.")
    ] = "-",
    where: Where = None,
) -> None:
    """Write the reviewed items as training data, a line of JSON each: the words, as read, as it should be, who said so.

    Example: readout reviews export --store news.db -o reviews.jsonl
    """
    from readout.store.reviewing import training

    count = 0
    with opened(where) as store, _stream(output) as out:
        for line in training(store):
            out.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
            count += 1
    sys.stderr.write(f"readout: {count} reviewed items\n")


@app.command("agreement")
def agreement(where: Where = None) -> None:
    """Say how far the reviewers agree, over the items that two or more of them judged.

    Example: readout reviews agreement --store news.db
    """
    from readout.store.reviewing import agreement as found

    with opened(where) as store:
        said = found(store.reviews())
    typer.echo(f"{said.reviewers} reviewers, {said.items} items, {said.shared} of them judged by two or more")
    if said.shared:
        alpha = "" if said.alpha is None else f"; Krippendorff's alpha {said.alpha:.3f}"
        typer.echo(f"the same said of {said.agreed} ({said.agreed / said.shared:.0%}){alpha}")


def _stream(output: str) -> AbstractContextManager[IO[bytes]]:
    from readout.export.files import written

    return nullcontext(sys.stdout.buffer) if output == "-" else written(Path(output))
