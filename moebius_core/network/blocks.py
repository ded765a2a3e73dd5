"""The student's parts between the lambda layers and the U-Net."""

from __future__ import annotations

from collections import OrderedDict

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

from moebius_core.network.checkpointing import Checkpointed
from moebius_core.network.doubling import doubled_conv
from moebius_core.network.lambda_layers import InteractiveLambda, LocalLambda
from moebius_core.network.pointwise import ChannelNorm, Pointwise
from moebius_core.weights.layout import StudentLayout

GROUPS = 32


class DepthwiseSeparable(nn.Module):
    """3x3 on each channel, then 1x1 across channels, each normalised; shortcut if widths agree."""

    def __init__(self, in_width: int, out_width: int) -> None:
        super().__init__()
        self.conv_dw = nn.Conv2d(in_width, in_width, 3, padding=1, groups=in_width, bias=False)
        self.bn1 = nn.BatchNorm2d(in_width)
        self.conv_pw = Pointwise(in_width, out_width, bias=False)
        self.bn2 = nn.BatchNorm2d(out_width)
        self.has_shortcut = in_width == out_width

    def forward(self, x: Tensor) -> Tensor:
        y = F.relu(self.bn1(self.conv_dw(x)))
        y = self.bn2(self.conv_pw(y))
        return x + y if self.has_shortcut else y


class ResidualBlock(Checkpointed):
    """Two depthwise separable convolutions that know the timestep."""

    def __init__(self, in_width: int, out_width: int, *, time_width: int) -> None:
        super().__init__()
        self.norm1 = nn.GroupNorm(GROUPS, in_width)
        self.conv1 = DepthwiseSeparable(in_width, out_width)
        self.time_emb_proj = nn.Linear(time_width, out_width)
        self.norm2 = nn.GroupNorm(GROUPS, out_width)
        self.conv2 = DepthwiseSeparable(out_width, out_width)
        self.conv_shortcut = Pointwise(in_width, out_width) if in_width != out_width else None

    def forward(self, x: Tensor, time: Tensor) -> Tensor:
        """(B, C_in, H, W) and (B, time width) -> (B, C_out, H, W)."""
        y = self.conv1(F.silu(self.norm1(x)))
        y = y + self.time_emb_proj(F.silu(time))[:, :, None, None]
        y = self.conv2(F.silu(self.norm2(y)))
        return y + (x if self.conv_shortcut is None else self.conv_shortcut(x))


class MixFfn(nn.Module):
    """Feed-forward layer with a 3x3 among its hidden channels and a gate (arXiv 2410.10629)."""

    def __init__(self, width: int, *, ratio: float) -> None:
        super().__init__()
        hidden = int(width * ratio)
        self.inverted_conv = _named_conv(Pointwise(width, 2 * hidden))
        self.depth_conv = _named_conv(
            nn.Conv2d(2 * hidden, 2 * hidden, 3, padding=1, groups=2 * hidden)
        )
        self.point_conv = _named_conv(Pointwise(hidden, width, bias=False))

    def forward(self, x: Tensor) -> Tensor:
        """(B, C, H, W) -> the same."""
        y = F.silu(self.inverted_conv(x), inplace=not self.training)  # (B, 2 * hidden, H, W)
        y, gate = self.depth_conv(y).chunk(2, dim=1)  # (B, hidden, H, W) each
        return self.point_conv(y * F.silu(gate))  # (B, C, H, W)


def _named_conv(conv: nn.Conv2d) -> nn.Sequential:
    """The released keys have a level `conv` between the layer and its weights."""
    return nn.Sequential(OrderedDict(conv=conv))


