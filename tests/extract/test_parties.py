"""Who does an act and to whom, where the parse or the wording hides it."""

from __future__ import annotations

import pytest
from acts import found, short
from helpers import document_from_conllu

from readout.extract import syntax

BARE_OBLIQUE = (
    "1 Norland _ PROPN NNP _ 3 obl\n2 would _ AUX MD _ 3 aux\n3 condemn _ VERB VB _ 0 root\n"
    "4 Southmark _ PROPN NNP _ 3 obj"
)
WARNED_IT_WOULD = (
    "1 Norland _ PROPN NNP _ 2 nsubj\n2 warned warn VERB VBD _ 0 root\n3 Southmark _ PROPN NNP _ 6 obj\n"
    "4 it _ PRON PRP _ 6 nsubj\n5 would _ AUX MD _ 6 aux\n6 strike _ VERB VB _ 2 ccomp"
)
IN_CLASHES = (
    "1 Two two NUM CD _ 2 nummod\n2 villagers villager NOUN NNS _ 4 nsubj:pass\n3 were be AUX VBD _ 4 aux:pass\n"
    "4 killed kill VERB VBN _ 0 root\n5 in _ ADP IN _ 6 case\n6 clashes clash NOUN NNS _ 4 obl\n"
    "7 with _ ADP IN _ 8 case\n8 rebels rebel NOUN NNS _ 6 nmod"
)
DEFIED_SANCTIONS = (
    "1 Norland _ PROPN NNP _ 2 nsubj\n2 rejected reject VERB VBD _ 0 root\n3 Southmark _ PROPN NNP _ 5 nmod:poss\n"
    "4 's _ PART POS _ 3 case\n5 sanctions sanction NOUN NNS _ 2 obj\n6 against _ ADP IN _ 7 case\n"
    "7 Estria _ PROPN NNP _ 5 nmod"
)
BETWEEN_OTHERS = (
    "1 Norland _ PROPN NNP _ 2 nsubj\n2 attended attend VERB VBD _ 0 root\n3 talks talk NOUN NNS _ 2 obj\n"
    "4 between _ ADP IN _ 5 case\n5 Southmark _ PROPN NNP _ 3 nmod\n6 and _ CCONJ CC _ 7 cc\n"
    "7 Estria _ PROPN NNP _ 5 conj"
)
PREVENTED = (
    "1 Norland _ PROPN NNP _ 2 nsubj\n2 prevented prevent VERB VBD _ 0 root\n3 rebels rebel NOUN NNS _ 2 obj\n"
    "4 from _ SCONJ IN _ 5 mark\n5 attacking attack VERB VBG _ 2 advcl\n6 Estria _ PROPN NNP _ 5 obj"
)
DETACHED = (
    "1 Orsk _ PROPN NNP _ 3 nsubj:pass\n2 was be AUX VBD _ 3 aux:pass\n3 sent send VERB VBN _ 0 root\n"
    "4 for _ ADP IN _ 5 case\n5 trial _ NOUN NN _ 3 obl\n6 at _ ADP IN _ 7 case\n7 Vall _ PROPN NNP _ 5 nmod\n"
    "8 , _ PUNCT , _ 9 punct\n9 accused accuse VERB VBN _ 5 acl"
)
AGREED_FOR = (
    "1 Norland _ PROPN NNP _ 2 nsubj\n2 agreed agree VERB VBD _ 0 root\n3 to _ PART TO _ 4 mark\n"
    "4 give _ VERB VB _ 2 xcomp\n5 Estria _ PROPN NNP _ 4 iobj\n6 technology _ NOUN NN _ 4 obj"
)
TO_PROTEST = (
    "1 workers worker NOUN NNS _ 2 nsubj\n2 blocked block VERB VBD _ 0 root\n3 roads road NOUN NNS _ 2 obj\n"
    "4 to _ PART TO _ 5 mark\n5 protest _ VERB VB _ 2 advcl\n6 Norland _ PROPN NNP _ 8 nmod:poss\n"
    "7 's _ PART POS _ 6 case\n8 decision _ NOUN NN _ 5 obj"
)
DEMAND_THAT = (
    "1 Norland _ PROPN NNP _ 2 nsubj\n2 reiterated reiterate VERB VBD _ 0 root\n3 its _ PRON PRP$ _ 4 nmod:poss\n"
    "4 demand _ NOUN NN _ 2 obj\n5 that _ SCONJ IN _ 7 mark\n6 Estria _ PROPN NNP _ 7 nsubj\n"
    "7 yield _ VERB VB _ 4 acl"
)
OFTEN = (
    "1 Rebels rebel NOUN NNS _ 3 nsubj\n2 often _ ADV RB _ 3 advmod\n3 attack _ VERB VBP _ 0 root\n"
    "4 villagers villager NOUN NNS _ 3 obj"
)
WOULD_NOT = (
    "1 Norland _ PROPN NNP _ 4 nsubj\n2 would _ AUX MD _ 4 aux\n3 not _ PART RB _ 4 advmod\n"
    "4 attack _ VERB VB _ 0 root\n5 Southmark _ PROPN NNP _ 4 obj"
)
DID_NOT_REJECT = (
    "1 Norland _ PROPN NNP _ 4 nsubj\n2 did do AUX VBD _ 4 aux\n3 not _ PART RB _ 4 advmod\n"
    "4 reject _ VERB VB _ 0 root\n5 Southmark _ PROPN NNP _ 4 obj"
)
DUE_TO_MEET = (
    "1 Veld _ PROPN NNP _ 5 nsubj\n2 was be AUX VBD _ 5 cop\n3 due _ ADJ JJ _ 5 mark\n4 to _ PART TO _ 3 fixed\n"
    "5 meet _ VERB VB _ 0 root\n6 Orsk _ PROPN NNP _ 5 obj"
)
HAS_TO_MEET = (
    "1 Veld _ PROPN NNP _ 2 nsubj\n2 has have VERB VBZ _ 0 root\n3 to _ PART TO _ 4 mark\n"
    "4 meet _ VERB VB _ 2 xcomp\n5 Orsk _ PROPN NNP _ 4 obj"
)
YET_TO_MEET = HAS_TO_MEET + "\n6 yet _ ADV RB _ 2 advmod"


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [(BARE_OBLIQUE, 2, ["Norland"]), (PREVENTED, 4, ["rebels"]), (DETACHED, 8, ["Orsk"])],
    ids=["taken for an oblique", "kept from doing it", "participle behind a comma"],
)
def test_a_subject_that_the_parse_hides_is_found(text: str, verb: int, expected: list[str]) -> None:
    doc = document_from_conllu(text)
    assert [doc.tokens[s].text for s in syntax.surface_subjects(doc, verb)] == expected


