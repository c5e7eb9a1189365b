"""The dictionary form of a word, from its form and tags: exception tables first, then spelling rules.

The tables are data: `irregular.tsv` (written by hand), `lemmas.tsv` (exceptions in the treebanks' training parts) and
`bases.tsv` (known base forms, which decide between "hop" and "hope"); `training/lemmas.py` writes the last two.
The conventions are those of UD English: "n't" -> "not", "these" -> "this", "me" -> "I", "1,000" -> "1000".
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

_VERB_TAGS = ("VBD", "VBN", "VBG", "VBZ", "VB", "VBP")
_PAST = ("VBD", "VBN")
_KIND = {"V": _VERB_TAGS, "N": ("NNS",), "A": ("JJR", "JJS"), "R": ("RBR", "RBS")}
_QUOTES = str.maketrans("’‘`´“”", "''''\"\"")
_MARKS = {"–": "-", "—": "-", "--": "-", "“": '"', "”": '"', "‘": "'", "’": "'", "``": '"', "''": '"', "...": "…"}
_NUMBER = re.compile(r"[+-]?\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,20})?")
_E_BEFORE = re.compile(
    r"(?:[bcdfgklpstvz]l|[^aeiou]u|[cgsuvz]|[^aeiou]r|[^e]ng|dg|th|(?<![aeiou])[aiouy][bcdfgkmptvz]|[aiou]r"
    r"|[^aeiou][aiu]l|[aeiou]at|(?:^|[^aeiou])[aiou]n)$"
)
_PLAIN_BEFORE = re.compile(
    r"(?:ss|sh|ch|x|[aeiou]{2}[^cegsuvz]|[aeiou](?:[cnplfr]t|st|r[nmkdp]|l[kfpd]|n[dk]|mp|s[kp]|ck|ll|ff|w|y)"
    r"|en|er|or|on|om|it|et|op|el|ol|ing|ow)$"
)


class Tables(NamedTuple):
    """`exceptions` maps (form, lower-cased or as written, xpos) to a lemma; `bases` maps V, N, A to base forms."""

    exceptions: dict[tuple[str, str], str]
    capitals: frozenset[str]
    """Words that keep their capital whatever their tag, in lower case ("russian")."""
    bases: dict[str, frozenset[str]]


def _rows(name: str) -> list[list[str]]:
    source = files("readout.language").joinpath("data", name)
    lines = source.read_text(encoding="utf-8").splitlines() if source.is_file() else []
    return [line.split("\t") for line in lines if line and not line.startswith("# ")]


@cache
def tables() -> Tables:
    """The exception tables and base forms, read once from the package's data."""
    exceptions: dict[tuple[str, str], str] = {}
    capitals: set[str] = set()
    for kind, base, forms in _rows("irregular.tsv"):
        if kind == "C":
            capitals.update(forms.split())
        for form in forms.split() if kind in _KIND else ():
            for tag in _KIND[kind]:
                if not (tag in ("VB", "VBP") and base != "be" and not form.startswith("'")):
                    exceptions.setdefault((form, tag), base)
    for form, tag, answer in _rows("lemmas.tsv"):
        if not (tag in _PAST and (form, tag) in exceptions):  # the treebanks slip: "fled" of "flead"
            exceptions[form, tag] = answer
    return Tables(
        exceptions, frozenset(capitals), {kind: frozenset(words.split()) for kind, words in _rows("bases.tsv")}
    )


def _known(kinds: str, *candidates: str) -> str | None:
    """The first candidate that is a known base form of one of the kinds (V, N, A)."""
    bases = tables().bases
    return next((c for c in candidates if any(c in bases.get(kind, ()) for kind in kinds)), None)


def _stem(stem: str, kind: str) -> str:
    """The base of a form whose "-ed", "-ing", "-er" or "-est" is cut off."""
    if not stem:
        return stem
    doubled = len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "aeiou"
    single = stem[:-1] if doubled else ""
    if stem[-1] == "i":
        return _known(kind, stem[:-1] + "y", stem + "e") or stem[:-1] + "y"
    short = len(stem) <= 4 and not doubled and re.search(r"^[^aeiou]{0,3}[aeiou][^aeiouwxy]$", stem) is not None
    order = (stem + "e", stem) if short else (stem, single or stem + "e", stem + "e")
    found = _known(kind, *order) or (_known("N", *order) if kind == "V" else None)
    if found:
        return found
    if doubled:
        return stem if stem[-1] in "sfz" or (stem[-1] == "l" and len(stem) <= 5) else single
    if stem[-1] == "e":
        return stem
    if stem.endswith(("iat", "uat", "ced", "ever")) and len(stem) > 4:
        return stem + "e"
    return stem + "e" if short or (_E_BEFORE.search(stem) and not _PLAIN_BEFORE.search(stem)) else stem


