"""Where those who are not named are at home, and what of a phrase says whose they are."""

from __future__ import annotations

from readout.actors.chunks import Chunk
from readout.actors.describe import Description
from readout.actors.entities import Entity
from readout.actors.pointing import Pointing
from readout.actors.refer import distinct
from readout.actors.tables import singular, word_sets, words
from readout.actors.wording import NATIONS

_LOCAL = ("CVL", "COP", "OPP", "LAB", "EDU", "UAF", "CRM", "REB", "AGR", "JUD")
_AT = ("in", "at", "near", "outside")


class Homes(Pointing):
    """Questions of a phrase that names nobody: the country of its clause, the words that it adds to a noun."""

    def _lives_there(self, chunk: Chunk, told: Description, sector: str | None) -> bool:
        """Whether a group is at home where it acts or suffers: villagers and police, not tourists and troops."""
        noun = singular(self.doc.tokens[chunk.head].text.lower())
        return told.kind == "group" and sector in _LOCAL and noun not in word_sets()["visitors"]

    def _where_it_is(self, chunk: Chunk) -> str | None:
        """The country of the place of the clause that a phrase is subject or object of: "people marched in Vall"."""
        doc, node = self.doc, chunk.head
        for _ in range(3):
            token = doc.tokens[node]
            if token.is_root or token.relation not in ("nmod", "nsubj", "obj", "obl"):
                return None
            above = token.head
            if token.relation != "nmod":
                break
            node = above
        else:
            return None
        places = [o for o in doc.dependents(above, "obl") if self._is_in(o)]
        places += [n for o in places for n in doc.dependents(o, "nmod") if self._is_in(n)]
        found = [self.g.of_name[o] for o in places if o in self.g.of_name and self.g.of_name[o].located]
        return next((e.country for e in found if e.country and e.country != "IGO"), None)

    def _opened_in(self, chunk: Chunk) -> str | None:
        """The country of the place that opens the sentence: "In [Estria], the government rejected the plan"."""
        tokens, first = self.doc.tokens, self.doc.sentence_of(chunk.head).first
        found = self.g.of_name.get(first + 1) if tokens[first].text in ("In", "Across") else None
        end = self.g.name_at[first + 1].last if found is not None else first
        apart = end < chunk.first and tokens[end].text == ","
        return found.country if found and found.located and apart and found.country != "IGO" else None

    def _is_in(self, noun: int) -> bool:
        """Whether a noun has "in", "at" or "near" before it."""
        return any(self.doc.tokens[m].text.lower() in _AT for m in self.doc.dependents(noun, "case"))

    def _only_of_a_name(self, chunk: Chunk) -> bool:
        """Whether a phrase adds but whose they are: "Norlandic police", "OPEC ministers", not "armed police"."""
        plain = word_sets()["determiners"] | word_sets()["title_modifiers"]
        words_ = [i for i in range(chunk.first, chunk.head) if self.doc.tokens[i].text.lower() not in plain]
        return all(i in self.g.of_name for i in words_) and (bool(words_) or chunk.owner is not None)

    def _follows(self, chunk: Chunk) -> str:
        """The word after a phrase, lower case; "" at the end of the text."""
        return self.doc.tokens[chunk.last].text.lower() if chunk.last < len(self.doc.tokens) else ""

    def _of_nations(self, chunk: Chunk, noun: str) -> tuple[Entity, ...]:
        """Reads "The foreign ministers of Norland and Estria", "the governments of ...": the states, if several."""
        tokens, i = self.doc.tokens, chunk.last + 1
        plural = tokens[chunk.head].xpos in ("NNS", "NNPS") and noun in words()["government"]["speaking_for"]
        if not plural or self._follows(chunk) != "of":
            return ()
        out: list[Entity] = []
        while i < len(tokens):
            name = self.g.name_at.get(i)
            meaning = name.meaning if name is not None else None
            if name and meaning and meaning.entry.kind in NATIONS and meaning.via != "adjective":
                out.append(self.g.of_meaning(meaning, i))
                i = name.last
            elif tokens[i].text.lower() in (",", "and", "the"):
                i += 1
            else:
                break
        return distinct(out) if len(out) > 1 else ()

    def _office_of(self, chunk: Chunk, noun: str) -> tuple[Entity, ...]:
        """The body by name whose "office", "secretariat" or "board" speaks: "the office of the UN refugee agency"."""
        if noun not in words()["reference"]["offices"] or self._follows(chunk) != "of" or chunk.last - chunk.first > 2:
            return ()
        index = self.g.chunk_at.get(chunk.last + 1)
        body = self.g.of_name.get(self.g.chunks[index].head) if index is not None else None
        return (body,) if body is not None and body.kind in ("organisation", "group") else ()
