"""The page on exports keeps up with the columns: each is there once, and no other."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from exporting import record

from readout.export import LAYOUTS, export
from readout.export.atom import NAMESPACE
from readout.export.delimited import EVIDENCE
from readout.export.gdelt import COLUMNS as GDELT
from readout.export.gdelt import MENTIONS
from readout.export.icews import COLUMNS as ICEWS
from readout.export.plover import FIELDS
from readout.export.polecat import COLUMNS as POLECAT
from readout.export.tables import TABLES

PAGE = Path(__file__).resolve().parents[2] / "docs" / "exports.md"
pytestmark = pytest.mark.skipif(not PAGE.is_file(), reason="the documents do not ship with the package")


def rows(heading: str) -> list[list[str]]:
    """Cells of the tables in the section of that heading, without the first two lines of each."""
    text = PAGE.read_text("utf-8")
    found = re.search(rf"^{re.escape(heading)}$(.*?)(?=^#{{2,3}} |\Z)", text, re.DOTALL | re.MULTILINE)
    assert found, heading
    lines = [line for line in found[1].splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if not line.startswith("|---")]


def named(heading: str) -> list[str]:
    return [name for row in rows(heading) for name in re.findall(r"`([^`]+)`", row[0])]


@pytest.mark.parametrize(
    ("heading", "columns"),
    [
        ("## What all have in common", EVIDENCE),
        ("## polecat", POLECAT),
        ("## gdelt", GDELT),
        ("## gdelt-mentions", MENTIONS),
        ("## icews", ICEWS),
        ("## plover", FIELDS),
        *((f"### {name}", tuple(c.name for c in columns)) for name, columns in TABLES.items()),
    ],
)
def test_every_column_is_told_once_and_no_other(heading: str, columns: tuple[str, ...]) -> None:
    assert sorted(named(heading)) == sorted(columns)


@pytest.mark.parametrize("name", TABLES)
def test_the_types_are_told(name: str) -> None:
    told = {column: row[1] for row in rows(f"### {name}") for column in re.findall(r"`([^`]+)`", row[0])}
    assert told == {c.name: c.kind for c in TABLES[name]}


def test_every_property_of_the_calendar_is_told_and_no_other(tmp_path: Path) -> None:
    icalendar = pytest.importorskip("icalendar")
    export([record()], "ics", tmp_path / "out.ics")
    entries = icalendar.Calendar.from_ical((tmp_path / "out.ics").read_bytes()).walk("VEVENT")
    assert {name for entry in entries for name in entry} == set(named("## ics"))


def test_every_element_of_an_entry_of_the_feed_is_told_and_no_other(tmp_path: Path) -> None:
    export([record()], "atom", tmp_path / "out.atom")
    entries = ElementTree.parse(tmp_path / "out.atom").getroot().iterfind(f"{{{NAMESPACE}}}entry")
    assert {child.tag.rpartition("}")[2] for entry in entries for child in entry} == set(named("## atom"))


def test_items_have_the_columns_of_their_table_and_the_family(tmp_path: Path) -> None:
    export([record()], "items", tmp_path / "out.jsonl")
    for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines():
        item = json.loads(line)
        assert list(item) == ["family", *(c.name for c in TABLES[item["family"]])]


def test_every_layout_is_told() -> None:
    (heading,) = (line for line in PAGE.read_text("utf-8").splitlines() if line == "# Exports")
    assert {name for name in named(heading) if name != "--to"} == set(LAYOUTS)
