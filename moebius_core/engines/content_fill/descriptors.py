"""Patches as short integer vectors whose squared distance is close to that of the patches.

Every component is a whole number and the squared length of a vector stays below 2**22, so every
product, sum and distance is a whole number below 2**24: exact in float32, in any order of addition.
That makes the search independent of how many threads the matrix product runs on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from moebius_core.engines.content_fill.level import PATCH, RADIUS
from moebius_core.engines.content_fill.tuning import PositionWeights

MID_GREY = 127.5
TEXTURE_WEIGHT = 22.0
TEXTURE_LIMIT = 54.0
"""Grey levels; a mean gradient above it is cut, which bounds the length of the vector."""

_BAND_ROWS = 48
"""Rows described at a time: what is written stays in the cache."""

_LUMA_CHROMA = np.array(
    [
        [3**-0.5, 3**-0.5, 3**-0.5],
        [2**-0.5, 0, -(2**-0.5)],
        [6**-0.5, -2 * 6**-0.5, 6**-0.5],
    ],
    np.float32,
)


class Detail(Enum):
    """How many cosine terms (u + v at most) stand for the patch's luma and chroma."""

    FULL = (2, 1)
    REDUCED = (2, 0)


@dataclass(frozen=True, kw_only=True)
class Describer:
    """Makes the vectors of one level: cosine terms of the patch, texture, position."""

    detail: Detail
    position: PositionWeights

    @property
    def length(self) -> int:
        return len(self._terms()) + 4

    def everywhere(
        self,
        image: NDArray[np.float32],
        texture: NDArray[np.float32],
        tick: Callable[[], None],
    ) -> NDArray[np.float32]:
        """(h * w, length) vectors of all patches of an (h, w, 3) image; `tick` once a band."""
        height, width = image.shape[:2]
        vectors = np.empty((height, width, self.length), np.float32)
        for top in range(0, height, _BAND_ROWS):
            band = slice(top, min(top + _BAND_ROWS, height))
            first = max(0, top - RADIUS)
            seen = slice(first, min(band.stop + RADIUS, height))
            inside = slice(top - first, band.stop - first)
            planes = self._planes(image[seen], texture[seen], (first, 0), (height, width))
            cv2.merge([np.ascontiguousarray(plane[inside]) for plane in planes], vectors[band])
            tick()
        return vectors.reshape(height * width, -1)

    def at(
        self,
        image: NDArray[np.float32],
        texture: NDArray[np.float32],
        y: NDArray[np.int32],
        x: NDArray[np.int32],
    ) -> NDArray[np.float32]:
        """(n, length) vectors of the patches centred at (y, x)."""
        top, left = max(0, int(y.min()) - PATCH), max(0, int(x.min()) - PATCH)
        box = slice(top, int(y.max()) + PATCH + 1), slice(left, int(x.max()) + PATCH + 1)
        part = np.ascontiguousarray(image[box])
        at = (y - top) * part.shape[1] + (x - left)
        vectors = np.empty((len(y), self.length), np.float32)
        planes = self._planes(part, texture[box], (top, left), (image.shape[0], image.shape[1]))
        for component, plane in enumerate(planes):
            vectors[:, component] = np.take(plane, at)
        return vectors

    def _planes(
        self,
        image: NDArray[np.float32],
        texture: NDArray[np.float32],
        corner: tuple[int, int],
        whole: tuple[int, int],
    ) -> Iterator[NDArray[np.float32]]:
        """One (h, w) plane of whole numbers a component."""
        channels = cv2.split(cv2.transform(image - np.float32(MID_GREY), _LUMA_CHROMA))
        basis = _cosine_basis()
        for channel, u, v in self._terms():
            plane = cv2.sepFilter2D(
                channels[channel], cv2.CV_32F, basis[v], basis[u], borderType=cv2.BORDER_REFLECT_101
            )
            yield _rounded(cast("NDArray[np.float32]", plane))
        for axis in range(2):
            plane = np.minimum(texture[..., axis], np.float32(TEXTURE_LIMIT))
            plane -= np.float32(TEXTURE_LIMIT / 2)
            plane *= np.float32(TEXTURE_WEIGHT)
            yield _rounded(plane)
        for axis, weight in enumerate(self.position):
            side = np.arange(image.shape[axis], dtype=np.float32) + corner[axis]
            ramp = _rounded((side / np.float32(max(whole)) - np.float32(0.5)) * np.float32(weight))
            yield np.broadcast_to(ramp[:, None] if axis == 0 else ramp, image.shape[:2])

    def _terms(self) -> list[tuple[int, int, int]]:
        """(channel, u, v) of the cosine terms."""
        luma, chroma = self.detail.value
        return [
            (channel, u, v)
            for channel, limit in enumerate((luma, chroma, chroma))
            for u in range(limit + 1)
            for v in range(limit + 1 - u)
        ]


def _cosine_basis() -> NDArray[np.float32]:
    """(PATCH, PATCH): the orthonormal cosine transform of a patch's row, one frequency a row."""
    frequency = np.arange(PATCH)[:, None]
    basis = np.cos(np.pi * (np.arange(PATCH) + 0.5) * frequency / PATCH) * np.sqrt(2 / PATCH)
    basis[0] /= np.sqrt(2)
    return basis.astype(np.float32)


def _rounded(plane: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.rint(plane, out=plane)
