"""Who stands where. Parses are written by hand."""

from __future__ import annotations

import pytest
from staged import claim, reading

from readout.extract.issues import gerund
from readout.extract.positions import positions

PUSH = """Orvia Orvia PROPN NNP 3 nsubj; is be AUX VBZ 3 aux; pushing push VERB VBG 0 root; to to PART TO 5 mark;
lift lift VERB VB 3 xcomp; the the DET DT 7 det; embargo embargo NOUN NN 5 obj; . . PUNCT . 3 punct"""
OPPOSE_LIFTING = """Orvia Orvia PROPN NNP 2 nsubj; opposes oppose VERB VBZ 0 root; lifting lift VERB VBG 2 xcomp;
the the DET DT 5 det; embargo embargo NOUN NN 3 obj; . . PUNCT . 2 punct"""
REFUSE = """Orvia Orvia PROPN NNP 2 nsubj; refused refuse VERB VBD 0 root; to to PART TO 4 mark;
join join VERB VB 2 xcomp;
the the DET DT 6 det; talks talk NOUN NNS 4 obj; . . PUNCT . 2 punct"""
NOT_SUPPORT = """Orvia Orvia PROPN NNP 4 nsubj; does do AUX VBZ 4 aux; not not PART RB 4 advmod;
support support VERB VB 0 root;
the the DET DT 6 det; plan plan NOUN NN 4 obj; . . PUNCT . 4 punct"""
ALLY = """Dorna Dorna PROPN NNP 5 nsubj; is be AUX VBZ 5 cop; a a DET DT 5 det; key key ADJ JJ 5 amod;
ally ally NOUN NN 0 root;
of of ADP IN 7 case; Orvia Orvia PROPN NNP 5 nmod; . . PUNCT . 5 punct"""
URGE = """Orvia Orvia PROPN NNP 2 nsubj; urged urge VERB VBD 0 root; Dorna Dorna PROPN NNP 2 obj;
to to PART TO 5 mark;
lift lift VERB VB 2 xcomp; the the DET DT 7 det; embargo embargo NOUN NN 5 obj; . . PUNCT . 2 punct"""
INSIST = """Dorna Dorna PROPN NNP 2 nsubj; insists insist VERB VBZ 0 root; that that SCONJ IN 5 mark;
Orvia Orvia PROPN NNP 5 nsubj;
disarm disarm VERB VB 2 ccomp; before before SCONJ IN 9 mark; the the DET DT 8 det; talks talk NOUN NNS 9 nsubj;
resume resume VERB VBP 5 advcl; . . PUNCT . 2 punct"""
SPLIT = """Ministers minister NOUN NNS 3 nsubj; are be AUX VBP 3 cop; split split ADJ JJ 0 root;
over over ADP IN 6 case;
the the DET DT 6 det; embargo embargo NOUN NN 3 obl; . . PUNCT . 3 punct"""
IF = """Orvia Orvia PROPN NNP 3 nsubj; would would AUX MD 3 aux; accept accept VERB VB 0 root; the the DET DT 5 det;
plan plan NOUN NN 3 obj; if if SCONJ IN 8 mark; Dorna Dorna PROPN NNP 8 nsubj; disarmed disarm VERB VBD 3 advcl;
. . PUNCT . 3 punct"""
VOICE = """Orvia Orvia PROPN NNP 2 nsubj; voiced voice VERB VBD 0 root; strong strong ADJ JJ 4 amod;
opposition opposition NOUN NN 2 obj;
to to ADP IN 7 case; the the DET DT 7 det; plan plan NOUN NN 4 nmod; . . PUNCT . 2 punct"""
BID = """Orvia Orvia PROPN NNP 3 nmod:poss; 's 's PART POS 1 case; bid bid NOUN NN 7 nsubj; to to PART TO 5 mark;
join join VERB VB 3 acl; NATO NATO PROPN NNP 5 obj; failed fail VERB VBD 0 root; . . PUNCT . 7 punct"""
OPPOSED = """Orvia Orvia PROPN NNP 3 nsubj; was be AUX VBD 3 cop; opposed opposed ADJ JJ 0 root; to to ADP IN 6 case;
the the DET DT 6 det; plan plan NOUN NN 3 obl; . . PUNCT . 3 punct"""
VOTED = """Members member NOUN NNS 2 nsubj; voted vote VERB VBD 0 root; against against ADP IN 5 case;
the the DET DT 5 det;
bill bill NOUN NN 2 obl; . . PUNCT . 2 punct"""


