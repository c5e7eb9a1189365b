"""Short noun phrases for docket items, put together from the report's own words."""

from __future__ import annotations

from readout.extract import agenda, syntax
from readout.extract.dates import times_of
from readout.extract.reading import Reading

_LONG = 14  # words


def named_act(reading: Reading, verb: int) -> str:
    """A name for an act: "debate on Syria by foreign ministers"; its own words where no noun is listed."""
    doc = reading.document
    name = syntax.lemma(doc, verb)
    entry = agenda.verbs().get(name)
    subject = _phrase(reading, next(iter(syntax.subjects(doc, verb) or syntax.surface_subjects(doc, verb)), None))
    direct = _phrase(reading, next(iter(syntax.objects_direct(doc, verb)), None))
    passive = syntax.is_passive(doc, verb)
    if doc.dependents(verb, "cop") and doc.tokens[verb].upos != "VERB":
        return _short(f"{subject} to be {_phrase(reading, verb)}")
    if entry is None or passive or name in agenda.words("light"):
        if passive:
            return _short(f"{subject} to be {doc.tokens[verb].text}" if subject else doc.tokens[verb].text)
        return _short(" ".join(w for w in (subject, "to", name, direct) if w))
    others = [
        c
        for c in syntax.obliques(doc, verb, "with", "on", "about", "over", "in", "at", "to")
        if not _is_time(reading, c)
    ]
    rest = [f"{entry.before} {direct}".strip() if direct else ""]
    rest += [f"{syntax.case_of(doc, c)} {_phrase(reading, c)}" for c in others[:2]]
    whose = f"of {subject}" if subject and entry.before != "of" else f"by {subject}" if subject else ""
    return _short(" ".join(w for w in (entry.noun, whose, *rest) if w))


def named_thing(reading: Reading, noun: int) -> str:
    """The phrase of a noun without its article and its day: "next week's talks" -> "talks"."""
    return _short(_phrase(reading, noun)) or reading.document.tokens[noun].text


def _is_time(reading: Reading, i: int) -> bool:
    token = reading.document.tokens[i]
    return any(t.span.start < token.end and t.span.end > token.start for t in reading.times)


def _phrase(reading: Reading, head: int | None) -> str:
    """The words of a noun phrase, without a leading article and without times."""
    if head is None:
        return ""
    doc = reading.document
    if doc.tokens[head].upos == "PRON":
        names = [reading.cast.actor(a).name for a in reading.cast.at(head)]
        return " and ".join(names)
    first, last = syntax.phrase(doc, head)
    spans = [t.span for t, _ in times_of(reading, doc.tokens[head].sentence)]
    keep = [
        i
        for i in range(first, last)
        if not any(s.start < doc.tokens[i].end and s.end > doc.tokens[i].start for s in spans)
    ]
    while keep and doc.tokens[keep[0]].text.lower() in ("the", "a", "an", "'s", "’s", "of", "on", "in", "for"):
        keep = keep[1:]
    while keep and doc.tokens[keep[-1]].upos in ("ADP", "PUNCT", "DET"):
        keep = keep[:-1]
    out = ""
    for n, i in enumerate(keep):
        token = doc.tokens[i]
        gap = n and (doc.tokens[keep[n - 1]].end < token.start or keep[n - 1] != i - 1)
        out += (" " if gap else "") + token.text
    return " ".join(out.split())


def _short(words: str) -> str:
    parts = words.split()
    return " ".join(parts[:_LONG])
