"""Records made by hand: a report in which one side acts on another, and all that hangs on it."""

from __future__ import annotations

from readout.record import Actor, Claim, DocketItem, Event, Figure, Period, Position, Record, Report, Span


def made(number: int, *, one: str = "Syldavia", other: str = "Borduria", day: str = "2031-04-02") -> Record:
    """Report `number`: `one` condemns `other` on `day`, with a claim, a figure, a position and a docket item."""
    text = (
        f"{one} condemned {other} on Friday over dam {number}. {one} said 40 were killed. "
        f"It opposes the dam treaty. They meet in May."
    )

    def span(words: str) -> Span:
        start = text.index(words)
        return Span(start=start, end=start + len(words))

    first, second = span(text[: text.index(". ") + 1]), span(f"{one} said 40 were killed.")
    return Record(
        report=Report(id=f"r{number}", title=f"Dam {number} in dispute", text=text, published=f"{day}T08:00+02:00"),
        sentences=[first, second],
        actors=[
            Actor(id="a1", name=one, kind="country", country="SYL", mentions=[span(one)]),
            Actor(id="a2", name=other, kind="country", country="BOR", mentions=[span(other)]),
        ],
        events=[
            Event(id="e1", type="ACCUSE", actor=["a1"], recipient=["a2"], trigger=span("condemned"), evidence=first,
                  date=Period(start=day, end=day), quad=3, score=-2)
        ],
        claims=[Claim(id="c1", source=["a1"], cue=span("said"), content=[span("40 were killed")], quote="indirect")],
        figures=[Figure(id="f1", measure="killed", low=40, high=40, text=span("40"), claim="c1", evidence=second)],
        positions=[
            Position(id="p1", actor=["a1"], issue="the dam treaty", stance="against", evidence=span("It opposes the"))
        ],
        docket=[
            DocketItem(id="d1", what="meeting", kind="meeting", who=["a1", "a2"],
                       when=Period(start="2031-05-01", end="2031-05-31"), evidence=span("They meet in May."))
        ],
    )  # fmt: skip
