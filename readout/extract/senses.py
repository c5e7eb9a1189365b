"""Verbs and nouns of the lexicon in a sense that is no act: trucks that hit, firms taken over, talks to the radio."""

from __future__ import annotations

from collections.abc import Callable

from readout.extract import syntax
from readout.extract.lexicon import listed
from readout.extract.party import Party
from readout.extract.reading import Reading
from readout.extract.triggers import Trigger, complements
from readout.language.document import Document

_BLOWS = ("kill", "wound", "injure", "hurt", "hit", "strike", "suffer", "claim", "leave", "crush", "run")
_STRIKING = ("hit", "hurt", "strike")
_BLASTS = ("blast", "explosion", "explode")
_RECOGNISING = ("recognize", "recognise")
_NAMED_FEELINGS = ("express", "voice", "raise")
_PRESS = ("MED", "JOU")


def is_other_sense(reading: Reading, trigger: Trigger, actor: Party, recipient: Party) -> bool:
    """Whether the words of a trigger mean no act between these parties."""
    test = _TESTS.get(trigger.entry.types[0])
    return test is not None and test(reading, trigger, actor, recipient)


def _violence(reading: Reading, trigger: Trigger, actor: Party, recipient: Party) -> bool:
    """Whether people come to harm by an accident: in a crash, by a truck, by a blast in a plant."""
    doc, head = reading.document, trigger.entry.head
    if trigger.noun:
        return head in _BLASTS and not actor and _in_industry(doc)
    doers = [*actor.heads, *syntax.subjects(doc, trigger.head)]
    if head in _BLOWS and doers and all(syntax.lemma(doc, d) in _BLASTS for d in doers) and _in_industry(doc):
        return True
    if head not in _BLOWS or _speaks_of(doc, trigger.head, _force()):
        return False
    if head in _STRIKING and _in_business(doc, trigger):
        return True
    if {syntax.lemma(doc, o) for o in syntax.obliques(doc, trigger.head, "in", "by")} & listed("accident"):
        return True
    if not any(reading.cast.actor(i).sector in _ARMED for i in actor.ids) and _speaks_of(
        doc, trigger.head, listed("accident")
    ):
        return True
    return any(_is_vehicle(doc, d) for d in doers)


_ARMED = ("MIL", "COP", "REB", "UAF", "SPY", "CRM")


def _in_business(doc: Document, trigger: Trigger) -> bool:
    """Whether what strikes is a rate or price, or what is struck is a tone: "hitting exporters", "struck a note"."""
    struck = {syntax.lemma(doc, o) for o in syntax.objects_direct(doc, trigger.head)}
    return bool(struck & listed("struck")) or _speaks_of(doc, trigger.head, listed("economic"))


def _force() -> frozenset[str]:
    """Words of arms and armed men, without what also drives or flies in peace."""
    armed = listed("classes", "weapons") | listed("classes", "attack") | listed("classes", "military")
    return (armed | {"kidnap", "shoot", "gunfire", "gunman", "protest"}) - listed("vehicles") - {"fire", "unit"}


def _speaks_of(doc: Document, i: int, words: frozenset[str]) -> bool:
    """Whether the sentence of `i` has one of the words besides `i` itself."""
    sentence = doc.sentence_of(i)
    return any(t.lemma.lower() in words for t in doc.tokens[sentence.first : sentence.last] if t.i != i)


def _is_vehicle(doc: Document, noun: int) -> bool:
    """Whether a noun is a vehicle, or has one before it or as its apposition: "aircraft Orsk-7"."""
    return any(syntax.lemma(doc, i) in listed("vehicles") for i in (noun, *doc.dependents(noun, "compound", "appos")))


def _in_industry(doc: Document) -> bool:
    """Whether a report of a blast speaks of plants and pipelines and nowhere of arms or attackers."""
    words = {t.lemma.lower() for t in doc.tokens}
    arms = listed("classes", "weapons") | listed("attackers")
    return bool(words & listed("industry")) and not words & arms


