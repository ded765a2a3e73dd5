"""Between Qt's logical pixels and those of the screen. [Qt]"""

from __future__ import annotations

import math
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QSize
from PySide6.QtGui import QPainter, QTransform

from app.tools.tool import Point
from moebius_core.geometry import Rect, Size


class DeviceScale(NamedTuple):
    """Device pixels per logical pixel, which need not be a whole number."""

    ratio: float

    def size(self, size: QSize) -> Size:
        """Device pixels that a widget of this size touches; at least one."""
        return Size(
            max(1, math.ceil(size.width() * self.ratio - 1e-6)),
            max(1, math.ceil(size.height() * self.ratio - 1e-6)),
        )

    def point(self, at: QPointF) -> Point:
        return Point(at.x() * self.ratio, at.y() * self.ratio)

    def rect(self, rect: QRect) -> Rect:
        """Device pixels that cover a logical rectangle, with one to spare on each side."""
        return Rect(
            math.floor(rect.left() * self.ratio) - 1,
            math.floor(rect.top() * self.ratio) - 1,
            math.ceil((rect.right() + 1) * self.ratio) + 1,
            math.ceil((rect.bottom() + 1) * self.ratio) + 1,
        )

    def logical(self, rect: Rect) -> QRect:
        """The logical rectangle that covers device pixels."""
        left, top = math.floor(rect.left / self.ratio), math.floor(rect.top / self.ratio)
        right = math.ceil(rect.right / self.ratio)
        bottom = math.ceil(rect.bottom / self.ratio)
        return QRect(left, top, right - left, bottom - top)


def to_device_pixels(painter: QPainter) -> QTransform:
    """The world transform with which the painter's unit is a device pixel, on whole pixels.

    At a fractional scale a widget may begin between two device pixels; the photo must not.
    """
    now = painter.deviceTransform()
    inverse, _ = now.inverted()
    return QTransform.fromTranslate(round(now.dx()), round(now.dy())) * inverse
