"""The words of the docket: what makes an act or a thing due, and of what kind it is. Lexicons in `data/docket*`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from readout.extract.syntax import is_passive, lemma, negated, tense
from readout.language.document import Document
from readout.language.headlines import is_announced
from readout.record import DocketKind, DocketStatus

# The status that wins where two words speak of one item
_RANK: tuple[DocketStatus, ...] = ("cancelled", "postponed", "agreed", "proposed", "expected", "scheduled")


class Verb(NamedTuple):
    """An entry of docket_verbs.tsv: the kind of item, the noun that names the act, the word before its object."""

    kind: DocketKind
    noun: str
    before: str


def _rows(name: str) -> list[list[str]]:
    text = (files("readout.extract") / "data" / name).read_text("utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


@cache
def verbs() -> dict[str, Verb]:
    """Verbs that are items of the docket when they lie ahead."""
    return {r[0]: Verb(r[1], r[2], r[3] if len(r) > 3 else "") for r in _rows("docket_verbs.tsv")}  # type: ignore[arg-type]


@cache
def nouns() -> dict[str, DocketKind]:
    """Nouns that are items of the docket when they lie ahead, with their kinds."""
    return {r[0]: r[1] for r in _rows("docket_nouns.tsv")}  # type: ignore[misc]


@cache
def phrases() -> dict[str, DocketKind]:
    """Verbs with a particle or noun that are items together: "run out", "take effect"."""
    found: dict[str, DocketKind] = table("phrases")
    return found


@cache
def table(name: str) -> dict[str, Any]:
    """A table of docket.toml."""
    raw = tomllib.loads((files("readout.extract") / "data" / "docket.toml").read_text("utf-8"))
    found: dict[str, Any] = raw[name]
    return found


@cache
def words(name: str) -> frozenset[str]:
    """A list of docket.toml."""
    return frozenset(table("lists")[name])


def noun_kind(doc: Document, i: int) -> DocketKind | None:
    """The kind of the thing that noun `i` names; `None` where it is no matter for a docket."""
    token = doc.tokens[i]
    if token.upos not in ("NOUN", "PROPN"):
        return None
    return nouns().get(lemma(doc, i)) or nouns().get(token.text.lower())


def placed(doc: Document, verb: int) -> DocketStatus | None:
    """What the words around verb `verb` say of its future: the status they give; `None` where it is not ahead.

    "will", "would" and "be to", and the governors of data/docket.toml over an infinitive.
    """
    aux = {doc.tokens[a].text.lower() for a in doc.dependents(verb, "aux")}
    found: list[DocketStatus] = []
    if superseded(doc, verb):
        return None
    if aux & {"will", "'ll", "shall", "wo"}:
        found.append("scheduled")
    if "would" in aux and not aux & {"have", "'ve"}:
        found.append("expected")
    if is_set_to(doc, verb) or is_announced(doc, verb):
        found.append("scheduled")
    if due_to(doc, verb) or has_to(doc, verb):
        found.append("scheduled")
    elif governor := _governor(doc, verb):
        found.append(table("governors")[governor])
    return min(found, key=_RANK.index) if found else None


def has_to(doc: Document, verb: int) -> bool:
    """Whether somebody "will have to" do the act."""
    token = doc.tokens[verb]
    if token.relation != "xcomp" or token.is_root or lemma(doc, token.head) != "have":
        return False
    return any(doc.tokens[a].text.lower() in ("will", "'ll") for a in doc.dependents(token.head, "aux"))


def governed(doc: Document, verb: int) -> bool:
    """Whether somebody has set the act, not only foretold it: "is to", "is due to", "plans to", "is expected to".

    Words that tell of will alone set nothing: "is ready to", "has decided to".
    """
    if is_set_to(doc, verb) or due_to(doc, verb):
        return True
    name = _governor(doc, verb)
    if name is None or name in words("weak_governors") or _of_another(doc, verb):
        return False
    return table("governors")[name] in ("scheduled", "expected")


def going(doc: Document, verb: int) -> bool:
    """Whether somebody "is going to" do the act."""
    return _governor(doc, verb) == "go"


def foretold(doc: Document, verb: int) -> bool:
    """Whether an act is only likely, wished or doubted: "is likely to", "a possibility that they will meet"."""
    hedged = any(doc.tokens[c].text.lower() in words("hedges") for c in doc.dependents(verb, "advmod"))
    return hedged or _of_doubt(doc, verb) or _governor(doc, verb) in words("forecasts")


def _of_doubt(doc: Document, verb: int) -> bool:
    """Whether the clause of a verb is what is doubted, hoped or not confirmed: "has not confirmed that he will"."""
    token = doc.tokens[verb]
    while token.relation in ("conj", "xcomp") and not token.is_root:
        token = doc.tokens[token.head]
    if token.relation not in ("acl", "ccomp") or token.is_root:
        return False
    over = [token.head, *([doc.tokens[token.head].head] if token.relation == "acl" else [])]
    if any(lemma(doc, up) in words("refuting") for up in over):
        return True  # "dismissed a report that they would sign"
    return lemma(doc, token.head) in words("doubts") or (token.relation == "ccomp" and negated(doc, token.head))


def once_planned(doc: Document, verb: int) -> bool:
    """Whether somebody "was planning to" do the act, found out by another: no plan that is made known."""
    up = doc.tokens[verb].head
    if _governor(doc, verb) not in ("plan", "planned") or doc.tokens[up].relation not in ("ccomp", "acl"):
        return False
    was = any(doc.tokens[a].text.lower() in ("was", "were") for a in doc.dependents(up, "aux"))
    return was and not _reported(doc, up)


def decided(doc: Document, verb: int) -> bool:
    """Whether somebody "decided to" do the act: with a vote or ruling that is the act itself, and it is done."""
    return _governor(doc, verb) in ("decide", "decision", "decided")


def settled_on(doc: Document, verb: int) -> bool:
    """Whether somebody "decided", "agreed" or "promised" to do the act."""
    return _governor(doc, verb) in words("settling")


def resolved(doc: Document, verb: int) -> bool:
    """Whether somebody has resolved on the act: "plans to reduce taxes", "agreed to raise output", "is to raise it"."""
    return due_to(doc, verb) or is_set_to(doc, verb) or _governor(doc, verb) in words("resolving")


def _of_another(doc: Document, verb: int) -> bool:
    """Whether one only expects it of another: "Russia expected Iran to freeze", not "Iran is expected to freeze"."""
    up = doc.tokens[verb].head
    return lemma(doc, up) == "expect" and not is_passive(doc, up) and bool(doc.dependents(up, "obj", "iobj", "ccomp"))


def due_to(doc: Document, i: int) -> bool:
    """Whether a verb stands after "due to" ("is due to campaign"), which parsers take for a preposition.

    A word that may be a noun too counts only after a form of be or a comma, and where no noun follows it. What "had
    been due" is no more.
    """
    at = _due_before(doc, i)
    if at is None or [t.text.lower() for t in doc.tokens[max(0, at - 2) : at]] == ["had", "been"]:
        return False
    if doc.tokens[i].upos == "VERB":
        return True
    led = at > 0 and doc.tokens[at - 1].text.lower() in (",", "is", "are", "was", "were", "be", "now")
    after = doc.tokens[i + 1] if i + 1 < len(doc.tokens) else None
    dated = (
        after is not None and after.text.lower() in words("leads_to_day") and at > 0
    )  # "reforms due to start next year"
    named = after is not None and after.upos in ("NOUN", "PROPN")
    return (led or dated) and doc.tokens[i].text.lower() in verbs() and not named


def _due_before(doc: Document, i: int) -> int | None:
    """The word "due" of "due to" or "due to be" right before token `i`."""
    to = i - 2 if i and doc.tokens[i - 1].text.lower() == "be" else i - 1
    if to < 1 or doc.tokens[to].text.lower() != "to" or doc.tokens[to - 1].text.lower() != "due":
        return None
    return to - 1


def is_set_to(doc: Document, verb: int) -> bool:
    """ "is to issue", "was to meet": a form of be, then "to", then the verb."""
    if doc.tokens[verb].xpos in ("VBG", "VBN") and not doc.dependents(verb, "aux:pass"):
        return False
    to = next((m for m in doc.dependents(verb, "mark", "aux") if doc.tokens[m].text.lower() == "to"), None)
    if to is None or to == 0:
        return False
    before = doc.tokens[to - 1]
    if before.text.lower() in ("also", "now", "then", "still") and to > 1:
        before = doc.tokens[to - 2]
    be = before.text.lower() in ("is", "are", "was", "were", "'s", "'re")
    token = doc.tokens[verb]
    linked = before.head == verb or token.head == before.i
    named = {doc.tokens[s].lemma.lower() for s in doc.dependents(verb, "nsubj")}
    if named & words("equated"):  # "his task is to", "it is to"
        return False
    subject_noun = linked and before.relation == "cop" and token.head != before.i
    return be and linked and (subject_noun or token.relation in ("xcomp", "root", "ccomp", "advcl", "conj", "acl"))


def subject_before_due(doc: Document, verb: int) -> list[int]:
    """The noun before "due to" or "is to", as parsers hang it: "the summit of the Forum, due to conclude"; else []."""
    outer = [c for c in doc.dependents(verb, "nsubj") if doc.tokens[c].deprel == "nsubj:outer"]
    if outer and (due_to(doc, verb) or is_set_to(doc, verb)):
        return outer
    at = _due_before(doc, verb)
    if at is None or not due_to(doc, verb) or at < 2:
        return []
    if doc.tokens[at - 1].text != ",":
        return [at - 1] if doc.tokens[at - 1].upos in ("NOUN", "PROPN") else []
    node = next((i for i in range(at - 2, -1, -1) if doc.tokens[i].upos != "PUNCT"), at - 2)
    for up in (node, *doc.ancestors(node)):
        if doc.tokens[up].upos not in ("NOUN", "PROPN", "NUM"):
            break
        node = up
    return [node] if doc.tokens[node].upos in ("NOUN", "PROPN") else []


def superseded(doc: Document, verb: int) -> bool:
    """Whether an act was due and something else now comes: "were due to run out on Friday, will now expire in May"."""
    before = [t.text.lower() for t in doc.tokens[max(0, verb - 4) : verb]]
    past = {"was", "were"} & set(before) and {"due", "set", "scheduled", "supposed"} & set(before)
    if not past:
        return False
    rest = {t.text.lower() for t in doc.tokens[verb : doc.sentence_of(verb).last]}
    return "now" in rest and bool({"will", "is", "are"} & rest)


def threatened(doc: Document, verb: int) -> bool:
    """Whether an act is what somebody threatens: "threatened to close the crossing"."""
    up = doc.tokens[verb].head
    return doc.tokens[verb].relation in ("xcomp", "conj") and lemma(doc, up) in words("threats")


def _governor(doc: Document, verb: int) -> str | None:
    """The word of `governors` over the infinitive `verb`, or over the one that it goes on with; `None` without one."""
    node = verb
    for _ in range(3):
        token = doc.tokens[node]
        if token.is_root:
            return None
        governs = token.relation in ("xcomp", "ccomp", "advcl", "acl", "csubj", "obj")
        participle = token.xpos in ("VBG", "VBN") and not doc.dependents(node, "aux:pass")
        marks = {doc.tokens[m].text.lower() for m in doc.dependents(node, "mark")}
        infinitive = not participle and "to" in marks
        settled = token.xpos == "VBG" and "on" in marks and lemma(doc, token.head) == "agree"  # "agreed on moving"
        name = lemma(doc, token.head)
        name = name if name in table("governors") else doc.tokens[token.head].text.lower()
        known = name in table("governors") and _ahead(doc, token.head, name)
        if name == "go" and not _straight_to(doc, token.head, node):
            return None  # "is going to great lengths to build"
        if governs and known and (settled or (infinitive and not _purpose(doc, node))):
            return name
        idle = lemma(doc, token.head) in words("stative")  # "expected to pave the way for a force to disarm them"
        if token.relation == "conj" or (token.relation == "xcomp" and infinitive and not idle):
            node = token.head
            continue
        return None
    return None


def _straight_to(doc: Document, going: int, verb: int) -> bool:
    """Whether "to" stands right after "going", but for an adverb."""
    to = next((m for m in doc.dependents(verb, "mark") if doc.tokens[m].text.lower() == "to"), verb)
    return to > going and all(t.upos in ("ADV", "PART") for t in doc.tokens[going + 1 : to])


def _purpose(doc: Document, verb: int) -> bool:
    """Whether an infinitive tells what for: "To end the crisis, I have decided", "plans for a centre, to promote"."""
    up = doc.tokens[verb].head
    to = min((m for m in doc.dependents(verb, "mark") if doc.tokens[m].text.lower() == "to"), default=verb)
    second = any(up < x < verb for x in doc.dependents(up, "xcomp"))  # "expected to send a force to disarm them"
    return verb < up or (to > 0 and doc.tokens[to - 1].text == ",") or second


def _ahead(doc: Document, i: int, name: str) -> bool:
    """Whether the governor itself looks ahead: "is going to", and no "failed to agree to"."""
    if name == "go":
        return doc.tokens[i].xpos == "VBG"
    if name == "announce" and doc.tokens[i].relation == "acl":  # "a plan announced in May to build"
        return False
    if name in ("set", "due", "slate", "poise"):
        return (
            not doc.dependents(i, "obj", "compound:prt")
            and tense(doc, i) != "pluperfect"
            and (doc.tokens[i].xpos != "VBD" or bool(doc.dependents(i, "aux:pass", "cop")))
        )
    denied = any(doc.tokens[c].text.lower() in words("denials") for c in doc.dependents(i, "advmod", "det"))
    denied = denied or any(doc.tokens[c].text.lower() in words("maybe") for c in doc.dependents(i, "aux"))
    titled = (
        doc.tokens[i].upos in ("NOUN", "PROPN") and doc.tokens[i].text[:1].isupper() and i > doc.sentence_of(i).first
    )
    denied = denied or titled  # "endorsed the Action Plan to ease trade"
    return not denied and (tense(doc, i) != "pluperfect" or (name == "agree" and _reported(doc, i)))


def _reported(doc: Document, verb: int) -> bool:
    """Whether a clause tells what somebody said, so that its tense stands one step back: "said they had agreed"."""
    token = doc.tokens[verb]
    return token.relation == "ccomp" and not token.is_root and lemma(doc, token.head) in words("saying")


def arranged(doc: Document, noun: int) -> tuple[DocketStatus, int] | None:
    """The status that a verb gives to the thing `noun` ("is planned for", "due on", "was cancelled"), and that verb."""
    head = doc.tokens[noun].head
    off = table("arrangers").get(lemma(doc, head))
    if doc.tokens[noun].relation == "obj" and off in ("postponed", "cancelled"):
        return off, head
    for c in [c for c in doc.dependents(noun, "acl", "amod") if doc.tokens[c].deprel != "acl:relcl"]:
        status = _arranger(doc, c)
        calling = doc.tokens[c].xpos == "VBG" and lemma(doc, c) in words("arrange_for")  # "a vote calling for a probe"
        participle = (
            not calling and doc.tokens[c].xpos in ("VBN", "JJ", "VBD", "VBG", "IN") and not doc.dependents(c, "xcomp")
        )
        if status and participle and (c > noun or _adjective(doc, c)):
            return status, c
    for c in doc.dependents(noun, "amod"):
        status = table("ahead").get(doc.tokens[c].text.lower())
        if status:
            return status, c
    token = doc.tokens[noun]
    if token.relation == "nsubj" and not token.is_root:
        passive = token.deprel == "nsubj:pass" or lemma(doc, token.head) in ("due", "set", "likely")
        passive = passive and not doc.dependents(token.head, "obj")  # "set off a crisis"
        status = _arranger(doc, token.head)
        over = tense(doc, token.head) == "pluperfect" and status not in ("postponed", "cancelled")
        over = over or any(doc.tokens[c].text.lower() in words("maybe") for c in doc.dependents(token.head, "aux"))
        if status and passive and not over and not doc.dependents(token.head, "xcomp"):
            return status, token.head
    return _due_after(doc, noun)


def _due_after(doc: Document, noun: int) -> tuple[DocketStatus, int] | None:
    """The word right after a noun that sets it for a day, however it is parsed: "the data due on Friday"."""
    at = next((i for i in (noun + 1, noun + 2) if i < len(doc.tokens) and doc.tokens[i].text != ","), noun)
    token = doc.tokens[at]
    status: DocketStatus | None = table("sets").get(token.text.lower())
    if status is None or token.relation not in ("acl", "case", "amod", "advmod"):
        return None
    after = [t.text.lower() for t in doc.tokens[at + 1 : at + 3]]
    led = len(after) > 1 and after[0] in words("leads_to_day")
    dated = led and (after[1] in words("parts_of_days") or doc.tokens[at + 2].upos in ("PROPN", "NUM"))
    return (status, at) if dated else None


def _adjective(doc: Document, i: int) -> bool:
    return doc.tokens[i].text.lower() in table("ahead")


def _arranger(doc: Document, i: int) -> DocketStatus | None:
    """The status that an arranging verb gives; "announced", "called" and their like arrange only "for" a day."""
    if lemma(doc, i) in words("arrange_for") and not any(t.text.lower() == "for" for t in doc.tokens[i + 1 : i + 5]):
        return None
    if lemma(doc, i) == "set" and doc.dependents(i, "compound:prt"):
        return None  # "the assembly set up after July 1"
    status: DocketStatus | None = table("arrangers").get(lemma(doc, i)) or table("arrangers").get(
        doc.tokens[i].text.lower()
    )
    return status


def stronger(a: DocketStatus, b: DocketStatus) -> DocketStatus:
    """Of two statuses of one item the one that says more."""
    return min(a, b, key=_RANK.index)
