"""What the attribution head adds to the lexicon and the parse: cues outside the lexicon, and where a content ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from readout.extract import cues, edges, syntax
from readout.extract.attributions import Attribution, contents_of, is_void, source_of
from readout.language.document import Attribution as Tags
from readout.language.document import Document

# Probabilities, swept one at a time between .03 and .8 on every second text of PolNeAR's development part and on the
# goldens' claims; all lie on a plateau (attribution F1 moves by less than .005 around them)
CUE = 0.55
"""From here on a word outside the lexicon is a cue."""
SURE = 0.7
"""From here on where the content is neither a clause nor quoted."""
CERTAIN = 0.8
"""From here on where the lexicon does not know the word either."""
TAGS = 0.85
"""From here on where the parse shows no content beside it and only the tags do."""
WEAK = 0.15
"""Below it a word that the lexicon marks as weak is none."""
FAINT = 0.03
"""Below it no word is a cue, whatever the lexicon says."""
CONTENT = 0.5
"""A word is content from here on."""
EXTEND = 0.7
"""A word beside a content joins it from here on."""
TRIM = 0.12
"""A word at the edge of a content leaves it below this."""
SOURCE = 0.4
"""A subject is the source of a cue outside the lexicon from here on."""
NEAR = 12
"""Tokens between a cue and a source that only the tags show."""
TORN = 0.3
"""The rest of a phrase that the tags break off joins the content from this mean score on."""
FAR = 25
"""The same for a second verb of the source's: "Norland condemned a raid that killed ten and called for calm"."""
GAP = 4
"""Words at most that a content takes in between two of its stretches."""
QUOTES = ('"', "“", "”", "``", "''")
_FINITE = ("VBD", "VBZ", "VBP")
_JOINTS = ("while", "but", "and", "whereas", "though", "although")
_SHARED = ("carried", "citing", "quoted as saying", "phrase")
_TIGHT = ("compound", "det", "amod", "nummod", "flat", "nmod", "case", "nsubj", "aux", "mark")
_BELONGS = ("nmod", "obj", "ccomp", "xcomp", "acl")
_CLAUSES = ("that", "ask", "oinf", "inf")


@dataclass(frozen=True)
class Run:
    """Tokens [`first`, `last`) of one sentence that all carry a tag."""

    first: int
    last: int


def runs(doc: Document, scores: Sequence[float], least: float) -> Iterator[Run]:
    """The unbroken runs of tokens with a score of at least `least`, sentence by sentence."""
    for sentence in doc.sentences:
        first: int | None = None
        for i in range(sentence.first, sentence.last + 1):
            on = i < sentence.last and scores[i] >= least
            if on and first is None:
                first = i
            elif not on and first is not None:
                yield Run(first, i)
                first = None


def new_cues(doc: Document, tags: Tags, found: list[Attribution]) -> list[Attribution]:
    """Attributions whose cue only the tags show: content and source from the parse, else from the tags."""
    used = {i for a in found for i in (*a.cue, a.head, *a.source)}
    out = []
    for run in runs(doc, tags.cue, CUE):
        if not any(i in used for i in range(run.first, run.last)):
            one = _of_run(doc, tags, run)
            if one is not None:
                out.append(one)
    return out


def _of_run(doc: Document, tags: Tags, run: Run) -> Attribution | None:
    head = _head(doc, run)
    if head is None:
        return _colon(doc, tags, run)
    if _is_light(doc, run):
        return None
    cue = list(range(run.first, run.last))
    options = [(_gain(tags.content, words - set(cue)), frame, words) for frame, words, _ in contents_of(doc, head)]
    score, frame, content = max(options, key=lambda o: o[0], default=(0.0, "", set()))
    if score <= 0:
        frame, content = "tags", _beside(doc, tags, run)
    if not content:
        return None
    content = _with_object(doc, head, content, run)
    if not _a_claim(doc, tags, head, frame, content, range(run.first, run.last)):
        return None
    source = [s for s in source_of(doc, head) if tags.source[s] >= SOURCE]
    if not source and not _is_participle(doc, head):
        source = _source_run(doc, tags, run, content)
    none = syntax.negated(doc, head) or any(doc.tokens[i].text.lower() == "no" for i in cue)  # "had no idea how"
    if none or (not source and frame not in ("that", "ask")):
        return None
    why = f"attribution head: cue {tags.cue[head]:.2f}"
    return Attribution(head, cue, "statement", frame, content - set(cue), source, why=why)


def _with_object(doc: Document, head: int, content: set[int], run: Run) -> set[int]:
    """The object between a cue and its content: "demanded [20 million pounds] in compensation"."""
    between = range(run.last, min(content))
    spans = [set(doc.subtree(o)) for o in doc.dependents(head, "obj") if o in between]
    noun = [w for w in spans if not any(doc.tokens[i].upos in ("PROPN", "PRON") for i in w)]
    return content.union(*noun)


