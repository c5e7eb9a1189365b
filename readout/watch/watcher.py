"""The loop of a watch: whatever is due first and whose host may be asked, a few requests at a time; one reader."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Protocol

from readout.errors import FetchError, InputError, InternalError, StoreError
from readout.intake import Taken, reports_of_page
from readout.intake.fetch import Fetched, fetch
from readout.watch import feeds
from readout.watch.asking import Asker, Forbidden, Result, Then
from readout.watch.listing import Listing, listing
from readout.watch.metrics import Metrics
from readout.watch.pace import ROBOTS_S, UNSURE_S, Pace, back_off
from readout.watch.sink import Sink
from readout.watch.state import Feed, Item, State

if TYPE_CHECKING:
    from readout.record import Record

TRIES = 5
"""Times that an item is tried before it is given up."""
_LASTING = frozenset({400, 401, 402, 403, 404, 405, 406, 410, 414, 451})
"""Statuses at which an item is given up at once."""
_IDLE_S = 60.0
"""Seconds between two turns of the loop with nothing to do, at most."""
_LOOK_S = 0.25
"""Seconds between two looks at what has fallen due while requests are under way."""


@dataclass(frozen=True)
class Settings:
    """`interval` seconds between two turns of a feed, `pace` between two requests to a host, `deadline` for a page;
    `once` ends when every feed had a turn and nothing is due; `private` allows addresses that are not public;
    `connections` is how many requests, each to another host, may be under way."""

    interval: float = 900.0
    pace: float = 5.0
    deadline: float = 60.0
    once: bool = False
    private: bool = False
    connections: int = 8


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
        # a run that goes on does not know whom the last one asked just before it ended
        pace = Pace(self.settings.pace, self.clock.now() if self.state.known() else 0.0)
        self._asker = Asker(self._fetch, self.clock, pace, self.settings.connections, self.log)
        self._done: set[str] = set()

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
        """Begin what is due and take in one answer; the seconds until something is due with nothing under way, `None`
        where `once` is at its end."""
        now = self.clock.now()
        wanted = sorted(self._wanted(now), key=lambda one: one[0])
        for due, url, headers, then in wanted:
            if due > now or self._asker.full:
                break
            if self._asker.ready(url, due) <= now:  # its host may have been asked since
                self._asker.ask(url, headers, then)
        if not self._asker.idle:
            self._asker.take(_LOOK_S)
            return 0.0
        if not wanted:
            return None if self.settings.once else self.settings.interval
        return max(0.01, wanted[0][0] - now)

    def _wanted(self, now: float) -> Iterator[tuple[float, str, Mapping[str, str], Then]]:
        """All that is to be fetched: from when on, what, with which headers, and what to do with the answer."""
        for feed in self.state.feeds(self.urls):
            if self.settings.once and feed.url in self._done:
                continue
            due = 0.0 if self.settings.once else self._due(feed.due, now)
            told = {"If-None-Match": feed.etag, "If-Modified-Since": feed.modified}
            headers = {name: value for name, value in told.items() if value}
            yield self._asker.ready(feed.url, due), feed.url, headers, partial(self._feed, feed)
        waiting = self.state.waiting()
        self.metrics.waiting = self.state.count("new") if waiting else 0
        for item in waiting:
            due = self._due(item.due, now)
            if not self.settings.once or due <= now:
                yield self._asker.ready(item.url, due), item.url, {}, partial(self._item, item)

    def _due(self, due: float, now: float) -> float:
        """`due`, or now where it lies so far ahead that the clock must have been set back."""
        return due if due - now <= max(ROBOTS_S, self.settings.interval) else now

    def _fetch(self, url: str, headers: Mapping[str, str]) -> Fetched:
        private, deadline = self.settings.private, self.settings.deadline
        got = self.get(url, headers=headers, public=not private, deadline=deadline, follow=False)
        self.metrics.add("bytes_fetched", len(got.data))
        return got

    def _feed(self, feed: Feed, got: Result) -> None:
        """Take in the answer of a feed."""
        if isinstance(got, Forbidden):
            self._feed_failed(feed, "robots.txt does not allow it, or could not be had", None)
            return
        now = self.clock.now()
        try:
            if isinstance(got, InputError):
                raise got
            found = Listing() if got.status == 304 else listing(got.data, got.url, now)
        except InputError as error:
            self._feed_failed(feed, str(error), error)
            return
        self._done.add(feed.url)
        self.metrics.add("feeds_polled")
        due, new = now + self.settings.interval, 0
        if got.status == 304:
            self.metrics.add("feeds_unchanged")
            self.state.unchanged(feed, due)
        else:
            new = self.state.polled(feed, found, got.etag, got.modified, due)
        self.metrics.add("items_new", new)
        self.log("feed", url=feed.url, status=got.status, items=len(found.items), parts=len(found.parts), new=new)

    def _feed_failed(self, feed: Feed, told: str, error: InputError | None) -> None:
        self._done.add(feed.url)
        gone = getattr(error, "status", None) == 410
        wait = back_off(feed.failures, self.settings.interval, ROBOTS_S)
        asked = min(ROBOTS_S, getattr(error, "wait", None) or 0.0)
        self.state.unanswered(feed, self.clock.now() + max(wait, asked), gone=gone)
        self.metrics.add("feeds_failed")
        self.log("feed failed", url=feed.url, error=told, gone=gone, again_in_s=None if gone else round(wait))

    def _item(self, item: Item, got: Result) -> None:
        """Take in the page of an item."""
        if isinstance(got, Forbidden):
            if got.unsure:
                self._later(item, "its robots.txt could not be had", UNSURE_S)
            else:
                self._give_up(item, "robots.txt does not allow it")
        elif isinstance(got, FetchError) and got.status not in _LASTING:
            self._later(item, str(got), got.wait or 0.0)
        elif isinstance(got, InputError):
            self._give_up(item, str(got))
        else:
            self._keep(item, reports_of_page(got, title=item.title, published=item.published))

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
