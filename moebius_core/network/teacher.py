"""The teacher, PixelHacker: Stable Diffusion's U-Net whose self-attention is gated and linear.

Used by distillation only. Attribute names are the released state dict's.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

from moebius_core.network.blocks import GROUPS, Downsampler, Upsampler
from moebius_core.network.checkpointing import Checkpointed
from moebius_core.network.gated_scan import gated_scan
from moebius_core.network.unet import Prediction, TimestepEmbedding
from moebius_core.weights.layout import TeacherLayout


class Teacher(nn.Module):
    """As `Student`: noise in a latent, with the output of every down, middle and up block."""

    def __init__(self, layout: TeacherLayout) -> None:
        super().__init__()
        self.layout = layout
        table = torch.empty(layout.embeddings, layout.embedding_width).uniform_(-1, 1)
        self.embedding_layer = nn.Embedding.from_pretrained(table, freeze=False)
        self.diff_model = TeacherUNet(layout)

    def forward(self, latent: Tensor, timesteps: Tensor, input_ids: Tensor) -> Tensor:
        """The predicted noise (B, 4, H, W); arguments as `Student.forward`."""
        return self.predict(latent, timesteps, input_ids).noise

    def predict(self, latent: Tensor, timesteps: Tensor, input_ids: Tensor) -> Prediction:
        return self.diff_model(latent, timesteps, self.embedding_layer(input_ids))


class TeacherUNet(nn.Module):
    def __init__(self, layout: TeacherLayout) -> None:
        super().__init__()
        widths, levels = layout.widths, len(layout.widths)
        self.conv_in = nn.Conv2d(layout.in_channels, widths[0], 3, padding=1)
        self.time_embedding = TimestepEmbedding(layout.sines, layout.time_width)
        self.encoder_hid_proj = nn.Linear(layout.embedding_width, layout.context_width)
        self.down_blocks, self.up_blocks = nn.ModuleList(), nn.ModuleList()
        skips = [widths[0]]
        for level, width in enumerate(widths):
            last = level == levels - 1
            inputs = [skips[-1], *[width] * (layout.layers - 1)]
            self.down_blocks.append(
                Down(layout, inputs, width, attends=level in layout.attending, last=last)
            )
            skips += [width] * (layout.layers if last else layout.layers + 1)
        given = widths[-1]
        for level in reversed(range(levels)):
            inputs: list[int] = []
            for _ in range(layout.layers + 1):
                inputs.append(given + skips.pop())
                given = widths[level]
            attends = level in layout.attending
            self.up_blocks.append(Up(layout, inputs, given, attends=attends, last=level == 0))
        self.mid_block = Middle(layout, widths[-1])
        self.conv_norm_out = nn.GroupNorm(GROUPS, widths[0])
        self.conv_out = nn.Conv2d(widths[0], layout.out_channels, 3, padding=1)

    def forward(self, latent: Tensor, timesteps: Tensor, embedded: Tensor) -> Prediction:
        """(B, 9, H, W), (B,) and (B, 10, embedding width) -> noise and the block outputs."""
        time = self.time_embedding(timesteps)  # (B, time width)
        context = self.encoder_hid_proj(embedded)  # (B, 10, context width)
        x = self.conv_in(latent)
        skips, blocks = [x], list[Tensor]()
        for block in self.down_blocks:
            skips += block(x, time, context)
            x = skips[-1]
            blocks.append(x)
        x = self.mid_block(x, time, context)
        blocks.append(x)
        for block in self.up_blocks:
            x = block(x, skips, time, context)
            blocks.append(x)
        return Prediction(self.conv_out(F.silu(self.conv_norm_out(x))), blocks)


def _layers(
    layout: TeacherLayout, inputs: list[int], width: int, *, attends: bool
) -> tuple[nn.ModuleList | None, nn.ModuleList]:
    """The transformers, if there are any, and the residual blocks of one level."""
    transformers = nn.ModuleList([Transformer(layout, width) for _ in inputs]) if attends else None
    resnets = [Residual(given, width, time_width=layout.time_width) for given in inputs]
    return transformers, nn.ModuleList(resnets)


class Down(nn.Module):
    def __init__(
        self, layout: TeacherLayout, inputs: list[int], width: int, *, attends: bool, last: bool
    ) -> None:
        super().__init__()
        self.attentions, self.resnets = _layers(layout, inputs, width, attends=attends)
        self.downsamplers = None if last else nn.ModuleList([Downsampler(width)])

    def forward(self, x: Tensor, time: Tensor, context: Tensor) -> list[Tensor]:
        """The output of every layer; the last of them is the block's."""
        outputs: list[Tensor] = []
        for number, resnet in enumerate(self.resnets):
            x = resnet(x, time)
            if self.attentions is not None:
                x = self.attentions[number](x, context)
            outputs.append(x)
        for downsampler in self.downsamplers or ():
            outputs.append(downsampler(x))
        return outputs


