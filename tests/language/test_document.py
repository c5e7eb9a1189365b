import pytest
from helpers import document_from_conllu

from readout.language.document import Document, Sentence, Token

MADE = """
1 Oslo Oslo PROPN NNP _ 2 nsubj _ Name=B-PLACE
2 told tell VERB VBD _ 0 root _ _
3 the the DET DT _ 4 det _ _
4 rebels rebel NOUN NNS _ 2 obj _ _
5 to to PART TO _ 6 mark _ _
6 leave leave VERB VB _ 2 xcomp _ SpaceAfter=No
7 . . PUNCT . _ 2 punct _ _

1 They they PRON PRP _ 3 nsubj:pass _ _
2 were be AUX VBD _ 3 aux:pass _ _
3 warned warn VERB VBN _ 0 root _ SpaceAfter=No
4 . . PUNCT . _ 3 punct _ _
"""


def test_children_are_in_text_order() -> None:
    d = document_from_conllu(MADE)
    assert d.children[1] == (0, 3, 5, 6)
    assert d.children[0] == ()


def test_subtree_holds_the_word_itself() -> None:
    d = document_from_conllu(MADE)
    assert d.subtree(3) == [2, 3]
    assert d.subtree(1) == list(range(7))


def test_ancestors_go_up_to_the_root() -> None:
    assert list(document_from_conllu(MADE).ancestors(2)) == [3, 1]
    assert list(document_from_conllu(MADE).ancestors(1)) == []


def test_ancestors_end_where_heads_run_in_a_circle() -> None:
    tokens = tuple(Token(i, i, i + 1, "x", "x", "X", "XX", (i + 1) % 3, "dep", 0) for i in range(3))
    d = Document("xxx", tokens, (Sentence(0, 0, 3, 0, 3),))
    assert list(d.ancestors(0)) == [1, 2]


@pytest.mark.parametrize(
    ("i", "relations", "found"),
    [(1, ("nsubj", "obj"), [0, 3]), (9, ("nsubj",), [7]), (9, ("nsubj:pass",), [7]), (9, ("obj",), [])],
)
def test_dependents_by_full_or_universal_relation(i: int, relations: tuple[str, ...], found: list[int]) -> None:
    assert document_from_conllu(MADE).dependents(i, *relations) == found


def test_names_are_found_by_token() -> None:
    d = document_from_conllu(MADE)
    assert d.name_at[0].label == "PLACE"
    assert 1 not in d.name_at


def test_words_are_the_text_as_written() -> None:
    d = document_from_conllu(MADE)
    assert d.words(4, 7) == "to leave."
    assert d.words(3, 3) == ""
    assert d.sentence_of(8).i == 1
