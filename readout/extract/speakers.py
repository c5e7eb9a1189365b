"""Who can speak: sources that neither say nor believe anything, and the speaker who stands behind them."""

from __future__ import annotations

from readout.extract import cues, syntax
from readout.extract.attributions import Attribution
from readout.extract.reading import Reading
from readout.language.document import Document

_FREE = ("that", "ask", "quote", "tail", "signed", "carried", "colon")
"""Frames in which what is said stands by itself, whoever says it."""
_SEEN = 0.4
"""The attribution head's cue from here on, where the parse gives a speech verb the subject "it"."""


def mend(doc: Document, found: list[Attribution]) -> None:
    """Gives a cue that shares a mute subject the speaker around it, and ends that speaker's content before it.

    "He told them this was a trap and warned that ...": the parse lets "this" warn. Where both cues have one subject
    already, the content of the first ends before the second as well.
    """
    for one in found:
        if _declines(doc, one):
            one.source = syntax.subjects(doc, doc.tokens[one.source[0]].head) or one.source
        if _adds(doc, one):
            outer = _around(one, found)
            if outer is not None and outer.source and not outer.quoted:
                one.source = list(outer.source)
                outer.content.difference_update(_from(doc, outer, one))
            continue
        if doc.tokens[one.head].relation != "conj" or _own_subject(doc, one.head):
            continue
        outer = _around(one, found)
        if outer is None or not outer.source:
            continue
        same = set(one.source) == set(outer.source)
        if same or _stands_in(doc, one):
            one.source = list(outer.source)
            outer.content.difference_update(_from(doc, outer, one))


def _declines(doc: Document, one: Attribution) -> bool:
    """Whether the parse gives a participle to what its speaker declines: "the miners declined comment, [saying]"."""
    source = doc.tokens[one.source[0]] if len(one.source) == 1 else None
    return source is not None and source.relation == "obj" and syntax.lemma(doc, source.i) in cues.listed("replies")


def _adds(doc: Document, one: Attribution) -> bool:
    """Whether a participle after a comma goes on with what the speaker says: "said it had no troops, [stressing] that".

    Not where the clause that it hangs from tells of words itself: "said she had called him, saying that".
    """
    token = doc.tokens[one.head]
    if token.xpos != "VBG" or token.relation not in ("advcl", "acl") or one.quoted or one.frame != "that":
        return False
    after_comma = one.head > 0 and doc.tokens[one.head - 1].text == ","
    host = token.head
    speaks = cues.cue_at(doc, host) is not None or (doc.tokens[host].upos == "NOUN" and token.relation == "acl")
    return after_comma and not speaks and syntax.lemma(doc, one.head) in cues.listed("adding")


def _own_subject(doc: Document, head: int) -> bool:
    return bool(doc.dependents(head, "nsubj", "csubj", "expl"))


def _around(one: Attribution, found: list[Attribution]) -> Attribution | None:
    """The attribution just around another, whose cue comes first."""
    over = [a for a in found if a is not one and a.head < one.head and one.head in a.content and a.frame != "carried"]
    return min(over, key=lambda a: len(a.content), default=None)


def _stands_in(doc: Document, one: Attribution) -> bool:
    """Whether the shared subject cannot speak: "this", "the decision"; "it" where the tags see a cue of the outer."""
    if not one.source:
        return False
    tags = doc.attribution
    seen = tags is not None and tags.cue[one.head] >= _SEEN
    return all(is_mute(doc, s) or (seen and doc.tokens[s].text.lower() == "it") for s in one.source)


def _from(doc: Document, outer: Attribution, one: Attribution) -> set[int]:
    """What the outer content loses: all from the conjunction before the inner cue to the end of the sentence."""
    first = min([one.head, *one.cue, *(c for c in doc.dependents(one.head, "cc", "advmod") if c < one.head)])
    last = doc.sentence_of(one.head).last
    return {i for i in outer.content if first <= i < last}


def is_mute(doc: Document, s: int) -> bool:
    """Whether a source can say nothing: a demonstrative, a happening, a quantity of things."""
    token = doc.tokens[s]
    if token.xpos in ("WDT", "WP") or s in doc.name_at:
        return False
    if token.text.lower() == "those" and doc.children[s]:
        return False  # "those close to her say"
    if token.xpos == "NNS" and token.lemma in ("day", "week", "month", "year", "decade"):
        return True  # "the two straight weeks of gains"
    return token.upos in ("NOUN", "PRON", "DET") and syntax.lemma(doc, s) in cues.listed("mute")


