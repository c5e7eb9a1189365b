"""How the body that a docket item hangs on decides, with the positions beside it. Data: `data/decisions.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from readout.extract.reading import Reading
from readout.record import Decision, DocketItem, Position

_ENDS = re.compile(r"[\w-]+(?=\s*(?:$|[;,.()]|(?:on|of|for|to|against|in|with|from|over|by|and|or|at|until)\b))")
"""Words that end a phrase."""
_WORD = re.compile(r"[^\W\d_]{4,}")


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files("readout.extract") / "data" / "decisions.toml").read_text("utf-8"))


@cache
def bodies() -> tuple[str, ...]:
    """The bodies that the rules know, in their order."""
    return tuple(dict.fromkeys(b for rule in _data()["rule"] for b in rule["bodies"]))


def rule_for(body: str, matter: str) -> Decision | None:
    """How `body` decides a `matter` told in free words: its first rule that fits; `None` for a body without rules.

    The source of each rule is named in it.
    """
    for rule in _data()["rule"]:
        if body in rule["bodies"] and ("matters" not in rule or _begins(matter, rule["matters"])):
            return Decision(body=body, text=rule["text"], source=rule["source"], otherwise=rule.get("otherwise"))
    return None


def with_rules(reading: Reading, items: Sequence[DocketItem], positions: Sequence[Position]) -> list[DocketItem]:
    """The items, those that a known body decides with its rule and the positions of the report on the matter."""
    return [item.model_copy(update={"rule": _rule(reading, item, positions)}) for item in items]


def _rule(reading: Reading, item: DocketItem, positions: Sequence[Position]) -> Decision | None:
    words = reading.report.text[item.evidence.start : item.evidence.end]
    matter = f"{item.what} {words}"
    decisive = _data()["decisive"]
    if item.kind not in decisive["kinds"] and not _begins(matter, decisive["words"]):
        return None
    body = _body(reading, item, words)
    rule = rule_for(body, _without_names(matter, body)) if body else None
    return rule and rule.model_copy(update=_stands(matter, body or "", positions))


def _body(reading: Reading, item: DocketItem, words: str) -> str | None:
    """The body that decides: one that takes part, else the first that the item's words name."""
    doc, known = reading.document, bodies()
    inside = [t.i for t in doc.tokens if item.evidence.start <= t.start < item.evidence.end]
    ids = [*item.who, *(a for i in inside for a in reading.cast.at(i))]
    for actor in ids:
        name = reading.cast.actor(actor).name
        if name in known:
            return name
    for name, forms in _data()["words"].items():
        if any(re.search(rf"(?<!\w){re.escape(form)}(?!\w)", words) for form in forms):
            return str(name)
    return None


def _without_names(matter: str, body: str) -> str:
    """The words of a matter without the body's own names: "Security Council" speaks of no security."""
    for name in (body, *_data()["words"].get(body, ())):
        matter = matter.replace(name, " ")
    return matter


def _begins(text: str, starts: Sequence[str]) -> bool:
    """Whether a word of the text begins with one of `starts`."""
    return any(re.search(rf"(?<!\w){re.escape(s)}", text, re.IGNORECASE) for s in starts)


def _stands(matter: str, body: str, positions: Sequence[Position]) -> dict[str, list[str]]:
    """The actors of the positions whose issue has a noun of substance in common with the matter, by stance.

    Only what ends a phrase counts: a stand on "arms deliveries" is none on the arms embargo.
    """
    common = _stems(_without_names(matter, body))
    out: dict[str, list[str]] = {"for_": [], "against": [], "undecided": []}
    keys = {"for": "for_", "against": "against"}
    for position in positions:
        issue = _without_names(f"{position.issue}; {position.toward or ''}", body)
        if common & _stems(" ".join(_ENDS.findall(issue))):
            out[keys.get(position.stance, "undecided")] += position.actor
    return {k: list(dict.fromkeys(v)) for k, v in out.items()}


def _stems(text: str) -> set[str]:
    """Words that name a matter, cut to what their forms share; the words of deciding itself name none."""
    found = {w.lower() for w in _WORD.findall(text)}
    return {w.rstrip("s")[:7] for w in found if w in _substance() or any(w.startswith(s) for s in _substance())}


@cache
def _substance() -> frozenset[str]:
    """Beginnings of the words that name what is decided: the matters of all rules."""
    return frozenset(m for rule in _data()["rule"] for m in rule.get("matters", ()) if len(m) > 3)
