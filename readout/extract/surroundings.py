"""Whom an act reaches, or who does it, by what surrounds it: purposes, conditions, demands, the fight it was in."""

from __future__ import annotations

from readout.extract import syntax
from readout.extract.conditions import marks
from readout.extract.lexicon import listed
from readout.extract.party import Party, inside, leaders, named, without
from readout.extract.reading import Reading
from readout.extract.triggers import Trigger, complements
from readout.language.document import Document

_ATTENDING = ("attend", "join", "host", "participate", "take")
_UNTIL = {"until", "till", "unless"}


def _asked_in_a_noun(reading: Reading, trigger: Trigger) -> Party:
    """Whom a demand is made of by what follows the noun: "reiterated its demand that [Norland] ease sanctions"."""
    doc = reading.document
    nouns_said = [w for w in dict.fromkeys((trigger.head, *trigger.words)) if doc.tokens[w].upos == "NOUN"]
    asked = [c for w in nouns_said for c in complements(doc, w) if not syntax.is_passive(doc, c)]
    return named(reading, [s for c in asked for s in doc.dependents(c, "nsubj")])


def _protested(reading: Reading, trigger: Trigger) -> Party:
    """Whom a protest is against by its purpose: "blocked roads to protest [Norland]'s decision", "in protest at"."""
    doc = reading.document
    near = dict.fromkeys((trigger.head, *trigger.words, *([] if trigger.light is None else [trigger.light])))
    said = [v for i in near for v in doc.dependents(i, "advcl", "xcomp", "acl")]
    said += [n for i in near for n in syntax.obliques(doc, i, "in", "as")]
    for head in said:
        if syntax.lemma(doc, head) not in listed("protesting"):
            continue
        things = syntax.objects_direct(doc, head) if syntax.is_verb(doc, head) else []
        things += syntax.obliques(doc, head, "against", "of", "at", "over", "to")
        found = named(reading, things) or named(reading, [i for t in things for i in inside(reading, t, ("by",))])
        if found:
            return found
    return Party()


def _before_the_doors(reading: Reading, trigger: Trigger) -> Party:
    """Whose embassy or seat a crowd gathers at: "rallied outside the [Norlandish] embassy"."""
    doc = reading.document
    near = dict.fromkeys((trigger.head, *trigger.words, *([] if trigger.light is None else [trigger.light])))
    spots = [o for i in near for o in syntax.obliques(doc, i, "outside", "at", "to", "near", "on", "in front of")]
    spots += [n for i in near for o in syntax.obliques(doc, i, "in") for n in _fronts(doc, o)]
    seats = [o for o in spots if syntax.lemma(doc, o) in listed("embassies")]
    return named(reading, [i for o in seats for i in inside(reading, o)])


def _fronts(doc: Document, noun: int) -> list[int]:
    return syntax.obliques(doc, noun, "of") if syntax.lemma(doc, noun) == "front" else []


def _employer(reading: Reading, trigger: Trigger) -> Party:
    """Whom workers strike against where only their own name tells: "workers at [a steel maker] walked out"."""
    doc = reading.document
    if trigger.entry.mode != "strike":
        return Party()
    verb = trigger.head if not trigger.noun else trigger.light
    crowd = list(syntax.surface_subjects(doc, verb)) if verb is not None else []
    crowd += syntax.agents(doc, trigger.head)
    heads = [i for s in crowd for i in inside(reading, s, ("at", "of", "in", "for", "with"))]
    return named(reading, [h for h in heads if any(_may_employ(reading, a) for a in reading.cast.at(h))][:1])


def _may_employ(reading: Reading, actor: str) -> bool:
    found = reading.cast.actor(actor)
    return found.kind == "organisation" and found.sector not in ("LAB", "PTY", "OPP", "IGO")


def _addressee(reading: Reading, trigger: Trigger) -> Party:
    """To whom the letter goes that asks or threatens: "sent a letter to [the premier] demanding a vote"."""
    doc, token = reading.document, reading.document.tokens[trigger.head]
    if trigger.noun or token.xpos != "VBG" or token.relation not in ("acl", "advcl") or token.deprel == "acl:relcl":
        return Party()
    written = syntax.lemma(doc, token.head) in listed("documents") and token.relation == "acl"
    if not written and syntax.lemma(doc, token.head) not in ("write", "appeal"):
        return Party()
    above = [token.head, *([doc.tokens[token.head].head] if written else [])]
    return named(reading, [o for i in above for o in syntax.obliques(doc, i, "to") if o < trigger.head])


def _alleged(reading: Reading, trigger: Trigger) -> Party:
    """Who is said to have done what is looked into: "opened an inquiry into claims that [officers] beat him"."""
    doc = reading.document
    nouns = [o for i in dict.fromkeys((trigger.head, *trigger.words)) for o in syntax.obliques(doc, i, "into", "of")]
    said = [c for n in nouns if syntax.lemma(doc, n) in _CLAIMS for c in complements(doc, n)]
    return named(reading, [s for c in said for s in syntax.subjects(doc, c)])


_CLAIMS = ("claim", "allegation", "accusation", "charge", "report", "complaint")


