from __future__ import annotations

import pytest

from readout.record import Report
from readout.situation import DuplicateIndex

LEAD = "Three fishermen drowned on Sunday when their boat sank off Velm in heavy seas, the coast guard said. "
BODY = (
    "Rescuers searched for nine hours before they found the wreck off the breakwater. The captain, who "
    "swam ashore, told police that a wave of six metres had broken the hull. The mayor ordered flags at half mast "
    "and promised an inquiry into why the harbour light had failed. It was the fourth such loss in a year."
)


def report(name: str, text: str, published: str = "2031-03-02") -> Report:
    return Report(id=name, text=text, published=published)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (LEAD + BODY, "copy"),
        ("ATTENTION - ADDS quotes ///\nVELM, March 2 (Wire) -- " + LEAD + BODY, "edited"),
        ("Four men are dead after a trawler went down near Velm, the coast guard said Sunday. " + BODY, "edited"),
        (LEAD + BODY.rsplit(". ", 2)[0] + ".", "extended"),
        (LEAD, "extended"),
    ],
)
def test_a_report_is_found_again(text: str, kind: str) -> None:
    index = DuplicateIndex([report("old", LEAD + BODY)])
    (found,) = index.add(report("new", text, "2031-03-03"))
    assert found.kind == kind
    assert found.earlier == "old"
    assert found.fuller == ("old" if len(text) < len(LEAD + BODY) else found.fuller)


TABLE = "The Velm index closed at {} points on {}, {} points from its last close. Turnover was {} million crowns."


@pytest.mark.parametrize(
    "text",
    [
        "The mayor of Velm said on Monday that the harbour light would be mended before the summer fleet comes in.",
        "Nine pilots walked out at the airport of Klow, which has no port, over pay.",
    ],
)
def test_another_story_is_not(text: str) -> None:
    assert DuplicateIndex([report("old", LEAD + BODY)]).add(report("new", text)) == []


def test_the_daily_table_is_not_its_own_copy() -> None:
    index = DuplicateIndex([report("old", TABLE.format(1204.1, "Monday", 12.4, 33))])
    assert index.add(report("new", TABLE.format(1198.6, "Friday", 5.5, 41), "2031-03-09")) == []


def test_the_same_report_twice_changes_nothing() -> None:
    index = DuplicateIndex([report("old", LEAD + BODY)])
    assert index.add(report("old", LEAD + BODY)) == []
    assert len(index) == 1
    assert index.add(report("empty", "…")) == []
