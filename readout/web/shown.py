"""What the brief and a situation show: plain values, the same for the page and for its JSON twin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict

from readout.record import Item, Record
from readout.situation.model import FigureSeries, MergedEvent, PositionTrack, RivalClaim, Source, Stand, key_of
from readout.situation.picture import Picture
from readout.situation.positions import same_issue
from readout.situation.settings import telling
from readout.web.words import words_link

_TOLD = 2
"""Telling words that name an issue at least."""


class Shown(BaseModel):
    """Base: immutable."""

    model_config = ConfigDict(frozen=True)


class Words(Shown):
    """Words of a report: `start` and `end` are code points of its text, `href` the page that shows them there."""

    report: str
    title: str | None
    published: str | None
    start: int
    end: int
    quote: str
    href: str


class EventShown(Shown):
    """One happening over all reports that tell it; `independent` counts those that are no copies of one another."""

    type: str
    mode: str | None
    quad: int
    score: float
    status: str
    start: str | None
    end: str | None
    actors: list[str]
    recipients: list[str]
    place: str | None
    country: str | None
    lat: float | None
    lon: float | None
    independent: int
    confidence: float
    disputed: bool
    sources: list[Words]


class FigureClaim(Shown):
    """One report's figure. `on_word_of` is the chain of sources, the nearest first."""

    low: float | None
    high: float | None
    approximate: bool
    text: str
    change: str
    on_word_of: list[str]
    words: Words


class FigureShown(Shown):
    """Rival claims about one thing, in order of publication."""

    measure: str
    unit: str | None
    about: str | None
    moved: bool
    claims: list[FigureClaim]


class StandShown(Shown):
    """Where an actor stood, by one telling."""

    stance: str
    toward: str | None
    said_by: list[str]
    words: Words


class PositionShown(Shown):
    """Where one actor stands on one issue: the latest stand last."""

    actor: str
    issue: str
    stands: list[StandShown]


class ShiftShown(Shown):
    """An actor that moved."""

    actor: str
    issue: str
    before: StandShown
    after: StandShown


class Rule(Shown):
    """How the body decides, with the source of the rule, and where actors of the report stand."""

    body: str
    text: str
    source: str
    otherwise: str | None
    for_: list[str]
    against: list[str]
    undecided: list[str]


class IssueShown(Shown):
    """Who stands where on one issue, and how the body decides where a report says it."""

    issue: str
    rule: Rule | None
    due: str | None
    """The day of that decision, where it is known (ISO 8601)."""
    positions: list[PositionShown]


class DueShown(Shown):
    """Something due: on what condition, what follows otherwise, and how the body decides."""

    start: str | None
    end: str | None
    kind: str
    what: str
    who: list[str]
    state: str
    condition: str | None
    otherwise: str | None
    rule: Rule | None
    sources: list[Words]


def words_of(source: Source) -> Words:
    """A source as it is shown."""
    return Words(
        report=source.report, title=source.title, published=source.published, start=source.span.start,
        end=source.span.end, quote=source.quote, href=words_link(source.report, source.span.start, source.span.end),
    )  # fmt: skip


def told_items(records: Iterable[Record]) -> dict[str, tuple[Record, Item]]:
    """The item of a record behind each key of a picture."""
    families = ("events", "figures", "positions", "docket")
    return {key_of(r, item): (r, item) for r in records for family in families for item in getattr(r, family)}


def event_shown(whole: Picture, told: Mapping[str, tuple[Record, Item]], event: MergedEvent) -> EventShown:
    """An event of the picture; class and score are those of the telling that gives its status."""
    item: Any = told[event.status_from][1]
    first = sorted(event.sources, key=lambda s: s.key != event.status_from)
    return EventShown(
        type=event.type, mode=event.mode, quad=item.quad, score=item.score, status=event.status,
        start=event.date.start if event.date else None, end=event.date.end if event.date else None,
        actors=list(whole.actors.names(event.actors)), recipients=list(whole.actors.names(event.recipients)),
        place=event.place.name if event.place else None, country=event.place.country if event.place else None,
        lat=event.place.lat if event.place else None, lon=event.place.lon if event.place else None,
        independent=event.independent, confidence=event.confidence, disputed=bool(event.disputes),
        sources=[words_of(s) for s in first],
    )  # fmt: skip


def by_words(events: Iterable[EventShown]) -> list[list[EventShown]]:
    """Events with those told in the same words together, in the order of the first of each."""
    groups: dict[tuple[str, int], list[EventShown]] = {}
    for event in events:
        groups.setdefault((event.sources[0].report, event.sources[0].start), []).append(event)
    return list(groups.values())


def figure_shown(series: FigureSeries) -> FigureShown:
    """A series of rival claims."""
    claims = [_figure_claim(c) for c in series.claims]
    about = series.about
    return FigureShown(measure=series.measure, unit=series.unit, about=about, moved=series.moved, claims=claims)


def _figure_claim(claim: RivalClaim) -> FigureClaim:
    return FigureClaim(
        low=claim.low, high=claim.high, approximate=claim.approximate, text=claim.text, change=claim.change,
        on_word_of=list(claim.on_word_of), words=words_of(claim.source),
    )  # fmt: skip


def stand_shown(stand: Stand) -> StandShown:
    """One telling of where an actor stands."""
    said = list(stand.said_by)
    return StandShown(stance=stand.stance, toward=stand.toward, said_by=said, words=words_of(stand.source))


def position_shown(track: PositionTrack) -> PositionShown:
    """Where an actor stood on an issue over time."""
    return PositionShown(actor=track.name, issue=track.issue, stands=[stand_shown(s) for s in track.stands])


def by_issue(positions: Iterable[PositionShown], due: Iterable[DueShown]) -> list[IssueShown]:
    """Positions by issue, those on which most actors stand first, each with the rule of the decision it is about."""
    decisions = [d for d in due if d.rule]
    issues: dict[str, list[PositionShown]] = {}
    for position in positions:
        issue = next((i for i in issues if same_issue(i, position.issue)), position.issue)
        issues.setdefault(issue, []).append(position)
    made = [_issue(issue, those, decisions) for issue, those in issues.items()]
    return sorted(made, key=lambda i: (i.rule is None, -len(i.positions)))


def _issue(issue: str, positions: list[PositionShown], decisions: list[DueShown]) -> IssueShown:
    """The decision on an issue is the one whose words name it."""
    about = next((d for d in decisions if any(_names(w.quote, issue) for w in d.sources)), None)
    rule, when = (about.rule, about.start or about.end) if about else (None, None)
    return IssueShown(issue=issue, rule=rule, due=when, positions=positions)


def _names(said: str, issue: str) -> bool:
    """Whether words name an issue: nearly all of its telling words stand in them, two at least."""
    named = telling(issue)
    return len(named) >= _TOLD and len(named & telling(said)) >= 0.8 * len(named)


def due_shown(row: dict[str, Any]) -> DueShown:
    """A row of the calendar."""
    sources = [
        Words(**{k: s[k] for k in ("report", "title", "published", "start", "end", "quote")},
              href=words_link(s["report"], s["start"], s["end"]))
        for s in row["sources"]
    ]  # fmt: skip
    rule = row["rule"] and Rule(**{("for_" if k == "for" else k): v for k, v in row["rule"].items()})
    return DueShown(**(row | {"rule": rule, "sources": sources}))
