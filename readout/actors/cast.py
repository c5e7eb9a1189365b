"""Who takes part in a report: its door is `Cast`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from readout.actors.entities import Entity
from readout.actors.gather import Gathered
from readout.actors.phrases import Phrases
from readout.actors.refer import distinct
from readout.language.document import Document
from readout.record import Actor

_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_DEEP = 6
"""Arcs and conjuncts that one question follows at most."""


class Cast:
    """The actors of one document: names, roles, pronouns and unnamed groups, resolved.

    `published` is the day of the report: offices are held, and states stand, as of that day. Ids are "a1", "a2" ...
    in order of first mention; unnamed actors that nobody uses leave gaps.
    """

    def __init__(self, document: Document, published: date | None = None) -> None:
        self.document = document
        self._gathered = Gathered(document, published)
        self._phrases = Phrases(self._gathered)
        entities = sorted(self._gathered.entities, key=lambda e: e.first)
        for number, entity in enumerate(entities, 1):
            entity.id = f"a{number}"
        self._by_id = {e.id: e for e in entities}
        self._answers: dict[int, tuple[str, ...]] = {}

    def at(self, token: int) -> tuple[str, ...]:
        """Ids of the actors that the noun phrase headed by `token` refers to, compounds expanded; () for none."""
        found = self._answers.get(token)
        if found is None:
            found = tuple(e.id for e in self._at(token, 0))
            self._answers[token] = found
        return found

    def actor(self, actor_id: str) -> Actor:
        """The actor of that id. Raises KeyError where there is none."""
        return self._by_id[actor_id].actor()

    def listed(self, used: Iterable[str]) -> list[Actor]:
        """The record's actors in order of first mention: every named one, and the unnamed ones among `used`.

        A country or town that the text only places things in ("in Sochi") is listed where it is used.
        """
        wanted = set(used)
        return [e.actor() for e in self._by_id.values() if e.id in wanted or (e.named and e.spans and not e.located)]

    # -- one token

    def _at(self, token: int, depth: int) -> tuple[Entity, ...]:
        if depth > _DEEP:
            return ()
        tokens = self.document.tokens
        text = tokens[token].text.lower()
        if text in _RELATIVE and tokens[token].upos in ("PRON", "DET", "SCONJ"):
            return self._antecedent(token, depth)
        if self._phrases.is_first_person(token):
            return self._speaker(token, depth)
        own = self._of_token(token)
        if not own:
            own = self._gathered_by(token, depth)
        return distinct([*own, *self._conjuncts(token, depth)])

    def _of_token(self, token: int) -> tuple[Entity, ...]:
        g, tokens = self._gathered, self.document.tokens
        index = g.chunk_at.get(token)
        entity = g.of_name.get(token)
        if index is None:
            return (entity,) if entity is not None else ()
        chunk = g.chunks[index]
        if token in self._phrases.owners and chunk.head != token:
            return self._phrases.owners[token]
        modifies = token != chunk.head and chunk.first <= tokens[token].head < chunk.last
        if entity is not None and modifies and g.of_name.get(chunk.head) is not entity and token not in g.titles:
            return (entity,)
        if modifies and tokens[token].relation in ("amod", "nummod", "det"):
            return ()
        return self._phrases.meant[index]

    def _gathered_by(self, token: int, depth: int) -> tuple[Entity, ...]:
        """"Thousands of people", "some of the rebels": those whom a counting word gathers."""
        tokens = self.document.tokens
        for child in self.document.dependents(token, "nmod"):
            cases = [tokens[c].text.lower() for c in self.document.dependents(child, "case")]
            if cases[:1] == ["of"] and (tokens[token].upos in ("DET", "PRON", "NUM", "ADJ") or self._counts(token)):
                return self._at(child, depth + 1)
        return ()

    def _counts(self, token: int) -> bool:
        from readout.actors.tables import singular, word_sets

        text = self.document.tokens[token].text.lower()
        return text in word_sets()["transparent"] or singular(text) in word_sets()["transparent"]

    def _conjuncts(self, token: int, depth: int) -> list[Entity]:
        """The actors joined to this one by "and": conjuncts of any word of its phrase that lie outside it."""
        g, doc = self._gathered, self.document
        index = g.chunk_at.get(token)
        inside = range(g.chunks[index].first, g.chunks[index].last) if index is not None else range(token, token + 1)
        if doc.tokens[token].relation in ("amod", "compound", "nmod:poss", "det") and token != inside[-1]:
            inside = range(token, token + 1)
        out: list[Entity] = []
        for i in inside:
            for child in doc.dependents(i, "conj"):
                if child not in inside and doc.tokens[child].upos in ("NOUN", "PROPN", "PRON") and child > token:
                    out += self._at(child, depth + 1)
        return out

    def _antecedent(self, token: int, depth: int) -> tuple[Entity, ...]:
        """The noun that the relative clause of "who", "which", "that" modifies."""
        doc = self.document
        for ancestor in doc.ancestors(token):
            relation = doc.tokens[ancestor].deprel
            if relation.startswith("acl"):
                return self._at(doc.tokens[ancestor].head, depth + 1)
        return ()

    def _speaker(self, token: int, depth: int) -> tuple[Entity, ...]:
        """Whose words an "I" or "we" stands in: the subject of the verb that the quotation hangs on."""
        doc = self.document
        below = token
        for ancestor in doc.ancestors(token):
            if doc.tokens[below].relation in ("ccomp", "parataxis", "xcomp") or below == token:
                for subject in doc.dependents(ancestor, "nsubj"):
                    if subject != token and not self._phrases.is_first_person(subject):
                        return self._at(subject, depth + 1)
            for clause in doc.dependents(ancestor, "parataxis"):
                for subject in doc.dependents(clause, "nsubj"):
                    if not self._phrases.is_first_person(subject):
                        return self._at(subject, depth + 1)
            below = ancestor
        found = self._phrases.discourse.best(token, lambda e: e.kind == "person", 2)
        return (found,) if found is not None else ()
