"""Whether an act has the parties that it needs to count: who does it, and to whom."""

from __future__ import annotations

from readout.extract import codes, syntax
from readout.extract.conditions import armed
from readout.extract.hollow import at_home, is_campaign, is_hollow
from readout.extract.lexicon import listed
from readout.extract.party import Party
from readout.extract.politics import is_for_the_state, is_silence
from readout.extract.reading import Reading
from readout.extract.senses import is_other_sense
from readout.extract.triggers import Trigger, complements, verb_trigger
from readout.language.document import Document

_DONE_TO_PERSONS = ("arrest", "deport", "seize", "ban")
_FRIENDLY_QUADS = 2
_LOOSE = {"obj", "group", "person"}
_CONTESTS = ("fight", "battle", "war", "campaign")
_PLACES_IN_LIFE = {"position", "post", "part", "ground", "home"}  # that one occupies without any force
_SELF_HARM = ("blow", "shoot", "kill", "set", "burn", "hang", "detonate")


def acceptable(reading: Reading, trigger: Trigger, actor: Party, recipient: Party) -> bool:
    """Whether the act has the parties that it needs to count: someone political, or violence that speaks for itself."""
    entry, kind = trigger.entry, trigger.entry.types[0]
    if is_silence(reading.document, trigger) or is_other_sense(reading, trigger, actor, recipient):
        return False
    named = bool(actor) + bool(recipient)
    doc = reading.document
    if _without_weight(reading, trigger, actor, recipient) or _hits_nobody(reading, trigger, recipient):
        return False
    if trigger.noun:
        if entry.need == "v" and trigger.light is None and not _weighty(reading, trigger, named):
            return False
        if entry.need == "l" and named < 2 and not (trigger.light is not None and named):
            return False
        if entry.need == "a" and not named:
            return False
        return bool(named) or codes.is_violent(kind)
    if entry.mode == "visit":
        return bool(actor and recipient) and not at_home(reading, actor, recipient) and _officials(reading, actor)
    if entry.pattern.reciprocal and kind == "CONSULT" and not recipient:
        return bool(actor) and (
            "with" not in entry.pattern.recipients or trigger.words != (trigger.head,) or _many(reading, actor)
        )
    plain = not entry.particles and not entry.objects and set(entry.conditions) <= _LOOSE
    weak = (plain and entry.head in listed("weak", "verbs")) or "must" in entry.conditions
    if weak and not _people(reading, trigger) and not _struck(reading, trigger, recipient):
        return False
    if is_hollow(reading, trigger, actor, recipient):
        return False
    if not recipient and (_opinion(doc, trigger) or _only_disposed(reading, trigger)):
        return False
    if kind == "REQUEST" and not actor and not _addressed(reading, recipient):
        return False
    if named:
        return _has_actor_or_victim(reading, trigger, actor, recipient)
    return codes.is_violent(kind) and codes.victims(doc, syntax.objects(doc, trigger.head))


def _opinion(doc: Document, trigger: Trigger) -> bool:
    """Whether one agrees that something is so, and not to do it: "experts agreed that the valve was open"."""
    if trigger.entry.head not in ("agree", "concur") or trigger.noun:
        return False
    said = [c for c in doc.dependents(trigger.head, "ccomp") if not syntax.is_infinitive(doc, c)]
    return bool(said) and all(
        doc.tokens[c].xpos != "VB" and not any(doc.tokens[a].xpos == "MD" for a in doc.dependents(c, "aux"))
        for c in said
    )


def _only_disposed(reading: Reading, trigger: Trigger) -> bool:
    """Whether one is "ready" or "willing" to do what is no act towards others: "willing to die"."""
    doc = reading.document
    if trigger.noun or trigger.entry.types[0] != "AGREE" or doc.tokens[trigger.head].upos != "ADJ":
        return False
    acts = [verb_trigger(doc, c) for c in complements(doc, trigger.head)]
    return not any(a and codes.quad(a.entry.types[0]) <= _FRIENDLY_QUADS for a in acts)


def _addressed(reading: Reading, recipient: Party) -> bool:
    """Whether those whom nobody is said to ask are a state, body or person, and not people "called to vote"."""
    return any(reading.cast.actor(i).kind != "group" for i in recipient.ids)


