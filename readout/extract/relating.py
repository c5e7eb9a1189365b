"""The words that tell what a given actor does to a given recipient, where lexicon and parse find them.

The type of a given pair is the trained heads' own: they are right more often than the lexicon, also where that finds
the act, and the two together are no better (training/RUNS.md, section 9). What the heads cannot show are the words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

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
    parties = {
        name: [Span(start=document.tokens[i].start, end=document.tokens[i].end) for i in side]
        for name, side in (("actor", actor), ("recipient", recipient))
    }

    def covers(event: Event, side: str, party: str) -> bool:
        spans = event.actor_text if side == "actor" else event.recipient_text
        return any(a.start < b.end and b.start < a.end for a in spans for b in parties[party])

    of_pair = [event for event in events(reading, []) if is_between(event, partial(covers, event))]
    return max(of_pair, key=lambda e: e.confidence, default=None)


def is_between(event: Event, covers: Callable[[str, str], bool]) -> bool:
    """Whether an event is one of two parties: `covers` tells whether a side of it ("actor", "recipient") names one of
    them (the same two words). What both do to each other is either's, and may have both on one side."""
    if covers("actor", "actor") and covers("recipient", "recipient"):
        return True
    turned = event.reciprocal and covers("actor", "recipient")
    return turned and (covers("recipient", "actor") or covers("actor", "actor"))
