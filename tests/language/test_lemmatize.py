from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.language.lemmatize import lemma

VERBS = ("VB", "VBD", "VBN", "VBG", "VBZ", "VBP")
TAGS = [("VERB", t) for t in VERBS] + [("NOUN", "NN"), ("NOUN", "NNS"), ("ADJ", "JJR"), ("X", "FW")]


@pytest.mark.parametrize(
    ("form", "tag", "expected"),
    [
        ("said", "VBD", "say"),
        ("went", "VBD", "go"),
        ("Was", "VBD", "be"),
        ("'ve", "VBP", "have"),
        ("’re", "VBP", "be"),
        ("struck", "VBN", "strike"),
        ("withdrew", "VBD", "withdraw"),
        ("overran", "VBD", "overrun"),
        ("retook", "VBD", "retake"),
        ("fled", "VBD", "flee"),
        ("bases", "NNS", "base"),
        ("hoping", "VBG", "hope"),
        ("hopping", "VBG", "hop"),
        ("condemned", "VBD", "condemn"),
        ("besieged", "VBN", "besiege"),
        ("detonating", "VBG", "detonate"),
        ("ratified", "VBD", "ratify"),
        ("planned", "VBN", "plan"),
        ("accused", "VBD", "accuse"),
        ("killing", "VBG", "kill"),
        ("shelled", "VBD", "shell"),
        ("denies", "VBZ", "deny"),
        ("reaches", "VBZ", "reach"),
        ("vetoes", "VBZ", "veto"),
        ("lying", "VBG", "lie"),
        ("agreed", "VBD", "agree"),
    ],
)
def test_verbs_come_to_their_base(form: str, tag: str, expected: str) -> None:
    assert lemma(form, "VERB", tag) == expected


@pytest.mark.parametrize(
    ("form", "upos", "xpos", "expected"),
    [
        ("men", "NOUN", "NNS", "man"),
        ("Policemen", "NOUN", "NNS", "policeman"),
        ("people", "NOUN", "NNS", "people"),
        ("crises", "NOUN", "NNS", "crisis"),
        ("embassies", "NOUN", "NNS", "embassy"),
        ("hostages", "NOUN", "NNS", "hostage"),
        ("politics", "NOUN", "NNS", "politics"),
        ("buses", "NOUN", "NNS", "bus"),
        ("NGOs", "NOUN", "NNS", "NGO"),
        ("MINISTERS", "NOUN", "NNS", "minister"),
        ("TV", "NOUN", "NN", "TV"),
        ("Syrians", "PROPN", "NNPS", "Syrian"),
        ("Putin", "PROPN", "NNP", "Putin"),
        ("Russian", "ADJ", "JJ", "Russian"),
        ("Great", "ADJ", "JJ", "great"),
        ("bigger", "ADJ", "JJR", "big"),
        ("worst", "ADJ", "JJS", "bad"),
        ("better", "ADV", "RBR", "well"),
        ("n't", "PART", "RB", "not"),
        ("ca", "AUX", "MD", "can"),
        ("them", "PRON", "PRP", "they"),
        ("these", "DET", "DT", "this"),
        ("1,200", "NUM", "CD", "1200"),
        ("’s", "PART", "POS", "'s"),
    ],
)
def test_other_words_follow_the_treebanks(form: str, upos: str, xpos: str, expected: str) -> None:
    assert lemma(form, upos, xpos) == expected


@given(st.text(min_size=1, max_size=30).filter(lambda s: not s.isspace()), st.sampled_from(TAGS))
def test_a_lemma_is_never_empty(form: str, tag: tuple[str, str]) -> None:
    assert lemma(form, *tag)


@pytest.mark.parametrize(
    ("form", "xpos", "base"),
    [
        ("held", "VBP", "hold"),
        ("told", "VB", "tell"),
        ("found", "VB", "found"),
        ("bring", "VBG", "bring"),
        ("breed", "VBD", "breed"),
        ("telephoned", "VBD", "telephone"),
    ],
)
def test_a_slip_of_the_tagger_does_not_spoil_the_base(form: str, xpos: str, base: str) -> None:
    assert lemma(form, "VERB", xpos) == base
