"""The merged things of a picture as plain values, as JSON has them: each with all its sources and why it is one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from readout.situation.model import (
    Actors,
    DocketEntry,
    DocketState,
    FigureSeries,
    Merge,
    MergedEvent,
    PositionTrack,
    Source,
)

Row = dict[str, Any]


def source_row(source: Source) -> Row:
    """A report's words. `start` and `end` are code points of its text."""
    return {
        "key": source.key, "report": source.report, "ref": source.ref, "title": source.title, "wire": source.wire,
        "published": source.published, "start": source.span.start, "end": source.span.end, "quote": source.quote,
    }  # fmt: skip


def merge_rows(merges: Iterable[Merge]) -> list[Row]:
    """Why pairs were held to be one: what each feature added, in logits; of a person's word nothing."""
    return [
        {
            "left": m.left, "right": m.right, "score": m.score, "decided": m.decided,
            "reasons": {r.feature: r.contribution for r in m.reasons if r.contribution},
        }
        for m in merges
    ]  # fmt: skip


def event_row(event: MergedEvent, known: Actors) -> Row:
    """One happening."""
    date, place = event.date, event.place
    return {
        "key": event.key, "type": event.type, "mode": event.mode, "status": event.status,
        "actor": list(known.names(event.actors)), "recipient": list(known.names(event.recipients)),
        "start": date.start if date else None, "end": date.end if date else None,
        "place": place.name if place else None, "country": place.country if place else None,
        "independent": event.independent, "confidence": event.confidence, "disputes": list(event.disputes),
        "status_from": event.status_from, "date_from": event.date_from, "place_from": event.place_from,
        "statuses": dict(event.statuses), "sources": [source_row(s) for s in event.sources],
        "merges": merge_rows(event.merges),
    }  # fmt: skip


def figure_row(series: FigureSeries) -> Row:
    """Rival claims about one thing; `low` and `high` span all of them, `None` where one is open."""
    lows, highs = ([getattr(c, end) for c in series.claims] for end in ("low", "high"))
    return {
        "key": series.key, "measure": series.measure, "unit": series.unit, "about": series.about,
        "event": series.event, "moved": series.moved,
        "low": None if None in lows else min(lows), "high": None if None in highs else max(highs),
        "claims": [
            {
                "low": c.low, "high": c.high, "approximate": c.approximate, "words": c.text, "change": c.change,
                "on_word_of": list(c.on_word_of), "source": source_row(c.source),
            }
            for c in series.claims
        ],
        "merges": merge_rows(series.merges),
    }  # fmt: skip


def position_row(track: PositionTrack) -> Row:
    """Where one actor stands on one issue, the latest stand last."""
    return {
        "key": track.key, "actor": track.name, "issue": track.issue, "stance": track.stands[-1].stance,
        "moved": bool(track.shifts),
        "stands": [
            {
                "stance": s.stance, "toward": s.toward, "issue": s.issue, "said_by": list(s.said_by),
                "source": source_row(s.source),
            }
            for s in track.stands
        ],
        "merges": merge_rows(track.merges),
    }  # fmt: skip


def history_rows(entry: DocketEntry) -> list[Row]:
    """What reports told of a docket item, in order: each outcome with the words that tell it."""
    return [
        {
            "state": o.state, "start": o.when.start if o.when else None, "end": o.when.end if o.when else None,
            "source": source_row(o.source),
        }
        for o in entry.history
    ]  # fmt: skip


def docket_row(entry: DocketEntry, state: DocketState, known: Actors, days: Sequence[str | None]) -> Row:
    """One thing due with its state on a day; `days` are the first and last on which it is due then."""
    return {
        "key": entry.key, "start": days[0], "end": days[1], "kind": entry.kind, "what": entry.what,
        "who": list(known.names(entry.who)), "state": state, "condition": entry.condition,
        "otherwise": entry.otherwise, "history": history_rows(entry),
        "sources": [source_row(s) for s in entry.sources], "merges": merge_rows(entry.merges),
    }  # fmt: skip
