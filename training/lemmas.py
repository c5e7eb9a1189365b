"""Writes the lemmatiser's tables from the training parts of EWT and GUM and the base forms seen in news text.

    python -m training.lemmas

Writes readout/language/data/bases.tsv (known base forms: V, N, A) and lemmas.tsv ((form, xpos) -> lemma where the
spelling rules go wrong). Only facts about single words are kept. Reads ../shared/corpora.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

from readout.language import lemmatize

ROOT = Path(__file__).resolve().parents[1]
CORPORA = ROOT.parent / "shared" / "corpora"
DATA = ROOT / "readout" / "language" / "data"
BASE_TAGS = {
    "V": ("VB", "VBP", "VBD", "VBN", "VBG", "VBZ"),
    "N": ("NN", "NNS"),
    "A": ("JJ", "JJR", "JJS", "RB", "RBR", "RBS"),
}
INFLECTED = ("NNS", "VBD", "VBN", "VBG", "VBZ", "JJR", "JJS", "RBR", "JJ", "NN")
MODAL = re.compile(r"\b(?:to|will|would|could|should|can|may|might|must|cannot|not|n't|n’t) ([a-z]{3,20})\b")
WORD = re.compile(r"\b[a-z]{3,20}\b")
SKIPPED = {"GW", "ADD", "NNP", "FW", "XX", "AFX", "LS", "NFP"}


def treebank() -> Counter[tuple[str, str, str]]:
    """Counts of (form, xpos, lemma) in the training parts."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for name in ("ewt-train", "gum-train"):
        with gzip.open(CORPORA / "ud" / f"{name}.conllu.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                row = line.rstrip("\n").split("\t")
                if len(row) == 10 and row[0].isdigit() and row[2] != "_" and row[4] not in SKIPPED:
                    counts[row[1], row[4], row[2]] += 1
    return counts


def news_verbs() -> set[str]:
    """Base forms of verbs that news text shows after "to" or a modal and also inflected."""
    after: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for name in ("newswire/reports", "polnear/train"):
        with gzip.open(CORPORA / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                text = json.loads(line)["text"]
                after.update(MODAL.findall(text))
                seen.update(WORD.findall(text))
    out = set()
    for word, count in after.items():
        stem = word[:-1] if word.endswith("e") else word
        forms = (stem + "ed", stem + "ing", stem + stem[-1] + "ing", word[:-1] + "ied")
        if count >= 2 and any(form in seen for form in forms) and not word.endswith(("ing", "ed", "ss")):
            out.add(word)
    return out


def bases(counts: Counter[tuple[str, str, str]]) -> dict[str, set[str]]:
    """Known base forms for verbs, nouns and adjectives."""
    out: dict[str, set[str]] = {kind: set() for kind in BASE_TAGS}
    for kind, tags in BASE_TAGS.items():
        tally: Counter[str] = Counter()
        for (_, tag, lemma), count in counts.items():
            if tag in tags and lemma.isalpha() and lemma.islower() and lemma.isascii() and len(lemma) > 1:
                tally[lemma] += count
        out[kind] = {word for word, count in tally.items() if count > 1 or len(word) > 3}
    out["V"] |= {word for word in news_verbs() if word not in out["N"] or word in out["V"]}
    return out


def near(form: str, lemma: str) -> bool:
    """Whether a lemma is an inflectional base of a form rather than a corrected spelling of it."""
    size = min(len(form), len(lemma), 3)
    return form[:size] == lemma[:size]


def exceptions(counts: Counter[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Rows (form, xpos, lemma) that the rules get wrong, where six in ten of the training parts' words agree."""
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    upos = {"NNP": "PROPN", "NNPS": "PROPN", "CD": "NUM", "NN": "NOUN", "NNS": "NOUN", "JJ": "ADJ", "SYM": "SYM"}
    for (form, tag, lemma), count in counts.items():
        plain = form if tag in ("NNPS",) else form.lower().replace("’", "'").replace("`", "'")
        votes[plain, tag][lemma] += count
    by_hand = set(lemmatize.tables().exceptions)
    rows = []
    for (form, tag), tally in sorted(votes.items()):
        (lemma, count), total = tally.most_common(1)[0], sum(tally.values())
        kind = upos.get(tag, "PUNCT" if not tag[0].isalpha() else "X")
        if lemmatize.lemma(form, kind, tag) == lemma or count * 10 <= total * 6:
            continue
        regular = near(form.lower(), lemma.lower()) and form.isascii()
        if count >= 3 or (regular and tag in INFLECTED and (form, tag) not in by_hand):
            rows.append((form, tag, lemma))
    return rows


def main() -> int:
    """Writes both tables."""
    if not CORPORA.is_dir():
        print(f"skipped: no corpora at {CORPORA}")
        return 0
    counts = treebank()
    known = bases(counts)
    lines = [f"{kind}\t{' '.join(sorted(words))}" for kind, words in known.items()]
    (DATA / "bases.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (DATA / "lemmas.tsv").write_text("", encoding="utf-8")
    lemmatize.tables.cache_clear()
    lemmatize.lemma.cache_clear()
    rows = exceptions(counts)
    text = "# form	xpos	lemma, where the spelling rules go wrong; written by training/lemmas.py\n"
    (DATA / "lemmas.tsv").write_text(text + "".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    print({kind: len(words) for kind, words in known.items()}, len(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
