"""Stands that adjectives and nouns express: "is opposed to X", "a key ally of X", "its bid to join", "split over X"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from readout.extract.issues import Issue, complement, frames, is_public, lexicon, noun_issue, words
from readout.extract.stance import Stand, is_asked, is_care, is_nowise, made, reached
from readout.extract.syntax import case_of, is_infinitive, lemma, negated, objects, obliques, owners, surface_subjects
from readout.language.document import Document

_SIGNS = (1, -1)


def of_adjective(doc: Document, i: int) -> Iterator[Stand]:
    """Stands of who is so: "is opposed to X", "is keen to do X", "is split over X"."""
    word = doc.tokens[i].text.lower()
    if word not in _all_adjectives() or is_asked(doc, i):
        return
    for sign in _SIGNS:
        key = "inf_for" if sign > 0 else "inf_against"
        inner = [c for c in doc.dependents(i, "xcomp", "advcl", "ccomp", "acl") if is_infinitive(doc, c)]
        if inner and word in words("adjective", key):
            holders = surface_subjects(doc, i)
            yield from made(doc, i, complement(doc, inner[0], sign), f"{word!r} with an infinitive", holders)
            return
        nouns = reached(doc, i, frames("adjective", sign).get(word, []))
        if nouns and not is_care(doc, word, nouns[0]):
            holders = surface_subjects(doc, i)
            yield from made(doc, i, noun_issue(doc, nouns[0], sign), f"{word!r} {case_of(doc, nouns[0])}", holders)
            return
    if word in words("undecided", "adjectives"):
        yield from undecided(doc, i, i)


@cache
def _all_adjectives() -> frozenset[str]:
    """Every adjective that `_of_adjective` asks for, as it stands."""
    plain = [("adjective", "inf_for"), ("adjective", "inf_against"), ("undecided", "adjectives")]
    return frozenset[str]().union(*(words(*key) for key in plain), *(frames("adjective", sign) for sign in _SIGNS))


def of_noun(doc: Document, i: int) -> Iterator[Stand]:
    """Stands that a noun names: "a key ally of X", "its bid to join X", "disagreements remain on X"."""
    name = lemma(doc, i)
    for sign in _SIGNS:
        key = "for" if sign > 0 else "against"
        if name in words("noun", key):
            holders = doc.dependents(i, "nsubj") or _partitive(doc, i)
            nouns = obliques(doc, i, "of") or doc.dependents(i, "nmod:poss")
            if holders and nouns:
                yield from made(doc, i, noun_issue(doc, nouns[0], sign), f"{name!r} of it", holders)
                return
        prepositions = frames("held", sign).get(name)
        if prepositions is not None:
            yield from _held(doc, i, sign, prepositions)
            return
    if name in words("undecided", "nouns") and not doc.tokens[i].is_root:
        verb = doc.tokens[i].head
        remain = words("undecided", "noun_verbs")
        said = doc.tokens[i].relation == "nsubj" and lemma(doc, verb) in remain
        beside = {doc.tokens[k].text.lower() for k in range(max(0, i - 3), i)} & {"with", "amid", "despite"}
        aside = bool(beside) and any(lemma(doc, c) in remain for c in doc.dependents(i, "acl"))
        if said or aside:
            yield from undecided(doc, verb, i)


def _partitive(doc: Document, i: int) -> list[int]:
    """The subject of "one of the key backers of X"."""
    up = doc.tokens[i].head
    return doc.dependents(up, "nsubj") if doc.tokens[i].relation == "nmod" and lemma(doc, up) == "one" else []


def _held(doc: Document, i: int, sign: int, prepositions: list[str]) -> Iterator[Stand]:
    """A noun of a stand with its holder: "its bid to join", "Britain's opposition to the plan"."""
    holders = doc.dependents(i, "nmod:poss") or obliques(doc, i, "by", "from") or _compound(doc, i)
    if not holders:
        holders = [o for o in owners(doc, i) if "of" not in prepositions]
    inner = [c for c in doc.dependents(i, "acl") if is_infinitive(doc, c)] + reached(doc, i, prepositions)
    doubted = any(lemma(doc, c) in words("lists", "doubted") for c in doc.dependents(i, "amod"))
    up = doc.tokens[i].head
    if is_asked(doc, i) or is_nowise(doc, up) or (negated(doc, up) and doc.tokens[i].relation == "obj"):
        return
    if holders and inner and not doubted:
        issue = noun_issue(doc, inner[0], sign)
        if issue and is_public(doc, issue):
            yield Stand(tuple(holders), issue, i, f"{lemma(doc, i)!r} held")


def _compound(doc: Document, i: int) -> list[int]:
    """A name before the noun: "a German proposal", "European Commission recommendation"."""
    found = [c for c in doc.dependents(i, "compound", "amod") if c in doc.name_at]
    return found[:1]


def undecided(doc: Document, i: int, named_by: int) -> Iterator[Stand]:
    """Who is divided over what: the question after "on", "over" of the word or of its verb."""
    prepositions = lexicon()["undecided"]["prepositions"]
    places = [named_by, i, *doc.dependents(named_by, "acl"), *doc.dependents(named_by, "advcl")]
    found = next((o for p in places for o in reached(doc, p, prepositions)), None)
    if found is None:
        found = _next_noun(doc, named_by, prepositions)
    if found is None:
        return
    issue = _question(doc, found)
    if issue:
        yield Stand(
            tuple(surface_subjects(doc, i)), issue, named_by, f"{lemma(doc, named_by)!r}: undecided", "undecided"
        )


def _next_noun(doc: Document, i: int, prepositions: list[str]) -> int | None:
    """The noun in question after "on how to proceed with", where the parse leaves it loose."""
    last = min(i + 16, doc.sentence_of(i).last)
    at = next((k for k in range(i + 1, min(i + 5, last)) if doc.tokens[k].text.lower() in prepositions), None)
    for k in range(at or last, last):
        token = doc.tokens[k]
        if (
            token.upos == "NOUN"
            and token.relation in ("obl", "obj", "nmod", "conj", "nsubj")
            and token.deprel != "nmod:poss"
        ):
            return k
    return None


def _question(doc: Document, i: int) -> Issue | None:
    """The noun in question; of a clause ("on how to proceed with the embargo") its object."""
    if doc.tokens[i].upos in ("NOUN", "PROPN"):
        return noun_issue(doc, i, 1)
    held = objects(doc, i) + obliques(doc, i)
    return noun_issue(doc, held[0], 1) if held else None
