from __future__ import annotations

import pytest

from readout.actors.kinds import MAYBE, NO, SURELY, likeness


@pytest.mark.parametrize(
    ("noun", "name", "sector", "how"),
    [
        ("bank", "National Bank of Norland", None, SURELY),
        ("commission", "Norland Commission on Ports", None, SURELY),
        ("bank", "Port Commission", None, NO),
        ("commission", "Harbour Brotherhood", None, NO),
        ("company", "Norlandia", None, MAYBE),
        ("company", "Norlandia", "BUS", MAYBE),
        ("company", "Harbour Party", None, NO),
        ("group", "Norland Front", "REB", MAYBE),
        ("organisation", "Norland Yacht Club", "SOC", MAYBE),
        ("treaty", "Norlandia", None, NO),
    ],
)
def test_a_noun_names_bodies_of_its_kind(noun: str, name: str, sector: str | None, how: int) -> None:
    assert likeness(noun, name, sector) == how
