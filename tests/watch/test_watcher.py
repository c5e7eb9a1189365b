"""Watches of a small web on this machine with every fault in it; time is told by the test, not waited for."""

from __future__ import annotations

import gzip
import json
import socket
import threading
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from typing import Any

import httpx
import pytest

from readout.errors import FetchError, FormatError, StoreError, UsageError
from readout.intake import Taken
from readout.intake.fetch import Fetched, fetch
from readout.intake.public import public_addresses
from readout.record import Record
from readout.watch import Settings, Watcher
from readout.watch.feeds import addresses, entries
from readout.watch.metrics import Metrics, serve
from readout.watch.pace import Pace, Robots, back_off
from readout.watch.sink import LinesSink
from readout.watch.state import State

pytest.importorskip("feedparser", reason="the extra `crawl` is not installed")

TEXT = "The foreign minister met her counterpart in Geneva on Monday and said that talks would go on. " * 3


def page(name: str) -> bytes:
    body = f"<p>{TEXT} It was report {name}.</p>"
    return f"<html><head><title>{name}</title></head><body><article>{body}</article></body></html>".encode()


def rss(*links: str) -> bytes:
    items = "".join(f"<item><title>Report {link[-6:]}</title><link>{link}</link></item>" for link in links)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>T</title>{items}</channel></rss>'.encode()


Answer = Callable[[BaseHTTPRequestHandler], tuple[int, dict[str, str], bytes]]


