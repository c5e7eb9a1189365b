"""One event per happening: mentions that come back to an act already told are folded into it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from readout.extract import again, codes, syntax, twins
from readout.extract.lexicon import listed
from readout.extract.party import Party, without
from readout.extract.reading import Reading
from readout.extract.triggers import Trigger, complements
from readout.language.document import Document
from readout.record import Period

if TYPE_CHECKING:
    from readout.extract.events import Candidate

_DAY = timedelta(days=1)
_NEAR, _TWO = 5, 2
# Acts in words: two of them are two, also between the same parties
SPOKEN = ("AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT")


def one_per_happening(reading: Reading, found: Sequence[Candidate]) -> list[Candidate]:
    """Drops or folds candidates that tell the same act again; what is left keeps the order of the text."""
    kept: list[Candidate] = []
    told: list[list[Candidate]] = []
    for candidate in found:
        twin = next((n for n, k in enumerate(kept) if _same(reading, k, candidate)), None)
        if twin is None:
            twin = next((n for n, a in enumerate(told) if any(_joint(reading, t, candidate) for t in a)), None)
        if twin is None:
            twin = _likely_twin(reading, kept, candidate)
        if twin is None:
            kept.append(candidate)
            told.append([])
        else:
            kept[twin] = _folded(reading, kept[twin], candidate, _one_clause(reading, kept[twin], candidate))
            told[twin].append(candidate)
    return kept


def _likely_twin(reading: Reading, kept: Sequence[Candidate], new: Candidate) -> int | None:
    """The act that `new` most likely tells again, where its signs make that likely enough; else `None`."""
    like = [n for n, old in enumerate(kept) if _alike(old, new)]
    if new.kind in SPOKEN and not new.trigger.noun:  # two demands are two
        like = [n for n in like if _overlap_of_words(reading, kept[n], new)]
    chances = {n: twins.told_twice(reading, kept[n], new) for n in like}
    best = max(chances, key=chances.__getitem__, default=None)
    return best if best is not None and chances[best] >= twins.least() else None


def _alike(old: Candidate, new: Candidate) -> bool:
    return old.own == new.own and old.kind == new.kind and (old.status == "negated") == (new.status == "negated")


def _joint(reading: Reading, old: Candidate, new: Candidate) -> bool:
    """Whether two candidates tell one act within one clause, or the second counts the victims of the first."""
    if not _alike(old, new):
        return False
    if _tells_more(reading, old, new) or _aftermath(reading, old, new):
        return True
    if not _one_clause(reading, old, new):
        return False
    both_verbs = not (old.trigger.noun or new.trigger.noun)
    return both_verbs or _compatible(old, new) or _died_in(reading, old, new) or _where(reading, old, new)


def _same(reading: Reading, old: Candidate, new: Candidate) -> bool:
    if not _alike(old, new):
        return False
    if _joint(reading, old, new):
        return True
    if _one_clause(reading, old, new):
        return False
    if again.one_breath(reading, old, new) or again.of_the_same_states(reading, old, new):
        return True
    if again.points_back(reading, old, new) or again.of_the_same_force(reading, old, new):
        return True
    if again.by_name(reading, old, new) or again.in_one_voice(reading, old, new):
        return True
    if again.undergone_again(reading, old, new):
        return True
    if new.trigger.noun and _comes_back(reading, old, new):
        return True
    return not new.trigger.noun and _told_again(reading, old, new)


def _one_clause(reading: Reading, old: Candidate, new: Candidate) -> bool:
    """Whether one trigger hangs from the other in one clause: "wounded in a bomb attack", "the bombing killed five"."""
    doc = reading.document
    a, b = old.trigger, new.trigger
    if not a.noun and not b.noun:
        if old.kind not in ("ASSAULT", "CONSULT", "PROTEST", "COERCE", "SANCTION"):
            return False
        return _hangs(reading, a.head, b.head) and _shared_party(old, new)
    if old.kind == "ASSAULT" and any(_hangs(reading, v, w) for v in _deeds(doc, a) for w in _deeds(doc, b)):
        return True
    for one, other in ((a.head, b.head), (b.head, a.head)):
        up = list(doc.ancestors(one))[:3]
        between = up[: up.index(other)] if other in up else []
        if other in up and not any(doc.tokens[u].deprel in ("ccomp", "acl:relcl") for u in between):
            return True
    return False


def _deeds(doc: Document, trigger: Trigger) -> list[int]:
    """The verb of an act, or the verb whose subject its noun is: "the [bomb] exploded, killing five"."""
    token = doc.tokens[trigger.head]
    if not trigger.noun:
        return [trigger.head]
    if trigger.light is not None:
        return [trigger.light]  # "[intensified] its offensive, killing 44"
    return [token.head] if token.relation == "nsubj" and not token.is_root else []


def _tells_more(reading: Reading, old: Candidate, new: Candidate) -> bool:
    """Whether a relative clause tells what a violent event did: "the bombing of a bus in Vall, which killed three"."""
    doc = reading.document
    verb, noun = _first_conjunct(doc, new.trigger.head), old.trigger.head
    if not old.trigger.noun or new.trigger.noun or old.kind != "ASSAULT" or doc.tokens[verb].deprel != "acl:relcl":
        return False
    path = list(doc.ancestors(verb))[:4]
    if noun not in path:
        return False
    return all(doc.tokens[u].relation in ("nmod", "appos", "compound") for u in path[: path.index(noun)])


def _died_in(reading: Reading, old: Candidate, new: Candidate) -> bool:
    """Whether an attack is told by its victims and by a noun at once: "five were killed in an air raid on Vall"."""
    verb, noun = (new, old) if old.trigger.noun else (old, new)
    if old.kind != "ASSAULT" or verb.trigger.noun or not noun.trigger.noun or (verb.actor and noun.actor):
        return False
    doc = reading.document
    return noun.trigger.head in syntax.obliques(doc, verb.trigger.head, "in", "by", "during")


def _where(reading: Reading, old: Candidate, new: Candidate) -> bool:
    """Whether of two tellings of an attack one names only the place that it hit, and the doers fit."""
    doers = not old.actor or not new.actor or bool(set(old.actor.ids) & set(new.actor.ids))
    return old.kind == "ASSAULT" and doers and (_is_place(reading, old.recipient) != _is_place(reading, new.recipient))


def _is_place(reading: Reading, party: Party) -> bool:
    kinds = {reading.cast.actor(i).kind for i in party.ids}
    return bool(kinds) and kinds <= {"country", "place-for-government"}


def _is_where(reading: Reading, candidate: Candidate) -> bool:
    """Whether a recipient is only where it was ("a bombing in [Vall]"), and not what it hit ("shelled [Vall]")."""
    doc, party = reading.document, candidate.recipient
    own = {candidate.trigger.head, *candidate.trigger.words}
    for head in party.heads:
        node = head
        while doc.tokens[node].relation in ("nmod", "amod", "compound") and doc.tokens[node].head not in own:
            node = doc.tokens[node].head
        if syntax.case_of(doc, node) not in ("in", "at") or doc.tokens[node].head not in own:
            return False
    return _is_place(reading, party)


def _first_conjunct(doc: Document, verb: int) -> int:
    """The verb that a conjunct goes on with: "killed" of "killed one and wounded six"."""
    for up in doc.ancestors(verb):
        if doc.tokens[verb].relation != "conj":
            break
        verb = up
    return verb


def _aftermath(reading: Reading, old: Candidate, new: Candidate) -> bool:
    """Whether a later sentence counts the victims of an attack told before: "six were wounded in the attack".

    Doers, days and status must fit, and the words "in the attack" point back to it.
    """
    doc = reading.document
    if (
        old.kind != "ASSAULT"
        or new.trigger.noun
        or not 0 <= again.sentence_of(reading, new) - again.sentence_of(reading, old) <= _NEAR
    ):
        return False
    back = [
        o for o in syntax.obliques(doc, new.trigger.head, "in", "during", "by")
        if syntax.lemma(doc, o) in listed("classes", "attack") | listed("classes", "violence")
        and any(doc.tokens[d].text.lower() in ("the", "that", "this", "same") for d in doc.dependents(o, "det", "amod"))
    ]  # fmt: skip
    doers = not new.actor or not old.actor or bool(set(old.actor.ids) & set(new.actor.ids))
    return bool(back) and doers and again.dates_fit(old.when, new.when) and old.status == new.status


def _hangs(reading: Reading, one: int, other: int) -> bool:
    """Whether one verb hangs from the other: participle, conjunct, circumstance ("killed when gunmen fired")."""
    doc = reading.document
    for low, high in ((one, other), (other, one)):
        node = low
        for _ in range(3):
            token = doc.tokens[node]
            if token.is_root or token.relation not in ("conj", "advcl", "xcomp", "acl"):
                break
            node = token.head
            if node == high:
                return True
    return False


def _shared_party(old: Candidate, new: Candidate) -> bool:
    """Whether two verbs of one clause tell one act: a doer in common or unknown, each naming some of the victims."""
    if set(old.recipient.ids) & set(new.recipient.ids):
        return not old.actor or not new.actor or bool(set(old.actor.ids) & set(new.actor.ids))
    if set(old.actor.ids) & set(new.recipient.ids) or set(new.actor.ids) & set(old.recipient.ids):
        return False
    if old.kind == "ASSAULT":
        return set(old.actor.ids) == set(new.actor.ids) or not (old.actor and new.actor)
    same_actor = set(old.actor.ids) & set(new.actor.ids)
    return bool(same_actor) and not (old.recipient and new.recipient)


def _everyone(candidate: Candidate) -> set[str]:
    return set(candidate.actor.ids) | set(candidate.recipient.ids)


def _compatible(old: Candidate, new: Candidate) -> bool:
    """Whether the parties of one can be those of the other: an unnamed one fits all, else they share someone."""
    if old.trigger.entry.pattern.reciprocal:
        return not _everyone(old) or not _everyone(new) or bool(_everyone(old) & _everyone(new))
    pairs = ((old.actor.ids, new.actor.ids), (old.recipient.ids, new.recipient.ids))
    return all(not a or not b or set(a) & set(b) for a, b in pairs)


def _comes_back(reading: Reading, old: Candidate, new: Candidate) -> bool:
    """Whether a noun ("the attack", "their talks") is an act that the report has told already."""
    if not again.dates_fit(old.when, new.when):
        return False
    doc = reading.document
    noun = new.trigger.head
    if not _compatible(old, new):
        return again.of_the_same_homes(reading, old, new)
    if _everyone(new) and _everyone(old) and not _everyone(old) & _everyone(new):
        return False
    distance = doc.tokens[noun].sentence - doc.tokens[old.trigger.head].sentence
    definite = any(
        doc.tokens[d].text.lower() in ("the", "this", "that", "these", "those", "such")
        for d in doc.dependents(noun, "det")
    ) or bool(doc.dependents(noun, "nmod:poss"))
    if definite or not (new.actor or new.recipient):
        return True
    whole = set(new.actor.ids + new.recipient.ids) <= set(old.actor.ids + old.recipient.ids)
    return whole and (distance <= 3 or doc.tokens[noun].xpos == "NNS")


def _told_again(reading: Reading, old: Candidate, new: Candidate) -> bool:
    """Whether a verb tells the same act: the same parties, days that fit, for acts in words the same verb as well."""
    if _one_meeting(reading, old, new) or again.same_toll(reading, old, new):
        return True
    if not again.dates_fit(old.when, new.when):
        return False
    same = set(old.actor.ids) == set(new.actor.ids) and set(old.recipient.ids) == set(new.recipient.ids)
    if old.trigger.entry.pattern.reciprocal:
        same = _everyone(old) == _everyone(new)
    if old.kind in ("ASSAULT", "COERCE") and not same:
        same = _compatible(old, new) and bool(_everyone(old) & _everyone(new))
        same = same and abs(again.sentence_of(reading, old) - again.sentence_of(reading, new)) <= 4
    alike = old.trigger.entry.head == new.trigger.entry.head
    if old.kind in SPOKEN and alike and not same:
        return again.one_voice(reading, old, new)
    if old.kind == "CONSULT" and not same:
        same = again.same_guest(reading, old, new)
    if not same or not (old.actor or old.recipient):
        return False
    if old.kind in SPOKEN:
        failed = old.kind == "AGREE" and old.status == new.status == "negated"
        return failed or (alike and _one_content(reading, old, new)) or _one_complaint(reading, old, new)
    if _mode(reading, old) != _mode(reading, new) and old.kind != "ASSAULT":
        return False
    return old.status == new.status or {old.status, new.status} == {"planned", "possible"}


def _one_meeting(reading: Reading, old: Candidate, new: Candidate) -> bool:
    """Whether two consultations of the same two are one: a day apart at most, also where one still lies ahead."""
    all_there = _everyone(new) <= _everyone(old) and len(_everyone(new)) >= _TWO
    if old.kind != "CONSULT" or not all_there:
        return False
    if {_mode(reading, old), _mode(reading, new)} & {"phone", "visit"}:
        return False
    doc = reading.document
    first, last = syntax.clause(doc, new.trigger.head)
    if any(t.text.lower() in ("again", "next", "another", "earlier", "previous") for t in doc.tokens[first:last]):
        return False
    if "historical" in (old.status, new.status) and old.status != new.status:
        return False
    if old.when is None or new.when is None:
        return abs(again.sentence_of(reading, old) - again.sentence_of(reading, new)) <= _NEAR
    return again.dates_fit(_widened(old.when), new.when)


def _widened(period: Period) -> Period:
    """A period with a day more at either end."""
    start, end = ((date.fromisoformat(d) if d else None) for d in (period.start, period.end))
    return Period(
        start=(start - _DAY).isoformat() if start else period.start,
        end=(end + _DAY).isoformat() if end else period.end,
    )


def _mode(reading: Reading, candidate: Candidate) -> str | None:
    return codes.mode_of(reading.document, candidate.trigger, candidate.kind)


def _one_content(reading: Reading, old: Candidate, new: Candidate) -> bool:
    """Whether both say the same: the same complement ("agreed to meet", "agreed to meet again in May"), else words."""
    doc = reading.document
    a, b = ({syntax.lemma(doc, c) for c in complements(doc, x.trigger.head)} for x in (old, new))
    return bool(a & b) if a and b else _overlap_of_words(reading, old, new)


def _one_complaint(reading: Reading, old: Candidate, new: Candidate) -> bool:
    """Whether both accuse or praise the same thing in other verbs: "condemned the raid", "deplored the raid"."""
    doc = reading.document
    if old.kind not in ("ACCUSE", "SUPPORT", "REJECT") or not old.actor or old.trigger.noun or new.trigger.noun:
        return False
    a, b = ({syntax.lemma(doc, o) for o in syntax.objects(doc, x.trigger.head)} for x in (old, new))
    return bool(a & b)


def _overlap_of_words(reading: Reading, old: Candidate, new: Candidate) -> bool:
    """Whether two acts in words are about the same: half of the nouns and verbs of the shorter are in the longer."""
    doc = reading.document

    def content(candidate: Candidate) -> set[str]:
        first, last = syntax.clause(doc, candidate.trigger.head)
        return {t.lemma.lower() for t in doc.tokens[first:last] if t.upos in ("NOUN", "VERB")}

    a, b = content(old), content(new)
    return len(a & b) >= 0.6 * max(1, min(len(a), len(b)))


def _joined(a: Party, b: Party) -> Party:
    return Party(tuple(dict.fromkeys(a.ids + b.ids)), tuple(dict.fromkeys(a.heads + b.heads)))


def _beings(reading: Reading, party: Party) -> Party:
    """Of people with a country of their own and the place where they were hit the people: of others the place says
    whose they are."""
    found = {i: reading.cast.actor(i) for i in party.ids}
    places = {i for i, a in found.items() if a.kind in ("country", "place-for-government")}
    at_home = any(a.country for i, a in found.items() if i not in places)
    return Party(tuple(i for i in party.ids if i not in places), party.heads) if at_home else party


def _folded(reading: Reading, old: Candidate, new: Candidate, one_clause: bool) -> Candidate:
    """The first telling, with the parties and the day that only the second names."""
    together = _joined(old.recipient, new.recipient) if old.kind == "ASSAULT" and one_clause else old.recipient
    if one_clause and old.recipient and new.recipient:
        for one, other in ((old, new), (new, old)):  # the victims, and not the place where they were hit
            if _is_where(reading, one) and not _is_place(reading, other.recipient):
                together = other.recipient
    together = without(reading, _beings(reading, together), old.actor)
    old = replace(
        old,
        actor=old.actor or (new.actor if not set(new.actor.ids) & set(old.recipient.ids) else old.actor),
        recipient=together or (new.recipient if not set(new.recipient.ids) & set(old.actor.ids) else old.recipient),
        when=old.when or new.when,
        why=f"{old.why}; told again as '{new.trigger.entry.key}'",
    )
    if old.trigger.noun and not new.trigger.noun and new.trigger.entry.mode == old.trigger.entry.mode:
        return replace(old, status=new.status)
    return old
