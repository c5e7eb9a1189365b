"""The contract checks itself: spans, ids, references, chains."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from readout.record import FAMILIES, Actor, Claim, Event, Period, Record, Report, Span, json_schema

TEXT = "France warned Mali on Friday, an official said."


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words))


def record(**parts: Any) -> Record:
    return Record(report=Report(id="r-1", text=TEXT), **parts)


def claim(identity: str, via: str | None = None) -> Claim:
    return Claim(
        id=identity, cue=span("said"), content=[span("France warned Mali on Friday")], quote="indirect", via=via
    )


def event(**parts: Any) -> Event:
    return Event(id="e1", type="THREATEN", trigger=span("warned"), evidence=span(TEXT), quad=3, score=-3.5, **parts)


def test_a_sound_record_is_valid_by_its_own_schema() -> None:
    sound = record(
        actors=[Actor(id="a1", name="France", kind="country", country="FRA", mentions=[span("France")])],
        claims=[claim("c1")],
        events=[event(actor=["a1"], claim="c1", date=Period(start="2013-02-15", end="2013-02-15"))],
    )
    jsonschema.validate(sound.model_dump(mode="json"), json_schema())
    assert Record.model_validate_json(sound.model_dump_json()) == sound


def test_every_optional_field_is_present_as_null_or_empty() -> None:
    value = json.loads(record(events=[event()]).model_dump_json())
    assert set(value) == {"schema", "report", "sentences", "types", "warnings", *FAMILIES}
    assert value["events"][0]["date"] is None
    assert value["events"][0]["recipient"] == []
    assert value["report"]["wire"] is None


def test_why_is_kept_beside_the_contract_not_in_it() -> None:
    made = event(why="a rule")
    assert made.why == "a rule"
    assert "why" not in made.model_dump()


@pytest.mark.parametrize(
    ("parts", "complaint"),
    [
        ({"sentences": [Span(start=0, end=len(TEXT) + 1)]}, "runs past the end"),
        ({"events": [event(actor=["a9"])]}, "names actors that the record does not list"),
        ({"events": [event(claim="c9")]}, "names the claim 'c9'"),
        ({"claims": [claim("c1"), claim("c1")]}, "ids repeat"),
        ({"claims": [claim("c1", via="c2"), claim("c2", via="c1")]}, "in a circle"),
        ({"claims": [claim("c1", via="c1")]}, "in a circle"),
    ],
)
def test_an_unsound_record_cannot_be_made(parts: dict[str, Any], complaint: str) -> None:
    with pytest.raises(ValidationError, match=complaint):
        record(**parts)


@given(start=st.integers(-5, 60), end=st.integers(-5, 60))
def test_a_span_exists_only_if_it_is_not_empty_and_inside_the_text(start: int, end: int) -> None:
    try:
        made = record(sentences=[Span(start=start, end=end)])
    except ValidationError:
        assert start < 0 or end <= start or end > len(TEXT)
    else:
        assert TEXT[made.sentences[0].start : made.sentences[0].end]


@pytest.mark.parametrize(("start", "end"), [("2013-02-18", "2013-02-17"), ("Monday", None), ("2013-2-1", None)])
def test_a_period_is_made_of_iso_days_in_order(start: str, end: str | None) -> None:
    with pytest.raises(ValidationError):
        Period(start=start, end=end)
