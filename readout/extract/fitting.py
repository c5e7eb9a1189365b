"""Which of the nouns around an act can be a party to it: who can speak, who can be asked."""

from __future__ import annotations

from readout.extract import syntax
from readout.extract.lexicon import listed, nouns
from readout.extract.party import Party, named
from readout.extract.reading import Reading
from readout.extract.triggers import Trigger, complements
from readout.language.document import Document

_IN_WORDS = ("AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "CONSULT")
_WANTING = ("demand", "propose", "seek", "request")
"""Verbs of asking whose object is what is asked for: "demanded a new president"."""
_ASKING = ("REQUEST", "REJECT", "AGREE")
_ARMED = ("MIL", "COP", "PRM")


def not_its_own(reading: Reading, trigger: Trigger, actor: Party, recipient: Party) -> Party:
    """`recipient`, but none where it is only the forces that one sends or vows to keep, or the people one pulls out."""
    kind = trigger.entry.types[0]
    if kind not in ("AGREE", "MOBILIZE", "REJECT", "RETREAT", "AID") or trigger.entry.mode in ("release", "disarm"):
        return recipient
    if kind == "AID" and not set(recipient.heads) <= set(trigger.words):
        return recipient  # "helped the army"; not so "sent [troops] to"
    homes = {reading.cast.actor(i).country for i in actor.ids} | {None}
    found = [reading.cast.actor(i) for i in recipient.ids]
    out = trigger.entry.mode == "withdraw"
    own = all((out or a.sector in _ARMED) and a.country in homes and a.kind == "group" for a in found)
    return Party() if actor and own else recipient


def complained_of(reading: Reading, trigger: Trigger, recipient: Party) -> Party:
    """Whom a complaint is against where it is brought before a body: "filed a complaint against Vall at the WTO"."""
    bodies = [reading.cast.actor(i) for i in recipient.ids]
    if trigger.entry.types[0] != "ACCUSE" or not bodies or any(a.sector != "IGO" for a in bodies):
        return Party()
    doc = reading.document
    words = dict.fromkeys((trigger.head, *trigger.words))
    if not {syntax.lemma(doc, w) for w in words} & listed("complaints"):
        return Party()
    over = [o for w in words for o in syntax.obliques(doc, w, "against", "over")]
    inside = [c for o in over for c in doc.dependents(o, "compound", "amod", "nmod:poss")]
    found = named(reading, over) or named(reading, inside)
    return found if set(found.ids) - set(recipient.ids) else Party()


def may_speak(reading: Reading, trigger: Trigger, choices: list[list[int]]) -> list[list[int]]:
    """The subjects of an act in words that are someone, or say what someone says: not "Saddam's trial threatened"."""
    if trigger.noun or trigger.entry.types[0] not in _IN_WORDS:
        return choices
    voices = listed("documents") | listed("voices")
    known = reading.cast
    doc = reading.document
    return [
        [h for h in heads if known.at(h) or syntax.lemma(doc, h) in voices or _is_body(doc, h)] for heads in choices
    ]


def _is_body(doc: Document, head: int) -> bool:
    """Whether a noun stands within a name, or has one as its first part: "the [Bush] camp"."""
    return head in doc.name_at or doc.tokens[head].upos in ("PROPN", "PRON")


def may_be_asked(reading: Reading, trigger: Trigger, choices: list[list[int]]) -> list[list[int]]:
    """Leaves out what is asked for where its "of" is not the one asked: "called for the release of the envoy"."""
    if trigger.entry.types[0] not in _ASKING:
        return choices
    doc = reading.document
    wanted = syntax.objects_direct(doc, trigger.head) if trigger.entry.head in _WANTING else []
    wanted += [o for o in syntax.obliques(doc, trigger.head, "for") if _is_new(doc, o)]
    wanted = [] if complements(doc, trigger.head) else [o for o in wanted if reading.cast.at(o)]
    if trigger.entry.head == "tell":
        choices = [[h for h in heads if not only_listens(reading, h)] for heads in choices]
    choices = [[h for h in heads if h not in wanted] for heads in choices]
    return [[h for h in heads if not _is_done_to(doc, h) and _may_name(reading, h)] for heads in choices]


def only_listens(reading: Reading, head: int) -> bool:
    """Whether a noun is the press or a meeting that is told something: "told [the radio] that Norland must yield"."""
    sectors = {reading.cast.actor(i).sector for i in reading.cast.at(head)}
    listeners = listed("audience") | listed("classes", "talks")
    return bool(sectors & {"MED", "JOU"}) or syntax.lemma(reading.document, head) in listeners


def _is_new(doc: Document, noun: int) -> bool:
    """Whether a noun has "a" or "new" before it: what is called for is still to be made ("called for a tribunal")."""
    return any(doc.tokens[d].text.lower() in ("a", "an", "new") for d in doc.dependents(noun, "det", "amod"))


def _may_name(reading: Reading, head: int) -> bool:
    return bool(reading.cast.at(head)) or not _is_undergone(reading.document, head)


def _is_done_to(doc: Document, head: int) -> bool:
    """Whether a noun is the "of" of what is only asked for: "the release of the [envoy]"."""
    above = doc.tokens[head].head
    return doc.tokens[head].relation == "nmod" and syntax.case_of(doc, head) == "of" and _is_undergone(doc, above)


def _is_undergone(doc: Document, head: int) -> bool:
    """Whether the "of" of an act in a noun names whom it is done to: "the arrest of", "the deployment of"."""
    name = syntax.lemma(doc, head)
    entries = nouns().get(name, ())
    return name in listed("undergone") or any(e.pattern.recipients[:1] == ("of!",) for e in entries)
