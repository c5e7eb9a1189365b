from __future__ import annotations

import pytest

from readout.actors.entities import Entity
from readout.actors.posts import Post

FUND, MILL = Entity("World Fund", "organisation"), Entity("Norland Mill", "organisation")


def post(title: str, *bodies: Entity, nouns: str = "") -> Post:
    return Post(title, frozenset(bodies), frozenset(nouns.split()))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (post("chief", FUND), post("director general", FUND), True),
        (post("head", FUND), post("managing director", FUND), True),
        (post("president", FUND), post("chairman", FUND), False),
        (post("chief", FUND), post("director general", MILL), False),
        (post("chief", FUND), post("deputy director", FUND), False),
        (post("chief", nouns="central bank"), post("president", nouns="central bank"), True),
        (post("chief"), post("director general"), False),
    ],
)
def test_one_body_has_one_head(one: Post, other: Post, same: bool) -> None:
    assert bool(one.same_top(other)) is bool(other.same_top(one)) is same


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        (post("spokesman", FUND), post("spokesman", MILL), True),
        (post("spokesman", FUND), post("spokesman"), False),
        (post("spokesman", nouns="foreign ministry"), post("spokesman", nouns="ministry"), False),
        (post("spokesman", nouns="army"), post("spokesman", nouns="police"), True),
    ],
)
def test_offices_of_two_bodies_are_two(one: Post, other: Post, apart: bool) -> None:
    assert one.other_body(other) is apart
