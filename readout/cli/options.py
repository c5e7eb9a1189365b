"""Options and exits that several commands share."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO

import typer

from readout.errors import FormatError, NotFoundError, ReadoutError

if TYPE_CHECKING:
    from readout.extract.lexicon import Lexicon

SOURCES = typer.Argument(metavar="PATH|URL|-", help="Files, folders or URLs; - is standard input.", show_default=False)
Sources = Annotated[list[str], SOURCES]
Form = Annotated[
    str,
    typer.Option(
        "--from", metavar="FORMAT", help="Form of the input: auto, text, html, markdown, json, jsonl, warc or parquet."
    ),
]
Published = Annotated[
    str | None,
    typer.Option(
        "--published",
        metavar="DATE",
        help="Publication time, ISO 8601 (2013-02-18 or 2013-02-18T03:43+04:00); wins over what the reports say.",
        show_default=False,
    ),
]

Lexicons = Annotated[
    list[Path] | None,
    typer.Option(
        "--lexicon",
        metavar="FILE.tsv",
        help="Verbs and nouns of your own that make events; may be given several times.",
        show_default=False,
    ),
]
Ontology = Annotated[
    Path | None,
    typer.Option(
        "--ontology", metavar="FILE.toml", help="Event types of your own, with their words.", show_default=False
    ),
]


def lexicon_of(lexicons: list[Path] | None, ontology: Path | None) -> Lexicon | None:
    """The lexicon that the two options ask for; `None` for the shipped one. Raises `UsageError` for a bad file."""
    if not lexicons and ontology is None:
        return None
    from readout.extract.ontology import load

    return load(lexicons or (), ontology)


def complain(error: ReadoutError) -> None:
    """One line on standard error for an input that could not be read."""
    sys.stderr.write(f"readout: {error}\n")


def stdin_binary() -> BinaryIO:
    """Standard input as bytes."""
    return sys.stdin.buffer


def answer_lines(path: str, answer: Callable[[dict[str, Any], str], dict[str, Any]]) -> int:
    """Print the answer to each object of a JSONL file, one a line; returns how many lines could not be answered.

    `answer` takes the object and its place ("news.jsonl:3"), and raises `FormatError` where it makes no sense.
    """
    failed = 0
    for number, value in json_lines(path):
        try:
            if isinstance(value, FormatError):
                raise value
            typer.echo(json.dumps(answer(value, f"{path}:{number}"), ensure_ascii=False))
        except FormatError as error:
            complain(error)
            failed += 1
    return failed


def json_lines(path: str) -> Iterator[tuple[int, dict[str, Any] | FormatError]]:
    """The objects of a JSONL file or of standard input (`-`), each with its line number; broken lines as errors."""
    try:
        stream = sys.stdin.buffer if path == "-" else open(path, "rb")  # noqa: SIM115, PTH123 - closed below
    except OSError as error:
        raise NotFoundError(
            f"it cannot be opened ({error.strerror})", remedy="Give a JSONL file, or - for standard input", source=path
        ) from error
    try:
        for number, line in enumerate(stream, 1):
            if line.strip():
                yield number, _object(line, f"{path}:{number}")
    finally:
        if path != "-":
            stream.close()


def _object(line: bytes, source: str) -> dict[str, Any] | FormatError:
    try:
        value = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return FormatError(f"not a line of JSON ({error})", remedy="Give one JSON object a line, UTF-8", source=source)
    if not isinstance(value, dict):
        return FormatError("a JSON object is expected", remedy='Give lines such as {"text": "…"}', source=source)
    return value
