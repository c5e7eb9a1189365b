"""Where a cue and a content begin and end: days of the saying, joining words, brackets, quotation marks at edges."""

from __future__ import annotations

from readout.extract import syntax
from readout.extract.attributions import Attribution
from readout.extract.quotes import Quotations
from readout.extract.wording import word_set
from readout.language.document import Attribution as Tags
from readout.language.document import Document
from readout.record import Span

_LEAD = 12
"""Words at most between a cue and its "that": "said [in Geneva late on Monday] that"."""
_WIDEN = 0.3
"""The attribution head's cue from here on, where a word beside a cue joins it."""
_PHRASE, _LIKELY = 5, 0.2
"""Words at most of a phrase that a cue takes in whole, and their mean score from which on it does."""
_OPENING = ("case", "det", "amod", "compound", "nmod", "nummod")
_BRACKETS = {")": "(", "]": "["}


def clean(doc: Document, one: Attribution, off: set[int]) -> None:
    """Takes the cue, the source, the dateline, the day of the saying and loose joining words out of the content."""
    one.content -= set(one.cue) | {one.head} | off
    _drop_lead(doc, one)
    if one.frame not in ("quoted as saying", "citing", "carried"):
        for s in one.source:
            if s not in one.content:
                first, last = syntax.phrase(doc, s)
                one.content -= set(range(first, last))
    if not one.quoted:
        _drop_joints(doc, one)
    if all(doc.tokens[i].upos == "PUNCT" for i in one.content):
        one.content = set()


def give_back(doc: Document, phrase: Attribution, found: list[Attribution]) -> None:
    """Gives "according to plan", which is no claim, to the content that it leads: "[According to plan,] rain fell"."""
    words = {*phrase.cue, *(i for s in phrase.source for i in doc.subtree(s))} - phrase.content
    for one in found:
        first = min(one.content, default=0)
        if one is not phrase and (first in words or max(words) < first <= max(words) + 2):
            one.content |= set(range(min(words), first))


def _drop_lead(doc: Document, one: Attribution) -> None:
    """Drops what stands between the cue and the clause it gives: "said [on Monday that] his office had none"."""
    after = [i for i in sorted(one.content) if i > one.head]
    if not after:
        return
    lead = _to_that(doc, after)  # also behind the one addressed: "told a judge [last week that]"
    if after[0] == max(one.cue) + 1:
        lead = lead or _said_when(doc, after)
    one.content.difference_update(after[:lead])


def _to_that(doc: Document, words: list[int]) -> int:
    """How many words stand before the clause's "that", where they are a place, a time or the one addressed."""
    for n, i in enumerate(words[:_LEAD]):
        token = doc.tokens[i]
        if (
            (token.upos in ("VERB", "AUX") and token.xpos != "VBG")
            or token.relation in ("nsubj", "expl")
            or token.text in ('"', "“", "``")
        ):
            return 0
        if token.text.lower() == "that" and token.relation == "mark":
            starts = doc.tokens[words[0]]
            timed = starts.upos in ("ADJ", "NUM", "DET") and any(_is_time(doc, w) for w in words[1 : min(n, 3)])
            free = starts.upos in ("ADP", "ADV") or _is_time(doc, words[0]) or timed
            return n if n and free and not _of_noun(doc, words[n - 1], token.head) else 0
    return 0


def _of_noun(doc: Document, noun: int, clause: int) -> bool:
    """Whether a clause is the noun's own ("on the ground that"), and not one that a day or a place seems to have."""
    hung = doc.tokens[clause].head == noun and doc.tokens[clause].relation == "acl"
    return hung and doc.tokens[noun].upos != "PROPN" and not _is_time(doc, noun)


def _is_time(doc: Document, i: int) -> bool:
    return doc.tokens[i].lemma.lower() in word_set("time_words") and doc.tokens[i].upos in ("PROPN", "NOUN")


