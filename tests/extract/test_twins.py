"""Acts told twice that no rule joins: what the signs say, and what the fit makes of them."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.replay import CAUSES, Verdict, meant, verdicts
from benchmarks.twins import fit, groups, predicted
from readout.extract import twins
from readout.intake import report_from_text
from readout.reader import Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def kinds(reader: Reader, text: str) -> list[str]:
    return [e.type for e in reader.read(report_from_text(text, published="2026-03-12")).events]


def test_the_same_signs_on_both_sides_speak_for_one_act_and_others_against() -> None:
    alike = {"shared_words": 0.9, "same_verb": 1.0, "same_mode": 1.0, "recipient_same": 1.0, "actor_same": 1.0}
    apart = {"shared_words": 0.0, "recipient_abroad": 1.0, "actor_abroad": 1.0, "set_apart": 1.0}
    assert twins.chance(alike) > 5 * twins.chance(apart)
    assert 0.5 < twins.least() < 1


def test_two_attacks_in_two_countries_stay_two(reader: Reader) -> None:
    text = (
        "Gunmen killed four policemen in northern Kenya on Tuesday. "
        "In Peru, another group of gunmen killed two judges on Wednesday."
    )
    assert kinds(reader, text) == ["ASSAULT", "ASSAULT"]


def test_the_fit_learns_which_sign_tells() -> None:
    dice = np.random.default_rng(3)
    x = (dice.random((400, 2)) < 0.5).astype(float)
    y = (dice.random(400) < np.where(x[:, 0] == 1, 0.9, 0.1)).astype(float)
    w = fit(x, y)
    assert w[1] > 2 > 1 > abs(w[2])
    assert predicted(np.array([[1.0, 0.0]]), w)[0] > 0.8


def test_those_judged_one_are_one_group_whichever_way_they_point() -> None:
    def verdict(start: int, of: str = "") -> Verdict:
        return Verdict("r", start, start + 3, "AID", "occurred", (), (), {"D": of} if of else {})

    found = groups([verdict(1), verdict(5, "9:AID"), verdict(9, "1:AID"), verdict(20), verdict(30, "")])
    assert found[5, "AID"] == found[9, "AID"] == found[1, "AID"]
    assert found[20, "AID"] != found[1, "AID"]


@pytest.mark.parametrize(
    ("names", "said", "right"),
    [
        (["Norlandic troops"], "troops of Norland", True),
        (["Ivo Orsk", "Estria"], "Estria & Orsk", True),
        (["Estria"], "Estria & Orsk", False),
        ([], "-", True),
        (["Vall"], "", False),
    ],
)
def test_sides_are_those_that_a_judge_named_by_their_words(names: list[str], said: str, right: bool) -> None:
    assert meant(names, said) is right


def test_the_sheet_of_verdicts_is_sound() -> None:
    sheet = verdicts()
    assert len(sheet) > 3000
    assert all(v.start < v.end and set(v.faults) <= set(CAUSES) for v in sheet)
    assert len({(v.report, v.start, v.end, v.type, v.actor, v.recipient) for v in sheet}) == len(sheet)
    assert 0.4 < sum(not v.faults for v in sheet) / len(sheet) < 0.6
