"""Whom noun phrases name as parties to an act: the actors that they stand for, and those named within them."""

from __future__ import annotations

from dataclasses import dataclass

from readout.extract import syntax
from readout.extract.lexicon import listed
from readout.extract.reading import Reading
from readout.language.document import Document

_SHORT_PLACE, _DATELINE = 3, 16
WHOSE = ("of", "from")
"""Prepositions that say whose a thing is."""


@dataclass(frozen=True)
class Party:
    """One side of an act: the actor ids, and the token heads of the words that name them."""

    ids: tuple[str, ...] = ()
    heads: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.ids)


def without(reading: Reading, party: Party, other: Party) -> Party:
    """`party` without the members of `other`, also where the cast has them twice by one name."""
    names = {reading.cast.actor(i).name for i in other.ids}
    return Party(tuple(i for i in party.ids if reading.cast.actor(i).name not in names), party.heads)


def named(reading: Reading, heads: list[int]) -> Party:
    """The actors that the noun phrases of `heads` name."""
    ids: list[str] = []
    used: list[int] = []
    for head in heads:
        found = tuple(i for i in _people_at(reading, head) if not _is_instrument(reading, i))
        if syntax.lemma(reading.document, head) in listed("classes", "arms_sent"):
            found = _senders(reading, head)
        if found:
            used.append(head)
            ids += [i for i in found if i not in ids]
    return Party(tuple(ids), tuple(used))


def _senders(reading: Reading, head: int) -> tuple[str, ...]:
    """Whose weapons act: "[Ukrainian] drones hit a depot", "[its] jets struck". Nobody's are nobody's act."""
    doc = reading.document
    owners = doc.dependents(head, "nmod:poss") or [c for c in inside(reading, head, ("from",)) if c != head]
    return tuple(dict.fromkeys(i for o in owners for i in _people_at(reading, o)))


def _is_instrument(reading: Reading, actor: str) -> bool:
    """Whether a name is of a text or plan: "the Darfur Peace Agreement"."""
    found = reading.cast.actor(actor)
    return found.kind == "organisation" and found.name.lower().rpartition(" ")[2] in listed("instruments")


def _people_at(reading: Reading, head: int) -> tuple[str, ...]:
    """The actors of a phrase; its apposition's where that names the person ("the negotiator, [Ivo Orsk]").

    A dateline ("CAIRO, Nov. 8 --") is no party: what the parser hung from it stands in for it.
    """
    doc = reading.document
    end = dateline_end(doc, head)
    if head < end:
        later = [c for c in doc.children[head] if c >= end and doc.tokens[c].upos in ("NOUN", "PROPN", "PRON")]
        return tuple(dict.fromkeys(i for c in later for i in reading.cast.at(c)))
    found = reading.cast.at(head)
    if not found and syntax.is_time(doc, head):  # "negotiator Ivo Orsk Tuesday rejected": the parser took the day
        named_first = [c for c in doc.children[head] if c < head and doc.tokens[c].upos in ("NOUN", "PROPN")]
        return next((ids for c in named_first if (ids := reading.cast.at(c))), ())
    if not found:  # a name whose tokens the parser and the names disagree on
        parts = doc.dependents(head, "flat", "nmod:desc", "appos")
        return next((ids for c in parts if (ids := reading.cast.at(c))), ())
    if len(found) == 1 and doc.tokens[head].upos == "NOUN":
        for c in doc.dependents(head, "appos"):
            other = reading.cast.at(c)
            if len(other) == 1 and reading.cast.actor(other[0]).kind == "person":
                return other
    return found


def dateline_end(doc: Document, i: int) -> int:
    """The token after the dateline of the sentence of token `i`; the sentence's first where it has none."""
    sentence = doc.sentence_of(i)
    first = doc.tokens[sentence.first]
    if not first.text.isupper() or len(first.text) < _SHORT_PLACE:
        return sentence.first
    for t in doc.tokens[sentence.first + 1 : min(sentence.first + _DATELINE, sentence.last)]:
        if t.text in ("--", "–", "—"):
            return t.i + 1
    return sentence.first


def inside(reading: Reading, head: int, links: tuple[str, ...] = WHOSE) -> list[int]:
    """Nouns in a phrase that say whose it is: "[Israel]'s raid", "[German] proposal", "remarks made by the [EU]"."""
    doc = reading.document
    out = doc.dependents(head, "nmod:poss") + syntax.agents(doc, head)
    out += [
        c
        for c in doc.dependents(head, "amod", "compound")
        if doc.tokens[c].upos == "PROPN" or is_demonym(reading, c) or is_agent(reading, c)
    ]
    for c in doc.dependents(head, "acl"):
        out += syntax.agents(doc, c)
    body = doc.tokens[head].upos == "PROPN" and head in doc.name_at
    wanted = WHOSE if body else links
    out += syntax.obliques(doc, head, *wanted) if wanted else []
    for c in doc.dependents(head, "nmod"):
        if syntax.case_of(doc, c) in ("of", "by") and not reading.cast.at(c):
            out += doc.dependents(c, "nmod:poss") + [a for a in doc.dependents(c, "amod") if is_demonym(reading, a)]
    return out


def leaders(reading: Reading, noun: int) -> list[int]:
    """Who leads what a noun tells: "a [Norland]-led raid"."""
    doc = reading.document
    led = [c for c in doc.dependents(noun, "amod") if doc.tokens[c].text.lower() == "led"]
    return [c for leads in led for c in doc.dependents(leads, "compound", "nmod", "obl") if reading.cast.at(c)]


def is_agent(reading: Reading, i: int) -> bool:
    """Whether a common noun before another names those who act: "the [army] camp", "a [police] raid"."""
    token = reading.document.tokens[i]
    return token.upos == "NOUN" and token.relation == "compound" and bool(reading.cast.at(i))


def is_demonym(reading: Reading, i: int) -> bool:
    """Whether an adjective or name before a noun tells a nationality: "the [German] proposal"."""
    doc = reading.document
    token = doc.tokens[i]
    before = doc.tokens[doc.sentence_of(i).first : i]
    opens = token.upos == "ADJ" and not any(t.text[0].isalnum() for t in before)
    return token.text[:1].isupper() and token.upos in ("ADJ", "PROPN") and (not opens or bool(reading.cast.at(i)))
