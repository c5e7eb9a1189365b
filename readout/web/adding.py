"""Adding reports: a pasted text, a URL or files, read in a thread of its own while the page says how far it is."""

from __future__ import annotations

import logging
import re
import secrets
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from readout.errors import InputError, ReadoutError, UsageError
from readout.intake import Taken, report_from_text, reports, reports_of_page
from readout.intake.build import check_published
from readout.record import Record
from readout.web.desk import Desk, DeskOf, check_form

router = APIRouter(include_in_schema=False)
_log = logging.getLogger(__name__)
FILES = 20
"""Files of one upload at most."""
TEXT = 1_000_000
"""Characters of a pasted text at most."""
ADDRESS = 2000
"""Characters of a URL at most."""
TITLE = 300
FETCH_S = 30.0
"""Seconds that a page may take to come."""
JOBS = 50
"""Uploads that are remembered, and so many at most may wait."""
WAITING = 60_000_000
"""Bytes and characters that may wait, all uploads together."""
READ = 5000
"""Reports of one upload at most."""
_ENDINGS = (".txt", ".html", ".htm", ".md", ".jsonl", ".json")


@dataclass
class Job:
    """One upload: how many reports were read, which are in the store now, what went wrong."""

    names: list[str]
    size: int = 0
    """Bytes and characters that wait."""
    done: bool = False
    read: list[tuple[str, str]] = field(default_factory=list)
    """(report id, title)."""
    trouble: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Upload:
    """What is to be added: a text, a URL, files. `title` and `published` win over what these say."""

    text: str = ""
    url: str = ""
    title: str | None = None
    published: str | None = None
    files: tuple[tuple[str, bytes], ...] = ()

    @property
    def names(self) -> list[str]:
        """What it is called."""
        told = [name for name, _ in self.files]
        return told + (["the pasted text"] if self.text else []) + ([self.url] if self.url else [])

    @property
    def size(self) -> int:
        """Bytes of files and characters of text."""
        return len(self.text) + sum(len(content) for _, content in self.files)


async def _upload(request: Request, desk: DeskOf) -> Upload:
    async with request.form(max_files=FILES, max_fields=10, max_part_size=4 * TEXT) as form:
        check_form(desk, request, form.get("csrf"))
        fields = {k: v for k, v in form.items() if isinstance(v, str)}
        given = [f for f in form.getlist("files") if isinstance(f, UploadFile) and f.filename]
        files = tuple([(f.filename or "", await f.read()) for f in given])
    text, url = fields.get("text", ""), fields.get("url", "").strip()
    title, published = fields.get("title", "").strip()[:TITLE], fields.get("published", "").strip()
    return Upload(text if text.strip() else "", url, title or None, published or None, files)


@router.get("/add")
def form(request: Request, desk: DeskOf) -> Response:
    """The form."""
    return desk.page(request, "add.html", {"endings": ",".join(_ENDINGS), "files": FILES})


@router.post("/add")
def add(desk: DeskOf, upload: Annotated[Upload, Depends(_upload)]) -> Response:
    """Take an upload, and go to the page that says how it fares."""
    return RedirectResponse(f"/add/{begun(desk, upload)}", 303)


@router.get("/add/{name}")
def progress(request: Request, desk: DeskOf, name: str) -> Response:
    """How an upload fares; the page asks again until it is done."""
    job = job_of(desk, name)
    if job.done and len(job.read) == 1 and not job.trouble:
        return RedirectResponse(f"/reports/{job.read[0][0]}", 303)
    return desk.page(request, "adding.html", {"job": job})


def job_of(desk: Desk, name: str) -> Job:
    """The upload of that name; answers 404 where there is none."""
    job: Job | None = desk.jobs.get(name)
    if job is None:
        raise HTTPException(404, "There is no such upload; the desk may have been started anew")
    return job


