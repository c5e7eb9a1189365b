"""Any source that a user may name -> the reports in it. One bad report never stops the others."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from readout.errors import EmptyError, FormatError, InputError, NotFoundError, UsageError
from readout.intake import fields, files
from readout.intake.build import MAX_REPORT, Known, Taken, build, check_published, too_large
from readout.intake.decode import decode, tidy

if TYPE_CHECKING:
    import httpx

    from readout.intake.fetch import Fetched

FORMS = ("auto", "text", "html", "markdown", "json", "jsonl", "warc", "parquet")
_MAX_JSON = 200_000_000
"""Bytes of a JSON file with many reports, which must be held in memory whole; JSONL has no limit."""
_NO_REPORTS = f"Readout reads {', '.join(files.FORMS)}, each also with .gz"


def reports(
    source: str | Path,
    *,
    published: str | None = None,
    form: str | None = None,
    stdin: BinaryIO | None = None,
    transport: httpx.BaseTransport | None = None,
) -> Iterator[Taken | InputError]:
    """Every report in `source`: a file, a folder, a URL, or `-` for standard input (or `stdin`).

    Yields a `Taken` for each report, or the `InputError` that says why it could not be read. `published` wins over
    what is found. `form` is one of `FORMS`. `transport` replaces the network (for tests).

    Raises `UsageError` at once for a `published` that is no date or an unknown `form`.
    """
    given = check_published(published)
    if form is not None and form not in FORMS:
        raise UsageError(f"unknown form {form!r}", remedy=f"Give one of {', '.join(FORMS)}")
    chosen = None if form in (None, "auto") else form
    if isinstance(source, str) and source == "-":
        return _guarded(_stream(stdin or sys.stdin.buffer, chosen, given, None, "-"), "-")
    if isinstance(source, str) and source.lower().startswith(("http://", "https://")):
        return _guarded(_url(source, chosen, given, transport), source)
    return _guarded(_path(Path(source), chosen, given), str(source))


def _guarded(found: Iterator[Taken | InputError], source: str) -> Iterator[Taken | InputError]:
    """`found`, with what it raises yielded as the last item."""
    try:
        yield from found
    except InputError as error:
        yield fields.placed(error, source)
    except OSError as error:
        yield files.unreadable(error, source)
    except ValueError as error:
        # a path with a NUL, a stream that is closed
        yield InputError(f"it cannot be read: {error}", remedy="Check the path", source=source)


def _path(path: Path, form: str | None, given: str | None) -> Iterator[Taken | InputError]:
    if not path.is_dir():
        yield from _file(path, form, given)
        return
    empty = True
    for entry in files.walk(path):
        empty = False
        if isinstance(entry, InputError):
            yield entry
        else:
            yield from _guarded(_file(entry, form, given), str(entry))
    if empty:
        raise NotFoundError("there are no reports in this folder", remedy=_NO_REPORTS)


def _file(path: Path, form: str | None, given: str | None) -> Iterator[Taken | InputError]:
    if not path.exists():
        raise NotFoundError("there is no such file or folder", remedy="Check the path")
    if not path.is_file():
        raise InputError("it is neither a file nor a folder", remedy="Give a file, a folder, a URL or -")
    chosen = form or files.form_of(path)
    with path.open("rb") as stream:
        yield from _stream(stream, None if chosen == "auto" else chosen, given, files.stem_of(path), str(path))


def _url(
    url: str, form: str | None, given: str | None, transport: httpx.BaseTransport | None
) -> Iterator[Taken | InputError]:
    from readout.intake.fetch import fetch

    got = fetch(url, transport=transport)
    yield from _fetched(got, form, Known(given=given, url=got.url), url)


def reports_of_page(
    got: Fetched, *, title: str | None = None, published: str | None = None
) -> list[Taken | InputError]:
    """The reports of a page that is fetched; `title` and `published` are what led there says, and win over the page."""
    known = Known(url=got.url, title=title, published=published)
    return list(_guarded(_fetched(got, None, known, got.url), got.url))


def _fetched(got: Fetched, form: str | None, known: Known, source: str) -> Iterator[Taken | InputError]:
    kinds = {
        "text/html": "html",
        "application/xhtml+xml": "html",
        "text/plain": "text",
        "text/markdown": "markdown",
        "application/json": "json",
    }
    yield from _whole(got.data, form or kinds.get(got.kind), known, source, got.charset)


def _stream(
    stream: BinaryIO, form: str | None, given: str | None, ref: str | None, source: str
) -> Iterator[Taken | InputError]:
    unpacked = files.unpacked(stream)
    if form is None:
        form = _sniffed(files.head(unpacked))
    if form in _STREAMED:
        yield from _STREAMED[form](unpacked, given, source)
        return
    data = files.whole(unpacked, _MAX_JSON if form == "json" else 2 * MAX_REPORT if form == "html" else MAX_REPORT)
    yield from _whole(data, form, Known(given=given, ref=ref), source, None)


def _crawl(stream: io.BufferedReader, given: str | None, source: str) -> Iterator[Taken | InputError]:
    from readout.intake import warc

    for page in warc.pages(stream):
        if isinstance(page, InputError):
            yield fields.placed(page, f"{source}: {page.source}" if page.source else source)
            continue
        known = Known(given=given, url=page.url, ref=page.ref)
        where = f"{source}: {page.url or page.ref}"
        yield from _guarded(_whole(page.data, "html", known, where, page.charset), where)


def _table(stream: io.BufferedReader, given: str | None, source: str) -> Iterator[Taken | InputError]:
    from readout.intake import columns

    found = False
    sought = stream if stream.seekable() else io.BytesIO(files.whole(stream, _MAX_JSON))
    for number, row in columns.rows(sought):
        found = True
        try:
            if isinstance(row, InputError):
                raise row
            yield fields.taken_of(row, given=given)
        except InputError as error:
            yield fields.placed(error, f"{source}:{number}")
    if not found:
        raise EmptyError("the file has no rows", remedy="Give a file with a report in each row")


def _sniffed(head: bytes) -> str | None:
    """The form of a stream that begins so, if that tells; text and HTML are told apart once all is read."""
    if head.startswith(b"WARC/"):
        return "warc"
    if head.startswith(b"PAR1"):
        return "parquet"
    head = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if head[:1] == b"{" and head.rstrip()[1:] and b"\n" not in head.split(b'"', 1)[0]:
        return "jsonl"
    return "json" if head[:1] in (b"{", b"[") and head[1:].lstrip()[:1] in (b'"', b"{", b"}", b"]") else None


def _lines(stream: BinaryIO, given: str | None, source: str) -> Iterator[Taken | InputError]:
    found = False
    for number, line in files.lines(stream, MAX_REPORT * 2):
        where = f"{source}:{number}"
        try:
            if line is None:
                raise too_large()
            if not line.strip():
                continue
            found = True
            text, warned = decode(line.strip(b"\r\n"))
            yield _warned(fields.taken_of(fields.load(text.lstrip("\ufeff")), given=given), warned)
        except InputError as error:
            found = True
            yield fields.placed(error, where)
    if not found:
        raise EmptyError("the file is empty", remedy="Give a file with a report on each line")


def _whole(
    data: bytes, form: str | None, known: Known, source: str, charset: str | None
) -> Iterator[Taken | InputError]:
    from readout.intake import page
    from readout.intake.markdown import from_markdown

    if not data.strip():
        raise EmptyError("the input is empty", remedy="Give a report with text in it")
    text, warned = decode(data, declared=charset or page.declared_charset(data))
    text = tidy(text)
    if form is None or (form == "text" and text.lstrip()[:15].lower().startswith(("<!doctype html", "<html"))):
        form = "html" if page.looks_like_html(text) else "text"
    if "<rss" in text[:1000] or "<feed" in text[:1000]:
        raise FormatError("this is a feed, not a report", remedy="Give the address of one of its articles")
    if form == "json":
        for one in fields.from_json(text, source, given=known.given):
            yield _warned(one, warned) if isinstance(one, Taken) else one
        return
    if form == "html":
        yield _warned(page.from_html(text, known), warned)
        return
    if form == "markdown":
        text, front = from_markdown(text)
        told = fields.known_of(front, given=known.given, ref=known.ref)
        known = told if told.url or not known.url else Known(**{**told.__dict__, "url": known.url})
    yield _warned(build(text, known), warned)


def _warned(taken: Taken, warnings: tuple[str, ...]) -> Taken:
    return Taken(taken.report, (*warnings, *taken.warnings)) if warnings else taken


_STREAMED = {"jsonl": _lines, "warc": _crawl, "parquet": _table}
"""Forms whose reports are read as they come."""
