"""`readout schema`: the JSON Schema of a record."""

from __future__ import annotations

import json

import typer


def command() -> None:
    """Print the JSON Schema of a record (draft 2020-12).

    Example: readout schema > record.schema.json
    """
    from readout.record import json_schema

    typer.echo(json.dumps(json_schema(), indent=2))
