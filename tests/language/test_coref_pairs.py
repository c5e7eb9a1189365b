import numpy as np
from helpers import document_from_conllu

from readout.language.coref_mentions import MENTION_WIDTH, describe
from readout.language.coref_pairs import PAIR_WIDTH, WINDOW, candidates, pairs
from readout.language.document import Document
from readout.language.mentions import mentions

MADE = """
1 The the DET DT _ 4 det _ _
2 United united PROPN NNP _ 3 compound _ Name=B-ORGANIZATION
3 Nations Nations PROPN NNP _ 4 compound _ Name=I-ORGANIZATION
4 Fund Fund PROPN NNP _ 5 nsubj _ Name=I-ORGANIZATION
5 thanked thank VERB VBD _ 0 root _ _
6 Ms. Ms. PROPN NNP _ 5 obj _ _
7 Lind Lind PROPN NNP _ 6 flat _ Name=B-PERSON
8 . . PUNCT . _ 5 punct _ _

1 " " PUNCT `` _ 4 punct _ SpaceAfter=No
2 UNF UNF PROPN NNP _ 3 nsubj _ Name=B-ORGANIZATION
3 helps help VERB VBZ _ 0 root _ SpaceAfter=No
4 " " PUNCT '' _ 3 punct _ _
5 , , PUNCT , _ 7 punct _ _
6 she she PRON PRP _ 7 nsubj _ _
7 said say VERB VBD _ 3 parataxis _ _
8 . . PUNCT . _ 3 punct _ _
"""


def made(times: int = 1) -> Document:
    return document_from_conllu("\n".join([MADE] * times))


def test_every_mention_has_a_row_of_the_width_that_is_promised() -> None:
    d = made()
    found = mentions(d)
    described = describe(d, found)
    assert described.onehot.shape == (len(found), MENTION_WIDTH)
    later, earlier = candidates(described)
    assert pairs(described, later, earlier).shape == (len(later), PAIR_WIDTH)
    assert set(np.unique(pairs(described, later, earlier))) <= {0.0, 1.0}


def test_quotes_genders_and_numbers_are_told() -> None:
    d = made()
    found = mentions(d)
    described = describe(d, found)
    at = {d.tokens[m.head].text: i for i, m in enumerate(found)}
    assert described.quote[at["UNF"]] > 0 and described.quote[at["she"]] == 0
    assert described.gender[at["she"]] == described.gender[at["Ms."]] >= 0
    assert described.gender[at["UNF"]] == -1


def test_initials_make_a_pair_of_the_acronym_and_its_name() -> None:
    d = made()
    found = mentions(d)
    described = describe(d, found)
    at = {d.tokens[m.head].text: i for i, m in enumerate(found)}
    j, i = (np.array([at[w]], np.int32) for w in ("UNF", "Fund"))
    other = np.array([at["Ms."]], np.int32)
    assert (pairs(described, j, i) != pairs(described, j, other)).any()
    assert described.acronym[i[0]] == described.head_word[j[0]]


def test_candidates_are_the_window_and_older_ones_that_share_a_word() -> None:
    d = made(40)
    described = describe(d, mentions(d))
    later, earlier = candidates(described)
    assert (earlier < later).all() and (np.diff(later) >= 0).all()
    last = earlier[later == len(described) - 1]
    near, old = last[last >= len(described) - 1 - WINDOW], last[last < len(described) - 1 - WINDOW]
    assert len(near) == WINDOW and 0 < len(old) < 10
    assert all(set(described.keys[i]) & set(described.keys[-1]) for i in old)
