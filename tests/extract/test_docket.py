"""Dates of acts and the docket, on documents built by hand."""

from __future__ import annotations

from datetime import date

import pytest
from helpers import document_from_conllu

from readout import times
from readout.actors.cast import Cast
from readout.extract.dates import when
from readout.extract.docket import docket
from readout.extract.reading import Reading
from readout.record import DocketItem, Report

SUNDAY = "2013-02-17"


def read(conllu: str, published: str = SUNDAY) -> Reading:
    document = document_from_conllu(conllu)
    return Reading(
        report=Report(id="r", text=document.text, published=published),
        document=document,
        cast=Cast(document, date.fromisoformat(published)),
        times=times.find(document.text, published=published, document=document),
    )


def items(conllu: str, published: str = SUNDAY) -> list[DocketItem]:
    return docket(read(conllu, published), [], [])


def days(item: DocketItem) -> tuple[str | None, str | None] | None:
    return (item.when.start, item.when.end) if item.when else None


DEBATE = """
1 Ministers minister NOUN NNS _ 3 nsubj:pass _ _
2 are be AUX VBP _ 3 aux:pass _ _
3 set set VERB VBN _ 0 root _ _
4 Monday Monday PROPN NNP _ 3 obl:unmarked _ _
5 to to PART TO _ 6 mark _ _
6 debate debate VERB VB _ 3 xcomp _ _
7 sanctions sanction NOUN NNS _ 6 obj _ SpaceAfter=No
8 . . PUNCT . _ 3 punct _ _
"""
MET = """
1 Ministers minister NOUN NNS _ 2 nsubj _ _
2 met meet VERB VBD _ 0 root _ _
3 on on ADP IN _ 4 case _ _
4 Saturday Saturday PROPN NNP _ 2 obl _ _
5 in in ADP IN _ 6 case _ _
6 Vienna Vienna PROPN NNP _ 2 obl _ SpaceAfter=No|Name=B-PLACE
7 . . PUNCT . _ 2 punct _ _
"""
EXPIRY = """
1 Envoys envoy NOUN NNS _ 2 nsubj _ _
2 talked talk VERB VBD _ 0 root _ _
3 ahead ahead ADV RB _ 9 case _ _
4 of of ADP IN _ 3 fixed _ _
5 the the DET DT _ 9 det _ _
6 March March PROPN NNP _ 7 nmod:unmarked _ _
7 1 1 NUM CD _ 9 compound _ _
8 expiration expiration NOUN NN _ 9 compound _ _
9 date date NOUN NN _ 2 obl _ SpaceAfter=No
10 . . PUNCT . _ 2 punct _ _
"""
CONDITION = """
1 If if SCONJ IN _ 3 mark _ _
2 there there PRON EX _ 3 expl _ _
3 is be VERB VBZ _ 11 advcl _ _
4 no no DET DT _ 5 det _ _
5 truce truce NOUN NN _ 3 nsubj _ _
6 by by ADP IN _ 7 case _ _
7 Friday Friday PROPN NNP _ 3 obl _ SpaceAfter=No
8 , , PUNCT , _ 3 punct _ _
9 aid aid NOUN NN _ 11 nsubj _ _
10 will will AUX MD _ 11 aux _ _
11 stop stop VERB VB _ 0 root _ SpaceAfter=No
12 . . PUNCT . _ 11 punct _ _
"""
AGREED = """
1 Leaders leader NOUN NNS _ 2 nsubj _ _
2 agreed agree VERB VBD _ 0 root _ _
3 to to PART TO _ 4 mark _ _
4 meet meet VERB VB _ 2 xcomp _ SpaceAfter=No
5 . . PUNCT . _ 2 punct _ _
"""
POSTPONED = """
1 The the DET DT _ 2 det _ _
2 summit summit NOUN NN _ 4 nsubj:pass _ _
3 was be AUX VBD _ 4 aux:pass _ _
4 postponed postpone VERB VBN _ 0 root _ _
5 until until ADP IN _ 7 case _ _
6 next next ADJ JJ _ 7 amod _ _
7 month month NOUN NN _ 4 obl _ SpaceAfter=No
8 . . PUNCT . _ 4 punct _ _
"""
PRESENT = """
1 The the DET DT _ 2 det _ _
2 council council NOUN NN _ 3 nsubj _ _
3 votes vote VERB VBZ _ 0 root _ _
4 on on ADP IN _ 5 case _ _
5 March March PROPN NNP _ 3 obl _ _
6 4 4 NUM CD _ 5 nummod _ SpaceAfter=No
7 . . PUNCT . _ 3 punct _ _
"""
DENIED = """
1 Ministers minister NOUN NNS _ 4 nsubj _ _
2 will will AUX MD _ 4 aux _ _
3 not not PART RB _ 4 advmod _ _
4 meet meet VERB VB _ 0 root _ _
5 on on ADP IN _ 6 case _ _
6 Monday Monday PROPN NNP _ 4 obl _ SpaceAfter=No
7 . . PUNCT . _ 4 punct _ _
"""


