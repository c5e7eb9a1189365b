"""`readout export` as a user meets it."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from exporting import record, simple


def run(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "readout", "export", *arguments], input=stdin, capture_output=True,
        env={**os.environ, "NO_COLOR": "1", "PYTHONUTF8": "1"}, check=False,
    )  # fmt: skip
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def records(tmp_path: Path) -> Path:
    path = tmp_path / "records.jsonl"
    path.write_text(
        record().model_dump_json() + "\n" + simple("Two.", identity="r-2").model_dump_json() + "\n", "utf-8"
    )
    return path


def test_records_go_out_and_the_counts_to_standard_error(records: Path, tmp_path: Path) -> None:
    done = run(str(records), "--to", "polecat", "-o", str(tmp_path / "out.txt"))
    assert done.returncode == 0, done.stderr
    assert "2 reports, 3 rows written" in done.stderr
    assert "left out: 1 events with status planned" in done.stderr
    assert len((tmp_path / "out.txt").read_text("utf-8").splitlines()) == 4


def test_standard_input_to_standard_output(records: Path) -> None:
    done = run("-", "--to", "gdelt", "-o", "-", "--status", "all", stdin=records.read_bytes())
    assert done.returncode == 0, done.stderr
    assert [line.count("\t") for line in done.stdout.splitlines()] == [60] * 7


def test_dates_are_filled_only_where_asked(records: Path) -> None:
    def undated(*more: str) -> int:
        done = run(str(records), "--to", "icews", "-o", "-", *more)
        return sum(line.split("\t")[1] == "" for line in done.stdout.splitlines())

    assert undated() == 2
    assert undated("--dates", "filled") == 1  # the second report has no date of publication


def test_a_bad_line_is_named_and_counted_and_the_rest_goes_on(records: Path, tmp_path: Path) -> None:
    lines = records.read_text("utf-8").splitlines()
    records.write_text("\n".join([lines[0], "{broken", '{"schema": "readout/1"}', "", lines[1]]), "utf-8")
    done = run(str(records), "--to", "jsonl", "-o", str(tmp_path / "out.jsonl"))
    assert done.returncode == 1
    assert f"{records}:2: this is no sound record" in done.stderr
    assert f"{records}:3: " in done.stderr
    assert "2 read, 0 skipped, 2 failed" in done.stderr
    kept = (tmp_path / "out.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line) for line in kept] == [json.loads(lines[0]), json.loads(lines[1])]


def test_reports_are_read_first(tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text(
        "OSLO, March 4 - Norway's Foreign Minister Kari Holm met her Swedish counterpart Erik Lund in Oslo on Monday.\n"
    )
    done = run(str(story), "--to", "items", "-o", "-")
    assert done.returncode == 0, done.stderr
    assert '"family": "events"' in done.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--to", "xml", "-o", "-"), "the layout 'xml' is unknown"),
        (("--to", "gdelt", "-o", "-", "--status", "past"), "--status 'past' is unknown"),
        (("--to", "gdelt", "-o", "-", "--dates", "any"), "--dates 'any' is unknown"),
        (("--to", "ics", "-o", "-", "--status", "all"), "ics holds no events"),
        (("--to", "csv", "-o", "-"), "Name a folder"),
        (("--to", "gdelt"), "Missing option"),
    ],
)
def test_misuse_is_status_two(arguments: tuple[str, ...], message: str, records: Path) -> None:
    done = run(str(records), *arguments)
    assert done.returncode == 2
    assert message in done.stderr


def test_a_missing_file_is_named_and_the_others_go_out(records: Path, tmp_path: Path) -> None:
    done = run(str(tmp_path / "no.jsonl"), str(records), "--to", "plover", "-o", "-")
    assert done.returncode == 1
    assert "no.jsonl" in done.stderr
    assert len(done.stdout.splitlines()) == 3


def test_records_are_known_whatever_the_order_of_their_keys_packed_or_in_an_array(
    records: Path, tmp_path: Path
) -> None:
    values = [json.loads(line) for line in records.read_text("utf-8").splitlines()]
    lines = "".join(json.dumps(value, sort_keys=True) + "\n" for value in values)
    (tmp_path / "sorted.jsonl").write_text(lines)
    (tmp_path / "packed.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    (tmp_path / "array.json").write_text(json.dumps(values, indent=2))
    outputs = {
        run(str(tmp_path / name), "--to", "gdelt", "-o", "-").stdout
        for name in ("sorted.jsonl", "packed.jsonl.gz", "array.json", "records.jsonl")
    }
    assert len(outputs) == 1
    assert outputs.pop().count("\n") == 4


def test_a_file_that_breaks_off_is_named_and_the_others_go_out(records: Path, tmp_path: Path) -> None:
    lines = "".join(simple(f"Text {n}.", identity=f"r-{n}").model_dump_json() + "\n" for n in range(3000))
    packed = tmp_path / "packed.jsonl.gz"
    packed.write_bytes(gzip.compress(lines.encode())[:-2000])
    done = run(str(packed), str(records), "--to", "plover", "-o", "-")
    assert done.returncode == 1
    assert f"{packed}: it cannot be read to its end" in done.stderr
    assert len(done.stdout.splitlines()) > 3


def test_a_jsonl_file_of_reports_is_read(tmp_path: Path) -> None:
    (tmp_path / "news.jsonl").write_text(
        json.dumps(
            {"id": "n1", "date": "2013-03-04", "text": "Norway's Foreign Minister Kari Holm met Erik Lund in Oslo."}
        )
    )
    done = run(str(tmp_path / "news.jsonl"), "--to", "jsonl", "-o", "-")
    assert json.loads(done.stdout)["report"]["ref"] == "n1"
