"""The language core against text it was never trained on, raw text in.

    python -m benchmarks.language [--part parse|names|attribution|events|relate|speed] [--weights FOLDER]

Parse: words, sentences, tags and trees of UD English EWT and GUM dev, aligned by code points as the CoNLL 2018
evaluation does (LAS counts the universal relation, without subtype). Names: GUM dev. Attribution: token F1 on PolNeAR
dev. Events: triggers, class, polarity and modality on the fifth of TimeBank that training leaves out. Relate: PLOVER
root and quad on the fifth of relations-train that training leaves out. Reads ../shared/corpora; prints JSON lines.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from benchmarks.tokens import UD, read
from readout.language import Core, Document
from training import corpora, treebanks

Counts = dict[str, list[int]]
"""Right, found, wanted."""


def f1(counts: Sequence[int]) -> float:
    """Balanced F of (right, found, wanted), in per cent."""
    right, found, wanted = counts
    return round(200 * right / max(1, found + wanted), 2)


def add(counts: Counts, key: str, right: int, found: int, wanted: int) -> None:
    for i, value in enumerate((right, found, wanted)):
        counts.setdefault(key, [0, 0, 0])[i] += value


def parse(core: Core) -> None:
    """Words to trees, on both treebanks, on GUM's news, and on GUM without its conversations."""
    for bank in ("ewt", "gum"):
        golds = list(read(UD / f"{bank}-dev.conllu.gz"))
        rows = [sentences for _, sentences in treebanks.rows(bank, "dev")]
        documents = core.parse([gold.text for gold in golds])
        groups: dict[str, Callable[[str], bool]] = {bank: lambda _: True}
        if bank == "gum":
            groups["gum news"] = lambda name: "_news_" in name
            groups["gum written"] = lambda name: "conversation" not in name
        for group, chosen in groups.items():
            counts: Counts = {}
            for gold, sentences, document in zip(golds, rows, documents, strict=True):
                if chosen(gold.name):
                    _parse(gold.sentences, sentences, document, counts)
            report("parse", group, {key: f1(value) for key, value in counts.items()})


def _parse(
    spans: list[list[tuple[int, int]]], rows: list[list[treebanks.Row]], document: Document, counts: Counts
) -> None:
    gold: dict[tuple[int, int], tuple[treebanks.Row, tuple[int, int] | None]] = {}
    for words, sentence in zip(spans, rows, strict=True):
        for span, row in zip(words, sentence, strict=True):
            gold[span] = row, words[row.head - 1] if row.head else None
    tokens, found, wanted = document.tokens, len(document.tokens), len(gold)
    right: dict[str, int] = defaultdict(int)
    for token in tokens:
        at = gold.get((token.start, token.end))
        if at is None:
            continue
        row, head = at
        right["words"] += 1
        right["upos"] += row.upos == token.upos
        right["xpos"] += row.xpos == token.xpos
        ours = None if token.is_root else (tokens[token.head].start, tokens[token.head].end)
        if ours == head:
            right["uas"] += 1
            right["las"] += row.deprel.partition(":")[0] == token.relation
            right["las with subtypes"] += row.deprel == token.deprel
    for key in ("words", "upos", "xpos", "uas", "las", "las with subtypes"):
        add(counts, key, right[key], found, wanted)
    theirs, ours_ = {(s[0][0], s[-1][1]) for s in spans}, {(s.start, s.end) for s in document.sentences}
    add(counts, "sentences", len(theirs & ours_), len(ours_), len(theirs))


def names(core: Core) -> None:
    """Named mentions of GUM dev: span and type right; spans that GUM leaves open do not count."""
    golds = list(read(UD / "gum-dev.conllu.gz"))
    rows = [sentences for _, sentences in treebanks.rows("gum", "dev")]
    counts: Counts = {}
    for gold, sentences, document in zip(golds, rows, core.parse([gold.text for gold in golds]), strict=True):
        wanted: set[tuple[int, int, str]] = set()
        unsure: set[int] = set()
        for spans, labels in zip(gold.sentences, treebanks.gum_names(sentences), strict=True):
            wanted |= set(_named(spans, labels))
            unsure |= {start for (start, _), label in zip(spans, labels, strict=True) if label == corpora.IGNORE}
        tokens = document.tokens
        found = {
            (tokens[n.first].start, tokens[n.last - 1].end, n.label)
            for n in document.names
            if not any(t.start in unsure for t in tokens[n.first : n.last])
        }
        add(counts, "span and type", len(found & wanted), len(found), len(wanted))
        bare, bare_wanted = {f[:2] for f in found}, {w[:2] for w in wanted}
        add(counts, "span", len(bare & bare_wanted), len(bare), len(bare_wanted))
        for kind in corpora.KINDS:
            ours, theirs = ({x for x in group if x[2] == kind} for group in (found, wanted))
            add(counts, kind, len(ours & theirs), len(ours), len(theirs))
    report("names", "gum", {key: f1(value) for key, value in counts.items()})


def _named(spans: Sequence[tuple[int, int]], labels: Sequence[int]) -> Iterable[tuple[int, int, str]]:
    for i, label in enumerate(labels):
        if label > 0 and label % 2 == 1:
            end = i + 1
            while end < len(labels) and labels[end] == label + 1:
                end += 1
            yield spans[i][0], spans[end - 1][1], corpora.NAMES[label][2:]


