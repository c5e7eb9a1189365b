"""The mode of a meeting from who meets where: among many, or on a third party's ground."""

from __future__ import annotations

from readout.extract import syntax
from readout.extract.lexicon import listed
from readout.extract.party import Party
from readout.extract.reading import Reading
from readout.record import Place

_MANY = 3


def meeting_mode(reading: Reading, kind: str, actor: Party, recipient: Party, where: Place | None) -> str | None:
    """ "multilateral", "third-party" or `None` for a consultation whose words give no mode."""
    if kind != "CONSULT":
        return None
    everyone = dict.fromkeys(actor.ids + recipient.ids)
    homes = {reading.cast.actor(i).country or i for i in everyone}
    if len(homes) >= _MANY or (not recipient and _collective(reading, actor)):
        return "multilateral"
    countries = [reading.cast.actor(i).country for i in everyone]
    apart = len(everyone) == 2 and None not in countries and len(set(countries)) == 2
    if apart and where is not None and where.country and where.country not in countries:
        return "third-party"
    return None


def _collective(reading: Reading, party: Party) -> bool:
    """Whether one name stands for several who meet each other: "EU foreign ministers", "the Security Council"."""
    doc = reading.document
    if len(party.ids) != 1 or reading.cast.actor(party.ids[0]).kind == "person":
        return False
    return any(
        doc.tokens[h].xpos in ("NNS", "NNPS")
        or syntax.lemma(doc, h) in listed("bodies")
        or reading.cast.actor(party.ids[0]).country == "IGO"
        for h in party.heads
    )
