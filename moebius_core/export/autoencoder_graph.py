"""The autoencoder's graphs: the functions of `moebius_core.network.autoencoder`."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from onnx import ModelProto

from moebius_core.export.graph import Graph, Port
from moebius_core.export.parts import group_norm, group_norm_silu, planes_norm, planes_norm_silu
from moebius_core.export.winograd import (
    TILE,
    from_planes,
    to_planes,
    winograd_conv,
    winograd_doubling_conv,
)
from moebius_core.weights.fold_autoencoder import ConvForm, decoder_tensors, encoder_tensors
from moebius_core.weights.layout import AutoencoderLayout

_EPS = 1e-6


def encoder_graph(
    layout: AutoencoderLayout, latent_size: int, form: ConvForm, weights_file: str
) -> ModelProto:
    """`image` (1, 3, S, S), -1..1, -> `latent` (1, 4, s, s): the posterior's mean, scaled."""
    graph = Graph(encoder_tensors(layout, form), weights_file)
    halvings = len(layout.widths) - 1
    side = latent_size << halvings
    latent = _Autoencoder(graph, layout, form).encoded("image", side)
    return graph.finished(
        "moebius encoder",
        {"image": Port(1, layout.image_channels, side, side)},
        {"latent": (latent, Port(1, layout.latent_channels, latent_size, latent_size))},
    )


def decoder_graph(
    layout: AutoencoderLayout, latent_size: int, form: ConvForm, weights_file: str
) -> ModelProto:
    """`latent` (1, 4, s, s), scaled, -> `image` (1, 3, S, S), about -1..1."""
    graph = Graph(decoder_tensors(layout, form), weights_file)
    image = _Autoencoder(graph, layout, form).decoded("latent", latent_size)
    side = latent_size << (len(layout.widths) - 1)
    return graph.finished(
        "moebius decoder",
        {"latent": Port(1, layout.latent_channels, latent_size, latent_size)},
        {"image": (image, Port(1, layout.image_channels, side, side))},
    )


def browser_encoder_graph(
    layout: AutoencoderLayout, latent_size: int, weights_file: str
) -> ModelProto:
    """`image` (B, 3, S, S), -1..1, -> `moments` (B, 8, s, s): mean, then log variance, unscaled."""
    form = ConvForm.DIRECT
    graph = Graph(encoder_tensors(layout, form, moments=True), weights_file)
    side = latent_size << (len(layout.widths) - 1)
    moments = _Autoencoder(graph, layout, form).encoded("image", side)
    return graph.finished(
        "moebius encoder for the browser",
        {"image": Port("B", layout.image_channels, side, side)},
        {"moments": (moments, Port("B", 2 * layout.latent_channels, latent_size, latent_size))},
    )


def browser_decoder_graph(
    layout: AutoencoderLayout, latent_size: int, weights_file: str
) -> ModelProto:
    """`latent` (B, 4, s, s), unscaled, -> `image` (B, 3, S, S), about -1..1."""
    form = ConvForm.DIRECT
    graph = Graph(decoder_tensors(layout, form, unscaled=True), weights_file)
    image = _Autoencoder(graph, layout, form).decoded("latent", latent_size)
    side = latent_size << (len(layout.widths) - 1)
    return graph.finished(
        "moebius decoder for the browser",
        {"latent": Port("B", layout.latent_channels, latent_size, latent_size)},
        {"image": (image, Port("B", layout.image_channels, side, side))},
    )


