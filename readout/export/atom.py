"""Events as an Atom feed (RFC 4287), for feed readers and alerts."""

from __future__ import annotations

import re
import uuid
from datetime import UTC, datetime
from typing import IO
from xml.etree import ElementTree

from readout.export.layout import Evidence, Options
from readout.export.told import Told, chain, flat, moment
from readout.record import Event, Record

NAMESPACE = "http://www.w3.org/2005/Atom"
_ROOM = uuid.uuid5(uuid.NAMESPACE_URL, "https://readout.invalid/atom")
_NOT_XML = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class AtomWriter:
    """Writes entries as they come; the feed's own `updated`, the latest publication, stands at the end."""

    def __init__(self, stream: IO[bytes], options: Options, evidence: Evidence | None) -> None:
        self._stream, self._options = stream, options
        self._latest: datetime | None = None
        options.counts.what = "entries"
        stream.write(f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="{NAMESPACE}">\n'.encode())
        for element in (
            _element("title", "Readout: events"),
            _element("id", _ROOM.urn),
            _element("generator", "Readout"),
            _author("Readout"),
        ):
            self._put(element)

    def write(self, record: Record) -> None:
        """The events of one record."""
        when = moment(record.report)
        if when is not None:
            self._latest = max(self._latest or when, when)
        for one in self._options.events(record):
            if when is None:
                self._options.counts.notes["entries of reports without a date: updated is 1970-01-01"] += 1
            self._put(self._entry(one, when or datetime(1970, 1, 1, tzinfo=UTC)))
            self._options.counts.written += 1

    def close(self) -> None:
        """The end of the feed."""
        self._put(_element("updated", _stamp(self._latest or datetime(1970, 1, 1, tzinfo=UTC))))
        self._stream.write(b"</feed>\n")

    def _put(self, element: ElementTree.Element) -> None:
        """Without a namespace of its own: it stands in the feed's."""
        self._stream.write(ElementTree.tostring(element, encoding="unicode").encode() + b"\n")

    def _entry(self, one: Told, when: datetime) -> ElementTree.Element:
        report, event = one.record.report, one.event
        entry = ElementTree.Element("entry")
        entry.append(_element("title", headline(one)))
        entry.append(_element("id", uuid.uuid5(_ROOM, one.id.encode("utf-8", "replace").decode()).urn))
        entry.append(_element("updated", _stamp(when)))
        entry.append(_author(report.publisher or report.wire or report.byline or "unknown"))
        if report.url:
            entry.append(_element("link", None, rel="alternate", href=report.url))
        for scheme, term in _categories(event):
            entry.append(_element("category", None, term=term, scheme=f"urn:readout:{scheme}"))
        entry.append(_element("content", self._text(one), type="text"))
        return entry

    def _text(self, one: Told) -> str:
        report = one.record.report
        said = ", as told by ".join(chain(one.record, one.event.claim))
        lines = (
            f"“{flat(one.words)}”",
            said and f"On the word of {said}.",
            f"Report {report.id}" + (f": {report.title}" if report.title else ""),
            (review := self._options.review(one.record, one.event.id)) and f"Reviewed: {review}",
        )
        return "\n".join(line for line in lines if line)


def headline(one: Told) -> str:
    """Who, what, whom, and the status where it did not simply happen."""
    event = one.event
    kind = event.type + (f"-{event.mode}" if event.mode else "")
    actors, recipients = (", ".join(a.name for a in side) for side in (one.actors, one.recipients))
    arrow = f" {'↔' if event.reciprocal else '→'} {recipients}" if recipients else ""
    status = f" [{event.status}]" if event.status != "occurred" else ""
    place = f" in {event.place.name}" if event.place else ""
    return f"{kind}: {actors or '(unknown)'}{arrow}{place}{status}"


def _categories(event: Event) -> list[tuple[str, str]]:
    return [
        ("type", event.type), *([("mode", event.mode)] if event.mode else []), ("status", event.status),
        *(("context", c) for c in event.contexts),
    ]  # fmt: skip


def _element(tag: str, text: str | None, **attributes: str) -> ElementTree.Element:
    cleaned = {key: _NOT_XML.sub(" ", value) for key, value in attributes.items()}
    element = ElementTree.Element(tag, attrib=cleaned)
    element.text = None if text is None else _NOT_XML.sub(" ", text)
    return element


def _author(name: str) -> ElementTree.Element:
    author = ElementTree.Element("author")
    author.append(_element("name", name))
    return author


def _stamp(when: datetime) -> str:
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")
