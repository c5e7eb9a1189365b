"""The tables hold together: codes exist, no name means two things, dates are sane."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import pairwise

import pytest

from readout.actors.knowledge import knowledge
from readout.actors.places import cities, locate
from readout.actors.tables import agents, day, key, many, roles, rows, singular

NOT_ISO = {"XKX", "IGO"}
SECTORS = {
    "GOV", "MIL", "COP", "LEG", "JUD", "SPY", "REB", "OPP", "PTY", "CVL", "MED", "EDU", "BUS", "REL", "NGO", "IGO",
    "CRM", "UAF", "ELI", "JOU", "PRM", "PRE", "LAB", "AGR", "REF", "SOC",
}  # fmt: skip


@pytest.fixture(scope="module")
def iso() -> set[str]:
    return {row["code"] for row in rows("official")} | NOT_ISO


@pytest.mark.parametrize("table", ["countries", "states"])
def test_codes_of_states_are_iso(table: str, iso: set[str]) -> None:
    assert {row["code"] for row in rows(table)} <= iso


@pytest.mark.parametrize("table", ["places", "seats", "bodies", "offices", "cities", "regions", "city_names"])
def test_countries_of_other_tables_are_iso_or_empty(table: str, iso: set[str]) -> None:
    assert {row["country"] for row in rows(table)} - {""} <= iso


@pytest.mark.parametrize("table", ["places", "seats", "bodies", "offices", "roles", "agents"])
def test_sectors_are_plovers(table: str) -> None:
    assert {row["sector"] for row in rows(table)} - {""} <= SECTORS


@pytest.mark.parametrize(
    ("table", "name"),
    [("countries", "name"), ("bodies", "name"), ("roles", "title"), ("agents", "noun"), ("places", "name")],
)
def test_no_row_stands_twice(table: str, name: str) -> None:
    names = [row[name] for row in rows(table)]
    assert sorted(n for n in set(names) if names.count(n) > 1) == []


def test_no_written_name_means_two_bodies() -> None:
    meant = defaultdict(set)
    for row in rows("bodies"):
        for name in {row["name"], *many(row["aliases"])}:
            meant[name].add(row["name"])
    assert {name: who for name, who in meant.items() if len(who) > 1} == {}


def test_no_written_name_means_two_countries() -> None:
    meant = defaultdict(set)
    for row in rows("countries"):
        for name in [row["name"], row["capital"], *many(row["aliases"]), *many(row["people"])]:
            meant[name].add(row["code"])
    meant.pop("")
    assert {name: who for name, who in meant.items() if len(who) > 1} == {}


def test_spells_in_office_start_before_they_end() -> None:
    for row in rows("offices"):
        start, end = day(row["start"], last=False), day(row["end"], last=True)
        assert start < end, row
        assert start > date(1910, 1, 1), row


def test_nobody_holds_one_office_twice_at_a_time() -> None:
    spells = defaultdict(list)
    for row in rows("offices"):
        who = (many(row["name"])[0], row["country"], row["role"])
        spells[who].append((day(row["start"], last=False), day(row["end"], last=True)))
    for who, terms in spells.items():
        terms.sort()
        assert all(a[1] <= b[0] for a, b in pairwise(terms)), who


def test_heads_of_state_and_government_do_not_overlap() -> None:
    spells: dict[tuple[str, str], list[tuple[date, date, str]]] = defaultdict(list)
    for row in rows("offices"):
        top = row["role"].lower() in ("president", "prime minister", "chancellor")
        if top and row["country"] in ("USA", "FRA", "DEU", "GBR", "CHN", "JPN", "ISR", "IND"):
            terms = spells[row["country"], row["role"]]
            terms.append((day(row["start"], last=False), day(row["end"], last=True), row["name"]))
    for terms in spells.values():
        terms.sort()
        assert all(a[1] <= b[0] for a, b in pairwise(terms))


def test_every_office_has_a_sector() -> None:
    known = roles()
    missing = {
        row["role"] for row in rows("offices") if not row["sector"] and key(row["role"]) not in known
        and not any(key(row["role"]).endswith(title) or key(row["role"]).startswith(title + " ") for title in known)
    }  # fmt: skip
    assert missing == set()


def test_coordinates_are_degrees() -> None:
    for table in ("cities", "city_names"):
        for row in rows(table):
            assert -90 <= float(row["lat"]) <= 90
            assert -180 <= float(row["lon"]) <= 180


def test_of_cities_of_one_name_the_largest_comes_first() -> None:
    assert [c.country for c in cities("London")][:1] == ["GBR"]


def test_generated_tables_credit_their_source_and_stay_small() -> None:
    from importlib.resources import files

    folder = files("readout.actors").joinpath("data")
    assert "GeoNames" in folder.joinpath("cities.tsv").read_text(encoding="utf-8").splitlines()[0]
    assert sum(len(f.read_bytes()) for f in folder.iterdir() if f.name.endswith(".tsv")) < 1_500_000


def test_a_noun_of_the_tables_is_its_own_singular_or_has_one() -> None:
    assert all(singular(singular(noun)) == singular(noun) for noun in agents())


@pytest.mark.parametrize(
    ("plural", "one"),
    [("gunmen", "gunman"), ("allies", "ally"), ("children", "child"), ("troops", "troop"), ("police", "police"),
     ("boxes", "box"), ("witnesses", "witness"), ("secretaries of state", "secretary of state")],
)  # fmt: skip
def test_singular(plural: str, one: str) -> None:
    assert singular(plural) == one


@pytest.mark.parametrize(
    ("text", "name", "via"),
    [
        ("US", "United States", "name"),
        ("U.S.", "United States", "name"),
        ("the Netherlands", "Netherlands", "name"),
        ("Kremlin", "Russia", "seat"),
        ("Tehran", "Iran", "capital"),
        ("Danes", "Denmark", "people"),
        ("Bissau-Guinean", "Guinea-Bissau", "adjective"),
        ("IAEA", "International Atomic Energy Agency", "name"),
        ("al-Qa'ida", "al-Qaeda", "name"),
        ("Côte d’Ivoire", "Ivory Coast", "name"),
    ],
)
def test_a_name_is_found_however_it_is_written(text: str, name: str, via: str) -> None:
    meaning = knowledge().lookup(text)
    assert meaning is not None
    assert (meaning.entry.name, meaning.via) == (name, via)


@pytest.mark.parametrize("text", ["us", "who", "ice", "states", "turkey", "beta", "total", "is", "mend"])
def test_a_plain_word_is_no_name(text: str) -> None:
    assert knowledge().lookup(text) is None


@pytest.mark.parametrize(
    ("text", "on", "name"),
    [
        ("Belgrade", date(1999, 5, 1), "Yugoslavia"),
        ("Belgrade", date(2010, 5, 1), "Serbia"),
        ("Moscow", date(1985, 5, 1), "Soviet Union"),
        ("Moscow", date(2005, 5, 1), "Russia"),
        ("Zaire", date(1996, 5, 1), "Zaire"),
    ],
)
def test_a_capital_stands_for_the_state_of_its_day(text: str, on: date, name: str) -> None:
    meaning = knowledge().lookup(text, on)
    assert meaning is not None
    assert meaning.entry.name == name


def test_a_city_is_located_in_the_country_of_the_report() -> None:
    place = locate("Hyderabad", ["PAK"])
    assert place is not None
    assert place.country == "PAK"
    assert place.lat == pytest.approx(25.4, abs=0.1)
    assert place.lon == pytest.approx(68.4, abs=0.1)


def test_a_country_is_a_place_without_coordinates() -> None:
    place = locate("Syria")
    assert place is not None
    assert (place.country, place.lat) == ("SYR", None)


def test_an_unknown_place_is_none() -> None:
    assert locate("Xyzzyville") is None
