"""Training with the rounding that int8 brings, so that the network learns to bear it.

What enters a matrix is rounded to 256 steps between its least and greatest value in the batch, the matrix to 255
steps a row, as `training.export` does; gradients pass as if nothing had been rounded (Jacob et al. 2018, "Quantization
and Training of Neural Networks for Efficient Integer-Arithmetic-Only Inference", section 3).
"""

from __future__ import annotations

from functools import partial

import torch.nn.functional as F
from torch import Tensor, nn

from training.model import Network


def round_matrices(network: Network) -> None:
    """Let every matrix that ships in int8 round from now on; the pair heads, which ship in half precision, do not."""
    for name, module in network.named_modules():
        if isinstance(module, nn.Linear) and not name.startswith(("relate", "types", "roles", "quad")):
            module.forward = partial(_rounded, module)  # type: ignore[method-assign]


def _rounded(module: nn.Linear, x: Tensor) -> Tensor:
    low, high = x.detach().float().aminmax()
    step = ((high.clamp(min=0) - low.clamp(max=0)) / 255).clamp(min=1e-8)
    steps = module.weight.detach().abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
    return F.linear(_straight(x.float(), step), _straight(module.weight, steps), module.bias)


def _straight(x: Tensor, step: Tensor) -> Tensor:
    """`x` in whole steps; its gradient is that of `x`."""
    return x + ((x / step).round() * step - x).detach()
