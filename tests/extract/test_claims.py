"""Claims of sentences written for these tests, over parses made by hand."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

import pytest
from helpers import document_from_conllu

from readout.actors.cast import Cast
from readout.extract.claims import claims
from readout.extract.reading import Reading
from readout.language.document import Attribution, Document
from readout.record import Claim, Report


class ByWord(Cast):
    """A cast that knows each noun by its word alone, and nobody behind documents."""

    def __init__(self, document: Document, published: date | None = None) -> None:
        self.document = document

    def at(self, token: int) -> tuple[str, ...]:
        word = self.document.tokens[token].text
        return () if word in ("statement", "letter") else (word,)


def read(doc: Document) -> list[Claim]:
    return claims(Reading(Report(id="r", text=doc.text), doc, ByWord(doc), ()))


def told(doc: Document) -> list[tuple[Any, ...]]:
    """Each claim as source, cue, content, quote, cue of the claim around it."""
    found = read(doc)
    cue = {c.id: doc.text[c.cue.start : c.cue.end] for c in found}
    return [
        (
            doc.text[c.source_text.start : c.source_text.end] if c.source_text else None,
            cue[c.id],
            " / ".join(doc.text[s.start : s.end] for s in c.content),
            c.quote,
            cue[c.via] if c.via else None,
        )
        for c in found
    ]


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
SENTENCES = [
    (THAT, [("The minister", "said", "talks would resume", "indirect", None)]),
    (INVERTED, [("Orlova", "said", "We will not yield", "direct", None)]),
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
    (SPLIT, [("Orlova", "said", "It is late / We must act", "direct", None)]),
    (PARTIAL, [("Orlova", "warned", 'the truce was "dead"', "partial", None)]),
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


def test_a_document_speaks_for_whoever_spoke_in_it() -> None:
    doc = document_from_conllu("""
1 Zembla Zembla PROPN NNP _ 2 nsubj
2 noted note VERB VBD _ 0 root
3 in in ADP IN _ 5 case
4 a a DET DT _ 5 det
5 statement statement NOUN NN _ 2 obl
6 that that SCONJ IN _ 8 mark
7 rain rain NOUN NN _ 8 nsubj
8 fell fall VERB VBD _ 2 ccomp _ SpaceAfter=No
9 . . PUNCT . _ 2 punct

1 Roads road NOUN NNS _ 2 nsubj
2 flooded flood VERB VBD _ 6 ccomp _ SpaceAfter=No
3 , , PUNCT , _ 6 punct
4 the the DET DT _ 5 det
5 statement statement NOUN NN _ 6 nsubj
6 said say VERB VBD _ 0 root _ SpaceAfter=No
7 . . PUNCT . _ 6 punct
""")
    assert [c.source for c in read(doc)] == [["Zembla"], ["Zembla"]]


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


def test_a_speakers_own_hedge_is_no_claim_of_its_own() -> None:
    assert told(document_from_conllu(HEDGE)) == [("he", "said", "I think it works", "direct", None)]


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


def tagged(doc: Document, cue: list[float], source: list[float], content: list[float]) -> Document:
    return dataclasses.replace(doc, attribution=Attribution(tuple(cue), tuple(source), tuple(content)))


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


def test_attribution_head_rejects_a_weak_cue_of_the_lexicon() -> None:
    doc = document_from_conllu(ACCUSED)
    assert told(tagged(doc, [0] * 7, [0] * 7, [0] * 7)) == []


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


def test_who_stands_for_the_noun_before_it() -> None:
    doc = document_from_conllu("""
1 Orlova Orlova PROPN NNP _ 7 nsubj _ SpaceAfter=No
2 , , PUNCT , _ 4 punct
3 who who PRON WP _ 4 nsubj
4 claims claim VERB VBZ _ 1 acl:relcl
5 he he PRON PRP _ 6 nsubj
6 lied lie VERB VBD _ 4 ccomp _ SpaceAfter=No
7 left leave VERB VBD _ 0 root
""")
    assert [c.source for c in read(doc)] == [["Orlova"]]


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
