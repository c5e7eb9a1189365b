"""What the reading of headlines gets wrong again and again, put right word by word.

"Norland to send troops": the act is what is told, Norland does it. "WHO sends vaccines": a body, no pronoun. "Norland
sanctions three firms": a verb, whatever the second tagger says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from readout.language.document import Document, Token
from readout.language.lemmatize import lemma

_FINITE = ("VBZ", "VBD", "VBP", "MD")
_BELOW = ("acl", "parataxis", "xcomp", "advcl", "appos", "ccomp")
_WITHIN = ("conj", "appos", "cc", "compound", "amod", "nmod", "det", "flat", "nummod", "case", "punct")


def put_right(tokens: Sequence[Token]) -> list[Token]:
    """The tokens of a text, those of its headlines with the tags and arcs that they should have."""
    out = [_retagged(tokens, token) for token in tokens]
    first = 0
    while first < len(out):
        last = first
        while last < len(out) and out[last].sentence == out[first].sentence:
            last += 1
        _announce(out, first, last)
        first = last
    return out


def is_announced(doc: Document, verb: int) -> bool:
    """Whether a headline tells what will be done: "Norland to send troops"."""
    token = doc.tokens[verb]
    told = token.is_root and token.xpos == "VB" and not doc.dependents(verb, "aux", "cop")
    infinitive = told and any(doc.tokens[m].text.lower() == "to" for m in doc.dependents(verb, "mark"))
    return infinitive and bool(doc.dependents(verb, "nsubj"))


def _retagged(tokens: Sequence[Token], token: Token) -> Token:
    """A finite verb that the universal tags call a noun; "WHO" among small letters."""
    if token.xpos in ("VBZ", "VBP", "VBD") and token.upos == "NOUN" and _has_subject(tokens, token):
        return replace(token, upos="VERB", lemma=lemma(token.text, "VERB", token.xpos))
    if token.text == "WHO" and token.upos == "PRON" and _among_small(tokens, token.i):
        return replace(token, upos="PROPN", xpos="NNP", lemma="WHO")
    return token


def _has_subject(tokens: Sequence[Token], token: Token) -> bool:
    near = tokens[max(0, token.i - 12) : token.i]
    return any(t.head == token.i and t.deprel.startswith("nsubj") for t in near)


def _among_small(tokens: Sequence[Token], i: int) -> bool:
    """Whether a neighbour is written small, so that capitals tell something."""
    near = [t for t in tokens[max(0, i - 2) : i + 3] if t.i != i and t.sentence == tokens[i].sentence]
    return any(t.text.islower() and len(t.text) > 1 for t in near)


def _announce(tokens: list[Token], first: int, last: int) -> None:
    """ "Norland to send troops": the infinitive becomes the root, the noun before it its subject."""
    root = next((i for i in range(first, last) if tokens[i].head == i), None)
    if root is None or tokens[root].upos != "PROPN" or any(t.xpos in _FINITE for t in tokens[first:last]):
        return
    verb = next((t.i for t in tokens[root + 1 : last] if t.xpos == "VB" and t.head == root), None)
    if verb is None or tokens[verb].deprel.partition(":")[0] not in _BELOW or tokens[verb - 1].text.lower() != "to":
        return
    if not all(_of_subject(tokens, root, i) for i in range(first, verb - 1) if i != root):
        return
    for i in range(first, last):
        token = tokens[i]
        if i == verb:
            tokens[i] = replace(token, head=i, deprel="root")
        elif i == root:
            tokens[i] = replace(token, head=verb, deprel="nsubj")
        elif token.head == root and i > verb:
            tokens[i] = replace(token, head=verb)
        elif token.head == root and token.deprel == "appos":
            tokens[i] = replace(token, deprel="conj")  # "Norland, Estria to hold talks"


def _of_subject(tokens: Sequence[Token], root: int, i: int) -> bool:
    """Whether a word before the infinitive is of the noun phrase that does it."""
    if tokens[i].text.lower() == "to" or tokens[i].head == root or tokens[i].text in (",", "and", "&"):
        return tokens[i].deprel.partition(":")[0] in (*_WITHIN, "mark") or tokens[i].head == root
    up, relation = tokens[i].head, tokens[i].deprel.partition(":")[0]
    return relation in _WITHIN and (up == root or _of_subject(tokens, root, up)) if up != i else False
