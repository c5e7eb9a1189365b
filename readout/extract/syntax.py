"""Questions that extractors ask of a parse: who does it, to whom, is it denied, is it certain.

All functions take a `Document` and token indices and return token indices. A compound ("Kerry and Lavrov") is
answered by the head of its first conjunct: `Cast.at` expands it. Relations are UD v2.
"""

from __future__ import annotations

from collections.abc import Iterable

from readout.extract import astray
from readout.extract.astray import object_astray, person_called, person_meant, shares_passive, subject_astray
from readout.extract.certainty import conditions, in_condition, modality, negated, tense
from readout.extract.spans import clause, head_of, phrase
from readout.extract.wording import case_of, is_infinitive, is_one_who, is_verb, joined, lemma, word_set, words
from readout.language.document import Document

__all__ = [
    "agents", "case_of", "clause", "conditions", "conjuncts", "first_of", "head_of", "in_condition", "is_infinitive",
    "is_one_who", "is_passive", "is_time", "is_verb", "lemma", "modality", "negated", "objects", "objects_direct",
    "obliques", "owners", "phrase", "predicate", "relative_noun", "subjects", "surface_subjects", "tense",
]  # fmt: skip

_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "X", "SYM")
_FINITE = ("VBD", "VBZ", "VBP")
_RELATIVE = {"who", "which", "that", "whom", "whose"}


def obliques(doc: Document, head: int, *prepositions: str) -> list[int]:
    """Nouns that depend on verb or noun `head` with one of `prepositions` ("with", "on"); with none given, with any."""
    found = [
        c
        for c in doc.dependents(head, "obl", "nmod", "obj", "nsubj")
        if doc.tokens[c].deprel != "nmod:poss"
        and (doc.tokens[c].relation in ("obl", "nmod") or _oblique_after(doc, head, c))
    ]
    found += [n for c in found if lemma(doc, c) == "effect" for n in doc.dependents(c, "nmod")]  # "with effect from"
    if not prepositions:
        return [c for c in found if case_of(doc, c)]
    return [c for c in found if case_of(doc, c) in prepositions]


def is_passive(doc: Document, verb: int) -> bool:
    """Whether the verb's grammatical subject, or the noun that it modifies, is the one acted on."""
    token = doc.tokens[verb]
    told = token.xpos == "VBD" and any(doc.tokens[s].deprel == "nsubj" for s in doc.dependents(verb, "nsubj"))
    if doc.dependents(verb, "nsubj:pass", "aux:pass", "csubj:pass") or (_by_agents(doc, verb) and not told):
        return True  # "retaliated by" raising tariffs is none
    bare = (
        token.xpos == "VBN" and token.relation in ("xcomp", "ccomp") and not doc.dependents(verb, "aux", "cop", "obj")
    )
    if bare and any(s < verb for s in doc.dependents(verb, "nsubj")):
        return True  # "saw three people killed"
    bare = token.xpos == "VBN" and token.relation == "advcl" and not doc.dependents(verb, "aux", "obj")
    if bare and any(doc.tokens[m].text.lower() == "with" for m in doc.dependents(verb, "mark", "case")):
        return True  # "with five protesters killed"
    if shares_passive(doc, verb):
        return True
    if token.xpos != "VBN" or doc.dependents(verb, "aux", "nsubj"):
        return False
    if token.relation in ("acl", "amod"):
        return True
    if token.relation == "advcl":
        return not objects_direct(doc, verb)
    if token.relation == "conj" and not token.is_root:
        return not objects_direct(doc, verb) and is_passive(doc, token.head)
    return token.relation == "xcomp" and not objects_direct(doc, verb)


