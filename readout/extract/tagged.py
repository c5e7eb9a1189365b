"""What the attribution head adds to the lexicon and the parse: cues outside the lexicon, sources, and what to doubt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from readout.extract import clauses, cues, syntax
from readout.extract.attributions import Attribution, contents_of, is_void
from readout.extract.owners import is_asked, source_of
from readout.language.document import Attribution as Tags
from readout.language.document import Document

# Probabilities, swept one at a time between .03 and .8 on every second text of PolNeAR's development part and on the
# goldens' claims; all lie on a plateau (attribution F1 moves by less than .005 around them)
CUE = 0.55
"""From here on a word outside the lexicon is a cue."""
SURE = 0.7
"""From here on where the content is neither a clause nor quoted."""
CERTAIN = 0.96
"""From here on where the lexicon does not know the word either."""
ACT = 0.9
"""From here on where the word is an act whose object is quoted: "denounced the 'interference'"."""
TAGS = 0.85
"""From here on where the parse shows no content beside it and only the tags do."""
WEAK = 0.15
"""Below it a word that the lexicon marks as weak is none."""
FAINT = 0.03
"""Below it no word is a cue, whatever the lexicon says."""
CONTENT = 0.5
"""A word is content from here on."""
SOURCE = 0.4
"""A subject is the source of a cue outside the lexicon from here on."""
NEAR = 12
"""Tokens between a cue and a source that only the tags show."""
FAR = 25
"""The same for a second verb of the source's: "Norland condemned a raid that killed ten and called for calm"."""
QUOTES = ('"', "“", "”", "``", "''")
_SHARED = ("carried", "citing", "quoted as saying", "phrase")
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
    options = [(gain(tags.content, words - set(cue)), frame, words) for frame, words, _ in contents_of(doc, head)]
    score, frame, content = max(options, key=lambda o: o[0], default=(0.0, "", set()))
    if score <= 0:
        frame, content = "tags", _beside(doc, tags, run)
    content = content - clauses.occasion(doc, head, frame, content) if content else content
    if not content:
        return None
    content = _told_about(doc, head, frame) or _with_object(doc, head, content, run)
    if not _a_claim(doc, tags, head, frame, content, range(run.first, run.last)):
        return None
    source = [s for s in source_of(doc, head) if tags.source[s] >= SOURCE]
    if not source and not _is_participle(doc, head):
        source = _source_run(doc, tags, run, content)
    without = any(doc.tokens[m].text.lower() == "without" for m in doc.dependents(head, "mark", "case"))
    none = any(doc.tokens[i].text.lower() == "no" for i in cue) or without  # "had no idea how", "without specifying"
    none = none or syntax.negated(doc, head)
    if none or (not source and frame not in ("that", "ask")):
        return None
    why = f"attribution head: cue {tags.cue[head]:.2f}"
    return Attribution(head, cue, "statement", frame, content - set(cue), source, why=why)


def _told_about(doc: Document, head: int, frame: str) -> set[int]:
    """What somebody is told about, without the one told: "briefed the president [on the talks]"."""
    if frame != "obj" or syntax.lemma(doc, head) not in cues.listed("addressing"):
        return set()
    about = [
        c for o in doc.dependents(head, "obj") for c in doc.dependents(o, "nmod")
        if syntax.case_of(doc, c) in ("on", "about", "of")
    ]  # fmt: skip
    return set().union(*(doc.subtree(c) for c in about))


def _with_object(doc: Document, head: int, content: set[int], run: Run) -> set[int]:
    """The object between a cue and its content: "demanded [20 million pounds] in compensation"."""
    if syntax.lemma(doc, head) in cues.listed("addressing"):
        return content  # "briefed the president on the talks"
    between = range(run.last, min(content))
    spans = [set(doc.subtree(o)) for o in doc.dependents(head, "obj") if o in between]
    noun = [w for w in spans if not any(doc.tokens[i].upos in ("PROPN", "PRON") for i in w)]
    return content.union(*noun)


