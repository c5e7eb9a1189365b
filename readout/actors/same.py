"""Names told apart at first that are one actor's: a firm's short name, a person's surname taken for a body's."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from readout.actors import people
from readout.actors.entities import Entity
from readout.actors.knowledge import english, knowledge
from readout.actors.tables import given_names, key, words

_BODIES = ("organisation", "group")


def united(entities: Sequence[Entity]) -> dict[Entity, Entity]:
    """For each named actor that is another one of the text under a shorter or poorer name, that other one."""
    out: dict[Entity, Entity] = {}
    for entity in entities:
        if entity.tabled or not entity.named:
            continue
        found = _of_surname(entity, entities) or _of_body(entity, entities)
        while found in out:
            found = out[found]
        if found is not None and found is not entity:
            out[entity] = found
    return out


def _of_surname(entity: Entity, entities: Sequence[Entity]) -> Entity | None:
    """The one person whose surname a one-word body, place or further person is."""
    word = key(entity.name)
    if " " in word or entity.kind == "country" or (entity.kind == "person" and entity.role):
        return None
    bearers = [
        e for e in entities
        if e is not entity and e.kind == "person" and " " in e.name and people.surname(e.name) == word
    ]  # fmt: skip
    return bearers[0] if len(bearers) == 1 else None


def _of_body(entity: Entity, entities: Sequence[Entity]) -> Entity | None:
    """The one body whose name goes on where this one's ends: "Neptune" in "Neptune Orient Lines"."""
    parts = _core(entity.name)
    if not parts or (entity.kind == "country") or (len(parts) == 1 and not _telling(parts[0], entity)):
        return None
    if entity.kind == "person" and (entity.role or entity.gender):
        return None
    if entity.kind == "place-for-government" and (entity.country or len(parts) > 1 or not _odd_place(entity)):
        return None
    longer = [
        e for e in entities
        if e is not entity and e.named and e.kind in _BODIES and _begins(_core(e.name), parts, entity, e)
    ]  # fmt: skip
    longer.sort(key=lambda e: len(_core(e.name)))
    chain = all(_core(b.name)[: len(_core(a.name))] == _core(a.name) for a, b in pairwise(longer))
    return longer[-1] if longer and chain else None


def _begins(full: Sequence[str], parts: Sequence[str], short: Entity, body: Entity) -> bool:
    """Whether one name begins with the other; of two alike but for their legal form, the longer is the full one."""
    if list(full[: len(parts)]) != list(parts):
        return False
    if len(full) > len(parts):
        follows = full[len(parts)]
        return follows not in ("and", "of", "for") and not (short.country and body.country not in (None, short.country))
    return (len(key(body.name)), body.kind != "person") > (len(key(short.name)), short.kind != "person")


def _odd_place(entity: Entity) -> bool:
    """Whether no table knows the place, not even as a continent: the core may have taken a firm for one."""
    return key(entity.name) not in words()["places"]["continents"] and knowledge().lookup(entity.name) is None


def _core(name: str) -> list[str]:
    """The words of a name without "Ltd" and the like."""
    parts = key(name).split()
    while len(parts) > 1 and parts[-1] in words()["names"]["legal_forms"]:
        parts.pop()
    return parts


def _telling(word: str, entity: Entity) -> bool:
    """Whether one word is a name of its own, not "National" or "British"."""
    if knowledge().lookup(entity.name) is not None or word in given_names():
        return False
    return word not in english()
