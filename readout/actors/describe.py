"""What the words of a noun phrase tell of an actor: country, sector, kind, title.

Works on words alone, so that phrases and documents are read by the same rules.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from readout.actors import places
from readout.actors.definitions import is_acronym
from readout.actors.knowledge import Entry, Hit, Meaning, english, knowledge
from readout.actors.tables import agents, given_names, key, roles, singular, word_sets, words

_SUFFIXES = ("based", "born", "run", "owned", "registered", "led")
_LONGEST_TITLE = 6
_OF_ANYTHING = ("president", "vice president", "chairman", "director")
"""Titles that states and firms both give."""
_ENTITY_KINDS = ("organisation", "group")


@dataclass(frozen=True, slots=True)
class Description:
    """What a phrase tells. `entry` is the actor that its head names; `title` a role word; `kind` "" where untold,
    `noun` the words of the tables that its head is.

    `plural` tells a group of people from one person; `former` a former holder; `weak` a head that tells no sector of
    its own ("official", "leader"), which what stands beside it may overrule.
    """

    country: str | None = None
    sector: str | None = None
    kind: str = ""
    title: str = ""
    entry: Entry | None = None
    former: bool = False
    plural: bool = False
    weak: bool = False
    via: str = ""
    noun: str = ""

    def filled(self, other: Description) -> Description:
        """This description with what it lacks taken from `other`."""
        sector = self.sector
        if other.sector and (self.weak or not sector):
            sector = other.sector
        return replace(
            self,
            country=self.country or other.country,
            sector=sector,
            kind=self.kind or other.kind,
            entry=self.entry,
            title=self.title or other.title,
            former=self.former or other.former,
        )


def split_words(text: str) -> list[str]:
    """Words of a phrase: possessive endings dropped into words of their own, "Macau-based" parted."""
    text = text.replace("\u2019", "'").replace("\u2018", "'").replace(" 's", "'s").replace(" - ", "-")
    out: list[str] = []
    for raw in text.split():
        word = raw.strip('"“”()[];:!?')
        tail = "," if word.endswith(",") else ""
        word = word.rstrip(",")
        if word.endswith("'s") and len(word) > 2:
            out += [word[:-2], "'s"]
        elif word.endswith("s'") and len(word) > 3:
            out += [word[:-1], "'s"]
        elif word.rpartition("-")[2] in _SUFFIXES and "-" in word:
            out += [word.rpartition("-")[0], word.rpartition("-")[2]]
        elif word.lower().startswith("ex-") and len(word) > 5:
            out += ["ex", word[3:]]
        elif word:
            out.append(word if word in ("U.S.", "U.N.", "U.K.", "E.U.") or not word.endswith(".") else word.rstrip("."))
        if tail:
            out.append(tail)
    return [w for w in out if w]


def describe(phrase: Sequence[str], on: date | None = None, near: Collection[str] = ()) -> Description:
    """Reads a noun phrase without what follows its head: modifiers, then the head as the last word.

    `near` are countries (alpha-3) that help to place towns. Words are as written, capitals and all.
    """
    phrase = _without_determiners(phrase)
    if not phrase:
        return Description()
    hits = _at_home(_credible(knowledge().scan(phrase, on), phrase), phrase, near)
    head = _head(phrase)
    own = next((h for h in hits if h.last == len(phrase)), None)
    if own is not None and (own.meaning.via != "adjective" or head is None):
        return _named(own, hits, phrase)
    plain = [w.removesuffix("'s") for w in phrase]
    country = None if _is_ethnic(phrase) else _country(plain, hits, near)
    told = head or Description()
    sector = _sector(plain, hits, told)
    former = any(w.lower().removeprefix("ex-") != w.lower() or w.lower() in word_sets()["former"] for w in phrase[:-1])
    if former and (sector in word_sets()["former_sectors"] or (not sector and told.title)):
        sector = "ELI"
    return replace(told, country=country, sector=sector, former=former)


def _is_ethnic(phrase: Sequence[str]) -> bool:
    """Whether a nationality is that of a people wherever they live: "ethnic Albanians", "ethnic Albanian rebels"."""
    return any(w.lower() == "ethnic" for w in phrase)


def many_bear(text: str, meaning: Meaning) -> bool:
    """Whether bodies of several countries may bear a name: most acronyms, "Congress", "Labour"."""
    if meaning.entry.kind not in ("organisation", "group") or text in words()["names"]["famous"]:
        return False
    if key(text) in words()["names"]["shared"]:
        return True
    generic = " " in text and meaning.entry.sector in ("PTY", "OPP") and not knowledge().scan(text.split()[:1])
    return is_acronym(text) or (generic and all(key(w) in english() for w in text.split()))


def _at_home(hits: Sequence[Hit], phrase: Sequence[str], near: Collection[str]) -> list[Hit]:
    """Without bodies of a country that the report never names, where bodies of several countries bear the name."""
    return [
        h
        for h in hits
        if not near
        or h.meaning.entry.country in (None, "IGO", *near)
        or not many_bear(" ".join(phrase[h.first : h.last]), h.meaning)
    ]


def _without_determiners(phrase: Sequence[str]) -> list[str]:
    out: list[str] = []
    for word in phrase:
        if word == "'s" and out:
            out[-1] += "'s"
        elif word not in ("'s", "'", '"'):
            out.append(word)
    while out and out[0].lower() in ("the", "a", "an", "this", "that", "these", "those"):
        out = out[1:]
    return out


def _named(own: Hit, hits: Sequence[Hit], phrase: Sequence[str]) -> Description:
    """The phrase ends in a name of the tables: "the Taliban", "two Russians", "Poland's Sejm"."""
    entry, via = own.meaning.entry, own.meaning.via
    if via == "people":
        strong = next((s for w in phrase[: own.first] if (s := words()["strong"].get(w.lower()))), None)
        country = None if _is_ethnic(phrase) else entry.country
        return Description(country, strong, "group", plural=True, via=via)
    country = entry.country
    if country is None and hits[0] is not own:
        country = hits[0].meaning.entry.country
    return Description(country, entry.sector, entry.kind, entry=entry, via=via)


def _head(phrase: Sequence[str]) -> Description | None:
    """The role or agent noun that ends the phrase, the longest that the tables hold."""
    low = [key(w) for w in phrase]
    for first in range(max(0, len(low) - _LONGEST_TITLE), len(low)):
        for last in (low[-1], singular(low[-1])):
            text = " ".join([*low[first:-1], last])
            plural = last != low[-1] or low[-1] in ("police", "people")
            agent = agents().get(text)
            role = roles().get(text)
            if role is not None and not (agent and plural):
                kind = "group" if plural else "person"
                return Description(
                    None, role.sector or None, kind, role.title, plural=plural, weak=_weak(text), noun=text
                )
            if agent is not None:
                return Description(None, agent.sector or None, agent.kind, plural=plural, weak=_weak(text), noun=text)
        text = " ".join([*low[first:-1], _singular_first(low[first:])]) if first < len(low) - 1 else ""
        if text and text in roles():
            return Description(None, roles()[text].sector or None, "group", text, plural=True, noun=text)
    return None


def _singular_first(low: Sequence[str]) -> str:
    return singular(low[-1])


def _weak(text: str) -> bool:
    return text in word_sets()["weak"]


def _country(phrase: Sequence[str], hits: Sequence[Hit], near: Collection[str]) -> str | None:
    """The country of a modifier: nationality or country first, then a body's, then a town's."""
    for wanted in (("country", "place-for-government"), _ENTITY_KINDS):
        for hit in hits:
            if hit.meaning.entry.kind in wanted and hit.meaning.entry.country:
                return hit.meaning.entry.country
    covered = {i for h in hits for i in range(h.first, h.last)}
    return _town(phrase, covered, near)


def _credible(hits: Sequence[Hit], phrase: Sequence[str]) -> list[Hit]:
    """Without names that are but a part of a longer one.

    "Congress" in "Farmers Congress", "Lao" in "Nguoi Lao Dong": a body's name after another capital, a nationality
    among foreign words.
    """
    covered = {i for h in hits for i in range(h.first, h.last)}
    out = []
    for hit in hits:
        before = phrase[hit.first - 1] if hit.first and hit.first - 1 not in covered else ""
        capital = before[:1].isupper() and not before.endswith("'s") and before.split("-")[-1][:1].isupper()
        capital = capital and before.lower() not in word_sets()["determiners"]
        inside = hit.last < len(phrase) and phrase[hit.last][:1].isupper()
        if hit.meaning.entry.kind in _ENTITY_KINDS and capital and before.lower() not in word_sets()["title_modifiers"]:
            continue
        if hit.meaning.via in ("adjective", "people") and capital and inside and not _english(before):
            continue
        out.append(hit)
    return out


def _english(word: str) -> bool:
    """Whether a word is among those that English names of bodies and offices are made of, or a given name."""
    return key(word) in english() or key(word) in given_names() or word.lower() in word_sets()["title_modifiers"]


def _town(phrase: Sequence[str], covered: Collection[int], near: Collection[str]) -> str | None:
    """The country of a town or region that the phrase names: at the start of a run of capitals or after "of", "in".

    "Mary" in "Queen Mary College" is no town, nor are given names and words of everyday use by themselves.
    """
    for first, last in _place_words(phrase):
        text = " ".join(phrase[first:last])
        alone = last == first + 1
        if any(i in covered for i in range(first, last)) or (alone and key(text) in words()["town"]["words"]):
            continue
        if alone and key(text) in given_names() and not _located(phrase, first):
            continue
        found = places.country_of(text, near)
        if found:
            return found
    return None


def _place_words(phrase: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Runs of words that may be a place's name, the longest first at each start."""
    for first in range(len(phrase)):
        if not phrase[first][:1].isupper():
            continue
        opens = first == 0 or not phrase[first - 1][:1].isupper()
        for last in range(min(len(phrase), first + 4), first, -1):
            ends = last == len(phrase) and (last - first > 1 or _located(phrase, first))
            if opens or ends:
                yield first, last


