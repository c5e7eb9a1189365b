"""Who goes on speaking: behind an aside, by a participle, as "it". Sentences and parses made for these tests."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from helpers import document_from_conllu

from readout.actors.cast import Cast
from readout.extract.claims import claims
from readout.extract.reading import Reading
from readout.language.document import Attribution, Document
from readout.record import Actor, Claim, Report


class Bodies(Cast):
    """A cast that knows names by their words; Orlova is a person, all others are bodies. "It" is the fleet."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def at(self, token: int) -> tuple[str, ...]:
        word = self.document.tokens[token].text
        return ("Fleet",) if word == "it" else (word,) if word[0].isupper() and word not in ("The", "It") else ()

    def actor(self, actor_id: str) -> Actor:
        kind = "person" if actor_id == "Orlova" else "organisation"
        return Actor(id=actor_id, name=actor_id, kind=kind)  # type: ignore[arg-type]

    def is_named(self, actor_id: str) -> bool:
        return actor_id[0].isupper()

    def may_be(self, pronoun: str, actor_id: str) -> bool:
        return True


def read(doc: Document) -> list[Claim]:
    return claims(Reading(Report(id="r", text=doc.text), doc, Bodies(doc), ()))


def told(doc: Document) -> list[tuple[Any, ...]]:
    """Each claim as actors, cue, content."""
    return [
        (c.source, doc.text[c.cue.start : c.cue.end], " / ".join(doc.text[s.start : s.end] for s in c.content))
        for c in read(doc)
    ]


ASIDE = """
1 Norland Norland PROPN NNP _ 8 nsubj
2 -- -- PUNCT , _ 4 punct
3 which which PRON WDT _ 4 nsubj
4 lost lose VERB VBD _ 1 acl:relcl
5 -- -- PUNCT , _ 4 punct
6 said say VERB VBD _ 0 root
7 rivals rival NOUN NNS _ 8 nsubj
8 cheated cheat VERB VBD _ 6 ccomp _ SpaceAfter=No
9 . . PUNCT . _ 6 punct
"""
ADDING = """
1 Orlova Orlova PROPN NNP _ 2 nsubj
2 said say VERB VBD _ 0 root
3 Norland Norland PROPN NNP _ 4 nsubj
4 enjoyed enjoy VERB VBD _ 2 ccomp
5 peace peace NOUN NN _ 4 obj _ SpaceAfter=No
6 , , PUNCT , _ 7 punct
7 stressing stress VERB VBG _ 4 advcl
8 that that SCONJ IN _ 10 mark
9 trade trade NOUN NN _ 10 nsubj
10 grew grow VERB VBD _ 7 ccomp _ SpaceAfter=No
11 . . PUNCT . _ 2 punct
"""
CALLED_HIM = ADDING.replace("enjoyed enjoy", "warned warn").replace("peace peace NOUN NN", "Arden Arden PROPN NNP")
IT_SAID = """
1 Norland Norland PROPN NNP _ 2 nsubj
2 said say VERB VBD _ 0 root
3 ships ship NOUN NNS _ 4 nsubj
4 sank sink VERB VBD _ 2 ccomp _ SpaceAfter=No
5 . . PUNCT . _ 2 punct

1 Crews crew NOUN NNS _ 2 nsubj
2 left leave VERB VBD _ 5 ccomp _ SpaceAfter=No
3 , , PUNCT , _ 2 punct
4 it it PRON PRP _ 5 nsubj
5 said say VERB VBD _ 0 root _ SpaceAfter=No
6 . . PUNCT . _ 5 punct
"""
STATEMENT = """
1 Orlova Orlova PROPN NNP _ 2 nsubj
2 made make VERB VBD _ 0 root
3 threats threat NOUN NNS _ 2 obj
4 in in ADP IN _ 6 case
5 a a DET DT _ 6 det
6 statement statement NOUN NN _ 2 obl _ SpaceAfter=No
7 . . PUNCT . _ 2 punct

1 Crews crew NOUN NNS _ 2 nsubj
2 left leave VERB VBD _ 4 ccomp _ SpaceAfter=No
3 , , PUNCT , _ 4 punct
4 added add VERB VBD _ 0 root
5 the the DET DT _ 6 det
6 statement statement NOUN NN _ 4 obj _ SpaceAfter=No
7 . . PUNCT . _ 4 punct
"""
SURE = """
1 Orlova Orlova PROPN NNP _ 2 nsubj
2 made make VERB VBD _ 0 root
3 sure sure ADJ JJ _ 2 xcomp
4 that that SCONJ IN _ 6 mark
5 crews crew NOUN NNS _ 6 nsubj
6 left leave VERB VBD _ 3 ccomp _ SpaceAfter=No
7 . . PUNCT . _ 2 punct
"""
TO_NOTE = """
1 It it PRON PRP _ 3 expl
2 is be AUX VBZ _ 3 cop
3 vital vital ADJ JJ _ 0 root
4 to to PART TO _ 5 mark
5 note note VERB VB _ 3 csubj
6 that that SCONJ IN _ 8 mark
7 crews crew NOUN NNS _ 8 nsubj
8 left leave VERB VBD _ 5 ccomp _ SpaceAfter=No
9 . . PUNCT . _ 3 punct
"""
ON_A_DAY = """
1 Orlova Orlova PROPN NNP _ 4 nsubj
2 on on ADP IN _ 3 case
3 Friday Friday PROPN NNP _ 4 obl
4 called call VERB VBD _ 0 root
5 a a DET DT _ 6 det
6 break break NOUN NN _ 4 obj
7 to to PART TO _ 8 mark
8 think think VERB VB _ 4 advcl _ SpaceAfter=No
9 . . PUNCT . _ 4 punct
"""
MIGHT = """
1 Orlova Orlova PROPN NNP _ 3 nsubj
2 might might AUX MD _ 3 aux
3 say say VERB VB _ 0 root
4 that that SCONJ IN _ 6 mark
5 crews crew NOUN NNS _ 6 nsubj
6 left leave VERB VBD _ 3 ccomp _ SpaceAfter=No
7 . . PUNCT . _ 3 punct
"""


