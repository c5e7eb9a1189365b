"""The filters that the commands over the store share, and the forms of their answers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from readout.errors import UsageError

if TYPE_CHECKING:
    from readout.store import Filter

FORMATS = ("table", "json", "csv")
Format = Annotated[str, typer.Option("--format", metavar="FORMAT", help="table, json or csv.")]
Limit = Annotated[int, typer.Option("--limit", min=1, help="At most so many items.")]
Actor = Annotated[str | None, typer.Option("--actor", metavar="NAME", help="Who takes part.", show_default=False)]
With = Annotated[str | None, typer.Option("--with", metavar="NAME", help="Who takes part too.", show_default=False)]
Kind = Annotated[
    str | None,
    typer.Option("--type", metavar="TYPE", help="PLOVER type, kind, measure or stance.", show_default=False),
]
Country = Annotated[
    str | None,
    typer.Option("--country", metavar="CODE", help="ISO 3166-1 alpha-3: of a place or an actor.", show_default=False),
]
Since = Annotated[str | None, typer.Option("--since", metavar="DAY", help="First day, ISO 8601.", show_default=False)]
Until = Annotated[str | None, typer.Option("--until", metavar="DAY", help="Last day, ISO 8601.", show_default=False)]
About = Annotated[str | None, typer.Option("--about", metavar="WORDS", help="Words it must hold.", show_default=False)]
Status = Annotated[str | None, typer.Option("--status", metavar="STATUS", help="Its status.", show_default=False)]


def filter_of(
    *, actor: str | None = None, with_: str | None = None, kind: str | None = None, country: str | None = None,
    since: str | None = None, until: str | None = None, about: str | None = None, status: str | None = None,
    limit: int = 50,
) -> Filter:  # fmt: skip
    """What the options ask for. Raises `UsageError` for days that are none."""
    from readout.store import Filter

    country = country.upper() if country else None
    return Filter(actor, with_, kind, country, _iso(since), _iso(until), about, status, limit)


def check_format(output_format: str) -> None:
    """Raises `UsageError` for a form that is not known."""
    if output_format not in FORMATS:
        raise UsageError(f"--format {output_format!r} is unknown", remedy=f"Use one of {', '.join(FORMATS)}")


def day_given(text: str) -> date:
    """A date that the user gave. Raises `UsageError` where it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(
            f"{text!r} is no date", remedy="Give a date such as 2013-02-18, or for --since a span such as 24h, 3d, 2w"
        ) from error


def _iso(value: str | None) -> str | None:
    return day_given(value).isoformat() if value else None
