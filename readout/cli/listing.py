"""Rows of the store as people read them: a line of what, the words, and the report that they stand in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.text import Text

Row = dict[str, Any]


def print_rows(rows: Iterable[Row], family: str) -> None:
    """Print rows of a family ("events", "claims" …), or of "search"."""
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console(highlight=False)
    for row in rows:
        day = row["published"] if family == "search" else row["day"]
        console.print(Text.assemble((f"{(day or 'no date')[:10]:<10}  ", "cyan"), _HEADS[family](row)))
        for line in (_words(row, family), Text(_foot(row, family), "dim")):
            console.print(Padding(line, (0, 0, 0, 6)))


def _event(row: Row) -> Text:
    from rich.text import Text

    kind = "-".join(part for part in (row["type"], row["mode"]) if part)
    head = Text.assemble((kind, "bold magenta"), "  ", _names(row["actor"]) or "(unknown)")
    head.append(f" → {_names(row['recipient'])}" if row["recipient"] else "")
    return head.append("" if row["status"] == "occurred" else f"  [{row['status']}]", "yellow")


def _claim(row: Row) -> Text:
    from rich.text import Text

    head = Text.assemble((_names(row["source"]) or "(unnamed)", "bold"))
    return head.append("" if row["type"] == "statement" else f"  [{row['type']}]", "yellow")


def _figure(row: Row) -> Text:
    from rich.text import Text

    low, high = (None if row[end] is None else f"{row[end]:,.10g}" for end in ("low", "high"))
    told = (
        low if low == high else f"{low} to {high}" if low and high else f"at least {low}" if low else f"at most {high}"
    )
    head = Text.assemble((str(told), "bold"), f" {row['type']}", f" ({row['unit']})" if row["unit"] else "")
    return head.append(f"  · {row['label']}" if row["label"] else "")


def _position(row: Row) -> Text:
    from rich.text import Text

    return Text.assemble((_names(row["actor"]), "bold"), "  ", (row["type"], "magenta"), f"  {row['label']}")


def _hit(row: Row) -> Text:
    from rich.text import Text

    return Text(row["title"] or row["report"], "bold")


_HEADS: dict[str, Callable[[Row], Text]] = {
    "events": _event, "claims": _claim, "figures": _figure, "positions": _position, "search": _hit,
}  # fmt: skip


def _words(row: Row, family: str) -> Text:
    """The sentence with the item's own words marked; of a claim, what is said behind its cue."""
    from rich.text import Text

    if family == "search":
        return Text(row["snippet"])
    if family == "claims":
        return Text(f"{row['words']} «{row['label']}»")
    evidence, words = " ".join(row["evidence"].split()), " ".join(row["words"].split())
    return Text(evidence.replace(words, f"«{words}»", 1) if words != evidence else evidence)


def _foot(row: Row, family: str) -> str:
    known = [] if family == "search" else [row["title"], (row["published"] or "")[:10]]
    return " · ".join(part for part in (*known, row["report"]) if part)


def _names(names: list[str]) -> str:
    return ", ".join(names)
