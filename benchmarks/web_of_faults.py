"""A small web of 50 newsrooms on this machine's loopback addresses, half of them with faults, that keeps its own books.

Each newsroom has an address of its own (127.0.1.1 and up), a feed in one of the usual forms, and brings out an item
every so often. The web knows of every item when it came out and whether it can be read at all, and of every request
when it came and to which host, so that what a reader did can be judged from the server's side.
"""

from __future__ import annotations

import gzip
import random
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

WINDOW = 25
"""Items that a feed names, newest first."""
SOUND = ("rss", "atom", "news sitemap", "sitemap index", "rss with validators")
FAULTS = (
    "slow feed", "slow items", "500 now and then", "500 for a while", "503 with Retry-After", "feed moved",
    "feed moved to another host", "items moved", "items in circles", "feed in circles", "XML cut short",
    "XML with rubbish", "no XML", "feed gone", "items gone", "wrong encoding", "encoding not named", "endless feed",
    "endless items", "feed drips", "feed breaks off", "items fail once", "no robots.txt to be had",
    "robots.txt forbids some", "crawl delay",
)  # fmt: skip
LOST = {
    "items in circles", "items gone", "endless items", "feed in circles", "no XML", "endless feed", "feed drips",
    "no robots.txt to be had",
}  # fmt: skip
"""Faults whose items cannot be read by anyone."""
PEOPLE = ("minister", "envoy", "president", "ambassador", "commander", "spokeswoman")
PLACES = ("Peru", "Kenya", "Norway", "Jordan", "Vietnam", "Chile", "Ghana", "Finland", "Oman", "Nepal")
ACTS = (
    "met her counterpart from {b} in Geneva on Monday and said that talks on the border would go on",
    "accused {b} of shelling two villages, and warned that the army would answer any new attack",
    "agreed with {b} on Friday to exchange 40 prisoners before the end of the month, officials said",
    "rejected a demand by {b} to withdraw troops, and called for a meeting of the Security Council",
)


@dataclass
class Item:
    """An item: when it came out (seconds since 1970), and whether a reader can and may read it."""

    name: str
    born: float
    readable: bool


@dataclass
class Newsroom:
    """One host: its address, what is the matter with it, seconds between its items."""

    number: int
    host: str
    kind: str
    every: float
    items: list[Item] = field(default_factory=list)
    asked: list[float] = field(default_factory=list)
    tried: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def delay(self) -> float:
        """Seconds that its robots.txt asks for between two requests."""
        return 4.0 if self.kind == "crawl delay" else 0.0


