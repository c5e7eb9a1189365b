"""Whom a description means that the cast takes for somebody new: "the Croatian", "the bowler", "the Lund-based bank".

Writers of news vary the name of the one who speaks on. What describes somebody and is no name, stands with "the", and
was not there before, is the last speaker, where that is a person or body by name that can be described so.
"""

from __future__ import annotations

from collections.abc import Sequence

from readout.extract import beside, cues, syntax
from readout.extract.attributions import Attribution
from readout.extract.reading import Reading
from readout.language.document import Document

Names = tuple[str, ...]
"""Ids of the actors of one source."""
_FAR = 3
"""Sentences at most between a speaker and the description that goes on with it."""
_BY_LAND = ("an", "ese", "man", "iard")
"""How words end that call a person after a country: "the Croatian"; plurals and names of countries end otherwise."""


def as_speaker(
    reading: Reading, one: Attribution, ids: Names, earlier: Sequence[Attribution], known: Sequence[Names]
) -> Names | None:
    """The speaker of just before whom a description means; `None` where it means none of them."""
    doc = reading.document
    if len(one.source) != 1 or len(ids) > 1:
        return None
    head = one.source[0]
    first, last = syntax.phrase(doc, head)
    if doc.tokens[first].text.lower() != "the" or last - 1 != head or _has_more(doc, head):
        return None
    if last - first == 2 and _by_land(reading, head, ids) and one.outer is None:
        return _last(reading, head, earlier, known, "person")
    if doc.tokens[head].xpos != "NN" or any(_is_known(reading, a, first) for a in ids):
        return None
    noun = syntax.lemma(doc, head)
    if _is_person(reading, head, noun, ids):
        owned = (
            bool(doc.dependents(head, "nmod")) or one.outer is not None
        )  # "the republic's leader" is not whoever spoke last
        speaker = None if owned else _last(reading, head, earlier, known, "person")
        return _of_that_kind(reading, first, head, speaker) if speaker else None
    if all(_only_describes(doc, i) for i in range(first + 1, head)):
        based = any(t.text.lower() == "based" for t in doc.tokens[first:head])
        return _body(reading, head, None if based else noun, earlier, known)
    return None


def _of_that_kind(reading: Reading, first: int, head: int, last: Names) -> Names:
    """The one person of before whose office has the adjective of a description; else the last speaker.

    "The communist leader" after "communist party chief Orsk" is Orsk, whoever spoke last.
    """
    doc = reading.document
    said = {t.lemma.lower() for t in doc.tokens[first + 1 : head] if t.upos in ("ADJ", "NOUN")}
    persons = [a for a in reading.cast.listed(()) if a.kind == "person" and a.role]
    met = [a for a in persons if any(m.start < doc.tokens[first].start for m in a.mentions)]
    bearers = [a.id for a in met if said & set((a.role or "").lower().split())]
    return (bearers[0],) if len(bearers) == 1 else last


def _has_more(doc: Document, head: int) -> bool:
    """Whether a noun has a phrase of its own behind it, or a name beside it, and is no mere description."""
    return any(doc.tokens[c].deprel != "nmod:poss" for c in doc.dependents(head, "nmod", "appos", "conj"))


def _by_land(reading: Reading, head: int, ids: Names) -> bool:
    """Whether a word calls a person after a country: "the Croatian", but not "the Vatican" or "the Germans"."""
    token = reading.document.tokens[head]
    country = ids and reading.cast.actor(ids[0])
    if not country or country.kind != "country" or country.name.startswith(token.text):
        return False
    return token.text.endswith(_BY_LAND) and token.xpos in ("JJ", "NN", "NNP", "NNPS")


def _is_known(reading: Reading, actor: str, first: int) -> bool:
    """Whether an actor has a name, or is spoken of before the description."""
    start = reading.document.tokens[first].start
    return reading.cast.is_named(actor) or any(m.start < start for m in reading.cast.actor(actor).mentions)


def _is_person(reading: Reading, head: int, noun: str, ids: Names) -> bool:
    """Whether a description is of one person who need not stay unnamed: no "official" and no "witness"."""
    if noun in cues.listed("nameless") or noun in cues.listed("documents") | cues.listed("media"):
        return False
    kinds = {reading.cast.actor(a).kind for a in ids}
    doc = reading.document
    was = any(doc.tokens[c].text.lower() in ("former", "ex", "one-time") for c in doc.dependents(head, "amod"))
    return kinds == {"person"} or (kinds <= {"group"} and (was or noun.endswith(beside.SOMEBODY)))


def _only_describes(doc: Document, i: int) -> bool:
    """Whether a word before a noun tells of it and makes no other of it: "Lund-based", "15-member", "giant"."""
    token = doc.tokens[i]
    if token.upos in ("PUNCT", "NUM") or token.xpos in ("JJS", "VBN", "POS"):
        return True
    based = any(doc.tokens[k].text.lower() == "based" for k in (i + 1, i + 2) if k < len(doc.tokens))
    return based or token.lemma.lower() in cues.listed("describing")


def _last(
    reading: Reading, head: int, earlier: Sequence[Attribution], known: Sequence[Names], kind: str
) -> Names | None:
    """The last to speak in the sentences just before, where it is one named actor of that kind."""
    doc = reading.document
    for other, ids in zip(reversed(earlier), reversed(known), strict=True):
        reach = max(doc.tokens[i].sentence for i in (other.head, *other.content))
        if doc.tokens[head].sentence - reach > _FAR:
            return None
        if other.outer is not None or other.head > head or not ids:
            continue
        actor = reading.cast.actor(ids[0])
        if len(ids) == 1 and actor.kind == kind and reading.cast.is_named(ids[0]):
            return ids
        if actor.sector != "MED":
            return None
    return None


def _body(
    reading: Reading, head: int, noun: str | None, earlier: Sequence[Attribution], known: Sequence[Names]
) -> Names | None:
    """The last body to speak just before, if it suits the noun; whatever it is where `noun` is `None`."""
    doc = reading.document
    for other, ids in zip(reversed(earlier), reversed(known), strict=True):
        if doc.tokens[head].sentence - doc.tokens[other.head].sentence > _FAR:
            return None
        if len(ids) == 1 and reading.cast.is_named(ids[0]) and (noun is None or suits(reading, noun, ids[0])):
            return ids if reading.cast.actor(ids[0]).kind in ("organisation", "group") else None
    return None


def suits(reading: Reading, noun: str, actor: str) -> int:
    """How well a noun names a body, as `Cast.suits`; "the company" may be any firm, whatever its name."""
    firm = noun in cues.listed("firms") and reading.cast.actor(actor).sector in (None, "BUS", "CRM")
    return reading.cast.suits(noun, actor) or int(firm)
