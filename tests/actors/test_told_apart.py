"""Groups and persons told apart: numbers with "of", lists, nationalities joined, one and many, nouns before a noun."""

from __future__ import annotations

import pytest
from casting import names, parsed

from readout.actors.cast import Cast

TWO_OF = (
    "Orsk|NNP|6|nsubj|B-PERSON and|CC|3|cc two|CD|1|conj of|IN|5|case aides|NNS|3|nmod left|VBD|0|root .|.|6|punct",
)
LISTED = (
    "Veld|NNP|2|nsubj|B-PERSON met|VBD|0|root Ivo|NNP|2|obj|B-PERSON Orsk|NNP|3|flat|I-PERSON ,|,|6|punct "
    "Ana|NNP|3|appos|B-PERSON Vall|NNP|6|flat|I-PERSON and|CC|9|cc officials|NNS|3|conj .|.|2|punct",
)
TWO_NATIONS = (
    "US|NNP|5|compound|B-PLACE and|CC|5|cc South|JJ|5|amod|B-MISC Korean|JJ|5|amod|I-MISC officials|NNS|6|nsubj "
    "met|VBD|0|root .|.|6|punct",
)
ARMY_CAMP = ("Rebels|NNS|2|nsubj attacked|VBD|0|root an|DT|5|det army|NN|5|compound camp|NN|2|obj .|.|2|punct",)
LOYAL = ("Forces|NNS|5|nsubj loyal|JJ|1|amod to|IN|4|case Orsk|NNP|2|obl|B-PERSON left|VBD|0|root .|.|5|punct",)
AHEAD = (
    "Thomas|NNP|3|nsubj|B-PERSON Vall|NNP|1|flat|I-PERSON spoke|VBD|0|root .|.|3|punct",
    "After|IN|3|case his|PRP$|3|nmod:poss talks|NNS|6|obl ,|,|3|punct Ivo|NNP|6|nsubj|B-PERSON left|VBD|0|root "
    ".|.|6|punct",
)
ONE_AND_MANY = (
    "A|DT|3|det Belgian|JJ|3|amod|B-MISC soldier|NN|4|nsubj died|VBD|0|root .|.|4|punct",
    "Two|CD|3|nummod other|JJ|3|amod soldiers|NNS|4|nsubj fled|VBD|0|root .|.|4|punct",
)

LEAD = "A|DT|2|det lawmaker|NN|4|nsubj was|VBD|4|aux:pass shot|VBN|0|root .|.|4|punct"
NAMED_NEXT = (LEAD, "Ivo|NNP|3|nsubj|B-PERSON Orsk|NNP|1|flat|I-PERSON died|VBD|0|root .|.|3|punct")
ANOTHER = (
    LEAD,
    "President|NNP|2|compound Ivo|NNP|4|nsubj|B-PERSON Orsk|NNP|2|flat|I-PERSON mourned|VBD|0|root .|.|4|punct",
)
NO_SUBJECT = (LEAD, "Police|NNS|2|nsubj blamed|VBD|0|root Ivo|NNP|2|obj|B-PERSON Orsk|NNP|3|flat|I-PERSON .|.|2|punct")


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        (TWO_OF, "Orsk", ["Orsk", "aides"]),
        (LISTED, "Ivo", ["Ivo Orsk", "Ana Vall", "officials"]),
        (TWO_NATIONS, "officials", ["US officials", "South Korean officials"]),
        (ARMY_CAMP, "army", ["army"]),
        (LOYAL, "Forces", ["Forces"]),
        (AHEAD, "his", ["Ivo"]),
        (ONE_AND_MANY, "soldiers", ["soldiers"]),
        (NAMED_NEXT, "lawmaker", ["Ivo Orsk"]),
        (ANOTHER, "lawmaker", ["lawmaker"]),
        (NO_SUBJECT, "lawmaker", ["lawmaker"]),
    ],
    ids=[
        "two of", "a list", "two nations", "a noun before a noun", "an adjective behind", "his ahead", "plural",
        "named in the next sentence", "another with an office", "another acted on",
    ],
)  # fmt: skip
def test_those_who_are_meant_are_told_apart(text: tuple[str, ...], word: str, expected: list[str]) -> None:
    doc = parsed(*text)
    assert names(Cast(doc), doc, word) == expected
