"""A writer whose server restarts or stays away, whose disk is full, or who may not write."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from store.making import made

from readout.errors import StoreError
from readout.store import Store, connect

COUNT = 60


@pytest.fixture
def url(server: str) -> str:
    name = f"t{os.urandom(6).hex()}"
    with psycopg.connect(host=server, user="readout", dbname="postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return f"postgresql://readout@/{name}?host={server}"


def ids(where: str) -> list[str]:
    with Store(where) as store:
        return sorted(record.report.id for record in store.records())


@pytest.mark.parametrize("mode", ["fast", "immediate"])
def test_a_server_that_restarts_under_a_writer_costs_it_a_wait(
    url: str, pg_ctl: Callable[..., None], mode: str
) -> None:
    restarted = threading.Event()

    def restart() -> None:
        pg_ctl("-m", mode, "restart")
        restarted.set()

    with Store(url) as store:
        for number in range(COUNT):
            if number == 20:
                threading.Thread(target=restart).start()
            for _ in store.add([made(number)]):
                pass
            if 20 <= number < COUNT - 5 and not restarted.is_set():
                time.sleep(0.1)
    assert restarted.wait(60)
    assert ids(url) == sorted(f"r{number}" for number in range(COUNT))


def test_a_server_that_stays_away_is_said_so_and_the_next_run_goes_on(
    url: str, pg_ctl: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connect, "BACK_SECONDS", 1.0)
    with Store(url) as store:
        assert list(store.add(made(number) for number in range(5))) == ["added"] * 5
        pg_ctl("-m", "fast", "stop")
        try:
            with pytest.raises(StoreError, match=r"(?s)could not be written.*same command again"):
                list(store.add([made(5)]))
        finally:
            pg_ctl("start")
        assert list(store.add(made(number) for number in range(8))) == ["there"] * 5 + ["added"] * 3
    assert ids(url) == [f"r{number}" for number in range(8)]


FULL = """
import resource, signal, sys
from store.making import made
from readout.errors import StoreError
from readout.store import Store
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with Store(sys.argv[1]) as store:
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
    try:
        for number in range(400):
            for _ in store.add([made(number)]):
                print(number)
    except StoreError as error:
        print(error, file=sys.stderr)
        sys.exit(1)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="sets a limit on the size of files")
def test_a_full_disk_keeps_what_was_committed_and_the_next_run_goes_on(tmp_path: Path) -> None:
    where = str(tmp_path / "news.db")
    path = os.pathsep.join(sys.path)
    done = subprocess.run(
        [sys.executable, "-c", FULL, where], capture_output=True, text=True, env={**os.environ, "PYTHONPATH": path}
    )
    assert done.returncode == 1, done.stderr
    assert "could not be written" in done.stderr and "what was committed is there" in done.stderr
    committed = [f"r{number}" for number in done.stdout.split()]
    assert 0 < len(committed) < 400
    assert ids(where) == sorted(committed)
    with Store(where) as store:
        again = list(store.add(made(number) for number in range(len(committed) + 3)))
    assert again == ["there"] * len(committed) + ["added"] * 3


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_store_that_may_only_be_read_says_so(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with Store(path) as store:
        list(store.add([made(1)]))
    path.chmod(0o400)
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(StoreError, match=r"read.?only"), Store(path) as store:
            list(store.add([made(2)]))
    finally:
        tmp_path.chmod(0o700)
