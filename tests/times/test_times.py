"""Time expressions: extents, TimeML values and periods; properties of weekdays; independence of the machine."""

from __future__ import annotations

import os
import time
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readout import times
from readout.record import Time
from readout.times.lexicon import classes

SUNDAY, TUESDAY, FRIDAY = "2013-02-17", "2013-02-19", "2013-02-22"
_NAMES = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_DAYS = st.dates(min_value=date(1950, 1, 10), max_value=date(2090, 12, 20))


def only(text: str, published: str | date | datetime | None) -> tuple[str, Time]:
    found = times.find(text, published=published)
    assert len(found) == 1, [(text[t.span.start : t.span.end], t.value) for t in found]
    return text[found[0].span.start : found[0].span.end], found[0]


CALENDAR = [
    # text, published, words, value, first day, last day
    ("Signed on 1 March 2013 in Oslo.", SUNDAY, "1 March 2013", "2013-03-01", "2013-03-01", "2013-03-01"),
    ("Signed on March 1, 2011, in Oslo.", SUNDAY, "March 1, 2011", "2011-03-01", "2011-03-01", "2011-03-01"),
    ("It expires on March 1.", SUNDAY, "March 1", "2013-03-01", "2013-03-01", "2013-03-01"),
    ("He arrived on Dec. 30.", SUNDAY, "Dec. 30", "2012-12-30", "2012-12-30", "2012-12-30"),
    ("The file is dated 2013-02-18.", SUNDAY, "2013-02-18", "2013-02-18", "2013-02-18", "2013-02-18"),
    ("The file is dated 18.2.2013.", SUNDAY, "18.2.2013", "2013-02-18", "2013-02-18", "2013-02-18"),
    ("It began on Sunday.", TUESDAY, "Sunday", "2013-02-17", "2013-02-17", "2013-02-17"),
    ("They will meet on Sunday.", TUESDAY, "Sunday", "2013-02-24", "2013-02-24", "2013-02-24"),
    ("A panel is to issue a report on Monday.", SUNDAY, "Monday", "2013-02-18", "2013-02-18", "2013-02-18"),
    ("He spoke last Friday.", FRIDAY, "last Friday", "2013-02-15", "2013-02-15", "2013-02-15"),
    ("They split last August.", SUNDAY, "last August", "2012-08", "2012-08-01", "2012-08-31"),
    ("Elections will be held in June.", SUNDAY, "June", "2013-06", "2013-06-01", "2013-06-30"),
    ("The army took it in October.", SUNDAY, "October", "2012-10", "2012-10-01", "2012-10-31"),
    ("The toll rose last week.", SUNDAY, "last week", "2013-W07", "2013-02-11", "2013-02-17"),
    ("The toll rose last week.", TUESDAY, "last week", "2013-W07", "2013-02-11", "2013-02-17"),
    ("They will go next week.", TUESDAY, "next week", "2013-W09", "2013-02-25", "2013-03-03"),
    ("They will go early next week.", TUESDAY, "early next week", "2013-W09", "2013-02-25", "2013-02-27"),
    ("They will go next month.", SUNDAY, "next month", "2013-03", "2013-03-01", "2013-03-31"),
    ("They will go later this month.", SUNDAY, "later this month", "2013-02", "2013-02-18", "2013-02-28"),
    ("Done by the end of the month.", SUNDAY, "the end of the month", "2013-02", "2013-02-21", "2013-02-28"),
    ("It ended in the 1990s.", SUNDAY, "the 1990s", "199", "1990-01-01", "1999-12-31"),
    ("It ended in the nineties.", SUNDAY, "the nineties", "199", "1990-01-01", "1999-12-31"),
    ("Of the 20th century.", SUNDAY, "the 20th century", "19", "1901-01-01", "2000-12-31"),
    ("It was built in 1988.", SUNDAY, "1988", "1988", "1988-01-01", "1988-12-31"),
    ("It fell in the first quarter.", SUNDAY, "the first quarter", "2013-Q1", "2013-01-01", "2013-03-31"),
    ("In the third quarter of 1984.", SUNDAY, "the third quarter of 1984", "1984-Q3", "1984-07-01", "1984-09-30"),
    ("It fell in fiscal 2012.", SUNDAY, "fiscal 2012", "2012", "2012-01-01", "2012-12-31"),
    ("He left last spring.", SUNDAY, "last spring", "2012-SP", "2012-03-01", "2012-05-31"),
    ("In the summer of 1994 he left.", SUNDAY, "the summer of 1994", "1994-SU", "1994-06-01", "1994-08-31"),
    ("They talked over the weekend.", TUESDAY, "the weekend", "2013-W07-WE", "2013-02-16", "2013-02-17"),
    ("It lost money in the 1990 fiscal year.", SUNDAY, "the 1990 fiscal year", "1990", "1990-01-01", "1990-12-31"),
    ("It hopes to gain in the next fiscal year.", SUNDAY, "the next fiscal year", "2014", "2014-01-01", "2014-12-31"),
    ("Since 1987's crash it has grown.", SUNDAY, "1987", "1987", "1987-01-01", "1987-12-31"),
    ("It rose from the year before.", SUNDAY, "the year before", "2012", "2012-01-01", "2012-12-31"),
    ("They began half a century ago.", SUNDAY, "half a century ago", "1963", "1963-01-01", "1963-12-31"),
    ("It was smaller a year ago this month.", SUNDAY, "a year ago this month", "2012-02", "2012-02-01", "2012-02-29"),
    ("It will end by year's end.", SUNDAY, "year's end", "2013-12-31", "2013-12-31", "2013-12-31"),
    ("It ends in the first week of April.", SUNDAY, "the first week of April", "2013-04", "2013-04-01", "2013-04-07"),
    ("It will end on Monday of next week.", TUESDAY, "Monday of next week", "2013-02-25", "2013-02-25", "2013-02-25"),
    ("They come in two weeks' time.", TUESDAY, "two weeks", "2013-W10", "2013-03-04", "2013-03-10"),
    ("A decision must come, perhaps in late April.", SUNDAY, "late April", "2013-04", "2013-04-21", "2013-04-30"),
    ("The truce was extended to April.", SUNDAY, "April", "2013-04", "2013-04-01", "2013-04-30"),
    ("Crude for April delivery fell.", SUNDAY, "April", "2013-04", "2013-04-01", "2013-04-30"),
    ("On a visit in July the minister proposed a pact.", SUNDAY, "July", "2012-07", "2012-07-01", "2012-07-31"),
    ("It was originally scheduled for October.", SUNDAY, "October", "2012-10", "2012-10-01", "2012-10-31"),
    ("It would be paid on a still unspecified date in June.", SUNDAY, "June", "2013-06", "2013-06-01", "2013-06-30"),
    ("They are due in the week ahead.", SUNDAY, "the week", "2013-W08", "2013-02-18", "2013-02-24"),
    ("It opened in spring last year.", SUNDAY, "spring last year", "2012-SP", "2012-03-01", "2012-05-31"),
    ("He left yesterday.", SUNDAY, "yesterday", "2013-02-16", "2013-02-16", "2013-02-16"),
    ("He left two years ago.", SUNDAY, "two years ago", "2011", "2011-01-01", "2011-12-31"),
    ("He left three days ago.", SUNDAY, "three days ago", "2013-02-14", "2013-02-14", "2013-02-14"),
    ("Talks are due April 3-5.", SUNDAY, "April 3-5", "2013-04-03/2013-04-05", "2013-04-03", "2013-04-05"),
    ("A summit on 14 to 15 March.", SUNDAY, "14 to 15 March", "2013-03-14/2013-03-15", "2013-03-14", "2013-03-15"),
    ("It ran between 1991 and 1994.", SUNDAY, "1991 and 1994", "1991/1994", "1991-01-01", "1994-12-31"),
    ("It will be done by 2018.", SUNDAY, "2018", "2018", "2018-01-01", "2018-12-31"),
    ("Closed at Christmas.", SUNDAY, "Christmas", "2012-12-25", "2012-12-25", "2012-12-25"),
    ("It starts after Ramadan.", "2013-07-20", "Ramadan", "2013-07", "2013-07-09", "2013-08-07"),
    ("Ratified last January.", SUNDAY, "last January", "2012-01", "2012-01-01", "2012-01-31"),
    ("The coming Dec. 15 vote.", SUNDAY, "coming Dec. 15", "2013-12-15", "2013-12-15", "2013-12-15"),
    ("It is on the 24th of next month.", SUNDAY, "the 24th of next month", "2013-03-24", "2013-03-24", "2013-03-24"),
    ("It will be told in two or three days.", TUESDAY, "two or three days", "2013-02-21", "2013-02-21", "2013-02-22"),
    ("It is the eighth day of the strike.", SUNDAY, "the eighth day", "2013-02-17", "2013-02-17", "2013-02-17"),
    ("The first Sunday of May 2013.", SUNDAY, "The first Sunday of May 2013", "2013-05-05", "2013-05-05", "2013-05-05"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "published", "words", "value", "first", "last"), CALENDAR)
