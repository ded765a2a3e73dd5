"""Lambda layers: attention without attention maps (arXiv 2102.08602, 2606.19195).

A lambda layer turns its context into a linear map, lambda, for each position n and applies it to
that position's queries: y[h, n] = lambda[n] q[h, n], where lambda[n] = content + position[n] is a
(v, k) matrix for all heads. Content sums keys times values over all m; position weighs the values
by where m lies as seen from n.

Building position[n] costs k * v numbers for every n. Here the same product is taken in another
order: (queries times positions) first, which gives one weight for every head and every m, then
weights times values. Exactly the same function, and nothing of size n * k * v ever exists.
"""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

from moebius_core.network.pointwise import Pointwise, rows

_TILE = 2
"""Side of the square of positions whose neighbourhoods are handled as one matrix."""


class LocalLambda(nn.Module):
    """Self-attention's place: content from the whole image, position from a window around n.

    Keys, values and windows are single-headed; `heads` queries use them. Window weights are a
    convolution (`pos_conv`) of each value channel: k maps of window * window weights.
    """

    def __init__(self, width: int, *, heads: int, window: int) -> None:
        super().__init__()
        depth = width // heads
        self.heads = heads
        self.to_q = Pointwise(width, width, bias=False)
        self.to_k = Pointwise(width, depth, bias=False)
        self.to_v = Pointwise(width, depth, bias=False)
        self.norm_q = nn.BatchNorm2d(width)
        self.norm_v = nn.BatchNorm2d(depth)
        self.pos_conv = nn.Conv3d(
            1, depth, (1, window, window), padding=(0, window // 2, window // 2)
        )

    def forward(self, x: Tensor) -> Tensor:
        """(B, C, H, W) -> the same."""
        b, c, h, w = x.shape
        q = rows(self.norm_q(self.to_q(x))).view(b, h, w, self.heads, -1)  # (B, H, W, heads, k)
        k = rows(self.to_k(x)).flatten(1, 2).softmax(dim=1)  # (B, N, k), over positions
        v = rows(self.norm_v(self.to_v(x)))  # (B, H, W, v)

        content = k.transpose(1, 2) @ v.flatten(1, 2)  # (B, k, v)
        bias = self.pos_conv.bias
        if bias is not None:
            content = content + bias[:, None]
        y = q.flatten(1, 3) @ content  # (B, N * heads, v)
        y = y.view(b, h, w, c) + self._windows(q, v)
        return y.permute(0, 3, 1, 2)  # (B, C, H, W)

    def _windows(self, q: Tensor, v: Tensor) -> Tensor:
        """Position lambdas applied to q: (B, H, W, heads, k) and (B, H, W, v) -> (B, H, W, C).

        Positions are taken in square tiles. All positions of a tile look into the tile's patch, the
        tile grown by half a window, so that each product is one of plain matrices: queries times
        window weights (spread over the patch, zero outside the window), then that times the patch.
        """
        height, width = v.shape[1:3]
        tile = math.gcd(_TILE, height, width)
        positions = spread_windows(self.pos_conv.weight[:, 0, 0], tile)  # (t*t, k, P*P)
        margin = self.pos_conv.kernel_size[-1] // 2
        side = tile + 2 * margin
        patches = F.pad(v, (0, 0, margin, margin, margin, margin))
        patches = patches.unfold(1, side, tile).unfold(2, side, tile)  # (B, Ty, Tx, v, P, P)
        tiles = q.unflatten(2, (-1, tile)).unflatten(1, (-1, tile))  # (B, Ty, t, Tx, t, heads, k)
        # On a processor one row of tiles stays in the cache; elsewhere all at once is faster.
        step = 1 if v.device.type == "cpu" and not self.training else height // tile
        parts = zip(tiles.split(step, dim=1), patches.split(step, dim=1), strict=True)
        return torch.cat([_apply_windows(t, positions, p) for t, p in parts], dim=1)


def _apply_windows(tiles: Tensor, positions: Tensor, patches: Tensor) -> Tensor:
    """(B, Ty, t, Tx, t, heads, k), (t*t, k, P*P), (B, Ty, Tx, v, P, P) -> (B, Ty*t, Tx*t, C)."""
    b, ty, t, tx, _, heads, k = tiles.shape
    q = tiles.permute(2, 4, 5, 0, 1, 3, 6).reshape(t * t, -1, k)  # (t*t, heads*B*Ty*Tx, k)
    weights = torch.bmm(q, positions).view(t * t * heads, b * ty * tx, -1).transpose(0, 1)
    v = patches.permute(0, 1, 2, 4, 5, 3).reshape(b * ty * tx, weights.shape[2], -1)
    y = torch.bmm(weights, v).view(b, ty, tx, t, t, -1)  # (B, Ty, Tx, t, t, C)
    return y.permute(0, 1, 3, 2, 4, 5).reshape(b, ty * t, tx * t, -1)


def spread_windows(weight: Tensor, tile: int) -> Tensor:
    """Window weights (k, r, r) seen from each position of a tile: (tile*tile, k, P*P).

    P = tile + r - 1. Entry [n, k, m] is what the patch's position m weighs for the tile's position
    n: zero outside n's window.
    """
    side = tile + weight.shape[-1] - 1
    spread = F.pad(weight, (tile - 1,) * 4)  # a patch moved over it sees the window at all offsets
    spread = spread.unfold(1, side, 1).unfold(2, side, 1).flip(1, 2)  # (k, t, t, P, P)
    return spread.permute(1, 2, 0, 3, 4).reshape(tile * tile, weight.shape[0], -1)


class InteractiveLambda(nn.Module):
    """Cross-attention's place: the context is a few vectors, each weighed anew at every position.

    The table `rel_pos_emb` (N, M, k, 1) ties the network to latents of N positions.
    """

    def __init__(
        self, width: int, *, heads: int, context_width: int, context_length: int, positions: int
    ) -> None:
        super().__init__()
        depth = width // heads
        self.heads = heads
        self.rel_pos_emb = nn.Parameter(
            torch.empty(positions, context_length, depth, 1).uniform_(-1, 1)
        )
        self.to_q = Pointwise(width, width, bias=False)
        self.to_k = nn.Linear(context_width, depth, bias=False)
        self.to_v = nn.Linear(context_width, depth, bias=False)
        self.norm_q = nn.BatchNorm2d(width)
        self.norm_v = nn.BatchNorm1d(depth)

    def forward(self, x: Tensor, context: Tensor) -> Tensor:
        """(B, C, H, W) and (B, M, context width) -> (B, C, H, W)."""
        b, c, h, w = x.shape
        q = rows(self.norm_q(self.to_q(x))).view(b, h * w, self.heads, -1)  # (B, N, heads, k)
        k = self.to_k(context).softmax(dim=1)  # (B, M, k), over the context
        v = self.norm_v(self.to_v(context).transpose(1, 2)).transpose(1, 2)  # (B, M, v)

        table = self.rel_pos_emb[..., 0]  # (N, M, k)
        weights = torch.einsum("bnhk,nmk->bnhm", q, table)
        weights = weights.flatten(1, 2) + q.flatten(1, 2) @ k.transpose(1, 2)  # (B, N * heads, M)
        y = weights @ v  # (B, N * heads, v)
        return y.view(b, h, w, c).permute(0, 3, 1, 2)  # (B, C, H, W)