def _control(reading: Reading, trigger: Trigger, actor: Party, recipient: Party) -> bool:
    """Whether control changes hands by shares or votes: of a firm, of a parliament, or from one holder to the next."""
    doc = reading.document
    if trigger.entry.mode == "restrict" and trigger.entry.key == "force +inf":
        return _forced_by_a_thing(reading, trigger)
    if trigger.entry.mode != "seize" or _speaks_of(doc, trigger.head, _force()):
        return False
    if trigger.entry.head == "take" and {"over"} & _particles(doc, trigger.head) and _succeeds(reading, trigger):
        return True
    if trigger.entry.head not in ("take", "seize", "gain", "retake", "recapture", "takeover", "win", "capture"):
        return False
    held = [reading.cast.actor(i) for i in recipient.ids]
    holders = [reading.cast.actor(i) for i in actor.ids]
    if any(h.kind in ("country", "place-for-government") or h.sector in _ARMED for h in holders):
        return False
    return bool(held) and all(
        a.sector == "LEG" or (a.kind == "organisation" and a.sector in (None, "BUS", "MED")) for a in held
    )


def _particles(doc: Document, verb: int) -> set[str]:
    return {doc.tokens[p].text.lower() for p in doc.dependents(verb, "compound:prt", "advmod")}


def _succeeds(reading: Reading, trigger: Trigger) -> bool:
    """Whether one only takes over from another person: "takes over from Orsk as chairman"."""
    before = syntax.obliques(reading.document, trigger.head, "from")
    return any(reading.cast.actor(i).kind == "person" for o in before for i in reading.cast.at(o))


def _forced_by_a_thing(reading: Reading, trigger: Trigger) -> bool:
    """Whether no one forces, but a want or a cost: "shortages forced Norland to import grain"."""
    doc = reading.document
    doers = [c for s in syntax.subjects(doc, trigger.head) for c in syntax.conjuncts(doc, s)]
    people = listed("classes", "person") | listed("classes", "unknown") | listed("classes", "police")
    things = [s for s in doers if doc.tokens[s].upos == "NOUN" and not reading.cast.at(s)]
    things = [s for s in things if syntax.lemma(doc, s) not in people]
    return bool(doers) and len(things) == len(doers) and not _speaks_of(doc, trigger.head, _force())


def _talk(reading: Reading, trigger: Trigger, actor: Party, recipient: Party) -> bool:
    """Whether one talks to the press or to one's kin, or a parliament begins its term."""
    if trigger.entry.mode in ("visit", "third-party"):
        return False
    met = [reading.cast.actor(i) for i in recipient.ids]
    if met and all(a.sector in _PRESS for a in met):
        return True
    doc = reading.document
    if recipient.heads and all(_is_of_kin(doc, h) for h in recipient.heads):
        return True
    sits = [reading.cast.actor(i) for i in actor.ids]
    return trigger.entry.key == "convene" and not met and all(a.sector == "LEG" for a in sits)


def _is_of_kin(doc: Document, noun: int) -> bool:
    """Whether a noun is one relative: "his mother", and not "the families of the dead"."""
    return doc.tokens[noun].xpos == "NN" and syntax.lemma(doc, noun) in listed("kin") and noun not in doc.name_at


def _praise(reading: Reading, trigger: Trigger, actor: Party, recipient: Party) -> bool:
    """Whether one sees that something is so, is content, or seeks votes from anybody."""
    doc, entry = reading.document, trigger.entry
    if entry.head in _RECOGNISING and "notas" in entry.conditions:
        things = syntax.objects_direct(doc, trigger.head)
        return not things and not syntax.is_passive(doc, trigger.head)
    if recipient:
        return False
    return entry.key in ("drum up support", "rally support") or _of_feeling(reading, trigger, actor)


