"""Text to `Document`: one pass of the network over batches of chunks, then decoding.

Chunks of all texts of a call are sorted by length and put into batches together, so that little is padding.
Memory is bounded: texts are taken in groups, a long text goes through in many batches, and only what a
`Document` holds is kept of each.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from readout.blas import one_thread
from readout.language import weights as files
from readout.language.assemble import Read, assemble
from readout.language.chunks import HARD_LIMIT, LIMIT, Chunk, arrays, lengths, pack
from readout.language.coref import VECTOR_WIDTH, Coref
from readout.language.document import Document
from readout.language.pairs import PairHeads
from readout.language.pieces import WordPieces
from readout.language.tokenize import Piece, tokenize

BATCH = 1024
"""Word pieces in one batch, padding counted."""

GROUP = 4
"""Batches a thread in the texts that are read together: more keeps more in memory, fewer leaves threads idle."""

AHEAD = 2 * GROUP
"""Batches a thread that are handed to the threads before the first answer is taken."""

VECTORS_LIMIT = 100_000
"""Words: a longer text keeps no vectors (1.5 kB a word), `Core.relate` then reads its sentences once more."""

_NEIGHBOURS = 2
"""Sentences that `Core.relate` takes in, at most, beyond the first that the pair is in."""

Arrays = dict[str, NDArray[np.generic]]
Pair = tuple[Sequence[int], Sequence[int]]
At = tuple[int, int]
"""A chunk: the number of its text in the group, its own number in the text."""


@dataclass(slots=True)
class _Text:
    """A text on its way: its sentences as spans and words, its chunks, what was read of each chunk."""

    text: str
    pieces: list[list[Piece]]
    words: list[list[str]]
    sizes: list[int]
    chunks: list[tuple[int, int]]
    reads: list[Read | None]


@dataclass(frozen=True, slots=True)
class _Group:
    """Texts that are read together: their chunks in batches, and what the graph answers to each batch, in order."""

    texts: list[_Text]
    batches: list[list[At]]
    chunks: list[list[Chunk]]
    answers: Iterator[Arrays]
    running: deque[Future[Arrays]]
    """Batches that the threads have, whose answers were not taken yet."""

    def drop(self) -> None:
        """Take back what no thread has begun: the caller stopped early."""
        for future in self.running:
            future.cancel()


class Core:
    """The language core. Making one loads the weights (some 0.3 s); it is not to be shared between threads."""

    def __init__(self, threads: int | None = None, folder: Path | None = None, *, coref: bool = True) -> None:
        """Load the weights that ship, or those in `folder`; run on `threads` threads, by default one a processor.

        Each batch has one thread, which is faster than to share each matrix out among all. Without `coref` the
        documents have no chains, and the weights of that head are not looked at.

        Raises `WeightsError` where the weights are missing or damaged.
        """
        self._weights = files.load(folder) if folder else files.load()
        self._session = files.session(self._weights)
        self._threads = threads or usable_processors()
        self._pool = ThreadPoolExecutor(self._threads, "readout-core") if self._threads > 1 else None
        self._pieces = WordPieces(self._weights.vocabulary)
        self._pairs = PairHeads(self._weights.pairs, self._weights.relate_heads)
        self._coref = Coref(self._weights.coref) if coref and self._weights.coref else None
        self._outputs = [output.name for output in self._session.get_outputs()]
        self.types: tuple[str, ...] = tuple(self._weights.labels["types"])
        """The PLOVER types, in the order of the columns of `word_types`."""

    def parse(self, texts: Sequence[str]) -> list[Document]:
        """The documents of `texts`, in their order. A text without a word gives a document without tokens."""
        return list(self.parse_stream(texts))

    def parse_stream(self, texts: Iterable[str]) -> Iterator[Document]:
        """As `parse`, one group of texts after the other: the first text alone, so that its document is there at once.

        From then on the graph reads the next group on the threads while the caller works on the documents of this one,
        so `texts` is asked for one group more than what was yielded.
        """
        ahead: _Group | None = None
        started: _Group | None = None
        try:
            for number, group in enumerate(self._groups(texts)):
                started = self._start(group)
                if number == 0 or self._pool is None:
                    yield from self._documents(started)
                    continue
                if ahead:
                    yield from self._documents(ahead)
                ahead = started
            if ahead:
                yield from self._documents(ahead)
        finally:
            for left in (ahead, started):
                if left:
                    left.drop()

    def _groups(self, texts: Iterable[str]) -> Iterator[list[_Text]]:
        """The first text alone, then as many as fill `GROUP` batches a thread."""
        group: list[_Text] = []
        size = limit = GROUP * BATCH * self._threads
        for text in texts:
            prepared = self._prepare(text)
            group.append(prepared)
            size += sum(prepared.sizes)
            if size >= limit:
                yield group
                group, size = [], 0
        if group:
            yield group

    def relate(self, document: Document, pairs: Sequence[Pair], *, given: bool = False) -> list[dict[str, float]]:
        """For each pair (token indices of the actor, of the recipient) the probability of each PLOVER type.

        The sixteen probabilities sum to one less that of a mere statement. A side without tokens counts as unknown.
        `given` is for pairs that a user marks; without it the heads answer whose word `readout.extract.confidence`
        was fitted to weigh, beside all that the lexicon and the parse tell of an act.
        """
        out = []
        for actor, recipient in pairs:
            first, last = self._stretch(document, [*actor, *recipient])
            words = self._vectors(document, first, last)
            sides = ([i - first for i in side if i < last] for side in (actor, recipient))
            with one_thread():
                found = self._pairs.relate(words, *sides, given=given)
            out.append(dict(zip(self.types, (float(p) for p in found), strict=False)))
        return out

    def word_types(self, document: Document, tokens: Sequence[int]) -> NDArray[np.float32]:
        """For each of `tokens` the probabilities of the PLOVER types (columns as in `types`), were it the trigger."""
        if document.vectors is not None:
            words = document.vectors[list(tokens)]
        else:
            rows = [self._vectors(document, i, i + 1)[:1] for i in tokens]
            words = np.concatenate(rows) if rows else np.zeros((0, VECTOR_WIDTH), np.float32)
        with one_thread():
            return self._pairs.types(words)

    def trigger_types(self, document: Document, tokens: Sequence[int]) -> list[dict[str, float]]:
        """`word_types` with the names of the types: for each of `tokens` the probability of each PLOVER type."""
        found = self.word_types(document, tokens)
        return [dict(zip(self.types, map(float, row), strict=True)) for row in found]

    def _stretch(self, document: Document, indices: Sequence[int]) -> tuple[int, int]:
        """The tokens of the sentences that `indices` are in."""
        if not indices:
            return 0, len(document.tokens)
        at = sorted({document.tokens[i].sentence for i in indices})
        last = min(at[-1], at[0] + _NEIGHBOURS)
        return document.sentences[at[0]].first, document.sentences[last].last

    def _vectors(self, document: Document, first: int, last: int) -> NDArray[np.float32]:
        if document.vectors is not None:
            return document.vectors[first:last]
        chunk = Chunk()
        start = document.sentences[document.tokens[first].sentence].first
        stop = document.sentences[document.tokens[last - 1].sentence].last
        chunk.add([t.text for t in document.tokens[start:stop]], self._pieces, 0)
        if chunk.size > 512:
            return np.zeros((last - first, VECTOR_WIDTH), np.float32)
        return self._run([chunk])["vectors"][0, first - start : last - start]  # type: ignore[return-value]

    def _prepare(self, text: str) -> _Text:
        sentences: list[list[Piece]] = []
        for pieces in tokenize(text):
            sentences += self._cut(text, pieces)
        words = [[text[start:end] for start, end in pieces] for pieces in sentences]
        sizes = lengths(words, self._pieces)
        chunks = pack(sizes)
        return _Text(text, sentences, words, sizes, chunks, [None] * len(chunks))

    def _cut(self, text: str, pieces: list[Piece]) -> list[list[Piece]]:
        """Cut a sentence that no chunk could hold (a table, a list without stops) into parts that fit."""
        if len(pieces) < HARD_LIMIT // 8:
            return [pieces]
        out: list[list[Piece]] = [[]]
        room = 0
        for piece in pieces:
            size = len(self._pieces(text[piece[0] : piece[1]]))
            if out[-1] and room + size > HARD_LIMIT - 2:
                out.append([])
                room = 0
            out[-1].append(piece)
            room += size
        return out

    def _start(self, texts: list[_Text]) -> _Group:
        """Put the chunks of `texts` into batches and hand these to the threads."""
        todo = [(i, k) for i, text in enumerate(texts) for k in range(len(text.chunks))]
        made = {(i, k): self._chunk(texts[i], *texts[i].chunks[k]) for i, k in todo}
        todo.sort(key=lambda at: made[at].size)
        batches = self._batches(todo, made)
        chunks = [[made.pop(at) for at in batch] for batch in batches]
        running: deque[Future[Arrays]] = deque()
        return _Group(texts, batches, chunks, self._run_all(chunks, running), running)

    def _documents(self, group: _Group) -> Iterator[Document]:
        for batch, run, out in zip(group.batches, group.chunks, group.answers, strict=True):
            with one_thread():
                for row, ((i, k), chunk) in enumerate(zip(batch, run, strict=True)):
                    group.texts[i].reads[k] = Read.of(out, row, chunk.sentence, self._weights.labels, self._pairs)
        for text in group.texts:
            pieces = [piece for sentence in text.pieces for piece in sentence]
            document = assemble(text.text, pieces, [read for read in text.reads if read], VECTORS_LIMIT)
            text.reads.clear()
            yield self._with_chains(document)

    def _with_chains(self, document: Document) -> Document:
        if self._coref is None:
            return document
        with one_thread():
            return replace(document, chains=self._coref.chains(document))

    def _chunk(self, text: _Text, first: int, last: int) -> Chunk:
        chunk = Chunk()
        for number in range(first, last):
            chunk.add(text.words[number], self._pieces, number - first)
        return chunk

    def _batches(self, todo: list[At], made: dict[At, Chunk]) -> list[list[At]]:
        """`todo`, which is sorted by length, in batches of up to `BATCH` pieces, and at least one a thread."""
        total = sum(made[at].size for at in todo)
        limit = min(BATCH, max(-(-total // self._threads), LIMIT))
        batches: list[list[At]] = []
        for at in todo:
            if not batches or made[at].size * (len(batches[-1]) + 1) > limit:
                batches.append([])
            batches[-1].append(at)
        return batches

    def _run_all(self, batches: Sequence[Sequence[Chunk]], running: deque[Future[Arrays]]) -> Iterator[Arrays]:
        """What the graph says of each batch, in order: one batch a thread, no more than `AHEAD` a thread in memory."""
        if self._pool is None:
            return map(self._run, batches)
        pool, waiting = self._pool, iter(batches)
        running.extend(pool.submit(self._run, batch) for batch in islice(waiting, AHEAD * self._threads))

        def answers() -> Iterator[Arrays]:
            while running:
                yield running.popleft().result()
                running.extend(pool.submit(self._run, batch) for batch in islice(waiting, 1))

        return answers()

    def _run(self, chunks: Sequence[Chunk]) -> Arrays:
        inputs = arrays(chunks)
        return dict(zip(self._outputs, self._session.run(self._outputs, dict(inputs)), strict=True))


def usable_processors() -> int:
    """Processors that this process may use."""
    try:
        return max(1, len(os.sched_getaffinity(0)))
    except AttributeError:
        return max(1, os.cpu_count() or 1)
