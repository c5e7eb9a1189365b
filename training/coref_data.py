"""GUM's coreference as character spans over the same rebuilt text that the core reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.tokens import read
from training import corpora, treebanks


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of GUM: code points [`start`, `end`) and those of its head word, cluster, type, kind of link.

    `upos` is the universal tag of the head word; `kind` GUM's ten entity types ("person"); `link` how the mention is
    tied to the one before ("ana", "coref", "appos", "pred", "cata", "disc", "sgl").
    """

    start: int
    end: int
    head: tuple[int, int]
    upos: str
    cluster: int
    kind: str
    link: str


@dataclass(frozen=True, slots=True)
class Key:
    """One document: name ("GUM_news_iodine"), rebuilt text, mentions in text order, singletons among them."""

    name: str
    text: str
    mentions: tuple[Mention, ...]

    @property
    def genre(self) -> str:
        """GUM's genre, the second part of the name."""
        return self.name.split("_")[1]


def keys(split: str) -> Iterator[Key]:
    """The documents of GUM's "train" or "dev"."""
    golds = read(corpora.root() / "ud" / f"gum-{split}.conllu.gz")
    for gold, (name, sentences) in zip(golds, treebanks.rows("gum", split), strict=True):
        found = [
            mention for rows, spans in zip(sentences, gold.sentences, strict=True) for mention in _mentions(rows, spans)
        ]
        yield Key(name, gold.text, tuple(sorted(found, key=lambda m: (m.start, -m.end))))


def _mentions(rows: list[treebanks.Row], spans: list[tuple[int, int]]) -> Iterator[Mention]:
    opened: dict[str, list[tuple[int, list[str]]]] = {}
    for i, row in enumerate(rows):
        for bracket in re.finditer(r"\(([^()]*)|([^()]*)\)", _unlinked(row.misc.get("Entity", ""))):
            fields = (bracket[1] or bracket[2] or "").split("-")
            if bracket[1]:
                opened.setdefault(fields[0], []).append((i, fields))
                last = fields[0]
            elif opened.get(fields[0] or last):
                first, fields = opened[fields[0] or last].pop()
                yield _mention(rows, spans, first, i, fields)


def _unlinked(cell: str) -> str:
    """The cell without the brackets that names of Wikipedia's articles hold: "Iodine_(drug)"."""
    return re.sub(r"_\([^()]*\)", "", cell)


def _mention(
    rows: list[treebanks.Row], spans: list[tuple[int, int]], first: int, last: int, fields: list[str]
) -> Mention:
    inside = range(first, last + 1)
    head = next((i for i in inside if rows[i].head - 1 not in inside), first)
    return Mention(spans[first][0], spans[last][1], spans[head], rows[head].upos, int(fields[0]), fields[1], fields[6])
