"""Which store the commands work on, and `readout store`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
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


@contextmanager
def opened(where: str | None) -> Iterator[Store]:
    """The store that is asked for, closed afterwards.

    Raises `StoreError` where there is none, and where what is asked of it fails.
    """
    from readout.store import Store

    chosen = place(where)
    if "://" not in chosen and not Path(chosen).is_file():
        raise StoreError("there is no store here", remedy="Make one with `readout add`, or name it", source=chosen)
    with Store(chosen) as store:
        from sqlalchemy.exc import SQLAlchemyError

        try:
            yield store
        except SQLAlchemyError as error:
            told = str(getattr(error, "orig", None) or error).splitlines()[0]
            remedy = "It may be damaged, locked, or of a development version: try `readout store rebuild`, or add anew"
            raise StoreError(f"it could not be read ({told})", remedy=remedy, source=chosen) from error
