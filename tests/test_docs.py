"""The documents keep up with the code: what the one has, the other names."""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from readout import errors, record, times
from readout.actors.cast import Cast
from readout.actors.resolve import resolve
from readout.cli.app import app
from readout.export import export
from readout.extract import codes, lexicon
from readout.extract.claims import claims
from readout.extract.docket import docket
from readout.extract.events import events
from readout.extract.figures import figures
from readout.extract.positions import positions
from readout.extract.triggers import CONDITIONS
from readout.intake import report_from_text, reports
from readout.intake.lexicon import table
from readout.language import Core
from readout.reader import Reader, read, record_of
from readout.situation import DuplicateIndex, brief, picture

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]
DATA = sorted(p for p in (ROOT / "readout").glob("*/data/*") if p.is_file())

pytestmark = pytest.mark.skipif(not DOCS.is_dir(), reason="the documents do not ship with the package")


def page(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def code(text: str) -> set[str]:
    """What stands in backticks, parted at blanks, commas, bars and slashes."""
    spans = re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE))
    return {word for span in spans for word in re.split(r"[\s,|\\/]+", span) if word}


def blocks(text: str, info: str) -> list[str]:
    return [b.group(1) for b in re.finditer(rf"^```{re.escape(info)}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)]


def commands(command: Any, name: str = "readout") -> Iterator[tuple[str, Any]]:
    yield name, command
    for child in getattr(command, "commands", {}).values():
        yield from commands(child, f"{name} {child.name}")


COMMANDS = dict(commands(typer.main.get_command(app)))


def test_the_manual_names_every_command() -> None:
    manual = page("manual.md")
    leaves = [name for name, command in COMMANDS.items() if not hasattr(command, "commands")]
    assert len(leaves) > 5
    assert [name for name in leaves if name not in manual] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_the_manual_names_every_option(name: str) -> None:
    manual = page("manual.md")
    options = [o for p in COMMANDS[name].params if p.param_type_name == "option" for o in (*p.opts, *p.secondary_opts)]
    assert [o for o in options if not re.search(rf"(?<![\w-]){re.escape(o)}(?![\w-])", manual)] == []


MODELS = {
    name: model
    for name, model in vars(record).items()
    if inspect.isclass(model) and issubclass(model, record.Model) and model.model_fields
}
HEADINGS = {"Decision": "## Docket",
    "Item": "## Actors", "Actor": "## Actors", "Time": "## Times", "Event": "## Events", "Claim": "## Claims",
    "Figure": "## Figures", "Position": "## Positions", "DocketItem": "## Docket",
}  # fmt: skip


def section(text: str, heading: str) -> str:
    found = re.search(rf"^{re.escape(heading)}$(.*?)(?=^## |\Z)", text, re.DOTALL | re.MULTILINE)
    assert found, f"the page has no section {heading!r}"
    return found[1]


@pytest.mark.parametrize("name", MODELS)
def test_the_codebook_names_every_field_in_its_familys_section(name: str) -> None:
    rows = section(page("codebook.md"), HEADINGS.get(name, "## The record"))
    cells = code("\n".join(line.split("|")[1] for line in rows.splitlines() if line.startswith("|")))
    fields = {field.alias or key for key, field in MODELS[name].model_fields.items()}
    inherited = {"why"} if name != "Item" else set()
    assert fields - inherited - cells == set()


@pytest.mark.parametrize("name", ["EventType", "Status", "ActorKind", "TimeType", "Quote", "ClaimKind", "Stance"])
def test_the_codebook_names_every_value(name: str) -> None:
    values = set(getattr(record, name).__args__)
    words = code(page("codebook.md")) | set(re.findall(r"^\| ([A-Z]+) \|", page("codebook.md"), re.MULTILINE))
    assert values - words == set()


@pytest.mark.parametrize("name", ["DocketKind", "DocketStatus"])
def test_the_codebook_names_every_value_of_the_docket(name: str) -> None:
    assert set(getattr(record, name).__args__) - code(section(page("codebook.md"), "## Docket")) == set()


def test_the_page_of_data_files_names_every_file_and_no_other() -> None:
    text = page("lexicons.md")
    assert len(DATA) > 20
    named = set(re.findall(r"`(\w+\.(?:toml|tsv|txt|npz))`", text))
    assert named == {p.name for p in DATA}


@pytest.mark.parametrize(
    "path", [p for p in DATA if p.parts[-3] == "actors" and p.suffix == ".tsv"], ids=lambda p: p.name
)
def test_the_page_of_data_files_names_every_column_of_actors(path: Path) -> None:
    columns = next(line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#"))
    row = next(line for line in page("lexicons.md").splitlines() if line.startswith(f"| `{path.name}`"))
    assert [c for c in columns.split("\t") if not re.search(rf"\b{c}\b", row)] == []


def test_the_page_of_data_files_names_every_condition_of_verbs() -> None:
    assert {f"+{name}" for name in CONDITIONS} - code(page("lexicons.md")) == set()


@pytest.mark.parametrize("name", ["bodies.tsv", "city_names.tsv"])
def test_worked_examples_of_tables_have_their_columns(name: str) -> None:
    lines = (ROOT / "readout/actors/data" / name).read_text("utf-8").splitlines()
    columns = next(line for line in lines if line and not line.startswith("#")).split("\t")
    (example,) = blocks(page("lexicons.md"), f"tsv {name}")
    for row in example.splitlines():
        assert len(row.split("\t")) == len(columns)
        assert row.split("\t")[0] not in {line.split("\t")[0] for line in lines}, "the example is already there"


def test_the_worked_example_of_a_verb_is_sound_and_new() -> None:
    (example,) = blocks(page("lexicons.md"), "tsv events_verbs.tsv")
    keys, kinds, mode, cameo, arguments = example.rstrip("\n").split("\t")
    assert set(kinds.split("|")) <= set(record.EventType.__args__)  # type: ignore[attr-defined]
    assert mode in codes.modes(kinds)
    assert cameo.isdigit()
    assert lexicon.pattern(arguments).actors == ("S",)
    assert not set(keys.split("; ")) & {e.key for found in lexicon.verbs().values() for e in found}


def test_the_worked_example_of_a_cue_is_sound_and_new() -> None:
    (example,) = blocks(page("lexicons.md"), "toml cues.toml")
    (group,) = tomllib.loads(example)["verbs"]
    there = tomllib.loads((ROOT / "readout/extract/data/cues.toml").read_text("utf-8"))["verbs"]
    assert set(group) == {"kind", "frames", "words"}
    assert not set(group["words"]) & {w for g in there for w in g["words"]}


def test_the_manual_has_every_error_in_its_table() -> None:
    classes = {n for n, c in vars(errors).items() if inspect.isclass(c) and issubclass(c, errors.ReadoutError)}
    table_rows = re.findall(r"^\| `(\w+)` \|", section(page("manual.md"), "## Errors"), re.MULTILINE)
    assert sorted(table_rows) == sorted(classes)


@pytest.mark.parametrize("part", ["id", "text", "title", "published", "publisher", "url", "byline", "wire", "lists"])
def test_the_manual_has_every_field_of_json_in_order(part: str) -> None:
    names = table("fields")[part]
    told = page("manual.md").replace("` or `", "`, `")
    assert ", ".join(f"`{n}`" for n in names) in told


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.name)
def test_relative_links_resolve(path: Path) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)", path.read_text("utf-8"))
    local = [link.partition("#")[0] for link in links if not re.match(r"[a-z]+:|#", link)]
    assert [link for link in local if not (path.parent / link).exists()] == []


SNIPPETS = [(p.name, n, s) for p in PAGES for n, s in enumerate(blocks(p.read_text("utf-8"), "python"), 1)]


@pytest.mark.parametrize(("name", "number", "snippet"), SNIPPETS, ids=[f"{p}-{n}" for p, n, _ in SNIPPETS])
def test_python_snippets_compile_and_import_what_there_is(name: str, number: int, snippet: str) -> None:
    tree = ast.parse(snippet, f"{name} snippet {number}")
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            exec(compile(ast.Module([node], []), name, "exec"), {})


DOORS: list[tuple[str, Any]] = [
    ("reports", reports), ("report_from_text", report_from_text), ("Core.__init__", Core.__init__),
    ("Core.parse", Core.parse), ("Core.relate", Core.relate), ("Core.trigger_types", Core.trigger_types),
    ("find", times.find), ("Cast.__init__", Cast.__init__),
    ("Cast.at", Cast.at), ("Cast.actor", Cast.actor), ("Cast.listed", Cast.listed), ("resolve", resolve),
    ("claims", claims), ("events", events), ("figures", figures), ("positions", positions), ("docket", docket),
    ("Reader.__init__", Reader.__init__), ("Reader.read", Reader.read), ("Reader.read_many", Reader.read_many),
    ("record_of", record_of), ("read", read), ("picture", picture), ("brief", brief),
    ("DuplicateIndex.__init__", DuplicateIndex.__init__), ("DuplicateIndex.add", DuplicateIndex.add),
    ("record_of", record_of), ("read", read), ("export", export),
]  # fmt: skip


def told_doors() -> dict[str, ast.FunctionDef]:
    (block,) = blocks(page("house.md"), "python")
    out: dict[str, ast.FunctionDef] = {}
    for node in ast.parse(block).body:
        if isinstance(node, ast.ClassDef):
            out |= {f"{node.name}.{f.name}": f for f in node.body if isinstance(f, ast.FunctionDef)}
        elif isinstance(node, ast.FunctionDef):
            out[node.name] = node
    return out


def test_the_house_tells_these_doors_and_no_others() -> None:
    assert set(told_doors()) == {name for name, _ in DOORS}


@pytest.mark.parametrize(("name", "door"), DOORS, ids=[name for name, _ in DOORS])
def test_the_doors_are_as_the_house_tells_them(name: str, door: Any) -> None:
    (real,) = ast.parse(textwrap.dedent(inspect.getsource(door))).body
    assert isinstance(real, ast.FunctionDef)
    told = told_doors()[name]
    assert ast.unparse(told.args) == ast.unparse(real.args)
    assert ast.unparse(told.returns or ast.Constant(None)) == ast.unparse(real.returns or ast.Constant(None))
