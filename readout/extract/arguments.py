"""Who takes part in an act: the nouns that the entry's pattern names, and the actors that they stand for."""

from __future__ import annotations

from readout.extract import syntax
from readout.extract.astray import nested
from readout.extract.fitting import complained_of, may_be_asked, may_speak, not_its_own
from readout.extract.lexicon import listed, nouns
from readout.extract.party import WHOSE, Party, inside, is_agent, is_demonym, leaders, named, put_on, without
from readout.extract.reading import Reading
from readout.extract.surroundings import TOLD_FAR, attacks, awaited, in_the_fight
from readout.extract.triggers import Trigger, complements, describes, verb_trigger
from readout.language.document import Document
from readout.language.openings import dateline_end

_TO_WHOM = ("against", "on", "at", "with", "in", "between", "among")
_LINKS_OF = {"CONSULT": WHOSE, "REQUEST": (*WHOSE, "against", "on", "with")}
"""What leads from a thing to those whom an act is done to: who asks for "investment in schools" asks no schools."""
_GOING = ("arrive", "fly", "head", "leave", "depart", "journey")
_LINKS = ("with", "between", "among")
_JUDGING = ("ACCUSE", "REJECT", "SUPPORT")
_OF_DEEDS = ("AGREE", "REJECT", "THREATEN")
"""Acts in words whose infinitive tells a deed, and so to whom it would be done."""
_SIDES = 2
_MOVING = ("MOBILIZE", "RETREAT", "AID")
_TOPICS = ("over", "about", "on", "for")
_TO_ONE = ("to", "against", "by", "with")


def parties(reading: Reading, trigger: Trigger) -> tuple[Party, Party]:
    """Actor and recipient of a trigger. A reciprocal act with one plural party has its members on both sides."""
    pattern = trigger.entry.pattern
    select = _noun_side if trigger.noun else _verb_side
    if trigger.reverse:
        return _reversed(reading, trigger)
    actor = _first(reading, may_speak(reading, trigger, [select(reading, trigger, n) for n in pattern.actors]), WHOSE)
    if trigger.noun and pattern.reciprocal and _is_between(reading, trigger):
        actor = Party()  # "Norland has prepared a meeting between Estria and Vall"
    choices = [select(reading, trigger, name) for name in pattern.recipients]
    links: tuple[str, ...] = _LINKS_OF.get(trigger.entry.types[0], (*WHOSE, *_TO_WHOM))
    judged = trigger.entry.types[0] in _JUDGING
    if judged:  # who condemns a killing does not accuse the killed
        choices = [[h for h in heads if not _is_victim(reading.document, h, trigger)] for heads in choices]
        links = ("by",) if _blames_an_attack(reading.document, trigger) else links
    choices = [[h for h in heads if not _is_own_force(reading, trigger, actor, h)] for heads in choices]
    recipient = _first(reading, may_be_asked(reading, trigger, choices), links, judged, trigger, actor)
    if trigger.noun and not recipient:
        scenes = [c for c in reading.document.dependents(trigger.head, "compound") if _is_scene(reading, trigger, c)]
        recipient = named(reading, scenes)
    told = TOLD_FAR.get(trigger.entry.types[0])
    if told is not None and not recipient:
        recipient = without(reading, told(reading, trigger), actor)
    recipient = recipient or without(reading, awaited(reading, trigger), actor)
    recipient = complained_of(reading, trigger, recipient) or recipient
    if _owner_is_acted_on(reading, trigger):
        recipient = recipient or named(reading, reading.document.dependents(trigger.head, "nmod:poss"))
    if not trigger.noun and not actor:
        actor = _owner_of_subject(reading, trigger, recipient)
    actor = actor if trigger.entry.types[0] == "PROTEST" else _known(reading, actor)
    actor = actor or in_the_fight(reading, trigger, recipient)
    if (
        trigger.entry.head in _GOING
        and trigger.entry.mode == "visit"
        and any(reading.cast.actor(i).kind == "person" for i in recipient.ids)
    ):
        recipient = Party()
    if not recipient and trigger.entry.mode == "visit":
        recipient = _here(reading, trigger)
    recipient = without(reading, recipient, actor)
    one_side = len(recipient.ids) > 1 and _is_with(reading, recipient)
    if pattern.reciprocal and trigger.noun and not actor and not one_side:
        actor, recipient = recipient, actor
    if pattern.reciprocal and len(actor.ids) > 1 and not trigger.noun and _only_inside(reading, trigger, recipient):
        recipient = Party()
    if pattern.reciprocal and not recipient and len(actor.ids) > 1:
        recipient = Party(actor.ids[1:], actor.heads)
        actor = Party(actor.ids[:1], actor.heads)
    elif _fight_each_other(reading, trigger, actor, recipient) or (
        pattern.reciprocal and not actor and len(recipient.ids) > 1 and not _is_with(reading, recipient)
    ):
        actor, recipient = Party(recipient.ids[:1], recipient.heads), Party(recipient.ids[1:], recipient.heads)
    return actor, recipient


