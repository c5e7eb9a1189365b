"""The words by which an unnamed actor goes, and the state or owner that they name."""

from __future__ import annotations

from readout.actors.chunks import Chunk
from readout.actors.entities import Entity
from readout.actors.gather import Gathered
from readout.actors.knowledge import knowledge
from readout.actors.refer import Discourse
from readout.actors.tables import singular, word_sets, words

NATIONS = ("country", "place-for-government")
_GENERIC = frozenset(
    {"people", "resident", "citizen", "member", "leader", "man", "woman", "child", "many", "inhabitant"}
)
_HEADS = frozenset(
    {
        "head", "heads", "chief", "leader", "boss", "director", "president", "chairman", "chairwoman", "governor",
        "spokesman", "spokeswoman", "spokesperson", "spokesmen",
    }
)  # fmt: skip
"""Heads that tell an actor only with what follows "of" or "for"."""


class Wording:
    """What a phrase of the document names besides its head.

    `meant` holds the actors of each noun phrase by its number, `owners` those of each "his", "its" by its token,
    `ahead` those of them that point forward.
    """

    def __init__(self, gathered: Gathered) -> None:
        self.g = gathered
        self.doc = gathered.doc
        self.discourse = Discourse(self.doc)
        self.meant: dict[int, tuple[Entity, ...]] = {}
        self.owners: dict[int, tuple[Entity, ...]] = {}
        self.ahead: dict[int, Entity] = {}

    def nation(self, chunk: Chunk) -> Entity | None:
        """The country or territory that a phrase names before its head, or that owns it."""
        for i in range(chunk.first, chunk.head):
            name = self.g.name_at.get(i)
            if name is not None and name.meaning is not None and name.meaning.entry.kind in NATIONS:
                return self.g.of_meaning(name.meaning, i)
        if chunk.owner is not None:
            return next((e for e in self.meant.get(chunk.owner, ()) if e.kind in NATIONS), None)
        possessor = next((e for e in self.owners.get(chunk.first, ())), None)
        return possessor if possessor and possessor.kind in NATIONS else None

    def _nation_words(self, chunk: Chunk) -> str:
        inside = [self.g.name_at[i] for i in range(chunk.first, chunk.head) if i in self.g.name_at]
        first = next((n for n in inside if n.meaning and n.meaning.entry.kind in NATIONS), None)
        return self.doc.words(first.first, first.last) if first else ""

    def _phrase_name(self, chunk: Chunk) -> str:
        """The shortest words that tell who is meant: nationality, nouns, the head; one adjective if no more."""
        tokens = self.doc.tokens
        drop = word_sets()["determiners"]
        told = self.g.told(chunk.first, chunk.last)
        core = chunk.head - len(told.noun.split()) + 1
        counted = self._counted(chunk)
        kept = [i for i in range(chunk.first, chunk.head) if self._tells(i, core, counted)]
        if told.kind == "organisation":
            kept = self._with_adjectives(chunk, kept, counted)
        kept = self._whole_compounds(chunk, kept, counted)
        if not kept:
            kept = [i for i in range(max(chunk.first, chunk.head - 1), chunk.head) if tokens[i].xpos in ("JJ", "VBN")
                    and tokens[i].text.lower() not in drop and i not in counted]  # fmt: skip
        text = self._shortened(self._joined([*kept, chunk.head]))
        owner = self._owner_words(chunk)
        after = self._of_what(chunk) or self._of_whom(chunk) or self._where(chunk, text)
        return f"{owner} {text}" if owner else text + after

    def _tells(self, i: int, core: int, counted: set[int]) -> bool:
        """Whether a word before the head is part of the name: nouns, nationalities, what makes the sector."""
        token = self.doc.tokens[i]
        low = token.text.lower()
        out = low in words()["calendar"]["words"] or low in word_sets()["determiners"]
        if i in counted or out or token.xpos in ("DT", "PRP$", "CD", "PDT", "CC"):
            return False
        noun = token.xpos in ("NN", "NNS", "NNP", "NNPS", "HYPH") or i in self.g.name_at
        return i >= core or noun or low in words()["strong"] or self._hyphened(i)

    def _with_adjectives(self, chunk: Chunk, kept: list[int], counted: set[int]) -> list[int]:
        """With the adjective of a noun before the head: "public order ministry", not "order ministry"."""
        tokens, drop = self.doc.tokens, word_sets()["determiners"]
        plain = word_sets()["title_modifiers"] | word_sets()["former"]
        for i in range(chunk.head - 2, chunk.first - 1, -1):
            low = tokens[i].text.lower()
            bound = i + 1 in kept and tokens[i].head == i + 1 and tokens[i].xpos == "JJ"
            if bound and i not in kept and i not in counted and low not in drop and low not in plain:
                kept = sorted([*kept, i])
        return kept

    def _whole_compounds(self, chunk: Chunk, kept: list[int], counted: set[int]) -> list[int]:
        """Without halves of hyphened words: "modern-day" stands whole or not at all, "secretary-general" whole."""
        tokens, out, inside = self.doc.tokens, set(kept), range(chunk.first, chunk.head)
        for i in inside:
            if tokens[i].xpos != "HYPH" and tokens[i].text != "-":
                continue
            if i + 1 == chunk.head and i - 1 in inside and i - 1 not in counted:
                out |= {i - 1, i}
                continue
            group = [k for k in (i - 1, i, i + 1) if k in inside]
            if any(k not in out for k in group) or len(group) < 3:
                out -= set(group)
        return sorted(out)

    def _counted(self, chunk: Chunk) -> set[int]:
        """Tokens of "24-year", "50-year-old", "25-nation"."""
        tokens = self.doc.tokens
        out: set[int] = set()
        for i in range(chunk.first, chunk.head):
            tied = i - 1 in out and (tokens[i].xpos == "HYPH" or tokens[i - 1].xpos == "HYPH")
            if tokens[i].xpos == "CD" or tied:
                out.add(i)
        return out

    def _shortened(self, text: str) -> str:
        """Bodies and states by the initials that everyone uses: "EU foreign ministers"."""
        for full, short in words()["short_names"].items():
            text = text.replace(full, short)
        return text

    def _hyphened(self, i: int) -> bool:
        tokens = self.doc.tokens
        return (i + 1 < len(tokens) and tokens[i + 1].xpos == "HYPH") or (i > 0 and tokens[i - 1].xpos == "HYPH")

    def _joined(self, kept: list[int]) -> str:
        tokens = self.doc.tokens
        out = ""
        for n, i in enumerate(kept):
            gap = n and tokens[kept[n - 1]].end < tokens[i].start
            out += (" " if gap else "") + tokens[i].text
        return out

    def _owner_entity(self, chunk: Chunk) -> Entity | None:
        return next(iter(self.meant.get(chunk.owner, ())), None) if chunk.owner is not None else None

    def _owner_words(self, chunk: Chunk) -> str:
        """Reads "Japan's" as "Japanese", a person's name as it is."""
        entity = self._owner_entity(chunk)
        if entity is None or chunk.owner is None:
            return ""
        if entity.kind in NATIONS:
            return knowledge().adjective.get(entity.name, entity.name)
        owner = self.g.chunks[chunk.owner]
        name = self.g.name_at.get(owner.head)
        return self.doc.words(name.first if name is not None else owner.head, owner.last + 1)

    def _of_what(self, chunk: Chunk) -> str:
        """Gives " of Transport" after a proper noun like "Ministry"."""
        tokens = self.doc.tokens
        index = self.g.chunk_at.get(chunk.last + 1)
        if tokens[chunk.head].xpos != "NNP" or index is None or tokens[chunk.last].text != "of":
            return ""
        what = self.g.chunks[index]
        return f" of {self.doc.words(what.first, what.last)}" if tokens[what.head].xpos.startswith("NNP") else ""

    def _of_whom(self, chunk: Chunk) -> str:
        """Gives " of the National Bank" after "head", " for the mill" after "spokesman": whose office it is."""
        tokens = self.doc.tokens
        if tokens[chunk.head].text.lower() not in _HEADS or chunk.last + 1 >= len(tokens):
            return ""
        preposition, index = tokens[chunk.last].text.lower(), self.g.chunk_at.get(chunk.last + 1)
        if preposition not in ("of", "for") or index is None:
            return ""
        what = self.g.chunks[index]
        while tokens[what.last].xpos == "POS" and (after := self.g.chunk_at.get(what.last + 1)) is not None:
            what = self.g.chunks[after]
        name = self.g.name_at.get(what.head)
        begin = self.g.chunks[index].first + (tokens[self.g.chunks[index].first].xpos == "DT")
        words = self.doc.words(begin, what.last)
        if name is not None:  # "the chairman of the committee Ann Orlova"
            person = name.label == "PERSON" and name.first > begin
            words = self.doc.words(begin, name.first) if person else self.doc.words(name.first, name.last)
        return f" {preposition} {' '.join(words.split())}" if words != words.lower() or name is not None else ""

    def _where(self, chunk: Chunk, text: str) -> str:
        """Gives " in Pyatigorsk" after a noun that says nothing by itself."""
        tokens = self.doc.tokens
        if singular(text.lower()) not in _GENERIC or chunk.last + 1 >= len(tokens):
            return ""
        name = self.g.name_at.get(chunk.last + 1)
        if name is None or tokens[chunk.last].text.lower() not in ("in", "of", "from"):
            return ""
        return f" {tokens[chunk.last].text} {self.doc.words(name.first, name.last)}"
