from functools import cache

import numpy as np
import pytest

from readout.errors import WeightsError
from readout.language import Core, Document
from readout.language.coref import Coref, link
from readout.language.coref_mentions import MENTION_WIDTH
from readout.language.coref_pairs import PAIR_WIDTH

TEXT = (
    "Norway's foreign minister, Anna Lind, arrived in Oslo on Tuesday. She met the rebel leader Jonas Berg "
    "at the ministry. Berg said that he would not sign the treaty. Lind called the treaty fair.\n\n"
    "The rebels left after their leader had spoken."
)


@cache
def core() -> Core:
    return Core(threads=1)


@cache
def document() -> Document:
    return core().parse([TEXT])[0]


def chain_of(word: str, nth: int = 0) -> set[str]:
    """The heads of the chain that the nth mention headed by `word` stands in."""
    d = document()
    token = [t.i for t in d.tokens if t.text == word][nth]
    found = [chain for chain in d.chains if any(m.head == token for m in chain)]
    return {d.tokens[m.head].text for chain in found for m in chain}


def test_pronouns_join_the_one_they_mean() -> None:
    assert "Lind" in chain_of("She") or "Anna" in chain_of("She")
    assert chain_of("he") & {"Berg", "Jonas"} and not chain_of("he") & {"Lind", "Anna", "She"}


def test_a_repeated_noun_joins() -> None:
    d = document()
    first, second = [t.i for t in d.tokens if t.text == "treaty"]
    (chain,) = [chain for chain in d.chains if any(m.head == first for m in chain)]
    assert second in {m.head for m in chain}
    # processors round int8 sums differently: what is called "fair" may join, persons may not
    assert not {d.tokens[m.head].text for m in chain} & {"Anna", "Lind", "Jonas", "Berg", "She", "he"}


def test_chains_are_in_order_and_apart() -> None:
    d = document()
    assert d.chains
    assert all(len(chain) > 1 and list(chain) == sorted(chain, key=lambda m: (m.first, -m.last)) for chain in d.chains)
    firsts = [(chain[0].first, -chain[0].last) for chain in d.chains]
    assert firsts == sorted(firsts)
    all_mentions = [m for chain in d.chains for m in chain]
    assert len(set(all_mentions)) == len(all_mentions)
    assert all(m.first <= m.head < m.last for m in all_mentions)


def test_chains_do_not_hang_on_the_company() -> None:
    d = core().parse(["The king of Norway spoke to his army.", TEXT])[1]
    assert d.chains == document().chains


@pytest.mark.parametrize("text", ["", "Yes.", "...", "He"])
def test_texts_without_two_mentions_have_no_chains(text: str) -> None:
    assert core().parse([text])[0].chains == ()


def test_a_long_text_is_linked_in_blocks() -> None:
    d = core().parse([" ".join([TEXT.replace("\n\n", " ")] * 60)])[0]
    assert len(d.tokens) > 2_500
    assert max(len(chain) for chain in d.chains) > 100


def test_links_make_chains() -> None:
    later, earlier = np.array([1, 2, 2, 3, 3, 3]), np.array([0, 0, 1, 0, 1, 2])
    scores = np.array([-3.0, 1.0, 2.0, 0.4, 0.3, 0.2])
    assert link(4, later, earlier, scores, 0.0) == [[0, 3], [1, 2]]
    assert link(4, later, earlier, scores, 0.5) == [[1, 2]]
    assert link(4, later[:0], earlier[:0], scores[:0]) == []


def test_weights_for_other_features_are_refused() -> None:
    weights = {"mention.weight": np.zeros((4, 768 + MENTION_WIDTH + 1)), "pair.weight": np.zeros((4, PAIR_WIDTH))}
    with pytest.raises(WeightsError, match="coreference weights"):
        Coref({name: w.astype(np.float32) for name, w in weights.items()})
