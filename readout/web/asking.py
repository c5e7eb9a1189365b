"""The filter of a list as it stands in an address: the same for pages, JSON and feeds."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Depends, Query

from readout.errors import UsageError
from readout.store import Filter

PAGE = 50
_Text = Annotated[str, Query(max_length=200)]
_Day = Annotated[str, Query(max_length=10, description="ISO 8601, such as 2013-02-18")]


def filter_asked(
    actor: _Text = "", with_: Annotated[str, Query(alias="with", max_length=200)] = "", type: _Text = "",
    country: Annotated[str, Query(max_length=3)] = "", since: _Day = "", until: _Day = "", about: _Text = "",
    status: _Text = "", page: Annotated[int, Query(ge=1, le=10_000)] = 1,
) -> Filter:  # fmt: skip
    """The filter that an address asks for. Raises `UsageError` for a day that is none."""
    return Filter(
        actor.strip() or None, with_.strip() or None, type.strip() or None, country.strip().upper() or None,
        day_asked(since, "since"), day_asked(until, "until"), about.strip() or None, status.strip() or None,
        PAGE, (page - 1) * PAGE,
    )  # fmt: skip


FilterOf = Annotated[Filter, Depends(filter_asked)]


def day_asked(value: str, name: str) -> str | None:
    """An ISO 8601 day, or `None` where none was given. Raises `UsageError` where it is no day."""
    if not value.strip():
        return None
    try:
        return date.fromisoformat(value.strip()).isoformat()
    except ValueError as error:
        raise UsageError(f"{name} is no date", remedy="Give it as 2013-02-18") from error


def values(wanted: Filter) -> dict[str, Any]:
    """The filter by the names of the address."""
    names = ("actor", "with_", "type", "country", "since", "until", "about", "status")
    return {name.rstrip("_"): getattr(wanted, name) for name in names if getattr(wanted, name)}


def address(path: str, wanted: Filter, **more: Any) -> str:
    """`path` with the filter as its query."""
    asked = urlencode(values(wanted) | more)
    return f"{path}?{asked}" if asked else path
