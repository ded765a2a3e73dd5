"""Broken output is found before anybody sees it: NaN, black or blank where a picture should be."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from moebius_core.engines.backend import CELL_PX, DiffusionBackend
from moebius_core.engines.diffusion.view import Flags, Pixels, Seen
from moebius_core.errors import EngineUnavailableError
from moebius_core.sampling import Latents, known_latents, seeded_noise

BLACK = 2.0
"""Grey level up to which a pixel is black."""

DARK = 8.0
"""Grey level up to which a photo is dark enough for a black fill beside it."""

BLANK = 0.25
"""Grey levels by which a fill differs in itself at least: one decoded from numbers always does."""

NEAR = 1 / 16
"""How far from the hole the photo is compared, of the side of the square."""

_LIVELY = 4.0  # standard deviation of grey levels, beside a hole that is not blank itself
_LEAST_PIXELS = 64
_DARKEST = 10  # per cent of the pixels beside a hole
_TEST_TIMESTEP = 500
_HINT = "Choose another device, or full precision (fp32)."


class BrokenOutputError(EngineUnavailableError):
    """The device computes, but not a picture."""


def check_latents(latents: Latents, where: str) -> None:
    """Raise BrokenOutputError unless all numbers are finite."""
    if not np.isfinite(latents).all():
        raise BrokenOutputError(f"{where} gave numbers that are none (NaN).", _HINT)


def check_fill(fill: Pixels, seen: Seen) -> None:
    """Raise BrokenOutputError when the hole is NaN, black beside nothing dark, or blank.

    Args:
        fill: (H, W, 3), what was decoded, not clamped.
        seen: What the network was shown, and where its hole is.
    """
    hole = seen.unknown
    inside = fill[hole]
    if not np.isfinite(inside).all():
        raise BrokenOutputError("The decoded picture holds numbers that are none (NaN).", _HINT)
    beside = seen.pixels[_near(hole) & ~hole]
    if len(inside) < _LEAST_PIXELS or len(beside) < _LEAST_PIXELS:
        return
    if inside.max() <= BLACK and np.percentile(beside.mean(axis=1), _DARKEST) > DARK:
        raise BrokenOutputError("The fill came out black.", _HINT)
    if np.ptp(inside, axis=0).max() < BLANK and beside.std(axis=0).max() > _LIVELY:
        raise BrokenOutputError("The fill came out blank.", _HINT)


def _near(hole: Flags) -> Flags:
    size = 2 * int(NEAR * len(hole)) + 1
    return cv2.dilate(hole.view(np.uint8), np.ones((size, size), np.uint8)).view(np.bool_)


def self_test(backend: DiffusionBackend, *, pictures: bool = True) -> None:
    """One unguided prediction and, with `pictures`, there and back through the autoencoder.

    Raises:
        BrokenOutputError: what came out is NaN or blank.
        EngineUnavailableError: the device failed.
    """
    cells = backend.latent_size
    side = cells * CELL_PX
    x = known_latents(np.ones((1, side, side), np.bool_), np.zeros((1, 4, cells, cells), "f4"))
    x = np.concatenate([seeded_noise(0, (1, 4, cells, cells)), x], axis=1)
    _, noise = backend.predict_noise(x, _TEST_TIMESTEP, guided=False)
    _check_lively(noise, "The network")
    if not pictures:
        return
    down, across = np.meshgrid(*[np.linspace(-1, 1, side, dtype=np.float32)] * 2, indexing="ij")
    picture = np.stack([across, down, -across * down])  # (3, S, S)
    latents = backend.encode(picture[None])
    _check_lively(latents, "Encoding")
    _check_lively(backend.decode(latents), "Decoding")


def _check_lively(numbers: NDArray[np.float32], where: str) -> None:
    check_latents(numbers, where)
    if float(np.ptp(numbers)) == 0:
        raise BrokenOutputError(f"{where} gave the same number everywhere.", _HINT)
