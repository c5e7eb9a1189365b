"""Whose office it is: "Fund director general Ann Orlova" and "the head of the World Fund" hold one post.

A post is a title and the body that it belongs to, as the words beside the title name it: a body by its name, or by
its nouns ("central bank"). A country is no body here: actors have one of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from readout.actors.tables import agents, key, roles, singular, word_sets

if TYPE_CHECKING:
    from readout.actors.entities import Entity
    from readout.actors.gather import Gathered

_NATIONS = ("country", "place-for-government")
_ANY = frozenset({"chief", "head", "boss", "leader"})
"""Words for whoever stands at the top, whatever the title."""
_TOP = _ANY | {
    "president", "chairman", "chairwoman", "chairperson", "director", "governor", "director general",
    "director-general",
    "secretary general", "secretary-general", "managing director", "chief executive", "executive director",
    "general manager", "general secretary", "commissioner", "administrator",
}  # fmt: skip
_OF = ("of", "for", "at", "from", "with")
_LONGEST = 6


@dataclass(frozen=True, slots=True)
class Post:
    """A title as the table has it, and its body: `named` by their names, `nouns` by what else the words tell."""

    title: str
    named: frozenset[Entity] = frozenset()
    nouns: frozenset[str] = frozenset()

    @property
    def told(self) -> bool:
        """Whether the words name a body at all."""
        return bool(self.named or self.nouns)

    @property
    def top(self) -> str:
        """The word for the top of a body that the title is, "" for any other title."""
        words = self.title.split()
        if not words or words[0] in ("deputy", "vice", "assistant", "former"):
            return ""
        return self.title if self.title in _TOP else words[-1] if words[-1] in _TOP else ""

    def same_body(self, other: Post) -> bool:
        """Whether both belong to one body by the words."""
        if self.named & other.named:
            return True
        fewer, more = sorted((self.nouns, other.nouns), key=len)
        return bool(fewer) and fewer <= more and not (self.named and other.named)

    def other_body(self, other: Post) -> bool:
        """Whether the words name two bodies."""
        return self.told and other.told and not self.same_body(other)

    def same_top(self, other: Post) -> bool:
        """Whether both are the top of one body: "the WTO chief", "the WTO director general"."""
        both = self.top and other.top and self.same_body(other)
        return bool(both) and (self.top == other.top or bool(_ANY & {self.top, other.top}))


def post(g: Gathered, first: int, last: int) -> Post:
    """The post of the title that ends before token `last`, from what stands before and after it in its phrase."""
    begin, title = _title(g, first, last)
    named, nouns = _inside(g, first, begin)
    index = g.chunk_at.get(first)
    owner = g.chunks[index].owner if index is not None else None
    spans = [(g.chunks[owner].first, g.chunks[owner].last)] if owner is not None else []
    tokens = g.doc.tokens
    if last < len(tokens) and tokens[last].text.lower() in _OF:
        after = g.chunk_at.get(last + 1)
        spans += [(g.chunks[after].first, g.chunks[after].last)] if after is not None else []
    if first > 2 and tokens[first - 1].text == ")" and first - 2 in g.of_name:  # "the World Fund (WF) chief"
        spans.append((first - 2, first - 1))
    for a, b in spans:
        more = _inside(g, a, b)
        named, nouns = named | more[0], nouns | more[1]
    return Post(title, named, nouns)


def _title(g: Gathered, first: int, last: int) -> tuple[int, str]:
    """Where the title begins, and the title; of "army chief" only "chief", so that the army is its body."""
    for begin in range(max(first, last - _LONGEST), last):
        text = key(g.doc.words(begin, last))
        if text in roles():
            word = text.split()[-1]
            return (last - 1, word) if word in _ANY | {"spokesman", "spokeswoman"} else (begin, text)
    return last, ""


def _inside(g: Gathered, first: int, last: int) -> tuple[frozenset[Entity], frozenset[str]]:
    """The bodies that tokens [`first`, `last`) name, and the nouns of one without a name: "central bank"."""
    named: set[Entity] = set()
    nouns: list[str] = []
    plain = word_sets()["title_modifiers"] | word_sets()["determiners"] | word_sets()["former"]
    for i in range(first, last):
        entity, low = g.of_name.get(i), g.doc.tokens[i].text.lower()
        if entity is not None:
            if entity.kind not in (*_NATIONS, "person"):
                named.add(entity)
        elif low not in plain and i not in g.name_at and _of_a_name(g, i, last):
            nouns.append(singular(low))
    body = agents().get(nouns[-1]) if nouns else None
    known = body is not None and body.kind in ("organisation", "government", "group")
    return frozenset(named), frozenset(nouns if known else ())


def _of_a_name(g: Gathered, i: int, last: int) -> bool:
    """Whether a word is part of a body: a noun, or an adjective before one ("central bank", not "tall chief")."""
    tag = g.doc.tokens[i].xpos
    return tag.startswith("NN") or (tag == "JJ" and i + 1 < last and g.doc.tokens[i + 1].xpos.startswith(("NN", "JJ")))
