"""Decoding with OpenCV: 16-bit colour, which Pillow reduces to 8 bits without a word."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

import numpy as np
from numpy.typing import NDArray

from moebius_core.errors import UnsupportedPhotoError
from moebius_core.formats.decoded import Source
from moebius_core.geometry import Size

_MAX_PIXELS = 1 << 30
"""OpenCV's own limit, read once when it is loaded."""
_MAX_SIDE = 1 << 20


@contextmanager
def _quiet() -> Generator[None]:
    """OpenCV's log held back: what it has to say about a broken file is raised instead."""
    from cv2.utils import logging

    level = logging.setLogLevel(logging.LOG_LEVEL_SILENT)
    try:
        yield
    finally:
        logging.setLogLevel(level)


def decode(data: bytes) -> NDArray[Any] | None:
    """A file's pixels with their own depth and channels, RGB(A) or grey; None when it cannot."""
    import cv2

    with _quiet():
        try:
            found = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
        except cv2.error:
            return None
    if found is None:  # pyright: ignore[reportUnnecessaryComparison]
        return None
    if found.ndim == 3 and found.shape[2] == 3:
        return cv2.cvtColor(found, cv2.COLOR_BGR2RGB, dst=found)
    if found.ndim == 3 and found.shape[2] == 4:
        return cv2.cvtColor(found, cv2.COLOR_BGRA2RGBA, dst=found)
    return found


def check_size(source: Source, size: Size) -> None:
    """Raise UnsupportedPhotoError for what OpenCV refuses to decode in one go."""
    if size.area > _MAX_PIXELS or max(size) > _MAX_SIDE:
        raise UnsupportedPhotoError(
            f"{source.name} is a 16-bit photo of more than {_MAX_PIXELS // 10**6} megapixels, "
            "which cannot be decoded without losing depth.",
            "Convert it to TIFF first.",
        )
