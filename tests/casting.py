"""Short ways to write a parse and to ask for its actors, for the tests of this room."""

from __future__ import annotations

from helpers import document_from_conllu

from readout.actors.cast import Cast
from readout.language.document import Document
from readout.record import Actor

UPOS = {
    "NNP": "PROPN", "NNPS": "PROPN", "NN": "NOUN", "NNS": "NOUN", "PRP": "PRON", "PRP$": "PRON", "DT": "DET",
    "JJ": "ADJ",
    "IN": "ADP", "CC": "CCONJ", "CD": "NUM", "RB": "ADV", "POS": "PART", "MD": "AUX", "JJS": "ADJ", "WP": "PRON",
    "WDT": "PRON", "TO": "PART",
}  # fmt: skip
LEMMAS = {
    "said": "say", "told": "tell", "met": "meet", "issued": "issue", "praised": "praise", "suspected": "suspect",
    "pledged": "pledge", "confirmed": "confirm", "indicates": "indicate", "required": "require", "found": "find",
    "reports": "report", "rumours": "rumour", "years": "year", "minutes": "minute", "rules": "rule", "denied": "deny",
}  # fmt: skip


def parsed(*sentences: str) -> Document:
    """A document from words written form|tag|head|relation(|name); "+" after the name: no space follows."""
    blocks = []
    for sentence in sentences:
        rows = []
        for number, word in enumerate(sentence.split(), 1):
            form, tag, head, relation, *name = word.split("|")
            upos = UPOS.get(tag, "VERB" if tag.startswith("VB") else "PUNCT")
            label, glued = (name[0].rstrip("+"), name[0].endswith("+")) if name else ("", False)
            misc = "|".join([f"Name={label}"] * bool(label) + ["SpaceAfter=No"] * glued) or "_"
            lemma = LEMMAS.get(form.lower(), form.lower())
            rows.append("\t".join([str(number), form, lemma, upos, tag, "_", head, relation, "_", misc]))
        blocks.append("\n".join(rows))
    return document_from_conllu("\n\n".join(blocks))


def actors(cast: Cast, doc: Document, word: str, nth: int = 0) -> list[Actor]:
    """The actors of the nth token written so."""
    token = [t.i for t in doc.tokens if t.text == word][nth]
    return [cast.actor(a) for a in cast.at(token)]


def names(cast: Cast, doc: Document, word: str, nth: int = 0) -> list[str]:
    return [a.name for a in actors(cast, doc, word, nth)]
