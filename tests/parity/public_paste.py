"""How the public pipeline pastes a fill into the photo, written out (8-bit steps included)."""

from __future__ import annotations

import numpy as np
import PIL.Image
from numpy.typing import NDArray
from PIL import ImageFilter

Bytes = NDArray[np.uint8]

_BLUR_RADIUS = 3
_GROWN = 10
_GAIN = 1.1


def raw(decoded: NDArray[np.float32]) -> Bytes:
    """(1, 3, H, W) in [-1, 1] -> (H, W, 3)."""
    image = np.clip((decoded[0].transpose(1, 2, 0) + 1) / 2, 0, 1)
    return (image * 255).astype(np.uint8)


def pasted(photo: Bytes, fill: NDArray[np.floating], mask: Bytes) -> Bytes:
    """`fill`, 0..255, blended into `photo` through the blurred mask."""
    blurred = PIL.Image.fromarray(mask).filter(ImageFilter.GaussianBlur(_BLUR_RADIUS))
    share = np.asarray(blurred)[..., None] / 255
    return (np.clip(fill / 255 * share + photo / 255 * (1 - share), 0, 1) * 255).astype(np.uint8)


def compensated(photo: Bytes, fill: Bytes, mask: Bytes) -> Bytes:
    """As `pasted`, the fill first shifted by what differs in colour on the ring around the mask."""
    ring = _ring(mask > 128)
    shift = photo[ring].mean(axis=0) - fill[ring].mean(axis=0)
    return pasted(photo, fill + _GAIN * shift, mask)


def _ring(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Unmasked pixels of the mask's bounding box, `_GROWN` larger around its centre."""
    ring = np.zeros_like(mask)
    spans: list[slice] = []
    for axis in (0, 1):
        inside = np.flatnonzero(mask.any(axis=1 - axis))
        first, last = int(inside[0]), int(inside[-1])
        centre, half = (first + last) // 2, (last - first + 1 + _GROWN) // 2
        spans.append(slice(max(centre - half, 0), centre + half + 1))
    ring[spans[0], spans[1]] = True
    return ring & ~mask
