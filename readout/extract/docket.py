"""The docket: what is due after the report, or set, expected, agreed, postponed; by whom, when, and on what condition.

An item is an act that its verb places ahead ("are set Monday to debate"), a thing that has a day to come ("the March 1
expiration date", "next week's talks") or is arranged ("a meeting is planned"), or a deadline of a condition ("If there is no
deal by March 1"). What ended before the day of the report is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from readout.extract import agenda, syntax
from readout.extract.agenda import noun_kind, placed, stronger
from readout.extract.dates import apart, own_times, times_of
from readout.extract.naming import named_act, named_thing
from readout.extract.reading import Reading, carrier
from readout.language.document import Document, Token
from readout.record import Claim, DocketItem, DocketKind, DocketStatus, Event, Period, Span, Time


_MONTH = 31  # a period that began longer ago is no date of what is to come


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
    thing: bool = False


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
    if status is None and not (when and _strictly_ahead(reading, when, today=False) and _present(doc, verb) and sure):
        return None
    if status is None or (name in agenda.table("governors") and doc.dependents(verb, "xcomp") and name != "agree"):
        status = (
            status
            if status and not doc.dependents(verb, "xcomp")
            else None
            if doc.dependents(verb, "xcomp")
            else "scheduled"
        )
        if status is None:
            return None
    if syntax.negated(doc, verb):
        return None
    if when is None and not (_firm(doc, verb, kind, status) or (status == "agreed" and _bare_agreement(doc, verb))):
        return None
    if status == "proposed" and (when is None or kind not in agenda.words("proposable")):
        return None
    who = _doers(reading, verb)
    if (
        not who
        and (kind is None or (when is None and not doc.dependents(verb, "nsubj:pass")))
        and not _subject(doc, verb)
    ):
        return None
    condition = next(iter(syntax.conditions(doc, verb)), None)
    first, last = _extent(reading, verb)
    return Entry(
        verb, first, last, kind or "other", status, when, who, named_act(reading, verb), f"'{name}' lies ahead",
        syntax.clause(doc, condition) if condition is not None else None,
    )  # fmt: skip


def _firm(doc: Document, verb: int, kind: DocketKind | None, status: DocketStatus) -> bool:
    """Whether an act without a day is an item: arranged or agreed, or of a kind that bodies announce."""
    if kind is None:
        return False
    name = syntax.lemma(doc, verb)
    if kind not in agenda.words("firm") or (name in agenda.words("weak_verbs") and status == "scheduled"):
        return False
    return not _habit(doc, verb) and status != "proposed"


def _bare_agreement(doc: Document, verb: int) -> bool:
    """Whether a body "agreed to" do something, told as fact: an item without a day."""
    head = doc.tokens[verb].head
    agreed = syntax.lemma(doc, head) == "agree" or doc.tokens[head].text.lower() == "agreed"
    told = syntax.tense(doc, head) in ("past", "perfect") or doc.tokens[head].xpos in ("VBN", "MD")
    return (
        agreed
        and told
        and doc.tokens[head].upos == "VERB"
        and not syntax.modality(doc, head)
        and not syntax.negated(doc, head)
    )


def _subject(doc: Document, verb: int) -> bool:
    return any(doc.tokens[s].upos in ("NOUN", "PROPN", "PRON") for s in syntax.surface_subjects(doc, verb))


def _habit(doc: Document, verb: int) -> bool:
    return any(
        doc.tokens[c].text.lower() in ("always", "often", "never", "usually") for c in doc.dependents(verb, "advmod")
    )


def _present(doc: Document, verb: int) -> bool:
    bare = (
        doc.tokens[verb].xpos == "VB"
        and not doc.dependents(verb, "aux", "mark")
        and bool(doc.dependents(verb, "nsubj"))
    )
    told = syntax.tense(doc, verb) in ("present", "progressive") or bare
    return told and syntax.modality(doc, verb) != "conditional"


def _due(reading: Reading, head: int) -> Period | None:
    """The first of the act's own periods that is not over before the day of the report."""
    for time in own_times(reading, head):
        if time.period is None or not _to_come(reading, time.period):
            continue
        if _strictly_ahead(reading, time.period, today=False) or _inside(reading, head, time):
            return time.period
    return _next_day(reading, head)


def _next_day(reading: Reading, head: int) -> Period | None:
    """The first day to come after an act in its sentence, where no other verb stands between that might own it."""
    doc = reading.document
    if doc.tokens[head].upos not in ("VERB", "AUX"):
        return None
    for time, day in times_of(reading, doc.tokens[head].sentence):
        if day < head or time.period is None or not _strictly_ahead(reading, time.period, today=False):
            continue
        between = doc.tokens[head + 1 : day]
        owned = any(t.upos == "VERB" and t.xpos != "VBN" for t in between) or any(
            t.text in (";", "and") for t in between
        )
        return None if owned or apart(doc, day) else time.period
    return None


