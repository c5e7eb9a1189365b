"""WARC files (ISO 28500) -> the pages in them, one at a time: crawls such as Common Crawl's news archive, CC-NEWS.

A page is a `response` record whose HTTP answer has status 200 and is HTML. Every other record is counted, not read.
"""

from __future__ import annotations

import io
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from readout.errors import FormatError, InputError, NoArticleError, UsageError
from readout.intake.build import MAX_REPORT, too_large

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

LIMIT = 2 * MAX_REPORT
"""Bytes of one page, after its HTTP encodings are undone."""
KINDS = frozenset({"text/html", "application/xhtml+xml"})
_AGAIN = "What came before it was read. Fetch the file again for the rest"


@dataclass(frozen=True)
class Page:
    """A page as it was crawled: its bytes, its address, the `WARC-Record-ID`, and the HTTP header's charset."""

    data: bytes
    url: str | None
    ref: str | None
    charset: str | None


class _Steady:
    """A stream that ends where reading breaks, and keeps why: FastWARC reads ahead, and what it has is good."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream
        self._sent = 0
        self.error: Exception | None = None

    def tell(self) -> int:
        return self._sent

    def read(self, size: int = -1) -> bytes:
        if self.error is not None:
            return b""
        try:
            data = self._stream.read1(size)
            self._sent += len(data)
            return data
        except (EOFError, OSError, zlib.error) as error:
            self.error = error
            return b""


def pages(stream: io.BufferedReader) -> Iterator[Page | InputError]:
    """The pages of an unpacked WARC stream, in order; an `InputError` for one over `LIMIT`, and last, where records
    were left out, one `NoArticleError` that counts them.

    Raises `FormatError` that names the byte (of the unpacked stream) at which a damaged or cut file could not be read
    on, after what came before it; `UsageError` where FastWARC is not installed.
    """
    steady = _Steady(stream)
    archive = _archive(steady)
    left: Counter[str] = Counter()
    here, seen = 0, 0
    while True:
        try:
            record = next(archive, None)
            if record is None:
                break
            here, seen = record.stream_pos, seen + 1
            why = _left_out(record)
            found = None if why else _page(record)
        except (EOFError, OSError, ValueError) as error:
            yield from _counted(left)
            raise _stopped(steady.error or error, here, seen) from error
        except BaseException as error:
            if type(error).__name__ != "PanicException":  # of the Rust library, which no other class tells apart
                raise
            yield from _counted(left)
            raise _stopped(steady.error or ValueError(str(error)[:200]), here, seen) from error
        if found is None:
            left[why] += 1
        else:
            yield found
    if steady.error is not None:
        yield from _counted(left)
        raise _stopped(steady.error, here, seen) from steady.error
    if not seen:
        raise FormatError("there are no WARC records in it", remedy="Give a .warc or .warc.gz file")
    yield from _counted(left)


def _archive(stream: _Steady) -> Iterator[WarcRecord]:
    try:
        from fastwarc.warc import ArchiveIterator
    except ImportError as error:
        raise UsageError(
            "WARC files need FastWARC, which is not installed", remedy="pip install 'readout-news[crawl]'"
        ) from error
    reading: Any = ArchiveIterator
    return iter(reading(stream, parse_http=True, auto_decode="all", stream_detect=False))


def _left_out(record: WarcRecord) -> str:
    """Why a record is no page; empty where it is one."""
    kind = record.headers.get("WARC-Type", "unknown")
    if kind != "response":
        return f"of type {kind}"
    if not record.is_http or record.http_headers is None:
        return "without an HTTP answer"
    if (status := record.http_headers.status_code) != 200:
        return f"with status {status}"
    media = (record.http_content_type or "").lower()
    return "" if media in KINDS else f"of {media or 'no media type'}"


def _page(record: WarcRecord) -> Page | InputError:
    coded = record.http_headers is not None and any(
        record.http_headers.get(name) for name in ("Content-Encoding", "Transfer-Encoding")
    )
    length = record.content_length
    data = record.reader.read(LIMIT + 1)
    if len(data) > LIMIT:
        while record.reader.read(LIMIT):  # to the next record
            pass
        error = too_large()
        error.source = record.headers.get("WARC-Target-URI") or ""
        return error
    if not coded and len(data) < length:
        raise EOFError(f"{length - len(data)} bytes of a record are missing")
    return Page(data, record.headers.get("WARC-Target-URI"), record.record_id, record.http_charset)


def _stopped(error: Exception, here: int, seen: int) -> FormatError:
    if not seen:
        return FormatError(f"it is no WARC file ({error})", remedy="Give a .warc or .warc.gz file")
    cut = isinstance(error, EOFError)
    what = "the file ends in the middle of a record" if cut else f"the file is damaged ({error})"
    return FormatError(f"{what}, after {seen} records, past byte {here} unpacked", remedy=_AGAIN)


def _counted(left: Counter[str]) -> Iterator[NoArticleError]:
    if left:
        told = ", ".join(f"{n} {why}" for why, n in left.most_common(12))
        more = "" if len(left) <= 12 else ", and others"
        yield NoArticleError(f"{left.total()} records are no pages and were left out: {told}{more}")
