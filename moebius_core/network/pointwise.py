"""Layers that treat every position alike, computed on rows of channels.

Where the memory is channels-last, (B, C, H, W) and rows (B, H, W, C) are the same bytes.
"""

from __future__ import annotations

import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn


def rows(x: Tensor) -> Tensor:
    """(B, C, H, W) -> (B, H, W, C), contiguous; free where the memory is channels-last already."""
    return x.permute(0, 2, 3, 1).contiguous()


class Pointwise(nn.Conv2d):
    """A 1x1 convolution, as a single matrix product."""

    def __init__(self, in_width: int, out_width: int, *, bias: bool = True) -> None:
        super().__init__(in_width, out_width, 1, bias=bias)

    def forward(self, input: Tensor) -> Tensor:  # noqa: A002 - named by the class it extends
        return F.linear(rows(input), self.weight.flatten(1), self.bias).permute(0, 3, 1, 2)


class ChannelNorm(nn.LayerNorm):
    """Layer normalisation over the channels of (B, C, H, W)."""

    def forward(self, input: Tensor) -> Tensor:  # noqa: A002 - named by the class it extends
        return super().forward(rows(input)).permute(0, 3, 1, 2)
