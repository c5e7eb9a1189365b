"""Who can speak, and where a content begins and ends: sentences written for these tests, parses made by hand."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from claiming import ByWord, read
from helpers import document_from_conllu

from readout.language.document import Attribution, Document


class ByName(ByWord):
    """A cast that knows names and people by their words, and no other nouns."""

    def at(self, token: int) -> tuple[str, ...]:
        word = self.document.tokens[token].text
        return (word,) if word[0].isupper() or word == "police" else ()


def told(doc: Document) -> list[tuple[Any, ...]]:
    """Each claim as source, cue, content."""

    def shown(spans: list[Any]) -> str:
        return " / ".join(doc.text[s.start : s.end] for s in spans)

    return [
        (shown([c.source_text] if c.source_text else []), shown([c.cue]), shown(c.content)) for c in read(doc, ByName)
    ]


IGNORANCE = """
1 Shopkeepers shopkeeper NOUN NNS _ 4 nsubj
2 did do AUX VBD _ 4 aux
3 not not PART RB _ 4 advmod
4 know know VERB VB _ 0 root
5 where where ADV WRB _ 7 advmod
6 it it PRON PRP _ 7 nsubj
7 lay lie VERB VBD _ 4 ccomp _ SpaceAfter=No
8 . . PUNCT . _ 4 punct
"""
NO_ONE = """
1 No no DET DT _ 2 det
2 one one NOUN NN _ 3 nsubj
3 offered offer VERB VBD _ 0 root
4 to to PART TO _ 5 mark
5 pay pay VERB VB _ 3 xcomp _ SpaceAfter=No
6 . . PUNCT . _ 3 punct
"""
COURSE = """
1 Rain rain NOUN NN _ 2 nsubj
2 fell fall VERB VBD _ 0 root
3 as as SCONJ IN _ 6 mark
4 the the DET DT _ 5 det
5 summit summit NOUN NN _ 6 nsubj
6 concluded conclude VERB VBD _ 2 advcl _ SpaceAfter=No
7 . . PUNCT . _ 2 punct
"""
MEASURE = """
1 Bridges bridge NOUN NNS _ 3 nsubj:pass
2 are be AUX VBP _ 3 aux:pass
3 built build VERB VBN _ 0 root
4 according accord VERB VBG _ 7 case
5 to to ADP TO _ 4 fixed
6 safety safety NOUN NN _ 7 compound
7 standards standard NOUN NNS _ 3 obl _ SpaceAfter=No
8 . . PUNCT . _ 3 punct
"""
NO_ACCUSER = """
1 Orlova Orlova PROPN NNP _ 3 nsubj:pass
2 was be AUX VBD _ 3 aux:pass
3 accused accuse VERB VBN _ 0 root
4 of of SCONJ IN _ 5 mark
5 hiding hide VERB VBG _ 3 advcl
6 arms arm NOUN NNS _ 5 obj _ SpaceAfter=No
7 . . PUNCT . _ 3 punct
"""
MUTE = """
1 The the DET DT _ 2 det
2 shortage shortage NOUN NN _ 3 nsubj
3 suggested suggest VERB VBD _ 0 root
4 prices price NOUN NNS _ 6 nsubj
5 would would AUX MD _ 6 aux
6 rise rise VERB VB _ 3 ccomp _ SpaceAfter=No
7 . . PUNCT . _ 3 punct
"""


@pytest.mark.parametrize("conllu", [IGNORANCE, NO_ONE, COURSE, MEASURE, NO_ACCUSER, MUTE])
def test_where_nobody_speaks_there_is_no_claim(conllu: str) -> None:
    assert told(document_from_conllu(conllu)) == []


ALONG = """
1 Orlova Orlova PROPN NNP _ 8 nsubj _ SpaceAfter=No
2 , , PUNCT , _ 6 punct
3 along along ADP IN _ 6 case
4 with with ADP IN _ 3 fixed
5 Ministers minister NOUN NNS _ 6 compound
6 Veld Veld PROPN NNP _ 1 nmod _ SpaceAfter=No
7 , , PUNCT , _ 6 punct
8 said say VERB VBD _ 0 root
9 it it PRON PRP _ 10 nsubj
10 rained rain VERB VBD _ 8 ccomp _ SpaceAfter=No
11 . . PUNCT . _ 8 punct
"""
BRIEFED = """
1 Orlova Orlova PROPN NNP _ 2 nsubj
2 said say VERB VBD _ 0 root
3 members member NOUN NNS _ 6 nsubj:pass
4 would would AUX MD _ 6 aux
5 be be AUX VB _ 6 aux:pass
6 told tell VERB VBN _ 2 ccomp
7 " " PUNCT `` _ 8 punct _ SpaceAfter=No
8 what what PRON WP _ 6 obj
9 we we PRON PRP _ 10 nsubj
10 did do VERB VBD _ 8 acl:relcl _ SpaceAfter=No
11 . . PUNCT . _ 2 punct _ SpaceAfter=No
12 " " PUNCT '' _ 2 punct
"""


def test_those_who_speak_along_with_another_are_sources_too() -> None:
    (claim,) = read(document_from_conllu(ALONG), ByName)
    assert claim.source == ["Orlova", "Veld"]
    assert told(document_from_conllu(ALONG)) == [("Orlova, along with Ministers Veld", "said", "it rained")]


def test_what_somebody_is_still_to_be_told_is_no_claim() -> None:
    assert [(source, cue) for source, cue, _ in told(document_from_conllu(BRIEFED))] == [("Orlova", "said")]


def test_an_undertaking_needs_an_actor() -> None:
    doc = document_from_conllu("""
