"""The loop over a schedule's steps, with guidance where it is wanted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from moebius_core.sampling.schedule import Latents, Schedule

LATENT_SCALE = 0.13025
"""Latents of the autoencoder times this are what the network works on."""

GUIDANCE = 2.0


class Predict(Protocol):
    """The network, as `DiffusionBackend.predict_noise`."""

    def __call__(
        self, x: Latents, timestep: int, /, *, guided: bool = True
    ) -> tuple[Latents | None, Latents]:
        """(B, 9, h, w) -> (B, 4, h, w) each: unconditional (None unless `guided`), conditional."""
        ...


def denoise(
    predict: Predict,
    start: Latents,
    known: Latents,
    schedule: Schedule,
    *,
    guidance: float = GUIDANCE,
    guided_steps: int | None = None,
) -> Iterator[Latents]:
    """The latents after each step; the last are the result.

    A generator, so that whoever runs it reports progress and stops between steps.

    Args:
        predict: The network.
        start: (B, 4, h, w), what `schedule.noised` gives.
        known: (B, 5, h, w), from `known_latents`.
        schedule: Which steps.
        guidance: 1 follows the conditional row alone; more moves further away from the other.
        guided_steps: How many steps, from the first on, are guided; the others take the conditional
            row alone, at half the cost. None: all.
    """
    latents, step = start, schedule.stepper()
    for number, timestep in enumerate(schedule.timesteps):
        x = np.concatenate([latents, known], axis=1)
        is_guided = guidance != 1 and (guided_steps is None or number < guided_steps)
        away, towards = predict(x, timestep) if is_guided else predict(x, timestep, guided=False)
        noise = guided(away, towards, guidance) if is_guided and away is not None else towards
        latents = step(noise, timestep, latents)
        yield latents


def guided(away: Latents, towards: Latents, guidance: float) -> Latents:
    """Classifier-free guidance: from the unconditional noise towards, and past, the conditional."""
    return (away + guidance * (towards - away)).astype(np.float32)


def known_latents(mask: NDArray[np.bool_], masked_latents: Latents) -> Latents:
    """What the network is told of the picture: (B, 5, h, w), the mask first.

    Args:
        mask: (B, H, W), true where the picture is replaced; nearest neighbours are taken.
        masked_latents: (B, 4, h, w), scaled, of the picture with the masked part set to 0 (grey).
    """
    down = mask.shape[1] // masked_latents.shape[2]
    across = mask.shape[2] // masked_latents.shape[3]
    small = mask[:, None, ::down, ::across].astype(np.float32)
    return np.concatenate([small, masked_latents], axis=1)
