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


GONE = "A palace aide said General Ivo Tarn had left Estria. "
POEM = "The Harbour Front criticised the feast in a statement. "


@pytest.mark.parametrize(
    ("text", "words", "meant"),
    [
        (
            GONE + '"Tarn was a brave soldier," an army spokesman was quoted as saying by Interfax. '
            '"We hope that his successor will be as brave," he added.',
            "he",
            "army spokesman",  # not the agency that passes his words on, and not whom they tell of
        ),
        (
            "The Daily Post reported on Friday that a barn had collapsed in Vall. The farmers fled the village, "
            "according to the report. Two boys were hurt, the report said.",
            "the report",
            "Daily Post",  # not the farmers
        ),
        (
            POEM + '"The port will close. The Norland government has arrested many fishermen," the Harbour Front '
            'said. "The Norland government is weak. Norland is poor." It said the feast was a waste.',
            "It",
            "Harbour Front",  # the quotation goes on behind its speaker
        ),
        (
            "Ivo Tarn criticised Mayor Karin Lund on Monday. He said the bridge was unsafe. Tarn noted Lund's speech "
            "in May in which she said the bridge would stand.",
            "she",
            "Karin Lund",  # Tarn has been "he"
        ),
        (
            'A supplier said the law was late. Describing it as a "first step", he said the King would sign it.',
            "he",
            "supplier",  # a person, though the tables have suppliers for firms
        ),
    ],
)
def test_who_goes_on_is_the_speaker_and_not_whom_the_words_tell_of(
    reader: Reader, text: str, words: str, meant: str
) -> None:
    found = sources(reader, text, words)
    assert found and all(ids == [meant] for ids in found)


def test_residents_of_several_lands_are_not_the_residents_of_before(reader: Reader) -> None:
    text = (
        "The quake hurt several Vall residents, a nurse said on Monday. Residents of six coastal lands said they had "
        "felt it."
    )
    assert sources(reader, text, "Residents of six coastal lands") == [["Residents"]]


def test_a_rating_agency_is_one_body_and_not_a_poor_one(reader: Reader) -> None:
    text = 'Standard and Poor\'s cut the rating of Estria on Monday. "The downturn will be long," it said.'
    assert sources(reader, text, "it") == [["Standard & Poor's"]]


def test_a_surname_says_nothing_and_what_is_only_expected_is_not_said() -> None:
    from readout.intake import report_from_text
    from readout.reader import Reader

    reader = Reader()

    def cues(text: str) -> list[str]:
        return [text[c.cue.start : c.cue.end] for c in reader.read(report_from_text(text)).claims]

    assert cues("Thousands attended the funeral of Nadir Said, 24, in Lima on Monday.") == []
    assert "confirm" not in cues("Norland expected Estria to freeze its programme and confirm that it had done so.")
    assert cues("Ivo Orsk said the funeral was attended by thousands.") == ["said"]
