"""Verbs and nouns of the lexicon in a sense that is no act, or another: plain sentences written for the rules."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pytest

from readout.extract import lexicon
from readout.intake import report_from_text
from readout.reader import Reader
from readout.record import Record

NO_ACTS = [
    "A French lorry hit two Polish students at a crossing in Warsaw.",
    "The Danish minister was killed in a car crash in Spain in August.",
    "China recorded 400 mine accidents last year, killing 900 people.",
    "An explosion at a Polish gas plant killed 12 people.",
    "The Danish brewer Orsk took control of the Polish brewer Vall by buying its shares.",
    "The Democrats retook control of the US Senate in the elections.",
    "Food shortages forced Chad to import grain.",
    "The Kenyan president, speaking to the BBC, was in good spirits.",
    "The US Congress convenes in January.",
    "The Danish minister recognised that the goals remained important.",
    "Chadian parties were drumming up support in the villages.",
    "Analysts expressed concern about the weak dollar.",
    "Danish ministers voiced concern about the price of oil.",
    "Denmark, which opposes capital punishment, said it respected the ruling.",
    "The Kenyan police are investigating the cause of the crash.",
    "The Danish minister, pressed by reporters, left the room.",
    "The Danish judge asked to know why.",
    "The Danish central bank issued a warning of floods.",
    "Thousands marched on the square in Warsaw to mark the anniversary of the Polish republic.",
    "The Danish minister provided the Swedish premier with a proposal on schools.",
    "Danish soldiers stationed in Kosovo were fond of the food.",
    "The Kenyan government announced the suspension of classes.",
    "The Danish princes were not confined to dull circles.",
    "Danish firms could meet Chinese demand.",
    "The tax will bring in three billion dollars for Denmark.",
    "Many Ugandans work without fear of being deported.",
    "The zone was set up to protect the Iraqi Kurds from air attack.",
    "A Korean woman crossed the border into China.",
    "The Danish government investigated the disaster.",
    "Workers tore down trade barriers between Denmark and Sweden.",
    "The Danish premier talked with his mother in Oslo.",
    "The Danish government announced the release of the report on Sweden.",
    "The Danish minister has no objection to the Swedish plan.",
    "The Danish bank raised its rates, hitting Swedish exporters.",
    "The Danish minister struck an upbeat tone with Swedish guests.",
    "The Danish police freed a Swedish child trapped in a lift.",
    "Danish officials gathered in Vall for the harvest feast.",
]
ACTS = [
    ("Rebels in a lorry hit two Chadian soldiers with a rocket.", "ASSAULT"),
    ("The Sudanese army took control of the Chadian oil company.", "COERCE"),
    ("The Kenyan president spoke to the Ugandan president.", "CONSULT"),
    ("The Danish government voiced concern about the arrests in Chad.", "ACCUSE"),
    ("The Danish minister agreed with the Swedish premier's assessment.", "SUPPORT"),
    ("The Kenyan minister protested his innocence.", "REJECT"),
    ("Chadian soldiers backed by French paratroopers slept in the village.", "COOPERATE"),
    ("The Danish actress attacked the mayor over the dogs.", "ACCUSE"),
    ("Angolan troops attacked Zambia for no reason.", "ASSAULT"),
    ("The parliament of Mali was besieged by demonstrators.", "PROTEST"),
    ("The Turkish premier vowed not to cave in to the rebels.", "REJECT"),
    ("The Danish police barred reporters from the building.", "COERCE"),
    ("The Danish minister ended talks with his Swedish counterpart.", "CONSULT"),
    ("North Korea dismantled its nuclear reactor.", "RETREAT"),
    ("The Danish parliament killed the bill on Greenland.", "REJECT"),
    ("Israel boycotted the Palestinian government.", "SANCTION"),
    ("The Danish government advised the Swedes against travelling to Chad.", "REQUEST"),
]


@lru_cache(maxsize=1)
def _records() -> dict[str, Record]:
    """Every sentence read as a report of its own, with all acts kept."""
    texts = [*NO_ACTS, *(text for text, _ in ACTS)]
    with lexicon.using(replace(lexicon.shipped(), least=0.0)):
        read = Reader(lexicon=replace(lexicon.shipped(), least=0.0)).read_many(report_from_text(t) for t in texts)
        return dict(zip(texts, read, strict=True))


@pytest.mark.parametrize("text", NO_ACTS)
def test_words_in_a_sense_that_is_no_act(text: str) -> None:
    assert [(e.type, e.why) for e in _records()[text].events] == []


@pytest.mark.parametrize(("text", "kind"), ACTS)
def test_words_in_the_sense_of_an_act(text: str, kind: str) -> None:
    assert [e.type for e in _records()[text].events] == [kind]