def _located(phrase: Sequence[str], first: int) -> bool:
    return first > 0 and phrase[first - 1].lower() in ("of", "in", "at", "from", ",")


def _sector(phrase: Sequence[str], hits: Sequence[Hit], head: Description) -> str | None:
    """The head's sector, a strong modifier's over it, a body's or weak modifier's where the head tells little."""
    before = [w.lower() for w in phrase[:-1]]
    tables = words()
    strong = next((tables["strong"][w] for w in before if w in tables["strong"]), None)
    if strong and head.sector not in ("LEG", "JUD", "MED", "JOU", "EDU"):
        return str(strong)
    bodies = [h.meaning.entry for h in hits if h.meaning.entry.kind in _ENTITY_KINDS and h.last < len(phrase)]
    if bodies and (head.weak or not head.sector):
        return bodies[-1].sector
    if bodies and head.kind == "person" and head.sector == "GOV" and bodies[-1].sector == "IGO":
        return "IGO"
    if head.title in _OF_ANYTHING and _of_unknown_body(phrase, hits, head):
        return None
    if head.weak or not head.sector:
        found = next((tables["weak_modifiers"][w] for w in reversed(before) if w in tables["weak_modifiers"]), None)
        if found:
            return str(found)
        for last in range(len(phrase) - 1, 0, -1):
            inner = _head(phrase[:last])
            if inner is not None and inner.sector and not inner.weak:
                return inner.sector
    return head.sector


def _of_unknown_body(phrase: Sequence[str], hits: Sequence[Hit], head: Description) -> bool:
    """Whether a name that no table holds stands before "president": a firm's, a club's, and no state's."""
    covered = {i for h in hits for i in range(h.first, h.last)}
    before = range(len(phrase) - len(head.noun.split()))
    plain = word_sets()["title_modifiers"] | word_sets()["former"]
    return any(phrase[i][:1].isupper() and i not in covered and phrase[i].lower() not in plain for i in before)
