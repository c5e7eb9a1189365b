"""Tables of families, loaded with pandas, DuckDB and pyarrow; JSON lines."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from exporting import TEXT, record, simple
from hypothesis import given
from hypothesis import strategies as st

from readout.errors import UsageError
from readout.export import export
from readout.export.tables import TABLES
from readout.record import from_json

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)


def test_every_table_has_its_columns_in_parquet_with_types(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    counts = export([record()], "parquet", tmp_path)
    tables = {p.stem: parquet.read_table(p) for p in tmp_path.glob("*.parquet")}
    assert {n: t.column_names for n, t in tables.items()} == {n: [c.name for c in cs] for n, cs in TABLES.items()}
    assert sum(t.num_rows for t in tables.values()) == counts.written
    types = {n: {f.name: str(f.type) for f in t.schema} for n, t in tables.items()}
    assert types["events"]["date_start"] == "date32[day]"
    assert types["events"]["actor_name"].startswith("list<")
    assert types["events"]["id"] == "string"
    assert types["events"]["reciprocal"] == "bool"
    assert types["figures"]["low"] == "double"
    row = tables["events"].to_pylist()[1]
    assert (row["actor_name"], row["said_by"], row["cameo"]) == (["Borduria"], ["Ana Vosk"], "194")
    assert (row["date_start"], row["status"], row["place"]) == (None, "occurred", "Timor-Leste")


def test_every_row_has_its_report_and_its_words(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    export([record()], "parquet", tmp_path)
    for name in set(TABLES) - {"reports"}:
        rows = parquet.read_table(tmp_path / f"{name}.parquet").to_pylist()
        assert rows, name
        for row in rows:
            assert row["report_id"] == "r-00ff"
            assert row["evidence"] in TEXT
            if "evidence_start" in row:
                assert TEXT[row["evidence_start"] : row["evidence_end"]] == row["evidence"]


def test_duckdb_joins_the_parquet_tables(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    export([record()], "parquet", tmp_path)
    found = duckdb.sql(
        f"select e.type, e.date_start, r.title from '{tmp_path}/events.parquet' e join '{tmp_path}/reports.parquet' r "
        "using (report_id) where list_contains(e.actor_country, 'ROU') and e.date_start >= date '2031-03-01' order by 2"
    ).fetchall()
    assert found == [
        ("CONSULT", date(2031, 3, 3), "Ministers meet"),
        ("CONSULT", date(2031, 3, 7), "Ministers meet"),
    ]


def test_pandas_reads_the_csv_with_dtypes(tmp_path: Path) -> None:
    pd = pytest.importorskip("pandas")
    export([record()], "csv", tmp_path, reviewed={("r-00ff", "e1"): "rejected"})
    events = pd.read_csv(
        tmp_path / "events.csv", dtype={"cameo": str, "place_country": str}, parse_dates=["date_start"]
    )
    assert list(events.columns) == [c.name for c in TABLES["events"]]
    assert list(events.cameo) == ["042", "194", "042", "0873"]
    assert events.date_start.dtype.kind == "M"
    assert events.reciprocal.dtype == bool
    assert json.loads(events.actor_name[2]) == ["Ana Vosk", "Pal Tarn"]
    assert events.reviewed[0] == "rejected"
    assert list(events.status) == ["occurred", "occurred", "planned", "conditional"]


def test_duckdb_tells_the_types_of_the_csv(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    export([record()], "csv", tmp_path)
    described = duckdb.sql(f"describe select * from read_csv('{tmp_path}/docket.csv')").fetchall()
    types = {row[0]: row[1] for row in described}
    assert (types["date_start"], types["evidence_start"], types["what"]) == ("DATE", "BIGINT", "VARCHAR")


@given(text=TEXTS, name=TEXTS)
def test_csv_gives_back_any_text(text: str, name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("csv")
    export([simple(text, name=name)], "csv", folder)
    with (folder / "events.csv").open(encoding="utf-8", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert row["evidence"] == text.replace("\0", "")
    assert json.loads(row["actor_name"]) == [name]


@given(text=TEXTS, name=TEXTS)
def test_parquet_gives_back_any_text(text: str, name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    folder = tmp_path_factory.mktemp("parquet")
    export([simple(text, name=name)], "parquet", folder)
    (row,) = parquet.read_table(folder / "events.parquet").to_pylist()
    assert (row["evidence"], row["actor_name"]) == (text, [name])


@pytest.mark.parametrize("layout", ["csv", "parquet"])
def test_lone_surrogates_do_not_break_a_table(layout: str, tmp_path: Path) -> None:
    if layout == "parquet":
        pytest.importorskip("pyarrow")
    export([simple("a\ud800b", name="x\udfff")], layout, tmp_path)
    assert (tmp_path / f"events.{layout}").stat().st_size > 0


def test_parquet_writes_in_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    monkeypatch.setattr("readout.export.parquet.ROWS", 2)
    export([simple("a", identity=f"r-{n}") for n in range(5)], "parquet", tmp_path)
    file = parquet.ParquetFile(tmp_path / "events.parquet")
    assert (file.num_row_groups, file.metadata.num_rows) == (3, 5)


def test_jsonl_gives_the_records_back(tmp_path: Path) -> None:
    export([record()], "jsonl", tmp_path / "out.jsonl")
    (line,) = (tmp_path / "out.jsonl").read_text("utf-8").splitlines()
    assert from_json(line) == record()


def test_items_are_one_a_line_with_report_and_words(tmp_path: Path) -> None:
    export([record()], "items", tmp_path / "out.jsonl")
    items: list[dict[str, Any]] = [
        json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()
    ]
    assert {i["family"] for i in items} == set(TABLES)
    assert all(i["report_id"] == "r-00ff" for i in items)
    (figure,) = (i for i in items if i["family"] == "figures")
    assert (figure["low"], figure["high"], figure["words"], figure["said_by"]) == (
        40,
        None,
        "more than 40",
        ["Ana Vosk"],
    )


def test_a_status_that_is_asked_for_filters_every_layout_with_events(tmp_path: Path) -> None:
    for layout, out in (("jsonl", "a.jsonl"), ("items", "b.jsonl")):
        counts = export([record()], layout, tmp_path / out, statuses=frozenset({"planned"}))
        assert sum(counts.left.values()) == 3
    assert [e.id for e in from_json((tmp_path / "a.jsonl").read_text("utf-8")).events] == ["e3"]


def test_a_report_that_comes_twice_counts_once(tmp_path: Path) -> None:
    counts = export([record(), record()], "jsonl", tmp_path / "out.jsonl")
    assert (counts.reports, counts.left["reports that had come before"]) == (1, 1)


@pytest.mark.parametrize("layout", ["polecat", "csv", "parquet", "ics"])
def test_a_run_that_breaks_leaves_no_file_and_the_old_one_as_it_was(layout: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    old = out / "events.csv" if layout == "csv" else out / "events.parquet" if layout == "parquet" else out
    old.parent.mkdir(exist_ok=True)
    old.write_text("old")

    def broken() -> Any:
        yield record()
        raise RuntimeError("the disk is gone")

    with pytest.raises(RuntimeError):
        export(broken(), layout, out)
    assert old.read_text() == "old"
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == [old]


def test_an_unknown_layout_or_place_is_misuse(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="polecat"):
        export([], "xml", tmp_path / "x")
    with pytest.raises(UsageError, match="cannot be written"):
        export([], "polecat", tmp_path / "no" / "such" / "x")
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="no folder"):
        export([], "csv", tmp_path / "file")
    with pytest.raises(UsageError, match="Name a folder"):
        export([], "csv", "-")


@pytest.mark.parametrize(("layout", "module"), [("parquet", "pyarrow"), ("ics", "icalendar")])
def test_a_missing_library_is_named_with_its_remedy(
    layout: str, module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(UsageError, match="pip install"):
        export([record()], layout, tmp_path / "out")
