"""The actors of one document while they are being gathered, and how two mentions are told to be one."""

from __future__ import annotations

from dataclasses import dataclass, field

from readout.actors import people
from readout.actors.posts import Post
from readout.actors.tables import key, roles
from readout.record import Actor, ActorKind, Span


@dataclass(eq=False, slots=True)
class Entity:
    """One actor in the making; compared by identity.

    `first` is the token of its first mention, `named` whether the text gives a proper name, `tabled` whether the tables
    hold it, `located` whether every mention so far is a mere place ("in Sochi"). `gender` is "m", "f" or "". `head` is
    the head noun of an unnamed one, `counted` whether a number stood with it ("three officials"), `posts` the offices
    that the text gives a person.
    """

    name: str
    kind: ActorKind
    country: str | None = None
    sector: str | None = None
    role: str | None = None
    wikidata: str | None = None
    gender: str = ""
    plural: bool = False
    named: bool = True
    tabled: bool = False
    located: bool = False
    head: str = ""
    counted: bool = False
    first: int = 0
    id: str = ""
    spellings: set[str] = field(default_factory=set)
    spans: set[tuple[int, int]] = field(default_factory=set)
    posts: list[Post] = field(default_factory=list)

    def actor(self) -> Actor:
        """The record's actor, mentions in text order."""
        spans = [Span(start=a, end=b) for a, b in sorted(self.spans)]
        why = "named in the text" if self.named else f"unnamed, by its head noun '{self.head}'"
        return Actor(
            id=self.id, name=self.name, kind=self.kind, country=self.country, sector=self.sector or None,
            role=self.role or None, wikidata=self.wikidata, mentions=spans, why=why,
        )  # fmt: skip

    def rank(self) -> int:
        """The rank of the role: 3 for heads of state and government, 2 for ministers and envoys, 1, 0 for none."""
        words = key(self.role or "").split()
        known = roles()
        return next((known[t].rank for i in range(len(words)) if (t := " ".join(words[i:])) in known), 0)

    def titled(self, title: str, role: str, sector: str | None, country: str | None) -> None:
        """Takes a title that the text gives: a higher rank replaces a lower, what is known is kept.

        `title` is its form in the table, `role` as the text writes it.
        """
        new, old = roles().get(key(title)), roles().get(key(self.role or ""))
        if role and (not self.role or (new and old and new.rank > old.rank)):
            self.role = role
            self.sector = sector or self.sector
        self.sector = self.sector or sector
        self.country = self.country or country
        if new and new.gender and not self.gender:
            self.gender = new.gender


def same_person(entity: Entity, name: str) -> int:
    """How surely `name` is one of a person's names: 0 not, 1 by a first word, 2 by surname, 3 by the full name."""
    parts, own = key(name).split(), key(entity.name).split()
    if not parts or not own:
        return 0
    if parts == own or key(name) in entity.spellings:
        return 3
    if len(parts) > 1 and len(own) > 1:
        if people.same_person_name(name, entity.name):
            return 3
        return 3 if _contained(parts, own) else 0
    single, full = (parts, own) if len(parts) == 1 else (own, parts)
    if single[0] == full[-1]:
        return 2
    return 1 if single[0] == full[0] else 0


def _contained(a: list[str], b: list[str]) -> bool:
    """One name is the end of the other: "al-Assad", "Bashar al-Assad"; "Said al-Sahhaf", "Mohammad Said al-Sahhaf"."""
    short, full = (a, b) if len(a) < len(b) else (b, a)
    if len(short) == len(full):
        return False
    return full[-len(short) :] == short or (short[0] == full[0] and short[-1] == full[-1])


def find_person(pool: list[Entity], name: str, gender: str = "") -> Entity | None:
    """The person of `pool` (in order of mention) who bears `name`: the surest match, of equals the latest."""
    best, found = 0, None
    for entity in pool:
        if gender and entity.gender and gender != entity.gender:
            continue
        sure = same_person(entity, name)
        if sure and sure >= best:
            best, found = sure, entity
    if best == 1 and sum(same_person(e, name) == 1 for e in pool) > 1:
        return None
    return found