def attribution(core: Core) -> None:
    """Token F1 of cue, source and content on PolNeAR dev, at the thresholds .5; the best ones for orientation."""
    texts = [d["text"] for d in corpora.jsonl(corpora.root() / "polnear" / "dev.jsonl.gz")]
    gold = list(corpora.polnear("dev"))
    pairs: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for document, text in zip(core.parse(texts), gold, strict=True):
        for layer in ("cue", "source", "content"):
            found = getattr(document.attribution, layer)
            wanted = [label for s in text.sentences for label in s.layers[layer]]
            pairs[layer] += zip(found, wanted, strict=True)
    out: dict[str, object] = {}
    for layer, rows in pairs.items():
        scores = {t / 20: _at(rows, t / 20) for t in range(4, 15)}
        best = max(scores, key=lambda t: scores[t])
        out[layer] = scores[0.5]
        out[f"{layer}, best"] = [scores[best], best]
    report("attribution", "polnear", out)


def _at(rows: list[tuple[float, int]], threshold: float) -> float:
    right = sum(p >= threshold and w == 1 for p, w in rows)
    return f1([right, sum(p >= threshold for p, _ in rows), sum(w for _, w in rows)])


def events(core: Core) -> None:
    """Event words of the held-out TimeBank articles; class, polarity and modality where the word is right."""
    held = [d for d in corpora.jsonl(corpora.root() / "timeml" / "timebank.jsonl.gz") if corpora.held_out(d["id"], 5)]
    counts: Counts = {}
    for document, text in zip(core.parse([d["text"] for d in held]), corpora.timebank(True), strict=True):
        layers = {k: [v for s in text.sentences for v in s.layers[k]] for k in ("event", "negative", "modal")}
        found = {e.token: e for e in document.event_tags}
        wanted = {i for i, label in enumerate(layers["event"]) if label}
        both = wanted & found.keys()
        add(counts, "triggers", len(both), len(found), len(wanted))
        kinds = sum(corpora.EVENTS[layers["event"][i]] == found[i].kind for i in both)
        add(counts, "triggers with class", kinds, len(found), len(wanted))
        add(counts, "class, accuracy", kinds, len(both), len(both))
        for flag, key in (("negative", "polarity"), ("modal", "modality")):
            right = sum(bool(layers[flag][i] == 1) == getattr(found[i], flag) for i in both)
            add(counts, f"{key}, accuracy", right, len(both), len(both))
            ours, theirs = {i for i in both if getattr(found[i], flag)}, {i for i in both if layers[flag][i] == 1}
            add(counts, f"{key}, F1 of the marked", len(ours & theirs), len(ours), len(theirs))
    report("events", f"timebank, {len(held)} articles", {key: f1(value) for key, value in counts.items()})


def relate(core: Core) -> None:
    """PLOVER root (CONCEDE and RETREAT as one, as in the data) and quad of held-out pairs: accuracy and macro F1."""
    rows = list(corpora.jsonl(corpora.root() / "plover" / "relations-train.jsonl.gz"))
    rows = [d for d in rows if corpora.held_out(d["text"], 5) and "<t>" in d["marked"]]
    roots: Counts = {}
    quads: Counts = {}
    plain = [corpora.unmark(d["marked"]) for d in rows]
    for d, (_, spans), document in zip(rows, plain, core.parse([text for text, _ in plain]), strict=True):
        sides = [[t.i for t in document.tokens if t.start < spans[k][1] and spans[k][0] < t.end] for k in "st"]
        (found,) = core.relate(document, [(sides[0], sides[1])], given=True)
        types: dict[str, float] = defaultdict(float)
        quad = [sum(found[corpora.TYPES[i]] for i in group) for group in corpora.QUADS]
        for name, value in found.items():
            types["YIELD" if name in ("CONCEDE", "RETREAT") else name] += value
        quad[0], quad[1] = quad[0] - found["CONCEDE"], quad[1] + found["CONCEDE"]  # YIELD is quad 2 in the data
        _confuse(roots, max(types, key=lambda k: types[k]), d["root"])
        _confuse(quads, str(1 + quad.index(max(quad))), str(d["quad"]))
    for name, counts in (("root", roots), ("quad", quads)):
        macro = sum(f1(c) for c in counts.values()) / len(counts)
        right, total = sum(c[0] for c in counts.values()), sum(c[2] for c in counts.values())
        by_class = {k: f1(c) for k, c in sorted(counts.items())}
        figures = {"macro F1": round(macro, 2), "accuracy": round(100 * right / total, 2), "pairs": total}
        report("relate", name, {**figures, "F1": by_class})


def _confuse(counts: Counts, found: str, wanted: str) -> None:
    add(counts, found, 0, 1, 0)
    add(counts, wanted, int(found == wanted), 0, 1)


def speed(core: Core) -> None:
    """Words a second on newswire reports, all processors that the process may use."""
    with gzip.open(corpora.root() / "newswire" / "reports.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines][::8]
    core.parse(texts[:5])
    started = time.perf_counter()
    words = sum(len(document.tokens) for document in core.parse_stream(texts))
    seconds = time.perf_counter() - started
    report("speed", f"{len(texts)} reports", {"words": words, "words/s": round(words / seconds)})


def report(part: str, what: str, figures: Mapping[str, object]) -> None:
    print(json.dumps({"part": part, "on": what, **figures}), flush=True)


PARTS = {f.__name__: f for f in (parse, names, attribution, events, relate, speed)}


def main() -> int:
    """Measure the chosen parts."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--part", choices=sorted(PARTS), action="append")
    options.add_argument("--weights", type=Path)
    options.add_argument("--threads", type=int)
    given = options.parse_args()
    if not corpora.root().is_dir():
        print(f"skipped: no corpora at {corpora.root()}")
        return 0
    core = Core(threads=given.threads, folder=given.weights)
    for name in given.part or PARTS:
        PARTS[name](core)
    return 0


if __name__ == "__main__":
    sys.exit(main())
