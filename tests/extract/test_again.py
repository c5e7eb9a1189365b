"""Happenings told again in other words, acts that nobody does, and praise, demands and rallies that are none."""

from __future__ import annotations

import pytest

from readout.intake import report_from_text
from readout.reader import Reader
from readout.record import Event


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def told(reader: Reader, text: str) -> tuple[list[Event], dict[str, str]]:
    """The events of a report of March 12, 2026, and the names of its actors."""
    record = reader.read(report_from_text(text, published="2026-03-12"))
    return list(record.events), {a.id: a.name for a in record.actors}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "Kenya offered to supply cheap power to Uganda on Thursday. "
            "The offer was made by Kenyan Energy Minister Opiyo Wandayi.",
            "AGREE",
        ),
        (
            "The United States and North Korea held direct talks in Geneva on Thursday. "
            "US envoy Christopher Hill met with North Korean negotiator Kim Kye-Gwan.",
            "CONSULT",
        ),
        ("Russia accused Ukraine of shelling a dam, blaming Ukraine for the flood.", "ACCUSE"),
    ],
)
def test_a_happening_in_other_words_is_told_once(reader: Reader, text: str, kind: str) -> None:
    events, _ = told(reader, text)
    assert [e.type for e in events if e.type == kind] == [kind]


def test_other_men_of_the_same_countries_meet_apart(reader: Reader) -> None:
    events, _ = told(
        reader,
        "French Foreign Minister Jean Barrot met Egyptian Foreign Minister Badr Abdelatty in Cairo on Thursday. "
        "French Defence Minister Catherine Vautrin met Egyptian President Abdel Fattah al-Sisi on Thursday.",
    )
    assert [e.type for e in events] == ["CONSULT", "CONSULT"]


@pytest.mark.parametrize(
    "text",
    [
        "Uganda hopes to expand cooperation with China in fishery.",
        "Germany expected Iran to release the prisoners.",
        "The French government should meet the unions of Corsica.",
        "Kenya deployed police to stop Somali militants launching attacks.",
        "The Japanese minister recognised the threat of bird flu.",
        "The Danish minister expressed confidence that the talks would go on.",
        "Iran insists on its right to enrich uranium.",
    ],
)
def test_what_is_wished_advised_prevented_or_noted_is_no_act(reader: Reader, text: str) -> None:
    events, _ = told(reader, text)
    assert [e.type for e in events if e.type not in ("MOBILIZE", "COERCE")] == []


def test_the_two_sides_of_a_clash(reader: Reader) -> None:
    events, names = told(reader, "Clashes between Turkish police and Kurdish rebels killed nobody on Thursday.")
    event = next(e for e in events if e.type == "ASSAULT")
    sides = {names[i] for i in event.actor}, {names[i] for i in event.recipient}
    assert sides == ({"Turkish police"}, {"Kurdish rebels"})


def test_who_was_driven_off(reader: Reader) -> None:
    events, names = told(reader, "Egyptian police fired tear gas on Thursday to disperse Sudanese students.")
    event = next(e for e in events if e.type == "ASSAULT")
    assert {names[i] for i in event.recipient} == {"Sudanese students"}


def test_an_air_strike_is_no_strike_of_workers(reader: Reader) -> None:
    events, _ = told(reader, "UN forces launched air strikes on the rebels on Thursday.")
    assert {e.type for e in events} == {"ASSAULT"}


def test_criticism_comes_from_those_it_comes_from(reader: Reader) -> None:
    events, names = told(reader, "The Israeli government came under criticism from France over the Lebanon war.")
    event = next(e for e in events if e.type == "ACCUSE")
    assert ({names[i] for i in event.actor}, {names[i] for i in event.recipient}) == ({"France"}, {"Israel"})


def test_what_is_only_expected_goes_on_as_planned(reader: Reader) -> None:
    events, _ = told(
        reader, "French President Emmanuel Macron is expected to meet Egyptian President Abdel Fattah al-Sisi."
    )
    assert [(e.type, e.status) for e in events] == [("CONSULT", "planned")]


def test_the_deal_is_the_deal_told_before(reader: Reader) -> None:
    events, _ = told(
        reader,
        "France and Egypt signed an agreement on water on Thursday. "
        "The agreement was signed by French Foreign Minister Jean Barrot in Cairo.",
    )
    assert len(events) == 1
