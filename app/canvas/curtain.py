"""What is about to be opened, shown at once from a small version of it. [Qt]"""

# ruff: noqa: N802 - event handlers bear the names that Qt calls

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.canvas.colour import to_display
from app.canvas.view import CanvasView
from app.canvas.viewport import Viewport
from moebius_core.geometry import Size

if TYPE_CHECKING:
    from moebius_core.formats.preview import Preview


class Curtain(QWidget):
    """Lies over a canvas with a preview of the next photo, until that is shown at its best.

    Until the photo itself has come nothing can be painted on the one below, which is about to go.
    """

    def __init__(self, canvas: CanvasView) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._image: QImage | None = None
        self._size = Size(1, 1)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        canvas.installEventFilter(self)
        canvas.picture_built.connect(self.take_away)
        canvas.gesture_started.connect(self.take_away)
        canvas.viewport_changed.connect(self._follow)

    def show_preview(self, preview: Preview) -> None:
        """Hang over the canvas and show this, fitted as the photo itself will be."""
        convert = to_display(preview.icc)
        pixels = preview.pixels if convert is None else convert(preview.pixels)
        height, width = pixels.shape[:2]
        image = QImage(pixels.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888)
        self._image = image.convertToFormat(QImage.Format.Format_RGB32)
        self._size = preview.size
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, on=False)
        self.setGeometry(self._canvas.rect())
        self.raise_()
        self.show()

    def photo_has_come(self) -> None:
        """The photo lies below: it can be worked on, but its first frames are rougher than this."""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        if self._image is not None:  # covered, the canvas is not painted, which would begin it
            self._canvas.start_building()

    def take_away(self) -> None:
        """Show what lies below."""
        self._image = None
        self.hide()

    def _follow(self) -> None:
        viewport = self._canvas.viewport
        is_through = self.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        if is_through and viewport is not None and not viewport.is_fit:
            self.take_away()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._canvas.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._canvas.surround)
        if self._image is None:
            return
        scale = self.devicePixelRatioF()
        view = Size(round(self.width() * scale), round(self.height() * scale))
        place = Viewport.fit(self._size, view).frame
        painter.scale(1 / scale, 1 / scale)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRect(place.left, place.top, place.width, place.height), self._image)
        painter.end()
