"""Terms set for somebody, and what follows otherwise: sentences as agencies write them, read by the language core."""

from __future__ import annotations

import pytest

from readout.intake import report_from_text
from readout.reader import Reader
from readout.record import DocketItem

THURSDAY = "2013-03-07"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def due(reader: Reader, text: str) -> list[DocketItem]:
    return reader.read(report_from_text(text, published=THURSDAY)).docket


@pytest.mark.parametrize(
    ("text", "day", "otherwise"),
    [
        ("The new cabinet must win a vote of confidence within 30 days or step down.", "2013-04-06", "step down"),
        ("Norway has until Friday to answer the charge or face new duties.", "2013-03-08", "face new duties"),
        ("The army has given the rebels 48 hours to leave the town.", "2013-03-09", None),
        ("Parliament must approve the treaty before the end of June.", "2013-06-30", None),
        (
            "The offer stands until March 20. If the rebels do not return by then, the truce will lapse.",
            "2013-03-20",
            "the truce will lapse",
        ),
        (
            "The truce expires on March 20. If no deal is reached, Norwegian troops will stay on the hills.",
            "2013-03-20",
            "Norwegian troops will stay on the hills",
        ),
    ],
)
def test_a_term_has_its_day_and_what_follows_otherwise(
    reader: Reader, text: str, day: str, otherwise: str | None
) -> None:
    found = [
        (d.when.start if d.when else None, text[d.otherwise.start : d.otherwise.end] if d.otherwise else None)
        for d in due(reader, text)
        if d.kind in ("deadline", "expiry")
    ]
    assert found == [(day, otherwise)]


@pytest.mark.parametrize(
    "text",
    [
        "Companies must report losses within 30 days of the end of a quarter.",
        "The rebels must have left the town by Friday, the army said.",
        "The council gave Norway until November 30 to stop the work, and it refused.",
        "The army gave the guards 48 hours of rest.",
    ],
)
def test_rules_and_terms_that_are_over_are_none(reader: Reader, text: str) -> None:
    assert [d.what for d in due(reader, text) if d.kind == "deadline"] == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("The mandate of the force runs out on June 30.", "expiry of mandate of the force"),
        ("Lawmakers face a Sunday deadline to pass a budget.", "deadline for Lawmakers to pass a budget"),
        ("The new duties take effect on April 2.", "new duties to take effect"),
        ("Voters go to the polls on Sunday.", "polls"),
        ("The trade ministers meet in Oslo on Monday.", "meeting of trade ministers in Oslo"),
    ],
)
def test_what_is_arranged_is_told_in_the_present(reader: Reader, text: str, what: str) -> None:
    assert [d.what for d in due(reader, text)] == [what]


@pytest.mark.parametrize(
    "text",
    [
        "Analysts said the Norwegian central bank would cut its rate in May.",
        "Some 40 percent of those polled said they would back the Norwegian leader on Sunday.",
        "Norway's premier said he had scrapped plans to visit Finland in May.",
        "Norway plans to press Finland to consider the treaty.",
    ],
)
def test_what_others_foresee_are_pressed_to_do_or_have_given_up_is_none(reader: Reader, text: str) -> None:
    assert [d.what for d in due(reader, text)] == []
