"""What a fetch bears and what it refuses: addresses that are not public, bodies and servers without an end."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import httpx
import pytest

from readout.errors import FetchError, TooLargeError
from readout.intake.fetch import LIMIT, fetch
from readout.intake.public import is_public

OPEN = "93.184.216.34"


def looked_up(monkeypatch: pytest.MonkeyPatch, *answers: str) -> list[str]:
    """Names are looked up to these addresses, one answer a look-up, the last one for ever; the names asked."""
    asked: list[str] = []

    def found(host: str, port: int, **_: Any) -> list[Any]:
        asked.append(host)
        address = answers[min(len(asked), len(answers)) - 1]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", found)
    return asked


def never(request: httpx.Request) -> httpx.Response:
    raise AssertionError(f"{request.url} was asked")


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "127.9.9.9", "0.0.0.0", "10.0.0.8", "172.16.3.4", "192.168.1.1", "169.254.169.254", "100.100.100.200",
     "168.63.129.16", "192.0.0.192", "198.18.0.1", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "::",
     "::1", "fe80::1", "fe80::1%eth0", "fec0::1", "fc00::1", "fd00:ec2::254", "ff02::1", "::ffff:127.0.0.1",
     "::ffff:a00:1", "::127.0.0.1", "::7f00:1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1",
     "2002:7f00:1::", "2002:a00:1::1", "2001:0:7f00:1::", "2001:db8::1"],
)  # fmt: skip
def test_what_is_not_of_the_open_internet(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", [OPEN, "8.8.8.8", "2606:4700::1", "64:ff9b::808:808", "::ffff:8.8.8.8"])
def test_what_is_of_the_open_internet(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    ["http://2130706433/", "http://0x7f000001/", "http://0x7f.1/", "http://0177.0.0.1/", "http://127.1/", "http://0/",
     "http://010.0.0.1/", "http://127.0.0.1./", "http://1.2.3.4.5/", "http://3627734786/", "http://0x/",
     "http://me@news.test/", "http://me:secret@news.test/", "http://news.test:22/", "http://news.test:8080/",
     "https://news.test:6379/", "http://news.test:0/", "ftp://news.test/", "file:///etc/passwd", "gopher://news.test/",
     "data:text/html,x", "http:///", "http://", "//news.test/", "news.test", "", "http://[::1", "http://news.test:99999/",
     "http://\x00/", "http://news.test\r\nHost: evil/", "javascript:alert(1)"],
)  # fmt: skip
def test_odd_addresses_are_refused_before_anything_is_asked(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = looked_up(monkeypatch, OPEN)
    with pytest.raises(FetchError) as caught:
        fetch(url, transport=httpx.MockTransport(never), public=True)
    assert asked == []
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("host", "address"),
    [("localhost", "127.0.0.1"), ("metadata.google.internal", "169.254.169.254"), ("10.0.0.1", "10.0.0.1"),
     ("[::1]", "::1"), ("[::ffff:127.0.0.1]", "::ffff:127.0.0.1"), ("127。0。0。1", "127.0.0.1"),
     ("LOCALHOST", "127.0.0.1"), ("a.b.nip.test", "192.168.0.1")],
)  # fmt: skip
def test_hosts_that_are_not_public_are_refused(host: str, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up(monkeypatch, address)
    with pytest.raises(FetchError, match="no public address") as caught:
        fetch(f"http://{host}/", transport=httpx.MockTransport(never), public=True)
    if host[0].isalpha():
        assert address not in str(caught.value), "what a name stands for inside is not told"


@pytest.mark.parametrize(
    "target",
    ["http://inside.test/", "http://2130706433/", "file:///etc/passwd", "ftp://news.test/", "http://news.test:22/",
     "http://me:me@news.test/", "//inside.test/", "http://[::1]/", "gopher://inside.test/"],
)  # fmt: skip
@pytest.mark.parametrize("hops", [1, 4])
def test_each_redirect_is_checked(target: str, hops: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def found(host: str, port: int, **_: Any) -> list[Any]:
        address = OPEN if host == "news.test" else "10.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", found)
    seen: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request.url.host)
        return httpx.Response(302, headers={"Location": target if len(seen) == hops else "/next"})

    with pytest.raises(FetchError):
        fetch("http://news.test/", transport=httpx.MockTransport(answer), public=True)
    assert seen == [OPEN] * hops


def test_a_name_is_looked_up_once_and_the_address_that_was_checked_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = looked_up(monkeypatch, OPEN, "127.0.0.1")
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, text="here")

    got = fetch("https://news.test/a?b=c", transport=httpx.MockTransport(answer), public=True)
    assert (got.data, got.url, asked) == (b"here", "https://news.test/a?b=c", ["news.test"])
    (request,) = seen
    assert (request.url.host, request.headers["host"]) == (OPEN, "news.test")
    assert request.extensions["sni_hostname"] == "news.test"


def test_the_real_network_is_asked_at_the_address_that_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Below httpx too: what the socket is connected to is an address, which nobody looks up again."""
    asked = looked_up(monkeypatch, OPEN, "127.0.0.1")
    connected: list[Any] = []

    def connect(address: Any, *_: Any, **__: Any) -> socket.socket:
        connected.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(FetchError):
        fetch("http://news.test/", public=True)
    assert (asked, connected) == (["news.test"], [(OPEN, 80)])