def test_a_date_is_found_whole_and_resolved_to_its_days(
    text: str, published: str, words: str, value: str, first: str, last: str
) -> None:
    found, t = only(text, published)
    assert (found, t.type, t.value) == (words, "DATE", value)
    assert t.period is not None
    assert (t.period.start, t.period.end) == (first, last)


@pytest.mark.parametrize(
    ("text", "words", "kind", "value"),
    [
        ("It took two years to build.", "two years", "DURATION", "P2Y"),
        ("Nearly two years of war.", "Nearly two years", "DURATION", "P2Y"),
        ("The eight-month siege.", "eight-month", "DURATION", "P8M"),
        ("A 21-month war.", "21-month", "DURATION", "P21M"),
        ("It lasted 2 1/2 years.", "2 1/2 years", "DURATION", "P2Y6M"),
        ("It lasted more than four hours.", "more than four hours", "DURATION", "PT4H"),
        ("It lasted a few days.", "a few days", "DURATION", "PXD"),
        ("He is free every Monday.", "every Monday", "SET", "XXXX-WXX-1"),
        ("He is here Tuesday nights.", "Tuesday nights", "SET", "XXXX-WXX-2TNI"),
        ("It left on Sunday morning.", "Sunday morning", "TIME", "2013-02-17TMO"),
        ("It left at 03:43 GMT.", "03:43 GMT", "TIME", "2013-02-19T03:43Z"),
        ("It left at 10 p.m. Wednesday.", "10 p.m. Wednesday", "TIME", "2013-02-13T22:00"),
        ("It left last night.", "last night", "TIME", "2013-02-18TNI"),
        ("It is now shut.", "now", "DATE", "PRESENT_REF"),
        ("He left years ago.", "years ago", "DATE", "PAST_REF"),
    ],
)
def test_lengths_sets_and_times_of_day_have_timeml_values(text: str, words: str, kind: str, value: str) -> None:
    found, t = only(text, TUESDAY)
    assert (found, t.type, t.value) == (words, kind, value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They met on 3 March 2012. Two days earlier he had left.", "2012-03-01"),
        ("They met on 3 March 2012. He left the same day.", "2012-03-03"),
        ("They met on 3 March 2012. He left the next day.", "2012-03-04"),
        ("They won in 1994. That year he left.", "1994"),
        ("The truce ends on 3 March 2013. Until then they wait.", "2013-03-03"),
        ("They met on 3 March 2012. He left in the morning.", "2012-03-03TMO"),
    ],
)
def test_a_reference_counts_from_the_date_named_before(text: str, value: str) -> None:
    assert times.find(text, published=SUNDAY)[-1].value == value


