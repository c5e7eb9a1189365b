from __future__ import annotations

from datetime import date
from itertools import permutations
from typing import Any

import pytest
from situating import record

from readout.record import Record
from readout.situation import Decision, brief, picture
from readout.situation.entities import same_person
from readout.situation.followed import state_told
from readout.situation.positions import same_issue

HOLM = {"name": "Kari Holm", "country": "NOR", "sector": "GOV", "role": "foreign minister"}
LUND = {"name": "Erik Lund", "country": "SWE", "sector": "GOV"}


def meeting(
    name: str, published: str, text: str, trigger: str, status: str = "occurred", when: str = "2031-03-03"
) -> Record:
    event = {
        "type": "CONSULT",
        "actor": ["Kari Holm"],
        "recipient": ["Erik Lund"],
        "trigger": trigger,
        "status": status,
        "date": when,
    }
    return record(name, published, text, actors=(HOLM, LUND), events=(event,))


PLANNED = meeting(
    "r1", "2031-03-01", "Kari Holm will meet Erik Lund in Oslo to discuss herring quotas.", "will meet", "planned"
)
HELD = meeting("r2", "2031-03-03", "Kari Holm met Erik Lund in Oslo and they discussed herring quotas.", "met")
DENIED = meeting(
    "r3", "2031-03-04", "Kari Holm did not meet Erik Lund in Oslo to discuss herring quotas.", "meet", "negated"
)
AGAIN = meeting(
    "r4", "2031-03-07", "Kari Holm met Erik Lund in Oslo and they discussed herring quotas.", "met", when="2031-03-07"
)


def test_a_planned_meeting_that_is_held_is_one_event_that_occurred() -> None:
    (event,) = picture([HELD, PLANNED]).events
    assert (event.status, event.status_from) == ("occurred", "r2/event/10-13/CONSULT")
    assert [s for _, s in event.statuses] == ["planned", "occurred"]
    assert [s.report for s in event.sources] == ["r1", "r2"]
    (merge,) = event.merges
    assert {r.feature for r in merge.reasons if r.contribution > 0} >= {"same_type", "actor", "recipient", "wording"}


def test_a_denial_stands_beside_what_it_denies() -> None:
    held, denied = sorted(picture([HELD, DENIED]).events, key=lambda e: e.key)
    assert (held.disputes, denied.disputes) == ((denied.key,), (held.key,))


def test_two_meetings_of_other_days_are_two() -> None:
    assert len(picture([HELD, AGAIN]).events) == 2


@pytest.mark.parametrize("order", list(permutations([PLANNED, HELD, DENIED, AGAIN])))
def test_the_order_of_the_records_does_not_matter(order: tuple[Record, ...]) -> None:
    assert picture(order) == picture([PLANNED, HELD, DENIED, AGAIN])


def test_a_person_undoes_a_merge_and_forces_one() -> None:
    left, right = "r1/event/10-19/CONSULT", "r2/event/10-13/CONSULT"
    assert len(picture([PLANNED, HELD], [Decision(left, right, "different")]).events) == 2
    forced = Decision(right, "r4/event/10-13/CONSULT", "same", by="editor")
    (event,) = picture([HELD, AGAIN], [forced, Decision("gone", left, "same")]).events
    assert event.merges[0].decided


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("George W. Bush", "G. W. Bush", True),
        ("George Bush", "Laura Bush", False),
        ("Bush", "George Bush", True),
        ("George H. Bush", "George W. Bush", False),
        ("José Núñez", "Jose Nunez", True),
    ],
)
def test_names_of_one_person(left: str, right: str, same: bool) -> None:
    assert same_person(left, right) is same


def test_two_people_of_one_name_stay_apart_by_country_and_a_surname_joins_the_one_it_fits() -> None:
    other = {**HOLM, "country": "DNK"}
    short = {"name": "Lund", "country": "SWE"}
    found = picture(
        [record("a", "2031-01-01", "x", actors=(HOLM, LUND)), record("b", "2031-01-02", "y", actors=(other, short))]
    )
    assert sorted((e.name, e.country, len(e.reports)) for e in found.entities) == [
        ("Erik Lund", "SWE", 2),
        ("Kari Holm", "DNK", 1),
        ("Kari Holm", "NOR", 1),
    ]


