"""Every kind of source, and every kind of bad input."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from readout.errors import (
    EmptyError,
    FetchError,
    FormatError,
    InputError,
    LanguageError,
    NoArticleError,
    NotFoundError,
    NotTextError,
    TooLargeError,
    UsageError,
)
from readout.intake import Taken, reports

BODY = (
    "The mayor of Orsk met the leaders of the union on Friday and promised to reopen the bridge by June, an aide said."
)
PAGE = f"""<html><head><title>Bridge | Daily</title><meta property="og:site_name" content="Daily">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Bridge to reopen", "datePublished":
"2019-05-03T09:15:00+03:00", "author": {{"name": "Jane Doe"}}}}</script></head><body><nav><a href="/">Home</a></nav>
<article><h1>Bridge to reopen</h1><p>{BODY}</p><p>The union had threatened to strike. It welcomed the promise, and said
that it would wait until the end of the month.</p></article><footer>All rights reserved</footer></body></html>"""


def one(source: str | Path, **given: Any) -> Taken:
    found = list(reports(source, **given))
    assert len(found) == 1
    if isinstance(found[0], InputError):
        raise found[0]
    return found[0]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", BODY.encode()),
        ("a.txt", b"\xef\xbb\xbf" + BODY.encode() + b"\r\n"),
        ("a.txt", BODY.encode("utf-16")),
        ("a.txt", BODY.encode("utf-16-le")),
        ("a.txt.gz", gzip.compress(BODY.encode())),
        ("a.gz", gzip.compress(BODY.encode())),
        (
            "a.md",
            f"---\ntitle: T\n---\n{BODY.replace('Orsk', '**Orsk**').replace('Friday', '[Friday](http://x.org)')}".encode(),
        ),
        ("a.jsonl", json.dumps({"event_text": BODY}).encode()),
        ("a.jsonl.gz", gzip.compress(json.dumps({"text": BODY}).encode())),
        ("a.json", json.dumps([{"body": BODY}]).encode()),
        ("a.json", json.dumps({"articles": [{"content": BODY}]}).encode()),
        ("a.txt", BODY.replace("mayor", "ma\u200byor\u00ad\x00").encode()),
    ],
)
def test_every_form_gives_the_same_body(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert one(path).report.text == BODY


def test_a_page_gives_article_and_metadata(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(PAGE, encoding="utf-8")
    report = one(path).report
    assert report.text.startswith(BODY + "\n\n") and "rights" not in report.text
    assert (report.title, report.publisher, report.byline) == ("Bridge to reopen", "Daily", "Jane Doe")
    assert report.published == "2019-05-03T09:15:00+03:00"


def test_field_aliases(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    line = {
        "id": 7,
        "pub_date": "2019-05-03",
        "event_text": BODY,
        "headline": "H",
        "source": {"name": "Daily"},
        "link": "http://x.org/1",
    }
    path.write_text(json.dumps(line))
    report = one(path).report
    assert (report.ref, report.published, report.title, report.publisher, report.url) == (
        "7",
        "2019-05-03",
        "H",
        "Daily",
        "http://x.org/1",
    )


def test_agency_and_date_of_a_collection_id(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": "AFP_ENG_19970430.0153", "text": BODY}))
    report = one(path).report
    assert (report.wire, report.published) == ("AFP", "1997-04-30")


def test_a_broken_line_does_not_stop_the_others(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    good = json.dumps({"text": BODY})
    path.write_text("\n".join([good, good, '{"text": ', good, '{"text": 5}', "[]", '{"id": 1}', '{"text": ""}']))
    found = list(reports(path))
    assert [type(f).__name__ for f in found] == [
        "Taken", "Taken", "FormatError", "Taken", "FormatError", "FormatError", "FormatError", "EmptyError",
    ]  # fmt: skip
    assert isinstance(found[2], FormatError) and found[2].source == f"{path}:3" and found[2].remedy


def test_standard_input_is_told_apart() -> None:
    for data in (
        BODY.encode(),
        PAGE.encode(),
        json.dumps({"text": BODY}).encode(),
        json.dumps([{"text": BODY}]).encode(),
    ):
        assert one("-", stdin=io.BytesIO(data)).report.text.startswith(BODY)


def test_an_unknown_date_is_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": BODY, "published": "yesterday-ish", "title": {"x": 1}}))
    taken = one(path)
    assert taken.report.published is None
    assert any("yesterday-ish" in w for w in taken.warnings) and any('"title"' in w for w in taken.warnings)


def test_a_folder_is_read_in_order_and_loops_end(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "2.txt").write_text(BODY)
    (tmp_path / "1.txt").write_text(BODY)
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / "b" / "loop").symlink_to(tmp_path)
    found = list(reports(tmp_path))
    assert [f.report.ref if isinstance(f, Taken) else type(f) for f in found] == ["1", EmptyError, "2"]


SPANISH = (
    "El presidente de la república dijo el lunes que no se reunirá con los líderes de la oposición en la capital. " * 3
)
RUSSIAN = "Президент заявил в понедельник, что не будет встречаться с лидерами оппозиции в столице страны. " * 3


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("empty.txt", b" \n", EmptyError),
        ("only-debris.txt", b"Share\n\nLatest\n\n...", EmptyError),
        ("empty.jsonl", b"\n\n", EmptyError),
        ("a.txt", b"%PDF-1.4 \x00\x01", NotTextError),
        ("a.txt", bytes(range(256)) * 20, NotTextError),
        ("long.txt", b"a" * 11_000_000, TooLargeError),
        ("long.jsonl", b'{"text": "' + b"a" * 11_000_000 + b'"}', TooLargeError),
        ("a.html", b"<html><body><nav><a href='/'>Home</a></nav></body></html>", NoArticleError),
        ("es.txt", SPANISH.encode(), LanguageError),
        ("ru.txt", RUSSIAN.encode(), LanguageError),
        ("ru.txt", RUSSIAN.encode("cp1251"), LanguageError),
        ("a.json", b"[" * 100_000, FormatError),
        ("a.txt.gz", gzip.compress(BODY.encode())[:-12], FormatError),
        ("feed.xml.txt", b"<?xml version='1.0'?><rss><channel/></rss>", FormatError),
    ],
)
def test_bad_input_is_named_with_a_remedy(tmp_path: Path, name: str, data: bytes, error: type[InputError]) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(error) as caught:
        one(path)
    assert name in caught.value.source and caught.value.remedy


def test_missing_things_are_named(tmp_path: Path) -> None:
    for source in (tmp_path / "none.txt", tmp_path):
        with pytest.raises(NotFoundError) as caught:
            one(source)
        assert caught.value.source == str(source)
    with pytest.raises(InputError):
        one("a\0b")


def test_what_makes_no_sense_is_refused_at_once() -> None:
    with pytest.raises(UsageError):
        reports("x.txt", published="soon")
    with pytest.raises(UsageError):
        reports("x.txt", form="pdf")


def served(answer: httpx.Response | Exception) -> httpx.MockTransport:
    def handle(request: httpx.Request) -> httpx.Response:
        if isinstance(answer, Exception):
            raise answer
        return answer

    return httpx.MockTransport(handle)


def test_a_url_is_fetched() -> None:
    page = httpx.Response(200, content=PAGE.encode(), headers={"content-type": "text/html; charset=utf-8"})
    report = one("https://news.example/1", transport=served(page)).report
    assert report.title == "Bridge to reopen" and report.url == "https://news.example/1"


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (httpx.Response(404), FetchError),
        (httpx.ConnectError("refused"), FetchError),
        (httpx.ReadTimeout("slow"), FetchError),
        (httpx.Response(302, headers={"location": "https://news.example/1"}), FetchError),
        (httpx.Response(200, content=b"a" * 20_000_001), TooLargeError),
        (httpx.Response(200, content=b"%PDF-1.7"), NotTextError),
    ],
)
def test_a_url_that_fails_is_named(answer: httpx.Response | Exception, error: type[InputError]) -> None:
    with pytest.raises(error) as caught:
        one("https://news.example/1", transport=served(answer))
    assert caught.value.source == "https://news.example/1"


def test_the_samples_are_clean() -> None:
    found = list(reports(Path(__file__).parents[2] / "readout" / "samples"))
    assert len(found) >= 10
    for taken in found:
        assert isinstance(taken, Taken) and not taken.warnings
        assert taken.report.title and taken.report.published and taken.report.wire == "Readout Wire"
