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
_LONGEST = 14  # words of an issue; longer ones are cut where a phrase or clause begins
_CUTS = (",", ";", ":", "(", "--", "-", "–", "—", "which", "whose", "while", "because", "although", "though")
_QUOTES = re.compile(r"[\"“”]|``|''")
_LOOSE = ("PUNCT", "ADP", "DET", "CCONJ", "SCONJ", "PART")
_CLAUSES = ("that", "who", "where", "when", "if", "as", "after", "before")


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
    if token.text.lower() in ("it", "them") and (meant := antecedent(doc, head)) is not None:
        return noun_issue(doc, meant, sign)
    while token.relation == "compound" and token.head > head:  # "arms" of "the arms embargo"
        head = token.head
        token = doc.tokens[head]
    first = phrase(doc, head)[0]
    head = _compound_head(doc, head)
    token = doc.tokens[head]
    if token.upos not in ("NOUN", "PROPN", "ADJ", "X") or lemma(doc, head) in words("lists", "not_issues"):
        return None
    first, last = min(first, phrase(doc, head)[0]), phrase(doc, head)[1]
    if doc.tokens[first].text.lower() == "whose" or doc.dependents(head, "nummod"):
        return None
    bare = doc.tokens[first].text.lower() in ("a", "an") and last == head + 1
    said = [c for c in doc.dependents(head, "acl") if not _is_of_others(doc, c)]
    if bare and said:  # "a law that would ease mining"
        last = max(clause(doc, c)[1] for c in said)
    name = _fullest(doc, head)
    if bare and last == head + 1 and name is None and lemma(doc, head) in words("lists", "vague"):
        return None  # "a move opposed by the unions" does not say which
    return Issue(sign, name or _named(doc, first, last, head), None, (head,))


def _is_of_others(doc: Document, i: int) -> bool:
    """Whether a relative clause says what others make of a thing: "an offer that [Norland] dismissed"."""
    own = [doc.tokens[s].text.lower() for s in doc.dependents(i, "nsubj")]
    return doc.tokens[i].deprel == "acl:relcl" and any(w not in ("who", "which", "that") for w in own)


def _compound_head(doc: Document, head: int) -> int:
    """The last noun of a compound whose nouns a parse has set side by side: "embargo" of "the bloc's arms embargo"."""
    while head + 1 < len(doc.tokens):
        token, after = doc.tokens[head], doc.tokens[head + 1]
        same = after.head == token.head and after.relation == token.relation and not after.is_root
        if not (same and token.upos == after.upos == "NOUN"):
            break
        head += 1
    return head


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
            best = _named(doc, a, b, token.i)
    return best


def clause_issue(doc: Document, head: int, sign: int) -> Issue | None:
    """The question that a noun makes with its participle: "the US and Russia using their influence"; else `None`."""
    if doc.tokens[head].upos == "VERB" or not any(doc.tokens[c].xpos == "VBG" for c in doc.dependents(head, "acl")):
        return None
    first, last = clause(doc, head)
    while first < head and doc.tokens[first].relation == "case":
        first += 1
    return Issue(sign, _named(doc, first, last, last), None, (head,))


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
    if name in words("lists", "formal") or (
        name in words("lists", "light_acts") and not inner and not _weighty(doc, held)
    ):
        return None
    return Issue(sign, _act(doc, verb), None, (verb, *held))