class Up(nn.Module):
    def __init__(
        self, layout: TeacherLayout, inputs: list[int], width: int, *, attends: bool, last: bool
    ) -> None:
        super().__init__()
        self.attentions, self.resnets = _layers(layout, inputs, width, attends=attends)
        self.upsamplers = None if last else nn.ModuleList([Upsampler(width)])

    def forward(self, x: Tensor, skips: list[Tensor], time: Tensor, context: Tensor) -> Tensor:
        """`skips` are taken from its end, one for each layer."""
        for number, resnet in enumerate(self.resnets):
            x = resnet(torch.cat([x, skips.pop()], dim=1), time)
            if self.attentions is not None:
                x = self.attentions[number](x, context)
        for upsampler in self.upsamplers or ():
            x = upsampler(x)
        return x


class Middle(nn.Module):
    def __init__(self, layout: TeacherLayout, width: int) -> None:
        super().__init__()
        self.attentions = nn.ModuleList([Transformer(layout, width)])
        self.resnets = nn.ModuleList(
            [Residual(width, width, time_width=layout.time_width) for _ in range(2)]
        )

    def forward(self, x: Tensor, time: Tensor, context: Tensor) -> Tensor:
        x = self.attentions[0](self.resnets[0](x, time), context)
        return self.resnets[1](x, time)


class Residual(Checkpointed):
    def __init__(self, in_width: int, out_width: int, *, time_width: int) -> None:
        super().__init__()
        self.norm1 = nn.GroupNorm(GROUPS, in_width)
        self.conv1 = nn.Conv2d(in_width, out_width, 3, padding=1)
        self.time_emb_proj = nn.Linear(time_width, out_width)
        self.norm2 = nn.GroupNorm(GROUPS, out_width)
        self.conv2 = nn.Conv2d(out_width, out_width, 3, padding=1)
        self.conv_shortcut = nn.Conv2d(in_width, out_width, 1) if in_width != out_width else None

    def forward(self, x: Tensor, time: Tensor) -> Tensor:
        y = self.conv1(F.silu(self.norm1(x)))
        y = y + self.time_emb_proj(F.silu(time))[:, :, None, None]
        y = self.conv2(F.silu(self.norm2(y)))
        return y + (x if self.conv_shortcut is None else self.conv_shortcut(x))


class Transformer(Checkpointed):
    def __init__(self, layout: TeacherLayout, width: int) -> None:
        super().__init__()
        self.norm = nn.GroupNorm(GROUPS, width, eps=1e-6)
        self.proj_in = nn.Conv2d(width, width, 1)
        self.transformer_blocks = nn.ModuleList([TransformerBlock(layout, width)])
        self.proj_out = nn.Conv2d(width, width, 1)

    def forward(self, x: Tensor, context: Tensor) -> Tensor:
        y = self.proj_in(self.norm(x)).flatten(2).transpose(1, 2)  # (B, N, C)
        for block in self.transformer_blocks:
            y = block(y, context)
        return x + self.proj_out(y.transpose(1, 2).unflatten(2, x.shape[2:]))


