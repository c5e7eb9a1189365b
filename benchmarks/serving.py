"""A desk that runs on this machine while something asks it."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

STARTS, STOPS = 60.0, 20.0
"""Seconds that a desk may take to start and to stop."""


@contextmanager
def served(app: Any) -> Iterator[str]:
    """The address of a running desk, at a free port of the loopback.

    Raises:
        TimeoutError: it did not start within `STARTS`.
    """
    import uvicorn

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        _wait(server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(STOPS)


def _wait(server: Any) -> None:
    until = time.monotonic() + STARTS
    while not server.started:
        if time.monotonic() > until:
            raise TimeoutError(f"the desk did not start within {STARTS:.0f} seconds")
        time.sleep(0.05)
