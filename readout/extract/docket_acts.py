"""Docket items that are acts: verbs that stand ahead of the report ("are set Monday to debate", "would meet")."""

from __future__ import annotations

from datetime import date

from readout.extract import agenda, syntax
from readout.extract.agenda import placed
from readout.extract.dates import own_times
from readout.extract.docket_doubts import believed, left_to_others, questioned, warned_of, wished
from readout.extract.docket_entry import Entry, actors, doers, due, extent, long, strictly_ahead
from readout.extract.docket_kinds import (
    asked,
    condition_of,
    idle_would,
    is_passive_state,
    kind_of_act,
    no_appointment,
    of_amounts,
    of_sport_or_show,
    phrase_of,
    sets_the_stage,
)
from readout.extract.docket_undated import announced, decreed, is_body, is_public, takes_place, undated, undertaken
from readout.extract.naming import named_act
from readout.extract.reading import Reading
from readout.language.document import Document
from readout.record import DocketKind, DocketStatus, Period

_ABSTRACT = ("tion", "sion", "ment", "ness", "ance", "ence", "up", "ity")  # endings of nouns that are no doers
_HALF_YEAR = 183  # days after which the month of a decision is rather the one behind


def act(reading: Reading, verb: int) -> Entry | None:
    """The item of a verb that lies ahead; `None` where it does not, is denied, or is only a condition."""
    doc = reading.document
    name = syntax.lemma(doc, verb)
    if not (placed(doc, verb) or _present(doc, verb)) or _in_a_compound(doc, verb):
        return None  # most verbs of a report
    if name in agenda.words("saying") and not (_presented(doc, verb) and own_times(reading, verb)):
        return None  # what somebody will say
    if _denied(doc, verb) or left_to_others(doc, verb):
        return None
    kind = kind_of_act(reading, verb)
    status = _status(reading, verb, kind)
    if status is None or asked(doc, verb) or of_sport_or_show(doc, verb) or of_amounts(doc, verb):
        return None
    when = due(reading, verb)
    if (when is None and (_was_due(reading, verb) or _no_more(doc, verb))) or _is_none(reading, verb, kind, when):
        return None
    condition = condition_of(doc, verb)
    if when and (_decided_then(reading, verb, when) or (agenda.foretold(doc, verb) and condition is not None)):
        return None
    if when and kind is None and _promised(doc, verb) and long(when):
        return None  # "discipline will be maintained in 2007"
    if when and (_asked_for(reading, verb, when) or _drawn_out(reading, verb, when)):
        when = None
    who = doers(reading, verb) or actors(reading, agenda.subject_before_due(doc, verb))
    if when is None and not (undated(reading, verb, kind, status) or announced(reading, verb, who)):
        return None
    threat = when is not None and bool(who) and agenda.threatened(doc, verb)
    if status == "proposed" and kind not in agenda.words("proposable") and not threat:
        return None
    if _barred(doc, verb) or (not who and not _subject(doc, verb)) or not _of_note(reading, verb, kind, when, who):
        return None
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


def _is_none(reading: Reading, verb: int, kind: DocketKind | None, when: Period | None) -> bool:
    """Whether an act is a state, an effect or an aim, whatever places it ahead."""
    doc = reading.document
    if sets_the_stage(doc, verb) or is_passive_state(doc, verb) or (kind is None and _serves(reading, verb)):
        return True
    return kind is None and no_appointment(doc, verb) and not undertaken(reading, verb, when)


def _was_due(reading: Reading, verb: int) -> bool:
    """Whether an act "was due" on a day that is past: "was due to expire yesterday"."""
    doc, today = reading.document, reading.published
    direct = [t for t, head in reading.dated[doc.tokens[verb].sentence] if doc.tokens[head].head == verb]
    own = [t for t in own_times(reading, verb) if doc.tokens[verb].end < t.span.start and t in direct]
    over = bool(own) and all(t.period and t.period.end and today and t.period.end < today.isoformat() for t in own)
    up = doc.tokens[verb].head
    was = any(
        doc.tokens[a].text.lower() in ("was", "were") for i in (verb, up) for a in doc.dependents(i, "aux", "cop")
    )
    return over and was


