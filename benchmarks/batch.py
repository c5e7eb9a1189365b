"""`readout batch` over many reports made of newswire paragraphs: speed, memory over time, kills, and Ray beside it.

    python -m benchmarks.batch [--reports 2000] [--kills 5] [--workers 2] [--ray] [--folder DIR]

Makes so many reports of 40-60 words (seeded), reads them with `readout batch` as a user would, once without a stop and
once killed (SIGKILL) so many times and started again, with `--ray` once more through Ray, and compares the shards byte
by byte. Prints words a second (words are parted by blanks), the memory of all processes over time, reports lost. The
same command goes on where it was stopped. Reads ../shared/corpora/newswire.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.speed import NEWSWIRE

SHARD = 200
SAMPLE_S = 2.0
"""Seconds between two looks at the memory of a run."""
LEAST, MOST = 40, 60
"""Words of a report."""


def make(path: Path, count: int, seed: int = 9) -> int:
    """Write `count` reports of recombined paragraphs to `path`, unless they are there; returns their words."""
    if not path.exists():
        part, chance = path.with_suffix(".part"), random.Random(seed)
        pool = list(_paragraphs())
        with part.open("w", encoding="utf-8") as out:
            for n in range(count):
                text, day = _report(pool, chance)
                out.write(json.dumps({"id": f"n{n:07d}", "published": day, "text": text}, ensure_ascii=False) + "\n")
        part.replace(path)
    with path.open(encoding="utf-8") as lines:
        return sum(len(json.loads(line)["text"].split()) for line in lines)


def _paragraphs() -> Iterator[tuple[str, str]]:
    """(paragraph, day) of the corpus: those of a sentence or more that a short report has room for."""
    with gzip.open(NEWSWIRE, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            for paragraph in row["text"].split("\n"):
                if 12 <= len(paragraph.split()) <= MOST and paragraph.rstrip().endswith((".", '"', "”")):
                    yield paragraph.strip(), row["published"]


def _report(pool: Sequence[tuple[str, str]], chance: random.Random) -> tuple[str, str]:
    first, day = chance.choice(pool)
    parts, words = [first], len(first.split())
    while words < LEAST:
        more, _ = chance.choice(pool)
        if words + len(more.split()) <= MOST:
            parts.append(more)
            words += len(more.split())
    return "\n\n".join(parts), day


@dataclass
class Run:
    """One output folder of `readout batch`, and the log of what its processes took, which outlives a stop."""

    name: str
    source: Path
    folder: Path
    options: tuple[str, ...]

    @property
    def out(self) -> Path:
        return self.folder / self.name

    @property
    def _log(self) -> Path:
        return self.folder / f"{self.name}.log.jsonl"

    def log(self) -> list[dict[str, Any]]:
        """Samples of all runs so far: `{"run", "t", "rss", "done"}`, and `{"kill"}`."""
        return [json.loads(line) for line in self._log.read_text("utf-8").splitlines()] if self._log.exists() else []

    def note(self, **row: Any) -> None:
        with self._log.open("a", encoding="utf-8") as out:
            out.write(json.dumps(row) + "\n")

    def manifest(self) -> list[dict[str, Any]]:
        """The shards that are written."""
        path = self.out / "manifest.jsonl"
        lines = path.read_text("utf-8").splitlines(keepends=True)[1:] if path.exists() else []
        return [json.loads(line) for line in lines if line.endswith("\n")]

    def go(self, total: int, kills: Sequence[int] = ()) -> None:
        """Run until all `total` reports are done; killed once, somewhere in a shard, after each number of reports."""
        left = list(kills[sum("kill" in row for row in self.log()) :])
        chance = random.Random(self.name)
        while sum(row["reports"] for row in self.manifest()) < total:
            code = self._once(left, chance)
            if code not in (0, 1, -signal.SIGKILL):
                raise SystemExit(f"{self.name} ended with status {code}: {self.folder / f'{self.name}.err'}")
            if code != -signal.SIGKILL:
                return

    def _once(self, left: list[int], chance: random.Random) -> int:
        args = [sys.executable, "-m", "readout", "batch", str(self.source), str(self.out), *self.options]
        number = 1 + max((row["run"] for row in self.log() if "run" in row), default=0)
        with (self.folder / f"{self.name}.err").open("ab") as err:
            child = subprocess.Popen(args, stderr=err, start_new_session=True)
        begun = told = time.monotonic()
        try:
            while child.poll() is None:
                time.sleep(SAMPLE_S)
                now, done = time.monotonic() - begun, sum(row["reports"] for row in self.manifest())
                self.note(run=number, t=round(now, 1), rss=memory(child.pid), done=done)
                if time.monotonic() - told > 60:
                    told = time.monotonic()
                    print(f"  {self.name}: {done} reports after {now:.0f} s of run {number}", flush=True)
                if left and done >= left[0]:
                    time.sleep(chance.uniform(0, SAMPLE_S))
                    self.note(kill=left.pop(0))
                    os.killpg(child.pid, signal.SIGKILL)
            return child.wait()
        finally:
            if child.poll() is None:
                os.killpg(child.pid, signal.SIGKILL)

    def files(self) -> dict[str, str]:
        """The digest of each shard, by its name."""
        return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(self.out.glob("part-*"))}

    def refs(self) -> set[str]:
        """The reports that are in a shard, or named as failed or skipped in the manifest."""
        from readout.batch.shard import rows

        found = {one["source"] for row in self.manifest() for one in (*row["failed"], *row["skipped"])}
        for path in self.out.glob("part-*"):
            found |= {row["report"]["ref"] for row in rows(path.read_bytes(), "parquet")}
        return found

    def seconds(self) -> float:
        """How long its runs took, together."""
        last = {row["run"]: row["t"] for row in self.log() if "run" in row}
        return float(sum(last.values()))


def memory(pid: int) -> list[float]:
    """Megabytes of a process and of its children, where the system tells."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        out = []
        for one in (str(pid), *children):
            lines = Path(f"/proc/{one}/status").read_text().splitlines()
            out += [int(line.split()[1]) / 1000 for line in lines if line.startswith("VmRSS")]
        return out
    except OSError:
        return []


