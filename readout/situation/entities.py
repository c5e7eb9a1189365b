"""Persons, bodies and countries the same across reports.

A record has already joined the mentions within its report; here its actors are joined by name. Two people of one name
stay apart where their countries, or their walks of life (a judge, a striker), tell them apart; a bare surname joins a
full name only where just one in these records fits it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from readout.record import Actor, Record
from readout.situation.decided import Decided
from readout.situation.model import Actors, Entity, actor_key

POLITICAL = frozenset({"GOV", "LEG", "PTY", "OPP", "ELI", "MIL", "IGO", "SPY", "JUD", "PRE"})
"""Sectors between which a career moves: a change among them does not make two people."""


@dataclass
class _Draft:
    """An entity in the making."""

    kind: str
    names: Counter[str] = field(default_factory=Counter)
    countries: set[str] = field(default_factory=set)
    sectors: Counter[str] = field(default_factory=Counter)
    roles: dict[str, None] = field(default_factory=dict)
    wikidata: set[str] = field(default_factory=set)
    reports: dict[str, None] = field(default_factory=dict)
    members: list[tuple[str, str]] = field(default_factory=list)
    """(report id, actor id)."""
    keys: dict[str, None] = field(default_factory=dict)
    """Their keys, by `actor_key`."""

    def add(self, report: str, actor: Actor) -> None:
        self.names[actor.name] += 1
        self.countries.update([actor.country] if actor.country else [])
        self.sectors.update([actor.sector] if actor.sector else [])
        self.roles.update(dict.fromkeys([actor.role] if actor.role else []))
        self.wikidata.update([actor.wikidata] if actor.wikidata else [])
        self.reports[report] = None
        self.members.append((report, actor.id))
        self.keys[actor_key(report, actor)] = None

    def join(self, other: _Draft) -> None:
        """Take in all that another is."""
        self.names += other.names
        self.countries |= other.countries
        self.sectors += other.sectors
        self.roles |= other.roles
        self.wikidata |= other.wikidata
        self.reports |= other.reports
        self.members += other.members
        self.keys |= other.keys

    def fits(self, actor: Actor) -> bool:
        """Whether nothing known of the actor speaks against this entity."""
        if actor.wikidata and self.wikidata:
            return actor.wikidata in self.wikidata
        if actor.country and self.countries and actor.country not in self.countries:
            return False
        return not actor.sector or not self.sectors or _one_walk(actor.sector, set(self.sectors))


def actors(records: Sequence[Record], decided: Decided | None = None) -> Actors:
    """The entities of these records, and which of them each record's actor is.

    A person's word on two actors (keys of reports' actors, or of entities such as `country/burma`) beats names.
    """
    decided = decided or Decided()
    drafts: dict[str, list[_Draft]] = defaultdict(list)
    short: list[tuple[Record, Actor]] = []
    for record in records:
        for actor in record.actors:
            if actor.kind == "person" and len(name_key(actor.name).split()) < 2:
                short.append((record, actor))
            else:
                _place(drafts[_block(actor)], record, actor, decided)
    surnames = _by_surname(drafts)
    for record, actor in short:
        key = (actor_key(record.report.id, actor),)
        fits = [d for d in surnames.get(name_key(actor.name), ()) if d.fits(actor) and not decided.apart(key, d.keys)]
        if len(fits) == 1:
            fits[0].add(record.report.id, actor)
        else:
            _place(drafts[f"surname {name_key(actor.name)}"], record, actor, decided)
    return _finished(_joined([draft for block in drafts.values() for draft in block], decided))


@lru_cache(maxsize=8192)
def name_key(name: str) -> str:
    """A name without accents, points, hyphens and titles' case: "Mahmûd al-Zahar" is "mahmud al zahar"."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[a-z0-9]+", plain.lower()))


def same_person(left: str, right: str) -> bool:
    """Whether two full names can be one person's: the surname the same, given names equal, initials, or left out.

    >>> same_person("George W. Bush", "G. W. Bush"), same_person("George Bush", "Laura Bush")
    (True, False)
    """
    a, b = name_key(left).split(), name_key(right).split()
    if not a or not b or a[-1] != b[-1]:
        return False
    given, other = a[:-1], b[:-1]
    if not given or not other:
        return True
    return _given_fits(given[0], other[0]) and _middles_fit(given[1:], other[1:])


def _given_fits(a: str, b: str) -> bool:
    return a == b or (min(len(a), len(b)) == 1 and a[0] == b[0])


def _middles_fit(a: list[str], b: list[str]) -> bool:
    """Middle names that both have fit, in order; one may leave them out."""
    return not a or not b or all(_given_fits(x, y) for x, y in zip(a, b, strict=False))


def _one_walk(sector: str, others: set[str]) -> bool:
    return sector in others or (sector in POLITICAL and bool(others & POLITICAL)) or "CVL" in {sector, *others}


def _block(actor: Actor) -> str:
    """Actors that could be one stand in one block: a person by surname, all others by name."""
    key = name_key(actor.name)
    return f"person {key.split()[-1]}" if actor.kind == "person" and key else f"body {key or actor.name}"


def _place(block: list[_Draft], record: Record, actor: Actor, decided: Decided) -> None:
    key = (actor_key(record.report.id, actor),)
    for draft in block:
        named = actor.kind != "person" or all(same_person(actor.name, name) for name in draft.names)
        if named and draft.fits(actor) and not decided.apart(key, draft.keys):
            draft.add(record.report.id, actor)
            return
    draft = _Draft(actor.kind)
    draft.add(record.report.id, actor)
    block.append(draft)


def _joined(drafts: list[_Draft], decided: Decided) -> list[_Draft]:
    """The drafts, those joined that a person said are one, unless one said that two within them are not."""
    pairs = list(decided.pairs())
    of = {key: d for d in drafts for key in (_base(d), *d.keys)} if pairs else {}
    for one, other in pairs:
        left, right = of.get(one), of.get(other)
        if left is None or right is None or left is right or decided.apart(left.keys, right.keys):
            continue
        left.join(right)
        of = {key: left if d is right else d for key, d in of.items()}
        drafts = [d for d in drafts if d is not right]
    return drafts


def _base(draft: _Draft) -> str:
    """The key of an entity, if no other has it before."""
    name = _name(draft)
    return f"{draft.kind}/{name_key(name).replace(' ', '-') or name}"


def _name(draft: _Draft) -> str:
    person = draft.kind == "person"
    return max(draft.names, key=lambda n: (len(n.split()) if person else 0, draft.names[n], n))


def _by_surname(drafts: dict[str, list[_Draft]]) -> dict[str, list[_Draft]]:
    return {key.removeprefix("person "): block for key, block in drafts.items() if key.startswith("person ")}


def _finished(drafts: Iterable[_Draft]) -> Actors:
    entities: dict[str, Entity] = {}
    of: dict[tuple[str, str], str] = {}
    for draft in drafts:
        country = min(draft.countries, default=None)
        key = next(k for k in _candidates(_base(draft), country) if k not in entities)
        entities[key] = Entity(
            key, _name(draft), draft.kind, country, next((s for s, _ in draft.sectors.most_common(1)), None),
            tuple(draft.names), tuple(draft.roles), min(draft.wikidata, default=None), tuple(draft.reports),
            tuple(draft.keys),
        )  # fmt: skip
        of.update(dict.fromkeys(draft.members, key))
    return Actors(entities, of)


def _candidates(base: str, country: str | None) -> Iterable[str]:
    yield base
    if country:
        yield f"{base}/{country}"
    number = 2
    while True:
        yield f"{base}/{number}"
        number += 1
