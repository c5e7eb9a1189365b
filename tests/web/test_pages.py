"""The pages over the sample reports: what they show, where their links lead, what their forms keep."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from web.desking import TestClient, csrf, of_title

from readout.intake import report_from_text
from readout.reader import Reader
from readout.record import Record
from readout.store import Store
from readout.web.words import period

PAGES = ["/", "/?on=2025-02-24", "/events", "/claims", "/figures", "/positions", "/docket", "/actors", "/add",
         "/search",
         "/search?q=minister", "/situation", "/situation?actor=Lithuania", "/situation?about=sanctions",
         "/situation?country=BLR", "/login"]  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_every_page_answers_with_sound_frame(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.text.count("<h1") == 1
    assert "<script>" not in answer.text
    assert not re.search(r"<[^>]+\s(style|on\w+)=", answer.text)
    assert not re.search(r'(src|href)="(https?:)?//', answer.text)


def test_a_report_is_its_text_and_every_item_leads_to_its_words(client: TestClient) -> None:
    report = of_title(client, "EU extends sanctions")
    page = client.get(f"/reports/{report}").text
    record = Record.model_validate(client.get(f"/api/reports/{report}").json())
    section = re.search(r'<section class="text"[^>]*>(.*?)</section>', page, re.DOTALL)
    assert section
    assert unescape(re.sub(r"<[^>]+>", "", section[1])) == record.report.text
    items = [i.id for family in ("events", "claims", "figures", "positions", "docket") for i in getattr(record, family)]
    assert len(items) > 10
    for item in items:
        assert f'id="i-{item}"' in page
        assert page.count(f'id="w-{item}"') == 1


def test_the_brief_of_a_day_leads_to_words(client: TestClient) -> None:
    page = client.get("/?on=2025-02-24").text
    assert "24 February 2025" in page
    links = [unescape(link) for link in re.findall(r'href="(/reports/[^"]*at=[^"]*)"', page)]
    assert links
    shown = client.get(links[0]).text
    assert 'id="asked"' in shown
    assert re.search(r'class="[^"]*\basked\b', shown)


def test_the_brief_knows_only_its_day(client: TestClient) -> None:
    assert client.get("/api/brief", params={"on": "2025-02-23"}).json()["events"] == []
    told = client.get("/api/brief", params={"on": "2025-02-24"}).json()
    assert told["fresh"] == 1
    assert {e["start"] for e in told["events"]} <= {"2025-02-24", None}


def test_a_situation_of_an_actor_holds_its_events_alone(client: TestClient) -> None:
    told = client.get("/api/situation", params={"actor": "Lithuania"}).json()
    assert told["events"]
    assert all("Lithuania" in e["actors"] + e["recipients"] for e in told["events"])
    assert all(s["href"].startswith("/reports/") for e in told["events"] for s in e["sources"])


def test_filters_hold_across_pages_and_feeds(client: TestClient) -> None:
    found = client.get("/api/events", params={"type": "SANCTION"}).json()
    assert found
    assert {one["type"] for one in found} == {"SANCTION"}
    atom = client.get("/feeds/events.atom", params={"type": "SANCTION"})
    assert atom.headers["content-type"].startswith("application/atom+xml")
    assert atom.text.count("<entry>") == len(found)


def test_feeds_are_read_by_readers_of_feeds(client: TestClient) -> None:
    feedparser = pytest.importorskip("feedparser", reason="feedparser is not installed")
    icalendar = pytest.importorskip("icalendar", reason="icalendar is not installed")
    parsed = feedparser.parse(client.get("/feeds/events.atom").content)
    assert not parsed.bozo
    assert parsed.entries
    calendar = icalendar.Calendar.from_ical(client.get("/feeds/docket.ics").content)
    assert len(calendar.walk("VEVENT")) > 3


def _first_event(client: TestClient) -> tuple[str, str, str, str]:
    """Report, key, id and page of an event."""
    report = of_title(client, "EU extends sanctions")
    page = client.get(f"/reports/{report}").text
    key = re.search(r'name="key" value="(events:[^"]+)"', page)
    item = re.search(r'id="i-([^"]+)"', page)
    assert key and item
    return report, key[1], item[1], page


def test_a_correction_is_kept_with_who_and_when(client: TestClient) -> None:
    report, key, item, page = _first_event(client)
    given = {"csrf": csrf(page), "key": key, "who": "Ann Böll", "verdict": "correct", "type": "COERCE"}
    answer = client.post(f"/reports/{report}/review", data=given, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/reports/{report}#i-{item}"
    (kept,) = client.get(f"/api/reports/{report}/reviews").json()
    assert (kept["who"], kept["verdict"], kept["fields"], kept["key"]) == (
        "Ann Böll", "corrected", {"type": "COERCE"}, key,
    )  # fmt: skip
    assert kept["made"].startswith("20")
    again = client.get(f"/reports/{report}").text
    assert "<b>Ann Böll</b> corrected: type <del>SANCTION</del> <ins>COERCE</ins>" in again
    assert 'name="who" value="Ann Böll"' in again
    assert "Reviewed: corrected by Ann Böll" in client.get("/feeds/events.atom").text


def test_two_reviewers_see_each_other(client: TestClient) -> None:
    report, key, _, page = _first_event(client)
    for who, verdict in (("Ann", "accept"), ("Bo", "reject")):
        client.post(f"/reports/{report}/review", data={"csrf": csrf(page), "key": key, "who": who, "verdict": verdict})
    shown = client.get(f"/reports/{report}").text
    assert "2 reviewers disagree" in shown
    client.post(f"/reports/{report}/review", data={"csrf": csrf(page), "key": key, "who": "Bo", "verdict": "accept"})
    assert "2 reviewers agree" in client.get(f"/reports/{report}").text


@pytest.mark.parametrize(
    "change",
    [{"type": "NONSENSE"}, {"start": "yesterday"}, {"start": "2025-02-30"}, {"mode": "x" * 501}, {"who": " "},
     {"who": "x" * 81}, {"verdict": "burn"}, {"key": "events:9-9"}, {}],
)  # fmt: skip
def test_what_the_record_could_not_hold_is_refused(client: TestClient, change: dict[str, str]) -> None:
    report, key, _, page = _first_event(client)
    given = {"csrf": csrf(page), "key": key, "who": "Ann", "verdict": "correct"} | change
    assert client.post(f"/reports/{report}/review", data=given).status_code == 422
    assert client.get(f"/api/reports/{report}/reviews").json() == []


def _done(client: TestClient, place: str) -> str:
    import time

    for _ in range(300):
        answer = client.get(place)
        if "Reading …" not in answer.text:
            return str(answer.text)
        time.sleep(0.1)
    raise AssertionError("it was not read")


def test_a_pasted_text_is_read_and_shown(client: TestClient) -> None:
    text = "Norway's foreign minister on Monday met her Swedish counterpart in Oslo and condemned the raid."
    page = client.get("/add").text
    sent = {"csrf": csrf(page), "text": text, "title": "Norway meets Sweden", "published": "2025-03-03"}
    answer = client.post("/add", data=sent, follow_redirects=False)
    assert answer.status_code == 303
    shown = _done(client, answer.headers["location"])
    assert "<h1>Norway meets Sweden</h1>" in shown
    assert "CONSULT" in shown


def test_of_uploaded_files_the_bad_ones_are_named_and_the_good_ones_kept(client: TestClient) -> None:
    page = client.get("/add").text
    good = "Tehran (Test) - Iran's president on Tuesday accused Israel of striking a convoy. He vowed to respond."
    given = [("files", ("good.txt", good.encode(), "text/plain")), ("files", ("bad.exe", b"MZ\0\0", "text/plain")),
             ("files", ("../../empty.txt", b"", "text/plain"))]  # fmt: skip
    answer = client.post("/add", data={"csrf": csrf(page)}, files=given, follow_redirects=False)
    shown = _done(client, answer.headers["location"])
    assert "bad.exe is no file" in shown
    assert shown.count('role="alert"') == 2
    assert "/tmp" not in shown
    assert len(re.findall(r'<li><a href="/reports/', shown)) == 1


def test_why_is_said_on_asking(client: TestClient) -> None:
    report = of_title(client, "EU extends sanctions")
    assert 'class="why"' not in client.get(f"/reports/{report}").text
    assert client.get(f"/reports/{report}?explain=true").text.count('class="why"') > 10


def test_the_interface_describes_itself(client: TestClient) -> None:
    told = client.get("/api/openapi.json").json()
    assert {"/api/brief", "/api/situation", "/api/reports/{report_id}", "/feeds/docket.ics"} <= set(told["paths"])
    for path, ways in told["paths"].items():
        for way in ways.values():
            content = next(iter(way["responses"].values()))["content"]
            assert path.startswith("/feeds/") or content["application/json"]["schema"] != {}
            assert way["responses"]["4XX"]["content"]["application/json"]["schema"]["$ref"].endswith("/Problem")


def test_an_empty_store_says_what_to_do(tmp_path: object) -> None:
    from pathlib import Path

    from readout.web import create_app

    assert isinstance(tmp_path, Path)
    with TestClient(create_app(tmp_path / "new.db"), base_url="http://localhost") as empty:
        assert "The record is empty" in empty.get("/").text
        for path in PAGES:
            assert empty.get(path).status_code == 200


def test_the_brief_leaves_out_what_is_plainly_about_sport_and_shows_it_on_asking(
    client: TestClient, place: Path
) -> None:
    sport = (
        "Erik Lund, the striker, scored twice in the first half as the champions beat their rivals in the league final "
        "at the stadium. The coach praised the goalkeeper, the midfielder and the defender after the match, the team's "
        "third tournament title. The referee gave a penalty before halftime. Lund would sign with Sweden's league."
    )
    with Store(place) as store:
        day = store.days()[1]  # type: ignore[index]
        taken = report_from_text(sport, title="Champions win the final", published=day)
        list(store.add(Reader(threads=1).read_many([taken])))
    told = client.get("/api/brief").json()
    whole = client.get("/api/brief", params={"all": True}).json()
    assert (told["left_out"], whole["left_out"]) == (1, 0)
    assert whole["fresh"] == told["fresh"] + 1
    page = client.get("/").text
    assert "1 left out as plainly sport" in page
    again = re.search(r'href="(/\?[^"]*all=true)"', page)
    assert again
    assert "leave them out" in client.get(unescape(again[1])).text


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2012-01-01", "2012-12-31", "2012"), ("2010-05-01", "2010-05-31", "May 2010"),
        ("2012-02-01", "2012-02-29", "February 2012"), ("2012-02-01", "2012-02-28", "1 to 28 February 2012"),
        ("2013-09-01", "2013-12-31", "September to December 2013"),
        ("2006-11-15", "2006-11-16", "15 to 16 November 2006"),
        ("2006-11-29", "2006-12-03", "29 November to 3 December 2006"),
        ("2006-12-29", "2007-01-03", "29 December 2006 to 3 January 2007"),
        ("2006-12-29", "2006-12-29", "29 December 2006"),
        ("2006-12-29", None, "from 29 December 2006"), (None, "2006-12-29", "by 29 December 2006"), (None, None, ""),
        ("9999-01-01", "9999-12-31", "9999"),
    ],
)  # fmt: skip
def test_a_time_is_written_as_people_write_it(start: str | None, end: str | None, said: str) -> None:
    assert period({"start": start, "end": end}) == said


def test_a_situation_says_how_much_of_how_much_it_looked_at(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    from readout.web import situation

    assert "or more" not in client.get("/situation?actor=Lithuania").text
    monkeypatch.setattr(situation, "ITEMS", 1)
    told = client.get("/api/situation", params={"actor": "Lithuania"}).json()
    (events,) = [one for one in told["looked_at"] if one["family"] == "events"]
    assert events["items"] == 1
    assert events["there"] > 1
    assert f"1 of {events['there']} events" in client.get("/situation?actor=Lithuania").text


def test_a_page_tells_what_another_process_wrote(client: TestClient, place: Path) -> None:
    before = client.get("/api/situation", params={"actor": "Lithuania"}).json()["events"]
    assert client.get("/feeds/events.atom?actor=Lithuania").text.count("<entry>") == len(
        client.get("/api/events?actor=Lithuania").json()
    )
    with Store(place) as other:
        for record in other.records():
            for _, key in other.keys(record):
                if key.startswith("events:"):
                    other.review(record.report.id, key, "rejected", who="Bo")
    assert before
    assert client.get("/api/situation", params={"actor": "Lithuania"}).json()["events"] == []
    assert client.get("/feeds/events.atom?actor=Lithuania").text.count("<entry>") == 0


def test_the_docket_begins_with_what_is_due_next(client: TestClient, place: Path) -> None:
    with Store(place) as store:
        newest = store.days()[1]  # type: ignore[index]
    days = re.findall(r'<li class="row docket">\s*<p class="meta"><time datetime="([^"]+)"', client.get("/docket").text)
    assert days == sorted(days)
    since = re.search(r'name="since" type="date" value="([^"]*)"', client.get("/docket").text)
    assert since and since[1] in (newest, "")
    asked = re.findall(r'<time datetime="(20[^"]+)">', client.get("/docket?since=2025-01-01").text)
    assert asked
    whole = client.get("/api/docket", params={"since": "2025-01-01"}).json()
    assert {one["day"] for one in whole} <= set(asked)
