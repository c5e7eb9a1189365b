"""Phrases on their own: the words first, the tables second."""

from __future__ import annotations

from datetime import date

import pytest

from readout.actors.resolve import resolve


@pytest.mark.parametrize(
    ("text", "kind", "country", "sector"),
    [
        ("Polish Defence Minister Jan Nowacki", "person", "POL", "GOV"),
        ("Kenyan soldiers", "group", "KEN", "MIL"),
        ("Norway's foreign ministry", "organisation", "NOR", "GOV"),
        ("the rebels", "group", None, "REB"),
        ("a Toronto-based company", "organisation", "CAN", "BUS"),
        ("members of the Bundestag", "group", "DEU", "LEG"),
        ("a group of armed men from Chad", "group", "TCD", "UAF"),
        ("Japan's ambassador to Chile", "person", "JPN", "GOV"),
        ("former Peruvian police chief", "person", "PER", "ELI"),
        ("opposition lawmakers in Zambia", "group", "ZMB", "LEG"),
        ("Hezbollah fighters", "group", "LBN", "REB"),
        ("the Kremlin", "country", "RUS", "GOV"),
        ("Beirut", "country", "LBN", "GOV"),
        ("Uruguay", "country", "URY", None),
        ("Danish farmers", "group", "DNK", "AGR"),
        ("NATO", "organisation", "IGO", "MIL"),
        ("World Health Organization officials", "group", "IGO", "IGO"),
        ("Lagos police", "organisation", "NGA", "COP"),
        ("students at Yale University", "group", "USA", "EDU"),
    ],
)
def test_country_and_sector_of_a_phrase(text: str, kind: str, country: str | None, sector: str | None) -> None:
    found = resolve(text)
    assert (found.kind, found.country, found.sector) == (kind, country, sector)


@pytest.mark.parametrize(
    ("on", "role", "sector"),
    [
        (date(2012, 6, 1), "senator", "LEG"),
        (date(2013, 2, 18), "Secretary of State", "GOV"),
        (date(2020, 6, 1), None, "ELI"),
    ],
)
def test_an_office_is_held_for_its_days_only(on: date, role: str | None, sector: str) -> None:
    found = resolve("John Kerry", on=on)
    assert (found.name, found.country, found.role, found.sector) == ("John Kerry", "USA", role, sector)


@pytest.mark.parametrize("text", ["Sergey Lavrov", "Sergei Lavrov", "Russian Foreign Minister Sergei V. Lavrov"])
def test_spellings_of_one_person(text: str) -> None:
    found = resolve(text, on=date(2010, 1, 1))
    assert (found.name, found.country) == ("Sergei Lavrov", "RUS")


def test_a_surname_alone_is_the_one_in_office() -> None:
    assert resolve("Chirac", on=date(2000, 1, 1)).name == "Jacques Chirac"


def test_the_title_in_the_text_goes_before_the_tables() -> None:
    found = resolve("French Prime Minister Anna Unknown")
    assert (found.name, found.role, found.country) == ("Anna Unknown", "Prime Minister", "FRA")


def test_context_gives_the_country_that_the_phrase_does_not() -> None:
    assert (
        resolve("the interior ministry", context="Protests went on in Tunisia; Tunisian unions joined").country == "TUN"
    )


def test_the_phrase_goes_before_the_context() -> None:
    assert resolve("Malian soldiers", context="a report from Senegal").country == "MLI"


@pytest.mark.parametrize("text", ["", "  ", "???", "he", "yesterday"])
def test_what_names_nobody_has_neither_country_nor_sector(text: str) -> None:
    found = resolve(text)
    assert (found.country, found.sector) == (None, None)
