"""The first pass: what is plainly something else goes, what is doubtful stays."""

from __future__ import annotations

import pytest

from readout.errors import OffTopicError
from readout.intake import relevant, report_from_text
from readout.intake.relevance import leaning, off_topic
from readout.record import Report

MATCH = (
    "The visitors took the lead when the striker beat the goalkeeper from the edge of the area. The coach said his "
    "players and their teammates had played their best football of the season, and the referee blew for halftime."
)
BOURSE = (
    "Shares closed higher as investors bought technology stocks. The benchmark index rose in thin volume, and "
    "traders said that gainers outnumbered losers. Futures on crude were little changed."
)
DISH = (
    "Preheat the oven. Mix the flour with the butter and a teaspoon of salt, add the chopped onions and garlic, and "
    "simmer the sauce for ten minutes. Garnish with parsley and serve with a salad."
)


@pytest.mark.parametrize(("text", "topic"), [(MATCH, "sport"), (BOURSE, "markets"), (DISH, "kitchen")])
def test_what_is_plainly_something_else(text: str, topic: str) -> None:
    assert off_topic(Report(id="r-1", text=text)) == topic


@pytest.mark.parametrize(
    "text",
    [
        MATCH + " Police arrested 40 supporters after clashes outside the stadium, the interior ministry said.",
        BOURSE + " The president imposed sanctions on the central bank and the government recalled its ambassador.",
        "The foreign minister flew to Geneva to meet the envoy of the United Nations.",
        "He was there.",
        "",
    ],
)
def test_what_touches_public_affairs_stays(text: str) -> None:
    assert off_topic(Report(id="r-1", text=text)) is None


def test_a_report_that_goes_is_named() -> None:
    found = [report_from_text(MATCH, ref="m1"), report_from_text("The minister resigned on Monday, officials said.")]
    gone, stayed = relevant(found)
    assert isinstance(gone, OffTopicError)
    assert gone.source == "m1"
    assert "sport" in str(gone)
    assert stayed is found[1]


def test_a_report_leans_to_sport_that_names_police_once_and_to_nothing_where_politics_prevail() -> None:
    assert leaning(MATCH + " Police were called.") == "sport"
    politics = (
        " Troops, rebels and police clashed; the president, ministers and parliament met the ambassador and envoys."
    )
    assert leaning(MATCH + politics + " The opposition sought sanctions, an embargo and a treaty.") is None
