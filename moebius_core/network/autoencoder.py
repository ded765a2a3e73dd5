"""The KL autoencoder between pictures and latents an eighth their side (arXiv 2112.10752).

Attribute names are the released state dict's.
"""

from __future__ import annotations

import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

from moebius_core.network.blocks import Upsampler
from moebius_core.weights.layout import AutoencoderLayout

GROUPS = 32
EPS = 1e-6


class Autoencoder(nn.Module):
    """Encodes (B, 3, H, W) in [-1, 1] to moments of a latent; decodes a latent."""

    def __init__(self, layout: AutoencoderLayout) -> None:
        super().__init__()
        self.layout = layout
        latent = layout.latent_channels
        self.encoder = Encoder(layout)
        self.decoder = Decoder(layout)
        self.quant_conv = nn.Conv2d(2 * latent, 2 * latent, 1)
        self.post_quant_conv = nn.Conv2d(latent, latent, 1)

    def encode(self, image: Tensor) -> Tensor:
        """(B, 3, H, W) in [-1, 1] -> moments (B, 8, H/8, W/8): mean first, then log variance."""
        return self.quant_conv(self.encoder(image))

    def decode(self, latent: Tensor) -> Tensor:
        """(B, 4, h, w), unscaled -> (B, 3, 8h, 8w), about [-1, 1]."""
        return self.decoder(self.post_quant_conv(latent))


class Encoder(nn.Module):
    def __init__(self, layout: AutoencoderLayout) -> None:
        super().__init__()
        widths = layout.widths
        self.conv_in = nn.Conv2d(layout.image_channels, widths[0], 3, padding=1)
        self.down_blocks = nn.ModuleList()
        given = widths[0]
        for level, width in enumerate(widths):
            last = level == len(widths) - 1
            self.down_blocks.append(
                Level(
                    [given, *[width] * (layout.layers - 1)], width, None if last else Halving(width)
                )
            )
            given = width
        self.mid_block = MiddleBlock(given)
        self.conv_norm_out = nn.GroupNorm(GROUPS, given, eps=EPS)
        self.conv_out = nn.Conv2d(given, 2 * layout.latent_channels, 3, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        x = self.conv_in(x)
        for block in self.down_blocks:
            x = block(x)
        x = self.mid_block(x)
        return self.conv_out(F.silu(self.conv_norm_out(x)))


class Decoder(nn.Module):
    def __init__(self, layout: AutoencoderLayout) -> None:
        super().__init__()
        widths = layout.widths[::-1]
        self.conv_in = nn.Conv2d(layout.latent_channels, widths[0], 3, padding=1)
        self.up_blocks = nn.ModuleList()
        given = widths[0]
        for level, width in enumerate(widths):
            last = level == len(widths) - 1
            self.up_blocks.append(
                Level([given, *[width] * layout.layers], width, None if last else Upsampler(width))
            )
            given = width
        self.mid_block = MiddleBlock(widths[0])
        self.conv_norm_out = nn.GroupNorm(GROUPS, given, eps=EPS)
        self.conv_out = nn.Conv2d(given, layout.image_channels, 3, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        x = self.mid_block(self.conv_in(x))
        for block in self.up_blocks:
            x = block(x)
        return self.conv_out(F.silu(self.conv_norm_out(x)))


class Level(nn.Module):
    """Residual blocks of one size, then a change of size unless it is the last level."""

    def __init__(self, inputs: list[int], width: int, resize: nn.Module | None) -> None:
        super().__init__()
        self.resnets = nn.ModuleList([Residual(given, width) for given in inputs])
        name = "upsamplers" if isinstance(resize, Upsampler) else "downsamplers"
        if resize is not None:
            self.add_module(name, nn.ModuleList([resize]))
        self._resize = name

    def forward(self, x: Tensor) -> Tensor:
        for resnet in self.resnets:
            x = resnet(x)
        for resize in getattr(self, self._resize, ()):
            x = resize(x)
        return x


class MiddleBlock(nn.Module):
    """Residual block, attention over all positions, residual block."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.attentions = nn.ModuleList([Attention(width)])
        self.resnets = nn.ModuleList([Residual(width, width), Residual(width, width)])

    def forward(self, x: Tensor) -> Tensor:
        return self.resnets[1](self.attentions[0](self.resnets[0](x)))


class Residual(nn.Module):
    def __init__(self, in_width: int, out_width: int) -> None:
        super().__init__()
        self.norm1 = nn.GroupNorm(GROUPS, in_width, eps=EPS)
        self.conv1 = nn.Conv2d(in_width, out_width, 3, padding=1)
        self.norm2 = nn.GroupNorm(GROUPS, out_width, eps=EPS)
        self.conv2 = nn.Conv2d(out_width, out_width, 3, padding=1)
        self.conv_shortcut = nn.Conv2d(in_width, out_width, 1) if in_width != out_width else None

    def forward(self, x: Tensor) -> Tensor:
        y = self.conv1(F.silu(self.norm1(x)))
        y = self.conv2(F.silu(self.norm2(y)))
        return y + (x if self.conv_shortcut is None else self.conv_shortcut(x))


class Attention(nn.Module):
    """One head over all positions."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.group_norm = nn.GroupNorm(GROUPS, width, eps=EPS)
        self.to_q = nn.Linear(width, width)
        self.to_k = nn.Linear(width, width)
        self.to_v = nn.Linear(width, width)
        self.to_out = nn.ModuleList([nn.Linear(width, width)])

    def forward(self, x: Tensor) -> Tensor:
        tokens = self.group_norm(x).flatten(2).transpose(1, 2)[:, None]  # (B, 1, N, C)
        y = F.scaled_dot_product_attention(self.to_q(tokens), self.to_k(tokens), self.to_v(tokens))
        y = self.to_out[0](y[:, 0])  # (B, N, C)
        return x + y.transpose(1, 2).unflatten(2, x.shape[2:])


class Halving(nn.Module):
    """Strided 3x3, padded on the right and below only: half the side."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.conv = nn.Conv2d(width, width, 3, stride=2)

    def forward(self, x: Tensor) -> Tensor:
        return self.conv(F.pad(x, (0, 1, 0, 1)))
