"""Every layout written from real reading, loaded with the tool its users load it with, and followed back to the words.

Types are asserted column by column, where the layout is one of tables. The records are those of `conftest.read`.
"""

from __future__ import annotations

import csv
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from readout.export import HAPPENED, LAYOUTS, export
from readout.export import gdelt as gdelt_layout
from readout.export.icews import COLUMNS as ICEWS
from readout.export.polecat import COLUMNS as POLECAT
from readout.export.tables import TABLES
from readout.export.told import cell, flat
from readout.record import FAMILIES, DocketItem, Event, Record, Span, from_json

pd = pytest.importorskip("pandas")
duckdb = pytest.importorskip("duckdb")

GDELT_WHOLE = frozenset({
    "GlobalEventID", "Day", "MonthYear", "Year", "IsRootEvent", "QuadClass", "NumMentions", "NumSources",
    "NumArticles", "Actor1Geo_Type", "Actor2Geo_Type", "ActionGeo_Type", "DATEADDED",
})  # fmt: skip
GDELT_NUMBER = frozenset({
    "FractionDate", "GoldsteinScale", "AvgTone", "Actor1Geo_Lat", "Actor1Geo_Long", "Actor2Geo_Lat", "Actor2Geo_Long",
    "ActionGeo_Lat", "ActionGeo_Long",
})  # fmt: skip
"""By GDELT's codebook (2015): all other columns are text."""
MENTIONS_TEXT = frozenset({"MentionSourceName", "MentionIdentifier", "MentionDocTranslationInfo", "Extras"})
ICEWS_WHOLE, ICEWS_NUMBER = ("Event ID", "Sentence Number"), ("Intensity", "Latitude", "Longitude")


def happened(read: list[Record]) -> dict[str, tuple[Record, Event]]:
    """The events that layouts without a status take, by the report's id and theirs."""
    return {f"{r.report.id}-{e.id}": (r, e) for r in read for e in r.events if e.status in HAPPENED}


def words(record: Record, span: Span) -> str:
    return record.report.text[span.start : span.end]


def test_reading_gives_every_family_and_what_layouts_differ_by(read: list[Record]) -> None:
    for family in FAMILIES:
        assert sum(len(getattr(r, family)) for r in read) > 10, family
    events = [e for r in read for e in r.events]
    assert {e.status for e in events} >= {"occurred", "planned", "conditional", "negated"}
    assert any(e.reciprocal for e in events)
    assert any(not e.actor for e in events) or any(not e.recipient for e in events)
    assert any(c.via for r in read for c in r.claims)
    assert any(d.otherwise for r in read for d in r.docket)


def tables(read: list[Record], layout: str, folder: Path) -> Path:
    export(read, layout, folder, reviewed={(read[0].report.id, "e1"): "accepted by Ann"})
    return folder


DUCK = {"text": "VARCHAR", "list": "VARCHAR[]", "whole": "BIGINT", "number": "DOUBLE", "flag": "BOOLEAN", "day": "DATE"}
ARROW = {
    "text": "string[pyarrow]", "list": "list<element: string>[pyarrow]", "whole": "int64[pyarrow]",
    "number": "double[pyarrow]", "flag": "bool[pyarrow]", "day": "date32[day][pyarrow]",
}  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_duckdb_reads_parquet_with_its_types_and_the_csv_as_the_same_rows(
    name: str, read: list[Record], tmp_path: Path
) -> None:
    pytest.importorskip("pyarrow")
    whole = tables(read, "parquet", tmp_path / "p") / f"{name}.parquet"
    typed = {row[0]: row[1] for row in duckdb.sql(f"describe select * from '{whole}'").fetchall()}
    assert typed == {c.name: DUCK[c.kind] for c in TABLES[name]}
    written = tables(read, "csv", tmp_path / "c") / f"{name}.csv"
    kinds = {c.name: "JSON" if c.kind == "list" else DUCK[c.kind] for c in TABLES[name]}
    select = ", ".join(f"{c.name}::VARCHAR[]" if c.kind == "list" else c.name for c in TABLES[name])
    rows = duckdb.sql(f"select {select} from read_csv('{written}', header=true, columns={kinds})").fetchall()
    assert rows == duckdb.sql(f"select * from '{whole}'").fetchall()
    assert len(rows) == (len(read) if name == "reports" else sum(len(getattr(r, name)) for r in read))


def cells(column: Any) -> list[Any]:
    """The values of a column, `None` for what pandas holds as missing."""
    return [None if pd.api.types.is_scalar(v) and pd.isna(v) else v for v in column]


