"""Acts that lie ahead without a day: what makes them items all the same, and what makes them none.

Arranged or agreed ("is due to", "agreed to"), of a kind that bodies announce, or told by a body that will do it.
"""

from __future__ import annotations

from datetime import date

from readout.extract import agenda, syntax
from readout.extract.docket_doubts import believed
from readout.extract.docket_entry import doers
from readout.extract.docket_kinds import condition_of, idle_would
from readout.extract.reading import Reading
from readout.language.document import Document
from readout.record import DocketKind, DocketStatus, Period

_MONTH = 31  # days after which an agreement without a day is no news


def undated(reading: Reading, verb: int, kind: DocketKind | None, status: DocketStatus) -> bool:
    """Whether an act without a day is an item: arranged or agreed, or of a kind that bodies announce."""
    doc = reading.document
    marks = {doc.tokens[m].text.lower() for m in doc.dependents(verb, "mark")}
    if status == "expected" and marks & agenda.words("not_yet"):  # "before it would talk"
        return False
    if _until_then(doc, verb):
        return False
    if any(doc.tokens[a].text.lower() == "shall" for a in doc.dependents(verb, "aux")):  # a rule
        return False
    if doc.tokens[verb].upos == "NOUN" and doc.dependents(verb, "cop"):  # "the tour will be his third visit"
        return False
    if kind not in agenda.words("firm") and (_told_by_a_pronoun(doc, verb) or _limited(doc, verb)):
        return False
    if _of_any(doc, verb) or _votes_for(doc, verb) or (status == "expected" and believed(doc, verb)):
        return False
    if doc.tokens[verb].relation == "xcomp" and agenda.has_to(doc, verb):
        return False
    if (
        agenda.once_planned(doc, verb)
        or agenda.foretold(doc, verb)
        or _of_a_pronoun(reading, verb)
        or _some_day(doc, verb)
    ):
        return False
    if status != "agreed" and (condition_of(doc, verb) is not None or _only_if(doc, verb)):
        return False
    return status != "proposed" and (
        _firm(reading, verb, kind, status) or (status == "agreed" and _bare_agreement(reading, verb))
    )


def _until_then(doc: Document, verb: int) -> bool:
    """Whether an act only tells when something was: "an hour before the group was scheduled to play"."""
    if doc.tokens[verb].relation != "xcomp":
        return False  # "called him hours before she was to meet him"
    over = [verb, doc.tokens[verb].head]
    marks = {doc.tokens[m].text.lower() for i in over for m in doc.dependents(i, "mark")}
    be = any(doc.tokens[a].text.lower() in ("was", "were") for i in over for a in doc.dependents(i, "aux", "cop"))
    return be and bool(marks & {"before", "until", "after"})


def _limited(doc: Document, verb: int) -> bool:
    """Whether somebody tells how little they will do: "is expected only to import a part", "would only talk to him"."""
    over = [verb, doc.tokens[verb].head] if doc.tokens[verb].relation == "xcomp" else [verb]
    return any(doc.tokens[c].text.lower() == "only" for i in over for c in doc.dependents(i, "advmod"))


def _told_by_a_pronoun(doc: Document, verb: int) -> bool:
    """Whether somebody is only sure of what comes: "we are going to win", "that will happen"."""
    subjects = syntax.surface_subjects(doc, verb)
    pronoun = bool(subjects) and all(doc.tokens[s].upos == "PRON" for s in subjects)
    vague = agenda.going(doc, verb) and syntax.lemma(doc, verb) not in agenda.words("decreed") - agenda.words("light")
    return pronoun and (vague or syntax.lemma(doc, verb) in ("happen", "occur"))


