"""Showing the token once, for a desk that other machines can reach."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from readout.web.desk import DeskOf, FormOf
from readout.web.security import SESSION, SESSION_S

router = APIRouter(include_in_schema=False)


@router.get("/login")
def ask(request: Request, desk: DeskOf) -> Response:
    """The form that asks for the token."""
    return desk.page(request, "login.html", {"wrong": False})


@router.post("/login")
def enter(request: Request, desk: DeskOf, form: FormOf) -> Response:
    """A session for who has the token."""
    if not desk.guard.is_token(form.get("token", ""), request):
        return desk.page(request, "login.html", {"wrong": True}, 403)
    answer = RedirectResponse("/", 303)
    secure = request.url.scheme == "https"
    answer.set_cookie(
        SESSION, desk.guard.open_session(), httponly=True, samesite="strict", secure=secure, max_age=SESSION_S
    )
    return answer


@router.post("/logout")
def leave(request: Request, desk: DeskOf, form: FormOf) -> Response:
    """End the session of this browser."""
    desk.guard.close_session(request)
    answer = RedirectResponse("/login", 303)
    answer.delete_cookie(SESSION)
    return answer
