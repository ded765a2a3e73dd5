"""What the student's deployed graph needs of a checkpoint, folded and precomputed. numpy only.

The same function for less: batch normalisations and the gains of layer normalisations go into the
1x1 layers beside them, keys and values of the interactive lambda are constants of the checkpoint
(see `fold_context.py`), window weights are spread over tiles, and doubling with its 3x3 becomes
four 2x2.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from moebius_core.weights.fold_context import ContextForm, context_table, interactive_context
from moebius_core.weights.folding import ROOT, batch_norm
from moebius_core.weights.layout import StudentLayout
from moebius_core.weights.prepared import Array, Prepared, Source

CORNERS = ((0, 0), (0, 1), (1, 0), (1, 1))
"""Row and column of the four pixels that doubling makes of one."""


def tile_side(layout: StudentLayout, level: int) -> int:
    """Side of the squares of positions whose windows are handled as one matrix."""
    return 2 if (layout.latent_size >> level) % 2 == 0 else 1


def patch_side(layout: StudentLayout, level: int) -> int:
    """Side of what the windows of one tile see together."""
    return tile_side(layout, level) + layout.window - 1


@dataclass(frozen=True)
class Place:
    """A pair of residual block and transformer in the U-Net."""

    name: str
    """`down_blocks.0` and the like."""
    number: int
    level: int
    given: int
    """Channels that come in, skipped ones included."""
    width: int

    @property
    def resnet(self) -> str:
        return f"{self.name}.resnets.{self.number}"

    @property
    def attention(self) -> str:
        return f"{self.name}.attentions.{self.number}"


def places(layout: StudentLayout) -> list[Place]:
    """All pairs in the order in which they run."""
    widths, levels = layout.widths, len(layout.widths)
    found: list[Place] = []
    skips = [widths[0]]
    for level, width in enumerate(widths):
        for number in range(layout.layers):
            found.append(Place(f"down_blocks.{level}", number, level, skips[-1], width))
            skips.append(width)
        if level < levels - 1:
            skips.append(width)
    given = widths[-1]
    for block, level in enumerate(reversed(range(levels))):
        for number in range(layout.layers + 1):
            width = widths[level]
            found.append(Place(f"up_blocks.{block}", number, level, given + skips.pop(), width))
            given = width
    return found


def student_tensors(
    layout: StudentLayout, context: ContextForm = ContextForm.CONSTANT
) -> list[Prepared]:
    """Everything that the student's graph needs, in the order of the file."""
    return list(_all(layout, context))


def _all(layout: StudentLayout, context: ContextForm) -> Iterator[Prepared]:
    widths = layout.widths
    if context is ContextForm.COMPUTED:
        yield context_table(layout)
    yield from _separable("conv_in", layout.in_channels, widths[0])
    yield from _time(layout)
    for place in places(layout):
        yield from _residual(place)
        yield from _transformer(layout, place, context)
    for level, width in enumerate(widths[:-1]):
        yield from _plain(f"down_blocks.{level}.downsamplers.0.conv", (width, width, 3, 3))
    for block, level in enumerate(reversed(range(1, len(widths)))):
        yield from _doubling(f"up_blocks.{block}.upsamplers.0.conv", widths[level])
    yield from _affine("conv_norm_out", widths[0])
    yield from _separable("conv_out", widths[0], layout.out_channels)


def _plain(name: str, shape: tuple[int, ...]) -> Iterator[Prepared]:
    """Weight and bias as they are."""
    key = ROOT + name
    yield Prepared(f"{name}.weight", shape, lambda get: get(f"{key}.weight"))
    yield Prepared(f"{name}.bias", shape[:1], lambda get: get(f"{key}.bias"))


def _affine(name: str, width: int) -> Iterator[Prepared]:
    """Gain and bias of a group normalisation, for each channel of an image."""
    key = ROOT + name
    for part in ("weight", "bias"):
        yield Prepared(
            f"{name}.{part}",
            (width, 1, 1),
            lambda get, part=part: get(f"{key}.{part}").reshape(-1, 1, 1),
        )


