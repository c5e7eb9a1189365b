"""Stores to test on: SQLite in a folder of its own, and PostgreSQL on a real server of its own."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from readout.store import Store


def _binaries() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    at = shutil.which("initdb")
    return found[-1].parent if found else Path(at).parent if at else None


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The folder of the socket of a PostgreSQL server; as root it runs as the user `postgres`."""
    binaries = _binaries()
    if binaries is None:
        pytest.skip("PostgreSQL's programs (initdb, pg_ctl) are not installed")
    as_user: list[str] = []
    folder = Path(tempfile.mkdtemp(prefix="readout-pg-", dir="/tmp"))
    if os.geteuid() == 0:
        try:
            owner = pwd.getpwnam("postgres")
        except KeyError:
            pytest.skip("PostgreSQL will not run as root, and there is no user postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
        as_user = ["runuser", "-u", "postgres", "--"]

    def tool(*arguments: str) -> None:
        subprocess.run([*as_user, *arguments], check=True, stdout=subprocess.DEVNULL, cwd=folder, timeout=120)

    data = str(folder / "data")
    tool(str(binaries / "initdb"), "-D", data, "-U", "readout", "-A", "trust", "-E", "UTF8", "-N")
    with (folder / "data" / "postgresql.conf").open("a") as settings:
        settings.write(f"unix_socket_directories = '{folder}'\nlisten_addresses = ''\nfsync = off\n")
    tool(str(binaries / "pg_ctl"), "-D", data, "-w", "-l", str(folder / "log"), "start")
    try:
        yield str(folder)
    finally:
        tool(str(binaries / "pg_ctl"), "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def pg_ctl(server: str) -> Callable[..., None]:
    """Runs pg_ctl over the server: `pg_ctl("restart")`."""
    binaries, as_user = _binaries(), ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    assert binaries is not None

    def run(*arguments: str) -> None:
        log = f"{server}/log"
        command = [*as_user, str(binaries / "pg_ctl"), "-D", f"{server}/data", "-w", "-l", log, *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=server, timeout=120)

    return run


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A file or URL where there is no store yet."""
    if request.param == "sqlite":
        return str(tmp_path / "store.db")
    import psycopg

    folder = request.getfixturevalue("server")
    name = f"t{os.urandom(6).hex()}"
    with psycopg.connect(host=folder, user="readout", dbname="postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return f"postgresql://readout@/{name}?host={folder}"


@pytest.fixture
def store(where: str) -> Iterator[Store]:
    with Store(where) as opened:
        yield opened
