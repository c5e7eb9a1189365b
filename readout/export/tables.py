"""One table a family, the same for CSV and Parquet: columns with their types, and the rows of a record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Literal, NamedTuple

from readout.export.layout import Options
from readout.export.told import chain, words_of
from readout.record import (
    FAMILIES,
    Actor,
    Claim,
    DocketItem,
    Event,
    Figure,
    Item,
    Period,
    Position,
    Record,
    Span,
    Time,
    day_of,
)

Kind = Literal["text", "list", "whole", "number", "flag", "day"]
Value = str | int | float | bool | date | list[str] | None
Row = list[Value]


class Column(NamedTuple):
    """A column: its name and the type of its values. Any value may be null, lists are empty instead."""

    name: str
    kind: Kind = "text"


def _columns(text: str) -> tuple[Column, ...]:
    """Columns written as "name" (text) or "name:kind"."""
    return tuple(Column(*part.split(":")) for part in text.split())  # type: ignore[arg-type]


_PERIOD = "date_start:day date_end:day date_words"
_END = "said_by:list evidence evidence_start:whole evidence_end:whole reviewed"
TABLES: dict[str, tuple[Column, ...]] = {
    "reports": _columns(
        "report_id ref url title publisher wire byline language published published_day:day sentences:whole text "
        "warnings:list"
    ),
    "actors": _columns(
        "report_id id name kind country sector role wikidata mentions:list evidence evidence_start:whole "
        "evidence_end:whole reviewed"
    ),
    "times": _columns(f"report_id id type value {_PERIOD} evidence evidence_start:whole evidence_end:whole reviewed"),
    "events": _columns(
        "report_id id type mode contexts:list actor:list actor_name:list actor_country:list actor_sector:list "
        "recipient:list recipient_name:list recipient_country:list recipient_sector:list reciprocal:flag "
        f"actor_words:list recipient_words:list trigger trigger_start:whole trigger_end:whole {_PERIOD} place "
        "place_country lat:number lon:number status cameo quad:whole score:number confidence:number claim " + _END
    ),
    "claims": _columns(
        "report_id id source:list source_name:list source_words cue quote kind content:list via "
        "said_by:list evidence evidence_start:whole evidence_end:whole reviewed"
    ),
    "figures": _columns(
        f"report_id id measure unit low:number high:number approximate:flag words about {_PERIOD} claim {_END}"
    ),
    "positions": _columns(f"report_id id actor:list actor_name:list issue stance toward claim {_END}"),
    "docket": _columns(
        f"report_id id what kind who:list who_name:list {_PERIOD} status condition otherwise claim {_END}"
    ),
}


def rows(record: Record, options: Options) -> Iterator[tuple[str, Row]]:
    """Every row of the record with its table: the report's own first."""
    report = record.report
    yield "reports", [
        report.id, report.ref, report.url, report.title, report.publisher, report.wire, report.byline, report.language,
        report.published, day_of(report.published), len(record.sentences), report.text, record.warnings,
    ]  # fmt: skip
    maker = _Rows(record, options)
    for family in FAMILIES:
        for item in getattr(record, family):
            if isinstance(item, Event) and not options.wanted(item):
                continue
            yield family, maker.row(item)


class _Rows:
    def __init__(self, record: Record, options: Options) -> None:
        self.record, self.options = record, options
        self.cast = {a.id: a for a in record.actors}
        self.makers: dict[type, Callable[[Any], Row]] = {
            Actor: self.actor, Time: self.time, Event: self.event, Claim: self.claim, Figure: self.figure,
            Position: self.position, DocketItem: self.docket,
        }  # fmt: skip

    def row(self, item: Item) -> Row:
        review = self.options.review(self.record, item.id)
        return [self.record.report.id, item.id, *self.makers[type(item)](item), review]

    def actor(self, a: Actor) -> Row:
        first: Row = self.place(a.mentions[0]) if a.mentions else [None, None, None]
        return [a.name, a.kind, a.country, a.sector, a.role, a.wikidata, [self.words(s) for s in a.mentions], *first]

    def time(self, t: Time) -> Row:
        return [t.type, t.value, *self.period(t.period), *self.place(t.span)]

    def event(self, e: Event) -> Row:
        where = (e.place.name, e.place.country, e.place.lat, e.place.lon) if e.place else (None,) * 4
        sides: Row = [e.actor, *self.sides(e.actor), e.recipient, *self.sides(e.recipient)]
        told: Row = [[self.words(s) for s in e.actor_text], [self.words(s) for s in e.recipient_text]]
        return [
            e.type, e.mode, e.contexts, *sides, e.reciprocal, *told, *self.place(e.trigger), *self.period(e.date),
            *where, e.status, e.cameo, e.quad, e.score, e.confidence, *self.end(e.claim, e.evidence),
        ]  # fmt: skip

    def claim(self, c: Claim) -> Row:
        spans = [c.cue, *c.content, *([c.source_text] if c.source_text else [])]
        whole = Span(start=min(s.start for s in spans), end=max(s.end for s in spans))
        content = [self.words(s) for s in c.content]
        source = self.words(c.source_text) if c.source_text else None
        return [
            c.source, self.names(c.source), source, self.words(c.cue), c.quote, c.kind, content, c.via,
            chain(self.record, c.id), *self.place(whole),
        ]  # fmt: skip

    def figure(self, f: Figure) -> Row:
        return [
            f.measure, f.unit, f.low, f.high, f.approximate, self.words(f.text), f.about, *self.period(f.period),
            *self.end(f.claim, f.evidence),
        ]  # fmt: skip

    def position(self, p: Position) -> Row:
        return [p.actor, self.names(p.actor), p.issue, p.stance, p.toward, *self.end(p.claim, p.evidence)]

    def docket(self, d: DocketItem) -> Row:
        terms = [self.words(s) if s else None for s in (d.condition, d.otherwise)]
        return [
            d.what, d.kind, d.who, self.names(d.who), *self.period(d.when), d.status, *terms,
            *self.end(d.claim, d.evidence),
        ]  # fmt: skip

    def end(self, claim: str | None, evidence: Span) -> Row:
        return [claim, chain(self.record, claim), *self.place(evidence)]

    def place(self, span: Span) -> Row:
        return [self.words(span), span.start, span.end]

    def period(self, period: Period | None) -> Row:
        if period is None:
            return [None, None, None]
        words = self.words(period.text) if period.text else None
        return [day_of(period.start), day_of(period.end), words]

    def words(self, span: Span) -> str:
        return words_of(self.record, span)

    def names(self, ids: list[str]) -> list[str]:
        return [self.cast[i].name for i in ids]

    def sides(self, ids: list[str]) -> Row:
        cast = [self.cast[i] for i in ids]
        return [[a.name for a in cast], [a.country or "" for a in cast], [a.sector or "" for a in cast]]
