"""Proper names in a document: the tables' and the language core's, reconciled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from readout.actors import people
from readout.actors.knowledge import LONGEST, Meaning, knowledge
from readout.actors.tables import agents, key, roles, words
from readout.language.document import Document

_PARTICLES = {
    "al",
    "el",
    "bin",
    "ibn",
    "abu",
    "van",
    "von",
    "de",
    "der",
    "den",
    "da",
    "di",
    "du",
    "la",
    "le",
    "ul",
    "ud",
    "-",
}


@dataclass(frozen=True, slots=True)
class Named:
    """A name over tokens [`first`, `last`): `label` PERSON, ORGANIZATION, PLACE or TABLE (then `meaning` tells)."""

    first: int
    last: int
    label: str
    meaning: Meaning | None = None


def names(doc: Document, on: date | None) -> list[Named]:
    """Every name in text order, without overlap: a table's name wins, but for one inside a longer person's name."""
    spoken = [n for n in _recognised(doc) if n.last > n.first]
    taken: dict[int, Named] = {i: n for n in spoken for i in range(n.first, n.last)}
    out: list[Named] = []
    i = 0
    while i < len(doc.tokens):
        found = _table(doc, i, on)
        inner = taken.get(i)
        if found is not None and not _inside_person(found, taken):
            out.append(found)
            i = found.last
        elif inner is not None and inner.first >= i:
            out.append(inner)
            i = inner.last
        else:
            i += 1
    return out


def _inside_person(found: Named, taken: dict[int, Named]) -> bool:
    """Whether a table's name is only a part of a person's: "Jordan" in "Jordan Smith"."""
    around = taken.get(found.first)
    if around is None or around.label != "PERSON":
        return False
    return around.last - around.first > found.last - found.first and around.first <= found.first


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
    """Whether the words are a name here: "Total" or "Apple" opening a sentence are not unless tagged as names."""
    if last - first > 1 or meaning.entry.kind in ("country", "place-for-government"):
        return True
    token = doc.tokens[first]
    return (
        token.upos == "PROPN" or token.xpos in ("NNP", "NNPS", "FW") or (token.text.isupper() and len(token.text) > 2)
    )


def _recognised(doc: Document) -> list[Named]:
    """The core's names, parts about a hyphen put together, titles and courtesies cut off."""
    merged: list[Named] = []
    for name in doc.names:
        first, last = name.first, name.last
        if merged and _joined(doc, merged[-1], first, name.label):
            merged[-1] = Named(merged[-1].first, last, merged[-1].label)
        elif name.label in ("PERSON", "ORGANIZATION", "PLACE"):
            merged.append(Named(first, last, name.label))
    return [_trimmed(doc, n) for n in merged]


def _joined(doc: Document, left: Named, first: int, label: str) -> bool:
    tokens = doc.tokens
    if left.label != "PERSON" or label != "PERSON" or tokens[left.last - 1].sentence != tokens[first].sentence:
        return False
    between = [tokens[i].text for i in range(left.last, first)]
    return between == ["-"] or not between


def _trimmed(doc: Document, name: Named) -> Named:
    first, last = name.first, name.last
    tokens = doc.tokens
    while first < last and tokens[last - 1].text in ("'s", "’s", ",", ".", "-"):
        last -= 1
    if name.label == "PERSON":
        if first > 1 and tokens[first - 1].text == "-" and tokens[first - 2].text.lower() in _PARTICLES:
            first -= 2
        first = _after_title(doc, first, last)
        first = last if _ends_in_title(doc, first, last) else _after_nation(doc, first, last)
        while (
            last > first
            and last < len(tokens)
            and tokens[last - 1].text.lower() in _PARTICLES
            and tokens[last].xpos in ("NNP", "HYPH")
        ):
            last += 1
        text = key(doc.words(first, last)) if last > first else ""
        if text in roles() or text in agents() or text in words()["reference"]["country"]:
            return Named(first, first, name.label)
    return Named(first, last, name.label)


def _ends_in_title(doc: Document, first: int, last: int) -> bool:
    """Whether the core took a mere title for a person: "Russian Foreign Minister"."""
    return any(key(doc.words(begin, last)) in roles() for begin in range(first, last))


def _after_nation(doc: Document, first: int, last: int) -> int:
    """The token after a nationality that the core took into a person's name."""
    meaning = knowledge().lookup(doc.words(first, first + 1)) if last - first > 1 else None
    return first + 1 if meaning is not None and meaning.via == "adjective" else first


def _after_title(doc: Document, first: int, last: int) -> int:
    """The token after a title or courtesy that the core took into a person's name."""
    courtesy = {c for group in words()["courtesy"].values() for c in group}
    for cut in range(last - 1, first, -1):
        for begin in range(first, cut):
            text = key(doc.words(begin, cut))
            if text in roles() or text in courtesy or text in words()["short_titles"]:
                return cut
    return first


def looks_like_person(text: str) -> bool:
    """Whether a run of capitalised words is a person's name by its given name or by the office tables."""
    parts = text.split()
    return len(parts) > 1 and bool(people.gender_of(text)) and all(p[:1].isupper() or p in _PARTICLES for p in parts)
