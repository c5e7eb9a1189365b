"""What the store's reports say together, as people read it: a line of what, then each source with its words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.text import Text

    from readout.situation.told import Row
    from readout.store import Situation

SHOWN = 5
"""Sources printed of one thing; the rest are counted."""
_PARTS = {"events": "sources", "figures": "claims", "positions": "stands", "docket": "sources"}
"""The list of a row that has an entry for each source."""


def rows_of(found: Situation, family: str) -> list[Row]:
    """The merged things of a family that were asked for."""
    from readout.situation.told import docket_row, event_row, figure_row, position_row

    known = found.whole.actors
    if family == "events":
        return [event_row(e, known) for e in found.events]
    if family == "figures":
        return [figure_row(f) for f in found.figures]
    if family == "positions":
        return [position_row(t) for t in found.positions]
    assert found.on is not None or not found.docket
    return [
        docket_row(entry, state, known, (due.start, due.end) if due else (None, None))
        for entry, state in found.docket
        if found.on is not None
        for due in (entry.due(found.on),)
    ]


def looked_at(found: Situation, family: str) -> str:
    """How many items of the store were looked at, of how many."""
    from readout.store.near import COUNTED

    taken, there = found.counts[family]
    of = "more" if there is None else f"{there:,}" + (" or more" if there >= COUNTED else "")
    return f"the newest {taken:,} of {of} were looked at, in {len(found.records):,} reports"


def spread(row: Row) -> Iterator[Row]:
    """A row for each source, for CSV: the values of the whole, then the source's own."""
    part = next(p for p in ("claims", "stands", "sources") if p in row)
    whole = {k: v for k, v in row.items() if not isinstance(v, (dict, list)) or (isinstance(v, list) and _is_flat(v))}
    for one in row[part]:
        source = one.get("source", one)
        own = {f"told_{k}": v for k, v in one.items() if k != "source"} if "source" in one else {}
        yield whole | own | {f"source_{k}": v for k, v in source.items()}


def _is_flat(values: Sequence[Any]) -> bool:
    return all(isinstance(v, str) for v in values)


def print_merged(rows: Sequence[Row], family: str, *, explain: bool) -> None:
    """Print merged things; with `explain` also the keys of their sources, and why these were held to tell one thing."""
    import sys

    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console(highlight=False)
    if not rows:
        sys.stderr.write("readout: nothing found\n")
    for row in rows:
        console.print(_HEADS[family](row))
        parts = row[_PARTS[family]]
        for part in parts[:SHOWN]:
            for line in _told(part, explain):
                console.print(Padding(line, (0, 0, 0, 6)))
        if len(parts) > SHOWN:
            console.print(Padding(Text(f"and {len(parts) - SHOWN} more", "dim"), (0, 0, 0, 6)))
        for merge in row["merges"] if explain else ():
            console.print(Padding(Text(why(merge), "dim italic"), (0, 0, 0, 6)))


def why(merge: Row) -> str:
    """One pair that was joined, and what spoke for it."""
    if merge["decided"]:
        return f"why: {merge['left']} = {merge['right']}: a person decided"
    parts = ", ".join(f"{name} {value:+.2f}" for name, value in merge["reasons"].items())
    return f"why: {merge['left']} = {merge['right']}: {merge['score']:+.2f} ({parts})"


def _told(part: Row, explain: bool) -> Iterator[Text]:
    """A source: for figures and positions what it says, then its words, then the report."""
    from rich.text import Text

    source = part.get("source", part)
    said = _claim(part) if "change" in part else _stand(part) if "stance" in part else ""
    yield Text.assemble((f"{said}  " if said else "", "bold"), f"“{source['quote']}”")
    day = (source["published"] or "")[:10]
    known = (source["title"], source["wire"], day, source["report"], source["key"] if explain else None)
    yield Text(" · ".join(one for one in known if one), "dim")


def _claim(claim: Row) -> str:
    arrow = {"up": "↑ ", "down": "↓ "}.get(claim["change"], "")
    by = f", on the word of {', quoting '.join(reversed(claim['on_word_of']))}" if claim["on_word_of"] else ""
    return f"{arrow}{extent(claim['low'], claim['high'])}{by}"


def _stand(stand: Row) -> str:
    return str(stand["stance"])


def extent(low: float | None, high: float | None) -> str:
    """A range in words."""
    first, last = (None if end is None else f"{end:,.10g}" for end in (low, high))
    if first is not None and last is not None:
        return first if first == last else f"{first} to {last}"
    return f"at least {first}" if first is not None else f"at most {last}" if last is not None else "?"


def _event(row: Row) -> Text:
    from rich.text import Text

    kind = "-".join(part for part in (row["type"], row["mode"]) if part)
    head = Text.assemble((f"{_when(row):<10}  ", "cyan"), (kind, "bold magenta"), "  ")
    head.append(", ".join(row["actor"]) or "(unknown)")
    head.append(f" → {', '.join(row['recipient'])}" if row["recipient"] else "")
    head.append(f", {row['place']}" if row["place"] else "")
    head.append("" if row["status"] == "occurred" else f"  [{row['status']}]", "yellow")
    head.append("  [disputed]" if row["disputes"] else "", "red")
    more = f"  {row['independent']} independent sources" if row["independent"] > 1 else ""
    return head.append(more, "bold green")


def _figure(row: Row) -> Text:
    from rich.text import Text

    unit = f" ({row['unit']})" if row["unit"] and row["unit"] != row["measure"] else ""
    head = Text.assemble((f"{row['measure']}{unit}", "bold magenta"), f"  {extent(row['low'], row['high'])}")
    head.append(f"  · {row['about']}" if row["about"] else "")
    return head.append("  [moved]" if row["moved"] else "", "yellow")


def _position(row: Row) -> Text:
    from rich.text import Text

    head = Text.assemble((row["actor"], "bold"), "  ", (row["stance"], "magenta"), f"  {row['issue']}")
    return head.append("  [moved]" if row["moved"] else "", "yellow")


def _docket(row: Row) -> Text:
    from rich.text import Text

    head = Text.assemble((f"{_when(row):<10}  ", "cyan"), (row["kind"], "bold magenta"), f"  {row['what']}")
    head.append(f"  ({', '.join(row['who'])})" if row["who"] else "")
    return head.append(f"  [{row['state']}]", "yellow")


def _when(row: Row) -> str:
    start, end = row["start"], row["end"]
    if not (start or end):
        told = (row["sources"][0]["published"] or "")[:10]
        return f"({told})" if told else "no date"
    return start if start == end else f"{start or '…'} to {end or '…'}"


_HEADS: dict[str, Callable[[Row], Text]] = {
    "events": _event, "figures": _figure, "positions": _position, "docket": _docket,
}  # fmt: skip
