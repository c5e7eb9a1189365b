"""The morning brief: one page of Markdown, every sentence on the words of a report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta

from readout.record import Period, Record
from readout.situation.model import Decision, DocketEntry, DocketState, FigureSeries, MergedEvent, RivalClaim, Source
from readout.situation.picture import Picture, picture

EVENTS, FIGURES, DUE, SHIFTS = 12, 6, 10, 6
"""How much of each a page holds."""
AHEAD = 7
"""Days ahead for which the docket is given."""
QUOTE = 240
"""Characters of a quotation; more is cut at a word."""
IsNew = Callable[[str | None], bool]
"""Whether a report published then (ISO 8601) is of the time that a brief is about."""
SHOWN = 3
"""Sources named after an event; the rest are counted."""


def brief(records: Iterable[Record], since: datetime | date, on: date, *, decisions: Iterable[Decision] = ()) -> str:
    """A one-page brief in Markdown of what reports published from `since` to the end of `on` say.

    New events, the most independently told first; figures that moved; what is due in the coming days or overdue; who
    shifted. Records older than `since` are read too: an event that they told is not new, a figure moves against them.
    A report dated without a time counts as of its day. Every line ends in its sources, numbered, with their words
    at the foot. Records published after `on` or without a date are left out.
    """
    told = [r for r in records if r.report.published and r.report.published[:10] <= on.isoformat()]
    whole = picture(told, decisions)
    page = _Page(since, on)
    page.line(f"# Brief, {on.day} {on:%B %Y}")
    fresh = sum(page.is_new(r.report.published) for r in told)
    page.line(f"{_many(fresh, 'new report')} since {since.isoformat(' ') if isinstance(since, datetime) else since}, "
              f"{_many(len(told), 'report')} in all.")  # fmt: skip
    page.section("What happened", [_event_line(page, whole, e) for e in new_events(page.is_new, whole)[:EVENTS]])
    page.section("Figures that moved", [_figure_line(page, s) for s in moved(page.is_new, whole)[:FIGURES]])
    page.section("What is due", [_docket_line(page, whole, e, state) for e, state in due(whole, on)[:DUE]])
    page.section("Who shifted", _shift_lines(page, whole)[:SHIFTS])
    return page.text()


class _Page:
    """The lines so far, and the sources that they cite."""

    def __init__(self, since: datetime | date, on: date) -> None:
        self._since, self.on = since, on
        self._lines: list[str] = []
        self._sources: dict[tuple[str, str], tuple[int, Source]] = {}

    def is_new(self, published: str | None) -> bool:
        """Whether a report is of the time that the brief is about."""
        if published is None or published[:10] > self.on.isoformat():
            return False
        if isinstance(self._since, datetime) and len(published) > 10:
            when = datetime.fromisoformat(published)
            zone = when.tzinfo or self._since.tzinfo
            return when.replace(tzinfo=zone) >= self._since.replace(tzinfo=self._since.tzinfo or zone)
        return published[:10] >= self._since.isoformat()[:10]

    def cite(self, sources: Sequence[Source]) -> str:
        """The marks of sources, each passage numbered once."""
        marks = []
        for source in sources[:SHOWN]:
            key = (source.report, source.quote)
            number, _ = self._sources.setdefault(key, (len(self._sources) + 1, source))
            marks.append(f"[{number}]")
        rest = len({s.report for s in sources}) - len({s.report for s in sources[:SHOWN]})
        return "".join(dict.fromkeys(marks)) + (f" and {rest} more" if rest > 0 else "")

    def line(self, text: str) -> None:
        self._lines += [text, ""]

    def section(self, title: str, lines: Sequence[str]) -> None:
        """A section, left out where it is empty."""
        if lines:
            self._lines += [f"## {title}", "", *(f"- {line}" for line in lines), ""]

    def text(self) -> str:
        """The page, with the words of every source at its foot."""
        if self._sources:
            self._lines += ["## Sources", ""]
        for number, source in self._sources.values():
            name = source.title or source.ref or source.report
            about = ", ".join(part for part in (source.wire, (source.published or "")[:10], source.ref or source.report)
                              if part)  # fmt: skip
            self._lines.append(f"{number}. {_plain(name)} ({about}): “{_cut(source.quote)}”")
        return "\n".join(self._lines).rstrip() + "\n"


def new_events(is_new: IsNew, whole: Picture) -> list[MergedEvent]:
    """Events first told in the time of the brief, the most sources first; recalled and foreseen ones are none."""
    new = [e for e in whole.events if all(is_new(s.published) for s in e.sources)]
    news = [e for e in new if e.status in ("occurred", "ongoing", "negated") and (e.actors or e.recipients)]
    return sorted(news, key=lambda e: (-e.independent, -len(e.sources), -e.confidence, e.key))


def _event_line(page: _Page, whole: Picture, event: MergedEvent) -> str:
    who = _names(whole, event.actors) or "Unknown"
    whom = _names(whole, event.recipients)
    kind = event.type + (f"-{event.mode}" if event.mode else "")
    status = "" if event.status == "occurred" else f" [{event.status}]"
    parts = [f"**{who}**" + (f" → **{whom}**" if whom else ""), f"{kind}{status}"]
    parts += [event.place.name] if event.place else []
    parts += [_when(event.date)] if event.date else []
    best = next(s for s in event.sources if s.key == event.status_from)
    dispute = " Disputed." if event.disputes else ""
    said = f"{', '.join(parts)}: “{_cut(best.quote)}”{dispute}"
    count = f" ({_many(event.independent, 'independent report')})" if event.independent > 1 else ""
    others = [s for s in event.sources if s.key != best.key]
    return f"{said}{count} {page.cite([best, *others])}"


def moved(is_new: IsNew, whole: Picture) -> list[FigureSeries]:
    """Series in which a new report's figure is higher or lower than the one before it."""

    def is_moved(s: FigureSeries) -> bool:
        return any(c.change in ("up", "down") and is_new(c.source.published) for c in s.claims)

    return sorted(filter(is_moved, whole.figures), key=lambda s: (s.event is None, -len(s.claims), s.key))


