"""Who acts on whom: the events of a situation as arrows between actors, placed so that their names can be read."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from readout.web.shown import EventShown, Shown, Words

DONE = ("occurred", "ongoing")
"""Events that are acts; those planned, denied, recalled or possible are none."""
MOST_LINKS, MOST_ACTORS = 28, 16
"""Arrows and actors drawn at most, those of the most events first."""
WIDE, HIGH = 640.0, 440.0
"""Width and greatest height of the drawing, in its own units."""
_EDGE_X, _EDGE_Y = 96.0, 24.0
_RADIUS = 6.0
_ROUNDS = 150
_LABEL = 26
"""Characters of a name that are drawn."""


class Link(Shown):
    """One actor's acts on another. `score` is their mean; `quad` the class of most; `words` the latest telling."""

    actor: str
    recipient: str
    events: int
    score: float
    quad: int
    types: list[str]
    words: Words


@dataclass(frozen=True)
class Node:
    """An actor in the drawing."""

    name: str
    label: str
    x: float
    y: float


@dataclass(frozen=True)
class Arrow:
    """A link as a curve with a head, both as SVG paths."""

    link: Link
    curve: str
    head: str
    width: float


@dataclass(frozen=True)
class Network:
    """The drawing."""

    nodes: tuple[Node, ...]
    arrows: tuple[Arrow, ...]
    height: float


def links(events: Sequence[EventShown]) -> list[Link]:
    """Who acted on whom, those of the most events first; `events` come newest first."""
    found: dict[tuple[str, str], list[EventShown]] = {}
    for event in events:
        if event.status in DONE:
            for pair in dict.fromkeys((a, r) for a in event.actors for r in event.recipients if a != r):
                found.setdefault(pair, []).append(event)
    made = [_link(pair, acts) for pair, acts in found.items()]
    return sorted(made, key=lambda link: -link.events)


def _link(pair: tuple[str, str], acts: Sequence[EventShown]) -> Link:
    kinds = Counter(e.type for e in acts)
    return Link(
        actor=pair[0], recipient=pair[1], events=len(acts), score=round(sum(e.score for e in acts) / len(acts), 1),
        quad=Counter(e.quad for e in acts).most_common(1)[0][0], types=[kind for kind, _ in kinds.most_common(3)],
        words=acts[0].sources[0],
    )  # fmt: skip


def network(found: Sequence[Link]) -> Network | None:
    """The drawing of the links that matter most; `None` where there are fewer than two."""
    drawn, names = list[Link](), dict[str, int]()
    for link in found[: 4 * MOST_LINKS]:
        new = [n for n in (link.actor, link.recipient) if n not in names]
        if len(drawn) < MOST_LINKS and len(names) + len(new) <= MOST_ACTORS:
            drawn.append(link)
            names.update({name: len(names) + n for n, name in enumerate(new)})
    if len(drawn) < 2:
        return None
    height = min(HIGH, 110.0 + 30 * len(names))
    spots = _placed(len(names), height, [(names[k.actor], names[k.recipient], k.events) for k in drawn])
    nodes = tuple(Node(name, _short(name), *map(float, spots[n])) for name, n in names.items())
    most = max(link.events for link in drawn)
    arrows = tuple(_arrow(k, nodes[names[k.actor]], nodes[names[k.recipient]], most) for k in drawn)
    return Network(nodes, arrows, height)


def _short(name: str) -> str:
    return name if len(name) <= _LABEL else name[: _LABEL - 1].rstrip() + "…"


def _placed(count: int, height: float, pairs: Sequence[tuple[int, int, int]]) -> NDArray[np.float64]:
    """Where each actor stands: those linked are drawn together, all others pushed apart.

    Fruchterman and Reingold (1991), "Graph drawing by force-directed placement", from a circle, so that the same links
    give the same drawing; then names that lie on one another are moved apart.
    """
    turn = 2 * math.pi * np.arange(count) / count
    spots = np.stack([np.cos(turn), np.sin(turn)], axis=1)
    near = 1.1 / math.sqrt(count)
    pull = np.zeros((count, count))
    for a, b, weight in pairs:
        pull[a, b] = pull[b, a] = max(pull[a, b], 1 + math.log(weight))
    for n in range(_ROUNDS):
        gap = spots[:, None] - spots[None]
        far = np.maximum(np.hypot(gap[..., 0], gap[..., 1]), 0.02)
        force = near**2 / far**2 - pull * far / near * 0.5
        moved = (gap * force[..., None]).sum(axis=1) - 0.6 * spots
        length = np.maximum(np.hypot(moved[:, 0], moved[:, 1]), 1e-9)
        most = 0.2 * (1 - n / _ROUNDS)
        spots += moved * (np.minimum(length, most) / length)[:, None]
    return _apart(_fitted(spots, height), height)


def _fitted(spots: NDArray[np.float64], height: float) -> NDArray[np.float64]:
    low, high = spots.min(axis=0), spots.max(axis=0)
    size = np.maximum(high - low, 1e-9)
    edge = np.array([_EDGE_X, _EDGE_Y])
    return np.asarray(edge + (spots - low) / size * (np.array([WIDE, height]) - 2 * edge))


def _apart(spots: NDArray[np.float64], height: float) -> NDArray[np.float64]:
    """Move what stands within a name's width and height of another up or down, until none does or time is up."""
    for _ in range(60):
        clash = False
        for a in range(len(spots)):
            for b in range(a):
                dx, dy = spots[a] - spots[b]
                if abs(dx) < 150 and abs(dy) < 36:
                    step = (36 - abs(dy)) / 2 * (1 if dy >= 0 else -1)
                    spots[a, 1], spots[b, 1] = spots[a, 1] + step, spots[b, 1] - step
                    clash = True
        spots[:, 1] = np.clip(spots[:, 1], _EDGE_Y / 2, height - _EDGE_Y)
        if not clash:
            break
    return spots.round(1)


def _arrow(link: Link, start: Node, end: Node, most: int) -> Arrow:
    """A curve to the right of the straight line, so that acts in both directions lie beside each other."""
    dx, dy = end.x - start.x, end.y - start.y
    far = math.hypot(dx, dy) or 1.0
    bend = min(26.0, far / 6)
    mx, my = (start.x + end.x) / 2 - dy / far * bend, (start.y + end.y) / 2 + dx / far * bend
    ux, uy = _unit(end.x - mx, end.y - my)
    tip = end.x - ux * (_RADIUS + 2), end.y - uy * (_RADIUS + 2)
    foot = tip[0] - ux * 9, tip[1] - uy * 9
    sx, sy = _unit(mx - start.x, my - start.y)
    curve = f"M{start.x + sx * _RADIUS:.1f} {start.y + sy * _RADIUS:.1f}Q{mx:.1f} {my:.1f} {foot[0]:.1f} {foot[1]:.1f}"
    head = (
        f"M{tip[0]:.1f} {tip[1]:.1f}L{foot[0] - uy * 5:.1f} {foot[1] + ux * 5:.1f}"
        f"L{foot[0] + uy * 5:.1f} {foot[1] - ux * 5:.1f}z"
    )
    return Arrow(link, curve, head, round(1.5 + 3 * math.log(link.events) / max(1.0, math.log(most)), 1))


def _unit(x: float, y: float) -> tuple[float, float]:
    far = math.hypot(x, y) or 1.0
    return x / far, y / far