@pytest.mark.parametrize(
    ("rows", "actor", "stance", "issue", "toward"),
    [
        (PUSH, ["Orvia"], "against", "the embargo", "lifting the embargo"),
        (OPPOSE_LIFTING, ["Orvia"], "for", "the embargo", "lifting the embargo"),
        (REFUSE, ["Orvia"], "against", "joining the talks", None),
        (NOT_SUPPORT, ["Orvia"], "against", "the plan", None),
        (ALLY, ["Dorna"], "for", "Orvia", None),
        (URGE, ["Orvia"], "against", "the embargo", "lifting the embargo"),
        (INSIST, ["Dorna"], "conditional", "Orvia disarming", None),
        (SPLIT, ["Ministers"], "undecided", "the embargo", None),
        (IF, ["Orvia"], "conditional", "the plan", None),
        (VOICE, ["Orvia"], "against", "the plan", None),
        (BID, ["Orvia"], "for", "joining NATO", None),
        (OPPOSED, ["Orvia"], "against", "the plan", None),
        (VOTED, ["Members"], "against", "the bill", None),
    ],
)  # fmt: skip
def test_polarity_composes(rows: str, actor: list[str], stance: str, issue: str, toward: str | None) -> None:
    (position,) = positions(reading(rows), (), ())
    assert (position.actor, position.stance, position.issue, position.toward) == (actor, stance, issue, toward)


@pytest.mark.parametrize(
    "rows",
    [
        """Orvia Orvia PROPN NNP 2 nsubj; wants want VERB VBZ 0 root; to to PART TO 4 mark; meet meet VERB VB 2 xcomp;
        Dorna Dorna PROPN NNP 4 obj; . . PUNCT . 2 punct""",
        """Orvia Orvia PROPN NNP 2 nsubj; rejected reject VERB VBD 0 root; the the DET DT 4 det;
        charge charge NOUN NN 2 obj;
        . . PUNCT . 2 punct""",
        """It it PRON PRP 2 nsubj; rains rain VERB VBZ 0 root; . . PUNCT . 2 punct""",
    ],
    ids=["a wish to meet", "a charge", "nothing"],
)
def test_acts_of_form_and_charges_are_no_positions(rows: str) -> None:
    assert positions(reading(rows), (), ()) == []


@pytest.mark.parametrize(
    "rows",
    [
        """Orvia Orvia PROPN NNP 2 nsubj; dismissed dismiss VERB VBD 0 root; the the DET DT 4 det;
        government government NOUN NN 2 obj; . . PUNCT . 2 punct""",
        """Orvia Orvia PROPN NNP 2 nsubj; feared fear VERB VBD 0 root; an a DET DT 4 det; attack attack NOUN NN 2 obj;
        . . PUNCT . 2 punct""",
        """Orvia Orvia PROPN NNP 4 nsubj; did do AUX VBD 4 aux; not not PART RB 4 advmod; reject reject VERB VB 0 root;
        the the DET DT 6 det; plan plan NOUN NN 4 obj; . . PUNCT . 4 punct""",
        """Does do AUX VBZ 3 aux; Orvia Orvia PROPN NNP 3 nsubj; back back VERB VB 0 root; the the DET DT 5 det;
        plan plan NOUN NN 3 obj; ? ? PUNCT . 3 punct""",
        """Orvia Orvia PROPN NNP 2 nsubj; protested protest VERB VBD 0 root; the the DET DT 4 det;
        fact fact NOUN NN 2 obj; . . PUNCT . 2 punct""",
        """Orvia Orvia PROPN NNP 2 nsubj; backed back VERB VBD 0 root; three three NUM CD 4 nummod;
        laws law NOUN NNS 2 obj; . . PUNCT . 2 punct""",
        """Courts court NOUN NNS 2 nsubj; rejected reject VERB VBD 0 root; an a DET DT 4 det;
        appeal appeal NOUN NN 2 obj; against against ADP IN 7 case; his his PRON PRP$ 7 nmod:poss;
        trial trial NOUN NN 4 nmod; . . PUNCT . 2 punct""",
        """Orvia Orvia PROPN NNP 2 nsubj; asked ask VERB VBD 0 root; Pell Pell PROPN NNP 2 obj; to to PART TO 5 mark;
        carry carry VERB VB 2 xcomp; Dorna Dorna PROPN NNP 5 obj; . . PUNCT . 2 punct""",
    ],
    ids=["a dismissal", "a fear", "not rejected", "a question", "the fact", "a list", "a ruling", "a favour"],
)
def test_what_shows_no_stand_on_an_open_question_is_no_position(rows: str) -> None:
    assert positions(reading(rows), (), ()) == []


