"""Parquet in: tables of reports, shards of our own, and files that are damaged."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from readout.batch.shard import encode
from readout.errors import EmptyError, FormatError, InputError
from readout.intake import Taken, report_from_text, reports
from readout.record import Record

pyarrow = pytest.importorskip("pyarrow", reason="the extra `parquet` is not installed")
parquet = pytest.importorskip("pyarrow.parquet", reason="the extra `parquet` is not installed")

TEXT = "The foreign minister of Peru met his counterpart in Geneva on Monday, officials said after report {n}."


def written(path: Path, columns: dict[str, Any], **how: Any) -> Path:
    parquet.write_table(pyarrow.table(columns), path, **how)
    return path


def test_rows_are_reports_and_a_bad_one_is_named(tmp_path: Path) -> None:
    path = written(
        tmp_path / "a.parquet",
        {
            "id": [f"r{n}" for n in range(40)],
            "text": [None if n == 3 else TEXT.format(n=n) for n in range(40)],
            "date": [datetime(2021, 3, 4, 5, tzinfo=UTC)] * 40,
            "embedding": [[0.5] * 8] * 40,
        },
        row_group_size=7,
    )
    found = list(reports(path))
    taken = [one for one in found if isinstance(one, Taken)]
    assert [one.report.ref for one in taken] == [f"r{n}" for n in range(40) if n != 3]
    assert {one.report.published for one in taken} == {"2021-03-04T05:00:00+00:00"}
    assert not any("left out" in warning for one in taken for warning in one.warnings)
    (bad,) = [one for one in found if isinstance(one, InputError)]
    assert str(bad).startswith(f"{path}:4: no field holds the text")


def test_bytes_are_text_and_the_form_is_told_from_the_bytes(tmp_path: Path) -> None:
    path = written(tmp_path / "a.parquet", {"text": [TEXT.format(n=1).encode()]})
    for stdin in (io.BytesIO(path.read_bytes()), io.BufferedReader(Pipe(path.read_bytes()))):
        (one,) = reports("-", stdin=stdin)
        assert isinstance(one, Taken)
        assert one.report.text == TEXT.format(n=1)


class Pipe(io.BytesIO):
    """A stream that cannot be sought in."""

    def seekable(self) -> bool:
        return False


def test_a_shard_of_our_own_is_read_again(tmp_path: Path) -> None:
    records = [Record(report=report_from_text(TEXT.format(n=n), ref=f"r{n}").report) for n in range(3)]
    path = tmp_path / "part-000000.parquet"
    path.write_bytes(encode(records, "parquet"))
    again = [one.report for one in reports(path) if isinstance(one, Taken)]
    assert [(r.id, r.ref, r.text) for r in again] == [(r.report.id, r.report.ref, r.report.text) for r in records]


def test_damage_is_said_after_the_rows_before_it(tmp_path: Path) -> None:
    path = written(tmp_path / "a.parquet", {"text": [TEXT.format(n=n) for n in range(90)]}, row_group_size=30)
    data = bytearray(path.read_bytes())
    second = parquet.ParquetFile(path).metadata.row_group(1).column(0).data_page_offset
    data[second : second + 200] = b"\xff" * 200
    path.write_bytes(data)
    found = list(reports(path))
    assert len([one for one in found if isinstance(one, Taken)]) >= 16
    assert isinstance(found[-1], FormatError)
    assert "damaged, after" in str(found[-1])
    path.write_bytes(data[:-4])
    (error,) = reports(path)
    assert isinstance(error, FormatError)


@pytest.mark.parametrize(
    ("columns", "kind", "why"),
    [({"words": ["a"]}, FormatError, "none of its columns holds the text: w"), ({"text": []}, EmptyError, "no rows")],
)  # fmt: skip
def test_a_table_without_reports_says_what_it_lacks(
    tmp_path: Path, columns: dict[str, Any], kind: type[InputError], why: str
) -> None:
    (error,) = reports(written(tmp_path / "a.parquet", columns))
    assert isinstance(error, kind)
    assert why in str(error)
