"""From the parse to attributions: which word is a cue here, and which words are its content."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from readout.extract import clauses, cues, syntax
from readout.extract.cues import Cue
from readout.extract.owners import CLAUSAL, FINITE, is_asked, source_of
from readout.language.document import Document
from readout.record import ClaimKind

_QUESTION_WORDS = {"if", "whether", "what", "who", "whom", "whose", "which", "why", "how", "when", "where"}


@dataclass(slots=True, eq=False)
class Attribution:
    """One attribution on its way to a claim; all numbers are tokens.

    `head` is the cue's main word and `cue` all of its words; `source` the heads of the phrases that name who says
    it, `source_words` the words of a source that no head stands for; `content` the words attributed. `frame` is
    where the content was found; `quoted` whether a quotation was given to it; `outer` the attribution that it stands
    inside where that is no question of position (an agency that relays a speaker).
    """

    head: int
    cue: list[int]
    kind: ClaimKind
    frame: str
    content: set[int] = field(default_factory=set)
    source: list[int] = field(default_factory=list)
    quoted: bool = False
    outer: Attribution | None = None
    why: str = ""


def from_parse(doc: Document) -> list[Attribution]:
    """Attributions that the parse shows, one a cue, in the order of their cues."""
    found: list[Attribution] = []
    for token in doc.tokens:
        cue = cues.cue_at(doc, token.i)
        if cue is not None and not _made(doc, token.i) and not _imperative(doc, token.i):
            one = _of_cue(doc, token.i, cue)
            if one is not None:
                found.append(one)
    return found


def _imperative(doc: Document, i: int) -> bool:
    """Whether a verb calls on the hearer to think or say something: "[Imagine] that such a world is near"."""
    token = doc.tokens[i]
    bare = token.xpos == "VB" and not doc.dependents(i, "nsubj", "nsubj:pass", "aux", "mark", "csubj")
    return bare and (token.is_root or token.relation in ("ccomp", "parataxis"))


def _made(doc: Document, i: int) -> bool:
    """Whether an adjective is what somebody makes of a thing: "make [sure] that", which says nothing yet."""
    token = doc.tokens[i]
    if token.upos != "ADJ" or token.is_root:
        return False
    return syntax.lemma(doc, token.head) == "make" or (i > 0 and syntax.lemma(doc, i - 1) == "make")


def contents_of(doc: Document, i: int) -> Iterator[tuple[str, set[int], list[int]]]:
    """What may be the content of cue `i`, likeliest first: frame, words, words beyond `i` that the cue takes in."""
    return (_verb_contents if doc.tokens[i].upos == "VERB" else _noun_contents)(doc, i)


def _of_cue(doc: Document, i: int, cue: Cue) -> Attribution | None:
    for frame, content, extra in contents_of(doc, i):
        kind = cue.kinds.get(frame)
        if kind is None or (frame == "obj" and is_void(doc, i)) or (kind == "belief" and _nobodys(doc, i, frame)):
            continue
        if _unsaid(doc, i, frame) or (kind == "belief" and _befalls(doc, i)):
            continue
        content |= _tail(doc, i, content) | (clauses.promised(doc, i) if frame == "inf" else set())
        content -= clauses.rejoined(doc, i, content) | clauses.occasion(doc, i, frame, content)
        words = sorted({i, *extra, *_particle(doc, i, cue)})
        why = f"lexicon: '{cue.word}' with its content as '{frame}'"
        return Attribution(i, words, kind, frame, content, source_of(doc, i), why=why)
    return None


def _befalls(doc: Document, i: int) -> bool:
    """Whether a verb of belief tells what happens to its subject: "found itself in debt"."""
    after = doc.tokens[i + 1 : i + 2]
    selves = [*(doc.tokens[o] for o in doc.dependents(i, "obj")), *after]  # "find themselves cut off"
    return any(t.text.lower().endswith(("self", "selves")) for t in selves)


def _tail(doc: Document, i: int, content: set[int]) -> set[int]:
    """A clause that follows the content without a comma: "urged Iran to stop [before talks resume]"."""
    last = max(content, default=i)
    for c in doc.dependents(i, "advcl"):
        words = _below(doc, c)
        if last > i and min(words) == last + 1 and doc.dependents(c, "mark", "advmod"):
            return words
    return set()


def _unsaid(doc: Document, i: int, frame: str) -> bool:
    """Whether nobody has said it yet: "schools should urge them to", "plans to urge them to", "must certify that"."""
    token = doc.tokens[i]
    joined = token.relation == "conj" and token.xpos == "VB" and syntax.is_infinitive(doc, token.head)
    at = token.head if joined else i  # "expected Norland to withdraw and [confirm] that"
    asked = syntax.is_infinitive(doc, at) and doc.tokens[at].relation in ("xcomp", "ccomp", "acl")
    marks = {doc.tokens[m].text.lower() for m in doc.dependents(i, "mark", "case")}
    asked = asked or (doc.tokens[i].xpos == "VBG" and "of" in marks)  # "no intention of asking them"
    if doc.tokens[i].xpos == "VBG" and "without" in marks:
        return True  # "without revealing its sources"
    over = doc.tokens[doc.tokens[at].head]
    if asked and not doc.tokens[at].is_root and syntax.lemma(doc, over.i) in cues.listed("unrealised"):
        return True
    if asked and over.lemma == "have" and over.xpos in ("VBZ", "VBP", "VB"):
        return True  # "it has to decide whether"
    if frame == "oinf" and syntax.is_infinitive(doc, i) and syntax.modality(doc, i) == "future":
        return True
    if frame == "ask" and syntax.is_infinitive(doc, i):
        return True
    if frame in ("about", "on") and syntax.lemma(doc, i) in cues.listed("topical"):
        beside = doc.tokens[i].xpos not in FINITE and not doc.dependents(i, "aux")
        if beside or syntax.is_infinitive(doc, i) or syntax.negated(doc, i):
            return True  # "she said, commenting on the vote": what it is about is not what is said
    if any(doc.tokens[c].text.lower() in ("not", "n't", "never") for c in doc.dependents(i, "advmod")):
        ordered = frame == "oinf" and syntax.lemma(doc, i) in cues.listed("commanding")
        if ordered or (frame in ("that", "ask") and syntax.modality(doc, i) == "possible"):
            return True  # "did not order her to", "cannot say that"
    own = doc.dependents(i, "nsubj") or (frame == "ask" and doc.tokens[i].relation == "conj")
    if doc.tokens[i].upos == "VERB" and own and not syntax.negated(doc, i):
        supposed = ("possible", "conditional") if frame == "that" else ("possible", "conditional", "future")
        if syntax.modality(doc, i) in supposed:
            return True
    if frame == "oinf" or syntax.is_infinitive(doc, i):
        return syntax.modality(doc, i) in ("should", "possible", "conditional")
    return False


def is_void(doc: Document, i: int) -> bool:
    """Whether the object is no content: "claimed 60 lives", "declared war"."""
    objects = doc.dependents(i, "obj")
    if syntax.lemma(doc, i) == "claim" and any(doc.tokens[o].text[0].isdigit() for o in objects):
        return True  # "claimed his 85th"
    objects = [o for o in objects if syntax.lemma(doc, o) in cues.listed("void")]
    return any(all(doc.tokens[c].deprel != "acl:relcl" for c in doc.children[o]) for o in objects)


def _nobodys(doc: Document, i: int, frame: str) -> bool:
    """Whether a belief is a mere schedule: "is expected to arrive"."""
    token = doc.tokens[i]
    bare = token.xpos == "VBN" or (token.xpos == "VBD" and token.relation == "conj")  # "some 10 but [expected] to drop"
    bare = bare and token.lemma == "expect" and frame == "inf" and not doc.dependents(i, "aux")
    return frame in ("oinf", "inf") and (syntax.is_passive(doc, i) or bare) and not syntax.agents(doc, i)


def _particle(doc: Document, i: int, cue: Cue) -> list[int]:
    return [p for p in cues.particles(doc, i) if doc.tokens[p].text.lower() == cue.particle]


def _verb_contents(doc: Document, i: int) -> Iterator[tuple[str, set[int], list[int]]]:
    yield from _clauses(doc, i)
    yield from _host(doc, i)
    yield from _infinitives(doc, i)
    yield from _objects(doc, i)
    yield from _prepositions(doc, i)


def _clauses(doc: Document, i: int) -> Iterator[tuple[str, set[int], list[int]]]:
    for c in (*doc.dependents(i, *CLAUSAL), *_unmarked(doc, i)):
        if doc.tokens[c].relation == "parataxis" and (cues.cue_at(doc, c) or not _is_clause(doc, c)):
            continue
        if c < i and (clauses.is_aside(doc, c) or is_asked(doc, c)) and any(o > i for o in doc.dependents(i, "ccomp")):
            continue
        timed = doc.tokens[c].xpos in FINITE and clauses.is_aside(doc, c)
        if timed and any(i < o < c for o in doc.dependents(i, "obj")):
            continue  # "they showed their strength as the vote ended"
        content = {t for t in _below(doc, c) if t > i} | clauses.relative(doc, i, c) if c > i else _below(doc, c)
        if c > i and _unowned(doc, c):
            continue
        for other in doc.dependents(i, "ccomp"):  # a parser that is unsure of a clause hangs it up in pieces
            more = {t for t in _below(doc, other) if (t > i) == (c > i)}
            if doc.attribution is None or sum(doc.attribution.content[t] for t in more) >= 0.5 * len(more):
                content |= more
        content -= _addressed(doc, i, c)
        if _asks(doc, c, content) and (c > i or doc.tokens[min(content)].text.lower() not in ("if", "when")):
            yield "ask", content, []
        if _is_bare_infinitive(doc, c):
            yield ("oinf" if doc.dependents(c, "nsubj") else "inf"), content, []
        else:
            yield "that", content, []


def _unmarked(doc: Document, i: int) -> list[int]:
    """A clause after a cue that the parse takes for one of time or cause, unmarked as it is: "says [it proves]"."""
    if doc.dependents(i, "ccomp"):
        return []
    found = []
    for c in doc.dependents(i, "advcl"):
        first = min(_below(doc, c))
        plain = first > i and doc.tokens[first - 1].text not in (",", "--") and not doc.dependents(c, "mark")
        asks = any(doc.tokens[w].xpos in ("WRB", "WDT", "WP") for w in (first, *doc.dependents(c, "advmod")))
        if plain and not asks and doc.tokens[c].xpos in FINITE and doc.dependents(c, "nsubj", "expl"):
            found.append(c)
    return found


def _unowned(doc: Document, c: int) -> bool:
    """Whether a finite clause has no subject, as none that is said: "the corridor agreed in January [will lapse]"."""
    own = doc.dependents(c, "nsubj", "csubj", "expl", "mark", "obj", "advmod")
    modal = any(doc.tokens[a].xpos == "MD" for a in doc.dependents(c, "aux"))
    relative = doc.tokens[doc.tokens[c].head].relation == "acl"  # "a vote which she said would fail"
    return doc.tokens[c].relation == "ccomp" and modal and not own and not relative


def _addressed(doc: Document, i: int, c: int) -> set[int]:
    """Whom a cue addresses, where the parse hangs them from what they are told: "told [envoys] it would not accept"."""
    if c < i or syntax.lemma(doc, i) not in cues.listed("addressing"):
        return set()
    subjects = doc.dependents(c, "nsubj", "expl")
    that = [m for m in doc.dependents(c, "mark") if doc.tokens[m].text.lower() == "that"]
    if len(subjects) > 1 and that and i < subjects[0] < that[0] < subjects[1]:
        return set(range(i + 1, that[0]))  # "told [Vesti in an interview] that aid must come"
    before = [o for o in doc.dependents(c, "iobj", "obj") if subjects and i < o < subjects[0]]
    return {t for o in before for t in doc.subtree(o) if t < subjects[0]}


def _asks(doc: Document, c: int, content: set[int]) -> bool:
    words = [doc.tokens[t].text.lower() for t in sorted(content) if doc.tokens[t].upos != "PUNCT"]
    return bool(words) and (
        words[0] in _QUESTION_WORDS
        or (len(words) > 1 and words[1] in _QUESTION_WORDS and words[0] in ("about", "on", "of", "that"))
    )


def _is_clause(doc: Document, c: int) -> bool:
    token = doc.tokens[c]
    return token.upos in ("VERB", "AUX") or bool(doc.dependents(c, "cop", "nsubj"))


def _is_bare_infinitive(doc: Document, c: int) -> bool:
    tensed = any(doc.tokens[a].xpos in ("MD", "VBD", "VBZ", "VBP") for a in doc.dependents(c, "aux", "cop"))
    return not tensed and (syntax.is_infinitive(doc, c) or doc.tokens[c].xpos == "VBG")


def _host(doc: Document, i: int) -> Iterator[tuple[str, set[int], list[int]]]:
    """The clause that a cue interrupts, follows ("..., he said") or depends on ("as he said")."""
    token = doc.tokens[i]
    if token.is_root:
        return
    marks = {doc.tokens[m].text.lower() for m in doc.dependents(i, "mark", "advmod") if m < i}
    comment = token.relation in ("parataxis", "discourse") or (token.relation == "advcl" and "as" in marks)
    comment = comment or _set_apart(doc, i)
    if not comment or not doc.dependents(i, "nsubj") or doc.dependents(i, "ccomp", "xcomp"):
        return
    if ";" in (doc.tokens[t].text for t in range(token.head + 1, i)):
        return  # "organisers put it at 50,000; police estimated 8,000"
    if token.relation == "advcl" and syntax.lemma(doc, i) in cues.listed("undertaken"):
        return
    if token.relation == "advcl" and doc.dependents(i, "obj") and syntax.lemma(doc, i) not in cues.listed("addressing"):
        return
    content = _below(doc, token.head) - set(doc.subtree(i))
    for other in doc.dependents(token.head, "parataxis", "advcl"):
        if other > i and cues.cue_at(doc, other) and doc.dependents(other, "nsubj"):
            content -= set(doc.subtree(other))
    yield "that", content, []


def _set_apart(doc: Document, i: int) -> bool:
    """Whether a cue's clause follows its host after a comma and nothing joins the two, whatever the parse calls it."""
    if i < doc.tokens[i].head or doc.dependents(i, "mark", "cc"):
        return False
    subjects = doc.dependents(i, "nsubj")
    first = min([i, *(min(_below(doc, s)) for s in subjects)])
    relative = any(doc.tokens[s].xpos in ("WDT", "WP") for s in subjects)
    return not relative and doc.tokens[max(0, first - 1)].text == ","


