"""From a Wikidata extract to the user's knowledge base: streaming, resumable, each bad entry named and counted."""

from __future__ import annotations

import bz2
import codecs
import gzip
import hashlib
import json
import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, Any

from readout.actors.own import FILE, Fact, OwnBase, data_folder, forget
from readout.actors.wikidata import of_entity, of_row
from readout.errors import FormatError, NotFoundError

_GROUP = 2_000
"""Entries of one transaction: what a kill costs at most."""
_CHUNK = 1 << 20
_SPARQL = re.compile(rb"\s*\{\s*\"(?:head|results)\"\s*:")
_GAP = re.compile(r"[\s,]*")
_BINDINGS = re.compile(r'"bindings"\s*:\s*\[')


@dataclass
class Imported:
    """What an import did. `entries` were met, of them `skipped` in an earlier run; `taken` became actors."""

    entries: int = 0
    skipped: int = 0
    taken: int = 0
    bad: int = 0
    complete: bool = False
    """Whether the file had been imported before, so that nothing was left to do."""


Entry = bytes | dict[str, Any]


def import_file(
    path: Path,
    *,
    target: Path | None = None,
    again: bool = False,
    on_error: Callable[[FormatError], None] = lambda error: None,
    on_progress: Callable[[int, int, Imported], None] = lambda done, size, so_far: None,
) -> Imported:
    """Imports an extract: entities one a line (`.json`, `.jsonl`, with `.gz` or `.bz2`), or SPARQL results in JSON.

    Goes on where an earlier run of the same file stopped; `again` starts over. `target` is the SQLite file (default:
    in `data_folder()`). `on_error` is given each entry that cannot be used, `on_progress` bytes read and in all.
    Raises `NotFoundError` where the file cannot be opened, `FormatError` where the file itself breaks off.
    """
    try:
        raw = path.open("rb")
    except OSError as error:
        raise NotFoundError(
            f"it cannot be opened ({error.strerror})", remedy="Give a Wikidata extract", source=str(path)
        ) from error
    with raw, closing(OwnBase(target or data_folder() / FILE, write=True)) as base:
        source, size = _identity(path), path.stat().st_size
        start, complete = (0, False) if again else base.done(source)
        result = Imported(entries=start, skipped=start, complete=complete)
        if complete:
            return result
        try:
            _run(path, raw, base, source, result, on_error, lambda: on_progress(raw.tell(), size, result))
        except (EOFError, OSError, zlib.error) as error:
            raise FormatError(
                f"the file breaks off after entry {result.entries} ({error})",
                remedy="What came before is kept; fetch the file again and import that",
                source=str(path),
            ) from error
    forget()
    return result


def _run(
    path: Path,
    raw: IO[bytes],
    base: OwnBase,
    source: str,
    result: Imported,
    on_error: Callable[[FormatError], None],
    step: Callable[[], None],
) -> None:
    facts: list[Fact] = []
    for entry in islice(_entries(path, raw), result.skipped, None):
        result.entries += 1
        try:
            fact = _fact(entry)
            if fact is not None:
                facts.append(fact)
                result.taken += 1
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            result.bad += 1
            what = "line" if isinstance(entry, bytes) else "row"
            on_error(FormatError(_reason(error), source=f"{path}: {what} {result.entries}"))
        if result.entries % _GROUP == 0:
            base.save(facts, source, result.entries, done=False)
            facts.clear()
            step()
    base.save(facts, source, result.entries, done=True)
    step()


def _reason(error: Exception) -> str:
    if isinstance(error, (json.JSONDecodeError, UnicodeDecodeError)):
        return f"not a line of JSON ({error})"
    return str(error) if type(error) is ValueError else f"the entity is damaged ({type(error).__name__}: {error})"


def _fact(entry: Entry) -> Fact | None:
    if isinstance(entry, dict):
        return of_row(entry)
    line = entry.strip().rstrip(b",").strip()
    if line in (b"", b"[", b"]"):
        return None
    value = json.loads(line.decode("utf-8-sig"))
    if not isinstance(value, dict):
        raise ValueError("a JSON object is expected")
    return of_row(value) if "item" in value and "id" not in value else of_entity(value)


def _identity(path: Path) -> str:
    """Tells one file from another by size, first and last bytes, wherever it lies."""
    size = path.stat().st_size
    digest = hashlib.sha256(str(size).encode())
    with path.open("rb") as stream:
        digest.update(stream.read(_CHUNK))
        stream.seek(max(0, size - _CHUNK))
        digest.update(stream.read(_CHUNK))
    return digest.hexdigest()


def _entries(path: Path, raw: IO[bytes]) -> Iterator[Entry]:
    """Lines of a dump as bytes, or rows of a SPARQL result, one at a time."""
    stream = _opened(path, raw)
    head = stream.peek(4096)[:4096]
    if _SPARQL.match(head.removeprefix(codecs.BOM_UTF8)):
        return _rows(stream, str(path))
    return iter(stream)


def _opened(path: Path, raw: IO[bytes]) -> Any:
    if path.suffix == ".gz":
        return gzip.GzipFile(fileobj=raw)
    if path.suffix == ".bz2":
        return bz2.BZ2File(raw)
    return raw


def _rows(stream: IO[bytes], source: str) -> Iterator[dict[str, Any]]:
    """The bindings of a SPARQL result, read piece by piece."""
    decoder, reader = json.JSONDecoder(), codecs.getreader("utf-8-sig")(stream, "replace")
    text, found = "", None
    while found is None:
        piece = reader.read(_CHUNK)
        text += piece
        found = _BINDINGS.search(text)
        if not piece and found is None:
            raise FormatError(
                'SPARQL results without "bindings"', remedy="Ask the query service for JSON", source=source
            )
    at = found.end()
    while True:
        at = _past_gap(text, at)
        if text.startswith("]", at):
            return
        try:
            value, at = decoder.raw_decode(text, at)
        except ValueError:
            piece = reader.read(_CHUNK)
            if not piece:
                raise EOFError("the results end inside a row") from None
            text, at = text[at:] + piece, 0
            continue
        yield value if isinstance(value, dict) else {}


def _past_gap(text: str, at: int) -> int:
    found = _GAP.match(text, at)
    return found.end() if found else at
