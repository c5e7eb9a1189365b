"""Whom an act reaches only through what it is about: "gave 3 million euros to rebuild schools in [Norland]".

The last resort, where none of the places that the lexicon names for the recipient holds an actor.
"""

from __future__ import annotations

from readout.extract import syntax
from readout.extract.fitting import may_be_asked
from readout.extract.lexicon import listed
from readout.extract.party import is_treaty
from readout.extract.reading import Reading
from readout.extract.surroundings import attacks
from readout.extract.triggers import Trigger
from readout.language.document import Document

_DEEDS = ("AGREE", "AID", "COOPERATE", "CONCEDE", "MOBILIZE", "REQUEST")
"""Acts whose purpose tells for whom they are; of other acts only the thing itself is looked into."""
_OTHERS = ("ACCUSE", "SUPPORT", "REJECT", "THREATEN", "ASSAULT", "COERCE", "SANCTION", "RETREAT")
_FAR, _ASKED, _NEAR = 5, 4, 3
_LINKS = (
    "to",
    "for",
    "of",
    "on",
    "against",
    "with",
    "among",
    "between",
    "into",
    "toward",
    "towards",
    "over",
    "in",
    "at",
    "out of",
    "along",
    "off",
)
_DOWN = ("obj", "iobj", "nmod", "obl", "xcomp", "conj", "appos", "amod", "compound", "acl", "advcl")
_FIXED = ("country", "place-for-government")


def reached(reading: Reading, trigger: Trigger, actors: tuple[str, ...]) -> list[int]:
    """The nearest noun below an act that names someone abroad, none of `actors`; [] where there is none."""
    kind = trigger.entry.types[0]
    if kind not in (*_DEEDS, *_OTHERS) or not actors or (trigger.entry.pattern.reciprocal and kind != "AGREE"):
        return []
    doc = reading.document
    layer = [c for c in doc.children[trigger.head] if c > trigger.head and _opens(doc, c, kind)]
    layer += [c for w in trigger.words if w != trigger.head for c in doc.children[w] if c > w and _opens(doc, c, kind)]
    if not trigger.noun and syntax.is_passive(doc, trigger.head):  # "a camp for Estrian refugees was attacked"
        acted_on = syntax.surface_subjects(doc, trigger.head)
        layer += [s for s in acted_on if syntax.lemma(doc, s) not in listed("classes", "person")]
    for _ in range(_NEAR if kind not in _DEEDS else _ASKED if kind == "REQUEST" else _FAR):
        found = [i for i in sorted(layer) if _is_other(reading, i, actors, kind)]
        if found:
            return found[:1] if kind == "AGREE" else may_be_asked(reading, trigger, [found[:1]])[0]
        layer = [c for i in layer if not _is_attack(doc, i, kind) for c in doc.children[i] if _leads(doc, c)]
    return []


def _is_attack(doc: Document, i: int, kind: str) -> bool:
    """Whether an attack is what one judges: those that it hit are not the ones accused or praised."""
    return kind in ("ACCUSE", "SUPPORT", "REJECT") and syntax.lemma(doc, i) in attacks()


def _opens(doc: Document, i: int, kind: str) -> bool:
    """Whether what hangs from the act itself says what it is about, and not when or where it is done."""
    token = doc.tokens[i]
    if token.relation == "obl" and syntax.case_of(doc, i) in ("in", "at", "inside", "over"):
        return kind in ("AID", "MOBILIZE", "CONCEDE", "ASSAULT")
    own_act = kind in ("REJECT", "THREATEN") and token.relation == "xcomp"  # "refused to let flights leave Norland"
    return _leads(doc, i) and (kind in _DEEDS or own_act or token.relation in ("obj", "nmod", "obl"))


def _leads(doc: Document, i: int) -> bool:
    token = doc.tokens[i]
    if token.relation not in _DOWN or token.deprel == "acl:relcl" or syntax.is_time(doc, i):
        return False
    if token.relation in ("acl", "advcl"):
        return syntax.is_infinitive(doc, i) or token.xpos == "VBN"
    if token.relation == "conj" and syntax.is_verb(doc, i):
        return token.xpos == "VB"
    if token.relation in ("nmod", "obl") and token.deprel != "nmod:poss":
        return syntax.case_of(doc, i) in _LINKS
    return True


def _is_other(reading: Reading, i: int, actors: tuple[str, ...], kind: str) -> bool:
    """Whether token `i` names someone with a country who is neither an actor nor at home with one."""
    doc = reading.document
    token = doc.tokens[i]
    if token.upos == "PRON" or (token.relation in ("compound", "amod") and _is_money(doc, token.head)):
        return False
    if token.relation in ("compound", "amod") and is_treaty(doc, token.head):
        return False
    homes = {reading.cast.actor(a).country for a in actors}
    found = [reading.cast.actor(a) for a in reading.cast.at(i) if a not in actors]
    within = syntax.case_of(doc, i) == "in" and kind != "ASSAULT"
    kinds = ("country",) if token.relation == "compound" or within else _FIXED
    return any(
        a.country
        and a.country not in homes
        and (a.kind in kinds or (a.kind not in _FIXED and (a.country != "IGO" or _bears_a_name(doc, i))))
        for a in found
    )


def _bears_a_name(doc: Document, i: int) -> bool:
    """Whether a common noun has a name before it: "UN aid [workers]"."""
    first, _ = syntax.phrase(doc, i)
    return doc.tokens[i].upos == "NOUN" and any(t in doc.name_at for t in range(first, i))


def _is_money(doc: Document, i: int) -> bool:
    return syntax.lemma(doc, i) in listed("wares")
