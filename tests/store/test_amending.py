"""What reviewers said of items: in lists, in merged views, across readings and processes."""

from __future__ import annotations

from typing import Any

import pytest
from situating import record
from store.making import made

from readout.record import Record
from readout.store import Filter, Review, Store, situation
from readout.store.amending import amended, moved_keys
from readout.store.trusted import trusted


def keys(one: Record) -> dict[str, str]:
    return {key.partition(":")[0]: key for _, key in Store.keys(one)}


def said(key: str, verdict: str, by: str = "Ann", /, **fields: Any) -> Review:
    return Review("r1", key, verdict, fields, by, "2031-04-03")


def test_what_nobody_reviewed_is_the_record_itself() -> None:
    one = made(1)
    assert amended(one, []) is one
    assert amended(one, [said(keys(one)["events"], "accepted")]) is one


@pytest.mark.parametrize("family", ["events", "claims", "figures", "positions", "docket"])
def test_what_was_rejected_is_gone_and_the_record_is_sound(family: str) -> None:
    one = made(1)
    left = amended(one, [said(keys(one)[family], "rejected")])
    assert getattr(left, family) == []
    assert Record.model_validate(left.model_dump()) == left
    assert getattr(amended(one, [said(keys(one)[family], "rejected")], rejected=True), family) == getattr(one, family)


def test_what_stood_on_the_word_of_a_rejected_claim_stands_on_that_around_it() -> None:
    one = made(1)
    outer = one.claims[0].model_copy(update={"id": "c0", "cue": one.figures[0].text})
    inner = one.claims[0].model_copy(update={"via": "c0"})
    nested = one.model_copy(update={"claims": [outer, inner]})
    key = next(key for item, key in Store.keys(nested) if item == "c1")
    assert amended(nested, [said(key, "rejected")]).figures[0].claim == "c0"


def test_where_reviewers_differ_it_stays_as_it_was_read() -> None:
    one, key = made(1), keys(made(1))["events"]
    differ = [said(key, "rejected"), said(key, "accepted", "Bo")]
    assert amended(one, differ).events == one.events
    assert amended(one, [*differ, said(key, "rejected", "Bo")]).events == []


def test_a_corrected_event_has_the_class_and_score_of_its_new_type() -> None:
    one = made(1)
    fields = {"type": "ASSAULT", "recipient": "Ruritania; Syldavia", "start": "2031-04-01"}
    (event,) = amended(one, [said(keys(one)["events"], "corrected", **fields)]).events
    assert (event.type, event.quad, event.score < 0) == ("ASSAULT", 4, True)
    assert event.date is not None
    assert (event.date.start, event.date.end) == ("2031-04-01", "2031-04-02")
    left = amended(one, [said(keys(one)["events"], "corrected", **fields)])
    names = {a.id: a.name for a in left.actors}
    assert [names[i] for i in event.recipient] == ["Ruritania", "Syldavia"]
    assert Record.model_validate(left.model_dump()) == left


def test_numbers_days_and_sides_may_be_taken_away() -> None:
    one = made(1)
    reviews = [
        said(keys(one)["figures"], "corrected", high="", low="41"),
        said(keys(one)["docket"], "corrected", start="", end="", who=""),
    ]
    left = amended(one, reviews)
    assert (left.figures[0].low, left.figures[0].high) == (41, None)
    assert (left.docket[0].when, left.docket[0].who) == (None, [])


@pytest.mark.parametrize("fields", [{"end": "2031-01-01"}, {"status": "nonsense"}, {"nothing": "of the kind"}])
def test_a_correction_that_the_record_cannot_hold_changes_nothing(fields: dict[str, str]) -> None:
    one = made(1)
    assert amended(one, [said(keys(one)["events"], "corrected", **fields)]).events == one.events


def test_the_index_follows_reviews_over_readings_and_rebuilding(store: Store) -> None:
    one = made(1)
    list(store.add([one, made(2, one="Klow")]))
    store.review("r1", keys(one)["events"], "corrected", who="Ann", fields={"type": "COERCE", "actor": "Ruritania"})
    store.review("r1", keys(one)["figures"], "rejected", who="Ann")
    for change in (lambda: None, lambda: list(store.add([one], weights="newer")), store.rebuild):
        change()
        (found,) = store.events(Filter(type="COERCE"))
        assert (found.sides["actor"], found.reviewed, found.report) == (["Ruritania"], "corrected", "r1")
        assert [f.report for f in store.events(Filter(actor="ruritania"))] == ["r1"]
        assert [f.report for f in store.events(Filter(actor="syldavia", type="ACCUSE"))] == []
        assert [f.report for f in store.figures()] == ["r2"]
    assert store.record("r1") == one
    counted = {a.name: a.items for a in store.actors()}
    assert counted["Ruritania"] == 1