def unspoken(doc: Document, one: Attribution) -> bool:
    """Whether an attribution is none: nobody speaks, knowledge that is denied or due, an act and no words."""
    if _not_yet(doc, one):
        return True
    if one.quoted:
        return False
    if one.kind == "denial" and _nor(doc, one.head):
        return True  # "neither confirmed nor denied"
    if syntax.lemma(doc, one.head) == "hear" and any(
        syntax.lemma(doc, s) in cues.listed("hearing") for s in one.source
    ):
        return True  # "the court heard that": who speaks is not told
    if one.frame == "phrase":
        return all(_measure(doc, s) for s in one.source)
    nones = (
        _by_none, _ignorance, _passing, _only_passive, _consequence, _dubbed, _foreseen, _seen_doing, _anonymous,
    )  # fmt: skip
    return any(none(doc, one) for none in nones)


def _anonymous(doc: Document, one: Attribution) -> bool:
    """Whether a source only asks to stay unnamed: "asking [not to be named]" belongs to its own words."""
    said = [doc.tokens[i].text.lower() for i in sorted(one.content)]
    return said[:3] == ["not", "to", "be"] and said[3:4] in (["named"], ["identified"], ["quoted"])


def _foreseen(doc: Document, one: Attribution) -> bool:
    """Whether the words are only to be expected: "is likely to [stress] that", "was expected to announce"."""
    token = doc.tokens[one.head]
    over = doc.tokens[token.head]
    must = any(doc.tokens[a].text.lower() == "must" for a in doc.dependents(one.head, "aux"))
    likely = over.lemma in ("likely", "unlikely", "expect", "due", "schedule") and over.xpos != "VBD"
    return must or (token.relation == "xcomp" and likely)


def _seen_doing(doc: Document, one: Attribution) -> bool:
    """Whether a bare infinitive only tells what somebody was seen to do: "saw him [claim] the title"."""
    objective = [s for s in one.source if doc.tokens[s].text.lower() in ("him", "them", "me", "us")]
    return bool(objective) and doc.tokens[one.head].xpos == "VB" and one.frame not in _FREE


def _dubbed(doc: Document, one: Attribution) -> bool:
    """Whether a participle only tells what its subject is called: "[dubbed] the Fox, she retired"."""
    token = doc.tokens[one.head]
    beside = token.xpos == "VBN" and token.relation in ("advcl", "acl")
    return one.frame == "pred" and beside and not _by(doc, one.head)


def _by(doc: Document, verb: int) -> bool:
    return bool(syntax.agents(doc, verb)) or bool(doc.dependents(verb, "aux"))


def _not_yet(doc: Document, one: Attribution) -> bool:
    """Whether nobody named has said it: "they would be briefed about it", "the report could not be confirmed"."""
    if one.source or doc.tokens[one.head].upos != "VERB" or not syntax.is_passive(doc, one.head):
        return False
    return syntax.modality(doc, one.head) in ("future", "would", "should", "possible")


def unowned(doc: Document, one: Attribution) -> bool:
    """Whether an infinitive without anyone who speaks is only a turn of speech: "it is necessary to [note] that"."""
    if one.source or one.quoted or one.frame in ("phrase", "carried", "citing", "quoted as saying"):
        return False
    return doc.tokens[one.head].upos == "VERB" and syntax.is_infinitive(doc, one.head)


def _measure(doc: Document, s: int) -> bool:
    return doc.tokens[s].upos == "NOUN" and syntax.lemma(doc, s) in cues.listed("measures")


def _by_none(doc: Document, one: Attribution) -> bool:
    """Whether the source is mute, no thing at all ("free and fair announced"), or "no one"."""
    if one.source and all(is_mute(doc, s) or _no_thing(doc, one, s) for s in one.source):
        return True
    subjects = doc.dependents(one.head, "nsubj")
    return not one.source and bool(subjects) and all(_no_one(doc, s) for s in subjects)


def _no_thing(doc: Document, one: Attribution, s: int) -> bool:
    """Whether a source that the parse gives no verb as its subject is no noun: "regional and international"."""
    token = doc.tokens[s]
    stands = token.relation in ("nsubj", "conj", "root") or token.xpos in ("JJS", "CD")
    return token.upos in ("ADV", "VERB", "ADP", "PUNCT", "ADJ") and not stands


