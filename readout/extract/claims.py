"""Claims: every attribution of words, thoughts or knowledge to a source, each with the claim that it stands inside."""

from __future__ import annotations

import re

from readout.extract import chains, cues, edges, settled, source_words, sources, speakers, syntax, tagged
from readout.extract.attributions import Attribution, from_parse
from readout.extract.quotes import Quotations
from readout.extract.reading import Reading
from readout.extract.speech import Speech
from readout.language.document import Document
from readout.record import Claim, Quote, Span

_DATELINE = re.compile(r"(?m)^[A-Z][A-Z .'’-]{2,30}(?:, [^\n]{0,40}?)?(?: ?\([^)\n]{2,30}\))? ?(?:--|[–—]|_| -) ?")
_THAT = ("that",)
_ASKING = ("that", "if", "whether")


def claims(reading: Reading) -> list[Claim]:
    """The claims of a report, in the order of their cues; ids c1, c2, ..."""
    doc = reading.document
    quotations = Quotations(doc)
    found = attributions(doc, quotations)
    found = [a for a in found if not _own_hedge(reading, a) and not speakers.no_undertaking(reading, a)]
    found = [a for a in found if not speakers.no_showing(reading, a) and not speakers.no_person(reading, a)]
    chains.nest(found)
    found.sort(key=lambda a: (min(a.head, *a.cue), a.frame == "carried", min(a.content, default=0)))
    ids = {id(a): f"c{n}" for n, a in enumerate(found, 1)}
    names = sources.named(reading, found)
    return [_claim(reading, quotations, a, ids, names[n]) for n, a in enumerate(found)]


def attributions(doc: Document, quotations: Quotations) -> list[Attribution]:
    """The attributions of a document, each with the one that it stands inside; those without content left out."""
    found = [a for a in from_parse(doc) if not quotations.goes_on(a.head)]
    if doc.attribution is not None:
        tagged.doubtful(doc, doc.attribution, found)
    Speech(doc, found, quotations).assign()
    chains.relays(doc, found)
    found += chains.from_phrases(doc)
    off = datelines(doc)
    for one in found:
        _within_quotation(quotations, one)
        one.source = [s for s in one.source if s not in off]
    if doc.attribution is not None:
        found += [a for a in tagged.new_cues(doc, doc.attribution, found) if not quotations.goes_on(a.head)]
    chains.tails(doc, found)
    if doc.attribution is not None:
        settled.settle(doc, doc.attribution, found)
        tagged.sources(doc, doc.attribution, found)
    chains.complete(found)
    speakers.mend(doc, found)
    for one in found:
        edges.clean(doc, one, off)
    found = [a for a in found if a.content and not _nobodys(a) and not _own_word(doc, quotations, a)]
    found = [a for a in found if not _is_surname(doc, a.head)]
    for one in found:
        if one.frame == "phrase" and speakers.unspoken(doc, one):
            edges.give_back(doc, one, found)
    found = [a for a in found if not speakers.unspoken(doc, a) and not speakers.unowned(doc, a)]
    found = _once(doc, found)
    chains.nest(found)
    return found


def _once(doc: Document, found: list[Attribution]) -> list[Attribution]:
    """Drops what the tags give a second time: "said in a statement" is one cue and not two."""
    known = [a for a in found if a.frame != "tags" and not a.why.startswith("attribution head")]
    out = []
    for one in found:
        twins = (a for a in known if a is not one and a.source == one.source and a.outer is not one)
        again = any(len(a.content & one.content) >= 0.8 * len(a.content | one.content) for a in twins)
        if one in known or not (again or _colon_again(doc, one, known)):
            out.append(one)
    return out


def _colon_again(doc: Document, one: Attribution, known: list[Attribution]) -> bool:
    """Whether a colon that the tags take for a cue only brings what a verb has already given."""
    colon = any(doc.tokens[i].text == ":" for i in one.cue) and doc.tokens[one.head].upos != "VERB"
    words = {i for i in one.content if doc.tokens[i].upos != "PUNCT"}
    return colon and any(words <= a.content and one.head not in a.content for a in known)


