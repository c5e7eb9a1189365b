"""GDELT 2.0 Events, 61 columns, and Mentions, 16: tabs, no header; one row for each actor with each recipient."""

from __future__ import annotations

from datetime import date
from typing import IO

from readout.export import codes
from readout.export.delimited import Tabs, evidence_row
from readout.export.layout import Evidence, Options
from readout.export.told import Numbers, Told, flat, moment, months, source_of
from readout.record import Actor, Place, Record

_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code",
    "Type2Code", "Type3Code",
)  # fmt: skip
_GEO = ("Type", "Fullname", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
COLUMNS = (
    "GlobalEventID", "Day", "MonthYear", "Year", "FractionDate",
    *(f"Actor{side}{name}" for side in "12" for name in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
    "NumSources", "NumArticles", "AvgTone",
    *(f"{where}Geo_{name}" for where in ("Actor1", "Actor2", "Action") for name in _GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip
MENTIONS = (
    "GlobalEventID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier",
    "SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence",
    "MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras",
)  # fmt: skip
Row = list[str | int | float | None]
_NOWHERE: Row = [0, *[None] * (len(_GEO) - 1)]
"""The eight columns of no place: GDELT writes 0 as the type."""


class _Pairs:
    """What both layouts share: events by pairs, with the same ids in both."""

    columns: tuple[str, ...]

    def __init__(self, stream: IO[bytes], options: Options, evidence: Evidence | None) -> None:
        self._tabs = Tabs(stream, len(self.columns))
        self._options, self._evidence, self._numbers = options, evidence, Numbers()

    def write(self, record: Record) -> None:
        """The events of one record."""
        for one in self._options.events(record):
            if one.day is None:
                self._options.counts.notes["events without one day: the columns of the day are empty"] += 1
            if not one.event.cameo:
                self._options.counts.notes["events without a CAMEO code: the columns of codes are empty"] += 1
            for actor, recipient in one.pairs():
                number = self._numbers.of(one, actor, recipient)
                self._tabs.row([str(number), *self.row(one, actor, recipient)])
                self._options.counts.written += 1
                if self._evidence:
                    sides = ([actor] if actor else [], [recipient] if recipient else [])
                    self._evidence(evidence_row(self._options, one, str(number), *sides))

    def row(self, one: Told, actor: Actor | None, recipient: Actor | None) -> Row:
        """The values after the id."""
        raise NotImplementedError

    def close(self) -> None:
        """Nothing is left to write."""


class GdeltWriter(_Pairs):
    """GDELT 2.0 Events."""

    columns = COLUMNS

    def row(self, one: Told, actor: Actor | None, recipient: Actor | None) -> Row:
        """The 60 values after the id."""
        return [
            *_days(one), *_side(actor), *_side(recipient), int(_leads(one)), *_codes(one.event.cameo), 1, 1, 1, None,
            *_NOWHERE, *_NOWHERE, *_geo(one.event.place), added(one.record), source_of(one.record.report),
        ]  # fmt: skip


class MentionsWriter(_Pairs):
    """GDELT 2.0 Mentions: the one sentence of the one report that the event stands in."""

    columns = MENTIONS

    def row(self, one: Told, actor: Actor | None, recipient: Actor | None) -> Row:
        """The 15 values after the id."""
        event, report = one.event, one.record.report
        day = f"{one.day:%Y%m%d}000000" if one.day else ""
        web = bool(report.url and report.url.lower().startswith(("http://", "https://")))
        return [
            day, added(one.record), 1 if web else 2, report.publisher or report.wire, source_of(report), one.sentence,
            _offset(one, actor), _offset(one, recipient), event.trigger.start, 1,
            max(10, round(event.confidence * 10) * 10), len(report.text), None, None, flat(one.words),
        ]  # fmt: skip


def _offset(one: Told, actor: Actor | None) -> int | None:
    """Where the words for the actor stand in this event; `None` where it is not known which words are whose."""
    event = one.event
    for side, words in ((one.actors, event.actor_text), (one.recipients, event.recipient_text)):
        if actor in side and len(side) == len(words):
            return words[side.index(actor)].start
    return None


def added(record: Record) -> str:
    """When the report was published, UTC, as `20130218034300`; midnight where only the day is known."""
    when = moment(record.report)
    return f"{when:%Y%m%d%H%M%S}" if when else ""


def _days(one: Told) -> Row:
    day = one.day
    if day is None:
        month, year = months(one.event.date)
        return ["", month, year, ""]
    return [f"{day:%Y%m%d}", f"{day:%Y%m}", f"{day.year:04d}", fraction(day)]


def fraction(day: date) -> str:
    """GDELT's FractionDate: the year, and of it (whole months x 30 + day) / 365."""
    return f"{day.year + ((day.month - 1) * 30 + day.day) / 365:.4f}"


def _side(actor: Actor | None) -> Row:
    if actor is None:
        return [None] * len(_ACTOR)
    country, kind = codes.country(actor.country), codes.sector(actor.sector).cameo
    code = country.cameo if country else ""
    if actor.country == "IGO":
        kind = "IGO"
    return [
        code + ("" if actor.kind == "country" else kind), actor.name.upper(), code, "", "", "", "",
        "" if actor.kind == "country" else kind, "", "",
    ]  # fmt: skip


def _codes(cameo: str | None) -> Row:
    """Code, base, root, quad class (of the root, as GDELT has it), Goldstein score."""
    if not cameo:
        return [None] * 5
    act, root = codes.act(cameo), cameo[:2]
    return [cameo, cameo[:3], root, _quad(root), act.goldstein if act else None]


def _quad(root: str) -> int | None:
    """1 verbal cooperation (01-05), 2 material cooperation (06-09), 3 verbal conflict (10-14), 4 material conflict.

    As GDELT's list of event codes parts them and its files have them: investigations are 2, protests 3.
    """
    if not root.isdigit() or not 1 <= int(root) <= 20:
        return None
    return 1 if int(root) <= 5 else 2 if int(root) <= 9 else 3 if int(root) <= 14 else 4


def _leads(one: Told) -> bool:
    """Whether the sentence stands in the first paragraph."""
    text = one.record.report.text
    return "\n" not in text[: one.event.evidence.start].lstrip()


def _geo(place: Place | None) -> Row:
    if place is None:
        return _NOWHERE
    country = codes.country(place.country)
    fips, state = (country.fips, country.name) if country else ("", "")
    if place.name == state:
        return [1, state, fips, fips, "", place.lat, place.lon, fips]
    town, american = codes.is_town(place), place.country == "USA"
    kind = (3 if american else 4) if town else (2 if american else 5)
    full = f"{place.name}, {state}" if state else place.name
    return [kind, full, fips, "", "", place.lat, place.lon, ""]
