"""No feed, sitemap, list of feeds or robots.txt raises anything but Readout's own errors."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readout.errors import ReadoutError
from readout.watch.feeds import addresses
from readout.watch.listing import Listing, listing
from readout.watch.pace import AGENT, Robots

pytest.importorskip("feedparser", reason="the extra `crawl` is not installed")

RSS = (
    b'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>T</title><item><title>A &amp; B</title>'
    b"<link>http://a.test/1</link><guid>1</guid><pubDate>Fri, 03 May 2024 10:00:00 GMT</pubDate></item></channel></rss>"
)
ATOM = (
    b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>urn:1</id><title type='html'>&lt;b&gt;A</title>"
    b"<link href='http://a.test/1'/><updated>2024-05-03T10:00:00Z</updated></entry></feed>"
)
SITEMAP = (
    b"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>http://a.test/1</loc>"
    b"<lastmod>2024-05-03</lastmod></url></urlset>"
)
INDEX = b"<sitemapindex><sitemap><loc>http://a.test/1.xml</loc><lastmod>2024-05-03T10:00+02:00</lastmod></sitemap></sitemapindex>"
OPML = b"<opml><body><outline text='g'><outline xmlUrl='http://a.test/rss'/></outline></body></opml>"
ROBOTS = b"User-agent: *\nDisallow: /private\nCrawl-delay: 4\nRequest-rate: 3/20\n"
quick = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))


@st.composite
def mutations(draw: st.DrawFn, *seeds: bytes) -> bytes:
    data = bytearray(draw(st.sampled_from(seeds)))
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(data)))
        data[at : at + draw(st.integers(0, 20))] = draw(st.binary(max_size=10))
    return bytes(data)


@quick
@given(data=st.binary(max_size=200) | mutations(RSS, ATOM, SITEMAP, INDEX), now=st.floats(-1e12, 1e12))
def test_any_bytes_are_a_listing_or_an_error_of_ours(data: bytes, now: float) -> None:
    try:
        found = listing(data, "http://a.test/feed", now)
    except ReadoutError as error:
        assert error.message and error.source
    else:
        assert isinstance(found, Listing)
        assert all(entry.url.lower().startswith("http") and entry.key for entry in found.items)


@quick
@given(data=st.binary(max_size=200) | mutations(OPML))
def test_any_bytes_are_a_list_of_feeds_or_an_error_of_ours(
    data: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path: Path = tmp_path_factory.mktemp("lists") / "list.opml"
    path.write_bytes(data)
    try:
        assert all(one.lower().startswith("http") for one in addresses([str(path)]))
    except ReadoutError as error:
        assert error.message


@quick
@given(data=st.binary(max_size=200) | mutations(ROBOTS), path=st.text(max_size=30))
def test_any_robots_txt_gives_an_answer(data: bytes, path: str) -> None:
    robots = Robots()
    robots.learn("a.test", 0.0, data.decode("utf-8", "replace"))
    assert robots.allows("a.test", f"http://a.test/{path}") in (True, False)
    assert (robots.delay("a.test") or 0.0) >= 0.0, AGENT
