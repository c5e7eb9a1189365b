"""The pairs that we wrote ourselves to train on: each line can be read, and no type is left short."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from training.corpora import STATEMENT, TYPES, WRITTEN, jsonl, root, unmark, written

ENOUGH = 100
"""Lines of each type."""


def test_each_line_marks_one_actor_and_one_recipient() -> None:
    lines = WRITTEN.read_text("utf-8").splitlines()
    assert len(set(lines)) == len(lines)
    for line in lines:
        given = json.loads(line)
        assert given.keys() == {"marked", "root"}, line
        plain, spans = unmark(given["marked"])
        assert not set("<>") & set(plain), line
        assert spans.keys() == {"s", "t"}, line
        assert all(plain[start:end] == plain[start:end].strip() != "" for start, end in spans.values()), line


def test_every_type_has_examples_and_sides_that_reach_the_words() -> None:
    texts = list(written())
    counts = Counter(text.targets["allowed"] for text in texts)
    assert counts.keys() == {1 << i for i in range(STATEMENT + 1)}
    assert min(counts.values()) >= ENOUGH, {TYPES[i]: counts[1 << i] for i in range(STATEMENT)}
    for text in texts:
        for side in ("actor", "recipient"):
            assert any(1 in sentence.layers[side] for sentence in text.sentences), text.text


def test_the_corpora_are_not_copied() -> None:
    path = root() / "plover" / "relations-train.jsonl.gz"
    if not path.is_file():
        pytest.skip(f"no corpus at {path}")
    published = {run for row in jsonl(path) for run in _runs(row["text"])}
    assert not [t.text for t in written() if _runs(t.text) & published]


def _runs(text: str, size: int = 8) -> set[str]:
    words = "".join(c if c.isalnum() else " " for c in text.lower()).split()
    return {" ".join(words[i : i + size]) for i in range(len(words) - size + 1)}
