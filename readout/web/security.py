"""What stands between the desk and a hostile page: hosts, tokens, forgery of requests, sizes, headers."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import ipaddress
import secrets
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

BODY = 12_000_000
"""Bytes of a request at most: an upload of a long report and its form."""
TOKEN_LENGTH = 16
"""Characters of a token at least."""
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
    """The secrets of one running desk. Without a `token` only this machine may ask."""

    def __init__(self, token: str | None) -> None:
        self.token = token
        self._secret = secrets.token_bytes(32)

    def knows(self, request: Request) -> bool:
        """Whether the request may be answered: the token in a header, or the session that it opened."""
        if self.token is None:
            return True
        kind, _, value = request.headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer":
            return self.is_token(value.strip())
        if kind.lower() == "basic":  # readers of feeds and calendars know nothing else
            try:
                decoded = base64.b64decode(value, validate=True).decode("utf-8", "replace")
            except (binascii.Error, ValueError):
                return False
            return self.is_token(decoded.partition(":")[2])
        return _same(request.cookies.get(SESSION, ""), self.session())

    def is_token(self, given: str) -> bool:
        """Whether `given` is the token, compared in constant time."""
        return self.token is not None and _same(given, self.token)

    def session(self) -> str:
        """What a browser keeps once it has shown the token."""
        return self._sign("session")

    def form_token(self, request: Request) -> str:
        """What a form of this browser must carry, so that no other site's page can send it."""
        return self._sign("form:" + browser(request))

    def is_own_form(self, request: Request, given: object) -> bool:
        """Whether a form was sent by a page of this desk to this browser."""
        site = request.headers.get("sec-fetch-site", "same-origin")
        origin = request.headers.get("origin")
        if site not in ("same-origin", "none") or (origin and urlsplit(origin).netloc != request.headers.get("host")):
            return False
        return bool(request.cookies.get(BROWSER)) and _same(str(given or ""), self.form_token(request))

    def _sign(self, text: str) -> str:
        return hmac.new(self._secret, text.encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def browser(request: Request) -> str:
    """The name of the browser that asks: from its cookie, else a new one for this request and its answer."""
    if BROWSER not in request.cookies and not hasattr(request.state, "browser"):
        request.state.browser = secrets.token_urlsafe(24)
    return request.cookies.get(BROWSER) or str(request.state.browser)


def _same(left: str, right: str) -> bool:
    return hmac.compare_digest(left.encode("utf-8", "replace"), right.encode("utf-8", "replace"))


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
        await self._app(scope, _Limited(receive), sent)

    def _refusal(self, request: Request) -> Response | None:
        if self._guard.token is None and not is_loopback(_host(request.headers)):
            return _refuse(400, "This desk answers only to the name of this machine, such as localhost")
        length = request.headers.get("content-length", "0")
        if not length.isdigit() or int(length) > BODY:
            return _refuse(413, f"A request may hold {BODY // 1_000_000} MB at most")
        path = request.url.path
        if path == "/login" or path.startswith("/static/") or self._guard.knows(request):
            return None
        if "text/html" in request.headers.get("accept", "") and request.method == "GET":
            return RedirectResponse("/login", 303)
        refused = _refuse(401, "This desk wants its token")
        refused.headers["www-authenticate"] = 'Basic realm="Readout"'
        return refused


class TooMuchError(Exception):
    """The body of a request went over the limit while it was read."""


class _Limited:
    """A body that says no length is counted as it comes."""

    def __init__(self, receive: Receive) -> None:
        self._receive, self._got = receive, 0

    async def __call__(self) -> Message:
        message = await self._receive()
        self._got += len(message.get("body", b""))
        if self._got > BODY:
            raise TooMuchError
        return message


def _host(headers: Headers) -> str:
    given = headers.get("host", "")
    return given.partition("]")[0] + "]" if given.startswith("[") else given.rpartition(":")[0] or given


def _refuse(status: int, detail: str) -> Response:
    return JSONResponse({"detail": detail}, status)
