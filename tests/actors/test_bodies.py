"""Whom "the company" and "the group" mean, on sentences as agencies write them, read by the language core."""

from __future__ import annotations

import pytest

from readout.intake import report_from_text
from readout.reader import Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Hamas fired rockets into the desert on Saturday, the group said.", "Hamas"),
        ("Hamas released two hostages. The group said more would follow.", "Hamas"),
        ("Exxon will close two plants in May, the company said.", "ExxonMobil"),
        ("Exxon and Shell will close plants. The company said it had no choice.", "company"),
    ],
)
def test_a_body_by_its_kind_is_the_one_that_speaks_of_itself(reader: Reader, text: str, speaker: str) -> None:
    record = reader.read(report_from_text(text, published="2013-03-06"))
    names = {a.id: a.name for a in record.actors}
    assert [names[i] for i in record.claims[0].source] == [speaker]


def test_an_opposition_body_is_of_the_one_country_that_the_report_names(reader: Reader) -> None:
    text = "Nicaragua's government ordered the opposition newspaper La Prensa to suspend publication."
    record = reader.read(report_from_text(text, published="2013-03-06"))
    assert {a.name: a.country for a in record.actors}["La Prensa"] == "NIC"


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("The Nigeria Labour Congress met the president.", "NGA"),
        ("The Ghana Trades Union Congress met the president.", "GHA"),
        ("The Trades Union Congress met the president.", "GBR"),
    ],
)
def test_a_congress_of_unions_is_labour_and_at_home_where_its_name_says(
    reader: Reader, text: str, country: str
) -> None:
    found = [a for a in reader.read(report_from_text(text)).actors if a.name.endswith("Congress")]
    assert [(a.country, a.sector) for a in found] == [(country, "LAB")]
