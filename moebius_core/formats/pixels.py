"""Pixels between numpy, Pillow and OpenCV, and turning them upright."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from moebius_core.arrays import DeepImage, Image, size_of
from moebius_core.formats.decoded import Plane

if TYPE_CHECKING:
    from PIL.Image import Image as PillowImage

_BAND_PIXELS = 100_000
"""Copied at a time out of Pillow: a band fits the processor's cache, which is 3 x faster."""

_Array = TypeVar("_Array", bound=NDArray[Any])


def from_pillow(image: PillowImage) -> NDArray[np.uint8]:
    """A loaded 8-bit Pillow image as (H, W) or (H, W, channels), contiguous and writable."""
    import cv2

    width, height = image.size
    channels = len(image.getbands())
    shape = (height, width) if channels == 1 else (height, width, channels)
    out = np.empty(shape, np.uint8)
    rows = max(1, _BAND_PIXELS // width)
    for top in range(0, height, rows):
        bottom = min(top + rows, height)
        band = image.crop((0, top, width, bottom))
        if image.mode == "RGB":  # Pillow holds four bytes a pixel: copy those, then drop one
            quads = np.frombuffer(band.tobytes("raw", "RGBX"), np.uint8)
            quads = quads.reshape(bottom - top, width, 4)
            cv2.cvtColor(quads, cv2.COLOR_RGBA2RGB, dst=out[top:bottom])
        else:
            out[top:bottom] = np.asarray(band)
    return out


def to_pillow(pixels: Image, alpha: NDArray[np.uint8] | None, *, as_grey: bool) -> PillowImage:
    """8-bit pixels as Pillow's L, LA, RGB (as RGBX, which needs no second copy) or RGBA."""
    import cv2
    from PIL import Image as Pillow

    size = size_of(pixels)
    if as_grey:
        grey = Pillow.frombuffer("L", size, grey_of(pixels), "raw", "L", 0, 1)
        if alpha is None:
            return grey
        opacity = Pillow.frombuffer("L", size, np.ascontiguousarray(alpha), "raw", "L", 0, 1)
        return Pillow.merge("LA", (grey, opacity))
    quads = cv2.cvtColor(pixels, cv2.COLOR_RGB2RGBA)
    if alpha is None:
        return Pillow.frombuffer("RGBX", size, quads, "raw", "RGBX", 0, 1)
    quads[:, :, 3] = alpha
    return Pillow.frombuffer("RGBA", size, quads, "raw", "RGBA", 0, 1)


def grey_of(pixels: _Array) -> _Array:
    """The first channel, (H, W) contiguous: the grey value where all three are equal."""
    return cast("_Array", np.ascontiguousarray(pixels[:, :, 0]))


def from_grey(grey: Plane) -> DeepImage:
    """(H, W) as (H, W, 3) with the channel repeated."""
    import cv2

    return cast("DeepImage", cv2.cvtColor(np.ascontiguousarray(grey), cv2.COLOR_GRAY2RGB))


def has_equal_channels(pixels: DeepImage) -> bool:
    """Whether all three channels are the same everywhere."""
    for top in range(0, pixels.shape[0], 256):
        band = pixels[top : top + 256]
        first = band[:, :, 0]
        if not (np.array_equal(first, band[:, :, 1]) and np.array_equal(first, band[:, :, 2])):
            return False
    return True


def stretched(values: NDArray[np.uint16], bits: int) -> NDArray[np.uint16]:
    """Values of `bits` bits (10, 12) spread over the full 16, rounded; exact to go back from."""
    top = (1 << bits) - 1
    table = ((np.arange(top + 1, dtype=np.uint32) * 65535 + top // 2) // top).astype(np.uint16)
    return table[np.minimum(values, top)]


def upright(values: _Array, orientation: int) -> _Array:
    """`values` turned as the EXIF orientation 1..8 says, contiguous; (H, W) or (H, W, 3)."""
    import cv2

    if orientation == 1:
        return values
    turned: Any = cv2.transpose(values) if orientation >= 5 else values
    flip = {2: 1, 3: -1, 4: 0, 6: 1, 7: -1, 8: 0}.get(orientation)
    return cast("_Array", turned if flip is None else cv2.flip(turned, flip))
