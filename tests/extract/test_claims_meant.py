"""Whom a source means, on short reports read with the weights."""

from __future__ import annotations

import pytest

from readout.intake import report_from_text
from readout.reader import Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def sources(reader: Reader, text: str, words: str) -> list[list[str]]:
    """The actors of the claims whose source is written so."""
    record = reader.read(report_from_text(text, published="2006-11-20"))
    names = {a.id: a.name for a in record.actors}
    written = [(c, record.report.text[c.source_text.start : c.source_text.end]) for c in record.claims if c.source_text]
    return [[names[a] for a in c.source] for c, source in written if source.lower() == words.lower()]


OPENED = "The mill at Arnstad will open on Monday, "
HEAD = "World Trade Organization chief Lena Holt met traders in Arnstad on Monday. Talks went well, "


@pytest.mark.parametrize(
    ("text", "words", "meant"),
    [
        (HEAD + "the WTO director general said.", "the WTO director general", ["Lena Holt"]),
        (HEAD + "a spokesman for the port said. President Ruth Berg said she was glad.",
         "a spokesman for the port", ["spokesman"]),
        ("The Port Bank of Arnstad met the Harbour Commission on Monday. Rates will rise, the bank said.",
         "the bank", ["Port Bank of Arnstad"]),
        (OPENED + "fishing authorities in Kenya said.", "fishing authorities in Kenya", ["fishing authorities"]),
        (OPENED + "two subway riders said.", "two subway riders", ["subway riders"]),
        (OPENED + "the former England goalkeeper said.", "the former England goalkeeper", ["England goalkeeper"]),
    ],
)  # fmt: skip
def test_whom_a_description_means(reader: Reader, text: str, words: str, meant: list[str]) -> None:
    assert sources(reader, text, words) == [meant]


@pytest.mark.parametrize(
    "text",
    [
        "Practice shows that ships are late in winter.",
        'Dubbed "the Fox", the retired miner bought a boat on Monday.',
        "The mayor is likely to stress that the port is safe.",
        "The officials must acknowledge that the port is unsafe.",
    ],
)
def test_nobody_says_what_is_only_shown_or_to_come(reader: Reader, text: str) -> None:
    assert not reader.read(report_from_text(text, published="2006-11-20")).claims


@pytest.mark.parametrize("text", ["According to the mayor", "The port is open, said the mayor", '"We won," said she'])
def test_a_source_may_end_the_report(reader: Reader, text: str) -> None:
    assert not reader.read(report_from_text(text, published="2006-11-20")).warnings
