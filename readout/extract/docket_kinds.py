"""Of what kind an act is for the docket, and what makes it none: a question, a forecast, an idle "would"."""

from __future__ import annotations

from readout.extract import agenda, syntax
from readout.extract.agenda import noun_kind
from readout.extract.reading import Reading
from readout.language.document import Document
from readout.record import DocketKind


def asked(doc: Document, verb: int) -> bool:
    """Whether the clause of a verb is an indirect question or a free relative: "where the aid would come from"."""
    token = doc.tokens[verb]
    first = syntax.clause(doc, verb)[0]
    unclear = first > 0 and doc.tokens[first - 1].text.lower() in agenda.words("unclear")
    if unclear and doc.tokens[first].text.lower() in ("when", "where", "who"):
        return True
    words = [t.text.lower() for t in doc.tokens[max(0, first - 1) : first + 2]]
    if _after_preposition(doc, first, verb) or _which_one(doc, verb):
        return True
    if set(words[1:2]) & agenda.words("asking") or set(words[2:3]) & {"what", "whether"}:
        return True
    if token.deprel.endswith("cl:relcl") and doc.tokens[token.head].text.lower() in agenda.words("asking"):
        return True  # "has not said how it will vote", where the parse hangs the vote from "how"
    before = doc.tokens[first - 1].upos if first else ""
    of_noun = before in ("NOUN", "PROPN") or words[0] == ","
    question = bool(set(words[1:3]) & {"where", "when", "who", "which"}) and not of_noun
    return question and token.relation in ("ccomp", "csubj", "obj", "xcomp") and not token.is_root


def _after_preposition(doc: Document, first: int, verb: int) -> bool:
    """Whether a question word after a preposition opens the clause of a verb: "questions as to when they will meet"."""
    asks = {"when", "how", "who", "where", "what", "whether", "why"}
    return any(
        doc.tokens[i].text.lower() in asks and doc.tokens[i - 1].text.lower() in ("to", "of", "about", "on", "over")
        for i in range(max(1, first), min(first + 4, verb))
    )


def _which_one(doc: Document, verb: int) -> bool:
    """Whether the subject of a clause is asked for: "until they determine which employees will take part"."""
    asked_for = [s for s in doc.dependents(verb, "nsubj") if doc.tokens[s].upos == "NOUN"]
    return any(
        doc.tokens[d].text.lower() in ("which", "what", "whose") and doc.tokens[verb].deprel != "acl:relcl"
        for s in asked_for
        for d in doc.dependents(s, "det")
    )


def no_appointment(doc: Document, verb: int) -> bool:
    """Whether an act of no listed kind is a state, a forecast or an aim: "will rest", "to try to break the impasse"."""
    token = doc.tokens[verb]
    if agenda.is_set_to(doc, verb) and _means(doc, verb):
        return True
    if token.relation == "xcomp" and syntax.lemma(doc, token.head) in agenda.words("aims"):
        return True
    if syntax.lemma(doc, verb) == "make" and doc.dependents(verb, "xcomp", "ccomp"):  # "will make it leave"
        return True
    if _compared(doc, verb):
        return True
    if syntax.lemma(doc, verb) in agenda.words("policy") and agenda.resolved(doc, verb):
        return False
    return syntax.lemma(doc, verb) in agenda.words("stative") or (
        doc.tokens[verb].upos != "VERB" and bool(doc.dependents(verb, "cop"))
    )


def _compared(doc: Document, verb: int) -> bool:
    """Whether an act is foretold as more or less than another: "will import less oil in 2006 than before"."""
    objects = syntax.objects_direct(doc, verb)
    more = any(doc.tokens[d].xpos == "JJR" for o in objects for d in doc.dependents(o, "amod", "advmod", "nummod"))
    return more and any(doc.tokens[i].text.lower() == "than" for i in doc.subtree(verb))


def sets_the_stage(doc: Document, verb: int) -> bool:
    """Whether a verb only says what leads to what: "would set the stage for a summit", "the stage will be set"."""
    if syntax.lemma(doc, verb) != "set":
        return False
    parts = syntax.objects_direct(doc, verb) + syntax.surface_subjects(doc, verb)
    return any(syntax.lemma(doc, p) in agenda.words("backdrops") for p in parts)


def is_passive_state(doc: Document, verb: int) -> bool:
    """Whether something will only be in a state: "the visit would be aimed at", not "a fund will be created"."""
    state = syntax.lemma(doc, verb) in agenda.words("stative") - agenda.words("decreed") - agenda.words("policy")
    return state and syntax.is_passive(doc, verb)


def _means(doc: Document, verb: int) -> bool:
    """Whether "is to" says what a thing is for: "the measure is to protect the birds"."""
    heads = agenda.subject_before_due(doc, verb) or syntax.surface_subjects(doc, verb)
    meant = any(syntax.lemma(doc, s) in agenda.words("means") for s in heads)
    return meant and not syntax.is_passive(doc, verb) and bool(syntax.objects_direct(doc, verb))


def of_amounts(doc: Document, verb: int) -> bool:
    """Whether amounts do something by themselves, which is a forecast: "output is expected to drop by 2010"."""
    if syntax.is_passive(doc, verb) or syntax.lemma(doc, verb) in agenda.verbs():
        return False
    return any(syntax.lemma(doc, s) in agenda.words("quantities") for s in syntax.surface_subjects(doc, verb))


def idle_would(doc: Document, verb: int) -> bool:
    """Whether "would" only imagines: nobody in the sentence is quoted with it, or a condition hangs on it."""
    if not any(doc.tokens[a].text.lower() in ("would", "'d") for a in doc.dependents(verb, "aux")):
        return False
    span = doc.sentence_of(verb)
    words = range(span.first, span.last)
    said = any(syntax.lemma(doc, i) in agenda.words("saying") | agenda.words("telling") for i in words)
    return not said or bool(syntax.conditions(doc, verb))