def _separable(name: str, given: int, width: int) -> Iterator[Prepared]:
    """Depthwise 3x3 and pointwise 1x1, each with the batch normalisation that follows it."""
    key = ROOT + name
    for layer, norm, shape in (
        ("conv_dw", "bn1", (given, 1, 3, 3)),
        ("conv_pw", "bn2", (width, given, 1, 1)),
    ):
        yield Prepared(
            f"{name}.{layer}.weight",
            shape,
            lambda get, layer=layer, norm=norm: (
                get(f"{key}.{layer}.weight")
                * batch_norm(get, f"{key}.{norm}")[0].reshape(-1, 1, 1, 1)
            ),
        )
        yield Prepared(
            f"{name}.{layer}.bias",
            shape[:1],
            lambda get, norm=norm: batch_norm(get, f"{key}.{norm}")[1],
        )


def _time(layout: StudentLayout) -> Iterator[Prepared]:
    """The timestep's layers; the last ones, of all residual blocks, side by side."""
    key = f"{ROOT}time_embedding."
    width = layout.time_width
    for layer, given in (("linear_1", layout.sines), ("linear_2", width)):
        yield Prepared(
            f"time.{layer}.weight",
            (given, width),
            lambda get, layer=layer: get(f"{key}{layer}.weight").T,
        )
        yield Prepared(
            f"time.{layer}.bias", (width,), lambda get, layer=layer: get(f"{key}{layer}.bias")
        )
    pairs = places(layout)
    total = sum(place.width for place in pairs)
    keys = [f"{ROOT}{place.resnet}.time_emb_proj" for place in pairs]
    yield Prepared(
        "time.blocks.weight",
        (width, total),
        lambda get: np.concatenate([get(f"{key}.weight") for key in keys]).T,
    )
    yield Prepared(
        "time.blocks.bias",
        (total,),
        lambda get: np.concatenate([get(f"{key}.bias") for key in keys]),
    )


def _residual(place: Place) -> Iterator[Prepared]:
    name, given, width = place.resnet, place.given, place.width
    yield from _affine(f"{name}.norm1", given)
    yield from _separable(f"{name}.conv1", given, width)
    yield from _affine(f"{name}.norm2", width)
    yield from _separable(f"{name}.conv2", width, width)
    if given != width:
        yield from _plain(f"{name}.conv_shortcut", (width, given, 1, 1))


def _transformer(layout: StudentLayout, place: Place, context: ContextForm) -> Iterator[Prepared]:
    name, width = place.attention, place.width
    key = ROOT + name
    block = f"{key}.transformer_blocks.0"

    def proj_in(get: Source) -> tuple[Array, Array]:
        return _after_affine(
            get(f"{key}.proj_in.weight")[:, :, 0, 0], get(f"{key}.proj_in.bias"), get, f"{key}.norm"
        )

    yield Prepared(f"{name}.proj_in.weight", (width, width), lambda get: proj_in(get)[0].T)
    yield Prepared(f"{name}.proj_in.bias", (width,), lambda get: proj_in(get)[1])
    yield from _local(layout, place, block)
    yield from _interactive(layout, place, block)
    yield from interactive_context(layout, f"{name}.interactive", f"{block}.attn2", width, context)
    yield from _feed_forward(layout, place, block)
    yield Prepared(
        f"{name}.proj_out.weight",
        (width, width),
        lambda get: get(f"{key}.proj_out.weight")[:, :, 0, 0].T,
    )
    yield Prepared(f"{name}.proj_out.bias", (width,), lambda get: get(f"{key}.proj_out.bias"))


def _after_affine(weight: Array, bias: Array | None, get: Source, norm: str) -> tuple[Array, Array]:
    """A linear layer (out, in) that applies the gain and bias of `norm` before itself, too."""
    shifted = weight @ get(f"{norm}.bias")
    return weight * get(f"{norm}.weight"), shifted if bias is None else shifted + bias


def _normed_linear(get: Source, layer: str, before: str, after: str | None) -> tuple[Array, Array]:
    """A bias-free 1x1 layer with the layer normalisation before and the batch one after it."""
    weight, bias = _after_affine(get(f"{layer}.weight")[:, :, 0, 0], None, get, before)
    if after is None:
        return weight, bias
    gain, shift = batch_norm(get, after)
    return weight * gain[:, None], bias * gain + shift


