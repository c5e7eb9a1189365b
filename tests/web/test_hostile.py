"""Hostile texts, addresses, forms and hosts: none gets through, and no answer tells how it broke."""

from __future__ import annotations

import base64
import gzip
import io
import re
import socket
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from web.desking import HERE, TestClient, csrf, of_title, served

from readout.errors import UsageError
from readout.record import Actor, Claim, DocketItem, Event, Figure, Period, Position, Record, Report, Span
from readout.store import Store
from readout.web import create_app, security
from readout.web.security import BODY, BROWSER

PAYLOADS = [
    "<script>alert(1)</script>", "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>', "' onmouseover='alert(1)", '" autofocus onfocus="alert(1)', "{{7*7}}{%raw%}",
    "javascript:alert(1)", "<!--<script>", "]]><script>alert(1)</script>", "<style>*{display:none}</style>",
    "<base href=//evil.test>", "<iframe src=//evil.test>", "<a href=javascript:alert(1)>x</a>", "\u202egnp.exe",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "«<b>x</b>»", "<meta http-equiv=refresh content=0;url=//evil.test>", "../../../../etc/passwd",
    "'; DROP TABLE report; --", '" OR 1=1 NEAR(', "%00%0d%0aSet-Cookie: a=b", "<textarea></textarea><script>",
]  # fmt: skip
TOKEN = "correct-horse-battery-staple"


def id_of(payload: str) -> str:
    """The payload itself, but where the test's client would take it for a part of the path."""
    return payload if not set("/%") & set(payload) else f"r-{PAYLOADS.index(payload)}"


def hostile(payload: str) -> Record:
    """A record with the payload in every field that holds words."""
    text = f"{payload} said {payload} will meet."
    whole, cue = Span(start=0, end=len(text)), Span(start=len(payload) + 1, end=len(payload) + 5)
    head = Span(start=0, end=len(payload))
    when = Period(start="2025-02-24", end="2025-02-24")
    return Record(
        report=Report(id=id_of(payload), ref=payload, url=payload, title=payload, publisher=payload, wire=payload,
                      byline=payload, language="en", published="2025-02-24", text=text),
        sentences=[whole],
        actors=[Actor(id="a1", name=payload, kind="person", country="XKX", role=payload, mentions=[head])],
        events=[Event(id="e1", type="CONSULT", mode=payload, contexts=[payload], actor=["a1"], recipient=["a1"],
                      trigger=cue, evidence=whole, date=when, quad=1, score=1.0)],
        claims=[Claim(id="c1", source=["a1"], cue=cue, content=[head], quote="indirect")],
        figures=[Figure(id="f1", measure=payload, unit=payload, low=1, high=None, text=cue, about=payload,
                        evidence=whole)],
        positions=[Position(id="p1", actor=["a1"], issue=payload, stance="for", toward=payload, evidence=whole)],
        docket=[DocketItem(id="d1", what=payload, kind="meeting", who=["a1"], when=when, condition=head,
                           evidence=whole)],
        warnings=[payload],
    )  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path = tmp_path_factory.mktemp("hostile") / "store.db"
    with Store(path) as store:
        list(store.add(hostile(p) for p in PAYLOADS))
    with TestClient(create_app(path), base_url=HERE, raise_server_exceptions=False) as made:
        made.headers["accept"] = "text/html"
        yield made


def _tags(page: str) -> set[str]:
    return set(re.findall(r"<([a-z]+)", page.lower()))


