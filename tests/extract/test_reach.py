"""Whom an act reaches through what it is about, and what turns it into another: sentences written for the rules."""

from __future__ import annotations

import pytest
from acts import found, short

GAVE_MONEY = (
    "1 Norland _ PROPN NNP _ 2 nsubj\n2 gave give VERB VBD _ 0 root\n3 aid _ NOUN NN _ 2 obj\n"
    "4 to _ PART TO _ 5 mark\n5 rebuild _ VERB VB _ 2 advcl\n6 schools school NOUN NNS _ 5 obj\n"
    "7 in _ ADP IN _ 8 case\n8 {} _ PROPN NNP _ 6 nmod"
)
SAID_IT_WOULD = (
    "1 Norland _ PROPN NNP _ 2 nsubj\n2 said say VERB VBD _ 0 root\n3 it it PRON PRP _ 5 nsubj\n"
    "4 would _ AUX MD _ 5 aux\n5 release _ VERB VB _ 2 ccomp\n6 Orsk _ PROPN NNP _ 5 obj"
)
RULED_OUT = (
    "1 Norland _ PROPN NNP _ 2 nsubj\n2 ruled rule VERB VBD _ 0 root\n3 out _ ADP RP _ 2 compound:prt\n"
    "4 cooperating cooperate VERB VBG _ 2 advcl\n5 with _ ADP IN _ 6 case\n6 Estria _ PROPN NNP _ 4 obl"
)
STRICKEN = (
    "1 Orsk _ PROPN NNP _ 3 nsubj:pass\n2 was be AUX VBD _ 3 aux:pass\n3 hit hit VERB VBN _ 0 root\n"
    "4 by _ ADP IN _ 5 case\n5 cancer _ NOUN NN _ 3 obl:agent"
)
CONDEMNED = (
    "1 Norland _ PROPN NNP _ 2 nsubj\n2 condemned condemn VERB VBD _ 0 root\n3 the _ DET DT _ 4 det\n"
    "4 killing _ NOUN NN _ 2 obj\n5 of _ ADP IN _ 6 case\n6 Orsk _ PROPN NNP _ 4 nmod"
)


def test_aid_reaches_the_country_that_it_is_for() -> None:
    assert short(found(GAVE_MONEY.format("Estria"))[0])[1:3] == (["Norland"], ["Estria"])


def test_ones_own_soil_is_not_reached() -> None:
    assert short(found(GAVE_MONEY.format("Norland"))[0])[1:3] == (["Norland"], [])


def test_what_one_says_that_one_will_do_is_a_promise() -> None:
    assert short(found(SAID_IT_WOULD)[0])[::3] == ("AGREE", "occurred")


@pytest.mark.parametrize("text", [RULED_OUT, STRICKEN], ids=["ruled out", "by an illness"])
def test_no_act(text: str) -> None:
    assert found(text) == []


def test_the_killed_are_not_accused() -> None:
    accused = [e for e in found(CONDEMNED) if e.type == "ACCUSE"]
    assert [e.recipient for e in accused] == [[]]