def announced(reading: Reading, verb: int, who: tuple[str, ...]) -> bool:
    """Whether somebody of public life has it told, without a day, what they will do: "said it would ease the rules".

    Neither a speaker's own "we will", nor what hangs on a condition, nor a verb that promises without an act.
    """
    doc = reading.document
    aux = {doc.tokens[a].text.lower() for a in doc.dependents(verb, "aux")}
    subjects = syntax.surface_subjects(doc, verb)
    own = any(doc.tokens[s].text.lower() in agenda.words("own_words") for s in subjects)
    quoted = doc.tokens[verb].head > verb and any(
        doc.tokens[s].text.lower() == "it" for s in subjects
    )  # "It will help"
    own = own and not (_said(doc, verb) and not quoted and any(_sayer(reading, s) for s in subjects))
    main = doc.tokens[verb].is_root or doc.tokens[verb].relation in ("parataxis", "conj") or _said(doc, verb)
    if not aux & {"will", "would"} or not subjects or own or not main or doc.tokens[verb].upos != "VERB":
        return False
    denied = any(
        doc.tokens[d].text.lower() == "no" for o in syntax.objects(doc, verb) for d in doc.dependents(o, "det")
    )
    waits = condition_of(doc, verb) is not None or _only_if(doc, verb) or _some_day(doc, verb) or _hoped(doc, verb)
    waits = waits or agenda.foretold(doc, verb)
    idle = (
        denied or waits or _limited(doc, verb) or idle_would(doc, verb) or _habit(reading, verb) or _by_rule(doc, verb)
    )
    empty = syntax.lemma(doc, verb) in agenda.words("empty") and not doc.dependents(verb, "compound:prt")
    promise = empty or syntax.lemma(doc, verb) in agenda.words("promises") | agenda.words("stative")
    promise = (promise or _obliged(reading, verb)) and not undertaken(reading, verb, None)
    return not idle and not promise and (any(is_public(reading, a) for a in who) or decreed(reading, verb))


def undertaken(reading: Reading, verb: int, when: Period | None) -> bool:
    """Whether a body takes a policy on itself by a day or a number: "will allow it before 11 December"."""
    doc = reading.document
    if syntax.lemma(doc, verb) not in agenda.words("policy") or syntax.is_passive(doc, verb):
        return False
    will = any(doc.tokens[a].text.lower() in ("will", "would") for a in doc.dependents(verb, "aux"))
    objects = syntax.objects_direct(doc, verb)
    counted = any(doc.dependents(i, "nummod") for o in objects for i in doc.subtree(o))
    counted = counted or (syntax.lemma(doc, verb) == "form" and any(doc.dependents(o, "det") for o in objects))
    return will and (when is not None or counted) and any(is_body(reading, a) for a in doers(reading, verb))


def is_body(reading: Reading, actor: str) -> bool:
    """Whether an actor is a country, an organisation or the like, and no person."""
    return reading.cast.actor(actor).kind in ("country", "organisation", "place-for-government")


def decreed(reading: Reading, verb: int) -> bool:
    """Whether a body has it told what will be done, and not by whom: "the ministry said a fund would be set up"."""
    doc = reading.document
    passive = syntax.is_passive(doc, verb) and not syntax.agents(doc, verb) and bool(doc.dependents(verb, "nsubj"))
    if not passive or syntax.lemma(doc, verb) not in agenda.words("decreed"):
        return False
    if doc.tokens[verb].is_root:
        return _told_of_one(doc, verb)
    if not _said(doc, verb):
        return False
    sayers = syntax.subjects(doc, doc.tokens[verb].head)
    return any(is_public(reading, a) for s in sayers for a in reading.cast.at(s))


def _told_of_one(doc: Document, verb: int) -> bool:
    """Whether the reporter tells what will be done with a thing known: "the centres will be opened in two cities"."""
    will = any(doc.tokens[a].text.lower() == "will" for a in doc.dependents(verb, "aux"))
    known = {"the", "this", "that", "these", "a", "an"}
    subjects = [s for s in syntax.surface_subjects(doc, verb) if doc.tokens[s].upos in ("NOUN", "PROPN")]
    return will and any(doc.tokens[d].text.lower() in known for s in subjects for d in doc.dependents(s, "det"))


