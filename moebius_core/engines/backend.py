"""What computes the three graphs of a diffusion engine: an ONNX session or torch modules."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from moebius_core.sampling import Latents

Pictures = NDArray[np.float32]
"""(B, 3, S, S) RGB, -1..1 as the autoencoder sees it."""

CELL_PX = 8
"""Side of a latent cell in pixels."""


class DiffusionBackend(Protocol):
    """Autoencoder and network on one device; float32 numpy arrays in and out, batch first.

    S is the side of the square picture in pixels and s = S / 8 that of its latents: 512 and 64 for
    the released network. Used from one thread at a time. Every call raises
    `EngineUnavailableError` with the reason when the device fails.
    """

    @property
    def device(self) -> str:
        """Value of the `selection.Device` that computes."""
        ...

    @property
    def precision(self) -> str:
        """fp32, bf16, fp16 or int8."""
        ...

    @property
    def latent_size(self) -> int:
        """s, cells."""
        ...

    def encode(self, pictures: Pictures) -> Latents:
        """(B, 3, S, S) -> (B, 4, s, s): the posterior's mean times `LATENT_SCALE`."""
        ...

    def predict_noise(
        self, x: Latents, timestep: int, *, guided: bool = True
    ) -> tuple[Latents | None, Latents]:
        """Noise predicted in `x`: the unconditional row and the conditional one.

        Args:
            x: (1, 9, s, s): noisy latents 4, mask 1, latents of the masked picture 4.
            timestep: 0..999.
            guided: False leaves the unconditional row out (None) for half the work.

        Returns:
            (1, 4, s, s) each.
        """
        ...

    def decode(self, latents: Latents) -> Pictures:
        """(1, 4, s, s), scaled by `LATENT_SCALE`, -> (1, 3, S, S), not clamped."""
        ...

    def interrupt(self) -> None:
        """Make the call that is running, if any, end soon by raising `Cancelled`.

        The only method for another thread. A backend that cannot stop half-way ignores it.
        """
        ...

    def close(self) -> None:
        """Free what is held; not used afterwards."""
        ...
