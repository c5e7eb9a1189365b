"""Whose claim it is: the actors that the words of a source mean, the author behind a document."""

from __future__ import annotations

from collections.abc import Set

from readout.extract import anaphora, beside, cues, described, syntax
from readout.extract.attributions import Attribution
from readout.extract.reading import Reading
from readout.language.document import Document

_NEAR, _ISSUED = 2, 5
"""Sentences at most between a source and the "it" or "the report" that goes on with it."""
_FORMER = ("similar", "previous", "earlier", "former", "another")


def named(reading: Reading, found: list[Attribution]) -> list[tuple[str, ...]]:
    """The actors of each attribution's source, in the order of `found`.

    A document speaks for its author: "the statement said" is the claim of whoever issued that statement, or was
    the last before to say something in one ("noted in a statement ... the statement said").
    """
    out: list[tuple[str, ...]] = []
    told: dict[tuple[int, ...], tuple[str, ...]] = {}
    for n, one in enumerate(found):
        if one.source and told.get(tuple(one.source)):  # "it said, adding that": the same words are the same actor
            out.append(told[tuple(one.source)])
            continue
        on = _goes_on(reading, one, found[:n], out)
        ids = _medium(reading, one, found[:n], out) or on or ()
        if on is None:
            ids = ids or anaphora.speaker(reading, one, found[:n], out) or _at(reading, one.source)
        ids = _by_its_name(reading, one, ids) or ids or _behind(reading, one, found[:n], out)
        ids = anaphora.of_other_gender(reading, one, ids, found[:n], out) or _longer_name(reading, one, ids)
        if anaphora.unnamed(reading, one, ids) or _of_things(reading, one):
            ids = ()
        earlier = anaphora.earlier_one(reading, one, ids, found[:n], out)
        if earlier is None:
            earlier = described.as_speaker(reading, one, ids, found[:n], out)
        out.append((ids if earlier is None else earlier) or _somebody(reading, one))
        told[tuple(one.source)] = out[-1]
    for n in range(len(found)):
        if ids := anaphora.introduced(reading, found, out, n):
            same = [k for k, theirs in enumerate(out) if theirs == out[n] and _the_same(reading, found[k], theirs)]
            out = [ids if k == n or k in same else theirs for k, theirs in enumerate(out)]
    return out


def _of_things(reading: Reading, one: Attribution) -> bool:
    """Whether "they" or "it" rather means the figures just told: "the results were out. They indicate that"."""
    doc = reading.document
    pronoun = len(one.source) == 1 and doc.tokens[one.source[0]].text.lower() in ("it", "they")
    shows = syntax.lemma(doc, one.head) in cues.listed("evident") - {"confirm", "reveal"}
    return pronoun and shows and one.frame == "that" and not one.quoted


def _the_same(reading: Reading, one: Attribution, ids: tuple[str, ...]) -> bool:
    """Whether a source goes on with somebody without a name: "the lawyer", "he", but not "a lawyer"."""
    new = any(reading.document.tokens[c].text.lower() in ("a", "an", "another") for s in one.source
              for c in reading.document.dependents(s, "det"))  # fmt: skip
    return bool(ids) and not new and not any(map(reading.cast.is_named, ids))


def _behind(
    reading: Reading, one: Attribution, earlier: list[Attribution], known: list[tuple[str, ...]]
) -> tuple[str, ...]:
    """Who speaks in a document or by figures; () for a source that is no such thing, or names an author in vain."""
    doc = reading.document
    if not one.source or doc.tokens[one.source[0]].upos not in ("NOUN", "PROPN"):
        return ()
    noun = one.source[0]
    if doc.tokens[noun].upos == "PROPN" or syntax.lemma(doc, noun) in cues.listed("media") | cues.listed("branches"):
        return _opening(reading, noun)
    if syntax.lemma(doc, noun) not in _documents() | cues.listed("evidence") or _of_rank(doc, noun):
        return ()
    if makers := _makers(doc, noun):
        named = [m for m in makers if doc.tokens[m].upos == "PROPN" or _is_body(doc, m)]
        return _at(reading, makers) or tuple(a for m in named for a in reading.cast.someone(m))
    ids = _author(reading, noun) or _issued(reading, noun) or _of_speaker(doc, noun, earlier, known)
    ids = ids or _said_in(reading, noun, earlier, known)
    return ids or _last_body(reading, one, earlier, known) or ()


