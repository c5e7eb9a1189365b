"""Whose claim it is where the words of the source are right and the actor was not; what is no claim at all."""

from __future__ import annotations

import pytest

from readout.intake import report_from_text
from readout.reader import Reader
from readout.record import Record


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def read(reader: Reader, text: str) -> Record:
    return reader.read(report_from_text(text, published="2006-12-05T00:00:00+00:00"))


def meant(record: Record, cue: str) -> list[str]:
    """The names of the actors of the last claim with that cue; [] where it has none."""
    text, names = record.report.text, {a.id: a.name for a in record.actors}
    found = [c for c in record.claims if text[c.cue.start : c.cue.end] == cue]
    assert found, f"no claim with the cue {cue!r}"
    return [names[i] for i in found[-1].source]


MARKET = '"It is growing," Singapore Minister for Ports, Roads and the Arts Lee Boon Tan said on Monday. '


@pytest.mark.parametrize(
    ("text", "cue", "who"),
    [
        (MARKET + "The fair will go on, the minister added.", "added", ["Lee Boon Tan"]),
        ("Meanwhile, Palestinian Chief of Crossings Nazmi Halim announced that the gate will open.", "announced",
         ["Nazmi Halim"]),
        ("The price rose, the Kuwait News Agency ( KUNA) reported. According to KUNA, it will rise.", "According to",
         ["Kuwait News Agency"]),
        ("Villagers fled, the Media Indonesia daily said on Friday.", "said", ["Media Indonesia"]),
        ("The defence lawyer, Craig Washington, said he was sad. Washington told reporters that he will argue.", "told",
         ["Craig Washington"]),
        ("Swiss telecoms giant Orbacom said profits rose. The company added that it would hire.", "added", ["Orbacom"]),
        ("The results were presented in Oslo by Norway. They indicate that the drug works.", "indicate", []),
        ("Family members of the victims have complained about the mill.", "have complained about", ["Family members"]),
        ("A senior figure of the Port Party admitted that he had lied.", "admitted", ["senior figure"]),
        ("The office of the UN High Commissioner for Refugees (UNHCR) warned that many could flee.", "warned",
         ["UN High Commissioner for Refugees"]),
    ],
)  # fmt: skip
def test_the_actor_is_whom_the_words_mean(reader: Reader, text: str, cue: str, who: list[str]) -> None:
    assert meant(read(reader, text), cue) == who


def test_the_same_words_are_the_same_actor_whichever_cue_they_serve(reader: Reader) -> None:
    text = ("The coalition said on Monday that the raid was a success. The Taliban shared the house with women. "
            '"The house was searched," it said, adding that nobody was hurt.')  # fmt: skip
    record = read(reader, text)
    assert meant(record, "adding") == meant(record, "said")


def test_another_is_no_one_told_of_before(reader: Reader) -> None:
    record = read(reader, '"It is a cloak," said one netizen. "We need no cloak," said another netizen.')
    first, second = (c.source for c in record.claims)
    assert first and second and first != second


def test_an_envoy_is_not_of_the_land_that_he_is_sent_to(reader: Reader) -> None:
    record = read(
        reader, '"It is time," Czech Ambassador to Zimbabwe Karel Jilek said. Trade will grow, the envoy added.'
    )
    assert {a.country for a in record.actors if a.name == "Karel Jilek"} == {"CZE"}


def test_a_warning_against_keeps_its_preposition(reader: Reader) -> None:
    record = read(reader, "The ministry advised its nationals against travelling to Iran.")
    (claim,) = record.claims
    assert record.report.text[claim.content[0].start : claim.content[0].end] == "against travelling to Iran"


def test_a_condition_keeps_its_if(reader: Reader) -> None:
    record = read(reader, "Orlova said if the rebels sought a truce, there would be many who would reject it.")
    (claim,) = record.claims
    assert record.report.text[claim.content[0].start :].startswith("if the rebels")


def test_the_agency_that_is_told_makes_no_official_its_countrys(reader: Reader) -> None:
    record = read(
        reader, "Nepal's rebels are at odds with the king. Officials told AFP the talks went on. AFP saw them."
    )
    names = {a.id: a for a in record.actors}
    assert {names[i].country for c in record.claims for i in c.source} <= {"NPL", None}


@pytest.mark.parametrize(
    "text",
    [
        "The Party and the Brotherhood showed their strength as the first phase of the vote ended.",
        "The players seek to shrug off the form which saw the coach dismissed.",
        "The board examined a plan to cut jobs, without revealing its sources.",
        "The authority received a docket. It has to decide whether he should be tried.",
    ],
)
def test_what_attributes_nothing_is_no_claim(reader: Reader, text: str) -> None:
    assert not read(reader, text).claims
