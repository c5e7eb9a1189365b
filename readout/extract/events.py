"""Who did what to whom: PLOVER events from the words of a report.

The lexicon (data/events_verbs.tsv, events_nouns.tsv) says which words are acts, the parse who takes part, the
language core's heads how sure it is. One event per happening, however often the report comes back to it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from readout.extract import codes, syntax
from readout.extract.aimed import aimed_at
from readout.extract.arguments import parties, promised_to
from readout.extract.background import is_background
from readout.extract.conditions import crowd, purposes
from readout.extract.confidence import confidence, least, signs
from readout.extract.dates import said_on, when
from readout.extract.fitting import not_its_own
from readout.extract.lexicon import listed, own_type
from readout.extract.meetings import meeting_mode
from readout.extract.merge import SPOKEN, one_per_happening
from readout.extract.party import Party, named, without
from readout.extract.places import place
from readout.extract.politics import is_for_the_state, is_official, is_play, is_sport, political
from readout.extract.reach import reached
from readout.extract.reading import Reading, carrier
from readout.extract.status import status
from readout.extract.triggers import Trigger, triggers
from readout.extract.turns import turned
from readout.extract.undone import told_by_its_verb
from readout.extract.unreal import consumed, unreal
from readout.extract.worth import acceptable
from readout.language.document import Document
from readout.record import Claim, Event, Period, Span, Status

Relate = Callable[[list[tuple[list[int], list[int]]]], list[dict[str, float]]]
"""`Core.relate` of one document: token ids of actor and recipient to the probabilities of the 16 types."""

WordTypes = Callable[[list[int]], list[dict[str, float]]]
"""`Core.trigger_types` of one document: token ids of triggers to the probabilities of the 16 types."""

_SAID = ("ACCUSE", "SUPPORT", "REQUEST", "THREATEN")
_UNSAID = (*_SAID, "REJECT")
"""Acts in words that are none where they are denied: "did not condemn", "did not rule out"."""
_SELDOM = ("MOBILIZE", "THREATEN")
_AT_ARMS = ("MIL", "PRM", "REB", "UAF", "IGO")
_RECIPROCAL = ("each other", "one another")
_MATERIAL = (2, 4)
_SURE, _SURE_OF_SPECIAL = (0.9, 0.5), (0.98, 0.7)  # of the pair and of the word
_YIELDS = {"CONCEDE", "RETREAT"}
_FRIENDLY_QUADS = 2


@dataclass(frozen=True)
class Candidate:
    """An act on its way to become an event.

    `mutual` acts are done by either side to the other. Where the pair head was asked, `chance` is its word on the act's
    type and `rival` the type that it likes best.
    """

    trigger: Trigger
    kind: str
    actor: Party
    recipient: Party
    status: Status
    when: Period | None
    why: str
    cameo: str
    mutual: bool = False
    chance: float | None = None
    rival: tuple[str, float] = ("", 0.0)

    @property
    def own(self) -> str:
        """The user's own type, unless the words around turn the act into another ("refused to …" is REJECT)."""
        return self.trigger.entry.own if self.kind == self.trigger.entry.types[0] else ""


def events(
    reading: Reading, claims: Sequence[Claim], relate: Relate | None = None, word_types: WordTypes | None = None
) -> list[Event]:
    """The events of a report, in text order. `relate` and `word_types` add the trained heads' word on the types; with
    it, events less sure than data/confidence.toml asks are left out (none of the user's own types).
    """
    acts = weighed_acts(reading, claims, relate, word_types)
    if word_types is not None:  # the threshold is one of confidence that the heads have had their word in
        acts = [(c, seen) for c, seen in acts if c.own or confidence(seen) >= least() or _in_so_many_words(reading, c)]
    return [_event(reading, claims, c, seen, n) for n, (c, seen) in enumerate(acts, start=1)]


