import pytest

from readout.language.chunks import HARD_LIMIT, Chunk, arrays, pack
from readout.language.pieces import MAX_PIECES, UNK, WordPieces, shape

VOCABULARY = ["[PAD]", "un", "##usual", "usual", "u", ".", "s", "caf", "##e", "cafe", "-", "1", "##9"]


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("usual", ["usual"]),
        ("Unusual", ["un", "##usual"]),
        ("U.S.", ["u", ".", "s", "."]),
        ("café", ["cafe"]),
        ("19", ["1", "##9"]),
        ("-", ["-"]),
    ],
)
def test_longest_pieces_first(word: str, pieces: list[str]) -> None:
    assert WordPieces(VOCABULARY)(word) == tuple(VOCABULARY.index(p) for p in pieces)


@pytest.mark.parametrize("word", ["xyz", "", "\u200b", "漢"])
def test_what_the_vocabulary_lacks_is_one_unknown_piece(word: str) -> None:
    assert WordPieces(VOCABULARY)(word) == (UNK,)


def test_a_word_without_end_is_cut() -> None:
    assert len(WordPieces(VOCABULARY)("u." * 500)) == MAX_PIECES


@pytest.mark.parametrize(
    ("word", "kind"),
    [("talks", 0), ("Geneva", 1), ("UN", 2), ("U.S.", 2), ("A", 3), ("McCain", 4), ("1999", 5), ("90th", 6), (",", 7)],
)
def test_shape_keeps_what_lower_case_loses(word: str, kind: int) -> None:
    assert shape(word, starts_sentence=False) == kind
    assert shape(word, starts_sentence=True) == kind + 8


@pytest.mark.parametrize(
    ("sizes", "runs"),
    [
        ([], []),
        ([10], [(0, 1)]),
        ([80, 80], [(0, 2)]),
        ([40] * 5, [(0, 2), (2, 5)]),
        ([300, 10], [(0, 1), (1, 2)]),
        ([100, 100, 100], [(0, 1), (1, 2), (2, 3)]),
    ],
)
def test_sentences_are_packed_evenly(sizes: list[int], runs: list[tuple[int, int]]) -> None:
    found = pack(sizes)
    assert found[0][0] == 0 if found else not sizes
    assert [a for a, _ in found[1:]] == [b for _, b in found[:-1]]
    assert len(found) == len(runs)
    assert all(sum(sizes[a:b]) <= 160 or b - a == 1 for a, b in found)


def test_arrays_point_at_the_first_and_last_piece_of_each_word() -> None:
    pieces = WordPieces(VOCABULARY)
    long, short = Chunk(), Chunk()
    long.add(["unusual", "U.S."], pieces, 0)
    long.add(["usual"], pieces, 1)
    short.add(["usual"], pieces, 0)
    batch = arrays([long, short])
    assert batch["first"].tolist() == [[1, 3, 7], [1, 0, 0]]
    assert batch["last"].tolist() == [[2, 6, 7], [1, 0, 0]]
    assert batch["sentence"].tolist() == [[0, 0, 1], [0, -1, -1]]
    assert batch["ids"].shape == (2, 9)
    assert HARD_LIMIT < 512
