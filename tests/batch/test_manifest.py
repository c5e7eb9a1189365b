"""The manifest: what is written stays, what a kill cut short is read again."""

from __future__ import annotations

from pathlib import Path

import pytest

from readout.batch.manifest import NAME, Manifest, Settings, Shard, digest, write_whole
from readout.errors import UsageError

SETTINGS = Settings(("in.jsonl",), 2, "jsonl", "readout 0, weights a")


def shard(folder: Path, number: int, ids: str = "x") -> Shard:
    name = f"part-{number:06d}.jsonl.gz"
    write_whole(folder / name, b"data")
    return Shard(number, name, 2, 2, ids, "sum", 4, failed=({"source": "a", "error": "broken"},))


def test_a_second_opening_knows_the_shards(tmp_path: Path) -> None:
    first = Manifest.open(tmp_path, SETTINGS)
    first.add(shard(tmp_path, 0))
    second = Manifest.open(tmp_path, SETTINGS)
    assert second.shards == first.shards
    assert second.done(0, "x") and not second.done(1, "x")


def test_a_line_cut_short_is_no_shard(tmp_path: Path) -> None:
    manifest = Manifest.open(tmp_path, SETTINGS)
    for number in (0, 1):
        manifest.add(shard(tmp_path, number))
    whole = (tmp_path / NAME).read_bytes()
    (tmp_path / NAME).write_bytes(whole[:-9])
    assert sorted(Manifest.open(tmp_path, SETTINGS).shards) == [0]
    assert (tmp_path / NAME).read_bytes() == whole[: whole.rindex(b"\n", 0, -1) + 1]


@pytest.mark.parametrize("cut", range(0, 200, 23))
def test_any_cut_leaves_a_manifest_that_opens(tmp_path: Path, cut: int) -> None:
    manifest = Manifest.open(tmp_path, SETTINGS)
    manifest.add(shard(tmp_path, 0))
    whole = (tmp_path / NAME).read_bytes()
    (tmp_path / NAME).write_bytes(whole[:cut])
    assert Manifest.open(tmp_path, SETTINGS).settings == SETTINGS


def test_a_shard_whose_file_is_gone_is_read_again(tmp_path: Path) -> None:
    made = shard(tmp_path, 0)
    Manifest.open(tmp_path, SETTINGS).add(made)
    (tmp_path / made.file).unlink()
    assert not Manifest.open(tmp_path, SETTINGS).done(0, "x")


def test_half_written_files_are_swept_away(tmp_path: Path) -> None:
    (tmp_path / "part-000001.jsonl.gz.part").write_bytes(b"half")
    Manifest.open(tmp_path, SETTINGS)
    assert not list(tmp_path.glob("*.part"))


def test_other_settings_are_refused(tmp_path: Path) -> None:
    Manifest.open(tmp_path, SETTINGS)
    with pytest.raises(UsageError, match="was begun with size 2, not 3"):
        Manifest.open(tmp_path, Settings(("in.jsonl",), 3, "jsonl", "readout 0, weights a"))


def test_other_reports_are_refused(tmp_path: Path) -> None:
    manifest = Manifest.open(tmp_path, SETTINGS)
    manifest.add(shard(tmp_path, 0, digest(["a", "b"])))
    with pytest.raises(UsageError, match="made of other reports"):
        manifest.done(0, digest(["a", "c"]))
