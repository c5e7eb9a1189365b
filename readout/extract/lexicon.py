"""The event lexicon: what verbs and nouns do, read from data/events_verbs.tsv, events_nouns.tsv and events.toml.

The heads of those files explain their columns. An analyst changes them, not this module.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from readout.record import OwnType

DATA = files("readout.extract") / "data"


@dataclass(frozen=True)
class Pattern:
    """Where to look for the parties of an act: selectors for the actor and for the recipient, in order of choice."""

    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    reciprocal: bool


@dataclass(frozen=True)
class Entry:
    """One entry of the lexicon.

    `key` is the entry as written; `head` the lemma that it hangs on; `before` the words that must stand before a
    noun; `particles`, `objects`, `conditions` what must stand with it, each a set of alternatives; `types` the
    PLOVER types, the likelier first; `mode` is "" for none, "?" where the complement says it; `need` (nouns) which
    parties must be there: "t" none, "a" one, "l" both or a light verb, "v" a light verb or a governing word;
    `own` is the name of the user's own type, for which `types` holds the PLOVER type whose rules it follows.
    """

    key: str
    head: str
    types: tuple[str, ...]
    mode: str
    cameo: str
    pattern: Pattern
    before: tuple[frozenset[str], ...] = ()
    particles: tuple[frozenset[str], ...] = ()
    objects: tuple[frozenset[str], ...] = ()
    conditions: tuple[str, ...] = ()
    need: str = ""
    order: int = 0
    own: str = ""

    @property
    def weight(self) -> int:
        """How special the entry is: of two that match, the heavier wins."""
        asked = sum(2 if name in ("inf", "that", "obj", "group") else 3 for name in self.conditions)
        return 4 * len(self.objects) + 3 * len(self.particles) + asked + 4 * len(self.before)


@cache
def settings() -> dict[str, Any]:
    """data/events.toml."""
    return tomllib.loads((DATA / "events.toml").read_text("utf-8"))


@cache
def listed(*path: str) -> frozenset[str]:
    """One list of data/events.toml as a set: `listed("classes", "talks")`."""
    value: Any = settings()
    for key in path:
        value = value[key]
    return frozenset(value)


def rows(name: str) -> list[list[str]]:
    """The rows of a tab-separated data file, without blank lines and comments."""
    lines = (DATA / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]


def pattern(text: str) -> Pattern:
    """Reads "S>O,on" or "P=with,between". Raises ValueError where there is neither ">" nor "="."""
    sign = "=" if "=" in text else ">"
    left, found, right = text.partition(sign)
    if not found:
        raise ValueError(f"arguments {text!r} have no '>' or '='")
    return Pattern(_names(left), _names(right), sign == "=")


def _names(text: str) -> tuple[str, ...]:
    return tuple(name for name in text.split(",") if name)


@dataclass(frozen=True)
class Lexicon:
    """Which verbs and nouns are acts, by lemma, the most special entry first; `own` are the user's own types.

    `least` is the confidence (0-1) below which an act is left out; `None` is what ships (data/confidence.toml).
    """

    verbs: Mapping[str, tuple[Entry, ...]]
    nouns: Mapping[str, tuple[Entry, ...]]
    own: tuple[OwnType, ...] = ()
    least: float | None = None


@cache
def shipped() -> Lexicon:
    """The lexicon of events_verbs.tsv and events_nouns.tsv."""
    return Lexicon(
        _index([e for n, row in enumerate(rows("events_verbs.tsv")) for e in verb_entries(row, n)]),
        _index([e for n, row in enumerate(rows("events_nouns.tsv")) for e in noun_entries(row, n)]),
    )


def extended(
    verbs: Sequence[Entry], nouns: Sequence[Entry], own: Sequence[OwnType], least: float | None = None
) -> Lexicon:
    """The shipped lexicon with entries added. One that is written as a shipped entry takes its place."""
    base = shipped()
    return Lexicon(_joined(base.verbs, verbs), _joined(base.nouns, nouns), tuple(own), least)


def _joined(base: Mapping[str, tuple[Entry, ...]], added: Sequence[Entry]) -> dict[str, tuple[Entry, ...]]:
    keys = {(e.head, e.key) for e in added}
    heads = {e.head for e in added}
    again = [e for head in heads for e in base.get(head, ()) if (head, e.key) not in keys]
    return {**base, **_index([*added, *again])}


_in_use: ContextVar[Lexicon | None] = ContextVar("lexicon", default=None)


@contextmanager
def using(lexicon: Lexicon | None) -> Iterator[None]:
    """Within it this lexicon is the one that extraction asks; `None` for the shipped one."""
    token = _in_use.set(lexicon)
    try:
        yield
    finally:
        _in_use.reset(token)


def in_use() -> Lexicon:
    """The lexicon that extraction asks here and now."""
    return _in_use.get() or shipped()


def verbs() -> Mapping[str, tuple[Entry, ...]]:
    """Entries in use by the lemma of the verb (or adjective), the most special first."""
    return in_use().verbs


def nouns() -> Mapping[str, tuple[Entry, ...]]:
    """Entries in use by the lemma of the head noun, the most special first."""
    return in_use().nouns


def own_type(name: str) -> OwnType | None:
    """The user's own type of that name, as the lexicon in use declares it."""
    return next((t for t in in_use().own if t.name == name), None)


