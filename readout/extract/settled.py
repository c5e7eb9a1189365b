"""Where a content ends: its edges moved to where the attribution head sees them, and no phrase torn."""

from __future__ import annotations

from itertools import pairwise

from readout.extract import clauses, cues, edges, syntax
from readout.extract.attributions import Attribution
from readout.extract.tagged import CONTENT, CUE, QUOTES, SURE, gain
from readout.language.document import Attribution as Tags
from readout.language.document import Document

TRIM = 0.12
"""A word at the edge of a content leaves it below this."""
EXTEND = 0.7
"""A word beside a content joins it from here on."""
GAP = 4
"""Words at most that a content takes in between two of its stretches."""
TORN = 0.3
"""The rest of a phrase that the tags break off joins the content from this mean score on."""
_CLAUSES = ("that", "ask", "quote", "inf", "oinf", "carried", "phrase", "colon")
_JOINTS = ("while", "but", "and", "whereas", "though", "although")
_FINITE = ("VBD", "VBZ", "VBP")
_LEADS = ("ADV", "SCONJ", "CCONJ", "PUNCT")
"""What may stand before a participle that goes on: ", while also praising"."""
_TIGHT = ("compound", "det", "amod", "nummod", "flat", "nmod", "case", "nsubj", "aux", "mark")
_BELONGS = ("nmod", "obj", "ccomp", "xcomp", "acl")


def settle(doc: Document, tags: Tags, found: list[Attribution]) -> None:
    """Moves the edges of each content to where the tags see them, and widens each cue to its tagged neighbours."""
    fixed = {i for a in found for i in (*a.cue, a.head)}
    for one in found:
        _part(doc, tags, one, found)
        if one.frame in ("carried", "citing") or not any(doc.tokens[i].upos != "PUNCT" for i in one.content):
            continue
        if not one.quoted and one.frame != "tail":
            if tags.content[one.head] < CONTENT:
                _extend(doc, tags, one, fixed)
                _take_before(doc, tags, one, found)
            else:  # what stands inside another's content has the tags of that
                _quote_on(doc, one, fixed)
            if one.frame != "phrase":
                one.content -= clauses.occasion(doc, one.head, one.frame, one.content)
            _drop_next(doc, tags, one)
            _trim(doc, tags, one)
            _drop_aside(doc, tags, one)
            _fill(doc, tags, one, fixed)
            _drop_act(doc, one)
        edges.widen(doc, tags, one, fixed)


def _extend(doc: Document, tags: Tags, one: Attribution, fixed: set[int]) -> None:
    sentence = doc.sentence_of(max(one.content))
    stops = fixed - one.content
    edges = [(max(one.content), 1)]
    relative = doc.tokens[min(one.content)].xpos in ("WDT", "WP")  # "Labour, [which they claim would give in]"
    if one.head > min(one.content) and not relative:  # between a cue and the content after it stand those who are told
        edges.append((min(one.content), -1))
    for edge, step in edges:
        i = edge + step
        passed: list[int] = []
        while sentence.first <= i < sentence.last and i not in stops and tags.cue[i] < 0.5:
            if tags.source[i] > tags.content[i]:
                break
            punctuation = doc.tokens[i].upos == "PUNCT" and tags.content[i] > 0.3
            if tags.content[i] < EXTEND and not punctuation:
                break
            passed.append(i)
            i += step
        if step > 0 and passed:
            passed += _phrase_end(doc, tags, passed[-1], stops)
        if step > 0 and passed:
            passed += _listed(doc, tags, passed, stops)
            passed.sort()
            while passed and _opens_more(doc, passed[-1]):
                passed.pop()
        one.content.update(passed)


def _opens_more(doc: Document, i: int) -> bool:
    """Whether a word only opens what follows it: the "after" of a clause, the "of" of a noun."""
    token = doc.tokens[i]
    opens = token.upos in ("SCONJ", "ADP", "CCONJ") or token.xpos in ("WRB", "WDT", "WP")
    return opens and token.head > i and token.relation in ("mark", "case", "cc", "advmod", "nsubj", "obj")


