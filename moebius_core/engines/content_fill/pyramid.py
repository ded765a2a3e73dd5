"""The region at ever coarser scales, made from known pixels only."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from moebius_core.engines.content_fill.level import RADIUS
from moebius_core.engines.content_fill.tuning import THIN
from moebius_core.interpolate import resized

TEXTURE_WINDOW = 17
MIN_SIDE = 6 * RADIUS + 3
THIN_COARSEST = 12.0

COARSEST_THICKNESS = 8.0
"""Halving goes on while the hole is thicker than this, so that one patch can bridge it."""


class Scale(NamedTuple):
    """One step of the pyramid, finest first in a list of them."""

    colour: NDArray[np.float32]  # (h, w, 3), 0..255
    texture: NDArray[np.float32]  # (h, w, 2), mean |dx| and |dy|
    known: NDArray[np.bool_]  # (h, w)
    usable: NDArray[np.bool_]  # (h, w), see `solve.complete`


def pyramid(
    image: NDArray[np.float32],
    known: NDArray[np.bool_],
    usable: NDArray[np.bool_],
    pause: Callable[[], object],
) -> list[Scale]:
    """Halved until one patch can bridge the hole; what is not known never mixes in.

    Args:
        image: (H, W, 3) float32, 0..255.
        known: (H, W) bool.
        usable: (H, W) bool.
        pause: Called between scales; the place to cancel.

    Returns:
        At least one scale, the native one first.
    """
    scales = [Scale(image, _texture(image, known & usable), known, usable)]
    height, width = known.shape
    thickness, factor = thickness_of(~known), 1
    coarsest = THIN_COARSEST if thickness <= THIN else COARSEST_THICKNESS
    while thickness / factor > coarsest and min(height, width) / factor / 2 >= MIN_SIDE:
        factor *= 2
        pause()
        scales.append(_halved(scales[-1]))
    return scales


def thickness_of(hole: NDArray[np.bool_]) -> float:
    """Diameter in pixels of the largest disc inside the hole; what is outside the array is hole."""
    return 2 * float(cv2.distanceTransform(hole.astype(np.uint8), cv2.DIST_L2, 5).max())


def _halved(scale: Scale) -> Scale:
    height, width = (max(1, round(side / 2)) for side in scale.known.shape)
    weight = scale.known.astype(np.float32)
    coarse = cast(
        "NDArray[np.float32]", cv2.resize(weight, (width, height), interpolation=cv2.INTER_AREA)
    ).reshape(height, width)
    divisor: NDArray[np.float32] = np.maximum(coarse, np.float32(1e-4))[..., None]
    usable = cv2.resize(
        scale.usable.astype(np.float32), (width, height), interpolation=cv2.INTER_AREA
    ).reshape(height, width)
    weight = weight[..., None]
    colour = resized(scale.colour * weight, width, height, cv2.INTER_AREA)
    texture = resized(scale.texture * weight, width, height, cv2.INTER_AREA)
    return Scale(colour / divisor, texture / divisor, coarse >= 0.5, usable > 0.99)


def _texture(image: NDArray[np.float32], known: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Mean |dx| and |dy| of grey around each pixel, (H, W, 2), from pairs of known pixels."""
    grey = image.mean(axis=2, dtype=np.float32)
    features = np.zeros((*known.shape, 2), np.float32)
    window = (TEXTURE_WINDOW, TEXTURE_WINDOW)
    for channel, axis in enumerate((1, 0)):
        first: tuple[slice, ...] = (slice(None),) * axis + (slice(None, -1),)
        second: tuple[slice, ...] = (slice(None),) * axis + (slice(1, None),)
        valid = np.zeros(known.shape, np.float32)
        valid[first] = known[first] & known[second]
        slope = np.zeros_like(grey)
        slope[first] = np.abs(grey[second] - grey[first]) * valid[first]
        share = np.maximum(cv2.blur(valid, window), 1e-3)
        features[..., channel] = cv2.blur(slope, window) / share
    return features
