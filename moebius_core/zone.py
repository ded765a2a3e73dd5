"""The edit zone: which pixels a removal may change, and how strongly (pure).

The zone is the painted mask grown by some pixels, its pin-holes closed, plus a soft edge outside.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from moebius_core.arrays import Mask
from moebius_core.options import InpaintOptions

HARD = 128
"""Mask values from here on count as painted; fainter ones only blend."""

PINHOLE_SHARE = 0.02
"""Enclosed gaps below this share of the hole are leftovers of the object, not the photo."""

Weights = NDArray[np.float32]
"""(H, W) 0..1: how much of the fill shows; 0 = the photo's pixel stays, bit for bit."""


def margin(options: InpaintOptions) -> int:
    """Pixels by which the zone reaches beyond the painted mask."""
    return options.grow + options.feather


def blend_weights(mask: Mask, options: InpaintOptions) -> Weights:
    """How much of the fill shows at each pixel.

    1 in the mask (values from 128 on) grown by `options.grow` px, falling linearly to 0 over
    `options.feather` px outside; nowhere less than the mask's own value / 255.

    Args:
        mask: (H, W) uint8, with at least `margin(options)` pixels of room where the photo has them.

    Returns:
        (H, W) float32 in 0..1.
    """
    own = mask.astype(np.float32) / np.float32(255)
    hard = mask >= HARD
    if not hard.any():
        return own
    distance = cv2.distanceTransform((~hard).view(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
    # feather + 1 steps: the first pixel outside is already mixed, the zone's last one is not 0
    weights = (options.grow + options.feather + 1 - distance) / (options.feather + 1)
    np.clip(weights, 0, 1, out=weights)
    if options.grow:
        weights[_pinholes(distance <= options.grow)] = 1
    return np.maximum(weights, own)


def _pinholes(core: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Enclosed gaps smaller than PINHOLE_SHARE of the hole; those touching the frame stay open."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(
        (~core).view(np.uint8), connectivity=4
    )
    height, width = core.shape
    left, top, w, h, area = (stats[:, i] for i in range(5))
    inside = (left > 0) & (top > 0) & (left + w < width) & (top + h < height)
    small = area < PINHOLE_SHARE * np.count_nonzero(core)
    chosen = inside & small
    chosen[0] = False
    if count < 2 or not chosen.any():
        return np.zeros_like(core)
    return chosen[labels]
