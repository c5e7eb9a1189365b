"""Acts that somebody only hopes for, asks about, believes in or warns of: none, at least without a day."""

from __future__ import annotations

from readout.extract.agenda import words
from readout.extract.counted import tokens_over
from readout.extract.docket_entry import Entry
from readout.extract.reading import Reading
from readout.extract.syntax import lemma
from readout.language.document import Document
from readout.record import Claim


def questioned(doc: Document, verb: int) -> bool:
    """Whether an act stands in what is asked: "asked if this meant that they would be meeting", "know if it will"."""
    if _of_question(doc, verb):
        return True
    node = verb
    for up in (*doc.ancestors(verb), verb):
        marks = {doc.tokens[m].text.lower() for m in doc.dependents(node, "mark")}
        if marks & {"if", "whether"}:
            return True
        if doc.tokens[node].relation not in ("ccomp", "xcomp"):
            return False
        node = up
    return False


def _of_question(doc: Document, verb: int) -> bool:
    """Whether a question mark ends the words in which an act stands: "Will they ever sign it?"."""
    rest = doc.tokens[verb + 1 : doc.sentence_of(verb).last]
    return next((t.text for t in rest if t.text in (".", "?", "!", ";") or t.text in words("quotes")), "") == "?"


def wished(doc: Document, verb: int) -> bool:
    """Whether an act stands in what somebody hopes for: "hopes to visit", "hopes this will lead to a body elected"."""
    node = verb
    for up in doc.ancestors(verb):
        clause = doc.tokens[node].relation in ("ccomp", "xcomp", "acl", "advcl")
        if clause and node > up and lemma(doc, up) in words("hopes"):
            return True
        if doc.tokens[node].relation == "conj" and doc.dependents(node, "aux", "nsubj"):
            return False  # "hopes to sell 600 this year and will open a second plant"
        node = up
    return False


def left_to_others(doc: Document, verb: int) -> bool:
    """Whether an act is only what another is pressed to do, or that of plans given up: "scrapped plans to visit"."""
    if doc.tokens[verb].is_root:
        return False
    return _pressed(doc, verb) or _to_be_decided(doc, verb) or is_scrapped(doc, verb)


def _pressed(doc: Document, verb: int) -> bool:
    token = doc.tokens[verb]
    up = doc.tokens[token.head]
    return token.relation == "xcomp" and lemma(doc, up.i) in words("presses") and bool(doc.dependents(up.i, "obj"))


def is_scrapped(doc: Document, verb: int) -> bool:
    """Whether an act is that of plans given up: "scrapped plans to visit"."""
    token = doc.tokens[verb]
    up = doc.tokens[token.head]
    plans = token.relation == "acl" and up.relation == "obj" and lemma(doc, up.i) in ("plan", "intention", "idea")
    return plans and lemma(doc, up.head) in words("scraps")


def _to_be_decided(doc: Document, verb: int) -> bool:
    """Whether an act is that of a plan still to be made: "advised the ministry to work out a plan to manage it"."""
    token = doc.tokens[verb]
    noun = doc.tokens[token.head]
    if token.relation != "acl" or noun.relation != "obj" or lemma(doc, noun.i) not in words("made_up"):
        return False
    made = noun.head
    if lemma(doc, made) not in words("makes"):
        return False
    infinitive = any(doc.tokens[m].text.lower() == "to" for m in doc.dependents(made, "mark"))
    return infinitive and doc.tokens[made].relation in ("xcomp", "advcl", "acl", "ccomp")


def believed(doc: Document, verb: int) -> bool:
    """Whether an act is what somebody believes in: "analysts believe that they will be admitted"."""
    token = doc.tokens[verb]
    if token.relation not in ("ccomp", "csubj") or token.is_root:
        return False
    if token.relation == "csubj":  # "it is estimated that they will import"
        return lemma(doc, token.head) in words("beliefs")
    return warned_of(doc, verb) or (
        lemma(doc, token.head) in words("beliefs") and (token.head < verb or not _mute(doc, token.head))
    )


def warned_of(doc: Document, verb: int) -> bool:
    """Whether an act is what somebody warns of: who warns of what others will do only fears it."""
    token, subjects = doc.tokens[verb], doc.dependents(verb, "nsubj")
    warned = token.relation == "ccomp" and not token.is_root and lemma(doc, token.head) == "warn"
    return warned and any(doc.tokens[s].upos != "PRON" for s in subjects)


def _mute(doc: Document, verb: int) -> bool:
    """Whether a verb has no subject of its own: no verb of belief at the end, but a noun ("means to revive it")."""
    return not doc.dependents(verb, "nsubj")


def _supposed(reading: Reading, entry: Entry, claim: Claim) -> bool:
    """Whether somebody only believes in what others will do, or a draft would have them do it: no appointment."""
    doc = reading.document
    if entry.thing or set(claim.source) & set(entry.who) or (entry.when is not None and entry.kind != "other"):
        return False
    cue = [i for i in tokens_over(doc, claim.cue.start, claim.cue.end) if doc.tokens[i].upos == "VERB"]
    return _drafted(doc, claim) or any(lemma(doc, i) in words("beliefs") for i in cue)


def _drafted(doc: Document, claim: Claim) -> bool:
    """Whether a proposal says it: "the draft says that members would adopt it"."""
    told = claim.source_text
    named = tokens_over(doc, told.start, told.end) if told else []
    return any(doc.tokens[i].upos == "NOUN" and lemma(doc, i) in words("drafts") for i in named)


def foreseen(reading: Reading, entry: Entry, claim: Claim | None) -> bool:
    """Whether those who only forecast say what another will do: "analysts said the bank would cut rates in May".

    Polls, analysts and whoever predicts or estimates; what is set or arranged stays, whoever tells of it.
    """
    doc = reading.document
    aux = {doc.tokens[a].text.lower() for a in doc.dependents(entry.head, "aux")}
    if claim is not None and _supposed(reading, entry, claim):
        return True
    if claim is None or entry.thing or not aux & {"will", "would", "'ll"} or set(claim.source) & set(entry.who):
        return False
    if entry.when and "will" in aux and entry.kind in words("firm") - {"vote", "election", "expiry"}:
        return False  # "analysts said ministers will meet on Monday"
    said = tokens_over(doc, claim.cue.start, claim.cue.end)
    if any(doc.tokens[i].upos == "VERB" and lemma(doc, i) in words("forecasting") for i in said):
        return True
    told = claim.source_text
    named = tokens_over(doc, told.start, told.end) if told else []
    return any(doc.tokens[i].upos == "NOUN" and lemma(doc, i) in words("forecasters") for i in named[:4])
