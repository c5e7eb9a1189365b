"""Who takes part in an act: the nouns that the entry's pattern names, and the actors that they stand for."""

from __future__ import annotations

from dataclasses import dataclass

from readout.extract import syntax
from readout.extract.astray import nested
from readout.extract.fitting import may_be_asked, may_speak
from readout.extract.lexicon import listed
from readout.extract.reading import Reading
from readout.extract.triggers import Trigger, complements, describes
from readout.language.document import Document

_SHORT_PLACE, _DATELINE = 3, 16
_WHOSE = ("of", "from")
_TO_WHOM = ("against", "on", "at", "with", "in")
_GOING = ("arrive", "fly", "head", "leave", "depart", "journey")
_LINKS = ("with", "between", "among")
_TO_ONE = ("to", "against", "by", "with")


@dataclass(frozen=True)
class Party:
    """One side of an act: the actor ids, and the token heads of the words that name them."""

    ids: tuple[str, ...] = ()
    heads: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.ids)


def parties(reading: Reading, trigger: Trigger) -> tuple[Party, Party]:
    """Actor and recipient of a trigger. A reciprocal act with one plural party has its members on both sides."""
    pattern = trigger.entry.pattern
    select = _noun_side if trigger.noun else _verb_side
    actor = _first(reading, may_speak(reading, trigger, [select(reading, trigger, n) for n in pattern.actors]), _WHOSE)
    choices = [select(reading, trigger, name) for name in pattern.recipients]
    links: tuple[str, ...] = _WHOSE if trigger.entry.types[0] == "CONSULT" else (*_WHOSE, *_TO_WHOM)
    if _blames_an_attack(reading.document, trigger):  # who condemns a killing does not accuse the killed
        links, choices = ("by",), [[h for h in heads if not _is_victim(reading.document, h)] for heads in choices]
    recipient = _first(reading, may_be_asked(reading, trigger, choices), links)
    if _owner_is_acted_on(reading, trigger):
        recipient = recipient or named(reading, reading.document.dependents(trigger.head, "nmod:poss"))
    if not trigger.noun and not actor:
        actor = _owner_of_subject(reading, trigger, recipient)
    actor = _known(reading, actor)
    if trigger.reverse:
        actor, recipient = recipient, actor
    if trigger.entry.head in _GOING and any(reading.cast.actor(i).kind == "person" for i in recipient.ids):
        recipient = Party()
    if not recipient and trigger.entry.mode == "visit":
        recipient = _here(reading, trigger)
    recipient = without(reading, recipient, actor)
    if pattern.reciprocal and trigger.noun and not actor:
        actor, recipient = recipient, actor
    if pattern.reciprocal and len(actor.ids) > 1 and not trigger.noun and _only_inside(reading, trigger, recipient):
        recipient = Party()
    if pattern.reciprocal and not recipient and len(actor.ids) > 1:
        recipient = Party(actor.ids[1:], actor.heads)
        actor = Party(actor.ids[:1], actor.heads)
    elif pattern.reciprocal and not actor and len(recipient.ids) > 1:
        actor, recipient = Party(recipient.ids[:1], recipient.heads), Party(recipient.ids[1:], recipient.heads)
    return actor, recipient


def _blames_an_attack(doc: Document, trigger: Trigger) -> bool:
    """Whether an attack is what one accuses, praises or rejects: "condemned the killing of the envoy"."""
    if trigger.noun or trigger.entry.types[0] not in ("ACCUSE", "SUPPORT", "REJECT"):
        return False
    return any(syntax.lemma(doc, o) in _attacks() for o in syntax.objects_direct(doc, trigger.head))


def _is_victim(doc: Document, noun: int) -> bool:
    """Whether a noun hangs from an attack as the one attacked."""
    token = doc.tokens[noun]
    return (
        token.relation == "nmod" and syntax.lemma(doc, token.head) in _attacks() and syntax.case_of(doc, noun) != "by"
    )


def _attacks() -> frozenset[str]:
    return listed("classes", "attack") | {"assassination"}


def _only_inside(reading: Reading, trigger: Trigger, party: Party) -> bool:
    """Whether a party is named only within the object ("boosted [their] ties"), not beside it or after "with"."""
    doc = reading.document
    direct = {c for o in syntax.objects(doc, trigger.head) for c in syntax.conjuncts(doc, o)}
    beside = {trigger.head, *trigger.words}
    return bool(party) and not any(h in direct or doc.tokens[h].head in beside for h in party.heads)


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
    return party if any(_demonym(reading, i) for i in range(first, head)) else Party()


