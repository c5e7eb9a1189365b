"""`readout read`: reports in, records out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any, Protocol

import typer

from readout.cli.options import Form, Lexicons, Ontology, Published, Sources, complain, lexicon_of, stdin_binary
from readout.errors import NOTHING_TO_READ, InputError, NotFoundError, ReadoutError, UsageError

if TYPE_CHECKING:
    from readout.extract.lexicon import Lexicon
    from readout.intake import Taken
    from readout.record import Record

FORMATS = ("text", "json", "jsonl")


def command(
    sources: Sources,
    form: Form = "auto",
    published: Published = None,
    output_format: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="text (for people), json (an array) or jsonl.")
    ] = "text",
    only: Annotated[
        str | None,
        typer.Option(
            metavar="FAMILIES",
            help="Only these, with commas: events, claims, figures, positions, docket, actors, times.",
            show_default=False,
        ),
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say why each item was made: rule or head, score.")
    ] = False,
    lexicons: Lexicons = None,
    ontology: Ontology = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here instead.", show_default=False)
    ] = None,
    threads: Annotated[
        int | None, typer.Option(min=1, help="Processor threads [default: all cores].", show_default=False)
    ] = None,
) -> None:
    """Read reports and print what they say, each item with the words behind it.

    Examples:

    \b
      readout read report.txt
      readout read https://example.org/news/story.html --explain
      readout read folder/ --format jsonl -o records.jsonl
      cat story.txt | readout read - --published 2013-02-18 --only events,docket

    Exit status: 0 all was read or rightly skipped; 1 something failed, or nothing was read; 2 misuse.
    """
    families = _families(only)
    if output_format not in FORMATS:
        raise UsageError(f"--format {output_format!r} is unknown", remedy=f"Use one of {', '.join(FORMATS)}")
    lexicon = lexicon_of(lexicons, ontology)
    tally = Tally()
    with _destination(output) as stream:
        writer = _writer(output_format, stream, families, explain)
        try:
            for record in records_of(sources, form, published, threads, tally, lexicon):
                writer.write(record)
            writer.close()
        finally:
            tally.report(len(sources) > 1 or tally.total > 1)
    raise typer.Exit(tally.status)


@dataclass
class Tally:
    """How many reports were read, skipped and failed."""

    read: int = 0
    skipped: int = 0
    failed: int = 0

    @property
    def total(self) -> int:
        """All that was met."""
        return self.read + self.skipped + self.failed

    @property
    def status(self) -> int:
        """The exit status: 1 where something failed or nothing was read."""
        return 1 if self.failed or not self.read else 0

    def error(self, error: ReadoutError) -> None:
        """Count and name an input that gave no record."""
        if isinstance(error, NOTHING_TO_READ):
            self.skipped += 1
        else:
            self.failed += 1
        complain(error)

    def report(self, wanted: bool) -> None:
        """The summary on standard error."""
        if wanted:
            sys.stderr.write(f"readout: {self.read} read, {self.skipped} skipped, {self.failed} failed\n")


def _families(only: str | None) -> tuple[str, ...] | None:
    from readout.record import FAMILIES

    if only is None:
        return None
    chosen = tuple(part.strip().lower() for part in only.split(",") if part.strip())
    unknown = [part for part in chosen if part not in FAMILIES]
    if unknown or not chosen:
        raise UsageError(f"--only {', '.join(unknown) or only!r} is unknown", remedy=f"Use {', '.join(FAMILIES)}")
    return chosen


def records_of(
    sources: list[str],
    form: str,
    published: str | None,
    threads: int | None,
    tally: Tally,
    lexicon: Lexicon | None = None,
) -> Iterator[Record]:
    """Records of all sources, with a progress bar on standard error where many are read on a terminal."""
    from readout.intake import reports
    from readout.reader import Reader

    def found() -> Iterator[Taken | InputError]:
        for source in sources:
            try:
                yield from reports(source, published=published, form=form, stdin=stdin_binary())
            except NotFoundError as error:
                yield error

    reader = Reader(threads=threads, lexicon=lexicon)
    with _progress(sources) as advance:
        for record in reader.read_many(found(), on_error=tally.error):
            tally.read += 1
            yield record
            advance(tally)


class _Advance(Protocol):
    def __call__(self, tally: Tally) -> None: ...


def _progress(sources: list[str]) -> AbstractContextManager[_Advance]:
    many = len(sources) > 1 or Path(sources[0]).is_dir() or sources[0].endswith((".jsonl", ".gz"))
    if not many or not sys.stderr.isatty() or sys.stdout.isatty():
        return nullcontext(lambda tally: None)
    return _Bar()


class _Bar:
    """A line on standard error that counts reports; used where the records go to a file or a pipe."""

    def __enter__(self) -> _Advance:
        from rich.console import Console
        from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        columns = (SpinnerColumn(), TextColumn("{task.description}"), MofNCompleteColumn(), TimeElapsedColumn())
        self._progress = Progress(*columns, console=Console(stderr=True), transient=True)
        self._progress.__enter__()
        self._task = self._progress.add_task("reading", total=None)
        return self._advance

    def _advance(self, tally: Tally) -> None:
        self._progress.update(self._task, completed=tally.total)

    def __exit__(self, *exc: object) -> None:
        self._progress.__exit__(None, None, None)


def _destination(output: Path | None) -> AbstractContextManager[IO[str]]:
    if output is None:
        return nullcontext(sys.stdout)
    try:
        return output.open("w", encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(f"{output} cannot be written ({error.strerror})", remedy="Choose another --output") from error


class _Writer(Protocol):
    def write(self, record: Record) -> None: ...

    def close(self) -> None: ...


def _writer(output_format: str, stream: IO[str], families: tuple[str, ...] | None, explain: bool) -> _Writer:
    if output_format == "text":
        from readout.cli.render import TextWriter

        return TextWriter(stream, families, explain)
    return JsonWriter(stream, families, explain, array=output_format == "json")


class JsonWriter:
    """Records as JSON: one a line, or an indented array."""

    def __init__(self, stream: IO[str], families: tuple[str, ...] | None, explain: bool, *, array: bool) -> None:
        self._stream, self._families, self._explain, self._array = stream, families, explain, array
        self._count = 0

    def write(self, record: Record) -> None:
        """One record."""
        value = as_json(record, self._families, self._explain)
        if self._array:
            body = json.dumps(value, ensure_ascii=False, indent=2)
            self._stream.write(("[\n" if self._count == 0 else ",\n") + body)
        else:
            self._stream.write(json.dumps(value, ensure_ascii=False) + "\n")
        self._stream.flush()
        self._count += 1

    def close(self) -> None:
        """The end of the array."""
        if self._array:
            self._stream.write("\n]\n" if self._count else "[]\n")


def as_json(record: Record, families: tuple[str, ...] | None = None, explain: bool = False) -> dict[str, Any]:
    """The record as JSON values; families not asked for are empty, but for the actors and claims that items name."""
    from readout.record import FAMILIES

    value: dict[str, Any] = record.model_dump(mode="json")
    if explain:
        for family in FAMILIES:
            for item, made in zip(value[family], getattr(record, family), strict=True):
                item["why"] = made.why
    if families is not None:
        for family in set(FAMILIES) - set(families) - {"actors", "claims"}:
            value[family] = []
        if "claims" not in families:
            value["claims"] = _named_claims(value, families)
    return value


def _named_claims(value: dict[str, Any], families: tuple[str, ...]) -> list[Any]:
    """The claims that items of `families` stand on, with the chains behind them."""
    claims = {claim["id"]: claim for claim in value["claims"]}
    wanted: set[str] = set()
    for family in families:
        for item in value[family]:
            link = item.get("claim")
            while link is not None and link not in wanted:
                wanted.add(link)
                link = claims[link]["via"]
    return [claim for claim in value["claims"] if claim["id"] in wanted]
