"""Quick engines, a quick diffusion backend, and small photos and masks.

Each engine class opens itself: `run_batch` takes it as its opener.
"""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path

import numpy as np
import PIL.Image

from moebius_core.arrays import Image, Mask
from moebius_core.engines.backend import Pictures
from moebius_core.engines.diffusion import DiffusionEngine
from moebius_core.engines.engine import EngineInfo
from moebius_core.errors import MoebiusError
from moebius_core.options import InpaintOptions
from moebius_core.progress import Cancelled, CancelToken, Progress
from moebius_core.sampling import LATENT_SCALE, Latents
from moebius_core.sampling.schedule import training_signal


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


class DyingOnce(MeanFill):
    """Its process dies unless the file of this name exists; then it works."""

    def __init__(self, gate: Path) -> None:
        self._gate = gate

    def __call__(self) -> DyingOnce:
        return self

    def fill(self, image: Image, mask: Mask, options: InpaintOptions, progress: Progress) -> Image:
        if not self._gate.exists():
            os._exit(7)
        return super().fill(image, mask, options, progress)


class InterruptedFill(MeanFill):
    """Gets Ctrl+C in the middle of its work, as each process of a terminal's group does."""

    def fill(self, image: Image, mask: Mask, options: InpaintOptions, progress: Progress) -> Image:
        signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGTERM)
        return super().fill(image, mask, options, progress)


class ThreadTellingFill(MeanFill):
    """Fails with how many threads it may use."""

    def fill(self, image: Image, mask: Mask, options: InpaintOptions, progress: Progress) -> Image:
        import cv2

        raise MoebiusError(f"{cv2.getNumThreads()} and {os.environ['OPENBLAS_NUM_THREADS']}")


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


def write_photo(
    path: Path, *, size: tuple[int, int] = (48, 40), red: bool = False, seed: int = 0
) -> Path:
    """A small photo, noisy or plainly red, in the format that the name asks for."""
    width, height = size
    pixels = np.random.default_rng(seed).integers(60, 200, (height, width, 3), np.uint8)
    if red:
        pixels[...] = (230, 20, 20)
    path.parent.mkdir(parents=True, exist_ok=True)
    PIL.Image.fromarray(pixels).save(path)
    return path


def write_mask(
    path: Path,
    *,
    size: tuple[int, int] = (48, 40),
    box: tuple[int, int, int, int] = (20, 16, 6, 5),
) -> Path:
    """A black picture with a white box of (left, top, width, height)."""
    mask = np.zeros((size[1], size[0]), np.uint8)
    left, top, width, height = box
    mask[top : top + height, left : left + width] = 255
    path.parent.mkdir(parents=True, exist_ok=True)
    PIL.Image.fromarray(mask).save(path)
    return path


def write_cutout(path: Path, *, size: tuple[int, int] = (48, 40)) -> Path:
    """A noisy PNG with a transparent box in it."""
    width, height = size
    pixels = np.random.default_rng(1).integers(60, 200, (height, width, 4), np.uint8)
    pixels[..., 3] = 255
    pixels[16:21, 20:26, 3] = 0
    path.parent.mkdir(parents=True, exist_ok=True)
    PIL.Image.fromarray(pixels).save(path)
    return path


def read_pixels(path: Path) -> Image:
    """(H, W, 3) uint8 as Pillow reads it, to check files without our own reader."""
    with PIL.Image.open(path) as picture:
        return np.asarray(picture.convert("RGB"))


class FakeDiffusion:
    """A diffusion backend whose network knows what belongs into the hole; latents of 8 x 8 cells.

    Latents are the means of a cell's red, green and blue and its brightness. The network predicts
    as if every cell were drawn closely around the mean of the known ones, so that a fill has the
    colour of what is around it and something of its noise. Decoding adds a chequered `texture`.
    """

    device = "cpu"

    def __init__(
        self, *, latent_size: int = 8, texture: float = 0.03, precision: str = "fp32"
    ) -> None:
        self.latent_size = latent_size
        self.precision = precision
        self.calls: list[str] = []
        self.is_closed = False
        self._texture = texture

    def encode(self, pictures: Pictures) -> Latents:
        self._call("encode")
        side = self.latent_size
        assert pictures.shape[1:] == (3, 8 * side, 8 * side)
        assert np.abs(pictures).max() <= 1
        means = pictures.reshape(-1, 3, side, 8, side, 8).mean(axis=(3, 5))
        latents = np.concatenate([means, means.mean(axis=1, keepdims=True)], axis=1)
        return (LATENT_SCALE * 8 * latents).astype(np.float32)

    def predict_noise(
        self, x: Latents, timestep: int, *, guided: bool = True
    ) -> tuple[Latents | None, Latents]:
        self._call("guided" if guided else "unguided")
        assert x.shape == (1, 9, self.latent_size, self.latent_size)
        noisy, known = x[:, :4], x[:, 5:]
        share = 1 - x[:, 4:5]
        mean = (known * share).sum(axis=(2, 3), keepdims=True) / max(float(share.sum()), 1)
        towards = self._noise(noisy, mean, timestep)
        return (self._noise(noisy, 0.98 * mean, timestep) if guided else None), towards

    def decode(self, latents: Latents) -> Pictures:
        self._call("decode")
        pictures = latents[:, :3].repeat(8, axis=2).repeat(8, axis=3) / (LATENT_SCALE * 8)
        pictures[..., ::2, ::2] += self._texture
        pictures[..., 1::2, 1::2] += self._texture
        return pictures

    def interrupt(self) -> None:
        """Its calls are too short for that."""

    def close(self) -> None:
        self.is_closed = True

    def _call(self, what: str) -> None:
        """For backends that fail, cancel or wait at some call: all come by here."""
        self.calls.append(what)

    @staticmethod
    def _noise(noisy: Latents, mean: Latents, timestep: int) -> Latents:
        signal = training_signal()[timestep]
        away = noisy - signal**0.5 * mean
        return ((1 - signal) ** 0.5 / (1 - signal + signal * 0.1**2) * away).astype(np.float32)


class StandingStill(FakeDiffusion):
    """A call of this name runs until it is interrupted, as a long graph call would.

    Opens an engine on itself; in another process it tells of its standing still by a file.
    """

    def __init__(self, at: str, sign: Path | None = None) -> None:
        super().__init__()
        self.began = threading.Event()
        self._at = at
        self._sign = sign
        self._interrupted = threading.Event()

    def __call__(self) -> DiffusionEngine:
        return DiffusionEngine("moebius:fake", StandingStill(self._at, self._sign))

    def __reduce__(self) -> tuple[type[StandingStill], tuple[str, Path | None]]:
        return StandingStill, (self._at, self._sign)

    def interrupt(self) -> None:
        self._interrupted.set()

    def _call(self, what: str) -> None:
        super()._call(what)
        if what == self._at:
            self.began.set()
            if self._sign is not None:
                self._sign.touch()
            assert self._interrupted.wait(30)
            raise Cancelled
