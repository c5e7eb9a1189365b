"""The language core's names put right: halves joined, titles and stray words cut off, mere words left out."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from functools import lru_cache

from readout.actors.knowledge import knowledge
from readout.actors.tables import agents, given_names, key, roles, words
from readout.language.document import Document, Sentence

_STRAY = frozenset({"ADP", "DET", "CCONJ", "PUNCT", "SYM", "AUX", "SCONJ"})
_LINKS = ("of", "for", "to", "and")
_HEADLINE = 0.9
"""Share of capitalised words from which a sentence is a headline, where capitals tell nothing."""
_HEADLINE_WORDS = 4
_QUOTED = 8
"""Tokens of the longest title between quotation marks."""
_OPEN = ('"', "``", "\u201c", "\u2018")
_CLOSE = ('"', "''", "\u201d", "\u2019")


@dataclass(frozen=True, slots=True)
class Piece:
    """One of the core's names over tokens [`first`, `last`), with the core's label."""

    first: int
    last: int
    label: str


def recognised(doc: Document) -> list[Piece]:
    """The core's persons, bodies and places in text order, without overlap; halves joined, what is no name left out."""
    merged: list[Piece] = []
    for name in doc.names:
        if merged and _one_person(doc, merged[-1], name.first, name.label):
            merged[-1] = Piece(merged[-1].first, name.last, merged[-1].label)
        elif name.label in ("PERSON", "ORGANIZATION", "PLACE"):
            merged.append(Piece(name.first, name.last, name.label))
    out: list[Piece] = []
    headlines = {s.i for s in doc.sentences if _is_headline(doc, s)}
    for piece in (_trimmed(doc, p, merged) for p in merged):
        if (
            piece.last > piece.first
            and (not out or piece.first >= out[-1].last)
            and not _no_name(doc, piece, headlines)
        ):
            out.append(piece)
    return out


def _one_person(doc: Document, left: Piece, first: int, label: str) -> bool:
    tokens = doc.tokens
    if left.label != "PERSON" or label != "PERSON" or tokens[left.last - 1].sentence != tokens[first].sentence:
        return False
    between = [tokens[i].text for i in range(left.last, first)]
    return between == ["-"] or not between


def _trimmed(doc: Document, name: Piece, every: list[Piece]) -> Piece:
    first, last = name.first, name.last
    tokens = doc.tokens
    cut = _stripped(doc, first, last, name.label)
    if cut[1] == cut[0]:
        return Piece(first, first, name.label)
    first, last = _particles(doc, *cut)
    if name.label == "PERSON" and last - first > 1:
        last = _second_half(doc, last)
    if name.label == "ORGANIZATION":
        last = _whole(doc, first, last, every, open_end=cut[1] < name.last and tokens[cut[1]].upos == "ADP")
    if name.label != "PERSON":
        return Piece(first, last, name.label)
    first = _after_title(doc, first, last)
    first = last if _ends_in_title(doc, first, last) else _after_nation(doc, first, last)
    first = _after_office(doc, first, last)
    text = key(doc.words(first, last)) if last > first else ""
    common = text in roles() or text in agents() or text in words()["reference"]["country"]
    if (common and not _courtesy_before(doc, first)) or text in words()["names"]["divine"]:
        return Piece(first, first, name.label)
    return Piece(first, last, name.label)


def _stripped(doc: Document, first: int, last: int, label: str) -> tuple[int, int]:
    """Without prepositions, articles, brackets and small-letter adjectives at either end."""
    tokens = doc.tokens
    particles = words()["names"]["particles"]
    while first < last and (
        tokens[last - 1].text in ("'s", ",", ".", "-", "'", "\u2019")
        or (tokens[last - 1].upos in _STRAY and tokens[last - 1].text.lower() not in particles)
    ):
        last -= 1
    while first < last:
        token = tokens[first]
        stray = token.upos in _STRAY and not (token.upos == "DET" and token.text == "The" and last - first > 1)
        if not (stray or _small_adjective(doc, first, label)) or token.text.lower() in particles:
            break
        first += 1
    return first, last


