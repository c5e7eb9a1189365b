"""What of a picture is news on a day: which events, figures and dates a brief gives, and which it leaves out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from readout.record import Period
from readout.situation.followed import ends_of
from readout.situation.model import DocketEntry, DocketState, FigureSeries, MergedEvent, Source
from readout.situation.picture import Picture
from readout.situation.settings import settings, telling

IsNew = Callable[[str | None], bool]
"""Whether a report published then (ISO 8601) is of the time that a brief is about."""
PUBLIC = frozenset(settings()["brief"]["public"].split())
"""Sectors of public life."""
AHEAD = 7
"""Days ahead for which the docket is given."""
STALE = 7
"""Days before the time of a brief from which on an event is background though it is told for the first time."""
WIDE = 31
"""Days of a time that is too wide to be news, or to be due on."""
LEAD = 600
"""Code points of a report's beginning, where its news stands."""
A_STORY = 2
"""Events that are given of one report, or of those that tell the same."""
_Due = tuple[DocketEntry, DocketState]


def new_events(is_new: IsNew, whole: Picture, since: date | None = None) -> list[MergedEvent]:
    """Events first told in the time of the brief, the most told first; recalled and foreseen ones are none.

    Of one sentence one event is given, of one report `A_STORY`. With `since`, the first day that is new, events that
    lie further back than `STALE` days are left out.
    """
    new = [e for e in whole.events if all(is_new(s.published) for s in e.sources)]
    news = [e for e in new if _is_news(e) and not (since and _is_stale(e.date, since))]
    return list(_spread(sorted(news, key=lambda e: _rank(e, whole))))


def _is_news(event: MergedEvent) -> bool:
    sides = event.actors or event.recipients
    return bool(sides) and event.status in ("occurred", "ongoing", "negated") and not _is_muddled(event)


def _is_muddled(event: MergedEvent) -> bool:
    """Whether someone stands on both sides, which is a slip of the reading."""
    return bool(set(event.actors) & set(event.recipients))


def _is_stale(period: Period | None, since: date) -> bool:
    ends = ends_of(period)
    if ends is None:
        return False
    return ends[1] < since - timedelta(days=STALE) or (ends[1] - ends[0]).days > WIDE


def _rank(event: MergedEvent, whole: Picture) -> tuple[bool | int | float | str, ...]:
    """Public actors and the most independent reports first; then what stands in a lead, has both sides, has a day."""
    leads = any(s.span.start < LEAD for s in event.sources)
    one_sided = not (event.actors and event.recipients)
    alone = not any(_stands_alone(s) for s in event.sources)
    return (
        not _is_public(event, whole), alone, -event.independent, not leads, one_sided, event.date is None,
        -len(event.sources), -event.confidence, event.key,
    )  # fmt: skip


def _is_public(event: MergedEvent, whole: Picture) -> bool:
    """Whether a country, or anybody of public life, takes part: not firms, stars and bystanders alone."""
    sides = (whole.actors.entities[k] for k in (*event.actors, *event.recipients))
    return any(e.kind in ("country", "place-for-government") or (e.sector or "") in PUBLIC for e in sides)


def _stands_alone(source: Source) -> bool:
    """Whether a sentence can be read without those before it: it does not begin in the middle of a speech."""
    return not source.quote.startswith(('"', "“", "'", "‘", "`"))


def best_source(event: MergedEvent) -> Source:
    """The words to tell an event in: those that give its status, or else the first that can be read alone."""
    first = sorted(event.sources, key=lambda s: s.key != event.status_from)
    return next((s for s in first if _stands_alone(s)), first[0])


def _spread(ranked: list[MergedEvent]) -> Iterator[MergedEvent]:
    told, sentences = Counter[str](), set[tuple[str, int]]()
    for event in ranked:
        passages = {(s.report, s.span.start) for s in event.sources}
        reports = {s.report for s in event.sources}
        if passages & sentences or any(told[report] >= A_STORY for report in reports):
            continue
        sentences |= passages
        told.update(reports)
        yield event


def moved(is_new: IsNew, whole: Picture) -> list[FigureSeries]:
    """Series in which a new report's figure is higher or lower than the one before it."""

    def is_moved(s: FigureSeries) -> bool:
        return any(c.change in ("up", "down") and is_new(c.source.published) for c in s.claims)

    return sorted(filter(is_moved, whole.figures), key=lambda s: (s.event is None, -len(s.claims), s.key))


def due(whole: Picture, on: date, most: int) -> list[_Due]:
    """What is due from `on` in the days ahead, then what was due in the days before and nobody told of.

    Of more than `most` the weightiest are given: votes, courts, meetings before what is merely planned, those told by
    several reports or with their parties first. Items without a name, and times of more than `WIDE` days, are none.
    """
    coming: list[_Due] = []
    missed: list[_Due] = []
    for entry, state in whole.docket_on(on):
        ends = ends_of(entry.due(on))
        if ends is None or state in ("met", "cancelled", "lapsed") or not _is_telling(entry):
            continue
        if (ends[1] - ends[0]).days > WIDE:
            continue
        if ends[1] >= on and ends[0] <= on + timedelta(days=AHEAD):
            coming.append((entry, state))
        elif state == "overdue" and ends[1] >= on - timedelta(days=AHEAD):
            missed.append((entry, state))
    return [*_weightiest(coming, on, most), *_weightiest(missed, on, most // 3)][:most]


def _weightiest(found: list[_Due], on: date, most: int) -> list[_Due]:
    def weight(pair: _Due) -> tuple[bool, int, bool, str]:
        entry = pair[0]
        return entry.kind == "other", -len({s.report for s in entry.sources}), not entry.who, entry.key

    def day(pair: _Due) -> tuple[date, date]:
        return ends_of(pair[0].due(on)) or (date.max, date.max)

    return sorted(sorted(found, key=weight)[:most], key=day)


def _is_telling(entry: DocketEntry) -> bool:
    """Whether a reader learns what is due: its name says more than "meeting", or its parties are known."""
    words = telling(entry.what) - telling(settings()["docket"]["bare"])
    named = bool(words) and not entry.what.lower().startswith(("whose ", "which ", "their ", "its "))
    return bool(entry.who) if entry.kind == "other" else named or bool(entry.who)