def objects_direct(doc: Document, verb: int) -> list[int]:
    """The grammatical objects of a verb: `obj`, then `iobj`."""
    own = [o for o in doc.dependents(verb, "obj") + doc.dependents(verb, "iobj") if not _oblique_after(doc, verb, o)]
    own = [o for o in own if o not in astray.subject_as_object(doc, verb)] if len(own) > 1 else own
    own = own or [o for o in doc.dependents(verb, "obl") if joined(doc, o) and not case_of(doc, o)]  # "held a sit-in"
    if not own and is_verb(doc, verb) and not doc.dependents(verb, "aux:pass", "nsubj:pass", "cop"):
        subjects_before = [s for s in doc.dependents(verb, "nsubj") if s < verb]
        if subjects_before:
            own = [s for s in doc.dependents(verb, "nsubj") if s > verb and not _oblique_after(doc, verb, s)]
    lent = [
        o
        for c in doc.dependents(verb, "xcomp", "ccomp", "advcl")
        for o in doc.dependents(c, "obj")
        if _strays(doc, c, o)
    ]
    found = [o for o in own if not _strays(doc, verb, o)] + lent
    if found or not is_verb(doc, verb):
        return found
    return person_called(doc, verb) or (
        [] if doc.dependents(verb, "aux:pass", "nsubj:pass") else object_astray(doc, verb)
    )


def _strays(doc: Document, verb: int, noun: int) -> bool:
    """Whether the parser hung the object of a governing verb from its complement: "urged [Iran] to stop", "warned
    [Iran] it would act"."""
    token = doc.tokens[verb]
    if noun > verb or token.head > noun:
        return False
    if token.relation in ("ccomp", "xcomp") and token.head < noun and not doc.tokens[noun].xpos.startswith("W"):
        return any(noun < m < verb for m in doc.dependents(verb, "mark", "nsubj"))
    return any(noun < m < verb for m in doc.dependents(verb, "mark"))


def subjects(doc: Document, verb: int) -> list[int]:
    """Heads of the phrases that name who does `verb`: the deep subject.

    The active subject, a passive's agent ("by X"), the noun that a relative clause or participle modifies, the
    subject or object of a governing verb (control and raising), the subject of the first conjunct. [] for none.
    Of nouns and adjectives with a copula the subject as well.
    """
    return _subjects(doc, verb, 0)


def _subjects(doc: Document, verb: int, depth: int) -> list[int]:
    if depth > 6:
        return []
    if is_passive(doc, verb):
        found = agents(doc, verb)
        if not found and _shares_agent(doc, verb):
            found = agents(doc, doc.tokens[verb].head)
        return found
    return surface_subjects(doc, verb, depth)


def _shares_agent(doc: Document, verb: int) -> bool:
    token = doc.tokens[verb]
    return token.relation == "conj" and not doc.dependents(verb, "nsubj") and is_passive(doc, token.head)


def surface_subjects(doc: Document, verb: int, depth: int = 0) -> list[int]:
    """The grammatical subject of `verb`, own or understood, whatever the voice; `depth` guards against circles."""
    own = _own_subjects(doc, verb) or _subjects_on_a_day(doc, verb) or _bare_oblique(doc, verb)
    own = own or astray.subject_as_object(doc, verb) or subject_astray(doc, verb)
    if own:
        return _resolve_relative(doc, verb, own)
    if clausal := doc.dependents(verb, "csubj"):  # "[shelling] by the army killed two people"
        return agents(doc, clausal[0])
    token = doc.tokens[verb]
    head = token.head
    if depth > 6 or token.is_root:
        return []
    if token.relation == "conj":
        return surface_subjects(doc, _finite_partner(doc, verb, head), depth + 1)
    if token.relation in ("xcomp", "ccomp", "advcl"):
        return _understood(doc, verb, head, depth)
    if token.relation == "acl":
        return _of_modified(doc, verb, head, depth)
    if token.relation in ("parataxis", "csubj", "nmod", "obl") and token.xpos == "VBG":
        return surface_subjects(doc, head, depth + 1)
    return []


