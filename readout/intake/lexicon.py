"""The word lists of `data/`, loaded once."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The TOML file `data/{name}.toml`."""
    return tomllib.loads((files("readout.intake") / "data" / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def words(name: str, key: str) -> frozenset[str]:
    """A list of `data/{name}.toml` as a set."""
    return frozenset(table(name)[key])


@cache
def wires() -> dict[str, str]:
    """Ways in which an agency is written -> the name that the record gives it."""
    return {alias: wire["name"] for wire in table("wires")["wire"] for alias in wire["aliases"]}


@cache
def wire_pattern() -> str:
    """A regular expression (no groups) that matches any way in which an agency is written, longest first."""
    return "(?:" + "|".join(re.escape(a) for a in sorted(wires(), key=len, reverse=True)) + ")"


def wire_of(name: str) -> str | None:
    """The agency that `name` is a way to write, case ignored where it is longer than five letters."""
    name = name.strip(" .,()")
    if name in wires():
        return wires()[name]
    folded = {a.casefold(): n for a, n in wires().items() if len(a) > 5}
    return folded.get(name.casefold())


def wire_of_id(ref: str) -> str | None:
    """The agency of a document id such as `AFP_ENG_19970430.0153`."""
    found = re.match(r"([A-Z]{2,4})_?(?:ENG)?_?(?=\d{8})", ref)
    if found is None:
        return None
    return next((w["name"] for w in table("wires")["wire"] if found[1] in w.get("ids", ())), None)
