"""Numbers as they stand before units of time: "2 1/2", "twenty-four", "a couple of", "a few"."""

from __future__ import annotations

from collections.abc import Sequence

from readout.times.grammar import Node
from readout.times.lexicon import classes, fold


def count(nodes: Sequence[Node]) -> float | None:
    """The number that the words say; `None` where they leave it open ("a few", "several")."""
    words = [fold(n.text) for n in nodes if n.text != "-"]
    vague = classes()["VAGUE"]
    if any(vague.get(w) == "X" for w in words) or "number" in words:
        return None
    if "couple" in words:
        return 2
    if words[0] == "half":
        return 0.5
    if "quarter" in words or "quarters" in words:
        return 0.75 if words[0] == "three" else 0.25
    if words[-3:] in (["and", "a", "half"], ["and", "one", "half"]):
        whole = count(nodes[:-3])
        return None if whole is None else whole + 0.5
    digits = [w.replace(",", "") for w in words if w[0].isdigit()]
    if digits:
        total = float(digits[0])
        if len(digits) == 3 and "/" in words:
            return total + float(digits[1]) / float(digits[2])
        return total + sum(float(classes()["FRAC"].get(w, 0)) for w in words)
    return spelled(words)


def spelled(words: Sequence[str]) -> float:
    """The value of number words: "one hundred and twenty-five" is 125. Words that are no number count nothing."""
    table = classes()["NUMW"]
    total = current = 0
    for w in words:
        n = table.get(w)
        if n is None:
            continue
        if n == 12 and w == "dozen":
            current = max(current, 1) * 12
        elif n >= 1000:
            total, current = total + max(current, 1) * n, 0
        elif n == 100:
            current = max(current, 1) * 100
        else:
            current += n
    return total + current


def plain(number: float) -> str:
    """A number without a needless fraction: "2", "2.5"."""
    return str(int(number)) if number == int(number) else str(number)
