"""Quotations and whose they are: sentences and parses made for these tests."""

from __future__ import annotations

from typing import Any

import pytest
from claiming import told
from helpers import document_from_conllu

INVERTED = """
1 " " PUNCT `` _ 5 punct _ SpaceAfter=No
2 We we PRON PRP _ 5 nsubj
3 will will AUX MD _ 5 aux
4 not not PART RB _ 5 advmod
5 yield yield VERB VB _ 8 ccomp _ SpaceAfter=No
6 , , PUNCT , _ 8 punct _ SpaceAfter=No
7 " " PUNCT '' _ 8 punct
8 said say VERB VBD _ 0 root
9 Orlova Orlova PROPN NNP _ 8 obj _ SpaceAfter=No|Name=B-PERSON
10 . . PUNCT . _ 8 punct
"""
SPLIT = """
1 " " PUNCT `` _ 4 punct _ SpaceAfter=No
2 It it PRON PRP _ 4 nsubj
3 is be AUX VBZ _ 4 cop
4 late late ADJ JJ _ 8 ccomp _ SpaceAfter=No
5 , , PUNCT , _ 8 punct _ SpaceAfter=No
6 " " PUNCT '' _ 8 punct
7 Orlova Orlova PROPN NNP _ 8 nsubj
8 said say VERB VBD _ 0 root _ SpaceAfter=No
9 . . PUNCT . _ 8 punct

1 " " PUNCT `` _ 4 punct _ SpaceAfter=No
2 We we PRON PRP _ 4 nsubj
3 must must AUX MD _ 4 aux
4 act act VERB VB _ 0 root _ SpaceAfter=No
5 . . PUNCT . _ 4 punct _ SpaceAfter=No
6 " " PUNCT '' _ 4 punct
"""
PARTIAL = """
1 Orlova Orlova PROPN NNP _ 2 nsubj
2 warned warn VERB VBD _ 0 root
3 the the DET DT _ 4 det
4 truce truce NOUN NN _ 7 nsubj
5 was be AUX VBD _ 7 cop
6 " " PUNCT `` _ 7 punct _ SpaceAfter=No
7 dead dead ADJ JJ _ 2 ccomp _ SpaceAfter=No
8 " " PUNCT '' _ 7 punct _ SpaceAfter=No
9 . . PUNCT . _ 2 punct
"""
HEDGE = """
1 " " PUNCT `` _ 3 punct _ SpaceAfter=No
2 I I PRON PRP _ 3 nsubj
3 think think VERB VBP _ 9 ccomp
4 it it PRON PRP _ 5 nsubj
5 works work VERB VBZ _ 3 ccomp _ SpaceAfter=No
6 , , PUNCT , _ 9 punct _ SpaceAfter=No
7 " " PUNCT '' _ 9 punct
8 he he PRON PRP _ 9 nsubj
9 said say VERB VBD _ 0 root _ SpaceAfter=No
10 . . PUNCT . _ 9 punct
"""
CARRIED = """
1 Orlova Orlova PROPN NNP _ 2 nsubj
2 said say VERB VBD _ 0 root
3 talks talk NOUN NNS _ 4 nsubj
4 failed fail VERB VBD _ 2 ccomp _ SpaceAfter=No
5 . . PUNCT . _ 2 punct

1 " " PUNCT `` _ 4 punct _ SpaceAfter=No
2 We we PRON PRP _ 4 nsubj
3 all all DET DT _ 2 det
4 tried try VERB VBD _ 0 root _ SpaceAfter=No
5 . . PUNCT . _ 4 punct _ SpaceAfter=No
6 " " PUNCT '' _ 4 punct
"""


@pytest.mark.parametrize(
    ("conllu", "expected"),
    [
        (INVERTED, ("Orlova", "said", "We will not yield", "direct", None)),
        (SPLIT, ("Orlova", "said", "It is late / We must act", "direct", None)),
        (PARTIAL, ("Orlova", "warned", 'the truce was "dead"', "partial", None)),
    ],
)
def test_a_quotation_is_given_to_its_cue(conllu: str, expected: tuple[Any, ...]) -> None:
    assert told(document_from_conllu(conllu)) == [expected]


GOES_ON = """
1 " " PUNCT `` _ 3 punct _ SpaceAfter=No
2 They they PRON PRP _ 3 nsubj
3 met meet VERB VBD _ 11 ccomp _ SpaceAfter=No
4 " " PUNCT '' _ 3 punct
5 and and CCONJ CC _ 6 cc
6 reiterated reiterate VERB VBD _ 3 conj
7 support support NOUN NN _ 6 obj
8 for for ADP IN _ 9 case
9 talks talk NOUN NNS _ 7 nmod _ SpaceAfter=No
10 , , PUNCT , _ 11 punct
11 said say VERB VBD _ 0 root
12 Orlova Orlova PROPN NNP _ 11 nsubj _ SpaceAfter=No
13 . . PUNCT . _ 11 punct
"""


def test_a_verb_that_goes_on_with_a_quotation_is_no_cue() -> None:
    assert told(document_from_conllu(GOES_ON)) == [
        ("Orlova", "said", '"They met" and reiterated support for talks', "partial", None)
    ]


def test_a_speakers_own_hedge_is_no_claim_of_its_own() -> None:
    assert told(document_from_conllu(HEDGE)) == [("he", "said", "I think it works", "direct", None)]


def test_a_quotation_after_an_indirect_claim_is_the_same_speakers_next_claim() -> None:
    assert told(document_from_conllu(CARRIED)) == [
        ("Orlova", "said", "talks failed", "indirect", None),
        ("Orlova", "said", "We all tried", "direct", None),
    ]


def test_a_name_under_a_quotation_signs_it() -> None:
    doc = document_from_conllu("""
1 " " PUNCT `` _ 4 punct _ SpaceAfter=No
2 It it PRON PRP _ 4 nsubj
3 is be AUX VBZ _ 4 cop
4 over over ADJ JJ _ 0 root _ SpaceAfter=No
5 . . PUNCT . _ 4 punct _ SpaceAfter=No
6 " " PUNCT '' _ 4 punct
7 -- -- PUNCT : _ 8 punct
8 Orlova Orlova PROPN NNP _ 4 parataxis
""")
    assert told(doc) == [("Orlova", "--", "It is over", "direct", None)]
