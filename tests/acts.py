"""Events of parses built by hand: a cast of a few made-up names, and what is found among them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from helpers import document_from_conllu

from readout.actors.cast import Cast
from readout.extract.events import events
from readout.extract.reading import Reading
from readout.language.document import Document
from readout.record import Actor, Claim, Event, Report

KNOWN = {
    "Norland": ("Norland", "country", "NOR"),
    "Norlandic": ("Norland", "country", "NOR"),
    "Southmark": ("Southmark", "country", "SUR"),
    "Estria": ("Estria", "country", "EST"),
    "Veld": ("Ana Veld", "person", "NOR"),
    "Orsk": ("Ivo Orsk", "person", "SUR"),
    "rebels": ("rebels", "group", "SUR"),
    "police": ("police", "organisation", "SUR"),
    "villagers": ("villagers", "group", None),
    "gunmen": ("gunmen", "group", None),
    "workers": ("workers", "group", "SUR"),
}


class FakeCast:
    """Actors by the word that names them, compounds expanded."""

    def __init__(self, document: Document, known: Mapping[str, tuple[str, str, str | None]]) -> None:
        self.document, self.known = document, known

    def at(self, token: int) -> tuple[str, ...]:
        heads = [token, *self.document.dependents(token, "conj")]
        words = [self.document.tokens[h].text for h in heads]
        return tuple(dict.fromkeys(self.known[w][0] for w in words if w in self.known))

    def actor(self, actor_id: str) -> Actor:
        name, kind, country = next(v for v in self.known.values() if v[0] == actor_id)
        sector = "GOV" if kind == "person" else None
        return Actor(id=actor_id, name=name, kind=cast(Any, kind), country=country, sector=sector)


def found(conllu: str, published: str | None = "2005-06-15", claims: tuple[Claim, ...] = ()) -> list[Event]:
    document = document_from_conllu(conllu)
    report = Report(id="r", published=published, text=document.text)
    reading = Reading(report, document, cast(Cast, FakeCast(document, KNOWN)), ())
    return events(reading, claims)


def short(event: Event) -> tuple[str, list[str], list[str], str]:
    return event.type, event.actor, event.recipient, event.status
