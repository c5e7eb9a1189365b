"""Which countries a report is about: how often it names each, and whether one of them is its home."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from readout.actors.knowledge import knowledge
from readout.actors.naming import Named
from readout.actors.tables import words
from readout.language.document import Document

HOME_SHARE = 0.35
"""Share of all country names above which "the government" is that country's; set by reading newswire."""
SURE_SHARE = 0.5
"""The same for people and bodies that are named without a country."""


def country_counts(doc: Document, names: Iterable[Named], on: date | None) -> Counter[str]:
    """How often each country is named, also at the start of a longer name."""
    said = []
    for name in names:
        opening = knowledge().longest(doc.words(name.first, name.last).split(), 0, on)
        if name.meaning is not None and name.meaning.entry.name in words()["names"]["wires"]:
            continue  # "told AFP" makes no report French
        meaning = name.meaning or (opening.meaning if opening and name.label == "ORGANIZATION" else None)
        if meaning is not None and (name.meaning or meaning.entry.kind == "country"):
            said.append(meaning.entry.country)
    return Counter(c for c in said if c and c != "IGO")


def most_named(counts: Counter[str], share: float) -> str | None:
    """The country that the report is mostly about, with that share of all countries named; `None` for none.

    One that is named once is, where the report names no other.
    """
    if not counts:
        return None
    code, count = counts.most_common(1)[0]
    return code if count >= share * sum(counts.values()) and (count > 1 or len(counts) == 1) else None
