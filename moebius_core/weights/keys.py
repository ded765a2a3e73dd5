"""Every key and shape that the weights of a layout have. No torch: numbers follow from numbers.

The counterpart of `moebius_core.network`, whose modules have the same state dicts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from moebius_core.weights.layout import AutoencoderLayout, Shape, StudentLayout

Entry = tuple[str, Shape]

_OLD_NAMES = {
    ".query.": ".to_q.",
    ".key.": ".to_k.",
    ".value.": ".to_v.",
    ".proj_attn.": ".to_out.0.",
}
"""Autoencoders saved before 2023 name the middle attention's layers differently."""


def student_shapes(layout: StudentLayout) -> dict[str, Shape]:
    """Key -> shape of the student's state dict, in its order."""
    return {
        "embedding_layer.weight": (layout.embeddings, layout.embedding_width),
        **dict(_under("diff_model", _unet(layout))),
    }


def autoencoder_shapes(layout: AutoencoderLayout) -> dict[str, Shape]:
    """Key -> shape of the autoencoder's state dict, in its order."""
    latent = layout.latent_channels
    return dict(
        (
            *_under("encoder", _encoder(layout)),
            *_under("decoder", _decoder(layout)),
            *_conv("quant_conv", 2 * latent, 2 * latent, 1),
            *_conv("post_quant_conv", latent, latent, 1),
        )
    )


def autoencoder_names(keys: Iterable[str]) -> dict[str, str]:
    """Today's name of each of an autoencoder's keys -> the key as it is stored."""
    return {_new_name(key): key for key in keys}


def _new_name(key: str) -> str:
    for old, new in _OLD_NAMES.items():
        key = key.replace(old, new)
    return key


def _unet(layout: StudentLayout) -> Iterator[Entry]:
    widths, layers = layout.widths, layout.layers
    yield from _separable("conv_in", layout.in_channels, widths[0])
    yield from _linear("time_embedding.linear_1", layout.sines, layout.time_width)
    yield from _linear("time_embedding.linear_2", layout.time_width, layout.time_width)
    yield from _linear("encoder_hid_proj", layout.embedding_width, layout.context_width)
    given, skips = widths[0], [widths[0]]
    for level, width in enumerate(widths):
        name, last = f"down_blocks.{level}", level == len(widths) - 1
        inputs = [given, *[width] * (layers - 1)]
        yield from _under(name, _pairs(layout, level, inputs))
        if not last:
            yield from _conv(f"{name}.downsamplers.0.conv", width, width, 3)
        skips += [width] * (layers if last else layers + 1)
        given = width
    for block, level in enumerate(reversed(range(len(widths)))):
        name, width = f"up_blocks.{block}", widths[level]
        taken = [skips.pop() for _ in range(layers + 1)]
        inputs = [own + skip for own, skip in zip([given, *[width] * layers], taken, strict=True)]
        yield from _under(name, _pairs(layout, level, inputs))
        if level:
            yield from _conv(f"{name}.upsamplers.0.conv", width, width, 3)
        given = width
    yield from _gains("conv_norm_out", widths[0])
    yield from _separable("conv_out", widths[0], layout.out_channels)


def _pairs(layout: StudentLayout, level: int, inputs: list[int]) -> Iterator[Entry]:
    """Transformers and residual blocks of one block of the U-Net."""
    width, positions = layout.widths[level], (layout.latent_size >> level) ** 2
    for index in range(len(inputs)):
        yield from _under(f"attentions.{index}", _transformer(layout, width, positions))
    for index, given in enumerate(inputs):
        yield from _under(f"resnets.{index}", _student_residual(layout, given, width))


def _transformer(layout: StudentLayout, width: int, positions: int) -> Iterator[Entry]:
    yield from _gains("norm", width)
    yield from _conv("proj_in", width, width, 1)
    yield from _under("transformer_blocks.0", _transformer_block(layout, width, positions))
    yield from _conv("proj_out", width, width, 1)