@pytest.mark.parametrize(
    ("conllu", "kind", "status", "period"),
    [
        (DEBATE, "meeting", "scheduled", ("2013-02-18", "2013-02-18")),
        (EXPIRY, "expiry", "scheduled", ("2013-03-01", "2013-03-01")),
        (AGREED, "meeting", "agreed", None),
        (POSTPONED, "summit", "postponed", ("2013-03-01", "2013-03-31")),
        (PRESENT, "vote", "scheduled", ("2013-03-04", "2013-03-04")),
    ],
    ids=["set-to", "noun-with-day", "mere-agreement", "postponed", "present-tense"],
)
def test_what_lies_ahead_is_an_item(
    conllu: str, kind: str, status: str, period: tuple[str | None, str | None] | None
) -> None:
    (item,) = items(conllu)
    assert (item.kind, item.status, days(item)) == (kind, status, period)
    assert item.what
    assert item.why


@pytest.mark.parametrize("conllu", [MET, DENIED], ids=["past", "denied"])
def test_what_is_over_or_denied_is_none(conllu: str) -> None:
    assert items(conllu) == []


def test_a_day_that_has_passed_is_not_due() -> None:
    assert items(EXPIRY, "2013-03-05") == []


def test_a_condition_with_a_day_is_a_deadline_with_what_follows() -> None:
    reading = read(CONDITION)
    deadline = next(i for i in docket(reading, [], []) if i.kind == "deadline")
    text = reading.document.text
    assert days(deadline) == ("2013-02-22", "2013-02-22")
    assert deadline.condition is not None
    assert deadline.otherwise is not None
    assert text[deadline.condition.start : deadline.condition.end] == "If there is no truce by Friday"
    assert text[deadline.otherwise.start : deadline.otherwise.end] == "aid will stop"


def test_a_report_of_the_same_morning_still_has_the_day_ahead() -> None:
    (item,) = items(DEBATE, "2013-02-18")
    assert days(item) == ("2013-02-18", "2013-02-18")


def test_ids_follow_the_text_and_a_thing_told_twice_is_one_item() -> None:
    found = items(AGREED + "\n" + PRESENT + "\n" + PRESENT)
    assert [(i.id, i.kind) for i in found] == [("d1", "meeting"), ("d2", "vote")]


def test_the_date_of_an_act_is_the_one_in_its_clause() -> None:
    reading = read(MET)
    found = when(reading, 1)
    assert found is not None
    assert (found.start, found.end) == ("2013-02-16", "2013-02-16")