def _has_actor_or_victim(reading: Reading, trigger: Trigger, actor: Party, recipient: Party) -> bool:
    """An act without a known doer counts where it is done to someone: passives, violence."""
    if actor or (recipient and trigger.entry.pattern.recipients == ("S",)):
        return True
    doc = reading.document
    subjects = syntax.subjects(doc, trigger.head)
    if syntax.is_passive(doc, trigger.head):
        if trigger.entry.types[0] == "COERCE" and trigger.entry.mode not in _DONE_TO_PERSONS:
            return False
        if trigger.entry.types[0] == "SUPPORT":
            return False  # who is "praised as a paradise" is praised by nobody
        return trigger.entry.types[0] not in ("CONSULT", "AGREE", "REQUEST") or bool(recipient)
    if codes.is_violent(trigger.entry.types[0]):
        doers = {syntax.lemma(doc, s) for s in subjects}
        hurt = bool(recipient) or codes.victims(doc, syntax.objects(doc, trigger.head))
        nameless = listed("classes", "anonymous") | (_persons() if hurt else frozenset())
        nameless |= listed("classes", "arms_sent")
        return not subjects or bool(doers & nameless)
    return False


def _persons() -> frozenset[str]:
    return listed("classes", "person") | listed("classes", "crowd") | listed("classes", "unknown")


def _struck(reading: Reading, trigger: Trigger, recipient: Party) -> bool:
    """Whether someone named is acted on: for force, the object itself, not only whose it is ("hurt their feelings")."""
    if trigger.entry.types[0] not in ("ASSAULT", "COERCE", "RETREAT") or "O" not in trigger.entry.pattern.recipients:
        return bool(recipient)
    objects = {o for h in syntax.objects(reading.document, trigger.head) for o in syntax.conjuncts(reading.document, h)}
    prepositions = trigger.entry.pattern.recipients[1:]
    others = set(syntax.obliques(reading.document, trigger.head, *prepositions)) if prepositions else set()
    return bool(set(recipient.heads) & (objects | others))


def _people(reading: Reading, trigger: Trigger) -> bool:
    """Whether an unnamed object is people, or what a statement, plan or deal says."""
    doc = reading.document
    found = {syntax.lemma(doc, o) for o in syntax.objects(doc, trigger.head)}
    if trigger.entry.types[0] in ("ACCUSE", "SUPPORT", "REJECT"):
        return bool(found & listed("classes", "words"))
    things: frozenset[str] = frozenset()
    forced = trigger.entry.mode in ("seize", "restrict")
    attack = trigger.entry.types[0] == "ASSAULT"
    if attack or forced:
        things = listed("classes", "property") | listed("classes", "troops") | listed("classes", "grounds")
    things -= _PLACES_IN_LIFE if forced else frozenset()
    things |= listed("classes", "sites") if attack else frozenset()
    things |= listed("vehicles") if trigger.entry.mode == "release" else frozenset()
    return bool(found & (listed("classes", "victims") | listed("classes", "captives") | things))


def _heard(reading: Reading, trigger: Trigger, recipient: Party) -> bool:
    """Whether one speaks to those who only listen: "met the press", "spoke to students"; or meets needs."""
    doc = reading.document
    heads = recipient.heads or tuple(syntax.objects(doc, trigger.head))
    listeners = (listed("audience") | listed("classes", "unknown")) - {"conference", "people"}
    if trigger.entry.head == "meet" and not trigger.noun:
        met = syntax.objects_direct(doc, trigger.head)
        met += [n for o in met if doc.tokens[o].upos in ("ADJ", "DET", "PRON") for n in syntax.obliques(doc, o, "of")]
        things = [o for o in met if doc.tokens[o].upos == "NOUN"]
        if things and not any(reading.cast.at(o) for o in things):
            return True
    return bool(heads) and not trigger.noun and all(syntax.lemma(doc, h) in listeners for h in heads)


def _without_weight(reading: Reading, trigger: Trigger, actor: Party, recipient: Party) -> bool:
    """Whether the parties make it no act of politics: a talk to listeners, reporters who travel, a warning to none."""
    entry, kind = trigger.entry, trigger.entry.types[0]
    if kind == "ASSAULT" and not actor and _befalls(reading, trigger):
        return True
    if is_campaign(reading, trigger, recipient):
        return True
    if kind == "REQUEST" and not recipient and _of_wares(reading.document, trigger):
        return True
    if "must" in entry.conditions and actor and at_home(reading, actor, recipient):
        return is_for_the_state(reading, actor)  # a premier says what his own country must do
    if (
        kind == "ASSAULT"
        and not recipient
        and _is_against(reading.document, trigger)
        and (entry.head in _CONTESTS or entry.objects)
    ):
        return True
    if kind == "CONSULT" and _heard(reading, trigger, recipient):
        return True
    if entry.mode == "withdraw" and kind == "RETREAT" and _is_private(reading, trigger, actor):
        return True
    if entry.head in ("warn", "warning", "caution") and kind == "ACCUSE" and not _told_to(reading, trigger, recipient):
        return True
    if _done_to_itself(reading.document, trigger):
        return True
    travellers = {syntax.lemma(reading.document, h) for h in actor.heads}
    return entry.mode == "visit" and bool(travellers) and travellers <= listed("audience")


