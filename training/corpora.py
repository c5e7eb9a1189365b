"""Readers: each corpus as texts of sentences of words, with whatever layers of labels it has.

Offsets in the sources are code points; labels reach our own tokens by overlap. Nothing is copied: the corpora
stay where `root()` finds them.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from readout.language.tokenize import tokenize

IGNORE = -100
"""The label of a word that a corpus says nothing about."""

UPOS = ["ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM"]
UPOS += ["PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"]
KINDS = ["PERSON", "ORGANIZATION", "PLACE", "MISC"]
NAMES = ["O"] + [f"{p}-{k}" for k in KINDS for p in "BI"]
EVENTS = ["O", "OCCURRENCE", "STATE", "REPORTING", "ACTION", "INTENTION", "ASPECTUAL", "PERCEPTION"]
TYPES = ["AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT"]
TYPES += ["THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"]
QUADS = [(0, 1, 2, 3), (4, 5, 6), (7, 8, 9, 10), (11, 12, 13, 14, 15)]
"""Indices into `TYPES` of verbal cooperation, material cooperation, verbal conflict, material conflict."""
STATEMENT = len(TYPES)
"""Index of "no event, a mere statement" in the output of the pair head."""


@dataclass(slots=True)
class Sentence:
    """Words, and layers of one label a word. "heads" are indices into the sentence, the root its own head."""

    words: list[str]
    layers: dict[str, list[int]] = field(default_factory=dict)


@dataclass(slots=True)
class Text:
    """Sentences of one document, with targets of the whole: "quad", or the allowed types as a bit mask."""

    sentences: list[Sentence]
    targets: dict[str, int] = field(default_factory=dict)
    id: str = ""
    text: str = ""
    """What `spread` cut the sentences from; empty where a corpus comes as words, or is not spread."""


def root() -> Path:
    """The folder of corpora: $READOUT_CORPORA, or ../shared/corpora beside the checkout."""
    given = os.environ.get("READOUT_CORPORA")
    return Path(given) if given else Path(__file__).resolve().parents[2] / "shared" / "corpora"


def held_out(key: str, parts: int, part: int = 0) -> bool:
    """Whether a fixed hash of `key` (letters and digits alone) falls into that `part` of `parts` which is held out."""
    return int(hashlib.sha256(_key(key).encode()).hexdigest()[:8], 16) % parts == part


def jsonl(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def spread(text: str, layers: dict[str, list[tuple[int, int, int]]], default: int = 0) -> Text:
    """Tokenise `text` and give each word, layer by layer, the label of the first span that overlaps it."""
    sentences = []
    for pieces in tokenize(text):
        sentence = Sentence([text[start:end] for start, end in pieces])
        for layer, spans in layers.items():
            sentence.layers[layer] = [_label(start, end, spans, default) for start, end in pieces]
        sentences.append(sentence)
    return Text(sentences, text=text)


def _label(start: int, end: int, spans: Sequence[tuple[int, int, int]], default: int) -> int:
    return next((label for s, e, label in spans if s < end and start < e), default)


def polnear(split: str) -> Iterator[Text]:
    """PolNeAR: the three layers of attribution by hand; names from the tool output distributed with it."""
    silver = {d["id"]: d for d in jsonl(root() / "polnear" / f"corenlp-{split}.jsonl.gz")}
    for d in jsonl(root() / "polnear" / f"{split}.jsonl.gz"):
        text = _sparse(d["text"], d["attributions"])
        named = silver.get(d["id"])
        _names_from_silver(text, d["text"], named["sentences"] if named else [])
        text.id = d["id"]
        yield text


def _sparse(text: str, attributions: list[dict[str, list[list[int]]]]) -> Text:
    marks = {layer: bytearray(len(text)) for layer in ("cue", "source", "content")}
    for attribution in attributions:
        for layer, mark in marks.items():
            for start, end in attribution.get(layer, []):
                mark[start:end] = b"\1" * (end - start)
    sentences = []
    for pieces in tokenize(text):
        layers = {layer: [int(any(mark[s:e])) for s, e in pieces] for layer, mark in marks.items()}
        sentences.append(Sentence([text[s:e] for s, e in pieces], layers))
    return Text(sentences)


def _names_from_silver(target: Text, text: str, sentences: list[dict[str, Any]]) -> None:
    kinds = {"PERSON": 1, "ORGANIZATION": 2, "LOCATION": 3, "MISC": 4}
    kind, begins = bytearray(len(text)), bytearray(len(text))
    for sentence in sentences:
        previous = 0
        for start, end, _, name, *_ in sentence["tokens"]:
            k = kinds.get(name, 0)
            kind[start:end] = bytes([k]) * (end - start)
            begins[start] = int(k != 0 and k != previous)
            previous = k
    for words, pieces in zip(target.sentences, tokenize(text), strict=True):
        labels, previous = [], 0
        for start, _ in pieces:
            k = kind[start]
            fresh = bool(begins[start]) or k != previous
            labels.append(0 if k == 0 else 2 * k - 1 if fresh else 2 * k)
            previous = k
        words.layers["names"] = labels if sentences else [IGNORE] * len(labels)


_NO_MODALS = (None, "none", "delete", "until", "to", "close")
"""Values of TimeBank's modality that name no modal: slips of its annotation."""


