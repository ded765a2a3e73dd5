"""From noise to a latent: schedules, guidance and seeded noise, the same for every backend.

numpy only, in the released network's settings.
"""

from moebius_core.sampling.ddim import STEPS, STRENGTH, DdimSchedule
from moebius_core.sampling.denoise import (
    GUIDANCE,
    LATENT_SCALE,
    Predict,
    denoise,
    guided,
    known_latents,
)
from moebius_core.sampling.multistep import MultistepSchedule
from moebius_core.sampling.noise import NOISE_OFFSET, seeded_noise
from moebius_core.sampling.schedule import TRAIN_STEPS, Latents, Schedule, Step

__all__ = [
    "GUIDANCE",
    "LATENT_SCALE",
    "NOISE_OFFSET",
    "STEPS",
    "STRENGTH",
    "TRAIN_STEPS",
    "DdimSchedule",
    "Latents",
    "MultistepSchedule",
    "Predict",
    "Schedule",
    "Step",
    "denoise",
    "guided",
    "known_latents",
    "seeded_noise",
]