@pytest.mark.parametrize(
    "text",
    [
        "They may march on.",
        "The sun sat low.",
        "A loss of $1990 was booked.",
        "Some 2000 people fled.",
        "A second man, 52 years old.",
    ],
)
def test_words_and_numbers_that_are_no_times_are_left_alone(text: str) -> None:
    assert times.find(text, published=SUNDAY) == []


def test_without_a_day_of_publication_only_full_dates_have_days() -> None:
    found = times.find("On Monday and on 1 March 2013.", published=None)
    assert [(t.value, t.period is None) for t in found] == [("XXXX-WXX-1", True), ("2013-03-01", False)]


def test_the_local_day_of_the_report_counts() -> None:
    published = datetime.fromisoformat("2013-02-18T03:43:00+04:00")
    assert only("It happened today.", published)[1].value == "2013-02-18"
    assert only("It happened today.", "2013-02-18T03:43:00+04:00")[1].value == "2013-02-18"


def test_a_broken_day_of_publication_is_refused() -> None:
    with pytest.raises(ValueError, match="isoformat"):
        times.find("today", published="yesterday-ish")


@given(
    day=_DAYS, name=st.sampled_from(_NAMES), frame=st.sampled_from(["He left on {}.", "He will leave {}.", "{} it is."])
)
@settings(max_examples=150, deadline=None)
def test_any_weekday_is_one_day_within_seven(day: date, name: str, frame: str) -> None:
    _, t = only(frame.format(name), day)
    assert t.period is not None
    assert t.period.start == t.period.end
    found = date.fromisoformat(str(t.period.start))
    assert found.isoweekday() == _NAMES.index(name) + 1
    assert abs(found - day) < timedelta(days=7)


