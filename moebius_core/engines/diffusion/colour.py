"""Colour compensation as the public code does it: one shift for the whole fill."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from moebius_core.arrays import Image
from moebius_core.engines.diffusion.view import Flags, Pixels

_GROWN_PX = 10


def colour_difference(fill: Pixels, image: Image, unknown: Flags) -> NDArray[np.float32]:
    """(3,): by how much `image` is brighter than `fill` on what is known beside the hole.

    That is the unmasked part of the mask's bounding box, 10 pixels longer on each axis.
    """
    ring = np.zeros_like(unknown)
    spans: list[slice] = []
    for axis in (0, 1):
        inside = np.flatnonzero(unknown.any(axis=1 - axis))
        first, last = int(inside[0]), int(inside[-1])
        centre, half = (first + last) // 2, (last - first + 1 + _GROWN_PX) // 2
        spans.append(slice(max(centre - half, 0), centre + half + 1))
    ring[spans[0], spans[1]] = True
    ring &= ~unknown
    if not ring.any():
        return np.zeros(3, np.float32)
    return image[ring].mean(axis=0, dtype=np.float32) - fill[ring].mean(axis=0)
