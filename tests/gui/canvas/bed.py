"""A canvas with a document, and hands that work it with real events."""

from __future__ import annotations

from functools import cache

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QImage,
    QInputDevice,
    QMouseEvent,
    QPointingDevice,
    QTabletEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication

from app.canvas.view import CanvasView
from app.document.document import Document
from app.document.history import Layer
from app.tools.tool import Cursor, Drag, Phase, PointerEvent, ToolContext, ToolOptions
from moebius_core.geometry import Rect
from moebius_core.photo import Photo

_END = QPointingDevice.PointerType
NO_KEY = Qt.KeyboardModifier.NoModifier
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
MIDDLE, NO_BUTTON = Qt.MouseButton.MiddleButton, Qt.MouseButton.NoButton


class Stamp:
    """Marks the pixel of every event, and remembers them; ends with the release."""

    id = "stamp"

    def __init__(self, *, until: Phase = Phase.RELEASE, cursor: Cursor = Cursor.BRUSH_RING) -> None:
        self.events: list[PointerEvent] = []
        self.closed = 0
        self.cursor = cursor
        self._until = until

    def drag(self, context: ToolContext, press: PointerEvent) -> Drag:
        try:
            with context.document.edit("Stamp") as edit:
                event = press
                while True:
                    self.events.append(event)
                    x, y = int(event.at.x), int(event.at.y)
                    value = 0 if event.subtract else 255
                    edit.write(Layer.MASK, Rect(x, y, x + 1, y + 1), value)
                    if event.phase in (self._until, Phase.CONFIRM):
                        return
                    event = yield
        except GeneratorExit:
            self.closed += 1
            raise

    @property
    def phases(self) -> list[Phase]:
        return [event.phase for event in self.events]


class Bed:
    """A canvas of 400 x 300 logical pixels with its document and tool."""

    def __init__(self, view: CanvasView, document: Document, tool: Stamp) -> None:
        self.view, self.document, self.tool = view, document, tool
        self.context = ToolContext(document, ToolOptions(size=40.0))
        view.set_tool(tool, self.context)

    def use(self, tool: Stamp) -> Stamp:
        self.tool = tool
        self.view.set_tool(tool, self.context)
        return tool

    def mouse(
        self,
        kind: QEvent.Type,
        x: float,
        y: float,
        button: Qt.MouseButton = LEFT,
        keys: Qt.KeyboardModifier = NO_KEY,
        held: Qt.MouseButton | None = None,
    ) -> None:
        at = QPointF(x, y)
        is_move = kind == QEvent.Type.MouseMove
        if held is None:
            held = NO_BUTTON if kind == QEvent.Type.MouseButtonRelease else button
        event = QMouseEvent(
            kind, at, self.view.mapToGlobal(at), NO_BUTTON if is_move else button, held, keys
        )
        QApplication.sendEvent(self.view, event)

    def press(
        self, x: float, y: float, button: Qt.MouseButton = LEFT, keys: Qt.KeyboardModifier = NO_KEY
    ) -> None:
        self.mouse(QEvent.Type.MouseButtonPress, x, y, button, keys)

    def move(
        self, x: float, y: float, held: Qt.MouseButton = LEFT, keys: Qt.KeyboardModifier = NO_KEY
    ) -> None:
        self.mouse(QEvent.Type.MouseMove, x, y, held, keys)

    def release(
        self, x: float, y: float, button: Qt.MouseButton = LEFT, keys: Qt.KeyboardModifier = NO_KEY
    ) -> None:
        self.mouse(QEvent.Type.MouseButtonRelease, x, y, button, keys)

    def leave(self) -> None:
        QApplication.sendEvent(self.view, QEvent(QEvent.Type.Leave))

    def stroke(
        self,
        *ways: tuple[float, float],
        button: Qt.MouseButton = LEFT,
        keys: Qt.KeyboardModifier = NO_KEY,
    ) -> None:
        self.press(*ways[0], button, keys)
        for way in ways[1:]:
            self.move(*way, button, keys)
        self.release(*ways[-1], button, keys)

    def wheel(
        self,
        x: float,
        y: float,
        *,
        angle: tuple[int, int] = (0, 0),
        pixels: tuple[int, int] = (0, 0),
        keys: Qt.KeyboardModifier = NO_KEY,
        phase: Qt.ScrollPhase = Qt.ScrollPhase.NoScrollPhase,
    ) -> None:
        at = QPointF(x, y)
        event = QWheelEvent(
            at,
            self.view.mapToGlobal(at),
            QPoint(*pixels),
            QPoint(*angle),
            NO_BUTTON,
            keys,
            phase,
            False,
        )
        QApplication.sendEvent(self.view, event)

    def pen(
        self,
        kind: QEvent.Type,
        x: float,
        y: float,
        *,
        pressure: float = 0.5,
        is_eraser: bool = False,
    ) -> None:
        device = _pen(_END.Eraser if is_eraser else _END.Pen)
        at = QPointF(x, y)
        is_move = kind == QEvent.Type.TabletMove
        is_up = kind == QEvent.Type.TabletRelease
        event = QTabletEvent(
            kind,
            device,
            at,
            self.view.mapToGlobal(at),
            pressure,
            0.0,
            0.0,
            0.0,
            0.0,
            0.0,
            NO_KEY,
            NO_BUTTON if is_move else LEFT,
            NO_BUTTON if is_up else LEFT,
        )
        QApplication.sendEvent(self.view, event)

    def marked(self) -> set[tuple[int, int]]:
        """(x, y) of the mask's pixels."""
        rows, columns = np.nonzero(self.document.mask_array())
        return set(zip(columns.tolist(), rows.tolist(), strict=True))

    def grab(self) -> np.ndarray:
        """(h, w, 3) RGB of what the widget shows, in device pixels."""
        return as_array(self.view.grab().toImage())


@cache
def _pen(end: QPointingDevice.PointerType) -> QPointingDevice:
    """One for the whole run, because Qt remembers devices that have sent events."""
    return QPointingDevice(
        "pen",
        7,
        QInputDevice.DeviceType.Stylus,
        end,
        QInputDevice.Capability.Position | QInputDevice.Capability.Pressure,
        1,
        2,
    )


def as_array(image: QImage) -> np.ndarray:
    """(h, w, 3) RGB of an image."""
    image = image.convertToFormat(QImage.Format.Format_RGBX8888)
    flat = np.frombuffer(image.constBits(), np.uint8)
    return flat.reshape(image.height(), -1, 4)[:, : image.width(), :3].copy()


def photo_of(width: int = 800, height: int = 600, value: int | None = None) -> Photo:
    if value is not None:
        return Photo(pixels=np.full((height, width, 3), value, np.uint8))
    random = np.random.default_rng(0)
    return Photo(pixels=random.integers(0, 256, (height, width, 3), np.uint8))
