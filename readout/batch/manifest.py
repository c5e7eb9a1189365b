"""The manifest of a batch: what was asked for, and one line for each shard that is written and safe on the disk.

A shard counts once its line is in `manifest.jsonl`. Its file is complete before (written beside, moved in at one
stroke), so a run that is killed at any moment loses no more than the shards under way, and they are read again.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from readout.errors import UsageError

NAME = "manifest.jsonl"
FORMAT = "readout-batch/1"
LAYOUTS = {"parquet": ".parquet", "jsonl": ".jsonl.gz"}
"""Layouts of a shard, each with the ending of its files."""


@dataclass(frozen=True)
class Settings:
    """What shapes the shards: a run may only go on with the settings that it began with.

    `size` is the number of reports in a shard, `reader` names the versions of program and weights, `only_relevant`
    says whether what is plainly not about public affairs is left out, `words` is a digest of the user's own lexicon.
    """

    inputs: tuple[str, ...]
    size: int
    layout: str
    reader: str
    published: str | None = None
    only_relevant: bool = False
    words: str | None = None


@dataclass(frozen=True)
class Shard:
    """One shard on the disk: its number, its file, how many reports went in, and what became of them.

    `ids` is a digest of the reports in their order, so that a changed input is noticed. `failed` and `skipped` hold
    `{"source", "error"}` of every report that gave no record, and `dropped` counts those of the skipped that were left
    out as not about public affairs; `sha256` is that of the file.
    """

    number: int
    file: str
    reports: int
    read: int
    ids: str
    sha256: str
    bytes: int
    failed: tuple[dict[str, str], ...] = ()
    skipped: tuple[dict[str, str], ...] = ()
    dropped: int = 0


@dataclass
class Manifest:
    """The manifest of one output folder."""

    folder: Path
    settings: Settings
    shards: dict[int, Shard] = field(default_factory=dict)

    @classmethod
    def open(cls, folder: Path, settings: Settings) -> Manifest:
        """Begin a manifest in `folder`, or take up the one that is there.

        Raises `UsageError` where it was begun with other settings, or where the folder cannot be written.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for left in folder.glob("*.part"):
                left.unlink()
            rows = _rows(folder / NAME)
        except OSError as error:
            raise UsageError(f"{folder} cannot be used ({error.strerror})", remedy="Choose another output") from error
        manifest = cls(folder, settings)
        if rows:
            _check(rows[0], settings, folder)
            manifest._take(rows[1:])
            manifest._rewrite()
        else:
            manifest._append({"format": FORMAT, **_plain(settings)})
        return manifest

    def _take(self, rows: Iterable[dict[str, Any]]) -> None:
        for row in rows:
            shard = Shard(**{**row, "failed": tuple(row["failed"]), "skipped": tuple(row["skipped"])})
            path = self.folder / shard.file
            if path.exists() and path.stat().st_size == shard.bytes:
                self.shards[shard.number] = shard

    def add(self, shard: Shard) -> None:
        """Note a shard whose file is in its place."""
        self._append(asdict(shard))
        self.shards[shard.number] = shard

    def done(self, number: int, ids: str) -> bool:
        """Whether shard `number` is written. Raises `UsageError` where it was made of other reports than `ids`."""
        shard = self.shards.get(number)
        if shard is not None and shard.ids != ids:
            raise UsageError(
                f"shard {number} in {self.folder} was made of other reports than the input now holds",
                remedy="Give the input of the first run, or another output folder",
            )
        return shard is not None

    def _append(self, row: dict[str, Any]) -> None:
        with (self.folder / NAME).open("a", encoding="utf-8", newline="\n") as out:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
            out.flush()
            os.fsync(out.fileno())

    def _rewrite(self) -> None:
        """The manifest without a line that a kill cut short, and without shards whose files are gone."""
        rows = [{"format": FORMAT, **_plain(self.settings)}]
        rows += [asdict(self.shards[number]) for number in sorted(self.shards)]
        write_whole(self.folder / NAME, "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows).encode())


def write_whole(path: Path, data: bytes) -> None:
    """Write a file at one stroke: it is there whole, or as it was."""
    part = path.with_name(path.name + ".part")
    with part.open("wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    part.replace(path)


def digest(ids: Sequence[str]) -> str:
    """A digest of report ids in their order."""
    return hashlib.sha256("\n".join(ids).encode()).hexdigest()[:32]


def _rows(path: Path) -> list[dict[str, Any]]:
    """The whole lines of a manifest; what a kill cut short is no line."""
    if not path.exists():
        return []
    out = []
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            out.append(json.loads(line))
        except ValueError:
            break
    return out


def _plain(settings: Settings) -> dict[str, Any]:
    return {**asdict(settings), "inputs": list(settings.inputs)}


def _check(head: dict[str, Any], settings: Settings, folder: Path) -> None:
    wanted = {"format": FORMAT, **_plain(settings)}
    for key, value in wanted.items():
        if head.get(key) != value:
            raise UsageError(
                f"{folder} was begun with {key} {head.get(key)!r}, not {value!r}",
                remedy="Go on with the same, or choose another output folder",
            )