def _within_quotation(quotations: Quotations, one: Attribution) -> None:
    """Keeps what is quoted apart from what stands around it, where the parse runs over the marks.

    A cue in a quotation has its source and its content there too; the source of a cue outside stands outside.
    """
    around = quotations.at(one.head)
    if around is not None:
        words = range(around.first, around.last)
        one.source = [s for s in one.source if s in words] or one.source
        one.content = one.content.intersection(words) or one.content
    else:
        one.source = [s for s in one.source if quotations.at(s) is None]


def _own_hedge(reading: Reading, one: Attribution) -> bool:
    """Whether a speaker only hedges in indirect speech: "he said [he assumed] that"."""
    outer = one.outer
    if outer is None or one.kind != "belief" or not one.source or not outer.source:
        return False
    doc = reading.document
    pronoun = all(doc.tokens[s].text.lower() in ("he", "she", "they") for s in one.source)
    if pronoun and doc.tokens[one.head].relation == "ccomp" and doc.tokens[one.head].head == outer.head:
        return True
    mine, theirs = ({i for s in a.source for i in reading.cast.at(s)} for a in (one, outer))
    if mine and theirs:
        return mine == theirs
    return all(reading.document.tokens[s].upos == "PRON" for s in one.source)


def datelines(doc: Document) -> set[int]:
    """Tokens of datelines at the head of a paragraph: "KHARTOUM, Nov. 8 (Xinhua) --"."""
    out: set[int] = set()
    for match in _DATELINE.finditer(doc.text):
        out.update(t.i for t in doc.tokens if match.start() <= t.start and t.end <= match.end())
    return out


def _nobodys(one: Attribution) -> bool:
    """Whether nobody is said to believe or report it: "is seen as the best chance", "was found guilty"."""
    return not one.source and one.kind in ("belief", "report") and one.frame not in ("quoted as saying", "carried")


def _is_surname(doc: Document, cue: int) -> bool:
    """Whether a cue is the second word of a name: "the funeral of Nadir [Said]"."""
    word, before = doc.tokens[cue].text, doc.tokens[cue - 1].text if cue else ""
    named = word.istitle() and before.istitle() and before.isalpha() and doc.tokens[cue - 1].upos == "PROPN"
    sentence = doc.sentence_of(cue)
    small = any(t.text.islower() and t.upos == "VERB" for t in doc.tokens[sentence.first : sentence.last])
    return named and small  # not in a headline, "Orsk Said To Resign"


def _own_word(doc: Document, quotations: Quotations, one: Attribution) -> bool:
    """Whether a first person in a quotation only frames its own words: "I think", "we demand that"."""
    first = bool(one.source) and all(doc.tokens[s].text.lower() in cues.listed("hedge") for s in one.source)
    if quotations.at(one.head) is None or not first:
        return False
    framing = doc.tokens[one.head].relation == "xcomp" and syntax.is_infinitive(doc, one.head)  # "I'm glad to announce"
    return framing or one.kind in ("belief", "report") or syntax.tense(doc, one.head) == "present"


def _claim(
    reading: Reading, quotations: Quotations, one: Attribution, ids: dict[int, str], named: tuple[str, ...]
) -> Claim:
    doc = reading.document
    marks = _ASKING if one.frame == "ask" and not one.quoted else _THAT
    return Claim(
        id=ids[id(one)],
        source=list(named),
        source_text=source_words.span(reading, one),
        cue=_cue_span(reading, one),
        content=edges.content_spans(doc, quotations, one.content, marks),
        quote=_quote(doc, quotations, one),
        via=ids.get(id(one.outer)) if one.outer is not None else None,
        kind=one.kind,
        why=one.why,
    )


def _cue_span(reading: Reading, one: Attribution) -> Span:
    """The cue's words that stand together with its main word, but for one word between."""
    words = sorted({*one.cue, one.head})
    at = words.index(one.head)
    first = last = at
    while first and words[first] - words[first - 1] <= 2:
        first -= 1
    while last + 1 < len(words) and words[last + 1] - words[last] <= 2:
        last += 1
    return reading.span(words[first], words[last] + 1)


def _quote(doc: Document, quotations: Quotations, one: Attribution) -> Quote:
    """Direct where every word stands in quotation marks (other than marks around the cue itself), else partial."""
    own = quotations.at(one.head)
    words = [i for i in one.content if not edges.loose(doc, i) and not edges.is_mark(doc, i, _THAT)]
    inside = [q is not None and q is not own for q in map(quotations.at, words)]
    if all(inside):
        return "direct"
    return "partial" if any(inside) else "indirect"