def _local(layout: StudentLayout, place: Place, block: str) -> Iterator[Prepared]:
    name, width = f"{place.attention}.local", place.width
    depth = width // layout.heads
    key = f"{block}.attn1"

    def qkv(get: Source) -> tuple[Array, Array]:
        parts = [
            _normed_linear(get, f"{key}.to_{part}", f"{block}.norm1", norm)
            for part, norm in (("q", f"{key}.norm_q"), ("k", None), ("v", f"{key}.norm_v"))
        ]
        weights, biases = zip(*parts, strict=True)
        return np.concatenate(weights), np.concatenate(biases)

    yield Prepared(f"{name}.qkv.weight", (width, width + 2 * depth), lambda get: qkv(get)[0].T)
    yield Prepared(f"{name}.qkv.bias", (width + 2 * depth,), lambda get: qkv(get)[1])
    tile, side = tile_side(layout, place.level), patch_side(layout, place.level)
    yield Prepared(
        f"{name}.positions",
        (tile * tile, depth, side * side),
        lambda get: _spread(get(f"{key}.pos_conv.weight")[:, 0, 0], tile),
    )
    yield Prepared(
        f"{name}.content_bias", (depth, 1), lambda get: get(f"{key}.pos_conv.bias")[:, None]
    )


def _spread(window: Array, tile: int) -> Array:
    """Window weights (k, r, r) seen from each position of a tile: (tile * tile, k, P * P).

    Zero where the patch lies outside the position's window.
    """
    depth, reach, _ = window.shape
    side = tile + reach - 1
    spread = np.zeros((tile, tile, depth, side, side), np.float32)
    for row in range(tile):
        for column in range(tile):
            spread[row, column, :, row : row + reach, column : column + reach] = window
    return spread.reshape(tile * tile, depth, side * side)


def _interactive(layout: StudentLayout, place: Place, block: str) -> Iterator[Prepared]:
    name, width = f"{place.attention}.interactive", place.width
    depth, length = width // layout.heads, layout.context_length
    positions = (layout.latent_size >> place.level) ** 2
    key = f"{block}.attn2"

    def query(get: Source) -> tuple[Array, Array]:
        return _normed_linear(get, f"{key}.to_q", f"{block}.norm2", f"{key}.norm_q")

    yield Prepared(f"{name}.q.weight", (width, width), lambda get: query(get)[0].T)
    yield Prepared(f"{name}.q.bias", (width,), lambda get: query(get)[1])
    yield Prepared(
        f"{name}.table",
        (positions, depth, length),
        lambda get: get(f"{key}.rel_pos_emb")[..., 0].transpose(0, 2, 1),
    )


def _feed_forward(layout: StudentLayout, place: Place, block: str) -> Iterator[Prepared]:
    name, width = f"{place.attention}.ff", place.width
    hidden = int(width * layout.ffn_ratio)
    key = f"{block}.ff"

    def inverted(get: Source) -> tuple[Array, Array]:
        layer = f"{key}.inverted_conv.conv"
        weight = get(f"{layer}.weight")[:, :, 0, 0]
        return _after_affine(weight, get(f"{layer}.bias"), get, f"{block}.norm3")

    yield Prepared(
        f"{name}.inverted.weight",
        (2 * hidden, width, 1, 1),
        lambda get: inverted(get)[0][:, :, None, None],
    )
    yield Prepared(f"{name}.inverted.bias", (2 * hidden,), lambda get: inverted(get)[1])
    for part, shape in (("weight", (2 * hidden, 1, 3, 3)), ("bias", (2 * hidden,))):
        yield Prepared(
            f"{name}.depth.{part}",
            shape,
            lambda get, part=part: get(f"{key}.depth_conv.conv.{part}"),
        )
    yield Prepared(
        f"{name}.point.weight",
        (width, hidden, 1, 1),
        lambda get: get(f"{key}.point_conv.conv.weight"),
    )


def _doubling(name: str, width: int) -> Iterator[Prepared]:
    """Nearest-neighbour doubling and 3x3 as one 2x2 for each corner of the doubled pixels."""
    key = ROOT + name
    for row, column in CORNERS:
        yield Prepared(
            f"{name}.{row}{column}.weight",
            (width, width, 2, 2),
            lambda get, row=row, column=column: corner_kernel(get(f"{key}.weight"), row, column),
        )
    yield Prepared(f"{name}.bias", (width,), lambda get: get(f"{key}.bias"))


def corner_kernel(weight: Array, row: int, column: int) -> Array:
    """3x3 weights (out, in, 3, 3) -> (out, in, 2, 2) of one corner of each doubled pixel.

    An output pixel sees 2x2 different inputs: weights that meet the same one are summed.
    """
    met = np.array([[1, 0, 0], [0, 1, 1]]), np.array([[1, 1, 0], [0, 0, 1]])
    kernel = np.einsum("ay,oiyx,bx->oiab", met[row], weight, met[column])
    return kernel.astype(np.float32)
