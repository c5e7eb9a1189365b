"""The commands and their groups, put together."""

from __future__ import annotations

from typing import Annotated

import typer

from readout import __version__
from readout.cli import (
    actors,
    add,
    batch,
    brief,
    decide,
    demo,
    docket,
    export,
    mcp,
    parse,
    query,
    read,
    relate,
    reviews,
    schema,
    serve,
    store,
    watch,
)

app = typer.Typer(
    name="readout",
    help="Read the news and keep the diplomatic record: who did what to whom, on whose word, and what is due next.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.command("read")(read.command)
app.command("brief")(brief.command)
app.command("docket")(docket.command)
app.command("export")(export.command)
app.command("demo")(demo.command)
app.command("batch")(batch.command)
app.command("watch")(watch.command)
app.command("parse")(parse.command)
app.command("relate")(relate.command)
app.add_typer(actors.app, name="actors")
app.command("add")(add.command)
app.command("events")(query.events)
app.command("claims")(query.claims)
app.command("figures")(query.figures)
app.command("positions")(query.positions)
app.command("decide")(decide.command)
app.command("decisions")(decide.decisions)
app.command("search")(query.search)
app.command("report")(query.report)
actors.app.command("list")(query.actors)
app.command("serve")(serve.command)
app.command("mcp")(mcp.command)
app.add_typer(reviews.app, name="reviews")
app.add_typer(store.app, name="store")
app.command("schema")(schema.command)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"readout {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Read the news and keep the diplomatic record."""
