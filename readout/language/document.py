"""What the language core sees in a text: the types that every later room reads.

A `Document` is made once by `readout.language.Core` and never changed. Character offsets are Unicode code
points into `Document.text`, start inclusive, end exclusive; token offsets are indices into `Document.tokens`,
start inclusive, end exclusive.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Token:
    """One syntactic word.

    `i` is its index in the document, `start` and `end` its code points, `text` what stands there (a clitic with a plain
    apostrophe: "n't" for "n’t"), `head` the document index of its
    syntactic head (its own index for the root of a sentence), `deprel` the UD v2 relation with its subtype
    ("nsubj:pass"), `xpos` the Penn tag ("VBD"), `upos` the universal tag ("VERB").
    """

    i: int
    start: int
    end: int
    text: str
    lemma: str
    upos: str
    xpos: str
    head: int
    deprel: str
    sentence: int

    @property
    def relation(self) -> str:
        """The universal relation, without its subtype: "nsubj:pass" -> "nsubj"."""
        return self.deprel.partition(":")[0]

    @property
    def is_root(self) -> bool:
        """Whether the token is the root of its sentence."""
        return self.head == self.i


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its index, its tokens [`first`, `last`) and its code points [`start`, `end`)."""

    i: int
    first: int
    last: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens [`first`, `last`) that refer to something; `head` is the word that carries it; `joined` a coordination."""

    first: int
    last: int
    head: int
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """A named mention over tokens [`first`, `last`); `label` is PERSON, ORGANIZATION, PLACE or MISC.

    MISC holds demonyms and adjectives of nationality ("Russian"), and named events and laws.
    """

    first: int
    last: int
    label: str


@dataclass(frozen=True, slots=True)
class EventTag:
    """What the event head says of one token, in TimeML's terms.

    `kind` is OCCURRENCE, STATE, REPORTING, ACTION (I_ACTION), INTENTION (I_STATE), ASPECTUAL or PERCEPTION;
    `negative` is TimeML's polarity; `modal` whether it depends on a modal or a condition; `score` the
    probability (0-1) that the token is an event at all.
    """

    token: int
    kind: str
    negative: bool
    modal: bool
    score: float


@dataclass(frozen=True, slots=True)
class Attribution:
    """Tags of the attribution head, one probability (0-1) for each token of the document.

    `cue`, `source` and `content` are the probabilities that the token stands in a cue ("said"), a source
    ("the ministry") or the content of any attribution.
    """

    cue: tuple[float, ...]
    source: tuple[float, ...]
    content: tuple[float, ...]


@dataclass(frozen=True)
class Document:
    """A text with everything that the language core says of it."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...] = ()
    event_tags: tuple[EventTag, ...] = ()
    attribution: Attribution | None = None
    vectors: NDArray[np.float32] | None = field(default=None, repr=False, compare=False)
    """Contextual vectors, array (tokens, width), for `Core.relate`; `None` where no core made the document."""
    chains: tuple[tuple[Mention, ...], ...] = ()
    """Mentions that mean the same, two and more a chain, each in text order; chains by their first mention."""

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """For each token the indices of its direct dependents, in text order."""
        out: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.i:
                out[token.head].append(token.i)
        return tuple(tuple(c) for c in out)

    @cached_property
    def name_at(self) -> dict[int, Name]:
        """The name that covers each token index, where there is one."""
        return {i: name for name in self.names for i in range(name.first, name.last)}

    @cached_property
    def lemmas(self) -> dict[int, str]:
        """The lemma of each token that a rule has asked for, as the rules read it: it is asked for again and again."""
        return {}

    def dependents(self, i: int, *relations: str) -> list[int]:
        """Dependents of token `i` whose relation, full ("nsubj:pass") or universal ("nsubj"), is among `relations`."""
        found = self.children[i]
        if not found:
            return []
        names = self._relations
        return [c for c in found if names[c][0] in relations or names[c][1] in relations]

    @cached_property
    def _relations(self) -> tuple[tuple[str, str], ...]:
        """For each token its full and its universal relation: asked for hundreds of times a sentence."""
        return tuple((token.deprel, token.relation) for token in self.tokens)

    def subtree(self, i: int) -> list[int]:
        """Indices of token `i` and all below it, in text order."""
        out, stack = [], [i]
        while stack:
            node = stack.pop()
            out.append(node)
            stack.extend(self.children[node])
        return sorted(out)

    def ancestors(self, i: int) -> Iterator[int]:
        """Heads of token `i`, nearest first, up to the root of its sentence; `i` itself is left out."""
        tokens, seen = self.tokens, {i}
        while tokens[i].head not in seen:
            i = tokens[i].head
            seen.add(i)
            yield i

    def sentence_of(self, i: int) -> Sentence:
        """The sentence of token `i`."""
        return self.sentences[self.tokens[i].sentence]

    def words(self, first: int, last: int) -> str:
        """The text from token `first` to just before token `last`."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end] if last > first else ""
