"""Pronouns and phrases that point back: who in the text before is meant.

Candidates are weighed as Lappin and Leass (1994, "An algorithm for pronominal anaphora resolution") do: by
grammatical role, halved with each sentence in between, summed over an actor's mentions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from readout.actors.entities import Entity
from readout.actors.tables import word_sets
from readout.language.document import Document

_WEIGHT = {"nsubj": 80.0, "obj": 50.0, "iobj": 40.0, "obl": 35.0, "conj": 40.0, "nmod": 25.0, "modifier": 12.0}
_OTHER = 30.0
_PARALLEL = 35.0
"""Added where pronoun and candidate are both subjects."""
_REACH = 4
"""Sentences back that a pronoun may point."""
_PAIR_REACH = 7


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention: its head token, its sentence and the actors meant; `modifies` for "EU" in "EU ministers"."""

    token: int
    sentence: int
    entities: tuple[Entity, ...]
    modifies: bool = False


class Discourse:
    """What has been mentioned so far, in text order."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.mentions: list[Mention] = []

    def note(self, token: int, entities: tuple[Entity, ...], *, modifies: bool = False) -> None:
        """Enters a mention."""
        if entities:
            self.mentions.append(Mention(token, self.doc.tokens[token].sentence, entities, modifies))

    def relation(self, token: int) -> str:
        """The relation by which a mention counts: that of the first conjunct for a later one."""
        tokens = self.doc.tokens
        for _ in range(4):
            if tokens[token].relation not in ("conj", "flat", "compound", "appos") or tokens[token].is_root:
                break
            token = tokens[token].head
        return tokens[token].relation

    def weigh(
        self, at: int, fits: Callable[[Entity], bool], reach: int = _REACH, *, of_itself: bool = False
    ) -> list[tuple[float, Entity]]:
        """Actors mentioned before token `at` that fit, the weightiest first.

        With `of_itself` also those in the words that it says: "the Mill Company will close, the company said".
        """
        here = self.doc.tokens[at].sentence
        weights: dict[Entity, float] = defaultdict(float)
        subject = self.doc.tokens[at].relation == "nsubj"
        barred: set[int] = set() if of_itself else self._content_before(at)
        own = self._own_subjects(at)
        for mention in reversed(self.mentions):
            if mention.token >= at:
                continue
            distance = here - mention.sentence
            if distance > reach:
                break
            relation = "modifier" if mention.modifies else self.relation(mention.token)
            weight = _WEIGHT.get(relation, _OTHER) + (_PARALLEL if subject and relation == "nsubj" else 0)
            for entity in mention.entities:
                if fits(entity) and mention.token not in barred and entity not in own:
                    weights[entity] += weight / 2**distance
        return sorted(((w, e) for e, w in weights.items()), key=lambda x: -x[0])

    def _content_before(self, at: int) -> set[int]:
        """Mentions that a subject cannot mean: names in the words that it says."""
        token = self.doc.tokens[at]
        return self._content_of(token.head) if token.relation == "nsubj" else set()

    def _own_subjects(self, at: int) -> set[Entity]:
        """Whom an object pronoun cannot mean: the subject of its own clause ("Rice told her")."""
        doc, token = self.doc, self.doc.tokens[at]
        if token.relation not in ("obj", "iobj", "obl") or token.text.lower().endswith(("self", "selves")):
            return set()
        if token.xpos == "PRP$":
            return set()
        subjects = self._subjects(token.head)
        heads = {i for s in subjects for i in (s, *doc.dependents(s, "flat", "nmod:desc", "compound"))}
        return {e for m in self.mentions if m.token in heads and not m.modifies for e in m.entities}

    def _subjects(self, verb: int) -> list[int]:
        """The subjects of a verb, those of the verb that it is joined to or governed by where it has none."""
        doc = self.doc
        for _ in range(3):
            own = doc.dependents(verb, "nsubj")
            if own or doc.tokens[verb].relation not in ("conj", "xcomp") or doc.tokens[verb].is_root:
                return own
            verb = doc.tokens[verb].head
        return []

    def _content_of(self, verb: int) -> set[int]:
        """Tokens of what is said, where the verb follows it: "Gates would succeed Rumsfeld, he said"."""
        doc = self.doc
        said = [i for clause in doc.dependents(verb, "ccomp") for i in doc.subtree(clause)]
        if doc.tokens[verb].relation == "parataxis":
            own = set(doc.subtree(verb))
            said += [i for i in doc.subtree(doc.tokens[verb].head) if i not in own]
        return {i for i in said if i < verb}

    def best(self, at: int, fits: Callable[[Entity], bool], reach: int = _REACH) -> Entity | None:
        """The weightiest actor before token `at` that fits."""
        found = self.weigh(at, fits, reach)
        return found[0][1] if found else None

    def pair(self, at: int, fits: Callable[[Entity], bool], size: int = 2) -> tuple[Entity, ...]:
        """The last `size` actors that fit: those named together first, else the weightiest apart."""
        here = self.doc.tokens[at].sentence
        joint: dict[int, list[Entity]] = defaultdict(list)
        for mention in reversed(self.mentions):
            if mention.token >= at or self.doc.tokens[mention.token].relation == "appos":
                continue  # "the Front (the Vanguard)" is one
            if here - mention.sentence > _PAIR_REACH:
                break
            group = joint[self.first_conjunct(mention.token)]
            group[:0] = [e for e in mention.entities if fits(e) and e not in group]
        several = [group for group in joint.values() if len(group) >= size]
        exact = [group for group in several if len(group) == size]  # three named together are rarely "the two"
        if several:
            return tuple((exact or several)[0][:size])
        for reach in (0, 1, 2, _REACH):
            found = [e for _, e in self.weigh(at, fits, reach)]
            if len(found) >= size:
                return tuple(sorted(found[:size], key=lambda e: e.first))
        return ()

    def joined_subject(self, at: int) -> tuple[Entity, ...]:
        """The actors joined as subject of the sentence before, where token `at` is a subject: "Norland and Estria have
        made peace. [They] signed".
        """
        here = self.doc.tokens[at].sentence
        if self.doc.tokens[at].relation != "nsubj":
            return ()
        joint: dict[int, list[Entity]] = defaultdict(list)
        for mention in self.mentions:
            if mention.sentence == here - 1 and not mention.modifies and mention.entities[0].kind != "person":
                joint[self.first_conjunct(mention.token)] += mention.entities
        found = [g for i, g in joint.items() if self.doc.tokens[i].relation == "nsubj" and len(g) > 1]
        later = [m for m in self.mentions if m.sentence == here and m.token < at]
        return distinct(found[-1]) if len(found) == 1 and not later else ()

    def first_conjunct(self, token: int) -> int:
        """A key that the mentions of one compound share: the head of its first conjunct."""
        tokens = self.doc.tokens
        for _ in range(8):
            if (
                tokens[token].relation not in ("conj", "flat", "compound", "nmod:desc", "appos")
                or tokens[token].is_root
            ):
                break
            token = tokens[token].head
        return token

    def recent(self, at: int, fits: Callable[[Entity], bool]) -> Entity | None:
        """The actor mentioned last before token `at` that fits, however far."""
        for mention in reversed(self.mentions):
            if mention.token < at:
                for entity in reversed(mention.entities):
                    if fits(entity):
                        return entity
        return None


def is_person(gender: str) -> Callable[[Entity], bool]:
    """A test for persons who may be of that gender."""
    return lambda e: e.kind == "person" and (not e.gender or not gender or e.gender == gender)


def is_body(entity: Entity) -> bool:
    """Whether "it" may mean the actor."""
    return entity.kind in ("country", "organisation", "place-for-government") or (
        entity.kind == "group" and not entity.plural and (entity.named or entity.head in word_sets()["collective"])
    )


def is_many(entity: Entity) -> bool:
    """Whether "they" may mean the actor by itself."""
    return entity.kind == "group" or entity.plural


def distinct(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """Actors without repetition, in order."""
    return tuple(dict.fromkeys(entities))