@given(day=_DAYS, number=st.integers(1, 12))
@settings(max_examples=60, deadline=None)
def test_any_bare_month_is_within_a_year(day: date, number: int) -> None:
    name = date(2000, number, 1).strftime("%B")
    _, t = only(f"He left in {name}.", day)
    assert t.period is not None
    assert t.period.start is not None
    gap = day - date.fromisoformat(t.period.start)
    assert timedelta(0) <= gap < timedelta(days=366)


@given(text=st.text(alphabet="March 1 Monday,-/:.'sof the next last week20135 years ago\n", max_size=60), day=_DAYS)
@settings(max_examples=120, deadline=None)
def test_any_text_gives_sound_times_in_order_without_overlap(text: str, day: date) -> None:
    at = 0
    for t in times.find(text, published=day):
        assert at <= t.span.start < t.span.end <= len(text)
        at = t.span.end


_WORDS = sorted(
    {w for table in classes().values() for w in table} | {"the", "of", "to", "-", ",", "in", "from", "4", "1990"}
)


@given(words=st.lists(st.sampled_from(_WORDS), min_size=1, max_size=9), day=_DAYS, capital=st.booleans())
@settings(max_examples=250, deadline=None)
def test_any_string_of_time_words_is_read_without_error(words: list[str], day: date, capital: bool) -> None:
    text = " ".join(w.title() if capital else w for w in words)
    for t in times.find(text, published=day) + times.find(text, published=None):
        assert t.value


def test_the_machine_s_clock_and_zone_do_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "He left on Monday, tonight, now, last week, in June, at 03:43 GMT and on March 1."
    expected = [t.model_dump() for t in times.find(text, published=SUNDAY)]
    for zone in ("Pacific/Kiritimati", "America/Los_Angeles", "UTC"):
        monkeypatch.setitem(os.environ, "TZ", zone)
        time.tzset()
        assert [t.model_dump() for t in times.find(text, published=SUNDAY)] == expected
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("The fair runs from May 1 to October 31, 2010.", "2010-05-01", "2010-10-31"),
        ("Talks went on from November 3 to February 2, 2004.", "2003-11-03", "2004-02-02"),
        ("Between March and June 2008 it rained.", "2008-03-01", "2008-06-30"),
    ],
)
def test_a_span_takes_the_year_that_only_its_end_names(text: str, start: str, end: str) -> None:
    (found,) = times.find(text, published=date(2005, 11, 28))
    assert found.period is not None
    assert (found.period.start, found.period.end) == (start, end)


