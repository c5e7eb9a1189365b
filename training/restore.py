"""The weights that ship back to a checkpoint, so that a machine without the runs' folders can train on from them.

    python -m training.restore --out runs/shipped
    python -m training.train --polish runs/shipped --minutes 60 --seed 17 --out runs/next

Matrices come back from int8 (their error is what `training.export` lost), the word table from the pretrained encoder.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from training.model import Labels, Network, pretrained

WEIGHTS = Path(__file__).resolve().parents[1] / "readout" / "language" / "weights"
PARSER = ("dep", "head", "label_dep", "label_head", "arc", "arc_bias", "root", "pair", "pair_dep", "pair_head")


def restore(folder: Path = WEIGHTS) -> tuple[Network, Labels]:
    """The network of the weights in `folder`. Heads that it lacks begin afresh.

    Raises `KeyError` where the graph lacks a part of the encoder or the parser.
    """
    head = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    labels = Labels(**head["labels"])
    network = Network(labels)
    network.encoder.load(pretrained())
    state = network.state_dict()
    found = _graph(folder / "core.onnx")
    with np.load(folder / "relate.npz") as arrays:
        found |= {name: torch.from_numpy(arrays[name].astype(np.float32)) for name in arrays.files}
    fresh = {name.split(".")[0] for name in state if name not in found and name != "encoder.word.weight"}
    if fresh & {"encoder", "parser"}:
        raise KeyError(f"the graph of {folder} lacks parts of the network")
    if fresh:
        print(f"begin afresh: {', '.join(sorted(fresh))}")
    state |= {name: found[name].reshape(state[name].shape) for name in state if name in found}
    network.load_state_dict(state)
    return network, labels


def _graph(path: Path) -> dict[str, Tensor]:
    """Biases and tables under their own names; matrices, which the export names by number, under their node's."""
    graph = onnx.load(path).graph
    arrays = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    out = {
        name.removeprefix("network."): torch.from_numpy(array.copy())
        for name, array in arrays.items()
        if name.startswith("network.")
    }
    scaled = {node.output[0]: list(node.input) for node in graph.node if node.op_type == "DequantizeLinear"}
    for node in graph.node:
        if node.op_type == "MatMul" and scaled.get(node.input[1], [""])[0].endswith("_quantized"):
            matrix, scale, zero = (arrays[name].astype(np.float32) for name in scaled[node.input[1]])
            weight = ((matrix - zero) * scale).T.copy()
            out[f"{_module(node.name)}.weight"] = torch.from_numpy(weight)
    return out


def _module(node: str) -> str:
    """ "/layers.0/qkv/MatMul" is encoder.layers.0.qkv, "/dep/MatMul" parser.dep, "/names/names.3/MatMul" names.3."""
    parts = node.strip("/").split("/")[:-1]
    if parts[0].startswith("layers."):
        return ".".join(["encoder", *parts])
    return f"parser.{parts[0]}" if parts[0] in PARSER else parts[-1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    given = parser.parse_args()
    network, labels = restore(given.weights)
    given.out.mkdir(parents=True, exist_ok=True)
    torch.save({"network": network.state_dict(), "labels": asdict(labels)}, given.out / "last.pt")
    print(f"wrote {given.out / 'last.pt'}")


if __name__ == "__main__":
    main()
