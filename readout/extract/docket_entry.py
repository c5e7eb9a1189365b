"""An item of the docket in the making, and the questions of time and person that acts and things share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from readout.extract import agenda, syntax
from readout.extract.dates import begins_ahead, next_day, own_times
from readout.extract.docket_others import (
    between,
    bounded,
    of_governor,
    of_phrase,
    of_purpose,
    of_start,
    of_sum,
    word_of,
)
from readout.extract.reading import Reading
from readout.language.document import Document
from readout.record import DocketKind, DocketStatus, Period, Time

_MONTH = 31  # a period that began longer ago is no date of what is to come
_YEAR = 366
_BARE = re.compile(r"[A-Z][a-z]+\.?(?: \d{1,2}(?:st|nd|rd|th)?)?|\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+\.?")
_RECORD = 60  # characters before a length in which a superlative turns it
_AND = 6  # characters at most between two days that "and" joins


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


def due(reading: Reading, head: int) -> Period | None:
    """The first of the act's own periods that is not over before the day of the report, with a day that "and" adds."""
    period = _due(reading, head)
    period = bounded(reading, period) if period else None
    return and_next(reading, head, period) if period else None


def and_next(reading: Reading, head: int, period: Period) -> Period:
    """The period, drawn out to a day that follows it: "on Tuesday and Wednesday", "Monday or Tuesday"."""
    words, text = period.text, reading.report.text
    for time, _ in reading.dated[reading.document.tokens[head].sentence]:
        if words is None or time.period is None or period.end is None or time.period.start is None:
            continue
        joint = text[words.end : time.span.start].strip() if 0 < time.span.start - words.end <= _AND else ""
        if joint == "to" and period.end < time.period.start:  # "over the years 2007 to 2014"
            return period.model_copy(update={"end": time.period.end})
        joined = joint in ("and", "&", "or")
        if joined and _alike(period, time.period) and time.period.start > period.end:
            return period.model_copy(update={"end": time.period.end})
    return period


def _alike(a: Period, b: Period) -> bool:
    """Whether two periods are two days, two months or two years."""
    if not (a.start and a.end and b.start and b.end):
        return False
    lengths = [(date.fromisoformat(p.end or "") - date.fromisoformat(p.start or "")).days for p in (a, b)]
    return lengths == [0, 0] or (min(lengths) > 26 and max(lengths) - min(lengths) <= 3)


def _due(reading: Reading, head: int) -> Period | None:
    for n, time in enumerate(own_times(reading, head)):
        if time.period and (month := _in_year(reading, head, time)):
            return month
        if _of_others(reading, head, time):
            continue
        if n == 0 and time.period and (rest := _rest_of(reading, time.period)):
            return rest
        if time.period is None or not to_come(reading, time.period):
            continue
        if strictly_ahead(reading, time.period, today=False) or _inside(reading, head, time):
            return time.period
    return _next_day(reading, head)


def _in_year(reading: Reading, head: int, year: Time) -> Period | None:
    """The month named right before "next year", in that year: "convenes in early January next year"."""
    text, period = reading.report.text, year.period
    if period is None or period.start is None or text[year.span.start : year.span.end].lower() != "next year":
        return None
    for time, _ in reading.dated[reading.document.tokens[head].sentence]:
        month = time.period
        near = time.span.end < year.span.start and text[time.span.end : year.span.start].strip() in ("", "of")
        if near and month and month.start and month.end and month.start[:4] == month.end[:4]:
            update = {k: period.start[:4] + v[4:] for k, v in (("start", month.start), ("end", month.end))}
            return month.model_copy(update=update) if "02-29" not in month.end else None
    return None


def _next_day(reading: Reading, head: int) -> Period | None:
    """The first day to come after an act, where it is not that of another thing."""
    period = next_day(reading, head)
    times = [t for t, _ in reading.dated[reading.document.tokens[head].sentence] if t.period is period]
    return None if any(_of_others(reading, head, t) for t in times) else period