def told(run: Run, words: int, total: int) -> None:
    """Print the speed of a run and its memory: of all processes, warm (after a fifth) and at the end."""
    seconds, rows = run.seconds(), [row for row in run.log() if "run" in row]
    print(f"{run.name}: {total} reports, {words} words in {seconds:.0f} s: {words / seconds:,.0f} words/s")
    sums = [sum(row["rss"]) for row in rows if len(row["rss"]) > 1 and total * 0.2 <= row["done"] < total * 0.99]
    if len(sums) >= 10:
        tenth = max(3, len(sums) // 8)
        warm, end = statistics.median(sums[:tenth]), statistics.median(sums[-tenth:])
        print(f"  memory of all processes: {warm:.0f} MB warm, {end:.0f} MB at the end ({end / warm - 1:+.1%})")
        feeds = [row["rss"][0] for row in rows if row["rss"]]
        print(f"  {max(sums):.0f} MB at most; the process that feeds {feeds[-1]:.0f} MB at the end")


def same(one: Run, other: Run) -> bool:
    """Whether two runs gave the same shards, byte by byte; prints which differ."""
    a, b = one.files(), other.files()
    differ = sorted(name for name in a.keys() | b.keys() if a.get(name) != b.get(name))
    print(f"{other.name} beside {one.name}: {len(b)} shards, {len(differ)} differ {differ[:5] or ''}")
    return not differ


def main() -> int:
    """Makes the reports, runs all, prints the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--reports", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--ray", action="store_true", help="read once more through Ray")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "readout-batch")
    given = parser.parse_args()
    if not NEWSWIRE.is_file():
        print(f"skipped: no corpus at {NEWSWIRE}")
        return 0
    folder = given.folder / str(given.reports)
    folder.mkdir(parents=True, exist_ok=True)
    source, total = folder / "reports.jsonl", given.reports
    words = make(source, total)
    options = ("--workers", str(given.workers), "--shard-size", str(SHARD))
    whole, torn = Run("whole", source, folder, options), Run("torn", source, folder, options)
    chance = random.Random(total)
    whole.go(total)
    told(whole, words, total)
    lost = {f"n{n:07d}" for n in range(total)} - whole.refs()
    print(f"  {len(lost)} reports lost, {sum(len(row['failed']) for row in whole.manifest())} failed")
    torn.go(total, sorted(chance.sample(range(total), given.kills)))
    told(torn, words, total)
    well = same(whole, torn) and not lost
    if given.ray:
        ray = Run("ray", source, folder, (*options, "--engine", "ray"))
        ray.go(total)
        told(ray, words, total)
        well = same(whole, ray) and well
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