@pytest.mark.parametrize(
    ("rows", "issue"),
    [
        ("""Orvia Orvia PROPN NNP 2 nsubj; backs back VERB VBZ 0 root; a a DET DT 4 det; plan plan NOUN NN 2 obj;
         for for ADP IN 6 case; peace peace NOUN NN 4 nmod; , , PUNCT , 8 punct; which which PRON WDT 9 nsubj;
         costs cost VERB VBZ 4 acl:relcl; much much ADV RB 9 advmod; . . PUNCT . 2 punct""", "a plan for peace"),
        ("""Orvia Orvia PROPN NNP 2 nsubj; backs back VERB VBZ 0 root; the the DET DT 4 det; arms arms NOUN NNS 2 obj;
         embargo embargo NOUN NN 2 obj; . . PUNCT . 2 punct""", "the arms embargo"),
        ("""Orvia Orvia PROPN NNP 2 nsubj; demanded demand VERB VBD 0 root; that that SCONJ IN 7 mark;
         the the DET DT 5 det; treaty treaty NOUN NN 7 nsubj:pass; be be AUX VB 7 aux:pass;
         signed sign VERB VBN 2 ccomp;
         . . PUNCT . 2 punct""", "signing the treaty"),
    ],
    ids=["cut at a clause", "a whole compound", "a passive clause"],
)  # fmt: skip
def test_an_issue_is_a_whole_noun_phrase(rows: str, issue: str) -> None:
    (position,) = positions(reading(rows), (), ())
    assert (position.issue, position.toward) == (issue, None)


def test_a_veto_warned_of_is_the_stand_of_who_would_veto() -> None:
    made = reading(
        """Pell Pell PROPN NNP 2 nsubj; warned warn VERB VBD 0 root; that that SCONJ IN 6 mark;
        Orvia Orvia PROPN NNP 6 nsubj; would would AUX MD 6 aux; veto veto VERB VB 2 ccomp; the the DET DT 8 det;
        treaty treaty NOUN NN 6 obj; if if SCONJ IN 13 mark; the the DET DT 11 det; ban ban NOUN NN 13 nsubj:pass;
        was be AUX VBD 13 aux:pass; kept keep VERB VBN 6 advcl; . . PUNCT . 2 punct"""
    )
    (position,) = positions(made, (), ())
    assert (position.actor, position.stance) == (["Orvia"], "conditional")
    assert (position.issue, position.toward) == ("the treaty", "vetoing the treaty")


def test_the_evidence_is_the_clause_and_not_what_follows() -> None:
    made = reading(
        """Orvia Orvia PROPN NNP 2 nsubj; backs back VERB VBZ 0 root; the the DET DT 4 det; plan plan NOUN NN 2 obj;
        , , PUNCT , 6 punct; saying say VERB VBG 2 advcl; it it PRON PRP 8 nsubj; works work VERB VBZ 6 ccomp;
        . . PUNCT . 2 punct"""
    )
    (position,) = positions(made, (), ())
    assert made.document.text[position.evidence.start : position.evidence.end] == "Orvia backs the plan"


def test_a_speaker_is_against_what_he_calls_unacceptable() -> None:
    made = reading(
        """Pell Pell PROPN NNP 2 nsubj; said say VERB VBD 0 root; the the DET DT 4 det;
        blockade blockade NOUN NN 6 nsubj;
        was be AUX VBD 6 cop; unacceptable unacceptable ADJ JJ 2 ccomp; . . PUNCT . 2 punct"""
    )
    spoken = claim(made, "Pell", "said", "the blockade was unacceptable")
    (position,) = positions(made, [spoken], ())
    assert (position.actor, position.stance, position.issue) == (["Pell"], "against", "the blockade")
    assert position.claim == "c1"


def test_one_position_for_one_actor_issue_and_stance() -> None:
    (position,) = positions(reading(OPPOSED + "\n\n" + OPPOSED), (), ())
    assert position.id == "p1"


@pytest.mark.parametrize(
    ("verb", "expected"), [("lift", "lifting"), ("impose", "imposing"), ("ban", "banning"), ("agree", "agreeing")]
)
def test_gerunds(verb: str, expected: str) -> None:
    assert gerund(verb) == expected


@pytest.mark.parametrize(
    ("noun", "stance"),
    [("dominance", ["against"]), ("safety", [])],
)
def test_concern_for_a_good_is_no_stand_against_it(noun: str, stance: list[str]) -> None:
    rows = f"""Norland Norland PROPN NNP 2 nsubj B-PLACE; voiced voice VERB VBD 0 root; concern concern NOUN NN 2 obj;
over over ADP IN 6 case; the the DET DT 6 det; {noun} {noun} NOUN NN 3 nmod; of of ADP IN 8 case;
Orvia Orvia PROPN NNP 6 nmod B-PLACE; . . PUNCT . 2 punct"""
    assert [p.stance for p in positions(reading(rows), (), ())] == stance
