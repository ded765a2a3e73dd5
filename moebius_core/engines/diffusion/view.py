"""A region of any size as the square the network works on, and back (pure).

Nothing under the mask has any influence: means are taken over known pixels alone, and what the
square shows under the mask is continued from them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from moebius_core.engines.backend import CELL_PX
from moebius_core.geometry import Rect, Size
from moebius_core.interpolate import push_pull, resized

Pixels = NDArray[np.float32]
"""(H, W, 3), 0..255, not rounded."""

Flags = NDArray[np.bool_]
"""(H, W)."""

_KNOWN = 0.999
"""Share of known pixels under a shrunk one from which on it is known itself."""


class Seen(NamedTuple):
    """A picture with a hole."""

    pixels: Pixels
    """(H, W, 3); what stands under `unknown` is never taken for the photo."""
    unknown: Flags

    def crop(self, rect: Rect) -> Seen:
        return Seen(self.pixels[rect.slices], self.unknown[rect.slices])


@dataclass(frozen=True)
class View:
    """How a frame lies in the square: scaled so that its longer side fits, padded, in the middle.

    Small frames are enlarged, since the network has learnt what things look like at 512 pixels;
    padding counts as unknown.
    """

    frame: Size
    side: int
    inner: Rect
    """Where the scaled frame lies; its corner on the grid of latent cells."""

    @classmethod
    def of(cls, frame: Size, side: int) -> View:
        """The view of a frame of that size in a square of `side` pixels."""
        scale = side / max(frame)
        width = min(max(round(frame.width * scale), 1), side)
        height = min(max(round(frame.height * scale), 1), side)
        left = (side - width) // 2 // CELL_PX * CELL_PX
        top = (side - height) // 2 // CELL_PX * CELL_PX
        return cls(frame, side, Rect(left, top, left + width, top + height))

    def seen(self, frame: Seen) -> Seen:
        """What the network sees of a frame: (S, S, 3)."""
        inner = scaled(frame, self.inner_size)
        pixels = np.zeros((self.side, self.side, 3), np.float32)
        hidden = np.ones((self.side, self.side), np.bool_)
        pixels[self.inner.slices], hidden[self.inner.slices] = inner
        return Seen(push_pull(pixels, ~hidden), hidden)

    @property
    def inner_size(self) -> Size:
        """Of the scaled frame."""
        return Size(self.inner.width, self.inner.height)

    def back(self, square: Pixels) -> Pixels:
        """The frame's part of the square in the frame's own size."""
        part = square[self.inner.slices]
        if self.inner_size == self.frame:
            return part
        return resampled(part, self.frame)


def scaled(picture: Seen, size: Size) -> Seen:
    """The picture in another size; a pixel that saw anything unknown is unknown."""
    pixels, known = picture.pixels, ~picture.unknown
    height, width = known.shape
    if (width, height) == size:
        return Seen(push_pull(pixels, known), picture.unknown)
    if size.width > width or size.height > height:
        larger = resampled(push_pull(pixels, known), size)
        share = _resized(known.astype(np.float32), size, cv2.INTER_LINEAR)
        return Seen(larger, _unknown(share))
    share = _resized(known.astype(np.float32), size, cv2.INTER_AREA)
    sums = resampled(np.where(known[..., None], pixels, np.float32(0)), size)
    sums /= np.maximum(share, np.float32(1e-6))[..., None]
    return Seen(push_pull(sums, share > 1e-3), _unknown(share))


def _unknown(share: NDArray[np.float32]) -> Flags:
    """Where the share of known pixels is too small; the best ones stay known in any case."""
    return share < min(_KNOWN, float(share.max()))


def resampled(pixels: Pixels, size: Size) -> Pixels:
    """(H, W, C) in another size: means when it gets smaller, cubic, clamped, when larger."""
    height, width = pixels.shape[:2]
    if size.width <= width and size.height <= height:
        return resized(pixels, size.width, size.height, cv2.INTER_AREA)
    larger = resized(pixels, size.width, size.height, cv2.INTER_CUBIC)
    return np.clip(larger, 0, 255, out=larger)


def grown(area: Flags, pixels: int) -> Flags:
    """`area` and what is up to `pixels` away from it."""
    size = 2 * pixels + 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    return cv2.dilate(area.view(np.uint8), kernel).view(np.bool_)


def _resized(plane: NDArray[np.float32], size: Size, interpolation: int) -> NDArray[np.float32]:
    return cast("NDArray[np.float32]", cv2.resize(plane, size, interpolation=interpolation))
