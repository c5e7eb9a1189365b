"""Acts in headlines, as sites and agencies write them, read by the language core."""

from __future__ import annotations

import pytest

from readout.intake import report_from_text
from readout.reader import Reader
from readout.record import Record


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def told(record: Record) -> list[tuple[str, list[str], list[str], str]]:
    name = {a.id: a.name for a in record.actors}
    return [(e.type, [name[i] for i in e.actor], [name[i] for i in e.recipient], e.status) for e in record.events]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Zelensky to visit Oslo on Sunday", ("CONSULT", ["Zelensky"], ["Norway"], "planned")),
        ("China, Japan to hold trade talks in Geneva", ("CONSULT", ["China"], ["Japan"], "planned")),
        ("Norway to send air defence systems to Ukraine", ("AID", ["Norway"], ["Ukraine"], "planned")),
        ("China sanctions two US defence firms over arms", ("SANCTION", ["China"], ["US defence firms"], "occurred")),
        (
            "WHO sends mumps vaccines to South Sudan",
            ("AID", ["World Health Organization"], ["South Sudan"], "occurred"),
        ),
        ("Thousands rally in Oslo against the new law", ("PROTEST", ["thousands"], [], "occurred")),
        ("Kenya sends 40 more police officers to Haiti", ("MOBILIZE", ["Kenya"], ["Haiti"], "occurred")),
        ("North Korea fires two missiles into sea", ("MOBILIZE", ["North Korea"], [], "occurred")),
        ("EU agrees new package of sanctions against Mali", ("SANCTION", ["European Union"], ["Mali"], "occurred")),
        (
            "Norway hosts talks between Russian and US officials",
            ("CONSULT", ["Norway"], ["Russian officials", "US officials"], "occurred"),
        ),
    ],
)
def test_what_a_headline_tells(reader: Reader, text: str, event: tuple[str, list[str], list[str], str]) -> None:
    assert event in told(reader.read(report_from_text(text, published="2025-05-12")))


def test_those_killed_in_a_headline_are_acted_on(reader: Reader) -> None:
    found = told(reader.read(report_from_text("Houthi missile hits ship in Red Sea, two sailors killed")))
    assert found and all("sailors" not in actors for _, actors, _, _ in found)


def test_what_a_headline_announces_is_due(reader: Reader) -> None:
    record = reader.read(
        report_from_text("Macron and Merz to meet Zelensky in Kyiv on Saturday", published="2025-05-12")
    )
    assert [(d.kind, d.status, d.when and d.when.start) for d in record.docket] == [
        ("meeting", "scheduled", "2025-05-17")
    ]


def test_a_secretary_general_keeps_both_halves(reader: Reader) -> None:
    record = reader.read(report_from_text("The union's secretary-general warned that schools would close."))
    assert "union's secretary-general" in {a.name for a in record.actors}


def test_a_complaint_is_against_whom_it_names_and_not_the_body_that_hears_it(reader: Reader) -> None:
    record = reader.read(report_from_text("China filed a complaint against the United States at the WTO."))
    assert ("ACCUSE", ["China"], ["United States"], "occurred") in told(record)


def test_revenue_is_not_tortured(reader: Reader) -> None:
    text = "The sanctions will starve the regime of revenue, the Ukrainian president said."
    assert "ASSAULT" not in [event[0] for event in told(reader.read(report_from_text(text)))]
