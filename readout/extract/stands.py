"""The stands that single words of a report express: verbs here, nouns and adjectives in `predicates`.

Each finder takes a token and yields `Stand`s: whose (heads of the holders' phrases), for or against what, and the token
whose clause is the evidence. The lexicon is `data/positions.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from readout.extract.issues import act_issue, clause_issue, complement, frames, noun_issue, words
from readout.extract.predicates import of_adjective, of_noun, undecided
from readout.extract.stance import Stand, is_asked, is_body, is_care, is_nowise, is_weighty, made, reached, takes
from readout.extract.syntax import (
    case_of,
    conditions,
    is_infinitive,
    is_passive,
    lemma,
    negated,
    objects,
    obliques,
    subjects,
    surface_subjects,
)
from readout.language.document import Document

_SIGNS = (1, -1)


def stands(doc: Document, i: int) -> Iterator[Stand]:
    """Every stand that token `i` expresses, the most telling reading first."""
    token = doc.tokens[i]
    missed = token.xpos[:2] in ("VB", "MD") and token.upos in ("PART", "X", "PROPN") and verb_name(doc, i) in _verbs()
    verb = token.upos == "VERB" or missed
    if verb and _is_asserted(doc, i):
        yield from _of_verb(doc, i)
    if token.upos in ("ADJ", "VERB", "ADV"):
        yield from of_adjective(doc, i)
    if token.upos == "NOUN":
        yield from of_noun(doc, i)


def verb_name(doc: Document, i: int) -> str:
    """The lemma of a verb; where the tagger has missed it ("refused" as its own lemma), the one in the lexicon."""
    name = lemma(doc, i)
    if name.endswith("ed") and name not in _verbs():
        return next((stem for stem in (name[:-2], name[:-1]) if stem in _verbs()), name)
    return name


@cache
def _all_verbs() -> frozenset[str]:
    """Every verb that any finder here asks for."""
    lists = [
        ("request", "verbs"),
        ("light", "verbs"),
        ("warning", "verbs"),
        ("stress", "verbs"),
        ("stress", "opinions"),
    ]
    lists += [("benefit", "opinions"), ("undecided", "verbs")]
    return _verbs().union(*(words(*key) for key in lists), *(frames("oblique", sign) for sign in _SIGNS))


@cache
def _verbs() -> frozenset[str]:
    """The verbs of the tables that say for or against by themselves."""
    tables = ("infinitive", "object", "gerund")
    return frozenset(name for table in tables for key in ("for", "against") for name in words(table, key))


def _is_asserted(doc: Document, i: int) -> bool:
    """Whether the verb is said of its subject, and is no mere "to do so" of something else."""
    token = doc.tokens[i]
    bound = any(lemma(doc, a) in words("asserted", "duties") for a in doc.dependents(i, "aux"))
    if bound or is_asked(doc, i) or is_nowise(doc, i):
        return False  # "they must support it" says where its speaker stands
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


def _of_verb(doc: Document, i: int) -> Iterator[Stand]:
    name = verb_name(doc, i)
    if name not in _all_verbs():
        return
    if negated(doc, i) and name in words("denied", "verbs"):
        return
    if name == "want" and (is_passive(doc, i) or doc.dependents(i, "cop", "aux:pass")):
        return  # "a hacker wanted by the police", "they are wanted men"
    requested = _requested(doc, i, name)
    if requested is not None:
        issue = complement(doc, requested, 1)
        if issue and (name not in words("request", "mild") or is_weighty(doc, issue)):
            yield from made(doc, i, issue, f"{name!r} with what is to be done")
        return
    for sign in _SIGNS:
        key = "for" if sign > 0 else "against"
        inner = [c for c in doc.dependents(i, "xcomp", "ccomp", "advcl") if doc.tokens[c].upos == "VERB" and c > i]
        infinitive = next((c for c in inner if is_infinitive(doc, c)), None) or _near_infinitive(doc, i)
        if infinitive is not None and name in words("infinitive", key):
            if (cleft := _cleft(doc, i)) is not None:
                holders = doc.dependents(i, "nsubj") or surface_subjects(doc, i)
                yield from made(doc, i, noun_issue(doc, cleft, sign), f"what is {name!r}ed", holders)
                return
            yield from made(doc, i, complement(doc, infinitive, sign), f"{name!r} with an infinitive")
            return
        doing = next((c for c in inner if _is_gerund(doc, c)), None)
        if doing is not None and name in words("gerund", key):
            yield from made(doc, i, complement(doc, doing, sign), f"{name!r} with a gerund")
            return
        held = objects(doc, i) or ([] if is_passive(doc, i) else [s for s in doc.dependents(i, "nsubj") if s > i])
        if name in words("object", key) and held and takes(doc, name, held[0]):
            yield from made(doc, i, noun_issue(doc, held[0], sign), f"{name!r} with its object")
            return
        for noun in reached(doc, i, frames("oblique", sign).get(name, [])):
            yield from made(doc, i, noun_issue(doc, noun, sign), f"{name!r} with {case_of(doc, noun)!r}")
            return
    yield from _of_light_verb(doc, i, name)
    yield from _of_warning(doc, i, name)
    yield from _of_stress(doc, i, name)
    if name in words("undecided", "verbs"):
        yield from undecided(doc, i, i)


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
            nouns = (reached(doc, held, prepositions) + reached(doc, i, prepositions)) if prepositions else [held]
            turn = -1 if name in ("drop", "withdraw") else 1
            if nouns and not is_care(doc, lemma(doc, held), nouns[0]):
                issue = noun_issue(doc, nouns[0], sign * turn)
                yield from made(doc, i, issue, f"{name!r} {lemma(doc, held)!r}")
            return


def _of_warning(doc: Document, i: int, name: str) -> Iterator[Stand]:
    """ "Warned of other means if X did Y", "warned that X would have a bad impact": against what is warned of."""
    if name not in words("warning", "verbs"):
        return
    for c in doc.dependents(i, "ccomp"):
        if lemma(doc, c) in _verbs():
            return  # "warned that his government would veto it": the stand is that of the veto
        modal = any(lemma(doc, a) in ("would", "will", "could", "may", "might") for a in doc.dependents(c, "aux"))
        own = [x for x in conditions(doc, c) if x != c]
        topic = [s for s in doc.dependents(c, "nsubj") if doc.tokens[s].upos == "NOUN" and not is_body(doc, s)]
        if own:
            sign = 1 if any(doc.tokens[m].text.lower() == "unless" for m in doc.dependents(own[0], "mark")) else -1
            issue = complement(doc, own[0], sign) or act_issue(doc, own[0], sign)
            yield from made(doc, i, issue, f"{name!r} of what follows if it is done")
            return
        topic = topic or [x for x in doc.dependents(i, "ccomp") if x < c and doc.tokens[x].upos == "NOUN"]
        ill = lemma(doc, c) in words("rejection", "verbs") | words("warning", "ill") and not is_passive(doc, c)
        if ill and modal and topic:
            yield from made(doc, i, noun_issue(doc, topic[0], -1), f"{name!r} of what it would do")
            return


def _of_stress(doc: Document, i: int, name: str) -> Iterator[Stand]:
    """ "Stressed the need for X"; "agreed that X was needed"."""
    if name in words("stress", "verbs"):
        for held in objects(doc, i):
            if lemma(doc, held) in words("stress", "nouns"):
                inner = obliques(doc, held, "of", "for") + doc.dependents(held, "acl")
                if inner:
                    issue = clause_issue(doc, inner[0], 1) or noun_issue(doc, inner[0], 1)
                    yield from made(doc, i, issue, f"{name!r} its {lemma(doc, held)!r}")
                    return
    for c in doc.dependents(i, "ccomp"):
        topic = doc.dependents(c, "nsubj") or [o for o in doc.dependents(c, "obj") if o < c]
        if not topic or is_body(doc, topic[0]):
            continue
        issue = noun_issue(doc, topic[0], 1)
        if name in words("stress", "opinions") and doc.tokens[c].text.lower() in words("stress", "needed"):
            yield from made(doc, i, issue, f"{name!r} that it is needed")
        elif name in words("benefit", "opinions") and _does_good(doc, c):
            yield from made(doc, i, issue, f"{name!r} that it would {lemma(doc, c)!r}")


def _does_good(doc: Document, i: int) -> bool:
    modal = any(lemma(doc, a) in ("would", "will", "could", "can") for a in doc.dependents(i, "aux"))
    return modal and lemma(doc, i) in words("benefit", "verbs") and not negated(doc, i)
