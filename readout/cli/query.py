"""`readout events`, `claims`, `figures`, `positions`, `search`, `report`: what the store holds."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Annotated, Any

import typer

from readout.cli.brief import day_given
from readout.cli.store import Where, opened
from readout.errors import StoreError, UsageError

FORMATS = ("table", "json", "csv")
Format = Annotated[str, typer.Option("--format", metavar="FORMAT", help="table, json or csv.")]
Limit = Annotated[int, typer.Option("--limit", min=1, help="At most so many rows.")]
Country = Annotated[
    str | None, typer.Option("--country", metavar="CODE", help="ISO 3166-1 alpha-3: of a place or an actor.")
]


def _command(family: str, what: str) -> Callable[..., None]:
    def command(
        where: Where = None,
        actor: Annotated[str | None, typer.Option("--actor", metavar="NAME", help="Who takes part.")] = None,
        with_: Annotated[str | None, typer.Option("--with", metavar="NAME", help="Who takes part too.")] = None,
        kind: Annotated[
            str | None, typer.Option("--type", metavar="TYPE", help="PLOVER type, kind, measure or stance.")
        ] = None,
        country: Country = None,
        since: Annotated[str | None, typer.Option("--since", metavar="DAY", help="First day, ISO 8601.")] = None,
        until: Annotated[str | None, typer.Option("--until", metavar="DAY", help="Last day, ISO 8601.")] = None,
        about: Annotated[str | None, typer.Option("--about", metavar="WORDS", help="Words it must hold.")] = None,
        status: Annotated[str | None, typer.Option("--status", metavar="STATUS", help="Its status.")] = None,
        limit: Limit = 50,
        output_format: Format = "table",
    ) -> None:
        from readout.store import Filter

        _check_format(output_format)
        kind = kind.upper() if kind and family == "events" else kind
        wanted = Filter(
            actor, with_, kind, country.upper() if country else None, _iso(since), _iso(until), about, status, limit
        )
        with opened(where) as store:
            found = store.items(family, wanted)
        show([_flat(asdict(one)) for one in found], family, output_format)

    command.__doc__ = f"""{what} of the reports in the store, newest first, each with its words and its report.

    Example: readout {family} --actor France --since 2013-02-01 --format csv
    """
    return command


events = _command("events", "Events (who did what to whom)")
claims = _command("claims", "Claims (who said what)")
figures = _command("figures", "Figures")
positions = _command("positions", "Positions (who stands where)")


def actors(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="Part of a name.", show_default=False)] = None,
    where: Where = None,
    country: Country = None,
    limit: Limit = 50,
    output_format: Format = "table",
) -> None:
    """Actors of the reports in the store, those of the most items first.

    Example: readout actors list kerry
    """
    _check_format(output_format)
    with opened(where) as store:
        found = store.actors(name, country=country.upper() if country else None, limit=limit)
    show([asdict(one) for one in found], "actors", output_format)


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="All must be there.", show_default=False)],
    where: Where = None,
    limit: Limit = 20,
    output_format: Format = "table",
) -> None:
    """Reports that hold all the words, the best first.

    Example: readout search arms embargo
    """
    _check_format(output_format)
    with opened(where) as store:
        found = store.search(" ".join(words), limit=limit)
    show([asdict(one) for one in found], "search", output_format)


def report(
    report_id: Annotated[str, typer.Argument(metavar="ID", help="The report's id.", show_default=False)],
    where: Where = None,
    output_format: Annotated[str, typer.Option("--format", metavar="FORMAT", help="text or json.")] = "text",
) -> None:
    """A report of the store and its record.

    Example: readout report 3f2a9c
    """
    if output_format not in ("text", "json"):
        raise UsageError(f"--format {output_format!r} is unknown", remedy="Use text or json")
    with opened(where) as store:
        record = store.record(report_id)
    if record is None:
        raise StoreError(f"the store holds no report {report_id}", remedy="Find its id with `readout search`")
    if output_format == "json":
        typer.echo(json.dumps(record.model_dump(mode="json"), ensure_ascii=False, indent=2))
        return
    from readout.cli.render import TextWriter

    TextWriter(sys.stdout, None, False).write(record)


def show(rows: Sequence[dict[str, Any]], what: str, output_format: str) -> None:
    """Rows for people, or whole as JSON or CSV. `what` is a family, "search" or "actors"."""
    if output_format == "json":
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    elif output_format == "csv" and rows:
        writer = csv.DictWriter(sys.stdout, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({k: "; ".join(v) if isinstance(v, list) else v for k, v in row.items()} for row in rows)
    elif not rows:
        sys.stderr.write("readout: nothing found\n")
    elif what == "actors":
        _table(rows, ("name", "kind", "country", "sector", "role", "items"))
    else:
        from readout.cli.listing import print_rows

        print_rows(rows, what)


def _table(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        wide = column in ("name", "role")
        table.add_column(column, overflow="fold" if wide else "ellipsis", no_wrap=not wide)
    for row in rows:
        table.add_row(*(Text(_cell(row.get(column))) for column in columns))
    Console(highlight=False).print(table)


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(value)
    if isinstance(value, float):
        return f"{value:,.10g}"
    return "" if value is None else str(value)


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    sides = row.pop("sides")
    return {**row, **{side: sides.get(side, []) for side in ("actor", "recipient", "source", "who")}}


def _check_format(output_format: str) -> None:
    if output_format not in FORMATS:
        raise UsageError(f"--format {output_format!r} is unknown", remedy=f"Use one of {', '.join(FORMATS)}")


def _iso(value: str | None) -> str | None:
    return day_given(value).isoformat() if value else None
