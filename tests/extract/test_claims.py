"""Claims of a sentence, and what is none: sentences and parses made for these tests."""

from __future__ import annotations

from typing import Any

import pytest
from claiming import read, told
from helpers import document_from_conllu

THAT = """
1 The the DET DT _ 2 det
2 minister minister NOUN NN _ 3 nsubj
3 said say VERB VBD _ 0 root
4 Friday Friday PROPN NNP _ 8 obl:unmarked
5 that that SCONJ IN _ 8 mark
6 talks talk NOUN NNS _ 8 nsubj
7 would would AUX MD _ 8 aux
8 resume resume VERB VB _ 3 ccomp _ SpaceAfter=No
9 . . PUNCT . _ 3 punct
"""
CHAIN = """
1 Zembla Zembla PROPN NNP _ 3 nsubj _ Name=B-PLACE
2 is be AUX VBZ _ 3 aux
3 pressing press VERB VBG _ 13 ccomp
4 on on ADV RB _ 3 advmod _ SpaceAfter=No
5 , , PUNCT , _ 6 punct
6 insisting insist VERB VBG _ 3 advcl
7 that that SCONJ IN _ 10 mark
8 it it PRON PRP _ 10 nsubj
9 is be AUX VBZ _ 10 cop
10 right right ADJ JJ _ 6 ccomp _ SpaceAfter=No
11 , , PUNCT , _ 13 punct
12 envoys envoy NOUN NNS _ 13 nsubj
13 said say VERB VBD _ 0 root _ SpaceAfter=No
14 . . PUNCT . _ 13 punct
"""
RELAYED = """
1 Orlova Orlova PROPN NNP _ 3 nsubj:pass
2 was be AUX VBD _ 3 aux:pass
3 quoted quote VERB VBN _ 0 root
4 by by ADP IN _ 5 case
5 Vesti Vesti PROPN NNP _ 3 obl:agent
6 as as SCONJ IN _ 7 mark
7 saying say VERB VBG _ 3 advcl
8 the the DET DT _ 9 det
9 road road NOUN NN _ 11 nsubj
10 was be AUX VBD _ 11 cop
11 open open ADJ JJ _ 7 ccomp _ SpaceAfter=No
12 . . PUNCT . _ 3 punct
"""
CITING = """
1 Orlova Orlova PROPN NNP _ 2 nsubj
2 said say VERB VBD _ 0 root
3 the the DET DT _ 4 det
4 toll toll NOUN NN _ 6 nsubj
5 could could AUX MD _ 6 aux
6 rise rise VERB VB _ 2 ccomp _ SpaceAfter=No
7 , , PUNCT , _ 8 punct
8 citing cite VERB VBG _ 2 advcl
9 her she PRON PRP$ _ 10 nmod:poss
10 counterpart counterpart NOUN NN _ 8 obj _ SpaceAfter=No
11 . . PUNCT . _ 2 punct
"""
ACCORDING = """
1 According accord VERB VBG _ 3 case
2 to to ADP TO _ 1 fixed
3 police police NOUN NN _ 7 obl _ SpaceAfter=No
4 , , PUNCT , _ 7 punct
5 two two NUM CD _ 6 nummod
6 bridges bridge NOUN NNS _ 7 nsubj
7 fell fall VERB VBD _ 0 root _ SpaceAfter=No
8 . . PUNCT . _ 7 punct
"""
ACCUSED = """
1 Zembla Zembla PROPN NNP _ 2 nsubj
2 accused accuse VERB VBD _ 0 root
3 Norland Norland PROPN NNP _ 2 obj
4 of of SCONJ IN _ 5 mark
5 hiding hide VERB VBG _ 2 advcl
6 arms arm NOUN NNS _ 5 obj _ SpaceAfter=No
7 . . PUNCT . _ 2 punct
"""
CALLED_ON = """
1 Zembla Zembla PROPN NNP _ 2 nsubj
2 called call VERB VBD _ 0 root
3 on on ADP IN _ 4 case
4 Norland Norland PROPN NNP _ 2 obl
5 to to PART TO _ 6 mark
6 withdraw withdraw VERB VB _ 2 xcomp _ SpaceAfter=No
7 . . PUNCT . _ 2 punct
"""
RULED_OUT = """
1 Envoys envoy NOUN NNS _ 2 nsubj
2 ruled rule VERB VBD _ 0 root
3 out out ADP RP _ 2 compound:prt
4 a a DET DT _ 6 det
5 quick quick ADJ JJ _ 6 amod
6 deal deal NOUN NN _ 2 obj _ SpaceAfter=No
7 . . PUNCT . _ 2 punct
"""
ASKED = """
1 Reporters reporter NOUN NNS _ 2 nsubj
2 asked ask VERB VBD _ 0 root
3 whether whether SCONJ IN _ 5 mark
4 Zembla Zembla PROPN NNP _ 5 nsubj
5 agreed agree VERB VBD _ 2 ccomp _ SpaceAfter=No
6 . . PUNCT . _ 2 punct
"""
BROKEN_TAIL = """
1 Rebels rebel NOUN NNS _ 2 nsubj
2 left leave VERB VBD _ 0 root
3 the the DET DT _ 4 det
4 town town NOUN NN _ 2 obj _ SpaceAfter=No
5 , , PUNCT , _ 7 punct
6 officials official NOUN NNS _ 7 nsubj
7 said say VERB VBD _ 2 advcl
8 Friday Friday PROPN NNP _ 7 obl:unmarked _ SpaceAfter=No
9 . . PUNCT . _ 2 punct
"""
SIZES = """
1 Marchers marcher NOUN NNS _ 2 nsubj
2 put put VERB VBD _ 0 root
3 the the DET DT _ 4 det
4 crowd crowd NOUN NN _ 2 obj
5 at at ADP IN _ 6 case
6 900 900 NUM CD _ 2 obl _ SpaceAfter=No
7 ; ; PUNCT : _ 9 punct
8 police police NOUN NNS _ 9 nsubj
9 estimated estimate VERB VBD _ 2 parataxis
10 it it PRON PRP _ 9 obj
11 at at ADP IN _ 12 case
12 400 400 NUM CD _ 9 obl _ SpaceAfter=No
13 . . PUNCT . _ 2 punct
"""
SENTENCES = [
    (
        SIZES,
        [
            ("Marchers", "put", "the crowd at 900", "indirect", None),
            ("police", "estimated", "it at 400", "indirect", None),
        ],
    ),
    (THAT, [("The minister", "said", "talks would resume", "indirect", None)]),
    (
        CHAIN,
        [
            ("Zembla", "insisting", "it is right", "indirect", "said"),
            ("envoys", "said", "Zembla is pressing on, insisting that it is right", "indirect", None),
        ],
    ),
    (
        RELAYED,
        [
            ("Vesti", "quoted", "the road was open", "indirect", None),
            ("Orlova", "saying", "the road was open", "indirect", "quoted"),
        ],
    ),
    (
        CITING,
        [
            ("Orlova", "said", "the toll could rise", "indirect", None),
            ("her counterpart", "citing", "the toll could rise", "indirect", "said"),
        ],
    ),
    (ACCORDING, [("police", "According to", "two bridges fell", "indirect", None)]),
    (ACCUSED, [("Zembla", "accused", "hiding arms", "indirect", None)]),
    (CALLED_ON, [("Zembla", "called on", "Norland to withdraw", "indirect", None)]),
    (RULED_OUT, [("Envoys", "ruled out", "a quick deal", "indirect", None)]),
    (ASKED, [("Reporters", "asked", "Zembla agreed", "indirect", None)]),
    (BROKEN_TAIL, [("officials", "said", "Rebels left the town", "indirect", None)]),
]


