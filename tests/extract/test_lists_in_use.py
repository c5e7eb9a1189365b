"""Every list that a user may edit is read: a word put into a list that nothing reads would change nothing."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOM = Path(__file__).resolve().parents[2] / "readout" / "extract"
CODE = "\n".join(p.read_text("utf-8") for p in sorted(ROOM.glob("*.py")))
ENTRIES = "\n".join(p.read_text("utf-8") for p in sorted((ROOM / "data").glob("*.tsv")))
TABLES = [p for p in sorted((ROOM / "data").glob("*.toml")) if p.stem != "contexts"]  # whose names go into the record


def names(table: dict[str, Any]) -> Iterator[str]:
    """The names by which code asks for a file's tables and lists."""
    yield from table
    for part in ("lists", "classes", "reference"):
        yield from table.get(part, ())


@pytest.mark.parametrize("path", TABLES, ids=lambda p: p.name)
def test_every_list_is_read(path: Path) -> None:
    asked = set(re.findall(r'[\[(,]\s*"(\w+)"\s*(?=[\]),])', CODE)) | set(re.findall(r"\.(\w+)", CODE))
    classes = {name for entry in re.findall(r"@([\w/@]+)", ENTRIES) for name in re.split(r"[/@]+", entry)}
    assert set(names(tomllib.loads(path.read_text("utf-8")))) - asked - classes == set()