def harmless(page: str, payload: str) -> None:
    assert page.count("<script") == 1, "the desk's own alone"
    assert '<script src="/static/desk.js" defer></script>' in page
    assert not _tags(page) & {"iframe", "base", "style", "math", "img", "object", "embed"}
    assert not re.search(r'<[^>"]*(?:"[^"]*"[^>"]*)*\son\w+\s*=', page), "an attribute that runs"
    assert not re.search(r'(href|src|action)="\s*(javascript|data|vbscript):', page, re.I)
    assert not re.search(r'(href|src|action)="(https?:)?//', page)
    assert "49" not in page or "7*7" not in payload or "{{7*7}}" in page


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_field_of_a_report_gets_out_of_its_place(desk: TestClient, payload: str) -> None:
    for path in ("/", "/events", "/claims", "/figures", "/positions", "/docket", "/actors"):
        answer = desk.get(path)
        assert answer.status_code == 200
        harmless(answer.text, payload)
    for path, asked in (
        ("/search", {"q": payload}), ("/situation", {"actor": payload}), ("/situation", {"about": payload}),
        ("/events", {"actor": payload, "about": payload, "type": payload}), ("/actors", {"q": payload}),
    ):  # fmt: skip
        answer = desk.get(path, params=asked)
        assert answer.status_code == 200
        harmless(answer.text, payload)
    assert desk.get("/feeds/events.atom", params={"actor": payload}).status_code == 200
    assert desk.get("/feeds/docket.ics", params={"actor": payload}).status_code == 200


@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_page_of_a_hostile_report_is_harmless(desk: TestClient, payload: str) -> None:
    from urllib.parse import quote

    answer = desk.get(f"/reports/{quote(id_of(payload), safe='')}")
    assert answer.status_code == 200
    harmless(answer.text, payload)


@pytest.mark.parametrize(
    "path",
    ["/events?page=0", "/events?page=x", "/events?page=99999999999999", "/events?since=9999-99-99", "/?on=0000-00-00",
     "/?on=0001-01-01", "/?on=9999-12-31", "/?days=-1", "/?days=1e9", "/nothing", "/reports/none", "/reports/%00",
     "/reports/none?at=0-99999999999", "/static/../app.py", "/static/%2e%2e/app.py", "/static//etc/passwd",
     "/situation?actor=%00", "/search?q=%00", "/search?q=" + "a" * 5000, "/api/events?until=tomorrow",
     "/feeds/events.atom?since=x", "/events?country=ABCD", "/add/none", "/docs", "/redoc",
     "/events?" + "&".join(f"a{n}=1" for n in range(3000)), "/events?" + "actor=x&" * 900,
     "/reports/%2e%2e%2f%2e%2e%2fetc%2fpasswd", "/reports/..%5c..%5cwindows", "/reports/none%0d%0aSet-Cookie:%20a=b",
     "/static/%2e%2e%2fapp.py", "/static/..%2f..%2fdesk.py", "/static/%00", "/add/%2e%2e%2f", "/api/reading/%ff",
     "/api/reports/%f0%9f%92%a3/why", "/search?q=%ed%a0%80", "/situation?about=" + "a%20" * 100,
     "/events?actor=%ff%fe", "/search?q=%22%27%2A%28", "/situation?actor=" + "%25" * 60],
)  # fmt: skip
@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_odd_addresses_are_refused_without_a_trace(desk: TestClient, path: str, accept: str) -> None:
    answer = desk.get(path, headers={"accept": accept})
    assert answer.status_code in (200, 400, 404, 414, 422)
    for tell in ("Traceback", "site-packages", ".py", "sqlalchemy", "sqlite"):
        assert tell not in answer.text


