"""The codes of an event: quad, score, mode, contexts, CAMEO, from PLOVER's tables (data/events.toml, contexts.toml)."""

from __future__ import annotations

import tomllib
from functools import cache

from readout.extract import lexicon, syntax
from readout.extract.lexicon import listed, settings
from readout.extract.triggers import Trigger, complements
from readout.language.document import Document


def quad(kind: str) -> int:
    """The quad class 1-4 of a PLOVER type."""
    return int(settings()["types"][kind][0])


def score(kind: str, mode: str | None) -> float:
    """PLOVER's conflict-cooperation score (-10..10) of a type and mode."""
    modes = settings()["modes"].get(kind, {})
    return float(modes[mode]) if mode in modes else float(settings()["types"][kind][1])


def plain_cameo(kind: str) -> str:
    """The CAMEO code that says no more than the type; of types that CAMEO splits, the commonest root."""
    return str(settings()["plain_cameo"][kind])


def modes(kind: str) -> frozenset[str]:
    """The modes that PLOVER has for a type."""
    return frozenset(settings()["modes"].get(kind, {}))


def mode_of(doc: Document, trigger: Trigger, kind: str) -> str | None:
    """The mode: the lexicon's, or what the complement or the words of the clause say; `None` where nothing does."""
    mode = trigger.entry.mode if trigger.entry.types[0] == kind else ""
    if mode == "?":
        return _from_complement(doc, trigger, kind)
    if kind == "ASSAULT" and mode in ("", "explosives"):
        return _from_cues(doc, trigger) or mode or None
    return mode if mode in modes(kind) else None


def _from_complement(doc: Document, trigger: Trigger, kind: str) -> str | None:
    table = settings()["complement_modes"].get(kind, {})
    heads = complements(doc, trigger.head) + syntax.objects(doc, trigger.head)
    heads += syntax.obliques(doc, trigger.head, "for", "to", "of", "with", "on")
    if trigger.noun:
        heads += [c for c in doc.children[trigger.head] if doc.tokens[c].relation in ("acl", "compound")]
    words = [syntax.lemma(doc, w) for h in heads for w in _core(doc, h)]
    if not trigger.noun:
        words.append(syntax.lemma(doc, trigger.head))
    for word in words:
        for mode, keys in table.items():
            if word in keys:
                return str(mode)
    return None


def _core(doc: Document, head: int) -> list[int]:
    """A head with its objects and complements, nearest first: the words that say what is asked."""
    out = [head]
    for node in out[:12]:
        if len(out) > 8:
            break
        out += [c for c in doc.dependents(node, "obj", "xcomp", "conj", "compound", "nmod", "ccomp") if c not in out]
    return out


def _from_cues(doc: Document, trigger: Trigger) -> str | None:
    """The weapon that the clause names."""
    first, last = syntax.clause(doc, syntax.predicate(doc, trigger.head))
    sentence = doc.sentence_of(trigger.head)
    window = range(max(first, sentence.first, trigger.head - 15), min(last, trigger.head + 16))
    found = {syntax.lemma(doc, i) for i in window} | {doc.tokens[i].text.lower() for i in window}
    for mode, keys in settings()["cues"].items():
        if found & set(keys):
            return str(mode)
    return None


@cache
def _contexts() -> tuple[tuple[str, frozenset[str], tuple[str, ...]], ...]:
    table = tomllib.loads((lexicon.DATA / "contexts.toml").read_text("utf-8"))
    return tuple(
        (name, frozenset(w for w in keys if " " not in w), tuple(w for w in keys if " " in w))
        for name, keys in table.items()
    )


def contexts(doc: Document, i: int) -> list[str]:
    """The contexts that the sentence of token `i` calls up, in PLOVER's order."""
    sentence = doc.sentence_of(i)
    tokens = doc.tokens[sentence.first : sentence.last]
    words = {t.lemma.lower() for t in tokens} | {t.text.lower() for t in tokens}
    text = doc.text[sentence.start : sentence.end].lower()
    return [name for name, single, phrases in _contexts() if words & single or any(p in text for p in phrases)]


def is_violent(kind: str) -> bool:
    """Whether an act of the type counts without a named doer."""
    return kind in ("ASSAULT", "PROTEST")


def victims(doc: Document, tokens: list[int]) -> bool:
    """Whether one of the nouns names people who are hurt ("villagers")."""
    return any(syntax.lemma(doc, t) in listed("classes", "victims") for t in tokens)
