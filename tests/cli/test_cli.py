"""The command line as a user meets it: what it prints, what it counts, and how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from readout.record import json_schema

STORY = (
    "Holm and Lund meet in Oslo\n\n"
    "OSLO, March 4 (Readout Wire) - Norway's Foreign Minister Kari Holm met her Swedish counterpart Erik Lund in Oslo "
    "on Monday.\n\n"
    "France condemned the bombing of a market in Mali, which killed at least 40 people, and said it would send 500 "
    "troops next week.\n"
)


def run(*arguments: str, stdin: str | bytes = "") -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, without colours."""
    done = subprocess.run(
        [sys.executable, "-m", "readout", *arguments],
        input=stdin.encode() if isinstance(stdin, str) else stdin,
        capture_output=True,
        env={**os.environ, "NO_COLOR": "1", "COLUMNS": "100", "PYTHONUTF8": "1"},
        check=False,
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY, "utf-8")
    return path


def test_read_prints_a_page_for_people_with_the_words_marked(story: Path) -> None:
    done = run("read", str(story), "--published", "2013-03-04")
    assert done.returncode == 0, done.stderr
    assert "WHO DID WHAT" in done.stdout
    assert "CONSULT" in done.stdout
    assert "Kari Holm" in done.stdout
    assert "«" in done.stdout
    assert "\x1b[" not in done.stdout
    assert done.stderr == ""


def test_read_as_jsonl_gives_one_valid_record_a_line(story: Path) -> None:
    done = run("read", str(story), "--format", "jsonl", "--published", "2013-03-04")
    (line,) = done.stdout.splitlines()
    record = json.loads(line)
    jsonschema.validate(record, json_schema())
    assert record["report"]["published"] == "2013-03-04"
    assert record["report"]["ref"] == "story"


def test_only_keeps_the_families_asked_for_and_the_actors_they_name(story: Path) -> None:
    done = run("read", str(story), "--format", "json", "--only", "events", "--published", "2013-03-04")
    (record,) = json.loads(done.stdout)
    assert record["events"]
    assert record["figures"] == []
    assert record["actors"]


def test_explain_says_why_in_both_forms(story: Path) -> None:
    assert "why: " in run("read", str(story), "--explain").stdout
    (record,) = json.loads(run("read", str(story), "--explain", "--format", "json").stdout)
    assert all(event["why"] for event in record["events"])


def test_one_bad_report_is_named_and_counted_and_the_rest_goes_on(story: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "noise.txt").write_bytes(bytes(range(256)) * 40)
    done = run("read", str(tmp_path), str(tmp_path / "missing.txt"), "--format", "jsonl")
    assert len(done.stdout.splitlines()) == 1
    assert "1 read, 1 skipped, 2 failed" in done.stderr
    for name in ("empty.txt", "noise.txt", "missing.txt"):
        assert name in done.stderr
    assert "Traceback" not in done.stderr
    assert done.returncode == 1


def test_a_broken_line_of_jsonl_is_named_by_its_number(tmp_path: Path) -> None:
    lines = [
        '{"id": "a", "text": "France condemned the attack."}',
        "",
        '{"id": "b", "text": ',
        '{"id": "c", "text": "Iran agreed to talks."}',
    ]
    path = tmp_path / "news.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    done = run("read", str(path), "--format", "jsonl")
    assert [json.loads(line)["report"]["ref"] for line in done.stdout.splitlines()] == ["a", "c"]
    assert "news.jsonl:3" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["read", "-", "--format", "xml"], "--format 'xml' is unknown"),
        (["read", "-", "--only", "events,gossip"], "gossip"),
        (["read", "-", "--published", "yesterday"], "yesterday"),
        (["read", "-", "--from", "pdf"], "pdf"),
        (["read", "-", "-o", "/nonexistent/records.jsonl"], "cannot be written"),
        (["read"], "Missing argument"),
    ],
)
def test_misuse_ends_with_status_2_and_says_what_to_do(arguments: list[str], words: str) -> None:
    done = run(*arguments, stdin=STORY)
    assert done.returncode == 2, done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_parse_prints_conllu(story: Path) -> None:
    done = run("parse", str(story))
    rows = [line.split("\t") for line in done.stdout.splitlines() if line and not line.startswith("#")]
    assert all(len(row) == 10 for row in rows)
    assert any(row[1] == "condemned" and row[3] == "VERB" for row in rows)


def test_relate_gives_type_mode_and_probabilities_and_goes_on_after_a_bad_line() -> None:
    lines = [
        {"id": 1, "text": "France sent 500 troops to Mali.", "actor": "France", "recipient": "Mali"},
        {"id": 2, "text": "France sent 500 troops to Mali.", "actor": [90, 95], "recipient": "Mali"},
        {"id": 3, "text": "Iran strongly condemned Israel.", "actor": [0, 4], "recipient": {"start": 24, "end": 30}},
    ]
    done = run("relate", "-", stdin="\n".join(map(json.dumps, lines)))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [a["id"] for a in answers] == [1, 3]
    assert answers[1]["type"] == "ACCUSE"
    assert 0 < sum(answers[0]["probabilities"].values()) <= 1.001  # the rest is "mere statement"
    assert "-:2" in done.stderr
    assert done.returncode == 1


def test_actors_resolve_names_country_sector_and_role() -> None:
    lines = [
        '{"text": "US Secretary of State John Kerry", "date": "2013-02-18"}',
        '{"text": "Turkish police"}',
        '{"text": 5}',
    ]
    done = run("actors", "resolve", "-", stdin="\n".join(lines))
    kerry, police = (json.loads(line) for line in done.stdout.splitlines())
    assert (kerry["name"], kerry["kind"], kerry["country"], kerry["sector"]) == ("John Kerry", "person", "USA", "GOV")
    assert (police["country"], police["sector"]) == ("TUR", "COP")
    assert "-:3" in done.stderr


def test_schema_is_a_json_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(run("schema").stdout))


def test_help_shows_examples_for_every_command() -> None:
    for command in (["read"], ["parse"], ["relate"], ["actors", "resolve"], ["schema"]):
        assert "Example" in run(*command, "--help").stdout


def test_the_commands_are_told_before_anything_heavy_is_loaded() -> None:
    code = "import sys, readout.cli.app; print(*{'numpy', 'pydantic', 'rich.console'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
