"""Layouts of rows, each loaded with what its users load it with: pandas, DuckDB, readers of GDELT's files."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from exporting import EVENTS, TEXT, at, event, record
from hypothesis import given
from hypothesis import strategies as st

from readout.export import LAYOUTS, export
from readout.export import gdelt as gdelt_layout
from readout.export.codes import act, country, sector
from readout.export.gdelt import fraction
from readout.export.icews import COLUMNS as ICEWS
from readout.export.plover import FIELDS
from readout.export.polecat import COLUMNS as POLECAT
from readout.export.told import Numbers, told
from readout.record import Period, Record

pd = pytest.importorskip("pandas")
GDELT_NAMES = list(gdelt_layout.COLUMNS)


def gdelt(path: Path, names: list[str] = GDELT_NAMES) -> Any:
    """As GDELT's users read its files: names given, codes as strings."""
    coded = {n: str for n in names if n.endswith("Code") or n in ("DATEADDED", "Day", "Extras")}
    return pd.read_csv(path, sep="\t", header=None, names=names, dtype=coded, index_col=False)


def write(tmp_path: Path, layout: str, *records: Record, **options: Any) -> Path:
    out = tmp_path / f"out.{layout}"
    export(records or [record()], layout, out, **options)
    return out


def test_polecat_has_its_40_columns_and_a_row_an_event(tmp_path: Path) -> None:
    rows = pd.read_csv(write(tmp_path, "polecat"), sep="\t", dtype=str, keep_default_na=False)
    assert tuple(rows.columns) == POLECAT
    assert len(POLECAT) == 40
    assert list(rows["Event ID"]) == ["r-00ff-e1", "r-00ff-e2"]
    first, second = rows.iloc[0], rows.iloc[1]
    told = {
        "Event Date": "2031-03-03", "Event Type": "CONSULT", "Event Mode": "visit", "Intensity": "2.5",
        "Quad Code": "VERBAL COOPERATION", "Contexts": "diplomatic;military", "Actor Name": "Ana Vosk",
        "Actor Country": "ROU", "Actor COW": "360", "Primary Actor Sector": "GOV", "Actor Title": "Foreign Minister",
        "Actor Name Raw": "Syldavian Foreign Minister Ana Vosk", "Recipient COW": "860", "City": "Bucharest",
        "Latitude": "44.4323", "Source": "Example Post", "Publication Date": "2031-03-04",
        "Story People": "Ana Vosk;Pal Tarn", "Story Organizations": "United Nations", "Wikipedia Actor ID": "None",
    }  # fmt: skip
    assert {name: first[name] for name in told} == told
    assert (second["Event Date"], second["City"], second["Country"]) == ("None", "None", "TLS")


def test_several_actors_keep_their_places_in_a_cell(tmp_path: Path) -> None:
    both = event("e9", actor=["a1", "a4", "a5"], trigger=at("met"), evidence=at("met"))
    out = write(tmp_path, "polecat", record(events=[both]))
    row = pd.read_csv(out, sep="\t", dtype=str, keep_default_na=False).iloc[0]
    assert row["Actor Name"] == "Ana Vosk;village;United Nations"
    assert row["Actor Country"] == "ROU;None;IGO"


def test_gdelt_has_its_61_columns_and_a_row_a_pair(tmp_path: Path) -> None:
    rows = gdelt(write(tmp_path, "gdelt"))
    assert len(gdelt_layout.COLUMNS) == len(set(gdelt_layout.COLUMNS)) == 61
    assert rows.shape == (3, 61)
    pairs = list(zip(rows.Actor1Name, rows.Actor2Name, strict=True))
    assert pairs == [("ANA VOSK", "PAL TARN"), ("PAL TARN", "ANA VOSK"), ("BORDURIA", "VILLAGE")]
    assert rows.GlobalEventID.dtype == "int64"
    assert rows.GlobalEventID.is_unique
    first = rows.iloc[0]
    assert (first.Actor1Code, first.Actor1CountryCode, first.Actor1Type1Code) == ("ROMGOV", "ROM", "GOV")
    assert (first.EventCode, first.EventBaseCode, first.EventRootCode, first.QuadClass) == ("042", "042", "04", 1)
    assert (first.GoldsteinScale, first.NumMentions, first.NumSources, first.NumArticles) == (1.9, 1, 1, 1)
    assert (first.Day, first.MonthYear, first.Year) == ("20310303", 203103, 2031)
    assert (first.IsRootEvent, rows.iloc[2].IsRootEvent) == (1, 0)
    assert (first.ActionGeo_Type, first.ActionGeo_Fullname) == (4, "Bucharest, Romania")
    assert (first.ActionGeo_CountryCode, first.ActionGeo_Lat) == ("RO", 44.4323)
    assert first.DATEADDED == "20310304073000"
    assert first.SOURCEURL == "https://news.example/1?a=1&b=2"
    assert rows.iloc[2].EventBaseCode == "194"


