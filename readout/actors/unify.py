"""Actors told apart at first and found to be one: an unnamed one whom the text names a little later.

News leads do so: "An army spokesman said ... Captain Detoyato added", "Moslem guerrillas ... the MILF".
"""

from __future__ import annotations

from collections.abc import Callable

from readout.actors.entities import Entity
from readout.actors.gather import Gathered
from readout.actors.tables import words
from readout.language.document import Token

_SOON = 3
"""Sentences after an unnamed speaker within which the name may follow."""
_LEAD = 2
"""Sentences at the start in which a movement, or one whom the next sentence names, may stand unnamed."""
_NEXT = 2
"""Sentences after a lead's unnamed subject within which a bare name may follow."""


def unify(gathered: Gathered) -> dict[Entity, Entity]:
    """For each unnamed actor that proves to be a named one, the named one, which takes over its mentions."""
    sentence: Callable[[Entity], int] = lambda e: gathered.doc.tokens[e.first].sentence  # noqa: E731
    out: dict[Entity, Entity] = {}
    for entity in gathered.entities:
        if entity.named:
            continue
        if entity.kind == "person":
            found = _named_soon(gathered, entity, sentence)
        elif entity.kind == "group" and entity.sector == "REB" and sentence(entity) < _LEAD:
            found = _movement(gathered, entity)
        else:
            found = None
        if found is not None:
            out[entity] = found
            found.spans |= entity.spans
            found.titled(entity.role or "", entity.role or "", entity.sector, entity.country)
            found.first = min(found.first, entity.first)
    return out


def _named_soon(gathered: Gathered, entity: Entity, sentence: Callable[[Entity], int]) -> Entity | None:
    """The person first named in one of the next sentences who speaks there and may hold the office."""
    doc, here = gathered.doc, sentence(entity)
    if doc.tokens[_phrase(gathered, entity.first).start].text.lower() not in ("a", "an"):
        return None
    speaks = _speaks(gathered, entity.first)
    if not speaks and not (here < _LEAD and _is_subject(gathered, entity.first)):
        return None
    for other in sorted(gathered.entities, key=lambda e: e.first):
        if other.kind != "person" or not other.named or not here < sentence(other) <= here + _SOON:
            continue
        same_sector = not (other.sector and entity.sector) or other.sector == entity.sector
        same_country = not (other.country and entity.country) or other.country == entity.country
        same_gender = not (other.gender and entity.gender) or other.gender == entity.gender
        if not (same_sector and same_country and same_gender and _may_hold(entity, other)):
            return None
        if speaks and _speaks(gathered, other.first):
            return other
        return other if _undescribed(gathered, other) and sentence(other) <= here + _NEXT else None
    return None


def _undescribed(gathered: Gathered, other: Entity) -> bool:
    """Whether a person is a subject by full name of whom nothing is said, as of one whom the lead has introduced."""
    known = other.role or other.posts or other.tabled or other.sector
    return not known and " " in other.name and _is_subject(gathered, other.first)


def _may_hold(entity: Entity, other: Entity) -> bool:
    """Whether a person by name may hold an unnamed one's office: not "a spokesman for the mill", President Orlova."""
    spokesman = (entity.role or "").lower().rpartition(" ")[2].startswith("spokes")
    if spokesman and other.rank() > 1:
        return False
    return not any(mine.other_body(theirs) for mine in entity.posts for theirs in other.posts)


def _phrase(gathered: Gathered, token: int) -> range:
    """The tokens of the phrase around a token; the token alone where it stands in none."""
    index = gathered.chunk_at.get(token)
    return (
        range(token, token + 1) if index is None else range(gathered.chunks[index].first, gathered.chunks[index].last)
    )


def _verbs(gathered: Gathered, token: int) -> list[Token]:
    """The verbs, or other heads, whose subject the phrase around the token is."""
    tokens = gathered.doc.tokens
    return [tokens[tokens[i].head] for i in _phrase(gathered, token) if tokens[i].relation == "nsubj"]


def _is_subject(gathered: Gathered, token: int) -> bool:
    """Whether the phrase around the token is the subject of a clause that is the sentence's own."""
    return any(v.is_root or v.relation in ("ccomp", "conj", "parataxis") for v in _verbs(gathered, token))


def _speaks(gathered: Gathered, token: int) -> bool:
    """Whether the phrase around the token is the subject of a verb of saying."""
    return any(v.lemma in words()["saying"]["verbs"] for v in _verbs(gathered, token))


def _movement(gathered: Gathered, entity: Entity) -> Entity | None:
    """The one armed movement of the country that the text names, where it dwells on no other as much."""
    named = [
        e for e in gathered.entities
        if e.named and e.kind == "group" and e.sector == "REB" and e.country == entity.country and e.country
    ]  # fmt: skip
    if not named or entity.head not in words()["reference"]["rebels"]:
        return None
    named.sort(key=lambda e: -len(e.spans))
    if len(named) > 1 and len(named[0].spans) < 2 * len(named[1].spans):
        return None
    return named[0] if len(named[0].spans) > 1 else None