class Web:
    """A server on loopback: `pages` by path, and how often each was asked for."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes | Answer] = {}
        self.asked: Counter[str] = Counter()
        web = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                web.asked[self.path] += 1
                found = web.pages.get(self.path)
                status, headers, data = (
                    (200, dict[str, str](), found) if isinstance(found, bytes) else (404, dict[str, str](), b"")
                )
                if callable(found):
                    status, headers, data = found(self)
                self.send_response(status)
                kind = "text/html; charset=utf-8" if b"<html" in data[:20] else "application/xml"
                for name, value in {"Content-Type": kind, "Content-Length": str(len(data)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *args: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=lambda: self.server.serve_forever(0.01), daemon=True).start()
        self.base = f"http://127.0.0.1:{self.server.server_address[1]}"

    def url(self, path: str) -> str:
        return self.base + path


@pytest.fixture
def web() -> Iterator[Web]:
    made = Web()
    yield made
    made.server.shutdown()
    made.server.server_close()


class Told:
    """A clock that waits by adding; stops the watch at `end`."""

    def __init__(self, end: float = 1e18) -> None:
        self.time, self.end, self.stopped = 1_000_000.0, end, False

    def now(self) -> float:
        return self.time

    def wait(self, seconds: float) -> None:
        self.time += seconds
        self.stopped = self.stopped or self.time >= self.end


class Kept:
    """A sink in memory."""

    def __init__(self) -> None:
        self.urls: list[str | None] = []

    def keep(self, record: Record) -> None:
        self.urls.append(record.report.url)


def empty_record(taken: Taken) -> Record:
    return Record(report=taken.report)


def watcher(web: Web, tmp_path: Path, *paths: str, clock: Told | None = None, **settings: Any) -> Watcher:
    chosen = Settings(**{"private": True, "pace": 1.0, "interval": 100.0, "once": True, "deadline": 1.0, **settings})
    state = State(tmp_path / "state")
    return Watcher([web.url(p) for p in paths], state, Kept(), empty_record, clock or Told(), chosen)


def kept(made: Watcher) -> list[str | None]:
    assert isinstance(made.sink, Kept)
    return made.sink.urls


def test_every_item_is_read_once_over_turns_and_runs(web: Web, tmp_path: Path) -> None:
    web.pages |= {f"/{n}": page(str(n)) for n in range(4)}
    web.pages["/feed"] = rss(*(web.url(f"/{n}") for n in range(3)))
    first = watcher(web, tmp_path, "/feed")
    first.run()
    assert sorted(kept(first)) == [web.url(f"/{n}") for n in range(3)]  # type: ignore[type-var]
    web.pages["/feed"] = rss(*(web.url(f"/{n}") for n in range(4)))
    again = watcher(web, tmp_path, "/feed", clock=Told(1_001_000.0), once=False)
    again.run()
    assert kept(again) == [web.url("/3")]
    assert web.asked["/feed"] == 10
    assert all(web.asked[f"/{n}"] == 1 for n in range(4))


def test_a_feed_that_is_unchanged_is_told_by_its_validators(web: Web, tmp_path: Path) -> None:
    def feed(request: BaseHTTPRequestHandler) -> tuple[int, dict[str, str], bytes]:
        if request.headers.get("If-None-Match") == '"v1"':
            return 304, {}, b""
        return 200, {"ETag": '"v1"'}, rss(web.url("/1"))

    web.pages |= {"/feed": feed, "/1": page("1")}
    made = watcher(web, tmp_path, "/feed", clock=Told(1_000_550.0), once=False)
    made.run()
    assert made.metrics.get("feeds_unchanged") == web.asked["/feed"] - 1 > 3
    assert kept(made) == [web.url("/1")]


def test_no_host_is_asked_more_often_than_its_pace(web: Web, tmp_path: Path) -> None:
    web.pages |= {f"/{n}": page(str(n)) for n in range(5)}
    web.pages["/feed"] = rss(*(web.url(f"/{n}") for n in range(5)))
    web.pages["/robots.txt"] = b"User-agent: *\nCrawl-delay: 7\n"
    made, times = watcher(web, tmp_path, "/feed", pace=2.0), list[float]()

    def timed(url: str, **how: Any) -> Fetched:
        times.append(made.clock.now())
        return fetch(url, **how)

    made.get = timed
    made.run()
    assert len(times) == 7
    assert min(b - a for a, b in pairwise(times)) >= 7.0


def test_a_redirect_waits_for_its_host_too_and_is_read_under_its_end(web: Web, tmp_path: Path) -> None:
    web.pages |= {
        "/feed": lambda r: (301, {"Location": "/feed-now"}, b""), "/feed-now": rss(web.url("/1"), web.url("/round")),
        "/1": lambda r: (302, {"Location": "/2"}, b""), "/2": page("2"),
        "/round": lambda r: (302, {"Location": "/round"}, b""),
        "/robots.txt": lambda r: (302, {"Location": "/robots-now"}, b""),
        "/robots-now": b"User-agent: *\nDisallow: /3\nCrawl-delay: 3\n",
    }  # fmt: skip
    made, times = watcher(web, tmp_path, "/feed", clock=Told(1_000_090.0), once=False), list[float]()

    def timed(url: str, **how: Any) -> Fetched:
        times.append(made.clock.now())
        return fetch(url, **how)

    made.get = timed
    made.run()
    assert kept(made) == [web.url("/2")]
    assert web.asked["/robots.txt"] == web.asked["/robots-now"] == 1
    assert web.asked["/round"] >= 6  # five redirects, and perhaps tried again before the end
    assert min(b - a for a, b in pairwise(times[2:])) >= 3.0


def test_a_redirect_is_not_followed_to_where_robots_txt_forbids(web: Web, tmp_path: Path) -> None:
    web.pages |= {"/feed": rss(web.url("/1")), "/1": lambda r: (302, {"Location": "/private"}, b"")}
    web.pages |= {"/private": page("p"), "/robots.txt": b"User-agent: *\nDisallow: /private\n"}
    made = watcher(web, tmp_path, "/feed")
    made.run()
    assert (kept(made), web.asked["/private"], made.state.count("failed")) == ([], 0, 1)


def test_the_parts_of_a_sitemap_index_are_watched(web: Web, tmp_path: Path) -> None:
    def urls(name: str, inner: str, *paths: str) -> bytes:
        rows = "".join(f"<{inner}><loc>{web.url(path)}</loc></{inner}>" for path in paths)
        return f"<{name}>{rows}</{name}>".encode()

    web.pages |= {f"/{n}": page(str(n)) for n in range(3)}
    web.pages["/index"] = urls("sitemapindex", "sitemap", "/part", "/gone")
    web.pages["/part"] = urls("urlset", "url", "/0", "/1")
    made = watcher(web, tmp_path, "/index")
    made.run()
    assert sorted(filter(None, kept(made))) == [web.url("/0"), web.url("/1")]
    web.pages["/index"] = urls("sitemapindex", "sitemap", "/later")
    web.pages["/later"] = urls("urlset", "url", "/1", "/2")
    again = watcher(web, tmp_path, "/index")
    again.run()
    assert kept(again) == [web.url("/2")]
    assert web.asked["/part"] == 1


def test_a_slow_host_holds_up_no_other(tmp_path: Path, web: Web) -> None:
    let_go, order = threading.Event(), list[str]()

    def get(url: str, **how: Any) -> Fetched:
        if "slow.test" in url:
            let_go.wait(20)
        order.append(url)
        if url.endswith("robots.txt"):
            return Fetched(b"", url, "text/plain", None)
        if "feed" in url:
            return Fetched(rss(url.replace("feed", "1")), url, "", None)
        if "quick.test" in url:
            let_go.set()
        return Fetched(page("1"), url, "text/html", None)

    made = watcher(web, tmp_path, pace=0.0)
    made.urls = ["http://slow.test/feed", "http://quick.test/feed"]
    made.get = get
    made.run()
    assert order.index("http://quick.test/1") < order.index("http://slow.test/robots.txt")
    assert sorted(filter(None, kept(made))) == ["http://quick.test/1", "http://slow.test/1"]


def test_a_clock_set_back_under_way_makes_a_host_wait_its_pace_anew() -> None:
    pace = Pace(5.0)
    pace.asked("a.test", 1_000_000.0)
    assert pace.ready("a.test", 1_000_001.0) == 1_000_005.0
    assert pace.ready("a.test", 900_000.0) == 900_005.0
    assert pace.ready("a.test", 900_004.0) == 900_005.0


def test_a_run_that_goes_on_asks_no_host_at_once() -> None:
    pace = Pace(5.0, since=1_000.0)
    assert pace.ready("a.test", 1_001.0) == 1_005.0
    assert Pace(5.0).ready("a.test", 1_001.0) <= 1_001.0


def test_faults_cost_their_item_or_turn_and_nothing_else(web: Web, tmp_path: Path) -> None:
    def status(number: int, **headers: str) -> Answer:
        return lambda request: (number, headers, b"")

    def slow(request: BaseHTTPRequestHandler) -> tuple[int, dict[str, str], bytes]:
        threading.Event().wait(1.5)
        return 200, {}, page("slow")

    good = rss(web.url("/good"))
    web.pages |= {
        "/good": page("good"), "/late": page("late"), "/slow": slow, "/broken-page": b"<html><<<>",
        "/loop": lambda r: (302, {"Location": web.url("/loop")}, b""),
        "/moved": lambda r: (301, {"Location": web.url("/target")}, b""), "/target": page("target"),
        "/busy": status(503), "/gone-item": status(410),
        "/f-500": status(500), "/f-gone": status(410), "/f-loop": lambda r: (302, {"Location": "/f-loop"}, b""),
        "/f-broken": rss(web.url("/late"))[:-20], "/f-none": b"hello", "/f-good": good,
        "/f-items": rss(*(web.url(p) for p in ("/slow", "/loop", "/moved", "/busy", "/gone-item", "/broken-page"))),
    }  # fmt: skip
    feeds = ("/f-500", "/f-gone", "/f-loop", "/f-broken", "/f-none", "/f-good", "/f-items")
    made = watcher(web, tmp_path, *feeds, clock=Told(1_200_000.0), once=False, interval=40_000.0)
    made.run()
    assert sorted(filter(None, kept(made))) == [web.url(p) for p in ("/good", "/late", "/target")]
    assert web.asked["/f-gone"] == 1
    assert web.asked["/gone-item"] == 1
    assert web.asked["/busy"] == 5
    assert 2 <= web.asked["/f-500"] <= 9
    assert made.state.count("new") == 0


def test_an_item_put_off_is_read_when_it_is_back(web: Web, tmp_path: Path) -> None:
    turns = iter([(503, {"Retry-After": "50"}, b""), (200, {}, page("back"))])
    web.pages |= {"/feed": rss(web.url("/item")), "/item": lambda request: next(turns)}
    made = watcher(web, tmp_path, "/feed", clock=Told(1_000_400.0), once=False, interval=10_000.0)
    made.run()
    assert kept(made) == [web.url("/item")]


def test_robots_txt_is_obeyed(web: Web, tmp_path: Path) -> None:
    web.pages |= {"/feed": rss(web.url("/private/1"), web.url("/2")), "/private/1": page("1"), "/2": page("2")}
    web.pages["/robots.txt"] = b"User-agent: *\nDisallow: /private/\n"
    made = watcher(web, tmp_path, "/feed")
    made.run()
    assert kept(made) == [web.url("/2")]
    assert web.asked["/private/1"] == 0
    assert web.asked["/robots.txt"] == 1


def test_without_leave_nothing_on_this_machine_is_fetched(web: Web, tmp_path: Path) -> None:
    web.pages |= {"/feed": rss(web.url("/1")), "/1": page("1")}
    made = watcher(web, tmp_path, "/feed", private=False)
    made.run()
    assert web.asked.total() == 0
    assert kept(made) == []


def looked_up(addresses: dict[str, str]) -> Callable[..., Any]:
    return lambda host, port, **how: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (addresses.get(host, host), port))]


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.8", "192.168.1.1", "169.254.169.254", "172.16.3.4", "0.0.0.0", "::1", "fe80::1", "fd00::2",
     "::ffff:127.0.0.1", "224.0.0.1", "100.64.0.1", "2002:7f00:1::"],
)  # fmt: skip
def test_names_that_lead_to_special_addresses_are_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", looked_up({"news.test": address}))
    with pytest.raises(OSError, match="no public address"):
        public_addresses("news.test", 80)


def test_a_redirect_to_this_machine_is_refused_and_names_go_to_the_address_checked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", looked_up({"news.test": "93.184.216.34", "evil.test": "127.0.0.1"}))
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(302, headers={"Location": "http://evil.test/admin"})

    with pytest.raises(FetchError, match="no public address"):
        fetch("https://news.test/a", transport=httpx.MockTransport(answer), public=True)
    (request,) = seen
    assert (request.url.host, request.headers["host"]) == ("93.184.216.34", "news.test")
    assert request.extensions["sni_hostname"] == "news.test"


def test_the_next_address_is_tried_where_one_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    both = [(socket.AF_INET6, 1, 6, "", ("2606:4700::1", 80, 0, 0)), (socket.AF_INET, 1, 6, "", ("93.184.216.34", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **how: both)
    seen: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request.url.host)
        if ":" not in request.url.host:
            raise httpx.ConnectError("no way there")
        return httpx.Response(200, text="here")

    assert fetch("http://news.test/", transport=httpx.MockTransport(answer), public=True).data == b"here"
    assert seen == ["93.184.216.34", "2606:4700::1"]


def test_a_packed_bomb_costs_its_item(web: Web, tmp_path: Path) -> None:
    bomb = gzip.compress(bytes(200_000_000), 9)
    web.pages |= {
        "/feed": rss(web.url("/bomb"), web.url("/1")), "/1": page("1"),
        "/bomb": lambda request: (200, {"Content-Encoding": "gzip"}, bomb),
    }  # fmt: skip
    made = watcher(web, tmp_path, "/feed", deadline=20.0)
    made.run()
    assert kept(made) == [web.url("/1")]
    assert made.state.count("failed") == 1


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {n} "{f"&{m};" * 10}">' for m, n in zip("abcdefgh", "bcdefghi", strict=True))
    + '<!ENTITY file SYSTEM "file:///etc/hostname">]>'
)


def test_entity_bombs_do_not_grow(tmp_path: Path) -> None:
    feed = (
        BOMB
        + "<rss version='2.0'><channel><item><title>&i;&file;</title><link>http://a.test/</link></item></channel></rss>"
    )
    try:
        found = entries(feed.encode(), "http://a.test/feed")
    except FormatError:
        found = []
    assert all(len(entry.title or "") < 1000 for entry in found)
    (tmp_path / "list.opml").write_text(
        BOMB + '<opml><body><outline text="&i;" xmlUrl="http://a.test/"/></body></opml>'
    )
    try:
        assert addresses([str(tmp_path / "list.opml")]) == ["http://a.test/"]
    except FormatError as error:
        assert "OPML is broken" in str(error)


def test_lists_of_feeds(tmp_path: Path) -> None:
    (tmp_path / "a.opml").write_text(
        '<opml><body><outline text="g"><outline xmlUrl="http://a.test/rss"/></outline></body></opml>'
    )
    (tmp_path / "b.txt").write_text("# mine\nhttp://b.test/rss # b\n\nhttp://a.test/rss\n")
    named = [str(tmp_path / "a.opml"), str(tmp_path / "b.txt"), "https://c.test/"]
    assert addresses(named) == ["http://a.test/rss", "http://b.test/rss", "https://c.test/"]
    (tmp_path / "c.txt").write_text("hello\n")
    with pytest.raises(FormatError, match="'hello' is no address"):
        addresses([str(tmp_path / "c.txt")])


def test_what_a_kill_left_half_written_is_cut_off_and_read_again(web: Web, tmp_path: Path) -> None:
    web.pages |= {"/feed": rss(web.url("/1"), web.url("/2")), "/1": page("1"), "/2": page("2")}
    made, out = watcher(web, tmp_path, "/feed"), tmp_path / "out.jsonl"

    class KilledError(Exception):
        pass

    def killed(*args: Any, **how: Any) -> None:
        raise KilledError

    made.sink = LinesSink(out, made.state)
    made.state.finish, finish = killed, made.state.finish  # type: ignore[method-assign]
    with pytest.raises(KilledError):
        made.run()
    assert out.stat().st_size > 0
    made.state.finish = finish  # type: ignore[method-assign]
    made.sink.close()
    made.state.close()
    again = watcher(web, tmp_path, "/feed")
    again.sink = LinesSink(out, again.state)
    again.run()
    again.sink.close()
    urls = [json.loads(line)["report"]["url"] for line in out.read_text("utf-8").splitlines()]
    assert sorted(urls) == [web.url("/1"), web.url("/2")]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_ends_the_watch_and_the_item_is_still_to_read(web: Web, tmp_path: Path) -> None:
    web.pages |= {"/feed": rss(web.url("/1")), "/1": page("1")}
    made = watcher(web, tmp_path, "/feed")
    made.sink = LinesSink(tmp_path / "out.jsonl", made.state)
    made.sink.close()
    with Path("/dev/full").open("ab", buffering=0) as full, pytest.raises(StoreError, match="no space left"):
        made.sink._file = full  # type: ignore[assignment]
        made.run()
    assert made.state.count("new") == 1


def test_a_clock_set_back_by_days_does_not_still_the_watch(web: Web, tmp_path: Path) -> None:
    web.pages["/feed"] = rss()
    watcher(web, tmp_path, "/feed").run()
    clock = Told(500_010.0)
    clock.time = 500_000.0
    watcher(web, tmp_path, "/feed", clock=clock, once=False).run()
    assert web.asked["/feed"] == 2


def test_a_clock_set_forward_asks_once_more_and_reads_nothing_twice(web: Web, tmp_path: Path) -> None:
    web.pages |= {"/feed": rss(web.url("/1")), "/1": page("1")}
    clock = Told(1_000_050.0)
    made = watcher(web, tmp_path, "/feed", clock=clock, once=False)

    def read(taken: Taken) -> Record:
        clock.time += 30 * 86_400.0
        clock.end = clock.time + 50.0
        return empty_record(taken)

    made.read = read
    made.run()
    assert kept(made) == [web.url("/1")]
    assert (web.asked["/feed"], web.asked["/1"], web.asked["/robots.txt"]) == (2, 1, 2)


def test_stopping_finishes_the_item_in_hand(web: Web, tmp_path: Path) -> None:
    web.pages |= {"/feed": rss(web.url("/1"), web.url("/2")), "/1": page("1"), "/2": page("2")}
    clock = Told()
    made = watcher(web, tmp_path, "/feed", clock=clock, once=False)

    def read(taken: Taken) -> Record:
        clock.stopped = True
        return empty_record(taken)

    made.read = read
    made.run()
    assert len(kept(made)) == 1
    assert (made.state.count("done"), made.state.count("new")) == (1, 1)


def test_back_off_doubles_with_chance_up_to_its_cap() -> None:
    assert [back_off(n, 10, 100, lambda: 1.0) for n in range(5)] == [10, 20, 40, 80, 100]
    assert back_off(99, 10, 100, lambda: 0.0) == 50


def test_what_is_remembered_of_hosts_is_bounded() -> None:
    pace, robots = Pace(1.0), Robots()
    for n in range(10_100):
        pace.asked(f"h{n}", float(n))
        robots.learn(f"h{n}", 0.0, None)
    assert pace.ready("h0", 11_000.0) == 0.0
    assert pace.ready("h10099", 11_000.0) == 10_100.0
    assert not robots.known("h0", 1.0)


def test_health_and_metrics_are_served_on_loopback() -> None:
    metrics = Metrics()
    metrics.add("items_read", 3)
    server = serve(metrics, 0)
    base = f"http://127.0.0.1:{server.server_address[1]}"
    with urllib.request.urlopen(f"{base}/metrics") as answer:
        assert "readout_items_read_total 3\n" in answer.read().decode()
    with urllib.request.urlopen(f"{base}/health") as answer:
        assert answer.read() == b"ok\n"
    metrics.turned -= 10_000
    with pytest.raises(urllib.error.HTTPError, match="503"):
        urllib.request.urlopen(f"{base}/health")
    with pytest.raises(UsageError, match="cannot be used"):
        serve(metrics, int(server.server_address[1]))
    server.shutdown()
    server.server_close()


def test_a_state_that_cannot_be_opened_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "state").write_bytes(b"no database, but long enough to be looked at as one" * 30)
    with pytest.raises(StoreError, match="state of the watch"):
        State(tmp_path / "state")
