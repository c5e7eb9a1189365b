"""Words of acts that are no acts of their own: what is promised or asked, feared, supposed, aimed at."""

from __future__ import annotations

from readout.extract import syntax
from readout.extract.conditions import armed
from readout.extract.lexicon import listed
from readout.extract.reading import Reading
from readout.extract.triggers import Trigger, complements
from readout.extract.undone import is_undone, is_wished
from readout.language.document import Document

_FRIENDLY = ("SUPPORT", "CONSULT", "AID", "COOPERATE", "AGREE", "CONCEDE")
_WISHED = (*_FRIENDLY, "RETREAT")
_PROMISES = ("AGREE", "REQUEST", "REJECT", "THREATEN", "ACCUSE")
_SUPPOSED = ("AGREE", "CONCEDE", "ACCUSE", "SUPPORT")
_QUOTES = {'"', "''", "”", "'", ")", "’"}
_GUARDING = ("defend", "protect", "guard", "protection", "defence", "defense", "safeguard", "security", "shield")
_BLOWS = ("kill", "wound", "injure", "hit", "destroy", "damage", "target", "flatten")
_GIVING, _HOLDING_BACK = ("RETREAT", "AID", "COOPERATE"), ("halt",)  # "halted the release" releases nobody
_ENDING = ("end", "conclude", "finish", "stop", "halt", "fight")
_CONTESTED = {"battle": {"for", "between"}, "fight": {"for"}, "war": {"for"}, "offensive": {"for"}}
_ORDINALS = {"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "last", "latest"}
_WHEN = ("in", "after", "during", "since", "before", "at", "by", "following", "with", "over", "on")


def consumed(reading: Reading, found: list[Trigger]) -> set[int]:
    """Tokens that only say what is promised, asked, refused or threatened: no acts of their own."""
    doc = reading.document
    out: set[int] = set()
    violent = {t.head for t in found if t.noun and t.entry.types[0] == "ASSAULT"}
    lent = {t.light for t in found if t.light is not None}
    for trigger in found:
        if trigger.head in out:
            continue
        out.update(w for w in trigger.words if w != trigger.head)
        out.update(o for w in trigger.words for o in syntax.obliques(doc, w, "of") if o not in trigger.words[:1])
        if trigger.entry.types[0] not in _PROMISES or trigger.head in out:
            continue
        said = {w for c in complements(doc, trigger.head) for w in _said(reading, c)}
        if trigger.entry.types[0] == "ACCUSE":
            said -= violent
        if trigger.entry.types[0] == "REJECT":  # "denied charges that it had shelled the town"
            said |= {
                w for o in trigger.words for c in complements(doc, o) if o != trigger.head for w in _said(reading, c)
            }
        out |= said | (_asked_for(reading, trigger) if trigger.head not in lent else set())
    return out


def _asked_for(reading: Reading, trigger: Trigger) -> set[int]:
    """Nouns that name what is asked, refused or agreed: "demanded the withdrawal of troops"."""
    doc, kind = reading.document, trigger.entry.types[0]
    if kind not in ("REQUEST", "REJECT", "AGREE"):
        return set()
    links = ("for", "of", "to", "on", "upon") if kind == "REQUEST" else ("to", "on", "of")
    heads = [*syntax.objects(doc, trigger.head), *syntax.obliques(doc, trigger.head, *links)]
    heads = [c for h in heads for c in syntax.conjuncts(doc, h)]
    nouns = [o for o in heads if doc.tokens[o].upos == "NOUN"]
    return {x for o in nouns for x in (o, *syntax.obliques(doc, o, "of", "to", "for"))}


def unreal(reading: Reading, trigger: Trigger, heads: set[int]) -> bool:
    """Whether an act is only thought of: a purpose ("an offensive to retake"), a gerund of a noun ("the urgency of
    ending"), an indirect question ("asked whether Norland was ready"), a fear ("the threat of an attack")."""
    doc = reading.document
    if trigger.noun:
        over = trigger.entry.head == "charge" and syntax.case_of(doc, trigger.head) == "in"  # "those in charge of"
        return over or _unreal_noun(doc, trigger) or (_asks(doc, trigger.head) and not _is_known(doc, trigger.head))
    anchor = _anchor(doc, trigger.head)
    token = doc.tokens[anchor]
    if any(doc.tokens[n].text.lower() == "not" for w in trigger.words if w != trigger.head for n in doc.children[w]):
        return True
    if _of_things(doc, trigger) or _is_duty(doc, trigger) or _is_spared(doc, trigger):
        return True
    if _asks(doc, trigger.head) or _supposed(doc, trigger) or is_undone(doc, trigger.head):
        return True
    if token.is_root:
        return False
    marks = {doc.tokens[m].text.lower() for m in doc.dependents(anchor, "mark")}
    if "to" in marks and any(syntax.lemma(doc, s) in listed("unmade") for s in doc.dependents(anchor, "nsubj")):
        return True
    if trigger.entry.head == "ask" and token.relation == "advcl" and syntax.is_passive(doc, anchor):
        return not syntax.agents(doc, anchor)  # "asked about the talks, Orsk said": a reporter's question
    own_will = bool(doc.dependents(trigger.head, "nsubj"))
    governor = doc.tokens[token.head]
    if _is_gerund(doc, anchor) and (
        (token.relation == "acl" and marks) or (token.relation == "advcl" and "of" in marks)
    ):
        passing = (listed("transparent") - listed("unreal_heads")) | {"guilty"}
        return syntax.lemma(doc, token.head) not in passing
    if token.relation in ("acl", "advcl") and "to" in marks:
        return (not own_will or "for" in marks) and _only_aimed_at(doc, trigger, heads)
    if _set_aside(doc, anchor, marks):
        return True
    modal = any(doc.tokens[a].xpos == "MD" for a in doc.dependents(trigger.head, "aux"))
    if token.relation == "advcl" and marks & {"before", "until"} and not modal:
        return syntax.tense(doc, trigger.head) not in ("past", "pluperfect")
    if syntax.lemma(doc, token.head) in listed("unreal_heads") and token.relation in ("xcomp", "acl", "advcl", "obj"):
        return token.xpos == "VBG"
    if trigger.entry.types[0] in _WISHED and is_wished(doc, anchor):
        return True
    asked = token.relation in ("ccomp", "csubj", "advcl") and marks & {"if", "whether"}
    uncertain = governor.upos == "ADJ" and "whether" in marks
    return uncertain or (bool(asked) and governor.upos == "VERB" and token.relation == "ccomp")


def _is_gerund(doc: Document, verb: int) -> bool:
    """Whether a verb is a gerund, also in the passive: "fear of being [deported]"."""
    being = any(doc.tokens[a].text.lower() == "being" for a in doc.dependents(verb, "aux"))
    return doc.tokens[verb].xpos == "VBG" or being


def _of_things(doc: Document, trigger: Trigger) -> bool:
    """Whether what is shot or released is no victim and no prisoner: films, figures, patients."""
    if trigger.entry.head == "shoot":
        things = {syntax.lemma(doc, o) for o in syntax.objects_direct(doc, trigger.head)}
        return not things.isdisjoint(listed("not_shot"))
    return trigger.entry.mode == "release" and (_published(doc, trigger.head) or _healed(doc, trigger.head))


def _is_duty(doc: Document, trigger: Trigger) -> bool:
    """Whether someone is charged with a task and of no crime: "charged with overseeing the truce"."""
    tasks = doc.dependents(trigger.head, "advcl", "xcomp", "ccomp") if trigger.entry.head == "charge" else []
    return any(doc.tokens[c].xpos == "VBG" and syntax.lemma(doc, c) in listed("duties") for c in tasks)


def _is_spared(doc: Document, trigger: Trigger) -> bool:
    """Whether it is said that nobody was hurt: "suffered no casualties"."""
    objects = syntax.objects_direct(doc, trigger.head) if trigger.entry.head in ("suffer", "take") else []
    return any(doc.tokens[d].text.lower() == "no" for o in objects for d in doc.dependents(o, "det"))


def _published(doc: Document, verb: int) -> bool:
    """Whether what is released is a document or a figure."""
    things = {syntax.lemma(doc, o) for o in syntax.objects(doc, verb)}
    return bool(things & (listed("documents") | listed("published")))


def _healed(doc: Document, verb: int) -> bool:
    """Whether someone is only released from a hospital."""
    return any(syntax.lemma(doc, o) in ("hospital", "clinic") for o in syntax.obliques(doc, verb, "from"))


def _anchor(doc: Document, verb: int) -> int:
    """The verb whose place in the sentence is also that of `verb`: the first of conjuncts in one form."""
    node = verb
    for _ in range(4):
        token = doc.tokens[node]
        if token.relation != "conj" or token.is_root or doc.dependents(node, "nsubj", "aux", "mark"):
            return node
        if token.xpos not in ("VB", "VBG", "VBZ", "VBP"):
            return node
        partner = token.head if token.xpos == doc.tokens[token.head].xpos else _of_its_form(doc, node, token.head)
        if partner is None:
            return node
        node = partner
    return node


def _of_its_form(doc: Document, verb: int, head: int) -> int | None:
    """The verb in the same form that the parser overleapt: "ruled out both [stepping] down and calling a vote"."""
    between = doc.dependents(head, "xcomp", "ccomp", "obj", "advcl")
    found = [c for c in between if c < verb and doc.tokens[c].xpos == doc.tokens[verb].xpos in ("VB", "VBG")]
    return found[-1] if found else None


def _only_aimed_at(doc: Document, trigger: Trigger, heads: set[int]) -> bool:
    """Whether an infinitive of purpose, or after a noun, says what is meant and not what is done."""
    token = doc.tokens[_anchor(doc, trigger.head)]
    if syntax.is_one_who(doc, token.head):
        return False
    governor = syntax.lemma(doc, token.head)
    friendly = trigger.entry.types[0] in _FRIENDLY
    if token.head in heads or (governor in listed("unmade") and doc.tokens[token.head].upos != "VERB"):
        return True
    if token.relation == "acl" and trigger.entry.types[0] == "COERCE" and governor in listed("aims"):
        return True
    return friendly and (governor in listed("aims") or (token.relation == "advcl" and governor in listed("motion")))


def _set_aside(doc: Document, verb: int, marks: set[str]) -> bool:
    """Whether an act is named as what is not done: "ruled out working with Norland", "rather than backing it"."""
    token = doc.tokens[verb]
    particles = {doc.tokens[p].text.lower() for p in doc.dependents(token.head, "compound:prt")}
    name = syntax.lemma(doc, token.head)
    left = (name == "rule" and "out" in particles) or (name == "give" and "up" in particles)
    if left and token.relation in ("xcomp", "ccomp", "advcl", "obj"):
        return True
    if {"whether", "to"} <= marks:
        return True  # "debates whether to impose sanctions"
    return token.relation == "advcl" and bool(marks & {"than", "instead"})


def _supposed(doc: Document, trigger: Trigger) -> bool:
    """Whether words, no deeds, are only a condition: "unless Norland agrees", "if he is blamed"."""
    if trigger.entry.types[0] not in _SUPPOSED:
        return False
    return any(trigger.head in doc.subtree(c) for c in _conditional_clauses(doc, trigger.head))


def _conditional_clauses(doc: Document, i: int) -> list[int]:
    """Heads at or above token `i` of clauses with "if", "unless", before a claim's own verb is reached."""
    out = []
    for up in (i, *doc.ancestors(i)):
        if {doc.tokens[m].text.lower() for m in doc.dependents(up, "mark")} & {"if", "unless", "lest"}:
            out.append(up)
        if doc.tokens[up].relation in ("ccomp", "parataxis"):
            break
    return out


def _asks(doc: Document, i: int) -> bool:
    """Whether a verb stands in a question."""
    sentence = doc.sentence_of(i)
    tokens = doc.tokens[sentence.first : sentence.last]
    end = next((t.text for t in reversed(tokens) if t.text not in _QUOTES), "")
    if end != "?":
        return False
    return not any(doc.tokens[up].relation in ("ccomp", "parataxis") for up in (i, *doc.ancestors(i)))


def _unreal_noun(doc: Document, trigger: Trigger) -> bool:
    """Whether an act told by a noun is feared, meant, forbidden, or only counted: "plots of attack", "the second
    visit since 2003 by a president"."""
    noun, kind = trigger.head, trigger.entry.types[0]
    if _links(doc, noun) & _CONTESTED.get(trigger.entry.head, set()):
        return not armed(doc, noun)
    if doc.dependents(noun, "cop") and any(syntax.lemma(doc, m) in _ORDINALS for m in doc.children[noun]):
        return True
    if trigger.light is not None and _lent_to_none(doc, trigger, trigger.light):
        return True
    if kind not in ("ASSAULT", "PROTEST", "COERCE", "MOBILIZE"):
        return False
    if kind == "ASSAULT" and doc.dependents(noun, "cop") and not doc.dependents(noun, "nmod"):
        return True
    if kind == "PROTEST" and _is_no_protest(doc, trigger):
        return True
    if kind == "ASSAULT" and trigger.light is not None and syntax.lemma(doc, trigger.light) in _ENDING:
        return True
    if kind == "ASSAULT" and _of_a_thing(doc, trigger):
        return True
    if syntax.case_of(doc, noun) == "despite" and kind == "PROTEST" and doc.dependents(noun, "nmod:poss"):
        return True
    if syntax.case_of(doc, noun) == "against" and not doc.dependents(noun, "det", "nmod", "nummod", "nmod:poss"):
        return True
    governor = _governor(doc, noun)
    if governor is None:
        return False
    name = syntax.lemma(doc, governor)
    if syntax.case_of(doc, noun) in ("against", "from") and name in _GUARDING:
        return True
    if name in listed("unreal_heads"):
        up = doc.tokens[governor]
        return up.is_root or syntax.lemma(doc, up.head) not in ("fail", "failure")
    definite = _is_known(doc, noun)
    bare = not doc.dependents(noun, "nmod", "nmod:poss", "nummod", "acl") and not definite
    return bare and trigger.light is None and name in listed("charge_heads")


def _is_known(doc: Document, noun: int) -> bool:
    """Whether an article or pronoun says that the reader knows of the act: "the attack"."""
    return any(doc.tokens[d].text.lower() in ("the", "this", "that") for d in doc.dependents(noun, "det"))


def _is_no_protest(doc: Document, trigger: Trigger) -> bool:
    """Whether a protest only says how something was done ("in protest"), a strike is one of war, a rally of shares."""
    noun = trigger.head
    sentence = doc.sentence_of(noun)
    if trigger.entry.head == "rally" and any(
        t.lemma.lower() in listed("markets") for t in doc.tokens[sentence.first : sentence.last]
    ):
        return True
    if trigger.entry.key == "strike" and (_hits(doc, noun) or _is_from_the_air(doc, noun)):
        return True
    bare = syntax.case_of(doc, noun) == "in" and not doc.dependents(noun, "det", "nmod:poss")
    return bare and doc.tokens[noun].xpos == "NN"


def _hits(doc: Document, noun: int) -> bool:
    """Whether a strike is what kills or hits: "strikes killed 12", "wounded in strikes"."""
    token = doc.tokens[noun]
    blow = token.relation in ("nsubj", "obl") and syntax.lemma(doc, token.head) in _BLOWS
    return blow and syntax.case_of(doc, noun) in ("", "by", "in")


def _is_from_the_air(doc: Document, noun: int) -> bool:
    """Whether a strike is one of war: in a sentence on militants, rockets or killings, and none on workers."""
    sentence = doc.sentence_of(noun)
    words = {t.lemma.lower() for t in doc.tokens[sentence.first : sentence.last]}
    war = {"bombing", "killing", "raid", "militant", "airstrike", "air", "rocket", "missile", "drone", "warplane"}
    return bool(words & war) and not words & {"union", "worker", "employee", "pilot", "pay", "wage", "labour", "labor"}


def _lent_to_none(doc: Document, trigger: Trigger, light: int) -> bool:
    """Whether a noun's verb only wishes for the act, leaves it behind or holds it back: "wants a deal", "returning
    from a trip", "halted the release"."""
    kind = trigger.entry.types[0]
    if kind in _GIVING and syntax.lemma(doc, light) in _HOLDING_BACK:
        return True
    if kind not in _WISHED:
        return False
    left = kind == "CONSULT" and syntax.case_of(doc, trigger.head) == "from"
    return left or is_wished(doc, light) or is_undone(doc, light)


def _links(doc: Document, noun: int) -> set[str]:
    """The prepositions of what hangs from a noun."""
    return {syntax.case_of(doc, c) for c in doc.dependents(noun, "nmod")}


def _of_a_thing(doc: Document, trigger: Trigger) -> bool:
    """Whether a killing in name only is done to no being: "the execution of the plan"."""
    done_to = syntax.obliques(doc, trigger.head, "of")
    if trigger.entry.head not in ("execution", "hanging") or not done_to:
        return False
    beings = listed("classes", "victims") | listed("classes", "person") | listed("classes", "captives")
    return all(doc.tokens[o].upos == "NOUN" and syntax.lemma(doc, o) not in beings for o in done_to)


def _governor(doc: Document, noun: int) -> int | None:
    """The verb, noun or adjective that a noun hangs from, past conjuncts and words that pass on ("a series of")."""
    node = noun
    for _ in range(4):
        token = doc.tokens[node]
        if token.is_root or token.relation not in ("obj", "obl", "nmod", "conj", "compound", "nsubj"):
            return None
        if token.deprel == "nsubj" or (token.relation == "obl" and syntax.case_of(doc, node) in _WHEN):
            return None
        head = token.head
        name = syntax.lemma(doc, head)
        passing = token.relation == "conj" or (
            name in listed("transparent") and name not in listed("unreal_heads") | listed("charge_heads")
        )
        if not passing:
            return head
        node = head
    return None


def _by_which(doc: Document, c: int) -> bool:
    """Whether a gerund tells the means: "threatened to retaliate by [refusing] transit"."""
    return doc.tokens[c].xpos == "VBG" and any(doc.tokens[m].text.lower() == "by" for m in doc.dependents(c, "mark"))


def _said(reading: Reading, head: int) -> set[int]:
    """A complement's verb with its conjuncts, its own complements and their objects."""
    doc = reading.document
    out = {head}
    stack = [head]
    while stack and len(out) < 30:
        node = stack.pop()
        more = doc.dependents(node, "xcomp", "obj")
        more += [c for c in doc.dependents(node, "advcl") if _by_which(doc, c)]
        more += [
            c for c in doc.dependents(node, "conj") if doc.tokens[c].xpos not in ("VBD", "VBZ", "VBP") or node != head
        ]
        if doc.tokens[node].relation in ("obj", "conj"):
            more += syntax.obliques(doc, node, "of", "to", "on", "for", "with")
        if node == head:
            more += doc.dependents(node, "nsubj:pass")
            more += syntax.obliques(doc, node, "to", "on", "of", "for", "with", "against", "from", "in", "into", "at")
        fresh = [m for m in more if m not in out]
        out.update(fresh)
        stack += fresh
    return out