def _take_before(doc: Document, tags: Tags, one: Attribution, found: list[Attribution]) -> None:
    """Takes in the subject of the content that stands before the cue: "[The talks], she said, would fail".

    Of a passive cue that is its own subject: "[the rebels] are believed by diplomats to have left".
    """
    words = set(one.cue) | {one.head, *(i for s in one.source for i in doc.subtree(s) if i < one.head)}
    if min(one.content) < one.head or one.frame in ("quoted as saying", "phrase"):
        return
    for c in (*doc.dependents(one.head, "nsubj:pass"), *_subjects_of(doc, one)):
        if doc.tokens[c].text.lower() == "it" and doc.tokens[c].head == one.head:
            continue  # "it was announced that"
        below = set(doc.subtree(c))
        before = max(below) < min(words - below, default=one.head) and not below & words
        seen = sum(tags.content[i] for i in below) >= SURE * len(below)
        if before and seen and not any(below & (a.content | set(a.cue)) for a in found if a is not one):
            one.content |= below


def _subjects_of(doc: Document, one: Attribution) -> list[int]:
    """The subjects of a content's clauses that stand before its cue."""
    return [c for i in one.content for c in doc.dependents(i, "nsubj", "nsubj:pass", "expl") if c < one.head]


def _quote_on(doc: Document, one: Attribution, fixed: set[int]) -> None:
    """Takes in the quoted words that end a content: 'ordered the army ["to hold its fire"]'."""
    last, sentence = max(one.content), doc.sentence_of(max(one.content))
    mark = last if doc.tokens[last].text in QUOTES else last + 1
    if last < one.head or mark + 1 >= sentence.last or doc.tokens[mark].text not in QUOTES:
        return
    told = any(doc.tokens[i].xpos in (*_FINITE, "MD") for i in one.content)
    if told and doc.tokens[mark + 1].xpos in (*_FINITE, "MD"):
        return  # 'those who say so "are right"'
    end = next((i for i in range(mark + 1, sentence.last) if doc.tokens[i].text in QUOTES), mark)
    if not fixed.intersection(range(mark, end)):
        one.content.update(range(mark + 1, end))


def _phrase_end(doc: Document, tags: Tags, last: int, stops: set[int]) -> list[int]:
    """The rest of a phrase or clause whose head comes after `last`: "when Smith was [walking out]"."""
    head = doc.tokens[last].head
    if (
        head <= last
        or doc.tokens[last].relation not in _TIGHT
        or doc.tokens[head].sentence != doc.tokens[last].sentence
    ):
        return []
    rest = list(range(last + 1, max(doc.subtree(head)) + 1))
    likely = sum(tags.content[i] for i in rest) >= TORN * len(rest)
    return rest if likely and not stops.intersection(rest) else []


def _listed(doc: Document, tags: Tags, passed: list[int], stops: set[int]) -> list[int]:
    """The rest of a list whose first members are content: "investment in farms[, power and new technology]"."""
    last = passed[-1]
    more = sorted(i for p in passed for c in doc.dependents(p, "conj") if c > last for i in doc.subtree(c) if i > last)
    whole = more and more == list(range(last + 1, more[-1] + 1)) and not stops.intersection(more)
    return more if whole and gain(tags.content, set(more)) > 0 else []


def _part(doc: Document, tags: Tags, one: Attribution, found: list[Attribution]) -> None:
    """Takes the next thing that the same source does out of a content: "said it rained but [called for calm]".

    The parse hangs the second verb, or a participle after a comma, from the first one's content; the tags see a cue
    there and no content.
    """
    for other in found:
        c = other.head
        if other is not one and (joint := _another_speaks(doc, tags, one, other)) is not None:
            one.content.difference_update(range(joint, doc.sentence_of(c).last))
            continue
        seen = tags.cue[c] >= CUE and tags.content[c] < CONTENT
        if other is not one and c in one.content and c > one.head and seen and _goes_on(doc, c, one.source):
            end = doc.sentence_of(c).last if min(other.content, default=0) > c else c
            one.content.difference_update(doc.subtree(c), other.content, range(c, end))
            other.source = list(one.source)


