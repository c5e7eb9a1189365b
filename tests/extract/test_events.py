"""Events from parses built by hand: types, parties, status, one event per happening."""

from __future__ import annotations

from typing import cast

import pytest
from acts import KNOWN, FakeCast, found, short
from helpers import document_from_conllu

from readout.actors.cast import Cast
from readout.extract.confidence import confidence
from readout.extract.events import events, weighed_acts
from readout.extract.reading import Reading
from readout.record import Claim, Report, Span

ACTIVE = "1 Norland _ PROPN NNP _ 2 nsubj\n2 condemned condemn VERB VBD _ 0 root\n3 Southmark _ PROPN NNP _ 2 obj"
PASSIVE = (
    "1 Two two NUM CD _ 2 nummod\n2 villagers villager NOUN NNS _ 4 nsubj:pass\n3 were be AUX VBD _ 4 aux:pass\n"
    "4 killed kill VERB VBN _ 0 root\n5 by _ ADP IN _ 6 case\n6 rebels rebel NOUN NNS _ 4 obl:agent"
)
MET = "1 Veld _ PROPN NNP _ 4 nsubj\n2 and _ CCONJ CC _ 3 cc\n3 Orsk _ PROPN NNP _ 1 conj\n4 met meet VERB VBD _ 0 root"
WILL_MEET = (
    "1 Veld _ PROPN NNP _ 3 nsubj\n2 will _ AUX MD _ 3 aux\n3 meet _ VERB VB _ 0 root\n4 with _ ADP IN _ 5 case\n"
    "5 Orsk _ PROPN NNP _ 3 obl"
)
AGREED_TO_SEND = (
    "1 Norland _ PROPN NNP _ 2 nsubj\n2 agreed agree VERB VBD _ 0 root\n3 to _ PART TO _ 4 mark\n"
    "4 send _ VERB VB _ 2 xcomp\n"
    "5 troops troop NOUN NNS _ 4 obj\n6 to _ ADP IN _ 7 case\n7 Estria _ PROPN NNP _ 4 obl"
)
REFUSED_TO_SIGN = (
    "1 Norland _ PROPN NNP _ 2 nsubj\n2 refused refuse VERB VBD _ 0 root\n3 to _ PART TO _ 4 mark\n"
    "4 hold _ VERB VB _ 2 xcomp\n"
    "5 talks talk NOUN NNS _ 4 obj\n6 with _ ADP IN _ 7 case\n7 Estria _ PROPN NNP _ 4 obl"
)
URGED = (
    "1 Norland _ PROPN NNP _ 2 nsubj\n2 urged urge VERB VBD _ 0 root\n3 Southmark _ PROPN NNP _ 2 obj\n"
    "4 to _ PART TO _ 5 mark\n"
    "5 release _ VERB VB _ 2 xcomp\n6 prisoners prisoner NOUN NNS _ 5 obj"
)
SANCTIONS = (
    "1 Norland _ PROPN NNP _ 2 nsubj\n2 lifted lift VERB VBD _ 0 root\n3 sanctions sanction NOUN NNS _ 2 obj\n"
    "4 against _ ADP IN _ 5 case\n5 Southmark _ PROPN NNP _ 3 nmod"
)
MIGHT_BOMB = "1 Norland _ PROPN NNP _ 3 nsubj\n2 might _ AUX MD _ 3 aux\n3 bomb _ VERB VB _ 0 root\n4 Southmark _ PROPN NNP _ 3 obj"  # noqa: E501
NOT_MEET = (
    "1 Veld _ PROPN NNP _ 4 nsubj\n2 will _ AUX MD _ 4 aux\n3 not _ PART RB _ 4 advmod\n4 meet _ VERB VB _ 0 root\n"
    "5 Orsk _ PROPN NNP _ 4 obj"
)
UNLESS = (
    "1 Norland _ PROPN NNP _ 3 nsubj\n2 will _ AUX MD _ 3 aux\n3 attack _ VERB VB _ 0 root\n"
    "4 Southmark _ PROPN NNP _ 3 obj\n"
    "5 unless _ SCONJ IN _ 7 mark\n6 it _ PRON PRP _ 7 nsubj\n7 yields yield VERB VBZ _ 3 advcl"
)
TALKS_BETWEEN = (
    "1 Talks talk NOUN NNS _ 6 nsubj\n2 between _ ADP IN _ 3 case\n3 Norland _ PROPN NNP _ 1 nmod\n"
    "4 and _ CCONJ CC _ 5 cc\n"
    "5 Southmark _ PROPN NNP _ 3 conj\n6 collapsed collapse VERB VBD _ 0 root"
)
ATTACK_ON = (
    "1 The _ DET DT _ 4 det\n2 Norlandic _ ADJ JJ _ 4 amod\n3 air _ NOUN NN _ 4 compound\n4 raid _ NOUN NN _ 7 nsubj\n"
    "5 on _ ADP IN _ 6 case\n6 Southmark _ PROPN NNP _ 4 nmod\n7 lasted last VERB VBD _ 0 root"
)
STRIKE = "1 Thousands thousand NOUN NNS _ 4 nsubj\n2 of _ ADP IN _ 3 case\n3 workers worker NOUN NNS _ 1 nmod\n4 protested protest VERB VBD _ 0 root"  # noqa: E501


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (ACTIVE, ("ACCUSE", ["Norland"], ["Southmark"], "occurred")),
        (PASSIVE, ("ASSAULT", ["rebels"], ["villagers"], "occurred")),
        (MET, ("CONSULT", ["Ana Veld"], ["Ivo Orsk"], "occurred")),
        (WILL_MEET, ("CONSULT", ["Ana Veld"], ["Ivo Orsk"], "planned")),
        (AGREED_TO_SEND, ("AGREE", ["Norland"], ["Estria"], "occurred")),
        (REFUSED_TO_SIGN, ("REJECT", ["Norland"], ["Estria"], "occurred")),
        (URGED, ("REQUEST", ["Norland"], ["Southmark"], "occurred")),
        (SANCTIONS, ("CONCEDE", ["Norland"], ["Southmark"], "occurred")),
        (MIGHT_BOMB, ("ASSAULT", ["Norland"], ["Southmark"], "possible")),
        (NOT_MEET, ("REJECT", ["Ana Veld"], ["Ivo Orsk"], "occurred")),
        (UNLESS, ("THREATEN", ["Norland"], ["Southmark"], "occurred")),
        (TALKS_BETWEEN, ("CONSULT", ["Norland"], ["Southmark"], "occurred")),
        (ATTACK_ON, ("ASSAULT", ["Norland"], ["Southmark"], "occurred")),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_one_act_with_its_parties_and_status(text: str, expected: tuple[str, list[str], list[str], str]) -> None:
    assert [short(e) for e in found(text)] == [expected]


