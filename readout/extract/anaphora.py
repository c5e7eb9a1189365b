"""Who "he", "the ambassador", "the company" and "the 55-year-old" are as sources: a speaker of before.

The cast answers what a pronoun means anywhere; a source is a narrower question. Who speaks on is the one who spoke, or
of whom the sentence before tells: on 100 newswire reports the two differ for 13 of 89 sources "he" and "she", and
where neither a name nor another speaker stands between, the sentence before was right each time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from readout.extract import beside, cues, described, syntax
from readout.extract.attributions import Attribution
from readout.extract.reading import Reading
from readout.language.document import Document
from readout.record import Actor

Names = tuple[str, ...]
"""Ids of the actors of one source."""
_OFFICE = re.compile(r" (?:of|for|to|at|in) ")
_AGED = re.compile(r"the (?:\d+|\w+) ?-? ?year ?-? ?old(?: [a-z]+){0,2}", re.IGNORECASE)
_LEAD = 1
"""The last sentence, from 0, whose unnamed speaker the next one may name."""
_FAR = 4
"""Sentences at most between a body and "the company" that goes on with it."""


def speaker(reading: Reading, one: Attribution, earlier: Sequence[Attribution], known: Sequence[Names]) -> Names:
    """The actors of a source "he" or "she" that goes on; () where the cast is to say."""
    doc = reading.document
    if len(one.source) == 1 and one.outer is not None and one.outer.quoted:
        return _other_than_speaker(reading, one)
    if len(one.source) != 1 or one.outer is not None:
        return ()
    pronoun = one.source[0]
    if doc.tokens[pronoun].text.lower() == "they":
        return _several(reading, one, earlier, known)
    if doc.tokens[pronoun].text.lower() not in ("he", "she"):
        return ()
    own = {pronoun, *one.cue, *one.content}
    here = doc.sentence_of(pronoun)
    if pronoun in one.content:
        return ()
    if any(_is_person(reading, i) for i in range(here.first, pronoun) if i not in one.content):
        return _subject_of_own(reading, one)
    number = doc.tokens[min(own)].sentence - 1
    if number < 0:
        return ()
    for other, ids in zip(reversed(earlier), reversed(known), strict=True):
        if _reach(doc, other) == number and (other.outer is None or _passed_on(reading, other, earlier, known)):
            if other.kind == "question" and syntax.lemma(doc, one.head) in cues.listed("replying"):
                ids = _asked(reading, other.head)
            return ids if _one_person(reading, ids) or _somebody_new(reading, other, ids) else ()
    ids = _told_of(reading, number)
    word = doc.tokens[pronoun].text
    return ids if all(reading.cast.may_be(word, a) for a in ids) and not _spoken_of(reading, one, ids) else ()


def _subject_of_own(reading: Reading, one: Attribution) -> Names:
    """Who alone is told of before "she" in a clause: "Orlova hailed a deal that she called fair"."""
    doc, pronoun = reading.document, one.source[0]
    if doc.tokens[one.head].deprel != "acl:relcl":
        return ()
    here = doc.sentence_of(pronoun)
    before = [i for i in range(here.first, pronoun) if _is_person(reading, i) and i not in one.content]
    persons = {a for i in before for a in reading.cast.at(i)}
    ids = _told_of(reading, doc.tokens[pronoun].sentence)
    word = doc.tokens[pronoun].text
    return ids if persons == set(ids) and all(reading.cast.may_be(word, a) for a in ids) else ()


def _passed_on(reading: Reading, one: Attribution, earlier: Sequence[Attribution], known: Sequence[Names]) -> bool:
    """Whether a medium only passes the words on: "a spokesman was quoted by Interfax as [saying]"."""
    if one.outer is None or one.outer.outer is not None:
        return False
    ids = next((i for other, i in zip(earlier, known, strict=True) if other is one.outer), ())
    return bool(ids) and all(reading.cast.actor(a).sector == "MED" for a in ids)


def _other_than_speaker(reading: Reading, one: Attribution) -> Names:
    """Who "he" is in a quotation whose speaker the cast takes for him: the last person named before it."""
    doc, outer = reading.document, one.outer
    word = doc.tokens[one.source[0]].text.lower()
    if outer is None or word not in ("he", "she") or len(outer.source) != 1:
        return ()
    speaker = reading.cast.at(outer.source[0])
    if not speaker or reading.cast.at(one.source[0]) != speaker:
        return ()
    for i in range(min(outer.content) - 1, -1, -1):
        ids = reading.cast.at(i) if _is_person(reading, i) else ()
        if _one_person(reading, ids) and ids != speaker and reading.cast.may_be(word, ids[0]):
            return ids
    return ()


def of_other_gender(
    reading: Reading, one: Attribution, ids: Names, earlier: Sequence[Attribution], known: Sequence[Names]
) -> Names:
    """Who "she" is where `ids` have been "he" so far: the last person named who has not; () where nothing is amiss."""
    doc = reading.document
    word = doc.tokens[one.source[0]].text.lower() if len(one.source) == 1 else ""
    other = {"he": "she", "she": "he"}.get(word)
    if other is None or not _one_person(reading, ids):
        return ()
    called: dict[Names, set[str]] = {}
    for before, theirs in zip(earlier, known, strict=True):
        if len(before.source) == 1:
            called.setdefault(theirs, set()).add(doc.tokens[before.source[0]].text.lower())
    if other not in called.get(ids, ()) or word in called[ids]:
        return ()
    for i in range(one.source[0] - 1, doc.sentences[max(0, doc.tokens[one.source[0]].sentence - 1)].first - 1, -1):
        found = reading.cast.at(i) if _is_person(reading, i) else ()
        if _one_person(reading, found) and other not in called.get(found, ()) and reading.cast.may_be(word, found[0]):
            return found
    return ()


def _somebody_new(reading: Reading, one: Attribution, ids: Names) -> bool:
    """Whether a source is one person without a name: "a villager", "another hostage"."""
    doc = reading.document
    if len(one.source) != 1 or len(ids) != 1 or doc.tokens[one.source[0]].xpos != "NN":
        return False
    article = any(doc.tokens[c].text.lower() in ("a", "an", "another") for c in doc.dependents(one.source[0], "det"))
    return (
        article
        and not reading.cast.is_named(ids[0])
        and not (_is_a_body(reading, one, ids[0]) or syntax.lemma(doc, one.source[0]) in cues.listed("collective"))
    )


def _is_a_body(reading: Reading, one: Attribution, actor: str) -> bool:
    """Whether a source is a body that nobody would call "he": "a firm", but a person where it is "a supplier"."""
    noun = syntax.lemma(reading.document, one.source[0])
    trader = noun.endswith(("er", "or")) and noun not in cues.listed("firms") | cues.listed("media")
    return reading.cast.actor(actor).kind == "organisation" and not trader


def _spoken_of(reading: Reading, one: Attribution, ids: Names) -> bool:
    """Whether a quotation speaks of these actors: of oneself one says "I", and not "he"."""
    return one.quoted and any(reading.cast.at(i) == ids for i in one.content)


def _reach(doc: Document, one: Attribution) -> int:
    """The sentence that the words of an attribution reach into: a quotation may go on behind its speaker."""
    return max(doc.tokens[i].sentence for i in (one.head, *one.content))


def _several(reading: Reading, one: Attribution, earlier: Sequence[Attribution], known: Sequence[Names]) -> Names:
    """The speakers whom "they" goes on with: those of a "they" whose words reach into the sentence just before.

    "..., they said" after what is said goes on with the last speakers, where those are several.
    """
    doc = reading.document
    if one.content and max(one.content) < one.head and one.source[0] not in one.content:
        return _last_several(reading, one, earlier, known)
    here = doc.sentence_of(one.source[0])
    own = {*one.source, *one.cue, *one.content}
    named = any(t.upos in ("NOUN", "PROPN") and t.i not in own for t in doc.tokens[here.first : one.source[0]])
    if one.source[0] in one.content or named:
        return ()
    number = doc.tokens[min(own)].sentence - 1
    for other, ids in zip(reversed(earlier), reversed(known), strict=True):
        plural = other.source and doc.tokens[other.source[0]].text.lower() == "they"
        if _reach(doc, other) == number and other.outer is None:
            return ids if plural else ()
    return ()


def _last_several(reading: Reading, one: Attribution, earlier: Sequence[Attribution], known: Sequence[Names]) -> Names:
    """The last to speak in the few sentences before, where they are several; () where a single one spoke."""
    doc = reading.document
    here = doc.tokens[min(one.content)].sentence
    for other, ids in zip(reversed(earlier), reversed(known), strict=True):
        if here - doc.tokens[other.head].sentence > _FAR:
            return ()
        if other.outer is None and ids and other.head not in one.content:
            several = len(ids) > 1 or reading.cast.actor(ids[0]).kind == "group"
            return ids if several else ()
    return ()


def _asked(reading: Reading, asking: int) -> Names:
    """Whom a verb asks: "the judge asked [Orlova] if"; () where that is not said."""
    objects = syntax.objects(reading.document, asking)
    return tuple(dict.fromkeys(a for o in objects for a in reading.cast.at(o)))


def _is_person(reading: Reading, i: int) -> bool:
    """Whether a word is of a person's name: the tagger's, or a surname that the cast alone has seen for one."""
    doc = reading.document
    if i in doc.name_at:
        return doc.name_at[i].label == "PERSON"
    if doc.tokens[i].upos != "PROPN" or doc.tokens[i].relation not in ("nsubj", "obj", "obl", "conj"):
        return False
    ids = reading.cast.at(i)
    return _one_person(reading, ids) and doc.tokens[i].text == reading.cast.actor(ids[0]).name.split()[-1]


def _one_person(reading: Reading, ids: Names) -> bool:
    return len(ids) == 1 and reading.cast.actor(ids[0]).kind == "person"


def _told_of(reading: Reading, number: int) -> Names:
    """The person by name whom the main clause of a sentence has for its subject."""
    doc = reading.document
    sentence = doc.sentences[number]
    roots = [i for i in range(sentence.first, sentence.last) if doc.tokens[i].is_root]
    subjects = [s for r in roots for s in syntax.subjects(doc, r) if s in range(sentence.first, sentence.last)]
    if len(subjects) != 1:
        return ()
    heads = [subjects[0], *(c for c in doc.dependents(subjects[0], "appos") if _is_person(reading, c))]
    words = [i for h in heads for i in range(*syntax.phrase(doc, h))]
    ids = tuple(dict.fromkeys(a for i in words if _is_person(reading, i) for a in reading.cast.at(i)))
    return ids if _one_person(reading, ids) else ()


def earlier_one(
    reading: Reading, one: Attribution, ids: Names, earlier: Sequence[Attribution], known: Sequence[Names]
) -> Names | None:
    """The speaker of before whom a source names by a last name, an office, an age or "the company"; `None` for none.

    `ids` is whom the cast knows by the source's words: one that it knows by a name and that has spoken is no other.
    """
    doc = reading.document
    if len(one.source) != 1:
        return None
    head = one.source[0]
    described = doc.tokens[head].text.lower()
    spoke = {a for theirs in known for a in theirs}
    if any(reading.cast.actor(a).name.lower().split()[-1:] != [described] and a in spoke for a in ids):
        return None
    first, last = syntax.phrase(doc, head)
    words = [t.text.lower() for t in doc.tokens[first:last]]
    told = [w for w in words[1:-1] if w not in cues.listed("ranks")]
    bare = words[0] in ("the", "this") and len(words) > 1 and not told and doc.tokens[head].upos in ("NOUN", "PROPN")
    aged = _AGED.fullmatch(" ".join(t.text for t in doc.tokens[first : head + 1])) and not any(
        _is_person(reading, i) for i in (*range(first, last), *doc.dependents(head, "appos", "flat"))
    )
    bare_name = last - first == 1 and doc.tokens[head].xpos == "NN" and doc.tokens[head].text.istitle()
    last_name = doc.tokens[head].upos == "PROPN" or bare_name
    actors = [reading.cast.actor(a) for a in ids]
    last_name = last_name and all(a.name.lower() == described and a.kind != "country" for a in actors)
    if not (bare or aged or last_name):
        return None
    for other, theirs in zip(reversed(earlier), reversed(known), strict=True):
        if len(other.source) != 1:
            continue
        if bare and not theirs and other.source[0] != head and syntax.lemma(doc, other.source[0]) == words[-1]:
            return theirs  # "an embassy official said ... the official said", and nobody knows who
        if len(theirs) != 1:
            continue
        actor = reading.cast.actor(theirs[0])
        person = actor.kind == "person"
        surname = last_name and actor.name[:1].isupper() and doc.tokens[head].text in actor.name.split()
        if person and (aged or surname):
            return theirs
        common = doc.tokens[head].upos == "NOUN"
        if bare and common and person and words[-1] in _said_of(reading, other, actor):
            return theirs
        near = doc.tokens[head].sentence - doc.tokens[other.head].sentence <= _FAR
        body = actor.kind == "organisation" and actor.sector != "MED" and doc.tokens[head].xpos == "NN"
        body = body and syntax.lemma(doc, head) not in cues.listed("media")
        if bare and near and body and _better(reading, syntax.lemma(doc, head), theirs[0], ids):
            return theirs
    return _lately_told_of(reading, doc.tokens[head].sentence) if aged else None


def _lately_told_of(reading: Reading, number: int) -> Names | None:
    """The person by name whom the last of the sentences just before that one has for its subject."""
    before = (_told_of(reading, n) for n in range(number - 1, max(-1, number - 1 - _FAR), -1))
    return next((ids for ids in before if ids), None)


def _better(reading: Reading, noun: str, speaker: str, ids: Names) -> bool:
    """Whether "the company" rather means the body that spoke before than whom the cast takes it for."""
    fits = described.suits(reading, noun, speaker)
    named = any(reading.cast.actor(a).name[:1].isupper() for a in ids)
    return fits > (max((reading.cast.suits(noun, a) for a in ids), default=0) if named else 0)


def unnamed(reading: Reading, one: Attribution, ids: Names) -> bool:
    """Whether `ids` are of a name before the source, which it does not mean: "met Ben Arden, [an official] said".

    The parse takes the source for an apposition of the last name in the content; or the chain of a person named
    elsewhere runs over it, though "an official" is somebody new.
    """
    doc = reading.document
    if len(one.source) != 1 or not ids:
        return False
    first, last = syntax.phrase(doc, one.source[0])
    apposed = [i for c in doc.dependents(one.source[0], "appos") for i in range(*syntax.phrase(doc, c))]
    indefinite = doc.tokens[first].text.lower() in ("a", "an") and not any(
        _is_person(reading, i) for i in (*range(first, last), *apposed)
    )
    if indefinite and _known_elsewhere(reading, ids, first):
        return True
    before = first - 2
    if not indefinite or before < 0 or doc.tokens[first - 1].text != "," or before not in one.content:
        return False
    return _is_person(reading, before) and doc.tokens[one.head].i > first


def _known_elsewhere(reading: Reading, ids: Names, first: int) -> bool:
    """Whether `ids` are one person by name who is mentioned before, or only named sentences after token `first`."""
    doc, actor = reading.document, reading.cast.actor(ids[0])
    if len(ids) != 1 or actor.kind != "person" or not actor.name[:1].isupper():
        return False
    number = doc.tokens[first].sentence
    start, end = doc.sentences[number].start, doc.sentences[min(number + 2, len(doc.sentences) - 1)].end
    named = any(start <= m.start < end and actor.name.split()[-1] in doc.text[m.start : m.end] for m in actor.mentions)
    return not named or any(m.start < start for m in actor.mentions)


def introduced(reading: Reading, found: Sequence[Attribution], known: Sequence[Names], n: int) -> Names:
    """Who "a mayor" of the first sentences is, where the next speaker is named with that word: "Mayor Ann Orlova".

    The lead of a report gives a speaker's office and the next sentence the name.
    """
    doc, one = reading.document, found[n]
    if len(one.source) != 1 or doc.tokens[one.source[0]].sentence > _LEAD or doc.tokens[one.source[0]].xpos != "NN":
        return ()
    first, last = syntax.phrase(doc, one.source[0])
    described = any(i in doc.name_at and _is_person(reading, i) for i in range(first, last))
    if body := _body_introduced(reading, found, known, n):
        return body
    article = doc.tokens[first].text.lower()
    bodies = [c for c in doc.dependents(one.source[0], "nmod") if syntax.case_of(doc, c) in ("of", "for")]
    whose = article == "the" and bool(bodies)
    owned = article in ("a", "an") or whose or bool(doc.dependents(one.source[0], "nmod:poss"))
    if described or not owned:
        return ()
    for other, ids in zip(found[n + 1 :], known[n + 1 :], strict=True):
        if doc.tokens[other.head].sentence - doc.tokens[one.head].sentence > _LEAD + 1:
            return ()
        if other.source == one.source or not other.source or not _one_person(reading, ids):
            continue
        word, actor = doc.tokens[one.source[0]].text.lower(), reading.cast.actor(ids[0])
        new = not _met_before(reading, other, actor)
        alone = article == "the" and word in cues.listed("leaders") and new
        told = word.startswith("spokes") or word.endswith(beside.SOMEBODY)
        known_as = word in _said_of(reading, other, actor) or alone
        return ids if known_as or (told and _unheralded(reading, other, actor)) else ()
    return ()


def _body_introduced(reading: Reading, found: Sequence[Attribution], known: Sequence[Names], n: int) -> Names:
    """Which body "a newspaper" or "the opposition group" of a lead is: the next speaker, new, named, of that kind."""
    doc, one = reading.document, found[n]
    noun = syntax.lemma(doc, one.source[0])
    kinds = {reading.cast.actor(a).kind for a in known[n]}
    if not kinds <= {"organisation", "group"} or any(map(reading.cast.is_named, known[n])):
        return ()
    if noun not in cues.listed("media") | cues.listed("firms"):
        return ()
    for other, ids in zip(found[n + 1 :], known[n + 1 :], strict=True):
        if doc.tokens[other.head].sentence - doc.tokens[one.head].sentence > _LEAD:
            return ()
        if len(ids) != 1 or other.source == one.source or other.outer is not None:
            continue
        actor = reading.cast.actor(ids[0])
        body = actor.kind in ("organisation", "group") and reading.cast.is_named(ids[0])
        medium = noun in cues.listed("media")
        kind = (actor.sector == "MED") == medium or (medium and actor.name.lower().split()[-1] in cues.listed("press"))
        return ids if body and kind and not _met_before(reading, other, actor) else ()
    return ()


def _unheralded(reading: Reading, one: Attribution, actor: Actor) -> bool:
    """Whether a source is a bare name that nothing introduces: who he is, the speaker of before has told."""
    doc = reading.document
    first, last = syntax.phrase(doc, one.source[0])
    bare = all(i in doc.name_at for i in range(first, last)) and not doc.dependents(one.source[0], "appos")
    return bare and last - first > 1 and not _met_before(reading, one, actor)


def _met_before(reading: Reading, one: Attribution, actor: Actor) -> bool:
    """Whether the text names an actor before the source of an attribution."""
    start = reading.document.tokens[syntax.phrase(reading.document, one.source[0])[0]].start
    return any(m.start < start for m in actor.mentions)


def _said_of(reading: Reading, one: Attribution, actor: Actor) -> set[str]:
    """The offices of a source: the noun before its name, its appositions, the role that the cast knows.

    "Labour ministry [spokesman] Ann Orlova", but not "ministry"; of a role the last word before "of", "for" or "to".
    """
    doc = reading.document
    first, last = syntax.phrase(doc, one.source[0])
    name = next((i for i in range(first, last) if doc.tokens[i].text in actor.name.split()), last)
    heads = {one.source[0], *doc.dependents(one.source[0], "appos"), *([name - 1] if name > first else [])}
    heads |= {i for i in range(first, name - 1) if doc.tokens[i + 1].upos == "ADP"}
    office = _OFFICE.split((actor.role or "").lower())[0].split()[-1:]
    return {doc.tokens[i].text.lower() for i in heads} | set(office)
