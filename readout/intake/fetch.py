"""A URL that the user gave -> its bytes. Nothing else in Readout reaches for the network."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from readout.errors import FetchError, TooLargeError

if TYPE_CHECKING:
    import httpx

LIMIT = 20_000_000
"""Bytes of one page, decompressed."""
_DEADLINE_S = 60.0
_AGENT = "Mozilla/5.0 (compatible; readout; reads one page on a user's request)"


@dataclass(frozen=True)
class Fetched:
    """The bytes of a page, the address after redirects, and what the server says that they are."""

    data: bytes
    url: str
    kind: str
    charset: str | None


def fetch(url: str, *, transport: httpx.BaseTransport | None = None) -> Fetched:
    """GET `url`: at most five redirects, 20 MB and 60 seconds. Raises `FetchError`, `TooLargeError`."""
    import httpx

    try:
        with (
            httpx.Client(
                transport=transport,
                follow_redirects=True,
                max_redirects=5,
                timeout=httpx.Timeout(20, connect=10),
                headers={"User-Agent": _AGENT},
            ) as client,
            client.stream("GET", url) as response,
        ):
            if response.status_code >= 400:
                raise FetchError(
                    f"the server answered {response.status_code} {response.reason_phrase}".strip(),
                    remedy="Check the address",
                    source=url,
                )
            data = _read(response, url)
            kind = response.headers.get("content-type", "").split(";")[0].strip().lower()
            return Fetched(data, str(response.url), kind, response.charset_encoding)
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


def _read(response: httpx.Response, url: str) -> bytes:
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
        if time.monotonic() - started > _DEADLINE_S:
            raise FetchError("the page took more than a minute", remedy="Save the page and give the file", source=url)
    return b"".join(parts)