1 A a DET DT _ 2 det
2 letter letter NOUN NN _ 3 nsubj
3 threatened threaten VERB VBD _ 0 root
4 to to PART TO _ 5 mark
5 end end VERB VB _ 3 xcomp
6 it it PRON PRP _ 5 obj _ SpaceAfter=No
7 . . PUNCT . _ 3 punct
""")
    assert read(doc) == []


TRAP = """
1 Orlova Orlova PROPN NNP _ 2 nsubj
2 said say VERB VBD _ 0 root
3 this this PRON DT _ 6 nsubj
4 was be AUX VBD _ 6 cop
5 a a DET DT _ 6 det
6 trap trap NOUN NN _ 2 ccomp
7 and and CCONJ CC _ 8 cc
8 warned warn VERB VBD _ 6 conj
9 that that SCONJ IN _ 11 mark
10 shops shop NOUN NNS _ 11 nsubj
11 closed close VERB VBD _ 8 ccomp _ SpaceAfter=No
12 . . PUNCT . _ 2 punct
"""
ON_A_DAY = """
1 Orlova Orlova PROPN NNP _ 2 nsubj
2 said say VERB VBD _ 0 root
3 on on ADP IN _ 4 case
4 Monday Monday PROPN NNP _ 8 obl
5 that that SCONJ IN _ 8 mark
6 her she PRON PRP$ _ 7 nmod:poss
7 office office NOUN NN _ 8 nsubj
8 burned burn VERB VBD _ 2 ccomp _ SpaceAfter=No
9 . . PUNCT . _ 2 punct
"""
BRACKET = """
1 Orlova Orlova PROPN NNP _ 2 nsubj
2 left leave VERB VBD _ 10 ccomp
3 the the DET DT _ 4 det
4 League League PROPN NNP _ 2 obj
5 ( ( PUNCT -LRB- _ 6 punct _ SpaceAfter=No
6 LN LN PROPN NNP _ 4 appos _ SpaceAfter=No
7 ) ) PUNCT -RRB- _ 6 punct _ SpaceAfter=No
8 , , PUNCT , _ 10 punct
9 police police NOUN NN _ 10 nsubj
10 said say VERB VBD _ 0 root _ SpaceAfter=No
11 . . PUNCT . _ 10 punct
"""


@pytest.mark.parametrize(
    ("conllu", "expected"),
    [
        (
            TRAP,
            [
                ("Orlova", "said", "this was a trap"),
                ("Orlova", "warned", "shops closed"),
            ],
        ),
        (ON_A_DAY, [("Orlova", "said", "her office burned")]),
        (BRACKET, [("police", "said", "Orlova left the League (LN)")]),
    ],
)
def test_edges_of_a_content(conllu: str, expected: list[tuple[Any, ...]]) -> None:
    assert told(document_from_conllu(conllu)) == expected


def test_a_content_never_loses_the_head_of_its_last_phrase() -> None:
    doc = document_from_conllu("""
1 Orlova Orlova PROPN NNP _ 2 nsubj
2 said say VERB VBD _ 0 root
3 rain rain NOUN NN _ 4 nsubj
4 hit hit VERB VBD _ 2 ccomp
5 the the DET DT _ 6 det
6 harvest harvest NOUN NN _ 4 obj
""")
    tags = Attribution((0, 0.9, 0, 0, 0, 0), (0.9, 0, 0, 0, 0, 0), (0, 0, 0.9, 0.9, 0.6, 0.05))
    assert told(dataclasses.replace(doc, attribution=tags)) == [("Orlova", "said", "rain hit the harvest")]
