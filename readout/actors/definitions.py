"""Acronyms that the text itself explains: "the United Development Party (PPP)", "the Rapid Support Forces … the RSF".

What a text says of an acronym counts more than any table. Initials are matched as Schwartz and Hearst do (2003,
"A simple algorithm for identifying abbreviation definitions in biomedical text"); where they do not fit, as with
names put into English, the proper name right before the bracket is taken.
"""

from __future__ import annotations

from dataclasses import dataclass

from readout.language.document import Document

_LONGEST = 9
"""Letters of the longest acronym."""
_INNER = frozenset({"of", "for", "the", "and", "on", "in", "to", "de", "la", "&"})


@dataclass(frozen=True, slots=True)
class Definition:
    """An acronym and the tokens [`first`, `last`) of the full name.

    `fits` tells that these tokens are surely one name, by their initials or by a link between two names.
    """

    acronym: str
    first: int
    last: int
    fits: bool


def definitions(doc: Document) -> dict[str, Definition]:
    """Acronyms that the text explains, by the acronym; the first explanation of each, one in brackets before others."""
    out: dict[str, Definition] = {}
    for i in range(1, len(doc.tokens) - 2):
        if doc.tokens[i].text != "(" or doc.tokens[i + 2].text != ")" or not is_acronym(doc.tokens[i + 1].text):
            continue
        found = _before(doc, i, doc.tokens[i + 1].text)
        if found is not None:
            out.setdefault(found.acronym, found)
    bare = {t.text for t in doc.tokens if len(t.text) > 2 and is_acronym(t.text)} - out.keys()
    return out | (_spelt_out(doc, bare) if bare else {})


def _spelt_out(doc: Document, bare: set[str]) -> dict[str, Definition]:
    """Acronyms whose full name stands elsewhere in the text, by its initials alone."""
    out: dict[str, Definition] = {}
    for name in doc.names:
        if name.label != "ORGANIZATION":
            continue
        run = [i for i in range(name.first, name.last) if doc.tokens[i].text[:1].isupper()]
        if len(run) < 3 or any(len(doc.tokens[i].text) > 1 and is_acronym(doc.tokens[i].text) for i in run):
            continue
        for acronym in _initials(doc, run[0], run[-1] + 1) & bare:
            out.setdefault(acronym, Definition(acronym, run[0], run[-1] + 1, fits=True))
    return out


def is_acronym(text: str) -> bool:
    """Whether a word is written as initials: "PPP", "IMF", "MI5", "SAfrica" not."""
    return 2 <= len(text) <= _LONGEST and text.isupper() and text.isalnum() and text[0].isalpha()


def _before(doc: Document, bracket: int, acronym: str) -> Definition | None:
    """The full name that ends at the opening bracket."""
    run = _capitalised(doc, bracket)
    if not run:
        return None
    first = _by_initials(doc, run, acronym)
    if first is not None:
        return Definition(acronym, first, run[-1] + 1, fits=True)
    last = run[-1] + 1
    name = doc.name_at.get(last - 1)
    if name is None or name.label != "ORGANIZATION" or last - name.first < 2:
        return None
    parts = [n.first for n in doc.names if n.label == "ORGANIZATION" and run[0] <= n.first <= name.first]
    apart = [i for i in run if i < name.first and doc.tokens[i].text in ("and", "'s", "&")]
    first = min([i for i in [*parts, name.first] if not apart or i > apart[-1]])
    return Definition(acronym, first, last, fits=first < name.first)


def _capitalised(doc: Document, bracket: int) -> list[int]:
    """The run of capitalised words, with "of" and its like inside, that ends at the bracket."""
    tokens, floor = doc.tokens, doc.sentence_of(bracket).first
    run: list[int] = []
    for i in range(bracket - 1, floor - 1, -1):
        text = tokens[i].text
        if not (text[:1].isupper() or text.lower() in _INNER or text in ("'s", "'", "-")):
            break
        run.insert(0, i)
    while run and not tokens[run[0]].text[:1].isupper():
        run.pop(0)
    while run and not tokens[run[-1]].text[:1].isupper():
        run.pop()
    return run


def _by_initials(doc: Document, run: list[int], acronym: str) -> int | None:
    """The token where a name with these initials begins."""
    for first in (i for i in run if doc.tokens[i].text[:1].isupper()):
        if first < run[-1] and acronym in _initials(doc, first, run[-1] + 1):
            return first
    return None


def _initials(doc: Document, first: int, last: int) -> set[str]:
    """The initials of all words, and of those with a capital."""
    texts = [doc.tokens[i].text for i in range(first, last)]
    every = "".join(w[0] for w in texts if w[0].isalpha() and w != "'s").upper()
    return {every, "".join(w[0] for w in texts if w[0].isupper())}
