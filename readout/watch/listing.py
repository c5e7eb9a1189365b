"""What stands at a watched address -> the items in it, whatever its form: RSS, Atom or a sitemap, packed or not."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from readout.errors import FormatError
from readout.watch import feeds, sitemaps
from readout.watch.feeds import Entry

LIMIT = 50_000_000
"""Bytes of an unpacked feed or sitemap: what sitemaps.org allows."""


@dataclass(frozen=True)
class Listing:
    """The items of a feed or sitemap, and the addresses of the sitemaps that an index of them names."""

    items: Sequence[Entry] = ()
    parts: Sequence[str] = ()


def listing(data: bytes, url: str, now: float) -> Listing:
    """What `data`, found at `url`, names at `now` (seconds since 1970). Raises `FormatError` where it is no feed."""
    data = _unpacked(data, url)
    if sitemaps.is_sitemap(data):
        return Listing(*sitemaps.entries(data, url, now))
    return Listing(feeds.entries(data, url))


def _unpacked(data: bytes, url: str) -> bytes:
    """`data`, or what its gzip holds before it ends or is cut."""
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        data = zlib.decompressobj(wbits=31).decompress(data, LIMIT + 1)
    except zlib.error as error:
        raise FormatError("its gzip is damaged", remedy="Check the address", source=url) from error
    if len(data) > LIMIT:
        raise FormatError(f"it is over {LIMIT // 1_000_000} MB unpacked", remedy="Check the address", source=url)
    return data