def _infinitives(doc: Document, i: int) -> Iterator[tuple[str, set[int], list[int]]]:
    for c in doc.dependents(i, "advcl"):
        if c > i and syntax.is_infinitive(doc, c):
            yield from _controlled(doc, i, c, _below(doc, c))
    for c in doc.dependents(i, "xcomp"):
        content = _below(doc, c)
        objects = [o for o in syntax.objects_direct(doc, i) if o < c] or _passive_object(doc, i)
        predicate = doc.tokens[c].upos in ("NOUN", "PROPN", "ADJ", "PRON") and not syntax.is_infinitive(doc, c)
        as_mark = next((m for m in doc.dependents(c, "mark", "case") if doc.tokens[m].text.lower() == "as"), None)
        if as_mark is not None:
            yield "as", _with_object(doc, i, content, as_mark), []
        elif predicate or (doc.tokens[c].xpos in ("VBN", "JJ") and objects):
            yield "pred", content.union(*(_below(doc, o) for o in objects if o > i or syntax.agents(doc, i))), []
        elif objects:
            passive = syntax.is_passive(doc, i)
            whole = content.union(*(_below(doc, o) for o in objects if o > i or passive))
            yield ("that" if not _is_bare_infinitive(doc, c) else "oinf"), whole, []
        else:
            yield from _controlled(doc, i, c, content)
            yield "inf", content, []


