"""How large a network is, read from the keys and shapes of its weights. No torch.

Nothing else states it: released, tiny and retrained weights load through the same code.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from moebius_core.errors import BadInputError

Shape: TypeAlias = tuple[int, ...]
Shapes: TypeAlias = Mapping[str, Shape]


@dataclass(frozen=True, kw_only=True)
class StudentLayout:
    """Hyper-parameters of the student; the defaults are the released network's."""

    latent_size: int = 64
    """Side of the square latent in cells of 8 pixels."""

    in_channels: int = 9
    out_channels: int = 4
    widths: tuple[int, ...] = (320, 640, 1280)
    """Channels of each level, from the finest to the coarsest."""

    layers: int = 2
    """Pairs of residual block and transformer in a down block; an up block has one more."""

    heads: int = 8
    window: int = 15
    """Side of the neighbourhood of the local lambda layer, odd."""

    ffn_ratio: float = 2.5
    sines: int = 320
    """Sines and cosines that describe a timestep."""

    time_width: int = 1280
    context_width: int = 768
    context_length: int = 10
    embeddings: int = 20
    """Rows of the learned table, half of them `background`, half `foreground`."""

    embedding_width: int = 3072


@dataclass(frozen=True, kw_only=True)
class AutoencoderLayout:
    """Hyper-parameters of the KL autoencoder; the defaults are the released network's."""

    image_channels: int = 3
    latent_channels: int = 4
    widths: tuple[int, ...] = (128, 256, 512, 512)
    layers: int = 2
    """Residual blocks in a level of the encoder; the decoder has one more."""


@dataclass(frozen=True, kw_only=True)
class TeacherLayout:
    """Hyper-parameters of the teacher; the defaults are the released network's."""

    in_channels: int = 9
    out_channels: int = 4
    widths: tuple[int, ...] = (320, 640, 1280, 1280)
    attending: tuple[int, ...] = (0, 1, 2)
    """Levels with transformers."""

    layers: int = 2
    heads: int = 8
    gate_rank: int = 16
    sines: int = 320
    time_width: int = 1280
    context_width: int = 768
    embeddings: int = 20
    embedding_width: int = 3072


def student_layout(shapes: Shapes) -> StudentLayout:
    """The student that weights with these keys and shapes belong to.

    Raises:
        BadInputError: what has to be known is not there, or contradicts itself.
    """
    read = _Reader(shapes, "the Moebius network")
    read.require("diff_model.down_blocks.0.attentions.0.proj_in.weight", 4)
    levels = read.count(r"diff_model\.down_blocks\.(\d+)\.")
    first = "diff_model.down_blocks.0.attentions.0.transformer_blocks.0"
    hidden, width, _, _ = read.require(f"{first}.ff.inverted_conv.conv.weight", 4)
    queries = read.require(f"{first}.attn1.to_q.weight", 4)[0]
    keys = read.require(f"{first}.attn1.to_k.weight", 4)[0]
    positions, context_length = read.require(f"{first}.attn2.rel_pos_emb", 4)[:2]
    embeddings, embedding_width = read.require("embedding_layer.weight", 2)
    time_width, sines = read.require("diff_model.time_embedding.linear_1.weight", 2)
    return StudentLayout(
        latent_size=math.isqrt(positions),
        in_channels=read.require("diff_model.conv_in.conv_dw.weight", 4)[0],
        out_channels=read.require("diff_model.conv_out.conv_pw.weight", 4)[0],
        widths=tuple(
            read.require(f"diff_model.down_blocks.{level}.attentions.0.proj_in.weight", 4)[0]
            for level in range(levels)
        ),
        layers=read.count(r"diff_model\.down_blocks\.0\.resnets\.(\d+)\."),
        heads=queries // max(keys, 1),
        window=read.require(f"{first}.attn1.pos_conv.weight", 5)[-1],
        ffn_ratio=hidden / (2 * max(width, 1)),
        sines=sines,
        time_width=time_width,
        context_width=read.require("diff_model.encoder_hid_proj.weight", 2)[0],
        context_length=context_length,
        embeddings=embeddings,
        embedding_width=embedding_width,
    )


def autoencoder_layout(shapes: Shapes) -> AutoencoderLayout:
    """The autoencoder that weights with these keys and shapes belong to.

    Raises:
        BadInputError: what has to be known is not there.
    """
    read = _Reader(shapes, "the autoencoder (VAE)")
    image_channels = read.require("encoder.conv_in.weight", 4)[1]
    levels = read.count(r"encoder\.down_blocks\.(\d+)\.")
    return AutoencoderLayout(
        image_channels=image_channels,
        latent_channels=read.require("post_quant_conv.weight", 4)[0],
        widths=tuple(
            read.require(f"encoder.down_blocks.{level}.resnets.0.conv1.weight", 4)[0]
            for level in range(levels)
        ),
        layers=read.count(r"encoder\.down_blocks\.0\.resnets\.(\d+)\."),
    )


def teacher_layout(shapes: Shapes) -> TeacherLayout:
    """The teacher that weights with these keys and shapes belong to.

    Raises:
        BadInputError: what has to be known is not there.
    """
    read = _Reader(shapes, "the teacher (PixelHacker)")
    first = "diff_model.down_blocks.0.attentions.0.transformer_blocks.0.attn1"
    gate_rank, width = read.require(f"{first}.gk_proj.0.weight", 2)
    levels = range(read.count(r"diff_model\.down_blocks\.(\d+)\."))
    embeddings, embedding_width = read.require("embedding_layer.weight", 2)
    time_width, sines = read.require("diff_model.time_embedding.linear_1.weight", 2)
    return TeacherLayout(
        in_channels=read.require("diff_model.conv_in.weight", 4)[1],
        out_channels=read.require("diff_model.conv_out.weight", 4)[0],
        widths=tuple(
            read.require(f"diff_model.down_blocks.{level}.resnets.0.conv1.weight", 4)[0]
            for level in levels
        ),
        attending=tuple(
            level
            for level in levels
            if f"diff_model.down_blocks.{level}.attentions.0.proj_in.weight" in shapes
        ),
        layers=read.count(r"diff_model\.down_blocks\.0\.resnets\.(\d+)\."),
        heads=width // max(read.require(f"{first}.g_norm_swish_gate.weight", 1)[0], 1),
        gate_rank=gate_rank,
        sines=sines,
        time_width=time_width,
        context_width=read.require("diff_model.encoder_hid_proj.weight", 2)[0],
        embeddings=embeddings,
        embedding_width=embedding_width,
    )


@dataclass(frozen=True)
class _Reader:
    shapes: Shapes
    whose: str
    hint: str = field(default="Choose the file that belongs to this network.", init=False)

    def require(self, key: str, axes: int) -> Shape:
        """The shape stored under `key`, which must have this many axes."""
        shape = self.shapes.get(key)
        if shape is None:
            raise BadInputError(
                f"These are not weights of {self.whose}: {key} is missing.", self.hint
            )
        if len(shape) != axes:
            raise BadInputError(
                f"These are not weights of {self.whose}: {key} has shape {shape}, "
                f"where {axes} axes are expected.",
                self.hint,
            )
        return shape

    def count(self, pattern: str) -> int:
        """How many different numbers stand at the place of the pattern's group."""
        matches = (re.match(pattern, key) for key in self.shapes)
        return len({match[1] for match in matches if match})