def timebank(dev: bool) -> Iterator[Text]:
    """TimeBank: class, polarity and modality of events. A fifth of the articles, by a hash of the name, is dev."""
    classes = {"I_ACTION": "ACTION", "I_STATE": "INTENTION"}
    for d in jsonl(root() / "timeml" / "timebank.jsonl.gz"):
        if held_out(d["id"], 5) != dev:
            continue
        events = [(e["start"], e["end"], e) for e in d["events"]]
        kind = [(s, e, EVENTS.index(classes.get(x["class"], x["class"]))) for s, e, x in events]
        negative = [(s, e, int(x.get("polarity") == "NEG")) for s, e, x in events]
        modal = [(s, e, int(x.get("modality") not in _NO_MODALS)) for s, e, x in events]
        text = spread(d["text"], {"event": kind})
        for layer, spans in (("negative", negative), ("modal", modal)):
            other = spread(d["text"], {layer: spans}, IGNORE)
            for sentence, more in zip(text.sentences, other.sentences, strict=True):
                sentence.layers |= more.layers
        text.id = d["id"]
        yield text


def re3d(split: str) -> Iterator[Text]:
    """re3d: spans whose words are capitalised, as names; what is described rather than named counts as no name."""
    kinds = {"Person": 1, "Organisation": 2, "Location": 3, "Nationality": 4}
    rows: list[list[str]] = []
    with (root() / "re3d" / f"{split}.tsv").open(encoding="utf-8") as lines:
        for line in [*lines, "\n"]:
            fields = line.rstrip("\n").split("\t")
            if len(fields) == 2 and fields[0]:
                rows.append(fields)
            elif rows:
                words = [row[0] for row in rows]
                yield Text([Sentence(words, {"names": _re3d_names(words, [row[1] for row in rows], kinds)})])
                rows = []


def _re3d_names(words: list[str], tags: list[str], kinds: dict[str, int]) -> list[int]:
    labels = [0] * len(words)
    i = 0
    while i < len(words):
        if not tags[i].startswith("B-"):
            i += 1
            continue
        end = i + 1
        while end < len(words) and tags[end].startswith("I-"):
            end += 1
        capital = [j for j in range(i, end) if words[j][:1].isupper() and words[j].lower() not in _SMALL]
        kind = kinds.get(tags[i][2:])
        if capital:
            first, last = capital[0], capital[-1] + 1
            described = last < end or words[last - 1].lower().endswith(("secretary", "state", "is", "ans"))
            if kind is None or described or last - first > 6 or "," in words[first:last]:
                labels[i:end] = [IGNORE] * (end - i)
            else:
                labels[first:last] = [2 * kind - 1] + [2 * kind] * (last - first - 1)
        i = end
    return labels


_SMALL = {"the", "a", "an", "we", "they", "he", "she", "it", "i", "our", "their", "his", "her", "its", "this", "these"}
_SMALL |= {"those", "you", "all", "some", "many", "both", "two", "three"}


def relations(dev: bool, fold: int = 0) -> Iterator[Text]:
    """Marked pairs with their PLOVER type. A fifth of the sentences, by a hash of the text, is dev: that of `fold`."""
    for d in jsonl(root() / "plover" / "relations-train.jsonl.gz"):
        if held_out(d["text"], 5, fold) != dev:
            continue
        plain, spans = unmark(d["marked"])
        if {"s", "t"} <= spans.keys():
            text = spread(plain, {"actor": [(*spans["s"], 1)], "recipient": [(*spans["t"], 1)]})
            names = ["CONCEDE", "RETREAT"] if d["root"] == "YIELD" else [d["root"]]
            text.targets = {"allowed": sum(1 << TYPES.index(n) for n in names)}
            yield text


