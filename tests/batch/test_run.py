"""Whole batches over reports written for the test: the same bytes however often they are stopped."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from readout.batch import Progress, Shard, run
from readout.batch.manifest import NAME
from readout.batch.shard import rows
from readout.errors import UsageError

LINES = [
    "PARIS, March {n} - The French foreign minister met his Turkish counterpart on Monday, officials said.",
    "Rebels killed {n} soldiers near the northern border, the defence ministry said in a statement on Friday.",
    "The United Nations envoy said talks between the two governments would resume in Geneva next week.",
]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "archive.jsonl"
    with path.open("w", encoding="utf-8") as out:
        for n in range(11):
            text = " ".join(LINES).format(n=n + 2)
            out.write(json.dumps({"id": f"r{n}", "text": text, "published": "2021-03-04"}) + "\n")
        out.write("{broken\n")
    return path


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("part-*"))}


def refs(folder: Path, layout: str) -> list[str]:
    return [row["report"]["ref"] for data in files(folder).values() for row in rows(data, layout)]


def test_every_report_is_in_a_shard_or_named(archive: Path, tmp_path: Path) -> None:
    seen: list[Shard] = []
    progress = run(
        [str(archive)], tmp_path / "out", workers=2, size=4, layout="jsonl", on_shard=lambda p, s: seen.append(s)
    )
    assert (progress.read, progress.failed, progress.shards) == (11, 1, 3)
    assert refs(tmp_path / "out", "jsonl") == [f"r{n}" for n in range(11)]
    (failed,) = [one for shard in seen for one in shard.failed]
    assert failed["source"].endswith("archive.jsonl:12")


def test_a_second_run_reads_nothing_and_a_lost_shard_comes_back_the_same(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run([str(archive)], out, workers=1, size=4, layout="jsonl")
    before = files(out)
    assert run([str(archive)], out, workers=2, size=4, layout="jsonl") == Progress(kept=12)
    next(iter(sorted(out.glob("part-*")))).unlink()
    again = run([str(archive)], out, workers=2, size=4, layout="jsonl")
    assert (again.read, again.kept) == (4, 8)
    assert files(out) == before


@pytest.mark.skipif(sys.platform == "win32", reason="kills a process by signal")
def test_killed_and_run_again_gives_the_same_bytes(archive: Path, tmp_path: Path) -> None:
    whole, torn = tmp_path / "whole", tmp_path / "torn"
    run([str(archive)], whole, workers=1, size=2, layout="jsonl")
    args = [sys.executable, "-c", "from readout.cli import main; main()", "batch", str(archive), str(torn)]
    args += ["--layout", "jsonl", "--shard-size", "2", "--workers", "1"]
    child = subprocess.Popen(args, start_new_session=True, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not list(torn.glob("part-*.gz")) and child.poll() is None:
        time.sleep(0.02)
    os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    progress = run([str(archive)], torn, workers=2, size=2, layout="jsonl")
    assert progress.total == 12
    assert files(torn) == files(whole)


def test_parquet_holds_the_record_and_its_keys(archive: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="the extra `parquet` is not installed")
    run([str(archive)], tmp_path / "out", workers=1, size=50, layout="parquet")
    table = parquet.read_table(next((tmp_path / "out").glob("*.parquet")))
    assert table["ref"].to_pylist() == [f"r{n}" for n in range(11)]
    assert json.loads(table["record"][0].as_py())["events"]


def test_an_unknown_layout_is_misuse(archive: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--layout 'csv' is unknown"):
        run([str(archive)], tmp_path / "out", workers=1, layout="csv")


def test_a_shard_is_plain_gzip(archive: Path, tmp_path: Path) -> None:
    run([str(archive)], tmp_path / "out", workers=1, size=50, layout="jsonl")
    (data,) = files(tmp_path / "out").values()
    assert json.loads(gzip.decompress(data).splitlines()[0])["schema"] == "readout/1"
    assert (tmp_path / "out" / NAME).exists()


def test_only_relevant_counts_what_it_leaves_out_and_is_a_setting(archive: Path, tmp_path: Path) -> None:
    match = "The striker beat the goalkeeper, the coach praised his players, and the referee ended the football season."
    with archive.open("a", encoding="utf-8") as out:
        out.write(json.dumps({"id": "match", "text": match}) + "\n")
    progress = run([str(archive)], tmp_path / "out", workers=1, size=50, layout="jsonl", only_relevant=True)
    assert (progress.read, progress.failed, progress.skipped, progress.dropped) == (11, 1, 1, 1)
    last = json.loads((tmp_path / "out" / NAME).read_text("utf-8").splitlines()[-1])
    assert last["dropped"] == 1
    assert last["skipped"][0]["source"] == "match"
    with pytest.raises(UsageError, match="only_relevant"):
        run([str(archive)], tmp_path / "out", workers=1, size=50, layout="jsonl")


def test_own_words_reach_the_processes_and_are_a_setting(archive: Path, tmp_path: Path) -> None:
    own, out = tmp_path / "own.toml", tmp_path / "out"
    own.write_text('[types.KILLING]\nabout = "killing, by our own book"\nquad = 4\nscore = -9.0\nverbs = ["kill"]\n')
    run([str(archive)], out, workers=1, size=50, layout="jsonl", ontology=own)
    (data,) = files(out).values()
    found = [event["type"] for row in rows(data, "jsonl") for event in row["events"]]
    assert found.count("KILLING") == 11
    with pytest.raises(UsageError, match="was begun with words"):
        run([str(archive)], out, workers=1, size=50, layout="jsonl")
