"""The tables under `data/`, read once: tab-separated text with "#" comments that an analyst can edit."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any

_OPEN_START, _OPEN_END = date.min, date.max


@dataclass(frozen=True, slots=True)
class Role:
    """A title: its PLOVER sector ("" where the title alone tells none), rank (3 head of state ... 1) and gender."""

    title: str
    sector: str
    rank: int
    gender: str


@dataclass(frozen=True, slots=True)
class Agent:
    """A noun for those who act: `kind` is group, organisation or government; `sector` may be ""."""

    noun: str
    kind: str
    sector: str


@dataclass(frozen=True, slots=True)
class Term:
    """One spell of a person in an office, first and last day inclusive."""

    country: str
    role: str
    sector: str
    start: date
    end: date


def rows(table: str) -> Iterator[dict[str, str]]:
    """Rows of `data/<table>.tsv` by column name; missing cells are ""."""
    lines = cells(table)
    columns = next(lines)
    for line in lines:
        yield dict(zip(columns, line, strict=True))


def cells(table: str) -> Iterator[list[str]]:
    """Lines of `data/<table>.tsv` as lists of cells, that of the column names first; comments left out."""
    text = files("readout.actors").joinpath(f"data/{table}.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def many(cell: str) -> list[str]:
    """The values of a cell that holds several, parted by "|"."""
    return [value for value in cell.split("|") if value]


@lru_cache(maxsize=65536)
def key(text: str) -> str:
    """The form under which names are compared: no accents, case, full stops, apostrophes, nor leading "the"."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
        text = text.translate(_PLAIN)
    text = text.lower().replace(".", "").replace("'", "").replace("-", " ").replace(",", " ")
    text = " ".join(text.split())
    return text.removeprefix("the ")


_PLAIN = str.maketrans(
    {"\u2019": "'", "\u2018": "'", "\u2013": "-", "\u2014": "-", "ı": "i", "ł": "l", "ø": "o", "đ": "d"}
)


@lru_cache(maxsize=1)
def words() -> dict[str, Any]:
    """The closed sets of words in `data/words.toml`."""
    return tomllib.loads(files("readout.actors").joinpath("data/words.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def word_sets() -> dict[str, frozenset[str]]:
    """The lists of `data/words.toml` as sets."""
    return {name: frozenset(value) for name, value in words().items() if isinstance(value, list)}


@lru_cache(maxsize=1)
def roles() -> dict[str, Role]:
    """Titles by their small-letter form, as `key` writes it."""
    return {key(r["title"]): Role(r["title"], r["sector"], int(r["rank"]), r["gender"]) for r in rows("roles")}


@lru_cache(maxsize=1)
def agents() -> dict[str, Agent]:
    """Nouns for groups and bodies by their small-letter form, as `key` writes it."""
    return {key(r["noun"]): Agent(r["noun"], r["kind"], r["sector"]) for r in rows("agents")}


@lru_cache(maxsize=1)
def head_words() -> frozenset[str]:
    """Last words, in the singular, of all titles and nouns of the tables."""
    return frozenset(singular(entry.split()[-1]) for entry in (*roles(), *agents()))


@lru_cache(maxsize=1)
def given_names() -> dict[str, str]:
    """Gender, "m" or "f", by given name as `key` writes it."""
    return {key(r["name"]): r["gender"] for r in rows("given_names")}


@lru_cache(maxsize=1)
def numbers() -> dict[str, str]:
    """Wikidata's numbers by the canonical name of a body or person, as `key` writes it."""
    return {key(r["name"]): r["wikidata"] for r in rows("wikidata")}


def gathers(noun: str) -> bool:
    """Whether a noun only gathers those after its "of": "[groups] of farmers", "a [majority] of deputies"."""
    small = noun.lower()
    return small in word_sets()["transparent"] or singular(small) in word_sets()["transparent"]


@lru_cache(maxsize=4096)
def singular(noun: str) -> str:
    """The singular of an English plural in small letters; a singular comes back as it is."""
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if noun.endswith("men") and len(noun) > 4:
        return noun[:-3] + "man"
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "ches", "shes", "xes")):
        return noun[:-2]
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is")):
        return noun[:-1]
    return noun


_IRREGULAR = {
    "people": "people", "children": "child", "women": "woman", "men": "man", "police": "police", "allies": "ally",
    "chiefs of staff": "chief of staff", "secretaries of state": "secretary of state",
    "heads of state": "head of state",
    "attorneys general": "attorney general", "thieves": "thief", "wives": "wife", "news": "news",
}  # fmt: skip


def day(cell: str, *, last: bool) -> date:
    """A day from "2013-02-01", "2013-02" or "2013": the first day meant, or the `last`; "" is an open end."""
    if not cell:
        return _OPEN_END if last else _OPEN_START
    parts = [int(p) for p in cell.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else (12 if last else 1)
    if len(parts) > 2:
        return date(year, month, parts[2])
    if not last:
        return date(year, month, 1)
    return date(year, 12, 31) if month == 12 else date.fromordinal(date(year, month + 1, 1).toordinal() - 1)
