"""Whom "the Croatian" and "the Lund-based bank" mean, where contents end: short reports read with the weights."""

from __future__ import annotations

import pytest

from readout.intake import report_from_text
from readout.reader import Reader
from readout.record import Record


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def read(reader: Reader, text: str) -> Record:
    return reader.read(report_from_text(text, published="2006-11-20"))


def meant(record: Record, words: str) -> list[list[str]]:
    """The actors of the claims whose source is written so."""
    names, text = {a.id: a.name for a in record.actors}, record.report.text
    written = [(c, text[c.source_text.start : c.source_text.end]) for c in record.claims if c.source_text]
    return [[names[a] for a in c.source] for c, source in written if source.lower() == words.lower()]


def contents(record: Record, cue: str) -> list[str]:
    text = record.report.text
    found = [c for c in record.claims if text[c.cue.start : c.cue.end] == cue]
    return [" / ".join(text[s.start : s.end] for s in c.content) for c in found]


COACH = 'Coach Branko Vidal believes Arnstad can win the cup. "Our group is strong," '
BANK = "The Northern Development Bank said on Monday that rates would rise. Prices will fall, "


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (COACH + "said the Croatian.", "the Croatian", ["Branko Vidal"]),
        (COACH + "said the former goalkeeper.", "the former goalkeeper", ["Branko Vidal"]),
        (COACH + "the official said.", "the official", ["official"]),  # who speaks unnamed is nobody named before
        (BANK + "the Lund-based bank said.", "the Lund-based bank", ["Northern Development Bank"]),
        (BANK + "the local bank said.", "the local bank", ["local bank"]),
        ("The leader of the Estrian miners urged the mill on Monday to raise wages. Bishop Josef Zander said that "
         "the miners had waited for a year.", "The leader of the Estrian miners", ["Josef Zander"]),
        ("A mining ministry circular has told mills to close. The rule holds for a year. Mills will pay, the circular "
         "says.", "the circular", ["mining ministry"]),
    ],
)  # fmt: skip
def test_a_description_means_the_last_speaker(reader: Reader, text: str, words: str, who: list[str]) -> None:
    assert meant(read(reader, text), words)[-1:] == [who]


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        ("Mining Minister Amer Rashid said his country had reached a deal, the Arnstad Gazette reported.",
         "Mining Minister Amer Rashid", ["Amer Rashid"]),
        ("A dealer at a bank in Arnstad said the market was quiet. Volumes were thin, he said.", "he", ["dealer"]),
        ("British Ambassador to Norway James Watt met miners. Watt said the port was safe.", "Watt", ["James Watt"]),
        ("The mill broke no law, its lawyer said on Monday. The promise was void, Malcolm Ferris told a jury. The "
         "letter was no contract, the lawyer said.", "the lawyer", ["Malcolm Ferris"]),
        ("A senior minister Tuesday said the port was safe.", "A senior minister", ["senior minister"]),
        ("The miners have a taste for imported fruit, a newspaper reported. The Arnstad Daily said that prices "
         "were high.", "a newspaper", ["Arnstad Daily"]),
        ("Norwegian Ambassador to the UN Karl Holm met envoys. Holm said it was fair.", "Holm", ["Karl Holm"]),
    ],
)  # fmt: skip
def test_the_source_is_the_one_who_speaks(reader: Reader, text: str, words: str, who: list[str]) -> None:
    assert meant(read(reader, text), words) == [who]


def test_quoted_words_in_what_another_does_are_not_the_last_speakers(reader: Reader) -> None:
    record = read(
        reader,
        '"The mill must close," Antje Holm said.\n\nIvo Brandt, a miner from Arnstad who went to the meeting "because '
        'it happens once in a lifetime," left early.',
    )
    assert all("Brandt" not in text for text in contents(record, "said"))


def test_he_goes_on_behind_a_quotation_of_two_sentences(reader: Reader) -> None:
    record = read(
        reader,
        'President Karl Holm visited the mill on Monday. "It is a good step," said Ivo Brandt, a miner from Arnstad. '
        '"One can see in it a sign of peace."\n\n"It will help the port," he said.',
    )
    assert meant(record, "he") == [["Ivo Brandt"]]


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("Holm said the mill had lost money, while praising Estria for its help.", "said", "the mill had lost money"),
        ('"The guard suspected he was a thief, and then the man ran away," Holm said.', "suspected",
         "he was a thief"),
        ("The talks in Arnstad, Holm had said, would fail.", "had said", "The talks in Arnstad / would fail"),
        ('"The vote will be held before the talks" on Monday, Holm told reporters.', "told",
         '"The vote will be held before the talks" on Monday'),
        ("Norland-Estria trade will rise, Holm said.", "said", "Norland-Estria trade will rise"),
        ("Holm told a judge last week that two miners had lied.", "told", "two miners had lied"),
        ("The ministry ordered mills to close after it found that water was unsafe.", "ordered", "mills to close"),
    ],
)  # fmt: skip
def test_a_content_ends_where_the_next_thing_begins(reader: Reader, text: str, cue: str, content: str) -> None:
    assert contents(read(reader, text), cue) == [content]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor gave her final approval to a bill on fishing.",
        "The judge adjourned the trial of two miners on Monday.",
        "The minister has no intention of asking firms to pay.",
        "There has been no indication that the mill will open.",
        "The miner had lied, the court heard.",
        "The miners' union called a strike in Arnstad.",
        "Most parents prefer to see their children do well.",
    ],
)
def test_an_act_is_no_claim_however_the_tags_see_it(reader: Reader, text: str) -> None:
    assert not read(reader, text).claims


def test_what_one_speaks_about_is_told_by_a_main_verb_alone(reader: Reader) -> None:
    assert contents(read(reader, "Holm spoke about the mill in Arnstad."), "spoke about") == ["the mill in Arnstad"]
    assert not contents(read(reader, "Holm said it rained, commenting on the storm."), "commenting on")
