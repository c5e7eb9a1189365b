"""Accept, reject, correct: kept in the store with who and when."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from readout.errors import UsageError
from readout.store.amending import holds
from readout.store.fields import corrected
from readout.store.keys import keyed
from readout.web.desk import NAME, Desk, DeskOf, FormOf
from readout.web.report import Card, cards

router = APIRouter(include_in_schema=False)
VERDICTS = {"accept": "accepted", "reject": "rejected", "correct": "corrected"}
_NAME = 80


@router.post("/reports/{report_id}/review")
def review(desk: DeskOf, form: FormOf, report_id: str) -> Response:
    """Keep a verdict on an item and go back to it."""
    card, who = kept(desk, report_id, form.get("key", ""), form.get("verdict", ""), form.get("who", ""), form)
    answer = RedirectResponse(f"/reports/{quote(report_id, safe='')}#i-{quote(card.id)}", 303)
    answer.set_cookie(NAME, quote(who), httponly=True, samesite="strict", max_age=365 * 86400)
    return answer


def kept(desk: Desk, report_id: str, key: str, verdict: str, who: str, fields: Mapping[str, str]) -> tuple[Card, str]:
    """Keep a verdict of `VERDICTS` on an item; returns the item as it was read, and the name that is kept.

    Answers 404 where there is no such report, 422 for anything that the record could not hold.
    """
    who = " ".join(who.split())
    if not who or len(who) > _NAME or not who.isprintable():
        raise HTTPException(422, f"Say who you are, in {_NAME} characters at most")
    said = VERDICTS.get(verdict)
    record = desk.record(report_id)
    found = [c for family in cards(record, []).values() for c in family if c.key == key]
    if said is None or not found:
        raise HTTPException(422, "There is no such item or verdict")
    (card,) = found
    try:
        changed = corrected(card.family, card.values, fields) if said == "corrected" else {}
    except UsageError as error:
        raise HTTPException(422, str(error)) from error
    if said == "corrected" and not changed:
        raise HTTPException(422, "Nothing was changed: accept the item, or change a field")
    item = next(item for _, item, its in keyed(record) if its == card.key)
    if changed and holds(record, item, changed) is None:
        raise HTTPException(422, "The record cannot hold that: does it end before it starts?")
    desk.store.review(report_id, card.key, said, who=who, fields=changed)
    return card, who