def _colon(doc: Document, tags: Tags, run: Run) -> Attribution | None:
    """A name, a colon that the tags take for a cue, and the content after it: "Orlova: No talks before spring"."""
    sentence = doc.sentence_of(run.first)
    ahead = [i for i in range(sentence.first, run.first) if tags.source[i] >= 0.5]
    content = set(range(run.last, sentence.last))
    if doc.tokens[run.first].text != ":" or not ahead or _gain(tags.content, content) <= 0:
        return None
    source = [i for i in ahead if doc.tokens[i].upos in ("PROPN", "NOUN")][-1:]
    why = f"attribution head: colon {tags.cue[run.first]:.2f}"
    return Attribution(run.first, [run.first], "statement", "colon", content, source, why=why) if source else None


def _is_participle(doc: Document, head: int) -> bool:
    """Whether a verb is passive or a bare participle: its subject is not the source ("asked if", "is accused of")."""
    return doc.tokens[head].xpos == "VBN" and (syntax.is_passive(doc, head) or not doc.dependents(head, "aux"))


def _a_claim(doc: Document, tags: Tags, head: int, frame: str, content: set[int], run: range) -> bool:
    """Whether a tagged cue makes a claim: its content is a clause or quoted, or the tags are sure and it is no act."""
    act = syntax.lemma(doc, head) in cues.listed("acts")
    if frame in ("that", "ask"):
        return not act or (frame == "that" and min(content) > head)
    if syntax.modality(doc, head) == "future":
        return False  # "will announce the squad" says nothing yet
    following = (i for i in range(max(head, min(content)), max(content) + 1) if i not in run and tags.cue[i] >= SURE)
    end = next(following, max(content) + 1)  # a quotation behind the next cue is that one's
    if any(doc.tokens[i].text in QUOTES for i in content if i < end):
        return not act or (tags.cue[head] >= CERTAIN and not syntax.is_passive(doc, head))
    if act or (doc.tokens[head].upos == "NOUN" and frame == "tags"):
        return False
    if all(i in doc.name_at or doc.tokens[i].upos in ("PUNCT", "PRON", "DET", "PART") for i in content):
        return False  # "called on [Ahmed] in the afternoon"
    if is_void(doc, head):
        return False
    known = cues.cue_at(doc, head)
    told = syntax.lemma(doc, head) in cues.listed("voicing") or (
        known is not None and "belief" not in known.kinds.values() and "report" not in known.kinds.values()
    )
    return tags.cue[head] >= (TAGS if frame == "tags" else SURE if told else CERTAIN)


def _is_light(doc: Document, run: Run) -> bool:
    """Whether a tagged cue is no more than "has" or "is getting": no noun, and no verb that says anything."""
    words = range(run.first, run.last)
    verbs = [i for i in words if doc.tokens[i].upos == "VERB"]
    nouns = any(doc.tokens[i].upos in ("NOUN", "ADJ") for i in words)
    return bool(verbs) and not nouns and all(syntax.lemma(doc, i) in cues.listed("light") for i in verbs)


def _head(doc: Document, run: Run) -> int | None:
    """The main word of a cue: its verb, else its noun; no cue is made of other words alone."""
    words = range(run.first, run.last)
    for tag in ("VERB", "NOUN", "ADJ"):
        heads = [i for i in words if doc.tokens[i].upos == tag]
        if heads:
            return heads[-1] if tag != "VERB" else heads[0]
    return None


def _gain(scores: Sequence[float], words: set[int]) -> float:
    """How much more often than not the words are content, summed: of two contents the one that the tags cover best."""
    return sum(scores[i] - CONTENT for i in words)


def _beside(doc: Document, tags: Tags, run: Run) -> set[int]:
    """The tagged content nearest to a cue in its sentence: the one after it, else the one before."""
    sentence = doc.sentence_of(run.first)
    near = [r for r in runs(doc, tags.content, CONTENT) if sentence.first <= r.first < sentence.last]
    after = [r for r in near if r.last > run.last]
    before = [r for r in near if r.first < run.first]
    chosen = after[0] if after and after[0].first - run.last <= 6 else before[-1] if before else None
    if chosen is None or chosen.last - chosen.first < 2:
        return set()
    return {i for i in range(chosen.first, chosen.last) if tags.cue[i] < CUE}


