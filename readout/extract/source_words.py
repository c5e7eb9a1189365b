"""The words that name a source: its phrase and what the tags see beside it, without the day of the saying."""

from __future__ import annotations

from readout.extract import syntax
from readout.extract.attributions import Attribution
from readout.extract.reading import Reading
from readout.extract.wording import word_set
from readout.language.document import Document
from readout.record import Span

_SEEN, _SEEN_MARK = 0.5, 0.3
"""The attribution head's source from here on beside the name of a source; the second for punctuation within it."""
_APART = (",", ";", ":", "--", "–", "—", "and", "or", "but")


def span(reading: Reading, one: Attribution) -> Span | None:
    """The words that name the source; `None` where none do."""
    if not one.source:
        return None
    doc, head = reading.document, one.source[0]
    first, last = words(doc, head)
    if len(one.source) > 1 and one.source[1:] == syntax.companions(doc, one.head, [head]):
        last = words(doc, one.source[-1])[1]  # "Orlova, along with two aides, told"
    for other in one.source[1:]:
        begin, end = words(doc, other)
        if last <= begin <= last + 1:
            last = end  # two subjects that the parse does not join
    if first <= max(one.cue) < head:
        first = max(one.cue) + 1
    first, last = _tagged(doc, one, first, last)
    last = _compound_end(doc, last)
    while first < head and doc.tokens[first].text in ("from", "of", "by", "among", "including"):
        first += 1  # "allegations from [the miners]"
    while last - 1 > head and (_loose(doc, last - 1) or _day(doc, head, last - 1) or _next(doc, last - 1)):
        last -= 1
    if last < len(doc.tokens) and doc.tokens[last].text == ")" and "(" in {t.text for t in doc.tokens[first:last]}:
        last += 1
    return reading.span(first, last)


def _compound_end(doc: Document, last: int) -> int:
    """The end of a source with what a hyphen ties to its last word: "Song Min[-soon]"."""
    tokens = doc.tokens
    if tokens[last - 1].text in ("-", "–"):
        last -= 1
    if last + 1 >= len(tokens) or tokens[last].text not in ("-", "–"):
        return last
    tied = tokens[last - 1].end == tokens[last].start and tokens[last].end == tokens[last + 1].start
    return last + 2 if tied and tokens[last - 1].upos == "PROPN" else last


def _tagged(doc: Document, one: Attribution, first: int, last: int) -> tuple[int, int]:
    """Takes in what the attribution head sees of the source beside it: "an official [who asked not to be named]".

    Not over the cue or the content; a source inside another's content has the tags of a content and stays as it is.
    """
    tags = doc.attribution
    if tags is None:
        return first, last
    sentence = doc.sentence_of(one.source[0])
    stops = one.content.union(one.cue)

    def belongs(i: int) -> bool:
        if not sentence.first <= i < sentence.last or i in stops:
            return False
        return tags.source[i] >= (_SEEN_MARK if doc.tokens[i].upos == "PUNCT" else _SEEN)

    end, begin = last, first
    while belongs(end):
        end += 1
    while belongs(begin - 1) and doc.tokens[begin - 1].text not in _APART:
        begin -= 1
    while begin < first and doc.tokens[begin].xpos == "POS":
        begin += 1
    end = _clause_end(doc, last, end)
    return begin, end if _ends(doc, one, end) else last


def _clause_end(doc: Document, last: int, end: int) -> int:
    """`end`, or `last` where a relative clause runs on behind `end`, which the tags would break off."""
    heads = {doc.tokens[i].head for i in range(last, end)}
    return last if any(h >= end and doc.tokens[h].deprel == "acl:relcl" for h in heads) else end


def _ends(doc: Document, one: Attribution, end: int) -> bool:
    """Whether a source may end before token `end`: the tags do not break off "Orlova, who had [won twice, said]"."""
    last = doc.sentence_of(end - 1).last
    if doc.tokens[end - 1].upos in ("VERB", "AUX", "ADP"):
        return False
    if end >= last or doc.tokens[end].upos in ("PUNCT", "CCONJ") or is_time(doc, end):
        return True
    while end < last and end not in one.cue and doc.tokens[end].upos in ("ADV", "AUX"):
        end += 1
    seen = doc.attribution is not None and end < last and doc.attribution.cue[end] >= _SEEN
    return seen or end in one.content.union(one.cue)


def _loose(doc: Document, i: int) -> bool:
    return doc.tokens[i].upos in ("PUNCT", "DET", "SCONJ", "CCONJ") or doc.tokens[i].xpos in ("WP", "WDT", "IN")


def _next(doc: Document, i: int) -> bool:
    """Whether the last word of a source belongs to a time behind it: "A UN report [last] week"."""
    head = doc.tokens[i].head
    return doc.tokens[i].upos in ("ADJ", "DET", "NUM") and head > i and is_time(doc, head)


def _day(doc: Document, head: int, i: int) -> bool:
    """Whether a word after the name of the source is the day of the saying: "Minister Ann Orlova [Monday]"."""
    dated = doc.tokens[i - 1].xpos in ("VBN", "VBD")  # "figures released [Friday]"
    return is_time(doc, i) and i not in doc.name_at and i > head and not _told_of(doc, head, i) and not dated


def _told_of(doc: Document, head: int, i: int) -> bool:
    """Whether a word stands in a clause about the source: "Orlova, who won the seat in [May]"."""
    above = [i, *doc.ancestors(i)]
    return head in above and any(doc.tokens[a].relation == "acl" for a in above[: above.index(head)])


def is_time(doc: Document, i: int) -> bool:
    """Whether a word names a day, a month or another time."""
    return doc.tokens[i].lemma.lower() in word_set("time_words")


def words(doc: Document, head: int) -> tuple[int, int]:
    """Tokens [first, last) of a source: the noun phrase with the appositions that follow it."""
    first, last = syntax.phrase(doc, head)
    for c in doc.dependents(head, "appos"):
        a, b = syntax.phrase(doc, c)
        if last <= a <= last + 2:
            last = b
    return first, _in_charge(doc, head, first, last)


def _in_charge(doc: Document, head: int, first: int, last: int) -> int:
    """The end of a source with the task that it names: "officials in charge [of guarding the port]"."""
    for i in range(first, last):
        for c in doc.dependents(i, "acl") if i != head else ():
            below = sorted(doc.subtree(c))
            task = doc.tokens[c].xpos == "VBG" and doc.tokens[last].text.lower() in ("of", "for")
            if below[0] == last and task and below[-1] - last + 1 == len(below):
                return below[-1] + 1
    return last
