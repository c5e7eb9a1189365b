"""Fuzzing with coverage (atheris, not in the lock): `pip install atheris`, then

    python tools/fuzz.py TARGET [FOLDER] [libFuzzer options, such as -max_total_time=300]

TARGET is one of TARGETS. No bytes may raise anything but Readout's own errors; what does is written to `crash-…`, and
running the same command with that file shows it again. FOLDER keeps what widened the coverage, for the next time. The
tests in tests/test_fuzz.py and tests/watch/test_fuzz.py do the same without coverage, on every run of the suite.
"""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["readout"]):
    from readout.errors import InputError, ReadoutError
    from readout.intake import FORMS, reports
    from readout.record import from_json
    from readout.watch.feeds import addresses
    from readout.watch.listing import listing
    from readout.watch.pace import Robots


def _intake(form: str) -> Callable[[bytes], None]:
    def read(data: bytes) -> None:
        for found in reports("-", form=form, stdin=io.BytesIO(data)):
            if not isinstance(found, InputError):
                found.report.model_dump_json()

    return read


def _listing(data: bytes) -> None:
    listing(data, "https://a.test/feed", 1.7e9)


def _opml(data: bytes) -> None:
    with tempfile.NamedTemporaryFile(suffix=".opml") as file:
        file.write(b"<opml" + data)
        file.flush()
        addresses([file.name])


def _robots(data: bytes) -> None:
    robots = Robots()
    robots.learn("a.test", 0.0, data.decode("utf-8", "replace"))
    robots.allows("a.test", "https://a.test/news/1?a=b#c")
    robots.delay("a.test")


def _record(data: bytes) -> None:
    from_json(data)


TARGETS: dict[str, Callable[[bytes], None]] = {
    **{form: _intake(form) for form in FORMS},
    "feed": _listing,
    "sitemap": _listing,
    "opml": _opml,
    "robots": _robots,
    "record": _record,
}
SEEDS = {
    "html": b"<html><body><article><p>The talks failed on Friday, 3 May 2019.</p></article></body></html>",
    "json": b'[{"id": "AFP_ENG_19970430.0153", "date": "2019-05-03", "text": "GENEVA, May 3 (AFP) - The talks."}]',
    "jsonl": b'{"id": "r1", "date": "2019-05-03", "text": "GENEVA, May 3 (AFP) - The talks."}\n',
    "markdown": b"---\ntitle: T\ndate: 2019-05-03\n---\n# Talks **fail**\n\nThe [talks](http://x) failed.\n",
    "warc": b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\n"
    b"Content-Length: 70\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>The talks went on.</p>\r\n\r\n",
    "feed": b"<rss version='2.0'><channel><item><title>T</title><link>http://a.test/</link></item></channel></rss>",
    "sitemap": b"<urlset><url><loc>http://a.test/1</loc><lastmod>2023-11-14</lastmod></url></urlset>",
    "robots": b"User-agent: *\nDisallow: /private\nCrawl-delay: 4\n",
    "record": b'{"schema":"readout/1","report":{"id":"r","text":"France met."},"sentences":[{"start":0,"end":11}]}',
}
"""Where a target begins, if it is not with nothing."""


def main() -> None:
    """Fuzzes the target that is asked for."""
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit(f"{__doc__}\ntargets: {', '.join(sorted(TARGETS))}")
    name = sys.argv.pop(1)
    target = TARGETS[name]

    def one(data: bytes) -> None:
        with suppress(ReadoutError):
            target(data)

    if name in SEEDS and (len(sys.argv) == 1 or sys.argv[1].startswith("-")):
        folder = Path(tempfile.mkdtemp(prefix=f"readout-fuzz-{name}-"))
        (folder / "seed").write_bytes(SEEDS[name])
        sys.argv.insert(1, str(folder))
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