def _of_feeling(reading: Reading, trigger: Trigger, actor: Party) -> bool:
    """Whether a private person says what they feel, or anybody about a price: "voiced concern about the dollar"."""
    doc = reading.document
    words = dict.fromkeys((trigger.head, *trigger.words))
    if trigger.entry.head not in _NAMED_FEELINGS or not {syntax.lemma(doc, w) for w in words} & listed("feelings"):
        return False
    about = {syntax.lemma(doc, o) for w in words for o in syntax.obliques(doc, w, "about", "over", "at", "on")}
    if about & listed("economic"):
        return True
    felt = [reading.cast.actor(i) for i in actor.ids]
    return all(a.kind != "country" and a.sector in (None, *listed("private_sectors")) for a in felt)


def _blame(reading: Reading, trigger: Trigger, actor: Party, recipient: Party) -> bool:
    """Whether nobody is blamed: a fear for the dollar, a cause looked for, a witness heard, a disease suspected."""
    doc, entry = reading.document, trigger.entry
    words = {syntax.lemma(doc, w) for w in trigger.words}
    if not recipient and (_of_feeling(reading, trigger, actor) or _is_opinion(doc, trigger)):
        return True
    if trigger.noun and trigger.light is not None and syntax.lemma(doc, trigger.light) == "have":
        return bool(words & listed("feelings"))
    if entry.head == "condemn":
        return not trigger.noun and bool(syntax.obliques(doc, trigger.head, "to"))
    if entry.mode == "investigate":
        return _looks_for_a_cause(reading, trigger, recipient)
    if entry.head == "suspect":
        said = {syntax.lemma(doc, c) for c in complements(doc, trigger.head)}
        return bool(said & listed("falling_ill"))
    return False


def _is_opinion(doc: Document, trigger: Trigger) -> bool:
    """Whether one is said to be against something, and nobody's: "Norland, which opposes capital punishment"."""
    if trigger.noun or trigger.entry.head != "oppose" or doc.tokens[trigger.head].deprel != "acl:relcl":
        return False
    return syntax.tense(doc, trigger.head) == "present"


def _looks_for_a_cause(reading: Reading, trigger: Trigger, recipient: Party) -> bool:
    """Whether what is looked into is an accident, or those questioned are witnesses."""
    doc = reading.document
    asked = {syntax.lemma(doc, h) for h in recipient.heads}
    if asked and asked <= {"witness", "expert", "candidate", "voter"}:
        return True
    near = dict.fromkeys((trigger.head, *trigger.words))
    into = {syntax.lemma(doc, o) for w in near for o in syntax.obliques(doc, w, "into", "of")}
    if not trigger.noun:
        into |= {syntax.lemma(doc, o) for o in syntax.objects_direct(doc, trigger.head)}
    return not recipient and bool(into & (listed("accident") | {"cause", "tragedy", "disaster"}))


def _request(reading: Reading, trigger: Trigger, actor: Party, recipient: Party) -> bool:
    """Whether the press asks, or one asks oneself: "when pressed by reporters", "asked to know why"."""
    doc, entry = reading.document, trigger.entry
    asking = {syntax.lemma(doc, h) for h in actor.heads}
    if asking and asking <= listed("audience") and entry.head in ("ask", "press"):
        return True
    if entry.key == "set condition" and not recipient:
        return True
    said = {syntax.lemma(doc, c) for c in complements(doc, trigger.head)}
    return entry.head == "ask" and bool(said) and said <= listed("taken_in")


def _threat(reading: Reading, trigger: Trigger, actor: Party, recipient: Party) -> bool:
    """Whether a warning is of what nobody will do: "issued a warning of floods"."""
    doc = reading.document
    warned = trigger.entry.head in ("issue", "give") and "warning" in {syntax.lemma(doc, w) for w in trigger.words}
    return warned and not recipient and not _speaks_of(doc, trigger.head, _force())


