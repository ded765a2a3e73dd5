"""What the autoencoder's deployed graphs need of a checkpoint, folded. numpy only.

The latent scale, the moments' 1x1 and the gains before the attention go into the layers beside
them. In the Winograd form, 3x3 weights lie tap by tap, as `export.winograd` takes them.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from moebius_core.sampling import LATENT_SCALE
from moebius_core.weights.layout import AutoencoderLayout
from moebius_core.weights.prepared import Array, Prepared, Source


class ConvForm(Enum):
    """How the 3x3 convolutions of a graph are computed."""

    DIRECT = "direct"
    """As convolutions: for graphics cards, which have fast ones of their own."""
    WINOGRAD = "winograd"
    """As F(4x4, 3x3), a quarter of the products: for processors."""


def encoder_tensors(
    layout: AutoencoderLayout, form: ConvForm, *, moments: bool = False
) -> list[Prepared]:
    """Everything that the encoder's graph needs, in the order of the file.

    `moments`: for mean and log variance as they are, not the scaled mean alone.
    """
    return list(_encoder(layout, form, moments))


def decoder_tensors(
    layout: AutoencoderLayout, form: ConvForm, *, unscaled: bool = False
) -> list[Prepared]:
    """Everything that the decoder's graph needs, in the order of the file.

    `unscaled`: for latents as the encoder's mean is, not as the sampler has them.
    """
    return list(_decoder(layout, form, 1.0 if unscaled else LATENT_SCALE))


def _encoder(layout: AutoencoderLayout, form: ConvForm, moments: bool) -> Iterator[Prepared]:
    widths = layout.widths
    yield from _conv("encoder.conv_in", (widths[0], layout.image_channels, 3, 3))
    given = widths[0]
    for level, width in enumerate(widths):
        name = f"encoder.down_blocks.{level}"
        for number in range(layout.layers):
            yield from _residual(f"{name}.resnets.{number}", given, width, form)
            given = width
        if level < len(widths) - 1:
            yield from _conv(f"{name}.downsamplers.0.conv", (width, width, 3, 3))
    yield from _middle("encoder.mid_block", given, form)
    yield from _affine("encoder.conv_norm_out", given)
    latent, scale = layout.latent_channels, np.float32(LATENT_SCALE)
    if moments:
        latent, scale = 2 * latent, np.float32(1)

    def last(get: Source) -> tuple[Array, Array]:
        """The last layer with the 1x1 after it."""
        mix = get("quant_conv.weight")[:latent, :, 0, 0] * scale
        weight = np.einsum("om,mikl->oikl", mix, get("encoder.conv_out.weight"))
        bias = get("quant_conv.bias")[:latent] * scale
        return _single(weight), _single(mix @ get("encoder.conv_out.bias") + bias)

    yield Prepared("encoder.conv_out.weight", (latent, given, 3, 3), lambda get: last(get)[0])
    yield Prepared("encoder.conv_out.bias", (latent,), lambda get: last(get)[1])


def _decoder(layout: AutoencoderLayout, form: ConvForm, scale: float) -> Iterator[Prepared]:
    widths, latent = layout.widths[::-1], layout.latent_channels
    yield Prepared(
        "post_quant_conv.weight",
        (latent, latent, 1, 1),
        lambda get: get("post_quant_conv.weight") / np.float32(scale),
    )
    yield Prepared("post_quant_conv.bias", (latent,), lambda get: get("post_quant_conv.bias"))
    yield from _conv("decoder.conv_in", (widths[0], latent, 3, 3))
    yield from _middle("decoder.mid_block", widths[0], form)
    given = widths[0]
    for level, width in enumerate(widths):
        name = f"decoder.up_blocks.{level}"
        for number in range(layout.layers + 1):
            yield from _residual(f"{name}.resnets.{number}", given, width, form)
            given = width
        if level < len(widths) - 1:
            yield from _conv3(f"{name}.upsamplers.0.conv", width, width, form)
    yield from _affine("decoder.conv_norm_out", given)
    yield from _conv3("decoder.conv_out", given, layout.image_channels, form)


def _conv(name: str, shape: tuple[int, ...]) -> Iterator[Prepared]:
    """Weight and bias as they are."""
    yield Prepared(f"{name}.weight", shape, lambda get: get(f"{name}.weight"))
    yield Prepared(f"{name}.bias", shape[:1], lambda get: get(f"{name}.bias"))


def _conv3(name: str, given: int, width: int, form: ConvForm) -> Iterator[Prepared]:
    """A 3x3 that keeps the size."""
    if form is ConvForm.DIRECT:
        yield from _conv(name, (width, given, 3, 3))
        return
    yield Prepared(
        f"{name}.taps",
        (9, width * given),
        lambda get: get(f"{name}.weight").transpose(2, 3, 0, 1).reshape(9, -1),
    )
    yield Prepared(f"{name}.bias", (width, 1, 1), lambda get: get(f"{name}.bias").reshape(-1, 1, 1))


def _affine(name: str, width: int) -> Iterator[Prepared]:
    for part in ("weight", "bias"):
        yield Prepared(
            f"{name}.{part}",
            (width, 1, 1),
            lambda get, part=part: get(f"{name}.{part}").reshape(-1, 1, 1),
        )


def _residual(name: str, given: int, width: int, form: ConvForm) -> Iterator[Prepared]:
    yield from _affine(f"{name}.norm1", given)
    yield from _conv3(f"{name}.conv1", given, width, form)
    yield from _affine(f"{name}.norm2", width)
    yield from _conv3(f"{name}.conv2", width, width, form)
    if given != width:
        yield from _conv(f"{name}.conv_shortcut", (width, given, 1, 1))


def _middle(name: str, width: int, form: ConvForm) -> Iterator[Prepared]:
    yield from _residual(f"{name}.resnets.0", width, width, form)
    yield from _attention(f"{name}.attentions.0", width)
    yield from _residual(f"{name}.resnets.1", width, width, form)


def _attention(name: str, width: int) -> Iterator[Prepared]:
    """One head; the gain before it and the queries' scale are in its first layer."""

    def qkv(get: Source) -> tuple[Array, Array]:
        weight = np.concatenate([get(f"{name}.to_{part}.weight") for part in "qkv"])
        bias = np.concatenate([get(f"{name}.to_{part}.bias") for part in "qkv"])
        bias = bias + weight @ get(f"{name}.group_norm.bias")
        weight = weight * get(f"{name}.group_norm.weight")
        scale = np.ones(len(bias), np.float32)
        scale[:width] = width**-0.5
        return _single(weight * scale[:, None]), _single(bias * scale)

    yield Prepared(f"{name}.qkv.weight", (width, 3 * width), lambda get: qkv(get)[0].T)
    yield Prepared(f"{name}.qkv.bias", (3 * width,), lambda get: qkv(get)[1])
    yield Prepared(
        f"{name}.out.weight", (width, width), lambda get: get(f"{name}.to_out.0.weight").T
    )
    yield Prepared(f"{name}.out.bias", (width,), lambda get: get(f"{name}.to_out.0.bias"))


def _single(numbers: NDArray[np.floating]) -> Array:
    return numbers.astype(np.float32, copy=False)
