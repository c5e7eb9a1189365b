"""Acts that nobody does: wished for, advised, habits, what others are kept from, what only says how a deed was done."""

from __future__ import annotations

from readout.extract import syntax
from readout.extract.lexicon import listed
from readout.extract.triggers import Trigger
from readout.language.document import Document

_FORCE = ("ASSAULT", "COERCE", "RETREAT", "MOBILIZE")


def is_undone(doc: Document, verb: int) -> bool:
    """Whether a verb tells no one act: a habit, advice, or what someone is kept from."""
    if syntax.is_infinitive(doc, verb) and {syntax.lemma(doc, a) for a in doc.dependents(verb, "aux")} >= {
        "be",
        "have",
    }:
        return True  # "was to have flown to Norland"
    return _is_habit(doc, verb) or _is_advised(doc, verb) or _is_kept_from(doc, verb)


def _is_advised(doc: Document, verb: int) -> bool:
    """Whether someone only should do it: "Norland should meet its neighbours"."""
    if any(doc.tokens[a].text.lower() in ("should", "ought") for a in doc.dependents(verb, "aux")):
        return not any(doc.tokens[s].text.lower() in ("i", "we") for s in doc.dependents(verb, "nsubj"))
    return False


def _is_kept_from(doc: Document, verb: int) -> bool:
    """Whether others are kept from an act that so is none: "to stop militants launching attacks"."""
    token = doc.tokens[verb]
    if token.is_root or token.relation not in ("xcomp", "ccomp", "advcl") or token.xpos != "VBG":
        return False
    kept = [o for o in (*syntax.objects_direct(doc, token.head), *doc.dependents(verb, "nsubj")) if o < verb]
    return bool(kept) and syntax.lemma(doc, token.head) in (
        "stop",
        "prevent",
        "keep",
        "deter",
        "dissuade",
        "discourage",
    )


def is_wished(doc: Document, i: int) -> bool:
    """Whether what hangs from a verb is only wished for or made possible: "hopes to expand ties", "expected Norland to
    agree", "wants a deal". Who is expected to do it, or will do it, does it."""
    token = doc.tokens[i]
    if token.is_root or token.relation not in ("xcomp", "obj", "ccomp"):
        return False
    name = syntax.lemma(doc, token.head)
    if name in ("hope", "expect"):
        bare = token.relation == "xcomp" and syntax.is_infinitive(doc, i) and not syntax.is_passive(doc, token.head)
        return bare and (name == "hope" or bool(syntax.objects_direct(doc, token.head)))
    return name in listed("wishes") and not doc.dependents(i, "nsubj")


def _is_yearly(doc: Document, i: int) -> bool:
    """Whether a phrase says how often within a year: "twice a year", "three times a month"."""
    within = {doc.tokens[t].text.lower() for t in (i, *doc.children[i])}
    often = {"once", "twice", "times"}
    return bool(within & often) and bool(within & {"year", "month", "week", "day", "years", "months", "weeks"})


def _is_habit(doc: Document, verb: int) -> bool:
    """Whether a verb tells what is done time and again and no one act: "gunmen often kidnap foreigners"."""
    said = {doc.tokens[c].text.lower() for c in doc.dependents(verb, "advmod")}
    tense = syntax.tense(doc, verb)
    if tense == "present" and any(_is_yearly(doc, c) for c in doc.dependents(verb, "advmod", "obl")):
        return True
    return bool(said & listed("habits")) and tense == "present"


def told_by_its_verb(doc: Document, trigger: Trigger, found: list[Trigger]) -> bool:
    """Whether a noun of force only says in what another deed was done: "were arrested in a [raid]"."""
    token = doc.tokens[trigger.head]
    if not trigger.noun or token.relation != "obl" or syntax.case_of(doc, trigger.head) not in ("in", "during"):
        return False
    kind = trigger.entry.types[0]
    above = next((t for t in found if t.head == token.head and not t.noun), None)
    return above is not None and kind in _FORCE and above.entry.types[0] in _FORCE and above.entry.types[0] != kind
