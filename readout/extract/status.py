"""Whether an act happened, goes on, is planned, possible, conditional, denied or history (RECORD.md, `status`)."""

from __future__ import annotations

from datetime import date, timedelta

from readout.extract import syntax
from readout.extract.lexicon import listed
from readout.extract.triggers import Trigger
from readout.language.document import Document
from readout.record import Period, Status

_LONG_AGO = timedelta(days=31)
_BESIDE = ("amid", "amidst", "after", "despite", "following")
_AHEAD = ("before", "ahead of", "prior to")
_SPOKEN = ("AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT")


def status(doc: Document, trigger: Trigger, kind: str, when: Period | None, published: date | None) -> Status:
    """The status of an act of PLOVER type `kind` on the days `when`, in a report of the day `published`."""
    pivot = _pivot(doc, trigger)
    if _supposed(doc, pivot):
        return "conditional"
    if _denied(doc, trigger, pivot):
        return "negated"
    if (
        trigger.noun
        and not _is_past(when, published)
        and (called := _called(doc, trigger.head) or _awaited(doc, trigger, kind))
    ):
        return called
    if trigger.noun and kind == "ASSAULT" and when is None and _before_a_court(doc, trigger.head):
        return "historical"
    if kind in _SPOKEN and _performed(doc, pivot):
        return "occurred"
    if _waits(doc, pivot):
        return "conditional"
    sure = syntax.modality(doc, pivot) or (syntax.modality(doc, trigger.head) if pivot != trigger.head else "")
    if sure == "conditional":
        return "conditional"
    if sure in ("possible", "should"):
        return "possible"
    if sure == "would" and not trigger.noun and published and when and (_day(when.start) or published) > published:
        return "planned"
    if sure == "would":
        return "planned" if _reported(doc, pivot) else "possible"
    if sure == "future":
        return "planned"
    return _plain(doc, trigger, pivot, kind, when, published)


def _before_a_court(doc: Document, noun: int) -> bool:
    """Whether a deed is what someone is tried, sentenced or was convicted for: "sentenced for the murder of"."""
    token = doc.tokens[noun]
    linked = syntax.case_of(doc, noun) in ("for", "of", "over", "with")
    return linked and not token.is_root and syntax.lemma(doc, token.head) in listed("court_heads")


def _is_past(when: Period | None, published: date | None) -> bool:
    """Whether the act's own day is over when the report comes out."""
    end = _day(when.end) if when else None
    return published is not None and end is not None and end < published


def _called(doc: Document, noun: int) -> Status | None:
    """What an adjective says of an act in a noun ("a planned visit"), or the future of the clause it is set in."""
    said = {syntax.lemma(doc, m) for m in doc.dependents(noun, "amod")}
    said |= {doc.tokens[m].text.lower() for m in doc.dependents(noun, "amod")}
    if said & listed("possible_words"):
        return "possible"
    if said & listed("planned_words"):
        return "planned"
    above = _noun_above(doc, noun)
    if above in listed("planned_heads"):
        return "planned"
    if above in listed("possible_heads"):
        return "possible"
    token = doc.tokens[noun]
    within = not token.is_root and token.relation == "obl" and syntax.case_of(doc, noun) in ("during", "for")
    return "planned" if within and syntax.modality(doc, token.head) == "future" else None


def _awaited(doc: Document, trigger: Trigger, kind: str) -> Status | None:
    """What is still to come: a meeting before which others act, a penalty that somebody faces."""
    if kind == "CONSULT" and syntax.case_of(doc, trigger.head) in _AHEAD:
        return "planned"
    light = trigger.light
    threatens = light is not None and syntax.lemma(doc, light) in ("face", "await", "risk")
    return "possible" if threatens and kind in ("SANCTION", "COERCE", "ASSAULT") else None


def _noun_above(doc: Document, noun: int) -> str:
    """The lemma of the noun that an act hangs from by "for", "of" or "on": "a plan for the raid"; else ""."""
    token = doc.tokens[noun]
    linked = syntax.case_of(doc, noun) in ("for", "of", "on")
    hangs = token.relation == "nmod" and linked and not token.is_root
    return syntax.lemma(doc, token.head) if hangs and doc.tokens[token.head].upos == "NOUN" else ""


def _pivot(doc: Document, trigger: Trigger) -> int:
    """The verb that carries the tense: the verb itself, the noun's light verb, else the verb that governs the noun."""
    if not trigger.noun:
        above = doc.tokens[trigger.head]
        return above.head if above.relation == "acl" and syntax.is_one_who(doc, above.head) else trigger.head
    if trigger.light is not None:
        return trigger.light
    token = doc.tokens[trigger.head]
    if token.relation in ("nsubj", "obj") and not token.is_root:
        return token.head
    return trigger.head


