"""What a number measures, by the words that govern what it counts: "killing 15", "the toll rose to 15".

The parse is asked first: participles and relative clauses of the counted noun, then the verb or noun above it. Where it
says nothing, the words right beside the phrase are. The lexicon is `data/figures.toml`.
"""

from __future__ import annotations

from typing import NamedTuple

from readout.extract.counted import Counted, measure_of, word_list
from readout.extract.syntax import case_of, is_infinitive, is_passive, lemma, obliques
from readout.language.document import Document

_REACH = 6  # words after a phrase that may stand before what became of it: "people were reportedly also killed"
_CLIMB = 5  # conjuncts and appositions between a phrase and its verb; more are lists


class Measure(NamedTuple):
    """A measure, and the token that told it: the verb, noun or adjective."""

    name: str
    token: int


def fate(doc: Document, item: Counted) -> Measure | None:
    """What became of those counted, as the words around them say; `None` where nothing of the kind did."""
    found = _just_before(doc, item) or _from_parse(doc, item) or _toll(doc, item) or _beside(doc, item)
    if found and _fits(doc, item, found):
        return found
    return None


def sort(doc: Document, item: Counted) -> Measure | None:
    """What the counted noun alone says: "20 refugees", "5,000 troops", "12 deaths"."""
    if item.noun is None:
        return None
    word = lemma(doc, item.noun)
    if word == "unit" and not any(
        lemma(doc, c) in word_list("armed") for c in doc.dependents(item.noun, "compound", "amod")
    ):
        return None  # "400,000 passenger car units"
    name = measure_of("noun").get(word)
    return Measure(name, item.noun) if name else None


def is_people(doc: Document, noun: int) -> bool:
    """Whether the noun stands for people: in the lexicon, a demonym, or a noun of agent ("demonstrators")."""
    token, word = doc.tokens[noun], lemma(doc, noun)
    if word in word_list("people") or (token.xpos == "NNPS" and token.i in doc.name_at):
        return True
    if word in measure_of("noun") and word not in word_list("not_people"):
        return True
    agent = word.endswith(("er", "or", "ist", "ian", "man", "woman")) and len(word) > 4
    return agent and token.upos == "NOUN" and word not in word_list("not_people") | word_list("not_figures")


def _fits(doc: Document, item: Counted, found: Measure) -> bool:
    """Weak verbs count people alone, and the death of animals is no death toll."""
    if item.noun is None:
        return True
    word = lemma(doc, item.noun)
    if word in word_list("animals") or (found.name == "troops" and word in word_list("unarmed")):
        return False
    if found.name == "troops" and word in word_list("lands"):
        return False  # "the armies of the three countries"
    if found.name == "displaced" and word in word_list("posted"):
        return False  # who is expelled goes home
    weak = lemma(doc, found.token) in word_list("weak")
    return is_people(doc, item.noun) or (not weak and word not in word_list("forces"))


def _from_parse(doc: Document, item: Counted) -> Measure | None:
    node = item.node
    if item.noun is not None:
        taken = lemma(doc, item.noun) in word_list("life") and _taken(doc, item)
        if taken or (found := _modified(doc, item.noun)):
            return taken or found
    for _ in range(_CLIMB):
        found = _modified(doc, node) or _governed(doc, node)
        if found:
            return found
        token = doc.tokens[node]
        if token.relation == "conj" and (found := _beside(doc, item)):
            return found
        up = doc.tokens[token.head]
        nominal = up.upos in ("NOUN", "PROPN", "PRON", "NUM", "ADJ")
        part = token.relation in ("nmod", "obl") and case_of(doc, node) in word_list("parts")
        joined = token.relation in ("conj", "appos") and nominal and not _has_predicate(doc, node)
        if token.is_root or not (part or joined):
            return None
        node = token.head
        if part and up.upos == "VERB":
            return _object_of(doc, node) if is_passive(doc, node) else None
    return None


