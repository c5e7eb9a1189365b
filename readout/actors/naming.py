"""Proper names in a document: the tables' and the language core's, reconciled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

from readout.actors import people, places
from readout.actors.definitions import Definition, definitions
from readout.actors.describe import many_bear
from readout.actors.knowledge import LONGEST, Meaning, knowledge
from readout.actors.papers import is_paper
from readout.actors.tables import key, word_sets, words
from readout.actors.trimming import recognised
from readout.language.document import Document

_LIKE = 70.0
"""Percent of likeness (rapidfuzz token sort ratio) from which the text's full name is the table's: "Iranian Atomic
Energy Organization" for "Atomic Energy Organization of Iran"."""


_STANDING = ("nsubj", "obj", "iobj", "obl", "conj", "root")
"""Relations in which a surname stands for a person, and does not modify."""
_REGIONAL = frozenset(
    f"{part} {name}" for part in ("latin", "south", "north", "central") for name in ("american", "americans", "america")
)


@dataclass(frozen=True, slots=True)
class Named:
    """A name over tokens [`first`, `last`): `label` PERSON, ORGANIZATION, PLACE or TABLE (then `meaning` tells)."""

    first: int
    last: int
    label: str
    meaning: Meaning | None = None


def names(doc: Document, on: date | None, defined: Mapping[str, Definition] | None = None) -> list[Named]:
    """Every name in text order, without overlap: what the text explains, then a table's name, then the core's.

    `defined` are the acronyms that the text explains, read from it where left out.
    """
    defined = definitions(doc) if defined is None else defined
    spoken = [Named(p.first, p.last, p.label) for p in recognised(doc)]
    taken: dict[int, Named] = {i: n for n in spoken for i in range(n.first, n.last)}
    told = _media(doc, taken, on) | _told(doc, on, defined)
    out: list[Named] = []
    i = 0
    while i < len(doc.tokens):
        found = told.get(i) or _table(doc, i, on)
        inner = taken.get(i)
        if found is not None and not _inside_longer(found, taken, defined, doc):
            out.append(_surname(doc, found, spoken))
            i = found.last
        elif inner is not None and inner.first >= i:
            out.append(inner)
            i = inner.last
        else:
            i += 1
    return _without_strangers(doc, sorted([*out, *_overlooked(doc, out, on)], key=lambda n: n.first), defined, on)


def _media(doc: Document, taken: Mapping[int, Named], on: date | None) -> dict[int, Named]:
    """Names of several words before "daily" or "radio" that the core splits: "the [Media Norland] daily"."""
    out: dict[int, Named] = {}
    for token in doc.tokens:
        if token.text not in words()["names"]["media_heads"] or token.xpos != "NN":
            continue
        floor, first, last = doc.sentence_of(token.i).first, token.i, token.i
        while first > floor and doc.tokens[first - 1].upos == "PROPN" and doc.tokens[first - 1].text[:1].isupper():
            first -= 1
        pieces = {taken[i] for i in range(first, last) if i in taken}
        one = any(n.first <= first and n.last >= last for n in pieces) or any(n.label == "PERSON" for n in pieces)
        known = [i for i in range(first, last) if knowledge().lookup(" ".join(doc.words(i, last).split()), on)]
        if last - first > 1 and not one and known in ([], [last - 1]) and not _all_places(doc, first, last, on):
            out[first] = Named(first, last, "ORGANIZATION")
    return out


def _all_places(doc: Document, first: int, last: int, on: date | None) -> bool:
    texts = [doc.tokens[i].text for i in range(first, last)]
    return all(knowledge().lookup(t, on) is not None or places.country_of(t) for t in texts)


