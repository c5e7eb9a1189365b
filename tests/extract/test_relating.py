"""What the words tell of a given pair."""

from __future__ import annotations

import pytest

from readout.extract.relating import told_of
from readout.language import Core, Document


@pytest.fixture(scope="module")
def core() -> Core:
    return Core(coref=False)


def tokens(document: Document, words: str) -> list[int]:
    """The tokens of `words`, which stand in the text once."""
    start = document.text.index(words)
    return [t.i for t in document.tokens if start <= t.start < start + len(words)]


@pytest.mark.parametrize(
    ("text", "actor", "recipient", "kind"),
    [
        ("Kenya expelled two Ugandan envoys, and Chad condemned Niger.", "Kenya", "two Ugandan envoys", "SANCTION"),
        ("Kenya expelled two Ugandan envoys, and Chad condemned Niger.", "Chad", "Niger", "ACCUSE"),
        ("Kenya expelled two Ugandan envoys, and Chad condemned Niger.", "Chad", "Kenya", None),
        ("The premier of Kenya met the Ugandan president.", "the Ugandan president", "The premier of Kenya", "CONSULT"),
        ("Chad and Niger held talks in Lome.", "Chad", "Niger", "CONSULT"),
        ("Chad attacked Niger.", "Niger", "Chad", None),
    ],
    ids=["the first act", "the second", "of two acts", "mutual", "both subject", "turned round"],
)
def test_the_act_between_two(core: Core, text: str, actor: str, recipient: str, kind: str | None) -> None:
    document = core.parse([text])[0]
    event = told_of(document, tokens(document, actor), tokens(document, recipient))
    assert (event.type if event else None) == kind
