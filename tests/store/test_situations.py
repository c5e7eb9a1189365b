"""Merged events, rival figures, positions and the docket over a store, and persons' words on them."""

from __future__ import annotations

from datetime import date

import pytest
from situating import record

from readout.errors import UsageError
from readout.record import Record
from readout.store import Filter, Store, situation
from readout.store.situations import kind_of

HOLM = {"name": "Kari Holm", "country": "NOR", "sector": "GOV"}
LUND = {"name": "Erik Lund", "country": "SWE", "sector": "GOV"}


def met(name: str, published: str, text: str, trigger: str = "met", *, when: str = "2031-03-03") -> Record:
    told = {"type": "CONSULT", "actor": ["Kari Holm"], "recipient": ["Erik Lund"], "trigger": trigger, "date": when}
    return record(name, published, text, actors=(HOLM, LUND), events=(told,))


FIRST = met("r-1", "2031-03-03", "Kari Holm met Erik Lund in Oslo and they discussed herring quotas.")
SECOND = met("r-2", "2031-03-04", "Kari Holm met Erik Lund in Oslo and discussed the herring quotas of both.")
OTHER = met("r-3", "2031-06-01", "Kari Holm met Erik Lund in Kiruna over ore.", when="2031-05-30")
KEYS = ("r-1/event/10-13/CONSULT", "r-2/event/10-13/CONSULT")


def toll(name: str, published: str, words: str, low: float) -> Record:
    text = f"The blast at the Velm grain market killed {words} people on Tuesday."
    figure = {"measure": "killed", "unit": "people", "low": low, "high": low, "text": words, "about": "Velm"}
    return record(name, published, text, figures=(figure,))


def stand(name: str, published: str, stance: str) -> Record:
    position = {"actor": ["Kari Holm"], "issue": "the herring treaty", "stance": stance}
    return record(name, published, "Kari Holm spoke of the herring treaty.", actors=(HOLM,), positions=(position,))


def vote(name: str, published: str, text: str, when: str, status: str = "scheduled") -> Record:
    item = {"what": "vote on the herring treaty", "kind": "vote", "status": status, "when": when}
    return record(name, published, text, docket=(item,))


def added(store: Store, *records: Record) -> None:
    assert set(store.add(records)) == {"added"}


def test_one_event_has_all_its_sources_also_those_that_the_filter_left_out(store: Store) -> None:
    added(store, FIRST, SECOND, OTHER)
    found = situation(store, Filter(told_until="2031-03-03"), ("events",))
    (event,) = found.events
    assert [s.report for s in event.sources] == ["r-1", "r-2"]
    assert found.asked == {KEYS[0]}
    assert {r.report.id for r in found.records} == {"r-1", "r-2"}
    assert not found.capped


def test_of_an_earlier_day_later_reports_are_not_known(store: Store) -> None:
    added(store, FIRST, SECOND)
    (event,) = situation(store, Filter(), on=date(2031, 3, 3)).events
    assert [s.report for s in event.sources] == ["r-1"]


def test_a_person_splits_an_event_and_joins_it_again(store: Store) -> None:
    added(store, FIRST, SECOND, OTHER)
    store.decide("event", *KEYS, same=False, who="ana")
    assert len(situation(store, Filter()).events) == 3
    store.decide("event", *KEYS, same=True, who="ben")
    assert sorted(len(e.sources) for e in situation(store, Filter()).events) == [1, 2]


def test_a_person_joins_events_of_reports_that_nothing_else_brings_together(store: Store) -> None:
    added(store, FIRST, OTHER)
    store.decide("event", KEYS[0], "r-3/event/10-13/CONSULT", same=True, who="ana")
    (event,) = situation(store, Filter(until="2031-03-31"), ("events",)).events
    assert [s.report for s in event.sources] == ["r-1", "r-3"]
    assert event.merges[0].decided


