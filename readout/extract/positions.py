"""Who stands where on an open question, and the clause that shows it.

Stands come from words (`stands`), and from what a speaker says of a thing in a claim: that it is unacceptable, that it
must not be, that it will not be unless something else is. One position is kept per actor, issue and stance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from readout.extract.counted import tokens_over
from readout.extract.issues import Issue, complement, gerund, is_public, noun_issue, words
from readout.extract.reading import Reading, carrier
from readout.extract.stance import Stand, is_asked, is_body
from readout.extract.stands import stands
from readout.extract.syntax import (
    agents,
    case_of,
    clause,
    conditions,
    in_condition,
    lemma,
    negated,
    obliques,
    owners,
    phrase,
    subjects,
    turned_down,
)
from readout.language.document import Document
from readout.record import Claim, Event, Position, Span, Stance

_DUTY = ("should", "must", "ought", "shall")
_ASIDES = ("which", "who", "where", "whose", "when", "while", "as", "but")
_NEAR = 15  # words between a holder and his verb, where the parse does not join them
_HARM = ("would", "will", "could", "can", "may", "might")


@dataclass(frozen=True, slots=True)
class _Found:
    """A position before it has its id."""

    actor: tuple[str, ...]
    issue: Issue
    stance: Stance
    evidence: Span
    why: str


def positions(reading: Reading, claims: Sequence[Claim], events: Sequence[Event]) -> list[Position]:
    """Every position of the report, in the order of the text. `events` is not needed; all extractors share the door."""
    found = sorted(_all(reading, claims), key=lambda f: (f.evidence.start, f.evidence.end))
    kept: list[_Found] = []
    for new in found:
        if not any(_same(new, old) for old in kept):
            kept.append(new)
    return [
        Position(
            id=f"p{n}",
            why=f.why,
            actor=list(f.actor),
            issue=f.issue.name,
            stance=f.stance,
            toward=f.issue.toward if f.issue.toward != f.issue.name else None,
            evidence=f.evidence,
            claim=carrier(claims, f.evidence),
        )
        for n, f in enumerate(kept, 1)
    ]


def _same(a: _Found, b: _Found) -> bool:
    """The same actor and stance on the same issue, or two readings of one clause."""
    if set(a.actor) != set(b.actor) or a.stance != b.stance:
        return False
    inside = a.evidence.start < b.evidence.end and b.evidence.start < a.evidence.end
    return inside or a.issue.name.lower() == b.issue.name.lower()


def _all(reading: Reading, claims: Sequence[Claim]) -> Iterator[_Found]:
    doc = reading.document
    used: set[int] = set()
    for token in doc.tokens:
        if token.i in used:
            continue
        for stand in stands(doc, token.i):
            if in_condition(doc, token.i):
                break
            used.update(stand.issue.tokens)
            actor = _actors(reading, stand)
            if actor:
                stance = _stance(doc, stand)
                yield _Found(actor, _told(doc, stand, stance), stance, _evidence(reading, stand), stand.why)
    for claim in claims:
        if claim.source:
            yield from _of_speech(reading, claim, claims)


def _actors(reading: Reading, stand: Stand) -> tuple[str, ...]:
    ids = [a for h in stand.holders for a in _named_by(reading, h)]
    for h in (*stand.holders, stand.head):
        ids += [a for o in obliques(reading.document, h, "along with", "together with") for a in reading.cast.at(o)]
    return tuple(dict.fromkeys(ids))


def _named_by(reading: Reading, holder: int) -> tuple[str, ...]:
    """The actors of a holder; of a thing that speaks ("a statement by X which urges") those whose it is."""
    doc = reading.document
    found = reading.cast.at(holder)
    if found:
        return found
    behind = [*owners(doc, holder), *agents(doc, holder), *doc.dependents(holder, "parataxis", "dep", "list")]
    for c in doc.dependents(holder, "acl"):
        behind += agents(doc, c)
    if not behind and doc.tokens[holder].relation == "obj" and not turned_down(doc, holder):
        behind = subjects(doc, doc.tokens[holder].head)
    return tuple(a for b in behind for a in reading.cast.at(b))


def _stance(doc: Document, stand: Stand) -> Stance:
    if stand.stance == "undecided":
        return "undecided"
    if conditions(doc, stand.head) or _hinges(doc, stand):
        return "conditional"
    return "for" if stand.issue.sign > 0 else "against"


def _told(doc: Document, stand: Stand, stance: Stance) -> Issue:
    """The issue of the stand; of a conditional one against it with the act that shows so: "vetoing the package"."""
    issue = stand.issue
    if stance != "conditional" or issue.sign > 0 or issue.toward or doc.tokens[stand.head].upos != "VERB":
        return issue
    return Issue(issue.sign, issue.name, f"{gerund(lemma(doc, stand.head))} {issue.name}", issue.tokens)


def _hinges(doc: Document, stand: Stand) -> bool:
    """Whether the stand waits for something: "wants X before Y", "insists that X be done before Y"."""
    name = lemma(doc, stand.head)
    verbs = [stand.head] if name in words("lists", "demanding") or name in ("accept", "agree", "support") else []
    if name == "insist":
        verbs += [t for t in stand.issue.tokens if doc.tokens[t].upos == "VERB"]
    before = words("lists", "before")
    for verb in verbs:
        if any(case_of(doc, o) in before for o in obliques(doc, verb)):
            return True
        for c in doc.dependents(verb, "advcl"):
            if any(doc.tokens[m].text.lower() in before for m in doc.dependents(c, "mark", "case")):
                return True
    if name == "insist":
        end = _tight(doc, stand.head)[1]
        if any(doc.tokens[t].text.lower() in before for t in range(stand.head + 1, end)):
            return True
    acts = [t for t in stand.issue.tokens if doc.tokens[t].upos == "VERB"]
    fronted = [o for t in acts for o in obliques(doc, t) if o < stand.head and case_of(doc, o) in before]
    return bool(fronted) or conditions_of(doc, stand.issue.tokens)


def conditions_of(doc: Document, tokens: Sequence[int]) -> bool:
    """Whether an "if" or "unless" hangs from one of the verbs."""
    return any(conditions(doc, t) for t in tokens if doc.tokens[t].upos == "VERB")


def _evidence(reading: Reading, stand: Stand) -> Span:
    """The clause of the stand, from its holder where he stands before it to the end of the complement."""
    doc, head = reading.document, stand.head
    sentence = doc.sentence_of(head)
    first, last = _tight(doc, head)
    for holder in stand.holders:
        start = phrase(doc, holder)[0]
        own = doc.tokens[holder].head == head or head - holder < _NEAR
        if sentence.first <= start < first and holder < head and own:
            first = start
    return reading.span(first, last)


def _tight(doc: Document, head: int) -> tuple[int, int]:
    """Tokens [first, last) of the clause of `head` without what is joined to it or set beside it."""
    first, last = head, head + 1
    for c in doc.children[head]:
        token = doc.tokens[c]
        joined = token.relation == "conj" and token.upos in ("VERB", "AUX")
        if joined or token.relation in ("punct", "parataxis", "cc", "discourse"):
            continue
        a, b = clause(doc, c)
        if c > head:
            last = max(last, b)
        elif token.relation in ("nsubj", "ccomp", "aux", "advmod", "cop", "compound", "amod", "nmod", "det"):
            first = min(first, a)
    return first, _before_aside(doc, head, last)


def _before_aside(doc: Document, head: int, last: int) -> int:
    """`last`, or where a clause set off by a comma begins: ", which ...", ", saying ..."."""
    for i in range(head + 1, last - 1):
        after = doc.tokens[i + 1]
        aside = after.text.lower() in _ASIDES or (after.xpos == "VBG" and after.relation == "advcl")
        if doc.tokens[i].text == "," and aside:
            return i
    return last


def _of_speech(reading: Reading, claim: Claim, claims: Sequence[Claim]) -> Iterator[_Found]:
    """Stands of a speaker on what he speaks of."""
    doc = reading.document
    inside = {i for part in claim.content for i in tokens_over(doc, part.start, part.end)}
    for token in (doc.tokens[i] for i in sorted(inside)):
        if not any(part.start <= token.start < part.end for part in claim.content):
            continue
        found = _judgement(doc, token.i) or _duty(doc, token.i)
        if found is None or not is_public(doc, found[0]) or in_condition(doc, token.i):
            continue
        if carrier(claims, Span(start=token.start, end=token.end)) == claim.id:
            issue, why = found
            hinge: Stance = "conditional" if conditions(doc, token.i) else "for" if issue.sign > 0 else "against"
            first, last = _tight(doc, token.i)
            yield _Found(tuple(claim.source), issue, hinge, reading.span(first, last), why)


def _judgement(doc: Document, i: int) -> tuple[Issue, str] | None:
    """ "X is unacceptable", "X would endanger peace"; "X will not happen unless Y" as a condition."""
    topics = [s for s in doc.dependents(i, "nsubj") if doc.tokens[s].upos in ("NOUN", "PROPN")]
    if (
        not topics
        and i > doc.tokens[i].head
        and doc.tokens[i].relation in ("amod", "acl")
        and doc.tokens[doc.tokens[i].head].upos == "NOUN"
    ):
        topics = [doc.tokens[i].head]
    if not topics:
        return None
    name = lemma(doc, i)
    modal = any(lemma(doc, a) in _HARM for a in doc.dependents(i, "aux"))
    harmful = modal and name in words("rejection", "verbs") and not negated(doc, i)
    bad = name in words("rejection", "predicates") or harmful
    if bad and topics[0] not in doc.name_at:
        issue = noun_issue(doc, topics[0], 1 if negated(doc, i) else -1)
        return (issue, f"calls it {name!r}") if issue else None
    lasting = modal and name in words("lasting", "verbs") and not negated(doc, i)
    if (
        lasting
        and not is_body(doc, topics[0])
        and lemma(doc, topics[0]) in words("lasting", "nouns") | words("lists", "public")
    ):
        issue = noun_issue(doc, topics[0], 1)
        return (issue, "says it will go on") if issue else None
    unless = any(
        doc.tokens[m].text.lower() == "unless" for c in doc.dependents(i, "advcl") for m in doc.dependents(c, "mark")
    )
    if unless and modal and name not in words("warning", "ends"):
        issue = noun_issue(doc, topics[0], 1)
        return (issue, "only if a condition is met: 'unless'") if issue else None
    return None


def _duty(doc: Document, i: int) -> tuple[Issue, str] | None:
    """ "People should not break up the talks": what a speaker says must or must not be done."""
    token = doc.tokens[i]
    duties = [a for a in doc.dependents(i, "aux") if lemma(doc, a) in _DUTY]
    if not duties or token.upos != "VERB" or doc.dependents(i, "cop"):
        return None
    own = doc.dependents(i, "obj", "nsubj:pass")
    ruled = bool(doc.dependents(i, "nsubj:pass")) and bool(conditions(doc, i))  # "a second round must be held if ..."
    if not own or ruled or is_asked(doc, i) or doc.tokens[own[0]].upos == "PRON":
        return None
    issue = complement(doc, i, 1)
    return (issue, f"says it {lemma(doc, duties[0])} be so") if issue else None
