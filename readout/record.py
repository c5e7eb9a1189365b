"""The contract: the types of a record, version 1.

One report in, one `Record` out. All offsets are Unicode code points into `report.text`, start inclusive, end
exclusive. Unknown is `None`, never a guess. Every span, id and reference is checked on construction, so a
`Record` that exists is sound; a broken one raises `pydantic.ValidationError` (a `ValueError`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from readout.errors import FormatError

SCHEMA = "readout/1"

EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
PLOVER: tuple[str, ...] = get_args(EventType)
"""The names of the sixteen types."""
Status = Literal["occurred", "ongoing", "planned", "possible", "conditional", "negated", "historical"]
ActorKind = Literal["person", "country", "organisation", "group", "place-for-government"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Quote = Literal["direct", "partial", "indirect"]
ClaimKind = Literal["statement", "belief", "report", "denial", "question"]
Stance = Literal["for", "against", "conditional", "undecided"]
DocketKind = Literal[
    "meeting", "visit", "vote", "report", "deadline", "expiry", "election", "court", "talks", "summit", "operation",
    "other",
]  # fmt: skip
DocketStatus = Literal["scheduled", "expected", "agreed", "proposed", "postponed", "cancelled"]

OwnName = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9_]{1,39}$")]
"""The name of a type of the user's own ontology; the record declares it in `types`."""
IsoDate = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Country = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]


class Model(BaseModel):
    """Base of all parts: immutable, and nothing but what the contract names."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Model):
    """Code points [`start`, `end`) of `report.text`; never empty."""

    start: int = Field(ge=0)
    end: int

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.end <= self.start:
            raise ValueError(f"span [{self.start}, {self.end}) is empty or reversed; start must be less than end")
        return self


class Period(Model):
    """The days from `start` to `end`, inclusive, ISO 8601; either is `None` where the period is open."""

    start: IsoDate | None
    end: IsoDate | None
    text: Span | None = None
    """The words that name the period."""

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.start and self.end and self.end < self.start:
            raise ValueError(f"period {self.start}..{self.end} ends before it starts")
        return self


class Place(Model):
    """Where something happened. `lat` and `lon` are degrees (WGS 84)."""

    name: str
    country: Country | None = None
    lat: float | None = Field(default=None, ge=-90, le=90)
    lon: float | None = Field(default=None, ge=-180, le=180)


class Report(Model):
    """The clean text of one report and what is known of it."""

    id: str
    """Stable: from the content, so that the same text read twice is the same report."""
    ref: str | None = None
    """The caller's own id: `id` of a JSONL line, a file's stem, a WARC record's."""
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    wire: str | None = None
    byline: str | None = None
    language: str | None = None
    """ISO 639-1."""
    published: str | None = None
    """ISO 8601 date, or date and time with the UTC offset where one is given."""
    text: str


class Item(Model):
    """An item of the record. `why` says which rule or head made it, and how surely; it is not part of the contract."""

    id: str
    why: str = Field(default="", exclude=True, repr=False)


class Actor(Item):
    """Someone who acts, speaks or is acted on. `country` is ISO 3166-1 alpha-3, XKX, or IGO."""

    name: str
    kind: ActorKind
    country: Country | None = None
    sector: str | None = None
    role: str | None = None
    wikidata: str | None = None
    mentions: list[Span] = []


class Time(Item):
    """A time expression: its TimeML `type` and `value`, and the days that it covers, where it does."""

    span: Span
    type: TimeType
    value: str
    period: Period | None = None


class Event(Item):
    """Who did what to whom. `quad` is 1-4, `score` PLOVER's -10..10, `confidence` 0-1."""

    type: EventType | OwnName
    mode: str | None = None
    contexts: list[str] = []
    actor: list[str] = []
    recipient: list[str] = []
    reciprocal: bool = False
    actor_text: list[Span] = []
    recipient_text: list[Span] = []
    trigger: Span
    evidence: Span
    date: Period | None = None
    place: Place | None = None
    status: Status = "occurred"
    claim: str | None = None
    cameo: str | None = None
    quad: int = Field(ge=1, le=4)
    score: float = Field(ge=-10, le=10)
    confidence: float = Field(default=0.5, ge=0, le=1)


class Claim(Item):
    """An attribution of words, thoughts or knowledge to a source. `via` is the claim that this one stands inside."""

    source: list[str] = []
    source_text: Span | None = None
    cue: Span
    content: list[Span]
    quote: Quote
    via: str | None = None
    kind: ClaimKind = "statement"


class Figure(Item):
    """A number that carries the news, as a range: `None` is an open end."""

    measure: str
    unit: str | None = None
    low: float | None = None
    high: float | None = None
    approximate: bool = False
    text: Span
    about: str | None = None
    period: Period | None = None
    claim: str | None = None
    evidence: Span


class Position(Item):
    """Who stands where on an open question."""

    actor: list[str]
    issue: str
    stance: Stance
    toward: str | None = None
    evidence: Span
    claim: str | None = None


