"""Whether a report tells a happening again in other words: by the states that meet, by "the deal", by the force."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from readout.extract import syntax
from readout.extract.lexicon import listed
from readout.extract.party import Party
from readout.extract.reading import Reading
from readout.record import Period

if TYPE_CHECKING:
    from readout.extract.events import Candidate

_WORDS = ("ACCUSE", "SUPPORT", "REJECT", "REQUEST", "AGREE")
_NAMED_LATER = ("ASSAULT", "COERCE")
_NEAR, _CLOSE, _VOICE, _TWO = 5, 3, 2, 2
_NOUNS_OF = {"killing": ("kill", "murder", "assassinate"), "murder": ("kill", "murder"), "arrest": ("arrest", "detain")}
_BACK = ("the", "this", "that", "these", "those")
_DEFINITE = {"AGREE": "deal", "CONSULT": "talks"}
_OTHERS = {
    "another", "other", "others", "separate", "separately", "elsewhere", "second", "third", "later", "earlier", "also",
    "previous", "previously", "again", "next", "similar", "meanwhile",
}  # fmt: skip


def one_breath(reading: Reading, old: Candidate, new: Candidate) -> bool:
    """Whether one sentence says an act in words twice: "accused Norland of meddling, blaming it for the unrest"."""
    if old.kind not in _WORDS or old.status != new.status or sentence_of(reading, old) != sentence_of(reading, new):
        return False
    same = set(old.actor.ids) == set(new.actor.ids) and set(old.recipient.ids) == set(new.recipient.ids)
    same = same and old.trigger.entry.mode == new.trigger.entry.mode
    return same and bool(old.actor and old.recipient)


def of_the_same_states(reading: Reading, old: Candidate, new: Candidate) -> bool:
    """Whether delegations, or men of theirs, meet as their states did: "Norland and Estria held talks", "its envoy met
    with Orsk". Two meetings name other men of the same side."""
    if old.kind != "CONSULT" or not (old.mutual and new.mutual) or old.status == "historical" != new.status:
        return False
    if not 0 <= sentence_of(reading, new) - sentence_of(reading, old) <= _NEAR or not _days_fit(old, new):
        return False
    if not (old.recipient and new.recipient) or set_apart(reading, new):
        return False
    sides = [sorted((_home(reading, c.actor), _home(reading, c.recipient))) for c in (old, new)]
    return (
        sides[0] == sides[1] and "" not in sides[0] and sides[0][0] != sides[0][1] and not _other_men(reading, old, new)
    )


def _other_men(reading: Reading, old: Candidate, new: Candidate) -> bool:
    """Whether both tellings name persons of one country, and not the same."""
    named = []
    for c in (old, new):
        found = [reading.cast.actor(i) for i in (*c.actor.ids, *c.recipient.ids)]
        named.append({(a.country, a.name) for a in found if a.kind == "person"})
    homes = {home for home, _ in named[0]} & {home for home, _ in named[1]}
    return any({n for h, n in named[0] if h == home} != {n for h, n in named[1] if h == home} for home in homes)


def of_the_same_homes(reading: Reading, old: Candidate, new: Candidate) -> bool:
    """Whether "the offer", "the meeting" is what others of the same countries did just before: "Norland offered oil",
    "the offer was made by its envoy"."""
    doc = reading.document
    if not 0 < sentence_of(reading, new) - sentence_of(reading, old) <= _CLOSE or old.kind not in ("AGREE", "CONSULT"):
        return False
    if not any(doc.tokens[d].text.lower() in _BACK for d in doc.dependents(new.trigger.head, "det")):
        return False
    homes = [{reading.cast.actor(i).country for i in (*c.actor.ids, *c.recipient.ids)} for c in (old, new)]
    next_to = sentence_of(reading, new) - sentence_of(reading, old) == 1
    kin = old.trigger.entry.head == new.trigger.entry.head or old.kind == "CONSULT" or next_to
    return kin and None not in homes[0] | homes[1] and homes[1] <= homes[0] and not _other_men(reading, old, new)


def points_back(reading: Reading, old: Candidate, new: Candidate) -> bool:
    """Whether what is signed, held or made is "the" deal, talks or call that the report has told: "the deal was
    signed by Orsk"."""
    if old.kind != new.kind or old.status != new.status or not _days_fit(old, new) or new.trigger.noun:
        return False
    if not 0 <= sentence_of(reading, new) - sentence_of(reading, old) <= _NEAR:
        return False
    doc, name = reading.document, _DEFINITE.get(old.kind, "")
    things = [w for w in new.trigger.words if name and syntax.lemma(doc, w) in listed("classes", name)]
    if old.kind == "REQUEST":
        things = [w for w in new.trigger.words if syntax.lemma(doc, w) in listed("calls")]
    known = any(doc.tokens[d].text.lower() in _BACK for w in things for d in doc.dependents(w, "det"))
    return known and _told_of(reading, old, name) and _may_be_one(reading, old, new)


