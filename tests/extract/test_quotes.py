"""Where quotations open and close."""

from __future__ import annotations

import pytest
from helpers import document_from_conllu

from readout.extract.quotes import Quotations, marks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "no" twice.', ["no"]),
        ("He said “no, never” twice.", ["no, never"]),
        ("She wrote ‘it’s over’ at once.", ["it’s over"]),
        ("Er sagte „nein“ und ging.", ["nein"]),
        ("The rebels' camp and the army's.", []),
        ("He called it ''a gift'' again.", ["a gift"]),
        ("Il dit «non» encore.", ["non"]),
        ('A " spaced phrase" here.', [" spaced phrase"]),
        ('A 5" pipe and a "pipe".', ["pipe"]),
        ('"One day.\n\n"Two days," he said.', ["One day.", "Two days,"]),
        ("“He told me ‘go’ and I went,” she said.", ["He told me ‘go’ and I went,"]),
    ],
)
def test_quotations_of_a_text(text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b, _ in marks(text)] == expected


def test_a_quotation_left_open_ends_with_its_paragraph() -> None:
    text = '"We begin.\n\nThey left.'
    assert [(text[a:b], closed) for a, b, closed in marks(text)] == [("We begin.", False)]


def test_speech_is_told_from_quoted_phrases() -> None:
    doc = document_from_conllu("""
1 " " PUNCT `` _ 3 punct _ SpaceAfter=No
2 We we PRON PRP _ 3 nsubj
3 go go VERB VBP _ 7 ccomp _ SpaceAfter=No
4 , , PUNCT , _ 7 punct _ SpaceAfter=No
5 " " PUNCT '' _ 7 punct
6 he he PRON PRP _ 7 nsubj
7 said say VERB VBD _ 0 root
8 of of ADP IN _ 10 case
9 " " PUNCT `` _ 10 punct _ SpaceAfter=No
10 peace peace NOUN NN _ 7 obl _ SpaceAfter=No
11 " " PUNCT '' _ 10 punct
""")
    found = Quotations(doc)
    assert [found.speech(q) for q in found.all] == [True, False]
    assert found.at(2) is found.all[0]
    assert found.at(5) is None