def _has_predicate(doc: Document, node: int) -> bool:
    """Whether a verb of its own follows: "seven died and four were rescued", which a parse may join as two nouns."""
    after = doc.tokens[node + 1] if node + 1 < len(doc.tokens) else doc.tokens[node]
    return after.upos == "AUX" and after.sentence == doc.tokens[node].sentence


def _modified(doc: Document, node: int) -> Measure | None:
    """From what modifies the phrase: "15 people killed", "men who died", "20 wounded soldiers", "two others dead"."""
    for c in doc.children[node]:
        token = doc.tokens[c]
        if token.relation == "acl":
            found = _of_state(doc, c) or (_object_of(doc, c) if _undergoes(doc, c) else _subject_of(doc, c))
            if found and not (token.deprel == "acl:relcl" and _has_own_subject(doc, c)):
                return found
        elif token.relation == "amod" and (found := _of_state(doc, c)):
            return _then_died(doc, node) or found
    return None


def _then_died(doc: Document, node: int) -> Measure | None:
    """The death that follows a state: "three wounded people died in hospital" are three dead."""
    token = doc.tokens[node]
    over = _subject_of(doc, token.head) if token.relation == "nsubj" and not token.is_root else None
    return over if over and over.name == "killed" else None


def _has_own_subject(doc: Document, verb: int) -> bool:
    own = [doc.tokens[s].text.lower() for s in doc.dependents(verb, "nsubj")]
    return bool(own) and not any(w in ("who", "which", "that") for w in own)


def _undergoes(doc: Document, verb: int) -> bool:
    return is_passive(doc, verb) or (
        doc.tokens[verb].xpos in ("VBN", "VBD") and not doc.dependents(verb, "obj", "nsubj")
    )


def _governed(doc: Document, node: int) -> Measure | None:
    """From the word above the phrase."""
    token = doc.tokens[node]
    if token.is_root:
        return None
    verb, relation = token.head, token.relation
    if relation in ("obj", "iobj"):
        return _object_of(doc, verb) or _complement(doc, verb, node)
    if token.deprel == "nsubj:pass" or (relation == "nsubj" and _undergoes(doc, verb)):
        return _object_of(doc, verb) or _complement(doc, verb, node) or _modified(doc, verb)
    if relation == "nsubj" and doc.tokens[verb].upos in ("PRON", "DET") and not doc.tokens[verb].is_root:
        return _modified(doc, verb) or _object_of(doc, doc.tokens[verb].head)  # "were among those killed"
    if relation == "nsubj":
        return _subject_of(doc, verb) or _of_state(doc, verb) or _complement(doc, verb, node) or _modified(doc, verb)
    if relation == "nmod" and case_of(doc, node) in (("of", "to") if lemma(doc, verb) == "injury" else ("of", "among")):
        return _by_name(doc, "act", verb)
    return None


def _taken(doc: Document, item: Counted) -> Measure | None:
    """From what took the lives that are counted: "claimed 60 lives", "20 lives lost"."""
    above = () if doc.tokens[item.node].is_root else (doc.tokens[item.node].head,)
    for verb in (*above, *doc.dependents(item.node, "acl"), *doc.dependents(item.noun or item.node, "acl")):
        if lemma(doc, verb) in word_list("life_takers"):
            return Measure("killed", verb)
    return None


def _complement(doc: Document, verb: int, node: int) -> Measure | None:
    """From the predicate that the verb gives its object or subject: "left 15 dead", "forced 2,000 to flee"."""
    for c in doc.dependents(verb, "xcomp", "ccomp", "obl", "obj", "advcl", "advmod"):
        if c <= node and doc.tokens[node].relation == "obj":
            continue
        relation = doc.tokens[c].relation
        doomed = lemma(doc, verb) in word_list("dooming")
        if relation == "obl" and lemma(doc, c) == "death" and case_of(doc, c) == "to" and not doomed:
            return Measure("killed", verb)  # "trampled to death"
        if relation in ("obl", "obj", "advmod") or (relation == "advcl" and not is_infinitive(doc, c)):
            if c != node and lemma(doc, verb) in word_list("leaving") and (found := _of_state(doc, c)):
                return found
            continue
        passive = _undergoes(doc, c) or is_passive(doc, c)
        found = _of_state(doc, c) or (_object_of(doc, c) if passive else _subject_of(doc, c))
        if found:
            return found
    return None


