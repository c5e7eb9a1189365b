"""A URL -> its bytes. Nothing else in Readout reaches for the network.

Addresses that the user gave may lie anywhere; those that a feed gave, only where `public` allows (RFC 6890).
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from readout.errors import FetchError, TooLargeError

if TYPE_CHECKING:
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
    """GET `url`: at most five redirects, 20 MB and `deadline` seconds for the body. An answer 304 has no bytes.

    Without `follow`, a redirect is an answer without bytes that says where it leads (`moved`).

    With `public`, hosts that resolve to a private, loopback or other special address are refused, after each redirect
    too, and the connection goes to the address that was checked. Raises `FetchError`, `TooLargeError`.
    """
    import httpx

    try:
        with (
            httpx.Client(
                transport=_public(transport) if public else transport,
                follow_redirects=follow,
                max_redirects=REDIRECTS,
                timeout=httpx.Timeout(min(20, deadline), connect=10),
                headers={"User-Agent": AGENT, **(headers or {})},
            ) as client,
            client.stream("GET", url) as response,
        ):
            if response.status_code >= 400:
                raise _refused(response, url)
            if response.next_request is not None:
                moved = str(response.next_request.url)
                return Fetched(b"", str(response.url), "", None, response.status_code, moved=moved)
            data = _read(response, url, deadline)
            told = response.headers
            kind = told.get("content-type", "").split(";")[0].strip().lower()
            return Fetched(
                data, str(response.url), kind, response.charset_encoding,
                response.status_code, told.get("etag"), told.get("last-modified"),
            )  # fmt: skip
    except httpx.TimeoutException as error:
        raise FetchError(
            "the server did not answer in time",
            remedy="Try again later, or save the page and give the file",
            source=url,
        ) from error
    except httpx.TooManyRedirects as error:
        raise FetchError("more than five redirects", remedy="Give the final address", source=url) from error
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, ValueError, OSError) as error:
        why = str(error) or type(error).__name__
        raise FetchError(
            f"it could not be fetched: {why}", remedy="Check the address and the network", source=url
        ) from error


def _refused(response: httpx.Response, url: str) -> FetchError:
    told = f"the server answered {response.status_code} {response.reason_phrase}".strip()
    error = FetchError(told, remedy="Check the address", source=url)
    error.status = response.status_code
    wait = response.headers.get("retry-after", "")
    error.wait = float(wait) if wait.isdecimal() else None
    return error


def _public(inner: httpx.BaseTransport | None) -> httpx.BaseTransport:
    """A transport that looks a host up itself, and connects only to public addresses."""
    import httpx

    class Public(httpx.BaseTransport):
        def __init__(self) -> None:
            self._inner = inner or httpx.HTTPTransport()

        def handle_request(self, request: httpx.Request) -> httpx.Response:
            host, port = request.url.host, request.url.port or (443 if request.url.scheme == "https" else 80)
            addresses = public_addresses(host, port)
            for address in addresses[:-1]:
                try:
                    return self._inner.handle_request(_to(request, address))
                except (httpx.ConnectError, httpx.ConnectTimeout):
                    continue
            return self._inner.handle_request(_to(request, addresses[-1]))

        def close(self) -> None:
            self._inner.close()

    return Public()


def _to(request: httpx.Request, address: str) -> httpx.Request:
    """`request`, sent to an address, with the host that was asked for in its `Host` header and certificate check."""
    import httpx

    return httpx.Request(
        request.method,
        request.url.copy_with(host=address),
        headers=request.headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": request.url.host},
    )


def public_addresses(host: str, port: int) -> list[str]:
    """The addresses of `host`, IPv4 first, since many machines have no way out by IPv6.

    Raises `OSError` where any of its addresses is not public.
    """
    found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    for address in found:
        value = ipaddress.ip_address(address.partition("%")[0])
        mapped = getattr(value, "ipv4_mapped", None) or getattr(value, "sixtofour", None)
        if not value.is_global or value.is_multicast or (mapped is not None and not mapped.is_global):
            raise OSError(f"{host} is at {address}, which is no public address")
    return sorted(dict.fromkeys(found), key=lambda address: ":" in address)


def _read(response: httpx.Response, url: str, deadline: float) -> bytes:
    started, parts, size = time.monotonic(), [], 0
    for part in response.iter_bytes():
        parts.append(part)
        size += len(part)
        if size > LIMIT:
            raise TooLargeError(
                f"the page is over {LIMIT // 1_000_000} MB",
                remedy="Save the part that you need and give the file",
                source=url,
            )
        if time.monotonic() - started > deadline:
            raise FetchError(
                f"the page took more than {deadline:g} seconds", remedy="Save the page and give the file", source=url
            )
    return b"".join(parts)