def _of_others(reading: Reading, head: int, time: Time) -> bool:
    """Whether a time of an act's sentence is that of something else."""
    return (
        _looks_back(reading, time)
        or _leads_up(reading, head, time)
        or _of_a_thing(reading, head, time)
        or of_governor(reading, head, time)
        or of_sum(reading, head, time)
        or of_purpose(reading, head, time)
        or of_phrase(reading, head, time)
        or of_start(reading, head, time)
    )


def _looks_back(reading: Reading, time: Time) -> bool:
    """Whether a length after a superlative counts back: "the first visit in ten years"."""
    text = reading.report.text
    before = text[max(0, time.span.start - _RECORD) : time.span.start].lower()
    length = text[time.span.start : time.span.end].lower().endswith(("years", "months", "weeks", "days", "decades"))
    return length and any(f" {word} " in before for word in agenda.words("records"))


def _of_a_thing(reading: Reading, head: int, time: Time) -> bool:
    """Whether a day is that of a thing that the act is about: "will decide on a 2016 bid", "for a summit in May"."""
    doc = reading.document
    path = between(reading, head, time)
    if any(agenda.noun_kind(doc, up) and syntax.case_of(doc, up) in agenda.words("for_things") for up in path):
        return True
    verbs = [up for up in path if syntax.is_verb(doc, up)]
    trailing = any(v > head and doc.tokens[v].xpos == "VBG" and doc.tokens[v - 1].text == "," for v in verbs)
    if trailing or _of_object(reading, head, time):
        return True  # "will withdraw its support, raising the chances of a Christmas election"
    if len(verbs) > 1 and syntax.lemma(doc, verbs[0]) in agenda.table("arrangers"):
        return True  # "to choose who will stand in the elections set for May"
    named = reading.report.text[time.span.start : time.span.end]
    if not named.isdigit():
        return False
    year = next((t for t in doc.tokens[head + 1 : doc.sentence_of(head).last] if t.start == time.span.start), None)
    if year is None or year.head <= year.i or doc.tokens[year.head].upos not in ("NOUN", "PROPN"):
        return False
    return agenda.noun_kind(doc, year.head) is None or syntax.lemma(doc, head) not in agenda.words("light")


def _of_object(reading: Reading, head: int, time: Time) -> bool:
    """Whether a day outside an act's clause hangs from a noun: "has set a sum aside for 2007, promising to pay"."""
    doc = reading.document
    day = word_of(reading, head, time)
    over = list(doc.ancestors(day))
    return head not in over and bool(over) and doc.tokens[over[0]].upos in ("NOUN", "PROPN") and over[0] < head


def _leads_up(reading: Reading, head: int, time: Time) -> bool:
    """Whether a day is that of a thing before which the act is: "will travel ahead of the vote on Friday"."""
    doc = reading.document
    if doc.tokens[head].upos not in ("VERB", "AUX"):
        return False
    between = [t for t in doc.tokens[head + 1 : doc.sentence_of(head).last] if t.end <= time.span.start]
    led = [t.i for t in between if t.text.lower() in agenda.words("leads_up") and t.upos in ("ADP", "ADV", "SCONJ")]
    if led and any(t.upos in ("NOUN", "PROPN") for t in between if t.i > led[-1]):
        return True
    led = [
        t.i for t in between if t.text.lower() in agenda.words("follows_up") and t.i > head + 1
    ]  # "go before a vote"
    return bool(led) and any(agenda.noun_kind(doc, t.i) or t.xpos == "VBG" for t in between if t.i > led[-1])


def _rest_of(reading: Reading, period: Period) -> Period | None:
    """What is left of a long period that the report stands in: "will close mines this year"; `None` for others."""
    if reading.published is None or period.start is None or period.end is None:
        return None
    start, end, today = date.fromisoformat(period.start), date.fromisoformat(period.end), reading.published
    inside = start <= today <= end and (today - start).days > _MONTH and (end - start).days <= _YEAR
    return period.model_copy(update={"start": today.isoformat()}) if inside else None