def without(reading: Reading, party: Party, other: Party) -> Party:
    """`party` without the members of `other`, also where the cast has them twice by one name."""
    names = {reading.cast.actor(i).name for i in other.ids}
    return Party(tuple(i for i in party.ids if reading.cast.actor(i).name not in names), party.heads)


def _first(reading: Reading, choices: list[list[int]], links: tuple[str, ...]) -> Party:
    """The first group of nouns that names actors; their insides where the nouns themselves name none."""
    for heads in choices:
        party = named(reading, heads)
        if party:
            return party
    for heads in choices:
        heads = [h for h in heads if syntax.lemma(reading.document, h) not in listed("wares")]
        party = named(reading, [i for h in heads for i in inside(reading, h, links)])
        if party:
            return party
    return Party()


def named(reading: Reading, heads: list[int]) -> Party:
    """The actors that the noun phrases of `heads` name."""
    ids: list[str] = []
    used: list[int] = []
    for head in heads:
        found = tuple(i for i in _people_at(reading, head) if not _is_instrument(reading, i))
        if found:
            used.append(head)
            ids += [i for i in found if i not in ids]
    return Party(tuple(ids), tuple(used))


def _is_instrument(reading: Reading, actor: str) -> bool:
    """Whether a name is of a text or plan: "the Darfur Peace Agreement"."""
    found = reading.cast.actor(actor)
    return found.kind == "organisation" and found.name.lower().rpartition(" ")[2] in listed("instruments")


def _here(reading: Reading, trigger: Trigger) -> Party:
    """The country of the dateline for "arrived here": the last one at or before the sentence."""
    doc = reading.document
    if not any(doc.tokens[c].text.lower() == "here" for c in doc.dependents(trigger.head, "advmod", "obl")):
        return Party()
    for sentence in reversed(doc.sentences[: doc.tokens[trigger.head].sentence + 1]):
        if dateline_end(doc, sentence.first) > sentence.first:
            return Party(reading.cast.at(sentence.first)[:1], (sentence.first,))
    return Party()


def _people_at(reading: Reading, head: int) -> tuple[str, ...]:
    """The actors of a phrase; its apposition's where that names the person ("the negotiator, [Ivo Orsk]").

    A dateline ("CAIRO, Nov. 8 --") is no party: what the parser hung from it stands in for it.
    """
    doc = reading.document
    end = dateline_end(doc, head)
    if head < end:
        later = [c for c in doc.children[head] if c >= end and doc.tokens[c].upos in ("NOUN", "PROPN", "PRON")]
        return tuple(dict.fromkeys(i for c in later for i in reading.cast.at(c)))
    found = reading.cast.at(head)
    if not found and syntax.is_time(doc, head):  # "negotiator Ivo Orsk Tuesday rejected": the parser took the day
        named_first = [c for c in doc.children[head] if c < head and doc.tokens[c].upos in ("NOUN", "PROPN")]
        return next((ids for c in named_first if (ids := reading.cast.at(c))), ())
    if not found:  # a name whose tokens the parser and the names disagree on
        parts = doc.dependents(head, "flat", "nmod:desc", "appos")
        return next((ids for c in parts if (ids := reading.cast.at(c))), ())
    if len(found) == 1 and doc.tokens[head].upos == "NOUN":
        for c in doc.dependents(head, "appos"):
            other = reading.cast.at(c)
            if len(other) == 1 and reading.cast.actor(other[0]).kind == "person":
                return other
    return found


def dateline_end(doc: Document, i: int) -> int:
    """The token after the dateline of the sentence of token `i`; the sentence's first where it has none."""
    sentence = doc.sentence_of(i)
    first = doc.tokens[sentence.first]
    if not first.text.isupper() or len(first.text) < _SHORT_PLACE:
        return sentence.first
    for t in doc.tokens[sentence.first + 1 : min(sentence.first + _DATELINE, sentence.last)]:
        if t.text in ("--", "–", "—"):
            return t.i + 1
    return sentence.first