@pytest.mark.parametrize("name", TABLES)
def test_pandas_reads_parquet_with_its_types_and_the_csv_as_the_same_rows(
    name: str, read: list[Record], tmp_path: Path
) -> None:
    pytest.importorskip("pyarrow")
    whole = pd.read_parquet(tables(read, "parquet", tmp_path / "p") / f"{name}.parquet", dtype_backend="pyarrow")
    assert {n: str(t) for n, t in whole.dtypes.items()} == {c.name: ARROW[c.kind] for c in TABLES[name]}
    kinds = {"text": "str", "list": "str", "day": "str", "whole": "Int64", "number": "float64", "flag": "boolean"}
    rows = pd.read_csv(
        tables(read, "csv", tmp_path / "c") / f"{name}.csv", dtype={c.name: kinds[c.kind] for c in TABLES[name]},
        parse_dates=[c.name for c in TABLES[name] if c.kind == "day"], keep_default_na=False, na_values=[""],
    )  # fmt: skip
    for c in TABLES[name]:
        if c.kind == "day":
            assert rows[c.name].dtype.kind == "M", c.name
        theirs, ours = cells(rows[c.name]), cells(whole[c.name])
        if c.kind == "list":
            theirs, ours = [json.loads(v) for v in theirs], [list(v) for v in ours]
        elif c.kind == "day":
            theirs = [v and v.date() for v in theirs]
        assert theirs == ours, c.name


def place_of(row: dict[str, Any], record: Record) -> str:
    return record.report.text[row["evidence_start"] : row["evidence_end"]]


