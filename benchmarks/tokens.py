"""Tokens, sentences and lemmas against the dev parts of UD English EWT and GUM, raw text in.

    python benchmarks/tokens.py [--errors N] [--part ewt|gum]

Prints token F1, sentence F1 and lemma accuracy (given gold tags) for EWT, GUM, GUM without conversations, and GUM's
news documents alone. Spans are compared as code points of the rebuilt text, as the CoNLL 2018 evaluation does;
paragraphs are parted by a blank line. Reads ../shared/corpora/ud.
"""

from __future__ import annotations

import argparse
import gzip
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from readout.language.lemmatize import lemma
from readout.language.tokenize import tokenize

ROOT = Path(__file__).resolve().parents[1]
UD = ROOT.parent / "shared" / "corpora" / "ud"
KINDS = ("tokens", "sentences", "lemmas")
Span = tuple[int, int]


@dataclass
class Gold:
    """One document: its rebuilt text, the spans of its sentences' words, and (form, upos, xpos, lemma) rows."""

    name: str
    text: str = ""
    sentences: list[list[tuple[int, int]]] = field(default_factory=list)
    rows: list[tuple[str, str, str, str]] = field(default_factory=list)


def _range(cell: str) -> tuple[int, int]:
    first, _, last = cell.partition("-")
    return int(first), int(last)


def _add(document: Gold, words: list[list[str]], separator: str) -> None:
    """Appends one sentence of CoNLL-U rows, text rebuilt from SpaceAfter=No and the surface of split words."""
    if document.text:
        document.text = document.text.rstrip(" ") + separator
    spans: list[tuple[int, int]] = []
    cover = 0
    pieces, at = [], len(document.text)
    for row in words:
        if "-" in row[0]:
            cover = _range(row[0])[1]
            whole, inner = row[1], at
            joined = "".join(w[1] for w in words if w[0].isdigit() and _range(row[0])[0] <= int(w[0]) <= cover)
            aligned = joined == whole
            pieces.append(whole)
            at += len(whole)
            if "SpaceAfter=No" not in row[9]:
                pieces.append(" ")
                at += 1
            continue
        if int(row[0]) <= cover:
            size = len(row[1]) if aligned else max(1, min(len(row[1]), at - inner - 1))
            spans.append((inner, inner + size))
            inner += size
        else:
            spans.append((at, at + len(row[1])))
            pieces.append(row[1])
            at += len(row[1])
            if "SpaceAfter=No" not in row[9]:
                pieces.append(" ")
                at += 1
        document.rows.append((row[1], row[3], row[4], row[2]))
    document.text += "".join(pieces)
    document.sentences.append(spans)


def read(path: Path) -> Iterator[Gold]:
    """Documents of a CoNLL-U file; paragraphs are separated by a blank line, their sentences by a space."""
    document: Gold | None = None
    separator = " "
    words: list[list[str]] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc"):
                if document is not None:
                    yield document
                document = Gold(line.partition("= ")[2])
            elif line.startswith("# newpar"):
                separator = "\n\n"
            elif not line and words:
                assert document is not None
                _add(document, words, separator)
                separator, words = " ", []
            elif line and not line.startswith("#") and "." not in line.split("\t", 1)[0]:
                words.append(line.split("\t"))
    if document is not None:
        yield document


@dataclass
class Tally:
    """Counts of spans that agree, were found, and are gold; `errors` counts what went wrong most."""

    same: int = 0
    found: int = 0
    gold: int = 0
    errors: Counter[str] = field(default_factory=Counter)

    def add(self, found: set[tuple[int, int]], gold: set[tuple[int, int]]) -> None:
        """Adds one document's spans."""
        self.same += len(found & gold)
        self.found += len(found)
        self.gold += len(gold)

    @property
    def f1(self) -> float:
        """Balanced F (0-1)."""
        return 2 * self.same / max(1, self.found + self.gold)


def _token_errors(document: Gold, mine: set[Span], gold: set[Span], errors: Counter[str]) -> None:
    text = document.text
    for start, _ in sorted(gold - mine):
        chunk = re.compile(r"\S+").search(text, text.rfind(" ", 0, start) + 1)
        if chunk:
            inside = [text[a:b] for a, b in sorted(mine) if chunk.start() <= a < chunk.end()]
            wanted = [text[a:b] for a, b in sorted(gold) if chunk.start() <= a < chunk.end()]
            errors["|".join(wanted) + "   not   " + "|".join(inside)] += 1


def _sentence_errors(text: str, mine: set[Span], gold: set[Span], errors: Counter[str]) -> None:
    ours, theirs = {end for _, end in mine}, {end for _, end in gold}
    for label, ends in (("missed", theirs - ours), ("false", ours - theirs)):
        for end in ends:
            errors[f"{label}: {text[max(0, end - 40) : end]!r} | {text[end : end + 30]!r}"] += 1


def measure(documents: list[Gold]) -> tuple[Tally, Tally, Tally]:
    """Tallies of tokens, sentences and lemmas."""
    tokens, sentences, lemmas = Tally(), Tally(), Tally()
    for document in documents:
        found = tokenize(document.text)
        mine = {(w.start, w.end) for s in found for w in s}
        gold = {w for s in document.sentences for w in s}
        tokens.add(mine, gold)
        _token_errors(document, mine, gold, tokens.errors)
        ours = {(s[0].start, s[-1].end) for s in found}
        theirs = {(s[0][0], s[-1][1]) for s in document.sentences}
        sentences.add(ours, theirs)
        _sentence_errors(document.text, ours, theirs, sentences.errors)
        for form, upos, xpos, right in document.rows:
            answer = lemma(form, upos, xpos)
            lemmas.same += answer == right
            lemmas.found += 1
            lemmas.gold += 1
            if answer != right:
                lemmas.errors[f"{form} {upos} {xpos}: {right}   not   {answer}"] += 1
    return tokens, sentences, lemmas


def main() -> int:
    """Measures each part and prints one line for it."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--errors", type=int, default=0, help="print this many errors of each kind")
    options.add_argument("--part", default="", help="only parts whose name holds this")
    given = options.parse_args()
    if not UD.is_dir():
        print(f"skipped: no corpora at {UD}")
        return 0
    ewt, gum = list(read(UD / "ewt-dev.conllu.gz")), list(read(UD / "gum-dev.conllu.gz"))
    written = [d for d in gum if "conversation" not in d.name]
    news = [d for d in gum if "_news_" in d.name]
    parts = [("EWT dev", ewt), ("GUM dev", gum), ("GUM dev, written", written), ("GUM dev, news", news)]
    for name, documents in parts:
        if given.part not in name.lower():
            continue
        tallies = measure(documents)
        figures = "  ".join(f"{kind} {tally.f1:.4f}" for kind, tally in zip(KINDS, tallies, strict=True))
        print(f"{name:18} {figures}  ({len(documents)} documents)")
        for tally in tallies:
            for error, count in tally.errors.most_common(given.errors):
                print(f"   {count:4} {error}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