def _small_adjective(doc: Document, i: int, label: str) -> bool:
    """A small-letter word before a body's name that is none of it: "independent Authority", "intelligence Agency"."""
    tokens = doc.tokens
    if label != "ORGANIZATION" or not tokens[i].text.islower() or i + 1 >= len(tokens):
        return False
    return tokens[i + 1].text[:1].isupper() and tokens[i].end < tokens[i + 1].start


def _particles(doc: Document, first: int, last: int) -> tuple[int, int]:
    """With the halves about a hyphen that the tokens part: "al" - "Assad", "Al" - "Shabaab"."""
    tokens, particles = doc.tokens, words()["names"]["particles"]
    while first > 1 and tokens[first - 1].text == "-" and _glued(doc, first - 2, first):
        if tokens[first - 2].text.lower() not in particles:
            break
        first -= 2
    while last > first and last + 1 < len(tokens):
        ends = tokens[last - 1].text.lower()
        if ends in particles and tokens[last].text == "-" and _glued(doc, last - 1, last + 1):
            last += 2
        elif ends in particles and tokens[last].xpos == "NNP":
            last += 1
        else:
            break
    return first, last


def _second_half(doc: Document, last: int) -> int:
    """The end of a person's name that the core cut at a hyphen: "Kim Yong" - "Nam"."""
    tokens = doc.tokens
    if last + 1 < len(tokens) and tokens[last].text == "-" and tokens[last + 1].xpos == "NNP":
        return last + 2 if _glued(doc, last - 1, last + 1) else last
    return last


def _glued(doc: Document, left: int, right: int) -> bool:
    return all(doc.tokens[i].end == doc.tokens[i + 1].start for i in range(left, right))


def _whole(doc: Document, first: int, last: int, every: list[Piece], *, open_end: bool) -> int:
    """The end of a body's name that the core cut at a link: "Authority for" + "the Protection of Personal Data"."""
    tokens, end = doc.tokens, doc.sentence_of(first).last
    pieces = {p.first: p for p in every}
    while last + 1 < end:
        i = last
        if tokens[i].text in ("'s", "'", "\u2019") and _people(tokens[i - 1].text):
            following = _capitals(doc, i + 1, end)
            return following if following > i + 1 else last
        if tokens[i].text not in _LINKS or not (open_end or tokens[i].text == "for"):
            return last
        i += 1
        if tokens[i].text == "the":
            i += 1
        piece = pieces.get(i)
        if piece is not None and piece.label != "ORGANIZATION":
            return last
        following = piece.last if piece is not None else _capitals(doc, i, end)
        if following <= i or (tokens[last].text in ("and", "to") and not open_end):
            return last
        last, open_end = following, True
        while tokens[last - 1].upos in _STRAY:
            last -= 1
    return last


def _people(word: str) -> bool:
    """Whether a plural of people ends a name's first half: "People's Court", "Workers' Party"."""
    return word in ("People", "Peoples", "Children", "Women", "Men", "Workers", "Farmers", "Teachers", "Writers")


def _capitals(doc: Document, first: int, end: int) -> int:
    i = first
    while i < end and doc.tokens[i].text[:1].isupper() and doc.tokens[i].xpos.startswith(("NN", "JJ")):
        i += 1
    return i


def _ends_in_title(doc: Document, first: int, last: int) -> bool:
    """Whether the core took a mere title for a person: "Russian Foreign Minister", not "Larry King"."""
    if last - first > 1 and key(doc.tokens[first].text) in given_names() and doc.tokens[first].text[:1].isupper():
        return False
    return not _courtesy_before(doc, first) and any(
        key(doc.words(begin, last)) in roles() for begin in range(first, last)
    )


def _courtesy_before(doc: Document, first: int) -> bool:
    """Whether "Mr." or "Mrs." stands before the token."""
    courtesy = words()["courtesy"]
    return first > 0 and doc.tokens[first - 1].text.lower().rstrip(".") in (*courtesy["m"][:1], *courtesy["f"])


def _after_nation(doc: Document, first: int, last: int) -> int:
    """The token after a nationality, or the land of an envoy ("to Norland Ann Orlova"), that is in a person's name."""
    meaning = knowledge().lookup(doc.words(first, first + 1)) if last - first > 1 else None
    if meaning is None:
        return first
    before = [t.text.lower() for t in doc.tokens[max(0, first - 2) : first]]
    land = meaning.entry.kind in ("country", "organisation") and last - first > 2
    near = before[-1:] in (["to"], ["with"], ["from"], ["against"], ["in"])
    land = land and (near or before == ["to", "the"])
    return first + 1 if meaning.via == "adjective" or land else first


