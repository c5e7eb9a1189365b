"""Which store the commands work on, and `readout store`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from readout.errors import StoreError

if TYPE_CHECKING:
    from readout.store import Store

DEFAULT = "readout.db"
Where = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="FILE|URL",
        help="The store: a file, or postgresql://… [default: $READOUT_STORE, else readout.db].",
        show_default=False,
    ),
]
app = typer.Typer(help="Look after the store.", no_args_is_help=True)


@app.callback()
def root() -> None:
    """Look after the store."""


@app.command("rebuild")
def rebuild(where: Where = None) -> None:
    """Make all derived rows anew from the records; reviews and decisions stay.

    Example: readout store rebuild --store news.db
    """
    with opened(where) as store:
        typer.echo(f"{store.rebuild()} reports rebuilt")


def place(where: str | None) -> str:
    """The store that is asked for: the option, else $READOUT_STORE, else `readout.db` here."""
    return where or os.environ.get("READOUT_STORE") or DEFAULT


def opened(where: str | None) -> Store:
    """The store that is asked for. Raises `StoreError` where there is none."""
    from readout.store import Store

    chosen = place(where)
    if "://" not in chosen and not Path(chosen).is_file():
        raise StoreError("there is no store here", remedy="Make one with `readout add`, or name it", source=chosen)
    return Store(chosen)