def _another_speaks(doc: Document, tags: Tags, one: Attribution, other: Attribution) -> int | None:
    """Where a second speaker begins whom the parse puts into the content of the first: "said it rained[, while Y said".

    A word has one tag: of a cue that stands in the content of another the head says "content".
    """
    c = other.head
    if one.quoted or c not in one.content or c < one.head or doc.tokens[c].xpos not in _FINITE:
        return None
    if tags.cue[c] < SURE or tags.content[c] >= TRIM or doc.tokens[c].sentence != doc.tokens[one.head].sentence:
        return None
    first = min([c, *(min(doc.subtree(s)) for s in other.source if one.head < s < c)])
    joints = [j for j in range(one.head + 1, first + 1) if doc.tokens[j].text.lower() in _JOINTS]
    joint = joints[-1] if joints and joints[-1] in (first, first - 1) and other.source else None
    apart = joint is not None and (doc.tokens[joint - 1].text in (",", "--", ";") or doc.tokens[joint].text == "while")
    return joint if apart else None


def _goes_on(doc: Document, c: int, source: list[int]) -> bool:
    if doc.dependents(c, "nsubj", "expl", "csubj") or not _agrees(doc, c, source):
        return False
    token = doc.tokens[c]
    return token.relation == "conj" or (token.xpos == "VBG" and doc.tokens[c - 1].text == ",")


def _agrees(doc: Document, verb: int, source: list[int]) -> bool:
    """Whether a verb may have a source for its subject by number: not "doctors said it is rare and [suggests]"."""
    nouns = {doc.tokens[s].xpos for s in source}
    return not (doc.tokens[verb].xpos == "VBZ" and nouns and nouns <= {"NNS", "NNPS"})


def _trim(doc: Document, tags: Tags, one: Attribution) -> None:
    """Takes words that the tags see no content in off the edges, but never a part of a phrase from its head."""
    words = sorted(one.content)
    if not any(tags.content[i] >= CONTENT for i in words):
        return
    last = len(words)
    while tags.content[words[last - 1]] < TRIM:
        last -= 1
    first = 0
    while not one.frame.endswith("inf") and tags.content[words[first]] < TRIM:
        first += 1  # whom an infinitive is for stays: "urged [Norland] to stop"
    torn = _tears_a_clause(doc, set(words[:first]), set(words[first:]))
    kept, dropped = words[0 if torn else first : last], set(words[last:])
    stay = set(kept)
    cut = any(doc.tokens[i].relation in _BELONGS and doc.tokens[i].head in stay for i in dropped)
    if cut or any(doc.tokens[i].relation in (*_TIGHT, "advmod") and doc.tokens[i].head in dropped for i in kept):
        last = len(words)
    one.content = set(words[0 if torn else first : last])


def _drop_next(doc: Document, tags: Tags, one: Attribution) -> None:
    """Takes off what the speaker does next, where the tags see a cue, no content: "..., [while praising Norland]"."""
    sentence = doc.sentence_of(one.head)
    for i in sorted(one.content):
        token = doc.tokens[i]
        if i < one.head or token.xpos != "VBG" or tags.cue[i] < SURE or tags.content[i] >= TRIM or i >= sentence.last:
            continue
        first = i
        while first - 1 > one.head and tags.content[first - 1] < CONTENT and doc.tokens[first - 1].upos in _LEADS:
            first -= 1
        if doc.tokens[first].text == "," or doc.tokens[first].upos in ("SCONJ", "CCONJ"):
            kept = one.content.difference(range(first, sentence.last))
            one.content = kept if any(doc.tokens[k].upos != "PUNCT" for k in kept) else one.content
            return


