"""The photo as other programs take it from the clipboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.document.document import Document
from moebius_core.progress import Progress


def copy_of(document: Document) -> Callable[[Progress], NDArray[Any]]:
    """Work that gives the photo as it is now: (H, W, 3|4) uint8."""
    image, alpha = document.image.snapshot(), document.photo.alpha

    def work(_progress: Progress) -> NDArray[Any]:
        from moebius_core.arrays import to_8_bit

        pixels = to_8_bit(image.to_array())
        return pixels if alpha is None else np.dstack([pixels, to_8_bit(alpha)])

    return work