def _finite_partner(doc: Document, verb: int, head: int) -> int:
    """The first conjunct of a verb; where the parser took an infinitive or a noun for it, the finite verb above."""
    if _disagrees(doc, verb, head):
        nearer = [i for i in range(verb - 1, head, -1) if _own_subjects(doc, i) and not _disagrees(doc, verb, i)]
        return nearer[0] if nearer else head
    astray = is_infinitive(doc, head) or not (is_verb(doc, head) or doc.dependents(head, "cop", "nsubj"))
    if doc.tokens[verb].xpos not in _FINITE or not astray:
        return head
    return next((u for u in doc.ancestors(head) if doc.tokens[u].xpos in _FINITE and _own_subjects(doc, u)), head)


def _disagrees(doc: Document, verb: int, head: int) -> bool:
    """Whether a verb in the third person singular would have the plural subject of `head`: "they ... and has"."""
    group = [verb, *doc.dependents(verb, "aux", "cop")]
    plural = [s for s in _own_subjects(doc, head) if doc.tokens[s].xpos in ("NNS", "NNPS")]
    return bool(plural) and any(doc.tokens[i].xpos == "VBZ" for i in group)


def companions(doc: Document, verb: int, found: list[int]) -> list[int]:
    """Those who act with the subjects `found`, named between them and the verb: "Chile, along with Peru, refused"."""
    if not found or max(found) > verb:
        return []
    between = range(max(found) + 1, verb)
    return [i for i in between if case_of(doc, i) in ("along with", "together with") and doc.tokens[i].upos in _NOMINAL]


def _own_subjects(doc: Document, verb: int) -> list[int]:
    """The subject that hangs from a verb; of several, as parsers err, the last before it."""
    found = [s for s in doc.dependents(verb, "nsubj") if doc.tokens[s].deprel != "nsubj:outer"]
    found = [s for s in found if not _oblique_after(doc, verb, s)]
    before = [s for s in found if s < verb]
    return before[-1:] if before and len(found) > 1 else found


def _subjects_on_a_day(doc: Document, verb: int) -> list[int]:
    """A subject that the parser hung from the day before the verb: "[Norland] on Monday demanded"."""
    days = [c for c in doc.dependents(verb, "obl", "nsubj") if c < verb and is_time(doc, c)]
    return [
        s for d in days for s in doc.dependents(d, "nsubj", "nmod:desc", "compound") if doc.tokens[s].upos == "PROPN"
    ]


_NO_SUBJECT = ("obl", "obl:agent")
_NO_CLAUSE = ("advcl", "advcl:relcl")


def _bare_oblique(doc: Document, verb: int) -> list[int]:
    """The subject of a finite verb without one that the parser took for an oblique: "[The council] would hold".

    Or for the agent, without "by", or for a clause: "[Two vessels] were released", "[Troops] on Sunday seized".
    """
    finite = doc.tokens[verb].xpos in _FINITE or bool(doc.dependents(verb, "aux", "aux:pass"))
    if not finite or doc.tokens[verb].deprel == "acl:relcl" or doc.dependents(verb, "csubj", "expl"):
        return []
    wrong = _NO_SUBJECT + (_NO_CLAUSE if doc.tokens[verb].is_root else ())
    found = [c for c in doc.children[verb] if c < verb and doc.tokens[c].deprel in wrong and not case_of(doc, c)]
    return [c for c in found if doc.tokens[c].upos in ("NOUN", "PROPN", "PRON") and not is_time(doc, c)][-1:]


def _oblique_after(doc: Document, verb: int, noun: int) -> bool:
    """Whether a parsed subject or object after the verb has a preposition and so is neither: "met [with Orsk]"."""
    return noun > verb and any(
        doc.tokens[c].upos == "ADP" and doc.tokens[c].xpos != "POS" for c in doc.dependents(noun, "case")
    )


def _resolve_relative(doc: Document, verb: int, found: list[int]) -> list[int]:
    """Puts the noun that is modified in the place of "who", "which", "that"."""
    out = []
    for s in found:
        if doc.tokens[s].text.lower() in _RELATIVE:
            noun = relative_noun(doc, verb)
            out.append(s if noun is None else person_meant(doc, s, noun))
        else:
            out.append(s)
    return out


