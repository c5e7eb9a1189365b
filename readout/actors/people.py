"""Office holders: who held which office when, found by full name or by surname."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from rapidfuzz import fuzz

from readout.actors.own import Own, own
from readout.actors.tables import Term, day, given_names, key, many, numbers, roles, rows

_PARTICLES = {
    "al",
    "el",
    "abu",
    "bin",
    "ibn",
    "van",
    "von",
    "de",
    "da",
    "der",
    "ul",
    "ud",
    "le",
    "la",
    "ben",
    "bar",
    "di",
    "du",
}
_SAME_GIVEN = 80.0
"""Percent of likeness (rapidfuzz ratio) above which two spellings of a given name count as one: Sergei, Sergey."""
_SAME_SURNAME = 86.0
_GRACE = timedelta(days=10)
"""Days after the end of a term in which a report may still use the title."""


@dataclass(frozen=True, slots=True)
class Person:
    """A public person: every spelling of the name, gender ("" where unknown) and terms in order of start.

    One whom the user has imported may have no terms; `country` is then the citizenship, "" where unknown.
    """

    name: str
    spellings: tuple[str, ...]
    gender: str
    terms: tuple[Term, ...]
    country: str = ""
    wikidata: str | None = None

    def term(self, on: date | None) -> Term | None:
        """The term that runs on day `on` (the latest where `on` is `None`); `None` where none does."""
        if on is None:
            return self.terms[-1] if self.terms and self.terms[-1].end == date.max else None
        running = [t for t in self.terms if t.start <= on <= t.end]
        if not running:
            running = [t for t in self.terms if t.start <= on <= _later(t.end)]
        return max(running, key=lambda t: (rank(t.role), t.start)) if running else None

    def last(self, on: date | None) -> Term | None:
        """The latest term that had ended by day `on`."""
        ended = [t for t in self.terms if on is None or t.end < on]
        return ended[-1] if ended else None


def _later(end: date) -> date:
    return end if end == date.max else end + _GRACE


def rank(role: str) -> int:
    """The rank of an office: 3 of a head of state or government, 2 of a minister, 1 of others."""
    found = roles().get(key(role))
    return found.rank if found else 1


def surname(name: str) -> str:
    """The last word of a name with the particles before it left out: "Bashar al-Assad" -> "assad"."""
    parts = [p for p in key(name).split() if p not in ("jr", "sr", "ii", "iii")]
    return parts[-1] if parts else ""


@lru_cache(maxsize=1)
def persons() -> dict[str, list[Person]]:
    """Persons by each of the surnames under which they may be named."""
    terms: dict[tuple[str, str], list[Term]] = defaultdict(list)
    spellings: dict[tuple[str, str], list[str]] = defaultdict(list)
    genders: dict[tuple[str, str], str] = {}
    for row in rows("offices"):
        names = many(row["name"])
        who = (key(names[0]), row["country"])
        role = roles().get(key(row["role"]))
        sector = row["sector"] or (role.sector if role else "GOV")
        term = Term(row["country"], row["role"], sector, day(row["start"], last=False), day(row["end"], last=True))
        terms[who].append(term)
        spellings[who] += [n for n in names if n not in spellings[who]]
        genders[who] = row["gender"] or genders.get(who, "")
    out: dict[str, list[Person]] = defaultdict(list)
    for who, names in spellings.items():
        gender = genders[who] or gender_of(names[0]) or "m"
        spells = tuple(sorted(terms[who], key=lambda t: t.start))
        person = Person(names[0], tuple(names), gender, spells, "", numbers().get(key(names[0])))
        for name in {s for n in names for s in _surnames(n)}:
            out[name].append(person)
    return dict(out)


_FAMILY_FIRST = {"CHN", "KOR", "PRK", "TWN", "VNM", "KHM"}


def _surnames(name: str) -> set[str]:
    """Keys under which a full name is filed: its last word, and its first for names that begin with the family's."""
    parts = key(name).split()
    return {parts[-1], parts[0]} if len(parts) > 1 else set(parts)


def gender_of(name: str) -> str:
    """Gender from the given name: "m", "f" or "" where the table does not tell."""
    parts = name.split()
    if not parts:
        return ""
    known = given_names()
    return known.get(key(parts[0]), "") or known.get(key(parts[0].split("-")[0]), "")


def find(name: str, on: date | None = None, country: str | None = None) -> Person | None:
    """The public person of that name: full name, or surname alone where one alone held office on the day.

    `country` (alpha-3) narrows the choice where it is known.
    """
    parts = key(name).split()
    if not parts:
        return None
    pool = {id(p): p for k in (parts[-1], parts[0]) for p in persons().get(k, ())}
    candidates = list(pool.values())
    if country:
        candidates = [p for p in candidates if any(t.country == country for t in p.terms)] or candidates
    if len(parts) == 1:
        return _by_surname(parts[0], candidates, on, country)
    likely = [p for p in candidates if any(same_person_name(name, s) for s in p.spellings)]
    if likely:
        return max(likely, key=lambda p: (p.term(on) is not None, p.terms[-1].start))
    return _imported(name, on, country)