def _said_when(doc: Document, words: list[int]) -> int:
    """How many words at the start are the day of the saying: "said [Saturday] he will meet", "said [on Monday] he"."""
    skip = 1 if doc.tokens[words[0]].text.lower() == "on" else 0
    if len(words) <= skip + 2 or not _is_time(doc, words[skip]):
        return 0
    token = doc.tokens[words[skip]]
    day = token.upos == "PROPN" and token.relation == "compound" and token.text.endswith("day")
    if day and doc.tokens[token.head].xpos == "NNS" and token.head == words[skip] + 1:
        return 0 if doc.tokens[token.head].text in ("prayers", "papers") else skip + 1  # "warned Friday chances ran"
    if token.relation in ("nsubj", "compound", "nmod", "obj") or doc.tokens[words[skip + 1]].text == ",":
        return 0
    return skip + 1


def _drop_joints(doc: Document, one: Attribution) -> None:
    """Drops "and" or "but" that joins nothing: at the end, or first after the cue."""
    words = sorted(one.content)
    while words and (doc.tokens[words[-1]].upos == "CCONJ" or doc.tokens[words[-1]].text == ","):
        one.content.discard(words.pop())
    after = [i for i in words if i > one.head]
    if after and after[0] == words[0] == max(one.cue) + 1 and doc.tokens[after[0]].upos == "CCONJ":
        follows = doc.tokens[after[0]].text.lower() in ("and", "but", "or")
        one.content.difference_update(after[:1] if follows else [])


def widen(doc: Document, tags: Tags, one: Attribution, fixed: set[int]) -> None:
    """Widens a cue to the words beside it that the tags take for a part of it, save `fixed` ones."""
    sentence = doc.sentence_of(one.head)
    for edge, step in ((max(one.cue), 1), (min(one.cue), -1)):
        i = edge + step
        passed: list[int] = []
        while sentence.first <= i < sentence.last and tags.cue[i] >= _WIDEN and i not in fixed and i not in one.content:
            if step < 0 and _hyphened(doc, i):
                break  # "Song Min-[soon told]"
            passed.append(i)
            i += step
        one.cue += _completed(doc, tags, one, fixed, _whole(doc, passed)) if step > 0 else passed
    one.cue.sort()


def _completed(doc: Document, tags: Tags, one: Attribution, fixed: set[int], passed: list[int]) -> list[int]:
    """The words after a cue with the phrase that its last preposition opens: "said in [its report]"; none left torn."""
    kept = list(passed)
    while kept and doc.tokens[kept[-1]].relation in _OPENING and doc.tokens[kept[-1]].head > kept[-1]:
        last, noun = kept[-1], doc.tokens[kept[-1]].head
        rest = list(range(last + 1, noun + 1))
        if last + 1 in one.content:
            return kept  # "called for [calm]"
        near = len(rest) <= _PHRASE and sum(tags.cue[i] for i in rest) >= _LIKELY * len(rest)
        if (
            near
            and not fixed.intersection(rest)
            and not one.content.intersection(rest)
            and not set(one.source) & set(rest)
        ):
            return [*kept, *rest]
        kept.pop()
    return kept


def _whole(doc: Document, passed: list[int]) -> list[int]:
    """The words after a cue without a phrase that the tags break off: "said [in a] video", but "called [for] calm"."""
    last = len(passed)
    while last and doc.tokens[passed[last - 1]].upos in ("DET", "ADJ", "NUM", "PUNCT", "CCONJ"):
        last -= 1
    if last < len(passed) and last and doc.tokens[passed[last - 1]].upos == "ADP":
        last -= 1
    return passed[:last]


def content_spans(doc: Document, quotations: Quotations, content: set[int], marks: tuple[str, ...]) -> list[Span]:
    """The runs of a content: marks and punctuation at their edges off; brackets, quotation marks within in pairs."""
    out = []
    for first, last in runs(doc, content):
        limit = last
        while first < last and (loose(doc, first) or is_mark(doc, first, marks)):
            first += 1
        while last > first and loose(doc, last - 1):
            last -= 1
        if last <= first:
            continue
        first = _compound_start(doc, first)
        if first and doc.tokens[first].xpos == "POS":  # "[Wasps] 's campaign"
            first = syntax.phrase(doc, first - 1)[0]
        first, last = _bracketed(doc, first, last, limit)
        start, end = _paired(doc, quotations, first, last)
        out.append(Span(start=start, end=end))
    return out


