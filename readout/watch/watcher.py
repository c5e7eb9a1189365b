"""The loop of a watch: one request at a time, whichever is due first and whose host may be asked."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from readout.errors import FetchError, InputError, InternalError, StoreError
from readout.intake import Taken, reports_of_page
from readout.intake.fetch import Fetched, fetch
from readout.watch import feeds
from readout.watch.metrics import Metrics
from readout.watch.pace import ROBOTS_S, UNSURE_S, Pace, Robots, back_off
from readout.watch.sink import Sink
from readout.watch.state import Feed, Item, State, host_of

if TYPE_CHECKING:
    from readout.record import Record

TRIES = 5
"""Times that an item is tried before it is given up."""
_LASTING = frozenset({400, 401, 402, 403, 404, 405, 406, 410, 414, 451})
"""Statuses at which an item is given up at once."""
_IDLE_S = 5.0


@dataclass(frozen=True)
class Settings:
    """`interval` seconds between two turns of a feed, `pace` between two requests to a host, `deadline` for a page;
    `once` ends when every feed had a turn and nothing is due; `private` allows addresses that are not public."""

    interval: float = 900.0
    pace: float = 5.0
    deadline: float = 60.0
    once: bool = False
    private: bool = False


class Clock(Protocol):
    """The time, and waiting."""

    @property
    def stopped(self) -> bool:
        """Whether the watch was asked to end."""

    def now(self) -> float:
        """Seconds since 1970."""

    def wait(self, seconds: float) -> None:
        """Wait, or less if asked to stop."""


@dataclass
class Watcher:
    """Watches `urls`: `read` makes the record of a report, `sink` keeps it, `log` hears of everything."""

    urls: Sequence[str]
    state: State
    sink: Sink
    read: Callable[[Taken], Record]
    clock: Clock
    settings: Settings = field(default_factory=Settings)
    metrics: Metrics = field(default_factory=Metrics)
    log: Callable[..., None] = lambda event, **told: None
    get: Callable[..., Fetched] = fetch

    def __post_init__(self) -> None:
        feeds.parser()
        self._pace, self._robots = Pace(self.settings.pace), Robots()
        self._polled: set[str] = set()

    def run(self) -> None:
        """Watch until the clock is stopped, or with `once` until nothing is due. The item in hand is finished.

        Raises `StoreError` where records or state cannot be written: nothing is lost, the next run goes on.
        """
        while not self.clock.stopped:
            self.metrics.turned = time.monotonic()
            try:
                wait = self._turn()
            except sqlite3.Error as error:
                raise StoreError(
                    f"the state of the watch cannot be written ({error})", remedy="Make room, or check --state"
                ) from error
            if wait is None:
                return
            if wait > 0:
                self.clock.wait(min(wait, _IDLE_S))

    def _turn(self) -> float | None:
        """Do what is due first; the seconds until something is due, `None` where `once` is at its end."""
        now, times = self.clock.now(), []
        for feed in self.state.feeds(self.urls):
            if self.settings.once and feed.url in self._polled:
                continue
            due = 0.0 if self.settings.once else self._due(feed.due, now)
            times.append(max(due, self._pace.ready(host_of(feed.url))))
            if times[-1] <= now:
                self._ask(feed.url, lambda feed=feed: self._poll(feed))  # type: ignore[misc]
                return 0.0
        waiting = self.state.waiting()
        self.metrics.waiting = self.state.count("new") if waiting else 0
        for item in waiting:
            due = self._due(item.due, now)
            if self.settings.once and due > now:
                continue
            times.append(max(due, self._pace.ready(host_of(item.url))))
            if times[-1] <= now:
                self._ask(item.url, lambda item=item: self._item(item))  # type: ignore[misc]
                return 0.0
        if not times:
            return None if self.settings.once else self.settings.interval
        return max(0.01, min(times) - now)

    def _due(self, due: float, now: float) -> float:
        """`due`, or now where it lies so far ahead that the clock must have been set back."""
        return due if due - now <= max(ROBOTS_S, self.settings.interval) else now

    def _ask(self, url: str, request: Callable[[], None]) -> None:
        """Make a request to the host of `url`, or first ask for its robots.txt; then leave the host alone a while."""
        host = host_of(url)
        try:
            if self._robots.known(host, self.clock.now()):
                request()
            else:
                self._learn(url, host)
        finally:
            self._pace.asked(host, self.clock.now(), self._robots.delay(host))

    def _fetch(self, url: str, **headers: str) -> Fetched:
        got = self.get(url, headers=headers, public=not self.settings.private, deadline=self.settings.deadline)
        self.metrics.add("bytes_fetched", len(got.data))
        if (final := host_of(got.url)) != host_of(url):
            self._pace.asked(final, self.clock.now(), self._robots.delay(final))
        return got

    def _learn(self, url: str, host: str) -> None:
        place = f"{urlsplit(url).scheme}://{host}/robots.txt"
        try:
            got = self._fetch(place)
            self._robots.learn(host, self.clock.now(), got.data[:500_000].decode("utf-8", "replace"))
        except InputError as error:
            status = getattr(error, "status", None)
            absent = status is not None and 400 <= status < 500 and status != 429
            self._robots.learn(host, self.clock.now(), None, unsure=not absent)
            if not absent:
                self.log("robots", host=host, error=str(error))

    def _poll(self, feed: Feed) -> None:
        self._polled.add(feed.url)
        now = self.clock.now()
        if not self._robots.allows(host_of(feed.url), feed.url):
            self._feed_failed(feed, "robots.txt does not allow it, or could not be had", None)
            return
        headers = {"If-None-Match": feed.etag, "If-Modified-Since": feed.modified}
        try:
            got = self._fetch(feed.url, **{k: v for k, v in headers.items() if v})
            found = [] if got.status == 304 else feeds.entries(got.data, got.url)
        except InputError as error:
            self._feed_failed(feed, str(error), error)
            return
        self.metrics.add("feeds_polled")
        if got.status == 304:
            self.metrics.add("feeds_unchanged")
            got = Fetched(b"", got.url, "", None, 304, feed.etag, feed.modified)
        new = self.state.polled(feed, found, got.etag, got.modified, now + self.settings.interval)
        self.metrics.add("items_new", new)
        self.log("feed", url=feed.url, status=got.status, items=len(found), new=new)

    def _feed_failed(self, feed: Feed, told: str, error: InputError | None) -> None:
        gone = getattr(error, "status", None) == 410
        wait = back_off(feed.failures, self.settings.interval, ROBOTS_S)
        asked = min(ROBOTS_S, getattr(error, "wait", None) or 0.0)
        self.state.unanswered(feed, self.clock.now() + max(wait, asked), gone=gone)
        self.metrics.add("feeds_failed")
        self.log("feed failed", url=feed.url, error=told, gone=gone, again_in_s=None if gone else round(wait))

    def _item(self, item: Item) -> None:
        host = host_of(item.url)
        if not self._robots.allows(host, item.url):
            if self._robots.unsure(host):
                self._later(item, "its robots.txt could not be had", UNSURE_S)
            else:
                self._give_up(item, "robots.txt does not allow it")
            return
        try:
            found = reports_of_page(self._fetch(item.url), title=item.title, published=item.published)
        except FetchError as error:
            if error.status in _LASTING:
                self._give_up(item, str(error))
            else:
                self._later(item, str(error), error.wait or 0.0)
            return
        except InputError as error:
            self._give_up(item, str(error))
            return
        self._keep(item, found)

    def _keep(self, item: Item, found: Sequence[Taken | InputError]) -> None:
        output, read, trouble = None, 0, ""
        for one in found:
            try:
                if isinstance(one, InputError):
                    raise one
                record = self.read(one)
            except (InputError, InternalError) as error:
                trouble = str(error)
                continue
            output, read = self.sink.keep(record) or output, read + 1
        if not read:
            self._give_up(item, trouble or "there is no report on the page")
            return
        self.state.finish(item, "done", output=output)
        self.metrics.add("items_read")
        self.log("item", url=item.url, records=read)

    def _give_up(self, item: Item, told: str) -> None:
        self.state.finish(item, "failed", told)
        self.metrics.add("items_failed")
        self.log("item failed", url=item.url, error=told)

    def _later(self, item: Item, told: str, least: float) -> None:
        if item.tries + 1 >= TRIES:
            self._give_up(item, told)
            return
        wait = max(min(least, ROBOTS_S), back_off(item.tries, 60.0, 6 * 3600.0))
        self.state.later(item, self.clock.now() + wait, told)
        self.metrics.add("items_retried")
        self.log("item put off", url=item.url, error=told, again_in_s=round(wait))