def test_the_month_that_will_end_is_the_reports_own_and_not_one_spoken_of_before() -> None:
    found = times.find("She came in August. She will go by the end of the month.", published=SUNDAY)
    assert [t.value for t in found] == ["2012-08", "2013-02"]


def test_a_quarter_or_week_that_ended_on_a_day_is_the_one_of_the_calendar_with_most_of_it() -> None:
    found = times.find("Profit fell in the quarter ended July 31 and the week ended Oct. 20.", published="1989-10-26")
    assert [t.value for t in found] == ["1989-Q2", "1989-07-31", "1989-W42", "1989-10-20"]


def test_the_ends_of_a_range_stand_by_themselves_where_asked_for() -> None:
    text = "He will visit from May 3 to May 5, 2013."
    (joined,) = times.find(text, published=SUNDAY)
    assert joined.value == "2013-05-03/2013-05-05"
    assert [t.value for t in times.find(text, published=SUNDAY, ranges=False)] == ["2013-05-03", "2013-05-05"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He was named on Friday. A few days later he left.", "PXD"),
        ("They may one day agree.", "FUTURE_REF"),
        ("It took one day.", "P1D"),
        ("He came on Friday. That night he left.", "2013-02-15TNI"),
        ("It was the second attack in two months.", "P2M"),
    ],
)
def test_what_is_counted_from_a_story_or_foretold(text: str, value: str) -> None:
    assert times.find(text, published=SUNDAY)[-1].value == value


def test_timeml_marks_only_the_length_of_what_is_told_later() -> None:
    text = "They met on 3 March 2012. Three days later he left."
    assert times.find(text, published=SUNDAY)[-1].value == "2012-03-06"
    apart = times.find(text, published=SUNDAY, ranges=False)[-1]
    assert (text[apart.span.start : apart.span.end], apart.value) == ("Three days", "P3D")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("It grew in the first ten months of 2006.", "2006-01-01", "2006-10-31"),
        ("It grew in the last two weeks of January.", "2013-01-18", "2013-01-31"),
    ],
)
def test_the_first_months_of_a_year_are_days_of_it_and_two_times_to_timeml(text: str, first: str, last: str) -> None:
    (joined,) = times.find(text, published=SUNDAY)
    assert joined.period is not None
    assert (joined.period.start, joined.period.end) == (first, last)
    assert len(times.find(text, published=SUNDAY, ranges=False)) == 2


def test_a_quarter_that_ended_on_a_day_covers_the_three_months_before() -> None:
    found = times.find("Profit rose in the fourth quarter ended July 31.", published="2013-01-10")[0]
    assert found.value == "2012-Q4" and found.period is not None
    assert (found.period.start, found.period.end) == ("2012-05-01", "2012-07-31")


def test_the_previous_friday_is_the_one_before_the_friday_of_the_story() -> None:
    found = times.find("It fell on Friday, below the previous Friday's close.", published=SUNDAY)
    assert [t.value for t in found] == ["2013-02-15", "2013-02-08"]


