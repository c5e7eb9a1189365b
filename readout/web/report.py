"""A report: its text with the items marked, the items beside it, and what persons said of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from readout.record import Actor, Claim, DocketItem, Event, Figure, Item, Position, Record, Span
from readout.store import Review
from readout.store.fields import FIELDS, current
from readout.store.keys import keyed
from readout.store.said import by_key, standing
from readout.web.desk import Desk, DeskOf
from readout.web.marks import MARKED, marks_of, segments
from readout.web.words import extent

router = APIRouter(include_in_schema=False)
_AT = re.compile(r"(\d{1,9})-(\d{1,9})")


@dataclass(frozen=True)
class Card:
    """An item as the list beside the text shows it."""

    family: str
    id: str
    key: str
    kind: str
    """Its type, kind, measure or stance."""
    title: str
    """Who and whom, what is counted, the issue, what is due."""
    quote: str
    when: Any = None
    status: str = ""
    confidence: float | None = None
    score: float | None = None
    quad: int | None = None
    chain: tuple[str, ...] = ()
    """On whose word, the nearest first."""
    extra: tuple[tuple[str, str], ...] = ()
    why: str = ""
    values: dict[str, str] = field(default_factory=dict)
    """What a reviewer may correct, as it stands."""
    reviews: tuple[Review, ...] = ()

    @property
    def verdicts(self) -> dict[str, str]:
        """Each reviewer's last verdict."""
        return {review.who: review.verdict for review in self.reviews}

    @property
    def standing(self) -> str:
        """The last verdict, or `disputed` where reviewers differ."""
        return standing(self.reviews)


def cards(record: Record, reviews: list[Review], why: dict[str, str] | None = None) -> dict[str, list[Card]]:
    """The items of a record by family. `why` says for a key why the item was made."""
    said = by_key(reviews)
    out: dict[str, list[Card]] = {family: [] for family in MARKED}
    for family, item, key in keyed(record):
        reason = item.why or (why or {}).get(key, "")
        out[family].append(_card(record, family, item, key, tuple(said.get(key, ())), reason))
    return out


def _card(record: Record, family: str, item: Item, key: str, reviews: tuple[Review, ...], why: str) -> Card:
    names = {a.id: a for a in record.actors}
    shown = _SHOWN[type(item)](record, item, names)
    span = getattr(item, "evidence", None) or getattr(item, "cue", None)
    quote = shown.pop("quote", None) or _words(record, span)
    on_word, values = chain(record, getattr(item, "claim", None), names), current(record, item)
    return Card(family, item.id, key, quote=quote, chain=on_word, why=why, values=values, reviews=reviews, **shown)


def _words(record: Record, *spans: Span | None) -> str:
    return " … ".join(" ".join(record.report.text[s.start : s.end].split()) for s in spans if s is not None)


def _listed(ids: list[str], names: dict[str, Actor]) -> str:
    return ", ".join(names[i].name for i in ids)


def chain(record: Record, claim: str | None, names: dict[str, Actor]) -> tuple[str, ...]:
    """On whose word, by the id of a claim: the nearest source first."""
    known = {c.id: c for c in record.claims}
    out: list[str] = []
    while claim is not None:
        told = known[claim]
        out.append(_listed(told.source, names) or _words(record, told.source_text) or "an unnamed source")
        claim = told.via
    return tuple(out)


def _event(record: Record, e: Event, names: dict[str, Actor]) -> dict[str, Any]:
    whom = _listed(e.recipient, names)
    title = (_listed(e.actor, names) or "Unknown") + (f" {'↔' if e.reciprocal else '→'} {whom}" if whom else "")
    extra = [("place", e.place.name)] if e.place else []
    extra += [("contexts", ", ".join(e.contexts))] if e.contexts else []
    extra += [("CAMEO", e.cameo)] if e.cameo else []
    return {
        "kind": e.type + (f" {e.mode}" if e.mode else ""), "title": title, "when": e.date, "status": e.status,
        "confidence": e.confidence, "score": e.score, "quad": e.quad, "extra": tuple(extra),
    }  # fmt: skip


def _claim(record: Record, c: Claim, names: dict[str, Actor]) -> dict[str, Any]:
    source = _listed(c.source, names) or _words(record, c.source_text) or "An unnamed source"
    extra = [("inside", ", ".join(chain(record, c.via, names)))] if c.via else []
    return {
        "kind": c.kind, "title": f"{source}: {_words(record, c.cue)}", "status": f"{c.quote} words",
        "quote": _words(record, *c.content), "extra": tuple(extra),
    }  # fmt: skip


def _figure(record: Record, f: Figure, names: dict[str, Actor]) -> dict[str, Any]:
    title = extent(f.low, f.high) + (f" {f.unit}" if f.unit else "") + (f", {f.about}" if f.about else "")
    return {"kind": f.measure, "title": title, "when": f.period, "status": "approximate" if f.approximate else ""}


def _position(record: Record, p: Position, names: dict[str, Actor]) -> dict[str, Any]:
    extra = (("toward", p.toward),) if p.toward else ()
    return {"kind": p.stance, "title": f"{_listed(p.actor, names)} on {p.issue}", "extra": extra}


def _docket(record: Record, d: DocketItem, names: dict[str, Actor]) -> dict[str, Any]:
    pairs = [("who", _listed(d.who, names)), ("condition", _words(record, d.condition))]
    pairs += [("otherwise", _words(record, d.otherwise))]
    if d.rule:
        pairs += [("decision rule", f"{d.rule.body}: {d.rule.text} ({d.rule.source})")]
        sides = ((s, _listed(getattr(d.rule, a), names)) for s, a in
                 (("for", "for_"), ("against", "against"), ("undecided", "undecided")))  # fmt: skip
        pairs += list(sides)
    extra = tuple(pair for pair in pairs if pair[1])
    return {"kind": d.kind, "title": d.what, "when": d.when, "status": d.status, "extra": extra}


_SHOWN: dict[type[Item], Any] = {
    Event: _event, Claim: _claim, Figure: _figure, Position: _position, DocketItem: _docket,
}  # fmt: skip


@router.get("/reports/{report_id}")
def report(request: Request, desk: DeskOf, report_id: str, at: str = "", explain: bool = False) -> Response:
    """The page of a report; `at` is START-END of the words that the reader came for."""
    record = desk.record(report_id)
    found = _AT.fullmatch(at)
    asked = (int(found[1]), int(found[2])) if found else None
    why = explained(desk, record) if explain else None
    families = cards(record, desk.store.reviews(report_id), why)
    values = {
        "record": record, "report": record.report, "families": families, "fields": FIELDS, "explain": explain,
        "segments": segments(record.report.text, marks_of(record), asked), "asked": asked,
        "versions": desk.store.versions(report_id),
    }  # fmt: skip
    return desk.page(request, "report.html", values)


def explained(desk: Desk, record: Record) -> dict[str, str]:
    """Why each item was made, by key. The store does not keep it, so the report is read once more."""
    from readout.intake import Taken

    (reading,) = desk.store.current([record.report.id])
    again = desk.made(("why", reading), lambda: desk.read(lambda r: r.read(Taken(record.report))))
    return {key: item.why for _, item, key in keyed(again)}
