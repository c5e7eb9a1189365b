"""The word lists of the syntax helpers, and the two smallest questions: a lemma, a preposition."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from readout.language import lemmatize
from readout.language.document import Document

# Tags that no verb with a clause of its own has
_ODD = {"PART", "X", "INTJ", "ADP", "SCONJ", "CCONJ", "PUNCT", "ADV", "DET", "SYM", "AUX", "NUM"}
_PERFECT = {"have", "has", "had", "be", "been", "was", "were"}


@cache
def words() -> dict[str, Any]:
    """The word lists of data/syntax.toml."""
    return tomllib.loads((files("readout.extract") / "data" / "syntax.toml").read_text("utf-8"))


@cache
def word_set(key: str) -> frozenset[str]:
    """One list of data/syntax.toml as a set."""
    return frozenset(words()[key])


def is_verb(doc: Document, i: int) -> bool:
    """Whether token `i` is a full verb: by its tags, or, where they make no sense, by the clause that hangs from it."""
    token = doc.tokens[i]
    if token.upos == "VERB":
        return True
    if token.upos not in _ODD or not token.text.isalpha() or len(token.text) < 3:
        return False
    if token.upos == "AUX":
        return token.text.lower().endswith(("ed", "ing")) and token.text.lower() != "being"
    return token.xpos.startswith("VB") or bool(doc.dependents(i, "nsubj", "obj", "xcomp"))


def joined(doc: Document, i: int) -> str:
    """The lemma of a noun of which token `i` is what follows the hyphen: the "in" of "sit-in"; "" for none."""
    if i < 2 or doc.tokens[i - 1].text != "-" or doc.tokens[i - 2].end + 1 != doc.tokens[i].start:
        return ""
    last = doc.tokens[i].text.lower()
    known = words()["joined"]
    first = doc.tokens[i - 2].text.lower()
    return str(known.get(f"{first}-{last}") or known.get(f"{first}-{last.removesuffix('s')}", ""))


def lemma(doc: Document, i: int) -> str:
    """The lemma of token `i`, lower case; of the participle where a verb after "have" or "be" is tagged as bare."""
    known = doc.lemmas.get(i)
    if known is None:
        known = doc.lemmas[i] = _lemma(doc, i)
    return known


def _lemma(doc: Document, i: int) -> str:
    token = doc.tokens[i]
    if whole := joined(doc, i):
        return whole
    name = token.lemma.lower()
    if name == token.text.lower() and is_verb(doc, i):
        finished = name.endswith(("ed", "ing")) and len(name) > 4
        if finished or any(doc.tokens[a].lemma.lower() in _PERFECT for a in doc.dependents(i, "aux")):
            return lemmatize.lemma(name, "VERB", "VBG" if name.endswith("ing") else "VBD").lower()
    if name == token.text.lower() and token.upos == "NOUN" and token.xpos == "NN" and name.endswith("s"):
        return lemmatize.lemma(name, "NOUN", "NNS").lower()
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


def is_one_who(doc: Document, noun: int) -> bool:
    """Whether a noun with an infinitive says of the subject that he did it: "became the first country to recognise"."""
    token = doc.tokens[noun]
    said = bool(doc.dependents(noun, "cop", "nsubj")) or (
        token.relation == "xcomp" and lemma(doc, token.head) == "become"
    )
    ranks = {lemma(doc, c) for c in doc.dependents(noun, "amod", "advmod", "nmod")} | {lemma(doc, noun)}
    return said and bool(ranks & word_set("ranks"))