def _told_of(reading: Reading, old: Candidate, name: str) -> bool:
    """Whether the first telling speaks of such a thing: of a deal, of talks."""
    if not name:
        return True
    return any(syntax.lemma(reading.document, w) in listed("classes", name) for w in old.trigger.words)


def _may_be_one(reading: Reading, old: Candidate, new: Candidate) -> bool:
    """Whether those of the second telling are at home with those of the first, or are not known."""
    homes = [
        {reading.cast.actor(i).country for i in (*c.actor.ids, *c.recipient.ids)} - {None} for c in (old, new)
    ]  # fmt: skip
    shared = {*old.actor.ids, *old.recipient.ids} & {*new.actor.ids, *new.recipient.ids}
    return bool(shared) or (bool(homes[1]) and homes[1] <= homes[0])


def of_the_same_force(reading: Reading, old: Candidate, new: Candidate) -> bool:
    """Whether a deed of force is told again with the forces named otherwise: "the army shelled Vall", "its troops
    shelled the town"."""
    if old.kind not in ("ASSAULT", "COERCE") or old.status != new.status or old.trigger.noun or new.trigger.noun:
        return False
    if not 0 < sentence_of(reading, new) - sentence_of(reading, old) <= _CLOSE or not _days_fit(old, new):
        return False
    modes = {old.trigger.entry.mode, new.trigger.entry.mode} - {""}
    if set_apart(reading, new) or len(modes) > 1:
        return False
    doers = _home(reading, old.actor), _home(reading, new.actor)
    forces = bool(old.actor and new.actor) and all(_are_forces(reading, c.actor) for c in (old, new))
    return doers[0] == doers[1] != "" and forces and bool(set(old.recipient.ids) & set(new.recipient.ids))


def by_name(reading: Reading, old: Candidate, new: Candidate) -> bool:
    """Whether someone whom a report told of without a name is named: "a lawyer was killed", later "Orsk was killed"."""
    if old.kind not in _NAMED_LATER or old.status != new.status or not _days_fit(old, new):
        return False
    if not 0 < sentence_of(reading, new) - sentence_of(reading, old) <= _NEAR or set_apart(reading, new):
        return False
    whom = [[reading.cast.actor(i) for i in c.recipient.ids] for c in (old, new)]
    if [[a.kind for a in side] for side in whom] != [["group"], ["person"]] or not _one(reading, old):
        return False
    same_verb = old.trigger.entry.head == new.trigger.entry.head or old.trigger.entry.head in _NOUNS_OF.get(
        new.trigger.entry.head, ()
    )
    strangers = old.actor and new.actor and _home(reading, old.actor) != _home(reading, new.actor)
    abroad = whom[0][0].country and whom[1][0].country and whom[0][0].country != whom[1][0].country
    return same_verb and not strangers and not abroad


def _one(reading: Reading, candidate: Candidate) -> bool:
    """Whether those acted on are one: "a lawyer", and no others beside."""
    heads = [reading.document.tokens[h] for h in candidate.recipient.heads]
    return len(heads) == 1 and heads[0].xpos == "NN" and not reading.document.dependents(heads[0].i, "conj")


def undergone_again(reading: Reading, old: Candidate, new: Candidate) -> bool:
    """Whether a passive without a doer tells a rebuff once more: "was rebuffed by rebels", "his offer was snubbed"."""
    if old.kind != "REJECT" or new.actor or not old.actor or old.status != new.status or new.trigger.noun:
        return False
    near = 0 < sentence_of(reading, new) - sentence_of(reading, old) <= _NEAR
    return near and _days_fit(old, new) and bool(new.recipient) and set(old.recipient.ids) == set(new.recipient.ids)


