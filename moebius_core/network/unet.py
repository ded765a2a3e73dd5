"""The student: a U-Net of lambda transformers that predicts the noise in a latent.

arXiv 2606.19195. Attribute names are the released state dict's.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

from moebius_core.network.blocks import GROUPS, DepthwiseSeparable, DownBlock, UpBlock
from moebius_core.weights.layout import StudentLayout


class Prediction(NamedTuple):
    """What the student says, and what distillation compares."""

    noise: Tensor
    """(B, 4, H, W)."""

    blocks: list[Tensor]
    """The output of every down and up block, in the order they ran."""


class Student(nn.Module):
    """Noise in a latent, given what is known of the picture and what to paint into the hole."""

    def __init__(self, layout: StudentLayout) -> None:
        super().__init__()
        self.layout = layout
        table = torch.empty(layout.embeddings, layout.embedding_width).uniform_(-1, 1)
        self.embedding_layer = nn.Embedding.from_pretrained(table, freeze=False)
        self.diff_model = UNet(layout)

    def forward(self, latent: Tensor, timesteps: Tensor, input_ids: Tensor) -> Tensor:
        """The predicted noise (B, 4, H, W).

        Args:
            latent: (B, 9, H, W): noisy latent 4, mask 1 (1 = replace), masked image's latent 4.
            timesteps: (B,) or (1,), 0..999.
            input_ids: (B, 10): 0-9 "background", the conditional row; 10-19 "foreground".
        """
        return self.predict(latent, timesteps, input_ids).noise

    def predict(self, latent: Tensor, timesteps: Tensor, input_ids: Tensor) -> Prediction:
        """As `forward`, with the output of every block."""
        return self.diff_model(latent, timesteps, self.embedding_layer(input_ids))


class TimestepEmbedding(nn.Module):
    """Timesteps as sines and cosines of falling frequency, through two linear layers."""

    def __init__(self, sines: int, width: int) -> None:
        super().__init__()
        self.sines = sines
        self.linear_1 = nn.Linear(sines, width)
        self.linear_2 = nn.Linear(width, width)

    def forward(self, timesteps: Tensor) -> Tensor:
        """(B,) -> (B, width)."""
        half = self.sines // 2
        falling = torch.arange(half, device=timesteps.device, dtype=torch.float32) / half
        angles = timesteps.float()[:, None] * torch.exp(-math.log(10_000) * falling)
        waves = torch.cat([angles.cos(), angles.sin()], dim=1)  # (B, sines)
        return self.linear_2(F.silu(self.linear_1(waves.to(self.linear_1.weight.dtype))))


class UNet(nn.Module):
    """Down blocks, no middle block, up blocks."""

    def __init__(self, layout: StudentLayout) -> None:
        super().__init__()
        widths, levels = layout.widths, len(layout.widths)
        positions = [(layout.latent_size >> level) ** 2 for level in range(levels)]
        self.conv_in = DepthwiseSeparable(layout.in_channels, widths[0])
        self.time_embedding = TimestepEmbedding(layout.sines, layout.time_width)
        self.encoder_hid_proj = nn.Linear(layout.embedding_width, layout.context_width)

        self.down_blocks = nn.ModuleList()
        skips = [widths[0]]
        for level, width in enumerate(widths):
            last = level == levels - 1
            self.down_blocks.append(
                DownBlock(layout, skips[-1], width, positions=positions[level], last=last)
            )
            skips += [width] * (layout.layers if last else layout.layers + 1)

        self.up_blocks = nn.ModuleList()
        given = widths[-1]
        for level in reversed(range(levels)):
            taken = [skips.pop() for _ in range(layout.layers + 1)]
            self.up_blocks.append(
                UpBlock(
                    layout,
                    given,
                    widths[level],
                    skips=taken,
                    positions=positions[level],
                    last=level == 0,
                )
            )
            given = widths[level]
        self.conv_norm_out = nn.GroupNorm(GROUPS, widths[0])
        self.conv_out = DepthwiseSeparable(widths[0], layout.out_channels)

    def forward(self, latent: Tensor, timesteps: Tensor, embedded: Tensor) -> Prediction:
        """(B, 9, H, W), (B,) and (B, 10, embedding width) -> noise and the block outputs."""
        time = self.time_embedding(timesteps)  # (B, time width)
        context = self.encoder_hid_proj(embedded)  # (B, 10, context width)
        x = self.conv_in(latent)  # (B, C, H, W)
        skips, blocks = [x], list[Tensor]()
        for block in self.down_blocks:
            skips += block(x, time, context)
            x = skips[-1]
            blocks.append(x)
        for block in self.up_blocks:
            x = block(x, skips, time, context)
            blocks.append(x)
        noise = self.conv_out(F.silu(self.conv_norm_out(x)))  # (B, 4, H, W)
        return Prediction(noise, blocks)
