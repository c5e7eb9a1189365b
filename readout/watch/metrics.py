"""Health and metrics of a watch on a loopback port: `/health`, and `/metrics` in Prometheus's text format 0.0.4."""

from __future__ import annotations

import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from readout.errors import UsageError

STALE_S = 600.0
"""Seconds without a turn of the loop after which a watch is not healthy."""
_HELP = {
    "readout_items_new_total": "Items that feeds named for the first time.",
    "readout_items_read_total": "Items whose record is kept.",
    "readout_items_failed_total": "Items given up.",
    "readout_items_retried_total": "Items put off after a failure.",
    "readout_feeds_polled_total": "Answers of feeds.",
    "readout_feeds_unchanged_total": "Answers of feeds that nothing is new (304).",
    "readout_feeds_failed_total": "Feeds that did not answer well.",
    "readout_bytes_fetched_total": "Bytes of pages and feeds.",
}


class Metrics:
    """Counters of a watch since it began, and when its loop last turned."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._lock = threading.Lock()
        self.waiting = 0
        self.turned = time.monotonic()

    def add(self, name: str, by: int = 1) -> None:
        """Count `readout_{name}_total` up."""
        with self._lock:
            self._counts[f"readout_{name}_total"] += by

    def get(self, name: str) -> int:
        """The count of `readout_{name}_total`."""
        with self._lock:
            return self._counts[f"readout_{name}_total"]

    @property
    def healthy(self) -> bool:
        """Whether the loop turned lately."""
        return time.monotonic() - self.turned < STALE_S

    def text(self) -> str:
        """All metrics, for Prometheus."""
        with self._lock:
            counts = dict(self._counts)
        lines = []
        for name, told in _HELP.items():
            lines += [f"# HELP {name} {told}", f"# TYPE {name} counter", f"{name} {counts.get(name, 0)}"]
        lines += ["# HELP readout_items_waiting Items still to be read.", "# TYPE readout_items_waiting gauge"]
        return "\n".join([*lines, f"readout_items_waiting {self.waiting}"]) + "\n"


def serve(metrics: Metrics, port: int) -> ThreadingHTTPServer:
    """Answer on 127.0.0.1:`port` (0: any that is free) in a thread. Raises `UsageError` where the port is taken."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/metrics":
                self._answer(200, metrics.text(), "text/plain; version=0.0.4; charset=utf-8")
            elif self.path == "/health":
                self._answer(200, "ok\n") if metrics.healthy else self._answer(503, "the loop stands still\n")
            else:
                self._answer(404, "/health or /metrics\n")

        def _answer(self, status: int, text: str, kind: str = "text/plain; charset=utf-8") -> None:
            data = text.encode()
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *args: Any) -> None:
            pass

    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    except OSError as error:
        raise UsageError(f"port {port} cannot be used ({error.strerror})", remedy="Give another --port") from error
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