def _surname(doc: Document, found: Named, spoken: list[Named]) -> Named:
    """A person's surname that is also a place's name, where it speaks: "Ann Washington ... Washington said"."""
    token = doc.tokens[found.first]
    place = found.meaning is not None and found.meaning.entry.kind in ("country", "place-for-government")
    if not place or found.last - found.first > 1 or token.relation != "nsubj":
        return found
    said = doc.tokens[token.head].lemma in words()["saying"]["verbs"]
    full = [n for n in spoken if n.label == "PERSON" and n.last <= found.first and n.last - n.first > 1]
    mine = said and any(doc.tokens[n.last - 1].text == token.text for n in full)
    return Named(found.first, found.last, "PERSON") if mine else found


def _overlooked(doc: Document, found: list[Named], on: date | None) -> list[Named]:
    """Surnames that stand alone and that the core has not seen for names: "[Trump] met Putin".

    Of persons whom the text names in full, and of the one head of state or government of that name on the day.
    """
    persons = [n for n in found if n.label == "PERSON"]
    known = {doc.tokens[n.last - 1].text for n in persons}
    named = {i for n in found for i in range(n.first, n.last)}
    out = []
    for token in doc.tokens:
        alone = token.upos == "PROPN" and token.relation in _STANDING and token.i not in named and token.text.istitle()
        if not alone or any(doc.tokens[c].upos == "PROPN" for c in doc.dependents(token.i, "flat", "compound", "nmod")):
            continue
        if token.text in known or _in_power(token.text, on):
            out.append(Named(token.i, token.i + 1, "PERSON"))
    return out


def _in_power(surname: str, on: date | None) -> bool:
    """Whether one head of state or government of that name is in office on the day."""
    person = people.find(surname, on)
    term = person.term(on) if person is not None else None
    return term is not None and people.rank(term.role) > 2


def _told(doc: Document, on: date | None, defined: Mapping[str, Definition]) -> dict[int, Named]:
    """Names by the text's own word, by first token: the full names and each mention of their acronyms."""
    out: dict[int, Named] = {}
    meanings: dict[str, Meaning | None] = {}
    for acronym, told in defined.items():
        full = " ".join(doc.words(told.first, told.last).split())
        meanings[acronym] = knowledge().lookup(full, on) or _same_body(acronym, full, on)
        if told.fits and knowledge().lookup(full, on) is None:
            label = "ORGANIZATION" if meanings[acronym] is None else "TABLE"
            out[told.first] = Named(told.first, told.last, label, meanings[acronym])
    for token in doc.tokens:
        if token.text in defined:
            meaning = meanings[token.text]
            out.setdefault(
                token.i, Named(token.i, token.i + 1, "TABLE" if meaning is not None else "ORGANIZATION", meaning)
            )
    return out


def _same_body(acronym: str, full: str, on: date | None) -> Meaning | None:
    """The table's body for the acronym, if its name is like the one that the text gives."""
    meaning = knowledge().lookup(acronym, on)
    if meaning is None or meaning.via != "name":
        return None
    return meaning if fuzz.token_sort_ratio(key(meaning.entry.name), key(full)) >= _LIKE else None


def _without_strangers(
    doc: Document, found: list[Named], defined: Mapping[str, Definition], on: date | None
) -> list[Named]:
    """Names that several bodies bear lose what the table says of them in a text that never names its country."""
    here: set[str] = set()
    for name in found:
        entry = name.meaning.entry if name.meaning is not None else None
        text = doc.words(name.first, name.last)
        if entry is not None and entry.country and name.meaning and not many_bear(text, name.meaning):
            here.add(entry.country)
        elif entry is None and name.label == "PLACE":
            here.add(places.country_of(text) or "")
        elif entry is None and name.label == "PERSON" and (known := people.find(text, on)) is not None:
            here |= {term.country for term in known.terms if term.country}
        elif entry is None:
            hits = [(h, " ".join(text.split()[h.first : h.last])) for h in knowledge().scan(text.split())]
            here |= {h.meaning.entry.country or "" for h, said in hits if not many_bear(said, h.meaning)}
    out = []
    for name in found:
        text = doc.words(name.first, name.last)
        strange = name.meaning is not None and many_bear(text, name.meaning) and text not in defined
        if strange and name.meaning and name.meaning.entry.country not in (None, "IGO", *here) and here - {""}:
            name = Named(name.first, name.last, "ORGANIZATION")
        out.append(name)
    return out


