"""Names of papers and firms, told by the word that stands beside them: "the Orsk daily", "telecoms giant Orsk"."""

from __future__ import annotations

from readout.actors.tables import agents, key, words
from readout.language.document import Document


def before_paper(doc: Document, last: int) -> bool:
    """Whether the word for a paper follows the name that ends before token `last`: "the Orsk Vall business daily"."""
    after = [t.text for t in doc.tokens[last : last + 2] if t.xpos == "NN"]
    heads = words()["names"]["media_heads"]
    return any(t in heads for t in after[:1]) or (after[:1] in (["business"], ["sports"]) and after[-1] in heads)


def of_firm(doc: Document, first: int) -> bool:
    """Whether the word for a firm stands right before the name at token `first`: "telecommunications giant Orsk"."""
    before = doc.tokens[first - 1] if first else None
    if before is None or before.xpos != "NN":
        return False
    agent = agents().get(before.text.lower())
    business = agent is not None and agent.sector == "BUS" and agent.kind == "organisation"
    return business or before.text.lower() in words()["somebody"]["bodies"]


def is_paper(doc: Document, first: int, last: int) -> bool:
    """Whether a name ends as those of papers and agencies do: "Norland News", "Vall Post", "Norland News Agency"."""
    said = [key(t.text) for t in doc.tokens[first:last]]
    return said[-1] in words()["names"]["press"] or said[-2:] == ["news", "agency"]
