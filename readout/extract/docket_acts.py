"""Docket items that are acts: verbs that stand ahead of the report ("are set Monday to debate", "would meet")."""

from __future__ import annotations

from datetime import date

from readout.extract import agenda, syntax
from readout.extract.agenda import placed
from readout.extract.dates import own_times
from readout.extract.docket_entry import Entry, actors, doers, due, extent, strictly_ahead
from readout.extract.docket_kinds import (
    asked,
    condition_of,
    idle_would,
    kind_of_act,
    no_appointment,
    of_amounts,
    of_sport_or_show,
)
from readout.extract.naming import named_act
from readout.extract.reading import Reading
from readout.language.document import Document
from readout.record import DocketKind, DocketStatus, Period

_HALF_YEAR = 183  # days after which the month of a decision is rather the one behind
_MONTH = 31  # days after which an agreement without a day is no news


def act(reading: Reading, verb: int) -> Entry | None:
    """The item of a verb that lies ahead; `None` where it does not, is denied, or is only a condition."""
    doc = reading.document
    name = syntax.lemma(doc, verb)
    if (
        doc.tokens[verb].xpos in ("JJR", "RBR")
        or not (placed(doc, verb) or _present(doc, verb))
        or _in_a_compound(doc, verb)
    ):
        return None  # most verbs of a report
    if name in agenda.words("saying") and not (_presented(doc, verb) and own_times(reading, verb)):
        return None
    if syntax.in_condition(doc, verb) or syntax.negated(doc, verb) or _nor(doc, verb) or _called_off(doc, verb):
        return None
    if agenda.wished(doc, verb) or agenda.questioned(doc, verb):
        return None
    kind = kind_of_act(reading, verb)
    status = _status(reading, verb, kind)
    if status is None or asked(doc, verb) or of_sport_or_show(doc, verb) or of_amounts(doc, verb):
        return None
    when = due(reading, verb)
    if kind is None and no_appointment(doc, verb) and not _undertaken(reading, verb, when):
        return None
    if when and (_decided_then(reading, verb, when) or (agenda.foretold(doc, verb) and condition_of(doc, verb))):
        return None
    if when and (_asked_for(reading, verb, when) or _drawn_out(reading, verb, when)):
        when = None
    who = doers(reading, verb) or actors(reading, agenda.subject_before_due(doc, verb))
    if when is None and not (_undated(reading, verb, kind, status) or _announced(reading, verb, who)):
        return None
    if name == "consider" and who and not any(_body(reading, a) for a in who) and not agenda.governed(doc, verb):
        return None
    threat = when is not None and bool(who) and agenda.threatened(doc, verb)
    if status == "proposed" and kind not in agenda.words("proposable") and not threat:
        return None
    if _barred(doc, verb) or (not who and not _subject(doc, verb)) or not _of_note(reading, verb, kind, when, who):
        return None
    condition = condition_of(doc, verb)
    first, last = extent(reading, verb)
    return Entry(
        head=verb,
        first=first,
        last=last,
        kind=kind or "other",
        status=status,
        when=when,
        who=who,
        what=named_act(reading, verb),
        why=f"'{name}' lies ahead",
        condition=syntax.clause(doc, condition) if condition is not None else None,
    )


def _status(reading: Reading, verb: int, kind: DocketKind | None) -> DocketStatus | None:
    """The status of an act that lies ahead: by the words that place it there, or in the present with a day of its own.

    A verb that only arranges another ("plans to hold") has none: the other is the item.
    """
    doc = reading.document
    name = syntax.lemma(doc, verb)
    status = placed(doc, verb)
    if doc.dependents(verb, "xcomp") and name in agenda.table("governors") and name != "agree":
        pleads = agenda.table("governors")[name] == "proposed"  # "will ask the cabinet on Tuesday to pay"
        return status if status == "scheduled" and pleads and own_times(reading, verb) else None
    if (
        status is None
        and kind is not None
        and _present(doc, verb)
        and name in {*agenda.verbs(), *agenda.words("light")}
    ):
        own = [t.period for t in own_times(reading, verb) if t.period]
        status = "scheduled" if any(strictly_ahead(reading, p, today=False) for p in own) else None
    return status


