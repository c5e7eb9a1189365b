"""On whose word: sources that a phrase names, agencies that relay a speaker, attributions inside others."""

from __future__ import annotations

from readout.extract import cues, syntax
from readout.extract.attributions import Attribution
from readout.language.document import Document

_SAYING = (
    "say", "tell", "state", "declare", "claim", "add", "warn", "report", "announce",
    "repeat", "insist", "stress", "argue", "confirm", "predict",
)  # fmt: skip

_AFTER = 5
"""Words that may follow "X said" at the end of a sentence: "X said on Tuesday", "X told Interfax"."""

_TOLD, _TORN = 0.4, 0.2
"""The mean score from which on the words before a last cue are its content; the second where it has but a fragment."""


def from_phrases(doc: Document) -> list[Attribution]:
    """Attributions of "according to X" and its like: the clause that the phrase belongs to."""
    found = []
    low = [t.text.lower() for t in doc.tokens]
    for phrase, kind in cues.phrases().items():
        for i in range(len(low) - len(phrase)):
            if low[i] == phrase[0] and tuple(low[i : i + len(phrase)]) == phrase:
                cue = list(range(i, i + len(phrase)))
                one = _of_phrase(doc, cue)
                if one is not None:
                    source, content = one
                    why = f"phrase '{' '.join(phrase)}'"
                    found.append(Attribution(i, cue, kind, "phrase", content, [source], why=why))
    return found


def _of_phrase(doc: Document, cue: list[int]) -> tuple[int, set[int]] | None:
    """The head of the source that follows a phrase, and the words of the clause that it speaks."""
    source = _named_after(doc, cue)
    if source is None:
        return None
    taken = set(doc.subtree(source)) | set(cue)
    host = doc.tokens[source].head
    if cue[-1] < host < source:  # "the daily" as an adjective
        taken |= set(doc.subtree(host))
        host = doc.tokens[host].head
    if host in cue:
        host = doc.tokens[host].head
    if host in taken:
        sentence = doc.sentence_of(source)
        return source, set(range(sentence.first, sentence.last)) - taken
    host = syntax.predicate(doc, host)
    sentence = doc.sentence_of(source)
    rest = [i for i in range(max(taken) + 1, sentence.last) if doc.tokens[i].upos != "PUNCT"]
    while not rest and doc.tokens[host].relation == "conj" and not doc.tokens[host].is_root:
        host = doc.tokens[host].head
    content = set(doc.subtree(host)) - taken
    return source, content - _trailing(doc, host, taken, content)


def _trailing(doc: Document, host: int, taken: set[int], content: set[int]) -> set[int]:
    """What stands behind a source at the end of its clause and tells of it: "..., according to files, under rules"."""
    after = {i for i in content if i > max(taken)}
    if host > min(taken) or any(
        doc.tokens[i].xpos in ("VBD", "VBZ", "VBP", "MD") for i in after if _main(doc, i, after)
    ):
        return set()
    return after


def _main(doc: Document, i: int, after: set[int]) -> bool:
    """Whether a finite verb is in no relative clause of what stands behind."""
    up = [i, *(u for u in doc.ancestors(i) if u in after)]
    return not any(doc.tokens[u].relation in ("acl", "advcl", "ccomp") for u in up)


def _named_after(doc: Document, cue: list[int]) -> int | None:
    inside = set(cue)
    sentence = doc.sentence_of(cue[0])
    for j in range(cue[-1] + 1, sentence.last):
        if doc.tokens[j].upos in ("NOUN", "PROPN", "PRON", "NUM", "X") and (
            doc.tokens[j].is_root
            or doc.tokens[j].head < cue[0]
            or doc.tokens[j].head in inside
            or (doc.tokens[j].head >= j and not _premodifier(doc, j))
            or (cue[-1] < doc.tokens[j].head < j and doc.tokens[doc.tokens[j].head].upos in ("ADJ", "DET"))
            or (doc.tokens[j].relation == "nmod" and doc.tokens[j + 1 : j + 2] and doc.tokens[j + 1].text == ",")
        ):
            return j
    return None


def _premodifier(doc: Document, j: int) -> bool:
    return doc.tokens[j].relation in ("compound", "nmod", "amod", "nummod", "det", "flat") and doc.tokens[j].head > j


def relays(doc: Document, found: list[Attribution]) -> None:
    """Adds "citing X" and sets right "was quoted by X as saying": two claims with one content, one inside the other."""
    by_head = {a.head: a for a in found if a.frame != "carried"}
    for token in doc.tokens:
        if token.upos == "VERB" and syntax.lemma(doc, token.i) in cues.listed("relay"):
            saying = _saying(doc, token.i)
            if saying is not None:
                _quoted_as_saying(doc, token.i, saying, found, by_head)
            else:
                _citing(doc, token.i, found, by_head)


