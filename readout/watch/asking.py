"""Polite requests: robots.txt first, redirects one at a time, each host at its pace, and a few hosts at once.

Each request has a thread of its own, which fetches and does nothing else: a slow server holds up none but itself.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from math import inf
from typing import Protocol
from urllib.parse import urlsplit

from readout.errors import FetchError, InputError
from readout.intake.fetch import REDIRECTS, Fetched
from readout.watch.pace import Pace, Robots
from readout.watch.state import host_of


@dataclass(frozen=True)
class Forbidden:
    """What robots.txt does not allow; `unsure` where it could not be had, which forbids all for a while."""

    unsure: bool


Result = Fetched | InputError | Forbidden
Then = Callable[[Result], None]


class Now(Protocol):
    """Tells the time."""

    def now(self) -> float:
        """Seconds since 1970."""


class Asker:
    """Makes at most `connections` requests at once, one to a host. `get` fetches one address, without redirects.

    All but `get` is called by the one thread that owns the asker, which takes in answers with `take`.
    """

    def __init__(
        self, get: Callable[[str, Mapping[str, str]], Fetched], clock: Now, pace: Pace, connections: int,
        log: Callable[..., None],
    ) -> None:  # fmt: skip
        self._get, self._clock, self._pace, self._most, self._log = get, clock, pace, connections, log
        self._robots = Robots()
        self._led: dict[str, tuple[str, int]] = {}  # an address: where redirects have led so far, and how many
        self._busy: dict[str, str] = {}  # an address that is wanted: the host that is being asked for it
        self._answers: queue.SimpleQueue[tuple[str, Fetched | InputError, Then]] = queue.SimpleQueue()

    @property
    def full(self) -> bool:
        """Whether no more requests can be begun."""
        return len(self._busy) >= self._most

    @property
    def idle(self) -> bool:
        """Whether no request is under way."""
        return not self._busy

    def ready(self, url: str, due: float) -> float:
        """From when on, but not before `due`, the next request for `url` may be made; `inf` while one is under way."""
        at = self._at(url)
        host = host_of(at if self._known(at) else self._at(_robots_txt(at)))
        if url in self._busy or host in self._busy.values():
            return inf
        return max(due, self._pace.ready(host, self._clock.now()))

    def ask(self, url: str, headers: Mapping[str, str], then: Then) -> None:
        """Make the next request for `url`: for the robots.txt of its host, or for where redirects have led, or itself.

        `then` hears what came of it in a later `take`, if it was the last that was needed; at once if it is forbidden.
        """
        at = self._at(url)
        if not self._known(at):
            self._begin(_robots_txt(at), {}, partial(self._learn, host_of(at)))
        elif not self._robots.allows(host_of(at), at):
            self._led.pop(url, None)
            then(Forbidden(self._robots.unsure(host_of(at))))
        else:
            self._begin(url, headers, then)

    def take(self, wait: float) -> None:
        """Wait at most so many seconds for an answer, and hand it on."""
        try:
            url, got, then = self._answers.get(timeout=wait)
        except queue.Empty:
            return
        host = self._busy.pop(url)
        _, hops = self._led.pop(url, (url, 0))
        if isinstance(got, InputError) or got.moved is None:
            then(got)
        elif hops == REDIRECTS:
            then(FetchError(f"more than {REDIRECTS} redirects", remedy="Give the final address", source=url))
        else:
            self._led[url] = (got.moved, hops + 1)
        self._pace.asked(host, self._clock.now(), self._robots.delay(host))  # now that its robots.txt may be known

    def _at(self, url: str) -> str:
        """Where redirects from `url` have led so far."""
        return self._led.get(url, (url, 0))[0]

    def _known(self, at: str) -> bool:
        return self._robots.known(host_of(at), self._clock.now())

    def _begin(self, url: str, headers: Mapping[str, str], then: Then) -> None:
        at = self._at(url)

        def run() -> None:
            got: Fetched | InputError
            try:
                got = self._get(at, headers)
            except InputError as error:
                got = error
            except Exception as error:  # what a hostile server does to its client costs its item, not the watch
                got = FetchError(f"it could not be fetched ({type(error).__name__}: {error})", source=at)
            self._answers.put((url, got, then))

        self._busy[url] = host_of(at)
        threading.Thread(target=run, name=f"asks {host_of(at)}", daemon=True).start()

    def _learn(self, host: str, got: Result) -> None:
        """Take in the robots.txt of `host` (RFC 9309): none allows all, one that cannot be had forbids all."""
        now = self._clock.now()
        if isinstance(got, Fetched):
            self._robots.learn(host, now, got.data[:500_000].decode("utf-8", "replace"))
            return
        status = getattr(got, "status", None)
        absent = status is not None and 400 <= status < 500 and status != 429
        self._robots.learn(host, now, None, unsure=not absent)
        if not absent:
            self._log("robots", host=host, error=str(got))


def _robots_txt(url: str) -> str:
    return f"{urlsplit(url).scheme}://{host_of(url)}/robots.txt"
