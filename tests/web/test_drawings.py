"""The drawings of a situation: who acts on whom, and where; each mark leads to its words and stands in its frame."""

from __future__ import annotations

import itertools
import re

import pytest
from web.desking import TestClient

from readout.web import network as net
from readout.web import worldmap
from readout.web.countries import countries
from readout.web.network import links, network
from readout.web.projection import HEIGHT, WIDTH, projected
from readout.web.shown import (
    DueShown,
    EventShown,
    IssueShown,
    PositionShown,
    Rule,
    StandShown,
    Words,
    by_issue,
    by_words,
)
from readout.web.worldmap import spots, world


def words(start: int = 0, report: str = "r") -> Words:
    return Words(report=report, title=None, published="2025-03-18", start=start, end=start + 1, quote="q", href="/w")


def event(
    who: str, whom: str, *, quad: int = 3, score: float = -2, status: str = "occurred", place: str | None = None,
    country: str | None = None, at: tuple[float, float] | None = None, start: int = 0,
) -> EventShown:  # fmt: skip
    return EventShown(
        type="ACCUSE", mode=None, quad=quad, score=score, status=status, start="2025-03-18", end="2025-03-18",
        actors=[who], recipients=[whom], place=place, country=country, lat=at and at[0], lon=at and at[1],
        independent=1, confidence=0.5, disputed=False, sources=[words(start)],
    )  # fmt: skip


def test_acts_of_one_on_another_are_one_link_with_their_mean_score_and_latest_words() -> None:
    told = [event("A", "B", score=-2, start=7), event("A", "B", score=-7, quad=4), event("A", "B", score=-6, quad=4)]
    (found,) = links([*told, event("A", "A"), event("C", "A", status="planned"), event("C", "A", status="negated")])
    assert (found.actor, found.recipient, found.events, found.score, found.quad) == ("A", "B", 3, -5, 4)
    assert found.words.start == 7


def test_names_in_the_network_lie_in_its_frame_and_never_on_one_another() -> None:
    names = [f"Republic of {n}" for n in range(30)]
    told = [event(a, b) for n, (a, b) in enumerate(itertools.combinations(names, 2)) if n % 7 == 0]
    drawn = network(links(told))
    assert drawn is not None
    assert len(drawn.nodes) <= net.MOST_ACTORS
    assert len(drawn.arrows) <= net.MOST_LINKS
    for node in drawn.nodes:
        assert 0 <= node.x <= net.WIDE and 0 <= node.y <= drawn.height
    for a, b in itertools.combinations(drawn.nodes, 2):
        assert abs(a.x - b.x) > 60 or abs(a.y - b.y) > 13, (a, b)
    assert network(links(told)) == drawn, "the same events give the same drawing"
    assert network(links(told[:1])) is None


def test_the_map_knows_towns_from_countries_and_is_cut_to_where_they_are() -> None:
    here = [event("A", "B", place="Goma", country="COD", at=(-1.68, 29.22))] * 2
    there = event("A", "B", place="Rwanda", country="RWA")
    nowhere = [event("A", "B"), event("A", "B", place="Atlantis", country="ATL"),
               event("A", "B", place="Oslo", country="NOR", at=(59.9, 10.7), status="planned")]  # fmt: skip
    found = spots([*here, there, *nowhere])
    assert [(s.name, s.exact, s.events) for s in found] == [("Goma", True, 2), ("Rwanda", False, 1)]
    drawn = world(found)
    assert drawn is not None
    assert drawn.scale > worldmap.WIDE / WIDTH, "a cut, not the whole world"
    assert all(0 < m.x < worldmap.WIDE and 0 < m.y < worldmap.HIGH for m in drawn.marks)
    assert {m.label for m in drawn.marks} == {"Goma", "Rwanda"}
    assert drawn.marks[-1].radius > drawn.marks[0].radius
    assert world([]) is None


def test_a_map_of_both_ends_of_the_world_shows_all_of_it() -> None:
    far = [("Suva", -18.1, 178.4), ("Anchorage", 61.2, -149.9), ("Cape Town", -33.9, 18.4)]
    drawn = world(spots([event("A", "B", place=name, at=(lat, lon)) for name, lat, lon in far]))
    assert drawn is not None
    assert drawn.scale == pytest.approx(worldmap.WIDE / WIDTH, abs=1e-4)
    assert all(0 <= m.x <= worldmap.WIDE and 0 <= m.y <= worldmap.HIGH for m in drawn.marks)


def test_every_country_has_a_name_and_a_point_on_the_map() -> None:
    assert len(countries()) > 190
    for country in countries().values():
        x, y = projected(country.lat, country.lon)
        assert country.name
        assert 0 < x < WIDTH and -5 < y < HEIGHT + 5
    france, chad = countries()["FRA"], countries()["TCD"]
    assert 42 < france.lat < 51 and -5 < france.lon < 8
    assert 7 < chad.lat < 24


def test_events_of_the_same_words_stand_together_once() -> None:
    groups = by_words([event("A", "B", start=1), event("C", "D", start=9), event("A", "C", start=1)])
    assert [[e.recipients[0] for e in g] for g in groups] == [["B", "C"], ["D"]]


def test_positions_stand_by_issue_however_it_is_worded() -> None:
    def stands(who: str, issue: str, at: int) -> PositionShown:
        told = StandShown(stance="for", toward=None, said_by=[], words=words(at))
        return PositionShown(actor=who, issue=issue, stands=[told])

    found = by_issue([stands("A", "the arms embargo", 1), stands("B", "gas", 2), stands("C", "arms embargo", 3)], [])
    assert [(i.issue, [p.actor for p in i.positions]) for i in found] == [
        ("the arms embargo", ["A", "C"]),
        ("gas", ["B"]),
    ]


def test_an_issue_has_the_rule_of_the_decision_whose_words_name_it() -> None:
    def due(quote: str) -> DueShown:
        rule = Rule(body="Council", text="All", source="Treaty", otherwise=None, for_=[], against=[], undecided=[])
        said = words(5).model_copy(update={"quote": quote})
        return DueShown(start="2025-06-09", end="2025-06-09", kind="vote", what="vote", who=[], state="open",
                        condition=None, otherwise=None, rule=rule, sources=[said])  # fmt: skip

    def on(quote: str) -> IssueShown:
        told = StandShown(stance="for", toward=None, said_by=[], words=words(1))
        (found,) = by_issue([PositionShown(actor="A", issue="a British arms embargo", stands=[told])], [due(quote)])
        return found

    named = on("The Council votes on Monday on the British draft of an arms embargo.")
    assert named.rule is not None and (named.rule.body, named.due) == ("Council", "2025-06-09")
    assert on("The Council votes on Monday on the British budget.").rule is None


def test_every_mark_of_a_situation_leads_to_its_words(client: TestClient) -> None:
    page = client.get("/situation", params={"country": "COD"}).text
    drawn = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    assert len(drawn) == 3, "the days, the network and the map"
    marks = [mark for svg in drawn for mark in re.findall(r'<a class="q\d" href="([^"]+)"', svg)]
    assert len(marks) >= 3
    for mark in marks:
        assert re.match(r"/reports/[^?]+\?at=\d+-\d+#asked$", mark)
        assert 'id="asked"' in client.get(mark.partition("#")[0]).text
    assert len(re.findall("<svg", page)) == len(drawn)
    told = client.get("/api/situation", params={"country": "COD"}).json()
    assert {s["name"] for s in told["places"]} == {"North Kivu"}
    assert ("Congolese president", "Rwanda") in {(k["actor"], k["recipient"]) for k in told["links"]}
