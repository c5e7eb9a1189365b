"""Acts that somebody only hopes for, asks about, believes in or warns of: none, at least without a day."""

from __future__ import annotations

from readout.extract.agenda import words
from readout.extract.syntax import lemma
from readout.language.document import Document


def questioned(doc: Document, verb: int) -> bool:
    """Whether an act stands in what is asked: "asked if this meant that they would be meeting", "know if it will"."""
    node = verb
    for up in (*doc.ancestors(verb), verb):
        marks = {doc.tokens[m].text.lower() for m in doc.dependents(node, "mark")}
        if marks & {"if", "whether"}:
            return True
        if doc.tokens[node].relation not in ("ccomp", "xcomp"):
            return False
        node = up
    return False


def wished(doc: Document, verb: int) -> bool:
    """Whether an act stands in what somebody hopes for: "hopes to visit", "hopes this will lead to a body elected"."""
    node = verb
    for up in doc.ancestors(verb):
        clause = doc.tokens[node].relation in ("ccomp", "xcomp", "acl", "advcl")
        if clause and node > up and lemma(doc, up) in words("hopes"):
            return True
        if doc.tokens[node].relation == "conj" and doc.dependents(node, "aux", "nsubj"):
            return False  # "hopes to sell 600 this year and will open a second plant"
        node = up
    return False


def believed(doc: Document, verb: int) -> bool:
    """Whether an act is what somebody believes in: "analysts believe that they will be admitted"."""
    token = doc.tokens[verb]
    if token.relation not in ("ccomp", "csubj") or token.is_root:
        return False
    if token.relation == "csubj":  # "it is estimated that they will import"
        return lemma(doc, token.head) in words("beliefs")
    return warned_of(doc, verb) or (
        lemma(doc, token.head) in words("beliefs") and (token.head < verb or not _mute(doc, token.head))
    )


def warned_of(doc: Document, verb: int) -> bool:
    """Whether an act is what somebody warns of: who warns of what others will do only fears it."""
    token, subjects = doc.tokens[verb], doc.dependents(verb, "nsubj")
    warned = token.relation == "ccomp" and not token.is_root and lemma(doc, token.head) == "warn"
    return warned and any(doc.tokens[s].upos != "PRON" for s in subjects)


def _mute(doc: Document, verb: int) -> bool:
    """Whether a verb has no subject of its own: no verb of belief at the end, but a noun ("means to revive it")."""
    return not doc.dependents(verb, "nsubj")
