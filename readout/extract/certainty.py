"""Whether an act is denied, certain, in the future or under a condition, from the words that govern it."""

from __future__ import annotations

from readout.extract.wording import case_of, is_infinitive, lemma, word_set, words
from readout.language.document import Document
from readout.language.headlines import is_announced


def negated(doc: Document, i: int) -> bool:
    """Whether verb or noun `i` is denied: "did not sign", "no talks", "denied shooting", "failed to agree".

    One denial is a denial, two cancel ("did not fail to sign"). Says nothing of denials in a speaker's own verb.
    """
    return _denials(doc, i) % 2 == 1


def _denials(doc: Document, i: int) -> int:
    count, node = 0, i
    for _ in range(6):
        count += _has_negator(doc, node)
        token = doc.tokens[node]
        if token.is_root:
            break
        head = token.head
        if token.deprel == "acl:relcl":
            break
        if token.relation == "acl" and is_infinitive(doc, node) and _has_no(doc, head):
            count += 1  # "has no plans to meet"
            break
        if token.relation == "xcomp" and _is_yet_to(doc, node, head):
            count += 1
            break
        governed = token.relation in ("xcomp", "obj", "acl", "ccomp", "nmod", "obl") or (
            token.relation == "advcl" and is_infinitive(doc, node)
        )
        if governed and lemma(doc, head) in word_set("negative_heads"):
            count += 1
            node = head
            continue
        if token.relation in ("xcomp",) or (token.relation == "obj" and doc.tokens[node].upos == "NOUN"):
            node = head
            continue
        if token.relation == "conj" and not doc.dependents(node, "nsubj") and not count and _inherits(doc, node, head):
            node = head
            continue
        break
    return count


def _has_no(doc: Document, noun: int) -> bool:
    return any(doc.tokens[d].text.lower() == "no" for d in doc.dependents(noun, "det"))


def _is_yet_to(doc: Document, node: int, head: int) -> bool:
    """Whether something has not been done so far: "have yet to agree"."""
    yet = any(doc.tokens[c].text.lower() == "yet" for i in (node, head) for c in doc.dependents(i, "advmod"))
    return yet and lemma(doc, head) in ("have", "be") and is_infinitive(doc, node)


def _inherits(doc: Document, node: int, head: int) -> bool:
    """Whether a conjunct shares the denial of the first: "did not meet or talk", but not "did not meet but talked"."""
    return any(doc.tokens[c].text.lower() in ("or", "nor") for c in doc.dependents(node, "cc")) or (
        doc.tokens[node].xpos == "VB" and doc.tokens[head].xpos == "VB"
    )


def _has_negator(doc: Document, i: int) -> int:
    names = word_set("negators")
    for c in doc.dependents(i, "advmod", "det", "aux", "cc:preconj", "nsubj", "obj"):
        word = doc.tokens[c].text.lower()
        if word in names and not (word == "not" and _not_only(doc, c)):
            return 1
    if doc.tokens[i].xpos == "VBG" and "without" in _marks(doc, i):
        return 1
    for s in doc.dependents(i, "nsubj"):
        if any(doc.tokens[d].text.lower() in ("no", "neither") for d in doc.dependents(s, "det")):
            return 1
    return 0


def _not_only(doc: Document, i: int) -> bool:
    return i + 1 < len(doc.tokens) and doc.tokens[i + 1].text.lower() in ("only", "just", "merely", "least")


def modality(doc: Document, i: int) -> str:
    """How sure verb or noun `i` is: "conditional", "possible", "future", "should", "would", or "" for a plain fact.

    From the modal verbs of its clause, the words that govern it ("is set to", "may", "considering"), the conditions
    that it stands in or under ("if", "unless"). A noun takes the modality of the clause that it is the object of.
    """
    if in_condition(doc, i):
        return "conditional"
    node = i
    for _ in range(6):
        own = _modal(doc, node)
        if own:
            return "conditional" if _has_condition(doc, node) else own
        token = doc.tokens[node]
        if token.is_root or token.deprel == "acl:relcl":
            return ""
        head, relation = token.head, token.relation
        meant = relation == "advcl" and is_infinitive(doc, node) and doc.tokens[head].upos == "ADJ"
        meant |= relation == "advcl" and bool(_marks(doc, node) & {"in", "into"})  # "persuade them into signing"
        if meant or relation in ("xcomp", "acl", "ccomp", "csubj", "obl", "nmod", "obj"):
            plain = relation == "ccomp" and _is_finite(doc, node)
            if not plain and (found := _governed(doc, node, head)):
                return found
            if plain:
                return ""
        if not _passes(doc, node, head):
            return ""
        node = head
    return ""


def _marks(doc: Document, i: int) -> set[str]:
    return {doc.tokens[m].text.lower() for m in doc.dependents(i, "mark")}


def _is_finite(doc: Document, i: int) -> bool:
    return doc.tokens[i].xpos in ("VBD", "VBZ", "VBP") or any(
        doc.tokens[a].xpos in ("VBD", "VBZ", "VBP", "MD") for a in doc.dependents(i, "aux", "cop")
    )