def test_rival_figures_are_one_series_until_a_person_parts_them(store: Store) -> None:
    added(store, toll("r-1", "2031-03-04", "12", 12), toll("r-2", "2031-03-05", "19", 19))
    (series,) = situation(store, Filter(until="2031-03-04"), ("figures",)).figures
    assert [(c.low, c.change) for c in series.claims] == [(12, "first"), (19, "up")]
    store.decide("figure", *(c.source.key for c in series.claims), same=False, who="ana")
    assert len(situation(store, Filter(), ("figures",)).figures) == 2


def test_figures_of_other_weeks_are_one_series_where_a_person_says_so(store: Store) -> None:
    added(store, toll("r-1", "2031-03-04", "12", 12), toll("r-2", "2031-04-25", "19", 19))
    first, second = situation(store, Filter(), ("figures",)).figures
    store.decide("figure", first.key, second.key, same=True, who="ana")
    assert len(situation(store, Filter(), ("figures",)).figures) == 1


def test_positions_over_time_and_a_person_who_says_that_they_are_of_two_things(store: Store) -> None:
    added(store, stand("r-1", "2031-03-01", "against"), stand("r-2", "2031-05-09", "for"))
    (track,) = situation(store, Filter(actor="holm"), ("positions",)).positions
    assert [(a.stance, b.stance) for a, b in track.shifts] == [("against", "for")]
    store.decide("position", *(s.source.key for s in track.stands), same=False, who="ana")
    assert len(situation(store, Filter(), ("positions",)).positions) == 2


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("The vote on the herring treaty took place in Oslo before dawn.", "met"),
        ("The vote on the herring treaty was put off after a walkout in Oslo.", "postponed"),
        ("Time for the vote on the herring treaty was extended in Oslo.", "extended"),
        ("The herring treaty lapsed in Oslo without a vote.", "lapsed"),
        ("Snow fell in Oslo and the trams were late.", "overdue"),
    ],
)
def test_the_docket_is_followed_over_the_reports_of_the_store(store: Store, text: str, state: str) -> None:
    planned = vote("r-1", "2031-03-01", "The vote on the herring treaty is set for March 10.", "2031-03-10")
    added(store, planned, record("r-2", "2031-03-11", text))
    wanted = Filter(since="2031-03-01")
    assert [s for _, s in situation(store, wanted, ("docket",), on=date(2031, 3, 2)).docket] == ["open"]
    assert [s for _, s in situation(store, wanted, ("docket",), on=date(2031, 3, 12)).docket] == [state]


def test_two_of_one_name_are_two_where_a_person_says_so_and_two_names_one(store: Store) -> None:
    added(store, stand("r-1", "2031-03-01", "against"), stand("r-2", "2031-03-09", "for"))
    store.decide("actor", "r-1/actor/Kari Holm", "r-2/actor/Kari Holm", same=False, who="ana")
    assert len(situation(store, Filter(), ("positions",)).positions) == 2
    old = record("r-3", "2031-03-01", "Burma spoke.", actors=({"name": "Burma", "kind": "country"},))
    new = record("r-4", "2031-03-01", "Myanmar spoke up.", actors=({"name": "Myanmar", "kind": "country"},))
    added(store, old, new)
    store.decide("actor", "country/burma", "country/myanmar", same=True, who="ana")
    from readout.situation import picture
    from readout.store.situations import decisions

    (joined,) = picture([old, new], decisions(store)).entities
    assert joined.names == ("Burma", "Myanmar")


def test_what_is_no_key_or_not_merged_is_misuse(store: Store) -> None:
    assert kind_of("r-1/docket/0-9/vote on the A/B treaty") == "docket"
    assert kind_of("person/kari-holm/NOR") == "actor"
    with pytest.raises(UsageError, match="no key"):
        kind_of("events:10-13")
    with pytest.raises(UsageError, match="claims"):
        situation(store, Filter(), ("claims",))
