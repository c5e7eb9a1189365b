"""Where the dateline that opens a sentence ends: "CAIRO, Nov. 8 (Xinhua) --", "BELGRADE, Serbia -"."""

from __future__ import annotations

from readout.language.document import Document, Sentence

_WITHIN = 16
"""Tokens within which a dateline ends."""
_SHORTEST = 3
_DASHES = ("--", "–", "—")
_IN_A_DATELINE = ("PROPN", "NUM", "PUNCT")


def dateline_end(doc: Document, sentence: Sentence) -> int:
    """The token after the dateline of a sentence; its first token where it opens with none.

    A single hyphen ends one only with spaces around it and nothing but names, numbers and commas before.
    """
    first = doc.tokens[sentence.first]
    if len(first.text) < _SHORTEST or not (first.upos in ("PROPN", "NOUN") or first.i in doc.name_at):
        return sentence.first
    plain = True
    dated = False
    for t in doc.tokens[sentence.first : min(sentence.first + _WITHIN, sentence.last)]:
        if t.text in _DASHES and first.text.isupper():
            return t.i + 1
        if t.text == "-" and t.i > sentence.first and plain and (first.text.isupper() or dated):
            apart = doc.text[t.start - 1].isspace() and doc.text[t.end : t.end + 1].isspace()
            if apart:
                return t.i + 1
        plain = plain and (t.i == sentence.first or t.upos in _IN_A_DATELINE)
        dated = dated or t.upos == "NUM"
    return sentence.first