def _denied(doc: Document, trigger: Trigger, pivot: int) -> bool:
    if trigger.noun and _part_denied(doc, trigger.head):
        return True
    if trigger.noun and trigger.light is None and syntax.case_of(doc, trigger.head) in _BESIDE:
        return False  # "amid protests, they refused to go"
    if not trigger.noun and _ruled_out(doc, trigger.head):
        return True
    if trigger.entry.types[0] == "REJECT" and not trigger.noun:
        return _plainly_denied(doc, trigger.head)
    if trigger.noun and pivot != trigger.head and pivot != trigger.light:
        known = doc.dependents(trigger.head, "nmod:poss") or any(
            doc.tokens[d].text.lower() in ("the", "this", "that", "these", "those")
            for d in doc.dependents(trigger.head, "det")
        )
        kept = doc.tokens[trigger.head].relation == "obj" and bool(known) and syntax.lemma(doc, pivot) != "deny"
        return syntax.negated(doc, trigger.head) and not kept and syntax.lemma(doc, pivot) not in listed("keep_event")
    lent = trigger.noun and pivot == trigger.light and doc.tokens[trigger.head].relation == "obj"
    return syntax.negated(doc, trigger.head if lent else pivot)  # "has no objection"


def _supposed(doc: Document, i: int) -> bool:
    """Whether the act stands in a clause with "if" or "unless", denied or not: "if it does not withdraw"."""
    return syntax.modality(doc, i) == "conditional" and bool(
        {doc.tokens[m].text.lower() for m in doc.dependents(i, "mark")} & {"if", "unless"}
    )


def _part_denied(doc: Document, noun: int) -> bool:
    """Whether someone denies a part in an act: "denied responsibility for the attack"."""
    node = noun
    for _ in range(3):
        token = doc.tokens[node]
        if token.is_root or token.relation not in ("nmod", "obl", "obj"):
            return False
        if syntax.lemma(doc, token.head) == "deny":
            return node != noun and not _plainly_denied(doc, token.head)
        if syntax.lemma(doc, token.head) not in listed("transparent"):
            return False
        node = token.head
    return False


def _ruled_out(doc: Document, verb: int) -> bool:
    """Whether a clause tells what is said not to be: "ruled out the possibility that rebels shot it down"."""
    token = doc.tokens[verb]
    noun = doc.tokens[token.head]
    if token.relation not in ("acl", "ccomp") or token.deprel == "acl:relcl" or noun.is_root:
        return False
    if syntax.lemma(doc, noun.i) not in ("possibility", "suggestion", "claim", "report", "idea", "rumour", "rumor"):
        return False
    over = syntax.lemma(doc, noun.head)
    out = any(doc.tokens[p].text.lower() == "out" for p in doc.dependents(noun.head, "compound:prt"))
    return noun.relation == "obj" and ((over == "rule" and out) or over in ("exclude", "discount"))


def _plainly_denied(doc: Document, verb: int) -> bool:
    return any(doc.tokens[c].text.lower() in ("not", "n't", "never") for c in doc.dependents(verb, "advmod"))


def _reported(doc: Document, i: int) -> bool:
    """Whether "would" is the future of reported speech: "said it would meet", not "such a step would hurt"."""
    node = i
    for _ in range(5):
        token = doc.tokens[node]
        if token.is_root:
            return False
        if token.relation in ("ccomp", "parataxis"):
            return not syntax.conditions(doc, i)
        if token.relation not in ("xcomp", "conj"):
            return False
        node = token.head
    return False


def _plain(
    doc: Document, trigger: Trigger, pivot: int, kind: str, when: Period | None, published: date | None
) -> Status:
    end = _day(when.end) if when else None
    start = _day(when.start) if when else None
    court = trigger.entry.pattern.actors == ()  # "go on trial on Monday"
    if published and start and start > published and (kind not in _SPOKEN or court):
        return "planned"
    tense = syntax.tense(doc, pivot)
    if published and end and end < published - _LONG_AGO and tense not in ("present", "progressive"):
        return "historical"
    if published and start and end and tense == "past" and _long_since(start, end, published) and not trigger.noun:
        return "historical"
    if syntax.lemma(doc, pivot) in listed("ongoing_verbs") or _governed_by(doc, pivot, "ongoing_verbs"):
        return "ongoing"
    if tense == "progressive" and kind not in ("AGREE", "SANCTION"):  # "is sanctioning" does so by saying it
        return "ongoing"
    if _was_going_on(doc, pivot) and kind not in _SPOKEN:
        return "ongoing"
    if tense == "pluperfect" and when is None and not _reported(doc, pivot):
        return "historical"
    background = (
        kind != "ASSAULT"
        and not _goes_on(doc, pivot, kind)
        and when is None
        and not trigger.noun
        and _of_the_subject(doc, pivot)
    )
    if background and tense in ("past", "pluperfect", "perfect"):
        return "historical"
    if tense == "perfect" and when is None and not trigger.noun and _describes(doc, pivot):
        return "historical"
    did = not trigger.noun and pivot != trigger.head  # "is the first premier to visit"
    return "ongoing" if tense == "present" and not did and _lasting(doc, pivot, kind) else "occurred"