def _hyphened(doc: Document, i: int) -> bool:
    """Whether a hyphen ties a word to the one before it."""
    mark = doc.tokens[i - 1]
    tied = i > 1 and mark.text in ("-", "–") and mark.end == doc.tokens[i].start
    return tied and doc.tokens[i - 2].end == mark.start


def _compound_start(doc: Document, first: int) -> int:
    """The first word of the compound that a hyphen ties a word to: "[Norland]-Estria Chamber of Commerce"."""
    tokens = doc.tokens
    while first > 1 and tokens[first - 1].text in ("-", "–", "/") and tokens[first - 1].end == tokens[first].start:
        if tokens[first - 2].end != tokens[first - 1].start or tokens[first - 2].upos == "PUNCT":
            break
        first -= 2
    return first


def _bracketed(doc: Document, first: int, last: int, limit: int) -> tuple[int, int]:
    """Takes in the bracket that closes one opened within ("the League (AL)"), if nothing but punctuation parts them."""
    open_ = 0
    for t in doc.tokens[first:last]:
        open_ += (t.text in _BRACKETS.values()) - (t.text in _BRACKETS)
    reach = min(len(doc.tokens), max(limit, last + 2))
    if open_ > 0:
        for i in range(last, reach):
            if doc.tokens[i].text in _BRACKETS:
                return first, i + 1
            if doc.tokens[i].upos != "PUNCT":
                break
    if open_ < 0 and first and doc.tokens[first - 1].text in _BRACKETS.values():
        return first - 1, last
    return first, last


def _paired(doc: Document, quotations: Quotations, first: int, last: int) -> tuple[int, int]:
    """Code points of tokens [`first`, `last`) with each quotation's marks either both within or both without."""
    start, end = doc.tokens[first].start, doc.tokens[last - 1].end
    opening, closing = quotations.at(first), quotations.at(last - 1)
    if opening is not None and opening.first == first and opening.last < last:
        start = doc.tokens[first - 1].start if first else start
    if closing is not None and closing.first > first and last < len(doc.tokens) and closing.closed:
        reach = [t for t in doc.tokens[last : closing.last] if t.upos != "PUNCT"]
        if not reach:
            end = doc.tokens[min(closing.last, len(doc.tokens) - 1)].end
    return start, end


def is_mark(doc: Document, i: int, marks: tuple[str, ...]) -> bool:
    """Whether token `i` is one of the words `marks` that only join a clause to its cue."""
    token = doc.tokens[i]
    clause = doc.tokens[token.head]
    if token.text.lower() == "if" and clause.relation in ("advcl", "csubj") and clause.head > clause.i:
        return False  # "said [if] it rained, they would stay"
    return token.text.lower() in marks and token.relation not in ("nsubj", "obj", "det")


def runs(doc: Document, content: set[int]) -> list[tuple[int, int]]:
    """A content as stretches [first, last) of tokens, punctuation between two words of one line bridged."""
    found: list[list[int]] = []
    for i in sorted(content):
        between = doc.tokens[found[-1][1] : i] if found else ()
        line = "\n" in doc.text[doc.tokens[found[-1][1] - 1].end : doc.tokens[i].start] if found else True
        if found and not line and all(t.upos == "PUNCT" for t in between):
            found[-1][1] = i + 1
        else:
            found.append([i, i + 1])
    return [(a, b) for a, b in found]


def loose(doc: Document, i: int) -> bool:
    """Whether token `i` is punctuation, however it is tagged."""
    return doc.tokens[i].upos == "PUNCT" or doc.tokens[i].text in ('"', "“", "”", "``", "''")
