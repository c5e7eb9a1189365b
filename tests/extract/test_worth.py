"""What is no event, whose act it is and which tellings are one: sentences written for the rules."""

from __future__ import annotations

import pytest
from acts import found, short

THREATENED = (
    "1 Norland _ PROPN NNP _ 2 nsubj\n2 threatened threaten VERB VBD _ 0 root\n3 to _ PART TO _ 4 mark\n"
    "4 attack _ VERB VB _ 2 xcomp\n5 Estria _ PROPN NNP _ 4 obj"
)
TRIAL = (
    "1 Orsk _ PROPN NNP _ 3 nmod:poss\n2 's _ PART POS _ 1 case\n3 trial _ NOUN NN _ 4 nsubj\n"
    "4 threatened threaten VERB VBD _ 0 root\n5 to _ PART TO _ 6 mark\n6 divide _ VERB VB _ 4 xcomp\n"
    "7 Southmark _ PROPN NNP _ 6 obj"
)
WARNED_OF = (
    "1 Norland _ PROPN NNP _ 2 nsubj\n2 warned warn VERB VBD _ 0 root\n3 of _ ADP IN _ 4 case\n"
    "4 chaos _ NOUN NN _ 2 obl\n5 in _ ADP IN _ 6 case\n6 Estria _ PROPN NNP _ 4 nmod"
)
FREED_ITSELF = (
    "1 Norland _ PROPN NNP _ 2 nsubj\n2 freed free VERB VBD _ 0 root\n3 itself itself PRON PRP _ 2 obj\n"
    "4 from _ ADP IN _ 5 case\n5 debt _ NOUN NN _ 2 obl"
)
SHOT_THE_COW = (
    "1 police _ NOUN NNS _ 2 nsubj\n2 shot shoot VERB VBD _ 0 root\n3 the _ DET DT _ 4 det\n4 cow _ NOUN NN _ 2 obj"
)
ARRIVED = "1 Veld _ PROPN NNP _ 2 nsubj\n2 arrived arrive VERB VBD _ 0 root\n3 here _ ADV RB _ 2 advmod"
VISITED = "1 Veld _ PROPN NNP _ 2 nsubj\n2 visited visit VERB VBD _ 0 root\n3 {} _ PROPN NNP _ 2 obj"


@pytest.mark.parametrize(
    "text",
    [TRIAL, WARNED_OF, FREED_ITSELF, SHOT_THE_COW, ARRIVED, VISITED.format("Norland")],
    ids=["a trial threatens", "a warning to nobody", "done to itself", "a cow", "arrived nowhere", "at home"],
)
def test_no_act_between_parties(text: str) -> None:
    assert found(text) == []


def test_whoever_can_speak_threatens() -> None:
    (event,) = found(THREATENED)
    assert short(event) == ("THREATEN", ["Norland"], ["Estria"], "occurred")


def test_a_visit_has_a_host() -> None:
    (event,) = found(VISITED.format("Estria"))
    assert (event.type, event.mode, event.recipient) == ("CONSULT", "visit", ["Estria"])


def test_those_whose_release_is_asked_are_not_asked() -> None:
    text = (
        "1 Norland _ PROPN NNP _ 2 nsubj\n2 demanded demand VERB VBD _ 0 root\n3 the _ DET DT _ 4 det\n"
        "4 {} _ NOUN NN _ 2 obj\n5 of _ ADP IN _ 6 case\n6 Orsk _ PROPN NNP _ 4 nmod"
    )
    assert [(e.type, e.recipient) for e in found(text.format("release"))] == [("REQUEST", [])]
    assert [(e.type, e.recipient) for e in found(text.format("resignation"))] == [("REQUEST", ["Ivo Orsk"])]


def test_an_order_to_attack_is_the_attack() -> None:
    text = (
        "1 Norland _ PROPN NNP _ 2 nsubj\n2 ordered order VERB VBD _ 0 root\n3 attacks attack NOUN NNS _ 2 obj\n"
        "4 on _ ADP IN _ 5 case\n5 Estria _ PROPN NNP _ 3 nmod"
    )
    assert [short(e) for e in found(text)] == [("ASSAULT", ["Norland"], ["Estria"], "occurred")]


