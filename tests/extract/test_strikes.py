"""Strikes on what stands for its country, and by weapons that act for whoever sends them, read by the language core."""

from __future__ import annotations

import pytest

from readout.intake import report_from_text
from readout.reader import Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize(
    ("text", "actors", "recipients"),
    [
        ("Ukraine attacked an oil depot in Russia.", ["Ukraine"], ["Russia"]),
        ("Ukrainian drones hit an oil depot in Russia's Orsk region.", ["Ukraine"], ["Russia"]),
        ("Russian missiles killed 10 people near Lviv.", ["Russia"], ["people"]),
        ("Israel's army said its jets struck launch sites in Lebanon.", ["Israeli army"], ["Lebanon"]),
        ("Two jets bombed a village in Darfur.", [], ["Darfur"]),
    ],
)
def test_who_strikes_whom(reader: Reader, text: str, actors: list[str], recipients: list[str]) -> None:
    record = reader.read(report_from_text(text, published="2026-03-12"))
    names = {a.id: a.name for a in record.actors}
    (event,) = record.events
    assert event.type == "ASSAULT"
    assert ([names[i] for i in event.actor], [names[i] for i in event.recipient]) == (actors, recipients)


@pytest.mark.parametrize("text", ["A truck hit a school bus.", "The storm hit a power plant.", "Shares hit a high."])
def test_what_hits_without_force_is_no_assault(reader: Reader, text: str) -> None:
    assert reader.read(report_from_text(text, published="2026-03-12")).events == []
