"""A text cut at every edge of a marked span, so that spans may nest and overlap."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass

from readout.record import Claim, DocketItem, Event, Figure, Item, Position, Record, Span

MARKED = ("events", "claims", "figures", "positions", "docket")
"""The families whose items are marked in the text."""


@dataclass(frozen=True)
class Mark:
    """Words of an item. `part` is what they are to it: `core` (what makes it), or `rest` (what it reaches over)."""

    family: str
    item: str
    part: str
    start: int
    end: int


@dataclass(frozen=True)
class Segment:
    """A piece of text with all the marks that cover it."""

    text: str
    marks: tuple[Mark, ...] = ()
    starts: tuple[str, ...] = ()
    """Items whose first words begin here: where a link to the words of the item leads."""
    asked: bool = False
    """Whether it lies in the words that the reader came for."""
    first_asked: bool = False

    @property
    def classes(self) -> str:
        """The classes of the style sheet."""
        found = [f"m-{m.family} m-{m.family}-{m.part}" for m in self.marks]
        return " ".join(dict.fromkeys([*found, *(["asked"] if self.asked else [])]))

    @property
    def items(self) -> str:
        """The items' ids."""
        return " ".join(dict.fromkeys(m.item for m in self.marks))


def marks_of(record: Record) -> list[Mark]:
    """The marks of every item."""
    return [mark for family, item in record.items() if family in MARKED for mark in _of(family, item)]


def _of(family: str, item: Item) -> Iterable[Mark]:
    core: list[Span] = []
    rest: list[Span] = []
    if isinstance(item, Event):
        core, rest = [item.trigger], [*item.actor_text, *item.recipient_text]
    elif isinstance(item, Claim):
        core, rest = [item.cue], list(item.content)
    elif isinstance(item, Figure):
        core = [item.text]
    elif isinstance(item, Position):
        core = [item.evidence]
    elif isinstance(item, DocketItem):
        core, rest = [item.evidence], [s for s in (item.condition, item.otherwise) if s]
    for part, spans in (("core", core), ("rest", rest)):
        for span in spans:
            yield Mark(family, item.id, part, span.start, span.end)


def segments(text: str, marks: Iterable[Mark], asked: tuple[int, int] | None = None) -> list[Segment]:
    """`text` in pieces that together are the text, each with the marks over it. `asked` is [start, end) to show."""
    found = sorted(marks, key=lambda m: (m.start, -m.end))
    first = {m.item: m.start for m in sorted(found, key=lambda m: (m.part != "core", m.start), reverse=True)}
    low, high = (max(0, asked[0]), min(len(text), asked[1])) if asked else (0, 0)
    edges = sorted({0, len(text), *(e for m in found for e in (m.start, m.end)), *((low, high) if low < high else ())})
    out: list[Segment] = []
    waiting, live = 0, list[Mark]()
    for start, end in itertools.pairwise(edges):
        while waiting < len(found) and found[waiting].start <= start:
            live.append(found[waiting])
            waiting += 1
        live = [m for m in live if m.end > start]
        here = tuple(dict.fromkeys(m.item for m in live if first[m.item] == start))
        inside = low <= start and end <= high and low < high
        out.append(Segment(text[start:end], tuple(live), here, inside, inside and start == low))
    return out
