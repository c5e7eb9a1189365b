"""What each head is trained to say. A batch is of one corpus; only the layers that it has count."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from training.corpora import IGNORE, STATEMENT, TYPES
from training.model import NEGATIVE, Network

WEIGHTS = {"upos": 0.5, "xpos": 0.5, "arcs": 1.0, "deprel": 0.8, "names": 1.0, "attribution": 1.5, "event": 1.0}
WEIGHTS |= {"flags": 0.3, "relate": 1.5, "types": 0.3, "quad": 0.5, "roles": 0.4, "starts": 0.5}


def losses(network: Network, words: Tensor, batch: dict[str, Tensor]) -> dict[str, Tensor]:
    """The loss of every head that the batch has labels for, unweighted, in single precision."""
    out: dict[str, Tensor] = {}
    if "heads" in batch:
        out |= _parse(network, words, batch)
    if "starts" in batch:
        out["starts"] = _binary(network.starts(words), batch["starts"][..., None])
    if "names" in batch:
        out["names"] = _cross(network.names(words), batch["names"])
    if "cue" in batch:
        scores = network.attribution(words)
        parts = [
            _binary(scores[..., i, None], batch[layer][..., None])
            for i, layer in enumerate(("cue", "source", "content"))
        ]
        out["attribution"] = 2 * parts[0] + parts[1] + parts[2]  # cues are the rarest and the hardest of the three
    if "event" in batch:
        scores = network.events(words)
        out["event"] = _cross(scores[..., :-2], batch["event"])
        flags = torch.stack([batch["negative"], batch["modal"]], -1)
        out["flags"] = _binary(scores[..., -2:], flags)
    if "target:allowed" in batch or "target:quad" in batch:
        out |= _whole(network, words, batch)
    return out


def _cross(scores: Tensor, wanted: Tensor) -> Tensor:
    return F.cross_entropy(scores.flatten(0, -2), wanted.flatten(), ignore_index=IGNORE)


def _binary(scores: Tensor, wanted: Tensor) -> Tensor:
    known = wanted != IGNORE
    loss = F.binary_cross_entropy_with_logits(scores, wanted.clamp(min=0).float(), reduction="none")
    return (loss * known).sum() / known.sum().clamp(min=1) * wanted.shape[-1]


def _parse(network: Network, words: Tensor, batch: dict[str, Tensor]) -> dict[str, Tensor]:
    heads = batch["heads"]
    dep, head = network.parser.halves(words)
    return {
        "upos": _cross(network.upos(words), batch["upos"]),
        "xpos": _cross(network.xpos(words), batch["xpos"]),
        "arcs": _cross(network.parser.arcs(words, batch["sentence"]), heads),
        "deprel": _cross(network.parser.labels(dep, head, heads.clamp(min=0)), batch["deprel"]),
    }


def _whole(network: Network, words: Tensor, batch: dict[str, Tensor]) -> dict[str, Tensor]:
    out: dict[str, Tensor] = {}
    present = (batch["sentence"] >= 0).float()
    allowed = batch.get("target:allowed")
    if allowed is not None:
        out["types"] = bagged(network.types(words), present, batch.get("target:said", allowed))
    if "actor" in batch:
        actor, recipient = batch["actor"], batch["recipient"]
        out["roles"] = _binary(network.roles(words), torch.stack([actor, recipient], -1))
        both = ((actor == 1).any(1) & (recipient == 1).any(1)).nonzero()[:, 0]
        if allowed is not None and len(both):
            masks = [(m[both] == 1).float() * kept(len(both)) for m in (actor, recipient)]
            scores = network.relate(words[both], present[both], *masks)
            out["relate"] = among(scores, allowed[both])
    if "target:quad" in batch:
        weight = network.quad_weight(words)[..., 0] + (1 - present) * NEGATIVE
        scores = (weight.softmax(1)[..., None] * network.quad(words)).sum(1)
        out["quad"] = F.cross_entropy(scores, batch["target:quad"], ignore_index=IGNORE)
    return out


def kept(rows: int) -> Tensor:
    """Now and then a side is hidden: a report does not always say who did it, or to whom."""
    return (torch.rand(rows, 1) >= 0.07).float()


def among(scores: Tensor, allowed: Tensor) -> Tensor:
    """Minus the log of the probability that falls on the allowed classes (bit masks); masks below 0 are unknown."""
    bits = (allowed[:, None] >> torch.arange(scores.shape[-1])) & 1
    fine = scores.log_softmax(-1) + (1 - bits.float()) * NEGATIVE
    known = (allowed > 0).float()
    return -(fine.logsumexp(-1) * known).sum() / known.sum().clamp(min=1)


def bagged(scores: Tensor, present: Tensor, allowed: Tensor) -> Tensor:
    """Multiple instances: some words carry the type of the text, the log-sum over its words decides."""
    pooled = (scores + (1 - present[..., None]) * NEGATIVE).logsumexp(1)
    typed = torch.where(allowed >> STATEMENT & 1 == 1, torch.zeros_like(allowed), allowed)
    return among(pooled[:, : len(TYPES)], typed)
