"""Files that appear whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from readout.errors import UsageError


@contextmanager
def written(path: Path) -> Iterator[IO[bytes]]:
    """A stream to a file that gets its name at the end; an error leaves no file, and an older one as it was.

    Raises `UsageError` where the file cannot be written.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        stream = part.open("wb")
    except OSError as error:
        raise UsageError(f"{path} cannot be written ({error.strerror})", remedy="Choose another output") from error
    try:
        with stream:
            yield stream
        part.replace(path)
    except OSError as error:
        raise UsageError(f"{path} cannot be written ({error.strerror})", remedy="Choose another output") from error
    finally:
        part.unlink(missing_ok=True)


def folder(path: Path) -> Path:
    """The folder, made if it is not there. Raises `UsageError` where it cannot be."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{path} is no folder and cannot be one ({error.strerror})", remedy="Name a folder") from error
    return path