def _saying(doc: Document, i: int) -> int | None:
    """The "saying" of "quoted as saying"."""
    for c in sorted(set(doc.subtree(i))):
        if c > i and doc.tokens[c].xpos == "VBG" and syntax.lemma(doc, c) in _SAYING and _as_before(doc, c):
            return c
    return None


def _as_before(doc: Document, c: int) -> bool:
    return any(doc.tokens[k].text.lower() == "as" for k in range(max(0, c - 2), c))


def _quoted_as_saying(
    doc: Document, i: int, saying: int, found: list[Attribution], by_head: dict[int, Attribution]
) -> None:
    passive = syntax.is_passive(doc, i)
    speaker = syntax.surface_subjects(doc, i) if passive else syntax.objects_direct(doc, i)
    agency = (syntax.agents(doc, i) or _by(doc, saying)) if passive else syntax.subjects(doc, i)
    if not speaker:
        speaker = _before(doc, i) if passive else _between(doc, i, saying)
    relay, own = by_head.get(i), by_head.get(saying)
    given = sorted((a for a in (own, relay) if a is not None and a.content - {i, saying}), key=lambda a: not a.quoted)
    content = next((a.content for a in given), None)
    ahead = None if passive else _all_ahead(doc, i, saying)
    if ahead is not None and not any(a.quoted for a in given):
        content, agency = ahead
    if content is None and own is None:  # "as repeating his call"
        content = {w for o in doc.dependents(saying, "obj") if o > saying for w in doc.subtree(o)}
    if not content:
        return
    for one in (relay, own):
        if one is not None:
            found.remove(one)
    content = set(content) - set(range(min(i, saying), saying + 1))
    for a in agency:
        content -= set(doc.subtree(a)) if a > saying else set()
    for s in speaker if passive else ():  # "it rained, [Orlova] was quoted as saying"
        content -= set(range(*syntax.phrase(doc, s)))
    quoted = any(a is not None and a.quoted for a in (relay, own))
    inner = Attribution(saying, [saying], "statement", "quoted as saying", content, speaker, quoted)
    inner.why = "a relay verb with 'as saying'"
    if agency:
        inner.outer = Attribution(i, [i], "report", "quoted as saying", set(content), agency, quoted, why=inner.why)
        found.append(inner.outer)
        by_head[i] = inner.outer
    else:
        inner.cue = [i, saying]
    found.append(inner)
    by_head[saying] = inner


def _all_ahead(doc: Document, i: int, saying: int) -> tuple[set[int], list[int]] | None:
    """What stands before ", the agency quoted him as saying" at a sentence's end, and the agency; `None` elsewhere.

    The parse often tears such sentences.
    """
    sentence = doc.sentence_of(i)
    comma = next((k for k in range(i - 1, sentence.first, -1) if doc.tokens[k].text == ","), None)
    if comma is None or any(doc.tokens[k].upos in ("VERB", "AUX", "ADP", "PRON") for k in range(comma + 1, i)):
        return None
    rest = [t for t in doc.tokens[saying + 1 : sentence.last] if t.upos != "PUNCT"]
    told = any(doc.tokens[k].xpos in ("VBD", "VBZ", "VBP", "MD") for k in range(sentence.first, comma))
    if not told or len(rest) > _AFTER or any(t.upos in ("VERB", "AUX") for t in rest) or comma + 1 == i:
        return None
    return set(range(sentence.first, comma)), [syntax.head_of(doc, comma + 1, i)]


def _before(doc: Document, i: int) -> list[int]:
    """The noun just before "was quoted", where the parse has hung it elsewhere."""
    first = min([i, *doc.dependents(i, "aux", "aux:pass")])
    return [first - 1] if first and doc.tokens[first - 1].upos in ("NOUN", "PROPN", "PRON") else []


def _between(doc: Document, i: int, saying: int) -> list[int]:
    """Who is quoted: the noun between "quoted" and "as saying", where the parse has hung it elsewhere."""
    nouns = [k for k in range(i + 1, saying) if doc.tokens[k].upos in ("NOUN", "PROPN", "PRON")]
    return [syntax.head_of(doc, nouns[0], nouns[-1] + 1)] if nouns else []


def _by(doc: Document, saying: int) -> list[int]:
    """The agency of "was quoted as saying by Vesti": the noun after the "by" that follows "saying"."""
    after = doc.tokens[saying + 1 : saying + 2]
    return [after[0].head] if after and after[0].text.lower() == "by" and after[0].head > after[0].i else []


