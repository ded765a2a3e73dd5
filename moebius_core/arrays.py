"""The array contracts of the project: what an image and a mask are, and checks that say so."""

from __future__ import annotations

from typing import Any, TypeAlias, cast

import numpy as np
from numpy.typing import NDArray

from moebius_core.errors import BadInputError
from moebius_core.geometry import Size

Image: TypeAlias = NDArray[np.uint8]
"""(H, W, 3) RGB, 0..255 in the file's own encoding, never BGR."""

DeepImage: TypeAlias = NDArray[np.uint8 | np.uint16]
"""(H, W, 3) RGB of the photo's own depth: uint8 (0..255) or uint16 (0..65535)."""

DEPTHS = ("uint8", "uint16")

_BAND_ROWS = 64
"""Converted at a time: no second photo of wider numbers is ever held."""

Mask: TypeAlias = NDArray[np.uint8]
"""(H, W); 0 keep, 255 replace, between = soft edge."""


def size_of(array: NDArray[Any]) -> Size:
    """Width and height of an image or mask array."""
    return Size(int(array.shape[1]), int(array.shape[0]))


def to_8_bit(values: NDArray[Any]) -> NDArray[np.uint8]:
    """16-bit values rounded to the nearest of 256 levels; 8-bit ones as they are."""
    if values.dtype == np.uint8:
        return cast("NDArray[np.uint8]", values)
    out = np.empty(values.shape, np.uint8)
    for top in range(0, values.shape[0], _BAND_ROWS):
        band = values[top : top + _BAND_ROWS].astype(np.uint32)
        out[top : top + _BAND_ROWS] = (band * 255 + 32767) // 65535
    return out


def check_image(image: NDArray[Any]) -> None:
    """Raise BadInputError unless `image` is (H, W, 3) uint8 or uint16 with at least one pixel."""
    _check_array(image, "image")
    if image.ndim != 3 or image.shape[2] != 3 or str(image.dtype) not in DEPTHS:
        raise BadInputError(
            f"An image must be (H, W, 3) of uint8 or uint16, not {image.shape} of {image.dtype}.",
        )
    if not image.size:
        raise BadInputError(f"The image is empty: {size_of(image)} pixels.")


def check_mask(mask: NDArray[Any]) -> None:
    """Raise BadInputError unless `mask` is (H, W) uint8 with at least one pixel."""
    _check_array(mask, "mask")
    if mask.ndim != 2 or mask.dtype != np.uint8:
        raise BadInputError(
            f"A mask must be (H, W) of uint8, not {mask.shape} of {mask.dtype}.",
            "Multiply a boolean mask by 255 and convert it to uint8.",
        )
    if not mask.size:
        raise BadInputError(f"The mask is empty: {size_of(mask)} pixels.")


def _check_array(array: NDArray[Any], name: str) -> None:
    if not isinstance(array, np.ndarray):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise BadInputError(f"The {name} must be a numpy array, not {type(array).__name__}.")
