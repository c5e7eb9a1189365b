"""What goes from round a body, what is learnt from it, and that a clean body stays as it was."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from readout.intake import Taken, report_from_text, reports
from readout.intake.clean import clean, is_furniture
from readout.intake.dateline import byline, copyright_of, credit, dateline, lead_credit

SHARED = Path(__file__).parents[2].parent / "shared"
BODY = (
    "The mayor of Orsk met union leaders on Friday and promised to reopen the bridge by June.\n\n"
    '"We have waited long enough," said the union\'s chairwoman, who had threatened a strike.'
)


def take(text: str, **known: str) -> Taken:
    return report_from_text(text, **known)


@pytest.mark.parametrize(
    ("line", "place", "wire", "date"),
    [
        ("GENEVA, March 3 (AFP) - The talks", "GENEVA", "AFP", None),
        ("GENEVA, March 3, 2011 (AFP) -- The talks", "GENEVA", "AFP", "2011-03-03"),
        ("ANKARA, Turkey (AP) — The talks", "ANKARA", "AP", None),
        ("KYIV/MOSCOW, Feb 24 (Reuters) - The talks", "KYIV/MOSCOW", "Reuters", None),
        ("SANTA FE, Nov. 14(Xinhua)-- The talks", "SANTA FE", "Xinhua", None),
        ("Berlin (dpa) - The talks", "Berlin", "DPA", None),
        ("(Reuters) - The talks", None, "Reuters", None),
        ("LIMA, 4 May 2020 (Readout Wire) - The talks", "LIMA", "Readout Wire", "2020-05-04"),
        ("OSLO — The talks on fish ended without a result on Monday as ministers left early", "OSLO", None, None),
    ],
)
def test_datelines_give_place_agency_and_date(line: str, place: str | None, wire: str | None, date: str | None) -> None:
    found = dateline(line)
    assert found is not None
    assert (found.place, found.wire, found.date) == (place, wire, date)
    assert line[found.end :].startswith("The talks")


@pytest.mark.parametrize(
    "line",
    [
        "NATO - the alliance - said so",
        "The talks (on fish) - the third this year - failed",
        "On March 3 - a Sunday - the talks failed",
        "He said: no",
        "QUESTION: Will you go?",
    ],
)
def test_sentences_are_no_datelines(line: str) -> None:
    assert dateline(line) is None


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("By Jane Doe", ("Jane Doe", None)),
        ("By JANE DOE and John Roe", ("JANE DOE and John Roe", None)),
        ("By Jane Doe, Associated Press Writer", ("Jane Doe", "AP")),
        ("By Friday the talks had failed.", None),
        ("By the time they met, it was late", None),
    ],
)
def test_bylines(line: str, who: tuple[str, str | None] | None) -> None:
    assert byline(line) == who


def test_credits_at_the_end() -> None:
    text = "He left. (Reporting by Ann Lee in Oslo; Editing by Bo Fox)"
    assert credit(text) == (8, "Ann Lee in Oslo")
    assert credit("He left (with his aides).") is None
    assert copyright_of("(c) Reuters 2013") == ("Reuters", 2013)
    assert copyright_of("© 2013 AFP. All rights reserved.") == ("AFP", 2013)
    assert copyright_of("He left.") is None
    assert lead_credit("The talks failed on Sunday, DPA reported.") == "DPA"
    assert lead_credit("The talks failed on Sunday, police said.") is None


@pytest.mark.parametrize(
    ("line", "gone"),
    [
        ("Latest", True),
        ("Share  Tweet  Email", True),
        ("ADVERTISEMENT", True),
        ("Read more: Talks fail again", True),
        ("Follow us on Twitter", True),
        ("12 comments", True),
        ("We use cookies to improve this site", True),
        ("Share prices fell on Friday.", False),
        ("Comment was not available.", False),
        ("Related talks failed.", False),
        ("He will print more money.", False),
        ("Ends.", False),
        ("More than 12 comments were made by the judge.", False),
    ],
)
def test_furniture_is_told_from_sentences(line: str, gone: bool) -> None:
    assert is_furniture(line) is gone


HEAD = "Mayor promises union to reopen bridge"
CRAWLS = {
    "bare": BODY,
    "headline": f"{HEAD}\n\n{BODY}",
    "repeated": f"...\n\n{HEAD}\n\nOther News 3 May 2019 09:15 (UTC +03:00)\n{HEAD}.\n{HEAD}\n\n{BODY}"
    "\n\nLatest\n\nLatest",
    "shares": f"Home > World > Europe\n{HEAD}\nBy Jane Doe\n"
    f"Published: May 3, 2019 9:15 a.m. GMT\nShare Tweet\n\n{BODY}\n\nRelated\nBridge shut\n",
    "agency": f"{HEAD}\nBy Jane Doe\nORSK, May 3 (Reuters) - {BODY}"
    " (Reporting by Jane Doe; Editing by Bo Fox)\n\n(c) Reuters 2019",
    "between": f"{HEAD}\n\n{BODY.replace(chr(10) * 2, chr(10) * 2 + 'Advertisement' + chr(10) * 2)}",
}


@pytest.mark.parametrize("name", CRAWLS)
def test_every_crawl_leaves_the_same_body(name: str) -> None:
    taken = take(CRAWLS[name])
    assert taken.report.text == BODY
    assert taken.report.title == (None if name == "bare" else HEAD)


def test_what_stands_round_the_body_is_kept_as_fields() -> None:
    report = take(CRAWLS["repeated"]).report
    assert report.published == "2019-05-03T09:15:00+03:00"
    report = take(CRAWLS["shares"]).report
    assert (report.published, report.byline) == ("2019-05-03T09:15:00+00:00", "Jane Doe")
    report = take(CRAWLS["agency"]).report
    assert (report.wire, report.byline, report.published) == ("Reuters", "Jane Doe", "2019-05-03")


def test_what_is_left_out_is_named() -> None:
    assert any("Latest" in w and "Other News" in w for w in take(CRAWLS["repeated"]).warnings)


def test_the_id_is_stable_and_of_the_content() -> None:
    one, same, other = take(CRAWLS["headline"]), take(CRAWLS["repeated"]), take(BODY + "\n\nMore.")
    assert one.report.id == same.report.id != other.report.id
    assert one.report.id.startswith("r-") and len(one.report.id) == 18


def test_the_callers_date_wins() -> None:
    assert take(CRAWLS["repeated"], published="2001-02-03").report.published == "2001-02-03"


def test_a_raw_crawl_of_a_news_portal() -> None:
    path = SHARED / "goldens" / "kerry-lavrov.txt"
    if not path.exists():
        pytest.skip("../shared/goldens is not here")
    taken = next(iter(reports(path)))
    assert isinstance(taken, Taken)
    assert (taken.report.published, taken.report.wire) == ("2013-02-18T03:43:00+04:00", "DPA")
    assert taken.report.text.startswith("US Secretary of State") and taken.report.text.endswith("going that far.")


def test_clean_texts_come_through_unchanged() -> None:
    corpus, goldens = SHARED / "corpora" / "newswire" / "reports.jsonl.gz", SHARED / "goldens"
    if not corpus.exists():
        pytest.skip("../shared/corpora is not here")
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line, _ in zip(lines, range(200), strict=False)]
    texts += [p.read_text(encoding="utf-8") for p in goldens.glob("*.txt") if p.stem != "kerry-lavrov"]
    for text in texts:
        body = report_from_text(text).report.text
        assert body == text.strip() or dateline(text) is not None, text[:80]


@pytest.mark.parametrize(
    ("title", "kept", "by"),
    [
        ("ATTENTION - ADDS quotes ///", None, None),
        ("quotes, details ///", None, None),
        ("By Helen Vesperini", None, "Helen Vesperini"),
        ("Attention turns to Iran talks", "Attention turns to Iran talks", None),
        ("Updates on talks sought by EU", "Updates on talks sought by EU", None),
    ],
)
def test_a_note_to_editors_or_a_byline_is_no_headline(title: str, kept: str | None, by: str | None) -> None:
    found = clean("The court called a break of ten minutes.\n\nA witness sat behind a curtain.", title=title)
    assert (found.title, found.byline) == (kept, by)
    assert found.body.startswith("The court called a break")


@pytest.mark.parametrize(
    ("head", "title", "day"),
    [
        ("Joint statement on Orsk\n\nVienna, March 14, 2025", "Joint statement on Orsk", "2025-03-14"),
        ("Statement on Orsk\n\nNew York, 14 March 2025", "Statement on Orsk", "2025-03-14"),
        ("Press Briefing – October 3, 2024", "Press Briefing – October 3, 2024", "2024-10-03"),
        ("Orsk still waits\n\nThe Bridge Treaty of 14 March 2025", "Orsk still waits", None),
    ],
)
def test_statements_bear_their_day_behind_a_place_or_in_the_headline(head: str, title: str, day: str | None) -> None:
    report = take(f"{head}\n\n{BODY}").report
    assert (report.title, report.published) == (title, day)
