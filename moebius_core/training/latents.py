"""Latents kept on disk: each crop with its mask goes through the autoencoder once.

An entry's name is made of everything it depends on: the autoencoder's weights and the pixels and
mask that were encoded. Other weights or other pictures find nothing and take nothing wrong.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from moebius_core.errors import MoebiusError
from moebius_core.network import Autoencoder
from moebius_core.system import read_file, write_atomically
from moebius_core.training.batches import Batch
from moebius_core.training.encoding import Encoded, Encoder
from moebius_core.training.settings import Settings

_SUM_BYTES = 16


class KeptLatents:
    """A `LatentSource` that looks into a folder before it encodes.

    Each sample is encoded by itself, so that its latents do not depend on those beside it.

    Args:
        folder: Made if need be. Any number of processes and runs may use it at once.
        autoencoder: Frozen, on the device of the batches.
    """

    def __init__(self, folder: Path, autoencoder: Autoencoder) -> None:
        self._folder = folder / weights_sum(autoencoder)
        self._encoder = Encoder(autoencoder)
        self._cell = 2 ** (len(autoencoder.layout.widths) - 1)
        self._channels = autoencoder.layout.latent_channels

    def __call__(self, batch: Batch) -> Encoded:
        """As `LatentSource`.

        Raises:
            MoebiusError: the folder cannot be written, for instance because the disk is full.
        """
        pairs = [self._pair(batch, number) for number in range(len(batch.names))]
        clean, masked = torch.stack(pairs, dim=1).to(batch.images.device)
        return Encoded(clean, masked)

    def _pair(self, batch: Batch, number: int) -> Tensor:
        """(2, 4, h, w): of one sample's picture, and of the same with its hole."""
        image, mask = batch.images[number], batch.masks[number]
        path = self._path(image, mask)
        side = image.shape[-1] // self._cell
        kept = _read(path, (2, self._channels, side, side))
        if kept is None:
            alone = batch._replace(images=image[None], masks=mask[None])
            kept = torch.cat(self._encoder(alone)).cpu()
            _write(path, kept)
        return kept

    def _path(self, image: Tensor, mask: Tensor) -> Path:
        mark = hashlib.blake2b(digest_size=_SUM_BYTES)
        for tensor in (image, mask):
            mark.update(_bytes_of(tensor))
        name = mark.hexdigest()
        return self._folder / name[:2] / f"{name[2:]}.latents"


def open_cache(settings: Settings, autoencoder: Autoencoder) -> KeptLatents:
    """What `data.cache_latents` asks for."""
    return KeptLatents(Path(settings.data.cache_latents), autoencoder)


def weights_sum(autoencoder: Autoencoder) -> str:
    """The same for the same weights, wherever they came from."""
    mark = hashlib.blake2b(digest_size=_SUM_BYTES)
    for name, value in sorted(autoencoder.state_dict().items()):
        mark.update(f"{name} {tuple(value.shape)} ".encode())
        mark.update(_bytes_of(value.float()))
    return mark.hexdigest()


def _read(path: Path, shape: tuple[int, ...]) -> Tensor | None:
    """The entry; None where there is none, or a damaged one."""
    try:
        data = read_file(path)
    except MoebiusError:
        return None
    told, held = data[:_SUM_BYTES], data[_SUM_BYTES:]
    if len(held) != 4 * int(np.prod(shape)) or told != _sum_of(held):
        return None
    return torch.from_numpy(np.frombuffer(held, "<f4").astype(np.float32).reshape(shape))


def _write(path: Path, latents: Tensor) -> None:
    """Raises MoebiusError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise MoebiusError(
            f"“{path.parent}” cannot be made: {error.strerror}.",
            "Name another folder in data.cache_latents.",
        ) from error
    held = latents.numpy().astype("<f4").tobytes()
    write_atomically(path, [_sum_of(held), held])


def _bytes_of(tensor: Tensor) -> bytes:
    return tensor.detach().cpu().contiguous().numpy().tobytes()


def _sum_of(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_SUM_BYTES).digest()
