"""One docket item for one thing, however often the report comes back to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from readout.extract import agenda, syntax
from readout.extract.agenda import stronger
from readout.extract.docket_entry import Entry
from readout.extract.reading import Reading
from readout.record import Period


def merged(reading: Reading, found: Sequence[Entry]) -> list[Entry]:
    """One entry for each thing: a noun gives way to the act that contains it, a repetition to the first telling."""
    out: list[Entry] = []
    for e in found:
        twin = next((n for n, o in enumerate(out) if _same(reading, o, e)), None)
        if twin is None:
            out.append(e)
        else:
            out[twin] = _joined(reading, out[twin], e)
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
    shared = bool(set(a.who) & set(b.who))
    same_word = _word(reading, a) == _word(reading, b) or _one_trip(reading, a, b)
    if a.when is not None and b.when is None and _known_again(reading, a, b):
        return True
    if a.kind != b.kind:
        return False
    if (a.when is not None and _days(a) == _days(b) and _definite(reading, b)) or _undated(a, b, same_word):
        return True
    if not (shared or (same_word and not (a.who and b.who))):
        return False
    if a.when is None or b.when is None:
        bare = a if a.when is None else b
        if bare is b and b.thing and shared:  # "will travel on Monday", then "the scheduled visit"
            return True
        return same_word and (bare.thing or (shared and (set(a.who) <= set(b.who) or set(b.who) <= set(a.who))))
    if a.kind == "other" and not _share_a_word(reading, a, b):
        return False  # two acts of one body in one year
    return _days(a) == _days(b) or (same_word and _touch(a.when, b.when) and not _another(reading, b))


def _word(reading: Reading, e: Entry) -> str:
    """The noun that names an entry: its own, or the one of its verb."""
    name = syntax.lemma(reading.document, e.head)
    verb = agenda.verbs().get(name)
    return verb.noun if verb else name


def _one_trip(reading: Reading, a: Entry, b: Entry) -> bool:
    """Whether two visits go to one place, whichever word tells of them: "his trip to Oslo", "will travel to Oslo"."""
    if a.kind != "visit" or b.kind != "visit":
        return False
    tokens = reading.document.tokens
    named = {i for e in (a, b) for w in e.who for i in reading.cast.actor(w).name.split()}
    first, second = ({t.text for t in tokens[e.first : e.last] if t.upos == "PROPN"} - named for e in (a, b))
    goals = (first & second) - agenda.words("weekdays")
    return bool(goals - {t.text for t in tokens if t.text in goals and syntax.is_time(reading.document, t.i)})


def _share_a_word(reading: Reading, a: Entry, b: Entry) -> bool:
    return bool(_names(reading, a) & _names(reading, b))


def _names(reading: Reading, e: Entry) -> set[str]:
    """The words that name an entry: of its act and of what it is done to."""
    doc = reading.document
    parts = [] if e.thing else syntax.objects(doc, e.head) + syntax.surface_subjects(doc, e.head)
    nouns = {syntax.lemma(doc, n) for n in parts if doc.tokens[n].upos == "NOUN"}
    return {_word(reading, e), syntax.lemma(doc, e.head), *nouns}


def _undated(a: Entry, b: Entry, same_word: bool) -> bool:
    """Whether one is a thing without a day that the other dates: "a coming meeting", "the meeting due on Thursday"."""
    return same_word and any(x.thing and x.when is None and y.when is not None for x, y in ((a, b), (b, a)))


def _definite(reading: Reading, e: Entry) -> bool:
    """Whether an entry speaks of a thing as known: "the meeting will take place on Tuesday"."""
    doc = reading.document
    nouns = [e.head] if e.thing else [s for s in syntax.surface_subjects(doc, e.head) if agenda.noun_kind(doc, s)]
    return any(doc.tokens[d].text.lower() in ("the", "this", "that") for n in nouns for d in doc.dependents(n, "det"))


def _another(reading: Reading, e: Entry) -> bool:
    """Whether an entry is told as a thing not spoken of before: "a board meeting in February"."""
    doc = reading.document
    return e.thing and any(doc.tokens[d].text.lower() in ("a", "an", "another") for d in doc.dependents(e.head, "det"))


def _known_again(reading: Reading, a: Entry, b: Entry) -> bool:
    """Whether the later entry says more of the thing that the first one dates: "The meeting will take place at sea"."""
    doc, name = reading.document, _word(reading, a)
    subjects = [] if b.thing else syntax.surface_subjects(doc, b.head)
    return _definite(reading, b) and any(syntax.lemma(doc, s) == name for s in subjects)


def _touch(a: Period, b: Period) -> bool:
    """Whether one of two periods lies inside the other."""
    x, y = (a.start or "", a.end or "9999"), (b.start or "", b.end or "9999")
    return (x[0] <= y[0] and y[1] <= x[1]) or (y[0] <= x[0] and x[1] <= y[1])


def _days(e: Entry) -> tuple[str | None, str | None] | None:
    return (e.when.start, e.when.end) if e.when else None


def _own_words(reading: Reading, e: Entry) -> bool:
    """Whether a speaker tells of an act of their own: "I will be meeting him tomorrow"."""
    tokens = reading.document.tokens
    return any(tokens[s].text.lower() in ("i", "we") for s in syntax.surface_subjects(reading.document, e.head))


def _narrower(a: Period | None, b: Period | None) -> Period | None:
    if a is None or b is None or a.start is None or b.start is None:
        return a or b
    return b if b.start >= a.start and (b.end or "9999") <= (a.end or "9999") else a


def _joined(reading: Reading, a: Entry, b: Entry) -> Entry:
    """The closer day, the reporter's before a speaker's "I", else the first; and what the other adds."""
    near = a.first < b.last and b.first < a.last
    closer = _days(a) != _days(b) and _narrower(a.when, b.when) is b.when
    if not near and (closer or (_days(a) == _days(b) and _own_words(reading, a) and not _own_words(reading, b))):
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
