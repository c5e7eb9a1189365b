"""Titles that go on with what the office is for: "Minister for Ports, Roads and the Arts Ann Orlova"."""

from __future__ import annotations

from readout.actors.tables import key, roles, words
from readout.language.document import Document

_LONGEST = 14
"""Tokens of such a title at most."""
_SHORT = 5
"""Tokens of the title proper at most: "Minister of State"."""
_LINKS = frozenset({"and", "&", "the", "'s", ","})


def long_title(doc: Document, first: int) -> tuple[str, int]:
    """The title that ends just before the name at token `first`, and where it begins; "" for none.

    What the office is for is written with capitals and stands right before the name: "Head of Crossings Ann Orlova".
    """
    tokens, floor = doc.tokens, doc.sentence_of(first).first
    if first <= floor or not _capital(doc, first - 1) or _addresses(doc, first - 1):
        return "", first
    listed = False
    for i in range(first - 2, max(floor, first - _LONGEST), -1):
        text = tokens[i].text.lower()
        if text in ("of", "for", "to"):
            for begin in range(max(floor, i - _SHORT), i):
                title = key(doc.words(begin, i))
                if title in roles():
                    return title, begin
        elif text == "and":
            listed = True
        elif not (_capital(doc, i) or (text in _LINKS and (text != "," or listed))):
            break
    return "", first


def _capital(doc: Document, i: int) -> bool:
    token = doc.tokens[i]
    return token.text[:1].isupper() and token.upos in ("PROPN", "ADJ", "NOUN")


def _addresses(doc: Document, i: int) -> bool:
    """Whether a word is a title of its own: "a lawyer for Mr. Orsk"."""
    said = doc.tokens[i].text.lower().rstrip(".")
    return said in roles() or any(said in theirs for theirs in words()["courtesy"].values())
