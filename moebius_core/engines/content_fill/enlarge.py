"""The field of a coarse level as the start of the next finer one."""

from __future__ import annotations

from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from moebius_core.engines.content_fill.level import Level


def enlarged_field(
    coarse: Level, match: NDArray[np.int32], cost: NDArray[np.float32], fine: Level
) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Every target of `fine` copies as far away as the coarse target under it, times the factor.

    Returns:
        (n,) flat source positions, the nearest valid source where the scaled one is none, and (n,)
        costs as they were on the coarse level.
    """
    factors = [big / small for big, small in zip(fine.size, coarse.size, strict=True)]
    under = [
        np.clip(((at + 0.5) / factor).astype(np.int32), 0, side - 1)
        for at, factor, side in zip(
            (fine.target_y, fine.target_x), factors, coarse.shape, strict=True
        )
    ]
    parent = _nearest_index(coarse.target_at)[under[0], under[1]]
    source_y, source_x = np.divmod(match[parent], coarse.shape[1])
    height, width = fine.shape
    y = np.rint(fine.target_y + (source_y - coarse.target_y[parent]) * factors[0])
    x = np.rint(fine.target_x + (source_x - coarse.target_x[parent]) * factors[1])
    y, x = (np.clip(at, 0, side - 1).astype(np.int32) for at, side in ((y, height), (x, width)))
    position = y * np.int32(width) + x
    invalid = ~fine.is_source[position]
    if invalid.any():
        at_sources = np.full(fine.shape, -1, np.int32)
        at_sources.flat[fine.sources] = fine.sources
        position[invalid] = _nearest_index(at_sources)[y[invalid], x[invalid]]
    return position, cost[parent]


def _nearest_index(indices: NDArray[np.int32]) -> NDArray[np.int32]:
    """(h, w) `indices` with every -1 replaced by the nearest index; there is at least one."""
    missing = (indices < 0).astype(np.uint8)
    label = cast(
        "NDArray[np.int32]",
        cv2.distanceTransformWithLabels(missing, cv2.DIST_L2, 3, labelType=cv2.DIST_LABEL_PIXEL)[1],
    )
    table = np.zeros(int(label.max()) + 1, np.int32)
    table[label[missing == 0]] = indices[missing == 0]
    return table[label]