def promised_to(reading: Reading, trigger: Trigger, actor: Party) -> Party:
    """Whom the act that is promised, refused or threatened would reach: "agreed to free [the envoy]"."""
    doc = reading.document
    if trigger.entry.types[0] not in _OF_DEEDS:
        return Party()
    for c in dict.fromkeys(c for w in (trigger.head, *trigger.words) for c in complements(doc, w)):
        inner = verb_trigger(doc, c) if c not in trigger.words else None
        party = without(reading, parties(reading, inner)[1], actor) if inner else Party()
        if party:
            return party
    return Party()


def _is_own_force(reading: Reading, trigger: Trigger, actor: Party, head: int) -> bool:
    """Whether a noun only names the forces that one sends or pulls out: "to pull [its troops] out of Norland"."""
    party = named(reading, [head])
    return bool(party) and not not_its_own(reading, trigger, actor, party)


def _reversed(reading: Reading, trigger: Trigger) -> tuple[Party, Party]:
    """The parties of an act that its verb's subject undergoes: "[Norland] drew criticism from [the council]"."""
    recipient = _first(reading, [_noun_side(reading, trigger, "P")], WHOSE)
    doers = [name for name in trigger.entry.pattern.actors if name != "P"]
    choices = [_noun_side(reading, trigger, name) for name in dict.fromkeys((*doers, "from", "by"))]
    owned = named(reading, [c for c in inside(reading, trigger.head, ()) if reading.cast.at(c)])
    actor = owned or _first(reading, choices, WHOSE)
    if not actor and not trigger.entry.pattern.reciprocal:
        others = [_noun_side(reading, trigger, name) for name in trigger.entry.pattern.recipients]
        others = [[h for h in heads if syntax.case_of(reading.document, h) not in _TOPICS] for heads in others]
        actor = _first(reading, others, WHOSE)  # not what about: "came under criticism over [Norland]'s war"
    if trigger.entry.pattern.reciprocal and not actor:
        return recipient, actor  # "got an agreement": with whom is not told
    return without(reading, actor, recipient), recipient


def _is_between(reading: Reading, trigger: Trigger) -> bool:
    """Whether those who meet or agree are told by "between", two of them at least."""
    return len(named(reading, _noun_side(reading, trigger, "between")).ids) > 1


def _is_topic(reading: Reading, trigger: Trigger, i: int) -> bool:
    """Whether a name before talks or a deal is what they are about: "[FTA] talks with Norland"."""
    found = [reading.cast.actor(a) for a in reading.cast.at(i)]
    unknown = all(a.kind == "organisation" and not (a.country or a.sector or a.wikidata) for a in found)
    return trigger.entry.types[0] in ("CONSULT", "AGREE") and unknown


def _is_scene(reading: Reading, trigger: Trigger, i: int) -> bool:
    """Whether a city before an attack is where it was, and nobody who did it: "the [Amman] bombing"."""
    name = reading.document.name_at.get(i)
    if trigger.entry.types[0] != "ASSAULT" or name is None or name.label != "PLACE":
        return False
    token = reading.document.tokens[i]
    names = {reading.cast.actor(a).name for a in reading.cast.at(i)}
    spelt = token.upos == "PROPN" and token.relation == "compound" and not token.text.isupper()
    return spelt and not any(token.text[:4] in n for n in names)


