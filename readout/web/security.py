"""What stands between the desk and a hostile page: hosts, tokens, forgery of requests, sizes, headers."""

from __future__ import annotations

import asyncio
import base64
import binascii
import hashlib
import hmac
import ipaddress
import math
import secrets
import threading
import time
from collections import OrderedDict
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from readout.errors import UsageError

BODY = 12_000_000
"""Bytes of a request at most: an upload of a long report and its form."""
BODY_S = 120.0
"""Seconds in which a body must have come."""
LOGIN_BODY = 10_000
"""Bytes of the one form that anyone may send."""
QUERY = 8_000
"""Bytes of a query at most."""
TOKEN_LENGTH = 16
"""Characters of a token at least."""
SESSION_S = 12 * 3600
"""Seconds that a session lasts."""
SESSIONS = 1000
"""Sessions that are open at once; the oldest gives way."""
TRIES, TRIES_S = 20, 60.0
"""So many wrong tokens from one address within so many seconds, and it is not heard for as long."""
SESSION = "readout_session"
BROWSER = "readout_browser"
HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


def is_loopback(host: str) -> bool:
    """Whether a host name or address means this machine alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


class Guard:
    """The secrets of one running desk. Without a `token` only this machine may ask.

    Raises `UsageError` for a token that is too short.
    """

    def __init__(self, token: str | None) -> None:
        if token is not None and len(token) < TOKEN_LENGTH:
            raise UsageError(f"the token is shorter than {TOKEN_LENGTH} characters", remedy="Give a longer --token")
        self.token = token
        self._secret = secrets.token_bytes(32)
        self._sessions: OrderedDict[str, float] = OrderedDict()
        self._wrong: OrderedDict[str, list[float]] = OrderedDict()
        self._lock = threading.Lock()

    def knows(self, request: Request) -> bool:
        """Whether the request may be answered: the token in a header, or the session that it opened."""
        if self.token is None:
            return True
        kind, _, value = request.headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer":
            return self.is_token(value.strip(), request)
        if kind.lower() == "basic":  # readers of feeds and calendars know nothing else
            try:
                decoded = base64.b64decode(value, validate=True).decode("utf-8", "replace")
            except (binascii.Error, ValueError):
                return False
            return self.is_token(decoded.partition(":")[2], request)
        with self._lock:
            return self._sessions.get(_digest(request.cookies.get(SESSION, "")), 0) > time.monotonic()

    def is_token(self, given: str, request: Request) -> bool:
        """Whether `given` is the token, compared in constant time; a wrong one is counted against who asks."""
        right = self.token is not None and _same(given, self.token)
        if not right:
            with self._lock:
                self._wrong.setdefault(_peer(request), []).append(time.monotonic())
                while len(self._wrong) > SESSIONS:
                    self._wrong.popitem(last=False)
        return right

    def is_guessing(self, request: Request) -> bool:
        """Whether who asks gave too many wrong tokens a moment ago."""
        with self._lock:
            tries = self._wrong.get(_peer(request), [])
            tries[:] = [at for at in tries[-TRIES:] if at > time.monotonic() - TRIES_S]
            return len(tries) >= TRIES

    def open_session(self) -> str:
        """What a browser keeps once it has shown the token; good for `SESSION_S` seconds."""
        made = secrets.token_urlsafe(32)
        with self._lock:
            self._sessions[_digest(made)] = time.monotonic() + SESSION_S
            while len(self._sessions) > SESSIONS:
                self._sessions.popitem(last=False)
        return made

    def close_session(self, request: Request) -> None:
        """End the session of a browser: a copy of its cookie opens nothing any more."""
        with self._lock:
            self._sessions.pop(_digest(request.cookies.get(SESSION, "")), None)

    def form_token(self, request: Request) -> str:
        """What a form of this browser must carry, so that no other site's page can send it."""
        return self._sign("form:" + browser(request))

    def is_own_form(self, request: Request, given: object) -> bool:
        """Whether a form was sent by a page of this desk to this browser."""
        if is_from_elsewhere(request):
            return False
        return bool(request.cookies.get(BROWSER)) and _same(str(given or ""), self.form_token(request))

    def _sign(self, text: str) -> str:
        return hmac.new(self._secret, text.encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def is_from_elsewhere(request: Request) -> bool:
    """Whether a page of another site made a browser send the request. Programs send neither header."""
    site = request.headers.get("sec-fetch-site", "same-origin")
    origin = request.headers.get("origin")
    if site not in ("same-origin", "none"):
        return True
    try:
        return bool(origin) and urlsplit(origin).netloc != request.headers.get("host")
    except ValueError:
        return True


def browser(request: Request) -> str:
    """The name of the browser that asks: from its cookie, else a new one for this request and its answer."""
    if BROWSER not in request.cookies and not hasattr(request.state, "browser"):
        request.state.browser = secrets.token_urlsafe(24)
    return request.cookies.get(BROWSER) or str(request.state.browser)


def _same(left: str, right: str) -> bool:
    return hmac.compare_digest(left.encode("utf-8", "replace"), right.encode("utf-8", "replace"))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def _peer(request: Request) -> str:
    return request.client.host if request.client else ""


class Gate:
    """Lets in only requests to a host that is ours, from who may ask, of a size that is borne; adds the headers."""

    def __init__(self, app: ASGIApp, guard: Guard) -> None:
        self._app, self._guard = app, guard

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                if not scope["path"].startswith("/static/"):
                    headers["cache-control"] = "no-store"
            await send(message)

        refused = self._refusal(Request(scope))
        if refused is not None:
            await refused(scope, receive, sent)
            return
        await self._app(scope, _Limited(receive, _most(scope["path"])), sent)

    def _refusal(self, request: Request) -> Response | None:
        odd = _odd(request)
        if odd is not None:
            return odd
        if self._guard.token is None:
            return _not_here(request)
        shows = "authorization" in request.headers or (request.url.path, request.method) == ("/login", "POST")
        if shows and self._guard.is_guessing(request):
            refused = _refuse(429, "Too many wrong tokens came from here; wait a minute")
            refused.headers["retry-after"] = str(math.ceil(TRIES_S))
            return refused
        path = request.url.path
        if path == "/login" or path.startswith("/static/") or self._guard.knows(request):
            return None
        if "text/html" in request.headers.get("accept", "") and request.method == "GET":
            return RedirectResponse("/login", 303)
        refused = _refuse(401, "This desk wants its token")
        refused.headers["www-authenticate"] = 'Basic realm="Readout"'
        return refused


def _odd(request: Request) -> Response | None:
    """The refusal of a request that no honest client sends."""
    length = request.headers.get("content-length", "0")
    if not (length.isascii() and length.isdigit()) or int(length[:20]) > _most(request.url.path):
        return _refuse(413, f"A request may hold {_most(request.url.path):,} bytes at most")
    if len(request.scope["query_string"]) > QUERY:
        return _refuse(414, f"A query may hold {QUERY:,} bytes at most")
    if (
        "\0" in request.scope["path"]
        or b"\0" in request.scope["query_string"]
        or b"%00" in request.scope["query_string"]
    ):
        return _refuse(400, "An address holds no NUL")
    if request.method not in ("GET", "HEAD", "OPTIONS") and is_from_elsewhere(request):
        return _refuse(403, "A page of another site sent this: load the page again")
    return None


def _not_here(request: Request) -> Response | None:
    """The refusal of a request to a desk without a token that does not come from, or ask, this machine.

    The name that is asked keeps out pages of other sites whose name leads here (DNS rebinding); the address of who asks
    keeps out other machines where the desk was made to listen to them without the command.
    """
    if not is_loopback(_host(request.headers)):
        return _refuse(400, "This desk answers only to the name of this machine, such as localhost")
    try:
        far = not ipaddress.ip_address(_peer(request).partition("%")[0]).is_loopback
    except ValueError:  # a socket of this machine's files
        far = False
    return _refuse(403, "This desk has no token, and answers only to this machine") if far else None


def _most(path: str) -> int:
    return LOGIN_BODY if path == "/login" else BODY


class TooMuchError(Exception):
    """The body of a request went over the limit while it was read."""


class TooSlowError(Exception):
    """The body of a request did not come within `BODY_S` seconds."""


class _Limited:
    """A body is counted as it comes, whatever length it said that it has, and must come in time."""

    def __init__(self, receive: Receive, most: int) -> None:
        self._receive, self._most, self._got = receive, most, 0
        self._until: float | None = None
        self._whole = False

    async def __call__(self) -> Message:
        if self._whole:  # what is waited for now is the end of the connection
            return await self._receive()
        if self._until is None:
            self._until = time.monotonic() + BODY_S
        try:
            message = await asyncio.wait_for(self._receive(), self._until - time.monotonic())
        except TimeoutError:
            raise TooSlowError from None
        self._got += len(message.get("body", b""))
        self._whole = not message.get("more_body", False)
        if self._got > self._most:
            raise TooMuchError
        return message


def _host(headers: Headers) -> str:
    given = headers.get("host", "")
    return given.partition("]")[0] + "]" if given.startswith("[") else given.rpartition(":")[0] or given


def _refuse(status: int, detail: str) -> Response:
    return JSONResponse({"detail": detail}, status)