def _undated(reading: Reading, verb: int, kind: DocketKind | None, status: DocketStatus) -> bool:
    """Whether an act without a day is an item: arranged or agreed, or of a kind that bodies announce."""
    doc = reading.document
    marks = {doc.tokens[m].text.lower() for m in doc.dependents(verb, "mark")}
    if status == "expected" and marks & agenda.words("not_yet"):  # "before it would talk"
        return False
    if any(doc.tokens[a].text.lower() == "shall" for a in doc.dependents(verb, "aux")):  # a rule
        return False
    if doc.tokens[verb].upos == "NOUN" and doc.dependents(verb, "cop"):  # "the tour will be his third visit"
        return False
    if _of_any(doc, verb) or _votes_for(doc, verb) or (status == "expected" and agenda.believed(doc, verb)):
        return False
    if doc.tokens[verb].relation == "xcomp" and agenda.has_to(doc, verb):
        return False
    if agenda.foretold(doc, verb) or _of_a_pronoun(reading, verb) or _some_day(doc, verb):
        return False
    if status != "agreed" and (condition_of(doc, verb) is not None or _only_if(doc, verb)):
        return False
    return status != "proposed" and (
        _firm(reading, verb, kind, status) or (status == "agreed" and _bare_agreement(reading, verb))
    )


def _announced(reading: Reading, verb: int, who: tuple[str, ...]) -> bool:
    """Whether somebody of public life has it told, without a day, what they will do: "said it would ease the rules".

    Neither a speaker's own "we will", nor what hangs on a condition, nor a verb that promises without an act.
    """
    doc = reading.document
    aux = {doc.tokens[a].text.lower() for a in doc.dependents(verb, "aux")}
    subjects = syntax.surface_subjects(doc, verb)
    own = any(doc.tokens[s].text.lower() in agenda.words("own_words") for s in subjects)
    own = own and not (_said(doc, verb) and any(_sayer(reading, s) for s in subjects))
    main = doc.tokens[verb].is_root or doc.tokens[verb].relation in ("parataxis", "conj") or _said(doc, verb)
    if not aux & {"will", "would"} or not subjects or own or not main or doc.tokens[verb].upos != "VERB":
        return False
    denied = any(
        doc.tokens[d].text.lower() == "no" for o in syntax.objects(doc, verb) for d in doc.dependents(o, "det")
    )
    waits = condition_of(doc, verb) is not None or _some_day(doc, verb) or _hoped(doc, verb)
    waits = waits or agenda.foretold(doc, verb)
    idle = denied or waits or idle_would(doc, verb) or _habit(reading, verb) or _by_rule(doc, verb)
    empty = syntax.lemma(doc, verb) in agenda.words("empty") and not doc.dependents(verb, "compound:prt")
    promise = empty or syntax.lemma(doc, verb) in agenda.words("promises") | agenda.words("stative")
    promise = (promise or _obliged(reading, verb)) and not _undertaken(reading, verb, None)
    return not idle and not promise and (any(_public(reading, a) for a in who) or _decreed(reading, verb))


def _undertaken(reading: Reading, verb: int, when: Period | None) -> bool:
    """Whether a body takes a policy on itself by a day or a number: "will allow it before 11 December"."""
    doc = reading.document
    if syntax.lemma(doc, verb) not in agenda.words("policy") or syntax.is_passive(doc, verb):
        return False
    will = any(doc.tokens[a].text.lower() in ("will", "would") for a in doc.dependents(verb, "aux"))
    objects = syntax.objects_direct(doc, verb)
    counted = any(doc.dependents(i, "nummod") for o in objects for i in doc.subtree(o))
    counted = counted or (syntax.lemma(doc, verb) == "form" and any(doc.dependents(o, "det") for o in objects))
    return will and (when is not None or counted) and any(_body(reading, a) for a in doers(reading, verb))


def _body(reading: Reading, actor: str) -> bool:
    return reading.cast.actor(actor).kind in ("country", "organisation", "place-for-government")


def _decreed(reading: Reading, verb: int) -> bool:
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
    return any(_public(reading, a) for s in sayers for a in reading.cast.at(s))


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