def _in_so_many_words(reading: Reading, c: Candidate) -> bool:
    """Whether a crowd is said to protest, or a state or armed group, by more than one word, to show force or threaten.

    Too few acts of these types have been judged for the weights of confidence.toml to tell the plain from the doubtful:
    "thousands marched", "test-fired a missile", which are done to nobody, would all be left out.
    """
    doc, verb = reading.document, c.trigger.head
    if c.trigger.noun or c.status not in ("occurred", "ongoing", "planned"):
        return False
    if c.kind == "PROTEST":
        loose = doc.tokens[verb].deprel == "acl" or doc.tokens[verb].xpos == "VBG"
        festive = purposes(doc, verb) & listed("festive")  # "marched on the square to mark the anniversary"
        return crowd(doc, verb) and not festive and not loose
    named = bool(c.trigger.entry.weight) or c.kind not in c.trigger.entry.types
    passive = syntax.is_passive(doc, verb) and c.status != "occurred"
    moved = "@" in c.trigger.entry.key and any(syntax.case_of(doc, w) for w in c.trigger.words)
    named &= not moved  # "flew in a military helicopter" moves no helicopter
    passive |= c.kind == "THREATEN" and c.status == "planned"  # "be ready to use force"
    if c.kind not in _SELDOM or not named or passive or doc.tokens[verb].deprel == "acl":
        return False
    armed = any(reading.cast.actor(i).sector in _AT_ARMS for i in c.actor.ids)
    return armed or is_for_the_state(reading, c.actor)


def weighed_acts(
    reading: Reading, claims: Sequence[Claim], relate: Relate | None, word_types: WordTypes | None
) -> list[tuple[Candidate, dict[str, float]]]:
    """The acts of a report that become events, in text order, each with the signs that its confidence is made from."""
    found = one_per_happening(reading, _judged(_candidates(reading, claims), relate))
    tags = {t.token: t.score for t in reading.document.event_tags}
    words = word_types([c.trigger.head for c in found]) if word_types and found else [None] * len(found)
    told = [(_overruled(c, word), word) for c, word in zip(found, words, strict=True)]
    return [(c, signs(c, reading, word, tags.get(c.trigger.head, 0.0) if tags else None)) for c, word in told]


def _overruled(c: Candidate, word: Mapping[str, float] | None) -> Candidate:
    """The act with the type that both heads are sure of, by the pair and by the word, against the lexicon's.

    An entry of several words ("impose sanctions") takes more, and never turns from hostile to friendly or back. Nor
    does CONCEDE become RETREAT or back: the examples that the heads were trained on know the two as one.
    """
    kind, sure = c.rival
    if (
        word is None
        or c.own
        or c.trigger.entry.head in listed("unmistakable")
        or kind in ("", c.kind)
        or c.kind not in c.trigger.entry.types
        or c.status == "negated"
    ):
        return c
    if (c.kind, kind) == ("CONSULT", "AGREE"):
        return c  # who "will visit" or "is to meet" promises nothing: the heads take the "will" for it
    special = bool(c.trigger.entry.weight)
    if {kind, c.kind} == _YIELDS or (special and _friendly(kind) != _friendly(c.kind)):
        return c
    if c.status == "planned" and (c.kind, kind) == ("CONSULT", "AGREE"):
        return c  # a visit to come is a visit, and no promise
    of_pair, of_word = _SURE_OF_SPECIAL if c.trigger.entry.objects else _SURE
    if sure < of_pair or word.get(kind, 0.0) < of_word:
        return c
    why = f"{c.why}; heads {kind} {sure:.2f} {word[kind]:.2f}"
    return replace(c, kind=kind, cameo=codes.plain_cameo(kind), chance=sure, why=why)


def _friendly(kind: str) -> bool:
    return codes.quad(kind) <= _FRIENDLY_QUADS


def _candidates(reading: Reading, claims: Sequence[Claim]) -> list[Candidate]:
    doc = reading.document
    found = triggers(doc)
    promised = consumed(reading, found)
    heads = {w for t in found for w in (t.head, *t.words)}
    dead: set[int] = set()
    sport = is_sport(doc)
    candidates = []
    for trigger in found:
        above = doc.tokens[trigger.head]
        if unreal(reading, trigger, heads) or (above.relation == "xcomp" and above.head in dead):
            dead.add(trigger.head)  # and so is what is only its aim: "in an attempt to force them to leave"
            continue
        if trigger.head in promised or (sport and is_play(doc, trigger)) or told_by_its_verb(doc, trigger, found):
            continue
        actor, recipient = parties(reading, trigger)
        actor = _speaker(reading, claims, trigger, actor)
        recipient = not_its_own(reading, trigger, actor, without(reading, recipient, actor))
        recipient = recipient or named(reading, aimed_at(reading, trigger, actor.ids))
        mutual = not recipient and len(actor.ids) > 1 and _each_other(doc, trigger)
        if mutual:
            actor, recipient = Party(actor.ids[:1], actor.heads), Party(actor.ids[1:], actor.heads)
        if sport and not is_official(reading, actor, recipient):
            continue
        if not acceptable(reading, trigger, actor, recipient):
            continue
        far = Party() if recipient else named(reading, reached(reading, trigger, actor.ids))
        far = far if far or recipient else promised_to(reading, trigger, actor)
        deep = Party() if _only_meant(reading.document, trigger) else far
        if political(reading, trigger, actor, recipient or deep):
            found_one = _candidate(reading, trigger, actor, recipient or far, bool(far))
            candidates.append(replace(found_one, mutual=True) if mutual else found_one)
    return [c for c in candidates if c.status != "negated" or not (c.kind in _UNSAID or _only_ruled_out(doc, c))]