def _of_rank(doc: Document, noun: int) -> bool:
    """Whether a "figure" is a person and no number: "a senior figure of the party"."""
    return any(syntax.lemma(doc, c) in cues.listed("ranks") for c in doc.dependents(noun, "amod"))


def _is_body(doc: Document, m: int) -> bool:
    """Whether a noun names somebody or a body that can draw up a document: "a report from the city's [watchdog]"."""
    noun = syntax.lemma(doc, m)
    mere = cues.listed("showing") - {"majority", "minority"}
    mere = mere.union(*map(cues.listed, ("documents", "mute", "measures", "things", "evidence")))
    return doc.tokens[m].upos == "NOUN" and noun not in mere and not syntax.is_time(doc, m)


def _of_speaker(doc: Document, noun: int, earlier: list[Attribution], known: list[tuple[str, ...]]) -> tuple[str, ...]:
    """Who spoke last under the noun before a document: "the palace said ... according to the [palace] statement"."""
    whose = {syntax.lemma(doc, c) for c in doc.dependents(noun, "compound")}
    before = zip(reversed(earlier), reversed(known), strict=True)
    return next((ids for one, ids in before if ids and one.source and syntax.lemma(doc, one.source[0]) in whose), ())


def _somebody(reading: Reading, one: Attribution) -> tuple[str, ...]:
    """An actor of its own for a source whom the cast does not know: "vets", "a subway rider"; () for mere things."""
    doc = reading.document
    out: list[str] = []
    for head in one.source:
        noun = syntax.lemma(doc, head)
        things: Set[str] = _documents() | cues.listed("evidence") | cues.listed("mute") | cues.listed("measures")
        things = set() if doc.tokens[head].upos == "PROPN" else (things | cues.listed("things")) - cues.listed("media")
        if doc.tokens[head].upos not in ("NOUN", "PROPN") or noun.endswith("ing"):
            return ()
        if noun in things and not _of_rank(doc, head):
            return ()
        if not (_speaks(doc, one) or noun.endswith(beside.SOMEBODY)):
            return ()  # "the streets suggest that"
        out += reading.cast.someone(head)
    return tuple(dict.fromkeys(out))


def _speaks(doc: Document, one: Attribution) -> bool:
    """Whether only somebody can do what the cue tells: "say", "urge", "according to", but not "show" or "suggest"."""
    lemma = syntax.lemma(doc, one.head)
    shows = one.kind == "report" or lemma in cues.listed("evident") - {"indicate", "confirm", "reveal"}
    return one.frame == "phrase" or not shows


def _opening(reading: Reading, noun: int) -> tuple[str, ...]:
    """The one body that a name or a branch opens with: "[Norland Steel] Corp", "the [Norland One] channel"."""
    within = [c for c in reading.document.dependents(noun, "compound", "amod", "flat") if c < noun]
    ids = tuple(dict.fromkeys(a for c in within for a in reading.cast.at(c)))
    if syntax.lemma(reading.document, noun) == "side":  # "the Norlandic side has said"
        return ids if len(ids) == 1 and reading.cast.actor(ids[0]).kind == "country" else ()
    bodies = tuple(a for a in ids if reading.cast.actor(a).kind in ("organisation", "group"))
    return bodies if len(bodies) == 1 else ()