def _protest(reading: Reading, trigger: Trigger, actor: Party, recipient: Party) -> bool:
    """Whether a crowd comes together for a feast, a vote or a speech, and against nobody."""
    doc = reading.document
    if recipient or _speaks_of(doc, trigger.head, listed("reasons")):
        return False
    if trigger.noun:
        heard = trigger.light is None and doc.tokens[trigger.head].relation == "obj"
        return heard and syntax.lemma(doc, doc.tokens[trigger.head].head) == "address"
    aims = [c for c in doc.dependents(trigger.head, "advcl", "xcomp") if syntax.is_infinitive(doc, c)]
    festive = bool({syntax.lemma(doc, c) for c in aims} & listed("festive"))
    moving = trigger.entry.head in ("pour", "converge", "descend")
    return festive or (moving and _speaks_of(doc, trigger.head, listed("polls") | {"polling", "vote", "voting"}))


def _help(reading: Reading, trigger: Trigger, actor: Party, recipient: Party) -> bool:
    """Whether what one is provided with is words: "provided the mayor with a proposal"."""
    doc = reading.document
    if trigger.noun or "with" not in frozenset().union(*trigger.entry.particles):
        return False
    given = {syntax.lemma(doc, o) for o in syntax.obliques(doc, trigger.head, "with")}
    return bool(given & (listed("documents") | listed("classes", "words") | listed("published")))


def _yield(reading: Reading, trigger: Trigger, actor: Party, recipient: Party) -> bool:
    """Whether one submits a text or an opinion to others, and not oneself."""
    doc = reading.document
    if trigger.entry.key != "submit to +noobj":
        return False
    texts = {syntax.lemma(doc, s) for s in syntax.surface_subjects(doc, trigger.head)} & listed("documents")
    return bool(texts or complements(doc, trigger.head) or syntax.obliques(doc, trigger.head, "for"))


def _posture(reading: Reading, trigger: Trigger, actor: Party, recipient: Party) -> bool:
    """Whether troops are only said to be somewhere: "the soldiers stationed in Norland"."""
    token = reading.document.tokens[trigger.head]
    return trigger.entry.head in ("station", "deploy") and token.xpos == "VBN" and token.deprel == "acl"


def _release(reading: Reading, trigger: Trigger, actor: Party, recipient: Party) -> bool:
    """Whether what is released is money, goods or a text, or one who was trapped under stones."""
    doc = reading.document
    if trigger.entry.head in ("free", "release", "rescue") and _speaks_of(doc, trigger.head, listed("trapped")):
        return True
    if trigger.entry.head != "release":
        return False
    of = syntax.obliques(doc, trigger.head, "of") if trigger.noun else syntax.objects_direct(doc, trigger.head)
    things = {syntax.lemma(doc, o) for o in of}
    goods = listed("classes", "aid") | listed("documents") | listed("published")
    return bool(things) and things <= goods - {"team", "doctor", "expert", "rescuer"}


def _measure(reading: Reading, trigger: Trigger, actor: Party, recipient: Party) -> bool:
    """Whether lessons or flights are called off for the weather."""
    doc = reading.document
    of = {syntax.lemma(doc, o) for o in syntax.obliques(doc, trigger.head, "of")} if trigger.noun else set()
    return bool(of & {"class", "lesson"}) or (
        trigger.entry.mode == "discontinue" and _speaks_of(doc, trigger.head, listed("nature"))
    )


_TESTS: dict[str, Callable[[Reading, Trigger, Party, Party], bool]] = {
    "ASSAULT": _violence,
    "COERCE": _control,
    "CONSULT": _talk,
    "SUPPORT": _praise,
    "ACCUSE": _blame,
    "REQUEST": _request,
    "THREATEN": _threat,
    "PROTEST": _protest,
    "AID": _help,
    "CONCEDE": _yield,
    "MOBILIZE": _posture,
    "RETREAT": _release,
    "SANCTION": _measure,
}
