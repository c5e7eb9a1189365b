"""Whether an act belongs in the record: someone political takes part, and it is no play."""

from __future__ import annotations

from itertools import pairwise

from readout.extract import codes, syntax
from readout.extract.lexicon import listed
from readout.extract.party import Party
from readout.extract.reading import Reading
from readout.extract.triggers import Trigger, complements
from readout.language.document import Document
from readout.record import Actor

_STATE_ACTS = {("COERCE", "arrest"), ("SANCTION", "convict"), ("COERCE", "deport")}
_COURT_WORDS = {"charge", "indict", "arraign", "prosecute", "impeach"}
_SURE = 2
_SOME = 4
_CONFLICT = 4


def political(reading: Reading, trigger: Trigger, actor: Party, recipient: Party) -> bool:
    """Whether one of the parties acts in politics, or the act is violence against people."""
    everyone = [reading.cast.actor(i) for i in actor.ids + recipient.ids]
    kind = trigger.entry.types[0]
    if kind == "ASSAULT" and _crashes(reading, actor) and _is_accident(reading.document, trigger):
        return False
    if kind in ("ASSAULT", "COERCE") and _is_of_nature(reading.document, trigger):
        return False
    if kind == "PROTEST" and actor and all(reading.cast.actor(i).sector in ("COP", "MIL") for i in actor.ids):
        return False
    if any(_acts_in_politics(a, kind) for a in everyone):
        loud = kind in ("REQUEST", "ACCUSE", "REJECT") or codes.quad(kind) == _CONFLICT
        crowd = all(reading.cast.actor(i).kind == "group" for i in actor.ids)
        undergone = not actor and kind in ("RETREAT", "COERCE", "SANCTION", "ACCUSE")  # "two hostages were freed"
        return (loud and crowd) or undergone or not _is_private(everyone, kind)
    if _is_of_the_state(reading.document, trigger, everyone):
        return True
    if not codes.is_violent(trigger.entry.types[0]):
        return False
    return trigger.noun or not actor or codes.victims(reading.document, syntax.objects(reading.document, trigger.head))


def _is_private(everyone: list[Actor], kind: str) -> bool:
    """Whether words, deals and measures pass between companies, schools, media or single citizens alone."""
    if kind == "CONCEDE" and any(a.sector == "LAB" for a in everyone):
        return False  # a union that calls off its strike
    if kind == "AID" and len({a.country for a in everyone if a.country}) > 1:
        return False  # doctors of one country who treat those of another
    return kind not in ("ASSAULT", "PROTEST", "MOBILIZE") and all(_in_private_life(a, kind) for a in everyone)


def _in_private_life(actor: Actor, kind: str) -> bool:
    if actor.kind not in ("organisation", "person", "group") or actor.country == "IGO":
        return False
    if actor.kind == "person" and kind in ("REQUEST", "ACCUSE", "REJECT"):  # citizens speak up in politics
        return actor.sector in listed("private_sectors") and actor.sector not in ("CVL", "LAB")
    return actor.sector in listed("private_sectors") or not (actor.sector or actor.country or actor.kind == "person")


def _is_of_the_state(doc: Document, trigger: Trigger, everyone: list[Actor]) -> bool:
    """Whether only a state does it, so that no doer need be named: "Orsk was detained", "was charged with fraud"."""
    entry = trigger.entry
    done = (entry.types[0], entry.mode) in _STATE_ACTS or (entry.types[0] == "ACCUSE" and entry.head in _COURT_WORDS)
    if trigger.noun or not done or not syntax.is_passive(doc, trigger.head):
        return False
    return any(a.kind == "person" for a in everyone)


def _crashes(reading: Reading, actor: Party) -> bool:
    """Whether nobody does it, or only a vehicle: "its [aircraft] crashed, killing 98"."""
    doc = reading.document
    return all(syntax.lemma(doc, h) in listed("vehicles") for h in actor.heads)


