"""A URL -> its bytes. Nothing else in Readout reaches for the network.

Addresses that the user of this machine gave may lie anywhere; those that a feed or another user gave, only where
`public` allows (see `readout.intake.public`).
"""

from __future__ import annotations

import contextlib
import socket
import threading
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from readout.errors import FetchError, TooLargeError

if TYPE_CHECKING:
    import ssl

    import httpx

LIMIT = 20_000_000
"""Bytes of one page, decompressed."""
DEADLINE_S = 60.0
REDIRECTS = 5
"""Redirects in a row that are followed."""
AGENT = "Mozilla/5.0 (compatible; readout; reads pages on a user's request)"


@dataclass(frozen=True)
class Fetched:
    """The bytes of a page, the address after redirects, and what the server says that they are.

    `moved` is the address that a redirect leads to where redirects are not followed.
    """

    data: bytes
    url: str
    kind: str
    charset: str | None
    status: int = 200
    etag: str | None = None
    modified: str | None = None
    moved: str | None = None


def fetch(
    url: str,
    *,
    transport: httpx.BaseTransport | None = None,
    headers: Mapping[str, str] | None = None,
    public: bool = False,
    deadline: float = DEADLINE_S,
    follow: bool = True,
) -> Fetched:
    """GET `url`: at most five redirects, 20 MB and `deadline` seconds in all. An answer 304 has no bytes.

    Without `follow`, a redirect is an answer without bytes that says where it leads (`moved`).

    With `public`, hosts that resolve to a private, loopback or other special address are refused, after each redirect
    too, and the connection goes to the address that was checked. Raises `FetchError`, `TooLargeError`.
    """
    import httpx

    from readout.intake.public import Public

    clock = _Clock(deadline)
    try:
        with (
            clock,
            httpx.Client(
                transport=Public(transport or _network()) if public else transport or _network(),
                timeout=httpx.Timeout(min(20, deadline), connect=min(10, deadline)),
                # gzip alone: others unpack to a thousand times more than a page needs
                headers={"User-Agent": AGENT, "Accept-Encoding": "gzip", **(headers or {})},
            ) as client,
        ):
            return _got(client, url, clock, follow)
    except httpx.TimeoutException as error:
        raise FetchError(
            "the server did not answer in time",
            remedy="Try again later, or save the page and give the file",
            source=url,
        ) from error
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, ValueError, OSError) as error:
        if clock.over:
            raise clock.error(url) from error
        why = str(error) or type(error).__name__
        raise FetchError(
            f"it could not be fetched: {why}", remedy="Check the address and the network", source=url
        ) from error


def _network() -> httpx.BaseTransport:
    """The network, without connections that are kept: one opened for a name must not serve another at its address."""
    import httpx

    return httpx.HTTPTransport(verify=_trusted(), limits=httpx.Limits(max_keepalive_connections=0))


@cache
def _trusted() -> ssl.SSLContext:
    """The authorities that sign certificates. Loading them takes 25 ms and a megabyte, so once for all requests."""
    import httpx

    return httpx.create_ssl_context()


def _got(client: httpx.Client, url: str, clock: _Clock, follow: bool) -> Fetched:
    """What stands at `url`, or where that leads. The bodies of redirects are not read, however long they are."""
    request = client.build_request("GET", url, extensions={"trace": clock.watch})
    for _ in range(REDIRECTS + 1):
        response = client.send(request, stream=True)
        with contextlib.closing(response):
            if response.status_code >= 400:
                raise _refused(response, url)
            if response.next_request is not None:
                request = response.next_request
                if follow:
                    continue
                return Fetched(b"", str(response.url), "", None, response.status_code, moved=str(request.url))
            data = _read(response, url, clock)
            told = response.headers
            kind = told.get("content-type", "").split(";")[0].strip().lower()
            return Fetched(
                data, str(response.url), kind, response.charset_encoding,
                response.status_code, told.get("etag"), told.get("last-modified"),
            )  # fmt: skip
    raise FetchError(f"more than {REDIRECTS} redirects", remedy="Give the final address", source=url)


def _refused(response: httpx.Response, url: str) -> FetchError:
    told = f"the server answered {response.status_code} {response.reason_phrase}".strip()
    error = FetchError(told, remedy="Check the address", source=url)
    error.status = response.status_code
    wait = response.headers.get("retry-after", "")
    error.wait = float(wait) if wait.isdecimal() else None
    return error


def _read(response: httpx.Response, url: str, clock: _Clock) -> bytes:
    """The body, unpacked no further than the limit."""
    packed = response.headers.get("content-encoding", "").strip().lower()
    if packed not in ("", "identity", "gzip", "x-gzip"):
        raise FetchError(f"it comes packed as {packed[:40]!r}", remedy="Save the page and give the file", source=url)
    gzip = zlib.decompressobj(wbits=31) if "gzip" in packed else None
    parts: list[bytes] = []
    size = 0
    for raw in response.stream:  # type: ignore[union-attr]  # what httpx itself would unpack without a limit
        try:
            part = gzip.decompress(raw, LIMIT + 1 - size) if gzip else raw
        except zlib.error as error:
            raise FetchError("its gzip is damaged", remedy="Save the page and give the file", source=url) from error
        parts.append(part)
        size += len(part)
        if size > LIMIT:
            raise TooLargeError(
                f"the page is over {LIMIT // 1_000_000} MB",
                remedy="Save the part that you need and give the file",
                source=url,
            )
    if clock.over:
        raise clock.error(url)
    return b"".join(parts)


class _Clock:
    """Ends the connection of a fetch after `seconds` in all, however slowly its bytes trickle in."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self.over = False
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True

    def __enter__(self) -> _Clock:
        self._timer.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._timer.cancel()

    def watch(self, event: str, told: Mapping[str, Any]) -> None:
        """Takes what httpcore tells of its doings (its extension `trace`), and keeps the connection that it opens."""
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            self._socket = told["return_value"].get_extra_info("socket")
            if self.over:
                self._end()

    def error(self, url: str) -> FetchError:
        """The error for a page that took too long."""
        told = f"the page took more than {self._seconds:g} seconds"
        return FetchError(told, remedy="Save the page and give the file", source=url)

    def _end(self) -> None:
        self.over = True
        if self._socket is not None:
            with contextlib.suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)