def _after_title(doc: Document, first: int, last: int) -> int:
    """The token after a title or courtesy that the core took into a person's name."""
    courtesy = {c for group in words()["courtesy"].values() for c in group}
    for cut in range(last - 1, first, -1):
        for begin in range(first, cut):
            text = key(doc.words(begin, cut))
            if text in roles() or text in courtesy or text in words()["short_titles"]:
                return cut
    return first


def _after_office(doc: Document, first: int, last: int) -> int:
    """The token after words of an office that the core left on a full name: "Commerce" of a minister's."""
    while last - first > 2:
        word = key(doc.tokens[first].text)
        if word not in _office_words() or word in given_names():
            break
        first += 1
    return first


@lru_cache(maxsize=1)
def _office_words() -> frozenset[str]:
    return frozenset(w for title in roles() for w in title.split() if len(w) > 3)


# -- what is no name


def _no_name(doc: Document, piece: Piece, headlines: Set[int]) -> bool:
    """Whether the words name nobody: a bare "New", a title in quotation marks, words of a headline alone.

    `headlines` are the numbers of the sentences that are headlines.
    """
    text = doc.words(piece.first, piece.last)
    if is_mere_word(text) or text.islower() or _title_in_quotes(doc, piece):
        return True
    if piece.label != "PERSON" and _of_an_office(doc, piece):
        return True
    headline = doc.tokens[piece.first].sentence in headlines
    return piece.label != "PERSON" and headline and not _again(doc, piece, headlines)


def _of_an_office(doc: Document, piece: Piece) -> bool:
    """Whether the name is but the field of an office: "State" in "Minister of State", "Labour" in "Secretary for"."""
    first, tokens = piece.first, doc.tokens
    if first < 2 or tokens[first - 1].text not in ("of", "for"):
        return False
    head = key(tokens[first - 2].text)
    field = all(key(t.text) in _office_words() for t in tokens[first : piece.last] if len(t.text) > 3)
    return head in ("minister", "ministers", "secretary", "commissioner") and field


def is_mere_word(text: str) -> bool:
    """Whether a name is only a word that names nothing by itself, or has no letters."""
    return key(text) in words()["names"]["never"] or not any(c.isalpha() for c in text)


def _is_headline(doc: Document, sentence: Sentence) -> bool:
    """Whether all words of a sentence wear capitals, its verbs among them."""
    inside = doc.tokens[sentence.first : sentence.last]
    if any(t.text.islower() and t.xpos.startswith(("VB", "MD")) for t in inside):
        return False
    long = [t.text for t in inside if t.text.isalpha() and len(t.text) > 3]
    return len(long) >= _HEADLINE_WORDS and sum(w[0].isupper() for w in long) >= _HEADLINE * len(long)


def _again(doc: Document, piece: Piece, headlines: Set[int]) -> bool:
    """Whether the text holds the name once more outside headlines."""
    said, tokens = [t.text for t in doc.tokens[piece.first : piece.last]], doc.tokens
    return any(
        token.text == said[0]
        and token.sentence not in headlines
        and [t.text for t in tokens[token.i : token.i + len(said)]] == said
        for token in tokens
    )


def _title_in_quotes(doc: Document, piece: Piece) -> bool:
    """Whether the name is part of a title set in quotation marks: every long word between them wears a capital."""
    if piece.label == "PERSON":
        return False
    tokens, sentence = doc.tokens, doc.sentence_of(piece.first)
    floor, ceiling = max(sentence.first, piece.first - _QUOTED), min(sentence.last, piece.last + _QUOTED)
    before = next((i for i in range(piece.first - 1, floor - 1, -1) if tokens[i].text in _OPEN), None)
    after = next((i for i in range(piece.last, ceiling) if tokens[i].text in _CLOSE), None)
    if before is None or after is None or after - before > _QUOTED:
        return False
    long = [t.text for t in tokens[before + 1 : after] if t.text.isalpha() and len(t.text) > 3]
    return all(w[0].isupper() for w in long) and len(long) > 1