def _with_object(doc: Document, i: int, content: set[int], preposition: int) -> set[int]:
    """The object too: "described [the talks as useful]", but "a charge rejected as [untrue]"."""
    objects = [o for o in doc.dependents(i, "obj") if i < o < preposition]
    return content.union({preposition}, *(_below(doc, o) for o in objects)) if objects else content


def _passive_object(doc: Document, i: int) -> list[int]:
    return doc.dependents(i, "nsubj:pass") if syntax.is_passive(doc, i) else []


def _controlled(doc: Document, i: int, c: int, content: set[int]) -> Iterator[tuple[str, set[int], list[int]]]:
    """Of "called on Iran to stop": the one called on belongs to the content, the one appealed to does not."""
    for o in doc.dependents(i, "obl"):
        preposition = syntax.case_of(doc, o)
        if i < o < c and preposition in ("on", "upon", "for") and not syntax.is_time(doc, o):
            case = doc.dependents(o, "case")[:1]
            yield f"{preposition} + inf", (content | _below(doc, o)) - set(case), case
        elif i < o < c and preposition == "to":
            yield "to + inf", content, []


def _objects(doc: Document, i: int) -> Iterator[tuple[str, set[int], list[int]]]:
    for o in doc.dependents(i, "obj"):
        if o > i and doc.tokens[o].upos in ("NOUN", "PROPN", "PRON", "NUM"):
            words = _below(doc, o)
            free_relative = doc.tokens[o].text.lower() in _QUESTION_WORDS or _asks(doc, o, words)
            yield ("ask" if free_relative else "obj"), words, []


