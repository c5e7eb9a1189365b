"""The docket and the dates of acts on sentences as agencies write them, read by the language core."""

from __future__ import annotations

import pytest

from readout.intake import report_from_text
from readout.reader import Reader
from readout.record import Record

WEDNESDAY = "2013-03-06"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def read(reader: Reader, text: str) -> Record:
    return reader.read(report_from_text(text, published=WEDNESDAY))


@pytest.mark.parametrize(
    ("text", "kind", "day"),
    [
        ("The Finnish foreign minister Aino Salmi is expected in Oslo early Thursday.", "visit", "2013-03-07"),
        ("The Norwegian finance ministry said it would ease the rules for foreign banks.", "other", None),
        ("The Norwegian government plans to reduce taxes on fuel, officials said.", "other", None),
        ("Several witnesses are set to appear in the trial of the former minister.", "court", None),
        ("Norway agreed on moving its embassy to Tampere, Salmi said.", "other", None),
        ("Norway will announce its candidate for the post on March 12, officials said.", "other", "2013-03-12"),
        ("Holm noted that Finnish and Norwegian officials would sit down for talks in May.", "talks", "2013-05-01"),
        ("The general said in Oslo that he would plead not guilty.", "court", None),
        ("Norway will organise an election by June, the court said.", "election", "2013-06-01"),
        ("The Norwegian finance ministry said a fund for fishermen would be set up.", "other", None),
        ("Norway will allow foreign banks to lend to farmers before April 11, Holm said.", "other", "2013-04-11"),
        ("The Finnish government said the two countries had agreed to share the port.", "other", None),
        ("The new round of talks between Norway and Finland is to start on Friday.", "talks", "2013-03-08"),
        ("The judge set a date of April 12 for a hearing in the trial of the former minister.", "court", "2013-04-12"),
        ("Norway's ministries will have to submit their plans to the cabinet on May 21.", "report", "2013-05-21"),
        ("Holm arrived in Oslo for an upcoming exercise with the Finnish navy.", "operation", None),
        ("The talks were adjourned Wednesday until Friday, officials said.", "talks", "2013-03-08"),
        ("Holm spoke of the August 22 elections in Norway.", "election", "2013-08-22"),
    ],
)
def test_what_somebody_is_to_do_is_on_the_docket(reader: Reader, text: str, kind: str, day: str | None) -> None:
    found = [(d.kind, d.when.start if d.when else None) for d in read(reader, text).docket]
    assert (kind, day) in found


@pytest.mark.parametrize(
    "text",
    [
        "Finnish President Aino Salmi will speak about it when the time is right.",
        "Under the new constitution the Norwegian parliament will appoint the prime minister.",
        "Holm said the rebels rejected the offer, nor would Norway share power with them.",
        "The authority shall submit the papers to the ministry together with its opinion.",
        "Holm hoped that Norway would feel the need for peace.",
        "Norway has not yet confirmed that Holm will meet the rebels.",
        "Norwegian banks will be exposed to greater risks, Holm said.",
        "Holm spoke of a plan for Oslo, according to reports on Wednesday.",
        "Norway will persist with its policy of opening up, Holm said.",
        "Norway's output is expected to drop below the old level by 2015.",
        "Norway dismissed a report that it would sign a pact with Finland.",
        "It is unclear when the Norwegian parliament will meet.",
        "Asked if this meant that Norway would meet the rebels, Holm smiled.",
        "They raised technical points to delay the vote.",
        "The plan was made at a summit held on April 9 in Oslo.",
        "The Norwegian measure is to protect the birds in the park.",
        "Norway decided to call off the talks.",
    ],
)
def test_wishes_rules_and_effects_are_not(reader: Reader, text: str) -> None:
    assert read(reader, text).docket == []


def test_a_second_telling_without_a_day_is_the_same_item(reader: Reader) -> None:
    text = (
        "Norway's Foreign Minister Kari Holm will meet Finnish President Aino Salmi on Friday.\n\n"
        "The meeting will take place on a ship, officials said.\n"
    )
    assert [d.when and d.when.start for d in read(reader, text).docket] == ["2013-03-08"]


