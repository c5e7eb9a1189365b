"""What a picture is made of: keys, decisions, sources, and the families over many reports."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

from readout.record import Actor, DocketItem, Event, Figure, Period, Place, Position, Record, Span, Status, day_of

Verdict = Literal["same", "different"]
DocketState = Literal["open", "met", "postponed", "extended", "cancelled", "lapsed", "overdue"]
Item = Event | Figure | Position | DocketItem


@dataclass(frozen=True)
class Decision:
    """A person's word that two things are the same or different; it beats every score.

    `left` and `right` are keys of one kind: of two events, figures, positions, docket items or actors.
    """

    left: str
    right: str
    verdict: Verdict
    by: str = ""
    """Who decided."""
    note: str = ""


@dataclass(frozen=True)
class Source:
    """One report's item behind something in the picture, with its words."""

    key: str
    """The item's key, by `key_of`."""
    report: str
    """`report.id`."""
    ref: str | None
    title: str | None
    wire: str | None
    published: str | None
    span: Span
    """The evidence in that report's text."""
    quote: str
    """The words of `span`, white space folded."""

    @property
    def day(self) -> dt.date | None:
        """The day of publication, in the report's own time zone."""
        return day_of(self.published)


@dataclass(frozen=True)
class Reason:
    """One feature of a pair, and what it added to the score: logits, or for figures and positions its value."""

    feature: str
    value: float
    contribution: float


@dataclass(frozen=True)
class Merge:
    """Why two items are held to be one. `decided`: by a person; else `reasons` sum, with the bias, to `score`."""

    left: str
    right: str
    score: float
    reasons: tuple[Reason, ...] = ()
    decided: bool = False

    def __str__(self) -> str:
        if self.decided:
            return f"{self.left} = {self.right}: a person decided"
        parts = ", ".join(f"{r.feature} {r.contribution:+.2f}" for r in self.reasons if r.contribution)
        return f"{self.left} = {self.right}: {self.score:+.2f} ({parts})"


@dataclass(frozen=True)
class Entity:
    """A person, body or country over all reports."""

    key: str
    name: str
    """The fullest name, of the most reports."""
    kind: str
    country: str | None
    sector: str | None
    names: tuple[str, ...]
    roles: tuple[str, ...]
    wikidata: str | None
    reports: tuple[str, ...]
    members: tuple[str, ...]
    """Keys of the actors joined."""


@dataclass(frozen=True)
class MergedEvent:
    """One happening, with all the reports that tell it. The best value of each field names its source."""

    key: str
    """The key of its earliest source: stable while that report stays."""
    type: str
    mode: str | None
    actors: tuple[str, ...]
    """Entity keys."""
    recipients: tuple[str, ...]
    date: Period | None
    date_from: str | None
    """Key of the source whose date this is."""
    place: Place | None
    place_from: str | None
    status: Status
    status_from: str
    statuses: tuple[tuple[str, Status], ...]
    """(source key, status) in order of publication: planned, then occurred."""
    sources: tuple[Source, ...]
    independent: int
    """How many of the reports are not copies of one another."""
    confidence: float
    merges: tuple[Merge, ...]
    disputes: tuple[str, ...] = ()
    """Keys of merged events that deny this one, or that this one denies."""


@dataclass(frozen=True)
class RivalClaim:
    """One report's figure. `on_word_of` is the chain of sources, the nearest first; empty: the reporter's own word."""

    low: float | None
    high: float | None
    approximate: bool
    text: str
    on_word_of: tuple[str, ...]
    source: Source
    change: Literal["first", "same", "up", "down", "overlaps"] = "first"
    """Against the claim before it."""


@dataclass(frozen=True)
class FigureSeries:
    """Rival claims about one thing, in order of publication; they are never averaged."""

    key: str
    measure: str
    unit: str | None
    about: str | None
    event: str | None
    """Key of the merged event that they count, where it is known."""
    claims: tuple[RivalClaim, ...]
    merges: tuple[Merge, ...] = ()
    """Why each claim after the first is of this series: what it has in common with an earlier one."""

    @property
    def moved(self) -> bool:
        """Whether any claim differs from the one before it."""
        return any(c.change in ("up", "down") for c in self.claims)


