"""`DiffusionEngine`: regions in, fills out, on whatever backend holds out."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from moebius_core.arrays import Image, Mask, size_of
from moebius_core.engines.backend import CELL_PX, DiffusionBackend
from moebius_core.engines.diffusion.colour import colour_difference
from moebius_core.engines.diffusion.detail import (
    DetailPlan,
    noise_shape,
    plan_detail,
    tile_noise,
    with_detail,
)
from moebius_core.engines.diffusion.meter import Cost, Meter
from moebius_core.engines.diffusion.painter import Encodings, Painter
from moebius_core.engines.diffusion.settings import DiffusionSettings, Start, settings_for
from moebius_core.engines.diffusion.view import Pixels, Seen, View, grown
from moebius_core.engines.engine import FILL, EngineInfo
from moebius_core.errors import EngineUnavailableError, NothingToKeepError
from moebius_core.geometry import Rect
from moebius_core.options import InpaintOptions
from moebius_core.paste import RING_PX
from moebius_core.progress import Progress
from moebius_core.sampling import Latents, Schedule, seeded_noise

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Fallback:
    """A backend to go on with when the ones before it fail."""

    name: str
    """For a person: "CPU" or "CUDA in fp32"."""
    open: Callable[[], DiffusionBackend]


class DiffusionEngine:
    """The Moebius network as an `InpaintEngine`.

    Output that is broken (NaN, black, blank) and devices that fail are not passed on: the fill is
    done again with the next backend, which then stays.

    Args:
        name: Of the engine, "moebius:places2" or the like.
        backend: Closed with the engine.
        fallbacks: In order; opened when they are needed.
        settings: What decides about a fill; None takes them from each fill's options.
    """

    def __init__(
        self,
        name: str,
        backend: DiffusionBackend,
        *,
        fallbacks: Sequence[Fallback] = (),
        settings: DiffusionSettings | None = None,
    ) -> None:
        self._name = name
        self._backend: DiffusionBackend | None = backend
        self._info = _info(name, backend)
        self._running = _where(self._info)
        self._fallbacks = list(fallbacks)
        self._settings = settings
        self._encodings = Encodings()
        self._notes: list[str] = []

    @property
    def info(self) -> EngineInfo:
        """What runs; changes when a fallback takes over."""
        return self._info

    @property
    def backend(self) -> DiffusionBackend:
        """What computes, for measuring it; the next fallback where that is due."""
        return self._open_backend()

    @property
    def notes(self) -> tuple[str, ...]:
        """A sentence for each backend that was given up."""
        return tuple(self._notes)

    def fill(self, image: Image, mask: Mask, options: InpaintOptions, progress: Progress) -> Image:
        """As `InpaintEngine.fill`; outside the hole and a rim around it the photo's pixels.

        Raises:
            EngineUnavailableError: no backend is left that works.
        """
        if mask.all():
            raise NothingToKeepError(
                "The mask covers the whole region, so nothing is left to fill from.",
                "Paint over the object only.",
            )
        settings = self._settings or settings_for(options)
        while True:
            try:
                fill = _Fill(self._open_backend(), self._encodings, settings, options.seed)
                return fill.run(image, mask, progress)
            except (EngineUnavailableError, MemoryError) as error:
                self._give_up(error)

    def close(self) -> None:
        """Close the backend; forget what was encoded."""
        backend, self._backend = self._backend, None
        self._fallbacks.clear()
        self._encodings.clear()
        if backend is not None:
            backend.close()

    def _open_backend(self) -> DiffusionBackend:
        """The one that runs, or the next fallback."""
        if self._backend is None:
            self._running = self._fallbacks[0].name
            self._backend = self._fallbacks[0].open()
            del self._fallbacks[0]
            self._info = _info(self._name, self._backend)
            self._running = _where(self._info)
        return self._backend

    def _give_up(self, error: EngineUnavailableError | MemoryError) -> None:
        """Leave what failed for the next fallback; raise when there is none.

        The last one stays: there may be more memory when it is tried again.
        """
        failure = error if isinstance(error, EngineUnavailableError) else self._too_large()
        log.warning("%s failed: %s", self._running, failure, exc_info=error)
        backend = self._backend
        followers = self._fallbacks if backend is not None else self._fallbacks[1:]
        if not followers:
            raise failure from (error if failure is not error else None)
        self._backend, self._fallbacks = None, followers
        self._encodings.clear()
        if backend is not None:
            backend.close()
        self._notes.append(
            f"{self._running} was given up for {followers[0].name}: {failure.sentence}"
        )

    def _too_large(self) -> EngineUnavailableError:
        return EngineUnavailableError(
            f"The engine {self._name} needs more memory than there is.",
            "Close other programs, or use the engine content-fill.",
        )


def _where(info: EngineInfo) -> str:
    return f"{info.device.upper()} in {info.precision}"


def _info(name: str, backend: DiffusionBackend) -> EngineInfo:
    side = backend.latent_size * CELL_PX
    return EngineInfo(name, backend.device, backend.precision, side)


class _Fill:
    """One fill on one backend."""

    def __init__(
        self,
        backend: DiffusionBackend,
        encodings: Encodings,
        settings: DiffusionSettings,
        seed: int,
    ) -> None:
        self._backend = backend
        self._encodings = encodings
        self._settings = settings
        self._seed = seed
        self._side = backend.latent_size * CELL_PX

    def run(self, image: Image, mask: Mask, progress: Progress) -> Image:
        unknown, hole = mask > 0, mask == FILL
        result = image.copy()
        if not hole.any():
            return result
        settings, side = self._settings, self._side
        rim = grown(hole, RING_PX + 1)  # colours are matched there
        plan = plan_detail(hole, side, most=settings.detail_tiles)
        painter = Painter(
            self._backend, settings, self._encodings, Meter(progress, self._cost(plan))
        )
        view = View.of(size_of(image), side)
        filled = self._first_pass(painter, view, Seen(image.astype(np.float32), unknown))
        if plan is not None:
            seen = Seen(image.astype(np.float32), unknown)
            filled = self._second_pass(painter, plan, seen, filled)
        if settings.compensation:
            filled += settings.compensation * colour_difference(filled, image, unknown)
        result[rim] = np.clip(np.rint(filled[rim]), 0, 255).astype(np.uint8)
        return result

    def _first_pass(self, painter: Painter, view: View, seen: Seen) -> Pixels:
        cells = self._backend.latent_size
        square = painter.paint(
            view.seen(seen),
            self._noise((1, 4, cells, cells)),
            self._settings.schedule(),
            start=self._settings.start,
        )
        return view.back(square)

    def _second_pass(
        self, painter: Painter, plan: DetailPlan, seen: Seen, coarse: Pixels
    ) -> Pixels:
        noise = self._noise(noise_shape(plan))
        schedule = self._settings.detail_schedule()

        def paint(number: int, tile_seen: Seen, tile: Rect) -> Pixels:
            return painter.paint(
                tile_seen,
                tile_noise(noise, tile),
                schedule,
                start=Start.PICTURE,
                what=f"Detail {number + 1} of {len(plan.tiles)}: ",
            )

        return with_detail(plan, seen, coarse, paint)

    def _noise(self, shape: tuple[int, int, int, int]) -> Latents:
        return seeded_noise(self._seed, shape, offset=self._settings.noise_offset)

    def _cost(self, plan: DetailPlan | None) -> float:
        """Of both passes, as `Painter` will account for them."""
        settings = self._settings
        cost = _cost_of(settings, settings.schedule(), settings.start)
        if plan is not None:
            schedule = settings.detail_schedule()
            cost += len(plan.tiles) * _cost_of(settings, schedule, Start.PICTURE)
        return cost


def _cost_of(settings: DiffusionSettings, schedule: Schedule, start: Start) -> float:
    count = len(schedule.timesteps)
    guided = settings.guided_steps(count)
    encodings = 2 if start is Start.PICTURE else 1
    return (
        encodings * Cost.ENCODE.value
        + guided * Cost.GUIDED.value
        + (count - guided) * Cost.UNGUIDED.value
        + Cost.DECODE.value
    )
