"""The calendar of a day: what is still to come, on what condition, and how the body that decides does so."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any

from readout.record import Record
from readout.situation.model import key_of
from readout.situation.picture import Picture, picture
from readout.situation.told import docket_row

SETTLED = frozenset({"met", "cancelled", "lapsed"})
"""States in which nothing is due any more."""


def rows(
    records: Sequence[Record],
    on: date,
    days: int | None = None,
    *,
    made: Picture | None = None,
    states: Collection[str] = (),
) -> Iterator[dict[str, Any]]:
    """Entries that are still to come on a day, or that have no date, by day: values as JSON has them.

    `days` is how far ahead; `made` is the picture of `records`, where the caller has one. With `states` entries in one
    of them, past ones too ("overdue", "met").
    """
    made = made or picture(records)
    by_key = {key_of(record, item): (record, item) for record in records for item in record.docket}
    ahead = None if days is None else min(on.toordinal() + days, date.max.toordinal())
    last = None if ahead is None else date.fromordinal(ahead).isoformat()
    found = []
    for entry, state in made.docket_on(on):
        due = entry.due(on)
        start, end = (due.start, due.end) if due else (None, None)
        late = last is not None and (start or end or "") > last
        settled = state in SETTLED or (end or start or "9999") < on.isoformat()
        if late or (state not in states if states else settled):
            continue
        told = [by_key[source.key] for source in entry.sources if source.key in by_key]
        rule = next((item.rule for _, item in told if item.rule), None)
        owner = next((record for record, item in told if item.rule), None)
        found.append(docket_row(entry, state, made.actors, (start, end)) | {"rule": _rule(rule, owner)})
    yield from sorted(found, key=lambda row: (row["start"] or row["end"] or "9999", row["end"] or "", row["what"]))


def _rule(rule: Any, record: Record | None) -> dict[str, Any] | None:
    if rule is None or record is None:
        return None
    names = {actor.id: actor.name for actor in record.actors}
    told: dict[str, Any] = rule.model_dump(mode="json")
    return told | {side: [names.get(i, i) for i in told[side]] for side in ("for", "against", "undecided")}
