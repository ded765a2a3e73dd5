"""Sums and means over all processes of a run; without others, what was given."""

from __future__ import annotations

from typing import Any

import torch
import torch.distributed as dist
from torch import Tensor


def process_count() -> int:
    """How many processes train together."""
    return dist.get_world_size() if dist.is_available() and dist.is_initialized() else 1


def averaged(tensor: Tensor) -> Tensor:
    """The mean over all processes, without a graph."""
    if process_count() == 1:
        return tensor.detach()
    total = tensor.detach().clone()
    dist.all_reduce(total)
    return total / process_count()


def summed(tensor: Tensor) -> Tensor:
    """The sum over all processes; gradients flow back to every process' part."""
    return tensor if process_count() == 1 else _Summed.apply(tensor)


class _Summed(torch.autograd.Function):
    """Every process' loss depends on every process' part, so gradients are summed as well."""

    @staticmethod
    def forward(ctx: Any, tensor: Tensor) -> Tensor:  # noqa: ARG004 - nothing is kept
        total = tensor.clone()
        dist.all_reduce(total)
        return total

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> Tensor:  # noqa: ARG004
        total = gradients[0].contiguous().clone()
        dist.all_reduce(total)
        return total
