"""What the views share: the store, the guard, the templates, and the answers that were worked out last."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Annotated, Any, TypeVar
from urllib.parse import unquote

from fastapi import Depends, Request
from fastapi.templating import Jinja2Templates
from jinja2 import Environment, PackageLoader, select_autoescape
from starlette.exceptions import HTTPException
from starlette.responses import Response

from readout import __version__
from readout.record import Record
from readout.store import Store
from readout.web import words
from readout.web.security import BROWSER, Guard, browser

if TYPE_CHECKING:
    from readout.reader import Reader

NAME = "readout_name"
_T = TypeVar("_T")


class Desk:
    """One running desk over one store."""

    def __init__(self, store: Store, guard: Guard, *, threads: int | None = None) -> None:
        self.store, self.guard = store, guard
        self._threads, self._reader = threads, None
        self.open()
        self.jobs: OrderedDict[str, Any] = OrderedDict()
        self._reading = threading.Lock()
        self.templates = Jinja2Templates(env=_environment())

    def open(self) -> None:
        """Have threads to read and to fetch in; a desk that was closed opens again."""
        self.reads = ThreadPoolExecutor(max_workers=1, thread_name_prefix="reading")
        self.fetches = ThreadPoolExecutor(max_workers=4, thread_name_prefix="fetching")

    def close(self) -> None:
        """Stop reading, and give the store's connections back."""
        for pool in (self.fetches, self.reads):  # what was fetched is handed on to be read
            pool.shutdown(wait=True, cancel_futures=True)
        self.store.close()

    def made(self, key: Hashable, make: Callable[[], _T]) -> _T:
        """What `make` gives for a key, which names all that it depends on; the last few are kept."""
        return self.store.made(("desk", key), make)

    def read(self, work: Callable[[Reader], _T]) -> _T:
        """What `work` makes of the reader, which is loaded once; readers take turns."""
        from readout.reader import Reader

        with self._reading:
            if self._reader is None:
                self._reader = Reader(threads=self._threads)  # type: ignore[assignment]
            return work(self._reader)  # type: ignore[arg-type]

    def record(self, report_id: str) -> Record:
        """The record of a report as it was read; answers 404 where there is none."""
        found = self.store.record(report_id)
        if found is None:
            raise HTTPException(404, "There is no such report in this store")
        return found

    def left(self, report_ids: Iterable[str]) -> list[Record]:
        """The records of reports as their reviewers left them, in that order."""
        return [one.record for one in self.store.left(self.store.current(report_ids))]

    def page(self, request: Request, name: str, values: dict[str, Any], status: int = 200) -> Response:
        """A page of a template."""
        known = {
            "csrf": self.guard.form_token(request),
            "who": unquote(request.cookies.get(NAME, "")),
            "locked": self.guard.token is not None,
            "version": __version__,
        }
        answer = self.templates.TemplateResponse(request, name, known | values, status_code=status)
        if BROWSER not in request.cookies:
            answer.set_cookie(BROWSER, browser(request), httponly=True, samesite="strict", max_age=30 * 86400)
        return answer


def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("readout.web"), autoescape=select_autoescape(default=True), trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    made.filters |= words.FILTERS
    return made


def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


DeskOf = Annotated[Desk, Depends(_desk)]


async def _form(request: Request, desk: DeskOf) -> dict[str, str]:
    """The fields of a form. Answers 403 where no page of this desk sent it."""
    async with request.form(max_files=0, max_fields=40) as sent:
        form = {k: v for k, v in sent.items() if isinstance(v, str)}
    check_form(desk, request, form.get("csrf"))
    return form


def check_form(desk: Desk, request: Request, token: object) -> None:
    """Answers 403 where no page of this desk sent the form to this browser."""
    if not desk.guard.is_own_form(request, token):
        raise HTTPException(403, "This form is not one of this desk, or it is too old: load the page again")


FormOf = Annotated[dict[str, str], Depends(_form)]
