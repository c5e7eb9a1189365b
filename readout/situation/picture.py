"""Many records to one picture: the door of this room."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from readout.record import Record, day_of
from readout.situation import docket as due
from readout.situation.decided import Decided
from readout.situation.duplicates import Duplicate, DuplicateIndex
from readout.situation.entities import actors
from readout.situation.events import event_of, events
from readout.situation.figures import series
from readout.situation.model import (
    Actors,
    Decision,
    DocketEntry,
    DocketState,
    Entity,
    FigureSeries,
    MergedEvent,
    PositionTrack,
)
from readout.situation.positions import tracks

PARTS = ("events", "figures", "positions", "docket")
"""The families that are merged over reports."""


@dataclass(frozen=True)
class Picture:
    """What all the records say together. Every part names the reports and words that it stands on."""

    reports: int
    duplicates: tuple[Duplicate, ...]
    actors: Actors
    events: tuple[MergedEvent, ...]
    figures: tuple[FigureSeries, ...]
    positions: tuple[PositionTrack, ...]
    docket: tuple[DocketEntry, ...]

    @property
    def entities(self) -> tuple[Entity, ...]:
        """Persons, bodies and countries, those of the most reports first."""
        return tuple(sorted(self.actors.entities.values(), key=lambda e: (-len(e.reports), e.key)))

    def docket_on(self, day: date) -> tuple[tuple[DocketEntry, DocketState], ...]:
        """What stands on the docket on a day, with its state then."""
        return due.docket_on(self.docket, day)


def picture(records: Iterable[Record], decisions: Iterable[Decision] = (), parts: Collection[str] = PARTS) -> Picture:
    """One picture of many records. A report given twice counts once, as it was given last.

    Of `PARTS` those that are not asked for are left empty, which saves their time; `duplicates` come with events.

    `decisions` are persons' words on pairs of events, docket items, figures, positions or actors, by their keys; they
    beat every score, and those about reports that are not among `records` are left aside. The result does not depend
    on the order of the records.
    """
    by_id = {record.report.id: record for record in records}
    ordered = sorted(by_id.values(), key=lambda r: (day_of(r.report.published) or date.max, r.report.id))
    decisions = tuple(decisions)
    decided = Decided(decisions)
    known = actors(ordered, decided)
    duplicates = _duplicates(ordered) if "events" in parts else ()
    merged = (
        events(ordered, known, decisions=decisions, story=stories(duplicates))
        if "events" in parts or "figures" in parts  # a series of figures counts a merged event
        else []
    )
    return Picture(
        len(ordered),
        duplicates,
        known,
        tuple(merged) if "events" in parts else (),
        series(ordered, known, event_of(merged), decided) if "figures" in parts else (),
        tracks(ordered, known, decided) if "positions" in parts else (),
        due.docket(ordered, known, decisions=decisions) if "docket" in parts else (),
    )


def _duplicates(records: Iterable[Record]) -> tuple[Duplicate, ...]:
    index = DuplicateIndex()
    return tuple(d for record in records for d in index.add(record.report))


def stories(duplicates: Iterable[Duplicate]) -> dict[str, str]:
    """For each report that repeats another, one report that stands for all that tell the same story."""
    root: dict[str, str] = {}

    def find(report: str) -> str:
        while root.get(report, report) != report:
            report = root[report]
        return report

    for pair in duplicates:
        left, right = sorted((find(pair.report), find(pair.other)))
        root[right] = left
        root.setdefault(left, left)
    return {report: find(report) for report in root}
