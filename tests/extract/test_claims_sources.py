"""Whose a claim is: documents, "he", "the envoy", "the firm"; how far the words of a source go. Texts made for this."""

from __future__ import annotations

import pytest
from casting import parsed
from claiming import ByWord, read, tagged, told
from helpers import document_from_conllu

import readout
from readout.actors.cast import Cast
from readout.language.document import Document
from readout.record import Actor, Span


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


def speakers(doc: Document) -> list[str]:
    """The names of each claim's actors, as the cast of the whole text has them."""
    cast = Cast(doc)
    return [" & ".join(cast.actor(a).name for a in c.source) for c in read(doc, Cast)]


MET = (
    "Envoy|NN|2|compound Ann|NNP|4|nsubj|B-PERSON Orlova|NNP|2|flat|I-PERSON met|VBD|0|root "
    "Ben|NNP|4|obj|B-PERSON Arden|NNP|5|flat|I-PERSON .|.|4|punct"
)
SPOKE = (
    "Envoy|NN|2|compound Ann|NNP|4|nsubj|B-PERSON Orlova|NNP|2|flat|I-PERSON said|VBD|0|root "
    "rain|NN|6|nsubj fell|VBD|4|ccomp .|.|4|punct"
)
FIRM = (
    "Norsk|NNP|3|nsubj|B-ORGANIZATION Kraft|NNP|1|flat|I-ORGANIZATION said|VBD|0|root rain|NN|5|nsubj "
    "fell|VBD|3|ccomp .|.|3|punct"
)
LATER = "Ben|NNP|3|nsubj|B-PERSON Arden|NNP|1|flat|I-PERSON slept|VBD|0|root .|.|3|punct"
SNOW = "Snow|NN|2|nsubj melted|VBD|{0}|ccomp ,|,|{0}|punct "
SHE = SNOW.format(5) + "she|PRP|5|nsubj said|VBD|0|root .|.|5|punct"
THE = SNOW.format(6) + "the|DT|5|det {}|NN|6|nsubj said|VBD|0|root .|.|6|punct"
AGED = SNOW.format(8) + "the|DT|7|det 55|CD|7|nummod -|:|7|punct year-old|NN|8|nsubj said|VBD|0|root .|.|8|punct"


A_MAYOR = SNOW.format(6) + "a|DT|5|det mayor|NN|6|nsubj said|VBD|0|root .|.|6|punct"


class Astray(ByWord):
    """A cast that takes every "she" for Arden."""

    def at(self, token: int) -> tuple[str, ...]:
        word = self.document.tokens[token].text
        return ("Arden",) if word == "she" else ("Orlova",) if word == "Ann" else (word,) if word[0].isupper() else ()


RAIN = "Rain|NN|2|nsubj fell|VBD|0|root .|.|2|punct"
AND_SHE = (
    "Ben|NNP|2|nsubj|B-PERSON slept|VBD|0|root but|CC|5|cc she|PRP|5|nsubj said|VBD|2|conj snow|NN|7|nsubj "
    "melted|VBD|5|ccomp"
)


@pytest.mark.parametrize(
    ("sentences", "last"),
    [
        ([MET, SHE], "Orlova"),  # the subject of the sentence before, and not the name nearest
        ([SPOKE, SHE], "Orlova"),
        ([SPOKE, SHE, SHE], "Orlova"),
        ([MET, RAIN, SHE], "Arden"),  # no person just before: the cast's word holds
        ([MET, AND_SHE], "Arden"),  # a name in the same sentence: the cast's word holds
    ],
)
def test_she_is_the_speaker_or_the_subject_of_the_sentence_before(sentences: list[str], last: str) -> None:
    assert [c.source for c in read(parsed(*sentences), Astray)][-1] == [last]


ASKED = (
    "Ben|NNP|3|nsubj|B-PERSON Arden|NNP|1|flat|I-PERSON asked|VBD|0|root Ann|NNP|3|obj|B-PERSON "
    "Orlova|NNP|4|flat|I-PERSON if|IN|8|mark rain|NN|8|nsubj fell|VBD|3|ccomp .|.|3|punct"
)


@pytest.mark.parametrize(("verb", "last"), [("replied", "Orlova"), ("said", "Ben")])
def test_who_replies_is_the_one_asked(verb: str, last: str) -> None:
    assert [c.source for c in read(parsed(ASKED, SHE.replace("said", verb)), Astray)][-1] == [last]


class Chained(ByWord):
    """A cast whose chain of Ann runs over a diplomat."""

    def at(self, token: int) -> tuple[str, ...]:
        word = self.document.tokens[token].text
        return ("Ann",) if word == "diplomat" else (word,)

    def actor(self, actor_id: str) -> Actor:
        spans = [Span(start=t.start, end=t.end) for t in self.document.tokens if t.text == actor_id]
        return super().actor(actor_id).model_copy(update={"mentions": spans})

    def someone(self, token: int) -> tuple[str, ...]:
        return ("a stranger",)


@pytest.mark.parametrize(
    ("sentences", "diplomat", "source"),
    [
        (["a diplomat", SPOKE], 0, ["Ann"]),  # the next sentence names her
        ([SPOKE, RAIN, "a diplomat"], 1, ["a stranger"]),
        (["a diplomat", RAIN, RAIN, RAIN, SPOKE], 0, ["a stranger"]),
    ],
)
def test_a_diplomat_is_nobody_named_elsewhere(sentences: list[str], diplomat: int, source: list[str]) -> None:
    said = A_MAYOR.replace("mayor", "diplomat")
    found = read(parsed(*(said if s == "a diplomat" else s for s in sentences)), Chained)
    assert found[diplomat].source == source


