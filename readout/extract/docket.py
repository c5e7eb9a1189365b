"""The docket: what is due after the report, or set, expected, agreed, postponed; by whom, when, and on what condition.

An item is an act that its verb places ahead ("are set Monday to debate"), a thing that has a day to come ("the March 1
expiration date", "next week's talks") or is arranged ("a meeting is planned"), or the deadline of a
condition ("If there is no deal by March 1"). What ended before the day of the report is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from readout.extract import agenda, syntax
from readout.extract.dates import begins_ahead
from readout.extract.day_words import occasion
from readout.extract.docket_acts import act
from readout.extract.docket_doubts import foreseen, is_scrapped, questioned
from readout.extract.docket_entry import Entry, doers, extent, strictly_ahead, to_come, turned
from readout.extract.docket_kinds import asked
from readout.extract.docket_merge import merged
from readout.extract.docket_terms import replies, terms, then
from readout.extract.docket_things import thing
from readout.extract.naming import named_act, named_condition
from readout.extract.reading import Reading, carrier
from readout.record import Claim, DocketItem, DocketKind, Event, Period, Span


def docket(
    reading: Reading, claims: Sequence[Claim], events: Sequence[Event], topic: str | None = None
) -> list[DocketItem]:
    """The docket of a report in text order. `events` adds planned meetings that the docket's own words do not know.

    `topic` is what the report is about rather than public affairs: of sport and the stars only what courts and voters
    decide is kept.
    """
    doc = reading.document
    found: list[Entry] = []
    for token in doc.tokens:
        entry = None
        if token.upos in ("VERB", "AUX", "ADJ") or doc.dependents(token.i, "cop") or agenda.due_to(doc, token.i):
            entry = act(reading, token.i)
        if entry is None and token.upos in ("NOUN", "PROPN"):
            entry = thing(reading, token.i)
        if entry is not None:
            found.append(entry)
    found += _conditions(reading)
    found += terms(reading)
    found += _planned(reading, events, found)
    found = replies(reading, found)
    found = _called_off(reading, found)
    found.sort(key=lambda e: (e.first, e.head))
    items: list[DocketItem] = []
    if topic in agenda.words("aside"):
        found = [e for e in found if e.kind in agenda.words("public_kinds")]
    of = {c.id: c for c in claims}
    for e in merged(reading, found):
        evidence = reading.span(e.first, e.last)
        claim = carrier(claims, evidence)
        if foreseen(reading, e, of.get(claim or "")):
            continue
        items.append(
            DocketItem(
                id=f"d{len(items) + 1}",
                what=e.what,
                kind=e.kind,
                who=list(e.who),
                when=e.when,
                status=e.status,
                condition=_span(reading, e.condition),
                otherwise=_span(reading, e.otherwise),
                evidence=evidence,
                claim=claim,
                why=e.why,
            )
        )
    return items


def _span(reading: Reading, part: tuple[int, int] | None) -> Span | None:
    return reading.span(*part) if part else None


def _conditions(reading: Reading) -> list[Entry]:
    """Deadlines that a condition sets: "If there is no deal by March 1, the sanctions will be lifted"."""
    doc, out = reading.document, []
    for token in doc.tokens:
        if token.relation != "advcl":
            continue
        marks = {doc.tokens[m].text.lower() for m in doc.dependents(token.i, "mark")}
        if not marks & agenda.words("conditions") or syntax.tense(doc, token.head) == "pluperfect":
            continue  # none either: "had pressed for sanctions unless it opened up"
        when = _deadline_day(reading, token.i) or then(reading, token.i)
        if when is None:
            continue
        condition, main = syntax.clause(doc, token.i), extent(reading, token.head)
        first, last = min(condition[0], main[0]), max(condition[1], main[1])
        who = doers(reading, token.i) or doers(reading, token.head)
        what = "deadline for " + named_condition(reading, token.i)
        out.append(
            Entry(
                token.i,
                first,
                last,
                "deadline",
                "scheduled",
                when,
                who,
                what,
                "a condition with a day",
                condition,
                main,
            )
        )
    return out


def _deadline_day(reading: Reading, verb: int) -> Period | None:
    doc = reading.document
    below = set(doc.subtree(verb))
    times = [(t, head) for t, head in reading.dated[doc.tokens[verb].sentence] if head in below]
    for n, (time, head) in enumerate(times):
        ahead = time.period is not None and to_come(reading, time.period)
        if ahead and syntax.case_of(doc, head) in agenda.words("deadline_cases"):
            later = [t.period for t, _ in times[n + 1 :] if t.period and strictly_ahead(reading, t.period, today=False)]
            return later[0] if later and time.type == "TIME" else time.period  # "before 11 a.m. tomorrow"
    return None


def _called_off(reading: Reading, found: Sequence[Entry]) -> list[Entry]:
    """The entries, cancelled where the plan is given up: "was due to visit Oslo", "has scrapped plans to visit"."""
    doc = reading.document
    given_up = {syntax.lemma(doc, t.i) for t in doc.tokens if t.upos == "VERB" and is_scrapped(doc, t.i)}
    off = [not e.thing and e.when is not None and syntax.lemma(doc, e.head) in given_up for e in found]
    return [replace(e, status="cancelled") if gone else e for e, gone in zip(found, off, strict=True)]


_EVENT_KINDS: dict[str, DocketKind] = {
    "CONSULT": "meeting",
    "MOBILIZE": "operation",
    "PROTEST": "other",
    "COOPERATE": "other",
}


def _day_beside(reading: Reading, event: Event) -> Period | None:
    """The period of an event where it lies ahead and the event's own sentence names it."""
    day = turned(reading, event.date) if event.date else None
    words = day.text if day else None
    if day is None or words is None or not begins_ahead(reading.published, day):
        return None
    return day if event.evidence.start <= words.start < event.evidence.end else None


def _planned(reading: Reading, events: Sequence[Event], found: Sequence[Entry]) -> list[Entry]:
    """Planned events that no entry covers: those with a day to come, and meetings."""
    doc, out = reading.document, []
    for event in events:
        kind = _EVENT_KINDS.get(event.type)
        if event.status != "planned" or kind is None:
            continue
        tokens = [t.i for t in doc.tokens if t.start < event.trigger.end and t.end > event.trigger.start]
        if not tokens or any(e.first < tokens[-1] + 1 and tokens[0] < e.last for e in found):
            continue
        day = _day_beside(reading, event)
        if day is None or not (event.actor or event.recipient):
            continue
        head = syntax.head_of(doc, tokens[0], tokens[-1] + 1)
        after = any(doc.tokens[m].text.lower() == "after" for m in doc.dependents(head, "mark"))
        if after or asked(doc, head) or questioned(doc, head):
            continue
        at = occasion(doc, head)
        if at is not None and any(e.first <= at < e.last for e in found):
            continue  # "the meeting on May 5, at which they will discuss it" is due, and is an entry
        first, last = extent(reading, head)
        who = tuple(dict.fromkeys([*event.actor, *event.recipient]))
        out.append(
            Entry(head, first, last, kind, "scheduled", day, who, named_act(reading, head), f"planned event {event.id}")
        )
    return out
