from itertools import product

import numpy as np
import pytest

from readout.language.decode import best_tree, is_tree, parted, spans


@pytest.mark.parametrize(
    ("heads", "right"),
    [
        ([0], True),
        ([1, 1, 1], True),
        ([1, 2, 2], True),
        ([0, 1], False),
        ([1, 0], False),
        ([1, 2, 0, 3], False),
        ([3, 2, 1, 3], False),
        ([0, 2, 1], False),
    ],
)
def test_a_tree_has_one_root_and_no_cycle(heads: list[int], right: bool) -> None:
    assert is_tree(heads) is right


@pytest.mark.parametrize("seed", range(30))
def test_best_tree_is_the_best_of_all_trees(seed: int) -> None:
    n = 2 + seed % 4
    scores = np.random.default_rng(seed).normal(size=(n, n)).astype(np.float32)
    trees = [heads for heads in product(range(n), repeat=n) if is_tree(heads)]
    best = max(trees, key=lambda heads: sum(scores[i, h] for i, h in enumerate(heads)))
    assert best_tree(scores) == list(best)


def test_best_tree_of_a_long_sentence_is_a_tree() -> None:
    scores = np.random.default_rng(1).normal(size=(120, 120)).astype(np.float32)
    assert is_tree(best_tree(scores))


@pytest.mark.parametrize(
    ("labels", "breaks", "found"),
    [
        (["O", "O"], [0, 0], []),
        (["B-PERSON", "I-PERSON", "O"], [0, 0, 0], [(0, 2, "PERSON")]),
        (["B-PLACE", "B-PLACE"], [0, 0], [(0, 1, "PLACE"), (1, 2, "PLACE")]),
        (["I-PLACE", "I-PLACE"], [0, 1], [(0, 1, "PLACE"), (1, 2, "PLACE")]),
        (["B-PERSON", "I-PLACE"], [0, 0], [(0, 1, "PERSON"), (1, 2, "PLACE")]),
        ([], [], []),
    ],
)
def test_spans_of_names(labels: list[str], breaks: list[int], found: list[tuple[int, int, str]]) -> None:
    assert spans(labels, breaks) == found


@pytest.mark.parametrize(
    ("sentence", "starts", "wanted"),
    [
        ([0, 0, 0], [0.9, 0.1, 0.2], [0, 0, 0]),
        ([0, 0, 0], [0.0, 0.1, 0.7], [0, 0, 1]),
        ([0, 0, 1, 1], [0.0, 0.8, 0.0, 0.9], [0, 1, 2, 3]),
        ([4, 4, 5], [0.0, 0.0, 0.0], [0, 0, 1]),
        ([], [], []),
    ],
)
def test_a_sentence_is_parted_where_the_network_sees_a_start(
    sentence: list[int], starts: list[float], wanted: list[int]
) -> None:
    assert parted(sentence, np.array(starts, np.float32), 0.5) == wanted


@pytest.mark.parametrize("heads", [[1, 2], [-1, 1], [0, 5]])
def test_a_head_outside_the_sentence_makes_no_tree(heads: list[int]) -> None:
    assert not is_tree(heads)
