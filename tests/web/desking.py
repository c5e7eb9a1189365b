"""What the tests of the desk share."""

from __future__ import annotations

import re
import socket
import threading
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

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


@contextmanager
def served(app: Any) -> Iterator[str]:
    """The address of a desk that runs."""
    uvicorn = pytest.importorskip("uvicorn", reason="uvicorn is not installed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    for _ in range(1200):
        if server.started:
            break
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(20)