def test_a_day_in_what_is_asked_for_is_not_that_of_the_asking(reader: Reader) -> None:
    found = read(
        reader, "The commission will call for a withdrawal of Norwegian troops by 2015, officials said."
    ).docket
    assert all(d.when is None or d.kind == "operation" for d in found)


def dates(record: Record, kind: str) -> list[str | None]:
    return [e.date.start if e.date else None for e in record.events if e.type == kind]


def test_an_act_done_in_the_very_words_has_the_day_of_its_saying(reader: Reader) -> None:
    text = 'Norway and Finland met in Oslo on Tuesday.\n\n"We call on Finland to come to Oslo tomorrow," Holm said.\n'
    assert dates(read(reader, text), "REQUEST") == ["2013-03-05"]


def test_the_day_of_a_later_telling_wins_over_that_of_the_saying(reader: Reader) -> None:
    text = (
        "Three Norwegian soldiers were ambushed by rebels in Mali, the ministry said on Tuesday.\n\n"
        "The soldiers were ambushed on Sunday on the road to Gao, it said.\n"
    )
    assert dates(read(reader, text), "ASSAULT")[0] == "2013-03-03"


def test_hours_before_an_act_is_its_day(reader: Reader) -> None:
    text = "Norway's prime minister telephoned Kari Holm on Tuesday hours before she was to meet Aino Salmi in Bergen."
    assert dates(read(reader, text), "CONSULT")[-1] == "2013-03-05"


def test_the_day_of_a_dateline_dates_no_act(reader: Reader) -> None:
    text = "OSLO, March 5 (NTB) -- Norwegian police arrested a Finnish general, officials said on Wednesday."
    assert dates(read(reader, text), "COERCE") == ["2013-03-06"]


def test_what_is_done_at_an_occasion_has_its_day_and_is_no_item_beside_it(reader: Reader) -> None:
    meeting = "The envoy referred to the Harbour Council meeting due on Thursday"
    record = read(reader, f"{meeting}, during which the envoys will discuss Sudan's debts.")
    (talk,) = [e for e in record.events if e.type == "CONSULT"]
    assert talk.date is not None and talk.date.start == "2013-03-07"
    assert [(d.kind, d.when and d.when.start) for d in record.docket] == [("meeting", "2013-03-07")]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Norway rejected a Danish demand to delay the vote, which is due on Monday.", "expected"),
        ("Denmark called for the vote to be postponed.", "expected"),
        ("The council postponed the vote until March 12, diplomats said.", "postponed"),
    ],
)
def test_what_somebody_wants_delayed_stands(reader: Reader, text: str, status: str) -> None:
    assert [d.status for d in read(reader, text).docket] == [status]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Norway will hold the vote on Thursday and Friday.", "2013-03-07", "2013-03-08"),
        ("The Norwegian parliament will decide on a 2016 bid by the end of the month.", "2013-03-21", "2013-03-31"),
        ("Results of the Norwegian vote are expected Thursday or Friday.", "2013-03-07", "2013-03-08"),
    ],
)
def test_an_item_has_the_days_that_are_its_own(reader: Reader, text: str, first: str, last: str) -> None:
    assert (first, last) in [(d.when.start, d.when.end) for d in read(reader, text).docket if d.when]


@pytest.mark.parametrize(
    "text",
    [
        "Norway will withdraw its troops ahead of the vote on Friday, officials said.",
        "The Norwegian government decided to extend the curfew until Friday.",
        "Norway will close the port, raising the chances of a strike on Friday.",
    ],
)
def test_the_day_of_another_thing_is_not_that_of_the_act(reader: Reader, text: str) -> None:
    acts = [d for d in read(reader, text).docket if d.why != "a thing to come"]
    assert [d.when for d in acts] == [None] * len(acts)


