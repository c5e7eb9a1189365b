"""Acts that turn into others by how they are said: "will not meet" refuses, "will strike unless" threatens."""

from __future__ import annotations

from readout.extract import syntax
from readout.extract.lexicon import listed
from readout.extract.triggers import Trigger
from readout.language.document import Document
from readout.record import Status

_WELCOME = ("CONSULT", "AGREE", "AID", "COOPERATE", "CONCEDE", "RETREAT", "SUPPORT")
_HOSTILE = ("ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "REJECT", "PROTEST")
_YIELDING = ("CONCEDE",)
_YIELDS = ("CONCEDE", "RETREAT")
_LEAVE = ("permission", "authorization", "consent", "access")
_PROMISED = ("AID", "RETREAT", "CONCEDE", "COOPERATE", "SUPPORT")
_ANNOUNCED = ("ASSAULT", "COERCE", "SANCTION", "PROTEST")
_SAYING = ("say", "announce", "declare", "state", "confirm", "tell", "report", "add", "decide")
_SELF = ("it", "they", "he", "she", "we", "i")
_PROMISE_CAMEO = "030"
_REFUSAL_CAMEO = "120"
_THREAT_CAMEO = "130"
_TEST_CAMEO = "154"


def turned(doc: Document, trigger: Trigger, kind: str, state: Status) -> tuple[str, Status, str | None]:
    """The type, status and CAMEO code (`None`: the entry's) of an act after what its clause makes of it."""
    if trigger.noun:
        return kind, state, None
    verb = trigger.head
    if kind == "ASSAULT" and _into_the_sea(doc, trigger):
        return "MOBILIZE", state, _TEST_CAMEO
    if kind in _WELCOME and state == "negated" and _will(doc, verb) and syntax.subjects(doc, verb):
        return "REJECT", "occurred", _REFUSAL_CAMEO
    if kind in _YIELDING and state == "negated" and _fails(doc, verb):
        return "REJECT", "occurred", _REFUSAL_CAMEO
    if state == "negated" and kind in _YIELDS and _withholds(doc, trigger):
        return "REJECT", "occurred", _REFUSAL_CAMEO
    if state == "planned" and kind in _PROMISED and trigger.entry.mode != "resign" and _is_promise(doc, verb):
        if _of_none(doc, verb):
            return "REJECT", "occurred", _REFUSAL_CAMEO
        return "AGREE", "occurred", _PROMISE_CAMEO
    if state == "planned" and kind in _ANNOUNCED and _says_of_oneself(doc, verb):
        return "THREATEN", "occurred", _THREAT_CAMEO
    if state == "planned" and _retaliates(doc, trigger) and _will(doc, verb):
        return "THREATEN", "occurred", _THREAT_CAMEO
    if state in ("planned", "conditional") and kind in (*_HOSTILE, "RETREAT") and _will(doc, verb):
        marks = _condition_marks(doc, verb)
        if "unless" in marks or ("if" in marks and kind in _HOSTILE):
            return ("THREATEN", "occurred", _THREAT_CAMEO) if syntax.subjects(doc, verb) else (kind, state, None)
    return kind, state, None


def _into_the_sea(doc: Document, trigger: Trigger) -> bool:
    """Whether a missile is only tried out: "fired a missile into the sea", and at nobody."""
    fired = {syntax.lemma(doc, w) for w in trigger.words} & listed("classes", "weapons")
    waters = syntax.obliques(doc, trigger.head, "into", "toward", "towards", "in", "off")
    waters += [n for o in syntax.objects_direct(doc, trigger.head) for n in syntax.obliques(doc, o, "into", "toward")]
    at_sea = any(syntax.lemma(doc, w) in ("sea", "ocean", "water", "waters") for w in waters)
    return bool(fired) and at_sea and not syntax.obliques(doc, trigger.head, "at", "on")


def _retaliates(doc: Document, trigger: Trigger) -> bool:
    """Whether one is said to pay back what was done: "Norland will retaliate"."""
    heads = {syntax.lemma(doc, w) for w in trigger.words}
    return bool(heads & (listed("retaliating") | listed("reprisals")))


def _says_of_oneself(doc: Document, verb: int) -> bool:
    """Whether one says that one will do it: "Norland said it would release the envoy" promises."""
    token = doc.tokens[verb]
    if token.relation != "ccomp" or token.is_root or syntax.is_passive(doc, verb) or not _will(doc, verb):
        return False
    own = syntax.surface_subjects(doc, verb)
    says = syntax.lemma(doc, token.head) in _SAYING and bool(syntax.subjects(doc, token.head))
    return says and bool(own) and all(doc.tokens[s].text.lower() in _SELF for s in own)


def _is_promise(doc: Document, verb: int) -> bool:
    """Whether one says, or it is said of one, that one will do it: "Norland will give Estria a grant"."""
    if syntax.is_passive(doc, verb) or not _will(doc, verb) or not syntax.subjects(doc, verb):
        return False
    if syntax.conditions(doc, verb):
        return False
    token = doc.tokens[verb]
    if any(doc.tokens[a].text.lower() == "would" for a in doc.dependents(verb, "aux")):
        return _says_of_oneself(doc, verb)
    if token.relation == "ccomp" and not token.is_root:
        return syntax.lemma(doc, token.head) in _SAYING
    return token.is_root or token.relation in ("conj", "parataxis")


def _of_none(doc: Document, verb: int) -> bool:
    """Whether the object has "no": "will release no prisoners"."""
    objects = syntax.objects_direct(doc, verb)
    return any(doc.tokens[d].text.lower() == "no" for o in objects for d in doc.dependents(o, "det"))


def _withholds(doc: Document, trigger: Trigger) -> bool:
    """Whether one does not give leave, as a fact: "did not give permission for the rally"."""
    gives = any(syntax.lemma(doc, w) in _LEAVE for w in trigger.words)
    return gives and bool(syntax.subjects(doc, trigger.head)) and not syntax.modality(doc, trigger.head)


def _fails(doc: Document, verb: int) -> bool:
    """Whether one fails to do it, as a fact: "failed to comply"."""
    token = doc.tokens[verb]
    if token.relation != "xcomp" or token.is_root:
        return False
    fails = syntax.lemma(doc, token.head) == "fail" and bool(syntax.subjects(doc, token.head))
    return fails and not syntax.in_condition(doc, token.head) and not syntax.modality(doc, token.head)


def _will(doc: Document, verb: int) -> bool:
    """Whether "will", "would", "going to" stands over the verb itself."""
    node = verb
    for _ in range(3):
        if any(
            doc.tokens[a].text.lower() in ("will", "would", "wo", "'ll", "shall") for a in doc.dependents(node, "aux")
        ):
            return True
        token = doc.tokens[node]
        if token.relation != "xcomp" or token.is_root:
            return False
        node = token.head
        if syntax.lemma(doc, node) == "go" and doc.tokens[node].xpos == "VBG":
            return True
    return False


def _condition_marks(doc: Document, verb: int) -> set[str]:
    return {doc.tokens[m].text.lower() for c in syntax.conditions(doc, verb) for m in doc.dependents(c, "mark")}
