"""From pictures to latents: what a student learns from is never pixels."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, Protocol

import torch
from torch import Tensor

from moebius_core.network import Autoencoder, load_autoencoder
from moebius_core.sampling import LATENT_SCALE
from moebius_core.training.batches import Batch
from moebius_core.training.settings import Settings
from moebius_core.weights.checkpoint import find_checkpoint, open_checkpoint


class Encoded(NamedTuple):
    """A batch's latents, scaled as the network has them."""

    clean: Tensor
    """(B, 4, h, w) float32."""

    masked: Tensor
    """(B, 4, h, w) float32: of the picture with its hole set to 0 (grey)."""


class LatentSource(Protocol):
    """Where a batch's latents come from: an autoencoder, or a folder that keeps them."""

    def __call__(self, batch: Batch) -> Encoded:
        """The latents, on the batch's device; the posterior's mean, so that they never change."""
        ...


class Encoder:
    """Encodes each batch anew.

    Args:
        autoencoder: Frozen, on the device of the batches.
    """

    def __init__(self, autoencoder: Autoencoder) -> None:
        self._autoencoder = autoencoder

    @torch.no_grad()
    def __call__(self, batch: Batch) -> Encoded:
        """As `LatentSource`."""
        both = torch.cat([batch.images, batch.images * (1 - batch.masks)])
        mean, _ = self._autoencoder.encode(both).float().chunk(2, dim=1)
        clean, masked = (mean * LATENT_SCALE).chunk(2)
        return Encoded(clean, masked)


def open_latents(settings: Settings, autoencoder: Autoencoder) -> LatentSource:
    """Where a run's latents come from: the autoencoder, or the folder `data.cache_latents`.

    `latents.open_cache(settings, autoencoder)` gives the latter.
    """
    if not settings.data.cache_latents:
        return Encoder(autoencoder)
    package = __name__.rpartition(".")[0]
    return import_module(f"{package}.latents").open_cache(settings, autoencoder)


def weights_path(name: str) -> Path:
    """The file of an installed id, or of a file or folder.

    Raises:
        BadInputError: there is nothing of the kind.
    """
    from moebius_core.weights.store import default_store

    path = Path(name)
    if path.exists():
        return find_checkpoint(path)
    installed = default_store().get(name)
    return find_checkpoint(installed.folder)


def open_autoencoder(name: str, device: torch.device) -> Autoencoder:
    """The frozen autoencoder that settings name. Raises BadInputError."""
    return load_autoencoder(open_checkpoint(weights_path(name))).to(device)


def autoencoder_files(name: str) -> Mapping[str, Path]:
    """Its files as they lie beside a student: place -> where they are."""
    weights = weights_path(name)
    files = {f"vae/diffusion_pytorch_model{weights.suffix.lower()}": weights}
    config = weights.parent / "config.json"
    return files | ({"vae/config.json": config} if config.is_file() else {})
