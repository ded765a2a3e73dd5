"""What an engine is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from moebius_core.arrays import Image, Mask
from moebius_core.options import InpaintOptions
from moebius_core.progress import Progress

FILL = 255
"""Mask value of pixels an engine is to invent."""

UNKNOWN = 128
"""Mask value of pixels that are neither to be invented nor to be copied from."""


@dataclass(frozen=True)
class EngineInfo:
    """What ran, for the status bar, the JSON report and the log."""

    name: str
    device: str = "cpu"
    """Value of the `selection.Device` that computes."""
    precision: str = "fp32"
    region_px: int | None = None
    """Side of the square the engine works on; None: any size, at the photo's own resolution."""


class InpaintEngine(Protocol):
    """Fills the masked part of one region. Never changes its inputs; pasting is not its business.

    An engine may be used from one thread at a time.
    """

    @property
    def info(self) -> EngineInfo: ...

    def fill(self, image: Image, mask: Mask, options: InpaintOptions, progress: Progress) -> Image:
        """A new (H, W, 3) image whose pixels under the mask are invented.

        Args:
            image: (H, W, 3) uint8 RGB region. What is under the mask must not influence the result.
            mask: (H, W) uint8; FILL where the hole of this region is, UNKNOWN where pixels must not
                be copied from either, but what the engine returns there is not used (other holes
                that come later, transparent pixels), 0 where the photo is known.
            options: `seed`, `quality` and engine settings; edges and pasting are not the engine's.
            progress: Reported often; raises `Cancelled`.

        Raises:
            NothingToKeepError: when no pixel is left unmasked.
        """
        ...

    def close(self) -> None:
        """Free what the engine holds; it is not used afterwards."""
        ...


def notes_of(engine: InpaintEngine) -> tuple[str, ...]:
    """Sentences on what went wrong while it ran and how it went on; most engines have none."""
    return tuple(getattr(engine, "notes", ()))
