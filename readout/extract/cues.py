"""The words that attribute: which verb, noun or phrase gives whose words, and where its content may stand."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from readout.extract.wording import lemma
from readout.language.document import Document
from readout.record import ClaimKind


@dataclass(frozen=True)
class Cue:
    """A word that attributes: its `word` (with a particle: "rule out") and the kind of claim that it makes by frame."""

    word: str
    kinds: Mapping[str, ClaimKind] = field(default_factory=dict)

    @property
    def particle(self) -> str:
        """The particle of a phrasal verb; "" for none."""
        return self.word.partition(" ")[2]


@cache
def lexicon() -> dict[str, Any]:
    """data/cues.toml as it stands."""
    return tomllib.loads((files("readout.extract") / "data" / "cues.toml").read_text("utf-8"))


@cache
def words(family: str) -> dict[str, Cue]:
    """The cues of "verbs", "nouns" or "adjectives" by word; frames of several groups are put together."""
    kinds: dict[str, dict[str, ClaimKind]] = {}
    for group in lexicon()[family]:
        for word in group["words"]:
            for frame in group.get("frames", ["that"]):
                kinds.setdefault(word, {}).setdefault(frame, group["kind"])
    return {word: Cue(word, frames) for word, frames in kinds.items()}


@cache
def phrases() -> dict[tuple[str, ...], ClaimKind]:
    """Words that stand before a source ("according to"), with the kind of claim."""
    return {tuple(phrase.split()): kind for phrase, kind in lexicon()["phrases"].items()}


@cache
def listed(name: str) -> frozenset[str]:
    """One of the plain word lists: "relay", "hedge", "nobody"."""
    return frozenset(lexicon()[name]["words"])


def cue_at(doc: Document, i: int) -> Cue | None:
    """The cue that token `i` is the head of; `None` for none. A phrasal verb wins over the plain one."""
    token = doc.tokens[i]
    if token.upos == "VERB":
        name = lemma(doc, i)
        for p in particles(doc, i):
            if found := words("verbs").get(f"{name} {doc.tokens[p].text.lower()}"):
                return found
        return words("verbs").get(name)
    if token.upos == "NOUN":
        return words("nouns").get(lemma(doc, i))
    if token.upos == "ADJ":
        return words("adjectives").get(lemma(doc, i))
    return None


def particles(doc: Document, i: int) -> list[int]:
    """Particles of verb `i`, however the parse names them: the next word, where it is "out", "back", "in" or "on"."""
    found = doc.dependents(i, "compound:prt")
    after = i + 1
    if after < len(doc.tokens) and doc.tokens[after].text.lower() in ("out", "back", "in", "on", "up", "off", "for"):
        near = doc.tokens[after]
        if after not in found and (near.xpos in ("RP", "IN", "RB", "_")):
            found = [after, *found]
    return found
