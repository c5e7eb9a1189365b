"""What became of a thing that was due: later reports tell it by an event, or in so many words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache

from readout.record import Event, Period, Record, Span, day_of
from readout.situation.model import Actors, DocketEntry, DocketState, Outcome, key_of, passage
from readout.situation.settings import settings, telling, words

FOLLOWED = 60
"""Days after the day due (after the last report of it, where it has none) in which an outcome is looked for."""
WIDE = 31
"""Days of a time beyond which an event of the same parties is not taken for the one that was due."""


class Later:
    """All reports, asked what became of an item. Sentences and events are found by their words and parties."""

    def __init__(self, records: Sequence[Record], known: Actors) -> None:
        self._known = known
        self._events: dict[str, list[tuple[date, Record, Event]]] = defaultdict(list)
        self._sentences: list[tuple[date, Record, Span, frozenset[str]]] = []
        self._where: dict[str, list[int]] = defaultdict(list)
        dated = [(day, r) for r in records if (day := day_of(r.report.published))]
        for day, record in sorted(dated, key=lambda pair: (pair[0], pair[1].report.id)):
            self._take(day, record)

    def _take(self, day: date, record: Record) -> None:
        for event in record.events:
            if event.status in ("occurred", "ongoing"):
                for key in self._known.keys(record, [*event.actor, *event.recipient]):
                    self._events[key].append((day, record, event))
        for span in record.sentences:
            said = record.report.text[span.start : span.end]
            if state_told(said) is not None:
                there = telling(said)
                for word in there:
                    self._where[word].append(len(self._sentences))
                self._sentences.append((day, record, span, there))

    def outcomes(self, entry: DocketEntry) -> list[Outcome]:
        """The first telling of each outcome, in reports of the same day or later that do not announce the item."""
        told = [s.day for s in entry.sources if s.day]
        if not told:
            return []
        ends = ends_of(entry.when)
        window = min(told), max([*told, ends[1]] if ends else told) + timedelta(days=FOLLOWED)
        mine = {s.report for s in entry.sources}
        found: dict[DocketState, Outcome] = {}
        for outcome in (*self._by_events(entry), *self._by_words(entry)):
            day = outcome.source.day
            if day and window[0] <= day <= window[1] and outcome.source.report not in mine:
                found.setdefault(outcome.state, outcome)
        return list(found.values())

    def _by_events(self, entry: DocketEntry) -> Iterator[Outcome]:
        types = settings()["docket"]["met"].get(entry.kind, ())
        ends = ends_of(entry.when)
        if ends is None or (ends[1] - ends[0]).days > WIDE:
            return
        for key in entry.who:
            for _, record, event in self._events[key]:
                gap = gap_between(event.date, entry.when)
                if event.type in types and gap is not None and gap <= 1 and self._is_it(record, event, entry):
                    yield Outcome("met", passage(record, event.evidence, key_of(record, event)))

    def _is_it(self, record: Record, event: Event, entry: DocketEntry) -> bool:
        """Two of the parties take part; or one, and the sentence names the thing."""
        shared = set(self._known.keys(record, [*event.actor, *event.recipient])) & set(entry.who)
        said = telling(record.report.text[event.evidence.start : event.evidence.end])
        names = {w for key in shared for w in telling(self._known.entities[key].name)}
        return len(shared) >= 2 or len(said & (telling(entry.what) - names)) >= 2

    def _by_words(self, entry: DocketEntry) -> Iterator[Outcome]:
        core = telling(entry.what)
        ends = ends_of(entry.when)
        names = {w for key in entry.who for w in telling(self._known.entities[key].name)}
        least = max(2, round(0.75 * len(core)))
        hits = Counter(n for word in core for n in self._where.get(word, ()))
        for n in sorted(n for n, count in hits.items() if count >= least):
            day, record, span, there = self._sentences[n]
            state = state_told(record.report.text[span.start : span.end])
            if state is None or len(there & (core | names)) < 3:
                continue
            if state in ("met", "lapsed") and (ends is None or day < ends[0]):
                continue
            yield Outcome(state, passage(record, span, f"{record.report.id}/words/{span.start}-{span.end}"))


def state_told(sentence: str) -> DocketState | None:
    """The outcome whose words stand in a sentence; none where it speaks of what may or will be.

    >>> state_told("The vote was put off after a walkout."), state_told("The vote may be put off.")
    ('postponed', None)
    """
    said = f" {' '.join(words(sentence))} "
    if any(f" {word} " in said for word in settings()["docket"]["unreal"]):
        return None
    return next((state for state, phrases in _outcome_words() if any(f" {p} " in said for p in phrases)), None)


@cache
def _outcome_words() -> tuple[tuple[DocketState, tuple[str, ...]], ...]:
    return tuple((state, tuple(phrases)) for state, phrases in settings()["docket"]["words"].items())


def gap_between(a: Period | None, b: Period | None) -> int | None:
    """Days between two times; 0 where they overlap, None where one is open."""
    ends = [ends_of(p) for p in (a, b)]
    if ends[0] is None or ends[1] is None:
        return None
    earlier, later = sorted((ends[0], ends[1]))
    return max(0, (later[0] - earlier[1]).days)


def ends_of(period: Period | None) -> tuple[date, date] | None:
    """First and last day of a period, the one for the other where that is open; None where both are."""
    if period is None or not (period.start or period.end):
        return None
    start, end = period.start or period.end or "", period.end or period.start or ""
    return date.fromisoformat(start), date.fromisoformat(end)
