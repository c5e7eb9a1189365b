"""The desk in a real browser: find an event, open its words, correct it, see it kept; nothing leaves the machine."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from readout.web import create_app

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
PATHS = ("/", "/?on=2025-02-24&days=30", "/events", "/figures", "/docket", "/actors", "/add", "/search?q=minister",
         "/situation?about=Congo", "/situation?actor=Lithuania", "/nothing")  # fmt: skip


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
    """The address of a desk that runs."""
    uvicorn = pytest.importorskip("uvicorn", reason="uvicorn is not installed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(
        uvicorn.Config(create_app(place, threads=1), host="127.0.0.1", port=port, log_level="error", ws="none")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    for _ in range(200):
        if server.started:
            break
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(20)


@pytest.fixture(params=[1440, 390])
def page(browser: Any, served: str, request: pytest.FixtureRequest) -> Iterator[Any]:
    """A page that fails the test for anything on the console, or a request to another host."""
    made = browser.new_page(viewport={"width": request.param, "height": 900}, base_url=served)
    trouble: list[str] = []
    made.on("console", lambda m: trouble.append(m.text) if m.type in ("error", "warning") else None)
    made.on("pageerror", lambda error: trouble.append(str(error)))
    made.on("request", lambda r: None if r.url.startswith(served) else trouble.append(r.url))
    yield made
    made.close()
    assert [t for t in trouble if "404 (Not Found)" not in t] == []


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