def _prepositions(doc: Document, i: int) -> Iterator[tuple[str, set[int], list[int]]]:
    for c in doc.dependents(i, "obl", "advcl", "nmod", "xcomp"):
        for m in doc.dependents(c, "case", "mark", "advmod")[:1]:
            word = doc.tokens[m].text.lower()
            content = _below(doc, c) - {m, *doc.dependents(m, "fixed")}
            if m < i or not content:
                continue
            if word in ("if", "whether"):
                yield "ask", content, []
            elif word == "as":
                yield word, _with_object(doc, i, content, m), []
            elif word == "at" and (doc.tokens[c].upos == "NUM" or doc.dependents(c, "nummod")):
                yield "at + number", _with_object(doc, i, content, m), []
            elif doc.tokens[c].relation != "advcl" or doc.tokens[c].xpos == "VBG":
                held = {m} if word == "against" and m > i + 1 else set()  # "advised miners [against] striking"
                yield _gerund(doc, c, word), content | held, [m] if m == i + 1 else []
    for o in doc.dependents(i, "obj"):
        yield from _under_object(doc, o)


def _gerund(doc: Document, c: int, word: str) -> str:
    """The frame of a preposition, "for" set apart where a gerund follows: praise or blame of an act, not of a thing."""
    return "for + ing" if word == "for" and doc.tokens[c].xpos == "VBG" else word