def _is_accident(doc: Document, trigger: Trigger) -> bool:
    sentence = doc.sentence_of(trigger.head)
    near = {t.lemma.lower() for t in doc.tokens[sentence.first : sentence.last]} & listed("accident")
    return bool(near) or len({t.lemma.lower() for t in doc.tokens} & listed("accident")) >= _SURE


def _is_of_nature(doc: Document, trigger: Trigger) -> bool:
    """Whether a storm, flood or quake of the sentence does it, and no weapon: "Cimaron, a typhoon, killed 20"."""
    sentence = doc.sentence_of(trigger.head)
    near = {t.lemma.lower() for t in doc.tokens[sentence.first : sentence.last]}
    return bool(near & listed("nature")) and not near & (listed("classes", "weapons") | listed("classes", "military"))


def _acts_in_politics(actor: Actor, kind: str) -> bool:
    if actor.kind in ("country", "place-for-government"):
        return True
    if actor.kind == "organisation":
        return bool(actor.country or actor.sector)
    if actor.kind == "group":
        private = kind in ("AID", "ACCUSE", "REQUEST", "COERCE", "AGREE", "SUPPORT") and _is_family(actor)
        return bool(actor.country or actor.sector) and not private
    forced = kind in ("ASSAULT", "COERCE", "SANCTION", "PROTEST", "RETREAT", "THREATEN")
    known = (
        bool(actor.role or actor.wikidata) or actor.country == "IGO"
    )  # who has a number is in the tables of office holders, or the user's own
    return known or bool(actor.country and forced) or actor.sector in listed("political_sectors")


def _is_family(actor: Actor) -> bool:
    """Whether a group is only kin: "his children", "rural parents"."""
    words = actor.name.lower().split()
    return bool(words) and words[-1] in listed("kin")


def is_silence(doc: Document, trigger: Trigger) -> bool:
    """Whether one only says nothing: "declined to comment", "asked not to be named", and not "refuted his comments"."""
    if trigger.entry.types[0] not in ("REJECT", "REQUEST") or trigger.noun:
        return False
    found = {syntax.lemma(doc, c) for c in complements(doc, trigger.head)}
    if trigger.entry.types[0] == "REQUEST":
        return bool(found & {"name", "identify"})
    given = {syntax.lemma(doc, o) for c in complements(doc, trigger.head) for o in syntax.objects(doc, c)}
    own = [o for o in syntax.objects_direct(doc, trigger.head) if not doc.dependents(o, "nmod:poss")]
    given |= {syntax.lemma(doc, o) for o in own} - {"number", "figure", "reason"}
    silent = listed("no_comment") - ({"discuss"} if trigger.entry.head == "refuse" else set())
    return bool(found & silent or given & listed("anonymous_objects"))


def is_for_the_state(reading: Reading, *sides: Party) -> bool:
    """Whether one of the sides is a state, or acts for one."""
    found = (reading.cast.actor(i) for side in sides for i in side.ids)
    return any(a.kind in ("country", "place-for-government") or a.sector in listed("state_sectors") for a in found)


def is_official(reading: Reading, *sides: Party) -> bool:
    """Whether someone who acts for a state takes part: in a report on sport a country's name is that of a team."""
    found = (reading.cast.actor(i) for side in sides for i in side.ids)
    return any(a.kind not in ("country", "place-for-government") and a.sector in listed("state_sectors") for a in found)


def is_play(doc: Document, trigger: Trigger) -> bool:
    """Whether an act of a report on sport (`is_sport`) is part of the game."""
    sentence = doc.sentence_of(trigger.head)
    words = {t.lemma.lower() for t in doc.tokens[sentence.first : sentence.last]}
    return bool(words & listed("sport")) or trigger.entry.types[0] in ("ASSAULT", "SUPPORT", "RETREAT", "COERCE")


def is_sport(doc: Document) -> bool:
    """Whether the report is on sport, by its words."""
    words = {t.lemma.lower() for t in doc.tokens}
    words |= {f"{a.lemma} {b.lemma}".lower() for a, b in pairwise(doc.tokens)}
    sure, any_ = len(words & listed("sport_sure")), len(words & listed("sport"))
    return sure >= _SURE and (any_ >= _SOME or sure > _SURE)
