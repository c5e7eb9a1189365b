"""Numpy's matrix library has one thread in processes of ours: set before numpy is loaded, and no one else's affair."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from readout.blas import SETTINGS, one_thread, one_thread_for_children

ASK = "import os, sys; print(*(os.environ.get(name, '-') for name in sys.argv[1:]))"


def seen() -> list[str]:
    return subprocess.run([sys.executable, "-c", ASK, *SETTINGS], capture_output=True, text=True).stdout.split()


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in SETTINGS:
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)


def test_the_command_is_there_before_numpy_is() -> None:
    code = "import sys; import readout.cli, readout.batch; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_children_have_one_thread_and_this_process_is_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    with one_thread_for_children():
        assert seen() == ["1", "1", "1"]
    assert not any(name in os.environ for name in SETTINGS)
    monkeypatch.setenv(SETTINGS[0], "4")
    with one_thread_for_children():
        assert seen() == ["4", "1", "1"]
    assert [os.environ.get(name) for name in SETTINGS] == ["4", None, None]


def test_what_the_user_says_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTINGS[1], "8")
    one_thread()
    assert [os.environ.get(name) for name in SETTINGS] == ["1", "8", "1"]