def begun(desk: Desk, upload: Upload) -> str:
    """Begin to read an upload; returns the name of its job. Answers 413, 422 or 429 where it cannot be taken; raises
    `UsageError` for a `published` that is no date.

    A page is fetched in a thread of its own, so that a slow host keeps nobody else's text waiting.
    """
    if len(upload.text) > TEXT:
        raise HTTPException(413, f"A pasted text may hold {TEXT:,} characters at most; upload it as a file")
    if len(upload.url) > ADDRESS:
        raise HTTPException(422, f"A URL may hold {ADDRESS:,} characters at most")
    if not upload.names:
        raise HTTPException(422, "Paste a text, give a URL or choose a file")
    check_published(upload.published)
    waiting = [job for job in desk.jobs.values() if not job.done]
    if len(waiting) >= JOBS or sum(job.size for job in waiting) + upload.size > WAITING:
        raise HTTPException(429, "Too much waits to be read; try again in a while", {"retry-after": "60"})
    name = secrets.token_urlsafe(12)
    job = Job(upload.names, upload.size)
    desk.jobs[name] = job
    while len(desk.jobs) > JOBS:
        desk.jobs.popitem(last=False)
    if upload.url:
        desk.fetches.submit(_fetch, desk, job, upload)
    else:
        desk.reads.submit(_read, desk, job, upload, ())
    return name


def _fetch(desk: Desk, job: Job, upload: Upload) -> None:
    """Get the page, and hand it on to be read."""
    from readout.intake.fetch import fetch

    found: list[Taken | InputError]
    try:
        got = fetch(upload.url, public=True, deadline=FETCH_S)
        found = reports_of_page(got, title=upload.title, published=upload.published)
    except InputError as error:
        found = [error]
    except Exception:
        _log.exception("a page broke")
        found = [InputError("The page could not be read; the log of the desk says why")]
    desk.reads.submit(_read, desk, job, upload, found)


def _read(desk: Desk, job: Job, upload: Upload, found: Iterable[Taken | InputError]) -> None:
    """Read everything into the store; one bad report stops nothing."""
    from readout.reader import weights_name

    def bad(error: ReadoutError) -> None:
        if not isinstance(error, InputError | UsageError):
            _log.error("an upload could not be read: %s", error)
            error = InputError("A report could not be read", remedy="The log of the desk says why")
        job.trouble.append(f"{error.message}. {error.remedy}".strip())

    def keep(records: Iterator[Record]) -> None:
        for record in records:
            for _ in desk.store.add([record], weights=weights_name()):
                job.read.append((record.report.id, record.report.title or record.report.id))

    try:
        with tempfile.TemporaryDirectory(prefix="readout-") as folder:
            every = _every(upload, found, Path(folder))
            desk.read(lambda reader: keep(reader.read_many(islice(every, READ), on_error=bad)))
            if next(every, None) is not None:
                bad(InputError(f"More than {READ:,} reports: the rest was left", remedy="Use `readout add`"))
    except ReadoutError as error:
        bad(error)
    except Exception:
        _log.exception("an upload broke")
        job.trouble.append("Reading broke; the log of the desk says why")
    finally:
        job.done = True


def _every(upload: Upload, found: Iterable[Taken | InputError], folder: Path) -> Iterator[Taken | InputError]:
    yield from found
    try:
        if upload.text:
            yield report_from_text(upload.text, published=upload.published, title=upload.title)
    except (InputError, UsageError) as error:
        yield _as_input(error)
    for number, (given, content) in enumerate(upload.files):
        stem, ending = re.sub(r"[^\w.-]", "_", Path(given).stem)[:80], Path(given).suffix.lower()
        if ending not in _ENDINGS:
            yield InputError(f"{given[:80]} is no file that can be read here", remedy=f"Give {', '.join(_ENDINGS)}")
            continue
        path = folder / str(number) / f"{stem or 'report'}{ending}"
        path.parent.mkdir()
        path.write_bytes(content)
        try:
            yield from reports(path, published=upload.published)
        except (InputError, UsageError) as error:
            yield _as_input(error)


def _as_input(error: InputError | UsageError) -> InputError:
    return error if isinstance(error, InputError) else InputError(error.message, remedy=error.remedy)
