"""Whether a bare weekday, month or day lies before or after the report, from the tense of the words around it."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from readout.language.document import Document
from readout.language.headlines import is_announced
from readout.times.lexicon import load

_WORD = re.compile(r"'ll|[^\W\d_]+(?:-[^\W\d_]+)*|[.!?;]")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+(?=[\"'“‘(]*[A-Z])|\n\s*\n")
_ADJECTIVE = re.compile(
    r"(?:\b(?:an?|the|its|their|his|her|still|yet|as yet|this|these|some|any)|['’]s|s['’])\s+(?:still |yet |newly )?$",
    re.I,
)
_REACH = 400
_GOVERNED = 3
"""Words between a form of "be" and the "to" that it governs: "is on course to"."""
_CLAUSE = 8
"""Words in which a clause that "and on Monday" opens tells its tense."""
_BY_CLOCK = re.compile(  # "until midnight on", "by 5 p.m. (1600 GMT)", "by the last day of": the words before tell
    r"(?:\bthe\s+(?:last|final|closing)\s+\w+\s+(?:of|in)\s+"
    r"|\bfrom\s+(?:[A-Z]\w+day|[A-Z]\w+\.?\s+\d+|\d+\s+[A-Z]\w+)\s+(?:through|to|until|till)\s+"
    r"|(?:\b(?:at|around|about)\s+)?"
    r"(?:\b(?:noon|midnight|midday|dawn|dusk|nightfall)|\d[\d:.]*\s*(?:[ap]\.\s?m\.|[ap]m\b|gmt\b))"
    r"(?:\s+local time)?(?:\s+\([^()]*\))?,?\s+(?:on\s+)?)?\Z",
    re.IGNORECASE,
)
_HAD = re.compile(r"\bhad (?:been )?$", re.IGNORECASE)
_INFINITE = re.compile(r"(?:\bto|\bnot|n['’]t) \Z", re.IGNORECASE)
_BEING = re.compile(r"(?:\bis|\bare|['’]s|['’]re) \Z", re.IGNORECASE)
_OTHERWISE = {  # words that tell only before some others: not in "next to", "no earlier than", "its last rival"
    "next": re.compile(r"(?!\sto\b)"),
    "following": re.compile(r"(?!\s(?:is|are)\b)"),
    "earlier": re.compile(r"(?!\sthan\b)"),
    "last": re.compile(r"\s(?:\w+day|week|month|year|night|[A-Z]|spring|summer|autumn|fall|winter|quarter|decade)"),
}
_COMES = re.compile(
    r"(?<!not )(?<!to )\b(?:(?:comes|goes|enters) into (?:force|effect)|takes (?:effect|place|office))\s+"
    r"(?:\w+\s+){0,3}?(?:on\s+|in\s+)?\Z"
)
_VERB = re.compile(
    r"\b(?:\w+ing|\w+ed)\Z"
)  # before "to" it governs what follows: "was beginning to", "is due to" is not
_BARE = re.compile(
    r"(?:\b(?:to|not|will|would|can|could|may|might|should|must|be|and|or)|n['’]t)\s+(?:\w+ly\s+)?\Z", re.IGNORECASE
)
_NOT_VERBS = {
    "comment",
    "the",
    "a",
    "an",
    "this",
    "that",
    "his",
    "her",
    "its",
    "their",
    "our",
    "him",
    "them",
    "it",
    "which",
}


@cache
def _words() -> dict[str, frozenset[str]]:
    return {k: frozenset(v) for k, v in load("direction.toml").items()}


def _announced(document: Document) -> list[tuple[int, int]]:
    """The sentences that are headlines of what will be done: "Norland to send troops on Sunday"."""
    return [
        (sentence.start, sentence.end)
        for sentence in document.sentences
        if any(is_announced(document, i) for i in range(sentence.first, sentence.last))
    ]


class Direction:
    """Answers for one text: -1 past, 1 future, 0 where nothing tells."""

    def __init__(self, text: str, document: Document | None = None) -> None:
        self.text = text
        self.tags = {t.start: t.xpos for t in document.tokens} if document is not None else {}
        self.announced = _announced(document) if document is not None else []

    def __call__(self, start: int, end: int, *, day: bool = False) -> int:
        """The direction of the expression at [`start`, `end`); "announced for Sunday" looks ahead for a `day`."""
        before = self._before(_BY_CLOCK.search(self.text, max(0, start - 40), start).start())  # type: ignore[union-attr]
        owned = self.text[end : end + 2] in ("'s", "’s")  # "swept away by Tuesday's vote"
        words, after = [word for word, _ in before], self._after(end)
        if _replaced(words[-4:]):
            return -1
        lead = next((word for word in reversed(words) if word not in _words()["leads_over"]), "")
        if lead in _words()["leads_ahead" if day else "leads_any_ahead"] and not owned:
            return -1 if self._over(lead, words, after) else 1
        if (words[-1:] == ["to"] and set(words[-4:-1]) & _words()["moved"]) or words[-1:] == ["through"]:
            return -1 if _measured(words[-3:]) else 1
        if any(first <= start < last for first, last in self.announced):
            return 1
        if _planned(words) or _COMES.search(self.text, max(0, start - 60), start):
            return 1
        if _measured(words[-3:]) or _done(lead, words):
            return -1
        if not day and after and after[0][0] in _words()["traded"]:
            return 1
        if _opens(words[-2:], self.text[max(0, start - 6) : start]) and (
            told := self._look(after[:_CLAUSE], backwards=False)
        ):
            return told  # "it will be hard and on Monday criticised", "the party, seeking to win, on Monday reached"
        return self._look(before, backwards=True) or self._look(after, backwards=False)

    def _over(self, lead: str, words: list[str], after: list[tuple[str, int]]) -> bool:
        """Whether what a lead looks ahead to is over: "by noon it had been put out", "until Monday, when he said"."""
        told = [word for word, _ in after[:_CLAUSE]]
        if {"had", "been"} <= set(words[-7:]) or "had" in told:
            return True
        if told[:1] == ["when"] and self._look(after, backwards=False) < 0:
            return True
        clause, near = set(words[-_CLAUSE:]), words[-4:]
        so_far = bool(clause & _words()["reached"]) and not clause & _words()["awaited"]
        return lead == "by" and (so_far or ("had" in near and "to" not in near))  # "it had calmed down by June"

    def _before(self, start: int) -> list[tuple[str, int]]:
        left = max(0, start - _REACH)
        window = self.text[left:start]
        cuts = [m.end() for m in _SENTENCE_END.finditer(window) if not _abbreviated(window, m.start())]
        offset = cuts[-1] if cuts else 0
        return [(m[0].lower(), left + offset + m.start()) for m in _WORD.finditer(window[offset:])]

    def _after(self, end: int) -> list[tuple[str, int]]:
        window = self.text[end : end + 200]
        cut = _SENTENCE_END.search(window)
        return [(m[0].lower(), end + m.start()) for m in _WORD.finditer(window[: cut.start()] if cut else window)]

    def _look(self, found: list[tuple[str, int]], backwards: bool) -> int:
        """The first word that tells, from the expression outwards; infinitives lean on the word that governs them."""
        infinitive, marker = False, 0
        words = [w for w, _ in found]
        order = range(len(found) - 1, -1, -1) if backwards else range(len(found))
        for i in order:
            word = words[i]
            if word == "to":
                infinitive, marker = self._infinitive(found, i), i
                if infinitive and not backwards:
                    return 1
                continue
            if not backwards and word in _words()["pleas"]:
                return -1
            between = words[i + 1 : marker]
            far = len(between) > _GOVERNED or bool(_VERB.search(" ".join(between)))
            governs = infinitive and not (word in _words()["being"] and far)
            if backwards and word == "after" and self._present(found[i + 1 :]):
                return 1
            told = self._tell(word, found[i][1], governs)
            if told:
                return told
            if not backwards and word in (";", "."):
                break
        return 0

    def _infinitive(self, found: list[tuple[str, int]], i: int) -> bool:
        """Whether a verb follows the "to" at `i`: not in "to the", "to Oslo", "rose to 5 percent"."""
        if i + 1 >= len(found) or self.text[found[i][1] + 3 : found[i][1] + 4].isdigit():
            return False
        word, at = found[i + 1]
        return word not in _NOT_VERBS and not self.text[at].isupper()

    def _present(self, found: list[tuple[str, int]]) -> bool:
        """Whether the clause that a conjunction opens is in the present tense by the tags: "after it reverts to"."""
        verbs = [tag for _, at in found if (tag := self.tags.get(at)) in ("VBD", "VBZ", "VBP")]
        return bool(verbs) and "VBD" not in verbs

    def _tell(self, word: str, at: int, infinitive: bool) -> int:
        lists = _words()
        if word in _OTHERWISE and not _OTHERWISE[word].match(self.text, at + len(word)):
            return 0
        if word == "planned" and _ADJECTIVE.search(self.text, max(0, at - 25), at):
            return 1
        if word in lists["same_form"]:  # "to put", but "he put"; "is set", but "they set up"
            if _BARE.search(self.text, max(0, at - 24), at):
                return 0
            if word == "set" and self.text[at + 3 : at + 7] in (" up ", " out", " off"):
                return -1
        tag = self.tags.get(at)
        if word in lists["arranged_acts"] and (tag in ("VBZ", "VBP") or (tag is None and word.endswith("s"))):
            return 1  # "parliament votes on Friday"
        planned = word in lists["future"] and not (tag in ("NN", "NNS") and word in lists["thoughts"])
        if planned or (infinitive and word in lists["ahead_with_to"]):
            return -1 if _HAD.search(self.text, max(0, at - 9), at) else 1
        if word in lists["arranges"] and not _INFINITE.search(self.text, max(0, at - 8), at):
            return 1
        if word in lists["going"] and _BEING.search(self.text, max(0, at - 5), at):
            return 1
        if self.text[max(0, at - 4) : at].lower().endswith("be "):  # "is to be held", "will be lifted"
            return 0
        if tag == "VBD" or word in lists["past"]:
            return -1
        if tag in ("VBZ", "VBP", "NN", "NNP", "NNS", "JJ"):
            return 0
        ends = word.endswith("ed") and len(word) > 4 and word not in lists["not_past"]
        return -1 if ends and not _ADJECTIVE.search(self.text, max(0, at - 25), at) else 0


def _opens(words: list[str], text: str) -> bool:
    """Whether the day stands before the verb of its clause: after "and on", ", on"."""
    return words == ["and", "on"] or text.endswith(", on ")


def _planned(words: list[str]) -> bool:
    """Whether the day is that of something "to be held on" it: of a plan, unless it "had to be held"."""
    end = len(words) - (words[-1:] == ["on"])
    return words[max(0, end - 3) : end - 1] == ["to", "be"] and not set(words[end - 4 : end - 3]) & _words()["needs"]


def _done(lead: str, words: list[str]) -> bool:
    """Whether the word before the day is what was done then: "pledged on Monday", "were delayed Sunday"."""
    if lead not in _words()["done"]:
        return False
    return words[-1:] != [lead] or words[-2:-1] in (["was"], ["were"], ["been"], ["had"])


def _measured(words: list[str]) -> bool:
    """Whether a length ends at the expression: "the 12 months through September"."""
    return words[-1:] in (["through"], ["to"]) and bool(set(words[:-1]) & _words()["lengths"])


def _replaced(words: list[str]) -> bool:
    """Whether a plan is told that no longer holds: "was originally scheduled for"."""
    return any(a in _words()["replaced"] and b in _words()["arranged"] for a, b in pairwise(words))


def _abbreviated(window: str, at: int) -> bool:
    """Whether the full stop at `at` ends an abbreviation ("Feb.", "U.S.", "Mr."), not a sentence."""
    if window[at] != ".":
        return False
    word = window[:at].rsplit(None, 1)[-1] if window[:at].strip() else ""
    return len(word) <= 2 or word.lower() in _words()["abbreviations"] or "." in word
