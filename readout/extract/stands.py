"""The stands that single words of a report express: verbs, predicates and nouns of support, opposition and doubt.

Each finder takes a token and yields `Stand`s: whose (heads of the holders' phrases), for or against what, and the token
whose clause is the evidence. The lexicon is `data/positions.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from readout.extract.issues import (
    Issue,
    act_issue,
    clause_issue,
    complement,
    frames,
    is_public,
    lexicon,
    noun_issue,
    words,
)
from readout.extract.measures import is_people
from readout.extract.syntax import (
    case_of,
    conditions,
    is_infinitive,
    is_passive,
    lemma,
    negated,
    objects,
    obliques,
    owners,
    subjects,
    surface_subjects,
)
from readout.language.document import Document

_SIGNS = (1, -1)


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


def stands(doc: Document, i: int) -> Iterator[Stand]:
    """Every stand that token `i` expresses, the most telling reading first."""
    token = doc.tokens[i]
    missed = token.xpos[:2] in ("VB", "MD") and token.upos in ("PART", "X", "PROPN") and verb_name(doc, i) in _verbs()
    verb = token.upos == "VERB" or missed
    if verb and _is_asserted(doc, i):
        yield from _of_verb(doc, i)
    if token.upos in ("ADJ", "VERB", "ADV"):
        yield from _of_adjective(doc, i)
    if token.upos == "NOUN":
        yield from _of_noun(doc, i)


def verb_name(doc: Document, i: int) -> str:
    """The lemma of a verb; where the tagger has missed it ("refused" as its own lemma), the one in the lexicon."""
    name = lemma(doc, i)
    if name.endswith("ed") and name not in _verbs():
        return next((stem for stem in (name[:-2], name[:-1]) if stem in _verbs()), name)
    return name


@cache
def _verbs() -> frozenset[str]:
    """The verbs of the tables that say for or against by themselves."""
    tables = ("infinitive", "object", "gerund")
    return frozenset(name for table in tables for key in ("for", "against") for name in words(table, key))


def _is_asserted(doc: Document, i: int) -> bool:
    """Whether the verb is said of its subject, and is no mere "to do so" of something else."""
    token = doc.tokens[i]
    bare = token.xpos == "VB" and token.text.lower() == verb_name(doc, i) and not doc.dependents(i, "aux")
    if token.relation in ("amod", "compound"):
        return False
    node = i
    while doc.tokens[node].relation == "xcomp":
        node = doc.tokens[node].head
    over = doc.tokens[doc.tokens[node].head]
    if doc.tokens[node].relation == "ccomp" and over.lemma.lower() in words("lists", "suspecting"):
        return False
    if any(doc.tokens[m].text.lower() in words("lists", "pending") for m in doc.dependents(node, "mark")):
        return False
    if token.is_root or not (bare or is_infinitive(doc, i)):
        return True
    key = "purpose" if token.relation == "advcl" else "raising"
    return lemma(doc, token.head) in words("asserted", key) or token.relation in ("conj", "root")


def _made(doc: Document, i: int, issue: Issue | None, why: str, holders: list[int] | None = None) -> Iterator[Stand]:
    """A stand of the subject of `i`, its sign turned where `i` is denied."""
    if issue is None or not is_public(doc, issue):
        return
    if lemma(doc, i) == "agree" and any(lemma(doc, t) in words("lists", "gatherings") for t in issue.tokens):
        return
    sign = -issue.sign if negated(doc, i) else issue.sign
    turned = Issue(sign, issue.name, issue.toward, issue.tokens)
    yield Stand(tuple(subjects(doc, i) if holders is None else holders), turned, i, why)


def _of_verb(doc: Document, i: int) -> Iterator[Stand]:
    name = verb_name(doc, i)
    requested = _requested(doc, i, name)
    if requested is not None:
        yield from _made(doc, i, complement(doc, requested, 1), f"{name!r} with what is to be done")
        return
    for sign in _SIGNS:
        key = "for" if sign > 0 else "against"
        inner = [c for c in doc.dependents(i, "xcomp", "ccomp", "advcl") if doc.tokens[c].upos == "VERB" and c > i]
        infinitive = next((c for c in inner if is_infinitive(doc, c)), None) or _near_infinitive(doc, i)
        if infinitive is not None and name in words("infinitive", key):
            if (cleft := _cleft(doc, i)) is not None:
                holders = doc.dependents(i, "nsubj") or surface_subjects(doc, i)
                yield from _made(doc, i, noun_issue(doc, cleft, sign), f"what is {name!r}ed", holders)
                return
            yield from _made(doc, i, complement(doc, infinitive, sign), f"{name!r} with an infinitive")
            return
        doing = next((c for c in inner if _is_gerund(doc, c)), None)
        if doing is not None and name in words("gerund", key):
            yield from _made(doc, i, complement(doc, doing, sign), f"{name!r} with a gerund")
            return
        held = objects(doc, i) or ([] if is_passive(doc, i) else [s for s in doc.dependents(i, "nsubj") if s > i])
        if name in words("object", key) and held:
            yield from _made(doc, i, noun_issue(doc, held[0], sign), f"{name!r} with its object")
            return
        for noun in _obliques(doc, i, frames("oblique", sign).get(name, [])):
            yield from _made(doc, i, noun_issue(doc, noun, sign), f"{name!r} with {case_of(doc, noun)!r}")
            return
    yield from _of_light_verb(doc, i, name)
    yield from _of_warning(doc, i, name)
    yield from _of_stress(doc, i, name)
    if name in words("undecided", "verbs"):
        yield from _undecided(doc, i, i)


def _cleft(doc: Document, i: int) -> int | None:
    """The noun that "what we are trying to achieve is X" names, `None` where the verb stands in no such clause."""
    sentence = doc.sentence_of(i)
    if not any(t.text.lower() == "what" for t in doc.tokens[max(sentence.first, i - 6) : i]):
        return None
    last = min(sentence.last, i + 14)
    return next((k for k in range(i + 1, last) if doc.tokens[k].upos == "NOUN" and doc.dependents(k, "cop")), None)


def _is_gerund(doc: Document, i: int) -> bool:
    token = doc.tokens[i]
    beside = token.relation != "advcl" or i == token.head + 1
    return token.xpos == "VBG" and beside and not doc.dependents(i, "aux", "nsubj", "mark")


def _near_infinitive(doc: Document, i: int) -> int | None:
    """An infinitive right after the verb that the parse has hung elsewhere: "is pushing hard to lift it"."""
    last = doc.sentence_of(i).last
    for to in range(i + 1, min(i + 4, last - 1)):
        if doc.tokens[to].text.lower() == "to" and doc.tokens[to + 1].upos == "VERB":
            return to + 1
        if doc.tokens[to].upos != "ADV":
            return None
    return None


def _obliques(doc: Document, i: int, prepositions: list[str]) -> list[int]:
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


def _requested(doc: Document, i: int, name: str) -> int | None:
    """The verb of what another is asked to do: "urged Iran to stop", "demands that the US lift sanctions"."""
    if name not in words("request", "verbs") or (is_passive(doc, i) and not subjects(doc, i)):
        return None
    for c in doc.dependents(i, "xcomp", "ccomp", "advcl"):
        token = doc.tokens[c]
        if c < i or token.upos not in ("VERB", "NOUN", "ADJ"):
            continue
        other = [o for o in doc.dependents(i, "obj", "iobj", "obl") if i < o < c]
        if is_infinitive(doc, c) and (other or doc.dependents(c, "nsubj")):
            return c
        direct = [o for o in other if doc.tokens[o].relation == "obj"]
        subjunctive = token.xpos in ("VB", "VBP", "VBN") and bool(doc.dependents(c, "nsubj") or direct)
        plain = all(doc.tokens[a].text.lower() in ("be", "not") for a in doc.dependents(c, "aux"))
        if token.relation in ("ccomp", "xcomp") and subjunctive and plain:
            return c
    return None


def _of_light_verb(doc: Document, i: int, name: str) -> Iterator[Stand]:
    if name not in words("light", "verbs"):
        return
    for held in objects(doc, i):
        for sign in _SIGNS:
            prepositions = frames("light", sign).get(lemma(doc, held))
            if prepositions is None:
                continue
            nouns = (_obliques(doc, held, prepositions) + _obliques(doc, i, prepositions)) if prepositions else [held]
            turn = -1 if name in ("drop", "withdraw") else 1
            if nouns:
                issue = noun_issue(doc, nouns[0], sign * turn)
                yield from _made(doc, i, issue, f"{name!r} {lemma(doc, held)!r}")
            return


def _of_warning(doc: Document, i: int, name: str) -> Iterator[Stand]:
    """ "Warned of other means if X did Y", "warned that X would have a bad impact": against what is warned of."""
    if name not in words("warning", "verbs"):
        return
    for c in doc.dependents(i, "ccomp"):
        modal = any(lemma(doc, a) in ("would", "will", "could", "may", "might") for a in doc.dependents(c, "aux"))
        own = [x for x in conditions(doc, c) if x != c]
        topic = [s for s in doc.dependents(c, "nsubj") if doc.tokens[s].upos == "NOUN" and not is_body(doc, s)]
        if own:
            issue = complement(doc, own[0], -1) or act_issue(doc, own[0], -1)
            yield from _made(doc, i, issue, f"{name!r} of what follows if it is done")
            return
        topic = topic or [x for x in doc.dependents(i, "ccomp") if x < c and doc.tokens[x].upos == "NOUN"]
        if not own and modal and topic:
            yield from _made(doc, i, noun_issue(doc, topic[0], -1), f"{name!r} of what it would do")
            return


def _of_stress(doc: Document, i: int, name: str) -> Iterator[Stand]:
    """ "Stressed the need for X"; "agreed that X was needed"."""
    if name in words("stress", "verbs"):
        for held in objects(doc, i):
            if lemma(doc, held) in words("stress", "nouns"):
                inner = obliques(doc, held, "of", "for") + doc.dependents(held, "acl")
                if inner:
                    issue = clause_issue(doc, inner[0], 1) or noun_issue(doc, inner[0], 1)
                    yield from _made(doc, i, issue, f"{name!r} its {lemma(doc, held)!r}")
                    return
    for c in doc.dependents(i, "ccomp"):
        topic = doc.dependents(c, "nsubj") or [o for o in doc.dependents(c, "obj") if o < c]
        if not topic or is_body(doc, topic[0]):
            continue
        issue = noun_issue(doc, topic[0], 1)
        if name in words("stress", "opinions") and doc.tokens[c].text.lower() in words("stress", "needed"):
            yield from _made(doc, i, issue, f"{name!r} that it is needed")
        elif name in words("benefit", "opinions") and _does_good(doc, c):
            yield from _made(doc, i, issue, f"{name!r} that it would {lemma(doc, c)!r}")


def is_body(doc: Document, noun: int) -> bool:
    """Whether the noun is somebody, who has no need to be stood for when he does something."""
    return is_people(doc, noun) or noun in doc.name_at or lemma(doc, noun) in words("lists", "bodies")


def _does_good(doc: Document, i: int) -> bool:
    modal = any(lemma(doc, a) in ("would", "will", "could", "can") for a in doc.dependents(i, "aux"))
    return modal and lemma(doc, i) in words("benefit", "verbs") and not negated(doc, i)


def _of_adjective(doc: Document, i: int) -> Iterator[Stand]:
    word = doc.tokens[i].text.lower()
    for sign in _SIGNS:
        key = "inf_for" if sign > 0 else "inf_against"
        inner = [c for c in doc.dependents(i, "xcomp", "advcl", "ccomp", "acl") if is_infinitive(doc, c)]
        if inner and word in words("adjective", key):
            holders = surface_subjects(doc, i)
            yield from _made(doc, i, complement(doc, inner[0], sign), f"{word!r} with an infinitive", holders)
            return
        nouns = _obliques(doc, i, frames("adjective", sign).get(word, []))
        if nouns:
            holders = surface_subjects(doc, i)
            yield from _made(doc, i, noun_issue(doc, nouns[0], sign), f"{word!r} {case_of(doc, nouns[0])}", holders)
            return
    if word in words("undecided", "adjectives"):
        yield from _undecided(doc, i, i)


def _of_noun(doc: Document, i: int) -> Iterator[Stand]:
    name = lemma(doc, i)
    for sign in _SIGNS:
        key = "for" if sign > 0 else "against"
        if name in words("noun", key):
            holders = doc.dependents(i, "nsubj") or _partitive(doc, i)
            nouns = obliques(doc, i, "of") or doc.dependents(i, "nmod:poss")
            if holders and nouns:
                yield from _made(doc, i, noun_issue(doc, nouns[0], sign), f"{name!r} of it", holders)
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
            yield from _undecided(doc, verb, i)


def _partitive(doc: Document, i: int) -> list[int]:
    """The subject of "one of the key backers of X"."""
    up = doc.tokens[i].head
    return doc.dependents(up, "nsubj") if doc.tokens[i].relation == "nmod" and lemma(doc, up) == "one" else []


def _held(doc: Document, i: int, sign: int, prepositions: list[str]) -> Iterator[Stand]:
    """A noun of a stand with its holder: "its bid to join", "Britain's opposition to the plan"."""
    holders = doc.dependents(i, "nmod:poss") or obliques(doc, i, "by", "from") or _compound(doc, i)
    if not holders:
        holders = [o for o in owners(doc, i) if "of" not in prepositions]
    inner = [c for c in doc.dependents(i, "acl") if is_infinitive(doc, c)] + _obliques(doc, i, prepositions)
    doubted = any(lemma(doc, c) in words("lists", "doubted") for c in doc.dependents(i, "amod"))
    if holders and inner and not doubted:
        issue = noun_issue(doc, inner[0], sign)
        if issue and is_public(doc, issue):
            yield Stand(tuple(holders), issue, i, f"{lemma(doc, i)!r} held")


def _compound(doc: Document, i: int) -> list[int]:
    """A name before the noun: "a German proposal", "European Commission recommendation"."""
    found = [c for c in doc.dependents(i, "compound", "amod") if c in doc.name_at]
    return found[:1]


def _undecided(doc: Document, i: int, named_by: int) -> Iterator[Stand]:
    """Who is divided over what: the question after "on", "over" of the word or of its verb."""
    prepositions = lexicon()["undecided"]["prepositions"]
    places = [named_by, i, *doc.dependents(named_by, "acl"), *doc.dependents(named_by, "advcl")]
    found = next((o for p in places for o in _obliques(doc, p, prepositions)), None)
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