@pytest.mark.parametrize(("conllu", "expected"), SENTENCES)
def test_claims_of_a_sentence(conllu: str, expected: list[tuple[Any, ...]]) -> None:
    assert told(document_from_conllu(conllu)) == expected


@pytest.mark.parametrize(
    ("conllu", "kinds"),
    [(THAT, ["statement"]), (RULED_OUT, ["denial"]), (ASKED, ["question"]), (ACCORDING, ["report"]),
     (RELAYED, ["report", "statement"])],
)  # fmt: skip
def test_kind_of_a_claim_comes_from_its_cue(conllu: str, kinds: list[str]) -> None:
    assert [c.kind for c in read(document_from_conllu(conllu))] == kinds


def test_ids_follow_the_text_and_every_claim_says_why() -> None:
    found = read(document_from_conllu(CHAIN))
    assert [c.id for c in found] == ["c1", "c2"]
    assert all(c.why for c in found)


@pytest.mark.parametrize(
    "conllu",
    [
        """
1 The the DET DT _ 2 det
2 war war NOUN NN _ 3 nsubj
3 claimed claim VERB VBD _ 0 root
4 many many ADJ JJ _ 5 amod
5 lives life NOUN NNS _ 3 obj
""",
        """
1 He he PRON PRP _ 3 nsubj:pass
2 is be AUX VBZ _ 3 aux:pass
3 expected expect VERB VBN _ 0 root
4 to to PART TO _ 5 mark
5 arrive arrive VERB VB _ 3 xcomp
""",
    ],
)
def test_what_is_no_claim(conllu: str) -> None:
    assert told(document_from_conllu(conllu)) == []