def _under_object(doc: Document, o: int) -> Iterator[tuple[str, set[int], list[int]]]:
    """Of "accused Iran of hiding it", where the parse hangs the accusation from the accused."""
    for c in doc.dependents(o, "nmod", "acl"):
        for m in doc.dependents(c, "case", "mark")[:1]:
            word = doc.tokens[m].text.lower()
            if word == "as":
                yield word, _below(doc, o), []
            elif word in ("of", "for"):
                yield _gerund(doc, c, word), _below(doc, c) - {m}, []


def _noun_contents(doc: Document, i: int) -> Iterator[tuple[str, set[int], list[int]]]:
    """The clause of a noun or an adjective: "the claim that ...", "confident that ..."."""
    none = any(doc.tokens[d].text.lower() == "no" for d in doc.dependents(i, "det"))
    if none or (doc.tokens[i].upos == "NOUN" and doc.dependents(i, "cop") and not syntax.owners(doc, i)):
        return  # "there has been no indication that", "the visit is a clear indication that"
    for c in doc.dependents(i, "acl", "ccomp", "advcl"):
        that = any(doc.tokens[m].text.lower() == "that" for m in doc.dependents(c, "mark"))
        bare = doc.tokens[i].upos == "ADJ" and doc.tokens[c].relation == "ccomp"
        if doc.tokens[c].deprel != "acl:relcl" and (that or bare) and not _is_bare_infinitive(doc, c):
            yield "that", _below(doc, c), []


def _below(doc: Document, i: int) -> set[int]:
    return set(doc.subtree(i))
