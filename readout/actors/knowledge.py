"""The knowledge base: names of countries, bodies, seats of power and people, and what each stands for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from readout.actors import people
from readout.actors.own import Own, own
from readout.actors.tables import agents, day, key, many, numbers, roles, rows
from readout.record import ActorKind

LONGEST = 8
"""Words of the longest name that `scan` looks for."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One actor of the knowledge base. `country` is ISO alpha-3 or IGO; `start` and `end` bound a state's life."""

    name: str
    kind: ActorKind
    country: str | None
    sector: str | None
    wikidata: str | None = None
    start: date = date.min
    end: date = date.max


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name means: an entry, and how the name gives it.

    `via` is name, adjective ("Russian"), people ("Russians"), capital ("Moscow") or seat ("Kremlin").
    `written` is the name as the table writes it, which tells whether capitals matter.
    """

    entry: Entry
    via: str
    written: str


@dataclass(frozen=True, slots=True)
class Hit:
    """Words [`first`, `last`) of a phrase and what they mean."""

    first: int
    last: int
    meaning: Meaning


class Knowledge:
    """All tables of names in one index."""

    def __init__(self) -> None:
        self._index: dict[str, list[Meaning]] = defaultdict(list)
        self.countries: dict[str, Entry] = {}
        self.bodies: list[Entry] = []
        self.adjective: dict[str, str] = {}
        self._read_countries()
        self._read_states()
        self._read_places()
        self._read_seats()
        self._read_bodies()
        self._starts = {k.split()[0] for k in self._index if k}
        self._starts |= {key(m.written.split("'")[0]) for found in self._index.values() for m in found}

    def _add(self, entry: Entry, via: str, names: Iterable[str]) -> None:
        for name in names:
            self._index[key(name)].append(Meaning(entry, via, name))

    def _read_countries(self) -> None:
        for row in rows("countries"):
            entry = Entry(row["name"], "country", row["code"], "GOV", row["wikidata"] or None)
            self.countries[row["code"]] = entry
            self._add(entry, "name", [row["name"], *many(row["aliases"])])
            self._nationality(entry, row)
            if row["capital"]:
                self._add(entry, "capital", [row["capital"]])
        for row in rows("official"):
            if row["code"] in self.countries and not self._index.get(key(row["official"])):
                self._add(self.countries[row["code"]], "name", [row["official"]])

    def _nationality(self, entry: Entry, row: dict[str, str]) -> None:
        adjectives = many(row["adjectives"])
        if adjectives:
            self.adjective.setdefault(entry.name, adjectives[0])
        self._add(entry, "adjective", adjectives)
        plurals = [a + "s" for a in adjectives if not a.endswith(("ese", "ish", "ch", "ss", "s", "S", "."))]
        self._add(entry, "people", [*many(row["people"]), *plurals])

    def _read_states(self) -> None:
        for row in rows("states"):
            bounds = {"start": day(row["start"], last=False), "end": day(row["end"], last=True)}
            entry = Entry(row["name"], "country", row["code"], "GOV", None, **bounds)
            self._add(entry, "name", [row["name"], *many(row["aliases"])])
            self._nationality(entry, row)
            if row["capital"]:
                self._add(entry, "capital", [row["capital"]])

    def _read_places(self) -> None:
        for row in rows("places"):
            entry = Entry(row["name"], "place-for-government", row["country"], row["sector"])
            self._add(entry, "name", [row["name"], *many(row["aliases"])])
            self._nationality(entry, row)
            if row["seat"]:
                self._add(entry, "capital", many(row["seat"]))

    def _read_seats(self) -> None:
        for row in rows("seats"):
            entry = self.countries[row["country"]]
            if row["as"]:
                entry = Entry(row["as"], "organisation", row["country"], row["sector"])
            self._add(entry, "seat", [row["alias"]])

    def _read_bodies(self) -> None:
        for row in rows("bodies"):
            kind: ActorKind = "group" if row["kind"] == "group" else "organisation"
            entry = Entry(
                row["name"], kind, row["country"] or None, row["sector"] or None, numbers().get(key(row["name"]))
            )
            self.bodies.append(entry)
            self._add(entry, "name", [row["name"], *many(row["aliases"])])

    def lookup(self, text: str, on: date | None = None) -> Meaning | None:
        """What `text` as a whole means on the day `on`; `None` where the tables do not hold it."""
        found = [m for m in self._index.get(key(text), ()) if _case_fits(m.written, text)]
        if not found:
            return _imported(text)
        return min(found, key=lambda m: _preference(m, text, on))

    def may_start(self, word: str) -> bool:
        """Whether any name of the tables begins with `word`."""
        start = key(word.removesuffix("'s")) if word not in self._starts else word
        if not start:
            return False
        if start.split()[0] in self._starts:
            return True
        mine = own()
        return mine is not None and mine.may_start(start)

    def scan(self, words: Sequence[str], on: date | None = None) -> list[Hit]:
        """Every name in a sequence of words, the longest first, without overlap, in text order."""
        hits: list[Hit] = []
        i = 0
        while i < len(words):
            hit = self.longest(words, i, on)
            if hit is not None:
                hits.append(hit)
            i = hit.last if hit else i + 1
        return hits

    def longest(self, words: Sequence[str], first: int, on: date | None = None) -> Hit | None:
        """The longest name that begins at word `first`."""
        if not self.may_start(words[first]):
            return None
        for last in range(min(len(words), first + LONGEST), first, -1):
            text = " ".join(words[first:last]).replace(" 's", "'s")
            meaning = self.lookup(text, on) or (self.lookup(text[:-2], on) if text.endswith("'s") else None)
            if meaning is not None:
                return Hit(first, last, meaning)
        return None


def _imported(text: str) -> Meaning | None:
    """The one body of that name that the user has imported; none for a name of common words, or that several bear."""
    base = own()
    if base is None or not text[:1].isupper():
        return None
    found = [a for a in base.named(text) if a.kind != "person" and _case_fits(a.written, text)]
    if len(found) != 1 or key(text) in agents() or key(text) in roles() or set(key(text).split()) <= english():
        return None
    return Meaning(_entry(found[0]), "name", found[0].written)


def _entry(actor: Own) -> Entry:
    return Entry(actor.name, actor.kind, actor.country or None, actor.sector or None, actor.qid)  # type: ignore[arg-type]


_VIA = {"name": 0, "people": 1, "adjective": 2, "seat": 3, "capital": 4}
_KIND = {"country": 0, "place-for-government": 1, "organisation": 2, "group": 3, "person": 4}


def _preference(meaning: Meaning, text: str, on: date | None) -> tuple[int, int, int, int]:
    """Lower is better: written just so, standing on that day, a country before a body, a name before a capital."""
    entry = meaning.entry
    standing = entry.end == date.max if on is None else entry.start <= on <= entry.end
    ended_while_standing = on is not None and standing and entry.end != date.max
    return (
        int(meaning.written != text),
        0 if ended_while_standing else 1 if standing else 2,
        _VIA[meaning.via],
        _KIND[entry.kind],
    )


def _case_fits(written: str, text: str) -> bool:
    """Whether capitals allow the match: "US" is not "us", a name wants a capital, all-capital names want them all."""
    bare = written.replace(".", "").replace("-", "").replace("+", "").replace("&", "")
    given = text.removeprefix("the ").removeprefix("The ")
    if bare.isupper() and len(bare) <= 8 and " " not in bare:
        return given.replace(".", "").replace("-", "").replace("+", "").isupper()
    if written.removeprefix("the ")[0].isupper():
        return given[:1].isupper()
    return True


@lru_cache(maxsize=1)
def knowledge() -> Knowledge:
    """The one knowledge base, read on first use."""
    return Knowledge()


def warm() -> None:
    """Reads every table, so that the first document does not wait for them."""
    knowledge()
    people.persons()


@lru_cache(maxsize=1)
def english() -> frozenset[str]:
    """Words that names of bodies are made of: those of titles and agent nouns, and those that several bodies share."""
    counted: dict[str, int] = {}
    for entry in knowledge().bodies:
        for word in set(key(entry.name).split()):
            counted[word] = counted.get(word, 0) + 1
    shared = {w for w, n in counted.items() if n > 1}
    return frozenset(shared | {w for noun in (*roles(), *agents()) for w in noun.split()})
