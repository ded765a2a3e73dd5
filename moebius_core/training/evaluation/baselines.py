"""What any engine has to beat: engines of a few lines, for comparison only."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from moebius_core.arrays import Image, Mask
from moebius_core.engines.engine import EngineInfo, InpaintEngine
from moebius_core.errors import BadInputError, NothingToKeepError
from moebius_core.options import InpaintOptions
from moebius_core.progress import Progress

PREFIX = "baseline:"
"""Before the names of `BASELINES` where engines are named."""

_RADIUS_PX = 5


class Baseline:
    """An engine made of a function.

    Args:
        name: Without the prefix.
        paint: From an image, its mask (255 = to be filled) and a seed to pixels of the same shape,
            of which those under the mask are taken.
    """

    def __init__(self, name: str, paint: Callable[[Image, Mask, int], Image]) -> None:
        self.info = EngineInfo(PREFIX + name)
        self._paint = paint

    def fill(self, image: Image, mask: Mask, options: InpaintOptions, progress: Progress) -> Image:
        """As `InpaintEngine.fill`."""
        unknown = mask > 0
        if unknown.all():
            raise NothingToKeepError("The mask covers the whole region.")
        progress.report(0.0)
        flat = np.asarray(unknown, np.uint8) * np.uint8(255)
        painted = self._paint(np.where(unknown[..., None], np.uint8(0), image), flat, options.seed)
        progress.report(1.0)
        return np.where(unknown[..., None], painted, image)

    def close(self) -> None:
        """Nothing is held."""


def _telea(image: Image, mask: Mask, _seed: int) -> Image:
    return np.asarray(cv2.inpaint(image, mask, _RADIUS_PX, cv2.INPAINT_TELEA), np.uint8)


def _mean(image: Image, mask: Mask, _seed: int) -> Image:
    colour = image[mask == 0].mean(axis=0)
    return np.broadcast_to(np.rint(colour).astype(np.uint8), image.shape)


def _noise(image: Image, _mask: Mask, seed: int) -> Image:
    return np.random.default_rng(seed).integers(0, 256, image.shape, np.uint8)


BASELINES: dict[str, Callable[[Image, Mask, int], Image]] = {
    "telea": _telea,
    "mean": _mean,
    "noise": _noise,
}
"""OpenCV's inpainting after Telea; the mean colour of what is known; noise of the seed."""


def open_baseline(name: str) -> InpaintEngine:
    """The baseline of that name, with or without the prefix.

    Raises:
        BadInputError: there is none.
    """
    short = name.removeprefix(PREFIX)
    if short not in BASELINES:
        known = ", ".join(PREFIX + each for each in BASELINES)
        raise BadInputError(f"There is no engine “{name}”.", f"Baselines are {known}.")
    return Baseline(short, BASELINES[short])