def _obliged(reading: Reading, verb: int) -> bool:
    """Whether somebody only says that they will meet what is asked of them: "will meet the obligations"."""
    doc = reading.document
    met = syntax.objects_direct(doc, verb) if syntax.lemma(doc, verb) == "meet" else []
    return bool(met) and not any(reading.cast.at(o) for o in met)


def _only_if(doc: Document, verb: int) -> bool:
    """Whether the words after an act hang it on something, or say that it is done: "as long as funds are there"."""
    after = " ".join(t.text.lower() for t in doc.tokens[verb + 1 : doc.sentence_of(verb).last])
    return any(f" {phrase} " in f" {after} " for phrase in agenda.words("only_if"))


def _of_any(doc: Document, verb: int) -> bool:
    """Whether a relative clause only says which one is meant: "a government that will be elected"."""
    token = doc.tokens[verb]
    return token.deprel == "acl:relcl" and syntax.is_passive(doc, verb) and not syntax.agents(doc, verb)


def _votes_for(doc: Document, verb: int) -> bool:
    """Whether a vote is told by whom it is for, no date to keep: "people would vote for him"."""
    return syntax.lemma(doc, verb) == "vote" and bool(syntax.obliques(doc, verb, "for", "against"))


def _sayer(reading: Reading, subject: int) -> bool:
    """Whether a subject is "it" or "they" and means a body of public life: "the ministry said it would ease it"."""
    named = reading.document.tokens[subject].text.lower() in ("it", "they")
    return named and any(is_public(reading, a) for a in reading.cast.at(subject))


def _said(doc: Document, verb: int) -> bool:
    """Whether a clause is what somebody says: "said it would ease the rules", not "showed that it would"."""
    token = doc.tokens[verb]
    told = agenda.words("saying") | agenda.words("pledging")
    return token.relation == "ccomp" and not token.is_root and syntax.lemma(doc, token.head) in told


def _firm(reading: Reading, verb: int, kind: DocketKind | None, status: DocketStatus) -> bool:
    """Whether an act without a day is an item: arranged or agreed, or of a kind that bodies announce."""
    doc = reading.document
    if agenda.due_to(doc, verb) or (takes_place(doc, verb) and _named_subject(doc, verb)):
        return True
    if kind is None or (kind == "other" and agenda.governed(doc, verb)):
        promise = syntax.lemma(doc, verb) in agenda.words("promises") and not agenda.is_set_to(doc, verb)
        return agenda.governed(doc, verb) and not promise and not _habit(reading, verb)
    if agenda.decided(doc, verb) and (
        kind in ("vote", "court") or doc.tokens[doc.tokens[verb].head].deprel == "acl:relcl"
    ):
        return False
    name = syntax.lemma(doc, verb)
    if name in agenda.words("in_a_row"):
        return False
    weak = name in agenda.words("weak_verbs") and not agenda.governed(doc, verb)
    weak = weak and (status == "scheduled" or name == "consider")
    if kind not in agenda.words("firm") or weak:
        return False
    return not _habit(reading, verb)


def _long_ago(reading: Reading, verb: int) -> bool:
    """Whether an agreement is over a month old: "agreed in September to extend the mandate"."""
    day, doc = reading.published, reading.document
    own = [t.period for t, head in reading.dated[doc.tokens[verb].sentence] if _dates(doc, head, verb)]
    starts = [period.start for period in own if period and period.start]
    return day is not None and any((day - date.fromisoformat(start)).days > _MONTH for start in starts)


def _dates(doc: Document, day: int, verb: int) -> bool:
    """Whether a day hangs from a verb, or before it from no other: "at the first summit in 1994, leaders agreed"."""
    over = {verb, *doc.ancestors(verb)}
    apart = any(syntax.is_verb(doc, up) and up not in over for up in doc.ancestors(day))
    return doc.tokens[day].head == verb or (day < verb and not apart)


