"""What a content gains from the relative clause that its cue stands in, and loses where the parse joins too much."""

from __future__ import annotations

from readout.extract import syntax
from readout.language.document import Document

_FINITE = ("VBD", "VBZ", "VBP", "MD")


def rejoined(doc: Document, i: int, content: set[int]) -> set[int]:
    """A finite verb that the parse joins to a part that is none: "suspected her of lying[, but could not prove it]"."""
    out: set[int] = set()
    for v in content:
        token = doc.tokens[v]
        if v < i or token.relation != "conj" or token.upos not in ("VERB", "AUX") or token.head not in content:
            continue
        if _is_finite(doc, v) and not _is_finite(doc, token.head) and not doc.dependents(v, "nsubj", "expl", "csubj"):
            out |= set(doc.subtree(v))
            out |= {k for k in range(token.head + 1, v) if doc.tokens[k].head == v}
    return out


def _is_finite(doc: Document, i: int) -> bool:
    group = (i, *doc.dependents(i, "aux", "cop"))
    return any(doc.tokens[k].xpos in _FINITE for k in group)


def relative(doc: Document, i: int, c: int) -> set[int]:
    """What a clause loses to the relative clause that its cue stands in: "a vote, [which] he said would be lost".

    The pronoun, or where there is none the noun: "[a move] that experts believe", "[a move] experts believe".
    """
    if doc.tokens[i].deprel != "acl:relcl" or any(s > i for s in doc.dependents(c, "nsubj", "expl", "csubj")):
        return set()
    own = {s for s in doc.dependents(i, "nsubj") if s != min(doc.dependents(i, "nsubj")) or not _pronoun(doc, s)}
    said = {w for w in range(doc.tokens[i].head + 1, i) if doc.tokens[w].xpos in ("WDT", "WP")} - own
    if said or not own or any(doc.tokens[w].xpos in ("WDT", "WP") for w in own):
        return said
    return _noun(doc, i)


def _pronoun(doc: Document, i: int) -> bool:
    return doc.tokens[i].xpos in ("WDT", "WP")


def promised(doc: Document, i: int) -> set[int]:
    """The noun that an infinitive under a bare relative clause acts on: "[the money] Norland has pledged to give"."""
    cue = doc.tokens[i]
    bare = not any(doc.tokens[w].xpos in ("WDT", "WP", "WRB") for w in range(cue.head + 1, i))
    taken = any(doc.dependents(c, "obj") for c in doc.dependents(i, "xcomp"))
    if cue.deprel != "acl:relcl" or not bare or taken or not doc.dependents(i, "nsubj"):
        return set()
    return _noun(doc, i)


def _noun(doc: Document, i: int) -> set[int]:
    """The noun phrase that the relative clause of `i` belongs to."""
    noun = doc.tokens[i].head
    nominal = noun < i and doc.tokens[noun].upos in ("NOUN", "PROPN", "PRON")
    return set(range(*syntax.phrase(doc, noun))) if nominal else set()


def occasion(doc: Document, i: int, frame: str, content: set[int]) -> set[int]:
    """The clause that dates the saying and not what is said: "called for unity [when she spoke in Oslo]".

    What has no finite verb of its own has no past in it either.
    """
    if frame in ("that", "ask", "quote"):
        return set()
    for t in content:
        token = doc.tokens[t]
        if token.relation not in ("advcl", "acl") or token.xpos != "VBD" or t < i or syntax.is_time(doc, token.head):
            continue
        marks = {doc.tokens[m].text.lower() for m in doc.dependents(t, "mark", "advmod")}
        pronoun = any(doc.tokens[s].text.lower() in ("he", "she", "they", "it") for s in doc.dependents(t, "nsubj"))
        if marks & {"when", "as", "while", "after"} and pronoun:
            return set(doc.subtree(t))
    return set()


def is_aside(doc: Document, c: int) -> bool:
    """Whether a clause is one of time or contrast that a parse takes for a content: "[while talks last], he hopes"."""
    marks = {doc.tokens[m].text.lower() for m in doc.dependents(c, "mark", "advmod")}
    return bool(marks & {"while", "although", "though", "because", "since", "after", "before", "as", "when", "until"})