def test_a_subject_that_the_parse_hung_behind_its_verb_comes_back() -> None:
    text = (
        "1 Norland _ PROPN NNP _ 6 nmod\n2 has have AUX VBZ _ 3 aux\n3 accused accuse VERB VBN _ 0 root\n"
        "4 Estria _ PROPN NNP _ 3 obj\n5 of _ ADP IN _ 6 case\n6 espionage _ NOUN NN _ 3 obl"
    )
    assert [(e.type, e.actor, e.recipient) for e in found(text)] == [("ACCUSE", ["Norland"], ["Estria"])]


def test_victims_counted_later_are_of_the_attack_told_before() -> None:
    first = "1 rebels rebel NOUN NNS _ 2 nsubj\n2 attacked attack VERB VBD _ 0 root\n3 Norland _ PROPN NNP _ 2 obj"
    second = (
        "1 villagers villager NOUN NNS _ 3 nsubj:pass\n2 were be AUX VBD _ 3 aux:pass\n"
        "3 wounded wound VERB VBN _ 0 root\n4 in _ ADP IN _ 6 case\n5 {} _ DET DT _ 6 det\n6 raid _ NOUN NN _ 3 obl"
    )
    assert len(found(f"{first}\n\n{second.format('the')}")) == 1
    assert len(found(f"{first}\n\n{second.format('another')}")) == 2


def test_the_leader_of_a_led_invasion_invades() -> None:
    text = (
        "1 The _ DET DT _ 5 det\n2 Norland _ PROPN NNP _ 4 compound\n3 - _ PUNCT HYPH _ 2 punct\n"
        "4 led lead VERB VBN _ 5 amod\n5 invasion _ NOUN NN _ 8 nsubj\n6 of _ ADP IN _ 7 case\n"
        "7 Estria _ PROPN NNP _ 5 nmod\n8 failed fail VERB VBD _ 0 root"
    )
    assert [(e.type, e.actor, e.recipient) for e in found(text)] == [("ASSAULT", ["Norland"], ["Estria"])]


def test_a_storm_attacks_nobody() -> None:
    text = (
        "1 The _ DET DT _ 2 det\n2 typhoon _ NOUN NN _ 3 nsubj\n3 killed kill VERB VBD _ 0 root\n"
        "4 villagers villager NOUN NNS _ 3 obj"
    )
    assert found(text) == []


def test_those_killed_in_a_raid_are_of_the_raid() -> None:
    text = (
        "1 villagers villager NOUN NNS _ 3 nsubj:pass\n2 were be AUX VBD _ 3 aux:pass\n"
        "3 killed kill VERB VBN _ 0 root\n4 in _ ADP IN _ 7 case\n5 a _ DET DT _ 7 det\n"
        "6 Norlandic _ ADJ JJ _ 7 amod\n7 attack _ NOUN NN _ 3 obl\n8 on _ ADP IN _ 9 case\n"
        "9 Estria _ PROPN NNP _ 7 nmod"
    )
    (event,) = found(text)
    assert (event.type, event.actor, event.recipient) == ("ASSAULT", ["Norland"], ["villagers", "Estria"])


def test_those_arrested_for_a_call_have_called() -> None:
    text = (
        "1 police _ NOUN NNS _ 2 nsubj\n2 arrested arrest VERB VBD _ 0 root\n3 workers worker NOUN NNS _ 2 obj\n"
        "4 for _ SCONJ IN _ 5 mark\n5 criticising criticise VERB VBG _ 2 advcl\n6 Estria _ PROPN NNP _ 5 obj"
    )
    assert [(e.type, e.actor, e.recipient) for e in found(text)] == [
        ("COERCE", ["police"], ["workers"]),
        ("ACCUSE", ["workers"], ["Estria"]),
    ]