def relative_noun(doc: Document, verb: int) -> int | None:
    """The noun that the relative clause of `verb` modifies; `None` where it stands in none."""
    seen = 0
    node = verb
    while seen < 6:
        token = doc.tokens[node]
        if token.deprel in ("acl:relcl", "acl") and doc.tokens[token.head].upos in _NOMINAL:
            return token.head
        if token.is_root or token.relation not in ("conj", "xcomp", "ccomp"):
            return None
        node, seen = token.head, seen + 1
    return None


def _understood(doc: Document, verb: int, head: int, depth: int) -> list[int]:
    """The subject of an infinitive, a participle or a clause without one, from the word that governs it."""
    token = doc.tokens[verb]
    finite = token.xpos in ("VBD", "VBZ", "VBP") or bool(doc.dependents(verb, "aux"))
    if told := astray.deed_before(doc, verb):
        return _subjects(doc, told, depth + 1)
    if token.relation == "ccomp" and finite:
        return []
    if token.relation == "advcl" and finite and doc.dependents(verb, "mark"):
        return []
    if token.relation in ("xcomp", "ccomp") or (token.relation == "advcl" and is_infinitive(doc, verb)):
        controller = _controller(doc, verb, head)
        if controller:
            return controller
    if doc.tokens[head].upos in _NOMINAL and not doc.dependents(head, "cop"):
        return owners(doc, head)
    return _reproached(doc, verb, head) or _worded(doc, verb, head) or surface_subjects(doc, head, depth + 1)


def _reproached(doc: Document, verb: int, head: int) -> list[int]:
    """The object of `head` that did its gerund with "for": "arrested [students] for calling", "thanked [her] for";
    or was to do it, with "from": "prevented [rebels] from leaving"; or is said to have, "accused [him] of killing"."""
    marked = doc.tokens[verb].xpos == "VBG" and any(
        doc.tokens[m].text.lower() in ("for", "from", "of") for m in doc.dependents(verb, "mark")
    )
    return [o for o in objects_direct(doc, head) if o < verb][:1] if marked and not is_passive(doc, head) else []


def _worded(doc: Document, verb: int, head: int) -> list[int]:
    """The thing turned down that says so, a day between: "vetoed the [resolution] on Monday calling for a truce"."""
    bare = doc.tokens[verb].xpos == "VBG" and not doc.dependents(verb, "mark") and doc.tokens[verb - 1].text != ","
    return [o for o in objects_direct(doc, head) if o < verb and turned_down(doc, o)][:1] if bare else []


def turned_down(doc: Document, noun: int) -> bool:
    """Whether a noun is what somebody votes or speaks against: "vetoed the [resolution] calling for a truce"."""
    token = doc.tokens[noun]
    return token.relation == "obj" and lemma(doc, token.head) in word_set("turning_down")


def _controller(doc: Document, verb: int, head: int) -> list[int]:
    """The object of `head` that does its infinitive: "urged Iran to stop", "called on Iran to stop"."""
    name = lemma(doc, head)
    if name in word_set("subject_control"):
        return []
    for c in obliques(doc, head):
        if case_of(doc, c) in words()["oblique_control"].get(name, ()):
            return [c]
    if doc.tokens[verb].relation == "advcl":
        return []
    if is_passive(doc, head):
        return []
    direct = [o for o in objects_direct(doc, head) if o < verb]
    return direct[:1]


def _of_modified(doc: Document, verb: int, noun: int, depth: int) -> list[int]:
    """The subject of a participle, infinitive or relative clause that modifies `noun`."""
    token = doc.tokens[verb]
    if doc.tokens[noun].upos not in _NOMINAL:
        return surface_subjects(doc, noun, depth + 1)
    if token.deprel == "acl:relcl":
        return [noun] if not doc.dependents(verb, "nsubj") else []
    if token.xpos == "VBN" and _is_detached(doc, verb, noun):
        return surface_subjects(doc, doc.tokens[noun].head, depth + 1)
    if token.xpos in ("VBG", "VBN") and not doc.dependents(verb, "mark"):
        return [noun]
    return owners(doc, noun) or _user(doc, noun, depth)