def _inside(reading: Reading, head: int, time: Time) -> bool:
    """Whether a time stands below its act or the act's governor: asked of the report's own day, which dates speech."""
    doc = reading.document
    while doc.tokens[head].relation in ("xcomp", "advcl") and not doc.tokens[head].is_root:
        up = doc.tokens[head].head
        timed = syntax.lemma(doc, up) in agenda.words("timed_governors")
        if doc.tokens[head].relation == "advcl" and not (timed and syntax.is_infinitive(doc, head)):
            break  # "were due Saturday to stage a rally"
        head = up
        if not timed:
            return False
    inside = [
        i for i in doc.subtree(head) if doc.tokens[i].start < time.span.end and doc.tokens[i].end > time.span.start
    ]
    return any(
        not any(syntax.case_of(doc, up).startswith("according") for up in (i, *doc.ancestors(i))) for i in inside
    )


def to_come(reading: Reading, period: Period) -> bool:
    """Whether a period is not over before the day of the report, and did not begin more than a month before."""
    if reading.published is None or period.end is None or period.start is None:
        return False
    begun = (reading.published - date.fromisoformat(period.start)).days
    return period.end >= reading.published.isoformat() and begun <= _MONTH


def long(period: Period) -> bool:
    """Whether a period is a year or more."""
    if period.start is None or period.end is None:
        return True
    return (date.fromisoformat(period.end) - date.fromisoformat(period.start)).days >= _YEAR - 2


def turned(reading: Reading, period: Period) -> Period:
    """A bare day or month before the thing that it dates, in the year where it is nearest to the report.

    "The January 22 polls" in December are the next ones, "his October visit" in November is the last one, whatever
    the tense around them. Other periods, and months alone that are behind, as they are.
    """
    day, words = reading.published, period.text
    if day is None or words is None or period.start is None or period.end is None:
        return period
    first, last = date.fromisoformat(period.start), date.fromisoformat(period.end)
    named = reading.report.text[words.start : words.end]
    bare = _BARE.fullmatch(named) and last - first <= timedelta(days=_MONTH)
    behind = (day - last).days > _YEAR // 2 and any(c.isdigit() for c in named)  # "during January's election" stays
    step = 1 if behind else -1 if (first - day).days > _YEAR // 2 else 0
    if not (bare and step) or "02-29" in (period.start[5:], period.end[5:]):
        return period
    moved = {k: d.replace(year=d.year + step).isoformat() for k, d in (("start", first), ("end", last))}
    return period.model_copy(update=moved)


def strictly_ahead(reading: Reading, period: Period, today: bool = True) -> bool:
    """Whether a period begins after the day of the report, or with `today` on it."""
    return begins_ahead(reading.published, period) or bool(
        today and reading.published and period.start == reading.published.isoformat()
    )


def doers(reading: Reading, verb: int) -> tuple[str, ...]:
    """Ids of the actors who do an act; of a meeting also those whom they meet."""
    doc = reading.document
    heads = syntax.subjects(doc, verb) or syntax.surface_subjects(doc, verb) or agenda.subject_before_due(doc, verb)
    heads = heads or _planners(doc, verb)
    entry = agenda.verbs().get(syntax.lemma(doc, verb))
    if entry and entry.kind in ("meeting", "talks", "summit"):
        heads = heads + syntax.obliques(doc, verb, "with")
        if syntax.lemma(doc, verb) == "meet":
            heads = heads + syntax.objects_direct(doc, verb)
    return actors(reading, heads)


def _planners(doc: Document, verb: int) -> list[int]:
    """Who plans, where the parse takes the verb for a noun: "the [government] plans to impose"."""
    up = doc.tokens[verb].head
    planned = doc.tokens[verb].relation in ("xcomp", "acl") and syntax.lemma(doc, up) in ("plan", "plans")
    if not planned or doc.tokens[up].upos != "NOUN":
        return []
    named = doc.dependents(up, "compound", "amod")
    return named + [p for n in named for p in doc.dependents(n, "nmod:poss", "compound")]


def actors(reading: Reading, heads: Sequence[int]) -> tuple[str, ...]:
    """Ids of the actors that noun phrases name, each once."""
    return tuple(dict.fromkeys(a for h in heads for a in reading.cast.at(h)))


def extent(reading: Reading, head: int) -> tuple[int, int]:
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
