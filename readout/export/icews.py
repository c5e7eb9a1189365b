"""ICEWS' 20 columns: tabs, a header; one row for each actor with each recipient."""

from __future__ import annotations

from typing import IO

from readout.export import codes
from readout.export.delimited import Tabs, evidence_row
from readout.export.layout import Evidence, Options
from readout.export.told import Numbers, Told
from readout.record import Actor, Record

COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher",
    "City", "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip


class IcewsWriter:
    """Writes a row a pair, each with an Event ID of its own."""

    def __init__(self, stream: IO[bytes], options: Options, evidence: Evidence | None) -> None:
        self._tabs = Tabs(stream, len(COLUMNS), COLUMNS)
        self._options, self._evidence, self._numbers = options, evidence, Numbers()

    def write(self, record: Record) -> None:
        """The events of one record."""
        for one in self._options.events(record):
            if one.day is None:
                self._options.counts.notes["events without one day: Event Date is empty"] += 1
            for actor, recipient in one.pairs():
                number = str(self._numbers.of(one, actor, recipient))
                self._tabs.row([number, *_row(one, actor, recipient)])
                self._options.counts.written += 1
                if self._evidence:
                    sides = ([actor] if actor else [], [recipient] if recipient else [])
                    self._evidence(evidence_row(self._options, one, number, *sides))

    def close(self) -> None:
        """Nothing is left to write."""


def _row(one: Told, actor: Actor | None, recipient: Actor | None) -> list[str | int | float | None]:
    event, report, place = one.event, one.record.report, one.event.place
    act = codes.act(event.cameo)
    return [
        one.day.isoformat() if one.day else "", *_side(actor), act.label if act else "", event.cameo,
        act.goldstein if act else "", *_side(recipient), report.id, one.sentence, report.publisher or report.wire,
        place.name if place and codes.is_town(place) else "", "", "", _country(place.country if place else None),
        place.lat if place else None, place.lon if place else None,
    ]  # fmt: skip


def _side(actor: Actor | None) -> list[str]:
    return [actor.name, codes.sector(actor.sector).icews, _country(actor.country)] if actor else ["", "", ""]


def _country(code: str | None) -> str:
    """ICEWS writes countries out."""
    found = codes.country(code)
    return found.name if found else ""