class Web:
    """Serves `hosts` newsrooms until `close`; new items come out until `ends` (seconds since 1970)."""

    def __init__(self, hosts: int, every: float, minutes: float, seed: int = 9) -> None:
        chance = random.Random(seed)
        kinds = [FAULTS[n % len(FAULTS)] if n % 2 else SOUND[n // 2 % len(SOUND)] for n in range(hosts)]
        self.begun = time.time()
        self.ends = self.begun + 60 * minutes
        self.rooms = [
            Newsroom(n, f"127.0.{1 + n // 250}.{1 + n % 250}", kind, every * chance.uniform(0.6, 1.4))
            for n, kind in enumerate(kinds)
        ]
        self._by_host = {room.host: room for room in self.rooms}
        self._lock = threading.Lock()
        self.closed = threading.Event()
        self.server = _Server(("0.0.0.0", 0), self._handler())
        self.port = int(self.server.server_address[1])
        for target in (self.server.serve_forever, self._publish):
            threading.Thread(target=target, daemon=True).start()

    def feeds(self) -> list[str]:
        """The addresses to watch."""
        return [self.url(room, "/feed") for room in self.rooms]

    def url(self, room: Newsroom, path: str) -> str:
        return f"http://{room.host}:{self.port}{path}"

    def items(self) -> dict[str, Item]:
        """Every item that came out, by its name."""
        with self._lock:
            return {item.name: item for room in self.rooms for item in room.items}

    def close(self) -> None:
        self.closed.set()
        self.server.shutdown()
        self.server.server_close()

    def _publish(self) -> None:
        while not self.closed.wait(0.2) and time.time() < self.ends:
            with self._lock:
                for room in self.rooms:
                    due = room.items[-1].born + room.every if room.items else self.begun
                    if time.time() >= due:
                        room.items.append(self._born(room))

    def _born(self, room: Newsroom) -> Item:
        n = len(room.items)
        lost = room.kind in {"feed gone", *LOST} or (room.kind == "robots.txt forbids some" and n % 2 == 1)
        return Item(f"{room.number}-{n}", time.time(), not lost)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        web = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                room = web._by_host.get(self.headers.get("Host", "").partition(":")[0])
                if room is None:
                    self.send_error(421)
                    return
                with web._lock:
                    room.asked.append(time.time())
                    room.tried[self.path] += 1
                _Answer(web, room, self).give()

            def log_message(self, *args: Any) -> None:
                pass

        return Handler


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        pass  # the reader had enough


class _Answer:
    """One answer of one newsroom, with its fault."""

    def __init__(self, web: Web, room: Newsroom, request: BaseHTTPRequestHandler) -> None:
        self.web, self.room, self.request = web, room, request

    def give(self) -> None:
        path = self.request.path
        parts = path.strip("/").split("/")
        try:
            if path == "/robots.txt":
                self._robots()
            elif parts[0] in ("feed", "feed-now", "part.xml.gz"):
                self._feed(path)
            else:
                self._item(parts[0], parts[-1].removesuffix(".html"))
        except OSError:
            pass  # the reader had enough

    def _robots(self) -> None:
        kind = self.room.kind
        if kind == "no robots.txt to be had":
            self._send(500)
        elif kind == "robots.txt forbids some":
            self._send(200, b"User-agent: *\nDisallow: /private/\n", "text/plain")
        elif kind == "crawl delay":
            self._send(200, b"User-agent: *\nCrawl-delay: 4\n", "text/plain")
        else:
            self._send(404)

    def _feed(self, path: str) -> None:
        room, kind = self.room, self.room.kind
        since = (time.time() - self.web.begun) / (self.web.ends - self.web.begun)
        ill: dict[str, Callable[[], None]] = {
            "slow feed": lambda: self._named(after=6),
            "503 with Retry-After": lambda: self._some(3, 503, {"Retry-After": "20"}),
            "500 now and then": lambda: self._some(2, 500, {}),
            "500 for a while": lambda: self._send(500) if 0.1 < since < 0.25 else self._named(),
            "feed moved": lambda: self._named() if path == "/feed-now" else self._to("/feed-now", 301),
            "feed moved to another host": lambda: self._to(self.web.url(self.web.rooms[0], f"/feed-now/{room.number}")),
            "feed in circles": lambda: self._to("/feed"),
            "feed gone": lambda: self._send(410) if since > 0.5 else self._named(),
            "no XML": lambda: self._send(200, b"hello", "application/rss+xml"),
            "endless feed": lambda: self._endless(
                b"<rss version='2.0'><channel>", b"<item><title>a</title></item>" * 300
            ),
            "feed drips": lambda: self._drips(b"<rss version='2.0'><channel>"),
            "feed breaks off": lambda: self._breaks_off(room.tried["/feed"]),
        }
        ill.get(kind, self._named)()

    def _some(self, good: int, status: int, headers: dict[str, str]) -> None:
        """Well every `good`th time, else `status`."""
        if self.room.tried["/feed"] % good:
            self._send(status, headers=headers)
        else:
            self._named()

    def _named(self, after: float = 0.0) -> None:
        """The feed itself, so many seconds later."""
        time.sleep(after)
        path = self.request.path
        named = path.startswith("/feed-now/")  # the feed of a room that moved to this one
        room = self.web.rooms[int(path.rsplit("/", 1)[1])] if named else self.room
        with self.web._lock:
            items = room.items[-WINDOW:][::-1]
            for item in items if room.kind == "feed gone" else ():
                item.readable = True  # what comes out later is named by nobody
        if room.kind == "sitemap index":
            self._index(room, items)
            return
        write = {"atom": _atom, "news sitemap": _news}.get(room.kind, _rss)
        text = write([(self.link(room, item), item) for item in items])
        data = text.encode()
        if room.kind == "XML cut short":
            data = data[:-30]
        elif room.kind == "XML with rubbish":
            data = b"\n <!-- -->" + data.replace(b"</channel>", b"<b>&nbsp;&bogus; & < </channel>")
        elif room.kind == "wrong encoding":
            data = text.replace("Report", "R\u00e9port").encode("cp1252")  # and says UTF-8
        tag = f'"{len(room.items)}"'
        if room.kind == "rss with validators" and self.request.headers.get("If-None-Match") == tag:
            self._send(304)
            return
        self._send(200, data, "application/xml", {"ETag": tag} if room.kind == "rss with validators" else {})

    def _index(self, room: Newsroom, items: list[Item]) -> None:
        if self.request.path == "/part.xml.gz":
            self._send(200, gzip.compress(_news([(self.link(room, i), i) for i in items]).encode()), "application/gzip")
            return
        now, old = _iso(time.time()), "2001-01-01"
        rows = [(self.web.url(room, "/part.xml.gz"), now), (self.web.url(room, "/old.xml"), old)]
        inner = "".join(f"<sitemap><loc>{url}</loc><lastmod>{day}</lastmod></sitemap>" for url, day in rows)
        self._send(200, f'<sitemapindex xmlns="{_SITEMAP}">{inner}</sitemapindex>'.encode(), "application/xml")

    def link(self, room: Newsroom, item: Item) -> str:
        odd = int(item.name.rpartition("-")[2]) % 2
        folder = (
            "private"
            if room.kind == "robots.txt forbids some" and odd
            else "go"
            if room.kind == "items moved"
            else "news"
        )
        return self.web.url(room, f"/{folder}/{item.name}.html")

    def _item(self, folder: str, name: str) -> None:
        kind, path = self.room.kind, self.request.path
        if folder == "go":
            self._to(f"/news/{name}.html")
        elif kind == "items in circles":
            self._to(path)
        elif kind == "items gone":
            self._send(410)
        elif kind == "items fail once" and self.room.tried[path] == 1:
            self._send(503)
        elif kind == "endless items":
            self._endless(b"<html><body><p>", b"word " * 2000)
        else:
            if kind == "slow items":
                time.sleep(4)
            self._page(name)

    def _page(self, name: str) -> None:
        text, charset = _page(name), "utf-8"
        if self.room.kind == "encoding not named":
            self._send(200, text.encode("cp1252"), "text/html")
            return
        data = text.encode("cp1252" if self.room.kind == "wrong encoding" else "utf-8")
        self._send(200, data, f"text/html; charset={charset}")

    def _to(self, place: str, status: int = 302) -> None:
        self._send(status, headers={"Location": place})

    def _endless(self, head: bytes, more: bytes) -> None:
        self._head(200, "text/html", {})
        self.request.wfile.write(head)
        while not self.web.closed.is_set():
            self.request.wfile.write(more)

    def _drips(self, head: bytes) -> None:
        self._head(200, "application/xml", {})
        self.request.wfile.write(head)
        while not self.web.closed.wait(1):
            self.request.wfile.write(b" ")

    def _breaks_off(self, turn: int) -> None:
        """Every other time the connection ends in the middle."""
        if turn % 2:
            self._head(200, "application/xml", {"Content-Length": "100000"})
            self.request.wfile.write(b"<rss version='2.0'><channel>")
        else:
            self._named()

    def _head(self, status: int, kind: str, headers: dict[str, str]) -> None:
        self.request.send_response(status)
        for key, value in {"Content-Type": kind, **headers}.items():
            self.request.send_header(key, value)
        self.request.end_headers()

    def _send(
        self, status: int, data: bytes = b"", kind: str = "text/plain", headers: dict[str, str] | None = None
    ) -> None:
        self._head(status, kind, {"Content-Length": str(len(data)), **(headers or {})})
        self.request.wfile.write(data)


_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


def _iso(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")


def _rss(rows: list[tuple[str, Item]]) -> str:
    inner = "".join(
        f"<item><title>Report {i.name}</title><link>{url}</link><guid isPermaLink='false'>{i.name}</guid>"
        f"<pubDate>{formatdate(i.born)}</pubDate></item>"
        for url, i in rows
    )
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>T</title>{inner}</channel></rss>'


def _atom(rows: list[tuple[str, Item]]) -> str:
    inner = "".join(
        f"<entry><id>urn:x:{i.name}</id><title>Report {i.name}</title><link href='{url}'/>"
        f"<updated>{_iso(i.born)}</updated></entry>"
        for url, i in rows
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>{inner}</feed>'


def _news(rows: list[tuple[str, Item]]) -> str:
    inner = "".join(
        f"<url><loc>{url}</loc><news:news><news:publication_date>{_iso(i.born)}</news:publication_date>"
        f"<news:title>Report {i.name}</news:title></news:news></url>"
        for url, i in rows
    )
    return f'<?xml version="1.0"?><urlset xmlns="{_SITEMAP}" xmlns:news="{_NEWS}">{inner}</urlset>'


def _page(name: str) -> str:
    """A report of four sentences, no two the same."""
    chance = random.Random(name)
    said = []
    for _ in range(4):
        a, b = chance.sample(PLACES, 2)
        said.append(f"The {chance.choice(PEOPLE)} of {a} {chance.choice(ACTS).format(b=b)}.")
    body = "".join(
        f"<p>{one}</p>" for one in (*said, f"It was the caf\u00e9\u2019s report {name} of the day, as printed.")
    )
    head = f"<html><head><title>Report {name}</title></head><body>"
    return f"{head}<article><h1>Report {name}</h1>{body}</article></body></html>"