def test_within_a_length_covers_the_days_from_the_report_on() -> None:
    (found,) = times.find("He will be freed within 30 days.", published=SUNDAY)
    assert found.value == "P30D" and found.period is not None
    assert (found.period.start, found.period.end) == (SUNDAY, "2013-03-19")


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It lasted two-and-a-half years.", "two-and-a-half years", "P2Y6M"),
        ("It lasted two and one-half years.", "two and one-half years", "P2Y6M"),
        ("It lasted 2½ years.", "2½ years", "P2Y6M"),
        ("It lasted a half-century.", "a half-century", "P50Y"),
        ("It lasted a quarter of an hour.", "a quarter of an hour", "PT15M"),
        ("It lasted half an hour.", "half an hour", "PT30M"),
        ("It lasted thousands of years.", "thousands of years", "PXY"),
        ("A decade-long war.", "decade-long", "P1E"),
        ("A decades-old dispute.", "decades-old", "PXE"),
        ("It lasted a week or two.", "a week or two", "P1W"),
        ("It took between three and five years.", "five years", "P5Y"),
        ("They met every few weeks.", "every few weeks", "PXW"),
        ("They met every other Monday.", "every other Monday", "XXXX-WXX-1"),
        ("He rests on Sundays.", "Sundays", "XXXX-WXX-7"),
        ("They left the week before last.", "the week before last", "2013-W06"),
        ("They leave the month after next.", "the month after next", "2013-04"),
        ("It is due on the last day of March.", "the last day of March", "2013-03-31"),
        ("It is due on the last Monday in March.", "the last Monday in March", "2013-03-25"),
        ("It grew in the final quarter of 2011.", "the final quarter of 2011", "2011-Q4"),
        ("It grew in Q3 2011.", "Q3 2011", "2011-Q3"),
        ("It grew in the first half of last year.", "the first half of last year", "2012-H1"),
        ("It will grow in the spring.", "the spring", "2013-SP"),
        ("It grew in the winter of 1989-90.", "the winter of 1989-90", "1989-WI"),
        ("It ended in the '60s.", "the '60s", "196"),
        ("It ended in the nineteen sixties.", "the nineteen sixties", "196"),
        ("He left on January twenty-first.", "January twenty-first", "2013-01-21"),
        ("He left this past weekend.", "this past weekend", "2013-W07-WE"),
        ("He will be back two years from now.", "two years from now", "2015"),
        ("He left two weeks ago.", "two weeks ago", "2013-02-05"),
        ("He left long ago.", "long ago", "PAST_REF"),
        ("He stays for the time being.", "the time being", "PRESENT_REF"),
        ("He was ill at the time.", "the time", "PAST_REF"),
        ("He left at 10:30 this morning.", "10:30 this morning", "2013-02-19T10:30"),
        ("He left at 8 p.m. last night.", "8 p.m. last night", "2013-02-18T20:00"),
        ("He leaves at nine tonight.", "nine tonight", "2013-02-19T21:00"),
        ("He left this morning when it rained.", "this morning", "2013-02-19TMO"),
        ("He left at three o'clock in the afternoon.", "three o'clock in the afternoon", "2013-02-19T15:00"),
        ("It convenes early January next year.", "early January next year", "2014-01"),
        ("It ended at the end of June last year.", "the end of June last year", "2012-06"),
        ("They struck on Christmas Eve in 2000.", "Christmas Eve in 2000", "2000-12-24"),
        ("It lasted five hours and 47 minutes.", "five hours and 47 minutes", "PT5H47M"),
        ("It broke at 3 p.m. (2000 GMT) Tuesday.", "3 p.m. (2000 GMT) Tuesday", "2013-02-19T15:00"),
        ("He left in the early hours of Tuesday.", "the early hours of Tuesday", "2013-02-19TMO"),
    ],
)
def test_every_class_of_expression_has_its_value(text: str, words: str, value: str) -> None:
    found, t = only(text, TUESDAY)
    assert (found, t.value) == (words, value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Aid pledged in July would help.", "2012-07"),
        ("The vote was postponed on Monday.", "2013-02-18"),
        ("The vote was postponed until Monday.", "2013-02-25"),
        ("Analysts had expected a gain in October.", "2012-10"),
        ("He says it will be hard and on Monday criticised the court.", "2013-02-18"),
        ("The envoy is travelling to Oslo on Monday.", "2013-02-25"),
        ("The ministers meet Monday.", "2013-02-25"),
        ("Parliament votes on Monday.", "2013-02-25"),
        ("The ban takes effect on Monday.", "2013-02-25"),
        ("The suspect must appear in court on Monday.", "2013-02-25"),
        ("They marched through the town on Monday.", "2013-02-18"),
        ("The council will vote next Monday.", "2013-02-25"),
        ("The council will vote next Wednesday.", "2013-02-27"),
        ("They refused to meet Monday.", "2013-02-18"),
        ("They have until midnight on Monday.", "2013-02-25T24:00"),
        ("Prices rose in the 12 months through September.", "2012-09"),
        ("It flies on Monday and Tuesday nights.", "XXXX-WXX-1TNI"),
        ("The founder, who died Monday, was to be buried at home.", "2013-02-18"),
        ("On his tour from Friday through Monday he spoke.", "2013-02-15/2013-02-18"),
        ("It was kept secret until Monday when the judge told of it.", "2013-02-18"),
        ("The council set up a team on Monday to look into it.", "2013-02-18"),
        ("A team will be set up on Monday.", "2013-02-25"),
        ("He plans to put the bill to a vote on Monday.", "2013-02-25"),
        ("He was held in a house next to the harbour on Monday.", "2013-02-18"),
        ("The lead was beginning to narrow in a poll on Monday.", "2013-02-18"),
        ("Forty flights were delayed Monday.", "2013-02-18"),
        ("The volcano had calmed down by September.", "2012-09"),
        ("He was stopped on December 23 last year.", "2012-12-23"),
        ("He told a paper so in an interview to be broadcast Monday.", "2013-02-25"),
        ("Results are expected no earlier than Monday.", "2013-02-25"),
        ("He warned of bombs at the opposition's planned rally on Monday.", "2013-02-25"),
        ("The team is to meet its last rival on Monday.", "2013-02-25"),
        ("The index rose to 5 points on Monday.", "2013-02-18"),
        ("The left, hoping to win, on Monday reached a pact.", "2013-02-18"),
    ],
)
def test_the_tense_of_its_own_clause_tells_on_which_side_a_day_lies(text: str, value: str) -> None:
    assert value in [t.value for t in times.find(text, published=TUESDAY)]


