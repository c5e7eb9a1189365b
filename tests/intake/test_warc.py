"""Crawls: pages out of WARC files written here, whole, cut, damaged and packed too tight."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from readout.errors import FormatError, InputError, NoArticleError, TooLargeError, UsageError
from readout.intake import Taken, reports

warc: Any = pytest.importorskip("fastwarc.warc", reason="the extra `crawl` is not installed")

TEXT = (
    "The foreign minister of {place} met his counterpart in Geneva on Monday, officials said after the talks. "
    "He said that the two governments would sign the agreement within a month if their parliaments agree."
)
PLACES = ("Norway", "Ghana", "Peru", "Laos", "Malta")


def page(place: str) -> bytes:
    body = "".join(f"<p>{TEXT.format(place=place)} Part {n}.</p>" for n in range(4))
    return f"<html><head><title>Talks on {place}</title></head><body><article>{body}</article></body></html>".encode()


def record(
    body: bytes, *, url: str = "http://news.test/a", status: str = "200 OK", media: str = "text/html", extra: str = "",
    kind: str = "response",
) -> bytes:  # fmt: skip
    made = warc.WarcRecord()
    made.init_headers(getattr(warc.WarcRecordType, kind))
    made.headers["WARC-Target-URI"] = url
    made.headers["Content-Type"] = "application/http; msgtype=response" if kind == "response" else "application/http"
    made.set_bytes_content(f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n{extra}\r\n".encode() + body)
    out = io.BytesIO()
    made.write(out)
    return out.getvalue()


def info() -> bytes:
    made = warc.WarcRecord()
    made.init_headers(warc.WarcRecordType.warcinfo)
    made.headers["Content-Type"] = "application/warc-fields"
    made.set_bytes_content(b"software: test\r\n")
    out = io.BytesIO()
    made.write(out)
    return out.getvalue()


def crawl(*records: bytes) -> bytes:
    """As CC-NEWS packs them: one gzip member a record."""
    return b"".join(gzip.compress(r) for r in records)


def of(path: Path, data: bytes) -> list[Taken | InputError]:
    path.write_bytes(data)
    return list(reports(path))


def taken(found: list[Taken | InputError]) -> list[Taken]:
    return [one for one in found if isinstance(one, Taken)]


FIVE = [record(page(place), url=f"http://news.test/{place}") for place in PLACES]


@pytest.mark.parametrize(("name", "pack"), [("a.warc.gz", crawl), ("a.warc", lambda *r: b"".join(r)), ("a.gz", crawl)])
def test_each_page_is_a_report_with_its_address_and_record_id(tmp_path: Path, name: str, pack: Any) -> None:
    found = of(tmp_path / name, pack(*FIVE))
    assert [t.report.url for t in taken(found)] == [f"http://news.test/{p}" for p in PLACES]
    assert all((t.report.ref or "").startswith("<urn:uuid:") for t in taken(found))
    assert "foreign minister of Norway" in taken(found)[0].report.text
    assert taken(found)[0].report.title == "Talks on Norway"
    assert len(found) == 5


def test_what_is_no_page_is_counted_and_no_failure(tmp_path: Path) -> None:
    found = of(
        tmp_path / "a.warc.gz",
        crawl(
            info(), FIVE[0], record(b"GIF", media="image/gif"), record(page("Chad"), status="404 Not Found"),
            record(page("Mali"), kind="request"),
        ),
    )  # fmt: skip
    assert len(taken(found)) == 1
    assert isinstance(found[-1], NoArticleError)
    assert "4 records are no pages" in str(found[-1])
    assert all(f"1 {why}" in str(found[-1]) for why in ("of type warcinfo", "of image/gif", "with status 404"))


def test_the_charset_is_the_headers(tmp_path: Path) -> None:
    polish = record(page("Łódź").decode().encode("iso-8859-2"), media="text/html; charset=ISO-8859-2")
    (one,) = taken(of(tmp_path / "b.warc.gz", crawl(polish)))
    assert "minister of Łódź" in one.report.text


def test_http_encodings_are_undone(tmp_path: Path) -> None:
    packed = zlib.compressobj(wbits=31)
    body = packed.compress(page("Fiji")) + packed.flush()
    chunked = f"{len(body):x}\r\n".encode() + body + b"\r\n0\r\n\r\n"
    data = record(chunked, extra="Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n")
    (one,) = taken(of(tmp_path / "a.warc", data))
    assert "minister of Fiji" in one.report.text


@pytest.mark.parametrize(("cut", "whole"), [(10, 5), (200, 4), (400, 4)])  # the last ten bytes hold no text
def test_a_cut_archive_keeps_what_came_before_and_says_where(tmp_path: Path, cut: int, whole: int) -> None:
    found = of(tmp_path / "a.warc.gz", crawl(*FIVE)[:-cut])
    assert len(taken(found)) == whole
    assert isinstance(found[-1], FormatError)
    assert "after " in str(found[-1])
    assert "a.warc.gz" in str(found[-1])


def test_a_cut_plain_file_keeps_what_came_before(tmp_path: Path) -> None:
    found = of(tmp_path / "a.warc", b"".join(FIVE)[:-300])
    assert len(taken(found)) == 4
    assert "ends in the middle of a record, after 5 records" in str(found[-1])


def test_a_damaged_member_keeps_what_came_before(tmp_path: Path) -> None:
    first = crawl(*FIVE[:2])
    data = bytearray(crawl(*FIVE))
    data[len(first) + 60 : len(first) + 120] = bytes(60)
    found = of(tmp_path / "a.warc.gz", bytes(data))
    assert len(taken(found)) == 2
    assert isinstance(found[-1], FormatError)


def test_a_page_that_unpacks_to_a_gigabyte_is_named_and_the_next_is_read(tmp_path: Path) -> None:
    zeros = zlib.compressobj(9, wbits=31)
    bomb = b"".join(zeros.compress(b" " * 10_000_000) for _ in range(30)) + zeros.flush()
    bad = record(bomb, url="http://bomb.test/", extra="Content-Encoding: gzip\r\n")
    found = of(tmp_path / "a.warc.gz", crawl(bad, FIVE[0]))
    assert isinstance(found[0], TooLargeError)
    assert "http://bomb.test/" in str(found[0])
    assert len(taken(found)) == 1


@pytest.mark.parametrize("data", [b"no archive at all\r\n" * 9, b""])
def test_what_is_no_archive_is_said_so(tmp_path: Path, data: bytes) -> None:
    (found,) = of(tmp_path / "a.warc", data)
    assert isinstance(found, FormatError)


class Endless(io.RawIOBase):
    """The same page over and over; tells how much of it was asked for."""

    def __init__(self) -> None:
        self.sent = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        start = self.sent % len(FIVE[0])
        part = (FIVE[0] * 50)[start : start + len(buffer)]
        buffer[: len(part)] = part
        self.sent += len(part)
        return len(part)


def test_an_endless_crawl_is_read_as_it_comes() -> None:
    stream = Endless()
    found: Iterator[Any] = reports("-", stdin=io.BufferedReader(stream))
    assert [next(found).report.url for _ in range(20)] == ["http://news.test/Norway"] * 20
    assert stream.sent < 40 * len(FIVE[0]) + 1_000_000


def test_without_the_library_it_is_misuse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fastwarc.warc", None)
    (tmp_path / "a.warc").write_bytes(FIVE[0])
    with pytest.raises(UsageError, match=r"readout-news\[crawl\]"):
        list(reports(tmp_path / "a.warc"))