def _only_meant(doc: Document, trigger: Trigger) -> bool:
    """Whether an act is an infinitive or denied, so that what it is about makes it none: "tried to agree on aid"."""
    verb = trigger.head
    return not trigger.noun and (syntax.is_infinitive(doc, verb) or syntax.negated(doc, verb))


def _each_other(doc: Document, trigger: Trigger) -> bool:
    """Whether an act is done by each side to the other: "accused each other of breaking the truce"."""
    objects = [] if trigger.noun else syntax.objects_direct(doc, trigger.head)
    return any(
        doc.words(o, o + 2).lower() in _RECIPROCAL or doc.words(o - 1, o + 1).lower() in _RECIPROCAL for o in objects
    )


def _only_ruled_out(doc: Document, c: Candidate) -> bool:
    """Whether a deed is only said not to come, or not to be right: "would not attack", "should not be withdrawn"."""
    modal = any(doc.tokens[a].xpos == "MD" for a in doc.dependents(c.trigger.head, "aux"))
    return modal and not c.trigger.noun and codes.quad(c.kind) in _MATERIAL


def _speaker(reading: Reading, claims: Sequence[Claim], trigger: Trigger, actor: Party) -> Party:
    """Who says "we demand" in a quotation: the source of the claim; else the `actor` that was found."""
    doc = reading.document
    subjects = syntax.surface_subjects(doc, trigger.head)
    first_person = any(doc.tokens[s].text.lower() in ("we", "i") for s in subjects)
    judgement = doc.tokens[trigger.head].upos == "ADJ" and trigger.entry.types[0] == "REJECT"
    said = first_person and trigger.entry.types[0] in SPOKEN
    if judgement:
        actor = Party()
    if trigger.noun or not (said or ((first_person or judgement) and not actor)):
        return actor
    carried = carrier(claims, reading.span(trigger.head, trigger.head + 1))
    source = next((tuple(c.source) for c in claims if c.id == carried), ())
    return Party(source, actor.heads) if source else actor


def _candidate(reading: Reading, trigger: Trigger, actor: Party, recipient: Party, far: bool) -> Candidate:
    kind = trigger.entry.types[0]
    period = when(reading, trigger.head)
    if period is not None and _is_of_the_object(reading, trigger, period):
        period = None
    state = status(reading.document, trigger, kind, period, reading.published)
    if state in ("occurred", "ongoing") and period is None and is_background(reading, trigger, kind):
        state = "historical"
    kind, state, cameo = turned(reading.document, trigger, kind, state)
    if kind == "PROTEST" and trigger.entry.mode == "boycott" and is_for_the_state(reading, actor):
        kind, cameo = "SANCTION", codes.plain_cameo("SANCTION")  # states boycott by sanctions
    if kind in SPOKEN and period and _is_of_the_content(reading, trigger, period):
        period = None
    if period is None and kind in SPOKEN and not trigger.noun and _own_words(reading.document, trigger.head, kind):
        period = said_on(reading, trigger.head)
    name = "noun" if trigger.noun else "verb"
    why = f"lexicon {name} '{trigger.entry.key}' -> {trigger.entry.own or '|'.join(trigger.entry.types)}"
    mutual = trigger.entry.pattern.reciprocal and not far
    return Candidate(trigger, kind, actor, recipient, state, period, why, cameo or trigger.entry.cameo, mutual)


def _own_words(doc: Document, verb: int, kind: str) -> bool:
    """Whether a speaker does an act of their own in the very words: "we demand", "I am not going to negotiate"."""
    if not any(doc.tokens[s].text.lower() in ("we", "i") for s in syntax.surface_subjects(doc, verb)):
        return False
    return kind == "REJECT" or syntax.tense(doc, verb) in ("present", "progressive")


