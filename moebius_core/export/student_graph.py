"""The student's graphs: the function of `moebius_core.network.unet`, in its cheapest form.

Inside a transformer, positions are rows of channels ("tokens"); outside, images are NCHW. In the
deployed graph the rows of guidance differ only from the first interactive lambda on: until there
the batch is 1, and broadcasting does the rest. In the browser's every row is a latent of its own.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from onnx import ModelProto, TensorProto

from moebius_core.export.context import ComputedContext, ConstantContext, Context
from moebius_core.export.graph import Graph, Port
from moebius_core.export.parts import group_norm, group_norm_silu, silu
from moebius_core.weights.fold_context import ContextForm
from moebius_core.weights.fold_student import (
    CORNERS,
    Place,
    patch_side,
    places,
    student_tensors,
    tile_side,
)
from moebius_core.weights.layout import StudentLayout


def student_graph(layout: StudentLayout, weights_file: str) -> ModelProto:
    """The graph of a student of this size, its weights in `weights_file` beside it.

    Inputs: `latent` (1, 9, s, s) float32; `timestep` (1,) float32, 0..999; `rows` (R,) int64, which
    rows of guidance to compute: 0 what to paint, 1 what to stay away from.
    Output: `noise` (R, 4, s, s) float32.
    """
    graph = Graph(student_tensors(layout), weights_file)
    noise = _Student(graph, layout, ConstantContext(graph, "rows")).noise("latent", "timestep")
    side = layout.latent_size
    return graph.finished(
        "moebius student",
        {
            "latent": Port(1, layout.in_channels, side, side),
            "timestep": Port(1),
            "rows": Port("rows", kind=TensorProto.INT64),
        },
        {"noise": (noise, Port("rows", layout.out_channels, side, side))},
    )


def browser_student_graph(layout: StudentLayout, weights_file: str) -> ModelProto:
    """The same function as the browser port calls it.

    Inputs: `latent` (B, 9, s, s) float32; `timesteps` (B,) int64, 0..999; `input_ids` (B, 10)
    int64. Output: `noise` (B, 4, s, s) float32.
    """
    graph = Graph(student_tensors(layout, ContextForm.COMPUTED), weights_file)
    context = ComputedContext(graph, "input_ids")
    timesteps = graph.op("Cast", "timesteps", to=TensorProto.FLOAT)
    noise = _Student(graph, layout, context).noise("latent", timesteps)
    side = layout.latent_size
    return graph.finished(
        "moebius student for the browser",
        {
            "latent": Port("B", layout.in_channels, side, side),
            "timesteps": Port("B", kind=TensorProto.INT64),
            "input_ids": Port("B", layout.context_length, kind=TensorProto.INT64),
        },
        {"noise": (noise, Port("B", layout.out_channels, side, side))},
    )


@dataclass
class _Student:
    g: Graph
    layout: StudentLayout
    context: Context

    def noise(self, latent: str, timesteps: str) -> str:
        g, layout = self.g, self.layout
        pairs = places(layout)
        times = self._times(timesteps, pairs)
        x = self._separable("conv_in", latent, layout.in_channels, layout.widths[0])
        side = layout.latent_size
        skips = [self.context.for_all_rows(x, layout.widths[0], side)]
        for level in range(len(layout.widths)):
            for pair in (p for p in pairs if p.name == f"down_blocks.{level}"):
                x = self._transformer(pair, self._residual(pair, x, times[pair.resnet]))
                skips.append(x)
            if level < len(layout.widths) - 1:
                x = self._conv(f"down_blocks.{level}.downsamplers.0.conv", x, stride=2)
                skips.append(x)
        for block, level in enumerate(reversed(range(len(layout.widths)))):
            for pair in (p for p in pairs if p.name == f"up_blocks.{block}"):
                x = g.op("Concat", x, skips.pop(), axis=1)
                x = self._transformer(pair, self._residual(pair, x, times[pair.resnet]))
            if level:
                x = self._doubled(f"up_blocks.{block}.upsamplers.0.conv", x)
        width = layout.widths[0]
        x = group_norm_silu(g, x, "conv_norm_out", width, layout.latent_size, eps=1e-5)
        return self._separable("conv_out", x, width, layout.out_channels)

    def _side(self, pair: Place) -> int:
        return self.layout.latent_size >> pair.level

    def _times(self, timesteps: str, pairs: list[Place]) -> dict[str, str]:
        """What each residual block adds for the timesteps, (B, C, 1, 1), by the block's name."""
        g, batch = self.g, self.context.batch
        half = self.layout.sines // 2
        falling = np.exp(-math.log(10_000) * np.arange(half) / half)[None]
        angles = g.op("Mul", g.reshape(timesteps, batch, 1), g.floats("frequencies", falling))
        x = g.op("Concat", g.op("Cos", angles), g.op("Sin", angles), axis=1)
        x = silu(g, self._linear("time.linear_1", x))
        x = silu(g, self._linear("time.linear_2", x))
        x = g.reshape(self._linear("time.blocks", x), batch, -1, 1, 1)
        parts = g.split(x, [pair.width for pair in pairs], axis=1)
        return {pair.resnet: part for pair, part in zip(pairs, parts, strict=True)}

    def _linear(self, name: str, x: str) -> str:
        """(..., in) -> (..., out)."""
        g = self.g
        return g.op("Add", g.op("MatMul", x, g.weight(f"{name}.weight")), g.weight(f"{name}.bias"))

    def _conv(self, name: str, x: str, *, stride: int = 1, groups: int = 1) -> str:
        """A convolution with padding that keeps the size, divided by the stride."""
        g = self.g
        margin = g.shape_of(f"{name}.weight")[-1] // 2
        return g.op(
            "Conv",
            x,
            g.weight(f"{name}.weight"),
            g.weight(f"{name}.bias"),
            pads=[margin] * 4,
            strides=[stride] * 2,
            group=groups,
        )

    def _doubled(self, name: str, x: str) -> str:
        """Nearest-neighbour doubling and 3x3: a 2x2 for each corner, woven together."""
        g = self.g
        corners = [
            g.op(
                "Conv",
                x,
                g.weight(f"{name}.{row}{column}.weight"),
                g.weight(f"{name}.bias"),
                pads=[1 - row, 1 - column, row, column],
            )
            for row, column in CORNERS
        ]
        return g.op("DepthToSpace", g.op("Concat", *corners, axis=1), blocksize=2)

    def _separable(self, name: str, x: str, given: int, width: int) -> str:
        y = self.g.op("Relu", self._conv(f"{name}.conv_dw", x, groups=given))
        y = self._conv(f"{name}.conv_pw", y)
        return self.g.op("Add", x, y) if given == width else y

    def _residual(self, pair: Place, x: str, time: str) -> str:
        """(B, C_in, H, W) -> (B, C, H, W)."""
        g, name, side = self.g, pair.resnet, self._side(pair)
        y = group_norm_silu(g, x, f"{name}.norm1", pair.given, side, eps=1e-5)
        y = self._separable(f"{name}.conv1", y, pair.given, pair.width)
        y = g.op("Add", y, time)
        y = group_norm_silu(g, y, f"{name}.norm2", pair.width, side, eps=1e-5)
        y = self._separable(f"{name}.conv2", y, pair.width, pair.width)
        if pair.given != pair.width:
            x = self._conv(f"{name}.conv_shortcut", x)
        return g.op("Add", y, x)

    def _transformer(self, pair: Place, x: str) -> str:
        """(B, C, H, W) -> (R, C, H, W)."""
        g, name, side, width = self.g, pair.attention, self._side(pair), pair.width
        y = self._tokens(group_norm(g, x, width, side, eps=1e-6), width)
        y = self._linear(f"{name}.proj_in", y)
        y = g.op("Add", y, self._local(pair, self._normed(y, width)))
        y = g.op("Add", y, self._interactive(pair, self._normed(y, width)))
        y = g.op("Add", y, self._feed_forward(pair, self._normed(y, width)))
        y = self._linear(f"{name}.proj_out", y)
        return g.op("Add", self._image(y, width, side), x)

    def _tokens(self, x: str, width: int) -> str:
        """(B, C, H, W) -> (B, N, C)."""
        return self.g.transpose(self.g.reshape(x, 0, width, -1), 0, 2, 1)

    def _image(self, tokens: str, width: int, side: int) -> str:
        """(B, N, C) -> (B, C, H, W)."""
        return self.g.reshape(self.g.transpose(tokens, 0, 2, 1), 0, width, side, side)

    def _normed(self, tokens: str, width: int) -> str:
        """Layer normalisation without gain and bias, which the layer after it has."""
        g = self.g
        ones, zeros = (
            g.floats(f"ones_{width}", np.ones(width)),
            g.floats(f"zeros_{width}", np.zeros(width)),
        )
        return g.op("LayerNormalization", tokens, ones, zeros, axis=-1, epsilon=1e-5)

    def _local(self, pair: Place, tokens: str) -> str:
        """(B, N, C) -> the same."""
        g, name, width = self.g, f"{pair.attention}.local", pair.width
        depth, side = width // self.layout.heads, self._side(pair)
        q, k, v = g.split(self._linear(f"{name}.qkv", tokens), [width, depth, depth], axis=2)
        k = g.op("Softmax", g.transpose(k, 0, 2, 1), axis=2)  # (B, k, N), over positions
        content = g.op("Add", g.op("MatMul", k, v), g.weight(f"{name}.content_bias"))  # (B, k, v)
        y = g.op("MatMul", g.reshape(q, 0, -1, depth), content)  # (B, N * heads, v)
        y = g.reshape(y, 0, side * side, width)
        return g.op("Add", y, self._windows(pair, q, v))

    def _windows(self, pair: Place, q: str, v: str) -> str:
        """Position lambdas applied to q: (B, N, C) and (B, N, v) -> (B, N, C).

        All positions of a square tile look into one patch, so that each product is one of plain
        matrices: queries times window weights, then that times the patch's values.
        """
        g, layout, width = self.g, self.layout, pair.width
        heads, depth, side = layout.heads, width // layout.heads, self._side(pair)
        tile, patch = tile_side(layout, pair.level), patch_side(layout, pair.level)
        across, seen = side // tile, tile * tile

        q = g.reshape(q, -1, across, tile, across, tile, width)
        q = g.transpose(q, 2, 4, 0, 1, 3, 5)  # (t, t, B, Ty, Tx, C)
        q = g.reshape(q, seen, -1, depth)  # (t*t, B * T * heads, k)
        weights = g.op("MatMul", q, g.weight(f"{pair.attention}.local.positions"))
        weights = g.reshape(weights, seen, -1, heads, patch * patch)
        weights = g.transpose(weights, 1, 0, 2, 3)  # (B * T, t*t, heads, P*P)
        weights = g.reshape(weights, -1, across * across, seen * heads, patch * patch)

        y = g.op("MatMul", weights, self._patches(v, side, depth, tile, patch))
        y = g.reshape(y, -1, across, across, tile, tile, width)  # (B, Ty, Tx, t, t, C)
        y = g.transpose(y, 0, 1, 3, 2, 4, 5)  # (B, Ty, t, Tx, t, C)
        return g.reshape(y, -1, side * side, width)

    def _patches(self, v: str, side: int, depth: int, tile: int, patch: int) -> str:
        """What each tile sees of the values: (B, N, v) -> (B, T, P*P, v), zero outside."""
        g = self.g
        margin = (patch - tile) // 2
        wide = side + 2 * margin
        v = g.reshape(v, -1, side, side, depth)
        pads = g.ints(0, margin, margin, 0, 0, margin, margin, 0)
        v = g.reshape(g.op("Pad", v, pads), -1, wide * wide, depth)
        corners = np.arange(0, side, tile)
        inside = np.arange(patch)
        rows = corners[:, None] + inside  # (T_y, P)
        where = rows[:, None, :, None] * wide + rows[None, :, None, :]
        indices = g.indices(f"patches_{side}", where.reshape(len(corners) ** 2, patch * patch))
        return g.op("Gather", v, indices, axis=1)

    def _interactive(self, pair: Place, tokens: str) -> str:
        """(B, N, C) -> (R, N, C)."""
        g, name, width = self.g, f"{pair.attention}.interactive", pair.width
        heads, depth, side = self.layout.heads, width // self.layout.heads, self._side(pair)
        length = self.layout.context_length
        q = self._linear(f"{name}.q", tokens)
        keys, values = self.context.keys_and_values(name)  # (R, k, M) and (R, M, v)
        near = g.op(
            "MatMul", g.reshape(q, 0, side * side, heads, depth), g.weight(f"{name}.table")
        )  # (B, N, heads, M)
        alike = g.op("MatMul", g.reshape(q, 0, -1, depth), keys)  # (R, N * heads, M)
        weights = g.op("Add", g.reshape(near, 0, side * side * heads, length), alike)
        return g.reshape(g.op("MatMul", weights, values), 0, side * side, width)

    def _feed_forward(self, pair: Place, tokens: str) -> str:
        """(R, N, C) -> the same."""
        g, name, width, side = self.g, f"{pair.attention}.ff", pair.width, self._side(pair)
        hidden = int(width * self.layout.ffn_ratio)
        y = silu(g, self._conv(f"{name}.inverted", self._image(tokens, width, side)))
        y = self._conv(f"{name}.depth", y, groups=2 * hidden)
        y, gate = g.split(y, [hidden, hidden], axis=1)
        y = g.op("Mul", y, silu(g, gate))
        return self._tokens(g.op("Conv", y, g.weight(f"{name}.point.weight")), width)
