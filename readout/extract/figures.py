"""The numbers that carry the news: how many were killed, fled, took part, what it cost, on whose word.

A number becomes a figure by what it counts (`measures`, `counted`); ages, dates, clock times, spans of time, distances,
scores, labels and short lists ("the two men") are none. RECORD.md holds what counts.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from readout.extract.about import about
from readout.extract.counted import Counted, counted, is_market, is_noise, measure_of, word_list
from readout.extract.dates import when
from readout.extract.measures import Measure, fate, is_people, sort
from readout.extract.numbers import Number, find
from readout.extract.reading import Reading, carrier
from readout.extract.syntax import case_of, lemma, obliques, phrase
from readout.language.document import Document
from readout.record import Claim, Event, Figure, Span

_ERA = re.compile(r" ?(?:A\.?D|B\.?C|[BC]\.?C?\.?E)\b")
_YEAR = re.compile(r"1\d{3}|20\d\d")
_QUANTITIES = ("count", "percent", "money")
_PEOPLE_FROM = 3  # fewer of a kind are a list: "two officials"
_THINGS_FROM = 10
_TROOPS_FROM = 10  # fewer soldiers or militants are men, not a force
_DEFINITE_FROM = 100  # "the 1,200 delegates" is news, "the 12 ministers" is a list


def figures(reading: Reading, claims: Sequence[Claim], events: Sequence[Event]) -> list[Figure]:
    """Every figure of the report, in the order of the text. `events` is part of the door they all share."""
    doc = reading.document
    out: list[Figure] = []
    market = is_market(doc)
    for number in _candidates(reading):
        item = counted(doc, number)
        if item and is_noise(doc, item, market):
            continue
        measure = _measure(doc, item) if item and not _bare_years(doc, number, item) else None
        measure = measure or (_gauged_again(doc, item, out) if item else None)
        if item and measure:
            out.append(_figure(reading, claims, item, _like_last(reading, item, measure, out), len(out) + 1))
    out = sorted([*out, *_repeated(reading, claims, out)], key=lambda f: (f.text.start, f.text.end))
    return [f.model_copy(update={"id": f"f{n}"}) for n, f in enumerate(out, 1)]


def _candidates(reading: Reading) -> list[Number]:
    """The quantities of the text that stand in no time expression and no name."""
    doc = reading.document
    taken = [(t.span.start, t.span.end) for t in reading.times]
    taken += [(doc.tokens[n.first].start, doc.tokens[n.last - 1].end) for n in doc.names if n.label != "MISC"]
    out = []
    for number in find(doc.text):
        strong = number.kind == "compound" and number.unit == "strong"
        covered = any(a <= number.core_start and number.core_end <= b for a, b in taken)
        if number.kind in ("count", "compound") and (_part_of_name(doc, number) or _base(doc, number)):
            continue
        if (number.kind in _QUANTITIES or strong) and not (covered and number.kind != "money"):
            out.append(number)
    return out


def _base(doc: Document, number: Number) -> bool:
    """Whether a number is the base of a rate or a year: "46 dollars per 1,000 cubic metres", "about 1200 AD"."""
    return bool(_ERA.match(doc.text, number.end)) or doc.text[
        max(0, number.start - 8) : number.start
    ].lower().rstrip().endswith(" per")


def _bare_years(doc: Document, number: Number, item: Counted) -> bool:
    """Whether figures that count nothing are years: "dated to between 1260 and 1390"."""
    written = re.findall(r"[\d,.]+", doc.text[number.core_start : number.core_end])
    years = bool(written) and all(_YEAR.fullmatch(w) for w in written)
    return number.kind == "count" and item.noun is None and years


def _part_of_name(doc: Document, number: Number) -> bool:
    """Whether a number names instead of counting: "Six Nations", "the Nikkei 225 index"."""
    i = bisect_right(doc.tokens, number.core_start, key=lambda t: t.start) - 1
    if i < 1 or i + 1 >= len(doc.tokens):
        return False
    token, before, after = doc.tokens[i], doc.tokens[i - 1], doc.tokens[i + 1]
    if number.digits:
        return token.relation == "flat" or (before.relation == "compound" and before.upos == "PROPN")
    capital = token.text[:1].isupper() and i > doc.sentence_of(i).first
    return capital and after.upos == "PROPN" and after.text[:1].isupper() and before.text.islower()


def _measure(doc: Document, item: Counted) -> Measure | None:
    """What the number measures; `None` where it is no figure."""
    number = item.number
    if number.kind in ("percent", "money"):
        before = doc.text[: number.start].rsplit(None, 1)[-1:]
        return None if before and before[0].lower() in word_list("classes") else Measure(number.kind, item.head)
    if number.kind == "compound":
        armed = item.noun is not None and measure_of("act").get(lemma(doc, item.noun)) == "troops"
        return sort(doc, item) or Measure("troops" if armed else "count", item.head)
    if item.noun is not None and lemma(doc, item.noun) in word_list("not_figures"):
        return None
    if item.definite and _is_whole_of_part(doc, item):
        return None
    if found := fate(doc, item):
        fair = _is_whole(number) if found.name == "count" else item.most > 1 or _is_single(doc, item)
        return found if fair else None
    if (found := _outbreak(doc, item)) is not None:
        return found
    if item.most < _PEOPLE_FROM or (item.definite and item.most < _DEFINITE_FROM):
        return None
    told = sort(doc, item)
    if told and (told.name != "troops" or item.most >= _TROOPS_FROM):
        return told
    return Measure("count", item.head) if _carries_news(doc, item) else None


def _outbreak(doc: Document, item: Counted) -> Measure | None:
    """Cases, infections and deaths count from one: "two human cases and one suspected case"."""
    noun = item.noun
    if noun is None or item.definite or noun < item.head or not _is_whole(item.number):
        return None
    name = lemma(doc, noun)
    marks = {doc.tokens[c].text.lower() for c in doc.dependents(noun, "amod", "compound")} & word_list("outbreak_marks")
    if name == "case" and not marks and not _of_disease(doc, noun):
        return None
    if name in word_list("outbreak") and (item.most > 1 or (not item.number.digits and item.number.low == 1)):
        return Measure("killed" if name in word_list("deaths") else "count", noun)
    return None


def _of_disease(doc: Document, noun: int) -> bool:
    return any(lemma(doc, t) in word_list("diseases") for c in obliques(doc, noun, "of") for t in doc.subtree(c))


def _last_told(doc: Document, item: Counted, found: Sequence[Figure]) -> Figure | None:
    """The figure told last in the sentence of a number or the one before."""
    sentence = doc.sentence_of(item.head)
    before = doc.sentence_of(sentence.first - 1).start if sentence.first else 0
    return next((f for f in reversed(found) if f.text.start >= before), None)


def _gauged_again(doc: Document, item: Counted, found: Sequence[Figure]) -> Measure | None:
    """The measure of the figure before, where another puts it otherwise: "police estimated it at 8,000"."""
    token = doc.tokens[item.head]
    if item.noun is not None or token.is_root or case_of(doc, item.head) != "at":
        return None
    meant = {doc.tokens[o].text.lower() for o in doc.dependents(token.head, "obj")} & {"it", "this", "that", "them"}
    last = _last_told(doc, item, found)
    if not meant or lemma(doc, token.head) not in word_list("gauging") or last is None or last.measure == "percent":
        return None
    return Measure(last.measure, token.head)


def _like_last(reading: Reading, item: Counted, measure: Measure, found: Sequence[Figure]) -> Measure:
    """The measure of the figure before, where the number is only another for it: "X put the figure at 40"."""
    doc = reading.document
    bare = doc.tokens[measure.token]
    first = phrase(doc, measure.token)[0]
    taken_up = (
        measure.name == "count"
        and item.noun is None
        and lemma(doc, measure.token) in word_list("taking_up")
        and doc.tokens[first].text.lower() in ("the", "that", "this")
        and not doc.dependents(bare.i, "nmod", "acl", "compound", "amod")
    )
    last = _last_told(doc, item, found)
    if not taken_up or last is None or last.measure in ("money", "percent"):
        return measure
    return Measure(last.measure, measure.token)


def _is_whole_of_part(doc: Document, item: Counted) -> bool:
    """Whether only some of those counted are meant: the six of "five of her six children"."""
    over = doc.tokens[doc.tokens[item.node].head]
    return doc.tokens[item.node].relation == "nmod" and case_of(doc, item.node) == "of" and over.upos == "NUM"


def _is_single(doc: Document, item: Counted) -> bool:
    """Whether "one" counts someone ("one soldier was killed") and is no pronoun ("one of them")."""
    if item.number.digits or item.number.low != 1 or item.definite:
        return False
    if item.noun is None:
        return not doc.dependents(item.head, "nmod") and doc.tokens[item.head].relation == "obj"
    return item.noun > item.head and is_people(doc, item.noun) and case_of(doc, item.noun) != "of"


def _carries_news(doc: Document, item: Counted) -> bool:
    """Whether a plain count is news: people or arms from three, things from ten, bare numbers that plainly count."""
    number = item.number
    if not _is_whole(number):
        return False
    if item.noun is not None:
        listed = lemma(doc, item.noun) in word_list("listed")  # "three diplomats said": who they are, no news
        few = not listed and (is_people(doc, item.noun) or lemma(doc, item.noun) in word_list("forces"))
        return item.most >= (_PEOPLE_FROM if few else _THINGS_FROM)
    token = doc.tokens[item.head]
    if number.low != number.high and not number.digits:
        return True
    beside = doc.text[number.end : number.end + 6].split()[:1] == ["more"] or case_of(doc, item.head) == "out of"
    subject = token.relation == "nsubj" or beside
    return (subject and item.most >= _THINGS_FROM) or (number.start < number.core_start and item.most >= _DEFINITE_FROM)


def _is_whole(number: Number) -> bool:
    """Whether the ends are whole numbers: people and things are."""
    return all(v is None or v == int(v) for v in (number.low, number.high))


def _figure(reading: Reading, claims: Sequence[Claim], item: Counted, measure: Measure, n: int) -> Figure:
    number = item.number
    span = Span(start=number.start, end=number.end)
    unit = number.unit if number.kind in ("percent", "money") else _unit(reading.document, item, measure)
    told = reading.document.tokens[measure.token].text
    return Figure(
        id=f"f{n}",
        why=f"{number.kind} number; {measure.name} by {told!r}",
        measure=measure.name,
        unit=unit,
        low=number.low,
        high=number.high,
        approximate=number.approximate,
        text=span,
        about=about(reading, item, measure),
        period=when(reading, measure.token),
        claim=carrier(claims, span),
        evidence=reading.sentence_span(item.head),
    )


def _unit(doc: Document, item: Counted, measure: Measure) -> str | None:
    """The counted noun as it stands: "civilians", "concert-goers"; of "the number of X is 200" the X."""
    noun = item.noun
    if noun is None and measure.token != item.head:
        noun = next(iter(obliques(doc, measure.token, "of")), None)
    if noun is None or doc.tokens[noun].upos not in ("NOUN", "PROPN", "ADJ"):
        return None
    if item.noun is None and lemma(doc, noun) in measure_of("toll_word"):  # "the number of dead" says who, not what
        return None
    token, start = doc.tokens[noun], doc.tokens[noun].start
    if doc.text[start - 1 : start] == "-":
        start = start - len(re.split(r"[^\w-]", doc.text[:start])[-1])
    text = doc.text[start : token.end]
    return text if token.upos == "PROPN" else text.lower()


def _repeated(reading: Reading, claims: Sequence[Claim], found: Sequence[Figure]) -> list[Figure]:
    """Figures told through the one before: "killing one and wounding another", "an equal number of guerrillas"."""
    doc = reading.document
    out: list[Figure] = []
    for token in doc.tokens:
        word = token.text.lower()
        if word not in ("another", "number"):
            continue
        sentence = doc.sentence_of(token.i)
        last = next((f for f in reversed(found) if sentence.start <= f.text.start and f.text.end <= token.start), None)
        if last is None:
            continue
        made = _another(doc, token.i, last) if word == "another" else _equal(doc, token.i, last)
        if made:
            item, measure = made
            out.append(_figure(reading, claims, item, measure, len(found) + len(out) + 1))
    return out


def _another(doc: Document, i: int, last: Figure) -> tuple[Counted, Measure] | None:
    """ "Another" after "one X", where something has become of both."""
    if last.low != 1 or last.high != 1:
        return None
    token = doc.tokens[i]
    noun = token.head if token.relation == "det" else None
    number = Number(token.start, token.end, token.start, token.end, 1.0, 1.0)
    item = Counted(number, i, noun, False, i if noun is None else noun)
    measure = fate(doc, item)
    return (item, measure) if measure else None


def _equal(doc: Document, i: int, last: Figure) -> tuple[Counted, Measure] | None:
    """ "An equal number of X": the value of the number before."""
    same = [c for c in doc.dependents(i, "amod", "det") if lemma(doc, c) in word_list("same")]
    nouns = obliques(doc, i, "of")
    if not same or not nouns:
        return None
    first, noun = min([*same, *doc.dependents(i, "det")]), doc.tokens[i]
    number = Number(doc.tokens[first].start, noun.end, noun.start, noun.end, last.low, last.high, last.approximate)
    item = Counted(number, i, nouns[0], False, i)
    measure = fate(doc, item) or sort(doc, item)
    return (item, measure or Measure("count", i))
