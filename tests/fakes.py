"""Quick engines for tests. Each class opens itself, so it can be handed to `run_batch` as opener."""

from __future__ import annotations

import os
import signal

import numpy as np

from moebius_core.arrays import Image, Mask
from moebius_core.engines.engine import EngineInfo
from moebius_core.options import InpaintOptions
from moebius_core.progress import CancelToken, Progress


class MeanFill:
    """Fills the hole with the mean colour of what is known."""

    info = EngineInfo(name="mean")

    def fill(self, image: Image, mask: Mask, options: InpaintOptions, progress: Progress) -> Image:
        progress.report(0.5, "Averaging")
        known = image[mask == 0]
        filled = image.copy()
        filled[mask > 0] = known.mean(axis=0).round().astype(np.uint8)
        progress.report(1.0)
        return filled

    def close(self) -> None:
        return


class FailingFill(MeanFill):
    """Raises an exception that is none of ours, as a bug would."""

    def fill(self, image: Image, mask: Mask, options: InpaintOptions, progress: Progress) -> Image:
        raise ZeroDivisionError("the fake engine fails")


class FailingOnRed(MeanFill):
    """Fails where the photo is mostly red, works elsewhere."""

    def fill(self, image: Image, mask: Mask, options: InpaintOptions, progress: Progress) -> Image:
        if _is_red(image):
            raise ZeroDivisionError("the fake engine dislikes red")
        return super().fill(image, mask, options, progress)


class DyingOnRed(MeanFill):
    """Takes its whole process along where the photo is mostly red, as a crash in C code would."""

    def fill(self, image: Image, mask: Mask, options: InpaintOptions, progress: Progress) -> Image:
        if _is_red(image):
            os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
        return super().fill(image, mask, options, progress)


class EndlessFill(MeanFill):
    """Reports again and again and never ends by itself: somebody has to cancel."""

    def fill(self, image: Image, mask: Mask, options: InpaintOptions, progress: Progress) -> Image:
        while True:
            progress.report(0.5, "Going round")


class SelfCancellingFill(MeanFill):
    """Sets the token in the middle of the work, as Ctrl+C would."""

    def __init__(self, token: CancelToken) -> None:
        self._token = token

    def fill(self, image: Image, mask: Mask, options: InpaintOptions, progress: Progress) -> Image:
        progress.report(0.3)
        self._token.cancel()
        progress.report(0.4)
        raise AssertionError("the report before this line cancels")


def _is_red(image: Image) -> bool:
    red, green, blue = image.reshape(-1, 3).mean(axis=0)
    return bool(red > 2 * green and red > 2 * blue)
