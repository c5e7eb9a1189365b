"""Docket items that are things: nouns with a day to come, arranged or awaited ("next week's talks")."""

from __future__ import annotations

from itertools import islice

from readout.extract import agenda, syntax
from readout.extract.agenda import noun_kind, placed
from readout.extract.docket_entry import Entry, actors, and_next, due, strictly_ahead, to_come, turned
from readout.extract.docket_gone import before_that, formerly, gone, in_passing, told_done, told_past
from readout.extract.naming import named_thing
from readout.extract.reading import Reading
from readout.language.document import Document, Token
from readout.record import DocketKind, DocketStatus, Period, Time

_APPOINTMENTS = 20
_RIGHT_AFTER = 25  # characters at most between a word that arranges and its day


def thing(reading: Reading, noun: int) -> Entry | None:
    """The item of a noun: it has a day to come of its own, is arranged, or something is pending on it."""
    doc = reading.document
    kind = _kind_of_thing(reading, noun)
    arranged = agenda.arranged(doc, noun)
    if kind is None and arranged is None:
        return None  # most nouns of a report
    if arranged and arranged[0] in ("postponed", "cancelled") and before_that(doc, arranged[1]):
        return None
    if arranged and arranged[0] in ("postponed", "cancelled"):
        arranged = ("expected", arranged[1]) if _wanted(doc, arranged[1]) else _done(doc, arranged)
    if _of_other(doc, noun, kind, arranged[1] if arranged else noun):
        return None
    if in_passing(doc, noun) or _counted(doc, noun) or _within_time(reading, noun):
        return None
    when = _own_day(reading, noun) or (_day_arranged(reading, noun, arranged[1]) if arranged else None)
    when = when or (_day_set(reading, noun) if kind else None)
    if arranged and when is None and syntax.lemma(doc, arranged[1]) in agenda.words("arrange_for"):
        arranged = None  # "the conference organised by the Society for Microbiology"
    when = and_next(reading, noun, when) if when else None
    if gone(reading, noun, when) or (arranged and formerly(doc, arranged[1])):
        return None
    if kind is None and arranged and when and _awaited_at(reading, noun, arranged):
        return _arrival(reading, noun, when)
    if kind is None and not (arranged and when and _event_noun(doc, noun, arranged[1], when)):
        return None
    awaited = kind is not None and _awaited(doc, noun)
    denied = any(doc.tokens[c].text.lower() in ("no", "neither", "any") for c in doc.dependents(noun, "det"))
    term = kind == "deadline" and _has_length(reading, noun)
    if denied or not (when or arranged or awaited or term):
        return None
    if arranged and arranged[0] == "cancelled" and not (when and strictly_ahead(reading, when, today=False)):
        return None  # what was called off is over
    weak = arranged is not None and arranged[1] < noun and _weak(doc, noun, arranged)
    near = arranged is not None and doc.tokens[arranged[1]].text.lower() in agenda.words("nearing")
    told = not near and told_past(doc, noun)
    if (when is None and (weak or told)) or (arranged and agenda.superseded(doc, arranged[1])):
        return None
    first, last = syntax.phrase(doc, noun)
    if arranged:
        part = syntax.clause(doc, arranged[1])
        first, last = min(first, arranged[1], part[0] if part[0] < noun else first), max(last, min(part[1], last + 25))
    status: DocketStatus = (
        arranged[0] if arranged else "proposed" if term and not when else "expected" if not when else "scheduled"
    )
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


def _of_other(doc: Document, noun: int, kind: DocketKind | None, arranger: int) -> bool:
    """Whether a noun only tells of what kind another is ("test results"), or another one is what is set for the day."""
    token = doc.tokens[noun]
    if kind is None and syntax.lemma(doc, noun) in agenda.words("quantities"):
        return True  # "a slowdown expected in early 2007"
    if kind is None:  # "enough support to swing the second round, scheduled for May"
        return any(noun_kind(doc, i) and doc.tokens[i].deprel != "compound" for i in range(noun + 1, arranger))
    if token.deprel != "compound" or token.head < noun or noun_kind(doc, token.head):
        return False
    return kind in ("other", "election", "meeting", "court") or (
        token.text[:1].isupper() and doc.tokens[token.head].text[:1].isupper()
    )