def _is_of_the_content(reading: Reading, trigger: Trigger, period: Period) -> bool:
    """Whether the day belongs to what is promised, asked or charged: ahead, or long past where the act is present."""
    if reading.published is None:
        return False
    if (period.start or "") > reading.published.isoformat():
        return True
    old = (period.end or "9999") < (reading.published - timedelta(days=31)).isoformat()
    return old and not trigger.noun and syntax.tense(reading.document, trigger.head) == "present"


def _is_of_the_object(reading: Reading, trigger: Trigger, period: Period) -> bool:
    """Whether a day to come is that of what a deed already done is about: "cancelled talks set for February"."""
    if reading.published is None or trigger.noun or (period.start or "") <= reading.published.isoformat():
        return False
    tense = syntax.tense(reading.document, trigger.head)
    return tense in ("past", "perfect", "pluperfect") and not syntax.modality(reading.document, trigger.head)


def _judged(candidates: list[Candidate], relate: Relate | None) -> list[Candidate]:
    """Lets the trained head choose among the lexicon's types."""
    asked = [n for n, c in enumerate(candidates) if c.actor.heads and c.recipient.heads]
    if relate is None or not asked:
        return candidates
    said = relate([(list(candidates[n].actor.heads), list(candidates[n].recipient.heads)) for n in asked])
    out = list(candidates)
    for n, chances in zip(asked, said, strict=True):
        out[n] = _weighed(out[n], chances)
    return out


def _weighed(candidate: Candidate, chances: dict[str, float]) -> Candidate:
    if candidate.own:
        return candidate  # the head knows PLOVER's types alone
    types = candidate.trigger.entry.types
    if candidate.kind not in types:
        types = (candidate.kind,)
    best = max(types, key=lambda t: chances.get(t, 0.0) + (0.3 if t == types[0] else 0.0))
    chance = max(chances.get(t, 0.0) for t in _told(candidate.trigger, best))
    likes = max(chances, key=chances.__getitem__, default="")
    why = f"{candidate.why}; head {best} {chance:.2f}"
    return replace(candidate, kind=best, chance=chance, rival=(likes, chances.get(likes, 0.0)), why=why)


def _told(trigger: Trigger, kind: str) -> tuple[str, ...]:
    """The types that the heads may see in an act: its own, and the verb's where the clause has turned it."""
    return (kind,) if kind in trigger.entry.types else (kind, *trigger.entry.types)


def _event(reading: Reading, claims: Sequence[Claim], c: Candidate, seen: dict[str, float], number: int) -> Event:
    doc, trigger = reading.document, c.trigger
    where = place(reading, trigger)
    mode = codes.mode_of(doc, trigger, c.kind) or meeting_mode(reading, c.kind, c.actor, c.recipient, where)
    span = _trigger_span(reading, trigger)
    own = own_type(c.own)
    return Event(
        id=f"e{number}",
        type=c.own or c.kind,
        mode=mode,
        contexts=codes.contexts(doc, trigger.head),
        actor=list(c.actor.ids),
        recipient=list(c.recipient.ids),
        reciprocal=c.mutual and bool(c.actor and c.recipient),
        actor_text=_texts(reading, c.actor),
        recipient_text=_texts(reading, c.recipient),
        trigger=span,
        evidence=reading.sentence_span(trigger.head),
        date=c.when,
        place=where,
        status=c.status,
        claim=carrier(claims, span),
        cameo=c.cameo or None,
        quad=own.quad if own else codes.quad(c.kind),
        score=own.score if own else codes.score(c.kind, mode),
        confidence=round(confidence(seen), 3),
        why=c.why,
    )


def _texts(reading: Reading, party: Party) -> list[Span]:
    spans = {syntax.phrase(reading.document, h) for h in party.heads}
    return [reading.span(first, last) for first, last in sorted(spans)]


def _trigger_span(reading: Reading, trigger: Trigger) -> Span:
    """From the first to the last word of the trigger; a far light verb or object is left out."""
    near = [w for w in trigger.words if abs(w - trigger.head) < 10]
    last = max(near)
    doc = reading.document
    if not trigger.noun and last == trigger.head:
        last = max(
            [last, *(o for o in syntax.objects_direct(doc, trigger.head) if trigger.head < o < trigger.head + 8)]
        )
    name = doc.name_at.get(last)
    if name is not None and name.first > trigger.head:
        last = name.last - 1  # a name is not cut: "blamed al-Shabaab"
    return reading.span(min(near), max([last, *doc.dependents(last, "flat")]) + 1)
