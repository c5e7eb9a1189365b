"""What the coreference head knows of each mention: arrays over the mentions of a document, plain numpy.

Shared by training and reading. The words that it treats apart are in `data/coref.toml`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from readout.language.document import Document, Mention, Token

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]

WORDS = 6
"""Content words of a mention that are compared."""

_CLASSES = ("name", "definite", "possessed", "demonstrative", "indefinite", "bare", "number", "pronoun")
_GROUPS = ("i", "we", "you", "he", "she", "it", "they", "this", "these", "one", "other")
_RELATIONS = ("nsubj", "nsubj:pass", "obj", "iobj", "obl", "nmod", "nmod:poss", "appos", "conj", "root", "compound")
_LABELS = ("PERSON", "ORGANIZATION", "PLACE", "MISC")
_NUMBERS = ("singular", "plural")
_GENDERS = ("f", "m")
_FLAGS = ("joined", "quoted", "saying", "capital", "reflexive", "first", "long", "owned")

_ONEHOT = {
    "kind": len(_CLASSES), "group": len(_GROUPS), "relation": len(_RELATIONS) + 1, "label": len(_LABELS),
    "number": len(_NUMBERS), "gender": len(_GENDERS),
}  # fmt: skip
"""Values of the columns that go into the head one input a value; -1 stands for none of them."""

MENTION_WIDTH = sum(_ONEHOT.values()) + len(_FLAGS)


@dataclass(frozen=True, slots=True)
class Described:
    """Arrays over the mentions of a document, in text order.

    `onehot` (mentions, MENTION_WIDTH) goes into the head as it is; `spans` (mentions, 2) holds first and past the last
    token; `words` and `modifiers` (WORDS, mentions) number lemmas, 0 for none. The others, one value a mention, serve
    pairs: indices of tokens, places in the lists above (-1 for none), numbers of words and strings (0 for none). `keys`
    number what earlier mentions are looked up by.
    """

    onehot: Floats
    spans: Ints
    words: Ints
    modifiers: Ints
    keys: tuple[tuple[int, ...], ...]
    heads: Ints
    sentence: Ints
    quote: Ints
    governor: Ints
    subject_of: Ints
    appositive_of: Ints
    head_word: Ints
    string: Ints
    acronym: Ints
    capital: Ints
    group: Ints
    relation: Ints
    label: Ints
    number: Ints
    gender: Ints

    def __len__(self) -> int:
        return len(self.heads)


class _Numbers(dict[str, int]):
    """Numbers strings from 1 as they come."""

    def __missing__(self, key: str) -> int:
        self[key] = len(self) + 1
        return self[key]


class _Words(NamedTuple):
    """What is compared of a mention's words, as numbers."""

    lemmas: list[int]
    modifiers: list[int]
    keys: tuple[int, ...]
    head_word: int
    string: int
    acronym: int


def describe(document: Document, found: Sequence[Mention]) -> Described:
    """The arrays for `found`, mentions of `document`."""
    numbers, quotes = _Numbers(), _quotes(document)
    said = [_words(document, mention, numbers) for mention in found]
    rows = [_grammar(document, mention, quotes) for mention in found]
    table = np.array(rows, np.int32).reshape(len(rows), -1).T
    columns = dict(zip(_GRAMMAR, table, strict=False))
    onehot = np.zeros((len(rows), MENTION_WIDTH), np.float32)
    at = 0
    for name, size in _ONEHOT.items():
        chosen = np.flatnonzero(columns[name] >= 0)
        onehot[chosen, at + columns[name][chosen]] = 1
        at += size
    onehot[:, at:] = table[len(_GRAMMAR) :].T
    return Described(
        onehot,
        np.array([(m.first, m.last) for m in found], np.int32).reshape(-1, 2),
        _padded([w.lemmas for w in said]),
        _padded([w.modifiers for w in said]),
        tuple(w.keys for w in said),
        head_word=np.array([w.head_word for w in said], np.int32),
        string=np.array([w.string for w in said], np.int32),
        acronym=np.array([w.acronym for w in said], np.int32),
        **{name: column for name, column in columns.items() if name != "kind"},
    )


def _padded(rows: Sequence[list[int]]) -> Ints:
    """The last `WORDS` of each row, one column a row, 0 where there are fewer."""
    out = np.zeros((WORDS, len(rows)), np.int32)
    for i, row in enumerate(rows):
        if row:
            out[: min(WORDS, len(row)), i] = row[-WORDS:]
    return out


_GRAMMAR = (
    "heads", "sentence", "quote", "governor", "subject_of", "appositive_of", "capital",
    "kind", "group", "relation", "label", "number", "gender",
)  # fmt: skip


def _grammar(document: Document, mention: Mention, quotes: list[int]) -> tuple[int, ...]:
    """The values of `_GRAMMAR`, then of `_FLAGS`."""
    tokens = document.tokens
    head = tokens[mention.head]
    inside = tokens[mention.first : mention.last]
    owned = _owned(document, mention)
    kind, group = _class(head, mention, inside, owned)
    name = document.name_at.get(head.i) if group < 0 else None
    relation = _RELATION_AT.get(head.deprel, _RELATION_AT.get(head.relation, len(_RELATIONS)))
    governor = head.head if head.head != head.i else -1
    saying = governor >= 0 and head.relation == "nsubj" and tokens[governor].lemma in lexicon().saying
    capital = head.upos == "PROPN"
    return (
        head.i, head.sentence, quotes[head.i], governor, _predicated(document, head),
        governor if head.relation == "appos" else -1, capital,
        kind, group, relation, _LABELS.index(name.label) if name is not None else -1, _number(head, group, mention),
        _gender(inside, head, group),
        mention.joined, quotes[head.i] > 0, saying, capital, head.text.lower().endswith(("self", "selves")),
        head.sentence == 0, mention.last - mention.first > 5, owned,
    )  # fmt: skip