def _governed(doc: Document, node: int, head: int) -> str:
    name = lemma(doc, head)
    if name == "have" and doc.tokens[head].xpos in ("VBZ", "VBP") and is_infinitive(doc, node):
        return "future" if doc.tokens[node].relation == "xcomp" else ""  # "still has to sign"
    if name == "go" and not (doc.tokens[head].xpos == "VBG" and is_infinitive(doc, node)):
        return ""
    if not (doc.tokens[node].upos in ("VERB", "AUX") or doc.dependents(node, "cop")):
        relation, under_verb = doc.tokens[node].relation, doc.tokens[head].upos == "VERB"
        if relation == "obj" and name in word_set("factual_heads"):
            return ""
        if relation in ("obl", "nmod") and under_verb and name not in word_set("oblique_modal_heads"):
            return ""
    if name in word_set("future_heads"):
        return "future"
    return "possible" if name in word_set("possible_heads") else ""


def _passes(doc: Document, node: int, head: int) -> bool:
    """Whether what is said of `head` is said of `node`: complements without tense of their own, objects, conjuncts."""
    token = doc.tokens[node]
    if token.relation == "advcl" and is_infinitive(doc, node) and not doc.dependents(node, "nsubj"):
        return True
    if token.relation in ("xcomp", "obj") or token.deprel == "nsubj:pass":
        return True
    if token.relation == "acl" and token.xpos == "VBG" and lemma(doc, head) in word_set("wordings"):
        return True  # "a vote imposing sanctions"
    if token.relation == "obl" and case_of(doc, node) == "to" and lemma(doc, head) in word_set("outcomes_to"):
        return True  # "could lead to protests"
    if token.relation == "conj":
        return not doc.dependents(node, "nsubj", "aux") and doc.tokens[node].xpos == doc.tokens[head].xpos
    if token.relation == "nsubj" and token.upos == "NOUN":
        return True
    below_noun = token.relation in ("nmod", "compound") and doc.tokens[head].upos in ("NOUN", "PROPN")
    return below_noun and token.upos != "PROPN"


def _modal(doc: Document, i: int) -> str:
    table = words()["modals"]
    due = any(doc.tokens[m].text.lower() == "due" for m in doc.dependents(i, "mark"))
    if due and doc.tokens[i].xpos == "VB":
        return "future"  # "the general, due to retire in May"
    meant = is_infinitive(doc, i) or due
    if meant and any(lemma(doc, a) == "be" for a in doc.dependents(i, "aux", "cop")):
        return "future"  # "is to meet", "was due to meet"
    if is_announced(doc, i):
        return "future"
    for a in doc.dependents(i, "aux"):
        found = table.get(doc.tokens[a].text.lower())
        if found and doc.tokens[a].xpos in ("MD", "_", ""):
            return str(found)
    return ""


def in_condition(doc: Document, i: int) -> bool:
    """Whether token `i` stands in an "if" or "unless" clause."""
    marks = set(words()["conditions"]["marks"])
    node = i
    for _ in range(8):
        found = {doc.tokens[m].text.lower() for m in doc.dependents(node, "mark")} & marks
        if "whether" in found or (found and doc.tokens[node].relation in ("advcl", "root")) or _inverted(doc, node):
            return True
        token = doc.tokens[node]
        if not token.is_root and token.relation in ("acl", "ccomp", "nmod") and _is_event_of(doc, token.head):
            return True
        if token.is_root or token.deprel == "acl:relcl":
            return False
        node = token.head
    return False


def _is_event_of(doc: Document, noun: int) -> bool:
    """Whether a noun makes its clause a condition: "in the event they are condemned"."""
    return lemma(doc, noun) in ("event", "case") and case_of(doc, noun) == "in"


def _inverted(doc: Document, i: int) -> bool:
    """Whether a condition is told by "should" before its subject: "should he be charged"."""
    first = min(doc.dependents(i, "nsubj"), default=0)
    return doc.tokens[i].relation == "advcl" and any(
        a < first and doc.tokens[a].text.lower() == "should" for a in doc.dependents(i, "aux")
    )


def conditions(doc: Document, i: int) -> list[int]:
    """Heads of the "if", "unless" clauses that hang from verb `i` or from the verb that governs it."""
    marks = set(words()["conditions"]["marks"]) - {"whether"}
    out: list[int] = []
    node = i
    for _ in range(4):
        for c in doc.dependents(node, "advcl"):
            if any(doc.tokens[m].text.lower() in marks for m in doc.dependents(c, "mark")):
                out.append(c)
        token = doc.tokens[node]
        if out or token.is_root or token.relation not in ("xcomp", "conj"):
            break
        node = token.head
    return out


def _has_condition(doc: Document, i: int) -> bool:
    return bool(conditions(doc, i))


def tense(doc: Document, i: int) -> str:
    """Of its verb group: "past", "present", "perfect", "pluperfect", "progressive"; "" for other forms."""
    aux = [doc.tokens[a] for a in doc.dependents(i, "aux", "cop", "aux:pass")]
    tags = {a.xpos for a in aux}
    have = next((a for a in aux if a.lemma.lower() == "have"), None)
    if have is not None:
        if have.xpos != "VBD" and doc.tokens[i].xpos == "VBG":
            return "progressive"
        return "pluperfect" if have.xpos == "VBD" else "perfect"
    xpos = doc.tokens[i].xpos
    if xpos == "VBP" and not aux and lemma(doc, i) in word_set("unchanging"):
        xpos = "VBD"  # "Estrian drones hit a depot": the tagger cannot tell
    if xpos == "VBG" and any(a.lemma.lower() == "be" for a in aux):
        return "past" if "VBD" in tags else "progressive"
    if xpos == "VBD" or "VBD" in tags:
        return "past"
    if xpos in ("VBZ", "VBP") or tags & {"VBZ", "VBP"}:
        return "present"
    return ""