def _no_one(doc: Document, s: int) -> bool:
    none = any(doc.tokens[c].text.lower() == "no" for c in doc.dependents(s, "det"))
    return doc.tokens[s].text.lower() in cues.listed("nobody") or none


def _ignorance(doc: Document, one: Attribution) -> bool:
    """Whether knowledge is denied, or only due: "did not know where", "voters should know what", "did not say if"."""
    if one.frame == "ask" and (syntax.negated(doc, one.head) or _nor(doc, one.head)):
        return True
    if syntax.lemma(doc, one.head) not in cues.listed("knowledge"):
        return False
    due = syntax.modality(doc, one.head) in ("should", "possible", "conditional", "would")
    return syntax.negated(doc, one.head) or due


def _nor(doc: Document, i: int) -> bool:
    return any(doc.tokens[c].text.lower() in ("nor", "neither") for c in doc.children[i])


def _passing(doc: Document, one: Attribution) -> bool:
    """Whether a verb of a course only dates what stands around it: "as the summit concludes"."""
    if doc.tokens[one.head].relation != "advcl" or doc.dependents(one.head, "ccomp", "xcomp", "obj"):
        return False
    timed = any(
        doc.tokens[m].text.lower() in ("as", "when", "while") for m in doc.dependents(one.head, "mark", "advmod")
    )
    return timed and syntax.lemma(doc, one.head) in cues.listed("passing")


def _consequence(doc: Document, one: Attribution) -> bool:
    """Whether "which" stands for all that was said before: "the count rose, [which indicates that] it spreads"."""
    cue = doc.tokens[one.head]
    if cue.deprel != "acl:relcl" or syntax.lemma(doc, one.head) not in cues.listed("evident") or not one.source:
        return False
    which = [s for s in doc.dependents(one.head, "nsubj") if doc.tokens[s].text.lower() == "which"]
    return bool(which) and doc.tokens[which[0] - 1].text == "," and cue.head not in doc.name_at


def _only_passive(doc: Document, one: Attribution) -> bool:
    """Whether an accusation has no accuser: "was criticised for hiding it" is an act against somebody and no claim."""
    if one.source or one.frame in _FREE or doc.tokens[one.head].upos != "VERB":
        return False
    return one.frame not in ("quoted as saying", "citing", "inf", "tags") and syntax.is_passive(doc, one.head)


def no_undertaking(reading: Reading, one: Attribution) -> bool:
    """Whether what undertakes something is no actor: "imports threatened to swamp the market"."""
    doc = reading.document
    if one.quoted or one.frame != "inf" or syntax.lemma(doc, one.head) not in cues.listed("undertaking"):
        return False
    things = [s for s in one.source if doc.tokens[s].upos == "NOUN" and not reading.cast.at(s)]
    return bool(one.source) and len(things) == len(one.source)


def no_person(reading: Reading, one: Attribution) -> bool:
    """Whether "which" would stand for a person, who is a "who": "the aid, Orlova said, [which] urges farmers to"."""
    doc = reading.document
    which = bool(one.source) and all(doc.tokens[s].text.lower() == "which" for s in one.source)
    actors = [reading.cast.actor(a) for s in one.source if which for a in reading.cast.at(s)]
    return bool(actors) and all(a.kind == "person" for a in actors)


def no_showing(reading: Reading, one: Attribution) -> bool:
    """Whether only things bear something out: "practice shows that", "the tone suggested that", but "a study shows"."""
    doc = reading.document
    lemma = syntax.lemma(doc, one.head)
    if lemma == "see" and not one.quoted and _sees_nothing(reading, one):
        return True  # "the slump which saw the coach dismissed"
    if one.quoted or one.frame == "phrase" or lemma not in cues.listed("evident"):
        return False
    tells = frozenset().union(*map(cues.listed, ("documents", "evidence", "media", "showing", "firms")))
    things = [s for s in one.source if doc.tokens[s].upos == "NOUN" and not reading.cast.at(s)]
    return bool(one.source) and len(things) == len(one.source) and not tells & {syntax.lemma(doc, s) for s in things}


def _sees_nothing(reading: Reading, one: Attribution) -> bool:
    """Whether only a thing or a time "saw" something happen."""
    doc = reading.document
    things = [s for s in one.source if doc.tokens[s].xpos == "NN" and not reading.cast.at(s)]
    return bool(one.source) and len(things) == len(one.source)
