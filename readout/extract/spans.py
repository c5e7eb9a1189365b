"""Which tokens a head stands for: its noun phrase, its clause; and which of some tokens is the head."""

from __future__ import annotations

from readout.language.document import Document

# Dependents that are no part of the name of a thing
_AFTERTHOUGHTS = (
    "acl", "appos", "parataxis", "punct", "advcl", "ccomp", "cop", "nsubj", "mark", "expl", "aux", "discourse", "csubj",
    "orphan", "dislocated", "list",
)  # fmt: skip


def phrase(doc: Document, head: int) -> tuple[int, int]:
    """Tokens [first, last) of the noun phrase of `head`, without relative clauses, appositions and prepositions."""
    keep, stack = {head}, [head]
    while stack:
        node = stack.pop()
        for c in doc.children[node]:
            token = doc.tokens[c]
            off = token.relation in _AFTERTHOUGHTS or (node == head and token.relation in ("case", "cc"))
            if off and not (token.relation == "punct" and _inside_name(doc, c)):
                continue
            keep.add(c)
            stack.append(c)
    first = last = head
    while first - 1 in keep or (first - 2 in keep and doc.tokens[first - 1].relation in ("punct", "cc", "case")):
        first -= 1
    while last + 1 in keep or (last + 2 in keep and doc.tokens[last + 1].relation in ("punct", "cc", "case")):
        last += 1
    return first, last + 1


def _inside_name(doc: Document, i: int) -> bool:
    return i in doc.name_at or doc.tokens[i].text in ("-", "–", "/")


def clause(doc: Document, head: int) -> tuple[int, int]:
    """Tokens [first, last) from the first to the last of all that depends on `head`, punctuation at the edges off."""
    span = doc.subtree(head)
    first, last = span[0], span[-1]
    while first < head and doc.tokens[first].upos == "PUNCT":
        first += 1
    while last > head and doc.tokens[last].upos == "PUNCT":
        last -= 1
    return first, last + 1


def head_of(doc: Document, first: int, last: int) -> int:
    """The syntactic head of tokens [`first`, `last`): the first whose own head lies outside."""
    for i in range(first, last):
        if doc.tokens[i].is_root or not first <= doc.tokens[i].head < last:
            return i
    return first
