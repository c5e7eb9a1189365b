"""The files that ship: find them, check them, open them."""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from readout.errors import WeightsError

if TYPE_CHECKING:
    import onnxruntime

FORMAT = 3
FOLDER = Path(__file__).parent / "weights"
_REMEDY = "Install readout-news again, or make the weights with `python -m training.export`"


@dataclass(frozen=True)
class Weights:
    """Checked files of the language core: the graph's bytes, the vocabulary, the classes, the heads in numpy."""

    graph: bytes
    vocabulary: list[str]
    labels: dict[str, list[str]]
    relate_heads: int
    pairs: dict[str, NDArray[np.float32]]
    coref: dict[str, NDArray[np.float32]] | None
    """The coreference head; `None` where the weights were made without one."""


@cache
def load(folder: Path = FOLDER) -> Weights:
    """Read and check the files in `folder`.

    Raises `WeightsError` where one is missing, does not match its SHA-256 in labels.json, or is of another format.
    """
    head = _head(folder)
    data = {name: _checked(folder / name, wanted) for name, wanted in head["sha256"].items()}
    try:
        vocabulary = data["vocab.txt"].decode("utf-8").split("\n")
        pairs = _arrays(data["relate.npz"])
        coref = _arrays(data["coref.npz"]) if "coref.npz" in data else None
        return Weights(data["core.onnx"], vocabulary, head["labels"], int(head["relate_heads"]), pairs, coref)
    except KeyError as e:
        raise WeightsError(f"labels.json does not name {e}", remedy=_REMEDY, source=str(folder)) from e


def _arrays(data: bytes) -> dict[str, NDArray[np.float32]]:
    with np.load(io.BytesIO(data)) as arrays:
        return {name: arrays[name].astype(np.float32) for name in arrays.files}


def _head(folder: Path) -> dict[str, Any]:
    path = folder / "labels.json"
    try:
        head: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        found = head["format"]
    except FileNotFoundError as e:
        raise WeightsError("the weights of the language core are missing", remedy=_REMEDY, source=str(folder)) from e
    except (OSError, ValueError, KeyError) as e:
        raise WeightsError(f"cannot be read ({e})", remedy=_REMEDY, source=str(path)) from e
    if found != FORMAT:
        raise WeightsError(f"weights of format {found}, this version reads {FORMAT}", remedy=_REMEDY, source=str(path))
    return head


def _checked(path: Path, wanted: str) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as e:
        raise WeightsError(f"cannot be read ({e.strerror})", remedy=_REMEDY, source=str(path)) from e
    if hashlib.sha256(data).hexdigest() != wanted:
        raise WeightsError("damaged: its checksum is not the one in labels.json", remedy=_REMEDY, source=str(path))
    return data


def session(weights: Weights) -> onnxruntime.InferenceSession:
    """An ONNX session of the graph on the CPU, one thread a run; imported here, as it takes a tenth of a second."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_cpu_mem_arena = True
    return onnxruntime.InferenceSession(weights.graph, options, providers=["CPUExecutionProvider"])
