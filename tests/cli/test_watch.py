"""`readout watch` as a process: stopped and killed, and every item there once."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("feedparser", reason="the extra `crawl` is not installed")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="stops a process by signal")

TEXT = "Rebels killed {n} soldiers near the northern border on Friday, the defence ministry said in a statement. " * 2
ITEMS = 6


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        base = f"http://{self.headers['Host']}"
        links = "".join(f"<item><title>{n}</title><link>{base}/{n}</link></item>" for n in range(ITEMS))
        body = f'<rss version="2.0"><channel><title>T</title>{links}</channel></rss>'
        if self.path != "/feed":
            body = f"<html><body><article><p>{TEXT.format(n=self.path[1:] + '1')}</p></article></body></html>"
        self.send_response(404 if self.path == "/robots.txt" else 200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def feed() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=lambda: server.serve_forever(0.01), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/feed"
    server.shutdown()
    server.server_close()


def start(feed: str, out: Path, *more: str) -> subprocess.Popen[str]:
    args = [sys.executable, "-c", "from readout.cli import main; main()", "watch", feed, "-o", str(out)]
    args += ["--allow-private", "--pace", "0.2", "--threads", "1", *more]
    return subprocess.Popen(args, stderr=subprocess.PIPE, text=True)


def events(text: str) -> list[str]:
    return [json.loads(line)["event"] for line in text.splitlines()]


def until_lines(child: subprocess.Popen[str], out: Path, count: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and child.poll() is None:
        if out.exists() and out.read_bytes().count(b"\n") >= count:
            return
        time.sleep(0.02)


def test_killed_then_ended_then_run_out_gives_every_item_once(feed: str, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    first = start(feed, out)
    until_lines(first, out, 1)
    first.kill()
    first.communicate()
    second = start(feed, out)
    until_lines(second, out, 3)
    second.send_signal(signal.SIGTERM)
    _, told = second.communicate(timeout=30)
    assert second.returncode == 0
    assert events(told)[-1] == "end"
    third = start(feed, out, "--once")
    _, told = third.communicate(timeout=60)
    assert third.returncode == 0, told
    urls = [json.loads(line)["report"]["url"] for line in out.read_text("utf-8").splitlines()]
    assert sorted(urls) == [feed.replace("/feed", f"/{n}") for n in range(ITEMS)]
