"""Whom or what a figure is about: the place, the body or the country that its own clause names, nearest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from readout.extract import syntax
from readout.extract.counted import Counted
from readout.extract.measures import Measure
from readout.extract.reading import Reading

_AT = ("in", "at", "near", "across", "around", "outside", "inside", "throughout", "within", "from", "off")
_INNER = ("in", "during", "when", "by", "on", "at")
_BESIDE = ("amod", "compound", "nmod", "flat")
_OWNED = ("count", "money", "percent", "troops", "refugees")
"""Measures of what a body or country has, makes or sends, so that the subject of the clause says whose they are."""


def about(reading: Reading, item: Counted, measure: Measure) -> str | None:
    """The place or actor of a figure; `None` where its clause names none.

    Looked for in this order: a place by the counted noun or the word that gives the measure; a name within the counted
    phrase ("U.S. soldiers", "OPEC's output of 2 million barrels"); a place in the clause; the subject, if the figure
    is a quantity and the subject a body or a country.
    """
    return (
        _place_near(reading, item, measure)
        or _within(reading, item, measure)
        or _place_in_clause(reading, item, measure)
        or _whose(reading, item, measure)
    )


def _place_near(reading: Reading, item: Counted, measure: Measure) -> str | None:
    doc = reading.document
    heads = (item.node, measure.token, doc.tokens[item.node].head)
    near = [c for head in heads for c in syntax.obliques(doc, head)]
    within = [c for n in near if syntax.case_of(doc, n) in _INNER for c in syntax.obliques(doc, n)]
    return next(_places(reading, (*near, *within)), None)


def _places(reading: Reading, heads: Iterable[int]) -> Iterator[str]:
    doc = reading.document
    for c in heads:
        name = doc.name_at.get(c)
        if name is not None and name.label == "PLACE" and syntax.case_of(doc, c) in _AT:
            yield doc.words(name.first, name.last)


def _within(reading: Reading, item: Counted, measure: Measure) -> str | None:
    """A name in the phrase of what is counted, or that the measure's own noun is "of"."""
    doc = reading.document
    heads = [item.noun] if item.noun is not None and item.number.kind != "money" else []
    if doc.tokens[measure.token].upos == "NOUN" and measure.token != item.noun:
        heads.append(measure.token)
    for head in heads:
        beside = [c for c in doc.dependents(head, *_BESIDE) if syntax.case_of(doc, c) in ("", "of", "from")]
        for c in (head, *beside):
            if found := _named(reading, c):
                return found
    return None


def _named(reading: Reading, i: int) -> str | None:
    """The name of the body or country that token `i` names or belongs to; `None` for persons and common nouns."""
    doc = reading.document
    name = doc.name_at.get(i)
    if name is None or name.label == "PERSON" or doc.tokens[i].text.isdigit():
        return None
    ids = reading.cast.at(i)
    if len(ids) == 1 and reading.cast.actor(ids[0]).kind != "person":
        return reading.cast.actor(ids[0]).name
    return doc.words(name.first, name.last) if name.label == "PLACE" else None


def _place_in_clause(reading: Reading, item: Counted, measure: Measure) -> str | None:
    """The place nearest to the number in the clause of the measure, whatever word it hangs from."""
    doc = reading.document
    clause = doc.subtree(syntax.predicate(doc, measure.token))
    sentence = doc.tokens[item.head].sentence
    near = sorted((c for c in clause if doc.tokens[c].sentence == sentence), key=lambda c: abs(c - item.head))
    return next(_places(reading, near), None)


def _whose(reading: Reading, item: Counted, measure: Measure) -> str | None:
    """The subject, where the figure is the object or measures the act: "Norland produces 2 million barrels"."""
    doc = reading.document
    if measure.name not in _OWNED:
        return None
    verb = syntax.predicate(doc, item.node)
    if not syntax.is_verb(doc, verb) or item.head < verb:
        return None
    subjects = syntax.surface_subjects(doc, verb)
    of = [o for s in subjects for o in syntax.owners(doc, s)]
    return next((found for c in (*subjects, *of) if (found := _named(reading, c))), None)
