"""At whom a protest, threat, refusal or call-up is aimed, where only its reason, condition or purpose says so.

"Students marched to demand the resignation of [the president]"; "threatened to leave the talks unless [Estria]
withdraws". Who is only freed, killed or held in what people protest at is a victim, and no target.
"""

from __future__ import annotations

from readout.extract import syntax
from readout.extract.lexicon import listed
from readout.extract.reading import Reading
from readout.extract.triggers import Trigger, complements
from readout.language.document import Document

_DEEP = 5
_PRIVATE = ("person", "group")


def aimed_at(reading: Reading, trigger: Trigger, actors: tuple[str, ...]) -> list[int]:
    """The nouns that name the target of a protest, threat or refusal; [] where none does."""
    kind = trigger.entry.types[0]
    if kind == "PROTEST":
        wanted = syntax.obliques(reading.document, trigger.head, "for") if trigger.entry.mode == "strike" else []
        return _first_target(reading, [*_reasons(reading.document, trigger), *wanted], actors)
    if kind == "THREATEN" and not trigger.noun:
        return _of_condition(reading, trigger, actors)
    if kind == "REJECT" and not trigger.noun:
        return _in_spite_of(reading, trigger, actors)
    if kind == "MOBILIZE" and not trigger.noun:
        return _for_an_attack_on(reading, trigger, actors)
    return []


def _for_an_attack_on(reading: Reading, trigger: Trigger, actors: tuple[str, ...]) -> list[int]:
    """Whom troops are raised to fight: "mobilised the army for an assault on [Estria]"."""
    doc = reading.document
    heads = [trigger.head, *(w for w in trigger.words if w != trigger.head)]
    wars = [o for h in heads for o in syntax.obliques(doc, h, "for") if syntax.lemma(doc, o) in _attacks()]
    found = [n for o in wars for n in syntax.obliques(doc, o, "against", "on", "with")]
    return [n for n in found if any(a not in actors for a in reading.cast.at(n))][:1]


def _attacks() -> frozenset[str]:
    return listed("classes", "attack") | listed("classes", "violence")


def _in_spite_of(reading: Reading, trigger: Trigger, actors: tuple[str, ...]) -> list[int]:
    """Whose calls one defies: "refused to resign despite pressure from the [council]"."""
    doc = reading.document
    verbs = [trigger.head, *complements(doc, trigger.head)]
    calls = [o for v in verbs for o in syntax.obliques(doc, v, "despite", "in spite of", "in defiance of")]
    heads = [h for o in calls if syntax.lemma(doc, o) in listed("calls") for h in _voices(doc, o)]
    return [h for h in heads if _is_target(reading, h, actors)][:1]


def _voices(doc: Document, noun: int) -> list[int]:
    """Whose a call is: "[Norland]'s appeals", "[Estrian] pressure", "calls by the [council]"."""
    speakers = syntax.obliques(doc, noun, "by", "from")
    return [*speakers, *(c for h in (*speakers, noun) for c in doc.dependents(h, "nmod:poss", "amod", "compound"))]


def _of_condition(reading: Reading, trigger: Trigger, actors: tuple[str, ...]) -> list[int]:
    """Who must act, or must not: "if [Norland] goes ahead", "unless [Estria] withdraws"."""
    doc = reading.document
    verbs = [trigger.head, *complements(doc, trigger.head)]
    clauses = [c for v in verbs for c in (*syntax.conditions(doc, v), *doc.dependents(v, "advcl"))]
    for clause in clauses:
        marks = {doc.tokens[m].text.lower() for m in doc.dependents(clause, "mark")}
        if marks & {"if", "unless", "until"}:
            found = [s for s in syntax.surface_subjects(doc, clause) if _is_target(reading, s, actors)]
            if found:
                return found[:1]
    return []


def _reasons(doc: Document, trigger: Trigger) -> list[int]:
    """Heads of what says why people protest: "to demand …", "chanting …", "in protest at …", "over …"."""
    nodes = [trigger.head, *([trigger.light] if trigger.light is not None else [])]
    nodes += [w for w in trigger.words if w not in nodes and doc.tokens[w].upos == "NOUN"]
    times = syntax.obliques(doc, trigger.head, "following", "during", "after", "at")
    nodes += [o for o in times if syntax.lemma(doc, o) in listed("classes", "protest")]
    out: list[int] = []
    for node in nodes:
        for c in doc.dependents(node, "advcl", "acl", "xcomp", "conj"):
            if c > node and syntax.lemma(doc, c) in listed("reasons"):
                out.append(c)
            out += [o for o in doc.dependents(c, "obj") if syntax.lemma(doc, o) in listed("reasons")]
        out += [o for o in syntax.obliques(doc, node, "in") if syntax.lemma(doc, o) in listed("reasons")]
        out += syntax.obliques(doc, node, "over", "against", "at")
    return [o for o in dict.fromkeys(out) if not syntax.is_time(doc, o)]


def _first_target(reading: Reading, heads: list[int], actors: tuple[str, ...]) -> list[int]:
    """The nearest noun at or below `heads` that can be a target."""
    doc = reading.document
    layer = heads
    for _ in range(_DEEP):
        found = [i for i in layer if _is_target(reading, i, actors)]
        if found:
            return found[:1]
        layer = [c for i in layer for c in sorted(doc.children[i]) if _leads(doc, i, c)]
    return []


def _leads(doc: Document, head: int, c: int) -> bool:
    """Whether what hangs from a word may hold the target: no victim of a killing, nobody who is to be freed."""
    token = doc.tokens[c]
    if token.deprel == "acl:relcl" or token.relation in ("punct", "det", "mark", "aux", "case", "conj", "cc"):
        return False
    if token.relation == "nmod" and syntax.case_of(doc, c) in ("in", "near", "outside", "after", "during"):
        return False
    if syntax.lemma(doc, head) in listed("sparing"):
        return token.deprel == "nmod:poss" or (token.relation in ("nmod", "obl") and syntax.case_of(doc, c) == "by")
    if token.deprel == "nsubj:pass":
        return syntax.lemma(doc, head) in listed("punishing")
    return True


def _is_target(reading: Reading, i: int, actors: tuple[str, ...]) -> bool:
    """Whether token `i` names a state, a body or someone in office, and none of `actors`."""
    doc = reading.document
    token = doc.tokens[i]
    if token.upos == "PRON" or (token.relation in ("amod", "compound") and reading.cast.at(token.head)):
        return False  # in "Norlandish immigrants" the immigrants count, and not Norland
    for a in reading.cast.at(i):
        found = reading.cast.actor(a)
        if a in actors or not (found.country or found.sector or found.role):
            continue
        if found.kind not in _PRIVATE or found.role or found.sector in listed("targets"):
            return True
    return False