CUT_TAIL = """
1 Ministers minister NOUN NNS _ 2 nsubj
2 said say VERB VBD _ 0 root
3 roads road NOUN NNS _ 4 nsubj
4 reopened reopen VERB VBD _ 2 ccomp
5 at at ADP IN _ 6 case
6 noon noon NOUN NN _ 4 obl _ SpaceAfter=No
7 , , PUNCT , _ 9 punct
8 Vesti Vesti PROPN NNP _ 9 nsubj
9 reported report VERB VBD _ 4 conj _ SpaceAfter=No
10 . . PUNCT . _ 2 punct
"""


def test_a_cue_that_ends_the_sentence_reports_all_of_it_however_the_parse_breaks() -> None:
    assert told(document_from_conllu(CUT_TAIL)) == [
        ("Ministers", "said", "roads reopened at noon", "indirect", "reported"),
        ("Vesti", "reported", "Ministers said roads reopened at noon", "indirect", None),
    ]


def test_datelines_are_no_part_of_a_claim() -> None:
    doc = document_from_conllu("""
1 ZEMBLA ZEMBLA PROPN NNP _ 5 dep _ SpaceAfter=No
2 , , PUNCT , _ 1 punct
3 May May PROPN NNP _ 1 dep
4 -- -- PUNCT : _ 5 punct
5 Roads road NOUN NNS _ 6 nsubj
6 flooded flood VERB VBD _ 9 ccomp _ SpaceAfter=No
7 , , PUNCT , _ 9 punct
8 police police NOUN NN _ 9 nsubj
9 said say VERB VBD _ 0 root _ SpaceAfter=No
10 . . PUNCT . _ 9 punct
""")
    assert told(doc) == [("police", "said", "Roads flooded", "indirect", None)]


def test_advice_that_nobody_has_given_yet_is_no_claim() -> None:
    doc = document_from_conllu("""
1 Zembla Zembla PROPN NNP _ 3 nsubj
2 should should AUX MD _ 3 aux
3 urge urge VERB VB _ 0 root
4 Norland Norland PROPN NNP _ 3 obj
5 to to PART TO _ 6 mark
6 stop stop VERB VB _ 3 xcomp
""")
    assert told(doc) == []
