"""What the network says of chunks, decoded and put together as a `Document`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from readout.language.decode import best_tree, is_tree, parted, spans
from readout.language.document import Attribution, Document, EventTag, Name, Sentence, Token
from readout.language.headlines import put_right
from readout.language.lemmatize import lemma
from readout.language.pairs import PairHeads
from readout.language.runs import straight
from readout.language.tokenize import Piece

EVENT_THRESHOLD = 0.4
"""Probability from which a word counts as an event: where F1 was highest on the held-out TimeBank."""


START_THRESHOLD = 0.5
"""Probability from which a word begins a sentence that the rules do not see: of .35, .5 and .7, best on EWT and GUM."""


@dataclass(slots=True)
class Read:
    """What was read of one chunk, decoded: lists over its words.

    `sentence` numbers the sentences from 0, `heads` are indices into the chunk.
    """

    sentence: list[int]
    upos: list[str]
    xpos: list[str]
    heads: list[int]
    deprel: list[str]
    names: list[str]
    attribution: NDArray[np.float32]
    events: list[tuple[int, str, bool, bool, float]]
    vectors: NDArray[np.float32]

    @classmethod
    def of(
        cls,
        out: Mapping[str, Any],
        row: int,
        sentence: Sequence[int],
        labels: Mapping[str, list[str]],
        pairs: PairHeads,
    ) -> Read:
        """Decode one row of a batch; `sentence` numbers the sentences that the rules see."""
        n = len(sentence)
        sentence = parted(sentence, out["starts"][row, :n], START_THRESHOLD)
        heads: list[int] = out["heads"][row, :n].tolist()
        relations: list[int] = out["deprel"][row, :n].tolist()
        _repair(out, row, sentence, heads, relations, labels["deprel"], pairs)
        upos, xpos, names = labels["upos"], labels["xpos"], labels["names"]
        return cls(
            sentence,
            [upos[k] for k in out["upos"][row, :n].tolist()],
            [xpos[k] for k in out["xpos"][row, :n].tolist()],
            heads,
            [labels["deprel"][k] for k in relations],
            [names[k] for k in out["names"][row, :n].argmax(-1).tolist()],
            out["attribution"][row, :n].copy(),
            _events(out["kinds"][row, :n], out["flags"][row, :n], labels["events"]),
            out["vectors"][row, :n].copy(),
        )


def _events(
    kinds: NDArray[np.float32], flags: NDArray[np.float32], names: list[str]
) -> list[tuple[int, str, bool, bool, float]]:
    scores = 1 - kinds[:, 0]
    best = kinds[:, 1:].argmax(-1) + 1
    return [
        (int(i), names[best[i]], bool(flags[i, 0] >= 0.5), bool(flags[i, 1] >= 0.5), float(scores[i]))
        for i in np.flatnonzero(scores >= EVENT_THRESHOLD)
    ]


def _repair(
    out: Mapping[str, Any],
    row: int,
    sentence: Sequence[int],
    heads: list[int],
    relations: list[int],
    names: list[str],
    pairs: PairHeads,
) -> None:
    """Where the best heads of a sentence are no tree, take the best tree, and the relations to the new heads."""
    n = len(sentence)
    first = 0
    for end in range(1, n + 1):
        if end < n and sentence[end] == sentence[first]:
            continue
        local = [head - first for head in heads[first:end]]
        if not is_tree(local):
            tree = best_tree(out["arcs"][row, first:end, first:end])
            changed = [first + i for i, (old, new) in enumerate(zip(local, tree, strict=True)) if old != new]
            for i in changed:
                heads[i] = first + tree[i - first]
            if changed:
                _relabel(out, row, changed, heads, relations, names, pairs)
        first = end


def _relabel(
    out: Mapping[str, Any],
    row: int,
    changed: list[int],
    heads: list[int],
    relations: list[int],
    names: list[str],
    pairs: PairHeads,
) -> None:
    root = names.index("root")
    scores = pairs.relation_scores(out["dep"][row, changed], out["head"][row, [heads[i] for i in changed]])
    scores[:, root] = -np.inf
    for i, best in zip(changed, scores.argmax(-1).tolist(), strict=True):
        relations[i] = root if heads[i] == i else best


def assemble(text: str, pieces: Sequence[Piece], reads: Sequence[Read], vectors_limit: int) -> Document:
    """The document of `text` from the spans of its words and what was read of its chunks, in order."""
    tokens: list[Token] = []
    events: list[EventTag] = []
    labels: list[str] = []
    parts = 0
    for read in reads:
        base = len(tokens)
        rows = zip(read.sentence, read.upos, read.xpos, read.heads, read.deprel, strict=True)
        for k, (number, upos, xpos, head, deprel) in enumerate(rows):
            start, end = pieces[base + k]
            form = text[start:end]
            tokens.append(
                Token(
                    base + k,
                    start,
                    end,
                    straight(form),
                    lemma(form, upos, xpos),
                    upos,
                    xpos,
                    base + head,
                    deprel,
                    parts + number,
                )
            )
        events += [EventTag(base + i, kind, negative, modal, score) for i, kind, negative, modal, score in read.events]
        labels += read.names
        parts += read.sentence[-1] + 1 if read.sentence else 0
    tokens = put_right(tokens)
    names = tuple(Name(*span) for span in spans(labels, [t.sentence for t in tokens]))
    vectors = None
    if len(tokens) <= vectors_limit:
        vectors = np.concatenate([r.vectors for r in reads]) if reads else np.zeros((0, 0), np.float32)
    return Document(text, tuple(tokens), _sentences(tokens), names, tuple(events), _attribution(reads), vectors)


def _sentences(tokens: Sequence[Token]) -> tuple[Sentence, ...]:
    firsts = [i for i, token in enumerate(tokens) if i == 0 or token.sentence != tokens[i - 1].sentence]
    return tuple(
        Sentence(number, first, last, tokens[first].start, tokens[last - 1].end)
        for number, (first, last) in enumerate(pairwise([*firsts, len(tokens)]))
    )


def _attribution(reads: Sequence[Read]) -> Attribution:
    if not reads:
        return Attribution((), (), ())
    grid = np.concatenate([read.attribution for read in reads])
    cue, source, content = (tuple(grid[:, k].tolist()) for k in range(3))
    return Attribution(cue, source, content)
