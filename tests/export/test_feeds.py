"""The calendar and the feed, read by the libraries that calendars and feed readers are made with."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from exporting import TEXT, record, simple
from hypothesis import given
from hypothesis import strategies as st

from readout.export import export
from readout.record import Period, Record, Time

HOSTILE = st.text(
    st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from(list(';,\\:\n\r\t"'))), min_size=1, max_size=60
)


def calendar(tmp_path: Path, *records: Record) -> tuple[Any, Any]:
    icalendar = pytest.importorskip("icalendar")
    counts = export(records or [record()], "ics", tmp_path / "out.ics")
    return icalendar.Calendar.from_ical((tmp_path / "out.ics").read_bytes()), counts


def entries(tmp_path: Path, *records: Record) -> dict[str, Any]:
    return {str(e["X-READOUT-ITEM"]): e for e in calendar(tmp_path, *records)[0].walk("VEVENT")}


def test_an_item_with_an_hour_is_timed_and_others_last_whole_days(tmp_path: Path) -> None:
    found = entries(tmp_path)
    assert found["d1"].decoded("dtstart") == datetime(2031, 3, 7, 15)
    assert found["d2"].decoded("dtstart") == date(2031, 6, 1)
    assert found["d2"].decoded("dtend") == date(2031, 6, 2)
    assert (found["d5"].decoded("dtstart"), found["d5"].decoded("dtend")) == (date(2031, 5, 10), date(2031, 5, 13))


def test_an_hour_with_an_offset_is_in_utc(tmp_path: Path) -> None:
    (time,) = record().times
    there = record(times=[Time(id="t1", span=time.span, type="TIME", value="2031-03-07T15:00+02:00")])
    assert entries(tmp_path, there)["d1"].decoded("dtstart") == datetime(2031, 3, 7, 13, tzinfo=UTC)


@pytest.mark.parametrize("value", ["2031-03-08T15:00", "2031-03-07T15:61", "2031-03-07TEV", "2031-03-07"])
def test_an_hour_that_is_none_leaves_the_day(value: str, tmp_path: Path) -> None:
    (time,) = record().times
    there = record(times=[Time(id="t1", span=time.span, type="TIME", value=value)])
    assert entries(tmp_path, there)["d1"].decoded("dtstart") == date(2031, 3, 7)


def test_status_tells_confirmed_from_expected_and_cancelled(tmp_path: Path) -> None:
    assert {i: str(e["STATUS"]) for i, e in entries(tmp_path).items()} == {
        "d1": "TENTATIVE", "d2": "CONFIRMED", "d5": "CANCELLED",
    }  # fmt: skip


def test_the_description_has_words_condition_outcome_and_source(tmp_path: Path) -> None:
    entry = entries(tmp_path)["d2"]
    text = str(entry["DESCRIPTION"])
    assert "“If they do not sign by June 1, the mission will leave.”" in text
    assert "If: If they do not sign by June 1" in text
    assert "Otherwise: the mission will leave" in text
    assert "On the word of: Ana Vosk" in text
    assert "Report id: r-00ff" in text
    assert str(entry["URL"]) == "https://news.example/1?a=1&b=2"


def test_what_has_no_days_is_left_out_and_counted(tmp_path: Path) -> None:
    _, counts = calendar(tmp_path)
    assert counts.left == {
        "docket items without a date": 1,
        "docket items whose period is open at one end": 1,
    }
    assert counts.written == 3


def test_uids_are_the_same_each_time_and_never_shared(tmp_path: Path) -> None:
    twice = record(docket=[d.model_copy(update={"id": f"{d.id}{n}"}) for d in record().docket for n in "ab"])
    once = [str(e["UID"]) for e in entries(tmp_path, twice).values()]
    assert once == [str(e["UID"]) for e in entries(tmp_path, twice).values()]
    assert len(set(once)) == 6


def test_the_last_day_of_the_calendar_does_not_break_it(tmp_path: Path) -> None:
    item = record().docket[1].model_copy(update={"when": Period(start="9999-12-31", end="9999-12-31")})
    assert calendar(tmp_path, record(docket=[item]))[1].written == 0


@given(text=HOSTILE, name=HOSTILE)
def test_no_text_breaks_the_calendar(text: str, name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("ics")
    parsed, _ = calendar(folder, simple(text, name=name))
    (entry,) = parsed.walk("VEVENT")
    assert all(len(line) <= 75 for line in (folder / "out.ics").read_bytes().split(b"\r\n"))
    assert entry.decoded("dtstart") == date(2031, 6, 1)


def test_vobject_reads_the_calendar_too(tmp_path: Path) -> None:
    vobject = pytest.importorskip("vobject", reason="the second calendar library is not installed")
    calendar(tmp_path)
    read = vobject.readOne((tmp_path / "out.ics").read_bytes().decode())
    timed, due, _ = read.vevent_list
    assert (timed.dtstart.value, due.dtstart.value) == (datetime(2031, 3, 7, 15), date(2031, 6, 1))
    assert due.status.value == "CONFIRMED"
    assert "Otherwise: the mission will leave" in due.description.value


def feed(tmp_path: Path, *records: Record, **options: Any) -> Any:
    feedparser = pytest.importorskip("feedparser")
    export(records or [record()], "atom", tmp_path / "out.atom", **options)
    return feedparser.parse((tmp_path / "out.atom").read_bytes())


def test_feedparser_reads_the_feed(tmp_path: Path) -> None:
    found = feed(tmp_path)
    assert not found.bozo
    assert found.version == "atom10"
    assert found.feed.updated == "2031-03-04T07:30:00Z"
    assert [e.title for e in found.entries] == [
        "CONSULT-visit: Ana Vosk ↔ Pal Tarn in Bucharest",
        "ASSAULT: Borduria → village in Timor-Leste",
        "CONSULT: Ana Vosk, Pal Tarn [planned]",
        "RETREAT: United Nations [conditional]",
    ]
    assert len({e.id for e in found.entries}) == 4


def test_an_entry_has_its_words_report_source_and_status(tmp_path: Path) -> None:
    entry = feed(tmp_path, reviewed={("r-00ff", "e2"): "kept"}).entries[1]
    text = entry.content[0].value
    assert 'Borduria had "shelled" a village' in text
    assert "On the word of Ana Vosk." in text
    assert "Report r-00ff: Ministers meet" in text
    assert "Reviewed: kept" in text
    assert entry.link == "https://news.example/1?a=1&b=2"
    assert {"term": "occurred", "scheme": "urn:readout:status", "label": None} in entry.tags
    assert text.split("”")[0].removeprefix("“") in TEXT


def test_a_feed_without_entries_or_dates_is_sound(tmp_path: Path) -> None:
    pytest.importorskip("feedparser")
    assert feed(tmp_path, record(events=[])).entries == []
    assert feed(tmp_path, simple("a")).entries[0].updated == "1970-01-01T00:00:00Z"


@given(text=HOSTILE, name=HOSTILE)
def test_no_text_breaks_the_feed(text: str, name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    found = feed(tmp_path_factory.mktemp("atom"), simple(text, name=name))
    assert not found.bozo
    assert len(found.entries) == 1