def _long_since(start: date, end: date, published: date) -> bool:
    """Whether the middle of a long time up to now is more than a month ago: "earlier this year", told in December."""
    return end - start > 2 * _LONG_AGO and start + (end - start) / 2 < published - _LONG_AGO and end <= published


def _was_going_on(doc: Document, i: int) -> bool:
    """Whether reported speech tells what went on as it was said: "said that they were holding talks"."""
    past = any(doc.tokens[a].xpos == "VBD" and syntax.lemma(doc, a) == "be" for a in doc.dependents(i, "aux"))
    ahead = any(doc.tokens[c].text.lower() == "later" for c in doc.children[i])
    return past and not ahead and doc.tokens[i].xpos == "VBG" and _reported(doc, i)


def _of_the_subject(doc: Document, i: int) -> bool:
    """Whether the verb stands in a relative clause whose pronoun is its subject: "which had refused"."""
    own = doc.dependents(i, "nsubj")
    noun = doc.tokens[i].head
    if (
        own
        and doc.tokens[own[0] - 1].text == ","
        and doc.tokens[noun].relation in ("obj", "obl")
        and doc.tokens[noun].head < noun
    ):
        return False  # "blamed Estria, which rejected the charge": the story goes on
    return doc.tokens[i].deprel == "acl:relcl" and all(
        doc.tokens[s].text.lower() in ("who", "which", "that") for s in own
    )


def _goes_on(doc: Document, i: int, kind: str) -> bool:
    """Whether words in a relative clause of a name or text are news: "Orsk, who deplored the raid, said"."""
    noun = doc.tokens[i].head
    told = doc.tokens[noun].upos == "PROPN" or syntax.lemma(doc, noun) in listed("documents") | listed(
        "classes", "words"
    )
    return kind in _SPOKEN and told and syntax.tense(doc, i) == "past" and not syntax.is_passive(doc, i)


def _describes(doc: Document, i: int) -> bool:
    """Whether a perfect goes on with a description: "Norland is a key ally (far away) and has blocked it"."""
    token = doc.tokens[i]
    if token.relation != "conj" or token.is_root:
        return False
    copula = [c for c in doc.dependents(token.head, "cop") if doc.tokens[c].xpos in ("VBZ", "VBP")]
    return bool(copula) and doc.tokens[token.head].upos in ("NOUN", "PROPN", "ADJ", "ADV")


def _lasting(doc: Document, i: int, kind: str) -> bool:
    """Whether a present tense tells what goes on, and not a headline's deed or the words of one who speaks."""
    sentence = doc.sentence_of(i)
    last = doc.tokens[sentence.last - 1].text
    if (doc.tokens[i].deprel == "acl:relcl" and kind in _SPOKEN) or last not in (".", '"', "”", "''"):
        return False
    return not _first_person(doc, i)


def _waits(doc: Document, i: int) -> bool:
    """Whether the act waits for another: "before the embargo can be lifted"."""
    marks = {doc.tokens[m].text.lower() for m in doc.dependents(i, "mark")}
    return bool(marks & {"before", "until"}) and any(doc.tokens[a].xpos == "MD" for a in doc.dependents(i, "aux"))


def _performed(doc: Document, i: int) -> bool:
    """Whether one does the act by saying it: "we demand", "we want to condemn"."""
    head = doc.tokens[i].head if doc.tokens[i].relation == "xcomp" else i
    if any(doc.tokens[a].text.lower() in ("will", "'ll", "shall") for a in doc.dependents(i, "aux")):
        return False
    wishes = head == i or syntax.lemma(doc, head) in ("want", "wish", "like", "have", "must")
    return wishes and _first_person(doc, i) and not syntax.in_condition(doc, i)


def _first_person(doc: Document, i: int) -> bool:
    return any(doc.tokens[s].text.lower() in ("we", "i") for s in syntax.surface_subjects(doc, i))


def _governed_by(doc: Document, i: int, key: str) -> bool:
    token = doc.tokens[i]
    return token.relation == "xcomp" and not token.is_root and syntax.lemma(doc, token.head) in listed(key)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