def _fight_each_other(reading: Reading, trigger: Trigger, actor: Party, recipient: Party) -> bool:
    """Whether those hit are the two sides of a fight: "clashes between police and students"."""
    if not trigger.noun or trigger.entry.types[0] != "ASSAULT" or actor or len(recipient.ids) < _SIDES:
        return False
    return all(syntax.case_of(reading.document, h) == "between" for h in recipient.heads[:1])


def _is_of_the_act(doc: Document, trigger: Trigger, noun: int) -> bool:
    """Whether a noun among the act's words is an act of the same type, and not whom it is done to."""
    return noun != trigger.head and _kind_of_noun(doc, noun) == trigger.entry.types[0]


def _kind_of_noun(doc: Document, noun: int) -> str:
    """The type of act that a noun tells by itself; "" for none."""
    return next((e.types[0] for e in nouns().get(syntax.lemma(doc, noun), ())), "")


def _is_with(reading: Reading, party: Party) -> bool:
    """Whether a party is one side of a meeting whose other is not named: "talks with Norland and Estria"."""
    return any(syntax.case_of(reading.document, h) == "with" for h in party.heads)


def _blames_an_attack(doc: Document, trigger: Trigger) -> bool:
    """Whether an attack is what one accuses, praises or rejects: "condemned the killing of the envoy"."""
    if trigger.noun or trigger.entry.types[0] not in ("ACCUSE", "SUPPORT", "REJECT"):
        return False
    return any(syntax.lemma(doc, o) in attacks() for o in syntax.objects_direct(doc, trigger.head))


def _is_victim(doc: Document, noun: int, trigger: Trigger | None) -> bool:
    """Whether a noun hangs from an attack as the one attacked, and the attack is not the act itself, one in words."""
    token = doc.tokens[noun]
    if trigger is not None and token.head in trigger.words:
        return False
    return token.relation == "nmod" and syntax.lemma(doc, token.head) in attacks() and syntax.case_of(doc, noun) != "by"


def _only_inside(reading: Reading, trigger: Trigger, party: Party) -> bool:
    """Whether a party is named only within the object ("boosted [their] ties"), not beside it or after "with"."""
    doc = reading.document
    direct = {c for o in syntax.objects(doc, trigger.head) for c in syntax.conjuncts(doc, o)}
    beside = {trigger.head, *trigger.words}
    above = {h: doc.tokens[h].head for h in party.heads}
    near = any(h in direct or up in beside or describes(doc, up) for h, up in above.items())
    return bool(party) and not near


def _known(reading: Reading, party: Party) -> Party:
    """Leaves out doers whom nobody knows: "gunmen", "a group of armed men"; "Chechen gunmen" stay."""
    doc = reading.document
    if len(party.heads) != 1:
        return party
    head = party.heads[0]
    if syntax.lemma(doc, head) == "group":
        head = next(iter(syntax.obliques(doc, head, "of")), head)
    if syntax.lemma(doc, head) not in listed("classes", "unknown"):
        return party
    if any(reading.cast.actor(i).kind != "group" for i in party.ids):
        return party
    first, _ = syntax.phrase(doc, head)
    return party if any(is_demonym(reading, i) for i in range(first, head)) else Party()