def test_an_object_before_the_subject_of_the_clause_belongs_to_the_verb_above() -> None:
    doc = document_from_conllu(WARNED_IT_WOULD)
    assert [doc.tokens[o].text for o in syntax.objects(doc, 1)] == ["Southmark"]
    assert syntax.objects(doc, 5) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (IN_CLASHES, ("ASSAULT", ["rebels"], ["villagers"], "occurred")),
        (DEFIED_SANCTIONS, ("REJECT", ["Norland"], ["Southmark"], "occurred")),
        (AGREED_FOR, ("AGREE", ["Norland"], ["Estria"], "occurred")),
        (TO_PROTEST, ("PROTEST", ["workers"], ["Norland"], "occurred")),
        (DEMAND_THAT, ("REQUEST", ["Norland"], ["Estria"], "occurred")),
        (DUE_TO_MEET, ("CONSULT", ["Ana Veld"], ["Ivo Orsk"], "planned")),
        (HAS_TO_MEET, ("CONSULT", ["Ana Veld"], ["Ivo Orsk"], "planned")),
        (YET_TO_MEET, ("CONSULT", ["Ana Veld"], ["Ivo Orsk"], "negated")),
    ],
    ids=["killed in clashes", "whose sanctions", "agreed to give", "to protest", "demand that", "due to", "has to",
         "yet to"],
)  # fmt: skip
def test_parties_and_status_come_from_the_wording(text: str, expected: tuple[str, list[str], list[str], str]) -> None:
    assert [short(e) for e in found(text)] == [expected]


def test_who_agrees_to_do_something_for_another_does_not_agree_in_turn() -> None:
    assert [e.reciprocal for e in found(AGREED_FOR)] == [False]


@pytest.mark.parametrize("text", [OFTEN, WOULD_NOT, DID_NOT_REJECT], ids=["a habit", "ruled out", "did not reject"])
def test_habits_and_what_is_ruled_out_are_no_acts(text: str) -> None:
    assert found(text) == []
