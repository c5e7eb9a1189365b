"""Whose a cue is by the parse: its subject, its agent, the speaker behind it or before an aside."""

from __future__ import annotations

from readout.extract import cues, syntax
from readout.language.document import Document

CLAUSAL = ("ccomp", "parataxis", "csubj")
FINITE = ("VBD", "VBZ", "VBP")
_ASIDES = (",", "--", "-", "–", "—", ")")


def source_of(doc: Document, i: int) -> list[int]:
    """Heads of the phrases that name the source of cue `i`; [] where the text names none."""
    token = doc.tokens[i]
    if token.upos == "NOUN":
        return (
            syntax.agents(doc, i)
            or [o for o in syntax.owners(doc, i) if o < i or syntax.case_of(doc, o) == "of"]
            or syntax.obliques(doc, i, "from")
            or _holder(doc, i)
        )
    subjects = doc.dependents(i, "nsubj")
    if is_asked(doc, i):
        return syntax.agents(doc, i)  # "Asked if it would rain, she said": somebody asked her
    own = [s for s in subjects if doc.tokens[s].xpos not in ("WP", "WDT")]
    if own and len(own) < len(subjects) and not syntax.is_passive(doc, i):
        return own  # "a man who [observers] expect to win"
    found = [s for s in syntax.subjects(doc, i) if not _no_source(doc, s)]
    found = _nearest(doc, i, found)
    if len(found) == 1 and found[0] in subjects and doc.dependents(found[0], "cc"):  # "medics and security sources"
        beside = [s for s in own if s < min(doc.dependents(found[0], "cc")) and s < found[0] < i]
        found = [*beside[-1:], *found]
    return [*found, *syntax.companions(doc, i, found)] or _inverted(doc, i) or _behind_aside(doc, i)


def is_asked(doc: Document, i: int) -> bool:
    """Whether a verb only tells that somebody was asked: "[Asked] if it would rain, she said", "when [asked] what"."""
    token = doc.tokens[i]
    bare = not doc.dependents(i, "nsubj", "aux") and token.xpos in ("VBN", "VBD")
    return token.text.lower() == "asked" and bare and token.relation in ("advcl", "ccomp") and not token.is_root


def _nearest(doc: Document, i: int, found: list[int]) -> list[int]:
    """Of several subjects before a cue the last, where a verb of its own parts them: "X said it rained, Y reported"."""
    own = sorted(s for s in found if s < i and doc.tokens[s].head == i)
    if len(own) < 2 or len(own) != len(found):
        return found
    parted = any(doc.tokens[k].xpos in ("VBD", "VBZ", "VBP") for k in range(own[-2], own[-1]))
    return own[-1:] if parted else found


def _holder(doc: Document, i: int) -> list[int]:
    """Who holds a noun's view through a verb: "expressed hope that", "the report by X gave warning that"."""
    token = doc.tokens[i]
    if token.relation not in ("obj", "obl") or token.is_root or doc.tokens[token.head].upos != "VERB":
        return []
    held = token.relation == "obj" or syntax.case_of(doc, i) in ("in", "with")  # not "scoffed at reports that"
    theirs = held and syntax.lemma(doc, token.head) not in cues.listed("answering")
    return syntax.subjects(doc, token.head) if theirs else []


def _no_source(doc: Document, s: int) -> bool:
    token = doc.tokens[s]
    if syntax.is_time(doc, s) and token.upos == "PROPN" and not doc.dependents(s, "compound", "flat"):
        return True  # "the first returns, announced Thursday"
    one_of = token.text.lower() == "one" and bool(doc.dependents(s, "nmod", "appos"))  # "one of the judges"
    return (token.text.lower() in cues.listed("nobody") and not one_of) or token.relation == "expl"


def _inverted(doc: Document, i: int) -> list[int]:
    """The speaker of "said Orlova", where the parse takes the speaker for an object."""
    if syntax.is_passive(doc, i) or i + 1 >= len(doc.tokens) or doc.dependents(i, "nsubj"):
        return []
    for o in doc.dependents(i, "obj", "obl", "xcomp", "dep"):
        named = doc.tokens[o].upos == "PROPN" or doc.tokens[o].text.lower() in ("he", "she", "they", "i", "we")
        if o > i and named and not syntax.case_of(doc, o) and doc.tokens[i].xpos in ("VBD", "VBZ", "VBP"):
            return [o]
    told = doc.tokens[i - 1].text in (",", '"', "''", "”") and i > doc.sentence_of(i).first
    if told and doc.tokens[i].xpos in FINITE and not any(c > i for c in doc.dependents(i, *CLAUSAL, "xcomp")):
        after = [o for o in doc.dependents(i, "obj") if o > i and not _no_source(doc, o)]
        return after[:1] or _set_off(doc, i)  # "..., said a draft statement prepared by the port"
    return _set_off(doc, i)


def _behind_aside(doc: Document, i: int) -> list[int]:
    """The subject before an aside that the parse does not see through: "[Norland] -- which has none -- said"."""
    if doc.tokens[i].xpos not in FINITE or syntax.is_passive(doc, i) or doc.dependents(i, "nsubj", "csubj", "expl"):
        return []
    first = doc.sentence_of(i).first
    end = min([i, *doc.dependents(i, "aux", "advmod")]) - 1
    if doc.tokens[end].text in ('"', "”", "''"):
        end -= 1  # 'describing it as "dull," said'
    if end <= first or doc.tokens[end].text not in _ASIDES:
        return []
    mark = doc.tokens[end].text
    begin = next((k for k in range(end - 1, first, -1) if doc.tokens[k].text == mark), first)
    opens = doc.tokens[begin + 1]
    aside = mark != "," or opens.xpos in ("WP", "WDT", "WP$", "VBG", "VBN")
    named = doc.tokens[begin - 1].upos in ("NOUN", "PROPN") and not syntax.is_time(doc, begin - 1)
    return [_top(doc, begin - 1)] if begin > first and aside and named else []


def _top(doc: Document, i: int) -> int:
    """The head of the name or compound that token `i` ends."""
    while doc.tokens[i].relation in ("flat", "compound") and doc.tokens[i].head < i and not doc.tokens[i].is_root:
        i = doc.tokens[i].head
    return i


def _set_off(doc: Document, i: int) -> list[int]:
    """A noun alone between the cue and the next comma or stop: "At first, said [the witnesses], nobody moved"."""
    sentence = doc.sentence_of(i)
    words = []
    for t in doc.tokens[i + 1 : min(sentence.last, i + 8)]:
        if t.upos == "PUNCT":
            break
        words.append(t)
    told = any(c < i for c in doc.dependents(i, "ccomp", "parataxis"))  # the object's place is taken
    nominal = all(
        t.upos in ("DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON") and (told or t.relation != "obj") for t in words
    )
    if not words or not nominal or words[-1].upos not in ("NOUN", "PROPN") or doc.tokens[i].xpos not in ("VBD", "VBZ"):
        return []
    return [words[-1].i]
