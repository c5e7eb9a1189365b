"""Actors without a name: each is made once, and found again under the same words or the same noun."""

from __future__ import annotations

from collections.abc import Container

from readout.actors.chunks import Chunk
from readout.actors.describe import Description
from readout.actors.entities import Entity
from readout.actors.homes import Homes
from readout.actors.tables import key, singular, words
from readout.record import ActorKind


class Unnamed(Homes):
    """Makes the actors of phrases that name nobody, and finds those that the report has told of."""

    def someone(self, token: int, taken: Container[Entity]) -> Entity | None:
        """The unnamed actor that the phrase around a token is, whatever its noun: who speaks is somebody.

        The same words are the same one, unless that one has proved to be somebody else (`taken`).
        """
        index = self.g.chunk_at.get(token)
        if index is None or self.g.chunks[index].head != token or token in self.g.of_name:
            return None
        chunk, noun = self.g.chunks[index], singular(self.doc.tokens[token].text.lower())
        told = self.g.told(chunk.first, chunk.last).filled(self.g.after(chunk.head, chunk.last))
        plural = self.doc.tokens[token].xpos in ("NNS", "NNPS")
        name, kind = self._phrase_name(chunk), self._kind_of(told, noun, plural)
        alike = [e for e in self.g.entities if not e.named and e not in taken and e.kind == kind]
        another = self.doc.tokens[chunk.first].text.lower() == "another"
        found = None if another else next((e for e in reversed(alike) if key(e.name) == key(name)), None)
        if found is None:
            made = Entity(name, kind, told.country, told.sector, plural=plural, named=False, head=noun)
            found = self.g.new(made, token)
        self._span(chunk, (found,))
        return found

    def _kind_of(self, told: Description, noun: str, plural: bool) -> ActorKind:
        """A body, a person or a group: by the tables, else by the noun's ending; a group where nothing tells."""
        somebody = words()["somebody"]
        if told.kind in ("organisation", "government") or noun in words()["kinds"] or noun in somebody["bodies"]:
            return "organisation"
        person = told.kind == "person" or noun in somebody["persons"] or noun.endswith(tuple(somebody["endings"]))
        return "person" if person and not plural else "group"

    def _group(
        self, name: str, kind: ActorKind, country: str | None, sector: str | None, chunk: Chunk, *, plural: bool
    ) -> Entity:
        """The group of that name or head noun, made where it is new."""
        noun = singular(self.doc.tokens[chunk.head].text.lower())
        bare = len(name.split()) == 1
        opener = self.doc.tokens[chunk.first]
        fresh = opener.text.lower() in ("a", "an", "another") or opener.xpos == "CD"  # "1,200 troops" are no others
        whose = bare and opener.i == chunk.head
        of_own = whose and self._follows(chunk) in ("of", "from", "with")  # "officials from the port" are no others
        fresh = fresh or of_own
        alike = [e for e in reversed(self.g.entities) if not e.named and e.kind == kind]
        countries = {e.country for e in alike if e.head == noun} - {None}
        several = bare and self.doc.tokens[chunk.first].xpos != "DT" and len(countries) > 1
        for entity in alike if opener.text.lower() != "another" else ():
            if key(entity.name) == key(name):
                return entity
            if several or fresh or entity.head != noun or entity.plural != plural:
                continue  # several: "officials" after "US officials" and "Thai officials"
            if entity.counted and opener.i == chunk.head:
                continue  # "three officials were killed, officials said"
            longer = len(entity.name.split()) == 1 and self._only_of_a_name(chunk)
            shorter = (bare or longer) and entity.country in (country, None)
            if shorter or (bare and country in (self.g.home, None)):
                if longer and not bare:
                    entity.name, entity.country = name, country or entity.country
                return entity
        of_others = fresh and self._follows(chunk) == "of"  # "a force of villagers" is not "the force" of later
        made = Entity(name, kind, country, sector, plural=plural, named=False, head="" if of_others else noun)
        made.counted = any(self.doc.tokens[i].xpos == "CD" for i in range(chunk.first, chunk.head))
        return self.g.new(made, chunk.head)

    def _span(self, chunk: Chunk, meant: tuple[Entity, ...]) -> None:
        """Enters the words of the phrase as a mention; of a title all its words, "Secretary of State"."""
        tokens, last, titles = self.doc.tokens, chunk.last, self.g.titles
        while chunk.head in titles and titles.get(last) == titles[chunk.head]:
            last += 1
        for entity in meant:
            if self.g.of_name.get(chunk.head) is not entity:
                entity.spans.add((tokens[chunk.first].start, tokens[last - 1].end))