def toll(name: str, published: str, words: str, low: float | None, high: float | None) -> Record:
    text = f"The blast at the Velm grain market killed {words} people on Tuesday."
    return record(
        name,
        published,
        text,
        events=({"type": "ASSAULT", "quad": 4, "trigger": "killed", "date": "2031-03-04"},),
        figures=({"measure": "killed", "unit": "people", "low": low, "high": high, "text": words, "about": "Velm"},),
    )


def test_rival_tolls_are_one_series_and_never_averaged() -> None:
    told = [
        toll("a", "2031-03-04", "12", 12, 12),
        toll("b", "2031-03-05", "more than 30", 30, None),
        toll("c", "2031-03-05", "19", 19, 19),
    ]
    (series,) = picture(told).figures
    assert [(c.low, c.high, c.change) for c in series.claims] == [(12, 12, "first"), (30, None, "up"), (19, 19, "down")]


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("the Syldavian arms embargo", "arms embargo on Syldavia's Syldavian ports", True),
        ("the embargo", "the talks on the embargo", False),
        ("the dam treaty", "the dam treaty", True),
    ],
)
def test_issues(left: str, right: str, same: bool) -> None:
    assert same_issue(left, right) is same


def stand(name: str, published: str, stance: str) -> Record:
    text = "Kari Holm spoke of the herring treaty."
    return record(
        name,
        published,
        text,
        actors=(HOLM,),
        positions=({"actor": ["Kari Holm"], "issue": "the herring treaty", "stance": stance},),
    )


def test_who_moved_and_when() -> None:
    (track,) = picture([stand("b", "2031-03-09", "for"), stand("a", "2031-03-01", "against")]).positions
    ((before, after),) = track.shifts
    assert (before.stance, after.stance, after.source.published) == ("against", "for", "2031-03-09")


def due(name: str, published: str, text: str, **given: object) -> Record:
    item = {"what": "vote on the herring treaty", "kind": "vote", "status": "scheduled", **given}
    return record(name, published, text, docket=(item,))


VOTE = due("a", "2031-03-01", "The vote on the herring treaty is set for March 10.", when="2031-03-10")


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("The vote on the herring treaty was put off after a walkout in Oslo.", "postponed"),
        ("The vote on the herring treaty took place in Oslo before dawn.", "met"),
        ("The vote on the herring treaty was called off in Oslo.", "cancelled"),
        ("The vote on the herring treaty may be called off, Oslo said.", "overdue"),
        ("Snow fell in Oslo and the trams were late.", "overdue"),
    ],
)
def test_an_item_is_followed_to_its_end(text: str, state: str) -> None:
    whole = picture([VOTE, record("b", "2031-03-11", text)])
    assert [s for _, s in whole.docket_on(date(2031, 3, 2))] == ["open"]
    assert [s for _, s in whole.docket_on(date(2031, 3, 12))] == [state]
    assert whole.docket_on(date(2031, 2, 1)) == ()


def test_an_item_told_twice_is_one_and_one_put_off_is_due_on_its_new_day() -> None:
    later = due(
        "b",
        "2031-03-05",
        "The vote on the herring treaty was put off to March 20.",
        when="2031-03-20",
        status="postponed",
    )
    ((entry, state),) = picture([VOTE, later]).docket_on(date(2031, 3, 12))
    assert (len(entry.sources), state) == (2, "postponed")
    due_on = entry.due(date(2031, 3, 12))
    assert due_on is not None
    assert due_on.end == "2031-03-20"
    assert entry.state(date(2031, 3, 21)) == "overdue"


def test_words_of_what_may_be_tell_no_outcome() -> None:
    assert state_told("The vote was put off.") == "postponed"
    assert state_told("The vote will be put off if it snows.") is None


def test_every_line_of_the_brief_is_cited_and_old_news_is_left_out() -> None:
    page = brief(
        [HELD, DENIED, VOTE, toll("x", "2031-03-03", "12", 12, 12), toll("y", "2031-03-04", "19", 19, 19)],
        date(2031, 3, 4),
        date(2031, 3, 4),
    )
    lines = [line for line in page.splitlines() if line.startswith("- ")]
    assert lines
    assert all("[" in line and line.rstrip().endswith("]") for line in lines)
    assert "“12” (2031-03-03) [" in page
    assert "Kari Holm did not meet" in page
    assert "they discussed" not in page


