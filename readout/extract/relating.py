"""The words that tell what a given actor does to a given recipient, where lexicon and parse find them.

The type of a given pair is the trained heads' own: they are right more often than the lexicon, also where that finds
the act, and the two together are no better (training/RUNS.md, section 9). What the heads cannot show are the words.
"""

from __future__ import annotations

from collections.abc import Sequence

from readout import times
from readout.actors.cast import Cast
from readout.extract.events import events
from readout.extract.reading import Reading
from readout.language.document import Document
from readout.record import Event, Report, Span


def told_of(document: Document, actor: Sequence[int], recipient: Sequence[int]) -> Event | None:
    """The surest event in the words whose sides are the pair (token indices), by lexicon and parse alone, or `None`."""
    report = Report(id="pair", text=document.text)
    found = times.find(document.text, published=None, document=document)
    reading = Reading(report, document, Cast(document), found)
    sides = [[Span(start=document.tokens[i].start, end=document.tokens[i].end) for i in s] for s in (actor, recipient)]
    of_pair = [e for e in events(reading, []) if _is_of(e, *sides)]
    return max(of_pair, key=lambda e: e.confidence, default=None)


def _is_of(event: Event, actor: Sequence[Span], recipient: Sequence[Span]) -> bool:
    straight = _meet(event.actor_text, actor) and _meet(event.recipient_text, recipient)
    turned = _meet(event.actor_text, recipient) and _meet(event.recipient_text, actor)
    joint = _meet(event.actor_text, actor) and _meet(event.actor_text, recipient)
    return straight or (event.reciprocal and (turned or joint))


def _meet(some: Sequence[Span], others: Sequence[Span]) -> bool:
    return any(a.start < b.end and b.start < a.end for a in some for b in others)