def _colon(doc: Document, tags: Tags, run: Run) -> Attribution | None:
    """A name, a colon that the tags take for a cue, and the content after it: "Orlova: No talks before spring"."""
    sentence = doc.sentence_of(run.first)
    ahead = [i for i in range(sentence.first, run.first) if tags.source[i] >= 0.5]
    content = set(range(run.last, sentence.last))
    if doc.tokens[run.first].text != ":" or not ahead or gain(tags.content, content) <= 0:
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
    if _is_disposed(doc, head, content) or _is_purpose(doc, head):
        return False
    if frame == "ask" and syntax.is_infinitive(doc, head):
        return False  # "tried to determine why"
    if frame in ("that", "ask"):
        return not act or (frame == "that" and min(content) > head)
    if syntax.modality(doc, head) == "future":
        return False  # "will announce the squad" says nothing yet
    following = (i for i in range(max(head, min(content)), max(content) + 1) if i not in run and tags.cue[i] >= SURE)
    end = next(following, max(content) + 1)  # a quotation behind the next cue is that one's
    if any(doc.tokens[i].text in QUOTES for i in content if i < end):
        if syntax.lemma(doc, head) in cues.listed("enacting"):
            return False  # the words quoted are the bill's
        return not act or (tags.cue[head] >= ACT and not syntax.is_passive(doc, head))
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


def _is_disposed(doc: Document, head: int, content: set[int]) -> bool:
    """Whether an adjective with an infinitive tells what one will do or be: "was certain to win", "careful not to"."""
    first = [doc.tokens[i].text.lower() for i in sorted(content)[:2]]
    return doc.tokens[head].upos == "ADJ" and (first[:1] == ["to"] or first == ["not", "to"])


def _is_purpose(doc: Document, head: int) -> bool:
    """Whether a verb that the lexicon does not know tells what for: "sent a team to [locate] those missing"."""
    return (
        doc.tokens[head].relation in ("advcl", "acl")
        and syntax.is_infinitive(doc, head)
        and cues.cue_at(doc, head) is None
    )


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


def gain(scores: Sequence[float], words: set[int]) -> float:
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
        if not one.quoted and tags.cue[one.head] < least and one.frame not in ("phrase", "at + number"):
            found.remove(one)


def sources(doc: Document, tags: Tags, found: list[Attribution]) -> None:
    """Gives the tagged source beside it to a cue whose source the parse does not show, or the tags do not see."""
    for one in found:
        participle = (_is_participle(doc, one.head) and not one.quoted) or is_asked(doc, one.head)
        joined = doc.tokens[one.head].relation == "conj"  # its subject may be that of a clause the parse joins it to
        nested = any(tags.content[i] >= CONTENT for i in (one.head, *(() if joined else one.source)))
        if one.frame in _SHARED or nested or participle or _answered(doc, one.head):
            continue
        seen = [s for s in one.source if _best(doc, tags, s) >= SURE]
        if seen and all(max(tags.source[i] for i in doc.subtree(s)) < SOURCE for s in one.source if s not in seen):
            one.source = seen  # "Orlova, Holm and Berg will go, said the ministry": the parse has two subjects
        if all(_best(doc, tags, s) < WEAK for s in one.source):
            run = Run(min(one.cue), max(one.cue) + 1)
            reach = FAR if joined else NEAR
            near = [s for s in _source_run(doc, tags, run, one.content) if abs(s - one.head) <= reach]
            one.source = near or one.source


def _answered(doc: Document, head: int) -> bool:
    """Whether a noun is what somebody hears, denies or checks: its words are another's ("heard allegations that")."""
    token = doc.tokens[head]
    verb = token.head
    return token.upos == "NOUN" and token.relation == "obj" and syntax.lemma(doc, verb) in cues.listed("answering")


def _best(doc: Document, tags: Tags, s: int) -> float:
    first, last = syntax.phrase(doc, s)
    return max(tags.source[first:last], default=0.0)
