"""POLECAT's 40 columns: tabs, a header, the word "None" for empty; one row an event, several names with ";"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import IO

from readout import __version__
from readout.export import codes
from readout.export.delimited import Tabs, evidence_row
from readout.export.layout import Evidence, Options
from readout.export.told import Told, words_of
from readout.record import Actor, Record, Span, day_of

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title",
    "Actor Name Raw", "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW",
    "Primary Recipient Sector", "Recipient Sectors", "Recipient Title", "Recipient Name Raw",
    "Wikipedia Recipient ID", "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude",
    "GeoNames ID", "Raw Placename", "Feature Type", "Source", "Publication Date", "Story People",
    "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
EMPTY = "None"
QUADS = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}


class PolecatWriter:
    """Writes one row an event."""

    def __init__(self, stream: IO[bytes], options: Options, evidence: Evidence | None) -> None:
        self._tabs = Tabs(stream, len(COLUMNS), COLUMNS, EMPTY)
        self._options, self._evidence = options, evidence

    def write(self, record: Record) -> None:
        """The events of one record."""
        story = _story(record)
        for one in self._options.events(record):
            if one.day is None:
                self._options.counts.notes["events without one day: Event Date is None"] += 1
            self._tabs.row([*_event(one), *_side(one, one.actors, one.event.actor_text),
                            *_side(one, one.recipients, one.event.recipient_text), *_place(one), *story])  # fmt: skip
            self._options.counts.written += 1
            if self._evidence:
                self._evidence(evidence_row(self._options, one, one.id, one.actors, one.recipients))

    def close(self) -> None:
        """Nothing is left to write."""


def joined(values: Sequence[str]) -> str:
    """Several values in one cell, each at its place: "USA;None;FRA". A ";" of their own becomes a comma."""
    return ";".join(v.replace(";", ",") or EMPTY for v in values) if any(values) else ""


def _event(one: Told) -> list[str | float]:
    event = one.event
    day = one.day.isoformat() if one.day else ""
    return [
        one.id,
        day,
        one.record.plover(event),
        event.mode or "",
        event.score,
        QUADS[event.quad],
        joined(event.contexts),
    ]


def _side(one: Told, actors: list[Actor], words: list[Span]) -> list[str]:
    def each(value: Callable[[Actor], str | None]) -> str:
        return joined([value(a) or "" for a in actors])

    sectors = list(dict.fromkeys(a.sector for a in actors if a.sector))
    return [
        each(lambda a: a.name), each(lambda a: a.country), each(_cow), sectors[0] if sectors else "",
        joined(sectors), each(lambda a: a.role), joined([words_of(one.record, s) for s in words]), "",
    ]  # fmt: skip


def _cow(actor: Actor) -> str:
    country = codes.country(actor.country)
    return country.cow if country else ""


def _place(one: Told) -> list[str | float | None]:
    place = one.event.place
    if place is None:
        return [None] * 10
    city = place.name if codes.is_town(place) else None
    return [place.name, city, None, None, place.country, place.lat, place.lon, None, None, None]


def _story(record: Record) -> list[str]:
    report = record.report
    day = day_of(report.published)
    places = list(dict.fromkeys(e.place.name for e in record.events if e.place))
    return [
        report.publisher or report.wire or "", day.isoformat() if day else "",
        joined([a.name for a in record.actors if a.kind == "person"]),
        joined([a.name for a in record.actors if a.kind == "organisation"]), joined(places),
        report.language or "", f"readout {__version__}",
    ]  # fmt: skip
