"""What a network in training makes of held-out pictures, to look at."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from moebius_core.arrays import Image
from moebius_core.network import Autoencoder, Student
from moebius_core.sampling import LATENT_SCALE, DdimSchedule, Latents, denoise, seeded_noise
from moebius_core.training.batches import Batch
from moebius_core.training.encoding import Encoded
from moebius_core.training.lesson import known_of
from moebius_core.training.seeds import derived
from moebius_core.training.settings import SampleSettings


@torch.no_grad()
def painted(
    student: Student,
    autoencoder: Autoencoder,
    batch: Batch,
    encoded: Encoded,
    settings: SampleSettings,
) -> list[Image]:
    """For each sample picture | mask | fill, (S, 3 S, 3); the hole alone is replaced.

    The product's DDIM from pure noise, which is a function of the sample's seed.
    """
    device = batch.images.device
    length = student.layout.context_length
    rows = torch.tensor([[*range(length, 2 * length)], [*range(length)]], device=device)

    def predict(
        x: Latents, timestep: int, *, guided: bool = True
    ) -> tuple[Latents | None, Latents]:
        given = torch.from_numpy(x).to(device)
        ids = (rows if guided else rows[1:]).repeat_interleave(len(x), dim=0)
        given = torch.cat([given, given]) if guided else given
        noise = student(given, torch.full((len(given),), timestep, device=device), ids)
        both = noise.float().cpu().numpy()
        return (both[: len(x)] if guided else None), both[-len(x) :]

    known = known_of(batch, encoded)
    _, channels, height, width = encoded.clean.shape
    noise = np.concatenate(
        [
            seeded_noise(derived(each, "sample"), (1, channels, height, width))
            for each in batch.seeds
        ]
    )
    schedule = DdimSchedule(settings.steps, 1.0)
    *_, latents = denoise(predict, noise, known, schedule, guidance=settings.guidance)
    clean = torch.from_numpy(latents).to(device)
    filled = torch.cat([autoencoder.decode(each[None] / LATENT_SCALE) for each in clean]).float()
    whole = torch.where(batch.masks > 0.5, filled, batch.images)
    return side_by_side(batch.images, batch.masks.expand_as(whole) * 2 - 1, whole)


def side_by_side(*columns: Tensor) -> list[Image]:
    """Pictures (B, 3, S, S), -1..1, next to each other: B of (S, columns * S, 3)."""
    wide = torch.cat(columns, dim=3).float().cpu().numpy()
    return [_as_image(each) for each in wide]


def in_a_column(pictures: Sequence[Image]) -> Image:
    """One above the other."""
    return np.concatenate(pictures, axis=0)


def _as_image(signal: NDArray[np.float32]) -> Image:
    """(3, H, W), -1..1 -> (H, W, 3) uint8."""
    levels = np.rint((signal.transpose(1, 2, 0) + 1) * 127.5)
    return np.ascontiguousarray(levels.clip(0, 255).astype(np.uint8))
