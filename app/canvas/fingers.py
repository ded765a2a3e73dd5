"""Pinching and panning with fingers, on a trackpad or on the screen itself. [Qt]"""

from __future__ import annotations

import math

from PySide6.QtCore import Qt
from PySide6.QtGui import QNativeGestureEvent, QPointingDevice, QTouchEvent

from app.canvas.device import DeviceScale
from app.canvas.viewport import Viewport
from app.tools.tool import Point


def after_trackpad(
    viewport: Viewport, event: QNativeGestureEvent, scale: DeviceScale
) -> Viewport | None:
    """What a pinch or a double tap of two fingers asks for; None for other gestures."""
    at = scale.point(event.position())
    if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
        return viewport.zoomed(max(0.1, 1 + event.value()), at)
    if event.gestureType() == Qt.NativeGestureType.SmartZoomNativeGesture:
        return viewport.at_zoom(1.0, at) if viewport.is_fit else viewport.fitted()
    return None


def after_touch(viewport: Viewport, event: QTouchEvent, scale: DeviceScale) -> Viewport | None:
    """One finger pans, two also zoom; None from a trackpad, which sends wheel and pinch as well."""
    points = event.points()[:2]
    if event.device().type() != QPointingDevice.DeviceType.TouchScreen or not points:
        return None
    now = [scale.point(point.position()) for point in points]
    last = [scale.point(point.lastPosition()) for point in points]
    middle, before = _middle(now), _middle(last)
    moved = viewport.panned(middle.x - before.x, middle.y - before.y)
    if len(now) == 2 and math.dist(*last) > 1:
        moved = moved.zoomed(math.dist(*now) / math.dist(*last), middle)
    return moved


def _middle(points: list[Point]) -> Point:
    return Point(sum(p.x for p in points) / len(points), sum(p.y for p in points) / len(points))