def act_issue(doc: Document, verb: int, sign: int) -> Issue:
    """The act of `verb` itself as the question."""
    return Issue(sign, _act(doc, verb), None, (verb,))


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
    """The public thing that "it" or "them" takes up: named before it in its sentence, or an object in the one before.

    The nearest with the number of the pronoun; `None` where there is none.
    """
    sentence = doc.sentence_of(pronoun)
    plural = doc.tokens[pronoun].text.lower() == "them"
    before = doc.sentence_of(sentence.first - 1).first if sentence.first else 0
    for i in range(pronoun - 1, before - 1, -1):
        token = doc.tokens[i]
        relations = ("obj", "nsubj", "conj", "obl") if i >= sentence.first else ("obj",)
        plain = token.relation in relations and token.upos == "NOUN" and (token.xpos == "NNS") == plural
        aside = any(doc.tokens[up].deprel == "acl:relcl" for up in (i, *doc.ancestors(i)))
        public = token.lemma.lower() in words("lists", "public")
        if plain and public and not aside and token.head != doc.tokens[pronoun].head:
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
    """The act as a noun phrase: "lifting the embargo", "keeping the ban" of "the ban is kept", "Dorna disarming"."""
    undergone = bool(doc.dependents(verb, "aux:pass", "nsubj:pass"))
    subject = next((s for s in doc.dependents(verb, "nsubj") if s < verb), None)
    if subject is not None and doc.tokens[subject].upos == "PRON":
        subject = None
    whose = _named(doc, *phrase(doc, subject), subject) if subject is not None else ""
    if doc.dependents(verb, "cop"):
        first, last = clause(doc, verb)
        first = max([first, *(c + 1 for c in doc.dependents(verb, "cop", "nsubj", "aux", "mark"))])
        return f"{whose} being {_named(doc, min(first, verb), last, verb)}".strip()
    last = verb + 1
    for c in doc.children[verb]:
        if c > verb and doc.tokens[c].relation in ("obj", "compound", "obl", "advmod", "xcomp", "iobj", "ccomp"):
            last = max(last, clause(doc, c)[1])
    rest = _named(doc, verb, last, verb).partition(" ")[2]
    after = doc.tokens[min(verb + 1, len(doc.tokens) - 1)]
    if after.text.lower() in ("it", "them") and (meant := antecedent(doc, after.i)) is not None:
        rest = " ".join([_named(doc, *phrase(doc, meant), meant), *rest.split()[1:]])
    token = doc.tokens[verb]
    name = token.text.lower() if token.xpos == "VBG" else gerund(lemma(doc, verb))
    parts = (name, whose, rest) if undergone else (whose, name, rest)
    return " ".join(part for part in parts if part)


def _named(doc: Document, first: int, last: int, head: int) -> str:
    """The words, white space folded, cut behind `head` at a clause of their own, and with no loose end."""
    given, last = last, _whole(doc, first, last, head)
    cut = last < given
    while last > first + 1 and (doc.tokens[last - 1].upos in _LOOSE or (cut and _is_open(doc, last - 1))):
        last -= 1
    while first < last - 1 and doc.tokens[first].upos in ("PUNCT", "SCONJ"):
        first += 1
    text = " ".join(_QUOTES.sub("", doc.words(first, last)).split())
    opening = doc.tokens[first]
    named = first in doc.name_at or opening.upos == "PROPN" or not opening.text.istitle() or opening.text == "I"
    inside = first != doc.sentence_of(first).first and opening.upos != "DET"
    return text if not text or named or inside else text[0].lower() + text[1:]


def _is_open(doc: Document, i: int) -> bool:
    """Whether the word lives by what came after it: the "accused" of "a bank accused of fraud"."""
    return doc.tokens[i].relation in ("acl", "advcl") and doc.tokens[i].upos == "VERB"


def _whole(doc: Document, first: int, last: int, head: int) -> int:
    """Where the words from `first` on end: before an aside; where still too long, where a part of them begins."""
    for i in range(head + 1, last):
        if doc.tokens[i].text.lower() in _CUTS and not _joins(doc, i, last):
            last = i
            break
    if last - first <= _LONGEST:
        return last
    parts = [i for i in range(head + 1, last) if doc.tokens[i].text.lower() in _CLAUSES or doc.tokens[i].upos == "ADP"]
    clauses = [i for i in parts if doc.tokens[i].text.lower() in _CLAUSES and i - first <= _LONGEST]
    return clauses[0] if clauses else max((i for i in parts if i - first <= _LONGEST), default=last)


def _joins(doc: Document, i: int, last: int) -> bool:
    """Whether the mark stands inside a name or a hyphened word, or between the words of one list of nouns."""
    token = doc.tokens[i]
    if _tied(doc, i):
        return True
    listed = token.text == "," and doc.tokens[token.head].relation == "conj" and token.head < last
    return listed and doc.tokens[token.head].upos in ("NOUN", "PROPN", "ADJ")


def _tied(doc: Document, i: int) -> bool:
    """Whether no blank stands on either side: the hyphen of "cease-fire"."""
    token = doc.tokens[i]
    if token.text not in ("-", "–") or not 0 < i < len(doc.tokens) - 1:
        return False
    return doc.tokens[i - 1].end == token.start or token.end == doc.tokens[i + 1].start


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
