"""Short noun phrases for docket items, put together from the report's own words."""

from __future__ import annotations

import re

from readout.extract import agenda, syntax
from readout.extract.dates import times_of
from readout.extract.reading import Reading

_LONG = 14  # words after which a phrase ends at its next boundary
_BOUNDARIES = ("who", "which", "that", "where", "when", "while", "if", "unless", "but", "after", "before", ";", ",", "-", "--")
_DANGLING = frozenset("and or but with of to in on for at by from the a an as than over about into".split())
_LEAST = 5  # words before a boundary
_VAGUE = frozenset({"both", "two", "three", "four", "his", "her", "their"})
_POSSESSIVE = ("his", "her", "their", "its", "our", "my", "your")


def named_act(reading: Reading, verb: int) -> str:
    """A name for an act: "debate on Syria by foreign ministers"; its own words where no noun is listed."""
    doc = reading.document
    name = syntax.lemma(doc, verb)
    entry = agenda.verbs().get(name)
    subject = _party(reading, next(iter(syntax.subjects(doc, verb) or syntax.surface_subjects(doc, verb)), None))
    direct = _phrase(reading, next(iter(syntax.objects_direct(doc, verb)), None))
    passive = syntax.is_passive(doc, verb)
    if doc.dependents(verb, "cop") and doc.tokens[verb].upos != "VERB":
        return _short(f"{subject} to be {_phrase(reading, verb)}")
    if entry is None or passive or name in agenda.words("light"):
        if passive:
            return _short(f"{subject} to be {doc.tokens[verb].text}" if subject else doc.tokens[verb].text)
        return _short(_light(reading, verb, subject, direct) or " ".join(w for w in (subject, "to", name, direct) if w))
    others = [
        c
        for c in syntax.obliques(doc, verb, "with", "on", "about", "over", "in", "at", "to")
        if not _is_time(reading, c)
    ]
    rest = [f"{entry.before} {direct}".strip() if direct else ""]
    rest += [f"{syntax.case_of(doc, c)} {_phrase(reading, c)}" for c in others[:2]]
    whose = f"of {subject}" if subject and entry.before != "of" else f"by {subject}" if subject else ""
    return _short(" ".join(w for w in (entry.noun, whose, *rest) if w))


def _light(reading: Reading, verb: int, subject: str, direct: str) -> str:
    """The name of a light verb's own thing: "report of the UN panel", "talks of Kerry and Lavrov on Syria"."""
    doc = reading.document
    things = [o for o in syntax.objects_direct(doc, verb) if agenda.noun_kind(doc, o)]
    if not things or not subject:
        return ""
    if agenda.noun_kind(doc, things[0]) == "report" or syntax.lemma(doc, verb) in ("hold", "have", "begin", "resume"):
        ending = next((f"of {subject}" for _ in (0,) if f" of " not in f" {direct} "), f"by {subject}")
        return f"{direct} {ending}"
    return ""


def _party(reading: Reading, head: int | None) -> str:
    """Who acts: by the names of the cast where a pronoun, a number or a list of names says it, else by the phrase."""
    if head is None:
        return ""
    doc = reading.document
    token = doc.tokens[head]
    listed = bool(doc.dependents(head, "conj"))
    number = token.upos == "NUM" or any(
        doc.tokens[c].text.lower() in _VAGUE for c in doc.dependents(head, "nummod", "det", "nmod:poss")
    )
    if token.upos in ("PRON", "DET") or number or listed:
        names = [reading.cast.actor(a).name for a in reading.cast.at(head)]
        if names and all(n[:1].isupper() for n in names):
            return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]
    return _phrase(reading, head)


def named_thing(reading: Reading, noun: int) -> str:
    """The phrase of a noun without its article and its day: "next week's talks" -> "talks"."""
    return _short(_phrase(reading, noun)) or reading.document.tokens[noun].text


def named_condition(reading: Reading, verb: int) -> str:
    """What has to happen by a deadline: "deal" of "if there is no deal", else the words of the condition."""
    doc = reading.document
    there = [*doc.dependents(verb, "nsubj")] if doc.dependents(verb, "expl") else []
    for noun in there:
        return re.sub(r"^(no|any|some)\s+", "", _phrase(reading, noun))
    subject = _party(reading, next(iter(syntax.surface_subjects(doc, verb)), None))
    direct = _phrase(reading, next(iter(syntax.objects_direct(doc, verb)), None))
    name = doc.tokens[verb].text if syntax.is_passive(doc, verb) else syntax.lemma(doc, verb)
    linked = "to be" if syntax.is_passive(doc, verb) or doc.dependents(verb, "cop") else "to"
    return _short(" ".join(w for w in (subject, linked, name, direct) if w))


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
    leading = ("the", "a", "an", "'s", "’s", "of", "on", "in", "for", *_POSSESSIVE)
    while len(keep) > 1 and doc.tokens[keep[0]].text.lower() in leading:
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
    """The phrase without what hangs over: a long one ends at the first boundary of a clause, none on a preposition."""
    parts = words.split()
    if len(parts) > _LONG:
        cut = next((n for n, w in enumerate(parts) if n >= _LEAST and _ends(parts, n, w)), len(parts))
        parts = parts[:cut]
    while len(parts) > 1 and parts[-1].lower().strip(",") in _DANGLING:
        parts = parts[:-1]
    return " ".join(parts).rstrip(" ,;:-")


def _ends(parts: list[str], n: int, word: str) -> bool:
    return word.lower() in _BOUNDARIES or parts[n - 1].endswith((",", ";", ":"))
