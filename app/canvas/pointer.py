"""Events of mouse, pen and keys as the tools want them. [Qt]"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPointingDevice, QSinglePointEvent, QTabletEvent

from app.tools.tool import Modifier, Phase, Point, PointerEvent

_MODIFIERS = {
    Qt.KeyboardModifier.ShiftModifier: Modifier.SHIFT,
    Qt.KeyboardModifier.ControlModifier: Modifier.CTRL,
    Qt.KeyboardModifier.AltModifier: Modifier.ALT,
}


def modifiers_of(held: Qt.KeyboardModifier) -> Modifier:
    found = Modifier.NONE
    for theirs, ours in _MODIFIERS.items():
        if held & theirs:
            found |= ours
    return found


def pointer_event(
    event: QSinglePointEvent,
    phase: Phase,
    at: Point,
    *,
    zoom: float,
    subtract: bool,
) -> PointerEvent:
    """A mouse's or pen's event.

    Args:
        event: Where modifiers and pressure come from.
        phase: What happened.
        at: Where in the photo.
        zoom: Device pixels per photo pixel.
        subtract: Whether the switch or the button that started the gesture takes away.
    """
    held = event.modifiers()
    return PointerEvent(
        phase=phase,
        at=at,
        pressure=event.pressure() if isinstance(event, QTabletEvent) else 1.0,
        modifiers=modifiers_of(held),
        subtract=subtract or bool(held & Qt.KeyboardModifier.AltModifier) or is_eraser(event),
        image_px=1.0 / zoom,
    )


def is_eraser(event: QSinglePointEvent) -> bool:
    """Whether it comes from the eraser end of a pen."""
    return (
        isinstance(event, QTabletEvent)
        and event.pointerType() is QPointingDevice.PointerType.Eraser
    )