def _wanted(doc: Document, verb: int) -> bool:
    """Whether a verb says what is asked for or refused, not what is done: "a demand to delay the vote"."""
    over = list(islice(doc.ancestors(verb), 2))
    return any(syntax.lemma(doc, i) in agenda.words("wanted") for i in over)


def _done(doc: Document, arranged: tuple[DocketStatus, int]) -> tuple[DocketStatus, int] | None:
    """What puts a thing off; `None` for an infinitive that nobody has resolved on: "raised points to delay it"."""
    verb = arranged[1]
    driven = any(syntax.lemma(doc, i) in agenda.words("driven") for i in islice(doc.ancestors(verb), 2))
    idle = syntax.is_infinitive(doc, verb) and placed(doc, verb) is None and not driven
    return None if idle else arranged


def _awaited_at(reading: Reading, noun: int, arranged: tuple[DocketStatus, int]) -> bool:
    """Whether somebody is expected at a place: "the minister is expected in Lima early Thursday"."""
    doc, (status, by) = reading.document, arranged
    if status != "expected" or syntax.lemma(doc, by) not in ("expect", "due") or doc.dependents(by, "xcomp"):
        return False
    here = any(doc.tokens[c].text.lower() in ("here", "back", "home") for c in doc.dependents(by, "advmod"))
    places = [p for p in syntax.obliques(doc, by, "in", "at") if doc.tokens[p].upos == "PROPN"]
    places = [p for p in places if not syntax.is_time(doc, p)]
    return bool(here or places) and any(reading.cast.actor(a).kind == "person" for a in reading.cast.at(noun))


def _arrival(reading: Reading, noun: int, when: Period) -> Entry:
    doc = reading.document
    first, last = syntax.clause(doc, doc.tokens[noun].head)
    what = f"arrival of {named_thing(reading, noun)}"
    who = actors(reading, [noun])
    return Entry(noun, first, last, "visit", "expected", when, who, what, "somebody expected", thing=True)


def _weak(doc: Document, noun: int, arranged: tuple[DocketStatus, int]) -> bool:
    """Whether a thing without a day is only called so in passing: "the proposed talks", "the delayed report".

    "decided to postpone his visit" is news of the visit.
    """
    status, by = arranged
    return status == "proposed" or (status == "postponed" and doc.tokens[noun].head != by)


def _within_time(reading: Reading, noun: int) -> bool:
    """Whether a noun is a word of a date: "March" of "March 18"."""
    token = reading.document.tokens[noun]
    return any(t.span.start <= token.start and token.end <= t.span.end for t in reading.times)


def _counted(doc: Document, noun: int) -> bool:
    """Whether votes are counted and none is to be held: "729,178 votes"."""
    token = doc.tokens[noun]
    if any(_many(doc.tokens[n].text) for n in doc.dependents(noun, "nummod")):
        return True
    votes = token.lemma.lower() == "vote" and token.xpos == "NNS"
    return votes and (bool(doc.dependents(noun, "nummod")) or not agenda.arranged(doc, noun))


def _many(number: str) -> bool:
    """Whether there are more of a thing than anyone makes appointments for: "50,000 tests"."""
    digits = number.replace(",", "")
    return digits.isdecimal() and int(digits) > _APPOINTMENTS


def _event_noun(doc: Document, noun: int, arranger: int, when: Period) -> bool:
    """Whether an unlisted noun is arranged for a day ("a seminar planned for Tuesday"): the day right after."""
    token = doc.tokens[noun]
    led = any(t.text.lower() in agenda.words("leads_to_day") for t in doc.tokens[arranger + 1 : arranger + 3])
    led = led and when.text is not None and 0 < when.text.start - doc.tokens[arranger].end <= _RIGHT_AFTER
    if token.lemma.lower() in agenda.words("fixtures"):
        return False
    return token.upos == "NOUN" and noun not in doc.name_at and not token.text[:1].isupper() and arranger > noun and led


