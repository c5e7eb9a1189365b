"""Rules over classes of words: `data/grammar.toml`, compiled to regular expressions over one character a token.

Every token of a text becomes one character that stands for the set of its classes, so that a rule such as
`mon=MON .? d=DAY (,? y=YEAR)?` is a short regular expression with character classes: fast, and readable as data.
In a pattern UPPER CASE names a class, anything else is the word or sign itself, `name=` makes a group, `( ) | ? * +`
mean what they always do, `!>X` and `!<X` forbid X after and before, `<X` and `>X` ask for X before and after, `{NAME}`
is a macro. Rules stand in phases: what a phase finds becomes one token of the next, of the classes in the rule's `as`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from typing import Any

from readout.times.lexicon import classes, classes_of, fold, load

_BASE = 0xE000  # private use: one character for each set of classes
_BLANK = " "
_TOKEN = re.compile(
    r"[ap]\.\s?m\b\.?|(?:1\d|20)?\d0s(?!\w)|\d+(?:,\d{3})+(?!\d)|\d+\.\d+(?![.\d])|\d+|[^\W\d_]+|\n\s*\n|[^\w\s]",
    re.IGNORECASE,
)
_ATOM = re.compile(r"(!<|!>|<|>)?(?:(\w+)=)?([^\s()|?*+]+)|([()|?*+])")
_MACRO = re.compile(r"\{(\w+)\}")


@dataclass(slots=True)
class Node:
    """A token of the current phase: a word, or what an earlier phase made of several."""

    text: str
    start: int
    end: int
    classes: frozenset[str]
    piece: Piece | None = None


@dataclass(slots=True)
class Piece:
    """One match of a rule: its rule and the nodes of its named groups."""

    rule: Rule
    start: int
    end: int
    groups: dict[str, list[Node]]

    def word(self, name: str) -> str | None:
        """The first word of a group in folded form; `None` where the group is empty."""
        nodes = self.groups.get(name)
        return fold(nodes[0].text) if nodes else None

    def number(self, name: str) -> int | None:
        """The whole number in a group; `None` where the group is empty."""
        word = self.word(name)
        return int(word.replace(",", "")) if word else None

    def part(self, name: str) -> Piece | None:
        """The piece that a group holds; `None` where the group is empty or a word."""
        nodes = self.groups.get(name)
        return nodes[0].piece if nodes else None


@dataclass(slots=True)
class Rule:
    """One rule as compiled: `make` names the resolver, `kinds` the classes of what it makes, `set` its constants."""

    name: str
    make: str
    kinds: frozenset[str]
    regex: re.Pattern[str]
    order: int
    hidden: bool
    constants: dict[str, Any] = field(default_factory=dict)


class Alphabet:
    """The characters that stand for sets of classes; grows while texts are read and rules match new sets."""

    def __init__(self, triggers: frozenset[str], known: frozenset[str]) -> None:
        self.codes: dict[frozenset[str], str] = {}
        self.words: dict[str, str] = {}
        self.known = known
        self.triggers = triggers
        self.loud: set[str] = set()

    def of(self, word: str) -> str:
        """The character of a word as it stands in the text; a blank for one that no rule asks for."""
        code = self.words.get(word)
        if code is None:
            code = self.of_set(classes_of(word))
            if len(self.words) < 200_000:
                self.words[word] = code
        return code

    def of_set(self, found: frozenset[str]) -> str:
        """The character of a set of classes."""
        found = found & self.known
        if not found:
            return _BLANK
        code = self.codes.get(found)
        if code is None:
            code = self.codes[found] = chr(_BASE + len(self.codes))
            if found & self.triggers:
                self.loud.add(code)
        return code


def tokens(text: str) -> list[re.Match[str]]:
    """Words, numbers, signs and paragraph breaks of a text, as matches."""
    return list(_TOKEN.finditer(text))


class Grammar:
    """All phases, compiled against an alphabet that is complete: rules are compiled anew when a new set turns up."""

    def __init__(self) -> None:
        raw = load("grammar.toml")
        self.macros: dict[str, str] = raw["macros"]
        self.raw: list[dict[str, Any]] = raw["rule"]
        known = {c for r in self.raw for c in self._names(r["pattern"])}
        self.alphabet = Alphabet(frozenset(raw["triggers"]), frozenset(known | set(raw["triggers"])))
        self.size = -1
        self.phases: list[list[Rule]] = []
        self._seed()

    def _seed(self) -> None:
        """Meets all sets of classes that the lexicon and the shapes of numbers can make, so that rules compile once."""
        words = {w for table in classes().values() for w in table}
        words |= {name[1:] for name in self.alphabet.known if name.startswith("=")}
        for word in words:
            for form in (word, word.capitalize(), word.upper()):
                self.alphabet.of(form)
        for number in [
            *range(62),
            70,
            77,
            100,
            999,
            1010,
            1066,
            1070,
            1800,
            1990,
            2010,
            2190,
            2390,
            1259,
            1300,
            1989,
            2013,
            2159,
            2399,
            2500,
            9999,
            12345,
        ]:
            for form in (f"{number}", f"{number:02}", f"{number:04}", f"{number}.05", f"{number}.5"):
                self.alphabet.of(form)
        for form in ("1,000", "60s", "1960s"):
            self.alphabet.of(form)
        for rule in self.raw:
            self.alphabet.of_set(frozenset(rule.get("as", ["DATE"])))

    def _expand(self, pattern: str) -> str:
        while True:
            expanded = _MACRO.sub(lambda m: self.macros[m[1]], pattern)
            if expanded == pattern:
                return pattern
            pattern = expanded

    def _names(self, pattern: str) -> list[str]:
        return [_class(m[3]) for m in _ATOM.finditer(self._expand(pattern)) if m[3]]

    def ready(self) -> list[list[Rule]]:
        """The phases, with every set of classes met so far in their character classes."""
        if self.size != len(self.alphabet.codes):
            self.size = len(self.alphabet.codes)
            self.phases = [[] for _ in range(1 + max(r.get("phase", 1) for r in self.raw))]
            for order, r in enumerate(self.raw):
                self.phases[r.get("phase", 1)].append(self._rule(r, order))
        return self.phases

    def _rule(self, r: dict[str, Any], order: int) -> Rule:
        return Rule(
            name=r.get("name", r["pattern"]),
            make=r["make"],
            kinds=frozenset(r.get("as", ["DATE"])),
            regex=re.compile(self._regex(r["pattern"])),
            order=order,
            hidden=r.get("hidden", False),
            constants=r.get("set", {}),
        )

    def _regex(self, pattern: str) -> str:
        out: list[str] = []
        named: str | None = None
        unique = (f"_{n}" for n in count())  # a name may stand in several branches
        text = self._expand(pattern).replace("=(", "=\x00 (")
        for m in _ATOM.finditer(text):
            look, name, atom, operator = m.groups()
            if operator:
                out.append(
                    f"(?P<{named}{next(unique)}>"
                    if operator == "(" and named
                    else "(?:"
                    if operator == "("
                    else operator
                )
                named = None
            elif atom == "\x00":
                named = name
            else:
                chars = self._chars(_class(atom))
                wrapped = {"!<": f"(?<!{chars})", "!>": f"(?!{chars})", "<": f"(?<={chars})", ">": f"(?={chars})"}.get(
                    look or "", chars
                )
                out.append(f"(?P<{name}{next(unique)}>{wrapped})" if name else wrapped)
        return "".join(out)

    def _chars(self, name: str) -> str:
        found = "".join(code for kinds, code in self.alphabet.codes.items() if name in kinds)
        return f"[{found}]" if found else "[\x00]"


def _class(atom: str) -> str:
    return atom if atom.isupper() and atom.isalpha() else "=" + atom


@cache
def grammar() -> Grammar:
    """The grammar, loaded once."""
    return Grammar()


def parse(text: str) -> list[Piece]:
    """All pieces of the last phase in text order; pieces of hidden rules (parts that mean nothing alone) left out."""
    g = grammar()
    found = tokens(text)
    codes = [g.alphabet.of(m[0]) for m in found]
    nodes = _islands(found, codes, g.alphabet)
    for phase in range(1, len(g.ready())):
        if not nodes:
            return []
        nodes = _run(nodes, phase, g)
    return [n.piece for n in nodes if n.piece is not None and not n.piece.rule.hidden]


def _islands(found: list[re.Match[str]], codes: list[str], alphabet: Alphabet) -> list[Node]:
    """Nodes of the runs of known words that hold a trigger, a blank node after each: all that rules need to see."""
    nodes: list[Node] = []
    line, loud, i = "".join(codes), alphabet.loud, 0
    for run in line.split(_BLANK):
        if run and not loud.isdisjoint(run):
            for m in found[i : i + len(run)]:
                nodes.append(Node(m[0], m.start(), m.end(), classes_of(m[0])))
            nodes.append(Node("", -1, -1, frozenset()))
        i += len(run) + 1
    return nodes


def _run(nodes: list[Node], phase: int, g: Grammar) -> list[Node]:
    """One phase: the longest match at each place, leftmost first, each made one node."""
    line = "".join([g.alphabet.of_set(n.classes) for n in nodes])
    found = [
        (m.start(), -m.end(), rule.order, rule, m)
        for rule in g.ready()[phase]
        for m in rule.regex.finditer(line)
        if m.end() > m.start()
    ]
    found.sort(key=lambda f: f[:3])
    out: list[Node] = []
    at = 0
    for first, negative, _, rule, m in found:
        if first < at:
            continue
        out.extend(nodes[at:first])
        groups = {k.partition("_")[0]: nodes[m.start(k) : m.end(k)] for k, v in m.groupdict().items() if v}
        piece = Piece(rule, nodes[first].start, nodes[-negative - 1].end, groups)
        out.append(Node("", piece.start, piece.end, rule.kinds, piece))
        at = -negative
    out.extend(nodes[at:])
    return out
