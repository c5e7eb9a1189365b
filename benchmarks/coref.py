"""Coreference on GUM dev, raw text in: MUC, B-cubed, CEAF-phi4 and their mean, the CoNLL-2012 figure.

    python -m benchmarks.coref [--weights FOLDER]

Mentions agree where their code points do, to the character; tokens, sentences and parse are the core's own. Counts are
summed over documents. As in CoNLL-2012, mentions that no other mention repeats are left out of key and response; the
line "with singletons" keeps the key's, and counts as the response's every mention that stands in no chain.

The subset "actors" is what a record of politics lives on. Key: GUM's mentions of the types person, organization and
place whose head word is tagged PROPN or PRON in GUM. Response: mentions that are in that subset of the key, and
mentions that GUM has not at all and whose head the core tags PROPN or PRON; what GUM marks as another type or as a
common noun counts neither way. Chains are cut down to these mentions first, chains of one are left out after.
Reads ../shared/corpora; prints JSON lines.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from benchmarks.coref_scores import Tally
from readout.language import Core, Document
from readout.language.mentions import mentions
from training import corpora
from training.coref_data import Key, Mention, keys

Span = tuple[int, int]
Clusters = list[frozenset[Span]]

KINDS = frozenset({"person", "organization", "place"})
TAGS = frozenset({"PROPN", "PRON"})


def key_clusters(mentions: Iterable[Mention], least: int = 2) -> Clusters:
    """The key's clusters of `least` and more of the mentions."""
    found: dict[int, set[Span]] = {}
    for m in mentions:
        found.setdefault(m.cluster, set()).add((m.start, m.end))
    return [frozenset(c) for c in found.values() if len(c) >= least]


def in_subset(mention: Mention) -> bool:
    """Whether a mention of the key is a name of, or a pronoun for, a person, organisation or place."""
    return mention.kind in KINDS and mention.upos in TAGS


def response(document: Document) -> dict[Span, tuple[int, str]]:
    """Each mention in a chain as code points, with the number of its chain and the tag of its head."""
    tokens = document.tokens
    return {
        (tokens[m.first].start, tokens[m.last - 1].end): (number, tokens[m.head].upos)
        for number, chain in enumerate(document.chains)
        for m in chain
    }


def grouped(found: Iterable[tuple[Span, int]], least: int = 2) -> Clusters:
    """Clusters of `least` and more spans, by number."""
    out: dict[int, set[Span]] = {}
    for span, number in found:
        out.setdefault(number, set()).add(span)
    return [frozenset(c) for c in out.values() if len(c) >= least]


def whole(key: Key, document: Document) -> tuple[Clusters, Clusters]:
    """Key and response without singletons."""
    return key_clusters(key.mentions), grouped((span, n) for span, (n, _) in response(document).items())


def actors(key: Key, document: Document) -> tuple[Clusters, Clusters]:
    """The same of the subset."""
    chosen = [m for m in key.mentions if in_subset(m)]
    wanted = {(m.start, m.end) for m in chosen}
    known = {(m.start, m.end) for m in key.mentions}
    kept = (
        (span, number)
        for span, (number, tag) in response(document).items()
        if span in wanted or (span not in known and tag in TAGS)
    )
    return key_clusters(chosen), grouped(kept)


def singletons(key: Key, document: Document) -> tuple[Clusters, Clusters]:
    """Key and response with the mentions that stand alone."""
    found = response(document)
    tokens = document.tokens
    spans = {(tokens[m.first].start, tokens[m.last - 1].end) for m in mentions(document)}
    alone = [frozenset({span}) for span in spans - found.keys()]
    return key_clusters(key.mentions, 1), [*grouped((span, n) for span, (n, _) in found.items()), *alone]


Cut = Callable[[Key, Document], tuple[Clusters, Clusters]]
CUTS: dict[str, Cut] = {"whole": whole, "actors": actors, "with singletons": singletons}


def measure(chosen: Sequence[tuple[Key, Document]], cut: Cut) -> dict[str, float]:
    """The figures of `cut` over the documents."""
    tally = Tally()
    for key, document in chosen:
        tally.add(*cut(key, document))
    return tally.figures()


def main() -> int:
    """Measure GUM dev: everything, its news, and each genre."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--weights", type=Path)
    given = options.parse_args()
    if not corpora.root().is_dir():
        print(f"skipped: no corpora at {corpora.root()}")
        return 0
    golds = list(keys("dev"))
    read = list(zip(golds, Core(folder=given.weights).parse([k.text for k in golds]), strict=True))
    for name, cut in CUTS.items():
        report(f"gum dev, {name}", measure(read, cut))
    for genre in sorted({k.genre for k in golds}):
        chosen = [(k, d) for k, d in read if k.genre == genre]
        for name in ("whole", "actors"):
            report(f"gum dev {genre}, {name}, {len(chosen)} documents", measure(chosen, CUTS[name]))
    return 0


def report(what: str, figures: dict[str, float]) -> None:
    print(json.dumps({"part": "coref", "on": what, **figures}), flush=True)


if __name__ == "__main__":
    sys.exit(main())
