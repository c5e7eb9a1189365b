"""The desk in a real browser: find an event, open its words, correct it, see it kept; nothing leaves the machine."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from web.desking import served as running

from readout.intake import Taken
from readout.reader import Reader
from readout.store import Store
from readout.web import create_app

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
PATHS = ("/", "/?on=2025-02-24&days=30", "/events", "/claims", "/figures", "/positions", "/docket", "/actors", "/add",
         "/search?q=minister", "/situation", "/situation?country=COD", "/situation?actor=Lithuania", "/login",
         "/nothing")  # fmt: skip
AXE = Path(__file__).parent / "vendor" / "axe.min.js"


def _chromium() -> str:
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        pytest.skip("Chromium is not installed")
    return found


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=_chromium(), args=list(FLAGS))
        yield opened
        opened.close()


@pytest.fixture
def served(place: Path) -> Iterator[str]:
    """The address of a desk over a copy of the samples' store."""
    with running(create_app(place, threads=1)) as address:
        yield address


@contextmanager
def _watched(browser: Any, address: str, **options: Any) -> Iterator[Any]:
    """A page that fails the test for anything on the console, or a request to another host."""
    made = browser.new_page(base_url=address, **options)
    trouble: list[str] = []
    made.on("console", lambda m: trouble.append(m.text) if m.type in ("error", "warning") else None)
    made.on("pageerror", lambda error: trouble.append(str(error)))
    made.on("request", lambda r: None if r.url.startswith(address) else trouble.append(r.url))
    yield made
    made.close()
    assert [t for t in trouble if "404 (Not Found)" not in t] == []


@pytest.fixture(params=[1440, 390])
def page(browser: Any, served: str, request: pytest.FixtureRequest) -> Iterator[Any]:
    with _watched(browser, served, viewport={"width": request.param, "height": 900}) as made:
        yield made


def _add_samples(page: Any) -> None:
    """Paste the text of each sample report into the form; upload the one that is a page."""
    with as_file(files("readout") / "samples") as folder:
        for path in sorted(folder.iterdir()):
            page.goto("/add")
            if path.suffix == ".html":
                page.locator("input[type=file]").set_input_files(path)
            else:
                page.get_by_label("Text", exact=True).fill(path.read_text("utf-8"))
            page.get_by_role("button", name="Read it").click()
            page.wait_for_url("**/reports/*", timeout=60_000)


def test_from_an_empty_store_to_a_correction_that_outlives_a_new_reading(browser: Any, tmp_path: Path) -> None:
    place = tmp_path / "new.db"
    with (
        running(create_app(place, threads=1)) as address,
        _watched(browser, address, viewport={"width": 1440, "height": 900}) as page,
    ):
        page.goto("/")
        assert page.get_by_role("heading", name="The record is empty").is_visible()
        _add_samples(page)
        page.goto("/events")
        page.get_by_label("Words").fill("prolonged sanctions")
        page.get_by_role("button", name="Show").click()
        page.locator(".found .row", has=page.locator(".line", has_text="→ Belarus")).locator("blockquote a").click()
        page.wait_for_url("**/reports/*")
        assert "prolonged sanctions" in "".join(page.locator(".text .lit").all_inner_texts())
        page.keyboard.press("c")
        card = page.locator(".card.on")
        card.get_by_label("Your name").fill("Ann")
        card.get_by_label("Type").select_option("COERCE")
        card.get_by_role("button", name="Save correction").click()
        page.wait_for_url("**#i-*")
        _read_again(place, page.locator("article.report").get_attribute("data-report"))
        page.reload()
        assert "superseded" in page.locator(".versions").inner_text()
        kept = " ".join(page.locator(".card.corrected .reviews").inner_text().split())
        assert "Ann corrected: type SANCTION COERCE" in kept
        _subscribe(page)


def _read_again(place: Path, report_id: str) -> None:
    """Read a report anew, as a later Readout would."""
    with Store(place) as store:
        record = store.record(report_id)
        assert record is not None
        again = Reader(threads=1).read(Taken(record.report))
        assert list(store.add([again], reader="a later one")) == ["replaced"]