def test_more_redirects_than_are_borne() -> None:
    seen: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(str(request.url))
        return httpx.Response(302, headers={"Location": f"/{len(seen)}"})

    with pytest.raises(FetchError, match="more than 5 redirects"):
        fetch("http://news.test/", transport=httpx.MockTransport(answer))
    assert len(seen) == 6


Answer = Callable[[socket.socket], None]


@pytest.fixture
def serve() -> Iterator[Callable[[Answer], str]]:
    """A server at a port of this machine that answers each connection as told, until the client is gone."""
    listening: list[socket.socket] = []

    def started(answer: Answer) -> str:
        server = socket.create_server(("127.0.0.1", 0))
        listening.append(server)

        def run() -> None:
            while True:
                try:
                    connection = server.accept()[0]
                except OSError:
                    return
                with closing(connection):
                    connection.settimeout(10)
                    try:
                        connection.recv(65536)
                        answer(connection)
                    except OSError:
                        pass

        threading.Thread(target=run, daemon=True).start()
        return f"http://127.0.0.1:{server.getsockname()[1]}/"

    yield started
    for server in listening:
        server.close()


def _trickle(head: bytes) -> Answer:
    def answer(connection: socket.socket) -> None:
        connection.sendall(head)
        while True:
            connection.sendall(b"x")
            time.sleep(0.05)

    return answer


@pytest.mark.parametrize(
    "head",
    [
        b"HTTP/1.1 200 OK\r\nX-Long: ",
        b"HTTP/1.1 200 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 10000000\r\n\r\n",
    ],
)
def test_a_server_that_trickles_is_left_at_the_deadline(serve: Callable[[Answer], str], head: bytes) -> None:
    begun = time.monotonic()
    with pytest.raises(FetchError, match=r"more than 0\.5 seconds"):
        fetch(serve(_trickle(head)), deadline=0.5)
    assert time.monotonic() - begun < 5


def test_the_body_of_a_redirect_is_not_read(serve: Callable[[Answer], str]) -> None:
    sent = 0

    def endless(connection: socket.socket) -> None:
        nonlocal sent
        connection.sendall(f"HTTP/1.1 302 Found\r\nLocation: {there}\r\nContent-Length: 999999999\r\n\r\n".encode())
        while True:
            sent += connection.send(b"x" * 65536)

    def page(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nhere")

    there = serve(page)
    assert fetch(serve(endless)).data == b"here"
    assert sent < LIMIT


def _packed(data: bytes, how: str) -> httpx.MockTransport:
    def answer(request: httpx.Request) -> httpx.Response:
        class Raw(httpx.SyncByteStream):
            def __iter__(self) -> Iterator[bytes]:
                yield from (data[i : i + 65536] for i in range(0, len(data), 65536))

        return httpx.Response(200, headers={"Content-Encoding": how}, stream=Raw())

    return httpx.MockTransport(answer)


def test_a_bomb_is_unpacked_to_the_limit_and_no_further() -> None:
    import tracemalloc

    bomb = gzip.compress(bytes(40 * LIMIT), 9)
    tracemalloc.start()
    try:
        with pytest.raises(TooLargeError):
            fetch("http://news.test/", transport=_packed(bomb, "gzip"))
        assert tracemalloc.get_traced_memory()[1] < 4 * LIMIT
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("how", ["gzip, gzip", "br", "zstd", "deflate", "gzip, br", "x" * 500])
def test_what_was_not_asked_for_is_not_unpacked(how: str) -> None:
    with pytest.raises(FetchError, match="packed as"):
        fetch("http://news.test/", transport=_packed(gzip.compress(gzip.compress(b"x")), how))


def test_gzip_is_unpacked_and_damage_is_told() -> None:
    assert (
        fetch("http://news.test/", transport=_packed(gzip.compress(b"here" * 50_000), "gzip")).data == b"here" * 50_000
    )
    with pytest.raises(FetchError, match="damaged"):
        fetch("http://news.test/", transport=_packed(b"no gzip", "gzip"))