def _has_length(reading: Reading, noun: int) -> bool:
    """Whether a length of time stands right before the noun: "an 18-month deadline"."""
    start = reading.document.tokens[noun].start
    return any(t.type == "DURATION" and 0 < start - t.span.end <= 2 for t in reading.times)


def _awaited(doc: Document, noun: int) -> bool:
    """Whether the noun is what something waits for: "pending the start of his trial"."""
    node = noun
    for _ in range(2):
        first = syntax.phrase(doc, node)[0]
        words = [t.text.lower() for t in doc.tokens[max(0, first - 2) : first]]
        if words[-1:] == ["pending"]:
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
    """The period to come inside the noun's own phrase: "March 1 deadline", "the vote on Monday"."""
    doc = reading.document
    below = set(doc.subtree(noun))
    for time, head in reading.dated[doc.tokens[noun].sentence]:
        if time.period is None:
            continue
        period = turned(reading, time.period) if head < noun or told_done(doc, noun) else time.period
        if not (strictly_ahead(reading, period) or _this_week(reading, noun, period)):
            continue
        if not strictly_ahead(reading, period, today=False) and not _looks_ahead(doc, noun):
            continue
        if syntax.case_of(doc, head) == "by" and noun_kind(doc, noun) not in ("deadline", "vote", "report", "election"):
            continue  # "ending the operations by 2008"
        if _of_season(reading, time, noun):
            continue
        if (head in below and _close(doc, noun, head)) or _beside(doc, noun, head, time.span.end):
            return period
    return None


def _of_season(reading: Reading, time: Time, noun: int) -> bool:
    """Whether a feast only tells what a thing is like: "a Christmas gifts tour", "a year-end news conference"."""
    doc = reading.document
    named = reading.report.text[time.span.start : time.span.end].lower()
    between = [t for t in doc.tokens[:noun] if t.start >= time.span.end]
    if not between or any(t.text in (",", "'s") or t.upos == "ADP" for t in between):
        return named == "year-end" and not between
    return named in agenda.words("seasonal") and all(t.upos in ("NOUN", "ADJ", "PUNCT") for t in between)


def _day_set(reading: Reading, noun: int) -> Period | None:
    """The day that somebody has set for a thing: "set 29 April for the hearing", "set a date of 12 January for"."""
    doc, verb = reading.document, reading.document.tokens[noun].head
    if syntax.case_of(doc, noun) != "for" or verb > noun:
        return None
    if doc.tokens[verb].lemma.lower() == "date":
        verb = doc.tokens[verb].head
    if doc.tokens[verb].upos != "VERB" or syntax.lemma(doc, verb) not in agenda.words("sets_for"):
        return None
    days = [
        turned(reading, t.period)
        for t, head in reading.dated[doc.tokens[noun].sentence]
        if t.period and verb < head < noun
    ]
    return next((day for day in days if strictly_ahead(reading, day, today=False)), None)


def _day_arranged(reading: Reading, noun: int, arranger: int) -> Period | None:
    """The day to come of the word that arranges a thing; of an adjective no day past another thing that it may date."""
    doc, day = reading.document, _put_off_to(reading, arranger) or due(reading, arranger)
    put_off = agenda.table("arrangers").get(syntax.lemma(doc, arranger)) == "postponed"
    if day is not None and put_off and not strictly_ahead(reading, day, today=False):
        return None  # "were adjourned on Thursday", the day of the report
    if day is None or day.text is None or doc.tokens[arranger].relation != "amod":
        return day
    if day.text.end <= doc.tokens[noun].start and syntax.case_of(doc, noun) in ("before", "after", "ahead of"):
        return None  # "will arrive Wednesday, a day before the planned summit"
    if reading.report.text[day.text.end : day.text.end + 2] in ("'s", "’s"):
        return None  # "upcoming releases, especially Friday's report"
    if any(t.upos == "VERB" for t in doc.tokens[:noun] if t.start >= day.text.end):
        return None  # "will meet next week to prepare for the coming convention"
    between = (t.i for t in doc.tokens[noun + 1 :] if day.text and t.end <= day.text.start)
    return None if any(noun_kind(doc, i) for i in between) else day


