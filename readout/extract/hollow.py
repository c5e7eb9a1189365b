"""Praise, demands and help that are none: of a thing only noted, to those who only listen, for one's own people."""

from __future__ import annotations

from readout.extract import syntax
from readout.extract.fitting import only_listens
from readout.extract.lexicon import listed
from readout.extract.party import Party
from readout.extract.reading import Reading
from readout.extract.triggers import Trigger

_GUARDS = ("protect", "guard", "escort", "shield", "safeguard", "secure")


def is_campaign(reading: Reading, trigger: Trigger, recipient: Party) -> bool:
    """Whether a rally only wins votes: of a party before a poll, against nobody."""
    doc = reading.document
    rallies = any(syntax.lemma(doc, w) == "rally" for w in trigger.words)
    if trigger.entry.types[0] != "PROTEST" or recipient or not rallies:
        return False
    sentence = doc.sentence_of(trigger.head)
    words = {t.lemma.lower() for t in doc.tokens[sentence.first : sentence.last]}
    return bool(words & listed("polls")) and not words & listed("grievance")


def is_hollow(reading: Reading, trigger: Trigger, actor: Party, recipient: Party) -> bool:
    """Whether a verb's parties or object leave no act: insisting on a right, telling the press, guarding one's own."""
    entry, kind = trigger.entry, trigger.entry.types[0]
    if entry.head == "campaign" and not recipient:
        return True
    if entry.head == "insist" and "must" not in entry.conditions and not recipient:
        return True
    if kind == "REQUEST" and _is_recess(reading, trigger):
        return True
    if kind == "AID" and (not actor or (entry.head in _GUARDS and at_home(reading, actor, recipient))):
        return True
    if kind == "SUPPORT" and entry.head == "defend" and _defends_its_own(reading, trigger, actor, recipient):
        return True
    return _only_noted(reading, trigger, recipient) or _is_told(reading, trigger)


def _is_recess(reading: Reading, trigger: Trigger) -> bool:
    """Whether what is ordered is a break: "the judge ordered a short recess"."""
    doc = reading.document
    return any(syntax.lemma(doc, o) in listed("classes", "recess") for o in syntax.objects_direct(doc, trigger.head))


def at_home(reading: Reading, actor: Party, recipient: Party) -> bool:
    """Whether one only travels within one's own country."""
    homes = {reading.cast.actor(i).country for i in actor.ids}
    goals = {reading.cast.actor(i).country for i in recipient.ids}
    return not goals or bool(homes & goals) or goals == {None}


def _is_told(reading: Reading, trigger: Trigger) -> bool:
    """Whether one only speaks to a meeting or the press: "told a meeting in Vall to review the treaty"."""
    if trigger.entry.head != "tell" or "must" in trigger.entry.conditions:
        return False
    return any(only_listens(reading, o) for o in syntax.objects_direct(reading.document, trigger.head))


def _only_noted(reading: Reading, trigger: Trigger, recipient: Party) -> bool:
    """Whether what one praises or recognises is neither a policy nor anybody: "recognised the threat", "saluted the
    images"."""
    doc = reading.document
    things = syntax.objects_direct(doc, trigger.head)
    if trigger.entry.types[0] != "SUPPORT" or not things or any(doc.tokens[o].upos == "PRON" for o in things):
        return False
    if trigger.entry.head in ("recognize", "recognise") and "notas" in trigger.entry.conditions:
        return not any(reading.cast.at(o) or syntax.lemma(doc, o) in listed("recognised") for o in things)
    if recipient or trigger.entry.objects or trigger.entry.particles:
        return False
    policies = listed("classes", "words") | listed("classes", "deal") | listed("classes", "talks") | listed("documents")
    policies |= listed("undergone") | listed("policies")
    return not any(syntax.lemma(doc, o) in policies for o in things)


def _defends_its_own(reading: Reading, trigger: Trigger, actor: Party, recipient: Party) -> bool:
    """Whether one only defends what is one's own: "defended its record", "the army defends the country".

    Not what a country decides or does, by name: "the minister defended Norland's decision".
    """
    doc = reading.document
    policies = listed("classes", "words") | listed("policies")
    stated = [o for o in syntax.objects_direct(doc, trigger.head) if syntax.lemma(doc, o) in policies]
    if any(doc.tokens[p].upos == "PROPN" for o in stated for p in doc.dependents(o, "nmod:poss")):
        return False
    others = [reading.cast.actor(i) for i in recipient.ids]
    homes = {reading.cast.actor(i).country for i in actor.ids}
    return all(a.kind in ("country", "place-for-government", "group") and a.country in homes | {None} for a in others)
