"""The docket: what is due after the report, or set, expected, agreed, postponed; by whom, when, and on what condition.

An item is an act that its verb places ahead ("are set Monday to debate"), a thing that has a day to come ("the March 1
expiration date", "next week's talks") or is arranged ("a meeting is planned"), or a deadline of a condition ("If there is no
deal by March 1"). What ended before the day of the report is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from readout.extract import agenda, syntax
from readout.extract.agenda import noun_kind, placed, stronger
from readout.extract.dates import own_times, times_of
from readout.extract.naming import named_act, named_thing
from readout.extract.reading import Reading, carrier
from readout.record import Claim, DocketItem, DocketKind, DocketStatus, Event, Period, Span


@dataclass(frozen=True)
class Entry:
    """An item in the making: the token that it hangs on, its tokens [first, last)."""

    head: int
    first: int
    last: int
    kind: DocketKind
    status: DocketStatus
    when: Period | None
    who: tuple[str, ...]
    what: str
    why: str
    condition: tuple[int, int] | None = None
    otherwise: tuple[int, int] | None = None


def docket(reading: Reading, claims: Sequence[Claim], events: Sequence[Event]) -> list[DocketItem]:
    """The docket of a report in text order. `events` adds planned meetings that the docket's own words do not know."""
    doc = reading.document
    found: list[Entry] = []
    for token in doc.tokens:
        entry = None
        if token.upos in ("VERB", "AUX", "ADJ") or doc.dependents(token.i, "cop"):
            entry = _act(reading, token.i)
        if entry is None and token.upos in ("NOUN", "PROPN"):
            entry = _thing(reading, token.i)
        if entry is not None:
            found.append(entry)
    found += _conditions(reading)
    found += _planned(reading, events, found)
    found.sort(key=lambda e: (e.first, e.head))
    items = []
    for n, e in enumerate(_merged(reading, found), start=1):
        evidence = reading.span(e.first, e.last)
        items.append(
            DocketItem(
                id=f"d{n}",
                what=e.what,
                kind=e.kind,
                who=list(e.who),
                when=e.when,
                status=e.status,
                condition=_span(reading, e.condition),
                otherwise=_span(reading, e.otherwise),
                evidence=evidence,
                claim=carrier(claims, evidence),
                why=e.why,
            )
        )
    return items


def _span(reading: Reading, part: tuple[int, int] | None) -> Span | None:
    return reading.span(*part) if part else None


# --- acts -------------------------------------------------------------------------------------------------------


def _act(reading: Reading, verb: int) -> Entry | None:
    """The item of a verb that lies ahead; `None` where it does not, is denied, or is only a condition."""
    doc = reading.document
    if syntax.lemma(doc, verb) in agenda.words("saying") or syntax.in_condition(doc, verb):
        return None
    status, when = placed(doc, verb), _due(reading, verb)
    kind, sure = _kind_of_act(reading, verb)
    name = syntax.lemma(doc, verb)
    if status is None and not (when and _present(doc, verb) and (sure or kind)):
        return None
    if status is None or (name in agenda.table("governors") and doc.dependents(verb, "xcomp") and name != "agree"):
        status = status if status and not doc.dependents(verb, "xcomp") else None if doc.dependents(verb, "xcomp") else "scheduled"
        if status is None:
            return None
    if syntax.negated(doc, verb):
        return None
    if when is None and not _firm(doc, verb, kind, status):
        return None
    if status == "proposed" and (when is None or kind is None):
        return None
    who = _doers(reading, verb)
    if kind is None and not who:
        return None
    condition = next(iter(syntax.conditions(doc, verb)), None)
    first, last = _extent(reading, verb)
    return Entry(
        verb, first, last, kind or "other", status, when, who, named_act(reading, verb), f"'{name}' lies ahead",
        syntax.clause(doc, condition) if condition is not None else None,
    )  # fmt: skip


def _firm(doc: syntax.Document, verb: int, kind: DocketKind | None, status: DocketStatus) -> bool:
    """Whether an act without a day is an item: arranged or agreed, or of a kind that bodies announce."""
    if kind is None:
        return False
    if kind not in agenda.words("firm"):
        return False
    return not _habit(doc, verb) and status != "proposed"


def _habit(doc: syntax.Document, verb: int) -> bool:
    return any(doc.tokens[c].text.lower() in ("always", "often", "never", "usually") for c in doc.dependents(verb, "advmod"))


def _present(doc: syntax.Document, verb: int) -> bool:
    return syntax.tense(doc, verb) in ("present", "progressive") and not syntax.modality(doc, verb) == "conditional"


def _due(reading: Reading, head: int) -> Period | None:
    """The first of the act's own periods that is not over before the day of the report."""
    for time in own_times(reading, head):
        if time.period is not None and _to_come(reading, time.period):
            return time.period
    return None