def _inside_longer(found: Named, taken: dict[int, Named], defined: Mapping[str, Definition], doc: Document) -> bool:
    """Whether a name is only a part: "Jordan" in "Jordan Smith", "PPP" in "PPP Youth", "Thai" in "Nong Thai Lan"."""
    around = taken.get(found.first)
    if around is None or around.first > found.first or around.last - around.first <= found.last - found.first:
        return False
    if around.label == "PERSON":
        return True
    if around.label == "ORGANIZATION" and (is_paper(doc, around.first, around.last) or _is_flat(doc, around)):
        return True  # "Norland" in "Norland News", "Swiss" in "Swiss Re"
    return around.label == "ORGANIZATION" and found.meaning is None and doc.tokens[found.first].text in defined


def _is_flat(doc: Document, name: Named) -> bool:
    """Whether a name opens with an adjective that the parse takes for no adjective: "Swiss Re"."""
    opens, rest = doc.tokens[name.first], doc.tokens[name.first + 1 : name.last]
    return opens.upos == "PROPN" and bool(rest) and all(t.relation == "flat" and t.head == opens.i for t in rest)


def _table(doc: Document, first: int, on: date | None) -> Named | None:
    """The longest table name that begins at the token."""
    tokens, base = doc.tokens, knowledge()
    token = tokens[first]
    if not token.text[:1].isalnum() or not base.may_start(token.text):
        return None
    end = doc.sentence_of(first).last
    for last in range(min(end, first + LONGEST + 2), first, -1):
        if not any(c.isalnum() for c in tokens[last - 1].text) or tokens[last - 1].xpos in ("DT", "POS"):
            continue
        text = " ".join(doc.words(first, last).split())
        meaning = base.lookup(text, on)
        if meaning is not None and _credible(doc, first, last, meaning):
            return Named(first, last, "TABLE", meaning)
    return None


def _credible(doc: Document, first: int, last: int, meaning: Meaning) -> bool:
    """Whether the words are a name here: "Total" or "Apple" opening a sentence are not unless tagged as names, nor is
    "American" after "Latin"."""
    if last - first == 1 and first and key(f"{doc.tokens[first - 1].text} {doc.tokens[first].text}") in _REGIONAL:
        return False
    if meaning.via == "adjective" and _is_language(doc, last - 1):
        return False
    if last - first > 1 or meaning.entry.kind in ("country", "place-for-government"):
        return True
    token = doc.tokens[first]
    return (
        token.upos == "PROPN" or token.xpos in ("NNP", "NNPS", "FW") or (token.text.isupper() and len(token.text) > 2)
    )


def _is_language(doc: Document, i: int) -> bool:
    """Whether an adjective of nationality names what is spoken or written: "speaks poor English", "said in French"."""
    token = doc.tokens[i]
    if token.is_root or doc.dependents(i, "det", "nummod", "nmod:poss"):
        return False
    i = token.head if token.relation == "conj" else i
    token = doc.tokens[i]
    governor = "" if token.is_root else doc.tokens[token.head].lemma.lower()
    if token.relation in ("obj", "xcomp"):
        return governor in word_sets()["speaking"]
    marks = {doc.tokens[m].text.lower() for m in doc.dependents(i, "case")}
    return token.relation == "obl" and bool(marks & {"in", "into", "from"}) and governor in word_sets()["speaking"]


def looks_like_person(text: str) -> bool:
    """Whether a run of capitalised words is a person's name by its given name or by the office tables."""
    parts = text.split()
    particles = words()["names"]["particles"]
    return len(parts) > 1 and bool(people.gender_of(text)) and all(p[:1].isupper() or p in particles for p in parts)
