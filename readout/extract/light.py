"""Light verbs: verbs that lend their subject to the act that a noun names ("launched an attack")."""

from __future__ import annotations

from readout.extract import syntax
from readout.extract.lexicon import listed
from readout.language.document import Document


def light_verb(doc: Document, i: int) -> tuple[int | None, bool]:
    """The verb that lends its subject to event noun `i`, and whether that subject is the one acted on."""
    node = i
    for _ in range(3):
        token = doc.tokens[node]
        if token.is_root:
            return None, False
        head = token.head
        if token.relation in ("nmod", "conj") and doc.tokens[head].upos == "NOUN":
            shared = token.relation == "conj" or syntax.lemma(doc, head) in listed("transparent")
            if not shared:
                return None, False
            node = head
            continue
        if not syntax.is_verb(doc, head):
            return None, False
        name = syntax.lemma(doc, head)
        if any(doc.tokens[p].text.lower() in ("off", "down", "back") for p in doc.dependents(head, "compound:prt")):
            return None, False
        if token.relation == "obj" or token.deprel == "nsubj:pass":
            if name in listed("light", "give"):
                return head, name == "have" and syntax.lemma(doc, i) in listed("light", "had_of_others")
            return (head, True) if name in listed("light", "take") else (None, False)
        if token.relation == "obl" and syntax.case_of(doc, node) in ("under", "in", "into", "from", "to"):
            if name == "come" and syntax.case_of(doc, node) in ("under", "in"):
                return head, True
            if name in ("engage", "enter", "participate", "take", "involve", "return", "join", "resort"):
                return head, False
        return None, False
    return None, False
