"""The UD treebanks: tags, heads and relations of both, named mentions of GUM."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass

from training.corpora import IGNORE, UPOS, Sentence, Text, root


@dataclass(slots=True)
class Row:
    form: str
    upos: str
    xpos: str
    head: int
    deprel: str
    misc: dict[str, str]


def rows(treebank: str, split: str) -> Iterator[tuple[str, list[list[Row]]]]:
    """(document id, its sentences) of "ewt" or "gum"; contractions in their parts, empty nodes left out."""
    name = ""
    sentences: list[list[Row]] = []
    current: list[Row] = []
    with gzip.open(root() / "ud" / f"{treebank}-{split}.conllu.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc id"):
                if sentences:
                    yield name, sentences
                name, sentences = line.partition("=")[2].strip(), []
            elif line[0].isdigit():
                f = line.rstrip("\n").split("\t")
                if f[0].isdigit():
                    misc = dict(item.split("=", 1) for item in f[9].split("|") if "=" in item)
                    current.append(Row(f[1], f[3], f[4], int(f[6]), f[7], misc))
            elif not line.strip() and current:
                sentences.append(current)
                current = []
    if current:
        sentences.append(current)
    if sentences:
        yield name, sentences


def texts(treebank: str, split: str, xpos: list[str], deprel: list[str]) -> Iterator[Text]:
    """Texts with the layers upos, xpos, heads, deprel, and names for GUM."""
    for name, sentences in rows(treebank, split):
        named = gum_names(sentences) if treebank == "gum" else [[]] * len(sentences)
        out = []
        for sentence, names in zip(sentences, named, strict=True):
            layers = {
                "upos": [UPOS.index(r.upos) for r in sentence],
                "xpos": [xpos.index(r.xpos) if r.xpos in xpos else IGNORE for r in sentence],
                "heads": [r.head - 1 if r.head else i for i, r in enumerate(sentence)],
                "deprel": [deprel.index(r.deprel) if r.deprel in deprel else IGNORE for r in sentence],
            }
            if treebank == "gum":
                layers["names"] = names
            out.append(Sentence([r.form for r in sentence], layers))
        yield Text(out, id=name)


@dataclass(slots=True)
class Mention:
    first: int
    last: int
    kind: str


def mentions(sentence: list[Row]) -> list[Mention]:
    """GUM's mentions within a sentence, as (first, past the last, type)."""
    opened: dict[str, list[tuple[int, str]]] = {}
    out = []
    for i, row in enumerate(sentence):
        for m in re.finditer(r"\(([^()]+)(\))?|([^()]+)\)", row.misc.get("Entity", "")):
            if m[1]:
                key, kind = m[1].split("-")[0], m[1].split("-")[1]
                if m[2]:
                    out.append(Mention(i, i + 1, kind))
                else:
                    opened.setdefault(key, []).append((i, kind))
            elif opened.get(m[3]):
                first, kind = opened[m[3]].pop()
                out.append(Mention(first, i + 1, kind))
    return out


_KINDS = {"person": 1, "organization": 2, "place": 3, "event": 4, "object": 4, "time": 0}
_TITLES = frozenset(
    (
        "president",
        "mr.",
        "mrs.",
        "ms.",
        "dr.",
        "mr",
        "mrs",
        "ms",
        "dr",
        "senator",
        "sen.",
        "rep.",
        "minister",
        "prime",
        "general",
        "gen.",
        "governor",
        "gov.",
        "professor",
        "prof.",
        "captain",
        "judge",
        "sir",
        "king",
        "queen",
        "secretary",
        "chancellor",
        "ambassador",
        "colonel",
        "vice",
        "director",
        "chairman",
        "mayor",
        "pope",
        "lord",
        "representative",
    )
)
_JOINTS = {"of", "for", "and", "&", "the", "on", "in", "to", "-"}


def gum_names(sentences: list[list[Row]]) -> list[list[int]]:
    """Labels of named mentions: those headed by a proper noun, cut to the name itself, outermost first."""
    return [_names(sentence) for sentence in sentences]


def _names(sentence: list[Row]) -> list[int]:
    labels = [IGNORE if _unsure(row, i) else 0 for i, row in enumerate(sentence)]
    taken: set[int] = set()
    for mention in sorted(mentions(sentence), key=lambda m: (m.first - m.last, m.first)):
        head = _head(sentence, mention)
        if sentence[head].upos != "PROPN" or head in taken:
            continue
        first, last = _extent(sentence, mention, head)
        kind = _KINDS.get(mention.kind, IGNORE)
        if kind == 1:
            while first < head and sentence[first].form.lower() in _TITLES:
                first += 1
            if sentence[head].xpos == "NNPS":
                kind = 4
        if taken & set(range(first, last)):
            continue
        taken |= set(range(first, last))
        size = last - first
        labels[first:last] = [2 * kind - 1] + [2 * kind] * (size - 1) if kind > 0 else [kind] * size
    return labels


def _unsure(row: Row, i: int) -> bool:
    """A capital that no mention explains: a demonym, a title, a name inside another word's mention."""
    return row.form[:1].isupper() and (row.upos == "PROPN" or (row.upos == "ADJ" and i > 0))


def _head(sentence: list[Row], mention: Mention) -> int:
    inside = range(mention.first, mention.last)
    return next((i for i in inside if sentence[i].head - 1 not in inside), mention.first)


def _extent(sentence: list[Row], mention: Mention, head: int) -> tuple[int, int]:
    first, last = head, head + 1
    while first > mention.first and _capital(sentence[first - 1]):
        first -= 1
    while last < mention.last:
        ahead = last
        while mention.kind != "person" and ahead < mention.last and sentence[ahead].form.lower() in _JOINTS:
            ahead += 1
        if ahead < mention.last and ahead - last <= 2 and _capital(sentence[ahead]):
            last = ahead + 1
        else:
            break
    return first, last


def _capital(row: Row) -> bool:
    return row.upos == "PROPN" or (row.form[:1].isupper() and row.upos in ("ADJ", "NOUN", "NUM"))
