"""What turning the wheel or moving two fingers on a trackpad asks for. [Qt]"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QWheelEvent

_NOTCH = 120
_ZOOM_A_NOTCH = 1.25
_SIZE_A_NOTCH = 1.1
_SCROLL_A_NOTCH_PX = 80


class Pan(NamedTuple):
    """Move the photo, in logical pixels."""

    dx: float
    dy: float


class Zoom(NamedTuple):
    factor: float


class Resize(NamedTuple):
    """Make the brush larger or smaller."""

    factor: float


WheelAction: TypeAlias = Pan | Zoom | Resize


def wheel_action(event: QWheelEvent, *, wheel_zooms: bool) -> WheelAction:
    """Alt: brush size. Ctrl: zoom. Plain: scroll, or zoom where that is wanted; Shift: sideways.

    Args:
        event: From a wheel or a trackpad.
        wheel_zooms: A plain wheel zooms too; a trackpad's two fingers always scroll.
    """
    held, angle = event.modifiers(), event.angleDelta()
    is_trackpad = not event.pixelDelta().isNull() and event.phase() != Qt.ScrollPhase.NoScrollPhase
    notches = (angle.y() or angle.x()) / _NOTCH
    if held & Qt.KeyboardModifier.AltModifier:
        return Resize(_SIZE_A_NOTCH**notches)
    if held & Qt.KeyboardModifier.ControlModifier:
        return Zoom(_ZOOM_A_NOTCH**notches)
    is_sideways = bool(held & Qt.KeyboardModifier.ShiftModifier)
    if wheel_zooms and not is_trackpad and not is_sideways:
        return Zoom(_ZOOM_A_NOTCH**notches)
    moved = event.pixelDelta() if is_trackpad else angle
    scale = 1.0 if is_trackpad else _SCROLL_A_NOTCH_PX / _NOTCH
    if is_sideways and moved.x() == 0:
        moved = QPoint(moved.y(), 0)
    return Pan(moved.x() * scale, moved.y() * scale)