def test_modes_from_lexicon_complement_and_weapon() -> None:
    assert found(URGED)[0].mode == "yield"
    assert found(REFUSED_TO_SIGN)[0].mode == "meet"
    assert found(ATTACK_ON)[0].mode == "aerial"


def test_a_meeting_of_two_is_reciprocal_and_has_quad_and_score() -> None:
    (event,) = found(MET)
    assert event.reciprocal
    assert (event.quad, event.score, event.cameo) == (1, 2.5, "040")


def test_bare_saying_is_no_event() -> None:
    text = (
        "1 Norland _ PROPN NNP _ 2 nsubj\n2 said say VERB VBD _ 0 root\n3 it _ PRON PRP _ 4 nsubj\n"
        "4 slept sleep VERB VBD _ 2 ccomp"
    )
    assert found(text) == []


def test_an_act_between_private_persons_is_left_out() -> None:
    text = "1 Mary _ PROPN NNP _ 2 nsubj\n2 condemned condemn VERB VBD _ 0 root\n3 Tom _ PROPN NNP _ 2 obj"
    assert found(text) == []


def test_unknown_gunmen_are_no_actor() -> None:
    text = (
        "1 Unknown unknown ADJ JJ _ 2 amod\n2 gunmen gunman NOUN NNS _ 3 nsubj\n3 killed kill VERB VBD _ 0 root\n"
        "4 villagers villager NOUN NNS _ 3 obj"
    )
    assert [short(e) for e in found(text)] == [("ASSAULT", [], ["villagers"], "occurred")]


