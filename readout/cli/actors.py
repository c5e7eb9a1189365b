"""`readout actors`: who a phrase names, and the user's own knowledge base."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from readout.cli.options import answer_lines, complain
from readout.errors import FormatError

if TYPE_CHECKING:
    from readout.actors.importing import Imported

app = typer.Typer(help="Who a phrase names: resolve names and roles to countries and sectors.", no_args_is_help=True)


@app.callback()
def root() -> None:
    """Who a phrase names."""


@app.command("resolve")
def resolve_command(
    path: Annotated[str, typer.Argument(metavar="FILE|-", help="JSONL; - is standard input.")] = "-",
) -> None:
    """Resolve each phrase to name, kind, country (ISO 3166-1 alpha-3), PLOVER sector and role.

    Each line of input is {"text": "...", "context": "...", "date": "2013-02-18"}; context and date may be left out.

    Example: echo '{"text": "US Secretary of State John Kerry"}' | readout actors resolve -
    """
    raise typer.Exit(1 if answer_lines(path, _resolve) else 0)


def _resolve(value: dict[str, Any], source: str) -> dict[str, Any]:
    from readout.actors.resolve import resolve

    text, context, day = value.get("text"), value.get("context") or "", value.get("date") or None
    if not isinstance(text, str) or not text.strip() or not isinstance(context, str):
        raise FormatError('"text" is missing or no string', remedy="Give the phrase as a string", source=source)
    try:
        on = date.fromisoformat(str(day)[:10]) if day else None
    except ValueError as error:
        raise FormatError(f'"date" is no date ({day!r})', remedy="Give it as 2013-02-18", source=source) from error
    return {**({"id": value["id"]} if "id" in value else {}), **asdict(resolve(text, context=context, on=on))}


NAMED = 20
"""Bad entries that are named one by one; further ones are only counted."""


@app.command("import")
def import_command(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="A Wikidata extract: .json, .jsonl, .gz or .bz2.")],
    again: Annotated[bool, typer.Option("--again", help="Read the whole file anew, also what is in already.")] = False,
) -> None:
    """Add a Wikidata extract to your own knowledge base, which names are looked up in from then on, offline.

    FILE is a dump with an entity a line, or the JSON of a SPARQL query. A run cut off goes on where it stopped.

    Example: readout actors import ministers.json

    Exit status: 0 all was imported; 1 some entries could not be used; they are named and counted.
    """
    from readout.actors.importing import import_file
    from readout.actors.own import FILE, data_folder

    bad: list[FormatError] = []

    def name(error: FormatError) -> None:
        bad.append(error)
        if len(bad) <= NAMED:
            complain(error)

    with _bar(path.name) as advance:
        done = import_file(path, again=again, on_error=name, on_progress=advance)
    if done.complete:
        sys.stderr.write(f"readout: {path} is imported already ({done.entries} entries); --again reads it anew\n")
        return
    resumed = f" ({done.skipped} of them in an earlier run)" if done.skipped else ""
    sys.stderr.write(
        f"readout: {done.entries} entries{resumed}, {done.taken} taken, {done.bad} bad; in {data_folder() / FILE}\n"
    )
    raise typer.Exit(1 if done.bad else 0)


@contextmanager
def _bar(name: str) -> Iterator[Callable[[int, int, Imported], None]]:
    """A bar of the bytes read, on a terminal."""
    if not sys.stderr.isatty():
        yield lambda done, size, so_far: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(name, total=None)
        yield lambda done, size, so_far: progress.update(
            task, completed=done, total=size, description=f"{name}: {so_far.taken} taken"
        )


@app.command("show")
def show_command(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="A name; without one, what your knowledge base holds.")
    ] = None,
) -> None:
    """Show what the tables and your own knowledge base know of a name: country, sector, offices with their dates.

    Example: readout actors show "John Kerry"
    """
    from readout.actors import own
    from readout.actors.show import told

    if name is None:
        typer.echo(f"{own.data_folder() / own.FILE}")
        counts = own.known()
        typer.echo("\n".join(f"  {n} {kind}" for kind, n in counts.items()) or "  nothing imported yet")
        return
    lines = list(told(name))
    typer.echo("\n".join(lines) if lines else f"nothing is known of {name!r}")
    raise typer.Exit(0 if lines else 1)
