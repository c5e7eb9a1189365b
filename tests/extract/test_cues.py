"""The lexicon of cues is sound."""

from __future__ import annotations

from typing import get_args

import pytest

from readout.extract import cues
from readout.record import ClaimKind

FRAMES = {
    "that", "quote", "ask", "inf", "oinf", "obj", "pred", "on + inf", "upon + inf", "to + inf", "for + inf",
    "for + ing", "at + number", "for", "of", "about", "against", "on", "as",
}  # fmt: skip
LISTS = (
    "relay", "sources", "acts", "void", "hedge", "nobody", "knowledge", "undertaking", "mute", "passing", "measures",
    "light", "media",
)  # fmt: skip


@pytest.mark.parametrize("family", ["verbs", "nouns", "adjectives"])
def test_groups_name_known_kinds_and_frames(family: str) -> None:
    for group in cues.lexicon()[family]:
        assert group["kind"] in get_args(ClaimKind)
        assert set(group.get("frames", ["that"])) <= FRAMES
        assert group["words"], "an empty group attributes nothing"


def test_words_are_lower_case_and_trimmed() -> None:
    data = cues.lexicon()
    words = [w for f in ("verbs", "nouns", "adjectives") for g in data[f] for w in g["words"]]
    words += [w for f in LISTS for w in data[f]["words"]]
    assert [w for w in words if w != w.lower().strip()] == []


@pytest.mark.parametrize(
    ("word", "frame", "kind"),
    [
        ("say", "that", "statement"),
        ("rule out", "obj", "denial"),
        ("ask", "ask", "question"),
        ("ask", "oinf", "statement"),
        ("report", "that", "report"),
        ("fear", "that", "belief"),
        ("accuse", "of", "statement"),
    ],
)
def test_kind_by_word_and_frame(word: str, frame: str, kind: str) -> None:
    assert cues.words("verbs")[word].kinds[frame] == kind


def test_phrases_end_in_a_preposition() -> None:
    assert all(words[-1] in ("to", "of") for words in cues.phrases())
