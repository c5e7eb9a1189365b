"""A checkpoint to the files that ship: one int8 ONNX graph, the vocabulary, the labels, the pair head.

python -m training.export --run runs/one [--to readout/language/weights]
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantFormat, QuantType, quantize_static
from torch import Tensor, nn

from readout.language.pieces import WordPieces
from training.calibrate import Calibration
from training.model import NEGATIVE, Labels, Network, pretrained

FORMAT = 3
"""Version of the layout of the files; `readout.language.weights` checks it."""

OUTPUTS = ["upos", "xpos", "arcs", "heads", "deprel", "dep", "head", "names"]
OUTPUTS += ["attribution", "kinds", "flags", "starts", "vectors"]


class SmallTable(nn.Module):
    """The embedding table in int8, one scale a row: a quarter of the size, read and not multiplied."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("table", (weight / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        table, scale = self.get_buffer("table"), self.get_buffer("scale")
        return table[ids].float() * scale[ids]


class Graph(nn.Module):
    """All that one pass says of each word, ready to decode."""

    def __init__(self, network: Network, root: int) -> None:
        super().__init__()
        self.network, self.root = network, root
        encoder: Any = network.encoder
        self.small = SmallTable(encoder.word.weight.detach())

    def _encode(self, ids: Tensor, shapes: Tensor) -> Tensor:
        e = self.network.encoder
        x = e.norm(self.small(ids) + e.position.weight[: ids.shape[1]] + e.shape(shapes))
        mask = ((ids == 0).float() * NEGATIVE)[:, None, None, :]
        for layer in e.layers:
            x = layer(x, mask)
        return x

    def forward(self, ids: Tensor, shapes: Tensor, first: Tensor, last: Tensor, sentence: Tensor) -> tuple[Tensor, ...]:
        n = self.network
        x = self._encode(ids, shapes)
        width = x.shape[-1]
        ends = [x.gather(1, at[:, :, None].expand(-1, -1, width)) for at in (first, last)]
        words = (ends[0] + ends[1]) * 0.5
        arcs = n.parser.arcs(words, sentence)
        heads = arcs.argmax(-1)
        dep, head = n.parser.halves(words)
        scores = n.parser.labels(dep, head, heads)
        own = (heads == torch.arange(heads.shape[1])[None]).float()[..., None] * 2 - 1
        is_root = (torch.arange(scores.shape[-1]) == self.root).float()
        deprel = (scores + own * is_root * -NEGATIVE).argmax(-1)
        events = n.events(words)
        return (
            n.upos(words).argmax(-1),
            n.xpos(words).argmax(-1),
            arcs,
            heads,
            deprel,
            dep,
            head,
            n.names(words).log_softmax(-1),
            n.attribution(words).sigmoid(),
            events[..., :-2].softmax(-1),
            events[..., -2:].sigmoid(),
            n.starts(words)[..., 0].sigmoid(),
            words,
        )


def load(run: Path) -> tuple[Network, Labels, dict[str, Any]]:
    """The network of a run's last checkpoint."""
    state = torch.load(run / "last.pt", map_location="cpu", weights_only=False)
    labels = Labels(**state["labels"])
    network = Network(labels)
    network.load_state_dict(state["network"])
    return network.eval(), labels, state


def write_graph(network: Network, labels: Labels, path: Path, *, quantised: bool = True) -> None:
    """Trace the network into ONNX and quantise its matrices to int8, one scale a column."""
    graph = Graph(network, labels.deprel.index("root")).eval()
    ids = torch.tensor([[101, 7592, 2088, 1012, 102, 0], [101, 2054, 102, 0, 0, 0]])
    first = torch.tensor([[1, 2, 3], [1, 0, 0]])
    sentence = torch.tensor([[0, 0, 1], [0, -1, -1]])
    inputs = {"ids": ids, "shapes": torch.zeros_like(ids), "first": first, "last": first, "sentence": sentence}
    axes = {name: {0: "batch", 1: "pieces" if name in ("ids", "shapes") else "words"} for name in inputs}
    axes |= {name: {0: "batch", 1: "words"} for name in OUTPUTS}
    axes["arcs"][2] = "words_"
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            graph,
            tuple(inputs.values()),
            str(plain),
            input_names=list(inputs),
            output_names=OUTPUTS,
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        if quantised:
            quantise(plain, path, labels)
        else:
            onnx.save(onnx.load(plain), path)


def quantise(plain: Path, path: Path, labels: Labels) -> None:
    """Matrices to int8, one scale a column; what enters them to uint8 by fixed scales (`training.calibrate`)."""
    pieces = WordPieces((pretrained() / "vocab.txt").read_text(encoding="utf-8").split("\n"))
    quantize_static(
        plain,
        path,
        Calibration(labels, pieces),
        quant_format=QuantFormat.QDQ,
        op_types_to_quantize=["MatMul"],
        per_channel=True,
        weight_type=QuantType.QInt8,
        activation_type=QuantType.QUInt8,
        extra_options={"MatMulConstBOnly": True, "OpTypesToExcludeOutputQuantization": ["MatMul"]},
    )


def write_pair_heads(network: Network, path: Path) -> None:
    """The heads that work on word vectors afterwards, in numpy, and the bilinear form of the relations.

    Those of given pairs begin as copies; `training.relate` fits them.
    """
    parts = ("relate.", "types.", "roles.", "quad.", "quad_weight.", "parser.pair")
    state = {k: v.numpy().astype(np.float16) for k, v in network.state_dict().items() if k.startswith(parts)}
    copies = (("pair.", "relate."), ("pooled.", "types."))
    state |= {k.replace(old, new, 1): v for new, old in copies for k, v in state.items() if k.startswith(old)}
    np.savez_compressed(path, **state)  # type: ignore[arg-type]


def export(run: Path, to: Path) -> dict[str, Any]:
    """Write all files beside `to`, then move them in; returns what went into labels.json."""
    network, labels, state = load(run)
    to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=to.parent) as folder:
        at = Path(folder)
        write_graph(network, labels, at / "core.onnx")
        write_pair_heads(network, at / "relate.npz")
        (at / "vocab.txt").write_bytes((pretrained() / "vocab.txt").read_bytes())
        sums = {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in sorted(at.iterdir())}
        head = {"format": FORMAT, "labels": state["labels"], "relate_heads": network.relate.heads, "sha256": sums}
        head["trained"] = {"seed": state["seed"], "updates": state["step"], "minutes": round(state["spent"] / 60, 1)}
        (at / "labels.json").write_text(json.dumps(head, indent=1) + "\n", encoding="utf-8")
        for file in sorted(at.iterdir()):
            file.replace(to / file.name)
    return head


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", type=Path, required=True)
    default = Path(__file__).resolve().parents[1] / "readout" / "language" / "weights"
    parser.add_argument("--to", type=Path, default=default)
    given = parser.parse_args()
    head = export(given.run, given.to)
    sizes = {f.name: f.stat().st_size for f in sorted(given.to.iterdir())}
    print(json.dumps({"trained": head["trained"], "bytes": sizes, "total": sum(sizes.values())}))


if __name__ == "__main__":
    main()