def _first(
    reading: Reading,
    choices: list[list[int]],
    links: tuple[str, ...],
    judged: bool = False,
    trigger: Trigger | None = None,
    other: Party | None = None,
) -> Party:
    """The first group of nouns that names actors; their insides where the nouns themselves name none.

    What is `judged` is its maker's: who defies "UN sanctions against Norland" defies the United Nations. The words of
    the act of `trigger` are none of its parties, nor is whose it is: "voiced [Norland's opposition] to Estria". Nor
    does the `other` side hide who else is named within: "[Norland] lifted its boycott of Estria".
    """
    doc = reading.document
    own = [w for w in trigger.words if _is_of_the_act(doc, trigger, w)] if trigger else []
    makers = [
        [i for h in heads if h not in own and _may_own(doc, h, links) for i in inside(reading, h, ())] if judged else []
        for heads in choices
    ]
    for n, heads in enumerate(choices):
        party = named(reading, [h for h in heads if h not in own])
        if not party and n == 0:
            party = named(reading, makers[n])
        if party:
            return party
    for n, heads in enumerate(choices):
        things = [c for h in heads for c in syntax.conjuncts(doc, h)] if judged else heads
        deep = [i for h in things if _may_own(doc, h, links) for i in inside(reading, h, links)]
        deep = [i for i in deep if doc.tokens[i].deprel != "nmod:poss" or doc.tokens[i].head not in own]
        spared = [i for i in deep if judged and _is_victim(doc, i, trigger)]
        rest = named(reading, [i for i in deep if i not in spared])
        party = named(reading, makers[n]) or (without(reading, rest, other or Party()) or rest)
        if party:
            return party
    return Party()


def _may_own(doc: Document, head: int, links: tuple[str, ...]) -> bool:
    """Whether what hangs from a noun tells a party: of sums and wares never who acts, of wares whom it is done to."""
    name = syntax.lemma(doc, head)
    return name not in listed("wares") or (name in ("goods", "product") and links != WHOSE)


def _here(reading: Reading, trigger: Trigger) -> Party:
    """The country of the dateline for "arrived here": the last one at or before the sentence."""
    doc = reading.document
    if not any(doc.tokens[c].text.lower() == "here" for c in doc.dependents(trigger.head, "advmod", "obl")):
        return Party()
    for sentence in reversed(doc.sentences[: doc.tokens[trigger.head].sentence + 1]):
        if dateline_end(doc, sentence) > sentence.first:
            return Party(reading.cast.at(sentence.first)[:1], (sentence.first,))
    return Party()


def _verb_side(reading: Reading, trigger: Trigger, name: str) -> list[int]:
    doc, verb = reading.document, trigger.head
    if name == "S":
        found = syntax.subjects(doc, verb)
        found = [m for s in found for m in _antecedents(reading, verb, s)]
        found = [m for s in found for m in (_makers(reading, s) or [s])]
        if found and not syntax.is_passive(doc, verb):
            with_them = syntax.obliques(doc, verb, "along with", "together with", "alongside", "as well as")
            found = list(dict.fromkeys([*found, *with_them, *syntax.companions(doc, verb, found)]))
        return [s for s in found if doc.tokens[s].text.lower() != "it" or reading.cast.at(s)]
    if name == "O":
        found = syntax.objects(doc, verb)  # whose the sanctions are tells who imposes them
        return [
            o for o in found if o not in trigger.words or syntax.lemma(doc, o) not in listed("classes", "sanctions")
        ]
    if name == "C":
        said = [c for w in dict.fromkeys((verb, *trigger.words)) for c in complements(doc, w)]
        asked = [c for c in said if not syntax.is_passive(doc, c)]
        return [s for c in asked for s in syntax.surface_subjects(doc, c)]
    if name == "T":
        return _topics(reading, verb)
    found = [
        o for o in syntax.obliques(doc, verb, name) if name != "on" or syntax.lemma(doc, o) not in listed("platforms")
    ]
    objects = syntax.objects(doc, verb)
    urged = trigger.entry.types[0] == "REQUEST" and bool(objects)  # "urged Norland to halt sales to [Estria]": its own
    near = [*objects, *(() if urged else doc.dependents(verb, "xcomp")), *trigger.words]
    for o in dict.fromkeys(near):
        if o != verb:
            found += syntax.obliques(doc, o, name) + put_on(doc, o, name)
    found = found or [o for h in dict.fromkeys([verb, *near]) for o in _after_a_title(doc, h, name)]
    return found or (nested(doc, syntax.objects_direct(doc, verb), name) if name in _TO_ONE else [])


