"""`readout events`, `claims`, `figures`, `positions`, `search`, `report`: what the store holds."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Annotated, Any

import typer

from readout.cli.filters import (
    About,
    Actor,
    Country,
    Format,
    Kind,
    Limit,
    Since,
    Status,
    Until,
    With,
    check_format,
    filter_of,
)
from readout.cli.store import Where, opened
from readout.errors import StoreError, UsageError

Each = Annotated[bool, typer.Option("--each", help="Each report's own items, not merged over reports.")]
Explain = Annotated[bool, typer.Option("--explain", help="Say why sources were held to tell one thing, with keys.")]


def _merged(family: str, what: str) -> Callable[..., None]:
    def command(
        where: Where = None, actor: Actor = None, with_: With = None, kind: Kind = None, country: Country = None,
        since: Since = None, until: Until = None, about: About = None, status: Status = None, limit: Limit = 50,
        each: Each = False, explain: Explain = False, output_format: Format = "table",
    ) -> None:  # fmt: skip
        check_format(output_format)
        kind = kind.upper() if kind and family == "events" else kind
        wanted = filter_of(actor=actor, with_=with_, kind=kind, country=country, since=since, until=until, about=about,
                           status=status, limit=limit)  # fmt: skip
        with opened(where) as store:
            if each:
                show([_flat(asdict(one)) for one in store.items(family, wanted)], family, output_format)
                return
            from readout.cli.merged import looked_at, rows_of
            from readout.store import situation
            from readout.store.situations import MOST

            made = situation(store, wanted, (family,), most=max(MOST, limit))
            found = rows_of(made, family)
            if made.capped:
                sys.stderr.write(f"readout: {looked_at(made, family)} (--limit)\n")
        show_merged(found, family, output_format, explain=explain)

    command.__doc__ = f"""{what} over the reports in the store, each with all its sources and their words.

    Example: readout {family} --actor France --since 2013-02-01 --format csv

    The items that the filters let through are told with all that other reports say of the same thing. Rows of CSV are
    one for each source. `readout decide` parts what was merged wrongly, or joins what was not.
    """
    return command


events = _merged("events", "Events (who did what to whom)")
figures = _merged("figures", "Figures (series of rival claims)")
positions = _merged("positions", "Positions (who stands where over time)")


def claims(
    where: Where = None, actor: Actor = None, with_: With = None, kind: Kind = None, country: Country = None,
    since: Since = None, until: Until = None, about: About = None, status: Status = None, limit: Limit = 50,
    output_format: Format = "table",
) -> None:  # fmt: skip
    """Claims (who said what) of the reports in the store, newest first, each with its words and its report.

    Example: readout claims --actor France --about embargo
    """
    check_format(output_format)
    wanted = filter_of(actor=actor, with_=with_, kind=kind, country=country, since=since, until=until, about=about,
                       status=status, limit=limit)  # fmt: skip
    with opened(where) as store:
        found = store.claims(wanted)
    show([_flat(asdict(one)) for one in found], "claims", output_format)


def actors(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="Part of a name.", show_default=False)] = None,
    where: Where = None, actor: Actor = None, with_: With = None, kind: Kind = None, country: Country = None,
    since: Since = None, until: Until = None, about: About = None, status: Status = None, limit: Limit = 50,
    output_format: Format = "table",
) -> None:  # fmt: skip
    """Actors of the reports in the store, those of the most items that the filters let through first.

    --actor is a part of the name, as NAME is; --country is the actor's own.

    Example: readout actors list kerry
    """
    check_format(output_format)
    wanted = filter_of(with_=with_, kind=kind, since=since, until=until, about=about, status=status)
    with opened(where) as store:
        found = store.actors(name or actor, country=country.upper() if country else None, limit=limit, wanted=wanted)
    show([asdict(one) for one in found], "actors", output_format)


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="All must be there.", show_default=False)],
    where: Where = None, actor: Actor = None, with_: With = None, kind: Kind = None, country: Country = None,
    since: Since = None, until: Until = None, about: About = None, status: Status = None, limit: Limit = 20,
    output_format: Format = "table",
) -> None:  # fmt: skip
    """Reports that hold all the words, the best first; with filters those that hold such an item.

    --since and --until are days of publication.

    Example: readout search arms embargo --since 2013-01-01 --country SYR
    """
    check_format(output_format)
    wanted = filter_of(actor=actor, with_=with_, kind=kind, country=country, since=since, until=until, about=about,
                       status=status)  # fmt: skip
    with opened(where) as store:
        found = store.search(" ".join(words), limit=limit, wanted=wanted)
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


def show_merged(rows: Sequence[dict[str, Any]], family: str, output_format: str, *, explain: bool) -> None:
    """Merged things for people, or whole as JSON; as CSV a row for each source."""
    from readout.cli.merged import print_merged, spread

    if output_format == "csv":
        show([line for row in rows for line in spread(row)], family, output_format)
    elif output_format == "json":
        show(rows, family, output_format)
    else:
        print_merged(rows, family, explain=explain)


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