@pytest.mark.parametrize(
    ("conllu", "expected"),
    [
        pytest.param(ASIDE, [(["Norland"], "said", "rivals cheated")], id="an aside between speaker and cue"),
        pytest.param(
            ADDING,
            [(["Orlova"], "said", "Norland enjoyed peace"), (["Orlova"], "stressing", "trade grew")],
            id="a participle goes on with the speaker",
        ),
        pytest.param(
            IT_SAID,
            [(["Norland"], "said", "ships sank"), (["Norland"], "said", "Crews left")],
            id="it is the body that spoke before",
        ),
        pytest.param(STATEMENT, [(["Orlova"], "added", "Crews left")], id="a statement is its maker's"),
        pytest.param(SURE, [], id="to make sure says nothing"),
        pytest.param(TO_NOTE, [], id="an infinitive that nobody speaks"),
        pytest.param(MIGHT, [], id="what one might say is not said"),
        pytest.param(ON_A_DAY, [], id="called on Friday is no call on anybody"),
    ],
)
def test_who_goes_on(conllu: str, expected: list[tuple[Any, ...]]) -> None:
    assert told(document_from_conllu(conllu)) == expected


def test_a_participle_under_a_verb_of_speech_is_that_speakers() -> None:
    found = read(document_from_conllu(CALLED_HIM))
    stressing = next(c for c in found if c.why and "stress" in c.why)
    assert stressing.source == ["Norland"]


def test_a_long_subject_that_the_parse_takes_for_an_object_stays_in_the_content() -> None:
    doc = document_from_conllu("""
1 Orlova Orlova PROPN NNP _ 2 nsubj
2 said say VERB VBD _ 0 root
3 a a DET DT _ 4 det
4 failure failure NOUN NN _ 2 obj
5 caused cause VERB VBD _ 2 ccomp
6 the the DET DT _ 7 det
7 blast blast NOUN NN _ 5 obj
""")
    tags = Attribution((0, 0.9, 0, 0, 0, 0, 0), (0.9, 0, 0, 0, 0, 0, 0), (0, 0, 0.9, 0.9, 0.9, 0.9, 0.9))
    assert told(dataclasses.replace(doc, attribution=tags)) == [(["Orlova"], "said", "a failure caused the blast")]


