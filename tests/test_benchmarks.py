"""The parts of the benchmarks that reckon: sheets judged by hand."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.judged import SHEETS, summary


def line(family: str, right: bool | None, cause: str | None = None) -> str:
    return json.dumps({"report": "r", "family": family, "right": right, "cause": cause})


def test_a_sheet_is_summed_up_by_family_and_cause(tmp_path: Path) -> None:
    sheet = tmp_path / "judged-x.jsonl"
    actor, cut = "source: words right, the actor not", "content: cut"
    rows = [
        line("claim", True), line("claim", False, cut), line("claim", False, cut), line("claim", False, actor),
        line("claim", None), line("figure", True),
    ]  # fmt: skip
    sheet.write_text("\n".join(rows) + "\n", "utf-8")
    assert summary(sheet).splitlines() == [
        "judged-x.jsonl",
        "  claims right: 1 of 4",
        "    2 with the words of source and content right",
        "      2 content: cut",
        "      1 source: words right, the actor not",
        "  figures right: 1 of 1",
    ]


def test_the_sheets_kept_hold_a_cause_for_all_that_is_wrong_and_no_text() -> None:
    sheets = sorted(SHEETS.glob("judged-*.jsonl"))
    assert sheets
    for sheet in sheets:
        for row in map(json.loads, sheet.read_text("utf-8").splitlines()):
            assert isinstance(row["right"], bool) and (row["right"] or row["cause"]), sheet.name
            place = [*row.get("content", []), *([row["text"]] if "text" in row else [])]
            assert place and all(a < b for a, b in place), sheet.name