def _after_a_title(doc: Document, head: int, preposition: str) -> list[int]:
    """The name after an adjective that the parser took for a verb: "talks with visiting President [Orsk]"."""
    out: list[int] = []
    for c in doc.dependents(head, "advcl", "acl", "obl", "nmod"):
        marks = {doc.tokens[m].text.lower() for m in doc.dependents(c, "mark", "case")}
        if preposition in marks and describes(doc, c):
            out += syntax.objects_direct(doc, c)
    return out


def _antecedents(reading: Reading, verb: int, subject: int) -> list[int]:
    """The speaker for an "it" or "they" that nothing else explains: "Norland said [it] had expelled".

    A speaker who comes only after the pronoun is not meant: "[it] has killed 150 people, the health agency said".
    """
    doc = reading.document
    token = doc.tokens[verb]
    pronoun = doc.tokens[subject].text.lower() in ("it", "they", "he", "she")
    if not pronoun or reading.cast.at(subject) or token.is_root or token.relation != "ccomp":
        return [subject]
    return [s for s in syntax.subjects(doc, token.head) if s < subject] or [subject]


def _makers(reading: Reading, noun: int) -> list[int]:
    """Who made a document that says or does something: "the [council] passed a resolution imposing sanctions"."""
    doc = reading.document
    token = doc.tokens[noun]
    if syntax.lemma(doc, noun) not in listed("documents") or token.is_root:
        return []
    own = [o for o in inside(reading, noun) if reading.cast.at(o)]
    if own or token.relation != "obj":
        return own[:1]
    return [] if syntax.turned_down(doc, noun) else syntax.subjects(doc, token.head)


def _topics(reading: Reading, i: int) -> list[int]:
    """Nouns in the complement of `i`: "refused to hold talks with [Iran]", "threatened to attack [Israel]"."""
    doc = reading.document
    out: list[int] = []
    for c in complements(doc, i):
        for v in (c, *doc.dependents(c, "xcomp")):
            near = syntax.objects(doc, v) + syntax.obliques(doc, v, "with", "to", "against", "on", "from", "for")
            out += near
            out += [n for o in near for n in syntax.obliques(doc, o, "with", "to", "against", "on", "from")]
    return out


def _noun_side(reading: Reading, trigger: Trigger, name: str) -> list[int]:
    doc, noun = reading.document, trigger.head
    if name == "P":
        return _possessors(reading, trigger)
    if name == "T":
        return _topics(reading, noun)
    name = name.rstrip("!")
    if name == "by":
        return syntax.agents(doc, noun)
    found = syntax.obliques(doc, noun, name) or _shared(doc, noun, name)
    if name == "of" and trigger.entry.pattern.reciprocal and not _many_meet(doc, found):
        return []  # "said at a meeting of the committee": its members met each other
    if trigger.light is not None and not found:
        found = syntax.obliques(doc, trigger.light, name)
    if not found and name in _LINKS:  # "an agreement reached between Norland and Estria"
        found = [c for made in doc.dependents(noun, "acl") for c in syntax.obliques(doc, made, name)]
    if not found and name in _LINKS:
        found = [c for up in _governors(reading, noun) for c in syntax.obliques(doc, up, name)]
    return found


def _shared(doc: Document, noun: int, name: str) -> list[int]:
    """What two acts joined by "and" share: "the arrest and detention of [the envoy]"."""
    token = doc.tokens[noun]
    if token.relation != "conj" or token.is_root or name not in ("of", "on", "against"):
        return []
    return [o for o in syntax.obliques(doc, token.head, name) if o > noun]


def _many_meet(doc: Document, nouns_met: list[int]) -> bool:
    """Whether those whose meeting it is are several by name: "a meeting of Norland and Estria"."""
    return any(doc.dependents(n, "conj") for n in nouns_met)