def _imported(name: str, on: date | None, country: str | None) -> Person | None:
    """The one person of that full name among the user's own; of several the one who held office on the day."""
    base = own()
    if base is None:
        return None
    found = [_of_own(a) for a in base.named(name) if a.kind == "person"]
    if country:
        found = [p for p in found if country == p.country or any(t.country == country for t in p.terms)] or found
    if len(found) > 1:
        found = [p for p in found if p.term(on) is not None]
    return found[0] if len(found) == 1 else None


def _of_own(actor: Own) -> Person:
    terms = []
    for office in actor.offices:
        title, country, sector = _office(office.role)
        start, end = day(office.start, last=False), day(office.end, last=True)
        if office.start:
            terms.append(Term(country or office.country or actor.country, title, sector, start, end))
    terms.sort(key=lambda t: t.start)
    return Person(actor.name, (actor.name,), actor.gender, tuple(terms), actor.country, actor.qid)


@lru_cache(maxsize=4096)
def _office(label: str) -> tuple[str, str | None, str]:
    """Title, country and sector of a position's label: "Minister of Foreign Affairs of Norway"."""
    from readout.actors.resolve import resolve

    told = resolve(label)
    return label, told.country if told.country != "IGO" else None, told.sector or "GOV"


def _by_surname(name: str, candidates: list[Person], on: date | None, country: str | None) -> Person | None:
    """One who held office on the day and is filed under the name as a surname; of several the higher in rank."""
    fits = [p for p in candidates if any(_is_family_name(name, s, p) for s in p.spellings)]
    holding = [(t, p) for p in fits if (t := p.term(on)) is not None]
    if country:
        holding = [(t, p) for t, p in holding if t.country == country]
    if not holding:
        return None
    best = max(rank(t.role) for t, _ in holding)
    top = {id(p): p for t, p in holding if rank(t.role) == best}
    return next(iter(top.values())) if len(top) == 1 else None


def home_of_holders(name: str, title: str) -> str | None:
    """The country of all who ever held the office `title` under surname `name`; `None` where there are several.

    For reports without a day: "President Bush" is American, whichever is meant.
    """
    parts = key(name).split()
    if len(parts) != 1:
        return None
    fits = [p for p in persons().get(parts[0], ()) if any(_is_family_name(parts[0], s, p) for s in p.spellings)]
    homes = {t.country for p in fits for t in p.terms if key(t.role) == key(title)}
    return homes.pop() if len(homes) == 1 else None


def _is_family_name(name: str, spelling: str, person: Person) -> bool:
    parts = key(spelling).split()
    if person.terms[0].country in _FAMILY_FIRST and len(parts) > 2:
        return parts[0] == name
    return parts[-1] == name or (person.terms[0].country in _FAMILY_FIRST and parts[0] == name)


def same_person_name(a: str, b: str) -> bool:
    """Whether two full names may be one person's: "Sergey V. Lavrov", "Sergei Lavrov"."""
    x, y = [p for p in key(a).split() if p not in _PARTICLES], [p for p in key(b).split() if p not in _PARTICLES]
    if not x or not y:
        return False
    if x == y:
        return True
    if len(x) == 1 or len(y) == 1:
        return x[-1] == y[-1]
    if fuzz.ratio(x[-1], y[-1]) < _SAME_SURNAME:
        return False
    return _same_given(x[:-1], y[:-1])


def _same_given(x: list[str], y: list[str]) -> bool:
    first, other = x[0], y[0]
    if len(first) == 1 or len(other) == 1:
        return first[0] == other[0]
    if fuzz.ratio(first, other) >= _SAME_GIVEN or _NICKNAMES.get(first, first) == _NICKNAMES.get(other, other):
        return True
    return first in y or other in x


_NICKNAMES = {
    "bill": "william", "bob": "robert", "tony": "anthony", "jim": "james", "jimmy": "james", "joe": "joseph",
    "mike": "michael", "dick": "richard", "tom": "thomas", "chris": "christopher", "ted": "edward", "ed": "edward",
    "dan": "daniel", "dave": "david", "steve": "steven", "ron": "ronald", "don": "donald", "ben": "benjamin",
    "binyamin": "benjamin", "benny": "benjamin", "al": "albert", "sandy": "samuel", "mo": "marjorie", "abe": "abraham",
    "rob": "robert", "bernie": "bernard", "chuck": "charles", "tim": "timothy", "ken": "kenneth", "rick": "richard",
}  # fmt: skip