def of_sport_or_show(doc: Document, verb: int) -> bool:
    """Whether an act is a fixture of sport or a show: "the final will be played", "the tournament starts on Sunday"."""
    subjects = syntax.surface_subjects(doc, verb) + agenda.subject_before_due(doc, verb)
    shown = subjects if syntax.is_passive(doc, verb) else subjects + syntax.objects_direct(doc, verb)
    shown = shown + syntax.obliques(doc, verb, "in", "at")  # "the winners meet in Sunday's final"
    played = syntax.lemma(doc, verb) in agenda.words("plays")
    return played or any(doc.tokens[n].lemma.lower() in agenda.words("fixtures") for n in shown)


def condition_of(doc: Document, verb: int) -> int | None:
    """The head of the condition that an act hangs on, or that hangs from its governor: "threatened to go if"."""
    node = verb
    for _ in range(3):
        found = syntax.conditions(doc, node)
        if found:
            return found[0]
        if doc.tokens[node].relation != "xcomp" or doc.tokens[node].is_root:
            return None
        node = doc.tokens[node].head
    return None


def kind_of_act(reading: Reading, verb: int) -> DocketKind | None:
    """The kind of an act: of the thing that it is about where the verb is light or passive, else of the verb."""
    doc = reading.document
    name = syntax.lemma(doc, verb)
    passive = syntax.is_passive(doc, verb)
    if (told := phrase_of(doc, verb)) is not None:
        return told[0]
    if name in agenda.words("light") or passive:
        about = [o for o in syntax.objects(doc, verb) if doc.tokens[o].lemma.lower() != "place"]  # "take place"
        if passive or not about:  # "a cabinet meeting will set aside a sum" is no meeting
            about = about + (syntax.surface_subjects(doc, verb) or agenda.subject_before_due(doc, verb))
        about += syntax.obliques(doc, verb, "for", "to", "with", "in", "at", "on")
        about += [n for a in about for n in syntax.obliques(doc, a, "of")]
        for noun in about:
            kind = noun_kind(doc, noun)
            if kind:
                return kind
    entry = agenda.verbs().get(name) if doc.tokens[verb].upos != "ADJ" else None  # "will be close to five million"
    if entry is None or (entry.kind in ("visit", "talks") and passive) or _other_sense(doc, verb):
        return None
    met = syntax.objects_direct(doc, verb) if entry.before == "with" else []
    if met and not any(reading.cast.at(o) for o in met):  # "meet a third of the cost"
        return None
    return _visit(reading, verb) if entry.kind == "visit" else entry.kind


def phrase_of(doc: Document, verb: int) -> tuple[DocketKind, int] | None:
    """The kind of an act told in two words, and the second: "runs out", "take effect", "enters into force"."""
    name = syntax.lemma(doc, verb)
    beside = doc.dependents(verb, "compound:prt", "obj") + syntax.obliques(doc, verb, "into", "to", "on")
    known = agenda.phrases()
    return next(((known[key], c) for c in beside if (key := f"{name} {syntax.lemma(doc, c)}") in known), None)


def _other_sense(doc: Document, verb: int) -> bool:
    """Whether a verb has another sense than the listed one: "rule out", "come up", "hear from them", "appear to be"."""
    name = syntax.lemma(doc, verb)
    if name == "hear" and not syntax.is_passive(doc, verb):
        return not any(syntax.lemma(doc, s) in agenda.words("hears") for s in syntax.surface_subjects(doc, verb))
    if name == "appear":
        span = doc.sentence_of(verb)
        before_court = any(syntax.lemma(doc, i) in agenda.words("courts") for i in range(span.first, span.last))
        return not before_court or bool(doc.dependents(verb, "xcomp"))
    particles = {doc.tokens[c].text.lower() for c in doc.dependents(verb, "compound:prt")}
    return bool(particles - agenda.words("particles"))


def _visit(reading: Reading, verb: int) -> DocketKind | None:
    """Whether moving is a visit: by somebody, to a place or on a day; "return to the treaty" is none."""
    doc = reading.document
    if syntax.lemma(doc, verb) not in agenda.words("intransitive"):
        return "visit"
    if any(doc.tokens[o].upos != "NUM" and not _of_time(reading, o) for o in syntax.objects_direct(doc, verb)):
        return "other"
    goals = syntax.obliques(doc, verb, "to", "into", "toward", "towards")
    if any(doc.tokens[g].lemma.lower() in agenda.words("no_places") or noun_kind(doc, g) == "election" for g in goals):
        return "other"
    heads = syntax.subjects(doc, verb) or syntax.surface_subjects(doc, verb)
    somebody = any(reading.cast.at(h) for h in heads)
    places = [g for g in syntax.obliques(doc, verb, "to", "in", "from", "at", "into", "for") if _place(doc, g)]
    home = any(doc.tokens[c].text.lower() in ("home", "back", "here", "there") for c in doc.dependents(verb, "advmod"))
    return "visit" if somebody and (places or home or _on_a_day(reading, verb)) else None


def _of_time(reading: Reading, i: int) -> bool:
    start = reading.document.tokens[i].start
    return any(t.span.start <= start < t.span.end for t in reading.times)


def _place(doc: Document, noun: int) -> bool:
    return doc.tokens[noun].upos == "PROPN" or doc.tokens[noun].lemma.lower() in agenda.words("places")


def _on_a_day(reading: Reading, verb: int) -> bool:
    below = {reading.document.tokens[i].start for i in reading.document.subtree(verb)}
    return any(t.span.start in below for t in reading.times)