def _called_off(doc: Document, verb: int) -> bool:
    """Whether somebody has ended something by deciding so: "decided to call off the consultations"."""
    off = any(doc.tokens[c].text.lower() == "off" for c in doc.dependents(verb, "compound:prt", "advmod"))
    return off and agenda.decided(doc, verb)


def _decided_then(reading: Reading, verb: int, when: Period) -> bool:
    """Whether a bare month is that of the deciding, long ago: in December, "decided to cut production in October"."""
    day, words = reading.published, when.text
    if day is None or words is None or when.start is None or not agenda.settled_on(reading.document, verb):
        return False
    named = reading.report.text[words.start : words.end]
    far = (date.fromisoformat(when.start) - day).days > _HALF_YEAR
    return far and not any(c.isdigit() for c in named) and "next" not in named.lower()


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
    return named and any(_public(reading, a) for a in reading.cast.at(subject))


def _nor(doc: Document, verb: int) -> bool:
    """Whether a clause or its subject opens with "nor": "nor would the rebels", "neither the bank nor they would"."""
    before = [c for c in doc.children[verb] if c < verb]
    before += [c for s in doc.dependents(verb, "nsubj") for c in doc.children[s]]
    return any(doc.tokens[c].text.lower() in ("nor", "neither") for c in before)


def _in_a_compound(doc: Document, verb: int) -> bool:
    """Whether a verb is one word with what follows: "agreed to face-to-face talks"."""
    after = doc.tokens[verb + 1] if verb + 1 < len(doc.tokens) else None
    return after is not None and after.text == "-" and after.start == doc.tokens[verb].end


def _asked_for(reading: Reading, verb: int, when: Period) -> bool:
    """Whether a day is that of what is asked for, not of the asking: "will call for a withdrawal by 2015"."""
    doc, words = reading.document, when.text
    if words is None or syntax.lemma(doc, verb) not in agenda.words("asks"):
        return False
    wanted = syntax.obliques(doc, verb, "for") + syntax.objects_direct(doc, verb)
    below = {doc.tokens[i].start for w in wanted for i in doc.subtree(w)}
    return words.start in below or (bool(wanted) and "by" in _before(doc, verb, when))


def _drawn_out(reading: Reading, verb: int, when: Period) -> bool:
    """Whether a day is the end to which something is drawn out: "decided to extend the strike until Monday"."""
    doc = reading.document
    prolonged = syntax.lemma(doc, verb) in agenda.words("prolongs")
    return prolonged and bool(agenda.words("ends_at") & set(_before(doc, verb, when)))


def _before(doc: Document, verb: int, when: Period) -> list[str]:
    """The three words before a day that stands after its verb."""
    words = when.text
    between = [
        t.text.lower() for t in doc.tokens[verb + 1 : doc.sentence_of(verb).last] if words and t.end <= words.start
    ]
    return between[-3:]


def _presented(doc: Document, verb: int) -> bool:
    """Whether something is to be made public: "will announce the plan on Monday", "would be announced"."""
    made = syntax.lemma(doc, verb) in agenda.words("presented") and placed(doc, verb) is not None
    return made and (syntax.is_passive(doc, verb) or bool(syntax.objects_direct(doc, verb)))


def _said(doc: Document, verb: int) -> bool:
    """Whether a clause is what somebody says: "said it would ease the rules", not "showed that it would"."""
    token = doc.tokens[verb]
    told = agenda.words("saying") | agenda.words("pledging")
    return token.relation == "ccomp" and not token.is_root and syntax.lemma(doc, token.head) in told


def _firm(reading: Reading, verb: int, kind: DocketKind | None, status: DocketStatus) -> bool:
    """Whether an act without a day is an item: arranged or agreed, or of a kind that bodies announce."""
    doc = reading.document
    if agenda.due_to(doc, verb) or (_takes_place(doc, verb) and _named_subject(doc, verb)):
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
    ends = [period.end for period in own if period and period.end]
    return day is not None and any((day - date.fromisoformat(end)).days > _MONTH for end in ends)


