"""`readout decide`: a person's word that two things are the same or different; `readout decisions`: all of them."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from readout.cli.filters import Format, check_format
from readout.cli.store import Where, opened
from readout.errors import StoreError, UsageError

if TYPE_CHECKING:
    from readout.store import Store

VERDICTS = ("same", "different")
Key = Annotated[str, typer.Argument(metavar="KEY", help="From --explain or --format json.", show_default=False)]


def command(
    left: Key,
    right: Key,
    verdict: Annotated[str, typer.Argument(metavar="same|different", show_default=False)],
    who: Annotated[str, typer.Option("--who", metavar="NAME", help="Who decides.", show_default=False)],
    where: Where = None,
) -> None:
    """Say that two events, figures, positions, docket items or actors are the same, or are not.

    Your word beats every score; the store keeps it, with your name and the time. A later word on the same pair holds.

    Examples:

    \b
      readout decide r-1/event/10-13/CONSULT r-2/event/40-43/CONSULT different --who ana
      readout decide country/burma country/myanmar same --who ana
    """
    from readout.store.situations import kind_of

    if verdict not in VERDICTS:
        raise UsageError(f"{verdict!r} is no verdict", remedy="Say same or different")
    kinds = {kind_of(left), kind_of(right)}
    if len(kinds) > 1 or left == right:
        raise UsageError("these are no two things of one kind", remedy="Give the keys of two events, two figures …")
    if not who.strip():
        raise UsageError("--who is empty", remedy="Give your name: decisions are kept with it")
    with opened(where) as store:
        for key in (left, right):
            _check(store, key)
        store.decide(kinds.pop(), left, right, same=verdict == "same", who=who.strip())
    typer.echo(f"kept: {left} and {right} are {verdict}")


def _check(store: Store, key: str) -> None:
    """Raises `StoreError` where the store holds no such item."""
    from readout.record import ActorKind
    from readout.situation.model import keys_of

    report = key.split("/")[0]
    if report in get_args(ActorKind):  # an entity, known by its name whatever the store holds
        return
    record = store.record(report)
    if record is None or key not in keys_of(record):
        raise StoreError(f"the store holds no {key}", remedy="Take keys from `readout events --explain` and the like")


def decisions(where: Where = None, output_format: Format = "table") -> None:
    """List what persons decided, the oldest first.

    Example: readout decisions --format csv
    """
    from readout.cli.query import show

    check_format(output_format)
    with opened(where) as store:
        found = store.decisions()
    if output_format != "table":
        show([asdict(one) for one in found], "decisions", output_format)
        return
    for one in found:
        verdict = "same" if one.same else "different"
        typer.echo(f"{one.made[:16]}  {one.who}: {one.left} and {one.right} are {verdict}")
