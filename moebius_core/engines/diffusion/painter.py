"""One square from its hole to its fill: encode, denoise, decode."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray

from moebius_core.engines.backend import CELL_PX, DiffusionBackend, Pictures
from moebius_core.engines.diffusion.guard import check_fill, check_latents
from moebius_core.engines.diffusion.meter import Cost, Meter
from moebius_core.engines.diffusion.settings import DiffusionSettings, Start
from moebius_core.engines.diffusion.view import Flags, Pixels, Seen
from moebius_core.interpolate import push_pull
from moebius_core.sampling import Latents, Schedule, denoise, known_latents

MOST_ENCODINGS = 48
"""Of 64 KB each: a region's, and those of the tiles of its second pass."""


class Encodings:
    """Latents of the pictures encoded last: trying again with another seed encodes nothing."""

    def __init__(self) -> None:
        self._latents: OrderedDict[bytes, Latents] = OrderedDict()

    def of(self, backend: DiffusionBackend, picture: Pictures) -> Latents:
        """(1, 3, S, S) -> (1, 4, s, s); equal pictures are encoded once."""
        key = hashlib.blake2b(np.ascontiguousarray(picture).data, digest_size=16).digest()
        latents = self._latents.get(key)
        if latents is None:
            latents = backend.encode(picture)
            check_latents(latents, "Encoding")
            self._latents[key] = latents
        self._latents.move_to_end(key)
        while len(self._latents) > MOST_ENCODINGS:
            self._latents.popitem(last=False)
        return latents

    def clear(self) -> None:
        """Forget them: another backend's may differ."""
        self._latents.clear()


@dataclass(frozen=True)
class Painter:
    """Fills squares with one backend and one set of settings."""

    backend: DiffusionBackend
    settings: DiffusionSettings
    encodings: Encodings
    meter: Meter

    def paint(
        self,
        seen: Seen,
        noise: Latents,
        schedule: Schedule,
        *,
        start: Start,
        what: str = "",
    ) -> Pixels:
        """The square with its hole filled, (S, S, 3).

        Args:
            seen: (S, S, 3); with `Start.PICTURE` the fill starts from what stands in the hole.
            noise: (1, 4, s, s).
            schedule: The steps.
            start: What the noise is put on.
            what: Said before what is done, to tell several squares apart.

        Raises:
            BrokenOutputError, EngineUnavailableError: the backend's fault.
            Cancelled: between two graph calls, or inside one where the backend can.
        """
        meter = self.meter
        meter.begin(f"{what}Looking at the surroundings")
        hidden = np.where(seen.unknown[..., None], np.float32(0), as_signal(seen.pixels))
        masked = self._encoded(hidden)
        meter.end(Cost.ENCODE)
        known = known_latents(seen.unknown[None], masked)
        begin = self._beginning(seen, known, noise, schedule, start)
        latents = self.denoised(begin, known, schedule, what=what)
        meter.begin(f"{what}Decoding")
        with self._interruptible:
            decoded = self.backend.decode(latents)
        fill = as_pixels(decoded)
        check_fill(fill, seen)
        meter.end(Cost.DECODE)
        return np.clip(fill, 0, 255, out=fill)

    def denoised(
        self, start: Latents, known: Latents, schedule: Schedule, *, what: str = ""
    ) -> Latents:
        """The steps, each checked and reported.

        Args:
            start: (1, 4, s, s), noisy.
            known: (1, 5, s, s), from `known_latents`.
            schedule: The steps.
            what: As for `paint`.

        Raises:
            As `paint`.
        """
        count = len(schedule.timesteps)
        guided = self.settings.guided_steps(count)
        steps = denoise(
            self.backend.predict_noise,
            start,
            known,
            schedule,
            guidance=self.settings.guidance,
            guided_steps=guided,
        )
        latents = start
        for number in range(count):
            self.meter.begin(f"{what}Step {number + 1} of {count}")
            with self._interruptible:
                latents = next(steps)
            check_latents(latents, f"Step {number + 1}")
            self.meter.end(Cost.GUIDED if number < guided else Cost.UNGUIDED)
        return latents

    def _beginning(
        self, seen: Seen, known: Latents, noise: Latents, schedule: Schedule, start: Start
    ) -> Latents:
        if start is Start.NOTHING:
            return noise
        if start is Start.CELLS:
            return schedule.noised(_continued(known[:, 1:], seen.unknown), noise)
        self.meter.begin("")
        clean = self._encoded(as_signal(seen.pixels))
        self.meter.end(Cost.ENCODE)
        return schedule.noised(clean, noise)

    def _encoded(self, signal: NDArray[np.float32]) -> Latents:
        with self._interruptible:
            return self.encodings.of(self.backend, as_picture(signal))

    @property
    def _interruptible(self) -> AbstractContextManager[None]:
        """Around a graph call, which may take seconds: cancelling stops it half-way."""
        return self.meter.progress.token.calling(self.backend.interrupt)


def _continued(latents: Latents, unknown: Flags) -> Latents:
    """Latents of cells without unknown pixels, continued smoothly into the others."""
    side = latents.shape[-1]
    known = np.logical_not(unknown.reshape(side, CELL_PX, side, CELL_PX).max(axis=(1, 3)))
    values = np.ascontiguousarray(latents[0].transpose(1, 2, 0))
    return np.ascontiguousarray(push_pull(values, known).transpose(2, 0, 1))[None]


def as_signal(pixels: Pixels) -> NDArray[np.float32]:
    """0..255 -> -1..1."""
    return pixels / np.float32(127.5) - np.float32(1)


def as_picture(signal: NDArray[np.float32]) -> Pictures:
    """(S, S, 3) -> (1, 3, S, S)."""
    return np.ascontiguousarray(signal.transpose(2, 0, 1))[None]


def as_pixels(picture: Pictures) -> Pixels:
    """(1, 3, S, S) -> (S, S, 3), 0..255, not clamped."""
    signal = np.ascontiguousarray(picture[0].transpose(1, 2, 0))
    return cast("Pixels", (signal + np.float32(1)) * np.float32(127.5))