def test_killing_and_wounding_in_one_breath_is_one_event() -> None:
    text = (
        "1 rebels rebel NOUN NNS _ 2 nsubj\n2 ambushed ambush VERB VBD _ 0 root\n"
        "3 villagers villager NOUN NNS _ 2 obj\n"
        "4 , _ PUNCT , _ 5 punct\n5 killing kill VERB VBG _ 2 advcl\n6 Orsk _ PROPN NNP _ 5 obj"
    )
    (event,) = found(text)
    assert event.recipient == ["villagers", "Ivo Orsk"]


def test_a_definite_noun_that_comes_back_is_the_same_event() -> None:
    second = "\n\n1 The _ DET DT _ 2 det\n2 attack _ NOUN NN _ 3 nsubj\n3 lasted last VERB VBD _ 0 root"
    first = "1 rebels rebel NOUN NNS _ 2 nsubj\n2 attacked attack VERB VBD _ 0 root\n3 Norland _ PROPN NNP _ 2 obj"
    assert len(found(first + second)) == 1


def test_two_demands_are_two_events() -> None:
    other = URGED.replace("release", "close").replace("prisoners prisoner", "bases base")
    assert [e.type for e in found(URGED + "\n\n" + other)] == ["REQUEST", "REQUEST"]


def test_an_act_is_carried_by_the_claim_it_stands_in() -> None:
    document = document_from_conllu(ACTIVE)
    claim = Claim(
        id="c1", source=[], cue=Span(start=0, end=1), content=[Span(start=0, end=len(document.text))], quote="indirect"
    )
    assert found(ACTIVE, claims=(claim,))[0].claim == "c1"


def test_the_head_chooses_among_the_types_of_an_entry_and_the_reason_is_told() -> None:
    document = document_from_conllu(ACTIVE)
    reading = Reading(Report(id="r", text=document.text), document, cast(Cast, FakeCast(document, KNOWN)), ())
    (event,) = events(reading, [], lambda pairs: [{"ACCUSE": 0.9} for _ in pairs])
    assert "condemn" in event.why
    assert "head ACCUSE 0.90" in event.why


def test_confidence_rises_where_the_trigger_head_sees_the_same_type() -> None:
    document = document_from_conllu(ACTIVE)
    reading = Reading(Report(id="r", text=document.text), document, cast(Cast, FakeCast(document, KNOWN)), ())

    def sure(**chances: float) -> float:
        ((_, seen),) = weighed_acts(reading, [], None, lambda heads: [chances for _ in heads])
        return confidence(seen)

    assert sure(ACCUSE=0.9, AID=0.1) > sure(ACCUSE=0.1, AID=0.9)


def test_an_act_less_sure_than_the_threshold_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    document = document_from_conllu(ACTIVE)
    reading = Reading(Report(id="r", text=document.text), document, cast(Cast, FakeCast(document, KNOWN)), ())
    chances = {"ACCUSE": 0.9, "AID": 0.1}
    for least, kept in ((0.01, 1), (0.99, 0)):
        monkeypatch.setattr("readout.extract.events.least", lambda least=least: least)
        assert len(events(reading, [], word_types=lambda heads: [chances for _ in heads])) == kept


def test_spans_name_the_parties_and_the_trigger() -> None:
    (event,) = found(SANCTIONS)
    text = document_from_conllu(SANCTIONS).text
    assert text[event.trigger.start : event.trigger.end] == "lifted sanctions"
    assert [text[s.start : s.end] for s in event.recipient_text] == ["Southmark"]


def test_declining_to_comment_is_no_refusal() -> None:
    text = REFUSED_TO_SIGN.replace("hold", "comment")
    text = "\n".join(text.split("\n")[:4])
    assert found(text) == []


def test_an_act_that_is_only_aimed_at_is_left_out() -> None:
    text = (
        "1 The _ DET DT _ 2 det\n2 attack _ NOUN NN _ 0 root\n3 on _ ADP IN _ 4 case\n4 Norland _ PROPN NNP _ 2 nmod\n"
        "5 to _ PART TO _ 6 mark\n6 free _ VERB VB _ 2 acl\n7 Orsk _ PROPN NNP _ 6 obj"
    )
    assert [e.type for e in found(text)] == ["ASSAULT"]


