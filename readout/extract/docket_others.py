"""Days in the sentence of an act that are not its own: of the deciding, of a sum of money, of what it serves."""

from __future__ import annotations

import re
from datetime import date, timedelta

from readout.extract import agenda, syntax
from readout.extract.reading import Reading
from readout.language.document import Document
from readout.record import Period, Time

_MONTHLY = 27  # days from which "before" a period names no day
_BOUND = re.compile(r"\b(after|before)\s+(?:the\s+)?$", re.I)
_YEARLY = 300  # days from which a period is that of budgets and targets


def word_of(reading: Reading, head: int, time: Time) -> int:
    """The head word of a time in the sentence of `head`; `head` itself where the time stands elsewhere."""
    return next((d for t, d in reading.dated[reading.document.tokens[head].sentence] if t is time), head)


def between(reading: Reading, head: int, time: Time) -> list[int]:
    """The words that a day hangs from, up to the act `head`; none where it does not hang below it."""
    path: list[int] = []
    for up in reading.document.ancestors(word_of(reading, head, time)):
        if up == head:
            return path
        path.append(up)
    return []


def of_governor(reading: Reading, head: int, time: Time) -> bool:
    """Whether a weekday is that of the deciding: "pledged Saturday to leave", "threatened to leave Thursday night".

    Beside the governor where that is told as past; at the end where it is yesterday's name.
    """
    doc, period = reading.document, time.period
    up = doc.tokens[head].head
    if doc.tokens[head].relation not in ("xcomp", "acl", "ccomp") or period is None or period.start is None:
        return False
    words = reading.report.text[time.span.start : time.span.end].split()
    bare = bool(words) and words[0] in agenda.words("weekdays")
    settled = syntax.tense(doc, up) == "past" and doc.tokens[up].upos == "VERB" and not syntax.is_passive(doc, up)
    if not bare or not settled or syntax.lemma(doc, up) in agenda.words("timed_governors"):
        return False
    between = doc.tokens[up].end <= time.span.start and time.span.end <= doc.tokens[head].start
    if between or reading.published is None:
        return between
    return date.fromisoformat(period.start).weekday() == (reading.published - timedelta(days=1)).weekday()


def of_sum(reading: Reading, head: int, time: Time) -> bool:
    """Whether a year is that of a sum or a plan: "is to lower its growth estimate for 2007"."""
    doc, period = reading.document, time.period
    if period is None or period.start is None or period.end is None:
        return False
    if _of_a_bond(reading, head, time):
        return True
    days = (date.fromisoformat(period.end) - date.fromisoformat(period.start)).days
    at = next((t.i for t in doc.tokens[head + 1 : doc.sentence_of(head).last] if t.start >= time.span.start), None)
    if days < _YEARLY or at is None or at < head + 3:
        return False
    return doc.tokens[at - 1].text.lower() == "for" and syntax.lemma(doc, at - 2) in agenda.words("of_a_year")


def of_start(reading: Reading, head: int, time: Time) -> bool:
    """Whether a day before "and will continue" is that of the start alone: "starts on Monday and will last a month"."""
    doc = reading.document
    goes_on = doc.tokens[head].relation == "conj" and syntax.lemma(doc, head) in ("continue", "last", "run", "remain")
    return goes_on and time.span.end <= doc.tokens[head].start


def _of_a_bond(reading: Reading, head: int, time: Time) -> bool:
    """Whether a day is that on which a debt of the sentence falls due: "will sell notes due Nov. 1, 2019"."""
    doc = reading.document
    rest = doc.tokens[head + 1 : doc.sentence_of(head).last]
    before = [t for t in rest if t.end <= time.span.start][-4:]
    due = next((n for n, t in enumerate(before) if t.text.lower() == "due"), None)
    return due is not None and any(syntax.lemma(doc, t.i) in agenda.words("debts") for t in before[:due])


def of_purpose(reading: Reading, head: int, time: Time) -> bool:
    """Whether a day is that of a thing which the act serves: "measures will be imposed to guard Thursday's vote"."""
    doc = reading.document
    path = between(reading, head, time)
    aims = [v for v in path if v > head and _aim(doc, v)]
    if not aims:
        return False
    day = word_of(reading, head, time)
    owned = doc.tokens[day].deprel == "nmod:poss"
    return owned or any(up < day and agenda.noun_kind(doc, up) for up in path[: path.index(aims[0])])


def of_phrase(reading: Reading, head: int, time: Time) -> bool:
    """Whether a day only tells which thing is meant: "a fourth-quarter charge", "named chief for a mission in May"."""
    doc = reading.document
    day = word_of(reading, head, time)
    token = doc.tokens[day]
    up = doc.tokens[token.head]
    if token.is_root or up.i == head or up.upos not in ("NOUN", "PROPN") or agenda.noun_kind(doc, up.i):
        return False
    if token.relation in ("compound", "amod", "nummod"):
        first = next(t.i for t in doc.tokens if t.start >= time.span.start)
        led = first > 0 and doc.tokens[first - 1].text.lower() in agenda.words("term_cases") | {"on"}
        return up.start >= time.span.end and not led and not syntax.is_time(doc, up.i)
    led = token.relation == "nmod" and syntax.case_of(doc, day) in ("in", "on") and syntax.case_of(doc, up.i) == "for"
    return led and not reading.cast.at(up.i) and up.i > head


def _aim(doc: Document, verb: int) -> bool:
    """Whether a verb is what an act is for: "to prepare for", not "to attend", which is the act itself."""
    aim = doc.tokens[verb].relation in ("advcl", "acl") and syntax.is_infinitive(doc, verb)
    return (
        aim and syntax.lemma(doc, verb) not in agenda.words("light") and syntax.lemma(doc, verb) not in agenda.verbs()
    )


def bounded(reading: Reading, period: Period) -> Period | None:
    """A period by the word before it: none "after" it, up to it where a month or more is "before" it."""
    words, today = period.text, reading.published
    if words is None or today is None or period.start is None or period.end is None:
        return period
    before = _BOUND.search(reading.report.text[max(0, words.start - 20) : words.start])
    named = reading.report.text[words.start : words.end].lower()
    if before is None or period.start <= today.isoformat() or "end" in named.split():
        return period
    if before[1].lower() == "after":
        return None
    start = date.fromisoformat(period.start)
    if (date.fromisoformat(period.end) - start).days < _MONTHLY:
        return period
    end = (start - timedelta(days=1)).isoformat()
    return period.model_copy(update={"start": today.isoformat(), "end": end})