def _citing(doc: Document, i: int, found: list[Attribution], by_head: dict[int, Attribution]) -> None:
    """Adds to "X said ..., citing Y" the claim of Y: it has the content of X's and stands inside it."""
    token = doc.tokens[i]
    if token.xpos != "VBG" or token.is_root:
        return
    objects = [o for o in doc.dependents(i, "obj", "obl") if o > i and not syntax.case_of(doc, o)]
    source = [o for o in objects if _may_speak(doc, o)]
    outer = by_head.get(token.head) or _around(token.head, found)
    if not source or outer is None or outer.head == i:
        return
    own = by_head.get(i)
    if own is not None:
        found.remove(own)
    outer.content -= set(doc.subtree(i))
    inner = Attribution(i, [i], "report", "citing", set(outer.content), source, outer.quoted, outer)
    inner.why = f"'{token.text}' names the source of a claim"
    found.append(inner)


def _may_speak(doc: Document, o: int) -> bool:
    named = any(doc.tokens[c].upos == "PROPN" for c in (o, *doc.children[o])) or o in doc.name_at
    return named or syntax.lemma(doc, o) in cues.listed("sources")


def _around(i: int, found: list[Attribution]) -> Attribution | None:
    """The attribution with the longest content that covers token `i`."""
    over = [a for a in found if i in a.content]
    return max(over, key=lambda a: len(a.content), default=None)


def tails(doc: Document, found: list[Attribution]) -> None:
    """Gives a cue that ends its sentence after a comma all that stands before: "X happened, and Y said Z, DPA said".

    The parse often breaks such sentences. Where the attribution head has read the text, it must see content there.
    """
    for one in found:
        finite = doc.tokens[one.head].xpos in ("VBD", "VBZ", "VBP") or one.frame == "phrase"
        if one.quoted or not finite or one.frame in ("carried", "citing", "quoted as saying"):
            continue
        first = _tail(doc, one)
        if first is None:
            continue
        before = range(doc.sentence_of(one.head).first, first - 1)
        torn = not any(doc.tokens[i].upos in ("VERB", "AUX") for i in one.content)
        if _is_told(doc, before, _TORN if torn else _TOLD) and not one.content >= set(before):
            one.content, one.frame = set(before), "tail"
            for other in found:
                if other.head in before:
                    other.content.difference_update(range(first - 1, doc.sentence_of(one.head).last))


def _tail(doc: Document, one: Attribution) -> int | None:
    """The first token of "X said" at the end of a sentence, after a comma; `None` where it stands elsewhere."""
    sentence = doc.sentence_of(one.head)
    words = set(one.cue).union(*(range(*syntax.phrase(doc, s)) for s in one.source))
    first, last = min(words), max(words)
    rest = [t for t in doc.tokens[last + 1 : sentence.last] if t.upos != "PUNCT"]
    gaps = last - first + 1 - len(words)
    short = len(rest) <= _AFTER and not any(t.upos in ("VERB", "AUX") for t in rest)
    apart = first > sentence.first and doc.tokens[first - 1].text == ","
    return first if short and apart and gaps <= _AFTER and one.source else None


def _is_told(doc: Document, before: range, least: float) -> bool:
    """Whether a stretch before a cue can be its content: a clause, and content to the attribution head."""
    if len(before) < _AFTER or not any(doc.tokens[i].xpos in ("VBD", "VBZ", "VBP", "MD") for i in before):
        return False
    if doc.tokens[before[0]].xpos in ("VBG", "VBN"):
        return False
    tags = doc.attribution
    return tags is None or sum(tags.content[i] for i in before) >= least * len(before)


def complete(found: list[Attribution]) -> None:
    """Gives an attribution that relays a quoted one the whole of its quotation, which the parse may have cut."""
    for outer in found:
        for inner in found:
            if inner is not outer and inner.quoted and inner.head in outer.content and outer.head not in inner.content:
                outer.content |= inner.content


def nest(found: list[Attribution]) -> None:
    """Sets `outer` of each attribution whose cue stands in the content of another: the innermost of those.

    An outer attribution that a relay gave stays, as long as it is among `found`.
    """
    kept = {id(a) for a in found}
    for inner in found:
        if inner.outer is not None and id(inner.outer) in kept and inner.frame in ("citing", "quoted as saying"):
            continue
        around = [
            a for a in found
            if a is not inner and inner.head in a.content and a.head not in inner.content and inner.head != a.head
            and not _one_voice(a, inner)
        ]  # fmt: skip
        relayed = {id(a.outer) for a in around}
        around = [a for a in around if id(a) not in relayed or len(around) == 1]
        inner.outer = min(around, key=lambda a: len(a.content), default=None)
    for one in found:
        _break_circle(one)


def _one_voice(outer: Attribution, inner: Attribution) -> bool:
    """Whether the very same words name both sources: one speaks twice, and nobody relays the other."""
    return bool(inner.source) and set(outer.source) == set(inner.source)


def _break_circle(one: Attribution) -> None:
    seen, link = {id(one)}, one.outer
    while link is not None:
        if id(link) in seen:
            one.outer = None
            return
        seen.add(id(link))
        link = link.outer
