"""The JSON twins of the pages over the store; those of the brief and of situations stand beside their pages."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from readout.record import Record
from readout.store import Found, Hit, Known, Review
from readout.web.asking import PAGE, FilterOf
from readout.web.desk import DeskOf

router = APIRouter(prefix="/api")
Words = Annotated[str, Query(max_length=200)]
Page = Annotated[int, Query(ge=1, le=1000)]


@router.get("/reports/{report_id}", response_model=Record)
def report(desk: DeskOf, report_id: str) -> Record:
    """The record of a report, as `readout schema` describes it."""
    return desk.record(report_id)


@router.get("/reports/{report_id}/reviews", response_model=list[Review])
def reviews(desk: DeskOf, report_id: str) -> list[Review]:
    """What persons said of the items of a report, the oldest first."""
    desk.record(report_id)
    return desk.store.reviews(report_id)


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