def in_one_voice(reading: Reading, old: Candidate, new: Candidate) -> bool:
    """Whether a government's words are told again as its man's, one time without saying whom they are for."""
    if old.kind not in ("ACCUSE", "SUPPORT", "REJECT") or set(old.actor.ids) == set(new.actor.ids):
        return False
    if old.status != new.status or old.trigger.entry.head != new.trigger.entry.head or old.trigger.noun:
        return False
    if not 0 < sentence_of(reading, new) - sentence_of(reading, old) <= _VOICE or set_apart(reading, new):
        return False
    homes = _home(reading, old.actor), _home(reading, new.actor)
    whom = {i for c in (old, new) for i in c.recipient.ids}
    officials = all(_are_forces(reading, c.actor) for c in (old, new))
    return homes[0] == homes[1] != "" and officials and whom in (set(old.recipient.ids), set(new.recipient.ids))


def same_toll(reading: Reading, old: Candidate, new: Candidate) -> bool:
    """Whether two acts of force count the same victims by the same number: "more than 60 villagers", again later."""
    if old.kind != "ASSAULT" or old.status != new.status or not dates_fit(old.when, new.when):
        return False
    if old.actor and new.actor and not set(old.actor.ids) & set(new.actor.ids):
        return False
    return bool(_counted(reading, old) & _counted(reading, new))


def _counted(reading: Reading, candidate: Candidate) -> set[tuple[str, str]]:
    """The victims of an act with their number, where it is one of three or more in figures."""
    doc = reading.document
    return {
        (doc.tokens[n].text, syntax.lemma(doc, h))
        for h in candidate.recipient.heads
        for n in doc.dependents(h, "nummod")
        if doc.tokens[n].text.replace(",", "").isdigit() and int(doc.tokens[n].text.replace(",", "")) > _TWO
    }


def one_voice(reading: Reading, old: Candidate, new: Candidate) -> bool:
    """Whether a government's act is told again as its minister's: "Norland rejected ...", "its envoy rejected ..."."""
    near = abs(sentence_of(reading, old) - sentence_of(reading, new)) <= 2
    same_recipient = bool(old.recipient) and set(old.recipient.ids) == set(new.recipient.ids)
    if not near or not same_recipient or old.status != new.status:
        return False
    homes = [{reading.cast.actor(i).country for i in c.actor.ids} for c in (old, new)]
    return homes[0] == homes[1] and len(homes[0]) == 1 and None not in homes[0]


def same_guest(reading: Reading, old: Candidate, new: Candidate) -> bool:
    """Whether the same host meets people of the same country, one time at least without their names."""
    near = abs(sentence_of(reading, old) - sentence_of(reading, new)) <= 3
    if not near or set(old.actor.ids) != set(new.actor.ids) or not (old.recipient and new.recipient):
        return False
    guests = [[reading.cast.actor(i) for i in c.recipient.ids] for c in (old, new)]
    homes = [{a.country for a in side} for side in guests]
    unnamed = any(all(a.kind == "group" for a in side) for side in guests)
    return homes[0] == homes[1] and None not in homes[0] and unnamed


def _are_forces(reading: Reading, party: Party) -> bool:
    """Whether soldiers, police or a state act."""
    found = [reading.cast.actor(i) for i in party.ids]
    return all(a.sector in ("MIL", "COP", "GOV", "SPY") or a.kind == "country" for a in found)


def _home(reading: Reading, party: Party) -> str:
    """The one country of a side; "" where there are several, or none is known."""
    homes = {reading.cast.actor(i).country or "" for i in party.ids}
    return homes.pop() if len(homes) == 1 else ""


def set_apart(reading: Reading, candidate: Candidate) -> bool:
    """Whether words of the sentence tell a second happening from the first: "another", "separately", "also"."""
    doc = reading.document
    sentence = doc.sentence_of(candidate.trigger.head)
    return any(t.text.lower() in _OTHERS for t in doc.tokens[sentence.first : sentence.last])


def sentence_of(reading: Reading, candidate: Candidate) -> int:
    """The number of the sentence that tells a candidate."""
    return reading.document.tokens[candidate.trigger.head].sentence


def _days_fit(old: Candidate, new: Candidate) -> bool:
    """Whether the days of both meet, or lie a day apart; an unknown one fits all."""
    if old.when is None or new.when is None:
        return True
    starts = [date.fromisoformat(c.when.start) for c in (old, new) if c.when and c.when.start]
    ends = [date.fromisoformat(c.when.end) for c in (old, new) if c.when and c.when.end]
    return not starts or not ends or max(starts) <= min(ends) + timedelta(days=1)


def dates_fit(a: Period | None, b: Period | None) -> bool:
    """Whether two periods meet; an unknown one fits all."""
    if a is None or b is None:
        return True
    starts = [p.start or "" for p in (a, b)]
    ends = [p.end or "9999" for p in (a, b)]
    return max(starts) <= min(ends)
