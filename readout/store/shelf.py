"""What a store keeps in memory: records that were read from it, and answers that were worked out of them.

Everything is kept under all that it depends on (a version's number, a store's stamp), so that what another process
writes is never missed: it is asked for under another key.
"""

from __future__ import annotations

import gc
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from sqlalchemy import Connection

from readout.record import Record
from readout.store import window
from readout.store.amending import amended, moved_keys
from readout.store.trusted import trusted
from readout.store.window import Reading
from readout.store.writing import reviews_of

RECORDS = 800
"""Records that are kept, some 60 kB each."""
ANSWERS = 64
"""Answers that are kept, pictures among them."""
_T = TypeVar("_T")


@dataclass(frozen=True)
class Left:
    """A record as its reviewers left it, and the keys in pictures that their corrections changed."""

    record: Record
    moved: dict[str, str]


class Shelf:
    """The records of readings, as their reviewers left them; those asked for last are kept."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Reading, Left] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, connection: Connection, readings: Sequence[Reading]) -> list[Left]:
        """The records of readings, in that order; those that are there no more are left out."""
        with self._lock:
            found = {r: self._kept[r] for r in readings if r in self._kept}
        with uncollected():
            new = self._read(connection, [r for r in readings if r not in found])
        with self._lock:
            for reading in (*found, *new):
                self._kept[reading] = found.get(reading) or new[reading]
                self._kept.move_to_end(reading)
            while len(self._kept) > RECORDS:
                self._kept.popitem(last=False)
        found |= new
        return [found[r] for r in readings if r in found]

    @staticmethod
    def _read(connection: Connection, readings: Sequence[Reading]) -> dict[Reading, Left]:
        written = window.written(connection, readings)
        said = reviews_of(connection, [r.report for r in readings if r.review])
        out = {}
        for reading in readings:
            if reading.version in written:
                read = trusted(written[reading.version], source=reading.report)
                left = amended(read, said.get(reading.report, ()))
                out[reading] = Left(left, moved_keys(read, left))
        return out


class Answers:
    """What was worked out last, by keys that name all that it depends on. May be asked by many threads."""

    def __init__(self) -> None:
        self._made: OrderedDict[Hashable, Any] = OrderedDict()
        self._making, self._keeping = threading.RLock(), threading.Lock()

    def made(self, key: Hashable, make: Callable[[], _T]) -> _T:
        """What `make` gives for a key. What is there never waits."""
        found = self._get(key)
        if found is None:
            with self._making, uncollected():  # one at a time: a picture takes a core for part of a second
                found = self._get(key)
                if found is None:
                    found = make()
                    with self._keeping:
                        self._made[key] = found
                        while len(self._made) > ANSWERS:
                            self._made.popitem(last=False)
        return cast(_T, found)

    def _get(self, key: Hashable) -> Any:
        with self._keeping:
            if key in self._made:
                self._made.move_to_end(key)
            return self._made.get(key)


@contextmanager
def uncollected() -> Iterator[None]:
    """No search for dead cycles meanwhile: thousands of new objects that all live make it half of the work."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
