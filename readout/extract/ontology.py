"""The user's own words and types: `--lexicon my.tsv` and `--ontology my.toml`, checked line by line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

from pydantic import ValidationError

from readout.errors import UsageError
from readout.extract import codes, lexicon
from readout.extract.lexicon import Entry, Lexicon, settings
from readout.extract.triggers import CONDITIONS
from readout.record import PLOVER, OwnType

VERB_COLUMNS = ("entries", "type", "mode", "cameo", "arguments")
NOUN_COLUMNS = (*VERB_COLUMNS, "need")
NEEDS = ("a", "t", "l", "v")
KEYS = (
    "about", "parent", "quad", "score", "cameo", "verbs", "verb_arguments", "nouns", "noun_arguments", "noun_need",
)  # fmt: skip
STAND_INS = {1: "SUPPORT", 2: "AID", 3: "ACCUSE", 4: "SANCTION"}
"""By quad, the PLOVER type whose rules for sides and status an own type without a parent follows."""
_PREPOSITION = re.compile(r"[SOCTP]|of!|[a-z][a-z ]*")


def load(lexicons: Sequence[Path] = (), ontology: Path | None = None) -> Lexicon:
    """The shipped lexicon with the user's words and types.

    `lexicons` are tab-separated files: a line with five columns is one of events_verbs.tsv, with six of
    events_nouns.tsv. `ontology` is TOML with a table `[types.NAME]` for each type, and `least` (docs/ontology.md).

    Raises `UsageError` that names file, line and what is allowed.
    """
    own, verbs, nouns, least = _ontology(ontology) if ontology else ([], [], [], None)
    types = {t.name: t for t in own}
    for path in lexicons:
        for number, line in enumerate(_text(path).splitlines(), start=1):
            if line.strip() and not line.startswith("#"):
                row = line.split("\t")
                made = _entries(row, types, f"{path}:{number}")
                (nouns if len(row) == len(NOUN_COLUMNS) else verbs).extend(made)
    return lexicon.extended(verbs, nouns, own, least)


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except OSError as error:
        raise UsageError(
            f"it cannot be read ({error.strerror})", remedy="Give a file that is there", source=str(path)
        ) from error
    except UnicodeDecodeError as error:
        raise UsageError(f"it is not UTF-8 ({error})", remedy="Save it as UTF-8", source=str(path)) from error


def _fail(message: str, remedy: str, where: str) -> NoReturn:
    raise UsageError(message, remedy=remedy, source=where)


def _entries(row: list[str], own: dict[str, OwnType], where: str) -> list[Entry]:
    """The entries of one line, checked."""
    if len(row) not in (len(VERB_COLUMNS), len(NOUN_COLUMNS)):
        _fail(
            f"the line has {len(row)} columns",
            f"Give {', '.join(VERB_COLUMNS)} for a verb, and need for a noun, parted by tabs",
            where,
        )
    kinds = row[1].split("|")
    named = own.get(row[1])
    unknown = [k for k in kinds if k not in PLOVER] if named is None else []
    if unknown:
        _fail(f"type {unknown[0]!r} is unknown", f"Use {', '.join([*PLOVER, *own])}", where)
    rules = _rules(named) if named else row[1]
    modes = codes.modes(rules.split("|")[0])
    if row[2] not in ("-", "?", *modes):
        _fail(f"mode {row[2]!r} is none of {row[1]}", f"Use - or {', '.join(sorted(modes)) or 'nothing else'}", where)
    if row[3] != "-" and not re.fullmatch(r"\d{2,4}", row[3]):
        _fail(f"CAMEO code {row[3]!r} is no number of two to four digits", "Use - for none", where)
    if len(row) == len(NOUN_COLUMNS) and row[5] not in NEEDS:
        _fail(f"need {row[5]!r} is unknown", f"Use {', '.join(NEEDS)}", where)
    _check_words(row[0], where)
    _check_arguments(row[4], where)
    cameo = "" if row[3] == "-" else row[3]
    make = lexicon.noun_entries if len(row) == len(NOUN_COLUMNS) else lexicon.verb_entries
    made = make([row[0], rules, row[2], cameo, *row[4:]], -1)
    return [_owned(entry, named) for entry in made]


def _owned(entry: Entry, named: OwnType | None) -> Entry:
    return replace(entry, own=named.name) if named else entry


def _rules(own: OwnType) -> str:
    return own.parent or STAND_INS[own.quad]


def _check_words(keys: str, where: str) -> None:
    if not any(key.strip() for key in keys.split(";")):
        _fail("the line has no entries", "Give a verb or noun, several parted by '; '", where)
    classes = settings()["classes"]
    for word in keys.replace(";", " ").split():
        if word.startswith("@") and word[1:] not in classes:
            _fail(f"class {word!r} is unknown", f"Use {', '.join('@' + c for c in classes)}", where)
        if word.startswith("+") and word[1:] not in CONDITIONS:
            _fail(f"condition {word!r} is unknown", f"Use {', '.join('+' + c for c in sorted(CONDITIONS))}", where)
        if word != word.lower():
            _fail(f"{word!r} has a capital", "Entries are lemmas in small letters", where)


def _check_arguments(text: str, where: str) -> None:
    remedy = "Write such as S>O,with or S=with: actor, then > or = (reciprocal), then recipient (docs/lexicons.md)"
    try:
        found = lexicon.pattern(text)
    except ValueError:
        _fail(f"arguments {text!r} have neither '>' nor '='", remedy, where)
    for name in (*found.actors, *found.recipients):
        if not _PREPOSITION.fullmatch(name):
            _fail(f"arguments {text!r}: {name!r} is no side", remedy, where)


def _ontology(path: Path) -> tuple[list[OwnType], list[Entry], list[Entry], float | None]:
    """The types of an ontology file, with the entries of its verbs and of its nouns, and its least confidence."""
    text = _text(path)
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        _fail(f"it is no TOML: {error}", "See docs/ontology.md for an example", str(path))
    types, least = table.get("types", {}), table.get("least")
    if not table or not set(table) <= {"types", "least"} or not isinstance(types, dict) or table.get("types") == {}:
        _fail("it must hold tables [types.NAME], `least`, or both", "See docs/ontology.md for an example", str(path))
    if least is not None and (isinstance(least, bool) or not isinstance(least, int | float) or not 0 <= least <= 1):
        _fail(f"least is {least!r}", "Give a number from 0 to 1", f"{path}:{_line(text, 'least')}")
    own: list[OwnType] = []
    verbs: list[Entry] = []
    nouns: list[Entry] = []
    for name, value in types.items():
        at = _line(text, name)
        one = _type(name, value, f"{path}:{at}")
        own.append(one)
        for kind, arguments, need, out in (("verbs", "S>O", (), verbs), ("nouns", "P,by>of,to", ("a",), nouns)):
            where = f"{path}:{_line(text, name, kind)}"
            singular = kind[:-1]
            tail = [value.get("cameo", "-"), value.get(f"{singular}_arguments", arguments)]
            if need:
                tail.append(value.get("noun_need", need[0]))
            for key in _strings(value.get(kind, []), f"{name}: {kind}", where):
                out += _entries([key, name, "-", *map(str, tail)], {name: one}, where)
    return own, verbs, nouns, least


def _strings(value: Any, what: str, where: str) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        _fail(f"{what} is no list of texts", 'Write such as ["evacuate staff/embassy"]', where)
    return value


def _type(name: str, value: Any, where: str) -> OwnType:
    """One `[types.NAME]`: quad and score are the parent's where they are not given."""
    if not isinstance(value, dict):
        _fail(f"{name} is no table", "Write [types.NAME]", where)
    if name in PLOVER:
        _fail(f"{name} is PLOVER's own", "Choose another name; to add words to it use --lexicon", where)
    unknown = [key for key in value if key not in KEYS]
    if unknown:
        _fail(f"{name}: key {unknown[0]!r} is unknown", f"Use {', '.join(KEYS)}", where)
    parent = value.get("parent")
    if parent is not None and parent not in PLOVER:
        _fail(f"{name}: parent {parent!r} is unknown", f"Use {', '.join(PLOVER)}, or leave it out", where)
    quad = value.get("quad", codes.quad(parent) if parent else None)
    if quad is None:
        _fail(f"{name} has neither parent nor quad", "Give parent, a PLOVER type, or quad, 1 to 4", where)
    score = value.get("score", codes.score(parent, None) if parent else 0.0)
    try:
        return OwnType(name=name, parent=parent, quad=quad, score=score)
    except ValidationError as error:
        told = error.errors()[0]
        _fail(
            f"{name}: {'.'.join(map(str, told['loc']))}: {told['msg']}",
            "Names are capitals, digits and _ (EVACUATE); quad is 1 to 4, score -10 to 10",
            where,
        )


def _line(text: str, name: str, key: str = "") -> int:
    """The line, from 1, of table `[types.NAME]`, or of `key` in it; 1 where it is written otherwise."""
    lines = text.splitlines()
    head = re.compile(rf"\s*\[\s*types\s*\.\s*\"?{re.escape(name)}\"?\s*\]")
    at = next((n for n, line in enumerate(lines, 1) if head.match(line)), 1)
    if not key:
        return at
    return next((n for n, line in enumerate(lines[at:], at + 1) if re.match(rf"\s*{key}\s*=", line)), at)
