"""A batch as the network sees it: noise in its latents, and what is known of the picture."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from moebius_core.sampling import known_latents
from moebius_core.training.batches import Batch
from moebius_core.training.encoding import Encoded
from moebius_core.training.losses import Truth
from moebius_core.training.timesteps import noised


class Lesson(NamedTuple):
    """What goes in, and what should come out."""

    x: Tensor
    """(B, 9, h, w): noisy latents, mask, masked picture's latents."""

    timesteps: Tensor
    """(B,)."""

    ids: Tensor
    """(B, 10)."""

    truth: Truth


def lesson(batch: Batch, encoded: Encoded) -> Lesson:
    """The batch with each sample's own noise at its own timestep; nothing else is drawn."""
    device = encoded.clean.device
    made = noised(encoded.clean.cpu().numpy(), batch.seeds)
    truth = Truth(
        latents=torch.from_numpy(made.latents).to(device),
        noise=torch.from_numpy(made.noise).to(device),
        signal=torch.from_numpy(made.signal).to(device),
    )
    known = known_of(batch, encoded)
    return Lesson(
        x=torch.cat([truth.latents, torch.from_numpy(known).to(device)], dim=1),
        timesteps=torch.from_numpy(made.timesteps).to(device),
        ids=batch.ids,
        truth=truth,
    )


def known_of(batch: Batch, encoded: Encoded) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    """(B, 5, h, w): the mask at the latents' size and the masked picture's latents."""
    mask = batch.masks[:, 0].cpu().numpy() > 0.5
    return known_latents(mask, encoded.masked.cpu().numpy())
