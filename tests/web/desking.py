"""What the tests of the desk share."""

from __future__ import annotations

import re
import warnings

from benchmarks.serving import served

with warnings.catch_warnings():  # newer Starlettes want another HTTP library under their client
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

__all__ = ["HERE", "TestClient", "csrf", "of_title", "served"]
HERE = "http://127.0.0.1:8013"


def csrf(page: str) -> str:
    """The form token of a page."""
    found = re.search(r'name="csrf" value="(\w+)"', page)
    assert found
    return found[1]


def of_title(client: TestClient, words: str) -> str:
    """The id of the report whose title holds the words."""
    hits = client.get("/api/search", params={"q": words}).json()
    (found,) = [hit["report"] for hit in hits if words.casefold() in (hit["title"] or "").casefold()]
    return str(found)
