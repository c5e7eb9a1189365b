"""One phrase on its own: who is meant, of which country, in which sector (`readout actors resolve`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from readout.actors import people, places
from readout.actors.describe import Description, describe, split_words
from readout.actors.knowledge import Meaning, knowledge
from readout.actors.tables import agents, gathers, key, roles, word_sets

_STOPS = frozenset(
    {"of", "in", "from", "at", "across", "for", "to", "with", "near", "on", "against", "who", "that", "which", "by"}
)
_PARTICLES = frozenset({"al", "el", "bin", "ibn", "van", "von", "de", "der", "da", "di", "du", "la", "le"})
_AWAY = frozenset({"to", "with", "against", "for", "near", "on", "by"})
"""Prepositions whose noun says nothing of where the actor belongs: an ambassador *to* Poland."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """Who a phrase means. `kind` as in a record's actors; every field is `None` where the phrase does not tell it."""

    name: str
    kind: str | None = None
    country: str | None = None
    sector: str | None = None
    role: str | None = None
    wikidata: str | None = None


def resolve(text: str, *, context: str = "", on: date | None = None) -> Resolved:
    """Who the phrase `text` means.

    Reads what the phrase itself says first ("US Senator Marco Rubio"), then looks the name up for the day `on`
    (`None`: the latest that the tables know), then takes nationality and head noun. `context`, any text around the
    phrase, serves to tell the country where the phrase does not. A bare country has no sector.
    """
    words = split_words(text)
    if not words:
        return Resolved(text)
    found = _appositive(words, on) or _alone(" ".join(words), on) or _phrase(words, text, on)
    if found.country is None and context:
        found = replace(found, country=_from_context(context, on))
    return found


def _alone(text: str, on: date | None) -> Resolved | None:
    """The whole phrase is one name of the tables."""
    if text.lower() in roles() or key(text) in agents():
        return None
    meaning = knowledge().lookup(text, on)
    if meaning is not None:
        return _of_meaning(meaning)
    person = people.find(text, on) if text[0].isupper() else None
    if person is not None and not (len(text.split()) == 1 and places.city(text)):
        return _of_person(person, on)
    return None


def _of_meaning(meaning: Meaning) -> Resolved:
    entry = meaning.entry
    sector: str | None = entry.sector
    if meaning.via in ("name", "adjective", "people") and entry.kind == "country":
        sector = None
    if meaning.via in ("adjective", "people") and entry.kind == "place-for-government":
        sector = None
    kind = "group" if meaning.via == "people" else entry.kind
    return Resolved(entry.name, kind, entry.country, sector, None, entry.wikidata)


def _of_person(person: people.Person, on: date | None) -> Resolved:
    term = person.term(on)
    if term is not None:
        return Resolved(person.name, "person", term.country or None, term.sector, term.role, person.wikidata)
    if not person.terms:
        return Resolved(person.name, "person", person.country or None, None, None, person.wikidata)
    last = person.last(on) or person.terms[0]
    official = last.sector in word_sets()["former_sectors"]
    ended = person.last(on) is not None
    sector = "ELI" if official and ended else last.sector
    return Resolved(person.name, "person", last.country or None, sector, None, person.wikidata)


def _appositive(words: Sequence[str], on: date | None) -> Resolved | None:
    """Title and name: "French Foreign Minister Jean-Yves Le Drian"; the words before the name tell who it is."""
    if "," in words:
        return None
    for last in range(len(words) - 1, 0, -1):
        if words[last].lower() in _PARTICLES:
            continue
        if not words[last][:1].isupper():
            return None
        title = _title_before(words, last)
        if title and all(w[:1].isupper() or "-" in w or w in _PARTICLES for w in words[last:]):
            break
    else:
        return None
    name = " ".join(words[last:])
    if knowledge().lookup(name, on) is not None:
        return None
    told = describe(words[:last], on)
    person = people.find(name, on, told.country)
    looked = _of_person(person, on) if person else Resolved(name, "person")
    title_text = _as_written(words, last, title)
    country, sector = told.country or looked.country, told.sector or looked.sector
    return Resolved(looked.name, "person", country, sector, title_text, looked.wikidata)


def _title_before(words: Sequence[str], last: int) -> str:
    """The longest title that ends just before word `last`; "" for none."""
    for first in range(max(0, last - 6), last):
        text = key(" ".join(words[first:last]))
        if text in roles():
            return text
    return ""


def _as_written(words: Sequence[str], last: int, title: str) -> str:
    return " ".join(words[last - len(title.split()) : last])


def _phrase(words: list[str], text: str, on: date | None) -> Resolved:
    """Nationality and head noun, and what follows the head."""
    parts = [_part(p, on) for p in _parted(words, ",")]
    told = parts[0]
    for other in parts[1:]:
        told = told.filled(other)
    role = told.title if told.kind == "person" and told.title else None
    kind = told.kind if told.kind not in ("", "government") else ("organisation" if told.kind else None)
    if told.entry is not None and len(parts) >= 1 and told.entry.kind == told.kind:
        return Resolved(told.entry.name, told.kind, told.country, _bare(told), None, told.entry.wikidata)
    return Resolved(text, kind, told.country, told.sector, role)


def _bare(told: Description) -> str | None:
    return None if told.kind == "country" and told.via == "name" else told.sector


def _parted(words: Sequence[str], mark: str) -> list[list[str]]:
    out: list[list[str]] = [[]]
    for word in words:
        if word == mark:
            out.append([])
        else:
            out[-1].append(word)
    return [p for p in out if p]


def _part(words: Sequence[str], on: date | None) -> Description:
    """A noun phrase with prepositional phrases: the head first, then what they add."""
    whole = knowledge().scan(words, on)
    inside = {i for h in whole for i in range(h.first + 1, h.last)}
    cut = next((i for i, w in enumerate(words) if i and w.lower() in _STOPS and i not in inside), len(words))
    told = describe(words[:cut], on)
    if cut >= len(words) - 1:
        return told
    preposition, rest = words[cut].lower(), _part(words[cut + 1 :], on)
    transparent = gathers(words[cut - 1])
    if preposition == "of" and (transparent or (told.weak and not told.sector) or not (told.kind or told.sector)):
        return _gathered(told, rest)
    if preposition in _AWAY and not (preposition == "for" and told.weak):
        return told
    return _joined(told, rest, preposition)


def _gathered(told: Description, rest: Description) -> Description:
    """A group of, the head of: what follows tells who they are."""
    sector = told.sector if told.sector and not told.weak else rest.sector or told.sector
    if rest.kind in ("country", "place-for-government") and not told.sector:
        sector = told.sector
    former = "ELI" if told.former and sector in word_sets()["former_sectors"] else sector
    kind = told.kind or ("group" if rest.kind in ("person", "") else rest.kind)
    return Description(told.country or rest.country, former, kind, told.title, None, told.former, told.plural)


def _joined(told: Description, rest: Description, preposition: str) -> Description:
    country = told.country or rest.country
    sector = told.sector
    if (
        preposition in ("of", "for")
        and told.weak
        and rest.sector
        and rest.kind not in ("country", "place-for-government")
    ):
        sector = "ELI" if told.former and rest.sector in word_sets()["former_sectors"] else rest.sector
    return replace(told, country=country, sector=sector or (None if rest.kind == "country" else rest.sector))


def _from_context(context: str, on: date | None) -> str | None:
    """The country that the context names most, the first among equals."""
    hits = knowledge().scan(split_words(context), on)
    codes = [h.meaning.entry.country for h in hits if h.meaning.entry.country not in (None, "IGO")]
    return max(codes, key=codes.count) if codes else None
