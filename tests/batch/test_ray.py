"""Ray: the same shards as on this machine's own pool, and the same names for what kills."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from readout.batch import run
from readout.errors import UsageError

TEXT = (
    "Rebels killed {n} soldiers near the northern border, the defence ministry said. "
    "The French foreign minister will meet her counterpart in Geneva on Monday."
)


@pytest.fixture
def ray() -> None:
    pytest.importorskip("ray", reason="the extra `ray` is not installed")


def ran(*args: str) -> str:
    """What a process of Python writes. Ray's threads end in their own time and with warnings, so each has a process."""
    path = os.pathsep.join(sys.path)
    done = subprocess.run(
        [sys.executable, *args], capture_output=True, text=True, timeout=280, env={**os.environ, "PYTHONPATH": path}
    )
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


@pytest.mark.parametrize("layout", ["parquet", "jsonl"])
def test_the_shards_are_the_same_bytes(ray: None, tmp_path: Path, layout: str) -> None:
    source = tmp_path / "a.jsonl"
    lines = [json.dumps({"id": f"r{n}", "text": TEXT.format(n=n + 2), "published": "2021-03-04"}) for n in range(9)]
    source.write_text("\n".join([*lines, "{broken"]) + "\n", "utf-8")
    local, on_ray = tmp_path / "local", tmp_path / "ray"
    run([str(source)], local, workers=2, size=4, layout=layout)
    how = ("--layout", layout, "--shard-size", "4", "--workers", "2", "--engine", "ray")
    ran("-m", "readout", "batch", str(source), str(on_ray), *how)
    shards = {path.name: path.read_bytes() for path in local.glob("part-*")}
    assert len(shards) == 3
    assert {path.name: path.read_bytes() for path in on_ray.glob("part-*")} == shards
    assert run([str(source)], on_ray, workers=1, size=4, layout=layout).kept == 10


def test_a_report_that_kills_is_named_and_the_rest_is_read(ray: None) -> None:
    said = ran("-m", "reading_processes", "Envoys met.", "A DEADLY text.", "Talks went on.", "DEADLY again.")
    told = json.loads(said.splitlines()[-1])  # Ray may say before it that a worker died
    assert told == {"data": "Envoys met.|Talks went on.", "failed": ["0.1", "0.3"]}


def test_without_ray_the_user_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(UsageError, match=r"readout-news\[ray\]"):
        run([], tmp_path / "out", workers=1, layout="jsonl", engine="ray")
    with pytest.raises(UsageError, match="--engine 'spark' is unknown"):
        run([], tmp_path / "out", workers=1, layout="jsonl", engine="spark")
