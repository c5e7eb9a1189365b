"""Opening a store: the engine, its transactions, and the schema brought up to date."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError, SQLAlchemyError

from readout.errors import StoreError

HEAD = "0003"
"""The newest revision of the schema that this Readout knows."""
_BUSY_SECONDS = 30
_TRIES = 6
BACK_SECONDS = 60.0
"""How long a writer waits for a server that went away."""
_LOCK = 7_236_861
"""Any number, the same in every Readout: PostgreSQL's advisory lock while the schema changes."""
_T = TypeVar("_T")


def engine_of(where: str | Path) -> Engine:
    """The engine of a file or of a `postgresql://` URL. Raises `StoreError` for a URL that is no such one."""
    place = str(where)
    if "://" not in place:
        return _sqlite(place)
    if place.startswith(("postgresql://", "postgres://")):
        place = "postgresql+psycopg://" + place.partition("://")[2]
    try:
        engine = create_engine(place)
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise StoreError(
            f"the store's URL cannot be used ({error})", remedy="Give a file, or postgresql://user@host/database"
        ) from error
    if engine.dialect.name not in ("postgresql", "sqlite"):
        raise StoreError(f"{engine.dialect.name} is no store that Readout knows", remedy="Use SQLite or PostgreSQL")
    return engine if engine.dialect.name == "postgresql" else _sqlite(engine.url.database or ":memory:")


def _sqlite(path: str) -> Engine:
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": _BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def _connect(raw: Any, _: Any) -> None:
        raw.isolation_level = None  # the driver's own BEGIN comes too late for DDL and for writers' turns
        _to_wal(raw)
        for pragma in ("synchronous=NORMAL", "foreign_keys=ON", "cache_size=-65536"):
            raw.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _to_wal(raw: sqlite3.Connection) -> None:
    """Switch to write-ahead logging. SQLite does not wait for its turn there: two that make a store at once must."""
    deadline = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            raw.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def written(engine: Engine, work: Callable[[Connection], _T]) -> _T:
    """What `work` returns, in one transaction of a writer; tried again where another writer was in the way, and for
    `BACK_SECONDS` where the server went away (it may be starting again).

    Where the server goes as it commits, `work` may be done twice: it must find what it did before.
    """
    attempt, deadline = 0, time.monotonic() + BACK_SECONDS
    while True:
        try:
            with engine.connect().execution_options(writes=True) as connection, connection.begin():
                return work(connection)
        except DBAPIError as error:
            attempt += 1
            again = time.monotonic() < deadline if _gone(error) else attempt < _TRIES and _passing(error)
            if not again:
                raise StoreError(
                    f"the store could not be written ({error.orig})",
                    remedy="Give the same command again once it can: what was committed is there",
                    source=_name(engine),
                ) from error
            time.sleep(min(1.0, 0.05 * 2**attempt))


def _passing(error: DBAPIError) -> bool:
    """Whether a second try may succeed: busy, deadlock (40P01), serialisation (40001)."""
    state = getattr(error.orig, "sqlstate", None)
    return state in ("40P01", "40001") or "database is locked" in str(error.orig)


def _gone(error: DBAPIError) -> bool:
    """Whether the server shut down, crashed, is not up yet (57P01-57P03), or cannot be reached (08, or no state)."""
    if isinstance(error.orig, sqlite3.Error) or not isinstance(error, OperationalError):
        return False
    state = getattr(error.orig, "sqlstate", None) or "08"
    return state in ("57P01", "57P02", "57P03") or state.startswith("08")


def _name(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=True) if engine.url.host else str(engine.url.database)


def prepare(engine: Engine) -> str | None:
    """Bring the schema up to date, in one transaction; two that open a new store at once take turns.

    Returns the revision that was found; `None` where the store is new.

    Raises `StoreError` where the store cannot be opened, is no store, or has a schema newer than this Readout's.
    """
    try:
        with engine.connect() as connection:
            found = _revision(connection, _name(engine))
    except SQLAlchemyError as error:
        reason = getattr(error, "orig", error)
        raise StoreError(
            f"the store cannot be opened ({reason})", remedy="Check the path or URL", source=_name(engine)
        ) from error
    if found != HEAD:
        written(engine, lambda connection: _migrate(connection, _name(engine)))
    return found


def _revision(connection: Connection, name: str) -> str | None:
    tables = set(inspect(connection).get_table_names())
    if "alembic_version" not in tables:
        if tables:
            raise StoreError("this database is no store of Readout", remedy="Give another file or URL", source=name)
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    if found is not None and found > HEAD:
        raise StoreError(
            f"the store has schema {found}, newer than this Readout's {HEAD}", remedy="Update Readout", source=name
        )
    return found


def _migrate(connection: Connection, name: str) -> None:
    from alembic import command
    from alembic.config import Config

    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
    if _revision(connection, name) == HEAD:
        return
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
