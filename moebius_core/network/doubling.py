"""Nearest-neighbour doubling and the 3x3 convolution after it, as one at 4/9 of the cost.

Every output pixel sees only 2x2 different inputs, and there are four kinds of them: even and odd
rows times even and odd columns. Each kind is a 2x2 convolution, whose weights are the 3x3's summed
where they meet the same input; all four together are one product of matrices.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor

from moebius_core.network.pointwise import rows

_MEETS = (((1.0, 0.0), (0.0, 1.0), (0.0, 1.0)), ((1.0, 0.0), (1.0, 0.0), (0.0, 1.0)))
"""For even and odd outputs: which of two inputs each of three taps meets."""


def doubled_conv(x: Tensor, weight: Tensor, bias: Tensor | None) -> Tensor:
    """(B, C, H, W), (D, C, 3, 3), (D,) -> (B, D, 2H, 2W): doubled, then convolved, padded by 1."""
    b, _, h, w = x.shape
    around = F.pad(rows(x), (0, 0, 1, 1, 1, 1))  # (B, H + 2, W + 2, C)
    corners = [around[:, u : u + h + 1, v : v + w + 1] for u in (0, 1) for v in (0, 1)]
    patches = torch.stack(corners, dim=-1).flatten(3)  # (B, H + 1, W + 1, C * 4)
    y = F.linear(patches, _four_kinds(weight)).view(b, h + 1, w + 1, 2, 2, -1)
    even, odd = (
        torch.stack([y[:, i : i + h, j : j + w, i, j] for j in (0, 1)], dim=3) for i in (0, 1)
    )  # (B, H, W, 2, D) each
    y = torch.stack([even, odd], dim=2).view(b, 2 * h, 2 * w, -1)
    return (y if bias is None else y + bias).permute(0, 3, 1, 2)


def _four_kinds(weight: Tensor) -> Tensor:
    """(D, C, 3, 3) -> (4 * D, C * 4): the 2x2 weights of every kind of output pixel."""
    line = torch.tensor(_MEETS, dtype=weight.dtype, device=weight.device)
    meets = torch.einsum("iru,jsv->ijrsuv", line, line).reshape(4, 9, 4)
    return (weight.reshape(-1, 9) @ meets).reshape(4 * weight.shape[0], -1)