SAID = """
1 He he PRON PRP _ 2 nsubj _ _
2 said say VERB VBD _ 0 root _ _
3 Friday Friday PROPN NNP _ 2 obl:unmarked _ _
4 troops troop NOUN NNS _ 6 nsubj _ _
5 had have AUX VBD _ 6 aux _ _
6 left leave VERB VBN _ 2 ccomp _ _
7 on on ADP IN _ 8 case _ _
8 Thursday Thursday PROPN NNP _ 6 obl _ SpaceAfter=No
9 . . PUNCT . _ 2 punct _ _
"""


@pytest.mark.parametrize(("token", "day"), [(1, "2013-02-15"), (5, "2013-02-14")])
def test_speech_and_what_is_said_keep_their_own_days(token: int, day: str) -> None:
    found = when(read(SAID), token)
    assert found is not None
    assert found.start == day


def test_what_a_condition_brings_has_the_day_of_the_condition() -> None:
    found = when(read(CONDITION), 10)
    assert found is not None
    assert found.start == "2013-02-22"


ALSO = """
1 They they PRON PRP _ 3 nsubj _ _
2 also also ADV RB _ 3 advmod _ _
3 burned burn VERB VBD _ 0 root _ _
4 flags flag NOUN NNS _ 3 obj _ SpaceAfter=No
5 . . PUNCT . _ 3 punct _ _
"""


def test_a_sentence_that_goes_on_is_of_the_day_before_it() -> None:
    found = when(read(MET + ALSO), 9)
    assert found is not None
    assert found.start == "2013-02-16"
    assert when(read(MET + ALSO, "2013-03-01"), 9) is None  # not the report's own time


YEAR = """
1 War war NOUN NN _ 3 nsubj _ _
2 has have AUX VBZ _ 3 aux _ _
3 killed kill VERB VBN _ 0 root _ _
4 60 60 NUM CD _ 3 obj _ _
5 this this DET DT _ 6 det _ _
6 year year NOUN NN _ 3 obl:unmarked _ SpaceAfter=No
7 . . PUNCT . _ 3 punct _ _
"""


def test_what_is_done_this_year_was_done_before_the_report() -> None:
    found = when(read(YEAR), 2)
    assert found is not None
    assert (found.start, found.end) == ("2013-01-01", SUNDAY)


def test_an_act_without_any_day_has_none() -> None:
    assert when(read(AGREED), 1) is None


CENTURY = """
1 Orsk Orsk PROPN NNP _ 3 nsubj:pass _ Name=B-PLACE
2 was be AUX VBD _ 3 aux:pass _ _
3 praised praise VERB VBN _ 0 root _ _
4 for for ADP IN _ 5 case _ _
5 films film NOUN NNS _ 3 obl _ _
6 of of ADP IN _ 9 case _ _
7 the the DET DT _ 9 det _ _
8 past past ADJ JJ _ 9 amod _ _
9 century century NOUN NN _ 5 nmod _ SpaceAfter=No
10 . . PUNCT . _ 3 punct _ _
"""
UP_FROM = """
1 Half half NOUN NN _ 3 nsubj:pass _ _
2 is be AUX VBZ _ 3 aux:pass _ _
3 exported export VERB VBN _ 0 root _ SpaceAfter=No
4 , , PUNCT , _ 8 punct _ _
5 up up ADP RB _ 8 case _ _
6 from from ADP IN _ 8 case _ _
7 9 9 NUM CD _ 8 nummod _ _
8 percent percent NOUN NN _ 3 obl _ _
9 in in ADP IN _ 10 case _ _
10 1998 1998 NUM CD _ 8 nmod _ SpaceAfter=No
11 . . PUNCT . _ 3 punct _ _
"""


@pytest.mark.parametrize("conllu", [CENTURY, UP_FROM], ids=["era", "compared"])
def test_an_era_or_a_year_compared_with_dates_no_act(conllu: str) -> None:
    assert when(read(conllu), 2) is None