def _put_off_to(reading: Reading, verb: int) -> Period | None:
    """The day to which a thing is put off: "was adjourned Monday until Wednesday"."""
    doc = reading.document
    if agenda.table("arrangers").get(syntax.lemma(doc, verb)) != "postponed":
        return None
    for time, head in reading.dated[doc.tokens[verb].sentence]:
        to = head > verb and syntax.case_of(doc, head) in agenda.words("ends_at")
        if to and time.period and strictly_ahead(reading, time.period, today=False):
            return time.period
    return None


def _looks_ahead(doc: Document, noun: int) -> bool:
    """Whether the clause of a noun lies ahead, so that a day of its own may be the day of the report."""
    verb = syntax.predicate(doc, noun)
    return placed(doc, verb) is not None or agenda.arranged(doc, noun) is not None


def _beside(doc: Document, noun: int, head: int, end: int) -> bool:
    """Whether time and noun stand in one phrase by their order: "next week's six-way talks", "summit of leaders on".

    The parse is often wrong about such phrases; their words are not.
    """
    tokens = doc.tokens
    if head < noun:
        between = [t for t in tokens[head + 1 : noun] if t.start >= end]
        return noun - head <= 7 and all(t.upos in ("NOUN", "PROPN", "ADJ", "NUM", "PART") or _joins(t) for t in between)
    over = tokens[tokens[head].head] if tokens[head].head > head else None
    joined = any(t.upos == "CCONJ" for t in tokens[noun + 1 : head])
    if over and (over.upos in ("NOUN", "PROPN") or (joined and over.upos == "VERB")):
        return False  # "talks on trade at the November 4 summit", "the trial and on Monday criticised"
    leads = [t for t in tokens[noun + 1 : head] if t.text.lower() in agenda.words("leads_to_day") and t.xpos != "VBD"]
    between = [t for t in tokens[noun + 1 : head] if t not in leads]
    plain = all(
        t.upos in ("ADP", "NOUN", "PROPN", "ADJ", "DET", "NUM", "CCONJ") or t.text == "," or _gerund(doc, t)
        for t in between
    )
    led = head == noun + 1 or bool(leads)
    return head - noun <= 15 and plain and led and not any(noun_kind(doc, t.i) for t in between)


def _gerund(doc: Document, token: Token) -> bool:
    """Whether a token is a gerund or the preposition before it: "a symposium on containing the disease in April"."""
    if token.upos == "SCONJ":
        return doc.tokens[token.i + 1].xpos == "VBG"
    return token.xpos == "VBG" and doc.tokens[token.i - 1].xpos == "IN"


def _this_week(reading: Reading, noun: int, period: Period) -> bool:
    """Whether a thing of the week or month of the report is yet to come: "ahead of this week's election"."""
    case = syntax.case_of(reading.document, noun)
    return case in agenda.words("yet_to_come") and to_come(reading, period)


def _joins(token: Token) -> bool:
    return token.xpos in ("POS", "VBN", "HYPH", "VBG") or token.text in ("-", "'s")


def _close(doc: Document, noun: int, head: int) -> bool:
    """Whether no other listed noun or verb stands between the noun and its time."""
    for up in doc.ancestors(head):
        if up == noun:
            return True
        held = doc.tokens[up].deprel == "acl" and syntax.lemma(doc, up) in agenda.words("light")
        held = held and _to_be(doc, up)
        if (doc.tokens[up].upos == "VERB" and not held) or noun_kind(doc, up):  # "the elections to be held in April"
            return False
    return False


def _to_be(doc: Document, verb: int) -> bool:
    """Whether a participle looks ahead: "elections to be held in April", not "a summit held on January 9"."""
    return doc.tokens[verb].xpos not in ("VBN", "VBD") or bool(doc.dependents(verb, "aux", "mark"))


def _owners(reading: Reading, noun: int) -> tuple[str, ...]:
    doc = reading.document
    heads = syntax.owners(doc, noun) + syntax.obliques(doc, noun, "between", "with", "by")
    heads += doc.dependents(noun, "amod", "compound")
    found = actors(reading, heads)
    if found or not doc.dependents(noun, "acl"):
        return found
    return actors(reading, [s for c in doc.dependents(noun, "acl") for s in syntax.agents(doc, c)])
