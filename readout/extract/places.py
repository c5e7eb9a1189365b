"""Where an act took place: the place name that its clause hangs on it."""

from __future__ import annotations

from readout.actors.places import locate
from readout.extract import syntax
from readout.extract.reading import Reading
from readout.extract.triggers import Trigger
from readout.record import Place

_WHERE = ("in", "at", "near", "outside", "inside", "around", "off", "within", "across", "into")
_WISHES = ("request", "invitation", "behest", "insistence", "urging", "initiative", "suggestion", "order", "hand")
"""What stands where no place does: "met at the request of Norland"."""


def place(reading: Reading, trigger: Trigger) -> Place | None:
    """The place that hangs from the act, or from the verb above it; `None` where the clause names none."""
    doc = reading.document
    heads = [trigger.head]
    if trigger.light is not None:
        heads.append(trigger.light)
    token = doc.tokens[trigger.head]
    if trigger.noun and token.relation in ("nsubj", "obj", "obl") and not token.is_root:
        heads.append(token.head)
    heads += syntax.objects(doc, trigger.head)
    for head in heads:
        for c in syntax.obliques(doc, head, *_WHERE):
            if syntax.lemma(doc, c) in _WISHES:
                continue
            found = _named(reading, c)
            if found:
                return found
    return None


def _named(reading: Reading, head: int) -> Place | None:
    """The most local place name of a phrase: "the town of Zadar", "Sochi", "Grozny airport"."""
    doc = reading.document
    first, last = syntax.phrase(doc, head)
    names = [n for n in doc.names if n.label == "PLACE" and first <= n.first < last]
    if not names:
        return None
    name = next((n for n in names if n.first <= head < n.last), names[0])
    return locate(doc.words(name.first, name.last))