def inside(reading: Reading, head: int, links: tuple[str, ...] = _WHOSE) -> list[int]:
    """Nouns in a phrase that say whose it is: "[Israel]'s raid", "[German] proposal", "remarks made by the [EU]"."""
    doc = reading.document
    out = doc.dependents(head, "nmod:poss") + syntax.agents(doc, head)
    out += [
        c for c in doc.dependents(head, "amod", "compound") if doc.tokens[c].upos == "PROPN" or _demonym(reading, c)
    ]
    for c in doc.dependents(head, "acl"):
        out += syntax.agents(doc, c)
    body = doc.tokens[head].upos == "PROPN" and head in doc.name_at
    out += syntax.obliques(doc, head, *(_WHOSE if body else links))
    for c in doc.dependents(head, "nmod"):
        if syntax.case_of(doc, c) in ("of", "by") and not reading.cast.at(c):
            out += doc.dependents(c, "nmod:poss") + [a for a in doc.dependents(c, "amod") if _demonym(reading, a)]
    return out


def _demonym(reading: Reading, i: int) -> bool:
    doc = reading.document
    token = doc.tokens[i]
    before = doc.tokens[doc.sentence_of(i).first : i]
    opens = token.upos == "ADJ" and not any(t.text[0].isalnum() for t in before)
    return token.text[:1].isupper() and token.upos in ("ADJ", "PROPN") and (not opens or bool(reading.cast.at(i)))


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
        return syntax.objects(doc, verb)
    if name == "C":
        said = [c for w in dict.fromkeys((verb, *trigger.words)) for c in complements(doc, w)]
        asked = [c for c in said if not syntax.is_passive(doc, c)]
        return [s for c in asked for s in syntax.surface_subjects(doc, c)]
    if name == "T":
        return _topics(reading, verb)
    found = syntax.obliques(doc, verb, name)
    near = [*syntax.objects(doc, verb), *doc.dependents(verb, "xcomp"), *trigger.words]
    for o in dict.fromkeys(near):
        if o != verb:
            found += syntax.obliques(doc, o, name)
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
    return syntax.subjects(doc, token.head)


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
    found = syntax.obliques(doc, noun, name)
    if name == "of" and trigger.entry.pattern.reciprocal and not _many_meet(doc, found):
        return []  # "said at a meeting of the committee": its members met each other
    if trigger.light is not None and not found:
        found = syntax.obliques(doc, trigger.light, name)
    if not found and name in _LINKS:
        found = [c for up in _governors(reading, noun) for c in syntax.obliques(doc, up, name)]
    return found


def _many_meet(doc: Document, nouns_met: list[int]) -> bool:
    """Whether those whose meeting it is are several by name: "a meeting of Norland and Estria"."""
    return any(doc.dependents(n, "conj") for n in nouns_met)


def _possessors(reading: Reading, trigger: Trigger) -> list[int]:
    """Whose act a noun is: possessor, nationality, "by X", the subject of its light verb or of the clause around it."""
    doc, noun = reading.document, trigger.head
    out = syntax.agents(doc, noun)
    if not _owner_is_acted_on(reading, trigger):
        out = doc.dependents(noun, "nmod:poss") + out
    out += [c for c in doc.dependents(noun, "amod", "compound") if _demonym(reading, c) and reading.cast.at(c)]
    led = [c for c in doc.dependents(noun, "amod") if doc.tokens[c].text.lower() == "led"]
    out += [c for leads in led for c in doc.dependents(leads, "compound", "nmod", "obl") if reading.cast.at(c)]
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
        if not syntax.is_verb(doc, head):
            return []
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
    if not syntax.is_passive(doc, trigger.head) or kind not in ("CONCEDE", "SANCTION", "AGREE", "MOBILIZE", "RETREAT"):
        return Party()
    if kind in ("MOBILIZE", "RETREAT"):  # the troops that are sent or withdrawn act for their state
        sent = [s for s in syntax.surface_subjects(doc, trigger.head) if syntax.lemma(doc, s) in _forces()]
        return named(reading, sent)
    things = {*syntax.surface_subjects(doc, trigger.head), *(w for w in trigger.words if w != trigger.head)}
    if named(reading, syntax.surface_subjects(doc, trigger.head)):
        return Party()
    owners = [o for s in sorted(things) for o in doc.dependents(s, "nmod:poss", "amod")]
    party = named(reading, owners)
    return Party() if set(party.ids) & set(recipient.ids) else party
