"""The application: one store, its pages, their JSON twins, and what guards them."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from http import HTTPStatus
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.staticfiles import StaticFiles

from readout import __version__
from readout.errors import ReadoutError, UsageError
from readout.store import Store
from readout.web import adding, api, brief, feeds, lists, login, report, reviewing, situation
from readout.web.desk import Desk
from readout.web.security import Gate, Guard, TooMuchError, TooSlowError

if TYPE_CHECKING:
    from readout.web.assistant import Endpoint

_log = logging.getLogger(__name__)
_PROBLEMS: dict[int | str, dict[str, Any]] = {status: {"model": api.Problem} for status in ("4XX", "5XX")}


def create_app(store_url: str | Path, *, token: str | None = None, threads: int | None = None) -> FastAPI:
    """The desk over a store: a file, or a `postgresql://` URL.

    Without a `token` it answers only requests to a name of this machine. `threads` are those of the reader, for texts
    that are added. Raises `StoreError` where the store cannot be opened.
    """
    guard = Guard(token)
    desk = Desk(Store(store_url), guard, threads=threads)
    assistant = _assistant(desk)

    @asynccontextmanager
    async def running(_: FastAPI) -> AsyncIterator[None]:
        desk.open()
        desk.reads.submit(_warm, desk)
        async with assistant.running() if assistant else nullcontext():
            yield
        desk.close()

    app = FastAPI(
        title="Readout", version=__version__, docs_url=None, redoc_url=None, openapi_url="/api/openapi.json",
        lifespan=running, description="The diplomatic record of a store: each item with the words behind it.",
    )  # fmt: skip
    app.state.desk = desk
    if assistant:
        app.router.routes.append(Route("/mcp", assistant, methods=["POST"], include_in_schema=False))
    for module in (api, feeds, adding, brief, situation, login, report, reviewing, lists):  # lists takes what is left
        app.include_router(module.router, responses=_PROBLEMS)
    app.mount("/static", StaticFiles(packages=[("readout.web", "static")]), name="static")
    app.add_exception_handler(HTTPException, _told)
    app.add_exception_handler(RequestValidationError, _misused)
    app.add_exception_handler(ReadoutError, _failed)
    app.add_exception_handler(TooMuchError, _too_much)
    app.add_exception_handler(TooSlowError, _too_slow)
    app.add_middleware(_Quiet)
    app.add_middleware(Gate, guard=guard)
    return app


def _assistant(desk: Desk) -> Endpoint | None:
    """The endpoint for assistants, where their protocol is installed."""
    if find_spec("mcp") is None:
        return None
    from readout.web.assistant import Endpoint

    return Endpoint(desk)


def _warm(desk: Desk) -> None:
    """Make the brief of the newest day before it is asked for."""
    try:
        brief.made(desk, "", 1)
    except Exception:
        _log.exception("the brief of the newest day could not be made")


def _answer(request: Request, status: int, detail: str, headers: Any = None) -> Response:
    """An error as the caller reads it: a page for a browser, JSON for a program."""
    if request.url.path.startswith("/api/") or "text/html" not in request.headers.get("accept", ""):
        return JSONResponse({"detail": detail}, status, headers=headers)
    desk: Desk = request.app.state.desk
    values = {"status": status, "phrase": HTTPStatus(status).phrase, "detail": detail}
    return desk.page(request, "error.html", values, status)


def _told(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return _answer(request, error.status_code, str(error.detail), error.headers)


def _misused(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    return _answer(request, 422, f"{first['loc'][-1]}: {first['msg']}")


def _failed(request: Request, error: Exception) -> Response:
    assert isinstance(error, ReadoutError)
    if isinstance(error, UsageError):
        return _answer(request, 422, f"{error.message}. {error.remedy}".strip())
    _log.error("%s %s: %s", request.method, request.url.path, error)
    return _answer(request, 500, "The store could not answer; the log of the desk says why")


def _too_much(request: Request, error: Exception) -> Response:
    return _answer(request, 413, "The request holds too much")


def _too_slow(request: Request, error: Exception) -> Response:
    return _answer(request, 408, "The request came too slowly", {"connection": "close"})


class _Quiet:
    """What breaks is told to the log; the caller learns that it did, and nothing of how."""

    def __init__(self, app: Any) -> None:
        self._app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """One request."""
        begun = False

        async def sent(message: Any) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, sent)
        except Exception:
            _log.exception("%s %s broke", scope.get("method"), scope.get("path"))
            if begun or scope["type"] != "http":
                raise
            await JSONResponse({"detail": "Something broke; the log of the desk says what"}, 500)(scope, receive, send)
