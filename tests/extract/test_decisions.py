"""How bodies decide: the data, and the rule that an item carries with the report's positions."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest
from helpers import document_from_conllu

from readout import times
from readout.actors import tables
from readout.actors.cast import Cast
from readout.actors.resolve import resolve
from readout.extract.decisions import bodies, rule_for, with_rules
from readout.extract.reading import Reading
from readout.record import DocketItem, Position, Report, Span

VOTE = """
1 NATO NATO PROPN NNP _ 3 nsubj _ _
2 will will AUX MD _ 3 aux _ _
3 vote vote VERB VB _ 0 root _ _
4 on on ADP IN _ 5 case _ _
5 membership membership NOUN NN _ 3 obl _ _
"""


@pytest.mark.parametrize("body", bodies())
def test_every_body_is_one_that_the_tables_of_actors_know(body: str) -> None:
    names = {cells[0] for cells in map(list, tables.cells("bodies"))} | {"NATO"}
    assert body in names or resolve(body).name == body


@pytest.mark.parametrize(
    ("body", "matter", "words", "otherwise"),
    [
        ("UN Security Council", "a draft on the truce", "five permanent members", "not adopted"),
        ("UN Security Council", "the mandate of the mission", "five permanent members", "lapses"),
        ("European Union", "the arms embargo", "unanimity", "lapse"),
        ("NATO", "the air campaign", "Consensus", "No decision"),
        ("US Senate", "ratification of the treaty", "Two thirds", "does not bind"),
    ],
)
def test_a_matter_finds_its_rule(body: str, matter: str, words: str, otherwise: str) -> None:
    rule = rule_for(body, matter)
    assert rule is not None
    assert words in rule.text
    assert otherwise in (rule.otherwise or "")
    assert rule.source


def test_every_rule_says_whether_its_source_was_read() -> None:
    rules = tomllib.loads((files("readout.extract") / "data" / "decisions.toml").read_text("utf-8"))["rule"]
    assert all(rule["checked"] is False or rule["checked"].strip() for rule in rules)
    assert sum(rule["checked"] is not False for rule in rules) >= len(rules) // 2


def test_a_body_without_rules_has_none() -> None:
    assert rule_for("Ruritanian Chess Federation", "the vote") is None


def reading() -> Reading:
    document = document_from_conllu(VOTE)
    return Reading(
        report=Report(id="r", text=document.text, published="2013-02-17"),
        document=document,
        cast=Cast(document),
        times=times.find(document.text, published="2013-02-17"),
    )


def item(kind: str, what: str) -> DocketItem:
    return DocketItem(id="d1", what=what, kind=kind, evidence=Span(start=0, end=9))  # type: ignore[arg-type]


def test_an_item_carries_the_rule_and_the_stands_on_its_matter() -> None:
    here = Span(start=0, end=4)
    stands = [
        Position(
            id="p1", actor=["a7"], issue="membership of Syldavia", stance="against", evidence=Span(start=0, end=4)
        ),
        Position(id="p2", actor=["a8"], issue="the membership", stance="for", evidence=here),
        Position(id="p3", actor=["a9"], issue="a dam", stance="for", evidence=here),
    ]
    (found,) = with_rules(reading(), [item("vote", "vote on membership")], stands)
    assert found.rule is not None
    assert (found.rule.body, found.rule.for_, found.rule.against, found.rule.undecided) == ("NATO", ["a8"], ["a7"], [])
    assert found.rule.model_dump()["for"] == ["a8"]


def test_a_visit_carries_no_rule() -> None:
    document = reading()
    plain = DocketItem(id="d1", what="visit", kind="visit", evidence=Span(start=0, end=4))
    assert with_rules(document, [plain], []) == [plain]
