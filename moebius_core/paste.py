"""Bringing an engine's fill back into the photo: colour match and blend (pure)."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from moebius_core.arrays import DeepImage, Image
from moebius_core.interpolate import push_pull
from moebius_core.zone import Weights

RING_PX = 10
"""Width of the ring of known pixels around a hole on which colours are compared."""

MAX_SHIFT = 24.0
"""Largest correction in grey levels: beyond it the engine meant the difference."""


def match_colour(fill: Image, original: Image, hole: NDArray[np.bool_]) -> Image:
    """Shift `fill` inside the hole so that it meets `original` on the ring around it.

    The difference on the ring is smoothed and spread into the hole, so each side gets its own
    correction. Engines that keep the ring exactly need none and get `fill` back.

    Args:
        fill: (H, W, 3) uint8, the engine's whole region.
        original: (H, W, 3) uint8, the region as it was.
        hole: (H, W) bool, where the fill is to show.

    Returns:
        (H, W, 3) uint8; a new array when anything was shifted.
    """
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * RING_PX + 1, 2 * RING_PX + 1))
    grown = cv2.dilate(hole.view(np.uint8), kernel).view(bool)
    ring = grown & ~hole
    if not ring.any() or np.array_equal(fill[ring], original[ring]):
        return fill
    difference = np.where(ring[..., None], original.astype(np.float32) - fill, 0)
    # smooth along the ring first: single noisy pixels must not streak into the hole
    window = (2 * RING_PX + 1, 2 * RING_PX + 1)
    share = cv2.blur(ring.astype(np.float32), window)
    smooth = cv2.blur(difference, window) / np.maximum(share, 1e-3)[..., None]
    shift = push_pull(np.where(ring[..., None], smooth, 0).astype(np.float32), ring | ~grown)
    shift = np.clip(shift, -MAX_SHIFT, MAX_SHIFT)
    matched = fill.copy()
    matched[hole] = np.clip(np.rint(fill[hole] + shift[hole]), 0, 255).astype(np.uint8)
    return matched


def without_colour(fill: Image, original: Image, hole: NDArray[np.bool_]) -> Image:
    """`fill` as grey when everything around the hole is grey: black-and-white photos stay so."""
    sample = original[::16, ::16][~hole[::16, ::16]]
    if not (_is_grey(sample) and _is_grey(original[~hole])):
        return fill
    luma = np.asarray(cv2.cvtColor(fill, cv2.COLOR_RGB2GRAY), np.uint8)
    return np.repeat(luma[..., None], 3, axis=2)


def _is_grey(pixels: Image) -> bool:
    return bool((pixels == pixels[:, :1]).all())


def paste(target: DeepImage, fill: Image, weights: Weights) -> None:
    """Blend `fill` into `target`, in place and in the target's depth.

    Args:
        target: (H, W, 3) uint8 or uint16; pixels of weight 0 are not written.
        fill: (H, W, 3) uint8.
        weights: (H, W) float32 in 0..1.
    """
    scale = np.float32(257 if target.dtype == np.uint16 else 1)
    blended = fill.astype(np.float32)
    blended *= scale
    blended -= target
    blended *= weights[..., None]
    blended += target
    np.rint(blended, out=blended)
    np.copyto(target, blended.astype(target.dtype), where=weights[..., None] > 0)