def test_an_accident_is_no_assault() -> None:
    text = (
        "1 villagers villager NOUN NNS _ 3 nsubj:pass\n2 were be AUX VBD _ 3 aux:pass\n"
        "3 injured injure VERB VBN _ 0 root\n"
        "4 in _ ADP IN _ 6 case\n5 an _ DET DT _ 6 det\n6 earthquake _ NOUN NN _ 3 obl"
    )
    assert found(text) == []


def test_it_in_reported_speech_is_the_speaker() -> None:
    text = (
        "1 Norland _ PROPN NNP _ 2 nsubj\n2 said say VERB VBD _ 0 root\n3 it _ PRON PRP _ 5 nsubj\n"
        "4 had have AUX VBD _ 5 aux\n5 expelled expel VERB VBN _ 2 ccomp\n6 Orsk _ PROPN NNP _ 5 obj"
    )
    assert [(e.type, e.actor, e.recipient) for e in found(text)] == [("COERCE", ["Norland"], ["Ivo Orsk"])]


def test_in_a_quotation_we_is_the_source_of_the_claim() -> None:
    text = (
        "1 We we PRON PRP _ 2 nsubj\n2 condemn _ VERB VBP _ 0 root\n3 Southmark _ PROPN NNP _ 2 obj\n"
        "4 . _ PUNCT . _ 2 punct"
    )
    document = document_from_conllu(text)
    whole = [Span(start=0, end=len(document.text))]
    claim = Claim(id="c1", source=["Ana Veld"], cue=Span(start=0, end=1), content=whole, quote="direct")
    (event,) = found(text, claims=(claim,))
    assert (event.actor, event.recipient, event.status) == (["Ana Veld"], ["Southmark"], "occurred")


def test_play_in_a_report_on_sport_is_no_assault() -> None:
    text = (
        "1 Norland _ PROPN NNP _ 2 nsubj\n2 attacked attack VERB VBD _ 0 root\n3 Southmark _ PROPN NNP _ 2 obj\n"
        "4 in _ ADP IN _ 5 case\n5 tournament _ NOUN NN _ 2 obl\n6 match _ NOUN NN _ 5 conj\n"
        "7 goal _ NOUN NN _ 5 conj\n"
        "8 medal _ NOUN NN _ 5 conj\n9 coach _ NOUN NN _ 5 conj\n10 team _ NOUN NN _ 5 conj\n11 cup _ NOUN NN _ 5 conj"
    )
    assert found(text) == []


def parsed(*rows: str) -> str:
    """CoNLL-U from "form lemma UPOS XPOS head relation" rows, numbered."""
    lines = []
    for n, row in enumerate(rows, start=1):
        form, lemma, upos, xpos, head, relation = row.split()
        lines.append(f"{n} {form} {lemma} {upos} {xpos} _ {head} {relation}")
    return "\n".join(lines)


NOT_ACTS = {
    "Norland has the responsibility to protect Estria": parsed(
        "Norland _ PROPN NNP 2 nsubj",
        "has have VERB VBZ 0 root",
        "the the DET DT 4 det",
        "responsibility responsibility NOUN NN 2 obj",
        "to to PART TO 6 mark",
        "protect protect VERB VB 4 acl",
        "Estria _ PROPN NNP 6 obj",
    ),
    "Norland waits unless Southmark condemns Estria": parsed(
        "Norland _ PROPN NNP 2 nsubj",
        "waits wait VERB VBZ 0 root",
        "unless unless SCONJ IN 5 mark",
        "Southmark _ PROPN NNP 5 nsubj",
        "condemns condemn VERB VBZ 2 advcl",
        "Estria _ PROPN NNP 5 obj",
    ),
    "Has Norland condemned Southmark ?": parsed(
        "Has have AUX VBZ 3 aux",
        "Norland _ PROPN NNP 3 nsubj",
        "condemned condemn VERB VBN 0 root",
        "Southmark _ PROPN NNP 3 obj",
        "? ? PUNCT . 3 punct",
    ),
    "Norland attacked clutter": parsed(
        "Norland _ PROPN NNP 2 nsubj", "attacked attack VERB VBD 0 root", "clutter clutter NOUN NN 2 obj"
    ),
    "Norland foiled plots of attacks": parsed(
        "Norland _ PROPN NNP 2 nsubj",
        "foiled foil VERB VBD 0 root",
        "plots plot NOUN NNS 2 obj",
        "of of ADP IN 5 case",
        "attacks attack NOUN NNS 3 nmod",
    ),
    "A report was released by Norland": parsed(
        "A a DET DT 2 det",
        "report report NOUN NN 4 nsubj:pass",
        "was be AUX VBD 4 aux:pass",
        "released release VERB VBN 0 root",
        "by by ADP IN 6 case",
        "Norland _ PROPN NNP 4 obl:agent",
    ),
}