def _drop_aside(doc: Document, tags: Tags, one: Attribution) -> None:
    """Takes off what the speaker does meanwhile, where the tags see no content: "..., [without giving a number]"."""
    words = sorted(one.content)
    last = next((i for i in reversed(words) if doc.tokens[i].text == ","), None)
    rest = [i for i in words if last is not None and i > last]
    if last is None:  # the comma itself is often outside the content
        rest = [i for i in words if i > one.head > words[0]]
    if not rest or len(rest) == len(words):
        return
    opens = doc.tokens[rest[0]]
    if (opens.xpos == "VBG" or opens.text.lower() == "without") and gain(tags.content, set(rest)) < 0:
        one.content.difference_update(rest)


def _drop_act(doc: Document, one: Attribution) -> None:
    """Takes off what the source did besides: "confirmed two cases[, and enhanced controls]"."""
    if one.frame in _CLAUSES:
        return
    for i in sorted(one.content):
        after = doc.tokens[i + 1] if i + 1 < len(doc.tokens) else doc.tokens[i]
        act = after.xpos in ("VBN", "VBD") and after.relation in ("amod", "conj") and i > one.head
        if doc.tokens[i].text == "and" and doc.tokens[i - 1].text == "," and act:
            one.content = {k for k in one.content if k < i - 1}
            return


def _tears_a_clause(doc: Document, dropped: set[int], kept: set[int]) -> bool:
    """Whether words dropped from the left belong to a phrase or clause that stays: its subject, its "if", its verb."""
    joined = (*_TIGHT, "nsubj", "mark")
    if any(doc.tokens[i].relation in joined and doc.tokens[i].head in kept for i in dropped):
        return True
    if any(doc.tokens[i].text.lower() in ("not", "never") and doc.tokens[i].head in kept for i in dropped):
        return True  # "pleaded [not] guilty"
    return any(doc.tokens[i].upos == "VERB" and kept.intersection(doc.children[i]) for i in dropped)


def _fill(doc: Document, tags: Tags, one: Attribution, fixed: set[int]) -> None:
    """Closes a small gap that the parse tears in a content ("unfair coverage [just two days] into the vote")."""
    _reach_back(doc, tags, one, fixed)
    words = sorted(one.content)
    own = set(one.cue).union(*(range(*syntax.phrase(doc, s)) for s in one.source))
    for a, b in pairwise(words):
        gap = range(a + 1, b)
        near = 1 < b - a <= GAP + 1 and doc.tokens[a].sentence == doc.tokens[b].sentence
        free = not own.intersection(gap) and not fixed.intersection(gap)
        if near and free and all(tags.source[i] < 0.5 and tags.cue[i] < 0.5 for i in gap):
            one.content.update(gap)


def _reach_back(doc: Document, tags: Tags, one: Attribution, fixed: set[int]) -> None:
    """Takes in what stands between a cue and its content, if the tags are sure of every word of it.

    The parse takes a long subject for the object of the saying: "said [a power failure on Sunday] caused the blast".
    """
    first = min(one.content)
    gap = range(max(one.cue) + 1, first)
    told = doc.dependents(one.head, "obj", "iobj") or any(doc.tokens[i].relation in ("obj", "iobj") for i in gap)
    addressed = bool(told) and syntax.lemma(doc, one.head) in cues.listed("addressing")
    if (
        addressed
        or first < max(one.cue)
        or doc.tokens[first].sentence != doc.tokens[one.head].sentence
        or fixed.intersection(gap)
        or any(set(gap).intersection(range(*syntax.phrase(doc, s))) for s in one.source)
    ):
        return
    words = [i for i in gap if doc.tokens[i].upos != "PUNCT"]
    if words and all(tags.content[i] >= EXTEND and tags.source[i] < CONTENT for i in words):
        one.content.update(gap)
