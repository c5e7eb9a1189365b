"""Which body "the bank", "the commission", "the company" may be: by the words of its name, else by its sector."""

from __future__ import annotations

from functools import lru_cache

from readout.actors.tables import agents, key, words

NO, MAYBE, SURELY = 0, 1, 2


@lru_cache(maxsize=4096)
def likeness(noun: str, name: str, sector: str | None) -> int:
    """How well a body's name and sector suit the noun: `SURELY` where the name itself is of that kind.

    "the commission" is the Election Commission or the Commission on Ports; no bank, and nobody whose name tells of no
    commission. "the company" may be any firm, and any body of which no sector is known and whose name tells no kind.
    """
    said = key(name).split()
    if noun in said and (said[-1] == noun or said[said.index(noun) + 1] in ("of", "for", "on", "in")):
        return SURELY
    kinds = words()["kinds"]
    if noun not in kinds:
        return NO
    suits = kinds[noun]
    if "all" in suits or any(w in suits for w in said) or (sector and sector in suits):
        return MAYBE
    other = any(w in kinds or w in agents() for w in said)
    return MAYBE if "any" in suits and not sector and not other else NO
