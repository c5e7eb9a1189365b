"""PLOVER's own JSON, one event a line: the fields of the manual (2021), what is not known as null."""

from __future__ import annotations

import json
from typing import IO, Any

from readout import __version__
from readout.export.layout import Evidence, Options
from readout.export.told import Told, chain, words_of
from readout.record import Actor, Record, Span, day_of

FIELDS = (
    "id", "date", "enddate", "actor", "recipient", "event", "mode", "context", "quad_code", "event_scale",
    "event_loc", "event_text", "size", "link", "text", "text_info", "cite_info", "coder", "comment",
)  # fmt: skip


class PloverWriter:
    """Writes one object an event."""

    def __init__(self, stream: IO[bytes], options: Options, evidence: Evidence | None) -> None:
        self._stream, self._options = stream, options

    def write(self, record: Record) -> None:
        """The events of one record."""
        for one in self._options.events(record):
            value = self._value(one)
            if value["date"] is None:
                self._options.counts.notes["events without a date: date, which PLOVER requires, is null"] += 1
            self._stream.write((json.dumps(value, ensure_ascii=False) + "\n").encode("utf-8", "replace"))
            self._options.counts.written += 1

    def close(self) -> None:
        """Nothing is left to write."""

    def _value(self, one: Told) -> dict[str, Any]:
        record, event, report = one.record, one.event, one.record.report
        start, end = _dates(one)
        place = event.place
        return {
            "id": one.id,
            "date": start,
            "enddate": end,
            "actor": _side(one, one.actors, event.actor_text),
            "recipient": _side(one, one.recipients, event.recipient_text),
            "event": record.plover(event),
            "mode": event.mode,
            "context": event.contexts,
            "quad_code": event.quad,
            "event_scale": event.score,
            "event_loc": place.model_dump(mode="json") if place else None,
            "event_text": [words_of(record, event.trigger)],
            "size": None,
            "link": report.url,
            "text": one.words,
            "text_info": {"sequence": one.sentence, "start": event.evidence.start, "end": event.evidence.end},
            "cite_info": {
                "id": report.id,
                "ref": report.ref,
                "url": report.url,
                "title": report.title,
                "publication": report.publisher or report.wire,
                "date": report.published,
                "language": report.language,
                "version": None,
            },
            "coder": f"readout {__version__}",
            "comment": _comment(one, self._options.review(record, event.id)),
        }


def _dates(one: Told) -> tuple[str | None, str | None]:
    period = one.event.date
    start, end = (day_of(period.start), day_of(period.end)) if period else (None, None)
    start = start or one.day
    return (start.isoformat() if start else None), (end.isoformat() if end and end != start else None)


def _side(one: Told, actors: list[Actor], words: list[Span]) -> list[dict[str, Any]]:
    texts = [words_of(one.record, s) for s in words]
    return [
        {
            "code": actor.country,
            "sector": actor.sector,
            "entity_text": texts[n] if len(texts) == len(actors) else actor.name,
            "identifier_id": actor.wikidata,
            "identifier_text": actor.name,
            "office": actor.role,
        }
        for n, actor in enumerate(actors)
    ]


def _comment(one: Told, review: str | None) -> str:
    parts = [f"status: {one.event.status}"]
    if said := chain(one.record, one.event.claim):
        parts.append("on the word of " + ", as told by ".join(said))
    if review:
        parts.append(f"reviewed: {review}")
    return "; ".join(parts)
