"""What is asked of the network in a training step: how much noise, and which.

Each sample has a seed of its own, so that its noise is the same in a batch of any size, in any of
several processes, and when a run is resumed. numpy only.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from moebius_core.errors import BadInputError
from moebius_core.sampling import NOISE_OFFSET, TRAIN_STEPS, Latents, seeded_noise
from moebius_core.sampling.schedule import mixed, training_signal
from moebius_core.training.seeds import derived


class Noised(NamedTuple):
    """A batch with noise in it."""

    latents: Latents
    """(B, 4, h, w): the clean ones and the noise, mixed."""

    noise: Latents
    """(B, 4, h, w): what was mixed in, which the network is to predict."""

    timesteps: NDArray[np.int64]
    """(B,), 0..999."""

    signal: NDArray[np.float32]
    """(B,): the clean picture's share of the variance at those timesteps, above 0."""


def timestep_for(seed: int) -> int:
    """floor(1000 * sigmoid(n)) of a standard normal n: seldom nearly clean, seldom all noise."""
    normal = float(seeded_noise(derived(seed, "timestep"), (1, 1, 1, 1), offset=0.0)[0, 0, 0, 0])
    return min(int(TRAIN_STEPS / (1 + math.exp(-normal))), TRAIN_STEPS - 1)


def noised(clean: Latents, seeds: Sequence[int], *, offset: float = NOISE_OFFSET) -> Noised:
    """Each sample's latents with its own noise at its own timestep.

    Args:
        clean: (B, 4, h, w) float32, scaled as the network has them.
        seeds: One a sample, not negative.
        offset: As for `seeded_noise`.

    Raises:
        BadInputError: another number of seeds than of samples.
    """
    if len(clean) != len(seeds):
        raise BadInputError(f"{len(clean)} samples need as many seeds, not {len(seeds)}.")
    _, channels, height, width = clean.shape
    shape = 1, channels, height, width
    timesteps = np.array([timestep_for(seed) for seed in seeds], np.int64)
    signal = training_signal()[timesteps]
    noise = np.concatenate(
        [seeded_noise(derived(seed, "noise"), shape, offset=offset) for seed in seeds]
    )
    latents = np.stack([mixed(*each) for each in zip(clean, noise, signal, strict=True)])
    return Noised(latents, noise, timesteps, signal.astype(np.float32))