class TransformerBlock(nn.Module):
    """LlMI: local lambda, interactive lambda and mix-FFN, each on a normalised copy and added."""

    def __init__(self, layout: StudentLayout, width: int, *, positions: int) -> None:
        super().__init__()
        self.norm1 = ChannelNorm(width)
        self.attn1 = LocalLambda(width, heads=layout.heads, window=layout.window)
        self.norm2 = ChannelNorm(width)
        self.attn2 = InteractiveLambda(
            width,
            heads=layout.heads,
            context_width=layout.context_width,
            context_length=layout.context_length,
            positions=positions,
        )
        self.norm3 = ChannelNorm(width)
        self.ff = MixFfn(width, ratio=layout.ffn_ratio)

    def forward(self, x: Tensor, context: Tensor) -> Tensor:
        x = x + self.attn1(self.norm1(x))
        x = x + self.attn2(self.norm2(x), context)
        return x + self.ff(self.norm3(x))


class Transformer(Checkpointed):
    """Transformer blocks between two 1x1 convolutions, added to their input."""

    def __init__(self, layout: StudentLayout, width: int, *, positions: int) -> None:
        super().__init__()
        self.norm = nn.GroupNorm(GROUPS, width, eps=1e-6)
        self.proj_in = Pointwise(width, width)
        self.transformer_blocks = nn.ModuleList(
            [TransformerBlock(layout, width, positions=positions)]
        )
        self.proj_out = Pointwise(width, width)

    def forward(self, x: Tensor, context: Tensor) -> Tensor:
        """(B, C, H, W) and (B, M, context width) -> (B, C, H, W)."""
        y = self.proj_in(self.norm(x))
        for block in self.transformer_blocks:
            y = block(y, context)
        return x + self.proj_out(y)


class Downsampler(nn.Module):
    """Strided 3x3: half the side."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.conv = nn.Conv2d(width, width, 3, stride=2, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        return self.conv(x)


class Upsampler(nn.Module):
    """Nearest-neighbour doubling, then 3x3."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.conv = nn.Conv2d(width, width, 3, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        """(B, C, H, W) -> (B, C, 2H, 2W)."""
        return doubled_conv(x, self.conv.weight, self.conv.bias)


class DownBlock(nn.Module):
    """`layers` pairs of residual block and transformer, then half the side unless last."""

    def __init__(
        self, layout: StudentLayout, in_width: int, width: int, *, positions: int, last: bool
    ) -> None:
        super().__init__()
        inputs = [in_width, *[width] * (layout.layers - 1)]
        self.attentions = nn.ModuleList(
            [Transformer(layout, width, positions=positions) for _ in inputs]
        )
        self.resnets = nn.ModuleList(
            [ResidualBlock(given, width, time_width=layout.time_width) for given in inputs]
        )
        self.downsamplers = None if last else nn.ModuleList([Downsampler(width)])

    def forward(self, x: Tensor, time: Tensor, context: Tensor) -> list[Tensor]:
        """The output of every layer; the last of them is the block's."""
        outputs: list[Tensor] = []
        for resnet, transformer in zip(self.resnets, self.attentions, strict=True):
            x = transformer(resnet(x, time), context)
            outputs.append(x)
        for downsampler in self.downsamplers or ():
            outputs.append(downsampler(x))
        return outputs


class UpBlock(nn.Module):
    """`layers` + 1 pairs, each fed one output of the way down, then twice the side unless last."""

    def __init__(
        self,
        layout: StudentLayout,
        in_width: int,
        width: int,
        *,
        skips: list[int],
        positions: int,
        last: bool,
    ) -> None:
        super().__init__()
        inputs = [in_width, *[width] * (len(skips) - 1)]
        self.attentions = nn.ModuleList(
            [Transformer(layout, width, positions=positions) for _ in inputs]
        )
        self.resnets = nn.ModuleList(
            [
                ResidualBlock(given + skip, width, time_width=layout.time_width)
                for given, skip in zip(inputs, skips, strict=True)
            ]
        )
        self.upsamplers = None if last else nn.ModuleList([Upsampler(width)])

    def forward(self, x: Tensor, skips: list[Tensor], time: Tensor, context: Tensor) -> Tensor:
        """`skips` are taken from its end, one for each layer."""
        for resnet, transformer in zip(self.resnets, self.attentions, strict=True):
            x = transformer(resnet(torch.cat([x, skips.pop()], dim=1), time), context)
        for upsampler in self.upsamplers or ():
            x = upsampler(x)
        return x
