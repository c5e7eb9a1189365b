"""What the attribution head adds to claims and takes from them: sentences and parses made for these tests."""

from __future__ import annotations

from claiming import tagged, told
from helpers import document_from_conllu

ACCUSED = """
1 Zembla Zembla PROPN NNP _ 2 nsubj
2 accused accuse VERB VBD _ 0 root
3 Norland Norland PROPN NNP _ 2 obj
4 of of SCONJ IN _ 5 mark
5 hiding hide VERB VBG _ 2 advcl
6 arms arm NOUN NNS _ 5 obj _ SpaceAfter=No
7 . . PUNCT . _ 2 punct
"""
OUTSIDE = """
1 Orlova Orlova PROPN NNP _ 2 nsubj
2 blurted blurt VERB VBD _ 0 root
3 that that SCONJ IN _ 5 mark
4 talks talk NOUN NNS _ 5 nsubj
5 failed fail VERB VBD _ 2 ccomp
"""


def test_attribution_head_finds_cues_outside_the_lexicon() -> None:
    doc = document_from_conllu(OUTSIDE)
    assert told(doc) == []
    sure = tagged(doc, [0, 0.9, 0, 0, 0], [0.9, 0, 0, 0, 0], [0, 0, 0.9, 0.9, 0.9])
    assert told(sure) == [("Orlova", "blurted", "talks failed", "indirect", None)]


def test_an_act_is_no_claim_however_sure_the_tags_are() -> None:
    doc = document_from_conllu("""
1 Ruritania Ruritania PROPN NNP _ 2 nsubj
2 imposed impose VERB VBD _ 0 root
3 heavy heavy ADJ JJ _ 4 amod
4 sanctions sanction NOUN NNS _ 2 obj
""")
    assert told(tagged(doc, [0, 0.99, 0, 0], [0.9, 0, 0, 0], [0, 0, 0.9, 0.9])) == []


def test_a_second_cue_that_the_tags_see_ends_the_first_content() -> None:
    doc = document_from_conllu("""
1 Orlova Orlova PROPN NNP _ 2 nsubj
2 said say VERB VBD _ 0 root
3 it it PRON PRP _ 4 nsubj
4 rained rain VERB VBD _ 2 ccomp
5 but but CCONJ CC _ 6 cc
6 urged urge VERB VBD _ 4 conj
7 farmers farmer NOUN NNS _ 6 obj
8 to to PART TO _ 9 mark
9 wait wait VERB VB _ 6 xcomp
""")
    cue = [0, 0.9, 0, 0, 0, 0.9, 0, 0, 0]
    content = [0, 0, 0.9, 0.9, 0.2, 0.1, 0.9, 0.9, 0.9]
    assert told(tagged(doc, cue, [0.9, *[0] * 8], content)) == [
        ("Orlova", "said", "it rained", "indirect", None),
        ("Orlova", "urged", "farmers to wait", "indirect", None),
    ]


def test_attribution_head_rejects_a_weak_cue_of_the_lexicon() -> None:
    doc = document_from_conllu(ACCUSED)
    assert told(tagged(doc, [0] * 7, [0] * 7, [0] * 7)) == []
