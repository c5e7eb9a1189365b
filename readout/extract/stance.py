"""What a stand is, and how the finders of stands make one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from readout.extract.issues import Issue, is_public, lexicon, words
from readout.extract.measures import is_people
from readout.extract.syntax import lemma, negated, objects, obliques, subjects
from readout.language.document import Document


@dataclass(frozen=True, slots=True)
class Stand:
    """One stand.

    `holders` are heads of the phrases that name who takes it, `head` the token whose clause shows it; `stance` is
    `None` where the sign of the issue says it.
    """

    holders: tuple[int, ...]
    issue: Issue
    head: int
    why: str
    stance: str | None = None


def made(doc: Document, i: int, issue: Issue | None, why: str, holders: list[int] | None = None) -> Iterator[Stand]:
    """A stand of the subject of `i`, its sign turned where `i` is denied."""
    if issue is None or not is_public(doc, issue):
        return
    if lemma(doc, i) == "agree" and any(lemma(doc, t) in words("lists", "gatherings") for t in issue.tokens):
        return
    sign = -issue.sign if negated(doc, i) else issue.sign
    turned = Issue(sign, issue.name, issue.toward, issue.tokens)
    yield Stand(tuple((subjects(doc, i) or _beside(doc, i)) if holders is None else holders), turned, i, why)


def _beside(doc: Document, i: int) -> list[int]:
    """A subject right before a verb that the parse has hung on another verb: "we also demand", told a crowd."""
    first = max(doc.sentence_of(i).first, i - 3)
    return [k for k in range(first, i) if doc.tokens[k].relation == "nsubj" and not doc.tokens[i].is_root][-1:]


def reached(doc: Document, i: int, prepositions: list[str]) -> list[int]:
    """Nouns and gerunds after one of the prepositions; a particle's object as well ("ruled out talks")."""
    found = obliques(doc, i, *prepositions) if prepositions else []
    for c in doc.dependents(i, "advcl", "obl", "xcomp", "acl"):
        if (
            any(doc.tokens[m].text.lower() in prepositions for m in doc.dependents(c, "mark", "case"))
            and c not in found
        ):
            found.append(c)
    if any(doc.tokens[c].text.lower() in prepositions for c in doc.dependents(i, "compound:prt", "advmod")):
        found += objects(doc, i)
    return found


def is_body(doc: Document, noun: int) -> bool:
    """Whether the noun is somebody, who has no need to be stood for when he does something."""
    return is_people(doc, noun) or noun in doc.name_at or lemma(doc, noun) in words("lists", "bodies")


def is_asked(doc: Document, i: int) -> bool:
    """Whether token `i` stands in a question: "has he called for change?"."""
    sentence = doc.sentence_of(i)
    ends = (t.text for t in reversed(doc.tokens[i : sentence.last]) if t.text in (".", "?", "!"))
    return next(ends, "") == "?"


def is_nowise(doc: Document, i: int) -> bool:
    """Whether the clause of token `i` is denied by a noun: "in no way lessens"."""
    return any(
        doc.tokens[c].text.lower() in ("no", "neither")
        for o in doc.dependents(i, "obl", "advmod", "nmod")
        for c in doc.dependents(o, "det")
    )


def is_weighty(doc: Document, issue: Issue) -> bool:
    """Whether a noun that the issue is made of is itself of public affairs, and not only named beside someone."""
    return any(lemma(doc, t) in words("lists", "public") for t in issue.tokens)


def takes(doc: Document, verb: str, noun: int) -> bool:
    """Whether `verb` takes a stand on such an object: "dismissed the idea", but not "dismissed three ministers"."""
    only = lexicon()["object_only"].get(verb)
    name = lemma(doc, noun)
    return (only is None or name in only) and name not in lexicon()["object_not"].get(verb, ())


def is_care(doc: Document, word: str, noun: int) -> bool:
    """Whether `word` tells of anxiety for a thing and no stand against it: "concern about the safety of the crews"."""
    return word in words("lists", "anxious") and lemma(doc, noun) in words("lists", "cared_for")
