"""What mouse, pen and keys do on the canvas: gestures of the tool, panning, the crosshair. [Qt]"""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QSinglePointEvent

from app.canvas.gesture import Gesture
from app.canvas.pointer import is_eraser, modifiers_of, pointer_event
from app.canvas.viewport import Viewport
from app.tools.tool import Cursor, Phase, Point, PointerEvent, Tool, ToolContext

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_CONFIRMING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_FAST = 10
_PAN_BY_KEY_PX = 64


class Surface(Protocol):
    """What the hand works on: the canvas."""

    @property
    def viewport(self) -> Viewport | None: ...

    def pan_by(self, dx: float, dy: float) -> None:
        """Move the photo by device pixels."""
        ...

    def show_place(self, at: Point) -> None:
        """Pan until the photo's place is in view."""
        ...

    def place_of(self, event: QSinglePointEvent) -> Point:
        """Where an event happened, in view pixels."""
        ...

    def holds_split(self, at: Point) -> bool:
        """Whether the line of the split view can be gripped there."""
        ...

    def drag_split(self, at: Point) -> None: ...

    def hand_changed(self) -> None:
        """Pointer, crosshair, preview or the kind of cursor may look different now."""
        ...

    def gesture_begun(self) -> None: ...

    def gesture_over(self, changed: bool) -> None: ...


