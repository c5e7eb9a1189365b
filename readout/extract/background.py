"""Deeds that the words around them put well before the report: years after them, beside an old date, in testimony."""

from __future__ import annotations

from datetime import date, timedelta

from readout.extract import syntax
from readout.extract.dates import own_times
from readout.extract.lexicon import listed
from readout.extract.reading import Reading
from readout.extract.triggers import Trigger
from readout.language.document import Document
from readout.record import Period

_LONG_AGO = timedelta(days=31)
_SINCE = ("after", "since", "following")
_BESIDE = (*_SINCE, "when", "as")
_YEARS = ("year", "decade", "century", "generation")
_FORCE = ("ASSAULT", "COERCE", "RETREAT")


def is_background(reading: Reading, trigger: Trigger, kind: str) -> bool:
    """Whether a deed that has no date of its own is told as one long past."""
    doc = reading.document
    if _long_before(doc, trigger.head) or _dated_elsewhere(reading, trigger, kind):
        return True
    if kind in _FORCE and not trigger.noun and _is_testimony(doc):
        return syntax.tense(doc, trigger.head) in ("past", "pluperfect", "")
    return not trigger.noun and syntax.tense(doc, trigger.head) == "past" and _beside_old(reading, trigger.head)


def _long_before(doc: Document, head: int) -> bool:
    """Whether a time is counted from the deed: "two years after the [invasion]", "a decade since they [met]"."""
    for link in doc.dependents(head, "case", "mark"):
        before = doc.tokens[link - 1] if link else None
        if doc.tokens[link].text.lower() not in _SINCE or before is None:
            continue
        unit = before.lemma.lower()
        if unit in _YEARS or unit == "anniversary":
            return True
        count = next((doc.tokens[n].text for n in doc.dependents(before.i, "nummod")), "")
        if unit == "month" and count not in ("", "1", "one"):
            return True
        if unit == "day" and count.isdigit() and int(count) > _LONG_AGO.days:
            return True
    return False


def _is_old(reading: Reading, period: Period | None) -> bool:
    """Whether a period was over more than a month before the report."""
    if period is None or period.end is None or reading.published is None:
        return False
    return date.fromisoformat(period.end) < reading.published - _LONG_AGO


def _beside_old(reading: Reading, verb: int) -> bool:
    """Whether the deed came with or after one of an old date: "froze the aid after they came to power in March"."""
    doc = reading.document
    dated = reading.dated[doc.tokens[verb].sentence]
    for c in doc.dependents(verb, "advcl", "obl"):
        links = {doc.tokens[m].text.lower() for m in doc.dependents(c, "mark", "case", "advmod")}
        if links & set(_BESIDE) and any(h in doc.subtree(c) and _is_old(reading, t.period) for t, h in dated):
            return True
    return False


def _dated_elsewhere(reading: Reading, trigger: Trigger, kind: str) -> bool:
    """Whether the report names the same killing again with an old date: "the Feb. 2 [killing]"."""
    doc, noun = reading.document, trigger.head
    known = any(doc.tokens[d].text.lower() in ("the", "this") for d in doc.dependents(noun, "det"))
    if kind != "ASSAULT" or not trigger.noun or not known:
        return False
    again = [t.i for t in doc.tokens if t.i != noun and t.upos == "NOUN" and t.lemma == doc.tokens[noun].lemma]
    again = [i for i in again if not _of_another(doc, noun, i)]
    periods = [times[0].period for i in again if (times := own_times(reading, i))]
    return bool(periods) and all(_is_old(reading, p) for p in periods)


def _of_another(doc: Document, one: int, other: int) -> bool:
    """Whether two nouns name different victims or doers."""
    names = [{doc.tokens[i].text for i in doc.subtree(n) if i in doc.name_at} for n in (one, other)]
    return all(names) and not names[0] & names[1]


def _is_testimony(doc: Document) -> bool:
    """Whether a report is of what witnesses say before a court."""
    words = {t.lemma.lower() for t in doc.tokens}
    return len(words & listed("testimony")) > 1 and bool(words & {"trial", "tribunal"})
