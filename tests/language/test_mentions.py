from helpers import document_from_conllu

from readout.language.mentions import mentions

MADE = """
1 Oslo Oslo PROPN NNP _ 5 nsubj _ Name=B-PLACE|SpaceAfter=No
2 's 's PART POS _ 1 case _ _
3 and and CCONJ CC _ 4 cc _ _
4 Rome Rome PROPN NNP _ 1 conj _ Name=B-PLACE
5 told tell VERB VBD _ 0 root _ _
6 the the DET DT _ 8 det _ _
7 armed armed ADJ JJ _ 8 amod _ _
8 rebels rebel NOUN NNS _ 5 obj _ _
9 who who PRON WP _ 10 nsubj _ _
10 left leave VERB VBD _ 8 acl:relcl _ _
11 them they PRON PRP _ 10 obj _ SpaceAfter=No
12 , , PUNCT , _ 14 punct _ _
13 the the DET DT _ 14 det _ _
14 North North PROPN NNP _ 8 appos _ _
15 . . PUNCT . _ 5 punct _ _
"""


def spans() -> dict[str, tuple[str, bool]]:
    d = document_from_conllu(MADE)
    return {d.words(m.first, m.last): (d.tokens[m.head].text, m.joined) for m in mentions(d)}


def test_a_noun_takes_in_its_article_and_relative_clause_but_no_apposition() -> None:
    assert spans()["the armed rebels who left them"] == ("rebels", False)
    assert spans()["the North"] == ("North", False)


def test_a_genitive_is_part_of_its_name() -> None:
    assert spans()["Oslo's"] == ("Oslo", False)


def test_a_coordination_stands_beside_its_parts() -> None:
    assert spans()["Oslo's and Rome"] == ("Oslo", True)
    assert spans()["Rome"] == ("Rome", False)


def test_pronouns_are_mentions_but_relative_ones_are_not() -> None:
    assert "them" in spans() and "who" not in spans()


def test_order_is_by_first_word_longer_ones_first() -> None:
    found = mentions(document_from_conllu(MADE))
    assert [(m.first, -m.last) for m in found] == sorted((m.first, -m.last) for m in found)