@dataclass
class _Autoencoder:
    """Inside a level, images lie in planes in the Winograd form, else as (B, C, H, W)."""

    g: Graph
    layout: AutoencoderLayout
    form: ConvForm

    @property
    def _planar(self) -> bool:
        return self.form is ConvForm.WINOGRAD

    def encoded(self, image: str, side: int) -> str:
        widths = self.layout.widths
        x = self._conv("encoder.conv_in", image)
        given = widths[0]
        for level, width in enumerate(widths):
            name = f"encoder.down_blocks.{level}"
            x = self._entered(x, given, side)
            for number in range(self.layout.layers):
                x = self._residual(f"{name}.resnets.{number}", x, given, width, side)
                given = width
            if level < len(widths) - 1:
                x = self._left(x, width, side)
                x = self._conv(f"{name}.downsamplers.0.conv", x, pads=(0, 0, 1, 1), strides=(2, 2))
                side //= 2
        x = self._middle("encoder.mid_block", x, given, side)
        x = self._norm_silu("encoder.conv_norm_out", x, given, side)
        return self._conv("encoder.conv_out", self._left(x, given, side))

    def decoded(self, latent: str, side: int) -> str:
        widths = self.layout.widths[::-1]
        x = self._conv("post_quant_conv", latent, pads=(0, 0, 0, 0))
        x = self._entered(self._conv("decoder.conv_in", x), widths[0], side)
        x = self._middle("decoder.mid_block", x, widths[0], side)
        given = widths[0]
        for level, width in enumerate(widths):
            name = f"decoder.up_blocks.{level}"
            for number in range(self.layout.layers + 1):
                x = self._residual(f"{name}.resnets.{number}", x, given, width, side)
                given = width
            if level < len(widths) - 1:
                x = self._left(x, width, side)
                side *= 2
                x = self._doubled(f"{name}.upsamplers.0.conv", x, width, side)
        x = self._norm_silu("decoder.conv_norm_out", x, given, side)
        channels = self.layout.image_channels
        x = self._conv3("decoder.conv_out", x, given, channels, side)
        return self._left(x, channels, side)

    def _entered(self, x: str, width: int, side: int) -> str:
        return to_planes(self.g, x, width, side) if self._planar else x

    def _left(self, x: str, width: int, side: int) -> str:
        return from_planes(self.g, x, width, side) if self._planar else x

    def _norm_silu(self, name: str, x: str, width: int, side: int) -> str:
        if self._planar:
            return planes_norm_silu(self.g, x, name, width, side, eps=_EPS)
        return group_norm_silu(self.g, x, name, width, side, eps=_EPS)

    def _conv(
        self,
        name: str,
        x: str,
        *,
        pads: tuple[int, ...] = (1, 1, 1, 1),
        strides: tuple[int, ...] = (1, 1),
    ) -> str:
        g = self.g
        weight, bias = g.weight(f"{name}.weight"), g.weight(f"{name}.bias")
        return g.op("Conv", x, weight, bias, pads=pads, strides=strides)

    def _conv3(self, name: str, x: str, given: int, width: int, side: int) -> str:
        """A 3x3 that keeps the size."""
        if self._planar:
            return winograd_conv(self.g, x, name, given, width, side)
        return self._conv(name, x)

    def _doubled(self, name: str, x: str, width: int, side: int) -> str:
        """Nearest-neighbour doubling to `side`, then 3x3."""
        g = self.g
        if self._planar:
            return winograd_doubling_conv(g, x, name, width, width, side)
        x = g.op(
            "Resize",
            x,
            "",
            g.floats("twice", np.array([1, 1, 2, 2])),
            mode="nearest",
            coordinate_transformation_mode="asymmetric",
            nearest_mode="floor",
        )
        return self._conv(name, x)

    def _residual(self, name: str, x: str, given: int, width: int, side: int) -> str:
        y = self._norm_silu(f"{name}.norm1", x, given, side)
        y = self._conv3(f"{name}.conv1", y, given, width, side)
        y = self._norm_silu(f"{name}.norm2", y, width, side)
        y = self._conv3(f"{name}.conv2", y, width, width, side)
        if given != width:
            x = self._conv(f"{name}.conv_shortcut", x, pads=(0, 0, 0, 0))
        return self.g.op("Add", y, x)

    def _middle(self, name: str, x: str, width: int, side: int) -> str:
        x = self._residual(f"{name}.resnets.0", x, width, width, side)
        x = self._attention(f"{name}.attentions.0", x, width, side)
        return self._residual(f"{name}.resnets.1", x, width, width, side)

    def _attention(self, name: str, x: str, width: int, side: int) -> str:
        """One head over all positions, added; their order makes no difference."""
        g, planar = self.g, self._planar
        normed = (
            planes_norm(g, x, width, side, eps=_EPS)
            if planar
            else group_norm(g, x, width, side, eps=_EPS)
        )
        size = side // TILE if planar else side
        y = g.transpose(g.reshape(normed, 0, width, -1), 0, 2, 1)
        y = g.reshape(y, -1, side * side, width)  # (B, N, C)
        y = g.op("MatMul", y, g.weight(f"{name}.qkv.weight"))
        q, k, v = g.split(g.op("Add", y, g.weight(f"{name}.qkv.bias")), [width] * 3, axis=2)
        weights = g.op("Softmax", g.op("MatMul", q, g.transpose(k, 0, 2, 1)), axis=2)
        y = g.op("MatMul", g.op("MatMul", weights, v), g.weight(f"{name}.out.weight"))
        y = g.op("Add", y, g.weight(f"{name}.out.bias"))
        y = g.transpose(g.reshape(y, -1, size * size, width), 0, 2, 1)
        return g.op("Add", x, g.reshape(y, 0, width, size, size))
