"""Sitemaps -> items and further sitemaps: plain ones and indexes (sitemaps.org), and news sitemaps (Google's form)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from readout.errors import FormatError
from readout.intake import stamps
from readout.watch.feeds import MAX_ITEMS, Entry, is_address

FRESH_DAYS = 2
"""Days for which an address of a sitemap is new: what was last changed before is left out. A news sitemap holds no more
by its own rules (https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap)."""
MAX_PARTS = 20
"""Sitemaps of an index that are asked at most, the last changed first."""
_ROOT = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?(urlset|sitemapindex)[\s>]")
_DAY_S = 86_400.0


def is_sitemap(data: bytes) -> bool:
    """Whether a document is a sitemap or an index of them."""
    return _ROOT.search(data[:4000]) is not None


def entries(data: bytes, url: str, now: float) -> tuple[list[Entry], list[str]]:
    """Items and further sitemaps that the sitemap at `url` names, last changed first: those that are new at `now`
    (seconds since 1970), or have no date to tell by.

    A sitemap that is broken gives what stands before the break. Raises `FormatError` where nothing does.
    """
    from lxml import etree  # type: ignore[import-untyped]

    rows: list[tuple[float | None, str, dict[str, str]]] = []
    try:
        for kind, row in _rows(data):
            changed = _seconds(row.get("publication_date") or row.get("lastmod"))
            if is_address(row.get("loc", "")) and (changed is None or now - changed <= FRESH_DAYS * _DAY_S):
                rows.append((changed, kind, row))
    except etree.XMLSyntaxError as error:
        if not rows:
            raise FormatError(f"the sitemap is broken ({error})", remedy="Check the address", source=url) from error
    rows.sort(key=lambda row: -(row[0] or 0.0))
    parts = [row["loc"] for _, kind, row in rows if kind == "sitemap"]
    items = [_entry(row) for _, kind, row in rows if kind == "url"]
    return items[:MAX_ITEMS], parts[:MAX_PARTS]


def _rows(data: bytes) -> Iterator[tuple[str, dict[str, str]]]:
    """Each `url` and `sitemap` of a document as its name and the texts of the elements in it; memory stays flat."""
    from lxml import etree

    found: Any = etree.iterparse(
        io.BytesIO(data), tag=("{*}url", "{*}sitemap"), resolve_entities=False, no_network=True, load_dtd=False
    )
    for _, element in found:
        inner = (one for one in element.iter() if isinstance(one.tag, str) and one.text)
        yield etree.QName(element).localname, {etree.QName(one).localname: one.text.strip() for one in inner}
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def _entry(row: dict[str, str]) -> Entry:
    return Entry(row["loc"], row["loc"], row.get("title") or None, row.get("publication_date"))


def _seconds(stamp: str | None) -> float | None:
    """The seconds since 1970 of an ISO date or time; of a day its end, in UTC. `None` where it is none."""
    value = stamps.iso(stamp) if stamp else None
    if value is None:
        return None
    when = datetime.fromisoformat(value) + (timedelta(0) if "T" in value else timedelta(days=1))
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()