class Decision(Model):
    """How a body decides a matter of the docket, and where the actors of the report stand on it."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    body: str
    text: str
    source: str
    otherwise: str | None = None
    for_: list[str] = Field(default=[], alias="for")
    against: list[str] = []
    undecided: list[str] = []


class DocketItem(Item):
    """Something due, set, expected or agreed to happen after the report."""

    what: str
    kind: DocketKind
    who: list[str] = []
    when: Period | None = None
    status: DocketStatus = "scheduled"
    condition: Span | None = None
    otherwise: Span | None = None
    evidence: Span
    claim: str | None = None
    rule: Decision | None = None


class OwnType(Model):
    """A type of event that the user's ontology adds. `parent` is the PLOVER type that it stands under, if any."""

    name: OwnName
    parent: EventType | None = None
    quad: int = Field(ge=1, le=4)
    score: float = Field(ge=-10, le=10)


class Record(Model):
    """Everything that Readout takes from one report."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    schema_: Literal["readout/1"] = Field(default="readout/1", alias="schema")
    report: Report
    sentences: list[Span] = []
    actors: list[Actor] = []
    times: list[Time] = []
    events: list[Event] = []
    claims: list[Claim] = []
    figures: list[Figure] = []
    positions: list[Position] = []
    docket: list[DocketItem] = []
    types: list[OwnType] = []
    """The types of the user's own ontology that events of this record may have."""
    warnings: list[str] = []

    @model_validator(mode="after")
    def _sound(self) -> Self:
        length = len(self.report.text)
        for where, span in _spans(self):
            if span.end > length:
                raise ValueError(
                    f"{where}: span [{span.start}, {span.end}) runs past the end of the text ({length} code points)"
                )
        _check_references(self)
        _check_types(self)
        return self

    def plover(self, event: Event) -> str:
        """The PLOVER type of `event`: of an own type its parent, or its own name where it stands under none."""
        parents = {t.name: t.parent for t in self.types}
        return parents.get(event.type) or event.type

    def items(self) -> Iterator[tuple[str, Item]]:
        """Every item with the name of its family, in the order of the contract."""
        for family in FAMILIES:
            for item in getattr(self, family):
                yield family, item


FAMILIES = ("actors", "times", "events", "claims", "figures", "positions", "docket")


def _spans(record: Record) -> Iterator[tuple[str, Span]]:
    for span in record.sentences:
        yield "sentences", span
    for family, item in record.items():
        for value in item.__dict__.values():
            for part in value if isinstance(value, list) else (value,):
                if isinstance(part, Span):
                    yield f"{family} {item.id}", part
                elif isinstance(part, Period) and part.text is not None:
                    yield f"{family} {item.id}", part.text


def _named(value: Sequence[str] | Decision | None) -> set[str]:
    """Actor ids that a field of an item names."""
    if isinstance(value, Decision):
        return {*value.for_, *value.against, *value.undecided}
    return set(value or ())


def _check_references(record: Record) -> None:
    """Ids are unique, every actor and claim that is named exists, no claim stands inside itself."""
    ids = [item.id for _, item in record.items()]
    if len(ids) != len(set(ids)):
        raise ValueError(f"ids repeat: {sorted({i for i in ids if ids.count(i) > 1})}")
    actors = {a.id for a in record.actors}
    outer = {c.id: c.via for c in record.claims}
    for family, item in record.items():
        for key in ("actor", "recipient", "source", "who", "rule"):
            missing = _named(getattr(item, key, ())) - actors
            if missing:
                raise ValueError(f"{family} {item.id}: {key} names actors that the record does not list: {missing}")
        for key in ("claim", "via"):
            claim = getattr(item, key, None)
            if claim is not None and claim not in outer:
                raise ValueError(f"{family} {item.id}: {key} names the claim {claim!r}, which the record does not list")
    for claim in outer:
        seen, link = {claim}, outer[claim]
        while link is not None:
            if link in seen:
                raise ValueError(f"claims {claim}: the chain of `via` runs in a circle")
            seen.add(link)
            link = outer[link]


def _check_types(record: Record) -> None:
    """Own types are declared once, under no PLOVER name, and every type of an event is PLOVER's or declared."""
    own = [t.name for t in record.types]
    wrong = {name for name in own if name in PLOVER or own.count(name) > 1}
    if wrong:
        raise ValueError(f"types: {sorted(wrong)} are declared twice or are PLOVER's own")
    for event in record.events:
        if event.type not in PLOVER and event.type not in own:
            raise ValueError(f"events {event.id}: type {event.type!r} is neither PLOVER's nor declared in `types`")


def day_of(text: str | None) -> date | None:
    """The day of an ISO 8601 date or moment; `None` where it is none (the pattern lets 2013-02-31 pass)."""
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a record, as `readout schema` prints it."""
    schema = Record.model_json_schema(by_alias=True, mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA, **schema}


def from_json(data: str | bytes, *, source: str = "") -> Record:
    """The record that a line of JSON holds, checked like a new one.

    Raises `FormatError`, which names `source` and the first thing wrong, where it is no sound record.
    """
    try:
        return Record.model_validate_json(data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "the record"
        raise FormatError(
            f"this is no sound record ({place}: {first['msg']})", remedy="See `readout schema`", source=source
        ) from error