_RELATION_AT = {name: i for i, name in enumerate(_RELATIONS)}
_CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "VERB", "X", "SYM"})
_MODIFIERS = frozenset({"PROPN", "ADJ", "NUM", "NOUN"})


def _words(document: Document, mention: Mention, numbers: _Numbers) -> _Words:
    tokens = document.tokens
    head = tokens[mention.head]
    if head.upos in ("PRON", "DET") and not mention.joined:
        group = lexicon().group.get(head.text.lower(), _GROUPS.index("other"))
        return _Words([], [], (numbers[f"_{group}"],), 0, numbers[head.text.lower()], 0)
    inside = tokens[mention.first : mention.last]
    content = [t for t in inside if t.upos in _CONTENT]
    near = [t for t in content if t.i <= mention.head or t.upos == "PROPN"] or content
    lemmas = [numbers[t.lemma.lower()] for t in near]
    modifiers = [n for t, n in zip(near, lemmas, strict=True) if t.i != mention.head and t.upos in _MODIFIERS]
    head_word = numbers[head.lemma.lower()]
    names = [n for t, n in zip(near, lemmas, strict=True) if t.upos == "PROPN"]
    keys = [head_word, *names[:WORDS]]
    acronym = 0
    if len(names) > 1:
        acronym = numbers["".join(t.text[0] for t in near if t.upos == "PROPN").lower()]
        keys.append(acronym)
    return _Words(lemmas, modifiers, tuple(dict.fromkeys(keys)), head_word, numbers["=" + _plain(inside)], acronym)


class Lexicon(NamedTuple):
    """coref.toml, turned about: for each word what it tells."""

    group: dict[str, int]
    determiner: dict[str, str]
    gender: dict[str, int]
    saying: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The words of coref.toml."""
    text = (files("readout.language") / "data" / "coref.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    group = {word: _GROUPS.index(name) for name, words in data["pronouns"].items() for word in words}
    determiner = {word: name for name, words in data["determiners"].items() for word in words}
    gender = {word: _GENDERS.index(name) for name, words in data["gender"].items() for word in words}
    return Lexicon(group, determiner, gender, frozenset(data["saying"]["verbs"]))


def _class(head: Token, mention: Mention, inside: Sequence[Token], owned: bool) -> tuple[int, int]:
    """The place of a mention's class in `_CLASSES`, and for a pronoun that of its group, else -1."""
    if head.upos in ("PRON", "DET") and not mention.joined:
        return _CLASSES.index("pronoun"), lexicon().group.get(head.text.lower(), _GROUPS.index("other"))
    told = lexicon().determiner.get(inside[0].text.lower()) if inside[0].i != mention.head else None
    kind = {"NUM": "number", "PROPN": "name"}.get(head.upos) or ("possessed" if owned else told or "bare")
    return _CLASSES.index(kind), -1


def _owned(document: Document, mention: Mention) -> bool:
    return any(document.tokens[c].deprel == "nmod:poss" for c in document.children[mention.head])


_PLURAL_GROUPS = frozenset({_GROUPS.index(g) for g in ("we", "they", "these")})
_NO_NUMBER = frozenset({_GROUPS.index(g) for g in ("you", "one", "other")})


def _number(head: Token, group: int, mention: Mention) -> int:
    if mention.joined or head.xpos in ("NNS", "NNPS") or group in _PLURAL_GROUPS:
        return 1
    return -1 if group in _NO_NUMBER or head.upos == "NUM" else 0


def _gender(inside: Sequence[Token], head: Token, group: int) -> int:
    if group >= 0:
        return {_GROUPS.index("she"): 0, _GROUPS.index("he"): 1}.get(group, -1)
    known = lexicon().gender
    found = known.get(head.lemma.lower(), -1)
    return found if found >= 0 else next((known[w] for t in inside[:2] if (w := t.text.lower()) in known), -1)


def _predicated(document: Document, head: Token) -> int:
    """The noun that the mention is said to be: the head of "is", where `head` is its subject; else -1."""
    if head.relation != "nsubj" or head.head == head.i:
        return -1
    return head.head if document.dependents(head.head, "cop") else -1


_ARTICLES = frozenset({"the", "a", "an", "this", "that", "these", "those", "'s", "’", "'"})


def _plain(inside: Sequence[Token]) -> str:
    return " ".join(w for t in inside if t.upos != "PUNCT" and (w := t.text.lower()) not in _ARTICLES)


def _quotes(document: Document) -> list[int]:
    """For each token the number of the quotation that it stands in, 0 outside; a paragraph's end closes all."""
    out, inside, count = [], False, 0
    previous = 0
    for token in document.tokens:
        if "\n\n" in document.text[previous : token.start]:
            inside = False
        previous = token.end
        mark = token.text
        opening, closing = mark in ("“", "``"), mark in ("”", "''")
        if mark == '"':
            opening, closing = not inside, inside
        if opening:
            inside, count = True, count + 1
        out.append(count if inside else 0)
        if closing:
            inside = False
    return out


def vectors(words: Floats, d: Described) -> Floats:
    """The word vectors of each mention: its head's, and the mean of its first and last."""
    ends = (words[d.spans[:, 0]] + words[d.spans[:, 1] - 1]) / 2
    return np.concatenate([words[d.heads], ends], 1).astype(np.float32)
