"""What is known of a name, in words (`readout actors show`)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from readout.actors import people
from readout.actors.knowledge import knowledge
from readout.actors.own import Own, own
from readout.actors.people import Person
from readout.actors.tables import key


def told(name: str) -> Iterator[str]:
    """Lines on everyone and everything of that name: our tables first, then what the user has imported."""
    meaning = knowledge().lookup(name)
    if meaning is not None:
        entry = meaning.entry
        yield _head(entry.name, entry.kind, entry.country, entry.sector, entry.wikidata)
        if meaning.via != "name":
            yield f"    {name!r} by its {meaning.via}"
    for person in _people(name):
        last = person.terms[-1]
        yield _head(person.name, "person", last.country, last.sector, person.wikidata)
        for term in person.terms:
            end = "" if term.end == date.max else str(term.end)
            yield f"    {term.country} {term.role}, {'' if term.start == date.min else term.start} to {end}".rstrip()
    base = own()
    for actor in base.named(name) if base is not None else ():
        yield from _imported(actor)


def _people(name: str) -> list[Person]:
    """Everyone of our tables who bears the name, as a full name or a surname."""
    parts = key(name).split()
    pool = {id(p): p for k in (parts[-1:] + parts[:1]) for p in people.persons().get(k, ())}
    return [p for p in pool.values() if any(people.same_person_name(name, s) for s in p.spellings)]


def _imported(actor: Own) -> Iterator[str]:
    yield _head(actor.name, actor.kind, actor.country, actor.sector, actor.qid) + " (imported)"
    for office in actor.offices:
        yield f"    {office.country} {office.role}, {office.start} to {office.end}".rstrip()


def _head(name: str, kind: str, country: str | None, sector: str | None, number: str | None) -> str:
    return ", ".join(part for part in (name, kind, country, sector, number) if part)