def _inside(reading: Reading, head: int, time: Time) -> bool:
    """Whether a time stands below its act or the act's governor: asked of the day of the report, which mostly dates speech."""
    doc = reading.document
    while doc.tokens[head].relation == "xcomp" and not doc.tokens[head].is_root:
        head = doc.tokens[head].head
    return any(doc.tokens[i].start < time.span.end and doc.tokens[i].end > time.span.start for i in doc.subtree(head))


def _to_come(reading: Reading, period: Period) -> bool:
    if reading.published is None or period.end is None or period.start is None:
        return False
    begun = (reading.published - date.fromisoformat(period.start)).days
    return period.end >= reading.published.isoformat() and begun <= _MONTH


def _kind_of_act(reading: Reading, verb: int) -> tuple[DocketKind | None, bool]:
    """The kind of an act: of the thing that it is about where the verb is light, else of the verb. And if it is listed."""
    doc = reading.document
    name = syntax.lemma(doc, verb)
    if name in agenda.words("light") or syntax.is_passive(doc, verb):
        about = syntax.objects(doc, verb) + syntax.surface_subjects(doc, verb)
        about += syntax.obliques(doc, verb, "for", "to", "with", "in", "at", "on")
        about += [n for a in about for n in syntax.obliques(doc, a, "of")]
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
    if kind is None and not (arranged and when and doc.tokens[noun].upos == "NOUN" and _event_noun(doc, noun)):
        return None
    awaited = kind is not None and _awaited(doc, noun)
    denied = any(doc.tokens[c].text.lower() in ("no", "neither", "any") for c in doc.dependents(noun, "det"))
    term = kind == "deadline" and _has_length(reading, noun)
    if denied or not (when or arranged or awaited or term):
        return None
    if when is None and (_told_past(doc, noun) or (arranged and arranged[0] == "proposed")):
        return None
    first, last = syntax.phrase(doc, noun)
    if arranged:
        part = syntax.clause(doc, arranged[1])
        first, last = min(first, arranged[1], part[0] if part[0] < noun else first), max(last, min(part[1], last + 25))
    status: DocketStatus = arranged[0] if arranged else "proposed" if term and not when else "scheduled"
    return Entry(
        noun,
        first,
        last,
        kind or "other",
        status,
        when,
        _owners(reading, noun),
        named_thing(reading, noun),
        "a thing to come",
        thing=True,
    )


def _event_noun(doc: Document, noun: int) -> bool:
    """Whether an unlisted noun may be arranged for a day: a thing that no name covers and no person is."""
    return noun not in doc.name_at and not doc.tokens[noun].text[:1].isupper()


def _has_length(reading: Reading, noun: int) -> bool:
    """Whether a length of time stands right before the noun: "an 18-month deadline"."""
    start = reading.document.tokens[noun].start
    return any(t.type == "DURATION" and 0 < start - t.span.end <= 2 for t in reading.times)


def _awaited(doc: Document, noun: int) -> bool:
    """Whether the noun is what something waits for: "pending the start of his trial", "ahead of the summit"."""
    node = noun
    for _ in range(2):
        first = syntax.phrase(doc, node)[0]
        words = [t.text.lower() for t in doc.tokens[max(0, first - 2) : first]]
        if words[-1:] == ["pending"] or words == ["ahead", "of"]:
            return True
        if doc.tokens[node].deprel != "nmod" or doc.tokens[node].is_root:
            return False
        node = doc.tokens[node].head
    return False


def _kind_of_thing(reading: Reading, noun: int) -> DocketKind | None:
    """The kind of a noun; "date" and "end" take it from what they are the date of ("expiration date")."""
    doc = reading.document
    if doc.tokens[noun].lemma.lower() == "date" and noun:
        return agenda.nouns().get(doc.tokens[noun - 1].text.lower())
    return noun_kind(doc, noun)


def _own_day(reading: Reading, noun: int) -> Period | None:
    """The period to come of a time inside the noun's own phrase: "March 1 deadline", "next week's talks", "the vote on Monday"."""
    doc = reading.document
    below = set(doc.subtree(noun))
    for time, head in times_of(reading, doc.tokens[noun].sentence):
        if time.period is None or not _strictly_ahead(reading, time.period, today=_looks_ahead(doc, noun)):
            continue
        if (head in below and _close(doc, noun, head)) or _beside(doc, noun, head, time.span.end):
            return time.period
    return None


def _looks_ahead(doc: Document, noun: int) -> bool:
    """Whether the clause of a noun lies ahead, so that a day of its own may be the day of the report."""
    verb = syntax.predicate(doc, noun)
    return placed(doc, verb) is not None or agenda.arranged(doc, noun) is not None


