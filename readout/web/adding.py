"""Adding reports: a pasted text or files, read in a thread of its own while the page says how far it is."""

from __future__ import annotations

import logging
import re
import secrets
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from readout.errors import InputError, ReadoutError, UsageError
from readout.intake import Taken, report_from_text, reports
from readout.record import Record
from readout.web.desk import Desk, DeskOf, check_form

router = APIRouter(include_in_schema=False)
_log = logging.getLogger(__name__)
FILES = 20
"""Files of one upload at most."""
TEXT = 1_000_000
"""Characters of a pasted text at most."""
JOBS = 50
"""Uploads that are remembered, and so many at most may wait."""
_ENDINGS = (".txt", ".html", ".htm", ".md", ".jsonl", ".json")


@dataclass
class Job:
    """One upload: how many reports were read, which are in the store now, what went wrong."""

    names: list[str]
    done: bool = False
    read: list[tuple[str, str]] = field(default_factory=list)
    """(report id, title)."""
    trouble: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Upload:
    """What the form holds."""

    fields: dict[str, str]
    files: list[tuple[str, bytes]]


async def _upload(request: Request, desk: DeskOf) -> Upload:
    async with request.form(max_files=FILES, max_fields=10, max_part_size=4 * TEXT) as form:
        check_form(desk, request, form.get("csrf"))
        fields = {k: v for k, v in form.items() if isinstance(v, str)}
        given = [f for f in form.getlist("files") if isinstance(f, UploadFile) and f.filename]
        files = [(f.filename or "", await f.read()) for f in given]
    return Upload(fields, files)


@router.get("/add")
def form(request: Request, desk: DeskOf) -> Response:
    """The form."""
    return desk.page(request, "add.html", {"endings": ",".join(_ENDINGS), "files": FILES})


@router.post("/add")
def add(desk: DeskOf, upload: Annotated[Upload, Depends(_upload)]) -> Response:
    """Take an upload, and go to the page that says how it fares."""
    text, published = upload.fields.get("text", ""), upload.fields.get("published", "").strip() or None
    title = upload.fields.get("title", "").strip()[:300] or None
    if len(text) > TEXT:
        raise HTTPException(413, f"A pasted text may hold {TEXT:,} characters at most; upload it as a file")
    if not text.strip() and not upload.files:
        raise HTTPException(422, "Paste a text or choose a file")
    if sum(not job.done for job in desk.jobs.values()) >= JOBS:
        raise HTTPException(503, "Too much waits to be read; try again in a while")
    found: list[Taken | InputError] = []
    if text.strip():
        try:
            found.append(report_from_text(text, published=published, title=title))
        except InputError as error:
            found.append(error)
    name = secrets.token_urlsafe(12)
    job = Job([n for n, _ in upload.files] + (["the pasted text"] if text.strip() else []))
    desk.jobs[name] = job
    while len(desk.jobs) > JOBS:
        desk.jobs.popitem(last=False)
    desk.reads.submit(_read, desk, job, found, upload.files, published)
    return RedirectResponse(f"/add/{name}", 303)


@router.get("/add/{name}")
def progress(request: Request, desk: DeskOf, name: str) -> Response:
    """How an upload fares; the page asks again until it is done."""
    job = desk.jobs.get(name)
    if job is None:
        raise HTTPException(404, "There is no such upload; the desk may have been started anew")
    if job.done and len(job.read) == 1 and not job.trouble:
        return RedirectResponse(f"/reports/{job.read[0][0]}", 303)
    return desk.page(request, "adding.html", {"job": job})


def _read(
    desk: Desk, job: Job, found: list[Taken | InputError], files: list[tuple[str, bytes]], published: str | None
) -> None:
    """Read everything into the store; one bad report stops nothing."""
    from readout.reader import weights_name

    def bad(error: ReadoutError) -> None:
        job.trouble.append(f"{error.message}. {error.remedy}".strip())

    def keep(records: Iterator[Record]) -> None:
        for record in records:
            for _ in desk.store.add([record], weights=weights_name()):
                job.read.append((record.report.id, record.report.title or record.report.id))

    try:
        with tempfile.TemporaryDirectory(prefix="readout-") as folder:
            every = _every(found, files, Path(folder), published)
            desk.read(lambda reader: keep(reader.read_many(every, on_error=bad)))
    except ReadoutError as error:
        bad(error)
    except Exception:
        _log.exception("an upload broke")
        job.trouble.append("Reading broke; the log of the desk says why")
    finally:
        job.done = True


def _every(
    found: list[Taken | InputError], files: list[tuple[str, bytes]], folder: Path, published: str | None
) -> Iterator[Taken | InputError]:
    yield from found
    for number, (given, content) in enumerate(files):
        stem, ending = re.sub(r"[^\w.-]", "_", Path(given).stem)[:80], Path(given).suffix.lower()
        if ending not in _ENDINGS:
            yield InputError(f"{given[:80]} is no file that can be read here", remedy=f"Give {', '.join(_ENDINGS)}")
            continue
        path = folder / str(number) / f"{stem or 'report'}{ending}"
        path.parent.mkdir()
        path.write_bytes(content)
        try:
            yield from reports(path, published=published)
        except (InputError, UsageError) as error:
            yield error if isinstance(error, InputError) else InputError(error.message, remedy=error.remedy)
