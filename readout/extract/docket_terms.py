"""Terms set for somebody: "must win a vote within 30 days or step down", "has until Friday to respond", "by then".

A term is a deadline: its day, what has to be done by it (`condition`), and what follows otherwise where the report says
it. `replies` ties to a day just named what the next sentence says will follow: "If no deal is reached, …".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from readout.extract import agenda, syntax
from readout.extract.agenda import placed
from readout.extract.docket_entry import Entry, actors, doers, extent, strictly_ahead, to_come, turned
from readout.extract.naming import named_condition, named_term, named_thing
from readout.extract.reading import Reading
from readout.language.document import Document, Token
from readout.record import Period, Time

_LENGTH = re.compile(r"P(?:(\d+)([DW])|T(\d+)H)")
_BACK = 2  # sentences back in which "by then" finds its day


def terms(reading: Reading) -> list[Entry]:
    """The terms that a report sets, or tells to be set, for somebody."""
    doc, out = reading.document, []
    for token in doc.tokens:
        if token.upos not in ("VERB", "AUX"):
            continue
        found = _must(reading, token.i) or _until(reading, token.i) or _given(reading, token.i)
        found = found or _drawn_out(reading, token.i)
        if found is not None:
            out.append(found)
    return out


def _entry(reading: Reading, verb: int, when: Period, who: tuple[str, ...], first: int, why: str) -> Entry:
    """A deadline for the act `verb`, its clause from token `first`; "or" brings what follows otherwise."""
    doc = reading.document
    begin, last = syntax.clause(doc, verb)
    other = _or_else(doc, verb, when)
    end = other[0] - 1 if other else last
    condition = (min(begin, first), max(verb + 1, end))
    what = "deadline for " + named_condition(reading, verb)
    whole = max(last, other[1] if other else 0)
    return Entry(verb, condition[0], whole, "deadline", "scheduled", when, who, what, why, condition, other)


def _or_else(doc: Document, verb: int, when: Period) -> tuple[int, int] | None:
    """The clause that "or" joins to what has to be done: "or [face new sanctions]"."""
    for c in doc.dependents(verb, "conj"):
        joints = [doc.tokens[j].text.lower() for j in doc.dependents(c, "cc")]
        if "or" in joints and doc.tokens[c].upos in ("VERB", "AUX", "NOUN", "ADJ"):
            first, last = syntax.clause(doc, c)
            start = next((i for i in range(first, c + 1) if doc.tokens[i].text.lower() not in ("or", "else", ",")), c)
            return start, last
    span = syntax.clause(doc, verb)  # where the parse joins it elsewhere: "within 30 days or step down"
    behind = next((t.i for t in doc.tokens[verb + 1 : span[1] - 1] if when.text and t.start >= when.text.end), None)
    if behind is not None and doc.tokens[behind].text.lower() == "or":
        return behind + 1, span[1]
    return None


def _must(reading: Reading, verb: int) -> Entry | None:
    """ "The cabinet must win a vote within 30 days or step down", "has to leave by Friday"."""
    doc = reading.document
    bound = any(doc.tokens[a].text.lower() == "must" for a in doc.dependents(verb, "aux"))
    up = doc.tokens[verb]
    owed = up.relation == "xcomp" and not up.is_root and syntax.lemma(doc, up.head) in agenda.words("obliges")
    owed = (
        owed
        and syntax.tense(doc, up.head) in ("present", "progressive", "perfect")
        and not syntax.negated(doc, up.head)
    )
    if not (bound or owed) or syntax.negated(doc, verb) or syntax.in_condition(doc, verb):
        return None
    if any(doc.tokens[a].text.lower() == "have" for a in doc.dependents(verb, "aux")):
        return None  # "must have left by Friday"
    when = _by(reading, verb)
    subjects = syntax.surface_subjects(doc, verb)
    who = doers(reading, verb) or actors(reading, subjects)
    known = who or any(doc.tokens[d].text.lower() == "the" for s in subjects for d in doc.dependents(s, "det"))
    if when is None or not known:
        return None
    first = min([verb, *(syntax.phrase(doc, s)[0] for s in subjects if s < verb)])
    return _entry(reading, verb, when, who, first, "a term that must be kept")


def _by(reading: Reading, verb: int) -> Period | None:
    """The day to come by which an act must be done; none where a length counts from something else."""
    doc = reading.document
    below = set(doc.subtree(verb))
    for time, head in reading.dated[doc.tokens[verb].sentence]:
        if head not in below or time.period is None or not to_come(reading, time.period) or _of(reading, time):
            continue
        led = {t.text.lower() for t in _leading(doc, time)}
        if led & agenda.words("term_cases") or ("on" in led and time.period.start == time.period.end):
            return _last_day(time.period)
    return None


def _leading(doc: Document, time: Time) -> list[Token]:
    """The word before a time and its first own word: "by the end of June", "within 30 days"."""
    at = next((t.i for t in doc.tokens if t.start >= time.span.start), None)
    return (
        []
        if at is None
        else [t for t in doc.tokens[max(0, at - 3) : at + 1] if t.upos not in ("NOUN", "PROPN", "VERB")]
    )


def _of(reading: Reading, time: Time) -> bool:
    """Whether a length counts from something named after it: "within 30 days of arrival"."""
    after = reading.report.text[time.span.end : time.span.end + 8].split()[:1]
    return time.type == "DURATION" and bool({w.lower() for w in after} & {"of", "after", "from", "following", "before"})


def _last_day(period: Period) -> Period:
    """The end of a period as a day: what is due within it is due by then."""
    return period.model_copy(update={"start": period.end}) if period.end else period


def _until(reading: Reading, verb: int) -> Entry | None:
    """ "Iran has until Friday to respond or face sanctions"."""
    doc = reading.document
    if syntax.lemma(doc, verb) not in ("have", "give") or verb + 1 >= len(doc.tokens):
        return None
    if (day := _until_then(reading, verb)) is not None:
        return day
    for time, _ in reading.dated[doc.tokens[verb].sentence]:
        if time.period is None or time.span.start < doc.tokens[verb].end:
            continue
        told_past = syntax.tense(doc, verb) == "past"  # "gave it until August 31", told in December
        if not strictly_ahead(reading, turned(reading, time.period) if told_past else time.period):
            continue
        lead = [t for t in doc.tokens[verb + 1 : doc.sentence_of(verb).last] if t.end <= time.span.start]
        act = _to_do(doc, time.span.end, verb)
        if act is None or not lead or lead[-1].text.lower() not in ("until", "till", "til"):
            continue
        if syntax.lemma(doc, verb) == "have" and len(lead) > 1:
            continue
        return _owed(reading, verb, act, _last_day(time.period), "a term that is given")
    return None


def _until_then(reading: Reading, verb: int) -> Entry | None:
    """ "They meet on March 19; Norway has until then to lift its veto"."""
    doc = reading.document
    words = doc.tokens[verb + 1 : verb + 3]
    if [t.text.lower() for t in words] not in (["until", "then"], ["till", "then"]):
        return None
    when, act = _last_named(reading, verb, words[-1].start), _to_do(doc, words[-1].end, verb)
    return _owed(reading, verb, act, when, "a term that is given") if when and act is not None else None


def _drawn_out(reading: Reading, verb: int) -> Entry | None:
    """What was drawn out to a day to come ends then: "has extended the embargo until July 31"."""
    doc = reading.document
    told = doc.tokens[verb].xpos in ("VBD", "VBN") and not syntax.modality(doc, verb) and not syntax.negated(doc, verb)
    if not told or syntax.lemma(doc, verb) not in agenda.words("prolongs") or placed(doc, verb) is not None:
        return None
    things = syntax.objects(doc, verb) or (syntax.surface_subjects(doc, verb) if syntax.is_passive(doc, verb) else [])
    things = [n for n in things if any(_lapses(doc, i) for i in (n, *syntax.obliques(doc, n, "of")))]
    for time, head in reading.dated[doc.tokens[verb].sentence]:
        to = head > verb and syntax.case_of(doc, head) in agenda.words("ends_at")
        if things and to and time.period and strictly_ahead(reading, time.period, today=False):
            first, last = extent(reading, verb)
            what = f"expiry of {named_thing(reading, things[0])}"
            day = _last_day(time.period)
            return Entry(verb, first, last, "expiry", "scheduled", day, (), what, "what was drawn out ends")
    return None


def _lapses(doc: Document, noun: int) -> bool:
    return doc.tokens[noun].lemma.lower() in agenda.words("lapsing")


def _given(reading: Reading, verb: int) -> Entry | None:
    """ "The army gave the rebels 48 hours to leave": counted from the day of the report."""
    doc = reading.document
    if syntax.lemma(doc, verb) not in ("give", "have") or reading.published is None or syntax.negated(doc, verb):
        return None
    for time in reading.times:
        span = doc.sentence_of(verb)
        if time.type != "DURATION" or not doc.tokens[verb].end <= time.span.start < span.end:
            continue
        days, act = _days(time.value), _to_do(doc, time.span.end, verb)
        between = [t for t in doc.tokens[verb + 1 : span.last] if t.end <= time.span.start]
        given = bool(doc.dependents(verb, "iobj")) or syntax.is_passive(doc, verb)
        if days is None or act is None or (not given if syntax.lemma(doc, verb) == "give" else bool(between)):
            continue
        if any(t.upos == "VERB" for t in between) or syntax.modality(doc, verb):
            continue
        day = (reading.published + timedelta(days=days)).isoformat()
        return _owed(reading, verb, act, Period(start=day, end=day, text=time.span), "a term that is given")
    return None


def _days(value: str) -> int | None:
    found = _LENGTH.fullmatch(value)
    if found is None:
        return None
    if found[3]:
        return -(-int(found[3]) // 24)
    return int(found[1]) * (7 if found[2] == "W" else 1)


def _to_do(doc: Document, end: int, verb: int) -> int | None:
    """The verb of "to respond" right behind a term."""
    rest = [t for t in doc.tokens[verb + 1 : doc.sentence_of(verb).last] if t.start >= end][:4]
    for n, t in enumerate(rest[:-1]):
        if t.text.lower() == "to" and rest[n + 1].upos in ("VERB", "AUX", "ADV"):
            return next((x.i for x in rest[n + 1 :] if x.upos in ("VERB", "AUX")), None)
    return None


def _owed(reading: Reading, verb: int, act: int, when: Period, why: str) -> Entry | None:
    doc = reading.document
    receivers = doc.dependents(verb, "iobj") or (
        syntax.surface_subjects(doc, verb) if syntax.lemma(doc, verb) == "have" or syntax.is_passive(doc, verb) else []
    )
    who = actors(reading, receivers)
    if not who and not receivers:
        return None
    made = _entry(reading, act, when, who, act, why)
    what = "deadline for " + named_term(reading, receivers[0], act)
    return replace(made, first=min(made.first, extent(reading, verb)[0]), what=what)


def then(reading: Reading, verb: int) -> Period | None:
    """The day that "by then" means in the clause of `verb`: the last day to come that was named just before."""
    doc = reading.document
    below = doc.subtree(verb)
    words = " ".join(doc.tokens[i].text.lower() for i in below)
    if not re.search(r"\b(?:by|before|until) (?:then|that (?:date|day|time|deadline))\b", words):
        return None
    return _last_named(reading, verb, doc.tokens[below[0]].start)


def _last_named(reading: Reading, verb: int, start: int) -> Period | None:
    """The last day to come that is named before `start`, in the sentence of `verb` or the ones right before."""
    doc = reading.document
    here = doc.tokens[verb].sentence
    floor = doc.sentences[max(0, here - _BACK)].start
    named = [t.period for t in reading.times if floor <= t.span.start < start and t.period]
    return next((p for p in reversed(named) if strictly_ahead(reading, p, today=False)), None)


def replies(reading: Reading, found: Sequence[Entry]) -> list[Entry]:
    """The entries, deadlines and ends with what the next sentence says will follow: "If no deal is reached, …"."""
    ends = {e.head: n for n, e in enumerate(found) if e.kind in agenda.words("answered") and e.when is not None}
    out = list(found)
    for first, verb in _answers(reading.document):
        here = reading.document.tokens[verb].sentence
        last = [h for h in ends if reading.document.tokens[h].sentence == here - 1]
        if not last or any(e.head == first or e.head == verb for e in found if e.kind == "deadline"):
            continue
        n = ends[max(last)]
        if out[n].otherwise is None:
            condition = out[n].condition or (syntax.clause(reading.document, first) if first != verb else None)
            out[n] = replace(out[n], condition=condition, otherwise=extent(reading, verb))
    return out


def _answers(doc: Document) -> Iterator[tuple[int, int]]:
    """Conditions that nothing is done, each with the verb of what follows; that verb twice for a bare "otherwise"."""
    for sentence in doc.sentences:
        root = next((t.i for t in doc.tokens[sentence.first : sentence.last] if t.is_root), None)
        if root is None:
            continue
        if doc.tokens[sentence.first].text.lower() in ("otherwise", "failing"):
            yield root, root
        for c in doc.dependents(root, "advcl"):
            marks = {doc.tokens[m].text.lower() for m in doc.dependents(c, "mark")}
            words = {doc.tokens[i].text.lower() for i in doc.subtree(c)}
            failed = syntax.lemma(doc, c) in agenda.words("fails") or bool(words & {"no", "not", "n't", "without"})
            if c < root and ("unless" in marks or ("if" in marks and failed)):
                yield c, root