def _bare_agreement(reading: Reading, verb: int) -> bool:
    """Whether a body "agreed to" do something, told as fact: an item without a day."""
    doc = reading.document
    head = doc.tokens[verb].head
    described = doc.tokens[head].deprel == "acl:relcl" and not doc.dependents(verb, "obj")
    if syntax.lemma(doc, verb) in agenda.words("empty") or described:
        return False  # "the obligations that they have agreed to undertake"
    if any(doc.tokens[m].text.lower() in agenda.words("settled") for m in doc.dependents(head, "mark", "advmod")):
        return False
    agreed = syntax.lemma(doc, head) == "agree" or doc.tokens[head].text.lower() == "agreed"
    agreed = agreed and not _long_ago(reading, head)
    told = syntax.tense(doc, head) in ("past", "perfect", "pluperfect") or doc.tokens[head].xpos in ("VBN", "MD")
    return (
        agreed
        and told
        and doc.tokens[head].upos == "VERB"
        and not syntax.modality(doc, head)
        and not syntax.negated(doc, head)
    )


def _of_a_pronoun(reading: Reading, verb: int) -> bool:
    """Whether "it", "this" or "that", which may mean anything but a body known, will do the act."""
    doc = reading.document
    subjects = [s for s in syntax.surface_subjects(doc, verb) if not _sayer(reading, s)]
    vague = any(doc.tokens[s].text.lower() in ("it", "this", "that") for s in subjects)
    return vague and not any(doc.tokens[s].upos in ("NOUN", "PROPN") for s in subjects) and agenda.governed(doc, verb)


def _some_day(doc: Document, verb: int) -> bool:
    """Whether an act waits for a time that nobody knows: "will speak about it when the time is right"."""
    marks = {
        doc.tokens[m].text.lower()
        for c in doc.dependents(verb, "advcl")
        for m in doc.dependents(c, "mark", "advmod")
        if m < c
    }
    then = any(doc.tokens[c].text.lower() == "then" and c < verb for c in doc.dependents(verb, "advmod"))
    return then or bool(marks & agenda.words("some_day"))


def _by_rule(doc: Document, verb: int) -> bool:
    """Whether a law has it that somebody does the act in each case: "under the new law they will appoint"."""
    return any(syntax.lemma(doc, o) in agenda.words("laws") for o in syntax.obliques(doc, verb, "under"))


def _hoped(doc: Document, verb: int) -> bool:
    """Whether a sentence has spoken of hope before an act: what follows is hoped for."""
    first = doc.sentence_of(verb).first
    return any(doc.tokens[i].lemma.lower() in agenda.words("hopes") for i in range(first, verb))


def _named_subject(doc: Document, verb: int) -> bool:
    return any(doc.tokens[s].upos != "PRON" for s in syntax.surface_subjects(doc, verb))


def takes_place(doc: Document, verb: int) -> bool:
    """Whether the verb says that something is held: "the races will take place"."""
    if syntax.lemma(doc, verb) != "take":
        return False
    return any(doc.tokens[o].text.lower() == "place" for o in syntax.objects_direct(doc, verb))


def _habit(reading: Reading, verb: int) -> bool:
    """Whether an act is told to come again and again: "will meet once a year", "always"."""
    doc = reading.document
    often = any(
        doc.tokens[c].text.lower() in ("always", "often", "never", "usually") for c in doc.dependents(verb, "advmod")
    )
    below = {doc.tokens[i].start for i in doc.subtree(verb)}
    return often or any(t.type == "SET" and any(t.span.start <= s < t.span.end for s in below) for t in reading.times)


def is_public(reading: Reading, actor: str) -> bool:
    """Whether an actor is of public life: a body, or a person with an office."""
    return is_body(reading, actor) or reading.cast.actor(actor).sector not in (None, "CVL")