def _index(entries: list[Entry]) -> dict[str, tuple[Entry, ...]]:
    table: dict[str, list[Entry]] = {}
    for entry in entries:
        table.setdefault(entry.head, []).append(entry)
    return {head: tuple(sorted(found, key=lambda e: (-e.weight, e.order))) for head, found in table.items()}


def verb_entries(row: list[str], order: int) -> list[Entry]:
    """The entries of a row of events_verbs.tsv. Raises ValueError where the row is malformed."""
    keys, types, mode, cameo, arguments = row
    shared = (tuple(types.split("|")), "" if mode == "-" else mode, cameo, pattern(arguments))
    return [_verb_entry(key.strip(), shared, order) for key in keys.split(";") if key.strip()]


def _verb_entry(key: str, shared: tuple[tuple[str, ...], str, str, Pattern], order: int) -> Entry:
    head, *more = key.split()
    particles, objects, conditions = [], [], []
    for word in more:
        options = frozenset(word.split("/"))
        if word.startswith("+"):
            conditions.append(word[1:])
        elif word.startswith("@"):
            objects.append(listed("classes", word[1:]))
        elif options <= listed("particles"):
            particles.append(options)
        else:
            objects.append(options)
    return Entry(
        key,
        head,
        *shared,
        particles=tuple(particles),
        objects=tuple(objects),
        conditions=tuple(conditions),
        order=order,
    )


def noun_entries(row: list[str], order: int) -> list[Entry]:
    """The entries of a row of events_nouns.tsv. Raises ValueError where the row is malformed."""
    keys, types, mode, cameo, arguments, need = row
    shared = (tuple(types.split("|")), "" if mode == "-" else mode, cameo, pattern(arguments))
    return [e for key in keys.split(";") if key.strip() for e in _of_noun(key.strip(), shared, need, order)]


def _of_noun(key: str, shared: tuple[tuple[str, ...], str, str, Pattern], need: str, order: int) -> list[Entry]:
    """One entry for each head that the key names: "prison sentence/term" has two."""
    words = [frozenset(word.split("/")) for word in key.split()]
    at = next((n for n, w in enumerate(words) if n and w <= listed("particles")), len(words))
    return [
        Entry(
            key,
            head,
            *shared,
            before=tuple(words[: at - 1]),
            particles=tuple(words[at : at + 1]),
            objects=tuple(words[at + 1 :]),
            need=need,
            order=order,
        )
        for head in sorted(words[at - 1])
    ]