@dataclass(frozen=True)
class Stand:
    """One telling of where an actor stands."""

    stance: str
    toward: str | None
    issue: str
    source: Source
    said_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class PositionTrack:
    """Where one actor stood on one issue over time."""

    key: str
    actor: str
    """Entity key."""
    name: str
    issue: str
    stands: tuple[Stand, ...]
    merges: tuple[Merge, ...] = ()
    """Why each stand after the first is on this issue."""

    @property
    def shifts(self) -> tuple[tuple[Stand, Stand], ...]:
        """(before, after) wherever a later report has another stance."""
        pairs = zip(self.stands, self.stands[1:], strict=False)
        return tuple((a, b) for a, b in pairs if a.stance != b.stance and a.source.report != b.source.report)


@dataclass(frozen=True)
class Outcome:
    """What became of a docket item, and the words that tell it."""

    state: DocketState
    source: Source
    when: Period | None = None
    """The new time, where it moved."""


@dataclass(frozen=True)
class DocketEntry:
    """One thing due, over all reports."""

    key: str
    what: str
    kind: str
    who: tuple[str, ...]
    """Entity keys."""
    when: Period | None
    """The time by the latest report that gives one."""
    condition: str | None
    otherwise: str | None
    sources: tuple[Source, ...]
    merges: tuple[Merge, ...] = ()
    history: tuple[Outcome, ...] = ()

    def told(self, on: dt.date) -> Outcome | None:
        """The last outcome that reports published until a day tell; None where none does."""
        return next((o for o in reversed(self.history) if o.source.day is None or o.source.day <= on), None)

    def due(self, on: dt.date) -> Period | None:
        """The time at which it is due, by what was told until a day: the new one where it was put off to one."""
        last = self.told(on)
        return (last.when if last else None) or self.when

    def state(self, on: dt.date) -> DocketState:
        """Its state on a day: what reports until then tell; `overdue` where its time is past and none tells."""
        last, when = self.told(on), self.due(on)
        if last is not None and (last.state not in ("postponed", "extended") or last.when is None):
            return last.state
        if when is not None and when.end is not None and when.end < on.isoformat():
            return "overdue"
        return last.state if last else "open"


@dataclass(frozen=True)
class Actors:
    """The entities, and which of them each record's actor is."""

    entities: dict[str, Entity] = field(default_factory=dict)
    of: dict[tuple[str, str], str] = field(default_factory=dict)
    """(report id, actor id) to entity key."""

    def keys(self, record: Record, ids: list[str]) -> tuple[str, ...]:
        """The entities of a record's actors, each once."""
        return tuple(dict.fromkeys(self.of[record.report.id, i] for i in ids))

    def names(self, keys: tuple[str, ...]) -> tuple[str, ...]:
        """Their names."""
        return tuple(self.entities[k].name for k in keys)


def actor_key(report: str, actor: Actor) -> str:
    """A key of a report's actor that stays when it is read again, as long as its name does."""
    return f"{report}/actor/{actor.name}"


def key_of(record: Record, item: Item) -> str:
    """A key of an item that stays when the record is read again, as long as its words and type do."""
    if isinstance(item, Event):
        return f"{record.report.id}/event/{item.trigger.start}-{item.trigger.end}/{item.type}"
    if isinstance(item, Figure):
        return f"{record.report.id}/figure/{item.text.start}-{item.text.end}"
    if isinstance(item, Position):
        return f"{record.report.id}/position/{item.evidence.start}-{item.evidence.end}/{item.issue}"
    return f"{record.report.id}/docket/{item.evidence.start}-{item.evidence.end}/{item.what}"


def keys_of(record: Record) -> set[str]:
    """The keys of all that a record holds and that is merged over reports."""
    items: tuple[Item, ...] = (*record.events, *record.figures, *record.positions, *record.docket)
    return {*(key_of(record, item) for item in items), *(actor_key(record.report.id, a) for a in record.actors)}


def source_of(record: Record, item: Item) -> Source:
    """The item as a source: its report, evidence and words."""
    return passage(record, item.evidence, key_of(record, item))


def passage(record: Record, span: Span, key: str) -> Source:
    """Words of a report as a source."""
    report = record.report
    quote = " ".join(report.text[span.start : span.end].split())
    return Source(key, report.id, report.ref, report.title, report.wire, report.published, span, quote)
