"""Whom noun phrases name as parties to an act: the actors that they stand for, and those named within them."""

from __future__ import annotations

from dataclasses import dataclass

from readout.extract import syntax
from readout.extract.lexicon import listed
from readout.extract.reading import Reading
from readout.language.document import Document
from readout.language.openings import dateline_end

_PUT_ON = ("on", "against")
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
    for head in dict.fromkeys(h for told in heads for h in _past_the_dateline(reading.document, told)):
        found = tuple(i for i in _people_at(reading, head) if not _is_instrument(reading, i))
        if syntax.lemma(reading.document, head) in listed("classes", "arms_sent"):
            found = _senders(reading, head)
        if found:
            used.append(head)
            ids += [i for i in found if i not in ids]
    return Party(tuple(ids), tuple(used))


def _past_the_dateline(doc: Document, head: int) -> list[int]:
    """`head`; for a dateline ("CAIRO, Nov. 8 --"), which is no party, what the parser hung from it."""
    end = dateline_end(doc, doc.sentence_of(head))
    if head >= end:
        return [head]
    below = [c for i in range(doc.sentence_of(head).first, end) for c in doc.children[i] if c >= end]
    return [c for c in below if doc.tokens[c].upos in ("NOUN", "PROPN", "PRON")]


def _senders(reading: Reading, head: int) -> tuple[str, ...]:
    """Whose weapons act: "[Ukrainian] drones hit a depot", "[its] jets struck". Nobody's are nobody's act."""
    doc = reading.document
    owners = doc.dependents(head, "nmod:poss") or [c for c in inside(reading, head, ("from",)) if c != head]
    found = dict.fromkeys(i for o in owners for i in _people_at(reading, o))
    return tuple(i for i in found if i not in reading.cast.at(head))  # "Akinci drones" are a make


def _is_instrument(reading: Reading, actor: str) -> bool:
    """Whether a name is of a text or plan, by its main word: "the Darfur Peace Agreement", no "Government of Accord"
    and no body of the United Nations ("World Food Programme")."""
    found = reading.cast.actor(actor)
    name = found.name.lower().removeprefix("the ")
    main = name.partition(" of ")[0].rpartition(" ")[2]
    return found.kind == "organisation" and found.sector != "IGO" and bool({name, main} & listed("instruments"))


def _people_at(reading: Reading, head: int) -> tuple[str, ...]:
    """The actors of a phrase; its apposition's where that names the person ("the negotiator, [Ivo Orsk]")."""
    doc = reading.document
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


def inside(reading: Reading, head: int, links: tuple[str, ...] = WHOSE) -> list[int]:
    """Nouns in a phrase that say whose it is: "[Israel]'s raid", "[German] proposal", "remarks made by the [EU]"."""
    doc = reading.document
    if is_treaty(doc, head):
        return []
    out = doc.dependents(head, "nmod:poss") + syntax.agents(doc, head)
    out += [
        c
        for c in doc.dependents(head, "amod", "compound")
        if doc.tokens[c].upos == "PROPN" or is_demonym(reading, c) or is_agent(reading, c)
    ]
    for c in doc.dependents(head, "acl"):
        out += syntax.agents(doc, c)
    out += [o for link in links for o in put_on(doc, head, link)]
    body = doc.tokens[head].upos == "PROPN" and head in doc.name_at
    wanted = WHOSE if body else links
    out += [o for o in syntax.obliques(doc, head, *wanted) if not _is_means(doc, o)] if wanted else []
    for c in doc.dependents(head, "nmod"):
        if syntax.case_of(doc, c) in ("of", "by") and not reading.cast.at(c):
            out += doc.dependents(c, "nmod:poss") + [a for a in doc.dependents(c, "amod") if is_demonym(reading, a)]
    return out


def put_on(doc: Document, head: int, link: str) -> list[int]:
    """On or against whom a thing was put: "sanctions imposed on [Norland]"."""
    if link not in _PUT_ON:
        return []
    return [
        o for c in doc.dependents(head, "acl") if doc.tokens[c].xpos == "VBN" for o in syntax.obliques(doc, c, link)
    ]


def is_treaty(doc: Document, head: int) -> bool:
    """Whether a noun ends the name of a text, whose other words are no party: "the Paris [Agreement]"."""
    token = doc.tokens[head]
    return token.text[:1].isupper() and token.lemma.lower() in listed("instruments") and token.upos in ("NOUN", "PROPN")


def _is_means(doc: Document, i: int) -> bool:
    """Whether a noun names the weapons that a thing is done with: "bombed a camp [with jets]"."""
    return syntax.case_of(doc, i) == "with" and syntax.lemma(doc, i) in listed("classes", "arms_sent")


def leaders(reading: Reading, noun: int) -> list[int]:
    """Who leads or owns to what a noun tells: "a [Norland]-led raid"."""
    doc = reading.document
    led = [c for c in doc.dependents(noun, "amod") if doc.tokens[c].text.lower() in ("led", "claimed")]
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