def _beside(doc: Document, noun: int, head: int, end: int) -> bool:
    """Whether time and noun stand in one phrase by the order of words: "next week's six-way talks", "summit of leaders on".

    The parse is often wrong about such phrases; their words are not.
    """
    tokens = doc.tokens
    if head < noun:
        between = [t for t in tokens[head + 1 : noun] if t.start >= end]
        return noun - head <= 7 and all(t.upos in ("NOUN", "PROPN", "ADJ", "NUM", "PART") or _joins(t) for t in between)
    between = [t for t in tokens[noun + 1 : head] if t.text.lower() not in agenda.words("leads_to_day")]
    plain = all(t.upos in ("ADP", "NOUN", "PROPN", "ADJ", "DET", "NUM", "CCONJ") or t.text == "," for t in between)
    led = any(t.text.lower() in agenda.words("leads_to_day") for t in tokens[noun + 1 : head])
    return head - noun <= 15 and plain and led and not any(noun_kind(doc, t.i) for t in between)


def _joins(token: Token) -> bool:
    return token.xpos in ("POS", "VBN", "HYPH", "VBG") or token.text in ("-", "'s", "’s")


def _strictly_ahead(reading: Reading, period: Period, today: bool = True) -> bool:
    """Whether a period begins after the day of the report, or with `today` on it."""
    if reading.published is None or period.start is None:
        return False
    day = reading.published.isoformat()
    return period.start > day or (today and period.start == day)


def _close(doc: Document, noun: int, head: int) -> bool:
    """Whether no other listed noun or verb stands between the noun and its time."""
    for up in doc.ancestors(head):
        if up == noun:
            return True
        if doc.tokens[up].upos == "VERB" or noun_kind(doc, up):
            return False
    return False


def _told_past(doc: Document, noun: int) -> bool:
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
    for time, head in times_of(reading, doc.tokens[verb].sentence):
        ahead = time.period is not None and _to_come(reading, time.period)
        if ahead and head in below and syntax.case_of(doc, head) in agenda.words("deadline_cases"):
            return time.period
    return None


_EVENT_KINDS: dict[str, DocketKind] = {
    "CONSULT": "meeting",
    "MOBILIZE": "operation",
    "PROTEST": "other",
    "COOPERATE": "other",
}


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
        out.append(
            Entry(head, first, last, kind, "scheduled", day, who, named_act(reading, head), f"planned event {event.id}")
        )
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
        if not (overlap and days):
            return False
        if a.kind == b.kind or "other" in (a.kind, b.kind):
            return True
        inner, outer = (a, b) if doc.tokens[a.head].upos in ("NOUN", "PROPN") else (b, a)
        return inner.head in syntax.objects(doc, outer.head) + syntax.surface_subjects(doc, outer.head)
    shared, same_word = bool(set(a.who) & set(b.who)), _word(reading, a) == _word(reading, b)
    if a.kind != b.kind or not (shared or (same_word and not (a.who and b.who))):
        return False
    if a.when is None or b.when is None:
        bare = a if a.when is None else b
        return same_word and (bare.thing or (shared and (set(a.who) <= set(b.who) or set(b.who) <= set(a.who))))
    return _days(a) == _days(b) or (same_word and _touch(a.when, b.when))


def _word(reading: Reading, e: Entry) -> str:
    """The noun that names an entry: its own, or the one of its verb."""
    name = syntax.lemma(reading.document, e.head)
    verb = agenda.verbs().get(name)
    return verb.noun if verb else name


def _touch(a: Period, b: Period) -> bool:
    """Whether one of two periods lies inside the other."""
    x, y = (a.start or "", a.end or "9999"), (b.start or "", b.end or "9999")
    return (x[0] <= y[0] and y[1] <= x[1]) or (y[0] <= x[0] and x[1] <= y[1])


def _days(e: Entry) -> tuple[str | None, str | None] | None:
    return (e.when.start, e.when.end) if e.when else None


def _narrower(a: Period | None, b: Period | None) -> Period | None:
    if a is None or b is None or a.start is None or b.start is None:
        return a or b
    return b if b.start >= a.start and (b.end or "9999") <= (a.end or "9999") else a


def _joined(a: Entry, b: Entry) -> Entry:
    """The fuller telling (who, the closer day), the first of two that are alike, with what the other adds."""
    near = a.first < b.last and b.first < a.last
    closer = a.when != b.when and _narrower(a.when, b.when) is b.when
    if not near and (closer or _days(a) == _days(b)) and (len(b.who), closer) > (len(a.who), False):
        a, b = b, a
    return replace(
        a,
        when=_narrower(a.when, b.when),
        kind=a.kind if a.kind != "other" else b.kind,
        status=stronger(a.status, b.status),
        who=a.who or b.who,
        condition=a.condition or b.condition,
        otherwise=a.otherwise or b.otherwise,
        first=min(a.first, b.first) if near else a.first,
        last=max(a.last, b.last) if near else a.last,
    )
