"""How large a network is and what one step costs, counted from the keys and shapes of its weights.

No torch. Counted is the literal form: what the deployed graphs save is not taken off, so that the
figure belongs to the network and not to what runs it.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from moebius_core.weights.layout import Shape, Shapes

_CONTEXT = 10
"""Vectors of context, which both networks look at."""

_NOT_LEARNED = ("running_mean", "running_var", "num_batches_tracked")
_BLOCK = re.compile(r"diff_model\.(down_blocks|mid_block|up_blocks)(?:\.(\d+))?\.")
_OF_CONTEXT = re.compile(r"encoder_hid_proj|attn2\.to_[kv]\.")


@dataclass(frozen=True)
class ModelSize:
    """Of a network that takes steps."""

    parameters: int
    """Learned numbers, the table of embeddings included and the autoencoder not."""

    multiply_adds: int
    """Of one row of one step, a multiplication with its addition counted as one, as the published
    tables do under the name of FLOPs. Guidance takes two rows."""

    layers_alone: int
    """The same without the products inside attention and lambda layers, which counters that look
    at layers alone leave out; so counted, the student has the 0.154 T of its paper."""

    side_px: int
    """Of the square picture it is counted for."""


def model_size(shapes: Shapes, latent_size: int) -> ModelSize:
    """Of Moebius (a student of any size) or of PixelHacker (the teacher).

    Args:
        shapes: Of its weights.
        latent_size: Cells along a side of the latents.
    """
    count = _Count(shapes, latent_size)
    layers = sum(map(count.of_layer, shapes))
    inside = sum(map(count.inside, shapes))
    return ModelSize(learned(shapes), layers + inside, layers, 8 * latent_size)


def learned(shapes: Shapes) -> int:
    """How many numbers of these weights are learned; BatchNorm's statistics are not."""
    return sum(math.prod(shape) for key, shape in shapes.items() if not key.endswith(_NOT_LEARNED))


class _Count:
    """Multiply-adds of what belongs to a key."""

    def __init__(self, shapes: Shapes, latent_size: int) -> None:
        down = (re.match(r"diff_model\.down_blocks\.(\d+)\.", key) for key in shapes)
        self._deepest = len({match[1] for match in down if match}) - 1
        self._shapes = shapes
        self._latent_size = latent_size

    def of_layer(self, key: str) -> int:
        """Of a linear layer or convolution; 0 for anything else."""
        shape = self._shapes[key]
        if not key.endswith(".weight") or len(shape) < 2 or key.startswith("embedding_layer"):
            return 0
        if "time_emb" in key:
            return math.prod(shape)
        if _OF_CONTEXT.search(key):
            return math.prod(shape) * _CONTEXT
        if "pos_conv" in key:  # once for each channel of the values
            return math.prod(shape) * self._cells(key) * self._beside(key, "to_v")[0]
        return math.prod(shape) * self._cells(key)

    def inside(self, key: str) -> int:
        """Of the products of an attention or lambda layer, at the one key that each kind has."""
        shape, cells = self._shapes[key], self._cells(key)
        if key.endswith("attn1.pos_conv.weight"):  # k v^T over all positions; q times both lambdas
            keys, values = shape[0], self._beside(key, "to_v")[0]
            return cells * values * (keys + 2 * self._beside(key, "to_q")[0])
        if key.endswith("attn2.rel_pos_emb"):
            values = self._beside(key, "to_v")[0]
            lambdas = (cells + 1) * shape[1] * shape[2] * values
            return lambdas + 2 * self._beside(key, "to_q")[0] * values * cells
        if key.endswith("attn1.k_proj.weight"):  # a state of k x v: k v^T added, then read by q
            return 2 * cells * shape[0] * self._beside(key, "g_norm_swish_gate")[0]
        if key.endswith("attn2.to_out.0.weight"):  # softmax attention: q k^T, then times v
            return 2 * cells * _CONTEXT * shape[0]
        return 0

    def _beside(self, key: str, name: str) -> Shape:
        """The shape of another weight of the same attention or lambda layer."""
        layer = re.match(r".*\.attn\d\.", key)
        return self._shapes[f"{layer[0] if layer else ''}{name}.weight"]

    def _cells(self, key: str) -> int:
        """How many positions a layer computes, told by its key."""
        block = _BLOCK.match(key)
        if block is None:
            return self._latent_size**2
        number = int(block[2] or 0)
        levels = {
            "down_blocks": number,
            "mid_block": self._deepest,
            "up_blocks": self._deepest - number,
        }
        level = levels[block[1]] + ("downsamplers" in key) - ("upsamplers" in key)
        return (self._latent_size >> level) ** 2
