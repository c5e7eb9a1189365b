"""How sure and how old an act is by the words around it: plain sentences written for the rules."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pytest

from readout.extract import lexicon
from readout.intake import report_from_text
from readout.reader import Reader
from readout.record import Record

TOLD = [
    ("The vote comes three years after the Russian invasion of Georgia.", "ASSAULT", "historical"),
    ("Norway froze its aid to Chad after rebels formed a cabinet there in March.", "SANCTION", "historical"),
    (
        "The trial of the Chadian general went on. A witness gave testimony. Soldiers rounded up the villagers.",
        "COERCE",
        "historical",
    ),
    ("Amid protests, the Turkish farmers refused to leave.", "PROTEST", "occurred"),
    ("The vote comes before the summit between the Danish and Swedish premiers.", "CONSULT", "planned"),
    ("The Kenyan officer faces suspension.", "SANCTION", "possible"),
    ("France is pushing for a UN Security Council vote imposing sanctions on Chad.", "SANCTION", "possible"),
    ("The Danish premier has no plans to meet the Swedish premier.", "CONSULT", "negated"),
    ("The Danish premier decided it without consulting the Danish president.", "CONSULT", "negated"),
    ("The Chadian army would withdraw in the event of an attack by Sudan.", "ASSAULT", "conditional"),
    ("It wants no ties in the event Iran is condemned by the Danish court.", "ACCUSE", "conditional"),
    ("The Danish minister ruled out the possibility that rebels killed the Swedish soldiers.", "ASSAULT", "negated"),
    ("Danish Premier Ivo Orsk, who deplored the Chadian raid, said he was tired.", "ACCUSE", "occurred"),
    ("Norway's envoy, who has been a judge since 1991, rejected the Chadian request.", "REJECT", "occurred"),
]


@lru_cache(maxsize=1)
def _records() -> dict[str, Record]:
    """Every text read as a report of its own, with all acts kept."""
    texts = [text for text, _, _ in TOLD]
    with lexicon.using(replace(lexicon.shipped(), least=0.0)):
        reader = Reader(lexicon=replace(lexicon.shipped(), least=0.0))
        read = reader.read_many(report_from_text(t, published="2006-12-05") for t in texts)
        return dict(zip(texts, read, strict=True))


@pytest.mark.parametrize(("text", "kind", "status"), TOLD)
def test_status_by_what_stands_around(text: str, kind: str, status: str) -> None:
    assert (kind, status) in {(e.type, e.status) for e in _records()[text].events}