def _subscribe(page: Any) -> None:
    """The addresses to subscribe to, taken from the pages, answer an Atom feed and a calendar."""
    icalendar = pytest.importorskip("icalendar", reason="icalendar is not installed")
    page.goto("/events")
    answer = page.request.get(page.get_by_role("link", name="Atom feed").get_attribute("href"))
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed, atom = ElementTree.fromstring(answer.body()), "{http://www.w3.org/2005/Atom}"
    assert feed.tag == f"{atom}feed"
    entries = feed.findall(f"{atom}entry")
    assert len(entries) > 10
    for part in [feed, *entries]:
        assert all(part.findtext(f"{atom}{name}") for name in ("id", "title", "updated"))
    page.goto("/docket")
    answer = page.request.get(page.get_by_role("link", name="Calendar").get_attribute("href"))
    assert answer.headers["content-type"].startswith("text/calendar")
    assert len(icalendar.Calendar.from_ical(answer.body()).walk("VEVENT")) > 3


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_on_any_page(browser: Any, served: str, scheme: str, width: int) -> None:
    axe = AXE.read_text("utf-8")
    page = browser.new_page(viewport={"width": width, "height": 900}, base_url=served, color_scheme=scheme)
    page.goto("/search?q=sanctions")
    report = page.locator(".found .line a").first.get_attribute("href")
    found = []
    for path in (*PATHS, report):
        page.goto(path)
        page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
        page.evaluate(axe)
        told = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
        found += [(path, v["id"], v["nodes"][0]["html"]) for v in told if v["impact"] in ("serious", "critical")]
    assert found == []
    page.evaluate("document.body.append(document.createElement('img'))")
    told = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    assert "image-alt" in {v["id"] for v in told}, "axe runs, and would say so"
    page.close()


def test_a_situation_by_keyboard_alone_and_on_paper(browser: Any, served: str) -> None:
    with _watched(browser, served, viewport={"width": 1440, "height": 900}) as page:
        page.goto("/situation?country=COD")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
        for _ in range(40):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.closest('.map') !== null"):
                break
        assert "North Kivu" in page.evaluate("document.activeElement.getAttribute('aria-label')")
        page.keyboard.press("Enter")
        page.wait_for_url("**/reports/*at=*")
        assert "North Kivu" in "".join(page.locator(".text .asked").all_inner_texts())
        page.emulate_media(media="print")
        for gone in (".masthead nav", ".legend", "details.review"):
            assert not page.locator(gone).first.is_visible()
        assert page.locator(".text").is_visible()


def test_find_an_event_open_its_words_correct_it_see_it_kept(page: Any) -> None:
    page.goto("/events")
    page.get_by_label("Words").fill("prolonged sanctions")
    page.get_by_label("Type").select_option("SANCTION")
    page.get_by_role("button", name="Show").click()
    page.locator(".found .row", has=page.locator(".line", has_text="→ Belarus")).locator("blockquote a").click()
    page.wait_for_url("**/reports/*")
    card = page.locator(".card.on")
    assert card.count() == 1
    assert "prolonged sanctions" in "".join(page.locator(".text .lit").all_inner_texts())
    page.keyboard.press("c")
    card.get_by_label("Your name").fill("Ann")
    card.get_by_label("Type").select_option("COERCE")
    card.get_by_role("button", name="Save correction").click()
    page.wait_for_url("**#i-*")
    page.reload()
    shown = page.locator(".card.corrected")
    assert "Ann corrected: type SANCTION COERCE" in " ".join(shown.locator(".reviews").inner_text().split())


def test_keys_walk_the_items_and_judge_them(page: Any) -> None:
    page.goto("/search?q=sanctions")
    page.locator(".found .line a").first.click()
    page.wait_for_url("**/reports/*")
    page.keyboard.press("j")
    first = page.locator(".card.on").get_attribute("data-item")
    page.keyboard.press("j")
    assert page.locator(".card.on").get_attribute("data-item") != first
    page.keyboard.press("k")
    assert page.locator(".card.on").get_attribute("data-item") == first
    page.keyboard.press("c")
    page.locator(".card.on").get_by_label("Your name").fill("Bo")
    page.locator(".card.on h3").click()
    page.locator(".card.on").focus()
    page.keyboard.press("a")
    page.wait_for_url("**#i-*")
    assert page.locator(f"#i-{first}.accepted").count() == 1


@pytest.mark.parametrize("path", PATHS)
def test_no_page_is_wider_than_the_screen(page: Any, path: str) -> None:
    page.goto(path)
    width = page.viewport_size["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_words_lead_to_their_item_and_families_can_be_hidden(page: Any) -> None:
    page.goto("/search?q=sanctions")
    page.locator(".found .line a").first.click()
    page.wait_for_url("**/reports/*")
    word = page.locator(".text .m-figures-core").first
    word.click()
    item = page.locator(".card.on").get_attribute("data-item")
    assert item in word.get_attribute("data-items").split()
    page.locator("#show-figures").uncheck()
    assert not page.locator(".fam-figures").is_visible()


def test_a_report_is_whole_without_script(browser: Any, served: str) -> None:
    plain = browser.new_context(java_script_enabled=False, base_url=served).new_page()
    plain.goto("/?on=2025-02-24")
    plain.locator(".found blockquote a").first.click()
    assert plain.locator(".text .asked").count() >= 1
    plain.close()
