"""Files, folders and streams -> bytes, within limits."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

from readout.errors import FormatError, InputError, NotFoundError
from readout.intake.build import too_large

FORMS = {
    ".txt": "text",
    ".text": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".warc": "warc",
    ".parquet": "parquet",
}
"""Known suffixes (each also with `.gz`) and the form that they stand for."""


def form_of(path: Path) -> str | None:
    """The form that the name of `path` stands for, `"auto"` for a bare `.gz`; `None` for an unknown suffix."""
    suffixes = [s.lower() for s in path.suffixes]
    if suffixes and suffixes[-1] == ".gz":
        return FORMS.get(suffixes[-2], "auto") if len(suffixes) > 1 else "auto"
    return FORMS.get(suffixes[-1]) if suffixes else None


def stem_of(path: Path) -> str:
    """The file's name without the suffixes of its form."""
    inner = path.with_suffix("") if path.suffix.lower() == ".gz" else path
    return inner.stem if inner.suffix.lower() in FORMS else inner.name


def walk(folder: Path) -> Iterator[Path | InputError]:
    """Files of known form under `folder`, sorted, folders that link back to themselves entered once."""
    seen: set[tuple[int, int]] = set()
    stack = [folder]
    while stack:
        here = stack.pop()
        try:
            status = here.stat()
            if (status.st_dev, status.st_ino) in seen:
                continue
            seen.add((status.st_dev, status.st_ino))
            entries = sorted(here.iterdir())
        except OSError as error:
            yield unreadable(error, str(here))
            continue
        folders = []
        for entry in entries:
            if entry.name.startswith("."):
                continue
            try:
                is_folder = entry.is_dir()
            except OSError as error:
                yield unreadable(error, str(entry))
                continue
            if is_folder:
                folders.append(entry)
            elif form_of(entry) is not None:
                yield entry
        stack.extend(reversed(folders))


def unreadable(error: OSError, source: str) -> InputError:
    """The error for a file or folder that the system does not open."""
    if isinstance(error, FileNotFoundError):
        return NotFoundError("there is no such file or folder", remedy="Check the path", source=source)
    why = (error.strerror or type(error).__name__).lower()
    return InputError(f"it cannot be opened: {why}", remedy="Check the path and its permissions", source=source)


def unpacked(raw: BinaryIO) -> io.BufferedReader:
    """`raw`, or what it unpacks to where it begins as gzip does; with `peek` either way. Closing stays the caller's."""
    buffered = raw if isinstance(raw, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, raw))
    if buffered.peek(2)[:2] == b"\x1f\x8b":
        return io.BufferedReader(_Unzipped(buffered))
    return buffered


class _Unzipped(io.RawIOBase):
    """What gzip unpacks to, piece by piece: what comes before damage is handed on before the damage is met."""

    def __init__(self, packed: io.BufferedReader) -> None:
        self._file = gzip.GzipFile(fileobj=packed)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._file.read1(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def head(stream: io.BufferedReader) -> bytes:
    """The next bytes of `stream`, which stay in it. Raises `FormatError` for damaged gzip."""
    try:
        return stream.peek(4096)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise FormatError("the gzip archive is damaged", remedy="Pack or fetch it again") from error


def whole(stream: BinaryIO, limit: int) -> bytes:
    """All of `stream`. Raises `TooLargeError` over `limit` bytes, `FormatError` for damaged gzip."""
    try:
        data = stream.read(limit + 1)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise FormatError("the gzip archive is damaged", remedy="Pack or fetch it again") from error
    if len(data) > limit:
        raise too_large()
    return data


def lines(stream: BinaryIO, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines of `stream` from 1; `None` for one over `limit` bytes. Raises `FormatError` for damaged gzip."""
    number = 0
    while True:
        number += 1
        try:
            line = stream.readline(limit + 1)
            if not line:
                return
            if len(line) > limit and not line.endswith(b"\n"):
                while (rest := stream.readline(limit)) and not rest.endswith(b"\n"):
                    pass
                yield number, None
                continue
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise FormatError("the gzip archive is damaged here", remedy="Pack or fetch it again") from error
        yield number, line
