"""Casts and short questions for tests of claims over parses made by hand."""

from __future__ import annotations

import dataclasses
from typing import Any

from readout.actors.cast import Cast
from readout.extract.claims import claims
from readout.extract.reading import Reading
from readout.language.document import Attribution, Document
from readout.record import Actor, Claim, Report


class ByWord(Cast):
    """A cast that knows each noun by its word alone, and nobody behind documents."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def at(self, token: int) -> tuple[str, ...]:
        word = self.document.tokens[token].text
        return () if word in ("statement", "letter") else (word,)

    def actor(self, actor_id: str) -> Actor:
        return Actor(id=actor_id, name=actor_id, kind="person" if actor_id[0].isupper() else "group")

    def is_named(self, actor_id: str) -> bool:
        return actor_id[0].isupper()

    def may_be(self, pronoun: str, actor_id: str) -> bool:
        return True

    def suits(self, noun: str, actor_id: str) -> int:
        return 0


def read(doc: Document, cast: type[Cast] = ByWord) -> list[Claim]:
    """The claims of a document whose actors `cast` gives."""
    return claims(Reading(Report(id="r", text=doc.text), doc, cast(doc), ()))


def told(doc: Document, cast: type[Cast] = ByWord) -> list[tuple[Any, ...]]:
    """Each claim as source, cue, content, quote, cue of the claim around it."""
    found = read(doc, cast)
    cue = {c.id: doc.text[c.cue.start : c.cue.end] for c in found}
    return [
        (
            doc.text[c.source_text.start : c.source_text.end] if c.source_text else None,
            cue[c.id],
            " / ".join(doc.text[s.start : s.end] for s in c.content),
            c.quote,
            cue[c.via] if c.via else None,
        )
        for c in found
    ]


def tagged(doc: Document, cue: list[float], source: list[float], content: list[float]) -> Document:
    """The document as the attribution head would tag it, one number a token."""
    return dataclasses.replace(doc, attribution=Attribution(tuple(cue), tuple(source), tuple(content)))
