"""Nouns that the parse has lost: subjects and objects hung from a word behind them, phrases hung from a later noun.

A noun before a verb that hangs from a word behind it, across the verb, is the verb's own subject: in English such arcs
cross only where the parser errs ("Canada and Norland have agreed to open negotiations", the names hung from
"negotiations"). A noun that hangs from a later one, across that one's preposition, is an object ("charged [the
minister] with contempt"). A preposition's noun hangs now and then from the nearest noun and not from the thing that is
given, sent or said ("suspended food supplies and flights to [Norland]").
"""

from __future__ import annotations

from readout.extract.wording import case_of, is_verb, lemma, word_set
from readout.language.document import Document

_FINITE = ("VBD", "VBZ", "VBP")
_NOMINAL = ("NOUN", "PROPN", "PRON")
_CLAUSE = ("ccomp", "parataxis", "advcl")
_DEEP = 3
_ASTRAY = ("nmod", "nsubj", "compound", "obj", "dep", "appos", "amod", "dislocated", "obl", "conj", "acl")


def subject_astray(doc: Document, verb: int) -> list[int]:
    """The lost subject of the finite `verb` of a clause, which has none in the parse; [] where there is none."""
    token = doc.tokens[verb]
    finite = token.xpos in _FINITE or bool(doc.dependents(verb, "aux", "aux:pass", "cop"))
    finite = finite or (token.is_root and token.xpos == "VBN" and bool(doc.dependents(verb, "obj")))
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


def subject_as_object(doc: Document, verb: int) -> list[int]:
    """The subject that the parser took for an object, though another stands behind: "The [Mission] condemned it"."""
    token = doc.tokens[verb]
    found = [o for o in doc.dependents(verb, "obj") if doc.tokens[o].upos in _NOMINAL]
    before = [o for o in found if o < verb]
    finite = token.xpos in _FINITE or bool(doc.dependents(verb, "aux"))
    if not finite or not before or len(before) == len(found) or token.relation == "acl":
        return []
    opening = range(doc.sentence_of(verb).first, before[-1])
    if any(_finite_verb(doc, i) for i in opening):  # "some would choose Orsk and others back his rival"
        return []
    return [] if doc.dependents(verb, "nsubj", "csubj", "expl") else before[-1:]


def deed_before(doc: Document, verb: int) -> int | None:
    """The deed whose outcome a participle tells, where the parser hung it from the saying between the two.

    "Rebels [overran] a post, officials said, killing four": the officials kill nobody.
    """
    token = doc.tokens[verb]
    outcome = token.xpos == "VBG" and token.relation in ("advcl", "ccomp") and verb > token.head
    if not outcome or lemma(doc, verb) not in word_set("outcomes") or doc.dependents(verb, "mark"):
        return None
    return next((c for c in doc.dependents(token.head, "ccomp") if c < token.head and is_verb(doc, c)), None)


def object_astray(doc: Document, verb: int) -> list[int]:
    """The lost object of a `verb` that has none in the parse; [] where there is none."""
    for i in range(verb + 1, doc.sentence_of(verb).last):
        token = doc.tokens[i]
        if token.upos in ("VERB", "AUX", "ADP", "PUNCT", "SCONJ"):
            return []
        if token.upos not in _NOMINAL or token.relation not in ("nmod", "appos", "dep") or case_of(doc, i):
            continue
        marks = doc.dependents(token.head, "case")
        if token.head > i and any(i < m < token.head for m in marks) and doc.tokens[token.head].head == verb:
            return [i]
    return []


def person_called(doc: Document, verb: int) -> list[int]:
    """The one called, where the parser took a bare name for a predicate: "Norland's king called [Ivo Orsk] to"."""
    found = doc.dependents(verb, "xcomp")
    names = [i for i in found if i in doc.name_at and doc.name_at[i].label == "PERSON" and not case_of(doc, i)]
    return names[:1] if not doc.dependents(verb, "obj") else []


def nested(doc: Document, nouns: list[int], preposition: str) -> list[int]:
    """The nouns with `preposition` below `nouns`, past the nouns and conjuncts that hang from them."""
    layer = list(nouns)
    for _ in range(_DEEP):
        layer = [c for i in layer for c in doc.dependents(i, "nmod", "conj") if doc.tokens[c].deprel != "nmod:poss"]
        found = [c for c in layer if doc.tokens[c].relation == "nmod" and case_of(doc, c) == preposition]
        if found:
            return found
    return []


def _of_the_clause(doc: Document, head: int, verb: int) -> bool:
    """Whether a word behind `verb` is a verb whose subject may stand far ahead: "Orsk, it was said, will go".

    Not where that verb has another subject between the two: "Orsk said it rained, the paper reported".
    """
    if any(verb < s < head for s in doc.dependents(head, "nsubj")) and doc.tokens[verb].head == head:
        return False
    return is_verb(doc, head) and verb not in doc.ancestors(head)


def _finite_verb(doc: Document, i: int) -> bool:
    return doc.tokens[i].xpos in (*_FINITE, "MD") and doc.tokens[i].upos != "AUX"


def shares_passive(doc: Document, verb: int) -> bool:
    """Whether a verb leaves out "was": "one was killed and nine [wounded]", "missile hits ship, two [killed]"."""
    token = doc.tokens[verb]
    if token.xpos not in ("VBN", "VBD") or lemma(doc, verb) not in word_set("suffered"):
        return False
    subjects = doc.dependents(verb, "nsubj")
    if not subjects or doc.dependents(verb, "aux", "cop", "obj", "iobj"):
        return False
    counted = any(doc.dependents(s, "nummod") for s in subjects) and token.relation in ("advcl", "parataxis")
    return counted or (token.relation == "conj" and bool(doc.dependents(token.head, "aux:pass")))


def person_meant(doc: Document, pronoun: int, noun: int) -> int:
    """Whom "who" stands for: not the office, but the person whose it is: "the office of [President Orsk], who said"."""
    if doc.tokens[pronoun].text.lower() != "who" or lemma(doc, noun) not in word_set("no_persons"):
        return noun
    near = [i for i in range(noun + 1, pronoun) if i in doc.name_at and doc.name_at[i].label == "PERSON"]
    heads = [i for i in near if doc.tokens[i].head not in near]
    return heads[-1] if heads else noun