def _by_its_name(reading: Reading, one: Attribution, ids: tuple[str, ...]) -> tuple[str, ...]:
    """The paper whose name stands before what it is: "the [Northern Post] business daily"; () for none."""
    doc = reading.document
    if len(one.source) != 1 or any(map(reading.cast.is_named, ids)):
        return ()
    head = one.source[0]
    if syntax.lemma(doc, head) not in cues.listed("media") or doc.tokens[head].xpos != "NN":
        return ()
    first = head
    while first > doc.sentence_of(head).first and doc.tokens[first - 1].upos in ("PROPN", "NOUN"):
        first -= 1
    found = {a for i in range(first, head) for a in reading.cast.at(i)}
    bodies = tuple(a for a in found if reading.cast.actor(a).kind == "organisation" and reading.cast.is_named(a))
    return bodies if len(bodies) == 1 else ()


def _longer_name(reading: Reading, one: Attribution, ids: tuple[str, ...]) -> tuple[str, ...]:
    """The body whose name begins with a country's, where the cast has seen the country alone: "[China Steel] Corp"."""
    if len(one.source) != 1 or len(ids) != 1 or reading.cast.actor(ids[0]).kind != "country":
        return ids
    doc = reading.document
    first, last = syntax.phrase(doc, one.source[0])
    text = doc.text[doc.tokens[first].start : doc.tokens[last - 1].end].removeprefix("The ").removeprefix("the ")
    for name in doc.names:
        words = doc.words(name.first, name.last)
        if name.last - name.first > 1 and text.startswith(f"{words} "):
            found = reading.cast.at(syntax.head_of(doc, name.first, name.last))
            if len(found) == 1 and reading.cast.actor(found[0]).kind in ("organisation", "group"):
                return found
    return ids


def _goes_on(
    reading: Reading, one: Attribution, earlier: list[Attribution], known: list[tuple[str, ...]]
) -> tuple[str, ...] | None:
    """Who "it" is in "..., it said" and at the start of "It said that ...": the document or body that spoke last.

    `None` where the cast is to say; () for a document of which nobody knows who wrote it.
    """
    doc = reading.document
    if len(one.source) != 1 or doc.tokens[one.source[0]].text.lower() != "it" or one.source[0] in one.content:
        return None
    after = bool(one.content) and max(one.content) < one.head
    if not after and one.source[0] != doc.sentence_of(one.source[0]).first:
        return None
    return _last_body(reading, one, earlier, known, bare=False)


def _last_body(
    reading: Reading, one: Attribution, earlier: list[Attribution], known: list[tuple[str, ...]], bare: bool = True
) -> tuple[str, ...] | None:
    """Whose words "the report said" or "it said" goes on with: the last source, unless it was a person by name.

    `bare`: only for "the report" or "the statement" without any word of its own. `None` where there is no such source.
    """
    doc = reading.document
    source = one.source[0]
    if bare and not _bare_document(doc, source):
        return None
    here = doc.tokens[one.head].sentence
    for other, ids in zip(reversed(earlier), reversed(known), strict=True):
        there = max(doc.tokens[i].sentence for i in (other.head, *other.content))
        if here - there > _NEAR or (not bare and _told_of_a_body(reading, there + 1, here)):
            return None
        if other.head in one.content or not other.source:
            continue
        document = doc.tokens[other.source[0]].upos == "NOUN" and syntax.lemma(doc, other.source[0]) in _documents()
        if bare and syntax.lemma(doc, other.source[0]) in cues.listed("evidence"):
            continue  # "according to figures" is no "study"
        if not bare and any(reading.cast.actor(a).kind == "person" for a in ids):
            continue  # "it" is no person
        bodies = bool(ids) and all(reading.cast.actor(a).kind != "person" for a in ids)
        return ids if bodies or document else None
    return None


def _told_of_a_body(reading: Reading, first: int, last: int) -> bool:
    """Whether any of the sentences [first, last) has a body or a state for the subject of its main clause."""
    doc = reading.document
    for sentence in doc.sentences[first:last]:
        roots = [i for i in range(sentence.first, sentence.last) if doc.tokens[i].is_root]
        subjects = [s for root in roots for s in syntax.subjects(doc, root)]
        if any(reading.cast.actor(a).kind != "person" for s in subjects for a in reading.cast.at(s)):
            return True
    return False


