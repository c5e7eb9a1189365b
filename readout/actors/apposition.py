"""Titles set off by commas beside a person's name: "Ali Larijani, Iran's chief negotiator"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readout.actors.chunks import Chunk
from readout.actors.entities import Entity
from readout.actors.naming import Named

if TYPE_CHECKING:
    from readout.actors.gather import Gathered


def appositions(g: Gathered) -> None:
    """Titles set off by a comma: "Ali Larijani, Iran's chief negotiator", "its foreign minister, Sergei Lavrov"."""
    for name in g.names:
        person = g.of_name.get(name.first)
        if person is None or person.kind != "person":
            continue
        follower = _beside(g, name.last, 1)
        if follower is not None:
            _in_apposition(g, person, name, follower)
        for previous in _before_comma(g, name):
            _in_apposition(g, person, name, previous)


def _before_comma(g: Gathered, name: Named) -> list[Chunk]:
    """The noun phrases that may be a title set off before a name: "Russia's top negotiator in Chechnya, X"."""
    tokens = g.doc.tokens
    start = g.phrase_start(g.title(name.first)[1])
    index = g.chunk_at.get(start)
    if not index or start < 2 or tokens[start - 1].text != ",":
        return []
    out: list[Chunk] = []
    for chunk in reversed(g.chunks[max(0, index - 4) : index]):
        following = out[-1].first - 1 if out else start - 1
        if chunk.last != following or tokens[chunk.first].sentence != tokens[start].sentence:
            break
        if out and tokens[following].text.lower() not in ("in", "of", "for", "at", "to", "on", "with"):
            break
        out.append(chunk)
    return out


def _beside(g: Gathered, last: int, gap: int) -> Chunk | None:
    """The noun phrase after the comma at token `last`, its possessor passed over."""
    tokens = g.doc.tokens
    if last + gap >= len(tokens) or tokens[last].text != ",":
        return None
    index = g.chunk_at.get(last + gap)
    if index is None or g.chunks[index].first != last + gap:
        return None
    while index + 1 < len(g.chunks) and g.chunks[index + 1].owner == index:
        index += 1
    return g.chunks[index]


def _in_apposition(g: Gathered, person: Entity, name: Named, chunk: Chunk) -> None:
    told = g.told(chunk.first, chunk.last)
    if told.kind != "person" or not told.title or chunk.head in g.of_name:
        return
    tokens = g.doc.tokens
    over = range(chunk.first, max(chunk.last, name.first))
    of_title = tokens[name.first].relation == "appos" and tokens[name.first].head in over
    linked = tokens[chunk.head].relation == "appos" or of_title
    closed = chunk.last < len(tokens) and tokens[chunk.last].text in (",", ".", "of", "for", "in", "at", "who", ";")
    definite = tokens[chunk.first].xpos in ("DT", "PRP$") or chunk.owner is not None or told.country is not None
    if not (linked or (closed and definite)):
        return
    ends = name.last < len(tokens) and (tokens[name.last].text in (",", ".", "(") or tokens[name.last].upos == "VERB")
    if chunk.first < name.first and not (linked or (definite and ends)):
        return
    told = told.filled(g.after(chunk.head, chunk.last))
    person.titled(told.title, g.role_text(chunk.first, chunk.last), told.sector, told.country)
    g.held.append((person, chunk.first, chunk.head + 1))
    for i in range(chunk.first, chunk.last):
        if i not in g.of_name:
            g.titles[i] = name.first