class TransformerBlock(nn.Module):
    def __init__(self, layout: TeacherLayout, width: int) -> None:
        super().__init__()
        self.norm1 = nn.LayerNorm(width)
        self.attn1 = GatedLinearAttention(width, heads=layout.heads, rank=layout.gate_rank)
        self.norm2 = nn.LayerNorm(width)
        self.attn2 = CrossAttention(width, heads=layout.heads, context_width=layout.context_width)
        self.norm3 = nn.LayerNorm(width)
        self.ff = FeedForward(width)

    def forward(self, x: Tensor, context: Tensor) -> Tensor:
        x = x + self.attn1(self.norm1(x))
        x = x + self.attn2(self.norm2(x), context)
        return x + self.ff(self.norm3(x))


class GatedLinearAttention(nn.Module):
    """S <- diag(gate) S + k v^T, o = q S / sqrt(d), token by token in raster order."""

    def __init__(self, width: int, *, heads: int, rank: int) -> None:
        super().__init__()
        self.heads = heads
        self.q_proj = nn.Linear(width, width // 2, bias=False)
        self.k_proj = nn.Linear(width, width // 2, bias=False)
        self.v_proj = nn.Linear(width, width, bias=False)
        self.g_proj = nn.Linear(width, width, bias=False)
        self.gk_proj = nn.Sequential(
            nn.Linear(width, rank, bias=False), nn.Linear(rank, width // 2)
        )
        self.o_proj = nn.Linear(width, width, bias=False)
        self.g_norm_swish_gate = nn.RMSNorm(width // heads, eps=1e-6)

    def forward(self, x: Tensor) -> Tensor:
        """(B, N, C) -> the same."""
        q, k, v = (self._by_head(layer(x)) for layer in (self.q_proj, self.k_proj, self.v_proj))
        log_gate = self._by_head(F.logsigmoid(self.gk_proj(x)) / 16)  # (B, N, heads, d)
        y = gated_scan(q * q.shape[-1] ** -0.5, k, v, log_gate)  # (B, N, heads, v)
        y = self.g_norm_swish_gate(y) * F.silu(self._by_head(self.g_proj(x)))
        return self.o_proj(y.flatten(2))

    def _by_head(self, x: Tensor) -> Tensor:
        return x.unflatten(2, (self.heads, -1))


class CrossAttention(nn.Module):
    def __init__(self, width: int, *, heads: int, context_width: int) -> None:
        super().__init__()
        self.heads = heads
        self.to_q = nn.Linear(width, width, bias=False)
        self.to_k = nn.Linear(context_width, width, bias=False)
        self.to_v = nn.Linear(context_width, width, bias=False)
        self.to_out = nn.ModuleList([nn.Linear(width, width)])

    def forward(self, x: Tensor, context: Tensor) -> Tensor:
        """(B, N, C) and (B, M, context width) -> (B, N, C)."""
        q, k, v = (
            rows.unflatten(2, (self.heads, -1)).transpose(1, 2)
            for rows in (self.to_q(x), self.to_k(context), self.to_v(context))
        )
        y = F.scaled_dot_product_attention(q, k, v)  # (B, heads, N, C / heads)
        return self.to_out[0](y.transpose(1, 2).flatten(2))


class FeedForward(nn.Module):
    """Gated by GELU, hidden width four times the width."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.net = nn.ModuleList([GatedGelu(width), nn.Identity(), nn.Linear(4 * width, width)])

    def forward(self, x: Tensor) -> Tensor:
        return self.net[2](self.net[0](x))


class GatedGelu(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.proj = nn.Linear(width, 8 * width)

    def forward(self, x: Tensor) -> Tensor:
        y, gate = self.proj(x).chunk(2, dim=-1)
        return y * F.gelu(gate)
