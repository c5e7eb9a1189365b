"""What docs/faults.md says of faults, done: each costs what it must and no more, and says so."""

from __future__ import annotations

import errno
import gzip
import io
import json
import os
import signal
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from readout.batch import run
from readout.errors import FormatError, InputError, StoreError, TooLargeError, UsageError
from readout.intake import Taken, reports

TEXT = "The foreign minister of Peru met his counterpart in Geneva on Monday, officials said after report {n}."
MEGABYTE = 1_000_000


@contextmanager
def within(megabytes: int) -> Iterator[None]:
    """Python's own memory stays under so much more than it was."""
    tracemalloc.start()
    try:
        yield
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < megabytes * MEGABYTE


def lines(count: int) -> bytes:
    return b"".join(json.dumps({"id": f"r{n}", "text": TEXT.format(n=n)}).encode() + b"\n" for n in range(count))


def taken(found: list[Taken | InputError]) -> list[Taken]:
    return [one for one in found if isinstance(one, Taken)]


def test_cut_gzip_gives_the_lines_before_the_cut(tmp_path: Path) -> None:
    path, noise = tmp_path / "a.jsonl.gz", os.urandom(20_000).hex()
    path.write_bytes(gzip.compress(lines(50) + json.dumps({"text": noise}).encode())[:-5000])
    found = list(reports(path))
    assert [one.report.ref for one in taken(found)] == [f"r{n}" for n in range(50)]
    assert isinstance(found[-1], FormatError)
    assert "damaged" in str(found[-1])


@pytest.mark.parametrize(
    ("name", "parts"), [("a.txt.gz", 100), ("a.jsonl.gz", 10), ("a.html.gz", 100), ("a.json.gz", 100), ("a.gz", 100)]
)
def test_a_gigabyte_packed_into_a_megabyte_is_refused_in_flat_memory(tmp_path: Path, name: str, parts: int) -> None:
    part = gzip.compress(b"a" * 10 * MEGABYTE, 9)
    path = tmp_path / name
    path.write_bytes(part * parts)  # of JSONL less: a line is passed over to its end, which takes seconds
    with within(450 if "json.gz" in name else 120):  # a JSON file may hold 200 MB
        found = list(reports(path))
    assert [type(one) for one in found] == [TooLargeError]


class Endless(io.RawIOBase):
    """A stream without an end, which tells how much was taken."""

    sent = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        buffer[:] = b"a " * (len(buffer) // 2) + b"a" * (len(buffer) % 2)
        self.sent += len(buffer)
        return len(buffer)


def test_an_endless_text_is_given_up_at_the_limit() -> None:
    stream = Endless()
    found = list(reports("-", stdin=io.BufferedReader(stream)))
    assert [type(one) for one in found] == [TooLargeError]
    assert stream.sent < 25 * MEGABYTE


def test_endless_lines_are_read_as_they_come() -> None:
    class Lines(Endless):
        def readinto(self, buffer: Any) -> int:
            line = lines(1)[: len(buffer)]
            buffer[: len(line)] = line
            return len(line)

    found = reports("-", form="jsonl", stdin=io.BufferedReader(Lines()))
    assert all(isinstance(next(found), Taken) for _ in range(500))


def test_entities_of_a_page_do_not_grow(tmp_path: Path) -> None:
    names = "abcdefghij"
    bomb = "".join(f'<!ENTITY {n} "{f"&{m};" * 10}">' for m, n in pairwise(names))
    body = "".join(f"<p>{TEXT.format(n=n)} &j;</p>" for n in range(5))
    path = tmp_path / "a.html"
    path.write_text(
        f'<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa">{bomb}]><html><body><article>{body}</article></body></html>'
    )
    with within(60):
        (one,) = taken(list(reports(path)))
    assert len(one.report.text) < 2000


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "archive.jsonl"
    path.write_bytes(lines(12))
    return path


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("part-*"))}


def test_a_full_disk_stops_a_batch_and_the_next_run_goes_on(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, torn, left = tmp_path / "whole", tmp_path / "torn", [3]
    run([str(archive)], whole, workers=1, size=4, layout="jsonl")

    def full(number: int) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr("readout.batch.manifest.os.fsync", full)
        with pytest.raises(StoreError, match=r"no space left.*Make room"):
            run([str(archive)], torn, workers=1, size=4, layout="jsonl")
    progress = run([str(archive)], torn, workers=1, size=4, layout="jsonl")
    assert (progress.kept, progress.read) == (4, 8)
    assert files(torn) == files(whole)


def test_an_output_that_is_no_folder_is_refused_before_anything_is_read(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="cannot be used"):
        run([str(archive)], tmp_path / "file" / "out", workers=1, size=4, layout="jsonl")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_output_is_refused_before_anything_is_read(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "ro").mkdir(mode=0o500)
    with pytest.raises(UsageError, match="cannot be used"):
        run([str(archive)], tmp_path / "ro" / "out", workers=1, size=4, layout="jsonl")


def test_a_store_that_may_not_be_written_says_so(tmp_path: Path) -> None:
    pytest.importorskip("sqlalchemy", reason="the extra `store` is not installed")
    from readout.store import Store

    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError):
        Store(tmp_path / "file" / "news.db")


@pytest.mark.skipif(sys.platform == "win32", reason="stops a process by signal")
def test_sigterm_in_the_middle_of_a_batch_loses_nothing(archive: Path, tmp_path: Path) -> None:
    whole, torn = tmp_path / "whole", tmp_path / "torn"
    run([str(archive)], whole, workers=1, size=2, layout="jsonl")
    args = [sys.executable, "-c", "from readout.cli import main; main()", "batch", str(archive), str(torn)]
    child = subprocess.Popen([*args, "--layout", "jsonl", "--shard-size", "2", "--workers", "1"])
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not list(torn.glob("part-*.gz")) and child.poll() is None:
        time.sleep(0.01)
    child.send_signal(signal.SIGTERM)
    assert child.wait(20) != 0
    progress = run([str(archive)], torn, workers=2, size=2, layout="jsonl")
    assert progress.total == 12
    assert files(torn) == files(whole)
