"""Records made by hand for the tests of exports: small texts written for them, spans found by their words."""

from __future__ import annotations

from typing import Any

from readout.record import (
    Actor,
    Claim,
    DocketItem,
    Event,
    Figure,
    Period,
    Place,
    Position,
    Record,
    Report,
    Span,
    Time,
)

TEXT = (
    "KLOW - Syldavian Foreign Minister Ana Vosk met Bordurian envoy Pal Tarn in Klow on Monday.\n\n"
    'Vosk said Borduria had "shelled" a village, killing more than 40 civilians. '
    "She opposes the dam treaty.\n\n"
    "The two will meet again at 15:00 on Friday. If they do not sign by June 1, the mission will leave."
)


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start=start, end=start + len(words))


def day(value: str, text: str = TEXT, words: str | None = None) -> Period:
    return Period(start=value, end=value, text=span(text, words) if words else None)


def sentences(text: str) -> list[Span]:
    parts = [p for block in text.split("\n\n") for p in block.replace(". ", ".\0").split("\0")]
    return [span(text, part) for part in parts if part]


def at(words: str) -> Span:
    return span(TEXT, words)


ACTORS = [
    Actor(id="a1", name="Ana Vosk", kind="person", country="ROU", sector="GOV", role="Foreign Minister",
          wikidata="Q1", mentions=[at("Ana Vosk"), at("Vosk said")]),
    Actor(id="a2", name="Pal Tarn", kind="person", country="TLS", sector="GOV", role="envoy",
          mentions=[at("Pal Tarn")]),
    Actor(id="a3", name="Borduria", kind="country", country="TLS", sector="GOV", mentions=[at("Borduria had")]),
    Actor(id="a4", name="village", kind="group", sector="CVL", mentions=[at("a village")]),
    Actor(id="a5", name="United Nations", kind="organisation", country="IGO", sector="IGO",
          mentions=[at("the mission")]),
]  # fmt: skip


def event(identity: str, **parts: Any) -> Event:
    base = {"id": identity, "quad": 1, "score": 2.5, "confidence": 0.8, "type": "CONSULT", "cameo": "042"}
    return Event(**{**base, **parts})


EVENTS = [
    event("e1", mode="visit", contexts=["diplomatic", "military"], actor=["a1"], recipient=["a2"], reciprocal=True,
          actor_text=[at("Syldavian Foreign Minister Ana Vosk")], recipient_text=[at("Bordurian envoy Pal Tarn")],
          trigger=at("met"), evidence=sentences(TEXT)[0], date=day("2031-03-03", words="on Monday"),
          place=Place(name="Bucharest", country="ROU", lat=44.4323, lon=26.1063)),
    event("e2", type="ASSAULT", quad=4, score=-9.0, cameo="194", actor=["a3"], recipient=["a4"], trigger=at("shelled"),
          evidence=sentences(TEXT)[1], claim="c1", place=Place(name="Timor-Leste", country="TLS")),
    event("e3", actor=["a1", "a2"], reciprocal=True, trigger=at("will meet again"), evidence=sentences(TEXT)[3],
          status="planned", date=day("2031-03-07")),
    event("e4", type="RETREAT", quad=2, score=8.0, cameo="0873", actor=["a5"], trigger=at("will leave"),
          evidence=sentences(TEXT)[4], status="conditional"),
]  # fmt: skip


def record(**parts: Any) -> Record:
    """A record with an item of every family; `parts` replace its own."""
    report = Report(
        id="r-00ff", ref="story-1", url="https://news.example/1?a=1&b=2", title="Ministers meet",
        publisher="Example Post", language="en", published="2031-03-04T09:30:00+02:00", text=TEXT,
    )  # fmt: skip
    base: dict[str, Any] = {
        "report": report, "sentences": sentences(TEXT), "actors": ACTORS, "events": EVENTS,
        "times": [Time(id="t1", span=at("at 15:00 on Friday"), type="TIME", value="2031-03-07T15:00")],
        "claims": [Claim(id="c1", source=["a1"], source_text=at("Vosk"), cue=at("said"), quote="partial",
                         content=[at('Borduria had "shelled" a village, killing more than 40 civilians')])],
        "figures": [Figure(id="f1", measure="killed", unit="civilians", low=40, text=at("more than 40"), claim="c1",
                           evidence=sentences(TEXT)[1])],
        "positions": [Position(id="p1", actor=["a1"], issue="the dam treaty", stance="against",
                               evidence=at("opposes the dam treaty"))],
        "docket": [
            DocketItem(id="d1", what="second meeting", kind="meeting", who=["a1", "a2"], status="expected",
                       when=day("2031-03-07", words="15:00 on Friday"), evidence=sentences(TEXT)[3]),
            DocketItem(id="d2", what="signature", kind="deadline", when=day("2031-06-01", words="by June 1"),
                       condition=at("If they do not sign by June 1"), otherwise=at("the mission will leave"),
                       evidence=sentences(TEXT)[4], claim="c1"),
            DocketItem(id="d3", what="review", kind="report", when=Period(start="2031-07-01", end=None),
                       evidence=at("sign")),
            DocketItem(id="d4", what="return", kind="other", status="agreed", evidence=at("sign")),
            DocketItem(id="d5", what="congress", kind="summit", status="cancelled", evidence=at("sign"),
                       when=Period(start="2031-05-10", end="2031-05-12")),
        ],
        "warnings": ["a table was left out"],
    }  # fmt: skip
    return Record(**{**base, **parts})


def simple(text: str, *, identity: str = "r-1", name: str = "Ana", published: str | None = None) -> Record:
    """A record of any text whose one event, claim and docket item are the whole of it; `name` names its actor."""
    whole = Span(start=0, end=len(text))
    report = Report(id=identity, title=text, publisher=name, published=published, text=text)
    return Record(
        report=report,
        sentences=[whole],
        actors=[Actor(id="a1", name=name, kind="person", role=text, mentions=[whole])],
        events=[event("e1", actor=["a1"], trigger=whole, evidence=whole, actor_text=[whole],
                      place=Place(name=name, country="FRA"))],
        claims=[Claim(id="c1", source=["a1"], cue=whole, content=[whole], quote="direct")],
        figures=[Figure(id="f1", measure="count", unit=text, low=1, text=whole, about=name, evidence=whole)],
        docket=[DocketItem(id="d1", what=text, kind="other", who=["a1"], when=day("2031-06-01"), condition=whole,
                           evidence=whole)],
    )  # fmt: skip
