"""A record as a readable page for a terminal: a header, then each family with its sentences, the words marked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import IO

from rich.console import Console
from rich.text import Text

from readout.record import Claim, DocketItem, Event, Figure, Item, Period, Record, Span

_WIDTH = 100
_QUOTES = frozenset('"“”„«»')
_STATUS_QUIET = {"occurred"}
_STANCES = {"for": "for", "against": "against", "conditional": "on a condition:", "undecided": "undecided on"}


class TextWriter:
    """Writes records for people. Colours only on a terminal; elsewhere the marked words stand in «guillemets»."""

    def __init__(self, stream: IO[str], families: Sequence[str] | None, explain: bool) -> None:
        terminal = stream.isatty()
        self._console = Console(
            file=stream, width=None if terminal else _WIDTH, highlight=False, emoji=False, markup=False, soft_wrap=False
        )
        self._plain = not terminal or self._console.color_system is None
        self._families, self._explain, self._count = families, explain, 0

    def write(self, record: Record) -> None:
        """One record."""
        if self._count:
            self._console.print()
        self._count += 1
        page = _Page(record, self._plain, self._explain)
        for line in page.header():
            self._console.print(line)
        for title, family, rows in (
            ("WHO DID WHAT", "events", page.events),
            ("WHO SAID WHAT", "claims", page.claims),
            ("FIGURES", "figures", page.figures),
            ("WHO STANDS WHERE", "positions", page.positions),
            ("WHAT IS DUE", "docket", page.docket),
        ):
            if self._families is None or family in self._families:
                self._section(title, list(rows()))
        for warning in record.warnings:
            self._console.print(Text(f"warning: {warning}", style="yellow"))

    def _section(self, title: str, rows: list[tuple[Text, list[Text]]]) -> None:
        if not rows:
            return
        self._console.print()
        self._console.print(Text(title, style="bold"))
        for head, details in rows:
            self._indented(head, 2)
            for detail in details:
                self._indented(detail, 6)

    def _indented(self, text: Text, columns: int) -> None:
        """`text` wrapped to the page, its lines `columns` from the left."""
        for line in text.wrap(self._console, max(20, self._console.width - columns)):
            line.rstrip()
            self._console.print(Text(" " * columns).append_text(line))

    def close(self) -> None:
        """Nothing is left to write."""


class _Page:
    def __init__(self, record: Record, plain: bool, explain: bool) -> None:
        self.record, self.plain, self.explain = record, plain, explain
        self.text = record.report.text
        self.names = {a.id: a.name for a in record.actors}
        self.said = {c.id: c for c in record.claims}

    def header(self) -> list[Text]:
        report = self.record.report
        title = Text("═ " + (report.title or report.ref or report.url or report.id), style="bold")
        known = (
            report.published and _moment(report.published),
            report.wire,
            report.publisher,
            report.byline,
            report.url,
        )
        facts = " · ".join(dict.fromkeys(part for part in known if part)) or "no date, no publisher given"
        return [title, Text("  " + facts, style="dim")]

    def events(self) -> Iterable[tuple[Text, list[Text]]]:
        for event in sorted(self.record.events, key=lambda e: e.trigger.start):
            yield self._event_head(event), self._details(event, event.evidence, [event.trigger])

    def _event_head(self, event: Event) -> Text:
        kind = event.type + (f"-{event.mode}" if event.mode else "")
        head = Text.assemble((f"{_period(event.date):<11} ", "cyan"), (kind, "bold magenta"), "  ")
        head.append(self._who(event.actor) or "(unknown)")
        if event.recipient:
            head.append(" ↔ " if event.reciprocal else " → ").append(self._who(event.recipient))
        if event.status not in _STATUS_QUIET:
            head.append(f"  [{event.status}]", style="yellow")
        if event.place:
            head.append(f"  in {event.place.name}", style="dim")
        head.append(self._chain(event.claim), style="green")
        return head

    def claims(self) -> Iterable[tuple[Text, list[Text]]]:
        for claim in sorted(self.record.claims, key=lambda c: (c.content[0].start, -c.content[-1].end)):
            head = Text(self._outer(claim.via), style="green").append(self._source(claim), style="bold green")
            kind = claim.kind if claim.kind != "statement" else ""
            note = ", ".join(part for part in (kind, claim.quote if claim.quote != "indirect" else "") if part)
            head.append(f"  [{note}]" if note else "", style="yellow")
            start = min([claim.cue.start, *(s.start for s in claim.content)])
            end = max([claim.cue.end, *(s.end for s in claim.content)])
            yield head, self._details(claim, self._with_quotes(start, end), [*claim.content])

    def figures(self) -> Iterable[tuple[Text, list[Text]]]:
        for figure in self.record.figures:
            head = Text.assemble((f"{_range(figure)} ", "bold"), f"{figure.measure}")
            if figure.unit and figure.unit != figure.measure:
                head.append(f" ({figure.unit})", style="dim")
            if figure.about:
                head.append(f" · {figure.about}", style="dim")
            head.append(self._chain(figure.claim), style="green")
            yield head, self._details(figure, figure.evidence, [figure.text])

    def positions(self) -> Iterable[tuple[Text, list[Text]]]:
        for position in self.record.positions:
            head = Text.assemble((self._who(position.actor), "bold"), "  ")
            head.append(_STANCES[position.stance], style="yellow").append(f" {position.issue}")
            if position.toward and position.toward != position.issue:
                head.append(f" ({position.toward})", style="dim")
            head.append(self._chain(position.claim), style="green")
            yield head, self._details(position, self._sentence(position.evidence), [position.evidence])

    def docket(self) -> Iterable[tuple[Text, list[Text]]]:
        for item in sorted(self.record.docket, key=_due):
            head = Text.assemble((f"{_period(item.when):<11} ", "cyan"), (item.kind, "bold magenta"), f"  {item.what}")
            if item.who:
                head.append(f"  ({self._who(item.who)})", style="dim")
            head.append(f"  [{item.status}]", style="yellow").append(self._chain(item.claim), style="green")
            details = self._details(item, self._sentence(item.evidence), [item.evidence])
            for label, span in (("if", item.condition), ("then", item.otherwise)):
                if span:
                    details.append(Text(f"{label}: {_flat(self.text[span.start : span.end])}", style="yellow"))
            yield head, details

    def _with_quotes(self, start: int, end: int) -> Span:
        """The span from `start` to `end`, and quotation marks that stand right before and after it."""
        before, after = self.text[max(0, start - 1) : start], self.text[end : end + 1]
        return Span(start=start - (before in _QUOTES), end=end + (after in _QUOTES))

    def _details(self, item: Item, window: Span, marks: Sequence[Span]) -> list[Text]:
        details = [self._marked(window, marks)]
        if self.explain:
            details.append(Text(f"why: {item.why or 'no explanation'}", style="dim italic"))
        return details

    def _marked(self, window: Span, marks: Sequence[Span]) -> Text:
        """The words of `window` on one line, those of `marks` marked."""
        out, at = Text(), window.start
        for mark in sorted(marks, key=lambda s: s.start):
            start, end = max(mark.start, at), min(mark.end, window.end)
            if start >= end:
                continue
            out.append(_flat(self.text[at:start]), style="dim")
            words = _flat(self.text[start:end])
            out.append(f"«{words}»" if self.plain else words, style="underline")
            at = end
        return out.append(_flat(self.text[at : window.end]), style="dim")

    def _sentence(self, span: Span) -> Span:
        """The sentences that `span` lies in."""
        around = [s for s in self.record.sentences if s.start < span.end and s.end > span.start]
        return Span(start=around[0].start, end=around[-1].end) if around else span

    def _who(self, ids: Sequence[str]) -> str:
        return _list([self.names[i] for i in ids])

    def _source(self, claim: Claim) -> str:
        if claim.source:
            return self._who(claim.source)
        if words := claim.source_text:  # without what describes it after a comma
            return _flat(self.text[words.start : words.end]).partition(", ")[0]
        return "(source not named)"

    def _outer(self, claim_id: str | None) -> str:
        """Who relays, outermost first, each with an arrow from the one relayed: "Nuland ← Kerry ← "."""
        out = ""
        while claim_id is not None:
            claim = self.said[claim_id]
            out = f"{self._source(claim)} ← {out}"
            claim_id = claim.via
        return out

    def _chain(self, claim_id: str | None) -> str:
        """On whose word, the one who tells us first: "  per Nuland ← Kerry"; nothing where the reporter tells it."""
        return "  per " + self._outer(claim_id).removesuffix(" ← ") if claim_id else ""


def _flat(text: str) -> str:
    return " ".join(text.split(" ")).replace("\n", " ")


def _list(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1] if names else ""


def _moment(published: str) -> str:
    return published.replace("T", " ")


def _period(period: Period | None) -> str:
    if period is None or not (period.start or period.end):
        return "no date"
    if period.start == period.end:
        return str(period.start)
    return f"{period.start or '…'}/{period.end or '…'}"


def _due(item: DocketItem) -> tuple[str, int]:
    when = item.when
    return ((when.start or when.end) if when else None) or "9999", item.evidence.start


def _range(figure: Figure) -> str:
    low, high = figure.low, figure.high
    about = "about " if figure.approximate else ""
    if low is not None and high is not None:
        return about + (_number(low) if low == high else f"{_number(low)} to {_number(high)}")
    if low is not None:
        return f"at least {_number(low)}"
    return f"at most {_number(high)}" if high is not None else "?"


_number: Callable[[float], str] = lambda value: f"{value:,.0f}" if value == int(value) else f"{value:,}"  # noqa: E731