def test_a_verdict_that_is_taken_back_is_taken_back_everywhere(store: Store) -> None:
    one = made(1)
    list(store.add([one]))
    for verdict, there in (("rejected", 0), ("accepted", 1)):
        store.review("r1", keys(one)["events"], verdict, who="Ann")
        assert len(store.events()) == there
        assert len(situation(store, Filter(), ("events",)).events) == there


def test_a_merged_view_is_told_anew_after_a_write_of_another_process(where: str) -> None:
    with Store(where) as mine, Store(where) as other:
        list(mine.add([made(1)]))
        wanted = Filter(actor="Syldavia")
        (event,) = situation(mine, wanted).events
        assert situation(mine, wanted) is situation(mine, wanted)
        other.review("r1", keys(made(1))["events"], "corrected", who="Bo", fields={"type": "REJECT"})
        assert [e.type for e in situation(mine, wanted).events] == ["REJECT"]
        list(other.add([made(2)]))
        assert {s.report for e in situation(mine, wanted).events for s in e.sources} == {"r1", "r2"}
        other.decide("event", event.key, "r2/event/9-18/ACCUSE", same=False, who="Bo")
        assert len(situation(mine, wanted).events) == 2
        other.review("r1", keys(made(1))["events"], "rejected", who="Bo")
        assert {s.report for e in situation(mine, wanted).events for s in e.sources} == {"r2"}


def test_a_decision_on_an_item_that_was_corrected_since_still_holds(store: Store) -> None:
    text = "Kari Holm met Erik Lund in Oslo."
    event = {
        "type": "CONSULT",
        "actor": ["Kari Holm"],
        "recipient": ["Erik Lund"],
        "trigger": "met",
        "date": "2031-03-03",
    }
    both = [
        record(f"r-{n}", f"2031-03-0{n}", text, actors=({"name": "Kari Holm"}, {"name": "Erik Lund"}), events=(event,))
        for n in (3, 4)
    ]
    list(store.add(both))
    (first, second) = (f"r-{n}/event/10-13/CONSULT" for n in (3, 4))
    store.decide("event", first, second, same=False, who="Ann")
    assert len(situation(store, Filter(), ("events",)).events) == 2
    for one in both:
        store.review(one.report.id, "events:10-13", "corrected", who="Ann", fields={"type": "SUPPORT"})
    assert [e.type for e in situation(store, Filter(), ("events",)).events] == ["SUPPORT", "SUPPORT"]
    left = amended(both[0], store.reviews("r-3"))
    assert moved_keys(both[0], left) == {first: "r-3/event/10-13/SUPPORT"}


def test_of_what_there_is_more_it_is_said_how_much(store: Store) -> None:
    list(store.add([made(n) for n in range(1, 6)]))
    found = situation(store, Filter(actor="Syldavia", limit=3), ("events", "docket"))
    assert found.counts == {"events": (3, 5), "docket": (3, 5)}
    assert found.capped
    assert situation(store, Filter(about="dam", limit=3), ("events",)).counts == {"events": (3, None)}
    whole = situation(store, Filter(actor="Syldavia", limit=9), ("events",))
    assert (whole.counts, whole.capped) == ({"events": (5, 5)}, False)


def test_a_stored_record_is_the_same_read_with_and_without_a_check() -> None:
    rules = made(1).model_copy(update={"warnings": ["w"]})
    given = made(1).docket[0].model_dump() | {
        "rule": {"body": "Council", "text": "All.", "source": "Treaty", "for": ["a1"], "against": [], "undecided": []}
    }
    ruled = Record.model_validate(made(2).model_dump() | {"docket": [given]})
    for one in (made(1), rules, ruled):
        again = trusted(one.model_dump_json())
        assert again == one
        assert again.model_dump_json() == one.model_dump_json()
        assert hash(again.sentences[0]) == hash(one.sentences[0])


def test_a_damaged_record_of_the_store_is_named() -> None:
    from readout.errors import FormatError

    for damaged in ("", "[]", "{}", '{"report": 3}', '{"report": {"id": "r1"}}'):
        with pytest.raises(FormatError):
            trusted(damaged, source="r1")


def test_the_soonest_come_first_where_they_are_asked_for(store: Store) -> None:
    due = {"what": "vote on the herring treaty", "kind": "vote"}
    days = ("2031-05-01", "2031-04-01", "2031-06-01")
    list(store.add([record(f"r-{d}", "2031-03-01", "They vote.", docket=(due | {"when": d},)) for d in days]))
    wanted = Filter(since="2031-03-01", soonest=True, limit=2)
    assert [f.day for f in store.docket(wanted)] == ["2031-04-01", "2031-05-01"]
    found = situation(store, wanted, ("docket",), most=1)
    assert {r.report.id for r in found.records} == {"r-2031-04-01"}
    assert found.counts == {"docket": (1, 3)}