def _on_condition(reading: Reading, trigger: Trigger) -> Party:
    """Whom a threat is for by its condition: "warned that it would strike if [Norland] refused"."""
    doc = reading.document
    said = [v for c in complements(doc, trigger.head) for v in (c, *doc.dependents(c, "xcomp"))]
    for verb in (trigger.head, *said):
        for clause in doc.dependents(verb, "advcl"):
            if {doc.tokens[m].text.lower() for m in doc.dependents(clause, "mark")} & {"if", "unless", "until"}:
                return named(reading, syntax.subjects(doc, clause))
    return Party()


def awaited(reading: Reading, trigger: Trigger) -> Party:
    """Whom a refusal is for by what must come first: "will not end the strike until the [government] pays"."""
    doc = reading.document
    if trigger.noun or not syntax.negated(doc, trigger.head):
        return Party()
    clauses = [c for c in doc.dependents(trigger.head, "advcl") if _UNTIL & {t.text.lower() for t in marks(doc, c)}]
    return named(reading, [s for c in clauses for s in syntax.subjects(doc, c)])


def _mediated(reading: Reading, trigger: Trigger) -> Party:
    """Between whom one mediates, by the quarrel that is to end: "an effort to end the rift between [the two]"."""
    doc = reading.document
    if trigger.entry.cameo != "045":
        return _host_of_talks(reading, trigger)
    below = [i for w in trigger.words for i in doc.subtree(w) if i > w and syntax.case_of(doc, i) == "between"]
    return named(reading, below[:1])


def _host_of_talks(reading: Reading, trigger: Trigger) -> Party:
    """The body whose summit or session one attends: "will attend the [league]'s summit"."""
    if trigger.entry.head not in _ATTENDING or syntax.is_passive(reading.document, trigger.head):
        return Party()
    owners = [i for w in trigger.words if w != trigger.head for i in inside(reading, w, ("of",))]
    return named(reading, [i for i in owners if all(_is_a_body(reading, a) for a in reading.cast.at(i))])


def _is_a_body(reading: Reading, actor: str) -> bool:
    return reading.cast.actor(actor).kind in ("organisation", "group")


def _driven_off(reading: Reading, trigger: Trigger) -> Party:
    """Whom force is used on by its purpose, or by what one claims: "fired tear gas to disperse [students]", "claimed
    responsibility for firing rockets at [Vall]", "for the bombing of [the embassy]"."""
    doc = reading.document
    if trigger.noun:
        return Party()
    aimed = [c for c in doc.dependents(trigger.head, "advcl", "xcomp") if syntax.lemma(doc, c) in _DRIVING]
    found = named(reading, [o for c in aimed if syntax.is_infinitive(doc, c) for o in syntax.objects_direct(doc, c)])
    if found or trigger.entry.head != "claim":
        return found
    words = list(dict.fromkeys((trigger.head, *trigger.words)))
    deeds = [c for w in words for c in doc.dependents(w, "advcl", "acl") if doc.tokens[c].xpos == "VBG"]
    hit = [o for c in deeds for o in (*syntax.obliques(doc, c, *_AT), *syntax.objects_direct(doc, c))]
    nouns = [n for w in words for n in syntax.obliques(doc, w, "for")]
    nouns += [o for c in deeds for o in syntax.objects_direct(doc, c)]
    hit += [o for n in nouns for o in syntax.obliques(doc, n, "of", *_AT)]
    return named(reading, hit) or named(reading, [i for h in hit for i in inside(reading, h, ("of", "in"))])


_DRIVING = (
    "disperse",
    "drive",
    "scatter",
    "push",
    "break",
    "stop",
    "repel",
    "clear",
    "chase",
    "force",
    "quell",
    "beat",
)
_AT = ("at", "on", "against", "in", "into")

TOLD_FAR = {
    "PROTEST": lambda reading, trigger: (
        _protested(reading, trigger) or _before_the_doors(reading, trigger) or _employer(reading, trigger)
    ),
    "THREATEN": lambda reading, trigger: (
        _on_condition(reading, trigger) or _asked_in_a_noun(reading, trigger) or _addressee(reading, trigger)
    ),
    "REQUEST": lambda reading, trigger: _asked_in_a_noun(reading, trigger) or _addressee(reading, trigger),
    "ACCUSE": _alleged,
    "CONSULT": _mediated,
    "ASSAULT": _driven_off,
}
"""By type, who finds the recipient where the places that the lexicon names hold none."""


def in_the_fight(reading: Reading, trigger: Trigger, hurt: Party) -> Party:
    """The doer of a passive that names none: whose attack it was in, whom the fight was with ("killed in clashes
    with [rebels]", "wounded in an [army] raid")."""
    doc, verb = reading.document, trigger.head
    if trigger.noun or trigger.entry.types[0] not in ("ASSAULT", "COERCE") or not syntax.is_passive(doc, verb):
        return Party()
    for noun in syntax.obliques(doc, verb, "in", "during"):
        name = syntax.lemma(doc, noun)
        force = attacks() | listed("classes", "violence")
        heads = [*inside(reading, noun, ()), *leaders(reading, noun)] if name in force else []
        if name in listed("classes", "violence"):
            heads += syntax.obliques(doc, noun, "with")
        found = without(reading, named(reading, heads), hurt)
        if found:
            return found
    return Party()


def attacks() -> frozenset[str]:
    """Nouns of one-sided violence."""
    return listed("classes", "attack") | {"assassination"}