def test_what_gdelt_has_and_a_record_has_not_is_empty(tmp_path: Path) -> None:
    rows = gdelt(write(tmp_path, "gdelt"))
    never = [
        "AvgTone",
        "Actor1EthnicCode",
        "Actor1Religion1Code",
        "Actor2Geo_Lat",
        "Actor1KnownGroupCode",
    ]
    assert rows[never].isna().all().all()
    assert (rows[["Actor1Geo_Type", "Actor2Geo_Type"]] == 0).all().all()
    assert (gdelt(write(tmp_path, "gdelt", record(events=[EVENTS[3]]), all_statuses=True)).ActionGeo_Type == 0).all()
    assert rows.iloc[2][["Day", "FractionDate", "MonthYear", "Year"]].isna().all()


def test_an_intergovernmental_body_has_no_country_in_gdelt(tmp_path: Path) -> None:
    row = gdelt(write(tmp_path, "gdelt", statuses=frozenset({"conditional"}))).iloc[0]
    assert (row.Actor1Code, row.Actor1Type1Code) == ("IGO", "IGO")
    assert pd.isna(row.Actor1CountryCode)
    assert (row.EventCode, row.EventBaseCode, row.EventRootCode) == ("0873", "087", "08")


@pytest.mark.parametrize(
    ("cameo", "quad"), [("057", 1), ("0874", 2), ("090", 2), ("112", 3), ("141", 3), ("154", 4), ("204", 4)]
)
def test_quad_classes_are_those_of_gdelts_files(cameo: str, quad: int, tmp_path: Path) -> None:
    one = event("e9", cameo=cameo, trigger=at("met"), evidence=at("met"))
    assert gdelt(write(tmp_path, "gdelt", record(events=[one]))).iloc[0].QuadClass == quad


def test_mentions_join_events_and_hold_the_words(tmp_path: Path) -> None:
    events, mentions = (
        gdelt(write(tmp_path, "gdelt")),
        gdelt(write(tmp_path, "gdelt-mentions"), list(gdelt_layout.MENTIONS)),
    )
    assert mentions.shape == (3, 16)
    assert list(mentions.GlobalEventID) == list(events.GlobalEventID)
    first = mentions.iloc[0]
    assert TEXT[first.ActionCharOffset :].startswith("met")
    assert TEXT[int(first.Actor2CharOffset) :].startswith("Bordurian envoy")
    assert TEXT[int(mentions.iloc[1].Actor1CharOffset) :].startswith("Bordurian envoy")
    assert (first.MentionType, first.SentenceID, first.Confidence, first.MentionDocLen) == (1, 1, 80, len(TEXT))
    assert first.Extras == "KLOW - Syldavian Foreign Minister Ana Vosk met Bordurian envoy Pal Tarn in Klow on Monday."


