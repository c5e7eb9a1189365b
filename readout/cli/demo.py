"""`readout demo`: the sample reports that ship with the package, read."""

from __future__ import annotations

from importlib.resources import as_file, files

from readout.cli import read


def command() -> None:
    """Read the sample reports that ship with Readout and print what they say."""
    with as_file(files("readout") / "samples") as folder:
        read.command([str(folder)])
