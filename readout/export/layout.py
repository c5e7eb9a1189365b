"""What every layout is: a writer that takes records one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Protocol

from readout.export.counts import Counts
from readout.export.told import Told, told
from readout.record import Event, Record

HAPPENED = frozenset({"occurred", "ongoing"})
"""The statuses that go out where a layout cannot tell them apart."""


@dataclass
class Options:
    """What the caller chose, and the counts that the writer keeps."""

    statuses: frozenset[str] | None = None
    """Only events with these; `None`: all."""
    filled: bool = False
    reviewed: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """What a person said of an item, by report id and item id: passed through where a layout has room."""
    counts: Counts = field(default_factory=Counts)

    def events(self, record: Record) -> Iterator[Told]:
        """The events that go out; the others are counted by their status."""
        for event in record.events:
            if self.wanted(event):
                yield told(record, event, filled=self.filled)

    def wanted(self, event: Event) -> bool:
        """Whether the event goes out; counts it where it does not."""
        if self.statuses is None or event.status in self.statuses:
            return True
        self.counts.left[f"events with status {event.status}"] += 1
        return False

    def review(self, record: Record, item_id: str) -> str | None:
        """What a person said of the item."""
        return self.reviewed.get((record.report.id, item_id))


class Writer(Protocol):
    """Takes records, then is closed."""

    def write(self, record: Record) -> None:
        """One record."""
        ...

    def close(self) -> None:
        """The end of the file."""
        ...


Evidence = Callable[[Sequence[str]], None]
"""Takes a row of the evidence file (see `evidence.py`)."""


@dataclass(frozen=True)
class Layout:
    """One layout: how it opens, and whether it can hold an event's status."""

    name: str
    open: Callable[[IO[bytes], Options, Evidence | None], Writer] | None = None
    """For layouts of one file."""
    open_folder: Callable[[Path, Options], AbstractContextManager[Writer]] | None = None
    """For layouts of one file a family."""
    tells_status: bool = False
    has_evidence_file: bool = False
    has_events: bool = True
    tells_review: bool = False
    """Whether it has a column for what persons said of an item, so that what they rejected can go out too."""
