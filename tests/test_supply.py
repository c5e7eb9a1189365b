"""What Readout stands on: nothing is loaded that could run code, and the audit says what it could not look up."""

from __future__ import annotations

import ast
import importlib.util
import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import readout

PACKAGE = Path(readout.__file__).parent
TOOLS = PACKAGE.parent / "tools"
RUNS_CODE = {"pickle", "cPickle", "cloudpickle", "dill", "joblib", "marshal", "shelve", "torch"}
"""Modules whose files can hold code that loading runs."""


def trees() -> list[tuple[Path, ast.Module]]:
    return [(path, ast.parse(path.read_text("utf-8"))) for path in sorted(PACKAGE.rglob("*.py"))]


def imported(tree: ast.Module) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.partition(".")[0])
    return names


def test_nothing_that_runs_code_when_loaded_is_imported() -> None:
    found = {path.name: imported(tree) & RUNS_CODE for path, tree in trees() if imported(tree) & RUNS_CODE}
    assert not found


def test_arrays_and_tables_are_loaded_without_pickle() -> None:
    for path, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                assert "allow_pickle" not in {keyword.arg for keyword in node.keywords}, path
                assert getattr(node.func, "attr", getattr(node.func, "id", "")) not in (
                    "eval",
                    "exec",
                    "read_pickle",
                ), path


def test_numpy_refuses_objects_as_readout_loads_arrays() -> None:
    data = io.BytesIO()
    np.savez(data, a=np.array([{"an": "object"}], dtype=object))
    with pytest.raises(ValueError, match="allow_pickle"), np.load(io.BytesIO(data.getvalue())) as arrays:
        arrays["a"]


def audit() -> Any:
    path = TOOLS / "audit.py"
    if not path.exists():
        pytest.skip("the tools do not ship with the package")
    spec = importlib.util.spec_from_file_location("audit", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    __import__("sys").modules["audit"] = module
    spec.loader.exec_module(module)
    return module


FLAW = {"id": "PYSEC-2024-1", "fix_versions": ["2.0"], "description": "…"}
SOUND, BAD = {"name": "a", "version": "1.0", "vulns": []}, {"name": "b", "version": "1.0", "vulns": [FLAW]}
UNKNOWN = {"name": "c", "skip_reason": "Dependency not found on PyPI"}


@pytest.mark.parametrize(
    ("found", "told", "wrong"),
    [
        ([SOUND, SOUND], "2 packages, nothing known is wrong", ()),
        ([SOUND, UNKNOWN], "1 packages, nothing known is wrong; 1 could not be looked up", ()),
        ([UNKNOWN], "NOT AUDITED: no advisories could be reached from here", ()),
        ([], "NOT AUDITED: no advisories could be reached from here", ()),
        ([BAD, SOUND], "1 known vulnerabilities", ("b 1.0: PYSEC-2024-1, mended in 2.0",)),
    ],
)
def test_an_audit_says_what_it_could_not_look_up(
    found: list[dict[str, Any]], told: str, wrong: tuple[str, ...]
) -> None:
    verdict = audit().verdict({"dependencies": found})
    assert (verdict.told, verdict.wrong) == (told, wrong)
