"""A store made of the sample reports, once; and a desk over a copy of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

import pytest
from web.desking import HERE, TestClient

from readout.intake import reports
from readout.reader import Reader
from readout.store import Store
from readout.web import create_app


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the sample reports: to be read only."""
    path = tmp_path_factory.mktemp("desk") / "samples.db"
    with as_file(files("readout") / "samples") as folder, Store(path) as store:
        list(store.add(Reader(threads=1).read_many(reports(folder))))
    return path


@pytest.fixture
def place(samples: Path, tmp_path: Path) -> Path:
    """A copy that may be written."""
    return Path(shutil.copy(samples, tmp_path / "store.db"))


@pytest.fixture
def client(place: Path) -> Iterator[TestClient]:
    with TestClient(create_app(place, threads=1), base_url=HERE) as made:
        made.headers["accept"] = "text/html"
        yield made
