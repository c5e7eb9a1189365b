"""Where the records of a watch go: the store, or a file of JSON lines. What `keep` returns from is safe on the disk."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from readout.errors import StoreError
from readout.watch.state import State

if TYPE_CHECKING:
    from readout.record import Record
    from readout.store import Store


class Sink(Protocol):
    """Keeps records. `keep` returns the name and length of its file where it has one."""

    def keep(self, record: Record) -> tuple[str, int] | None:
        """Keep one record; safe on the disk when this returns. Raises `StoreError`."""


class StoreSink:
    """Into the store, which knows a report that it has."""

    def __init__(self, store: Store, weights: str) -> None:
        self._store, self._weights = store, weights

    def keep(self, record: Record) -> None:
        """Keep one record."""
        for _ in self._store.add([record], weights=self._weights):
            pass


class LinesSink:
    """Into a file of JSON lines. What a kill left of an unfinished item after the last finished one is cut off."""

    def __init__(self, path: Path, state: State) -> None:
        self._path = path.resolve()
        try:
            self._file = self._path.open("ab")
            there, done = self._file.tell(), state.written(str(self._path))
            self._bytes = there if done is None or there < done else done
            self._file.truncate(self._bytes)
            state.begin_output(str(self._path), self._bytes)
        except OSError as error:
            raise self._error(error) from error

    def keep(self, record: Record) -> tuple[str, int]:
        """Append one record."""
        line = json.dumps(record.model_dump(mode="json"), ensure_ascii=False).encode() + b"\n"
        try:
            self._file.write(line)
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise self._error(error) from error
        self._bytes += len(line)
        return str(self._path), self._bytes

    def close(self) -> None:
        """Close the file."""
        try:
            self._file.close()
        except OSError as error:
            raise self._error(error) from error

    def _error(self, error: OSError) -> StoreError:
        why = (error.strerror or type(error).__name__).lower()
        return StoreError(
            f"the output cannot be written: {why}", remedy="Make room or choose another file", source=str(self._path)
        )
