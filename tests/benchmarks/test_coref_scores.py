import pytest

from benchmarks.coref_scores import Clusters, Tally, b_cubed, best_pairing, ceaf, muc

# The worked examples of the literature: one key of three clusters, one response that joins two of them.
KEY: Clusters = [frozenset("12345"), frozenset("67"), frozenset("89ABC")]
JOINED: Clusters = [frozenset("12345"), frozenset("6789ABC")]


def f1(recall: tuple[float, float], precision: tuple[float, float]) -> float:
    r, p = recall[0] / recall[1], precision[0] / precision[1]
    return 2 * r * p / (r + p)


def test_muc_counts_links() -> None:
    """Bagga and Baldwin's example: nine links of the key stand, the response has one more."""
    assert muc(KEY, JOINED) == (9, 9)
    assert muc(JOINED, KEY) == (9, 10)


def test_b_cubed_counts_mentions() -> None:
    """The same example: precision (5 * 1 + 2 * 2/7 + 5 * 5/7) / 12 = .762, recall 1."""
    assert b_cubed(KEY, JOINED) == (12, 12)
    right, found = b_cubed(JOINED, KEY)
    assert right / found == pytest.approx((5 + 2 * 2 / 7 + 5 * 5 / 7) / 12)


def test_ceaf_pairs_clusters_one_to_one() -> None:
    """phi-4: the first with itself 1; {8..C} with the joined one 10/12; {6, 7} left out."""
    right, wanted = ceaf(KEY, JOINED)
    assert right == pytest.approx(1 + 10 / 12) and wanted == 3
    assert ceaf(JOINED, KEY)[1] == 2


def test_mentions_that_one_side_lacks_count() -> None:
    """Key {a, b, c}, response {a, b}, {c, d}, each figure by hand."""
    key: Clusters = [frozenset("abc")]
    response: Clusters = [frozenset("ab"), frozenset("cd")]
    assert muc(key, response) == (1, 2) and muc(response, key) == (1, 2)
    assert b_cubed(key, response) == pytest.approx((5 / 3, 3))
    assert b_cubed(response, key) == pytest.approx((2.5, 4))
    assert ceaf(key, response) == pytest.approx((0.8, 1))


def test_a_missing_mention_parts_the_key_for_muc() -> None:
    assert muc([frozenset("abcd")], [frozenset("ab")]) == (1, 3)
    assert muc([frozenset("abcd")], []) == (0, 3)


def test_nothing_found_gives_no_points() -> None:
    assert ceaf(KEY, []) == (0.0, 3.0)
    tally = Tally()
    tally.add(KEY, [])
    assert tally.figures()["conll"] == 0


def test_the_mean_is_of_the_three() -> None:
    tally = Tally()
    tally.add(KEY, JOINED)
    figures = tally.figures()
    wanted = [f1(m(KEY, JOINED), m(JOINED, KEY)) for m in (muc, b_cubed, ceaf)]
    assert figures["conll"] == pytest.approx(100 * sum(wanted) / 3, abs=0.01)
    assert figures["mention recall"] == 100


def test_the_best_pairing_is_not_the_greedy_one() -> None:
    import numpy as np

    table = np.array([[0.9, 0.8], [0.85, 0.1]])
    assert best_pairing(table) == [(0, 1), (1, 0)]
    assert best_pairing(np.array([[0.2], [0.7], [0.5]])) == [(1, 0)]