WRITTEN = Path(__file__).parent / "data" / "written.jsonl"
"""Marked pairs that we wrote ourselves, as in `relations`, with roots of all sixteen types and NONE."""


def written() -> Iterator[Text]:
    """Our own marked pairs. NONE counts as a mere statement; "said" are the types of all pairs of the same sentence."""
    rows = [
        (*unmark(d["marked"]), d["root"]) for d in map(json.loads, WRITTEN.read_text(encoding="utf-8").splitlines())
    ]
    said: dict[str, int] = {}
    for plain, _, kind in rows:
        said[plain] = said.get(plain, 0) | (0 if kind == "NONE" else 1 << TYPES.index(kind))
    for plain, spans, kind in rows:
        text = spread(plain, {"actor": [(*spans["s"], 1)], "recipient": [(*spans["t"], 1)]})
        allowed = STATEMENT if kind == "NONE" else TYPES.index(kind)
        text.targets = {"allowed": 1 << allowed, "said": said[plain]}
        yield text


def unmark(marked: str) -> tuple[str, dict[str, tuple[int, int]]]:
    """The text of a marked pair without its marks, and the spans of "s" (actor) and "t" (recipient)."""
    plain, at = "", 0
    opened: dict[str, int] = {}
    spans: dict[str, tuple[int, int]] = {}
    for m in re.finditer(r"<(/?)([st])>", marked):
        plain += marked[at : m.start()]
        at = m.end()
        if m[1]:
            spans[m[2]] = (opened.pop(m[2], len(plain)), len(plain))
        else:
            opened[m[2]] = len(plain)
    return plain + marked[at:], spans


def cameo(dev: bool = False, fold: int = 0) -> Iterator[Text]:
    """ConfliBERT's sentences: the class of each, and actor and target spans where the two files align.

    A sentence held out from `relations` is held out here too, for the two overlap.
    """
    spans = {_key("".join(w)): (w, t) for w, t in _span_sentences()}
    with (root() / "cameo" / "class-train.tsv").open(encoding="utf-8") as lines:
        for line in lines:
            raw, _, label = line.rstrip("\n").rpartition("\t")
            if held_out(raw, 5, fold) != dev:
                continue
            quad = int(label)
            found = spans.get(_key(raw))
            text = spread(raw, _roles(raw, *found)) if found else spread(raw, {})
            text.targets = {"quad": quad}
            if found and all(any(1 in s.layers[r] for s in text.sentences) for r in ("actor", "recipient")):
                text.targets["allowed"] = 1 << STATEMENT if quad == 0 else sum(1 << i for i in QUADS[quad - 1])
            yield text


def _key(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())


def _span_sentences() -> Iterator[tuple[list[str], list[str]]]:
    for block in (root() / "cameo" / "spans-train.txt").read_text(encoding="utf-8").split("\n\n"):
        rows = [line.rsplit(" ", 1) for line in block.split("\n") if " " in line]
        if rows:
            yield [row[0] for row in rows], [row[1] for row in rows]


def _roles(raw: str, words: list[str], tags: list[str]) -> dict[str, list[tuple[int, int, int]]]:
    places = [i for i, c in enumerate(raw) for _ in c.lower() if c.isalnum()]
    out: dict[str, list[tuple[int, int, int]]] = {"actor": [], "recipient": []}
    at = 0
    for word, tag in zip(words, tags, strict=True):
        size = len(_key(word))
        if size and at + size <= len(places):
            span = (places[at], places[at + size - 1] + 1, 1)
            if tag[-1] in "SR":
                out["actor"].append(span)
            if tag[-1] in "TR":
                out["recipient"].append(span)
        at += size
    return out


def stories(dev: bool) -> Iterator[Text]:
    """Generated stories with their type. A tenth, by a hash of the text, is dev."""
    for d in jsonl(root() / "plover" / "synthetic-stories.jsonl.gz"):
        if held_out(d["text"], 10) == dev:
            text = spread(d["text"], {})
            text.targets = {"allowed": 1 << TYPES.index(d["event"])}
            yield text


def unique(values: Iterable[str]) -> list[str]:
    return sorted(set(values))
