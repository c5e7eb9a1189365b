"""`readout actors`: who a phrase names."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Annotated, Any

import typer

from readout.cli.options import answer_lines
from readout.errors import FormatError

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