class Turned(ByWord):
    """A cast that takes each "they" for somebody else."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self.number = {t.i: n for n, t in enumerate(t for t in document.tokens if t.text == "they")}

    def at(self, token: int) -> tuple[str, ...]:
        return (("first", "second")[self.number[token]],) if token in self.number else ()


def test_they_go_on_with_what_they_said() -> None:
    they = SHE.replace("she", "they")
    assert [c.source for c in read(parsed(they, they), Turned)] == [["first"], ["first"]]


CHIEF = (
    "Police|NN|2|compound chief|NN|3|compound Ann|NNP|5|nsubj|B-PERSON Orlova|NNP|3|flat|I-PERSON said|VBD|0|root "
    "rain|NN|7|nsubj fell|VBD|5|ccomp .|.|5|punct"
)


def test_the_police_are_not_the_police_chief() -> None:
    assert [c.source for c in read(parsed(CHIEF, THE.format("police")))] == [["Ann"], ["police"]]
    assert [c.source for c in read(parsed(CHIEF, THE.format("chief")))] == [["Ann"], ["Ann"]]


MAYOR_SAYS = SPOKE.replace("Envoy", "Mayor")


def test_a_mayor_of_the_lead_is_the_one_the_next_sentence_names() -> None:
    assert [c.source for c in read(parsed(A_MAYOR, MAYOR_SAYS))] == [["Ann"], ["Ann"]]
    assert [c.source for c in read(parsed(A_MAYOR, SPOKE))] == [["mayor"], ["Ann"]]


def test_an_official_behind_a_name_is_not_the_one_named() -> None:
    doc = parsed(
        "Orlova|NNP|2|nsubj|B-PERSON met|VBD|8|ccomp Ben|NNP|2|obj|B-PERSON Arden|NNP|3|flat|I-PERSON ,|,|3|punct "
        "an|DT|7|det official|NN|3|appos said|VBD|0|root .|.|8|punct"
    )
    assert "Ben Arden" not in speakers(doc)


@pytest.mark.parametrize(
    ("sentences", "last"),
    [
        ([SPOKE, LATER, THE.format("envoy")], "Ann Orlova"),
        ([FIRM, SPOKE, LATER, THE.format("company")], "Norsk Kraft"),
    ],
)
def test_the_speaker_of_before_goes_on(sentences: list[str], last: str) -> None:
    assert speakers(parsed(*sentences))[-1] == last


REPORT = "Ann|NNP|3|nsubj|B-PERSON Orlova|NNP|1|flat|I-PERSON {}|VBD|0|root a|DT|5|det statement|NN|3|obj .|.|3|punct"


@pytest.mark.parametrize(("verb", "author"), [("issued", "Ann Orlova"), ("praised", "")])
def test_a_document_is_by_who_issued_it_and_not_by_who_praised_it(verb: str, author: str) -> None:
    assert speakers(parsed(REPORT.format(verb), THE.format("statement")))[-1] == author


FLED = (
    "Orlova|NNP|7|nsubj|B-PERSON ,|,|4|punct who|WP|4|nsubj fled|VBD|1|acl:relcl Norland|NNP|4|obj "
    ",|,|4|punct said|VBD|0|root rain|NN|9|nsubj fell|VBD|7|ccomp .|.|7|punct"
)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ([0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0, 0, 0, 0], "Orlova , who fled Norland"),
        ([0.9, 0.9, 0.9, 0.9, 0.1, 0.1, 0, 0, 0, 0], "Orlova"),  # a clause that the tags break off
        ([0.9, 0, 0, 0, 0, 0, 0, 0, 0, 0], "Orlova"),
    ],
)
def test_a_source_reaches_as_far_as_the_tags_see_it(source: list[float], words: str) -> None:
    doc = tagged(parsed(FLED), [0, 0, 0, 0, 0, 0, 0.9, 0, 0, 0], source, [0, 0, 0, 0, 0, 0, 0, 0.9, 0.9, 0])
    assert told(doc) == [(words, "said", "rain fell", "indirect", None)]


def test_a_noun_that_answers_a_claim_is_not_the_subjects() -> None:
    denied = (
        "Orlova|NNP|2|nsubj confirmed|VBD|0|root rumours|NNS|2|obj that|IN|6|mark rain|NN|6|nsubj fell|VBD|3|acl "
        "from|IN|8|case farmers|NNS|3|nmod .|.|2|punct"
    )
    assert ("farmers", "rumours", "rain fell", "indirect", None) in told(parsed(denied))


@pytest.mark.parametrize(
    ("between", "speaker"),
    [
        ("The cameras had been approved under a law of Finland's parliament.", "Helsinki Bar Association"),
        ("The European Union rejected a plan for more cameras.", "European Union"),
    ],
)
def test_it_that_begins_a_sentence_is_the_body_that_spoke_or_acted_last(between: str, speaker: str) -> None:
    lead = "The Helsinki Bar Association called for the removal of all cameras on Friday."
    record = readout.read(f"{lead} {between} It said that their use breaks the law.")
    said = next(c for c in record.claims if record.report.text[c.cue.start : c.cue.end] == "said")
    assert [a.name for a in record.actors if a.id in said.source] == [speaker]