THREAT = """
1 Norland Norland PROPN NNP _ 2 nsubj _ Name=B-PLACE
2 threatened threaten VERB VBD _ 0 root _ _
3 to to PART TO _ 4 mark _ _
4 close close VERB VB _ 2 xcomp _ _
5 its its PRON PRP$ _ 6 nmod:poss _ _
6 port port NOUN NN _ 4 obj _ _
7 on on ADP IN _ 8 case _ _
8 Friday Friday PROPN NNP _ 4 obl _ _
9 unless unless SCONJ IN _ 11 mark _ _
10 Orsk Orsk PROPN NNP _ 11 nsubj _ Name=B-PLACE
11 pays pay VERB VBZ _ 4 advcl _ SpaceAfter=No
12 . . PUNCT . _ 2 punct _ _
"""
DUE_TO = """
1 Talks talk NOUN NNS _ 5 nsubj _ _
2 are be AUX VBP _ 5 cop _ _
3 due due ADJ JJ _ 5 case _ _
4 to to ADP IN _ 3 fixed _ _
5 conclude conclude NOUN NN _ 0 root _ _
6 on on ADP IN _ 7 case _ _
7 Friday Friday PROPN NNP _ 5 nmod _ SpaceAfter=No
8 . . PUNCT . _ 5 punct _ _
"""
QUESTION = """
1 Nobody nobody PRON NN _ 2 nsubj _ _
2 asked ask VERB VBD _ 0 root _ _
3 what what PRON WP _ 6 obj _ _
4 ministers minister NOUN NNS _ 6 nsubj _ _
5 would would AUX MD _ 6 aux _ _
6 discuss discuss VERB VB _ 2 ccomp _ SpaceAfter=No
7 . . PUNCT . _ 2 punct _ _
"""
COUNT = """
1 He he PRON PRP _ 2 nsubj _ _
2 expects expect VERB VBZ _ 0 root _ _
3 900 900 NUM CD _ 4 nummod _ _
4 votes vote NOUN NNS _ 2 obj _ _
5 on on ADP IN _ 6 case _ _
6 Friday Friday PROPN NNP _ 4 nmod _ SpaceAfter=No
7 . . PUNCT . _ 2 punct _ _
"""
RAN_OUT = """
1 Curbs curb NOUN NNS _ 3 nsubj _ _
2 were be AUX VBD _ 3 cop _ _
3 due due ADJ JJ _ 0 root _ _
4 to to PART TO _ 5 mark _ _
5 expire expire VERB VB _ 3 xcomp _ _
6 Friday Friday PROPN NNP _ 5 obl:unmarked _ _
7 but but CCONJ CC _ 10 cc _ _
8 will will AUX MD _ 10 aux _ _
9 now now ADV RB _ 10 advmod _ _
10 stay stay VERB VB _ 3 conj _ SpaceAfter=No
11 . . PUNCT . _ 3 punct _ _
"""


def test_a_threat_with_a_day_is_proposed_on_its_condition() -> None:
    reading = read(THREAT)
    (item,) = [i for i in docket(reading, [], []) if i.kind == "other"]
    assert (item.status, days(item)) == ("proposed", ("2013-02-22", "2013-02-22"))
    assert item.condition is not None
    assert reading.document.text[item.condition.start : item.condition.end] == "unless Orsk pays"


def test_due_to_before_a_verb_is_no_preposition() -> None:
    (item,) = items(DUE_TO)
    assert days(item) == ("2013-02-22", "2013-02-22")


@pytest.mark.parametrize("conllu", [QUESTION, COUNT, RAN_OUT], ids=["question", "count", "superseded"])
def test_questions_counts_and_superseded_dates_are_no_items(conllu: str) -> None:
    assert items(conllu) == []


def test_names_of_items_have_no_possessive_and_no_words_of_time() -> None:
    (item,) = [i for i in items(THREAT) if i.kind == "other"]
    assert "its" not in item.what.split()
    assert "Friday" not in item.what


