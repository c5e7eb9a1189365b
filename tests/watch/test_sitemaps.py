"""Sitemaps: news, plain, indexes, packed; what is old is left out, what is broken gives what came before."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime

import pytest

from readout.errors import FormatError
from readout.watch.listing import LIMIT, listing

NOW = datetime(2024, 5, 3, 12, tzinfo=UTC).timestamp()
SITEMAP = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
)


def urlset(*rows: str) -> bytes:
    inner = "".join(f"<url>{row}</url>" for row in rows)
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {SITEMAP}>{inner}</urlset>'.encode()


def news(name: str, day: str) -> str:
    told = f"<news:publication_date>{day}</news:publication_date><news:title>Title {name}</news:title>"
    return f"<loc>https://a.test/{name}</loc><news:news>{told}</news:news>"


def test_a_news_sitemap_gives_titles_and_dates_the_newest_first() -> None:
    data = urlset(news("1", "2024-05-02T10:00:00Z"), news("2", "2024-05-03T11:00:00+02:00"))
    got = listing(data, "https://a.test/news.xml", NOW).items
    assert [(e.url, e.title, e.published) for e in got] == [
        ("https://a.test/2", "Title 2", "2024-05-03T11:00:00+02:00"),
        ("https://a.test/1", "Title 1", "2024-05-02T10:00:00Z"),
    ]


@pytest.mark.parametrize(
    ("changed", "kept"),
    [("2024-05-03", True), ("2024-05-01", True), ("2024-04-30", False), ("2024-05-01T11:00:00Z", False), (None, True),
     ("soon", True), ("2024-05", True)],
)  # fmt: skip
def test_what_changed_more_than_two_days_ago_is_old(changed: str | None, kept: bool) -> None:
    row = "<loc>https://a.test/1</loc>" + (f"<lastmod>{changed}</lastmod>" if changed else "")
    got = listing(urlset(row), "https://a.test/sitemap.xml", NOW).items
    assert [e.url for e in got] == ["https://a.test/1"] * kept
    assert all(e.published is None for e in got)  # a change is no publication


def test_an_index_names_the_sitemaps_that_changed_lately() -> None:
    rows = [("new", "2024-05-03"), ("old", "2019-01-01"), ("undated", None)]
    inner = "".join(
        f"<sitemap><loc>https://a.test/{name}.xml.gz</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</sitemap>"
        for name, day in rows
    )
    got = listing(f"<sitemapindex {SITEMAP}>{inner}</sitemapindex>".encode(), "https://a.test/index.xml", NOW)
    assert got.parts == ["https://a.test/new.xml.gz", "https://a.test/undated.xml.gz"]
    assert got.items == []


def test_packed_and_cut_sitemaps_give_what_is_there() -> None:
    rows = [f"<loc>https://a.test/{n}</loc>" for n in range(200)]
    packed = gzip.compress(urlset(*rows))
    assert len(listing(packed, "https://a.test/s.xml.gz", NOW).items) == 200
    assert 0 < len(listing(urlset(*rows)[:-3000], "https://a.test/s.xml", NOW).items) < 200
    assert 0 < len(listing(packed[:-100], "https://a.test/s.xml.gz", NOW).items) < 200


def test_what_cannot_be_used_is_said() -> None:
    bomb = gzip.compress(b" " * (LIMIT + 10), 9)
    for data, why in ((bomb, "over 50 MB"), (b"\x1f\x8b rubbish", "gzip is damaged"), (b"<urlset><", "is broken")):
        with pytest.raises(FormatError, match=why):
            listing(data, "https://a.test/s.xml", NOW)


def test_entities_are_not_expanded_and_other_schemes_left_out() -> None:
    head = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname"><!ENTITY b "bbbb">]>'
    data = head.encode() + urlset("<loc>file:///etc/passwd</loc>", "<loc>https://a.test/&a;&b;1</loc>")[38:]
    assert [e.url for e in listing(data, "https://a.test/s.xml", NOW).items] == ["https://a.test/"]
