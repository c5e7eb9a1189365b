"""Where contents, cues and sources begin and end, and whose a quotation is. Sentences made for these tests."""

from __future__ import annotations

import pytest
from casting import parsed
from claiming import tagged, told

import readout

ADDRESSED = (
    "Orlova|NNP|2|nsubj|B-PERSON told|VBD|0|root Vesti|NNP|10|nsubj in|IN|6|case an|DT|6|det interview|NN|10|obl "
    "that|IN|10|mark aid|NN|10|nsubj must|MD|10|aux come|VB|2|ccomp .|.|2|punct"
)
DAY = (
    "Orlova|NNP|2|nsubj|B-PERSON warned|VBD|0|root Friday|NNP|4|compound {0}|NNS|6|nsubj were|VBD|6|aux "
    "fading|VBG|2|ccomp .|.|2|punct"
)
RELATIVE = (
    "Orlova|NNP|2|nsubj|B-PERSON attacked|VBD|0|root Labour|NNP|2|obj ,|,|6|punct which|WDT|8|obj they|PRP|7|nsubj "
    "claim|VBP|3|acl:relcl would|MD|9|aux yield|VB|7|ccomp .|.|2|punct"
)


def claims_of(text: str) -> list[tuple[list[str], str, str, list[str]]]:
    record = readout.read(text)
    names = {a.id: a.name for a in record.actors}
    words = record.report.text
    return [
        (
            [names[a] for a in c.source],
            words[c.source_text.start : c.source_text.end] if c.source_text else "",
            words[c.cue.start : c.cue.end],
            [words[s.start : s.end] for s in c.content],
        )
        for c in record.claims
    ]


def test_the_one_addressed_and_where_is_no_content_wherever_the_parse_hangs_them() -> None:
    assert told(parsed(ADDRESSED)) == [("Orlova", "told", "aid must come", "indirect", None)]


@pytest.mark.parametrize(
    ("noun", "content"), [("chances", "chances were fading"), ("prayers", "Friday prayers were fading")]
)
def test_the_day_of_the_saying_is_no_content_though_the_parse_joins_it_to_a_noun(noun: str, content: str) -> None:
    assert told(parsed(DAY.format(noun))) == [("Orlova", "warned", content, "indirect", None)]


def test_the_content_of_a_relative_clause_does_not_grow_over_what_stands_before_it() -> None:
    doc = tagged(
        parsed(RELATIVE), [0, 0, 0, 0, 0, 0, 0.9, 0, 0, 0], [0, 0, 0, 0, 0, 0.3, 0, 0, 0, 0],
        [0.9, 0.9, 0.9, 0.9, 0.9, 0.5, 0.1, 0.9, 0.9, 0],
    )  # fmt: skip
    assert [c[2] for c in told(doc) if c[1] == "claim"] == ["which / would yield"]


def test_quoted_words_stay_with_the_cue_before_them_where_the_speaker_goes_on() -> None:
    found = claims_of('Arden said Norland "must be wiped off the map", and said Estria was a dead state.')
    assert [c[3] for c in found] == [['Norland "must be wiped off the map"'], ["Estria was a dead state"]]


def test_a_sentence_that_only_names_the_speaker_has_the_quotation_before_it() -> None:
    lead = "Analysts said the bid was fully priced."
    said = '"The bank is a very attractive asset and it is run very well." Northern Bank\'s Anna Holm said.'
    found = claims_of(f"{lead}\n\n{said}")
    assert found[-1][0] == ["Anna Holm"]
    assert found[-1][3] == ["The bank is a very attractive asset and it is run very well"]


def test_a_name_with_a_hyphen_is_not_torn_by_the_cue() -> None:
    found = claims_of('The path is still "open" for all sides, Song Min-soon told reporters in Seoul.')
    assert [c[1:3] for c in found] == [("Song Min-soon", "told")]


def test_quoted_as_repeating_is_the_word_of_the_one_quoted() -> None:
    found = claims_of("The Vesti agency quoted Anna Holm as repeating her call for new talks.")
    assert (["Anna Holm"], "Anna Holm", "repeating", ["her call for new talks"]) in found


def test_a_resolution_is_the_word_of_who_adopted_it() -> None:
    lead = "The European Union adopted a resolution on Norland on Monday. It recalled a similar resolution of 1971."
    found = claims_of(f'{lead} "The vote was neither free nor fair," the resolution said.')
    assert found[-1][:2] == (["European Union"], "the resolution")


@pytest.mark.parametrize(
    ("source", "name"),
    [("a report from the city's environment watchdog", "environment watchdog"), ("a report from last year", "")],
)
def test_a_document_is_the_word_of_the_body_that_it_comes_from(source: str, name: str) -> None:
    found = claims_of(f"The water is not fit for people, according to {source}.")
    assert [" ".join(c[0]) for c in found] == [name]