def _source_run(doc: Document, tags: Tags, run: Run, content: set[int]) -> list[int]:
    """The head of the tagged source nearest to a cue in its sentence; [] for none."""
    sentence = doc.sentence_of(run.first)
    near = [
        r for r in runs(doc, tags.source, 0.5)
        if sentence.first <= r.first < sentence.last and not content & set(range(r.first, r.last))
    ]  # fmt: skip
    before = [r for r in near if r.last <= run.first]
    after = [r for r in near if run.last <= r.first <= run.last + 1]  # "said Orlova"
    if not (before or after):
        return []
    chosen = after[0] if after else before[-1]
    head = syntax.head_of(doc, chosen.first, chosen.last)
    if doc.tokens[head].relation in ("det", "amod", "nummod", "compound"):  # a tag that misses the noun itself
        head = doc.tokens[head].head
    named = [i for i in range(chosen.first, chosen.last) if doc.tokens[i].upos in ("NOUN", "PROPN", "PRON")]
    return [head] if doc.tokens[head].upos != "PUNCT" else named[-1:]


def doubtful(doc: Document, tags: Tags, found: list[Attribution]) -> None:
    """Takes away what the lexicon marks as weak evidence and the tags see no cue in."""
    for one in list(found):
        if tags.content[one.head] >= CONTENT and one.frame in _CLAUSES:
            continue  # a word has one tag: of a cue inside another's content the head says "content" alone
        least = WEAK if (one.kind == "belief" or one.frame not in ("that", "quote", "ask")) else FAINT
        if not one.quoted and tags.cue[one.head] < least and one.frame != "phrase":
            found.remove(one)


def settle(doc: Document, tags: Tags, found: list[Attribution]) -> None:
    """Moves the edges of each content to where the tags see them, and widens each cue to its tagged neighbours."""
    fixed = {i for a in found for i in (*a.cue, a.head)}
    for one in found:
        _part(doc, tags, one, found)
        if one.frame in ("carried", "citing") or not any(doc.tokens[i].upos != "PUNCT" for i in one.content):
            continue
        if not one.quoted and one.frame != "tail":
            _extend(doc, tags, one, fixed)
            _trim(doc, tags, one)
            _drop_aside(doc, tags, one)
            _fill(doc, tags, one, fixed)
        edges.widen(doc, tags, one, fixed)


def sources(doc: Document, tags: Tags, found: list[Attribution]) -> None:
    """Gives the tagged source beside it to a cue whose source the parse does not show, or the tags do not see."""
    for one in found:
        participle = _is_participle(doc, one.head) and not one.quoted
        joined = doc.tokens[one.head].relation == "conj"  # its subject may be that of a clause the parse joins it to
        nested = any(tags.content[i] >= CONTENT for i in (one.head, *(() if joined else one.source)))
        if one.frame in _SHARED or nested or participle:
            continue
        if all(_best(doc, tags, s) < WEAK for s in one.source):
            run = Run(min(one.cue), max(one.cue) + 1)
            reach = FAR if joined else NEAR
            near = [s for s in _source_run(doc, tags, run, one.content) if abs(s - one.head) <= reach]
            one.source = near or one.source


def _best(doc: Document, tags: Tags, s: int) -> float:
    first, last = syntax.phrase(doc, s)
    return max(tags.source[first:last], default=0.0)


def _extend(doc: Document, tags: Tags, one: Attribution, fixed: set[int]) -> None:
    sentence = doc.sentence_of(max(one.content))
    stops = fixed - one.content
    edges = [(max(one.content), 1)]
    if one.head > min(one.content):  # between a cue and the content after it stand those who are told
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
        one.content.update(passed)
        if step > 0 and passed:
            one.content.update(_listed(doc, tags, passed, stops))


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
    return more if whole and _gain(tags.content, set(more)) > 0 else []


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
        if other is not one and c in one.content and c > one.head and seen and _goes_on(doc, c):
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


def _goes_on(doc: Document, c: int) -> bool:
    if doc.dependents(c, "nsubj", "expl", "csubj"):
        return False
    token = doc.tokens[c]
    return token.relation == "conj" or (token.xpos == "VBG" and doc.tokens[c - 1].text == ",")


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
    if (opens.xpos == "VBG" or opens.text.lower() == "without") and _gain(tags.content, set(rest)) < 0:
        one.content.difference_update(rest)


def _tears_a_clause(doc: Document, dropped: set[int], kept: set[int]) -> bool:
    """Whether words dropped from the left belong to a phrase or clause that stays: its subject, its "if", its verb."""
    joined = (*_TIGHT, "nsubj", "mark")
    if any(doc.tokens[i].relation in joined and doc.tokens[i].head in kept for i in dropped):
        return True
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
    addressed = syntax.lemma(doc, one.head) in cues.listed("addressing") and doc.dependents(one.head, "obj", "iobj")
    if (
        addressed
        or first < max(one.cue)
        or doc.tokens[first].sentence != doc.tokens[one.head].sentence
        or fixed.intersection(gap)
    ):
        return
    words = [i for i in gap if doc.tokens[i].upos != "PUNCT"]
    if words and all(tags.content[i] >= EXTEND and tags.source[i] < CONTENT for i in words):
        one.content.update(gap)
