"""From the photo's colours to the display's. [Qt]"""

from __future__ import annotations

from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColorSpace, QColorTransform, QImage

from app.canvas.sources import ToDisplay

_SIDE = 256


def display_space() -> QColorSpace:
    """Qt tells no screen's profile, and the systems take a window's pixels for sRGB."""
    return QColorSpace(QColorSpace.NamedColorSpace.SRgb)


def to_display(icc: bytes, display: QColorSpace | None = None) -> ToDisplay | None:
    """The transform from a file's profile, or None when there is nothing to convert.

    Args:
        icc: The profile; empty or unreadable: the pixels count as sRGB.
        display: By default sRGB.
    """
    if not icc:
        return None
    space = QColorSpace.fromIccProfile(QByteArray(icc))
    goal = display or display_space()
    if not space.isValid() or space == goal:
        return None
    if space.colorModel() is QColorSpace.ColorModel.Gray:
        return _grey_table(space, goal)
    if space.colorModel() is not QColorSpace.ColorModel.Rgb:
        return None
    transform = space.transformationToColorSpace(goal)
    return None if transform.isIdentity() else _Transform(transform)


class _Transform:
    def __init__(self, transform: QColorTransform) -> None:
        self._transform = transform

    def __call__(self, pixels: NDArray[Any]) -> NDArray[np.uint8]:
        import cv2

        padded: Any = cv2.cvtColor(np.ascontiguousarray(pixels), cv2.COLOR_RGB2RGBA)
        is_deep = pixels.dtype == np.uint16
        kind = QImage.Format.Format_RGBX64 if is_deep else QImage.Format.Format_RGBX8888
        height, width = pixels.shape[:2]
        image = QImage(padded.data, width, height, padded.strides[0], kind)
        image.applyColorTransform(self._transform)
        if is_deep:
            image = image.convertToFormat(QImage.Format.Format_RGBX8888)
        shown = _as_array(image)
        out: Any = cv2.cvtColor(shown, cv2.COLOR_RGBA2RGB)
        return cast("NDArray[np.uint8]", out)


def _grey_table(space: QColorSpace, goal: QColorSpace) -> ToDisplay | None:
    levels = np.arange(_SIDE * _SIDE, dtype=np.uint16)
    image = QImage(levels.data.cast("B"), _SIDE, _SIDE, 2 * _SIDE, QImage.Format.Format_Grayscale16)
    image.setColorSpace(space)
    shown = image.convertedToColorSpace(goal, QImage.Format.Format_RGBX8888)
    if shown.isNull():
        return None
    deep = _as_array(shown)[..., 0].reshape(-1).copy()
    plain = deep[np.arange(256) * 257]

    def convert(pixels: NDArray[Any]) -> NDArray[np.uint8]:
        return (deep if pixels.dtype == np.uint16 else plain)[pixels]

    return convert


def _as_array(image: QImage) -> NDArray[np.uint8]:
    """(h, w, 4) view of an image with 32 bits a pixel."""
    flat = np.frombuffer(image.constBits(), np.uint8)
    return flat.reshape(image.height(), image.bytesPerLine() // 4, 4)[:, : image.width()]
