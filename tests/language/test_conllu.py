from __future__ import annotations

import pytest
from helpers import document_from_conllu

from readout.language.conllu import to_conllu
from readout.language.document import Document, Sentence, Token

TWO = """
1 Ann    Ann   PROPN NNP _ 3 nsubj _ Name=B-PERSON
2 Lee    Lee   PROPN NNP _ 1 flat  _ Name=I-PERSON
3 did    do    VERB  VBD _ 0 root  _ SpaceAfter=No
4 n't    not   PART  RB  _ 3 advmod
5 answer answer VERB VB  _ 3 xcomp _ SpaceAfter=No
6 .      .     PUNCT .   _ 3 punct

1 Peru   Peru  PROPN NNP _ 2 nsubj _ Name=B-PLACE
2 waits  wait  VERB  VBZ _ 0 root  _ SpaceAfter=No
3 .      .     PUNCT .   _ 2 punct
"""


def test_a_document_survives_the_round_trip() -> None:
    document = document_from_conllu(TWO)
    assert document.text == "Ann Lee didn't answer. Peru waits."
    assert document_from_conllu(to_conllu(document)) == document


def test_every_row_has_ten_columns_and_each_sentence_one_root() -> None:
    for block in to_conllu(document_from_conllu(TWO)).strip().split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n") if not line.startswith("#")]
        assert all(len(row) == 10 and all(row) for row in rows)
        assert [row[0] for row in rows] == [str(n) for n in range(1, len(rows) + 1)]
        assert sum(row[6] == "0" and row[7] == "root" for row in rows) == 1
        assert all(0 <= int(row[6]) <= len(rows) for row in rows)


@pytest.mark.parametrize(
    "line",
    [
        "# sent_id = 2",
        "# text = Ann Lee didn't answer.",
        "# text = Peru waits.",
        "# newpar",
        "\tName=B-PERSON\n",
        "\tSpaceAfter=No\n",
    ],
)
def test_comments_and_misc_are_written(line: str) -> None:
    assert line in to_conllu(document_from_conllu(TWO))


def test_whitespace_in_the_text_becomes_one_space_and_blank_lines_paragraphs() -> None:
    words = [("Go", 0), ("now", 4), ("Stop", 9)]
    tokens = tuple(
        Token(i, at, at + len(w), w, w.lower(), "VERB", "VB", 0 if i < 2 else 2, "root" if i != 1 else "advmod", i // 2)
        for i, (w, at) in enumerate(words)
    )
    document = Document("Go\n now\n\nStop", tokens, (Sentence(0, 0, 2, 0, 7), Sentence(1, 2, 3, 9, 13)))
    out = to_conllu(document)
    assert "# text = Go now\n" in out
    assert out.count("# newpar\n") == 2


def test_an_empty_document_gives_nothing() -> None:
    assert to_conllu(Document("", (), ())) == ""
