"""Readings for tests: a parse in short rows, a cast that names whoever is asked for, and claims."""

from __future__ import annotations

from helpers import document_from_conllu

from readout.actors.cast import Cast
from readout.extract.reading import Reading
from readout.language.document import Document
from readout.record import Actor, Claim, Report, Span


class Troupe(Cast):
    """A cast in which each noun phrase is the actor of its own head, and its conjuncts."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def at(self, token: int) -> tuple[str, ...]:
        found = [token, *self.document.dependents(token, "conj")]
        return tuple(self.document.tokens[i].text for i in found)

    def actor(self, actor_id: str) -> Actor:
        return Actor(id=actor_id, name=actor_id, kind="group")


def document(rows: str) -> Document:
    """A parse from rows "form lemma upos xpos head relation [Name]", separated by ";";
    a sentence ends at a blank line."""
    sentences = []
    for block in rows.strip().split("\n\n"):
        lines = []
        for number, row in enumerate(block.replace("\n", " ").strip(" ;").split(";"), 1):
            form, lemma, upos, xpos, head, relation, *name = row.split()
            misc = f"Name={name[0]}" if name else "_"
            lines.append("\t".join([str(number), form, lemma, upos, xpos, "_", head, relation, "_", misc]))
        sentences.append("\n".join(lines))
    return document_from_conllu("\n\n".join(sentences) + "\n")


def reading(rows: str) -> Reading:
    """A reading of `rows`, published on 2 May 2011, without times."""
    made = document(rows)
    report = Report(id="r", text=made.text, published="2011-05-02")
    return Reading(report, made, Troupe(made), ())


def claim(reading: Reading, source: str, cue: str, content: str) -> Claim:
    """A claim whose parts are words of the text."""
    text = reading.document.text
    spans = [Span(start=text.index(words), end=text.index(words) + len(words)) for words in (cue, content)]
    return Claim(id="c1", source=[source], cue=spans[0], content=[spans[1]], quote="indirect")
