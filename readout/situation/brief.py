"""The morning brief: one page of Markdown, every sentence on the words of a report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta

from readout.record import Period, Record
from readout.situation.model import Decision, DocketEntry, DocketState, FigureSeries, MergedEvent, RivalClaim, Source
from readout.situation.news import best_source, due, moved, new_events
from readout.situation.picture import Picture, picture
from readout.situation.settings import settings

EVENTS, FIGURES, DUE, SHIFTS = 12, 6, 10, 6
"""How much of each a page holds."""
QUOTE = 240
"""Characters of a quotation; more is cut at a word."""
SHOWN = 3
"""Sources named after an event; the rest are counted."""


def brief(records: Iterable[Record], since: datetime | date, on: date, *, decisions: Iterable[Decision] = ()) -> str:
    """A one-page brief in Markdown of what reports published from `since` to the end of `on` say.

    New events in the words of a report, the most independently told first; figures that moved; what is due in the
    coming days or overdue; who shifted. Records older than `since` are read too: an event that they told is not new, a
    figure moves against them. A report dated without a time counts as of its day. Every line ends in its sources,
    numbered, and the foot names them. Records published after `on` or without a date are left out.
    """
    told = [r for r in records if r.report.published and r.report.published[:10] <= on.isoformat()]
    whole = picture(told, decisions)
    page = _Page(since, on)
    page.line(f"# Brief, {_day(on)}")
    fresh = sum(page.is_new(r.report.published) for r in told)
    page.line(f"{_many(fresh, 'new report')} since {_moment(since)}; {_many(len(told), 'report')} looked at.")
    new = new_events(page.is_new, whole, page.first)[:EVENTS]
    page.section("What happened", [_event_line(page, whole, e) for e in new])
    page.section("Figures that moved", [_figure_line(page, s) for s in moved(page.is_new, whole)[:FIGURES]])
    page.section("What is due", [_docket_line(page, whole, e, state) for e, state in due(whole, on, DUE)])
    page.section("Who shifted", _shift_lines(page, whole)[:SHIFTS])
    return page.text()


class _Page:
    """The lines so far, and the sources that they cite."""

    def __init__(self, since: datetime | date, on: date) -> None:
        self._since, self.on = since, on
        self._lines: list[str] = []
        self._sources: dict[str, tuple[int, Source]] = {}

    def is_new(self, published: str | None) -> bool:
        """Whether a report is of the time that the brief is about."""
        if published is None or published[:10] > self.on.isoformat():
            return False
        if isinstance(self._since, datetime) and len(published) > 10:
            when = datetime.fromisoformat(published)
            zone = when.tzinfo or self._since.tzinfo
            return when.replace(tzinfo=zone) >= self._since.replace(tzinfo=self._since.tzinfo or zone)
        return published[:10] >= self._since.isoformat()[:10]

    @property
    def first(self) -> date:
        """The first day that is new."""
        return self._since.date() if isinstance(self._since, datetime) else self._since

    def cite(self, sources: Sequence[Source]) -> str:
        """The marks of sources, each report numbered once."""
        marks = []
        for source in sources[:SHOWN]:
            number, _ = self._sources.setdefault(source.report, (len(self._sources) + 1, source))
            marks.append(f"[{number}]")
        rest = len({s.report for s in sources} - {s.report for s in sources[:SHOWN]})
        return "".join(dict.fromkeys(marks)) + (f" and {rest} more" if rest > 0 else "")

    def line(self, text: str) -> None:
        self._lines += [text, ""]

    def section(self, title: str, lines: Sequence[str]) -> None:
        """A section, left out where it is empty."""
        if lines:
            self._lines += [f"## {title}", "", *(f"- {line}" for line in lines), ""]

    def text(self) -> str:
        """The page, with the reports that it cites at its foot; `readout report ID` shows each."""
        if self._sources:
            self._lines += ["## Sources", ""]
        for number, source in self._sources.values():
            known = (source.wire, (source.published or "")[:10], source.ref, f"`{source.report}`")
            name = f"{_plain(source.title)}. " if source.title else ""
            self._lines.append(f"{number}. {name}{', '.join(_plain(k) if k[0] != '`' else k for k in known if k)}")
        return "\n".join(self._lines).rstrip() + "\n"


def _event_line(page: _Page, whole: Picture, event: MergedEvent) -> str:
    """The sentence that tells it best; then who, whom and what, as it was coded."""
    who, whom = _names(whole, event.actors) or "unknown", _names(whole, event.recipients)
    status = "" if event.status == "occurred" else f", {event.status}"
    parts = [f"{who} → {whom}" if whom else who, _kind(event) + status]
    parts += [event.place.name] if event.place else []
    parts += [_when(event.date)] if event.date else []
    parts += [_many(event.independent, "independent report")] if event.independent > 1 else []
    parts += ["disputed"] if event.disputes else []
    best = best_source(event)
    others = [s for s in event.sources if s.key != best.key]
    return f"“{_cut(best.quote)}” *{_plain('; '.join(parts))}* {page.cite([best, *others])}"


def _kind(event: MergedEvent) -> str:
    """The type in plain words, and the mode."""
    name = settings()["brief"]["types"].get(event.type, event.type.lower())
    return f"{name} ({event.mode})" if event.mode else name


def _figure_line(page: _Page, series: FigureSeries) -> str:
    label = series.measure + (f" ({series.unit})" if series.unit and series.unit != series.measure else "")
    about = f", {series.about}" if series.about else ""
    claims = "; ".join(f"{_claim(c)} {page.cite([c.source])}" for c in series.claims[-5:])
    return f"**{_plain(label + about)}**: {claims}"


def _claim(claim: RivalClaim) -> str:
    arrow = {"up": "↑ ", "down": "↓ "}.get(claim.change, "")
    word = f", says {' quoting '.join(reversed(claim.on_word_of))}" if claim.on_word_of else ""
    return f"{arrow}“{claim.text}”{word} ({(claim.source.published or '')[:10]})"


def _docket_line(page: _Page, whole: Picture, entry: DocketEntry, state: DocketState) -> str:
    who = _names(whole, entry.who)
    named = who and any(name.lower() not in entry.what.lower() for name in who.split(", "))
    what = f"**{_plain(entry.what)}**" + (f" ({_plain(who)})" if named else "")
    what += "" if state == "open" else f", {state}"
    if entry.condition:
        what += f"; “{_cut(entry.condition)}”"
    if entry.otherwise:
        what += f"; otherwise “{_cut(entry.otherwise)}”"
    told = [o.source for o in entry.history if o.state == state]
    return f"{_when(entry.due(page.on))}: {what} {page.cite([*told, *entry.sources])}"


def _shift_lines(page: _Page, whole: Picture) -> list[str]:
    out = []
    for track in whole.positions:
        for before, after in track.shifts:
            if page.is_new(after.source.published):
                out.append(
                    f"**{_plain(track.name)}** on {_plain(track.issue)}: {before.stance} {page.cite([before.source])}, "
                    f"now {after.stance}: “{_cut(after.source.quote)}” {page.cite([after.source])}"
                )
    return out


def _names(whole: Picture, keys: Sequence[str]) -> str:
    return ", ".join(whole.actors.names(tuple(keys)))


def _when(period: Period | None) -> str:
    if period is None or not (period.start or period.end):
        return "no date"
    first, last = (date.fromisoformat(end) if end else None for end in (period.start, period.end))
    if first is None or last is None:
        return f"from {_day(first)}" if first else f"by {_day(last)}" if last else "no date"
    if first == last:
        return _day(first)
    if (first.year, first.month) != (last.year, last.month):
        return f"{_day(first)} to {_day(last)}"
    whole = first.day == 1 and (last + timedelta(days=1)).day == 1
    return f"{first:%B %Y}" if whole else f"{first.day} to {_day(last)}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _moment(since: datetime | date) -> str:
    """A day, with the hour where it is not midnight."""
    if not isinstance(since, datetime):
        return _day(since)
    at_midnight = (since.hour, since.minute) == (0, 0)
    zone = " UTC" if since.tzinfo is UTC else ""
    return _day(since.date()) + ("" if at_midnight else f", {since:%H:%M}{zone}")


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


def _cut(words: str) -> str:
    """At most `QUOTE` characters, cut at a word; asterisks, brackets and the like do not become Markdown."""
    short = words if len(words) <= QUOTE else words[:QUOTE].rsplit(" ", 1)[0] + " …"
    return _plain(short)


def _plain(words: str) -> str:
    return "".join(f"\\{c}" if c in "\\`*_[]<>#" else c for c in words)