EXPECTS = """
1 Norland Norland PROPN NNP _ 2 nsubj _ Name=B-PLACE
2 expected expect VERB VBD _ 0 root _ _
3 rebels rebel NOUN NNS _ 2 obj _ _
4 to to PART TO _ 5 mark _ _
5 freeze freeze VERB VB _ 2 xcomp _ _
6 payments payment NOUN NNS _ 5 obj _ SpaceAfter=No
7 . . PUNCT . _ 2 punct _ _
"""
PURPOSE = """
1 To to PART TO _ 2 mark _ _
2 end end VERB VB _ 6 advcl _ _
3 strife strife NOUN NN _ 2 obj _ SpaceAfter=No
4 , , PUNCT , _ 6 punct _ _
5 Norland Norland PROPN NNP _ 6 nsubj _ Name=B-PLACE
6 planned plan VERB VBD _ 0 root _ _
7 talks talk NOUN NNS _ 6 obj _ SpaceAfter=No
8 . . PUNCT . _ 6 punct _ _
"""
TASK = """
1 Her her PRON PRP$ _ 2 nmod:poss _ _
2 task task NOUN NN _ 5 nsubj _ _
3 is be AUX VBZ _ 5 cop _ _
4 to to PART TO _ 5 mark _ _
5 meet meet VERB VB _ 0 root _ _
6 them they PRON PRP _ 5 obj _ SpaceAfter=No
7 . . PUNCT . _ 5 punct _ _
"""
FINAL = """
1 The the DET DT _ 2 det _ _
2 final final NOUN NN _ 5 nsubj:pass _ _
3 will will AUX MD _ 5 aux _ _
4 be be AUX VB _ 5 aux:pass _ _
5 held hold VERB VBN _ 0 root _ _
6 on on ADP IN _ 7 case _ _
7 Tuesday Tuesday PROPN NNP _ 5 obl _ SpaceAfter=No
8 . . PUNCT . _ 5 punct _ _
"""


@pytest.mark.parametrize("conllu", [EXPECTS, PURPOSE, TASK, FINAL], ids=["of another", "purpose", "task", "fixture"])
def test_wishes_purposes_tasks_and_fixtures_are_no_items(conllu: str) -> None:
    assert items(conllu) == []


ANNOUNCED = """
1 Norland Norland PROPN NNP _ 2 nsubj _ Name=B-PLACE
2 said say VERB VBD _ 0 root _ _
3 Southland Southland PROPN NNP _ 5 nsubj _ Name=B-PLACE
4 would would AUX MD _ 5 aux _ _
5 ease ease VERB VB _ 2 ccomp _ _
6 rules rule NOUN NNS _ 5 obj _ SpaceAfter=No
7 . . PUNCT . _ 2 punct _ _
"""


def test_what_a_country_is_said_to_do_is_an_item_without_a_day_unless_it_is_only_a_promise() -> None:
    (item,) = items(ANNOUNCED.replace("Norland Norland", "Russia Russia").replace("Southland Southland", "Syria Syria"))
    assert (item.kind, item.status, days(item)) == ("other", "expected", None)
    promise = ANNOUNCED.replace("Southland Southland", "Syria Syria").replace("ease ease", "respect respect")
    assert items(promise) == []


MINES = """
1 Syria Syria PROPN NNP _ 3 nsubj _ Name=B-PLACE
2 will will AUX MD _ 3 aux _ _
3 close close VERB VB _ 0 root _ _
4 mines mine NOUN NNS _ 3 obj _ _
5 this this DET DT _ 6 det _ _
6 year year NOUN NN _ 3 obl:unmarked _ SpaceAfter=No
7 . . PUNCT . _ 3 punct _ _
"""


def test_of_a_long_period_under_way_the_rest_is_left() -> None:
    (item,) = items(MINES, "2013-06-10")
    assert days(item) == ("2013-06-10", "2013-12-31")


def test_a_report_of_sport_keeps_only_what_courts_and_voters_decide() -> None:
    assert docket(read(DEBATE), [], [], topic="sport") == []
    assert docket(read(DEBATE), [], [], topic="weather") != []