def _issued(reading: Reading, source: int) -> tuple[str, ...]:
    """Who "the statement" is by, from where it is first named: "Orlova made the threat in [a statement]"."""
    doc = reading.document
    if not _bare_document(doc, source):
        return ()
    name, number = syntax.lemma(doc, source), doc.tokens[source].sentence
    far = _ISSUED if name in cues.listed("orders") else _NEAR
    first = doc.sentences[max(0, number - far)].first
    for i in range(doc.sentence_of(source).first - 1, first - 1, -1):
        token = doc.tokens[i]
        if token.upos != "NOUN" or syntax.lemma(doc, i) != name or token.relation not in ("obl", "obj", "nmod"):
            continue
        if any(doc.tokens[c].text.lower() == "according" for c in doc.dependents(i, "case")):
            continue  # "the villagers fled, according to the report" is not by them
        if any(syntax.lemma(doc, c) in _FORMER for c in doc.dependents(i, "amod")):
            continue  # "a similar resolution in 1971"
        over = doc.tokens[i].head
        if token.relation == "obj" and syntax.lemma(doc, over) not in cues.listed("issuing"):
            continue  # "Orlova praised a report"
        makers = syntax.subjects(doc, over if doc.tokens[over].upos == "VERB" else syntax.predicate(doc, over))
        if ids := _author(reading, i) or _at(reading, makers):
            return ids
    return ()


def _bare_document(doc: Document, i: int) -> bool:
    """Whether a source is "the report" or "this statement" and no more."""
    the = any(doc.tokens[c].text.lower() in ("the", "this") for c in doc.dependents(i, "det"))
    own = [c for c in doc.children[i] if doc.tokens[c].relation not in ("det", "punct")]
    own = [c for c in own if doc.tokens[c].text.lower() not in ("joint", "press", "written", "news")]
    own = [
        c for c in own if syntax.lemma(doc, c) not in ("title", "entitle", "name", "call")
    ]  # 'the report, entitled "X"'
    return doc.tokens[i].upos == "NOUN" and the and not own and syntax.lemma(doc, i) in _documents()


def _documents() -> frozenset[str]:
    return cues.listed("documents")


def _medium(
    reading: Reading, one: Attribution, earlier: list[Attribution], known: list[tuple[str, ...]]
) -> tuple[str, ...]:
    """Which medium "the daily" is: the one that was the source last, if that was no person; () for other sources."""
    doc = reading.document
    if len(one.source) != 1 or one.source[0] in doc.name_at or doc.tokens[one.source[0]].upos != "NOUN":
        return ()
    head = one.source[0]
    if syntax.lemma(doc, head) not in cues.listed("media") or any(
        doc.tokens[c].relation not in ("det", "punct") for c in doc.children[head]
    ):
        return ()
    if not any(doc.tokens[c].text.lower() in ("the", "this") for c in doc.dependents(head, "det")):
        return ()
    for other, ids in zip(reversed(earlier), reversed(known), strict=True):
        heads = [beside.by_name(doc, s) for s in other.source]
        named = [s for s in heads if s in doc.name_at and doc.name_at[s].label != "PERSON"]
        if ids and named and other.kind in ("report", "statement"):
            return ids if all(reading.cast.actor(a).kind == "organisation" for a in ids) else ()
    return ()


def _at(reading: Reading, heads: list[int]) -> tuple[str, ...]:
    doc = reading.document
    nouns = [beside.named_after_body(reading, beside.by_name(doc, _antecedent(doc, h))) for h in heads]
    return tuple(dict.fromkeys(a for n in nouns for a in reading.cast.at(n)))


def _antecedent(doc: Document, head: int) -> int:
    """The noun just before a relative pronoun ("Orlova, [who] demanded"); any other `head` itself."""
    if doc.tokens[head].xpos not in ("WP", "WDT"):
        return head
    i = head - 1
    while i > 0 and doc.tokens[i].upos == "PUNCT":
        i -= 1
    while doc.tokens[i].relation in ("flat", "compound") and doc.tokens[i].upos in ("NOUN", "PROPN"):
        i = doc.tokens[i].head
    if doc.tokens[i].relation == "appos" and i not in doc.name_at and doc.tokens[i].head in doc.name_at:
        i = doc.tokens[i].head  # "Orlova, 51, a surgeon, [who] denied it"
    return i if doc.tokens[i].upos in ("NOUN", "PROPN", "PRON") else head