class Hand:
    """The state between the events: what is pressed, held, dragged."""

    def __init__(self, surface: Surface) -> None:
        self._surface = surface
        self.tool: Tool | None = None
        self.context: ToolContext | None = None
        self.subtract_switch = False
        self.pointer: Point | None = None
        """Where the mouse or pen is, in view pixels; None outside."""
        self.crosshair: Point | None = None
        """Where the keyboard's crosshair is, in the photo; None while it is not used."""
        self.is_panning = False
        self.space_held = False
        self._space_used = False
        self._gesture: Gesture | None = None
        self._button = Qt.MouseButton.NoButton
        self._subtracts = False
        self._pan_button = Qt.MouseButton.NoButton
        self._drags_split = False

    @property
    def in_gesture(self) -> bool:
        return self._gesture is not None

    @property
    def subtracts(self) -> bool:
        """Whether painting now takes away, by the switch or the button held."""
        return self.subtract_switch or self._subtracts

    @property
    def wants_hand(self) -> bool:
        """Whether dragging would pan."""
        return self.space_held or (self.tool is not None and self.tool.cursor is Cursor.HAND)

    def press(self, event: QSinglePointEvent, *, is_double: bool = False) -> None:
        """A button or the pen went down."""
        at, button = self._surface.place_of(event), event.button()
        self.pointer = at
        if not self.in_gesture:
            self.crosshair = None
        if button is Qt.MouseButton.MiddleButton or (
            button is Qt.MouseButton.LeftButton and self.wants_hand
        ):
            self._pan_button, self.is_panning, self._space_used = button, True, True
        elif button is Qt.MouseButton.LeftButton and self._surface.holds_split(at):
            self._drags_split = True
        elif button in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton):
            self._press_tool(event, at, is_double)
        self._surface.hand_changed()

    def move(self, event: QSinglePointEvent) -> None:
        """The pointer moved, whether something is pressed or not."""
        at, last = self._surface.place_of(event), self.pointer
        self.pointer = at
        self._notice_lost_release(event)
        pans = self.is_panning or (self.space_held and self._button is not Qt.MouseButton.NoButton)
        if pans and last is not None:
            self._space_used = True
            self._surface.pan_by(at.x - last.x, at.y - last.y)
        elif self._drags_split:
            self._surface.drag_split(at)
        elif self.in_gesture:
            self._send(self._event(event, Phase.MOVE, at))
        elif last is not None and at != last:
            self.crosshair = None
        self._surface.hand_changed()

    def release(self, event: QSinglePointEvent) -> None:
        """A button or the pen went up."""
        at, button = self._surface.place_of(event), event.button()
        if self.is_panning and button is self._pan_button:
            self.is_panning, self._pan_button = False, Qt.MouseButton.NoButton
        elif self._drags_split and button is Qt.MouseButton.LeftButton:
            self._drags_split = False
        elif button is self._button:
            self._button = Qt.MouseButton.NoButton
            self._send(self._event(event, Phase.RELEASE, at))
            self._subtracts = False
        self._surface.hand_changed()

    def leave(self) -> None:
        """The pointer left the canvas; what is being dragged goes on."""
        self.pointer = None
        self._surface.hand_changed()

    def lose_focus(self) -> None:
        """Keys held elsewhere are not seen to be released."""
        self.space_held = False
        self._surface.hand_changed()

    def cancel(self) -> bool:
        """Take back the gesture that lasts; False when there is none."""
        if self._gesture is None:
            return False
        gesture, self._gesture = self._gesture, None
        self._button, self._subtracts = Qt.MouseButton.NoButton, False
        gesture.cancel()
        self._surface.gesture_over(False)
        self._surface.hand_changed()
        return True

    def confirm(self) -> bool:
        """Tell a gesture that lasts over several clicks that it is complete; False without one."""
        if self._gesture is None:
            return False
        self._send(self._key_event(Phase.CONFIRM, Qt.KeyboardModifier.NoModifier))
        self._surface.hand_changed()
        return True

    def take_back(self) -> bool:
        """Take back the last click of a gesture that lasts over several; False without one."""
        if self._gesture is None:
            return False
        self._send(self._key_event(Phase.BACK, Qt.KeyboardModifier.NoModifier))
        self._surface.hand_changed()
        return True

    def wants_key(self, event: QKeyEvent) -> bool:
        """Whether the canvas needs a key more than a shortcut of the window does."""
        key = Qt.Key(event.key())
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in (*_CONFIRMING, Qt.Key.Key_Escape, Qt.Key.Key_Backspace):
            return self.in_gesture and plain == Qt.KeyboardModifier.NoModifier
        return key in _ARROWS or (key == Qt.Key.Key_Space and not _has_command(event))

    def key_press(self, event: QKeyEvent) -> bool:
        """Whether the key meant something here."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Space and not _has_command(event):
            if not event.isAutoRepeat():
                self.space_held, self._space_used = True, False
                self._surface.hand_changed()
            return True
        if key == Qt.Key.Key_Escape:
            return self.cancel()
        if key in _CONFIRMING:
            return self.confirm()
        if key == Qt.Key.Key_Backspace:
            return self.take_back()
        if key in _ARROWS:
            return self._arrow(*_ARROWS[key], event.modifiers())
        return False

    def key_release(self, event: QKeyEvent) -> bool:
        """Space stamps at the crosshair when it was not held for panning."""
        if event.key() != Qt.Key.Key_Space or event.isAutoRepeat() or not self.space_held:
            return False
        self.space_held = False
        if not self._space_used and self.crosshair is not None:
            self.stamp(event.modifiers())
        self._surface.hand_changed()
        return True

    def move_crosshair(self, dx: float, dy: float) -> None:
        """Show the crosshair, or move it by so many pixels of the photo, or of the screen if those
        are larger."""
        viewport = self._surface.viewport
        if viewport is None:
            return
        at = self.crosshair
        if at is None:
            at = self._crosshair_start(viewport)
        else:
            step = max(1.0, 1.0 / viewport.zoom)
            at = Point(at.x + dx * step, at.y + dy * step)
        self.crosshair = Point(
            min(max(at.x, 0.5), viewport.image.width - 0.5),
            min(max(at.y, 0.5), viewport.image.height - 0.5),
        )
        self._surface.show_place(self.crosshair)
        if self.in_gesture:
            self._send(self._key_event(Phase.MOVE, Qt.KeyboardModifier.NoModifier))
        self._surface.hand_changed()

    def stamp(self, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press and release the tool at the crosshair."""
        viewport = self._surface.viewport
        if self.crosshair is None or viewport is None or self._button.value:
            return
        press = self._key_event(Phase.PRESS, held)
        if self.in_gesture:
            self._send(press)
        else:
            self._begin(press)
        self._send(self._key_event(Phase.RELEASE, held))
        self._surface.hand_changed()

    def _crosshair_start(self, viewport: Viewport) -> Point:
        if self.pointer is not None:
            return viewport.to_image(self.pointer)
        middle = viewport.to_image(Point(viewport.view.width / 2, viewport.view.height / 2))
        return Point(int(middle.x) + 0.5, int(middle.y) + 0.5)

    def _arrow(self, dx: int, dy: int, held: Qt.KeyboardModifier) -> bool:
        if held & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier):
            return False
        if held & Qt.KeyboardModifier.ControlModifier:
            self._surface.pan_by(-dx * _PAN_BY_KEY_PX, -dy * _PAN_BY_KEY_PX)
            return True
        steps = _FAST if held & Qt.KeyboardModifier.ShiftModifier else 1
        self.move_crosshair(dx * steps, dy * steps)
        return True

    def _press_tool(self, event: QSinglePointEvent, at: Point, is_double: bool) -> None:
        if self._button is not Qt.MouseButton.NoButton:
            return
        self._button = event.button()
        self._subtracts = event.button() is Qt.MouseButton.RightButton or is_eraser(event)
        if self.in_gesture:
            self._send(self._event(event, Phase.DOUBLE_CLICK if is_double else Phase.PRESS, at))
        else:
            self._begin(self._event(event, Phase.PRESS, at))

    def _begin(self, press: PointerEvent) -> None:
        if self.tool is None or self.context is None or self.context.document.is_editing:
            return
        self._surface.gesture_begun()
        try:
            gesture = Gesture(self.tool, self.context, press)
        except BaseException:
            self._surface.gesture_over(False)
            raise
        self._gesture = gesture
        self._finish_if_over()

    def _send(self, event: PointerEvent) -> None:
        if self._gesture is None:
            return
        try:
            self._gesture.send(event)
        finally:
            self._finish_if_over()

    def _finish_if_over(self) -> None:
        gesture = self._gesture
        if gesture is not None and gesture.is_over:
            self._gesture = None
            self._surface.gesture_over(gesture.has_changed)

    def _notice_lost_release(self, event: QSinglePointEvent) -> None:
        """A release may be lost to another window: the stroke ends where it was last seen."""
        if self.is_panning and not event.buttons() & self._pan_button:
            self.is_panning = False
        if self._button is not Qt.MouseButton.NoButton and not event.buttons() & self._button:
            self._button = Qt.MouseButton.NoButton
            self._drags_split = False
            self._send(self._event(event, Phase.RELEASE, self.pointer or Point(0, 0)))
            self._subtracts = False

    def _event(self, event: QSinglePointEvent, phase: Phase, at: Point) -> PointerEvent:
        viewport = self._surface.viewport
        assert viewport is not None
        return pointer_event(
            event, phase, viewport.to_image(at), zoom=viewport.zoom, subtract=self.subtracts
        )

    def _key_event(self, phase: Phase, held: Qt.KeyboardModifier) -> PointerEvent:
        viewport = self._surface.viewport
        assert viewport is not None
        return PointerEvent(
            phase=phase,
            at=self.crosshair or viewport.to_image(self.pointer or Point(0, 0)),
            modifiers=modifiers_of(held),
            subtract=self.subtract_switch or bool(held & Qt.KeyboardModifier.AltModifier),
            image_px=1.0 / viewport.zoom,
        )


def _has_command(event: QKeyEvent) -> bool:
    commands = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier
    return bool(event.modifiers() & commands)
