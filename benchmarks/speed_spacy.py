"""Speed of spaCy's small English architecture on the same reports and processor cores as `speed.py`.

    python -m benchmarks.speed_spacy [--reports N] [--cores N]     (in an environment with spaCy 3)

The layout is that of en_core_web_sm 3 (one embedding layer of width 96 for tagger and parser, another for names, hash
tables of 5000, 1000, 2500 and 2500 rows), with untrained weights: they do for timing, since the work per word is the
same. No lemmatiser and no attribute ruler run, which favours spaCy a little. spaCy is no dependency of Readout; make an
environment of its own. Reads ../shared/corpora/newswire.
"""

from __future__ import annotations

import argparse
import importlib
import os
import random
import sys
import time
from typing import Any

from benchmarks.speed import NEWSWIRE, peak_memory, texts

LABELS = 45
"""Labels of the parser; 50 tags and 18 kinds of names are as in en_core_web_sm."""
LISTENER = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}
TOK2VEC = {
    "@architectures": "spacy.Tok2Vec.v2",
    "embed": {
        "@architectures": "spacy.MultiHashEmbed.v2",
        "width": 96,
        "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"],
        "rows": [5000, 1000, 2500, 2500, 50, 50],
        "include_static_vectors": False,
    },
    "encode": {
        "@architectures": "spacy.MaxoutWindowEncoder.v2",
        "width": 96,
        "depth": 4,
        "window_size": 1,
        "maxout_pieces": 3,
    },
}


def transition(state: str, tok2vec: dict[str, Any]) -> dict[str, Any]:
    """Settings of a transition model, for the parser or for names."""
    return {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": state,
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "nO": None,
        "tok2vec": tok2vec,
    }


def pipeline(spacy: Any, samples: list[str]) -> Any:
    """The untrained pipeline, its labels made up from a few sentences with random annotation."""
    example = importlib.import_module("spacy.training").Example
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec", config={"model": TOK2VEC})
    nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "nO": None, "tok2vec": LISTENER}})
    nlp.add_pipe("parser", config={"model": transition("parser", LISTENER)})
    nlp.add_pipe("ner", config={"model": transition("ner", TOK2VEC)})
    dice = random.Random(7)
    examples = []
    for text in samples:
        doc = nlp.make_doc(text[:1500])
        count = len(doc)
        heads = [max(0, i - 1) for i in range(count)]
        deps = ["ROOT" if i == 0 else f"d{dice.randrange(LABELS)}" for i in range(count)]
        names = [f"U-n{dice.randrange(18)}" if dice.random() < 0.1 else "O" for _ in range(count)]
        tags = [f"t{dice.randrange(50)}" for _ in range(count)]
        examples.append(example.from_dict(doc, {"heads": heads, "deps": deps, "entities": names, "tags": tags}))
    nlp.initialize(lambda: examples)
    return nlp


def main() -> int:
    """Times one run and prints its figures."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--reports", type=int, default=400, help="reports to read (0: all 2,043)")
    options.add_argument("--cores", type=int, default=2, help="processor cores to use")
    given = options.parse_args()
    if not NEWSWIRE.is_file():
        print(f"skipped: no corpus at {NEWSWIRE}")
        return 0
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, set(sorted(os.sched_getaffinity(0))[: given.cores]))
    try:
        spacy = importlib.import_module("spacy")
    except ImportError:
        print("skipped: spaCy is not installed in this environment")
        return 0
    rows = texts(given.reports)
    nlp = pipeline(spacy, [text for text, _ in rows[:20]])
    list(nlp.pipe([rows[0][0]]))
    for processes in sorted({1, given.cores}):
        begin = time.perf_counter()
        words = sum(len(doc) for doc in nlp.pipe((text for text, _ in rows), n_process=processes))
        seconds = time.perf_counter() - begin
        print(f"spaCy {spacy.__version__}, {processes} processes: {words} words, {words / seconds:,.0f} words/s")
    print(f"peak memory {peak_memory():.0f} MB (of the first process)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