def _author(reading: Reading, noun: int) -> tuple[str, ...]:
    """Who a document is by: "a statement issued by the ministry", "the ministry's statement"."""
    doc = reading.document
    medium = [c for c in doc.dependents(noun, "compound") if reading.cast.at(c)]  # "the television report"
    owners = syntax.owners(doc, noun)
    if syntax.lemma(doc, noun) in cues.listed("looking"):
        owners = doc.dependents(noun, "nmod:poss")  # "a study of 900 miners" is not theirs
    return _at(reading, _makers(doc, noun) or owners or medium)


def _makers(doc: Document, noun: int) -> list[int]:
    """Whom the words beside a document name as its makers: "issued by the ministry", "from the ministry"."""
    made = [c for c in doc.dependents(noun, "acl") if syntax.lemma(doc, c) not in cues.listed("receiving")]
    makers = [a for c in made for a in syntax.agents(doc, c)]
    return makers or syntax.agents(doc, noun) or syntax.obliques(doc, noun, "from")


def _said_in(reading: Reading, noun: int, earlier: list[Attribution], known: list[tuple[str, ...]]) -> tuple[str, ...]:
    """Who spoke last in such a document, or by such a verb ("Israel Radio reported ... the report said").

    A medium that spoke since then is nearer: "state media reported ... the Morning Post said ... the report said".
    """
    doc = reading.document
    name = syntax.lemma(doc, noun)
    if doc.tokens[noun].upos != "NOUN" or doc.dependents(noun, "compound", "amod"):
        return ()
    if doc.tokens[noun].xpos == "NNS" and not doc.dependents(noun, "det", "nmod:poss"):
        return ()  # "rates fell after reports showed that"
    if any(doc.tokens[c].text.lower() in ("a", "an", "another") for c in doc.dependents(noun, "det")):
        return _body_just_before(reading, noun, earlier, known)
    for one, ids in zip(reversed(earlier), reversed(known), strict=True):
        held = [i for i in doc.dependents(one.head, "obl", "nmod") if syntax.case_of(doc, i) in ("in", "by", "with")]
        over = [doc.tokens[one.head].head] if doc.tokens[one.head].relation == "acl" else []  # "a statement saying"
        same = one.source if _bare_document(doc, noun) and doc.tokens[noun].xpos == "NN" else []  # "a police statement"
        same = [*same, *(c for s in same for c in doc.dependents(s, "appos"))]  # "a Ministry of Ports circular"
        issued = doc.dependents(one.head, "obj") if syntax.lemma(doc, one.head) not in cues.listed("answering") else []
        near = (one.head, *over, *held, *issued, *same)  # who dismisses reports does not speak in them
        if ids and name in {syntax.lemma(doc, i) for i in near}:
            return ids
        if ids and name == "report" and all(_is_medium(reading, a) for a in ids):
            return ids
    return ()


def _body_just_before(
    reading: Reading, noun: int, earlier: list[Attribution], known: list[tuple[str, ...]]
) -> tuple[str, ...]:
    """The body that spoke in the sentence just before "a statement said": it issues one more; () for none."""
    here = reading.document.tokens[noun].sentence
    for one, ids in zip(reversed(earlier), reversed(known), strict=True):
        if here - reading.document.tokens[one.head].sentence > 1:
            return ()
        bodies = bool(ids) and all(reading.cast.actor(a).kind != "person" for a in ids)
        if reading.document.tokens[one.head].sentence == here - 1:
            return ids if bodies else ()
    return ()


def _is_medium(reading: Reading, actor: str) -> bool:
    found = reading.cast.actor(actor)
    return found.sector == "MED" or found.name.lower().split()[-1] in cues.listed("press")