@pytest.mark.parametrize(
    "text",
    [
        "“The general won’t meet the rebels on Friday,” the spokesman said.",
        "Questions remain as to when the Norwegian minister will hold her next press conference.",
        "“Will Norway ever sign the treaty on fishing?” Holm asked.",
        "“We are going to win again and we are going to drive up wages,” Holm told the crowd.",
        "The general vowed Saturday to rid the world of the rebels.",
        "Holm threatened to quit the coalition Tuesday night at a rally in Oslo.",
        "Holm said that Norway would no longer take part in the programme.",
        "That would set the stage for a war in the north.",
        "Analysts assumed that the minister would deliver a report on the port.",
        "The draft says that members of the bloc would adopt four bands of tariffs.",
        "Holm advised the ministry to work out a plan to manage the buses.",
        "The Norwegian strategy appears to be paying off, officials said.",
        "Voters expect to hear from Holm about jobs.",
        "An hour before the band was scheduled to play, police closed the hall.",
        "Nobody knows who will control Congress in 2017.",
        "The state law keeps her from being on the ballot twice this autumn.",
    ],
)
def test_what_is_asked_guessed_given_up_or_only_in_passing_is_none(reader: Reader, text: str) -> None:
    assert not read(reader, text).docket


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The Norwegian bank is to lower its growth estimate for 2014, its chief said.", None),
        ("Holm said he planned to visit Finland before June.", ("2013-03-06", "2013-05-31")),
        ("The minister was due to announce a new plan after April 1.", None),
        ("The Norwegian prime minister will call an election in May or June.", ("2013-05-01", "2013-06-30")),
        ("Soldiers will be deployed to protect voters during Sunday's vote, the army said.", None),
    ],
)
def test_a_day_of_something_else_is_not_that_of_the_act(
    reader: Reader, text: str, days: tuple[str, str] | None
) -> None:
    acts = [d for d in read(reader, text).docket if d.why != "a thing to come"]
    assert [(d.when.start, d.when.end) if d.when else None for d in acts] == [days]


def test_a_visit_told_in_other_words_is_one_item(reader: Reader) -> None:
    text = "Holm is planning a trip to Finland, aides said. He will visit Finland from March 12 to 14."
    found = read(reader, text).docket
    assert [(d.kind, d.when and d.when.start) for d in found] == [("visit", "2013-03-12")]


@pytest.mark.parametrize(
    "text",
    [
        "Holm said the extension is to allow the talks to be completed.",
        "Norway is going to such great lengths to build a fleet, Holm said.",
        "The offer, which was due to expire yesterday, found no takers.",
        "The firm must wait until it determines which workers will take part in the scheme.",
        "Holm expects to meet his goals next year despite the war.",
        "Holm's biggest hope was to persuade the judges.",
    ],
)
def test_aims_effects_and_days_that_are_over_are_none(reader: Reader, text: str) -> None:
    assert not read(reader, text).docket


def test_a_day_inside_a_phrase_is_not_that_of_the_act(reader: Reader) -> None:
    text = "The bank will offer a package to workers, which is expected to result in a fourth-quarter charge."
    assert [d.when for d in read(reader, text).docket] == [None]
    text = "The ministry will sell notes due May 1, 2019 to banks in Oslo."
    assert [d.when for d in read(reader, text).docket] == [None]


def test_what_was_due_is_cancelled_where_the_plan_is_given_up(reader: Reader) -> None:
    text = "The programme was scheduled to air Friday. Holm said the channel had decided to suspend a plan to air it."
    assert [(d.status, d.when and d.when.start) for d in read(reader, text).docket] == [("cancelled", "2013-03-08")]


def test_what_goes_on_does_not_begin_again_on_the_day_of_its_start(reader: Reader) -> None:
    text = "The operation will start on Monday and will continue for one month, the army said."
    found = [(d.what, d.when and d.when.start) for d in read(reader, text).docket]
    assert [day for what, day in found if "start" in what] == ["2013-03-11"]
    assert all(day is None for what, day in found if "continue" in what)