def _object_of(doc: Document, verb: int) -> Measure | None:
    if lemma(doc, verb) in ("force", "drive") and any(
        lemma(doc, o) in word_list("homes") for o in obliques(doc, verb, "from")
    ):
        return Measure("displaced", verb)
    return _by_name(doc, "object", verb)


def _subject_of(doc: Document, verb: int) -> Measure | None:
    return _by_name(doc, "subject", verb)


def _of_state(doc: Document, word: int) -> Measure | None:
    return _by_name(doc, "state", word) or _by_form(doc, "state", word)


def _by_name(doc: Document, table: str, i: int) -> Measure | None:
    name = measure_of(table).get(lemma(doc, i))
    return Measure(name, i) if name else None


def _by_form(doc: Document, table: str, i: int) -> Measure | None:
    name = measure_of(table).get(doc.tokens[i].text.lower())
    return Measure(name, i) if name else None


def _toll(doc: Document, item: Counted) -> Measure | None:
    """From a toll whose size the number gives: "the death toll rose to 90", "a toll of 12"."""
    token = doc.tokens[item.node]
    holders = doc.dependents(item.node, "nsubj")
    said = ("obl", "obj", "xcomp", "ccomp", "advmod", "nmod", "nummod", "advcl")
    loose = token.relation == "conj" and case_of(doc, item.node) in ("as", "to", "at")
    if not token.is_root and (token.relation in said or loose):
        holders += [token.head, *doc.dependents(token.head, "nsubj", "obj")]
    for holder in holders:
        name = measure_of("toll").get(lemma(doc, holder))
        if name is None or holder == item.node or (item.noun is not None and name == "count"):
            continue
        inside = [
            measure_of("toll_word").get(w)
            for i in doc.subtree(holder)
            for w in (lemma(doc, i), doc.tokens[i].text.lower())
        ]
        named = next((m for m in inside if m), name)
        return Measure(named, holder)
    return None


def _just_before(doc: Document, item: Counted) -> Measure | None:
    """From the word right before the phrase, however it is parsed: "killing at least 15", "the arrest of 12"."""
    sentence = doc.sentence_of(item.head)
    first = next((t.i for t in doc.tokens[sentence.first : sentence.last] if t.end > item.number.start), item.head)
    before = first - 1
    if before < sentence.first or lemma(doc, before) in word_list("weak"):
        return None
    passive = any(doc.tokens[a].lemma.lower() == "be" for a in doc.dependents(before, "aux"))
    if doc.tokens[before].xpos[:2] == "VB" and not passive:
        return _object_of(doc, before)
    if doc.tokens[before].text.lower() == "of" and before > sentence.first:
        word = doc.tokens[before - 1].text.lower()
        name = measure_of("act").get(word) or measure_of("act").get(word.removesuffix("s"))
        return Measure(name, before - 1) if name else None
    return None


def _beside(doc: Document, item: Counted) -> Measure | None:
    """From the words right after the phrase, where the parse has missed them: "15 people were also killed"."""
    last = doc.sentence_of(item.head).last
    at = max(item.node, item.head, item.noun or 0) + 1
    for i in range(at, min(at + _REACH, last)):
        word = lemma(doc, i)
        if word in word_list("weak") and (item.noun is None or not is_people(doc, item.noun)):
            return None
        if doc.tokens[i].xpos in ("VBN", "VBD", "JJ") and word not in ("be", "have"):
            found = _of_state(doc, i) or (_object_of(doc, i) if doc.tokens[i].xpos == "VBN" else _subject_of(doc, i))
            if found or word not in word_list("leaving"):
                return found
        elif doc.tokens[i].text.lower() not in word_list("between"):
            return None
    return None
