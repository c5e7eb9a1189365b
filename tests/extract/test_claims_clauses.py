"""What belongs to a content: relative clauses whole, nothing that the parse joins too much. Sentences made for this."""

from __future__ import annotations

import pytest
from casting import parsed
from claiming import tagged, told

PRONOUN = (
    "A|DT|2|det vote|NN|11|nsubj ,|,|6|punct which|WDT|8|nsubj she|PRP|6|nsubj said|VBD|2|acl:relcl would|MD|8|aux "
    "fail|VB|6|ccomp ,|,|6|punct was|VBD|11|aux:pass held|VBN|0|root .|.|11|punct"
)
BARE = (
    "A|DT|2|det move|NN|7|nsubj farmers|NNS|4|nsubj believe|VBP|2|acl:relcl will|MD|6|aux fail|VB|4|ccomp "
    "came|VBD|0|root .|.|7|punct"
)
MONEY = (
    "Snow|NN|2|nsubj hid|VBD|0|root the|DT|4|det money|NN|2|obj Norland|NNP|6|nsubj pledged|VBD|4|acl:relcl "
    "to|TO|8|mark give|VB|6|xcomp .|.|2|punct"
)
AGAIN = (
    "Orlova|NNP|2|nsubj suspected|VBD|0|root Arden|NNP|2|obj of|IN|5|mark lying|VBG|2|advcl ,|,|9|punct but|CC|9|cc "
    "could|MD|9|aux tell|VB|5|conj nobody|NN|9|obj .|.|2|punct"
)
YEARS = (
    "Farmers|NNS|2|nsubj found|VBD|0|root six|CD|4|nummod years|NNS|8|obl:unmarked ago|RB|4|advmod that|IN|8|mark "
    "rain|NN|8|nsubj fell|VBD|2|ccomp .|.|2|punct"
)


ADDRESSED = (
    "Orlova|NNP|2|nsubj told|VBD|0|root envoys|NNS|6|iobj it|PRP|6|nsubj would|MD|6|aux fail|VB|2|ccomp .|.|2|punct"
)
GARDEN = (
    "The|DT|2|det truce|NN|3|nsubj agreed|VBD|0|root in|IN|5|case May|NNP|3|obl will|MD|7|aux lapse|VB|3|ccomp "
    ".|.|3|punct"
)


def test_whom_a_cue_addresses_is_no_content_wherever_the_parse_hangs_them() -> None:
    doc = parsed(ADDRESSED)
    sure = [0, 0, 0.9, 0.9, 0.9, 0.9, 0]
    assert [c[2] for c in told(tagged(doc, [0, 0.9, 0, 0, 0, 0, 0], [0.9, 0, 0, 0, 0, 0, 0], sure))] == [
        "it would fail"
    ]


def test_a_clause_without_a_subject_is_said_by_nobody() -> None:
    assert told(parsed(GARDEN)) == []


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        (PRONOUN, "which / would fail"),
        (BARE, "A move / will fail"),
        (MONEY, "the money / to give"),
        (AGAIN, "lying"),
        (YEARS, "rain fell"),
    ],
)
def test_what_belongs_to_a_content(sentence: str, content: str) -> None:
    assert [c[2] for c in told(parsed(sentence))] == [content]


REQUIRED = (
    "Norland|NNP|2|nsubj required|VBD|0|root farmers|NNS|2|obj to|TO|5|mark report|VB|2|xcomp that|IN|8|mark "
    "rain|NN|8|nsubj fell|VBD|5|ccomp .|.|2|punct"
)
INDICATES = (
    "The|DT|2|det count|NN|3|nsubj fell|VBD|0|root ,|,|6|punct which|WDT|6|nsubj indicates|VBZ|2|acl:relcl "
    "that|IN|9|mark rain|NN|9|nsubj fell|VBD|6|ccomp .|.|3|punct"
)
WHETHER = (
    "Orlova|NNP|4|nsubj did|VBD|4|aux not|RB|4|advmod say|VB|0|root whether|IN|7|mark rain|NN|7|nsubj fell|VBD|4|ccomp "
    ".|.|4|punct"
)


NEITHER = (
    "Orlova|NNP|3|nsubj neither|CC|3|cc:preconj confirmed|VBD|0|root nor|CC|5|cc denied|VBD|3|conj the|DT|7|det "
    "report|NN|5|obj .|.|3|punct"
)


@pytest.mark.parametrize("sentence", [REQUIRED, INDICATES, WHETHER, NEITHER])
def test_what_nobody_has_said_is_no_claim(sentence: str) -> None:
    assert told(parsed(sentence)) == []


OBSERVERS = (
    "A|DT|2|det man|NN|8|nsubj who|WP|5|nsubj observers|NNS|5|nsubj expect|VBP|2|acl:relcl will|MD|7|aux "
    "win|VB|5|ccomp slept|VBD|0|root .|.|8|punct"
)


def test_the_subject_beside_a_relative_pronoun_speaks() -> None:
    assert [c[:3] for c in told(parsed(OBSERVERS))] == [("observers", "expect", "who / will win")]


def test_an_according_to_that_quotes_nobody_stays_in_the_content() -> None:
    plan = (
        "According|VBG|3|case to|IN|1|fixed rules|NNS|7|obl ,|,|7|punct mines|NNS|7|nsubj must|MD|7|aux "
        "close|VB|9|ccomp ,|,|9|punct said|VBD|0|root Orlova|NNP|9|nsubj .|.|9|punct"
    )
    assert [c[2] for c in told(parsed(plan))] == ["According to rules , mines must close"]


PASSIVE = (
    "Arden|NNP|3|nsubj:pass was|VBD|3|aux:pass told|VBN|0|root by|IN|5|case judges|NNS|3|obl:agent to|TO|7|mark "
    "wait|VB|3|xcomp .|.|3|punct"
)
IMAGINE = "Say|VB|0|root that|IN|4|mark rain|NN|4|nsubj fell|VBD|1|ccomp .|.|1|punct"
DAILY = (
    "Rain|NN|2|nsubj fell|VBD|0|root ,|,|2|punct according|VBG|7|case to|IN|4|fixed the|DT|7|det daily|JJ|2|obl "
    "Vesti|NNP|7|appos .|.|2|punct"
)


def test_whom_a_passive_order_is_for_belongs_to_its_content() -> None:
    assert [c[:3] for c in told(parsed(PASSIVE))] == [("judges", "told", "Arden / to wait")]


def test_an_imperative_says_nothing_yet() -> None:
    assert told(parsed(IMAGINE)) == []


def test_a_medium_whose_kind_is_parsed_as_an_adjective_is_the_source() -> None:
    assert [c[1:3] for c in told(parsed(DAILY))] == [("according to", "Rain fell")]


def test_what_the_speaker_does_meanwhile_is_no_content_where_the_tags_see_none() -> None:
    doc = parsed(
        "Orlova|NNP|2|nsubj said|VBD|0|root rain|NN|4|nsubj fell|VBD|2|ccomp ,|,|7|punct without|IN|7|mark "
        "giving|VBG|4|advcl details|NNS|7|obj .|.|2|punct"
    )
    unseen = [0, 0, 0.9, 0.9, 0.1, 0.1, 0.1, 0.4, 0]
    assert [c[2] for c in told(tagged(doc, [0, 0.9, *[0] * 7], [0.9, *[0] * 8], unseen))] == ["rain fell"]
    seen = [0, 0, *[0.9] * 6, 0]
    assert told(tagged(doc, [0, 0.9, *[0] * 7], [0.9, *[0] * 8], seen))[0][2].endswith("without giving details")