def test_a_second_speaker_ends_the_content_of_the_first() -> None:
    doc = document_from_conllu("""
1 Orlova Orlova PROPN NNP _ 2 nsubj
2 said say VERB VBD _ 0 root
3 rain rain NOUN NN _ 4 nsubj
4 fell fall VERB VBD _ 2 ccomp _ SpaceAfter=No
5 , , PUNCT , _ 8 punct
6 while while SCONJ IN _ 8 mark
7 Norland Norland PROPN NNP _ 8 nsubj
8 said say VERB VBD _ 4 advcl
9 snow snow NOUN NN _ 10 nsubj
10 fell fall VERB VBD _ 8 ccomp
""")
    cue = (0, 0.9, 0, 0, 0, 0, 0, 0.9, 0, 0)
    source = (0.9, 0, 0, 0, 0, 0, 0.9, 0, 0, 0)
    tags = Attribution(cue, source, (0, 0, 0.9, 0.9, 0, 0, 0, 0, 0.9, 0.9))
    assert told(dataclasses.replace(doc, attribution=tags)) == [
        (["Orlova"], "said", "rain fell"),
        (["Norland"], "said", "snow fell"),
    ]


DESCRIBING = """
1 Orlova Orlova PROPN NNP _ 11 nsubj
2 , , PUNCT , _ 3 punct
3 citing cite VERB VBG _ 1 acl
4 rain rain NOUN NN _ 3 obj _ SpaceAfter=No
5 , , PUNCT , _ 3 punct
6 said say VERB VBD _ 11 ccomp
7 crews crew NOUN NNS _ 8 nsubj
8 left leave VERB VBD _ 6 ccomp _ SpaceAfter=No
9 , , PUNCT , _ 11 punct
10 Norland Norland PROPN NNP _ 11 nsubj
11 reported report VERB VBD _ 0 root _ SpaceAfter=No
12 . . PUNCT . _ 11 punct
"""


def test_of_two_subjects_the_nearest_speaks() -> None:
    told_by = {c.why: c.source for c in read(document_from_conllu(DESCRIBING)) if "report" in c.why}
    assert list(told_by.values()) == [["Norland"]]


def test_an_agency_that_quotes_at_the_end_has_all_that_stands_before() -> None:
    doc = document_from_conllu("""
1 Rain rain NOUN NN _ 2 nsubj
2 hit hit VERB VBD _ 6 ccomp
3 Arden Arden PROPN NNP _ 2 obj _ SpaceAfter=No
4 , , PUNCT , _ 6 punct
5 Norland Norland PROPN NNP _ 6 nsubj
6 quoted quote VERB VBD _ 0 root
7 Orlova Orlova PROPN NNP _ 6 obj
8 as as SCONJ IN _ 9 mark
9 saying say VERB VBG _ 6 advcl _ SpaceAfter=No
10 . . PUNCT . _ 6 punct
""")
    assert told(doc) == [(["Norland"], "quoted", "Rain hit Arden"), (["Orlova"], "saying", "Rain hit Arden")]


def test_a_long_office_is_the_person_named_behind_it() -> None:
    doc = document_from_conllu("""
1 Secretary Secretary PROPN NNP _ 2 compound
2 General General PROPN NNP _ 8 nsubj
3 of of ADP IN _ 5 case
4 the the DET DT _ 5 det
5 League League PROPN NNP _ 2 nmod _ Name=B-ORGANIZATION
6 Ann Ann PROPN NNP _ 2 appos _ Name=B-PERSON
7 Orlova Orlova PROPN NNP _ 6 flat _ Name=I-PERSON
8 said say VERB VBD _ 0 root
9 crews crew NOUN NNS _ 10 nsubj
10 left leave VERB VBD _ 8 ccomp _ SpaceAfter=No
11 . . PUNCT . _ 8 punct
""")
    assert told(doc) == [(["Ann"], "said", "crews left")]
