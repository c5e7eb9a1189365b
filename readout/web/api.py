"""The JSON twins of the pages over the store; those of the brief and of situations stand beside their pages."""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Query
from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from starlette.responses import Response

from readout.record import Record
from readout.store import Found, Hit, Known, Review, Version
from readout.web import adding, reviewing
from readout.web.asking import PAGE, FilterOf
from readout.web.desk import DeskOf
from readout.web.report import explained

router = APIRouter(prefix="/api")
Words = Annotated[str, Query(max_length=200)]
Page = Annotated[int, Query(ge=1, le=1000)]


class Problem(BaseModel):
    """Why there is no answer, in words for people."""

    detail: str


class Given(BaseModel):
    """What is sent: nothing but what is named."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _whole(text: str) -> str:
    """`text`, where it is Unicode. Raises `ValueError` for half of a surrogate pair, which JSON can hold."""
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise ValueError("it holds half a character")
    return text


class Wanted(Given):
    """A report to add: its text, or the URL of its page. `title` and `published` win over what it says of itself."""

    text: Annotated[str, AfterValidator(_whole), Field(description=f"{adding.TEXT:,} characters at most")] = ""
    url: Annotated[str, Field(max_length=adding.ADDRESS, description="http or https, at a public address")] = ""
    title: Annotated[str, Field(max_length=adding.TITLE)] | None = None
    published: Annotated[str, Field(max_length=40, description="ISO 8601 day or time")] | None = None


class AddedReport(BaseModel):
    """A report that is in the store now."""

    id: str
    title: str


class Reading(BaseModel):
    """How an upload fares: what was read, and what went wrong."""

    name: str
    done: bool
    reports: list[AddedReport]
    trouble: list[str]


class Said(Given):
    """A verdict on an item. `fields` are those that a correction changes, as the report's page names them."""

    key: Annotated[str, Field(max_length=100, description="The item's key, as lists and reviews give it")]
    verdict: Literal["accept", "reject", "correct"]
    who: Annotated[str, Field(max_length=200)]
    fields: dict[str, Annotated[str, Field(max_length=1000)]] = {}


@router.post("/reports", response_model=Reading, status_code=202)
def add(desk: DeskOf, wanted: Wanted, response: Response) -> Reading:
    """Add a report by its text or its URL. It is read after the answer, which says where to ask how it fares."""
    title, published = (wanted.title or "").strip() or None, (wanted.published or "").strip() or None
    text = wanted.text if wanted.text.strip() else ""
    name = adding.begun(desk, adding.Upload(text, wanted.url.strip(), title, published))
    response.headers["location"] = f"/api/reading/{quote(name)}"
    return reading(desk, name)


@router.get("/reading/{name}", response_model=Reading)
def reading(desk: DeskOf, name: str) -> Reading:
    """How an upload fares."""
    job = adding.job_of(desk, name)
    done = job.done  # before the lists, which grow until then
    reports = [AddedReport(id=i, title=title) for i, title in list(job.read)]
    return Reading(name=name, done=done, reports=reports, trouble=list(job.trouble))


@router.get("/reports/{report_id}", response_model=Record)
def report(desk: DeskOf, report_id: str) -> Record:
    """The record of a report, as `readout schema` describes it."""
    return desk.record(report_id)


@router.get("/reports/{report_id}/reviews", response_model=list[Review])
def reviews(desk: DeskOf, report_id: str) -> list[Review]:
    """What persons said of the items of a report, the oldest first."""
    desk.record(report_id)
    return desk.store.reviews(report_id)


@router.post("/reports/{report_id}/reviews", response_model=list[Review], status_code=201)
def review(desk: DeskOf, report_id: str, said: Said) -> list[Review]:
    """Keep a verdict on an item; returns all reviews of the report."""
    reviewing.kept(desk, report_id, said.key, said.verdict, said.who, said.fields)
    return desk.store.reviews(report_id)


@router.get("/reports/{report_id}/versions", response_model=list[Version])
def versions(desk: DeskOf, report_id: str) -> list[Version]:
    """Every reading of a report, the oldest first."""
    desk.record(report_id)
    return desk.store.versions(report_id)


@router.get("/reports/{report_id}/why", response_model=dict[str, str])
def why(desk: DeskOf, report_id: str) -> dict[str, str]:
    """The rule or head behind each item, by its key. The report is read once more for it."""
    return explained(desk, desk.record(report_id))


@router.get("/search", response_model=list[Hit])
def search(desk: DeskOf, q: Words = "", page: Page = 1) -> list[Hit]:
    """Reports that hold all the words, the best first."""
    return desk.store.search(q, limit=PAGE, offset=(page - 1) * PAGE)


@router.get("/actors", response_model=list[Known])
def actors(desk: DeskOf, q: Words = "", page: Page = 1) -> list[Known]:
    """Actors, those of the most items first."""
    return desk.store.actors(q or None, limit=PAGE, offset=(page - 1) * PAGE)


@router.get("/events", response_model=list[Found])
def events(desk: DeskOf, wanted: FilterOf) -> list[Found]:
    """Events: who did what to whom."""
    return desk.store.events(wanted)


@router.get("/claims", response_model=list[Found])
def claims(desk: DeskOf, wanted: FilterOf) -> list[Found]:
    """Claims: who said what."""
    return desk.store.claims(wanted)


@router.get("/figures", response_model=list[Found])
def figures(desk: DeskOf, wanted: FilterOf) -> list[Found]:
    """Figures, as ranges."""
    return desk.store.figures(wanted)


@router.get("/positions", response_model=list[Found])
def positions(desk: DeskOf, wanted: FilterOf) -> list[Found]:
    """Positions: who stands where."""
    return desk.store.positions(wanted)


@router.get("/docket", response_model=list[Found])
def docket(desk: DeskOf, wanted: FilterOf) -> list[Found]:
    """Docket items: what is due."""
    return desk.store.docket(wanted)
