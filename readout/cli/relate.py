"""`readout relate`: the PLOVER type of a marked pair."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from readout.cli.options import answer_lines
from readout.errors import FormatError

if TYPE_CHECKING:
    from readout.language import Core, Document


def command(
    path: Annotated[str, typer.Argument(metavar="FILE|-", help="JSONL; - is standard input.")] = "-",
) -> None:
    """Say what the actor does to the recipient: PLOVER type and mode, with probabilities and the words that tell it.

    Each line of input is {"text": "...", "actor": [start, end], "recipient": [start, end]} with offsets in code
    points, or the words themselves: {"text": "...", "actor": "France", "recipient": "Mali"}.

    Example: echo '{"text": "France sent troops to Mali.", "actor": "France", "recipient": "Mali"}' | readout relate -
    """
    from readout.language import Core

    raise typer.Exit(1 if answer_lines(path, partial(_relate, Core())) else 0)


def _relate(core: Core, value: dict[str, Any], source: str) -> dict[str, Any]:
    from readout.extract.relating import told_of

    text = value.get("text")
    if not isinstance(text, str) or not text.strip():
        raise FormatError('"text" is missing or empty', remedy="Give the sentence as a string", source=source)
    document = core.parse([text])[0]
    actor, recipient = (_tokens(document, value.get(key), key, source) for key in ("actor", "recipient"))
    event = told_of(document, actor, recipient)
    probabilities = core.relate(document, [(actor, recipient)], given=True)[0]
    best = max(probabilities, key=lambda kind: probabilities[kind])
    told = event if event and event.type == best else None
    return {
        **({"id": value["id"]} if "id" in value else {}),
        "type": best,
        "mode": told.mode if told else _mode(document, best, actor + recipient),
        "words": [told.trigger.start, told.trigger.end] if told else None,
        "probabilities": {kind: round(p, 4) for kind, p in sorted(probabilities.items(), key=lambda kv: -kv[1])},
    }


def _mode(document: Document, kind: str, pair: list[int]) -> str | None:
    """The mode of the act of that type whose words stand nearest to the pair; `None` where the lexicon names none."""
    from readout.extract.codes import mode_of
    from readout.extract.triggers import triggers

    found = [t for t in triggers(document) if kind in t.entry.types]
    nearest = min(found, key=lambda t: sum(abs(t.head - i) for i in pair), default=None)
    return mode_of(document, nearest, kind) if nearest else None


def _tokens(document: Document, given: Any, key: str, source: str) -> list[int]:
    """Token indices of a span given as [start, end], as {"start", "end"}, or as its words."""
    if isinstance(given, str) and given.strip() and given in document.text:
        start = document.text.index(given)
        span = (start, start + len(given))
    elif isinstance(given, dict) and isinstance(given.get("start"), int) and isinstance(given.get("end"), int):
        span = (given["start"], given["end"])
    elif isinstance(given, list) and len(given) == 2 and all(isinstance(x, int) for x in given):
        span = (given[0], given[1])
    else:
        raise FormatError(
            f'"{key}" is no span of the text', remedy="Give [start, end] in code points, or words of it", source=source
        )
    tokens = [t.i for t in document.tokens if t.start < span[1] and t.end > span[0]]
    if not tokens:
        raise FormatError(f'"{key}" covers no word of the text', remedy="Check the offsets", source=source)
    return tokens
