"""People of a nation, one or many, are no state; those who gather others are the others."""

from __future__ import annotations

import pytest

from readout.intake import report_from_text
from readout.reader import Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("A Kenyan was arrested by police in Lima on Monday.", "Kenyan", "KEN"),
        ("Another Peruvian was killed by soldiers on Monday.", "Peruvian", "PER"),
        ("A Norwegian supervisor was arrested by police in Lima.", "Norwegian supervisor", "NOR"),
        ("Two groups of soldiers attacked the port on Monday.", "soldiers", None),
        ("The president urged the public to stay at home.", "public", None),
    ],
)
def test_who_is_meant(reader: Reader, text: str, name: str, country: str | None) -> None:
    actors = {a.name: a for a in reader.read(report_from_text(text)).actors}
    assert name in actors, list(actors)
    assert actors[name].country == country
    assert actors[name].kind != "country"


def test_a_state_is_still_told_by_its_adjective(reader: Reader) -> None:
    record = reader.read(report_from_text("The Kenyan proposal was rejected by Peru on Monday."))
    assert {"Kenya", "Peru"} <= {a.name for a in record.actors}