def test_what_breaks_inside_is_told_to_no_one(desk: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> Any:
        raise RuntimeError("secret of /home/me")

    monkeypatch.setattr(Store, "items", broken)
    for path in ("/events", "/api/events", "/feeds/events.atom"):
        answer = desk.get(path)
        assert answer.status_code == 500
        assert "secret" not in answer.text
        assert "Traceback" not in answer.text
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")


@pytest.mark.parametrize("path", ["/", "/events", "/nothing", "/static/desk.css", "/api/brief", "/feeds/events.atom"])
def test_every_answer_has_the_headers(desk: TestClient, path: str) -> None:
    headers = desk.get(path).headers
    policy = headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize(
    "host", ["evil.test", "evil.test:8013", "127.0.0.1.evil.test", "10.0.0.1", "localhost.evil.test", ""]
)
def test_a_desk_without_a_token_answers_to_no_other_name(desk: TestClient, host: str) -> None:
    assert desk.get("/", headers={"host": host}).status_code == 400


@pytest.mark.parametrize("host", ["localhost", "localhost:8013", "127.0.0.1:1", "[::1]:8013", "127.9.9.9"])
def test_it_answers_to_the_names_of_this_machine(desk: TestClient, host: str) -> None:
    assert desk.get("/login", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    ("token", "headers"),
    [("", {}), ("0" * 64, {}), (None, {}), ("ok", {"origin": "https://evil.test"}), ("ok", {"origin": "null"}),
     ("ok", {"sec-fetch-site": "cross-site"}), ("ok", {"sec-fetch-site": "same-site"}),
     ("ok", {"cookie": f"{BROWSER}=x"})],
)  # fmt: skip
def test_no_other_site_can_send_a_form(client: TestClient, token: str | None, headers: dict[str, str]) -> None:
    page = client.get("/add").text
    if "cookie" in headers:
        client.cookies.clear()
    data = {"text": "A text."} | ({"csrf": csrf(page) if token == "ok" else token} if token is not None else {})
    assert client.post("/add", data=data, headers=headers).status_code == 403
    assert client.post("/reports/none/review", data=data, headers=headers).status_code == 403


def test_bodies_are_limited_with_and_without_a_length(client: TestClient) -> None:
    page = client.get("/add").text
    big = {"files": ("a.txt", b"x" * (BODY + 1), "text/plain")}
    assert client.post("/add", data={"csrf": csrf(page)}, files=big).status_code == 413

    def parts() -> Iterator[bytes]:
        for _ in range(BODY // 1_000_000 + 2):
            yield b"x" * 1_000_000

    kind = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/add", content=parts(), headers=kind).status_code in (400, 413)
    assert client.post("/add", content=b"x", headers=kind | {"content-length": "-5"}).status_code in (400, 413)
    many = [("files", (f"{n}.txt", b"x", "text/plain")) for n in range(21)]
    assert client.post("/add", data={"csrf": csrf(page)}, files=many).status_code == 400


BODIES = [
    b"", b"null", b"[]", b'"text"', b"{", b"{}", b"[" * 100_000, b'{"text":' * 10_000, b"\xff\xfe\x00", b"\x00",
    b'{"text": "\\ud800"}', b'{"text": "x", "published": "\\u0000"}', b'{"text": 1e999}', b'{"text": NaN}',
    b'{"text": "x", "more": 1}', b'{"text": "x", "title": {"a": "b"}}', b'{"\\ud800": 1}',
    b'{"url": "' + b"a" * 3000 + b'"}',
    b'{"text": "' + b"9" * 1_000_001 + b'"}', b'{"text": "x", "published": "yesterday"}', b"<a/>", b"a=b",
    b'{"text": "x", "published": ' + b"9" * 5000 + b"}", b'{"text": " "}',
]  # fmt: skip


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
@pytest.mark.parametrize("path", ["/api/reports", "/api/reports/none/reviews"])
def test_no_body_breaks_the_interface(desk: TestClient, path: str, body: bytes) -> None:
    for kind in ("application/json", "text/plain", "application/json; charset=utf-16", "multipart/form-data"):
        answer = desk.post(path, content=body, headers={"content-type": kind})
        assert answer.status_code in (400, 404, 413, 422)
        assert isinstance(answer.json()["detail"], str)
        assert not any(tell in answer.text for tell in ("Traceback", "site-packages", ".py", "pydantic"))


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND", "OPTIONS", "X" * 100])
@pytest.mark.parametrize("path", ["/", "/api/reports/none", "/add", "/login", "/feeds/events.atom", "/static/desk.css"])
def test_other_methods_do_nothing(desk: TestClient, method: str, path: str) -> None:
    assert desk.request(method, path).status_code in (404, 405)


@pytest.mark.parametrize(
    "headers",
    [{"origin": "https://evil.test"}, {"origin": "null"}, {"origin": "http://127.0.0.1:9"}, {"origin": "http://[::1"},
     {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}],
)  # fmt: skip
def test_no_other_site_can_send_to_the_interface(desk: TestClient, headers: dict[str, str]) -> None:
    for path in ("/api/reports", "/api/reports/none/reviews", "/logout", "/add"):
        assert desk.post(path, json={"text": "A text."}, headers=headers).status_code == 403
    answer = desk.get("/api/events", headers=headers)
    assert "access-control-allow-origin" not in answer.headers


def _bomb() -> bytes:
    return gzip.compress(bytes(300_000_000), 9)


def _zip() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("../../evil.txt", bytes(10_000_000))
    return packed.getvalue()


FILES: list[tuple[str, bytes]] = [
    ("zip.txt", _zip()), ("bomb.html", _bomb()), ("bomb.json", _bomb()), ("cut.txt", _bomb()[:1000]),
    ("a.exe", b"MZ"), ("deep.json", b"[" * 100_000), ("deep.jsonl", b'{"a":' * 100_000), ("nul.txt", b"\0" * 1000),
    ("half.txt", b"\xff\xfe\x00"), ("../../../etc/cron.d/x.txt", b""), ("..\\..\\x.md", b""),
    ("a" * 3000 + ".txt", b""), ("a\u202egpj.txt", b" "), (".txt", b""), ("con.txt.lnk", b"x"),
    ("x.json", b'{"text": 5}'),
    ("x.jsonl", b'{"text": "\\ud800"}\n'), ("feed.html", b"<rss><channel/></rss>"), ("nest.html", b"<div>" * 50_000),
]  # fmt: skip


def test_no_file_gets_through(client: TestClient) -> None:
    """All are refused in words that tell no path, and nothing is written anywhere but in the folder of the upload."""
    page, client.headers["accept"] = client.get("/add").text, "application/json"
    for given in (FILES[:10], FILES[10:]):
        files = [("files", (name, content, "text/plain")) for name, content in given]
        sent = client.post("/add", data={"csrf": csrf(page)}, files=files, follow_redirects=False)
        told = _read(client, sent.headers["location"].rpartition("/")[2])
        assert told["reports"] == []
        assert len(told["trouble"]) == len(given)
        assert not any(tell in line for line in told["trouble"] for tell in ("/tmp", "Traceback", "Error", "readout-"))


def _read(client: TestClient, name: str) -> dict[str, Any]:
    for _ in range(1200):
        told: dict[str, Any] = client.get(f"/api/reading/{name}").json()
        if told["done"]:
            return told
        time.sleep(0.1)
    raise AssertionError("it was not read")


def test_a_hostile_text_is_shown_harmlessly(client: TestClient) -> None:
    payload = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    text = f"Tehran (Test) - Iran's president on Monday accused Israel of {payload} striking a convoy. He will respond."
    sent = client.post("/api/reports", json={"text": text, "title": f"{payload}\r\nSet-Cookie: a=b"})
    (report,) = _read(client, sent.json()["name"])["reports"]
    for path in (f"/reports/{report['id']}", "/", "/events", "/claims", "/search?q=alert"):
        harmless(client.get(path).text, payload)


def test_a_hostile_page_is_shown_harmlessly(client: TestClient) -> None:
    payload = "</title><script>alert(1)</script><img src=x onerror=alert(1)>"
    told = payload.replace("<", "&lt;")
    page = f"""<html><head><title>{told}</title><meta property="og:title" content="{told}"><base href="//evil.test">
    <meta name="author" content="{told}"><meta property="og:url" content="javascript:alert(1)"></head><body><article>
    <h1>{told}</h1><p>Tehran (Test) - Iran's president on Monday accused Israel of {told} striking a convoy near the
    border.</p><p>He vowed to respond, and his foreign minister called the ambassadors of five countries to Tehran.</p>
    <script>alert(1)</script><iframe src="//evil.test"></iframe></article></body></html>"""
    form = client.get("/add").text
    files = {"files": ("a.html", page.encode(), "text/html")}
    sent = client.post(
        "/add", data={"csrf": csrf(form), "published": "2025-03-03"}, files=files, follow_redirects=False
    )
    (report,) = _read(client, sent.headers["location"].rpartition("/")[2])["reports"]
    for path in (
        f"/reports/{report['id']}",
        "/?on=2025-03-03",
        "/events",
        "/search?q=convoy",
        sent.headers["location"],
    ):
        harmless(client.get(path).text, payload)


@pytest.mark.parametrize("who", ["a\r\nSet-Cookie: x=y", "a; Path=/; Domain=evil.test", "\u202eann", "a\0b", "é" * 80])
def test_no_name_of_a_reviewer_becomes_a_header(client: TestClient, who: str) -> None:
    report = of_title(client, "EU extends sanctions")
    page = client.get(f"/reports/{report}").text
    key = re.search(r'name="key" value="(events:[^"]+)"', page)
    assert key
    sent = {"csrf": csrf(page), "key": key[1], "who": who, "verdict": "accept"}
    answer = client.post(f"/reports/{report}/review", data=sent, follow_redirects=False)
    assert answer.status_code in (303, 422)
    for value in answer.headers.get_list("set-cookie"):
        kept, rest = value.split(";", 1)
        assert re.fullmatch(r"readout_name=[\w.%~/\"-]+", kept)
        assert rest == " HttpOnly; Max-Age=31536000; Path=/; SameSite=strict"


@pytest.mark.parametrize("peer", ["10.0.0.5", "192.168.1.9", "93.184.216.34", "fe80::1%eth0", "2606:4700::1"])
def test_a_desk_without_a_token_answers_no_other_machine(place: Path, peer: str) -> None:
    """Whatever name the other machine says that it asks for."""
    app = create_app(place)
    assert TestClient(app, base_url=HERE, client=(peer, 5000)).get("/api/events").status_code == 403
    assert TestClient(app, base_url=HERE, client=("127.0.0.1", 5000)).get("/api/events").status_code == 200


@pytest.mark.parametrize("path", ["/add", "/api/reports", "/mcp"])
def test_a_body_that_trickles_is_left(place: Path, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(security, "BODY_S", 0.5)
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n"
    kind = "application/json" if path != "/add" else "application/x-www-form-urlencoded"
    with served(create_app(place)) as where:
        begun = time.monotonic()
        with socket.create_connection(("127.0.0.1", int(where.rpartition(":")[2])), timeout=30) as link:
            link.sendall(f"{head}Content-Type: {kind}\r\nAccept: application/json, text/event-stream\r\n\r\nx".encode())
            assert link.recv(65536).split()[1] in (b"400", b"408")
        assert time.monotonic() - begun < 20


@pytest.fixture
def locked(place: Path) -> Iterator[TestClient]:
    with TestClient(create_app(place, token=TOKEN), base_url="http://desk.example.org") as made:
        yield made


def _basic(text: str) -> str:
    return "Basic " + base64.b64encode(text.encode()).decode()


@pytest.mark.parametrize(
    "headers",
    [{}, {"authorization": "Bearer "}, {"authorization": "Bearer wrong"}, {"authorization": f"Bearer {TOKEN}x"},
     {"authorization": f"Digest {TOKEN}"}, {"authorization": "Basic !!!"}, {"authorization": _basic("me:wrong")},
     {"authorization": _basic(TOKEN)}, {"cookie": "readout_session=1"}, {"cookie": f"readout_session={TOKEN}"}],
)  # fmt: skip
def test_without_the_token_nothing_is_told(locked: TestClient, headers: dict[str, str]) -> None:
    for path in ("/", "/api/events", "/feeds/events.atom", "/api/openapi.json", "/reports/none"):
        assert locked.get(path, headers=headers).status_code == 401
    assert locked.post("/add", headers=headers).status_code == 401


def test_the_token_opens_by_header_and_by_form(locked: TestClient) -> None:
    for given in (f"Bearer {TOKEN}", _basic(f"anyone:{TOKEN}")):
        assert locked.get("/api/events", headers={"authorization": given}).status_code == 200
    locked.headers["accept"] = "text/html"
    asked = locked.get("/", follow_redirects=False)
    assert (asked.status_code, asked.headers["location"]) == (303, "/login")
    page = locked.get("/login").text
    assert locked.post("/login", data={"csrf": csrf(page), "token": "wrong"}).status_code == 403
    entered = locked.post("/login", data={"csrf": csrf(page), "token": TOKEN}, follow_redirects=False)
    assert entered.status_code == 303
    assert "HttpOnly" in entered.headers["set-cookie"]
    assert "samesite=strict" in entered.headers["set-cookie"].lower()
    assert locked.get("/").status_code == 200
    locked.post("/logout", data={"csrf": csrf(page)})
    assert locked.get("/", follow_redirects=False).status_code == 303


def test_the_command_wants_a_token_for_other_machines() -> None:
    from typer.testing import CliRunner

    from readout.cli.app import app
    from readout.errors import UsageError

    for arguments in (["--host", "0.0.0.0"], ["--host", "::"], ["--host", "10.1.2.3", "--token", "short"]):
        outcome = CliRunner().invoke(app, ["serve", *arguments], env={"READOUT_TOKEN": None})
        assert isinstance(outcome.exception, UsageError)


def test_guesses_of_the_token_are_counted(locked: TestClient) -> None:
    page = locked.get("/login", headers={"accept": "text/html"}).text
    for _ in range(10):
        assert locked.get("/api/events", headers={"authorization": "Bearer wrong"}).status_code == 401
        assert locked.post("/login", data={"csrf": csrf(page), "token": "wrong"}).status_code == 403
    right = {"authorization": f"Bearer {TOKEN}"}
    refused = locked.get("/api/events", headers=right)
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "60")
    assert locked.post("/login", data={"csrf": csrf(page), "token": TOKEN}).status_code == 429
    assert locked.get("/login").status_code == 200


def test_who_is_in_stays_in_while_others_guess(locked: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    page = locked.get("/login").text
    locked.post("/login", data={"csrf": csrf(page), "token": TOKEN})
    for _ in range(25):
        locked.get("/api/events", headers={"authorization": "Bearer wrong"})
    assert locked.get("/api/events").status_code == 200
    monkeypatch.setattr(security, "TRIES_S", 0.0)
    assert locked.get("/api/events", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200


def test_a_session_ends_with_leaving_and_with_time(locked: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    page = locked.get("/login").text

    def entered() -> str:
        locked.post("/login", data={"csrf": csrf(page), "token": TOKEN}, follow_redirects=False)
        return str(locked.cookies["readout_session"])

    first, second = entered(), entered()
    assert first != second
    assert TOKEN not in first + second
    for kept in (first, second):
        assert _with_session(locked, kept) == 200
    locked.post("/logout", data={"csrf": csrf(page)})
    assert [_with_session(locked, kept) for kept in (first, second)] == [200, 401]
    monkeypatch.setattr(security, "SESSION_S", 0)
    assert _with_session(locked, entered()) == 401


def _with_session(client: TestClient, session: str) -> int:
    client.cookies.delete("readout_session")
    answer = client.get("/api/events", headers={"cookie": f"readout_session={session}"})
    client.cookies.set("readout_session", session, domain="desk.example.org")
    return int(answer.status_code)


def test_the_form_that_anyone_may_send_is_small(locked: TestClient) -> None:
    page = locked.get("/login").text
    sent = {"csrf": csrf(page), "token": "x" * 20_000}
    assert locked.post("/login", data=sent).status_code == 413


@pytest.mark.parametrize("token", ["", "short", "x" * 15])
def test_a_short_token_is_no_token(place: Path, token: str) -> None:
    with pytest.raises(UsageError):
        create_app(place, token=token)
