"""`readout add`: reports into the store."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import nullcontext
from itertools import chain
from typing import TYPE_CHECKING, Annotated

import typer

from readout.cli.options import Form, Lexicons, Ontology, Published, Sources, lexicon_of, stdin_binary
from readout.cli.read import Tally, _Bar
from readout.cli.store import Where, place
from readout.errors import InputError, NotFoundError

if TYPE_CHECKING:
    from readout.extract.lexicon import Lexicon
    from readout.intake import Taken
    from readout.record import Record
    from readout.store import Store


def command(
    sources: Sources,
    where: Where = None,
    form: Form = "auto",
    published: Published = None,
    lexicons: Lexicons = None,
    ontology: Ontology = None,
    again: Annotated[bool, typer.Option("--again", help="Read those that are there too.")] = False,
    threads: Annotated[
        int | None, typer.Option(min=1, help="Processor threads [default: all cores].", show_default=False)
    ] = None,
) -> None:
    """Read reports into the store. Those that are there are not read again; what is added is safe at once.

    Examples:

    \b
      readout add news/ --store news.db
      readout add stories.jsonl --store postgresql://me@localhost/news

    Exit status: 0 all is there now, or was rightly skipped; 1 something failed; 2 misuse; 130 interrupted.
    """
    from readout.reader import weights_name
    from readout.store import Store

    lexicon = lexicon_of(lexicons, ontology)
    tally, added, there = Tally(), 0, [0]
    with Store(place(where)) as store, _Bar() if sys.stderr.isatty() else nullcontext(None) as advance:
        try:
            new = _new(_found(sources, form, published), None if again else store, there)
            for outcome in store.add(_records(new, threads, tally, lexicon), weights=weights_name()):
                added += outcome != "there"
                there[0] += outcome == "there"
                tally.read += 1
                if advance:
                    advance(tally)
        finally:
            counts = f"{added} added, {there[0]} already there, {tally.skipped} skipped, {tally.failed} failed"
            sys.stderr.write(f"readout: {counts}\n")
    raise typer.Exit(1 if tally.failed or not (added or there[0]) else 0)


def _found(sources: list[str], form: str, published: str | None) -> Iterator[Taken | InputError]:
    from readout.intake import reports

    for source in sources:
        try:
            yield from reports(source, published=published, form=form, stdin=stdin_binary())
        except NotFoundError as error:
            yield error


def _new(found: Iterator[Taken | InputError], store: Store | None, there: list[int]) -> Iterator[Taken | InputError]:
    """What is not in the store yet; the rest is counted."""
    for one in found:
        if not isinstance(one, InputError) and store is not None and store.has(one.report.id):
            there[0] += 1
        else:
            yield one


def _records(
    new: Iterator[Taken | InputError], threads: int | None, tally: Tally, lexicon: Lexicon | None
) -> Iterator[Record]:
    """The records of what is new; the weights are not loaded until there is a report to read."""
    for one in new:
        if isinstance(one, InputError):
            tally.error(one)
            continue
        from readout.reader import Reader

        yield from Reader(threads=threads, lexicon=lexicon).read_many(chain([one], new), on_error=tally.error)
