"""What averaging patches that disagree loses in contrast, and putting it back.

A mean of unlike patches is flatter than each of them, and what is flat attracts flat patches in the
next search: gravel turns into mush, stars vanish. So the variance among the voters is voted too,
and the detail of the mean is amplified until the variance is again what the sources had.
"""

from __future__ import annotations

from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

WINDOW = 7
MAX_GAIN = 4.0

EARLIER_LOSS = 1.8
"""Times what one vote loses: the matches it rests on were chosen for a picture flattened before.

Measured: texture distance falls by 5 % against 1, and hardly further above.
"""

NOISE_VARIANCE = 0.5
"""Squared grey levels; flatter than this is not amplified much."""

_GREY = np.full((1, 3), 1 / 3, np.float32)


def grey_of(colour: NDArray[np.float32]) -> NDArray[np.float32]:
    """(h, w) mean of the channels of (h, w, 3)."""
    return cast("NDArray[np.float32]", cv2.transform(colour, _GREY)).reshape(colour.shape[:2])


def with_square(colour: NDArray[np.float32]) -> NDArray[np.float32]:
    """(h, w, 4): the colours and the square of grey, to be voted on together."""
    grey = grey_of(colour)
    return cast("NDArray[np.float32]", cv2.merge([*cv2.split(colour), grey * grey]))


def lost_variance(voted: NDArray[np.float32]) -> NDArray[np.float32]:
    """(h, w) variance of grey to be put back at each pixel, from a vote on `with_square`."""
    grey = grey_of(np.ascontiguousarray(voted[..., :3]))
    return np.maximum(voted[..., 3] - grey * grey, np.float32(0)) * np.float32(EARLIER_LOSS)


def contrast_restored(
    colour: NDArray[np.float32], lost: NDArray[np.float32]
) -> NDArray[np.float32]:
    """(h, w, 3) in 0..255: detail amplified where variance was lost, means kept.

    Args:
        colour: (h, w, 3)
        lost: (h, w) variance, 0 where nothing was averaged.
    """
    grey = grey_of(colour)
    mean = _local_mean(grey)
    variance = np.maximum(_local_mean(grey * grey) - mean * mean, np.float32(0))
    gain = np.sqrt(1 + _local_mean(lost) / (variance + np.float32(NOISE_VARIANCE)))
    extra = np.minimum(gain, np.float32(MAX_GAIN)) - np.float32(1)
    detail = colour - _local_mean(colour)
    detail *= extra[..., None]
    detail += colour
    return np.clip(detail, 0, 255, out=detail)


def _local_mean(plane: NDArray[np.float32]) -> NDArray[np.float32]:
    return cast("NDArray[np.float32]", cv2.blur(plane, (WINDOW, WINDOW)))