@pytest.mark.parametrize("name", FAMILIES)
def test_each_row_of_each_table_leads_to_its_item_and_its_words(name: str, read: list[Record], tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    rows = pd.read_parquet(tables(read, "parquet", tmp_path) / f"{name}.parquet").to_dict("records")
    by_id = {r.report.id: r for r in read}
    assert rows
    for row in rows:
        record = by_id[row["report_id"]]
        (item,) = (i for i in getattr(record, name) if i.id == row["id"])
        assert row["evidence"] == place_of(row, record)
        assert row["evidence"].strip()
        if isinstance(item, Event):
            assert record.report.text[row["trigger_start"] : row["trigger_end"]] == row["trigger"]
            assert list(row["actor_words"]) == [words(record, s) for s in item.actor_text]
        if name == "figures":
            assert row["words"] in row["evidence"]
        if name == "claims":
            assert all(part in row["evidence"] for part in (row["cue"], *row["content"]))
        if name == "actors":
            assert row["evidence"] == row["mentions"][0]


def test_items_and_records_are_lines_of_json(read: list[Record], tmp_path: Path) -> None:
    export(read, "items", tmp_path / "items.jsonl")
    rows = pd.read_json(tmp_path / "items.jsonl", lines=True, dtype=False)
    by_id = {r.report.id: r for r in read}
    counted = duckdb.sql(f"select family, count(*) from read_json('{tmp_path}/items.jsonl') group by 1").fetchall()
    assert dict(counted) == {"reports": len(read), **{f: sum(len(getattr(r, f)) for r in read) for f in FAMILIES}}
    for row in rows[rows.family != "reports"].to_dict("records"):
        at = {k: int(row[k]) for k in ("evidence_start", "evidence_end")}
        assert row["evidence"] == place_of(at, by_id[row["report_id"]])
    assert set(rows[rows.family == "events"].cameo) == {e.cameo for r in read for e in r.events}
    export(read, "jsonl", tmp_path / "records.jsonl")
    with (tmp_path / "records.jsonl").open(encoding="utf-8") as lines:
        again = [from_json(line) for line in lines]
    assert [r.model_dump() for r in again] == [r.model_dump() for r in read]


def beside(path: Path) -> list[dict[str, Any]]:
    """The evidence file, as pandas reads it."""
    kinds = dict.fromkeys(("row_id", "report_ref", "report_url", "said_by", "reviewed"), "str")
    rows = pd.read_csv(f"{path}.evidence.csv", dtype=kinds, parse_dates=["date_start", "date_end"])
    for column in ("trigger_start", "trigger_end", "evidence_start", "evidence_end"):
        assert rows[column].dtype == "int64", column
    assert rows.confidence.dtype == "float64"
    return list(rows.to_dict("records"))


@pytest.mark.parametrize("layout", ["polecat", "gdelt", "gdelt-mentions", "icews"])
def test_each_row_of_the_older_layouts_leads_to_its_event_and_its_words(
    layout: str, read: list[Record], tmp_path: Path
) -> None:
    out = tmp_path / "out.txt"
    export(read, layout, out)
    header = 0 if layout in ("polecat", "icews") else None
    ids = pd.read_csv(out, sep="\t", header=header, dtype=str, quoting=csv.QUOTE_NONE, index_col=False).iloc[:, 0]
    rows, events = beside(out), happened(read)
    assert [row["row_id"] for row in rows] == list(ids)
    assert ids.is_unique
    assert {f"{row['report_id']}-{row['event_id']}" for row in rows} == set(events)
    for row in rows:
        record, event = events[f"{row['report_id']}-{row['event_id']}"]
        text = record.report.text
        assert row["evidence"] == flat(text[row["evidence_start"] : row["evidence_end"]])
        assert row["trigger"] == flat(text[row["trigger_start"] : row["trigger_end"]])
        assert (row["evidence_start"], row["trigger_start"]) == (event.evidence.start, event.trigger.start)


def gdelt(path: Path, columns: tuple[str, ...], whole: frozenset[str], number: frozenset[str]) -> Any:
    """As scripts over GDELT's files read them: no header, names and types by the codebook, in pandas and in DuckDB."""
    kinds = {c: "Int64" if c in whole else "float64" if c in number else "str" for c in columns}
    rows = pd.read_csv(path, sep="\t", header=None, names=list(columns), dtype=kinds, index_col=False,
                       quoting=csv.QUOTE_NONE, keep_default_na=False, na_values=[""])  # fmt: skip
    duck = {c: "BIGINT" if c in whole else "DOUBLE" if c in number else "VARCHAR" for c in columns}
    typed = f"read_csv('{path}', delim='\t', header=false, quote='', columns={duck})"
    assert duckdb.sql(f"select count(*) from {typed}").fetchall() == [(len(rows),)]
    assert [str(t) for t in rows.dtypes] == list(kinds.values())
    return rows


def test_gdelt_events_load_by_the_codebook(read: list[Record], tmp_path: Path) -> None:
    out = tmp_path / "out.CSV"
    export(read, "gdelt", out)
    rows, events, by_id = gdelt(out, gdelt_layout.COLUMNS, GDELT_WHOLE, GDELT_NUMBER), happened(read), beside(out)
    assert rows.shape[1] == 61
    always = [c for c in GDELT_WHOLE if c not in ("Day", "MonthYear", "Year")] + ["EventCode", "SOURCEURL"]
    assert rows[always].notna().all().all()
    dated = rows[rows.Day.notna()]
    assert len(dated)
    assert (pd.to_datetime(dated.Day.astype(str), format="%Y%m%d").dt.year == dated.Year).all()
    assert (dated.Day // 100 == dated.MonthYear).all()
    pd.to_datetime(rows.DATEADDED.astype(str), format="%Y%m%d%H%M%S")
    assert (rows.EventCode.str[:2] == rows.EventRootCode).all()
    assert rows.GoldsteinScale.dropna().between(-10, 10).all()
    for row, told in zip(rows.to_dict("records"), by_id, strict=True):
        record, event = events[f"{told['report_id']}-{told['event_id']}"]
        assert row["EventCode"] == event.cameo
        names = {a.name.upper() for a in record.actors}
        assert {n for n in (row["Actor1Name"], row["Actor2Name"]) if isinstance(n, str)} <= {cell(n) for n in names}
        assert row["SOURCEURL"] == (record.report.url or f"readout:{record.report.id}")


def test_gdelt_mentions_load_by_the_codebook(read: list[Record], tmp_path: Path) -> None:
    out = tmp_path / "out.CSV"
    export(read, "gdelt-mentions", out)
    tone = frozenset({"MentionDocTone"})
    rows = gdelt(out, gdelt_layout.MENTIONS, frozenset(gdelt_layout.MENTIONS) - MENTIONS_TEXT - tone, tone)
    for row, told in zip(rows.to_dict("records"), beside(out), strict=True):
        record, event = happened(read)[f"{told['report_id']}-{told['event_id']}"]
        assert row["ActionCharOffset"] == event.trigger.start
        sentence = record.sentences[row["SentenceID"] - 1]
        assert sentence.start <= event.evidence.start < sentence.end
        assert row["Extras"] == cell(words(record, event.evidence))
        starts = {s.start for s in (*event.actor_text, *event.recipient_text)}
        assert {row[c] for c in ("Actor1CharOffset", "Actor2CharOffset") if not pd.isna(row[c])} <= starts
        assert row["Confidence"] in range(10, 101, 10)


def test_icews_loads_with_its_types(read: list[Record], tmp_path: Path) -> None:
    out = tmp_path / "events.tab"
    export(read, "icews", out)
    text = [c for c in ICEWS if c not in (*ICEWS_WHOLE, *ICEWS_NUMBER, "Event Date")]
    rows = pd.read_csv(
        out, sep="\t", dtype=dict.fromkeys(text, "str"), parse_dates=["Event Date"], quoting=csv.QUOTE_NONE
    )
    assert tuple(rows.columns) == ICEWS
    assert rows["Event Date"].dtype.kind == "M"
    assert [str(rows[c].dtype) for c in ICEWS_WHOLE] == ["int64"] * 2
    assert [str(rows[c].dtype) for c in ICEWS_NUMBER] == ["float64"] * 3
    duck = {c: "BIGINT" if c in ICEWS_WHOLE else "DOUBLE" if c in ICEWS_NUMBER else "VARCHAR" for c in ICEWS}
    typed = f"read_csv('{out}', delim='\t', header=true, quote='', columns={duck | {'Event Date': 'DATE'}})"
    days = [d for (d,) in duckdb.sql(f'select "Event Date" from {typed}').fetchall()]
    assert days == [None if pd.isna(d) else d.date() for d in rows["Event Date"]]
    for row, told in zip(rows.to_dict("records"), beside(out), strict=True):
        record, event = happened(read)[f"{told['report_id']}-{told['event_id']}"]
        assert row["Story ID"] == record.report.id
        assert row["CAMEO Code"] == event.cameo
        sentence = record.sentences[row["Sentence Number"] - 1]
        assert sentence.start <= event.evidence.start < sentence.end


def test_polecat_loads_with_its_types(read: list[Record], tmp_path: Path) -> None:
    out = tmp_path / "events.txt"
    export(read, "polecat", out)
    numbers = ("Intensity", "Latitude", "Longitude")
    text = {c: "str" for c in POLECAT if c not in (*numbers, "Event Date", "Publication Date")}
    rows = pd.read_csv(out, sep="\t", dtype=text, na_values="None", keep_default_na=False, quoting=csv.QUOTE_NONE,
                       parse_dates=["Event Date", "Publication Date"])  # fmt: skip
    assert tuple(rows.columns) == POLECAT
    assert [rows[c].dtype.kind for c in ("Event Date", "Publication Date")] == ["M", "M"]
    assert [str(rows[c].dtype) for c in numbers] == ["float64"] * 3
    duck = {c: "DOUBLE" if c in numbers else "DATE" if c.endswith(" Date") else "VARCHAR" for c in POLECAT}
    typed = f"read_csv('{out}', delim='\t', header=true, quote='', nullstr='None', columns={duck})"
    assert duckdb.sql(f"select count(*) from {typed}").fetchall() == [(len(rows),)]
    for row in rows.to_dict("records"):
        record, event = happened(read)[row["Event ID"]]
        assert (row["Event Type"], row["Intensity"]) == (event.type, event.score)
        for side, ids, told in (
            ("Actor", event.actor, event.actor_text),
            ("Recipient", event.recipient, event.recipient_text),
        ):
            names = [a.name for i in ids for a in record.actors if a.id == i]
            given = [] if pd.isna(row[f"{side} Name"]) else row[f"{side} Name"].split(";")
            assert given == [cell(n).replace(";", ",") for n in names]
            raw = [] if pd.isna(row[f"{side} Name Raw"]) else row[f"{side} Name Raw"].split(";")
            assert raw == [cell(words(record, s)).replace(";", ",") for s in told]


def test_a_region_is_no_city(read: list[Record], tmp_path: Path) -> None:
    where = {e.place.name: e.place for r in read for e in r.events if e.place}
    assert where["North Kivu"].lat is not None
    export(read, "polecat", tmp_path / "out.txt")
    rows = pd.read_csv(tmp_path / "out.txt", sep="\t", dtype=str, na_values="None", keep_default_na=False)
    assert set(rows[rows.Placename == "North Kivu"].City.isna()) == {True}
    assert set(rows[rows.Placename == "Goma"].City) == {"Goma"}
    export(read, "gdelt", tmp_path / "out.CSV")
    rows = gdelt(tmp_path / "out.CSV", gdelt_layout.COLUMNS, GDELT_WHOLE, GDELT_NUMBER)
    kinds = dict(zip(rows.ActionGeo_Fullname, rows.ActionGeo_Type, strict=True))
    assert kinds["North Kivu, Democratic Republic of the Congo"] == 5
    assert kinds["Goma, Democratic Republic of the Congo"] == 4


def test_plover_lines_lead_to_their_words(read: list[Record], tmp_path: Path) -> None:
    export(read, "plover", tmp_path / "out.jsonl")
    events = happened(read)
    with (tmp_path / "out.jsonl").open(encoding="utf-8") as lines:
        found = [json.loads(line) for line in lines]
    typed = {n: t for n, t, *_ in duckdb.sql(f"describe select * from read_json('{tmp_path}/out.jsonl')").fetchall()}
    assert (typed["date"], typed["event_scale"], typed["quad_code"]) == ("DATE", "DOUBLE", "BIGINT")
    assert [v["id"] for v in found] == list(events)
    for value in found:
        record, event = events[value["id"]]
        info = value["text_info"]
        assert record.report.text[info["start"] : info["end"]] == value["text"]
        assert value["event_text"] == [words(record, event.trigger)]
        assert value["cite_info"]["id"] == record.report.id
        assert [a["identifier_text"] for a in value["actor"]] == [
            a.name for i in event.actor for a in record.actors if a.id == i
        ]


def dated(read: list[Record]) -> dict[tuple[str, str], tuple[Record, DocketItem]]:
    return {(r.report.id, d.id): (r, d) for r in read for d in r.docket if d.when and d.when.start and d.when.end}


def test_icalendar_and_vobject_read_the_same_entries_and_each_leads_to_its_words(
    read: list[Record], tmp_path: Path
) -> None:
    icalendar, vobject = pytest.importorskip("icalendar"), pytest.importorskip("vobject")
    export(read, "ics", tmp_path / "out.ics")
    raw = (tmp_path / "out.ics").read_bytes()
    entries = icalendar.Calendar.from_ical(raw).walk("VEVENT")
    others = {e.uid.value: e for e in vobject.readOne(raw.decode()).vevent_list}
    items = dated(read)
    assert {(str(e["X-READOUT-REPORT"]), str(e["X-READOUT-ITEM"])) for e in entries} == set(items)
    assert len(others) == len(entries) == len(items)
    clocks = 0
    for entry in entries:
        record, item = items[str(entry["X-READOUT-REPORT"]), str(entry["X-READOUT-ITEM"])]
        assert f"“{words(record, item.evidence)}”" in str(entry["DESCRIPTION"])
        assert f"Report id: {record.report.id}" in str(entry["DESCRIPTION"])
        start = entry.decoded("dtstart")
        assert item.when is not None
        assert start.isoformat()[:10] == item.when.start
        clocks += isinstance(start, datetime)
        other = others[str(entry["UID"])]
        assert other.dtstart.value == start
        assert (other.summary.value, other.status.value) == (str(entry["SUMMARY"]), str(entry["STATUS"]))
        assert "DTEND" not in entry or other.dtend.value == entry.decoded("dtend")
        assert type(start) in (date, datetime)
    assert clocks, "no entry has an hour"


def test_feedparser_reads_each_entry_with_its_words(read: list[Record], tmp_path: Path) -> None:
    feedparser = pytest.importorskip("feedparser")
    export(read, "atom", tmp_path / "out.atom")
    feed = feedparser.parse((tmp_path / "out.atom").read_bytes())
    events = [(r, e) for r in read for e in r.events]
    assert not feed.bozo
    assert len({e.id for e in feed.entries}) == len(feed.entries) == len(events)
    for entry, (record, event) in zip(feed.entries, events, strict=True):
        text = entry.content[0].value
        assert f"“{flat(words(record, event.evidence))}”" in text
        assert f"Report {record.report.id}" in text
        assert {t.scheme: t.term for t in entry.tags}["urn:readout:status"] == event.status
        assert isinstance(entry.updated_parsed.tm_year, int)
        assert entry.link == (record.report.url or entry.id)  # feedparser's own: without a link it gives the id


def test_every_layout_is_loaded_here() -> None:
    """A new layout comes with a test of this kind."""
    assert set(LAYOUTS) == {
        "polecat", "gdelt", "gdelt-mentions", "icews", "plover", "csv", "parquet", "jsonl", "items", "ics", "atom",
    }  # fmt: skip
