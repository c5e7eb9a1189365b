"""Whether an act belongs in the record: someone political takes part, and it is no play."""

from __future__ import annotations

from readout.extract import codes, syntax
from readout.extract.arguments import Party
from readout.extract.lexicon import listed
from readout.extract.reading import Reading
from readout.extract.triggers import Trigger
from readout.language.document import Document
from readout.record import Actor

_SURE = 2
_ANY = 6


def political(reading: Reading, trigger: Trigger, actor: Party, recipient: Party) -> bool:
    """Whether one of the parties acts in politics, or the act is violence against people."""
    everyone = [reading.cast.actor(i) for i in actor.ids + recipient.ids]
    if any(_acts_in_politics(a) for a in everyone):
        return True
    if not codes.is_violent(trigger.entry.types[0]):
        return False
    return trigger.noun or not actor or codes.victims(reading.document, syntax.objects(reading.document, trigger.head))


def _acts_in_politics(actor: Actor) -> bool:
    if actor.kind != "person":
        return actor.kind != "group" or bool(actor.country or actor.sector)
    return bool(actor.role or actor.country) or actor.sector in listed("political_sectors")


def is_play(doc: Document, trigger: Trigger) -> bool:
    """Whether an act of a report on sport (`is_sport`) is part of the game."""
    sentence = doc.sentence_of(trigger.head)
    words = {t.lemma.lower() for t in doc.tokens[sentence.first : sentence.last]}
    return bool(words & listed("sport")) or trigger.entry.types[0] in ("ASSAULT", "SUPPORT", "RETREAT", "COERCE")


def is_sport(doc: Document) -> bool:
    """Whether the report is on sport, by its words."""
    words = {t.lemma.lower() for t in doc.tokens}
    return len(words & listed("sport_sure")) >= _SURE and len(words & listed("sport")) >= _ANY