def _dates(doc: Document, day: int, verb: int) -> bool:
    """Whether a day hangs from a verb, or before it from no other: "at the first summit in 1994, leaders agreed"."""
    over = {verb, *doc.ancestors(verb)}
    apart = any(syntax.is_verb(doc, up) and up not in over for up in doc.ancestors(day))
    return doc.tokens[day].head == verb or (day < verb and not apart)


def _bare_agreement(reading: Reading, verb: int) -> bool:
    """Whether a body "agreed to" do something, told as fact: an item without a day."""
    doc = reading.document
    head = doc.tokens[verb].head
    if syntax.lemma(doc, verb) in agenda.words("empty"):
        return False
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


def _subject(doc: Document, verb: int) -> bool:
    return any(
        doc.tokens[s].upos in ("NOUN", "PROPN", "PRON")
        for s in agenda.subject_before_due(doc, verb) or syntax.surface_subjects(doc, verb)
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


def _supposed(doc: Document, verb: int) -> bool:
    """Whether "would" tells of what something does, no one's act: "a move that would complicate a return next year"."""
    would = any(doc.tokens[a].text.lower() == "would" for a in doc.dependents(verb, "aux"))
    return would and not syntax.is_passive(doc, verb)


def _named_subject(doc: Document, verb: int) -> bool:
    return any(doc.tokens[s].upos != "PRON" for s in syntax.surface_subjects(doc, verb))


def _named_and_due(doc: Document, verb: int) -> bool:
    """Whether somebody with a name, or a body, has an act set, known or not: "the Orsk Panel is due to present it"."""
    subjects = agenda.subject_before_due(doc, verb) or syntax.surface_subjects(doc, verb)
    if agenda.due_to(doc, verb) and any(doc.tokens[s].upos == "PROPN" for s in subjects):
        return True
    known = any(syntax.lemma(doc, s) in agenda.words("bodies") or _organised(doc, s) for s in subjects)
    return known and agenda.governed(doc, verb)


def _barred(doc: Document, verb: int) -> bool:
    """Whether the thing that was due is banned or called off: "banned the party due to be held on Friday"."""
    subjects = agenda.subject_before_due(doc, verb) or syntax.surface_subjects(doc, verb)
    objects = [s for s in subjects if doc.tokens[s].relation == "obj"]
    return any(syntax.lemma(doc, doc.tokens[s].head) in agenda.words("bars") for s in objects)


def _organised(doc: Document, i: int) -> bool:
    name = doc.name_at.get(i)
    return name is not None and name.label == "ORGANIZATION"


def _takes_place(doc: Document, verb: int) -> bool:
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


def _present(doc: Document, verb: int) -> bool:
    bare = (
        doc.tokens[verb].xpos == "VB"
        and not doc.dependents(verb, "aux", "mark")
        and bool(doc.dependents(verb, "nsubj"))
    )
    told = syntax.tense(doc, verb) in ("present", "progressive") or bare
    return told and syntax.modality(doc, verb) != "conditional"


def _of_note(reading: Reading, verb: int, kind: DocketKind | None, when: Period | None, who: tuple[str, ...]) -> bool:
    """Whether an act of no listed kind, or without a day, is one of public life: somebody known does it."""
    if kind in agenda.words("firm") or kind in ("deadline", "operation"):
        return when is not None or not idle_would(reading.document, verb)
    doc = reading.document
    sure = when is not None and syntax.is_passive(doc, verb) and agenda.warned_of(doc, verb)
    if kind not in agenda.words("firm") and not sure and (agenda.foretold(doc, verb) or agenda.believed(doc, verb)):
        return False
    if kind is None and not who and _supposed(doc, verb):
        return False
    public = any(_public(reading, a) for a in who) or _decreed(reading, verb)
    public = public or (when is not None and syntax.is_passive(doc, verb)) or _named_and_due(doc, verb)
    return public or _takes_place(reading.document, verb) or (when is not None and (kind is not None or not who))


def _public(reading: Reading, actor: str) -> bool:
    found = reading.cast.actor(actor)
    return found.kind in ("country", "organisation", "place-for-government") or found.sector not in (None, "CVL")
