"""Questions to a parse: subjects, objects, phrases, denial, modality."""

from __future__ import annotations

import pytest
from helpers import document_from_conllu

from readout.extract import syntax
from readout.language.document import Document

REFUSED = """
1 Norland _ PROPN NNP _ 3 nsubj
2 has have AUX VBZ _ 3 aux
3 refused refuse VERB VBN _ 0 root
4 to _ PART TO _ 5 mark
5 sign _ VERB VB _ 3 xcomp
6 the _ DET DT _ 7 det
7 treaty _ NOUN NN _ 5 obj
"""
URGED = """
1 Norland _ PROPN NNP _ 2 nsubj
2 urged urge VERB VBD _ 0 root
3 Southmark _ PROPN NNP _ 2 obj
4 to _ PART TO _ 5 mark
5 withdraw _ VERB VB _ 2 xcomp
6 its _ PRON PRP$ _ 7 nmod:poss
7 troops troop NOUN NNS _ 5 obj
"""
CALLED_ON = """
1 Norland _ PROPN NNP _ 2 nsubj
2 called call VERB VBD _ 0 root
3 on _ ADP IN _ 4 case
4 rebels rebel NOUN NNS _ 2 obl
5 to _ PART TO _ 6 mark
6 disarm _ VERB VB _ 2 advcl
"""
PASSIVE = """
1 Three three NUM CD _ 2 nummod
2 villagers villager NOUN NNS _ 4 nsubj:pass
3 were be AUX VBD _ 4 aux:pass
4 ambushed ambush VERB VBN _ 0 root
5 and _ CCONJ CC _ 6 cc
6 shot shoot VERB VBN _ 4 conj
7 by _ ADP IN _ 9 case
8 armed _ ADJ JJ _ 9 amod
9 men man NOUN NNS _ 4 obl:agent
"""
RELATIVE = """
1 The _ DET DT _ 2 det
2 rebels rebel NOUN NNS _ 6 nsubj
3 who _ PRON WP _ 4 nsubj
4 seized seize VERB VBD _ 2 acl:relcl
5 Vall _ PROPN NNP _ 4 obj
6 fled flee VERB VBD _ 0 root
"""
PARTICIPLE = """
1 a _ DET DT _ 2 det
2 statement _ NOUN NN _ 0 root
3 issued issue VERB VBN _ 2 acl
4 by _ ADP IN _ 6 case
5 the _ DET DT _ 6 det
6 ministry _ NOUN NN _ 3 obl
7 by _ ADP IN _ 8 case
8 Monday _ PROPN NNP _ 3 obl
"""
RAISED = """
1 Ministers minister NOUN NNS _ 3 nsubj
2 are be AUX VBP _ 3 cop
3 set _ ADJ JJ _ 0 root
4 to _ PART TO _ 5 mark
5 debate _ VERB VB _ 3 xcomp
6 the _ DET DT _ 7 det
7 plan _ NOUN NN _ 5 obj
"""


def doc(text: str) -> Document:
    return document_from_conllu(text)


def names(document: Document, found: list[int]) -> list[str]:
    return [document.tokens[i].text for i in found]


@pytest.mark.parametrize(
    ("text", "verb", "subjects", "objects"),
    [
        (REFUSED, "sign", ["Norland"], ["treaty"]),
        (URGED, "withdraw", ["Southmark"], ["troops"]),
        (CALLED_ON, "disarm", ["rebels"], []),
        (PASSIVE, "ambushed", ["men"], ["villagers"]),
        (PASSIVE, "shot", ["men"], ["villagers"]),
        (RELATIVE, "seized", ["rebels"], ["Vall"]),
        (PARTICIPLE, "issued", ["ministry"], ["statement"]),
        (RAISED, "debate", ["Ministers"], ["plan"]),
    ],
)
def test_deep_subject_and_object(text: str, verb: str, subjects: list[str], objects: list[str]) -> None:
    document = doc(text)
    i = next(t.i for t in document.tokens if t.text == verb)
    assert names(document, syntax.subjects(document, i)) == subjects
    assert names(document, syntax.objects(document, i)) == objects


def test_by_with_a_day_is_no_doer() -> None:
    document = doc(PARTICIPLE)
    assert names(document, syntax.agents(document, 2)) == ["ministry"]


def test_what_is_refused_is_denied_and_the_refusal_is_not() -> None:
    document = doc(REFUSED)
    assert syntax.negated(document, 4)
    assert not syntax.negated(document, 2)


def test_two_denials_cancel() -> None:
    document = doc("""
1 They they PRON PRP _ 4 nsubj
2 did do AUX VBD _ 4 aux
3 not _ PART RB _ 4 advmod
4 fail _ VERB VB _ 0 root
5 to _ PART TO _ 6 mark
6 sign _ VERB VB _ 4 xcomp
""")
    assert not syntax.negated(document, 5)


@pytest.mark.parametrize(
    ("text", "token", "expected"),
    [
        (RAISED, 4, "future"),
        (URGED, 1, ""),
        (PASSIVE, 3, ""),
        ("1 Norland _ PROPN NNP _ 3 nsubj\n2 may _ AUX MD _ 3 aux\n3 sign _ VERB VB _ 0 root", 2, "possible"),
        ("1 Norland _ PROPN NNP _ 3 nsubj\n2 will _ AUX MD _ 3 aux\n3 sign _ VERB VB _ 0 root", 2, "future"),
        (
            "1 If if SCONJ IN _ 3 mark\n2 Norland _ PROPN NNP _ 3 nsubj\n3 attacks attack VERB VBZ _ 5 advcl\n"
            "4 we _ PRON PRP _ 5 nsubj\n5 fight _ VERB VBP _ 0 root",
            2,
            "conditional",
        ),
    ],
)
def test_modality(text: str, token: int, expected: str) -> None:
    assert syntax.modality(doc(text), token) == expected


def test_a_phrase_leaves_out_the_relative_clause_and_the_preposition() -> None:
    document = doc("""
1 with _ ADP IN _ 4 case
2 the _ DET DT _ 4 det
3 exiled _ ADJ JJ _ 4 amod
4 leader _ NOUN NN _ 0 root
5 of _ ADP IN _ 6 case
6 Norland _ PROPN NNP _ 4 nmod
7 who _ PRON WP _ 8 nsubj
8 fled flee VERB VBD _ 4 acl:relcl
""")
    first, last = syntax.phrase(document, 3)
    assert document.words(first, last) == "the exiled leader of Norland"


def test_a_clause_is_the_whole_subtree_without_the_full_stop() -> None:
    document = doc(URGED + "8 . _ PUNCT . _ 2 punct\n")
    assert syntax.clause(document, 1) == (0, 7)


def test_tense() -> None:
    assert syntax.tense(doc(REFUSED), 2) == "perfect"
    assert syntax.tense(doc(URGED), 1) == "past"
    assert syntax.tense(doc(URGED), 4) == ""