def _transformer_block(layout: StudentLayout, width: int, positions: int) -> Iterator[Entry]:
    depth, hidden = width // layout.heads, int(width * layout.ffn_ratio)
    yield from _gains("norm1", width)
    for name, out in (("to_q", width), ("to_k", depth), ("to_v", depth)):
        yield f"attn1.{name}.weight", (out, width, 1, 1)
    yield from _batch_norm("attn1.norm_q", width)
    yield from _batch_norm("attn1.norm_v", depth)
    yield "attn1.pos_conv.weight", (depth, 1, 1, layout.window, layout.window)
    yield "attn1.pos_conv.bias", (depth,)
    yield from _gains("norm2", width)
    yield "attn2.rel_pos_emb", (positions, layout.context_length, depth, 1)
    yield "attn2.to_q.weight", (width, width, 1, 1)
    yield "attn2.to_k.weight", (depth, layout.context_width)
    yield "attn2.to_v.weight", (depth, layout.context_width)
    yield from _batch_norm("attn2.norm_q", width)
    yield from _batch_norm("attn2.norm_v", depth)
    yield from _gains("norm3", width)
    yield from _conv("ff.inverted_conv.conv", width, 2 * hidden, 1)
    yield "ff.depth_conv.conv.weight", (2 * hidden, 1, 3, 3)
    yield "ff.depth_conv.conv.bias", (2 * hidden,)
    yield "ff.point_conv.conv.weight", (width, hidden, 1, 1)


def _student_residual(layout: StudentLayout, given: int, width: int) -> Iterator[Entry]:
    yield from _gains("norm1", given)
    yield from _separable("conv1", given, width)
    yield from _linear("time_emb_proj", layout.time_width, width)
    yield from _gains("norm2", width)
    yield from _separable("conv2", width, width)
    if given != width:
        yield from _conv("conv_shortcut", given, width, 1)


def _separable(name: str, given: int, width: int) -> Iterator[Entry]:
    yield f"{name}.conv_dw.weight", (given, 1, 3, 3)
    yield from _batch_norm(f"{name}.bn1", given)
    yield f"{name}.conv_pw.weight", (width, given, 1, 1)
    yield from _batch_norm(f"{name}.bn2", width)


def _encoder(layout: AutoencoderLayout) -> Iterator[Entry]:
    widths = layout.widths
    yield from _conv("conv_in", layout.image_channels, widths[0], 3)
    for level, (given, width) in enumerate(pairwise((widths[0], *widths))):
        inputs = [given, *[width] * (layout.layers - 1)]
        yield from _under(f"down_blocks.{level}", _residuals(inputs, width))
        if level < len(widths) - 1:
            yield from _conv(f"down_blocks.{level}.downsamplers.0.conv", width, width, 3)
    yield from _middle(widths[-1])
    yield from _gains("conv_norm_out", widths[-1])
    yield from _conv("conv_out", widths[-1], 2 * layout.latent_channels, 3)


def _decoder(layout: AutoencoderLayout) -> Iterator[Entry]:
    widths = layout.widths[::-1]
    yield from _conv("conv_in", layout.latent_channels, widths[0], 3)
    for level, (given, width) in enumerate(pairwise((widths[0], *widths))):
        inputs = [given, *[width] * layout.layers]
        yield from _under(f"up_blocks.{level}", _residuals(inputs, width))
        if level < len(widths) - 1:
            yield from _conv(f"up_blocks.{level}.upsamplers.0.conv", width, width, 3)
    yield from _middle(widths[0])
    yield from _gains("conv_norm_out", widths[-1])
    yield from _conv("conv_out", widths[-1], layout.image_channels, 3)


def _middle(width: int) -> Iterator[Entry]:
    yield from _gains("mid_block.attentions.0.group_norm", width)
    for name in ("to_q", "to_k", "to_v", "to_out.0"):
        yield from _linear(f"mid_block.attentions.0.{name}", width, width)
    yield from _under("mid_block", _residuals([width, width], width))


def _residuals(inputs: list[int], width: int) -> Iterator[Entry]:
    for index, given in enumerate(inputs):
        name = f"resnets.{index}"
        yield from _gains(f"{name}.norm1", given)
        yield from _conv(f"{name}.conv1", given, width, 3)
        yield from _gains(f"{name}.norm2", width)
        yield from _conv(f"{name}.conv2", width, width, 3)
        if given != width:
            yield from _conv(f"{name}.conv_shortcut", given, width, 1)


def _under(name: str, entries: Iterable[Entry]) -> Iterator[Entry]:
    return ((f"{name}.{key}", shape) for key, shape in entries)


def _gains(name: str, width: int) -> Iterator[Entry]:
    yield f"{name}.weight", (width,)
    yield f"{name}.bias", (width,)


def _batch_norm(name: str, width: int) -> Iterator[Entry]:
    yield from _gains(name, width)
    yield f"{name}.running_mean", (width,)
    yield f"{name}.running_var", (width,)
    yield f"{name}.num_batches_tracked", ()


def _linear(name: str, given: int, width: int) -> Iterator[Entry]:
    yield f"{name}.weight", (width, given)
    yield f"{name}.bias", (width,)


def _conv(name: str, given: int, width: int, side: int) -> Iterator[Entry]:
    yield f"{name}.weight", (width, given, side, side)
    yield f"{name}.bias", (width,)
