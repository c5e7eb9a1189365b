"""Which words of a document stand for acts: verbs and nouns of the lexicon with what must stand beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from readout.extract import conditions, lexicon, syntax
from readout.extract.astray import nested
from readout.extract.lexicon import Entry, listed
from readout.extract.light import light_verb
from readout.extract.wording import joined
from readout.language.document import Document, Name

_TRANSPARENT = listed("transparent")
_BEFORE_A_TITLE = ("on", "upon", "against", "with", "by", "between", "from", "of", "to", "and", ",", "the", "for")
_FRIENDLY = ("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT")
_NO_GOAL = ("according to", "due to", "prior to", "thanks to", "owing to", "next to", "compared to", "contrary to")
_DESCRIBING = {"visit", "outgo", "rule", "incoming", "retire", "serve", "tour", "outgoing", "visiting", "ruling", "act"}


@dataclass(frozen=True)
class Trigger:
    """One act in the words.

    `head` is the token of the verb or noun, `entry` what the lexicon says of it, `light` the verb that lends a noun
    its subject, `reverse` whether that verb's subject is the one acted on, `words` the tokens that the trigger covers.
    """

    head: int
    entry: Entry
    noun: bool
    words: tuple[int, ...]
    light: int | None = None
    reverse: bool = False


def triggers(doc: Document) -> list[Trigger]:
    """All triggers, in text order; nouns that only complete a verb ("hold talks") are left to the verb."""
    verbs = [t for token in doc.tokens if (t := verb_trigger(doc, token.i))]
    taken = {w for t in verbs for w in t.words}
    nouns = [t for token in doc.tokens if token.i not in taken and (t := noun_trigger(doc, token.i))]
    return sorted(verbs + nouns, key=lambda t: t.head)


def verb_trigger(doc: Document, i: int) -> Trigger | None:
    """The act of verb or predicative adjective `i`, by the most special entry that fits; `None` for none."""
    token = doc.tokens[i]
    if not (syntax.is_verb(doc, i) or token.upos in ("ADJ", "AUX")) or token.relation in (
        "amod",
        "aux",
        "cop",
        "case",
        "compound",
    ):
        return None
    if token.upos == "AUX" and not (token.is_root or syntax.is_verb(doc, i)):
        return None
    if (token.relation == "acl" and (i < token.head or _premodifies(doc, i))) or describes(doc, i) or _hyphened(doc, i):
        return None
    prefix = _prefixed(doc, i)
    entries = lexicon.verbs().get(f"{prefix}-{syntax.lemma(doc, i)}" if prefix else syntax.lemma(doc, i), ())
    if token.upos == "ADJ":
        entries = tuple(e for e in entries if token.lemma.lower() in listed("adjectives"))
    for entry in entries:
        words = matched(doc, i, entry)
        if words is not None:
            return Trigger(i, entry, False, tuple(sorted({i, *words, *((i - 2,) if prefix else ())})))
    return None


def _prefixed(doc: Document, i: int) -> str:
    """What a hyphen joins to a verb that the lexicon knows with it: the "test" of "test-fired a missile"; else ""."""
    if i < 2 or doc.tokens[i - 1].text != "-" or doc.tokens[i - 2].end != doc.tokens[i - 1].start:
        return ""
    before = doc.tokens[i - 2].text.lower()
    return before if f"{before}-{syntax.lemma(doc, i)}" in lexicon.verbs() else ""


def describes(doc: Document, i: int) -> bool:
    """Whether a participle stands as an adjective before a title or name: "with [visiting] President Orsk"."""
    token = doc.tokens[i]
    if token.xpos != "VBG" or i + 1 >= len(doc.tokens) or doc.dependents(i, "aux", "nsubj"):
        return False
    first = i == doc.sentence_of(i).first
    before = doc.tokens[i - 1].text.lower() if i else ""
    following = doc.tokens[i + 1 : i + 5]
    place = doc.name_at.get(i + 1)
    named = following[0].upos in ("PROPN", "ADJ", "NOUN") and any(t.upos == "PROPN" for t in following)
    named = named and not (
        place and place.label == "PLACE" and following[0].upos == "PROPN" and _ends_there(doc, place)
    )
    return (first or before in _BEFORE_A_TITLE) and named and token.lemma.lower() in _DESCRIBING


def _hyphened(doc: Document, i: int) -> bool:
    """Whether a participle is the end of a compound word: "rebellion-[hit] Norland"."""
    token = doc.tokens[i]
    joined = i > 0 and doc.tokens[i - 1].text == "-" and doc.tokens[i - 1].end == token.start
    return token.xpos == "VBN" and joined and not _prefixed(doc, i)


def _ends_there(doc: Document, name: Name) -> bool:
    """Whether no title or other name follows a place at once: "visiting [Norland]", not "visiting Norland Premier"."""
    return name.last >= len(doc.tokens) or doc.tokens[name.last].upos not in ("PROPN", "NOUN")


def _premodifies(doc: Document, i: int) -> bool:
    """Whether a participle without any dependents stands before a noun that it describes: "the ousted president"."""
    following = doc.tokens[i + 1].upos if i + 1 < len(doc.tokens) else ""
    return doc.tokens[i].xpos == "VBN" and not doc.children[i] and following in ("ADJ", "NOUN", "PROPN")


def matched(doc: Document, i: int, entry: Entry) -> list[int] | None:
    """The tokens that complete `entry` at verb `i`; `None` where something that it asks for is missing."""
    used: list[int] = []
    allowed = frozenset().union(*entry.particles)
    parts = doc.dependents(i, "compound:prt")
    parts += [a for a in doc.dependents(i, "advmod") if doc.tokens[a].text.lower() == "ahead" and not doc.children[a]]
    if any(doc.tokens[p].text.lower() not in allowed for p in parts):
        return None
    for options in entry.particles:
        found = _particle(doc, i, options)
        if found is None:
            return None
        used += found
    if entry.objects:
        bag = dict(_complements(doc, i, entry))
        for options in entry.objects:
            hit = next((bag[word] for word in bag if word in options), None)
            if hit is None:
                return None
            used.append(hit)
    if all(_holds(doc, i, name) for name in entry.conditions):
        return used
    return None


def _particle(doc: Document, i: int, options: frozenset[str]) -> list[int] | None:
    """The particle of a verb, or the preposition before one of its obliques."""
    for c in (*doc.children[i], *_of_effect(doc, i)):
        token = doc.tokens[c]
        if (
            token.relation in ("compound", "advmod", "obl", "case", *(("xcomp",) if token.upos == "ADJ" else ()))
            and token.upos != "NOUN"
            and token.text.lower() in options
        ):
            return [c]
        if syntax.is_time(doc, c):
            continue
        if token.relation in ("obl", "nmod", "advmod") or (c > i and token.relation in ("obj", "nsubj")):
            case = syntax.case_of(doc, c)
            if set(case.split()) & options and case not in _NO_GOAL:
                return doc.dependents(c, "case")[:1]
        elif token.relation in ("advcl", "ccomp", "xcomp"):
            before = [m for s in doc.dependents(c, "nsubj") if s > i for m in doc.dependents(s, "case")]
            for m in [*doc.dependents(c, "mark"), *before]:
                if doc.tokens[m].text.lower() in options and doc.tokens[m].text.lower() != "to":
                    return [m]
    return _beside(doc, i, options)


def _beside(doc: Document, i: int, options: frozenset[str]) -> list[int] | None:
    """What the parser hung from the object and completes the verb: "let [free] the envoys", "discussed it [with]"."""
    after = doc.tokens[i + 1] if i + 1 < len(doc.tokens) else None
    if after is not None and after.upos == "ADJ" and after.relation == "amod" and after.text.lower() in options:
        return [after.i]
    for preposition, verbs in (("with", listed("talked_over")), ("to", {"return"})):
        if preposition in options and syntax.lemma(doc, i) in verbs:
            partners = nested(doc, syntax.objects_direct(doc, i), preposition)
            return doc.dependents(partners[0], "case")[:1] if partners else None
    return None


def _of_effect(doc: Document, i: int) -> list[int]:
    """What hangs from "effect" and belongs to the verb: "withdrew with immediate effect from the [court]"."""
    effects = [c for c in doc.dependents(i, "obl") if syntax.lemma(doc, c) == "effect"]
    return [n for c in effects for n in doc.dependents(c, "nmod")]


def _complements(doc: Document, i: int, entry: Entry) -> Iterator[tuple[str, int]]:
    """Lemmas that may stand as the object of an entry, with their tokens: objects, predicates, obliques, modifiers."""
    direct = syntax.objects(doc, i)
    if not direct and doc.tokens[i].deprel == "acl" and syntax.is_verb(doc, i):
        direct = [doc.tokens[i].head]
    heads = [h for o in direct for h in syntax.conjuncts(doc, o)]
    more = doc.dependents(i, "xcomp", "ccomp", "advmod", "compound")
    heads += [h for h in more if "@" not in entry.key or not syntax.is_verb(doc, h)]
    if entry.particles or entry.head == "be":
        beside = dict.fromkeys([*doc.dependents(i, "obl"), *syntax.obliques(doc, i), *_of_effect(doc, i)])
        heads += [h for o in beside for h in syntax.conjuncts(doc, o)]
    for h in heads:
        if is_blocked(doc, h) or ("@" in entry.key and doc.tokens[h].upos == "ADJ"):
            continue
        yield syntax.lemma(doc, h), h
        yield doc.tokens[h].text.lower(), h
        if _is_weapon_system(doc, h):
            yield "weapon", h
        yield from ((syntax.lemma(doc, m), h) for m in doc.dependents(h, "nmod") if doc.tokens[m].deprel == "nmod:desc")
        inner = syntax.obliques(doc, h, "of") if syntax.lemma(doc, h) in _TRANSPARENT else []
        for o in inner:
            yield syntax.lemma(doc, o), o
        for o in (h, *inner):
            for m in doc.dependents(o, "compound", "amod"):
                if len(entry.objects) > 1 or syntax.lemma(doc, m) in listed("telling_modifiers"):
                    yield syntax.lemma(doc, m), o


def _is_weapon_system(doc: Document, noun: int) -> bool:
    """Whether a noun is a weapon by what stands before it: "air defence [systems]", "missile [batteries]"."""
    if syntax.lemma(doc, noun) not in listed("weapon_systems"):
        return False
    return any(syntax.lemma(doc, m) in listed("weapon_kinds") for m in doc.dependents(noun, "compound", "amod"))


def _holds(doc: Document, i: int, name: str) -> bool:
    return _TESTS[name](doc, i)


def complements(doc: Document, i: int) -> list[int]:
    """Heads of the clauses that complete verb or noun `i`: "agreed to [meet]", "said that he [left]"."""
    found = doc.dependents(i, "xcomp", "ccomp")
    for c in doc.dependents(i, "advcl", "acl"):
        if doc.tokens[c].deprel != "acl:relcl" and (
            syntax.is_infinitive(doc, c) or _gerund_of(doc, c) or _that_of_noun(doc, i, c)
        ):
            found.append(c)
    return sorted(set(found))


def _that_of_noun(doc: Document, noun: int, c: int) -> bool:
    """Whether a clause with "that" says what a noun is about: "demands that it renounce violence"."""
    marked = any(doc.tokens[m].text.lower() == "that" for m in doc.dependents(c, "mark"))
    return marked and doc.tokens[noun].upos == "NOUN" and doc.tokens[c].relation == "acl"


def _gerund_of(doc: Document, c: int) -> bool:
    """Whether `c` is a gerund after "of", "for", "from": "accused of hiding", "called for resuming"."""
    marks = {doc.tokens[m].text.lower() for m in doc.dependents(c, "mark")}
    return doc.tokens[c].xpos == "VBG" and bool(marks & {"of", "for", "from", "on", "to", "against"})


def _own_act(doc: Document, i: int) -> bool:
    """Whether one warns of what one will do oneself: "Iran warned that it would retaliate"."""
    mine = set(syntax.subjects(doc, i))
    for c in doc.dependents(i, "ccomp"):
        will = any(doc.tokens[a].text.lower() in ("will", "would", "'ll") for a in doc.dependents(c, "aux"))
        theirs = syntax.surface_subjects(doc, c)
        pronoun = any(doc.tokens[s].text.lower() in ("it", "they", "he", "she", "we", "i") for s in theirs)
        named = bool(syntax.conditions(doc, c)) and any(doc.tokens[s].upos == "PROPN" for s in theirs)
        named &= not syntax.is_passive(doc, c)  # "warned that Europe would be harmed if it failed to agree"
        forced = syntax.is_passive(doc, c) and _violent(doc, c)
        if will and (pronoun or named or mine & set(theirs) or forced or _shares_name(doc, mine, theirs)):
            return True
    return False


def _shares_name(doc: Document, mine: set[int], theirs: list[int]) -> bool:
    """Whether a subject's country or body is the other's: "Iranian envoy ... warned that Iran will"."""
    words = {doc.tokens[t].lemma.lower()[:4] for m in mine for t in doc.subtree(m) if doc.tokens[t].upos == "PROPN"}
    return any(doc.tokens[s].lemma.lower()[:4] in words for s in theirs if doc.tokens[s].upos == "PROPN")


def _friendly(doc: Document, i: int) -> bool:
    """Whether what one vows is to work with others or to mend something: not "vowed to fight on"."""
    found = verb_trigger(doc, i) if syntax.is_verb(doc, i) else None
    if syntax.negated(doc, i):
        return False  # "vowed not to stop the raids"
    if found is not None and found.entry.types[0] in _FRIENDLY:
        return True
    if not syntax.is_infinitive(doc, i) or syntax.lemma(doc, i) not in listed("mending"):
        return False
    return not {syntax.lemma(doc, o) for o in syntax.objects(doc, i)} & listed("reprisals")  # "vowed to take revenge"


def _refusing(doc: Document, i: int) -> bool:
    """Whether what one vows is not to yield: "vowed not to give in to the rebels"."""
    for c in complements(doc, i):
        found = verb_trigger(doc, c) if syntax.is_verb(doc, c) and syntax.negated(doc, c) else None
        if found is not None and found.entry.types[0] in ("CONCEDE", "RETREAT"):
            return True
    return False


def _violent_complement(doc: Document, i: int) -> bool:
    return any(_violent(doc, c) for c in complements(doc, i))


def _violent(doc: Document, i: int) -> bool:
    if not syntax.is_verb(doc, i):
        return False
    meant = {syntax.lemma(doc, c) for o in syntax.objects(doc, i) for c in syntax.conjuncts(doc, o)}
    if syntax.lemma(doc, i) in listed("starting"):
        if meant & listed("classes", "attack"):
            return True
        i = next(iter(doc.dependents(i, "xcomp")), i)
    if meant & listed("reprisals"):
        return True
    found = verb_trigger(doc, i)
    return found is not None and found.entry.types[0] in ("ASSAULT", "COERCE", "SANCTION", "THREATEN")


def noun_trigger(doc: Document, i: int) -> Trigger | None:
    """The act of noun `i`; `None` where the lexicon has none, or the noun only modifies another noun."""
    token = doc.tokens[i]
    whole = joined(doc, i)
    if not (token.upos == "NOUN" or whole) or token.relation in ("compound", "amod"):
        return None
    if is_blocked(doc, i):
        return None
    for entry in lexicon.nouns().get(whole or token.lemma.lower(), ()):
        words = _noun_words(doc, i, entry)
        if words is not None:
            light, reverse = light_verb(doc, i)
            more = [light] if light is not None and abs(light - i) < 8 else []
            return Trigger(i, entry, True, tuple(sorted({i, *words, *more})), light, reverse)
    return None


def is_blocked(doc: Document, i: int) -> bool:
    """Whether a noun with the words before it is no act ("press conference")."""
    name = syntax.lemma(doc, i)
    return any(f"{syntax.lemma(doc, c)} {name}" in listed("blocked") for c in doc.dependents(i, "compound", "amod"))


def _noun_words(doc: Document, i: int, entry: Entry) -> list[int] | None:
    used: list[int] = []
    near = [c for c in doc.children[i] if c < i and doc.tokens[c].relation in ("compound", "amod", "nmod", "advmod")]
    near += [c for n in near for c in doc.children[n] if doc.tokens[n].relation == "compound"]
    for options in entry.before:
        hit = next((c for c in near if syntax.lemma(doc, c) in options or doc.tokens[c].text.lower() in options), None)
        if hit is None:
            return None
        used.append(hit)
    if not entry.particles:
        return used
    for c in syntax.obliques(doc, i, *entry.particles[0]):
        if not entry.objects:
            return used
        heads = syntax.conjuncts(doc, c)
        if any(syntax.lemma(doc, h) in entry.objects[0] for h in heads):
            return [*used, c]
    return None


_TESTS: dict[str, Callable[[Document, int], bool]] = {
    "inf": conditions.infinitive,
    "refusing": _refusing,
    "friendly": lambda doc, i: any(_friendly(doc, c) for c in complements(doc, i)),
    "objinf": conditions.object_infinitive,
    "that": conditions.that_clause,
    "group": conditions.group,
    "person": conditions.person,
    "name": conditions.name,
    "crowd": conditions.crowd,
    "place": conditions.place,
    "obj": lambda doc, i: bool(syntax.objects(doc, i)),
    "noobj": lambda doc, i: not syntax.objects(doc, i),
    "noinf": lambda doc, i: not complements(doc, i),
    "own": _own_act,
    "passive": syntax.is_passive,
    "talks": lambda doc, i: bool(
        conditions.party_lemmas(doc, i) & (listed("classes", "talks") | listed("classes", "deal"))
    ),
    "device": lambda doc, i: bool(conditions.party_lemmas(doc, i) & listed("classes", "device")),
    "armed": conditions.armed,
    "notas": lambda doc, i: not any(t.text.lower() == "as" for c in doc.children[i] for t in conditions.marks(doc, c)),
    "alone": conditions.alone,
    "fromplace": conditions.from_a_place,
    "violence": _violent_complement,
    "violent": _violent_complement,
    "must": conditions.must_clause,
    "culprit": conditions.culprit_clause,
    "probing": conditions.probing,
    "military": conditions.military,
    "allied": conditions.allied,
    "unarmed": conditions.unarmed,
    "legislature": conditions.legislature,
    "document": conditions.document,
    "nuclear": conditions.nuclear,
    "demanding": lambda doc, i: bool(conditions.purposes(doc, i) & listed("grievance")),
    "calling": conditions.abusive,
}

CONDITIONS = frozenset(_TESTS)
"""Names of the conditions that entries may set ("+inf")."""