def test_icews_has_its_20_columns_and_ids_that_do_not_repeat(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    out = write(tmp_path, "icews")
    types = {"CAMEO Code": "VARCHAR", "Event Date": "DATE"}
    rows = duckdb.sql(f"select * from read_csv('{out}', delim='\t', header=true, types={types!r})").df()
    assert tuple(rows.columns) == ICEWS
    assert len(ICEWS) == 20
    assert rows["Event ID"].is_unique
    assert rows["Event ID"].dtype == "int64"
    first = rows.iloc[0]
    assert (first["CAMEO Code"], first["Event Text"], first["Intensity"]) == ("042", "Make a visit", 1.9)
    assert (first["Source Name"], first["Source Sectors"], first["Source Country"]) == (
        "Ana Vosk",
        "Government",
        "Romania",
    )
    assert (first["Story ID"], first["Sentence Number"], first["City"]) == ("r-00ff", 1, "Bucharest")
    assert str(first["Event Date"])[:10] == "2031-03-03"
    assert rows["Event Date"].isna().sum() == 1


@pytest.mark.parametrize("layout", ["polecat", "gdelt", "gdelt-mentions", "icews"])
def test_every_row_leads_to_its_report_and_words(layout: str, tmp_path: Path) -> None:
    out = write(tmp_path, layout, reviewed={("r-00ff", "e1"): "kept by J."})
    with out.open(encoding="utf-8", newline="") as stream:
        ids = [line.split("\t")[0] for line in stream]
    ids = ids[1:] if ids[0] == "Event ID" else ids
    with (tmp_path / f"{out.name}.evidence.csv").open(encoding="utf-8", newline="") as stream:
        beside = list(csv.DictReader(stream))
    assert [row["row_id"] for row in beside] == ids
    for row in beside:
        assert row["report_id"] == "r-00ff"
        assert row["evidence"] in TEXT
        assert row["trigger"] in row["evidence"]
    assert beside[-1]["said_by"] == "Ana Vosk"
    assert beside[0]["reviewed"] == "kept by J."
    assert beside[0]["actor_wikidata"] == "Q1"


def test_plover_has_the_fields_of_the_manual(tmp_path: Path) -> None:
    lines = [json.loads(line) for line in write(tmp_path, "plover").read_text("utf-8").splitlines()]
    assert all(tuple(line) == FIELDS for line in lines)
    first, second = lines
    assert first["actor"] == [
        {
            "code": "ROU",
            "sector": "GOV",
            "entity_text": "Syldavian Foreign Minister Ana Vosk",
            "identifier_id": "Q1",
            "identifier_text": "Ana Vosk",
            "office": "Foreign Minister",
        }
    ]
    assert (first["date"], first["event"], first["event_scale"], first["quad_code"]) == (
        "2031-03-03",
        "CONSULT",
        2.5,
        1,
    )
    info = first["text_info"]
    assert TEXT[info["start"] : info["end"]] == first["text"]
    assert second["date"] is None
    assert second["comment"] == "status: occurred; on the word of Ana Vosk"
    assert second["cite_info"]["id"] == "r-00ff"


def test_only_what_happened_goes_where_the_layout_has_no_status(tmp_path: Path) -> None:
    for name, layout in LAYOUTS.items():
        if not layout.has_events or layout.tells_status:
            continue
        counts = export([record()], name, tmp_path / name)
        assert counts.left == {"events with status planned": 1, "events with status conditional": 1}, name
        assert "left out: 1 events with status planned" in counts.lines()
        assert export([record()], name, tmp_path / name, all_statuses=True).left == {}


def test_a_reciprocal_event_pairs_its_actors_with_each_other(tmp_path: Path) -> None:
    rows = gdelt(write(tmp_path, "gdelt", statuses=frozenset({"planned"})))
    assert [*zip(rows.Actor1Name, rows.Actor2Name, strict=True)] == [("ANA VOSK", "PAL TARN"), ("PAL TARN", "ANA VOSK")]


def test_nobody_acts_on_himself_while_there_is_another(tmp_path: Path) -> None:
    both = event(
        "e9", actor=["a1", "a2"], recipient=["a1", "a2"], reciprocal=True, trigger=at("met"), evidence=at("met")
    )
    assert [(a and a.id, r and r.id) for a, r in told(record(events=[both]), both).pairs()] == [
        ("a1", "a2"),
        ("a2", "a1"),
    ]


@pytest.mark.parametrize(
    ("start", "end", "exact", "filled"),
    [
        ("2031-03-01", "2031-03-01", "2031-03-01", "2031-03-01"),
        ("2031-02-10", "2031-02-16", None, "2031-02-16"),
        ("2031-03-01", "2031-03-31", None, "2031-03-04"),
        ("2031-05-01", "2031-05-31", None, "2031-05-01"),
        (None, "2031-02-01", None, "2031-02-01"),
        ("2031-05-01", None, None, "2031-05-01"),
        ("2031-02-31", "2031-02-31", None, "2031-03-04"),
        (None, None, None, "2031-03-04"),
    ],
)
def test_the_day_of_an_event(start: str | None, end: str | None, exact: str | None, filled: str) -> None:
    period = Period(start=start, end=end) if start or end else None
    one = event("e9", trigger=at("met"), evidence=at("met"), date=period)
    found = told(record(events=[one]), one).day
    assert (found and found.isoformat()) == exact
    made = told(record(events=[one]), one, filled=True).day
    assert made is not None
    assert made.isoformat() == filled


def test_a_month_is_told_where_the_day_is_not(tmp_path: Path) -> None:
    one = EVENTS[1].model_copy(update={"date": Period(start="2031-02-01", end="2031-02-28")})
    row = gdelt(write(tmp_path, "gdelt", record(events=[one]))).iloc[0]
    assert pd.isna(row.Day)
    assert (row.MonthYear, row.Year) == (203102, 2031)


def test_the_fraction_of_the_year_is_gdelts() -> None:
    from datetime import date

    assert fraction(date(2015, 2, 18)) == "2015.1315"


def test_ids_are_the_same_each_time_and_fit_a_double() -> None:
    def ids() -> list[int]:
        numbers = Numbers()
        return [numbers.of(told(record(), e), None, None) for e in EVENTS * 2]

    assert ids() == ids()
    assert len(set(ids())) == 8
    assert all(int(float(i)) == i for i in ids())


def test_ids_that_would_be_one_are_parted(monkeypatch: pytest.MonkeyPatch) -> None:
    import hashlib

    real = hashlib.blake2b

    def narrow(data: bytes, digest_size: int) -> Any:
        class Digest:
            def digest(self) -> bytes:
                return b"\0" * 5 + real(data, digest_size=8).digest()[:1] + b"\0\0"

        return Digest()

    monkeypatch.setattr("readout.export.told.hashlib.blake2b", narrow)
    numbers = Numbers()
    made = [numbers.of(told(record(report=record().report.model_copy(update={"id": f"r-{n}"})), EVENTS[0]), None, None)
            for n in range(25)]  # fmt: skip
    assert len(set(made)) == 25


HOSTILE = st.text(
    st.sampled_from(list("\t\n\r\0\x0b\x0c\x1c\x85\u2028\u2029\"'\\;,|=+-@ab é‏שלום🕊\u200f\ufeff")),
    min_size=1,
    max_size=20,
)


@given(text=HOSTILE, name=HOSTILE)
@pytest.mark.parametrize("layout", ["polecat", "gdelt", "gdelt-mentions", "icews"])
def test_no_text_breaks_a_row(layout: str, text: str, name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    from exporting import simple

    out = tmp_path_factory.mktemp("hostile") / "out.txt"
    export([simple(text, name=name), simple("second", identity="r-2")], layout, out)
    width = {"polecat": 40, "gdelt": 61, "gdelt-mentions": 16, "icews": 20}[layout]
    header = layout in ("polecat", "icews")
    whole = out.read_text("utf-8")
    assert [line.count("\t") for line in whole.splitlines()] == [width - 1] * (2 + header)
    rows = pd.read_csv(out, sep="\t", header=0 if header else None, dtype=str)
    assert rows.shape == (2, width)


@pytest.mark.parametrize(
    ("code", "fips", "cow", "cameo"),
    [("USA", "US", "2", "USA"), ("GBR", "UK", "200", "GBR"), ("ROU", "RO", "360", "ROM"), ("CHN", "CH", "710", "CHN"),
     ("RUS", "RS", "365", "RUS"), ("TLS", "TT", "860", "TMP"), ("XKX", "KV", "347", "KSV"), ("ISR", "IS", "666", "ISR"),
     ("HKG", "HK", "", "HKG"), ("DEU", "GM", "255", "DEU")],
)  # fmt: skip
def test_countries_in_the_four_systems(code: str, fips: str, cow: str, cameo: str) -> None:
    found = country(code)
    assert found is not None
    assert (found.fips, found.cow, found.cameo) == (fips, cow, cameo)


def test_the_tables_of_codes_are_whole() -> None:
    from readout.actors.tables import rows
    from readout.extract import lexicon

    known = {row["code"]: row["name"] for row in rows("countries")}
    found = [country(code) for code in known]
    assert [c and c.name for c in found] == list(known.values())
    for system in ("fips", "cow", "cameo"):
        given_codes = [getattr(c, system) for c in found if getattr(c, system)]
        assert len(given_codes) == len(set(given_codes)), system
    used = {entry.cameo for entries in lexicon.verbs().values() for entry in entries}
    assert [code for code in sorted(used) if act(code) is None] == []
    assert country("IGO") is None
    assert sector(None).cameo == ""
    assert sector("MIL") == ("MIL", "MIL", "Military")


def test_areas_are_places_that_reading_gives_coordinates() -> None:
    from readout.actors.tables import rows
    from readout.export.codes import _areas

    known = {(row["name"], row["country"]) for row in rows("city_names")}
    assert _areas() - known == set()


def test_a_code_without_a_row_takes_its_parents() -> None:
    found = act("1711")
    assert found is not None
    assert found.code == "171"
    assert act("99") is None