def _singular(form: str, kind: str) -> str:
    """The base of a form in "-s": plural nouns and verbs in the third person."""
    if not form.endswith("s") or len(form) < 3 or form.endswith("ss"):
        return form[:-3] + "man" if form.endswith("men") and len(form) > 4 else form
    if form.endswith("'s"):
        return form[:-2]
    if form.endswith("ies") and len(form) > 4:
        return _known(kind, form[:-3] + "y", form[:-1]) or form[:-3] + "y"
    if form.endswith("es"):
        if found := _known(kind, form[:-1], form[:-2]):
            return found
        if re.search(r"(?:ss|sh|ch|x|zz|..[^aeiou]o|us)es$", form):
            return form[:-2]
    if kind == "N" and form.endswith(("ics", "us", "is")):
        return _known(kind, form, form[:-1]) or form
    return form[:-1]


def _proper(form: str, xpos: str) -> str:
    """Names keep their letters; plural names lose the plural."""
    if xpos == "NNPS" and form[-1:] in "sS":
        base = _singular(form.lower(), "N")
        return form[: len(base)] if form.lower().startswith(base) else form[0] + base[1:]
    return form


def _cased(form: str, low: str, upos: str) -> str:
    """A base form in its dictionary case: lower, save acronyms and words of nations and faiths ("anti-Syrian")."""
    if form == low:
        return low
    if upos == "NOUN" and len(form) == 1:
        return form
    if upos in ("NOUN", "NUM", "ADJ") and form.isupper() and 1 < len(form) <= 5 and not _known("NA", low):
        return form
    capitals = tables().capitals
    if low in capitals:
        return low.capitalize()
    if "-" in low:
        return "-".join(part.capitalize() if part in capitals else part for part in low.split("-"))
    return low


def _inflected(low: str, xpos: str) -> str | None:
    """The base of an inflected form by spelling alone, or None where the tag inflects nothing."""
    if xpos == "VBG" and low.endswith("in'"):
        low = low[:-1] + "g"
    if (xpos == "VBG" and low.endswith("ing")) or (xpos in ("VBD", "VBN") and low.endswith("ed")):
        base = _stem(low[: -3 if xpos == "VBG" else -2], "V")
        return low if _known("V", low) and not _known("VN", base) else base
    if xpos in ("VB", "VBP") and not _known("V", low):
        return _mistagged(low)
    if xpos == "VBZ":
        return _singular(low, "V")
    if xpos == "NNS":
        return _singular(low, "N")
    if xpos in ("JJR", "RBR") and low.endswith("er"):
        return _stem(low[:-2], "A")
    if xpos in ("JJS", "RBS") and low.endswith("est"):
        return _stem(low[:-3], "A")
    return None


def _mistagged(low: str) -> str | None:
    """The base of an irregular past that the tagger took for a base form ("they held"); None for all others."""
    exceptions = tables().exceptions
    return exceptions.get((low, "VBD")) or exceptions.get((low, "VBN"))


@lru_cache(maxsize=1 << 15)
def lemma(form: str, upos: str, xpos: str) -> str:
    """The dictionary form of a word.

    Args:
        form: the word as it stands in the text.
        upos: its universal tag ("VERB").
        xpos: its Penn tag ("VBD"), which says how it is inflected.
    Returns:
        the lemma, in lower case save for names, "I", acronyms and adjectives of nations; never empty for a word.
    """
    exceptions = tables().exceptions
    low = form.lower().translate(_QUOTES)
    if (answer := exceptions.get((form, xpos)) or exceptions.get((low, xpos))) is not None:
        return answer
    if xpos in ("NNP", "NNPS") or upos == "PROPN":
        return _proper(form, xpos)
    if upos in ("PUNCT", "SYM"):
        return _MARKS.get(form, form)
    if upos == "NUM" and _NUMBER.fullmatch(form):
        return form.replace(",", "")
    if (base := _inflected(low, xpos)) is not None:
        if xpos == "NNS" and form[:-1].isupper() and len(form) > 2:
            return form[: len(base)] if form[-1] == "s" else base
        return _cased(form[: len(base)], base, upos) if low.startswith(base) else base
    return _cased(form, low, upos)