def _to_come(reading: Reading, period: Period) -> bool:
    if reading.published is None or period.end is None:
        return False
    return period.end >= reading.published.isoformat()


def _kind_of_act(reading: Reading, verb: int) -> tuple[DocketKind | None, bool]:
    """The kind of an act: of the thing that it is about where the verb is light, else of the verb. And if it is listed."""
    doc = reading.document
    name = syntax.lemma(doc, verb)
    if name in agenda.words("light") or syntax.is_passive(doc, verb):
        about = syntax.objects(doc, verb) + syntax.surface_subjects(doc, verb)
        about += syntax.obliques(doc, verb, "for", "to", "with", "in", "at", "on")
        for noun in about:
            kind = noun_kind(doc, noun)
            if kind:
                return kind, True
    entry = agenda.verbs().get(name)
    return (entry.kind, True) if entry else (None, False)


def _doers(reading: Reading, verb: int) -> tuple[str, ...]:
    doc = reading.document
    heads = syntax.subjects(doc, verb) or syntax.surface_subjects(doc, verb)
    entry = agenda.verbs().get(syntax.lemma(doc, verb))
    if entry and entry.kind in ("meeting", "talks", "summit"):
        heads = heads + syntax.obliques(doc, verb, "with")
        if syntax.lemma(doc, verb) == "meet":
            heads = heads + syntax.objects_direct(doc, verb)
    return _actors(reading, heads)


def _actors(reading: Reading, heads: Sequence[int]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(a for h in heads for a in reading.cast.at(h)))


def _extent(reading: Reading, head: int) -> tuple[int, int]:
    """Tokens from the subject of an act (or its governor, up to the finite verb) to the end of its clause."""
    doc = reading.document
    first, last = syntax.clause(doc, head)
    node = head
    for up in doc.ancestors(head):
        if doc.tokens[node].relation != "xcomp":
            break
        node = up
        first = min(first, up, *(syntax.phrase(doc, s)[0] for s in doc.dependents(up, "nsubj")))
    for c in doc.dependents(head, "advcl", "parataxis", "conj"):
        part = syntax.clause(doc, c)
        if part[0] > head and (doc.tokens[c].relation != "advcl" or part[1] - part[0] > 3):
            last = min(last, max(head + 1, part[0]))
        elif part[1] <= head:
            first = max(first, min(part[1], head))
    while last > head + 1 and doc.tokens[last - 1].upos in ("PUNCT", "CCONJ"):
        last -= 1
    while first < head and doc.tokens[first].upos in ("PUNCT", "CCONJ", "SCONJ"):
        first += 1
    return first, last


# --- things -----------------------------------------------------------------------------------------------------


def _thing(reading: Reading, noun: int) -> Entry | None:
    """The item of a noun: it has a day to come of its own, is arranged, or stands as what is awaited."""
    doc = reading.document
    kind = _kind_of_thing(reading, noun)
    arranged = agenda.arranged(doc, noun)
    when = _own_day(reading, noun) or (arranged and _due(reading, arranged[1])) or None
    if kind is None and not (arranged and when):
        return None
    before = syntax.case_of(doc, noun).split(" ")[0]
    awaited = before in ("pending", "ahead") and kind is not None
    if syntax.negated(doc, noun) or not (when or arranged or awaited):
        return None
    if when is None and (_told_past(doc, noun) or (arranged and arranged[0] == "proposed")):
        return None
    first, last = syntax.phrase(doc, noun)
    if arranged:
        part = syntax.clause(doc, arranged[1])
        first, last = min(first, arranged[1], part[0] if part[0] < noun else first), max(last, min(part[1], last + 25))
    status: DocketStatus = arranged[0] if arranged else "scheduled"
    return Entry(noun, first, last, kind or "other", status, when, _owners(reading, noun), named_thing(reading, noun), "a thing to come")


def _kind_of_thing(reading: Reading, noun: int) -> DocketKind | None:
    """The kind of a noun; "date" and "end" take it from what they are the date of ("expiration date")."""
    doc = reading.document
    if doc.tokens[noun].lemma.lower() in ("date", "day", "start", "opening", "beginning", "end"):
        for c in doc.dependents(noun, "compound") + syntax.obliques(doc, noun, "of"):
            kind = noun_kind(doc, c)
            if kind:
                return kind
        return None
    return noun_kind(doc, noun)


def _own_day(reading: Reading, noun: int) -> Period | None:
    """The period to come of a time inside the noun's own phrase: "March 1 deadline", "next week's talks", "the vote on Monday"."""
    doc = reading.document
    below = set(doc.subtree(noun))
    for time, head in times_of(reading, doc.tokens[noun].sentence):
        if head in below and time.period and _strictly_ahead(reading, time.period) and _close(doc, noun, head):
            return time.period
    return None


def _strictly_ahead(reading: Reading, period: Period) -> bool:
    """Whether a noun's period lies ahead: it must begin on or after the day of the report, or be its rest."""
    return bool(reading.published and period.start and period.start >= reading.published.isoformat())