def told(name: str, sentence: str, trigger: str, **given: Any) -> Record:
    event = {"type": "ACCUSE", "actor": ["Kari Holm"], "recipient": ["Erik Lund"], "trigger": trigger,
             "date": "2031-03-04", "evidence": sentence, **given}  # fmt: skip
    return record(name, "2031-03-04", f"{sentence} Snow fell.", actors=(HOLM, LUND), events=(event,))


def test_the_brief_leaves_out_background_and_gives_a_sentence_once() -> None:
    old = told("a", "Kari Holm accused Erik Lund of theft in 2019.", "accused", date="2019-05-01")
    muddled = told("b", "Kari Holm blamed herself.", "blamed", recipient=["Kari Holm"])
    both = told("c", "Kari Holm attacked and accused Erik Lund on Tuesday.", "accused")
    twice = both.model_copy(
        update={"events": [*both.events, both.events[0].model_copy(update={"id": "e9", "type": "REJECT"})]}
    )
    page = brief([old, muddled, twice], date(2031, 3, 4), date(2031, 3, 4))
    assert [line for line in page.splitlines() if line.startswith("- ")] == [
        "- “Kari Holm attacked and accused Erik Lund on Tuesday.” *Kari Holm → Erik Lund; accusation; 4 March 2031* [1]"
    ]


def test_the_brief_s_docket_gives_the_weightiest_that_are_near_and_named() -> None:
    page = brief(
        [
            VOTE,
            due("b", "2031-03-02", "Talks are due this year.", what="talks", kind="talks", when=YEAR),
            due("c", "2031-03-02", "A meeting is set for March 9.", what="meeting", kind="meeting", when="2031-03-09"),
            due("d", "2031-03-02", "Shops will close on March 9.", what="shops to close", kind="other",
                when="2031-03-09"),
        ],
        date(2031, 3, 4),
        date(2031, 3, 4),
    )  # fmt: skip
    lines = [line for line in page.splitlines() if line.startswith("- ")]
    assert lines == ["- 10 March 2031: **vote on the herring treaty** [1]"]


YEAR = {"start": "2031-01-01", "end": "2031-12-31"}


def test_two_deaths_are_not_one_for_the_verb_alone() -> None:
    def killed(name: str, text: str, whom: str) -> Record:
        event = {"type": "ASSAULT", "quad": 4, "recipient": [whom], "trigger": "killed", "date": "2031-03-04"}
        return record(name, "2031-03-04", text, actors=({"name": whom, "kind": "group"},), events=(event,))

    here = killed("a", "Two soldiers were killed in a clash in the Velm hills on Tuesday.", "soldiers")
    there = killed("b", "Nine fishermen were killed when a ferry was shelled off Skarn on Tuesday.", "fishermen")
    assert len(picture([here, there]).events) == 2


def test_a_picture_holds_the_families_asked_for_alone_and_the_same_ones() -> None:
    text = "Kari Holm met Erik Lund in Oslo; 12 people were killed and Holm is for the herring treaty before the vote."
    actors = ({"name": "Kari Holm"}, {"name": "Erik Lund"})
    event = {
        "type": "CONSULT",
        "actor": ["Kari Holm"],
        "recipient": ["Erik Lund"],
        "trigger": "met",
        "date": "2031-03-03",
    }
    one = record(
        "r-1", "2031-03-03", text, actors=actors, events=(event,),
        figures=({"measure": "killed", "low": 12, "high": 12, "text": "12"},),
        positions=({"actor": ["Kari Holm"], "issue": "the herring treaty", "stance": "for"},),
        docket=({"what": "vote on the herring treaty", "kind": "vote", "when": "2031-03-09"},),
    )  # fmt: skip
    whole = picture([one])
    for part in ("events", "figures", "positions", "docket"):
        alone = picture([one], parts=(part,))
        assert getattr(alone, part) == getattr(whole, part) != ()
        others = {"events", "figures", "positions", "docket"} - {part}
        assert all(getattr(alone, other) == () for other in others)
