"""Accept, reject, correct: kept in the store with who and when."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from readout.errors import UsageError
from readout.web.desk import NAME, DeskOf, FormOf
from readout.web.fields import corrected
from readout.web.report import cards

router = APIRouter(include_in_schema=False)
VERDICTS = {"accept": "accepted", "reject": "rejected", "correct": "corrected"}
_NAME = 80


@router.post("/reports/{report_id}/review")
def review(desk: DeskOf, form: FormOf, report_id: str) -> Response:
    """Keep a verdict on an item and go back to it."""
    who = " ".join(form.get("who", "").split())
    if not who or len(who) > _NAME:
        raise HTTPException(422, f"Say who you are, in {_NAME} characters at most")
    verdict = VERDICTS.get(form.get("verdict", ""))
    record = desk.record(report_id)
    found = [c for family in cards(record, []).values() for c in family if c.key == form.get("key")]
    if verdict is None or not found:
        raise HTTPException(422, "There is no such item or verdict")
    (card,) = found
    try:
        fields = corrected(card.family, card.values, form) if verdict == "corrected" else {}
    except UsageError as error:
        raise HTTPException(422, str(error)) from error
    if verdict == "corrected" and not fields:
        raise HTTPException(422, "Nothing was changed: accept the item, or change a field")
    desk.store.review(report_id, card.key, verdict, who=who, fields=fields)
    answer = RedirectResponse(f"/reports/{quote(report_id, safe='')}#i-{quote(card.id)}", 303)
    answer.set_cookie(NAME, quote(who), httponly=True, samesite="strict", max_age=365 * 86400)
    return answer
