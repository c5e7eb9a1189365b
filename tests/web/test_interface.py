"""The JSON interface: what it keeps and adds, and that no request of any form breaks it (schemathesis)."""

from __future__ import annotations

import socket
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from web.desking import HERE, TestClient, csrf, of_title

from readout.web import adding, create_app

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
TOKEN = "correct-horse-battery-staple"
OPEN = "93.184.216.34"
HEALTH = list(HealthCheck)


@pytest.fixture(scope="module")
def schema(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    import shutil

    place = shutil.copy(samples, tmp_path_factory.mktemp("interface") / "store.db")
    app = create_app(place, token=TOKEN, threads=1)
    return schemathesis.openapi.from_asgi("/api/openapi.json", app, headers={"authorization": f"Bearer {TOKEN}"})


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(host: str, *_: Any, **__: Any) -> Any:
        raise socket.gaierror(f"{host} is not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)


@pytest.mark.parametrize("mode", ["positive", "negative"])
def test_no_request_breaks_the_interface(schema: Any, no_network: None, mode: str) -> None:
    from schemathesis.checks import not_a_server_error
    from schemathesis.specs.openapi import checks

    told = [
        not_a_server_error, checks.status_code_conformance, checks.content_type_conformance,
        checks.response_schema_conformance, checks.negative_data_rejection,  # which does not know 413
    ]  # fmt: skip
    asked = 0
    for found in schema.get_all_operations():
        cases = found.ok().as_strategy(generation_mode=schemathesis.GenerationMode(mode))

        @settings(max_examples=15, deadline=None, database=None, derandomize=True, suppress_health_check=HEALTH)
        @given(case=cases)
        def holds(case: Any) -> None:
            nonlocal asked
            asked += 1
            answer = case.call(headers={"authorization": f"Bearer {TOKEN}"})
            case.validate_response(answer, checks=told if answer.status_code != 413 else told[:-1])
            assert not any(tell in answer.text for tell in ("Traceback", "site-packages", "sqlalchemy", "/tmp/"))

        with suppress(Unsatisfiable):  # an operation that takes any string as its path has no negative
            holds()
    assert asked > 150


def read(client: TestClient, answer: Any) -> dict[str, Any]:
    """How an upload fared, once it is done."""
    assert answer.status_code == 202, answer.text
    for _ in range(600):
        told: dict[str, Any] = client.get(answer.headers["location"]).json()
        if told["done"]:
            return told
        time.sleep(0.1)
    raise AssertionError("it was not read")


def test_a_text_is_added(client: TestClient) -> None:
    text = "Norway's foreign minister on Monday met her Swedish counterpart in Oslo and condemned the raid."
    told = read(client, client.post("/api/reports", json={"text": text, "title": "Two met", "published": "2025-03-03"}))
    (report,) = told["reports"]
    assert (report["title"], told["trouble"]) == ("Two met", [])
    kept = client.get(f"/api/reports/{report['id']}").json()
    assert kept["report"]["published"] == "2025-03-03"
    assert client.get(f"/api/reports/{report['id']}/versions").json()[0]["current"]


def web(monkeypatch: pytest.MonkeyPatch, pages: dict[str, httpx.Response]) -> list[str]:
    """Pages by their address, at a public host; the addresses that were asked."""
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        url = str(request.url.copy_with(host=request.headers["host"]))
        asked.append(url)
        return pages[url]

    def found(host: str, port: int, **_: Any) -> list[Any]:
        address = OPEN if host.endswith(".test") else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", found)
    monkeypatch.setattr(httpx, "HTTPTransport", lambda **_: httpx.MockTransport(answer))
    return asked


_PAGE = """<html><head><title>{title}</title><meta property="og:title" content="{title}">
<meta property="article:published_time" content="2025-03-03"></head><body><article><h1>{title}</h1>
<p>Tehran (Test) - Iran's president on Monday accused Israel of striking a convoy near the border. {text}</p>
<p>He vowed to respond, and his foreign minister called the ambassadors of five countries to a meeting in Tehran.</p>
<p>Israel's prime minister denied that his army had struck the convoy, and said the border was quiet all day.</p>
</article></body></html>"""


def test_the_page_of_a_url_is_added_by_program_and_by_form(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    kind = {"content-type": "text/html; charset=utf-8"}
    asked = web(
        monkeypatch,
        {
            "https://news.test/1": httpx.Response(302, headers={"location": "https://www.news.test/a"}),
            "https://www.news.test/a": httpx.Response(200, text=_PAGE.format(title="A convoy", text=""), headers=kind),
            "https://news.test/b": httpx.Response(200, text=_PAGE.format(title="B convoy", text="So."), headers=kind),
        },
    )
    told = read(client, client.post("/api/reports", json={"url": "https://news.test/1"}))
    assert told["trouble"] == []
    kept = client.get(f"/api/reports/{told['reports'][0]['id']}").json()
    assert kept["report"]["url"] == "https://www.news.test/a"
    assert kept["report"]["title"] == "A convoy"
    assert kept["events"]
    sent = {"csrf": csrf(client.get("/add").text), "url": " https://news.test/b "}
    name = client.post("/add", data=sent, follow_redirects=False).headers["location"].rpartition("/")[2]
    answer = httpx.Response(202, headers={"location": f"/api/reading/{name}"})
    assert [report["title"] for report in read(client, answer)["reports"]] == ["B convoy"]
    assert asked == ["https://news.test/1", "https://www.news.test/a", "https://news.test/b"]


@pytest.mark.parametrize(
    ("page", "said"),
    [(httpx.Response(404), "404"), (httpx.Response(200, content=b""), "empty"),
     (httpx.Response(200, content=b"%PDF-1.7\0\0"), "text"), (httpx.Response(200, text="<rss><item/></rss>"), "feed"),
     (httpx.Response(302, headers={"location": "https://news.test/1"}), "redirects"),
     (httpx.Response(302, headers={"location": "http://localhost/"}), "no public address"),
     (httpx.Response(302, headers={"location": "file:///etc/passwd"}), "only http and https"),
     (httpx.Response(302, headers={"location": "http://2130706433/"}), "odd way"),
     (httpx.Response(200, content=b"a " * 10_000_001), "20 MB")],
    ids=["missing", "empty", "pdf", "feed", "loop", "inside", "file", "number", "large"],
)  # fmt: skip
def test_what_is_wrong_with_a_page_is_said(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, page: httpx.Response, said: str
) -> None:
    web(monkeypatch, {"https://news.test/1": page})
    told = read(client, client.post("/api/reports", json={"url": "https://news.test/1"}))
    (trouble,) = told["trouble"]
    assert said in trouble
    assert told["reports"] == []


HOSTILE_URLS = [
    "http://127.0.0.1/", "http://localhost:8013/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://2130706433/",
    "http://0177.0.0.1/", "http://0x7f.1/", "http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/",
    "http://news.test:22/", "http://me:secret@news.test/", "ftp://news.test/", "file:///etc/passwd", "gopher://news.test/",
    "javascript:alert(1)", "data:text/html,x", "//news.test/", "/etc/passwd", "-", "../../store.db", "http://",
    "http://news.test\r\nX: y/", "http://news.test\u0000/", "http://\u202enews.test/", "<script>alert(1)</script>",
]  # fmt: skip


@pytest.mark.parametrize("url", HOSTILE_URLS)
def test_no_url_leads_inside(client: TestClient, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    asked = web(monkeypatch, {})
    told = read(client, client.post("/api/reports", json={"url": url}))
    assert len(told["trouble"]) == 1
    assert told["reports"] == []
    assert asked == []


def test_a_verdict_is_kept_by_program(client: TestClient) -> None:
    report = of_title(client, "EU extends sanctions")
    (event, *_) = client.get("/api/events", params={"about": "prolonged sanctions"}).json()
    said = {"key": event["key"], "verdict": "correct", "who": "Ann", "fields": {"type": "COERCE"}}
    (kept,) = client.post(f"/api/reports/{report}/reviews", json=said).json()
    assert (kept["verdict"], kept["fields"]) == ("corrected", {"type": "COERCE"})
    assert "Ann" in client.get(f"/reports/{report}").text
    wrong: list[dict[str, Any]] = [
        {"fields": {"type": "X"}}, {"fields": {}}, {"who": "a\u0000b"}, {"who": ""}, {"verdict": "burn"},
        {"key": "events:9-9"}, {"more": 1}, {"fields": {"mode": "a\u0000"}},
    ]  # fmt: skip
    for change in wrong:
        assert client.post(f"/api/reports/{report}/reviews", json=said | change).status_code == 422
    assert client.post("/api/reports/none/reviews", json=said).status_code == 404
    assert len(client.get(f"/api/reports/{report}/reviews").json()) == 1


def test_why_is_said_by_key(client: TestClient) -> None:
    report = of_title(client, "EU extends sanctions")
    keys = {item["key"] for item in client.get("/api/events", params={"about": "prolonged sanctions"}).json()}
    assert keys <= set(client.get(f"/api/reports/{report}/why").json())


def test_too_much_that_waits_is_refused(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    free = threading.Event()
    monkeypatch.setattr(adding, "_read", lambda *_: free.wait(30))
    monkeypatch.setattr(adding, "WAITING", 250)
    with TestClient(create_app(place), base_url=HERE) as client:
        taken = [client.post("/api/reports", json={"text": "x" * 100}).status_code for _ in range(3)]
        free.set()
    assert taken == [202, 202, 429]
