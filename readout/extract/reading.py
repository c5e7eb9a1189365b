"""What every extractor is given, and the two questions that all of them ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from readout.actors.cast import Cast
from readout.extract.day_words import Dated, by_sentence
from readout.language.document import Document
from readout.record import Claim, Report, Span, Time


@dataclass(frozen=True)
class Reading:
    """One report as the rooms before have understood it."""

    report: Report
    document: Document
    cast: Cast
    times: Sequence[Time]

    @cached_property
    def dated(self) -> list[list[Dated]]:
        """For each sentence the times that may date an act in it, with the head token of each."""
        return by_sentence(self.document, self.times)

    @property
    def published(self) -> date | None:
        """The day of publication in the report's own time zone, or `None` where it is not known."""
        return publication_day(self.report)

    def span(self, first: int, last: int) -> Span:
        """The span of tokens [`first`, `last`)."""
        tokens = self.document.tokens
        return Span(start=tokens[first].start, end=tokens[last - 1].end)

    def sentence_span(self, token: int) -> Span:
        """The span of the sentence of `token`."""
        sentence = self.document.sentence_of(token)
        return Span(start=sentence.start, end=sentence.end)


def publication_day(report: Report) -> date | None:
    """The day of publication in the report's own time zone, or `None` where it is not known."""
    return date.fromisoformat(report.published[:10]) if report.published else None


def carrier(claims: Sequence[Claim], span: Span) -> str | None:
    """The id of the innermost claim whose content covers the start of `span`; `None` where the reporter speaks.

    Innermost is the claim with the shortest content that covers it; of two with the same content (an agency that
    relays a speaker) the one that stands inside the other.
    """
    best: tuple[int, int, str] | None = None
    depth = _depths(claims)
    for claim in claims:
        if any(part.start <= span.start < part.end for part in claim.content):
            size = sum(part.end - part.start for part in claim.content)
            key = (size, -depth[claim.id], claim.id)
            best = min(best, key) if best else key
    return best[2] if best else None


def _depths(claims: Sequence[Claim]) -> dict[str, int]:
    outer = {c.id: c.via for c in claims}
    depths = {}
    for claim in outer:
        depth, link = 0, outer[claim]
        while link is not None and depth < len(outer):
            depth, link = depth + 1, outer.get(link)
        depths[claim] = depth
    return depths
