"""What the graphs of the student and of the autoencoder share."""

from __future__ import annotations

import numpy as np

from moebius_core.export.graph import Graph
from moebius_core.export.winograd import PLANES

GROUPS = 32


def silu(g: Graph, x: str) -> str:
    return g.op("Mul", x, g.op("Sigmoid", x))


def group_norm(g: Graph, x: str, width: int, side: int, *, eps: float) -> str:
    """(B, C, H, W) -> the same, each group of channels with mean 0 and variance 1."""
    ones = g.floats("ones_groups", np.ones(GROUPS))
    zeros = g.floats("zeros_groups", np.zeros(GROUPS))
    grouped = g.reshape(x, 0, GROUPS, -1)
    normed = g.op("InstanceNormalization", grouped, ones, zeros, epsilon=eps)
    return g.reshape(normed, 0, width, side, side)


def group_norm_silu(g: Graph, x: str, name: str, width: int, side: int, *, eps: float) -> str:
    """Group normalisation with gain and bias, then SiLU."""
    x = group_norm(g, x, width, side, eps=eps)
    x = g.op("Mul", x, g.weight(f"{name}.weight"))
    return silu(g, g.op("Add", x, g.weight(f"{name}.bias")))


def planes_norm_silu(g: Graph, x: str, name: str, width: int, side: int, *, eps: float) -> str:
    """`group_norm_silu` of an image in planes, (16, C, R, T)."""
    gain, bias = g.weight(f"{name}.weight"), g.weight(f"{name}.bias")
    scale, mean = _planes_moments(g, x, width, side, eps=eps)
    gain = g.op("Mul", gain, scale)  # (C, 1, 1)
    bias = g.op("Sub", bias, g.op("Mul", mean, gain))
    return silu(g, g.op("Add", g.op("Mul", x, gain), bias))


def planes_norm(g: Graph, x: str, width: int, side: int, *, eps: float) -> str:
    """`group_norm` of an image in planes."""
    scale, mean = _planes_moments(g, x, width, side, eps=eps)
    return g.op("Mul", g.op("Sub", x, mean), scale)


def _planes_moments(g: Graph, x: str, width: int, side: int, *, eps: float) -> tuple[str, str]:
    """1 / standard deviation and mean of each channel's group, (C, 1, 1)."""
    count = side * side // PLANES
    rows = g.reshape(x, PLANES, width, count)
    means = g.op("ReduceMean", rows, axes=[2], keepdims=1)  # (16, C, 1)
    squares = g.op("ReduceSumSquare", rows, axes=[2], keepdims=1)
    squares = g.op("Mul", squares, g.floats(f"share_{count}", np.array(1 / count)))
    within = g.op("Sub", squares, g.op("Mul", means, means))
    means = g.reshape(means, PLANES, GROUPS, -1)
    mean = g.op("ReduceMean", means, axes=[0, 2], keepdims=1)  # (1, G, 1)
    apart = g.op("Sub", means, mean)
    spread = g.op("Add", g.op("Mul", apart, apart), g.reshape(within, PLANES, GROUPS, -1))
    variance = g.op("ReduceMean", spread, axes=[0, 2], keepdims=1)
    smallest = g.floats(f"eps_{eps}", np.array(eps))
    scale = g.op("Reciprocal", g.op("Sqrt", g.op("Add", variance, smallest)))
    return tuple(_for_channels(g, moment, width) for moment in (scale, mean))  # pyright: ignore[reportReturnType]


def _for_channels(g: Graph, groups: str, width: int) -> str:
    """(1, G, 1) -> (C, 1, 1)."""
    repeated = g.op("Expand", groups, g.ints(1, GROUPS, width // GROUPS))
    return g.reshape(repeated, width, 1, 1)