def _possessors(reading: Reading, trigger: Trigger) -> list[int]:
    """Whose act a noun is: possessor, nationality, "by X", the subject of its light verb or of the clause around it."""
    doc, noun = reading.document, trigger.head
    out = syntax.agents(doc, noun)
    if not _owner_is_acted_on(reading, trigger):
        out = doc.dependents(noun, "nmod:poss") + out
    out += [
        c for c in doc.dependents(noun, "amod", "compound")
        if is_demonym(reading, c) and reading.cast.at(c) and not _is_scene(reading, trigger, c)
        and not _is_topic(reading, trigger, c)
    ]  # fmt: skip
    if trigger.entry.pattern.recipients[:1] != ("of!",) or syntax.obliques(doc, noun, "of"):  # not "hostage release"
        out += [c for c in doc.dependents(noun, "compound") if is_agent(reading, c)]
    if syntax.case_of(doc, noun) == "in" and doc.dependents(noun, "cop"):
        out += doc.dependents(noun, "nsubj")  # "[Norland] is in talks with Estria"
    out += leaders(reading, noun)
    if trigger.light is not None:
        out = syntax.subjects(doc, trigger.light) + out if not trigger.reverse else out
        if trigger.reverse:
            return syntax.surface_subjects(doc, trigger.light)
    owned = bool(doc.dependents(noun, "nmod:poss")) and trigger.entry.mode == "visit"
    if not named(reading, out) and not owned:
        out = out + _circumstance(reading, noun, trigger)
    return out


def _governors(reading: Reading, noun: int) -> list[int]:
    """The verb that a noun is the object or subject of."""
    token = reading.document.tokens[noun]
    near = token.relation in ("obj", "nsubj") and not token.is_root
    return [token.head] if near else []


def _circumstance(reading: Reading, noun: int, trigger: Trigger) -> list[int]:
    """Who was at it: "[Gul] said after talks with Bildt", "[he] denied involvement in the bombing"."""
    doc = reading.document
    node = noun
    for _ in range(3):
        token = doc.tokens[node]
        if token.is_root:
            return []
        head, case = token.head, syntax.case_of(doc, node)
        if doc.tokens[head].upos == "NOUN" and token.relation == "nmod":
            if syntax.lemma(doc, head) not in listed("transparent"):
                return []
            node = head
            continue
        if not syntax.is_verb(doc, head) or syntax.lemma(doc, head) in ("die", "perish"):
            return []  # who "died in a clash" did not begin it
        if token.relation == "obj" and syntax.lemma(doc, head) in ("deny", "admit", "claim", "confirm", "plan"):
            return syntax.subjects(doc, head)
        reciprocal = trigger.entry.pattern.reciprocal or trigger.entry.mode == "visit"
        if token.relation == "obl" and reciprocal and case in listed("light", "circumstance"):
            return syntax.subjects(doc, head)
        if token.relation == "obl" and case == "in" and not doc.dependents(node, "det", "nmod:poss"):
            return syntax.subjects(doc, head)  # "left in defiance of the ban", "marched in support of"
        return []
    return []


def _owner_is_acted_on(reading: Reading, trigger: Trigger) -> bool:
    """Whether "his" in "his arrest" is the one arrested: no "of" says whom."""
    if not trigger.noun or trigger.entry.pattern.recipients[:1] != ("of!",) or trigger.light is not None:
        return False
    return not syntax.obliques(reading.document, trigger.head, "of")


def _forces() -> frozenset[str]:
    return listed("classes", "troops") | listed("classes", "military")


def _owner_of_subject(reading: Reading, trigger: Trigger, recipient: Party) -> Party:
    """The doer of a passive without "by": whose thing it is ("the [EU]'s sanctions on Syria were lifted")."""
    doc = reading.document
    kind = trigger.entry.types[0]
    if not syntax.is_passive(doc, trigger.head) or kind not in (*_MOVING, "CONCEDE", "SANCTION", "AGREE"):
        return Party()
    if kind in _MOVING:  # the troops that are sent or withdrawn act for their state
        sent = [s for s in syntax.surface_subjects(doc, trigger.head) if syntax.lemma(doc, s) in _forces()]
        return named(reading, sent)
    things = {*syntax.surface_subjects(doc, trigger.head), *(w for w in trigger.words if w != trigger.head)}
    if named(reading, syntax.surface_subjects(doc, trigger.head)):
        return Party()
    owners = [o for s in sorted(things) for o in doc.dependents(s, "nmod:poss", "amod")]
    party = named(reading, owners)
    return Party() if set(party.ids) & set(recipient.ids) else party
