"""The name that stands beside a source's office: "the panel's counsel, [Orlova]"."""

from __future__ import annotations

from readout.extract import cues, syntax
from readout.extract.reading import Reading
from readout.language.document import Document

SOMEBODY = ("er", "or", "ist", "ian", "man", "woman", "ologist", "people", "staff")
"""How nouns for people end; others "show" and "find" as things do."""


def by_name(doc: Document, head: int) -> int:
    """The name that stands beside an office: "the panel's counsel, [Orlova]"; `head` itself where there is none."""
    if doc.tokens[head].upos != "NOUN":
        return _after_office(doc, head)
    for called in doc.dependents(head, "acl"):  # "a woman named [Orlova]"
        if doc.tokens[called].lemma in ("name", "call", "surname") and doc.tokens[called].xpos == "VBN":
            names = [i for i in doc.subtree(called) if i in doc.name_at and doc.name_at[i].label == "PERSON"]
            if names:
                return names[0]
    beside = [c for c in doc.dependents(head, "appos", "flat", "nmod:desc") if c > head and c in doc.name_at]
    beside = [c for c in beside if not _firm(doc, c)]
    medium = syntax.lemma(doc, head) in cues.listed("media")  # "local daily [The Norland Post]"
    return next((c for c in beside if doc.name_at[c].label == "PERSON" or medium), _at_the_end(doc, head))


def _at_the_end(doc: Document, head: int) -> int:
    """The person whose name ends an office in small letters: "deputy speaker of the Port Council [Ann Orlova]"."""
    _, last = syntax.phrase(doc, head)
    name = doc.name_at.get(last - 1)
    if name is None or name.label != "PERSON" or name.last - name.first < 2 or name.first <= head + 2:
        return head
    office = doc.tokens[head + 1 : name.first]
    whole = office[0].text.lower() in ("of", "for") and office[-1].upos == "PROPN" and office[-1].head < name.first
    return name.first if whole and all(t.upos != "PUNCT" for t in office) else head


def named_after_body(reading: Reading, head: int) -> int:
    """The person whose name follows the body of an office: "the head of the mill, [Ann Orlova]"; else `head` itself."""
    doc = reading.document
    if doc.tokens[head].upos == "PROPN" and not reading.cast.at(head):  # "leading Republican, Senator Ann Orlova"
        return next((c for c in doc.dependents(head, "appos") if is_person(doc, c)), head)
    if doc.tokens[head].upos not in ("NOUN", "NUM"):
        return head
    one = doc.tokens[head].text.lower() == "one"  # "one of the judges, Ann Orlova"
    beside = doc.dependents(head, "appos") if one else []
    for body in doc.dependents(head, "nmod"):
        person = is_person(doc, body) or (syntax.lemma(doc, body).endswith(SOMEBODY) and not one)
        if not person and syntax.case_of(doc, body) in ("of", "for", "at"):
            beside += doc.dependents(body, "appos")
    return next((name for name in beside if is_person(doc, name)), head)


def is_person(doc: Document, i: int) -> bool:
    """Whether a token is of a person's name."""
    return i in doc.name_at and doc.name_at[i].label == "PERSON"


def _firm(doc: Document, i: int) -> bool:
    """Whether a single name is that of the firm before it: "a spokeswoman for the carrier [Norlandia]"."""
    single = doc.name_at[i].last - doc.name_at[i].first == 1
    return single and syntax.lemma(doc, i - 1) in cues.listed("firms")


def _after_office(doc: Document, head: int) -> int:
    """The person whose name ends a long office: "Secretary General of the League of Ports [Ann Orlova]"; else `head`.

    Not a name with a title of its own: "Spokesman for President Orlova".
    """
    if joined := _joined(doc, head):
        return joined[0]
    _, last = syntax.phrase(doc, head)
    beside = [c for c in doc.dependents(head, "appos") if c == last and c in doc.name_at]  # no comma between
    name = doc.name_at[beside[0]] if beside else doc.name_at.get(last - 1)
    own = doc.name_at.get(head)
    if (
        name is None
        or name.label != "PERSON"
        or name.first <= head
        or (own is not None and own.label == "PERSON" and own.last - own.first > 1)
    ):
        return head
    office = doc.tokens[head + 1 : name.first]
    whole = doc.tokens[head].upos == "PROPN" and len(office) > 2 and office[0].upos in ("ADP", "PROPN")
    loose = [t.upos for t in office[-2:]]
    return name.first if whole and "ADP" not in loose and office[-1].upos in ("PROPN", "NOUN") else head


def _joined(doc: Document, head: int) -> list[int]:
    """The name behind an office of two matters that the parse takes for a second person.

    "Minister of Labour and Social Affairs [Ann Orlova]".
    """
    ministry = doc.tokens[head + 1 : head + 2]
    if not ministry or ministry[0].text.lower() not in ("of", "for"):
        return []
    named = [c for c in doc.dependents(head, "conj") if is_person(doc, c) and doc.dependents(c, "compound")]
    return [c for c in named if doc.name_at[c].first == c and not doc.dependents(c, "det") and c == _last_of(doc, c)]


def _last_of(doc: Document, c: int) -> int:
    """The token before which the words of an office end: the name itself, where no comma stands between."""
    first = min(doc.subtree(c))
    return c if all(doc.tokens[i].upos in ("PROPN", "ADJ", "CCONJ") for i in range(first, c)) else -1
