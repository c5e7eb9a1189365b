"""A first pass without a parse: what is plainly not about public affairs (sport, markets, weather, recipes, stars).

It counts different words of the lists in `data/relevance.toml`, and lets through what it is not sure of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from readout.errors import InputError, OffTopicError
from readout.intake.build import Taken
from readout.intake.lexicon import table, words
from readout.record import Report

_WORD = re.compile(r"[a-z]+(?:-[a-z]+)?")


def off_topic(report: Report) -> str | None:
    """The topic that a report is plainly about in place of public affairs, or `None`."""
    rules = table("relevance")
    topic, hits, public = _counted(f"{report.title or ''}\n{report.text}")
    return topic if hits >= rules["needs"] and public * rules["per_public"] <= hits else None


def leaning(text: str) -> str | None:
    """The topic that a text is more about than public affairs, or `None`; no ground to leave it out."""
    topic, hits, public = _counted(text)
    return topic if hits >= table("relevance")["leaning_needs"] and hits > public else None


def _counted(text: str) -> tuple[str, int, int]:
    """The topic with the most different words in a text, how many these are, and how many speak for public affairs."""
    said = set(_WORD.findall(text.lower()))
    topics = table("relevance")["topics"].items()
    topic, hits = max(((name, len(said.intersection(listed))) for name, listed in topics), key=lambda pair: pair[1])
    return topic, hits, len(said & words("relevance", "public"))


def relevant(found: Iterable[Taken | InputError]) -> Iterator[Taken | InputError]:
    """`found`, with an `OffTopicError` in place of each report that is plainly not about public affairs."""
    for one in found:
        topic = None if isinstance(one, InputError) else off_topic(one.report)
        if topic is None or isinstance(one, InputError):
            yield one
        else:
            name = one.report.ref or one.report.url or one.report.id
            yield OffTopicError(f"left out: it is plainly about {topic}", source=name)
