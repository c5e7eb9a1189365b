"""Subjects that the parse has lost: a noun before a verb that hangs from a word behind it, across the verb.

In English such arcs cross only where the parser errs ("Canada and Norland have agreed to open negotiations", the names
hung from "negotiations"), so that the noun is the verb's own subject.
"""

from __future__ import annotations

from readout.extract.wording import case_of, is_verb
from readout.language.document import Document

_FINITE = ("VBD", "VBZ", "VBP")
_NOMINAL = ("NOUN", "PROPN", "PRON")
_CLAUSE = ("ccomp", "parataxis", "advcl")
_ASTRAY = ("nmod", "nsubj", "compound", "obj", "dep", "appos", "amod", "dislocated", "obl")


def subject_astray(doc: Document, verb: int) -> list[int]:
    """The lost subject of the finite `verb` of a clause, which has none in the parse; [] where there is none."""
    token = doc.tokens[verb]
    finite = token.xpos in _FINITE or bool(doc.dependents(verb, "aux", "aux:pass"))
    if not finite or not (token.is_root or token.relation in _CLAUSE):
        return []
    for i in range(verb - 1, doc.sentence_of(verb).first - 1, -1):
        if _finite_verb(doc, i):
            return []
        noun = doc.tokens[i]
        lost = noun.upos in _NOMINAL and noun.head > verb and noun.relation in _ASTRAY and not case_of(doc, i)
        if lost and not doc.dependents(verb, "expl") and not _of_the_clause(doc, noun.head, verb):
            return [i]
    return []


def _of_the_clause(doc: Document, head: int, verb: int) -> bool:
    """Whether a word behind `verb` is a verb whose subject may stand far ahead: "Orsk, it was said, will go"."""
    return is_verb(doc, head) and verb not in doc.ancestors(head)


def _finite_verb(doc: Document, i: int) -> bool:
    return doc.tokens[i].xpos in (*_FINITE, "MD") and doc.tokens[i].upos != "AUX"