def _figure_line(page: _Page, series: FigureSeries) -> str:
    label = series.measure + (f" ({series.unit})" if series.unit and series.unit != series.measure else "")
    about = f", {series.about}" if series.about else ""
    claims = "; ".join(f"{_claim(c)} {page.cite([c.source])}" for c in series.claims[-5:])
    return f"**{label}{about}**: {claims}"


def _claim(claim: RivalClaim) -> str:
    arrow = {"up": "↑ ", "down": "↓ "}.get(claim.change, "")
    word = f", says {' quoting '.join(reversed(claim.on_word_of))}" if claim.on_word_of else ""
    return f"{arrow}“{claim.text}”{word} ({(claim.source.published or '')[:10]})"


def due(whole: Picture, on: date) -> list[tuple[DocketEntry, DocketState]]:
    """What is due from `on` in the days ahead; then what was due in the days before and nobody told of."""
    coming, missed = [], []
    for entry, state in whole.docket_on(on):
        when = entry.due(on)
        if when is None or state in ("met", "cancelled", "lapsed"):
            continue
        first, last = when.start or when.end or "", when.end or when.start or ""
        if last >= on.isoformat() and first <= (on + timedelta(days=AHEAD)).isoformat():
            coming.append((entry, state))
        elif state == "overdue" and last >= (on - timedelta(days=AHEAD)).isoformat():
            missed.append((entry, state))
    return coming + missed


def _docket_line(page: _Page, whole: Picture, entry: DocketEntry, state: DocketState) -> str:
    who = _names(whole, entry.who)
    what = f"**{entry.what}**" + (f" ({who})" if who and who.lower() not in entry.what.lower() else "")
    more = f"; otherwise “{_cut(entry.otherwise)}”" if entry.otherwise else ""
    told = [o.source for o in entry.history if o.state == state]
    return f"{_when(entry.due(page.on))}: {what} [{state}]{more} {page.cite([*told, *entry.sources])}"


def _shift_lines(page: _Page, whole: Picture) -> list[str]:
    out = []
    for track in whole.positions:
        for before, after in track.shifts:
            if page.is_new(after.source.published):
                out.append(
                    f"**{track.name}** on {track.issue}: {before.stance} {page.cite([before.source])}, "
                    f"now {after.stance}: “{_cut(after.source.quote)}” {page.cite([after.source])}"
                )
    return out


def _names(whole: Picture, keys: Sequence[str]) -> str:
    return ", ".join(whole.actors.names(tuple(keys)))


def _when(period: Period | None) -> str:
    if period is None:
        return "no date"
    if period.start == period.end or period.end is None or period.start is None:
        return period.start or period.end or "no date"
    return f"{period.start} to {period.end}"


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


def _cut(words: str) -> str:
    """At most `QUOTE` characters, cut at a word; asterisks, brackets and the like do not become Markdown."""
    short = words if len(words) <= QUOTE else words[:QUOTE].rsplit(" ", 1)[0] + " …"
    return _plain(short)


def _plain(words: str) -> str:
    return "".join(f"\\{c}" if c in "\\`*_[]<>#" else c for c in words)