def _told_to(reading: Reading, trigger: Trigger, recipient: Party) -> bool:
    """Whether the ones warned are named as such, and not only within what the warning is about."""
    doc = reading.document
    heads = [*syntax.objects(doc, trigger.head), *syntax.obliques(doc, trigger.head, "to", "against")]
    return bool(set(recipient.heads) & {c for h in heads for c in syntax.conjuncts(doc, h)})


def _done_to_itself(doc: Document, trigger: Trigger) -> bool:
    """Whether a verb's object is its own subject: "managed to free itself". Who blows himself up means others."""
    if trigger.noun or trigger.entry.head in _SELF_HARM or trigger.entry.types[0] == "AGREE":
        return False  # who "commits himself" does something to others
    return any(
        doc.tokens[o].text.lower().endswith(("self", "selves")) for o in syntax.objects_direct(doc, trigger.head)
    )


def _hits_nobody(reading: Reading, trigger: Trigger, recipient: Party) -> bool:
    """Whether force is done to what is neither people, nor theirs, nor an actor's: "shot the cow", "slashed taxes"."""
    doc = reading.document
    asked = frozenset().union(*trigger.entry.objects)
    if trigger.noun or trigger.entry.types[0] != "ASSAULT" or not asked <= listed("predicative") or recipient:
        return False
    objects = [c for o in syntax.objects(doc, trigger.head) for c in syntax.conjuncts(doc, o)]
    things = [o for o in objects if doc.tokens[o].upos == "NOUN"]
    names = (
        "victims",
        "captives",
        "person",
        "crowd",
        "property",
        "troops",
        "weapons",
        "military",
        "police",
        "grounds",
        "sites",
    )
    known = frozenset().union(*(listed("classes", name) for name in names))
    return bool(things) and len(things) == len(objects) and not any(syntax.lemma(doc, o) in known for o in things)


def _befalls(reading: Reading, trigger: Trigger) -> bool:
    """Whether what hits someone is neither an actor nor force: "stricken by cancer", "hit for two sixes"."""
    doc = reading.document
    if trigger.noun or trigger.entry.particles or trigger.entry.objects:
        return False
    doers = [c for a in syntax.subjects(doc, trigger.head) for c in syntax.conjuncts(doc, a)]
    if not doers:
        return trigger.entry.head in ("hit", "strike") and not armed(doc, trigger.head)
    names = ("weapons", "military", "attack", "violence", "person", "crowd", "unknown", "anonymous", "police", "troops")
    force = frozenset().union(*(listed("classes", name) for name in names))
    return syntax.is_passive(doc, trigger.head) and all(
        doc.tokens[a].upos == "NOUN" and syntax.lemma(doc, a) not in force for a in doers
    )


def _of_wares(doc: Document, trigger: Trigger) -> bool:
    """Whether a share or sum is all that is asked: "the law required 30 percent"."""
    things = [] if trigger.noun else syntax.objects_direct(doc, trigger.head)
    return bool(things) and all(syntax.lemma(doc, o) in listed("wares") for o in things)


def _is_against(doc: Document, trigger: Trigger) -> bool:
    """Whether a noun is an effort against something: "the fight against drug trafficking"."""
    things = [trigger.head] if trigger.noun else [w for w in trigger.words if syntax.lemma(doc, w) in _CONTESTS]
    return any(syntax.obliques(doc, w, "against") for w in things)


def _is_private(reading: Reading, trigger: Trigger, actor: Party) -> bool:
    """Whether one person leaves something, and no troops: "Orsk pulled out with an injury"."""
    alone = bool(actor) and all(reading.cast.actor(i).kind == "person" for i in actor.ids)
    return alone and not trigger.noun and not syntax.objects_direct(reading.document, trigger.head)


def _weighty(reading: Reading, trigger: Trigger, named: int) -> bool:
    return named == 2 and trigger.entry.weight > 0


def _officials(reading: Reading, actor: Party) -> bool:
    """Whether those who travel do so for a state or body, and not as private persons."""
    found = [reading.cast.actor(i) for i in actor.ids]
    return any(
        a.kind not in ("person", "group") or a.role or a.wikidata or a.sector in listed("official_sectors")
        for a in found
    )


def _many(reading: Reading, actor: Party) -> bool:
    doc = reading.document
    return len(actor.ids) > 1 or any(
        doc.tokens[h].xpos in ("NNS", "NNPS")
        or doc.tokens[h].text.lower() in ("they", "we", "both")
        or syntax.lemma(doc, h) in listed("bodies")
        or doc.tokens[h].text == "Council"
        for h in actor.heads
    )
