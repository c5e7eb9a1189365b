"""How an open question is named: the noun phrase in dispute, or the act as a gerund ("lifting the embargo").

`complement` composes polarity: who pushes to lift an embargo is against the embargo, who opposes lifting it is for it.
The lexicon is `data/positions.toml`.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from readout.extract.syntax import clause, conjuncts, lemma, negated, objects, obliques, phrase
from readout.language.document import Document

_FULL = 9  # words of the fullest name that a report gives a question
_LONGEST = 14  # words of an issue; longer ones say more than the question


@dataclass(frozen=True, slots=True)
class Issue:
    """What a stand is about: `sign` +1 for or -1 against `name`.

    `toward` says the act where one was named; `tokens` are the words that made it.
    """

    sign: int
    name: str
    toward: str | None
    tokens: tuple[int, ...]


@cache
def lexicon() -> dict[str, Any]:
    """data/positions.toml."""
    return tomllib.loads((files("readout.extract") / "data" / "positions.toml").read_text("utf-8"))


@cache
def words(table: str, key: str) -> frozenset[str]:
    """One list of data/positions.toml as a set."""
    return frozenset(lexicon()[table][key])


def frames(table: str, sign: int) -> dict[str, list[str]]:
    """A table of data/positions.toml from words to their prepositions, for +1 or against -1."""
    found: dict[str, list[str]] = lexicon()[table]["for" if sign > 0 else "against"]
    return found


def noun_issue(doc: Document, head: int, sign: int) -> Issue | None:
    """The question that noun `head` names; `None` for a pronoun or a noun that is none ("the charge")."""
    token = doc.tokens[head]
    if token.upos in ("VERB", "AUX"):
        return complement(doc, head, sign)
    if token.upos not in ("NOUN", "PROPN", "ADJ", "X") or lemma(doc, head) in words("lists", "not_issues"):
        return None
    first, last = phrase(doc, head)
    if doc.tokens[first].text.lower() == "whose":
        return None
    return Issue(sign, _fullest(doc, head) or _named(doc, first, last), None, (head,))


def _fullest(doc: Document, head: int) -> str | None:
    """What "the embargo" is called where the report names it in full, so that all who stand on it share one question.

    The longest noun phrase of the report with the same head in the same number; `None` where the phrase of `head`
    itself says more than "the embargo", or the report never says more.
    """
    first, last = phrase(doc, head)
    if last - first > 2 or last - 1 != head or doc.tokens[first].text.lower() not in ("the", "this", "that", "such"):
        return None
    best: str | None = None
    for token in doc.tokens:
        if token.i == head or token.upos != "NOUN" or token.text.lower() != doc.tokens[head].text.lower():
            continue
        a, b = phrase(doc, token.i)
        named = b - a <= _FULL and doc.dependents(token.i, "compound", "nmod", "amod")
        if named and token.relation != "compound" and (best is None or b - a > len(best.split())):
            best = _named(doc, a, b)
    return best


def clause_issue(doc: Document, head: int, sign: int) -> Issue | None:
    """The question that a noun makes with its participle: "the US and Russia using their influence"; else `None`."""
    if doc.tokens[head].upos == "VERB" or not any(doc.tokens[c].xpos == "VBG" for c in doc.dependents(head, "acl")):
        return None
    first, last = clause(doc, head)
    while first < head and doc.tokens[first].relation == "case":
        first += 1
    return Issue(sign, _named(doc, first, last), None, (head,))


def complement(doc: Document, verb: int, sign: int, depth: int = 0) -> Issue | None:
    """The question behind what someone stands for (+1) or against (-1) doing: `verb` with its objects.

    `None` where the act is one of form ("to meet", "to comment") and no question.
    """
    name = lemma(doc, verb)
    if negated(doc, verb) and any(lemma(doc, c) in ("not", "n't", "never", "no") for c in doc.children[verb]):
        sign = -sign
    inner = doc.dependents(verb, "xcomp")
    if depth < 4 and inner and doc.tokens[inner[0]].upos == "VERB":
        step = _steps(name)
        if step:
            return complement(doc, inner[0], sign * step, depth + 1)
    passive = bool(doc.dependents(verb, "nsubj:pass", "aux:pass"))
    held = [o for o in objects(doc, verb) if passive or o > verb] or [o for o in obliques(doc, verb) if o > verb][:1]
    turn = _turn(doc, verb)
    if turn and held:
        issue = noun_issue(doc, held[0], sign * turn)
        if issue:
            return Issue(issue.sign, issue.name, _act(doc, verb), (verb, *issue.tokens))
        return None
    if name in words("lists", "formal") or (name in words("lists", "light_acts") and not _weighty(doc, held)):
        return None
    act = _act(doc, verb)
    return Issue(sign, act, act, (verb, *held))


def act_issue(doc: Document, verb: int, sign: int) -> Issue:
    """The act of `verb` itself as the question."""
    act = _act(doc, verb)
    return Issue(sign, act, act, (verb,))


def is_public(doc: Document, issue: Issue) -> bool:
    """Whether the issue is of public affairs: one of its words is, or it names someone."""
    for i in issue.tokens:
        first, last = clause(doc, i)
        for token in doc.tokens[first : min(last, i + 2 * _LONGEST)]:
            public = words("lists", "public")
            if token.lemma.lower() in public or token.text in public or token.upos == "PROPN":
                return True
            if token.text.lower() in ("it", "them") and antecedent(doc, token.i) is not None:
                return True
    return False


def antecedent(doc: Document, pronoun: int) -> int | None:
    """The nearest public thing named before "it" or "them" in its sentence: an object or a subject."""
    first = doc.sentence_of(pronoun).first
    public = words("lists", "public")
    for i in range(pronoun - 1, first - 1, -1):
        token = doc.tokens[i]
        plain = token.relation in ("obj", "nsubj", "conj", "obl") and token.upos == "NOUN"
        aside = any(doc.tokens[up].deprel == "acl:relcl" for up in (i, *doc.ancestors(i)))
        if plain and not aside and token.lemma.lower() in public and token.head != doc.tokens[pronoun].head:
            return i
    return None


def _weighty(doc: Document, held: list[int]) -> bool:
    """Whether a light verb has an object that can be in question ("take part", "make peace")."""
    return any(doc.tokens[h].upos == "NOUN" and lemma(doc, h) not in words("lists", "not_issues") for h in held)


def _steps(name: str) -> int:
    if name in words("infinitive", "against"):
        return -1
    return 1 if name in words("infinitive", "for") or name in ("continue", "start", "begin", "help", "agree") else 0


def _turn(doc: Document, verb: int) -> int:
    """-1 for a verb that undoes its object, 1 for one that supports it, 0 for any other act."""
    name = lemma(doc, verb)
    table = lexicon()["reverse"]["particles"]
    particles = table.get(name) or table.get(doc.tokens[verb].lemma.lower())
    if particles and any(doc.tokens[c].text.lower() in particles for c in doc.children[verb]):
        return -1
    if name in words("reverse", "verbs") or name in words("object", "against"):
        return -1
    return 1 if name in words("object", "for") else 0


def _act(doc: Document, verb: int) -> str:
    """The act as a gerund with its objects: "lifting the embargo"; a passive or a finite clause as it stands."""
    if doc.dependents(verb, "aux:pass", "cop", "nsubj:pass"):
        first, last = clause(doc, verb)
        return _named(doc, first, last)
    last = verb + 1
    for c in doc.children[verb]:
        if c > verb and doc.tokens[c].relation in ("obj", "compound", "obl", "advmod", "xcomp", "iobj", "ccomp"):
            last = max(last, clause(doc, c)[1])
            if last - verb > _LONGEST:
                break
    rest = _named(doc, verb + 1, last) if last > verb + 1 else ""
    after = doc.tokens[min(verb + 1, len(doc.tokens) - 1)]
    if after.text.lower() in ("it", "them") and (meant := antecedent(doc, after.i)) is not None:
        rest = " ".join([_named(doc, *phrase(doc, meant)), *rest.split()[1:]])
    token = doc.tokens[verb]
    name = token.text.lower() if token.xpos == "VBG" else gerund(lemma(doc, verb))
    return f"{name} {rest}".strip()


def _named(doc: Document, first: int, last: int) -> str:
    """The words, white space folded, no longer than an issue may be and with no loose end."""
    last = min(last, first + _LONGEST)
    while last > first + 1 and doc.tokens[last - 1].upos in ("PUNCT", "ADP", "DET", "CCONJ", "SCONJ", "PART"):
        last -= 1
    while first < last - 1 and doc.tokens[first].upos in ("PUNCT", "SCONJ"):
        first += 1
    return " ".join(doc.words(first, last).split())


def gerund(name: str) -> str:
    """The -ing form of a verb: "lift" -> "lifting"."""
    irregular: dict[str, str] = lexicon()["gerunds"]
    if name in irregular:
        return irregular[name]
    if re.fullmatch(r"[^aeiou]*[aeiou][bdgklmnprt]", name):
        return name + name[-1] + "ing"
    if name.endswith("e") and not name.endswith(("ee", "oe", "ye")):
        return name[:-1] + "ing"
    return name + "ing"


def heads(doc: Document, head: int) -> list[int]:
    """`head` with its conjuncts that are nouns."""
    return [i for i in conjuncts(doc, head) if doc.tokens[i].upos in ("NOUN", "PROPN", "PRON")]
