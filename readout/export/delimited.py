"""Files of tabs, as GDELT, ICEWS and POLECAT have them; and the file of evidence that stands beside each."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import IO

from readout.export.layout import Evidence, Options
from readout.export.told import Told, cell, chain, flat, words_of
from readout.record import Actor, Record, Span

EVIDENCE = (
    "row_id", "report_id", "report_ref", "report_url", "event_id", "status", "date_start", "date_end", "trigger",
    "trigger_start", "trigger_end", "evidence", "evidence_start", "evidence_end", "said_by", "actor_wikidata",
    "recipient_wikidata", "confidence", "reviewed",
)  # fmt: skip
"""Columns of the evidence file."""


class Tabs:
    """Writes rows: UTF-8, tabs, "\\n", no quoting. A header where `columns` is given."""

    def __init__(self, stream: IO[bytes], width: int, columns: Sequence[str] | None = None, empty: str = "") -> None:
        self._stream, self._width, self._empty = stream, width, empty
        if columns is not None:
            self._line(columns)

    def row(self, values: Sequence[str | int | float | None]) -> None:
        """One row; `None` and "" become the layout's word for empty."""
        if len(values) != self._width:
            raise ValueError(f"a row of {len(values)} values, where the layout has {self._width} columns")
        self._line([self._empty if v is None or v == "" else number(v) for v in values])

    def _line(self, values: Sequence[str]) -> None:
        self._stream.write(("\t".join(cell(v) or self._empty for v in values) + "\n").encode("utf-8", "replace"))


def number(value: str | float) -> str:
    """Text of a value: -9.0 as "-9.0", 33.5138 as it is, no exponent."""
    if not isinstance(value, float):
        return str(value)
    whole, _, part = f"{value:.10f}".partition(".")
    return f"{whole}.{part.rstrip('0') or '0'}"


def evidence_writer(stream: IO[bytes]) -> Evidence:
    """A writer of the evidence file: CSV (RFC 4180) with a header."""

    def line(values: Sequence[str]) -> None:
        text = io.StringIO(newline="")
        csv.writer(text).writerow(values)
        stream.write(text.getvalue().encode("utf-8", "replace"))

    line(EVIDENCE)
    return line


def evidence_row(
    options: Options, one: Told, row_id: str, actors: Sequence[Actor], recipients: Sequence[Actor]
) -> list[str]:
    """The row of the evidence file for a row of the layout."""
    record, event, report = one.record, one.event, one.record.report
    period = event.date
    values = (
        row_id, report.id, report.ref, report.url, event.id, event.status, period and period.start,
        period and period.end, *_words(record, event.trigger), *_words(record, event.evidence),
        " < ".join(chain(record, event.claim)),
        *(";".join(a.wikidata or "" for a in side).strip(";") for side in (actors, recipients)),
        f"{event.confidence:.3f}", options.review(record, event.id),
    )  # fmt: skip
    return [flat(value or "") for value in values]


def _words(record: Record, span: Span) -> tuple[str, str, str]:
    """Words, and where they stand in the report's text."""
    return words_of(record, span), str(span.start), str(span.end)
