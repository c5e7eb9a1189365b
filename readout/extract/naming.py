"""Short noun phrases for docket items, put together from the report's own words."""

from __future__ import annotations

import re

from readout.extract import agenda, syntax
from readout.extract.docket_kinds import phrase_of
from readout.extract.reading import Reading
from readout.language.document import Document

_LONG = 14  # words after which a phrase ends at its next boundary
_LEAST = 5  # words before a boundary


def named_act(reading: Reading, verb: int) -> str:
    """A name for an act: "debate on Syria by foreign ministers"; its own words where no noun is listed."""
    doc = reading.document
    name = syntax.lemma(doc, verb)
    entry = agenda.verbs().get(name)
    heads = agenda.subject_before_due(doc, verb) or _named_first(doc, verb)
    subject = _party(reading, heads[0] if heads else None)
    direct = _phrase(reading, next(iter(syntax.objects_direct(doc, verb)), None))
    if told := _term(reading, verb, subject) or _in_two_words(doc, verb, subject):
        return _short(told)
    passive = syntax.is_passive(doc, verb)
    if doc.dependents(verb, "cop") and doc.tokens[verb].upos != "VERB" and not agenda.due_to(doc, verb):
        return _short(f"{subject} to be {_phrase(reading, verb)}")
    if entry is None or passive or name in agenda.words("light"):
        if passive:
            return _short(f"{subject} to be {doc.tokens[verb].text}" if subject else doc.tokens[verb].text)
        longer = any(doc.tokens[c].text.lower() == "longer" for c in doc.dependents(verb, "advmod"))
        to = "no longer to" if longer else "to"
        return _short(_light(reading, verb, subject, direct) or " ".join(w for w in (subject, to, name, direct) if w))
    others = [
        c
        for c in syntax.obliques(doc, verb, "with", "on", "about", "over", "in", "at", "to")
        if not _is_time(reading, c)
    ]
    rest = [f"{entry.before} {direct}".strip() if direct else ""]
    for c in others[:2]:
        joint = entry.kind == "talks" and syntax.case_of(doc, c) == "to"
        rest.append(f"{'with' if joint else syntax.case_of(doc, c)} {_phrase(reading, c)}")
    whose = f"of {subject}" if subject and entry.before != "of" else f"by {subject}" if subject else ""
    name = " ".join(w for w in (entry.noun, whose) if w)
    for part in (w for w in rest if w):
        if len(f"{name} {part}".split()) > _LONG:
            break
        name = f"{name} {part}"
    return _short(name)


def _named_first(doc: Document, verb: int) -> list[int]:
    """The heads that a name begins with: who acts, in the passive what is acted on."""
    surface = syntax.surface_subjects(doc, verb)
    return surface if surface and syntax.is_passive(doc, verb) else syntax.subjects(doc, verb) or surface


def _light(reading: Reading, verb: int, subject: str, direct: str) -> str:
    """The name of a light verb's own thing: "report of the UN panel", "talks of Kerry and Lavrov on Syria"."""
    doc = reading.document
    things = [o for o in syntax.objects_direct(doc, verb) if agenda.noun_kind(doc, o)]
    goals = [o for o in syntax.obliques(doc, verb, "to") if agenda.noun_kind(doc, o) == "election"]
    if goals and not things:  # "voters go to the polls"
        return _phrase(reading, goals[0])
    if not things or not subject:
        return ""
    if agenda.noun_kind(doc, things[0]) == "report" or syntax.lemma(doc, verb) in ("hold", "have", "begin", "resume"):
        ending = f"by {subject}" if " of " in direct else f"of {subject}"
        return f"{direct} {ending}"
    return ""


def _term(reading: Reading, verb: int, subject: str) -> str:
    """The name of a deadline that somebody faces: "deadline for lawmakers to pass a budget"."""
    doc = reading.document
    for o in syntax.objects_direct(doc, verb):
        if agenda.noun_kind(doc, o) == "deadline" and syntax.lemma(doc, verb) in agenda.words("faces"):
            acts = [
                c for c in (*doc.dependents(o, "acl"), *doc.dependents(verb, "advcl")) if syntax.is_infinitive(doc, c)
            ]
            named = [reading.document.words(*syntax.clause(doc, c)) for c in acts[:1]]
            return " ".join(["deadline for", subject, *named]) if subject else ""
    return ""


def _in_two_words(doc: Document, verb: int, subject: str) -> str:
    """The name of an act told in two words: "expiry of the mandate", "the law to enter into force"."""
    found = phrase_of(doc, verb)
    if found is None:
        return ""
    kind, c = found
    return (
        f"expiry of {subject}"
        if kind == "expiry"
        else f"{subject} to {syntax.lemma(doc, verb)} {doc.words(verb + 1, c + 1)}"
    )


def _party(reading: Reading, head: int | None) -> str:
    """Who acts: by the names of the cast where a pronoun, a number or a list of names says it, else by the phrase."""
    if head is None:
        return ""
    doc = reading.document
    token = doc.tokens[head]
    listed = bool(doc.dependents(head, "conj"))
    number = token.upos == "NUM" or any(
        doc.tokens[c].text.lower() in agenda.words("vague") for c in doc.dependents(head, "nummod", "det", "nmod:poss")
    )
    if token.upos in ("PRON", "DET") or number or listed:
        names = [reading.cast.actor(a).name for a in reading.cast.at(head)]
        if names and (not listed or len(names) > 1) and all(n[:1].isupper() for n in names):
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
    if syntax.lemma(doc, verb) == "fail" and (undone := doc.dependents(verb, "xcomp")):
        verb = undone[0]  # "if the government fails to pay" is a deadline to pay
    direct = _phrase(reading, next(iter(syntax.objects_direct(doc, verb)), None))
    name = doc.tokens[verb].text if syntax.is_passive(doc, verb) else syntax.lemma(doc, verb)
    linked = "to be" if syntax.is_passive(doc, verb) or doc.dependents(verb, "cop") else "to"
    return _short(" ".join(w for w in (subject, linked, name, direct) if w))


def named_term(reading: Reading, who: int, act: int) -> str:
    """Who has to do what: "rebels to leave town"."""
    doc = reading.document
    direct = _phrase(reading, next(iter(syntax.objects_direct(doc, act)), None))
    return _short(" ".join(w for w in (_party(reading, who), "to", syntax.lemma(doc, act), direct) if w))


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
    spans = [t.span for t, _ in reading.dated[doc.tokens[head].sentence]]
    keep = [
        i
        for i in range(first, last)
        if not any(s.start < doc.tokens[i].end and s.end > doc.tokens[i].start for s in spans)
        and doc.tokens[i].text not in agenda.words("quotes")
    ]
    leading = agenda.words("leading")
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
    while len(parts) > 1 and parts[-1].lower().strip(",") in agenda.words("dangling"):
        parts = parts[:-1]
    return " ".join(parts).rstrip(" ,;:-")


def _ends(parts: list[str], n: int, word: str) -> bool:
    return word.lower() in agenda.words("boundaries") or parts[n - 1].endswith((",", ";", ":"))