@pytest.mark.parametrize(
    "text",
    [
        "Theresa May and Jan Smit flew to Mar del Plata.",
        "May we ask why?",
        "USA Today and This Week With David Brinkley said so.",
        "They are the leaders of tomorrow.",
        "He was in his 60s.",
        "It came on the night the bridge fell.",
        "He bought shares on days when prices fell.",
        "It moved from a fiscal year to a calendar year.",
    ],
)
def test_names_kinds_and_ages_are_no_times(text: str) -> None:
    assert times.find(text, published=TUESDAY) == []


def test_a_feast_at_hand_is_the_one_meant_whatever_the_tense() -> None:
    (found,) = times.find("He said the shops were full of Christmas goods.", published="2013-12-16")
    assert found.value == "2013-12-25"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Profit rose in the third quarter. In the prior quarter it fell.", "2012-Q2"),
        ("Profit rose in the third quarter. In the like period of 2009 it fell.", "2009-Q3"),
        ("Profit rose in the third quarter, from a loss a year before.", "2011-Q3"),
        ("Profit rose in the nine months. In the year-earlier period it fell.", "P9M"),
        ("Sales rose in March from the year-earlier month.", "2011-03"),
        ("Sales will fall in the first half.", "2013-H1"),
        ("The index rose for the week.", "2013-WXX"),
        ("Prices rose in August. In the same month of 2010 they fell.", "2010-08"),
        ("Prices rose in August from the month-earlier level.", "2012-07"),
        ("Profit rose in the fourth quarter ended July 31.", "2012-07-31"),
    ],
)
def test_the_words_of_earnings_and_markets(text: str, value: str) -> None:
    assert times.find(text, published="2013-01-10")[-1].value == value


def test_a_night_that_has_just_been_is_that_before_the_report() -> None:
    found = times.find("The curfew came after a night of unrest in Oslo.", published=date(2013, 3, 6))
    assert [(t.value, t.period and (t.period.start, t.period.end)) for t in found] == [
        ("2013-03-05TNI", ("2013-03-05", "2013-03-06"))
    ]
    assert not times.find("He spent a night of fear.", published=date(2013, 3, 6))
