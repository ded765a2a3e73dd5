"""What is being removed and what waits for it, as one mask for the canvas."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.editing.removal import Removal
    from moebius_core.arrays import Mask


class BusyMask:
    """Put together anew only when the removals are others: the canvas keeps what it has drawn."""

    def __init__(self) -> None:
        self._of: tuple[Removal, ...] = ()
        self._mask: Mask | None = None

    def of(self, pending: Sequence[Removal]) -> Mask | None:
        """(H, W) uint8, the same array as long as the same removals run; None without any."""
        if tuple(pending) == self._of:
            return self._mask
        self._of = tuple(pending)
        if not self._of:
            self._mask = None
            return None
        mask = self._of[0].mask.to_array()
        for removal in self._of[1:]:
            part = removal.bounds.slices
            mask[part] = np.maximum(mask[part], removal.mask.read(removal.bounds))
        self._mask = mask
        return mask