@pytest.mark.parametrize("sentence", NOT_ACTS)
def test_what_is_only_meant_supposed_asked_or_meant_otherwise_is_no_act(sentence: str) -> None:
    assert found(NOT_ACTS[sentence]) == []


def test_an_adjective_before_a_title_does_not_hide_whom_one_talks_with() -> None:
    events_found = found(
        parsed(
            "Norland _ PROPN NNP 2 nsubj",
            "held hold VERB VBD 0 root",
            "talks talk NOUN NNS 2 obj",
            "with with SCONJ IN 5 mark",
            "visiting visit VERB VBG 2 advcl",
            "President president PROPN NNP 5 obj",
            "Orsk _ PROPN NNP 6 flat",
        )
    )
    assert [short(e)[:3] for e in events_found] == [("CONSULT", ["Norland"], ["Ivo Orsk"])]


def test_a_crowd_that_hurts_someone_known_is_an_act_without_a_known_doer() -> None:
    events_found = found(
        parsed("Youths youth NOUN NNS 2 nsubj", "attacked attack VERB VBD 0 root", "police police NOUN NN 2 obj")
    )
    assert [short(e) for e in events_found] == [("ASSAULT", [], ["police"], "occurred")]


@pytest.mark.parametrize(("ground", "expected"), [("country", ("COERCE", "deport")), ("club", ("SANCTION", "expel"))])
def test_one_is_deported_from_a_country_and_expelled_from_a_club(ground: str, expected: tuple[str, str]) -> None:
    [event] = found(
        parsed(
            "Norland _ PROPN NNP 2 nsubj",
            "expelled expel VERB VBD 0 root",
            "Orsk _ PROPN NNP 2 obj",
            "from from ADP IN 6 case",
            "the the DET DT 6 det",
            f"{ground} {ground} NOUN NN 2 obl",
        )
    )
    assert (event.type, event.mode) == expected


def test_who_denies_a_part_in_an_attack_has_not_done_it() -> None:
    events_found = found(
        parsed(
            "Norland _ PROPN NNP 2 nsubj",
            "denied deny VERB VBD 0 root",
            "responsibility responsibility NOUN NN 2 obj",
            "for for ADP IN 6 case",
            "the the DET DT 6 det",
            "bombing bombing NOUN NN 3 nmod",
        )
    )
    assert [short(e) for e in events_found] == [("ASSAULT", ["Norland"], [], "negated")]


def test_a_perfect_in_a_description_is_history() -> None:
    events_found = found(
        parsed(
            "Norland _ PROPN NNP 4 nsubj",
            "is be AUX VBZ 4 cop",
            "an an DET DT 4 det",
            "ally ally NOUN NN 0 root",
            "and and CCONJ CC 7 cc",
            "has have AUX VBZ 7 aux",
            "condemned condemn VERB VBN 4 conj",
            "Southmark _ PROPN NNP 7 obj",
        )
    )
    assert [(e.type, e.status) for e in events_found] == [("ACCUSE", "historical")]


def test_it_before_the_speaker_is_not_the_speaker() -> None:
    """A disease "has killed villagers, Norland said": Norland has killed nobody."""
    rows = ["1 it _ PRON PRP _ 3 nsubj", "2 has have AUX VBZ _ 3 aux", "3 killed kill VERB VBN _ 7 ccomp"]
    rows += ["4 villagers villager NOUN NNS _ 3 obj", "5 , _ PUNCT , _ 3 punct", "6 Norland _ PROPN NNP _ 7 nsubj"]
    rows += ["7 said say VERB VBD _ 0 root"]
    assert all(event.actor == [] for event in found("\n".join(rows)))
