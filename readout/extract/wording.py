"""The word lists of the syntax helpers, and the two smallest questions: a lemma, a preposition."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from readout.language import lemmatize
from readout.language.document import Document

_PERFECT = {"have", "has", "had", "be", "been", "was", "were"}


@cache
def words() -> dict[str, Any]:
    """The word lists of data/syntax.toml."""
    return tomllib.loads((files("readout.extract") / "data" / "syntax.toml").read_text("utf-8"))


@cache
def word_set(key: str) -> frozenset[str]:
    """One list of data/syntax.toml as a set."""
    return frozenset(words()[key])


def lemma(doc: Document, i: int) -> str:
    """The lemma of token `i`, lower case; of the participle where a verb after "have" or "be" is tagged as bare."""
    token = doc.tokens[i]
    name = token.lemma.lower()
    if token.upos == "VERB" and token.xpos == "VB" and name == token.text.lower():
        finished = name.endswith("ed") and len(name) > 4
        if finished or any(doc.tokens[a].lemma.lower() in _PERFECT for a in doc.dependents(i, "aux")):
            return lemmatize.lemma(name, "VERB", "VBG" if name.endswith("ing") else "VBD").lower()
    return name


def case_of(doc: Document, i: int) -> str:
    """The prepositions before noun `i`, lower case ("on behalf of", "with"); "" for none."""
    marks: list[int] = []
    for c in doc.dependents(i, "case"):
        if doc.tokens[c].xpos != "POS":
            marks += [c, *doc.dependents(c, "fixed")]
    return " ".join(doc.tokens[m].text.lower() for m in sorted(marks))


def is_infinitive(doc: Document, verb: int) -> bool:
    """Whether the verb stands with "to"."""
    return any(doc.tokens[m].text.lower() == "to" for m in doc.dependents(verb, "mark"))
