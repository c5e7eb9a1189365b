"""Things of the docket that are over, missed, looked back on or only spoken of in passing: no matter to come."""

from __future__ import annotations

from itertools import islice

from readout.extract import agenda, syntax
from readout.extract.agenda import placed
from readout.extract.reading import Reading
from readout.language.document import Document
from readout.record import Period


def gone(reading: Reading, noun: int, when: Period | None) -> bool:
    """Whether a thing is over, missed, looked back on, or there is only a chance of it."""
    doc = reading.document
    over = _over(reading, noun) if when is None else _reviewed(reading, noun, when) or _told_at(reading, noun, when)
    return over or _missed(doc, noun) or _chance(doc, noun)


def in_passing(doc: Document, noun: int) -> bool:
    """Whether a noun is none of its listed things: "on the ballot", "made the appeal for calm"."""
    if syntax.case_of(doc, noun).startswith("according"):
        return True
    name = syntax.lemma(doc, noun)
    if name in agenda.words("backdrops"):
        return True  # "the stage will be set for a crisis"
    if name == "congress":  # the one that makes laws: "who controls Congress in 2017"
        return doc.tokens[noun].text[:1].isupper() and not doc.dependents(noun, "det", "amod", "compound", "nmod")
    if name == "ballot":
        return syntax.case_of(doc, noun) == "on"
    up = doc.tokens[noun].head
    made = doc.tokens[noun].relation == "obj" and syntax.lemma(doc, up) in ("make", "issue", "launch")
    return name == "appeal" and (made or bool(syntax.obliques(doc, noun, "for", "to")))


def _told_at(reading: Reading, noun: int, when: Period) -> bool:
    """Whether something was done at a thing whose bare weekday or year is past: "said on his tour from Thursday"."""
    doc, words = reading.document, when.text
    named = reading.report.text[words.start : words.end] if words else ""
    bare = named.isdigit() or named in agenda.words("weekdays")
    return bare and syntax.case_of(doc, noun) in ("at", "during", "after", "following") and told_past(doc, noun)


def formerly(doc: Document, verb: int) -> bool:
    """Whether a thing was set for a day that no longer holds: "was last scheduled for July 25"."""
    return any(doc.tokens[c].text.lower() in agenda.words("formerly") for c in doc.dependents(verb, "advmod"))


def before_that(doc: Document, verb: int) -> bool:
    """Whether a clause only tells when something else was: "before the judge adjourned the session"."""
    marks = {doc.tokens[m].text.lower() for m in doc.dependents(verb, "mark", "advmod")}
    return doc.tokens[verb].relation == "advcl" and bool(marks & {"before", "when", "until", "as"})


def _chance(doc: Document, noun: int) -> bool:
    """Whether there is only a chance of a thing: "raising the chances of a Christmas election"."""
    up = doc.tokens[noun].head
    return syntax.case_of(doc, noun) == "of" and syntax.lemma(doc, up) in agenda.words("doubts")


def _missed(doc: Document, noun: int) -> bool:
    """Whether somebody has not come to a thing: "failed to show up for meetings scheduled Friday"."""
    over = [i for i in islice(doc.ancestors(noun), 3) if doc.tokens[i].upos == "VERB"]
    return any(syntax.lemma(doc, i) in agenda.words("missed") and syntax.tense(doc, i) == "past" for i in over)


def _reviewed(reading: Reading, noun: int, when: Period) -> bool:
    """Whether a thing is looked back on, so that a bare day of it is past: "at Friday's trial, which was disrupted"."""
    doc = reading.document
    clauses = [c for c in doc.dependents(noun, "acl") if doc.tokens[c].deprel == "acl:relcl"]
    after = doc.tokens[noun + 1 : noun + 3]
    if len(after) == 2 and after[0].text == "," and after[1].text.lower() == "which":
        clauses.append(after[1].head)
    back = syntax.case_of(doc, noun) in agenda.words("back")
    back = back or (when.text is not None and reading.report.text[when.text.start : when.text.end].endswith("day"))
    return back and any(
        syntax.tense(doc, c) == "past"
        and placed(doc, c) is None
        and syntax.lemma(doc, c) not in agenda.table("arrangers")
        for c in clauses
    )


def _over(reading: Reading, noun: int) -> bool:
    """Whether a thing has a day of its own that is past: "last month's celebration was postponed"."""
    doc, day = reading.document, reading.published
    below = set(doc.subtree(noun))
    return any(
        head in below and head < noun and time.period and time.period.end and day and time.period.end < day.isoformat()
        for time, head in reading.dated[doc.tokens[noun].sentence]
    )


def told_past(doc: Document, noun: int) -> bool:
    """Whether the clause of a noun without a day is told as past: a thing that was."""
    verb = syntax.predicate(doc, noun)
    arranged = syntax.lemma(doc, verb) in agenda.table("arrangers")
    return not arranged and syntax.tense(doc, verb) in ("past", "pluperfect")


def told_done(doc: Document, noun: int) -> bool:
    """Whether the clause of a noun is told as past or done: "a rise in orders in October has dampened hopes"."""
    return told_past(doc, noun) or syntax.tense(doc, syntax.predicate(doc, noun)) == "perfect"
