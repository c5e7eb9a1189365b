"""Claims: every attribution of words, thoughts or knowledge to a source, each with the claim that it stands inside."""

from __future__ import annotations

from readout.extract import chains, cues, syntax, tagged
from readout.extract.attributions import Attribution, from_parse
from readout.extract.quotes import Quotations
from readout.extract.reading import Reading
from readout.extract.speech import Speech
from readout.language.document import Document
from readout.record import Claim, Quote, Span

_MARKS = ("that", "if", "whether")


def claims(reading: Reading) -> list[Claim]:
    """The claims of a report, in the order of their cues; ids c1, c2, ..."""
    doc = reading.document
    quotations = Quotations(doc)
    found = attributions(doc, quotations)
    found.sort(key=lambda a: (min(a.head, *a.cue), a.frame == "carried", min(a.content, default=0)))
    ids = {id(a): f"c{n}" for n, a in enumerate(found, 1)}
    return [_claim(reading, quotations, a, ids) for a in found]


def attributions(doc: Document, quotations: Quotations) -> list[Attribution]:
    """The attributions of a document, nested, those without words as content left out."""
    found = from_parse(doc)
    if doc.attribution is not None:
        tagged.doubtful(doc, doc.attribution, found)
    Speech(doc, found, quotations).assign()
    chains.relays(doc, found)
    found += chains.from_phrases(doc)
    if doc.attribution is not None:
        found += tagged.new_cues(doc, doc.attribution, found)
        tagged.settle(doc, doc.attribution, found)
    for one in found:
        _clean(doc, one)
    found = [a for a in found if a.content and not _hedge(doc, quotations, a)]
    chains.nest(found)
    return found


def _clean(doc: Document, one: Attribution) -> None:
    """Takes the cue and the source, and loose punctuation and conjunctions at the edges, out of the content."""
    one.content -= set(one.cue) | {one.head}
    if one.frame not in ("quoted as saying", "citing", "carried"):
        for s in one.source:
            if s not in one.content:
                first, last = syntax.phrase(doc, s)
                one.content -= set(range(first, last))
    words = [i for i in sorted(one.content) if doc.tokens[i].upos != "PUNCT"]
    if not words:
        one.content = set()


def _hedge(doc: Document, quotations: Quotations, one: Attribution) -> bool:
    """Whether a first person in a quotation only hedges its own words: "I think"."""
    inside = quotations.at(one.head) is not None
    first = bool(one.source) and all(doc.tokens[s].text.lower() in cues.listed("hedge") for s in one.source)
    return inside and first and one.kind == "belief"


def _claim(reading: Reading, quotations: Quotations, one: Attribution, ids: dict[int, str]) -> Claim:
    doc = reading.document
    sources = list(dict.fromkeys(a for s in one.source for a in reading.cast.at(s)))
    return Claim(
        id=ids[id(one)],
        source=sources,
        source_text=_source_span(reading, one),
        cue=_cue_span(reading, one),
        content=content_spans(doc, quotations, one.content),
        quote=_quote(doc, quotations, one),
        via=ids.get(id(one.outer)) if one.outer is not None else None,
        kind=one.kind,
        why=one.why,
    )


def _source_span(reading: Reading, one: Attribution) -> Span | None:
    if not one.source:
        return None
    return reading.span(*source_words(reading.document, one.source[0]))


def source_words(doc: Document, head: int) -> tuple[int, int]:
    """Tokens [first, last) of a source: the noun phrase with the apposition that follows it."""
    first, last = syntax.phrase(doc, head)
    for c in doc.dependents(head, "appos"):
        a, b = syntax.phrase(doc, c)
        if last <= a <= last + 2:
            last = b
    return first, last


def _cue_span(reading: Reading, one: Attribution) -> Span:
    """The cue's words where they stand together, else its main word."""
    first, last = min(one.cue), max(one.cue)
    if last - first + 1 > len(one.cue) + 1:
        first = last = one.head
    return reading.span(first, last + 1)


def content_spans(doc: Document, quotations: Quotations, content: set[int]) -> list[Span]:
    """The runs of a content: marks and punctuation at their edges off, quotation marks within them in pairs."""
    out = []
    for first, last in _runs(doc, content):
        while first < last and (_loose(doc, first) or doc.tokens[first].text.lower() in _MARKS):
            first += 1
        while last > first and _loose(doc, last - 1):
            last -= 1
        if last <= first:
            continue
        start, end = doc.tokens[first].start, doc.tokens[last - 1].end
        opening, closing = quotations.at(first), quotations.at(last - 1)
        if opening is not None and opening.first == first and opening.last < last:
            start = doc.tokens[first - 1].start if first else start
        if closing is not None and closing.first > first and last < len(doc.tokens):
            reach = [t for t in doc.tokens[last : closing.last] if t.upos != "PUNCT"]
            if not reach:
                end = doc.tokens[min(closing.last, len(doc.tokens) - 1)].end if closing.closed else end
        out.append(Span(start=start, end=end))
    return out


def _runs(doc: Document, content: set[int]) -> list[tuple[int, int]]:
    runs: list[list[int]] = []
    for i in sorted(content):
        if runs and all(doc.tokens[k].upos == "PUNCT" for k in range(runs[-1][1], i)):
            runs[-1][1] = i + 1
        else:
            runs.append([i, i + 1])
    return [(a, b) for a, b in runs]


def _loose(doc: Document, i: int) -> bool:
    return doc.tokens[i].upos == "PUNCT" or doc.tokens[i].text in ('"', "“", "”", "``", "''")


def _quote(doc: Document, quotations: Quotations, one: Attribution) -> Quote:
    """Direct where every word stands in quotation marks (other than marks around the cue itself), else partial."""
    own = quotations.at(one.head)
    words = [i for i in one.content if not _loose(doc, i) and doc.tokens[i].text.lower() not in _MARKS]
    inside = [q is not None and q is not own for q in map(quotations.at, words)]
    if all(inside):
        return "direct"
    return "partial" if any(inside) else "indirect"
