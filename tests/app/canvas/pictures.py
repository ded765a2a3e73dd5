"""Pictures for the canvas tests, and how they ought to look, computed the plain way."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.canvas.pyramid import Pyramid
from app.canvas.renderer import Renderer, Scene
from app.canvas.sources import MaskSource, PhotoSource
from app.canvas.viewport import Viewport
from app.document.raster import Raster
from moebius_core.geometry import Size

VIEW = Size(160, 120)


def noise(width: int, height: int, *, channels: int = 3, seed: int = 0) -> NDArray[np.uint8]:
    shape = (height, width, channels) if channels > 1 else (height, width)
    return np.random.default_rng(seed).integers(0, 256, shape, np.uint8)


def smooth(width: int, height: int, *, seed: int = 0) -> NDArray[np.uint8]:
    """Waves: what enlarging and reducing changes little."""
    x, y = np.meshgrid(np.arange(width), np.arange(height))
    shift = np.random.default_rng(seed).uniform(0, 6, 3)
    waves = [127.5 + 127 * np.sin(x / 23 + s) * np.cos(y / 31 + s) for s in shift]
    return np.stack(waves, axis=-1).round().astype(np.uint8)


def scene_of(
    pixels: NDArray[Any],
    mask: NDArray[np.uint8] | None = None,
    *,
    view: Size = VIEW,
    alpha: NDArray[Any] | None = None,
) -> Scene:
    raster = Raster.from_array(pixels)
    mask_raster = Raster.blank(raster.size) if mask is None else Raster.from_array(mask)
    photo = Pyramid(PhotoSource(raster, alpha, None))
    masked = Pyramid(MaskSource(mask_raster))
    photo.build()
    masked.build()
    return Scene(Viewport.fit(raster.size, view), photo, masked)


def drawn(scene: Scene) -> NDArray[np.uint8]:
    """(h, w, 3) RGB of the whole view."""
    return np.ascontiguousarray(Renderer(scene).refresh()[..., 2::-1])


def expected(pixels: NDArray[np.uint8], viewport: Viewport) -> NDArray[np.float64]:
    """(h, w, 3) what the view shows where the photo lies, by area means and linear weights.

    From 200 % the nearest pixel; below, places between pixels are mixed from the reduced picture
    with at least one pixel for each pixel of the view.
    """
    level, shrunk = 0, pixels.astype(np.float64)
    while viewport.zoom * 2 ** (level + 1) <= 1:
        level += 1
        height, width = shrunk.shape[:2]
        pad = ((0, height % 2), (0, width % 2), (0, 0))
        padded = np.pad(shrunk, pad, mode="edge")
        shrunk = (padded[::2, ::2] + padded[1::2, ::2] + padded[::2, 1::2] + padded[1::2, 1::2]) / 4
    scale = viewport.zoom * 2**level
    left, top = viewport.origin
    x = (np.arange(viewport.view.width) - left + 0.5) / scale
    y = (np.arange(viewport.view.height) - top + 0.5) / scale
    height, width = shrunk.shape[:2]
    if scale >= 2:
        rows = np.clip(np.floor(y), 0, height - 1).astype(int)
        columns = np.clip(np.floor(x), 0, width - 1).astype(int)
        return shrunk[rows][:, columns]
    x, y = np.clip(x - 0.5, 0, width - 1), np.clip(y - 0.5, 0, height - 1)
    x0, y0 = np.floor(x).astype(int), np.floor(y).astype(int)
    x1, y1 = np.minimum(x0 + 1, width - 1), np.minimum(y0 + 1, height - 1)
    fx, fy = (x - x0)[None, :, None], (y - y0)[:, None, None]
    upper = shrunk[y0][:, x0] * (1 - fx) + shrunk[y0][:, x1] * fx
    lower = shrunk[y1][:, x0] * (1 - fx) + shrunk[y1][:, x1] * fx
    return upper * (1 - fy) + lower * fy