def _serves(reading: Reading, verb: int) -> bool:
    """Whether "is to" tells what a thing is for: "the extension is to allow the talks to be completed"."""
    doc = reading.document
    if not agenda.is_set_to(doc, verb) or syntax.is_passive(doc, verb) or not syntax.objects_direct(doc, verb):
        return False
    heads = agenda.subject_before_due(doc, verb) or syntax.surface_subjects(doc, verb)
    things = [s for s in heads if doc.tokens[s].upos == "NOUN" and not reading.cast.at(s)]
    return bool(things) and all(syntax.lemma(doc, s).endswith(_ABSTRACT) for s in things)


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
        and (name in {*agenda.verbs(), *agenda.words("light")} or phrase_of(doc, verb) is not None)
    ):
        own = [t.period for t in own_times(reading, verb) if t.period]
        status = "scheduled" if any(strictly_ahead(reading, p, today=False) for p in own) else None
    return status


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


def _denied(doc: Document, verb: int) -> bool:
    """Whether an act is denied, ended, hoped for, asked about, or only a condition."""
    if syntax.in_condition(doc, verb) or syntax.negated(doc, verb) or _called_off(doc, verb):
        return True
    if _nor(doc, verb):
        return True
    return wished(doc, verb) or questioned(doc, verb)


def _promised(doc: Document, verb: int) -> bool:
    return syntax.lemma(doc, verb) in agenda.words("promises") and not agenda.governed(doc, verb)


def _no_more(doc: Document, verb: int) -> bool:
    """Whether an act is given up: "would no longer take part"."""
    longer = [c for c in doc.dependents(verb, "advmod") if doc.tokens[c].text.lower() in ("longer", "more")]
    return any(c and doc.tokens[c - 1].text.lower() == "no" for c in longer)


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
    if syntax.lemma(doc, verb) == "report" and syntax.obliques(doc, verb, "to"):
        return True  # "is due to report to the board on Monday"
    made = syntax.lemma(doc, verb) in agenda.words("presented") and (
        placed(doc, verb) is not None or _present(doc, verb)
    )
    return made and (syntax.is_passive(doc, verb) or bool(syntax.objects_direct(doc, verb)))


def _subject(doc: Document, verb: int) -> bool:
    return any(
        doc.tokens[s].upos in ("NOUN", "PROPN", "PRON")
        for s in agenda.subject_before_due(doc, verb) or syntax.surface_subjects(doc, verb)
    )


def _supposed(doc: Document, verb: int) -> bool:
    """Whether "would" tells of what something does, no one's act: "a move that would complicate a return next year"."""
    would = any(doc.tokens[a].text.lower() == "would" for a in doc.dependents(verb, "aux"))
    return would and not syntax.is_passive(doc, verb)


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


def _as_it_is(doc: Document, verb: int) -> bool:
    """Whether a verb that the tagger takes for a past has its plain form: "schools reopen on May 26"."""
    token = doc.tokens[verb]
    plain = token.xpos == "VBD" and token.text.lower() == token.lemma.lower()
    return plain and token.text.lower() not in agenda.words("unchanging")


def _present(doc: Document, verb: int) -> bool:
    bare = (
        doc.tokens[verb].xpos == "VB"
        and not doc.dependents(verb, "aux", "mark")
        and bool(doc.dependents(verb, "nsubj"))
    )
    told = syntax.tense(doc, verb) in ("present", "progressive") or bare
    told = told or _as_it_is(doc, verb)
    return told and syntax.modality(doc, verb) != "conditional"


def _of_note(reading: Reading, verb: int, kind: DocketKind | None, when: Period | None, who: tuple[str, ...]) -> bool:
    """Whether an act of no listed kind, or without a day, is one of public life: somebody known does it."""
    thought = syntax.lemma(reading.document, verb) == "consider" and not agenda.governed(reading.document, verb)
    if thought and who and not any(is_body(reading, a) for a in who):
        return False
    if kind in agenda.words("firm") or kind in ("deadline", "operation"):
        return when is not None or not idle_would(reading.document, verb)
    doc = reading.document
    sure = when is not None and syntax.is_passive(doc, verb) and warned_of(doc, verb)
    if kind not in agenda.words("firm") and not sure and (agenda.foretold(doc, verb) or believed(doc, verb)):
        return False
    if kind is None and not who and _supposed(doc, verb):
        return False
    public = any(is_public(reading, a) for a in who) or decreed(reading, verb)
    public = public or (when is not None and syntax.is_passive(doc, verb)) or _named_and_due(doc, verb)
    return public or takes_place(reading.document, verb) or (when is not None and (kind is not None or not who))