def _close(doc: syntax.Document, noun: int, head: int) -> bool:
    """Whether no other listed noun or verb stands between the noun and its time."""
    for up in doc.ancestors(head):
        if up == noun:
            return True
        if doc.tokens[up].upos == "VERB" or noun_kind(doc, up):
            return False
    return False


def _told_past(doc: syntax.Document, noun: int) -> bool:
    """Whether the clause of a noun without a day is told as past: a thing that was."""
    verb = syntax.predicate(doc, noun)
    arranged = syntax.lemma(doc, verb) in agenda.table("arrangers")
    return not arranged and syntax.tense(doc, verb) in ("past", "pluperfect")


def _owners(reading: Reading, noun: int) -> tuple[str, ...]:
    doc = reading.document
    heads = syntax.owners(doc, noun) + syntax.obliques(doc, noun, "between", "with", "by")
    heads += doc.dependents(noun, "amod", "compound")
    found = _actors(reading, heads)
    if found or not doc.dependents(noun, "acl"):
        return found
    return _actors(reading, [s for c in doc.dependents(noun, "acl") for s in syntax.agents(doc, c)])


# --- conditions and plans ---------------------------------------------------------------------------------------


def _conditions(reading: Reading) -> list[Entry]:
    """Deadlines that a condition sets: "If there is no deal by March 1, the sanctions will be lifted"."""
    doc, out = reading.document, []
    for token in doc.tokens:
        marks = {doc.tokens[m].text.lower() for m in doc.dependents(token.i, "mark")}
        if token.relation != "advcl" or not marks & agenda.words("conditions"):
            continue
        when = _deadline_day(reading, token.i)
        if when is None:
            continue
        condition, main = syntax.clause(doc, token.i), _extent(reading, token.head)
        first, last = min(condition[0], main[0]), max(condition[1], main[1])
        who = _doers(reading, token.i) or _doers(reading, token.head)
        what = "deadline: " + doc.words(*condition)
        out.append(
            Entry(token.i, first, last, "deadline", "scheduled", when, who, what, "a condition with a day", condition, main)
        )
    return out


def _deadline_day(reading: Reading, verb: int) -> Period | None:
    doc = reading.document
    below = set(doc.subtree(verb))
    for time, head in times_of(reading, doc.tokens[verb].sentence):
        ahead = time.period is not None and _to_come(reading, time.period)
        if ahead and head in below and syntax.case_of(doc, head) in agenda.words("deadline_cases"):
            return time.period
    return None


_EVENT_KINDS: dict[str, DocketKind] = {"CONSULT": "meeting", "MOBILIZE": "operation", "PROTEST": "other", "COOPERATE": "other"}


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
        day = event.date if event.date and _to_come(reading, event.date) else None
        if day is None:
            continue
        head = syntax.head_of(doc, tokens[0], tokens[-1] + 1)
        first, last = _extent(reading, head)
        who = tuple(dict.fromkeys([*event.actor, *event.recipient]))
        out.append(Entry(head, first, last, kind, "scheduled", day, who, named_act(reading, head), f"planned event {event.id}"))
    return out


# --- one item for one thing ---------------------------------------------------------------------------------------


def _merged(reading: Reading, found: Sequence[Entry]) -> list[Entry]:
    """One entry for each thing: a noun gives way to the act that contains it, a repetition to the first telling."""
    out: list[Entry] = []
    for e in found:
        twin = next((n for n, o in enumerate(out) if _same(reading, o, e)), None)
        if twin is None:
            out.append(e)
        else:
            out[twin] = _joined(out[twin], e)
    return out


def _same(reading: Reading, a: Entry, b: Entry) -> bool:
    doc = reading.document
    if doc.tokens[a.head].sentence == doc.tokens[b.head].sentence:
        overlap = a.first < b.last and b.first < a.last
        days = a.when is None or b.when is None or _days(a) == _days(b)
        return overlap and days and not (a.kind != b.kind and {a.kind, b.kind} & {"expiry", "deadline", "summit"})
    return a.kind == b.kind and a.when is not None and _days(a) == _days(b) and bool(set(a.who) & set(b.who))


def _days(e: Entry) -> tuple[str | None, str | None] | None:
    return (e.when.start, e.when.end) if e.when else None


def _joined(a: Entry, b: Entry) -> Entry:
    """The first telling, with what the second adds."""
    near = a.first < b.last and b.first < a.last
    return replace(
        a,
        when=a.when or b.when,
        kind=a.kind if a.kind != "other" else b.kind,
        status=stronger(a.status, b.status),
        who=a.who or b.who,
        condition=a.condition or b.condition,
        otherwise=a.otherwise or b.otherwise,
        first=min(a.first, b.first) if near else a.first,
        last=max(a.last, b.last) if near else a.last,
    )
