"""Numpy's matrix library has one thread while a report is read, and as many as before between reports."""

from __future__ import annotations

from typing import Any

import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from readout.blas import one_thread
from readout.intake import report_from_text
from readout.language.coref import Coref
from readout.language.pairs import PairHeads
from readout.reader import Reader

TEXT = "Kenya's foreign minister met the envoy of Sudan on Monday. He said that they agreed to open the border."


def threads() -> set[int]:
    return {library["num_threads"] for library in threadpool_info() if library["user_api"] == "blas"}


def test_one_thread_within_and_as_before_after() -> None:
    with threadpool_limits(2, user_api="blas"):
        with one_thread():
            assert threads() == {1}
        assert threads() == {2}


def test_reading_multiplies_on_one_thread_and_leaves_the_caller_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, set[int]] = {}

    def watched(home: type, name: str) -> None:
        call = getattr(home, name)

        def run(*args: Any, **named: Any) -> Any:
            seen[name] = threads()
            return call(*args, **named)

        monkeypatch.setattr(home, name, run)

    watched(Coref, "chains")
    watched(PairHeads, "relate")
    watched(PairHeads, "types")
    with threadpool_limits(2, user_api="blas"):
        for record in Reader().read_many([report_from_text(TEXT, published="2025-03-03")] * 3):
            assert threads() == {2}
            assert record.events
    assert seen == {"chains": {1}, "relate": {1}, "types": {1}}
