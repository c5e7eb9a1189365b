"""Politeness: how often a host is asked, how long to wait after failures, what robots.txt allows (RFC 9309)."""

from __future__ import annotations

import random
from collections import OrderedDict
from collections.abc import Callable
from urllib.robotparser import RobotFileParser

AGENT = "readout"
ROBOTS_S = 86_400.0
"""Seconds that a robots.txt is believed."""
UNSURE_S = 600.0
"""Seconds that a host is left alone whose robots.txt could not be had."""
_HOSTS = 10_000
"""Hosts that are remembered at most, so that memory stays flat."""


def back_off(failures: int, base: float, cap: float, chance: Callable[[], float] = random.random) -> float:
    """Seconds until the next try after `failures` in a row: doubled each time up to `cap`, half of it by chance."""
    whole = min(cap, base * 2.0 ** min(failures, 30))
    return whole / 2 + whole / 2 * chance()


class Pace:
    """When each host may be asked again. `seconds` lie between two requests, or what its robots.txt asks for.

    Where an earlier run may have asked up to `since`, every host counts as asked then.
    """

    def __init__(self, seconds: float, since: float = 0.0) -> None:
        self._seconds, self._since = seconds, since
        self._asked: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def ready(self, host: str, now: float) -> float:
        """The time from which on `host` may be asked; where the clock was set back, the wait begins anew."""
        asked, wait = self._asked.get(host, (self._since, self._seconds if self._since else 0.0))
        if asked > now:
            asked = now
            self._asked[host] = (now, wait)
        return asked + wait

    def asked(self, host: str, now: float, delay: float | None = None) -> None:
        """Note a request that ended `now`."""
        self._asked[host] = (now, max(self._seconds, delay or 0.0))
        self._asked.move_to_end(host)
        while len(self._asked) > _HOSTS:
            self._asked.popitem(last=False)


class Robots:
    """What hosts allow. An unknown host must be asked first (`known`), and its answer given to `learn`."""

    def __init__(self) -> None:
        self._rules: OrderedDict[str, tuple[float, RobotFileParser | bool]] = OrderedDict()

    def known(self, host: str, now: float) -> bool:
        """Whether the rules of `host` are known and fresh."""
        until, _ = self._rules.get(host, (0.0, True))
        return now < until <= now + ROBOTS_S

    def learn(self, host: str, now: float, text: str | None, *, unsure: bool = False) -> None:
        """The text of a robots.txt; `None` where there is none, which allows all, or `unsure`, which forbids all."""
        rules: RobotFileParser | bool = not unsure
        if text is not None:
            rules = RobotFileParser()
            rules.parse(text.splitlines())
        self._rules[host] = (now + (UNSURE_S if unsure else ROBOTS_S), rules)
        self._rules.move_to_end(host)
        while len(self._rules) > _HOSTS:
            self._rules.popitem(last=False)

    def unsure(self, host: str) -> bool:
        """Whether the robots.txt of `host` could not be had."""
        return self._rules.get(host, (0.0, True))[1] is False

    def allows(self, host: str, url: str) -> bool:
        """Whether `url` may be fetched."""
        rules = self._rules.get(host, (0.0, True))[1]
        return rules if isinstance(rules, bool) else rules.can_fetch(AGENT, url)

    def delay(self, host: str) -> float | None:
        """The `Crawl-delay` of `host` in seconds, an hour at most."""
        rules = self._rules.get(host, (0.0, True))[1]
        asked = None if isinstance(rules, bool) else rules.crawl_delay(AGENT)
        return None if asked is None else min(3600.0, float(asked))