def _is_detached(doc: Document, verb: int, noun: int) -> bool:
    """Whether a participle after a comma belongs to the clause: "was sent for trial at the Bailey, [accused] of"."""
    last = verb - 1
    if noun > last or doc.tokens[last].text != "," or doc.tokens[noun].relation != "obl":
        return False
    return any(i != noun and doc.tokens[i].upos in _NOMINAL for i in range(noun + 1, last))


def _user(doc: Document, noun: int, depth: int) -> list[int]:
    """Who has the plan, makes the effort, takes the decision: the subject of the verb that governs `noun`."""
    token = doc.tokens[noun]
    if token.relation in ("obj", "obl") and not token.is_root:
        if lemma(doc, token.head) in word_set("of_others"):
            return []
        return _subjects(doc, token.head, depth + 1)
    if token.relation == "xcomp" and is_one_who(doc, noun):
        return _subjects(doc, token.head, depth + 1)
    return doc.dependents(noun, "nsubj") if is_one_who(doc, noun) else []


def objects(doc: Document, verb: int) -> list[int]:
    """Heads of the phrases that name what `verb` is done to: the deep object, the indirect one after the direct.

    In the passive the grammatical subject or the noun that the participle modifies; in an object relative clause
    the noun. The object that conjuncts share ("arrested and beat him") is found from the last.
    """
    if is_passive(doc, verb):
        return surface_subjects(doc, verb) + objects_direct(doc, verb)
    found = _resolve_relative(doc, verb, objects_direct(doc, verb))
    if not found and doc.tokens[verb].deprel == "acl:relcl":
        noun = doc.tokens[verb].head
        subject = doc.dependents(verb, "nsubj")
        if subject and not any(doc.tokens[s].text.lower() in _RELATIVE for s in subject) and not obliques(doc, verb):
            return [noun]
    if not found:
        later = [c for c in doc.dependents(verb, "conj") if is_verb(doc, c)]
        for c in later:
            shared = doc.dependents(c, "obj")
            if shared and not doc.dependents(verb, "obl", "xcomp", "ccomp", "compound:prt") and c == verb + 2:
                return shared
    return found


def agents(doc: Document, verb: int) -> list[int]:
    """Heads of "by X" under a passive verb or a noun: `obl:agent`, or an `obl`/`nmod` with "by" that is no gerund."""
    found = _by_agents(doc, verb)
    if found:
        return found
    return [
        c
        for c in doc.dependents(verb, "obl", "nmod")
        if case_of(doc, c) == "by" and doc.tokens[c].upos in _NOMINAL and not is_time(doc, c)
    ]


def _by_agents(doc: Document, verb: int) -> list[int]:
    return [c for c in doc.dependents(verb, "obl:agent") if case_of(doc, c) == "by"]


def is_time(doc: Document, i: int) -> bool:
    """Whether the noun after a preposition is a date or a number ("by March 1", "on Friday") and no party."""
    token = doc.tokens[i]
    return (token.upos == "NUM" and not doc.dependents(i, "nmod")) or token.lemma.lower() in word_set("time_words")


def owners(doc: Document, noun: int) -> list[int]:
    """Possessors of a noun: "X's plan" (`nmod:poss`), else "plan of X"."""
    return doc.dependents(noun, "nmod:poss") or obliques(doc, noun, "of")


def conjuncts(doc: Document, head: int) -> list[int]:
    """`head` and the conjuncts that hang from it."""
    out = [head]
    for node in out:
        out.extend(doc.dependents(node, "conj"))
    return sorted(out)


def predicate(doc: Document, i: int) -> int:
    """The nearest verb (or noun or adjective with a copula) at or above token `i`; the root where there is none."""
    node = i
    for up in (i, *doc.ancestors(i)):
        node = up
        if is_verb(doc, up) or doc.dependents(up, "cop"):
            return up
    return node


def first_of(groups: Iterable[list[int]]) -> list[int]:
    """The first of several answers that is not empty; [] for none."""
    return next((g for g in groups if g), [])
