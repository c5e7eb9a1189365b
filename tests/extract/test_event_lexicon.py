"""The event lexicon is sound: valid types, modes, codes and arguments, no entry twice."""

from __future__ import annotations

from collections import Counter
from typing import get_args

import pytest

from readout.extract import codes, lexicon
from readout.extract.lexicon import Entry, settings
from readout.extract.triggers import CONDITIONS
from readout.record import EventType

TYPES = set(get_args(EventType))
SELECTORS = {"S", "O", "C", "T", "P", "of!"}
VERBS = [e for found in lexicon.verbs().values() for e in found]
NOUNS = [e for found in lexicon.nouns().values() for e in found]


def test_it_is_large_and_covers_every_type_and_mode() -> None:
    assert len(VERBS) > 800
    assert len(NOUNS) > 400
    entries = VERBS + NOUNS
    assert {t for e in entries for t in e.types} == TYPES
    derived = {"ASSAULT": {"drone"}, "REQUEST": codes.modes("REQUEST"), "REJECT": codes.modes("REJECT")}
    derived |= {"THREATEN": codes.modes("THREATEN"), "CONSULT": {"third-party"}, "PROTEST": {"vandalize"}}
    for kind in TYPES:
        given = {e.mode for e in entries if e.types[0] == kind}
        assert codes.modes(kind) - derived.get(kind, set()) <= given, kind


@pytest.mark.parametrize("entries", [VERBS, NOUNS], ids=["verbs", "nouns"])
def test_entries_are_valid(entries: list[Entry]) -> None:
    for entry in entries:
        assert set(entry.types) <= TYPES, entry.key
        assert entry.mode in ("", "?") or entry.mode in codes.modes(entry.types[0]), entry.key
        assert entry.cameo.isdigit(), entry.key
        assert 2 <= len(entry.cameo) <= 4, entry.key
        assert "01" <= entry.cameo[:2] <= "20", entry.key
        assert set(entry.conditions) <= CONDITIONS, entry.key
        named = entry.pattern.actors + entry.pattern.recipients
        assert all(n in SELECTORS or n in settings()["particles"] for n in named), entry.key
        assert entry.head == entry.head.lower()


@pytest.mark.parametrize("entries", [VERBS, NOUNS], ids=["verbs", "nouns"])
def test_no_entry_stands_twice(entries: list[Entry]) -> None:
    keys = Counter((e.head, e.before, e.particles, e.objects, e.conditions) for e in entries)
    assert [key for key, count in keys.items() if count > 1] == []


def test_every_type_has_quad_and_score_and_every_mode_a_score_of_its_sign() -> None:
    for kind in TYPES:
        assert codes.quad(kind) in (1, 2, 3, 4)
        for mode in codes.modes(kind):
            assert -10 <= codes.score(kind, mode) <= 10
    assert codes.score("CONSULT", "phone") == 1.5
    assert codes.score("CONSULT", None) == 2.5


def test_a_pattern_without_a_sign_is_refused() -> None:
    with pytest.raises(ValueError, match="have no"):
        lexicon.pattern("S,O")
