"""The dev parts in full, gold words, single precision: what the network knows before quantisation and raw text.

    python -m training.evaluate --run runs/one

`benchmarks/language.py` measures what ships. The difference between the two is the cost of int8, of our own
words and sentences, and of what a greedy reading of the parse here forgives.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch

from readout.language.pieces import WordPieces
from training.export import load
from training.model import pretrained
from training.quick import quick


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", type=Path, required=True)
    network, labels, state = load(parser.parse_args().run)
    pieces = WordPieces((pretrained() / "vocab.txt").read_text(encoding="utf-8").split("\n"))
    figures = quick(network, labels, pieces, torch.device("cpu"), whole=True)
    print(json.dumps({"updates": state["step"], **figures}))


if __name__ == "__main__":
    main()
