"""Lists of feeds (addresses, OPML, text) and feeds (RSS, Atom) -> addresses and items."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from readout.errors import FormatError, NotFoundError, UsageError

MAX_ITEMS = 2000
"""Items of one feed that are looked at; a feed with more is no feed."""


@dataclass(frozen=True)
class Entry:
    """An item of a feed: its `key` (guid, else address), its address, and what the feed says of it."""

    key: str
    url: str
    title: str | None
    published: str | None


def addresses(named: Iterable[str]) -> list[str]:
    """The feeds of a command line: addresses, OPML files, and text files with an address a line (`#` begins a remark).

    Raises `NotFoundError` for a file that is not there, `UsageError` where there is no feed at all.
    """
    found: list[str] = []
    for name in named:
        found += [name] if is_address(name) else _of_file(name)
    if not found:
        raise UsageError("there are no feeds to watch", remedy="Give addresses, an OPML file or a text list")
    return list(dict.fromkeys(found))


def is_address(name: str) -> bool:
    """Whether `name` is an http(s) address."""
    return name.lower().startswith(("http://", "https://"))


def _of_file(name: str) -> list[str]:
    try:
        data = Path(name).read_bytes()
    except OSError as error:
        why = (error.strerror or "").lower()
        raise NotFoundError(f"it cannot be opened: {why}", remedy="Give an address or a file", source=name) from error
    if b"<opml" in data[:2000].lower():
        return _opml(data, name)
    lines = (line.partition(" #")[0].strip() for line in data.decode("utf-8-sig", "replace").splitlines())
    wanted = [line for line in lines if line and not line.startswith("#")]
    if wrong := [line for line in wanted if not is_address(line)]:
        raise FormatError(f"{wrong[0][:60]!r} is no address", remedy="Give an http(s) address a line", source=name)
    return wanted


def _opml(data: bytes, name: str) -> list[str]:
    from lxml import etree  # type: ignore[import-untyped]

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        tree = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise FormatError(f"the OPML is broken ({error})", remedy="Export the list again", source=name) from error
    found = [outline.get("xmlUrl", "").strip() for outline in tree.iter("outline")]
    return [address for address in found if is_address(address)]


def parser() -> Any:
    """The module `feedparser`. Raises `UsageError` where it is not installed."""
    try:
        import feedparser  # type: ignore[import-untyped]
    except ImportError as error:
        raise UsageError(
            "feeds need feedparser, which is not installed", remedy="pip install 'readout-news[crawl]'"
        ) from error
    return feedparser


def entries(data: bytes, url: str) -> list[Entry]:
    """The items of a feed in its order, without those that have no address.

    A feed that is broken gives the items before the break. Raises `FormatError` where it is no feed at all.
    """
    read = parser()
    try:
        got = read.parse(io.BytesIO(data), response_headers={"content-location": url}, sanitize_html=False)
        items = got.get("entries") or []
        found = [_entry(item, url) for item in items[:MAX_ITEMS]]
    except Exception as error:  # what a hostile feed does to its parsers
        raise FormatError(
            f"the feed could not be taken apart ({type(error).__name__})", remedy="Check the address", source=url
        ) from error
    if not items and (got.get("bozo") or not got.get("version")):
        raise FormatError("this is no feed, or a broken one", remedy="Check the address", source=url)
    return [entry for entry in found if entry is not None]


def _entry(item: Any, feed: str) -> Entry | None:
    url = str(item.get("link") or "").strip()
    if not is_address(url):
        return None
    published = item.get("published") or item.get("updated")
    guid = str(item.get("id") or url)
    key = guid if ":" in guid else f"{feed} {guid}"  # "4711" is another item in another feed
    return Entry(key, url, item.get("title") or None, published or None)
